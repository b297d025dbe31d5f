# SPDX-License-Identifier: MIT
"""The Intake page on a desk in memory: opened, typed into key by key, and read back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import cast

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desk_app.desk.context import Desk
from desk_app.desk.errors import KnownError
from desk_app.desk.ports import Chance, Ports, PostalArea
from desk_app.gui.pages.intake.page import IntakeView
from desk_app.gui.session.screen import Screen
from desk_app.gui.session.session import Session
from desk_app.gui.session.tasks import ChangeHub
from desk_app.i18n.catalogue import Catalogue
from desk_app.records.base import ApplicationId, UserId
from desk_app.records.case.history import ApplicationFile
from desk_app.records.desk.people import Language, Role, User
from desk_app.rules.rulebook import rulebook
from tests.fakes.backups import FakeBackups
from tests.fakes.instant_runner import InstantRunner
from tests.fakes.keys import FakeKeys
from tests.fakes.state import State
from tests.fakes.store import FakeStore
from tests.fakes.world import (
    FewPostalCodes,
    FixedClock,
    PaperPacks,
    PaperSheets,
    PlainLedgers,
    PlainPress,
    PlainReader,
    PlainScans,
    PlainSeal,
)

RESOURCES = Path(__file__).parents[2] / "resources"
TODAY = date(2026, 11, 25)
CLERK = User(UserId("u1"), "山本 美咲", frozenset({Role.CLERK}))
SECOND = User(UserId("u2"), "小川 大輔", frozenset({Role.CLERK}))
AREAS = (
    PostalArea("1660015", "東京都", "杉並区", "成田東", "ナリタヒガシ"),
    PostalArea("6048166", "京都府", "京都市中京区", "三条通烏丸西入御倉町", "サンジョウ"),
    PostalArea("9999999", "東京都", "千代田区", "一番町", ""),
    PostalArea("9999999", "東京都", "千代田区", "二番町", ""),
)
BOOK = rulebook.load(RESOURCES / "rulebook" / "justsystems.toml")
_ENTER, _SPACE = Qt.Key.Key_Return, Qt.Key.Key_Space


class Counting:
    """Random ids that are none: 1, 2, 3 …"""

    def __init__(self) -> None:
        self._next = 0

    def token(self) -> str:
        self._next += 1
        return f"{self._next:032x}"


class Spoken(QObject):
    """The language of the screens, as far as the page asks for it; nobody drew its divider."""

    def __init__(self, language: Language, parent: QObject) -> None:
        super().__init__(parent)
        self.language = language

    def widths(self, _name: str) -> tuple[int, ...]:
        return ()

    def keep_widths(self, _name: str, _widths: tuple[int, ...]) -> None:
        """Forget them."""


@dataclass
class Keys:
    """Types, and counts every key beside the content: Enter, Space, arrows, shortcuts."""

    beyond: int = 0
    typed: list[str] = field(default_factory=list)

    def press(
        self, *keys: Qt.Key, alt: bool = False, control: bool = False, shift: bool = False
    ) -> None:
        """Press keys that are no content."""
        modifier = Qt.KeyboardModifier.NoModifier
        if alt:
            modifier |= Qt.KeyboardModifier.AltModifier
        if control:
            modifier |= Qt.KeyboardModifier.ControlModifier
        if shift:
            modifier |= Qt.KeyboardModifier.ShiftModifier
        for key in keys:
            self.beyond += 1
            QTest.keyClick(focus(), key, modifier)

    def write(self, content: str) -> None:
        """Type content: ASCII by keys, everything else as an input method commits it."""
        self.typed.append(content)
        if content.isascii():
            QTest.keyClicks(focus(), content)
        else:
            commit(content)


def focus() -> QWidget:
    """Return the widget that the keys go to."""
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def commit(text: str) -> None:
    """Commit a text as an input method does."""
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(focus(), event)


def compose(preedit: str) -> None:
    """Leave a text uncommitted, as an input method does while the clerk chooses."""
    QApplication.sendEvent(focus(), QInputMethodEvent(preedit, []))


def desk_in_memory(store: FakeStore, chance: Chance | None = None) -> Desk:
    """Return a desk of two clerks over a store in memory."""
    clock = FixedClock(TODAY)
    store.state.users.update({user.id: user for user in (CLERK, SECOND)})
    ports = Ports(
        store=store,
        clock=clock,
        chance=chance or Counting(),
        press=PlainPress(),
        seal=PlainSeal(CLERK.id),
        sheets=PaperSheets(),
        packs=PaperPacks(),
        reader=PlainReader(),
        ledgers=PlainLedgers(),
        scan_files=PlainScans(),
        postal=FewPostalCodes(*AREAS),
        keys=FakeKeys((CLERK, SECOND)),
        backups=FakeBackups(store=store),
    )
    return Desk(ports, BOOK, CLERK)


@dataclass
class Intake:
    """The page, the place it works at, and what it told."""

    view: IntakeView
    place: Session
    store: FakeStore
    screen: Spoken
    logged: list[object] = field(default_factory=list)
    troubles: list[object] = field(default_factory=list)
    qtbot: QtBot | None = None

    def edit(self, name: str) -> QWidget:
        """Return a field by its name."""
        return self.view.fields.edit(name)

    def go(self, name: str) -> None:
        """Put the focus into a field, as a click does."""
        self.view.page.go_to_field(name)

    def files(self) -> list[ApplicationFile]:
        """Return every application that is kept."""
        with self.store.reading() as books:
            return [books.files.get(ApplicationId(id_)) for id_ in self._ids()]

    def _ids(self) -> Iterable[int]:
        return sorted(self.store.state.files)

    def forget(self) -> None:
        """Have nothing logged, kept or told any more."""
        self.store.state = State(users=self.store.state.users)
        self.logged.clear()
        self.troubles.clear()

    def speak(self, language: Language) -> None:
        """Have the page made anew in another language, as the window does."""
        self.screen.language = language
        catalogue = Catalogue(RESOURCES / "i18n", language, self.screen)
        application = QApplication.instance()
        assert application is not None
        application.installTranslator(catalogue)
        before, thing = self.view, self.view.here()
        before.leave()
        self.view = IntakeView(self.place)
        self.view.logged.connect(self.logged.append)
        if self.qtbot is not None:
            self.qtbot.addWidget(self.view)
        if before.isVisible():
            self.view.resize(before.size())
            before.hide()
            self.view.show()
            self.view.activateWindow()
            assert QTest.qWaitForWindowActive(self.view)
        before.book.clear()
        self.view.open_thing(thing)


def intake(
    parent: QObject, store: FakeStore | None = None, language: Language = Language.JA
) -> Intake:
    """Open the page over a store, in a language."""
    kept = store or FakeStore()
    runner = InstantRunner((KnownError,), parent)
    screen = Spoken(language, parent)
    hub = ChangeHub(parent)
    desk = desk_in_memory(kept)
    place = Session(desk, runner, hub, cast(Screen, screen), parent)
    view = IntakeView(place)
    made = Intake(view, place, kept, screen)
    view.logged.connect(made.logged.append)
    place.trouble.connect(made.troubles.append)
    return made


def opened(qtbot: QtBot, parent: QObject, store: FakeStore, height: int = 840) -> Intake:
    """Show a new page in a window of the smallest width that has the keys, and leave it blank."""
    made = intake(parent, store)
    made.qtbot = qtbot
    qtbot.addWidget(made.view)
    made.view.resize(1272, height)
    made.view.show()
    made.view.activateWindow()
    qtbot.waitUntil(made.view.isActiveWindow)
    made.view.open_mail_item(None)
    return made


@contextmanager
def shown(qtbot: QtBot, height: int = 840) -> Iterator[Intake]:
    """Show a new page over a store of its own, and clear it in the end."""
    parent = QObject()
    made = opened(qtbot, parent, FakeStore(), height)
    yield made
    made.view.book.clear()


class KeptPage:
    """One page for all tests of a file: each begins where a clerk does who has logged the last.

    None makes it anew in another language: a page of its own is there for that.
    """

    def __init__(self, height: int = 840) -> None:
        self._height = height
        self._parent = QObject()
        self._made: Intake | None = None

    @contextmanager
    def begun(self, qtbot: QtBot, kept: State | None = None) -> Iterator[Intake]:
        """Lend the page, blank and on a desk with nothing in it or with what was kept."""
        made = self._made = self._made or intake(self._parent)
        made.store.state = kept or made.store.state
        made.qtbot = qtbot
        view = made.view
        view.resize(1272, self._height)
        view.show()
        view.activateWindow()
        assert QTest.qWaitForWindowActive(view)
        # From where the keys were left: no section of the new page is taken for one gone through.
        view.page.go_to_section(1)
        QApplication.processEvents()
        view.open_mail_item(None)
        QApplication.processEvents()
        yield made
        made.view.book.clear()
        made.forget()
        assert made.view is view, "it was made anew under the tests to come"

    def close(self) -> None:
        """Give the page up, and all that it stood on."""
        if self._made is not None:
            self._made.view.close()
            self._made.view.deleteLater()
            self._made = None
        self._parent.deleteLater()
        self._parent = QObject()


def type_first_envelope(keys: Keys) -> None:
    """Type E1 of the twelve envelopes, from the arrival to the stamps."""
    keys.press(_ENTER, _ENTER, Qt.Key.Key_3, _ENTER)
    keys.write("410-10-22871-5")
    keys.press(_ENTER, _ENTER, _SPACE)
    keys.press(Qt.Key.Key_2, alt=True)
    keys.press(Qt.Key.Key_1, _ENTER, _ENTER)
    keys.write("令和8年11月20日")
    keys.press(Qt.Key.Key_3, alt=True)
    keys.write("髙橋 みゆき")
    keys.press(_ENTER)
    keys.write("タカハシ ミユキ")
    keys.press(_ENTER, _ENTER)
    keys.write("S62.4.17")
    keys.press(_ENTER)
    keys.write("〇九〇-1234-5678")
    keys.press(_ENTER, _ENTER)
    keys.write("1660015")
    keys.press(_ENTER)
    keys.write("三丁目12番7-203号 サンハイツ成田")
    keys.press(Qt.Key.Key_5, alt=True)
    keys.press(_SPACE, _ENTER)
    keys.write("ATOK の登録情報すべて")
    keys.press(Qt.Key.Key_6, alt=True)
    keys.press(_SPACE)
    QApplication.processEvents()  # Enter goes as the fields of a licence stand
    for shown in ("2029年(令和11年)05月17日", "高橋 美由紀"):
        keys.write(shown)
        keys.press(_ENTER)
    keys.write("東京都杉並区成田東3-12-7-203")
    keys.press(Qt.Key.Key_7, alt=True)
    keys.press(Qt.Key.Key_Plus, Qt.Key.Key_Plus)
