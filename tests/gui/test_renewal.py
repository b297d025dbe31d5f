# SPDX-License-Identifier: MIT
"""After a lock another process shows the window, just as this one did; nobody is handed on."""

from __future__ import annotations

import gc
import json
import pickle
import weakref
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desk_app.desk.errors import AlreadyOpen, Mishap
from desk_app.desk.rows import Group
from desk_app.gui.case.letters import Owed
from desk_app.gui.handover import GRACE_S, LEFT_ALONE_MS, Handover, Regulars, handed_on
from desk_app.gui.page import Place, SupplementOf, Whereabouts
from desk_app.gui.pages.decision.form import ClaimPlace
from desk_app.gui.pages.settings.book import SettingsPart
from desk_app.gui.session.locking import Closed, DoorShown, LockReason
from desk_app.gui.window import place_of
from desk_app.records.base import ApplicationId, ClaimId, LetterId
from desk_app.records.case.letters import LetterKind
from desk_app.records.case.mail import Matter
from desk_app.records.desk.profile import DeskProfile
from tests.gui.pages import CTRL, Opened, open_window
from tests.gui.small_desk import CLERK, PASSWORD, SmallEntrance

WRONG = "three grey herons fell"


@dataclass
class Way:
    """A relay that keeps what was handed on; where it is broken no other window comes up.

    A slow one waits until it is withdrawn.
    """

    came: Handover | None = None
    broken: bool = False
    handed: list[Handover] = field(default_factory=list)
    patience: list[float | None] = field(default_factory=list)
    slow: bool = False
    withdrawn: Event = field(default_factory=Event)
    before = start = -1

    def up(self) -> None:
        """Say nothing to anybody."""

    def hand_over(self, handover: Handover, patience: float | None = None) -> None:
        self.handed.append(handover)
        self.patience.append(patience)
        if self.slow:
            self.withdrawn.wait(10)
        if self.broken or self.slow:
            raise Mishap

    def withdraw(self) -> None:
        self.withdrawn.set()


Open = Callable[[Way], Opened]


@pytest.fixture
def opened_with(qtbot: QtBot, qapp: QApplication) -> Iterator[Open]:
    """Open windows on one small desk, each with a way to the next process."""
    entrance = SmallEntrance()
    with ExitStack() as stack:

        def open_(way: Way) -> Opened:
            window = open_window(qtbot, qapp, entrance, relay=way)
            stack.callback(window.close)
            return window

        yield open_


def _locked(window: Opened, reason: LockReason = LockReason.KEY) -> None:
    window.window.lock(reason)
    window.settle()
    window.qtbot.waitUntil(lambda: window.window._beside.idle)
    window.settle()


def test_a_locked_window_is_shown_at_its_place_by_the_next_process(opened_with: Open) -> None:
    way = Way()
    window = opened_with(way).sign_in()
    window.shell.go(Place.APPLICATIONS)
    window.settle()
    _locked(window, LockReason.IDLE)
    (handed,) = way.handed
    assert (handed.door.who, handed.door.reason) == (CLERK.name, LockReason.IDLE)
    assert handed.door.behind is not None
    assert window.screen.window == place_of(window.window), "the other one stands where this stood"
    assert handed.active
    assert not handed.first
    assert not window.window.isVisible(), "the other one is there"
    assert not way.withdrawn.is_set()
    (patience,) = way.patience
    assert patience is not None
    assert 0 < patience <= GRACE_S, "what this one holds goes, however slow the other one is"
    ((kind, told),) = json.loads(handed.written()).items()
    assert kind == "Handover", "what travels is JSON"
    left, shut = json.loads(told[-1])
    assert (list(left), list(shut)) == (["dict"], ["dict"])
    came = handed_on(handed.written())
    assert came == handed
    again = opened_with(Way(came))
    again.window.go_on(came)
    again.settle()
    assert again.window._door.sign_in.door == came.door
    again.come_back()
    again.sign_in()
    assert again.shell.place is Place.APPLICATIONS


def test_where_a_draft_lies_nowhere_else_the_next_window_is_waited_for(opened_with: Open) -> None:
    way = Way()
    window = opened_with(way).sign_in()
    window.window._regulars.drafts.take({(CLERK.id, "intake"): b"shut"})
    _locked(window)
    assert way.patience == [None]


def test_all_that_a_window_hands_on_comes_back_as_it_was() -> None:
    moment = datetime(2026, 11, 30, 10, 5, tzinfo=UTC)
    behind = Closed(unkept=True, entries=12, profile=DeskProfile())
    door = DoorShown(CLERK.name, LockReason.KEY, moment, behind)
    application = ApplicationId(7)
    left = Whereabouts(
        Place.TODAY,
        (Place.MAIL, Place.LETTERS),
        (Place.POST,),
        {
            Place.TODAY: (Group.TO_LOG, 7),
            Place.INTAKE: SupplementOf(application, "R8-0007"),
            Place.MAIL: Matter.SUPPLEMENT,
            Place.LETTERS: Owed(application, LetterKind.DEFICIENCIES, (ClaimId("c1"),)),
            Place.POST: LetterId("l1"),
            Place.DECISION: ClaimPlace(application, ClaimId("c1")),
            Place.SETTINGS: SettingsPart.BACKUPS,
            Place.STAMPS: None,
        },
    )
    before, after = Regulars(SmallEntrance()), Regulars(SmallEntrance())
    before.nobody_yet = False
    before.left[CLERK.id] = left
    before.drafts.take({(CLERK.id, "intake"): b"\x00shut"})
    handed = Handover(door, put_off=(CLERK.id,), kept=before.kept())
    came = handed_on(handed.written())
    assert came == handed
    after.take(came)
    after.take_up()
    assert (after.left, after.drafts.shut) == (before.left, before.drafts.shut)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xfe",
        b"{}",
        b"7",
        b"[" * 100_000,
        b'{"Handover": []}',
        b'{"Handover": ["door", true, false, false, [], ""]}',
        b'{"Handover": [{"DoorShown": ["", {"LockReason": "x"}, null, null]}, true]}',
        b'{"system": "id"}',
        pickle.dumps(Handover(DoorShown())),
    ],
)
def test_foreign_bytes_are_refused_calmly(content: bytes) -> None:
    with pytest.raises(ValueError):  # noqa: PT011  the relay asks for no more
        handed_on(content)
    known = Regulars(SmallEntrance())
    known.take(Handover(DoorShown(), kept=content.decode("latin-1")))
    known.take_up()
    assert known.left == {}


def test_a_command_that_has_the_desk_just_then_stops_no_locked_window(opened_with: Open) -> None:
    way = Way()
    window = opened_with(way).sign_in()
    _locked(window)
    again = opened_with(Way(way.handed[0]))
    again.entrance.stop = AlreadyOpen()
    again.window.go_on(way.handed[0])
    again.settle()
    assert again.window._door.currentWidget() is again.window._door.sign_in
    again.entrance.stop = None
    again.come_back()
    again.sign_in()


def test_what_is_kept_for_the_next_sign_in_passes_through_windows_nobody_opens(
    opened_with: Open,
) -> None:
    way = Way()
    window = opened_with(way).sign_in()
    _locked(window)
    later = Way(way.handed[0])
    again = opened_with(later)
    again.window.go_on(way.handed[0])
    again.come_back()
    again.type("thr")
    again.window._renewal._left_alone()
    again.qtbot.waitUntil(lambda: bool(later.handed))
    assert later.handed[0].kept == way.handed[0].kept
    again.qtbot.waitUntil(lambda: not again.window.isVisible())


def test_where_no_other_window_comes_up_this_one_opens_again(opened_with: Open) -> None:
    way = Way(broken=True)
    window = opened_with(way).sign_in()
    shell = weakref.ref(window.shell)
    _locked(window)
    assert len(way.handed) == 1
    assert PASSWORD.encode() not in way.handed[0].written()
    assert window.window._door.sign_in.book.state.ready, "one window alone takes a password"
    assert shell() is None, "rings are collected at once, whoever holds the window"
    window.sign_in()
    assert window.shell.place is not None


def test_without_another_process_rings_are_collected_at_the_lock(at_work: Opened) -> None:
    shell = weakref.ref(at_work.shell)
    assert not gc.isenabled(), "nothing is collected by chance"
    at_work.window.lock()
    at_work.settle()
    assert shell() is None


def test_nothing_is_handed_over_where_nothing_secret_was(opened_with: Open) -> None:
    way = Way()
    window = opened_with(way)
    window.window._renewal.look()
    assert way.handed == []


def test_a_wrong_password_left_alone_is_a_reason(opened_with: Open) -> None:
    way = Way()
    window = opened_with(way)
    timer = window.window._renewal._alone
    assert not timer.isActive()
    window.type(WRONG)
    assert timer.isActive()
    assert timer.interval() == LEFT_ALONE_MS
    window.press(Qt.Key.Key_Return)
    assert way.handed == []
    timer.timeout.emit()
    window.qtbot.waitUntil(lambda: bool(way.handed))
    (handed,) = way.handed
    assert handed.first, "nobody has signed in"
    assert WRONG.encode() not in handed.written()


def test_a_window_closed_meanwhile_ends_the_other(opened_with: Open) -> None:
    way = Way(slow=True)
    window = opened_with(way).sign_in()
    window.window.lock()
    window.qtbot.waitUntil(lambda: bool(way.handed))
    assert not window.window._door.sign_in.book.state.ready, "another window takes it"
    window.window.close()
    assert way.withdrawn.is_set()


def test_a_key_that_locks_and_one_that_quits(opened_with: Open) -> None:
    way = Way()
    window = opened_with(way).sign_in()
    window.press(Qt.Key.Key_L, CTRL)
    window.qtbot.waitUntil(lambda: bool(way.handed))
    window.qtbot.waitUntil(lambda: not window.window.isVisible())
