# SPDX-License-Identifier: MIT
"""The window at a station of an office: what others save comes, and the server may be gone."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from desk_app.desk.context import Changes, Kind
from desk_app.desk.errors import DamageFound, KnownError, ServerAway
from desk_app.desk.rows import JournalLine, StationState, WhatCame
from desk_app.gui.kit.display.notes import ErrorBar
from desk_app.gui.page import Place
from desk_app.gui.pages.settings.book import SettingsPart
from desk_app.gui.pages.settings.page import SettingsView
from desk_app.gui.pages.settings.stations_page import StationsPage
from desk_app.gui.session.hearing import Hearing, OfficeStanding
from desk_app.gui.shell.shell import OthersNews
from desk_app.gui.shell.status_bar import OfficeMark, ReadingMark
from desk_app.records.base import ApplicationId
from desk_app.records.books.journal import Action
from desk_app.records.desk.office import OfficeMember, OfficeStatus, ServerAddress
from desk_app.records.desk.people import Language
from tests.gui.pages import LISTS, Opened, open_window
from tests.gui.small_desk import SmallEntrance

NOTHING = WhatCame(frozenset(), ())
ADDRESS = ServerAddress("db.example.jp", 5432, "desk", "desk_1", "secret", "")
AT = datetime(2026, 11, 25, 1, 12, tzinfo=UTC)
MEMBERS = (
    OfficeMember("受付1", 9, AT),
    OfficeMember("受付2", 4, AT),
    OfficeMember("受付3", 0, None, invited_until=AT),
    OfficeMember("受付4", 2, AT, shut_out_at=AT),
)


@dataclass
class SmallStations:
    """The others, as a test lets them save; a wait ends when a test says so."""

    behind: int = 0
    waiting: WhatCame = NOTHING
    taken: WhatCame = NOTHING
    away: ServerAway | None = None
    not_taken: KnownError | None = None
    taking: threading.Event = field(default_factory=threading.Event)
    told: threading.Event = field(default_factory=threading.Event)
    listened: int = 0
    woken: int = 0
    saves: str = ""
    closed: bool = False

    def __post_init__(self) -> None:
        self.taking.set()

    @property
    def state(self) -> StationState:
        return StationState(7, self.behind, datetime(2026, 11, 25, 1, 12, tzinfo=UTC))

    def listen(self, seconds: float) -> bool:
        assert seconds == 30
        self.listened += 1
        self.told.wait()
        if not self.closed:
            self.told.clear()
        if self.away is not None:
            raise self.away
        return self.behind > 0

    def status(self) -> OfficeStatus:
        here = OfficeStatus("受付1", ADDRESS, 7)
        if self.away is not None:
            return replace(here, away=self.away.code)
        return replace(here, number=9, members=MEMBERS)

    def saves_now(self) -> str:
        return self.saves

    def wake(self) -> None:
        self.woken += 1
        self.told.set()

    def hear(self) -> bool:
        self.taking.wait()
        if self.not_taken is not None:
            raise self.not_taken
        self.behind, self.taken, self.waiting = 0, self.waiting, NOTHING
        return False

    def came(self) -> WhatCame:
        came, self.taken = self.taken, NOTHING
        return came

    def close(self) -> None:
        self.closed = True
        self.told.set()

    def save(self, *touched: tuple[str, int | str]) -> None:
        """Let another station save something."""
        self.behind += 1
        self.waiting = WhatCame(frozenset(touched), ())
        self.told.set()


@dataclass
class Station:
    """A window at a station, and the others."""

    opened: Opened
    others: SmallStations

    @property
    def hearing(self) -> Hearing:
        hearing = self.opened.shell.session.hearing
        assert hearing is not None
        return hearing

    @property
    def mark(self) -> OfficeMark:
        return self.opened.part(OfficeMark, "officeMark")

    def speak(self, language: Language) -> None:
        """Show every screen in a language, where it is another one."""
        if language is not self.opened.screen.language:
            self.opened.speak(language)

    def stands(self, standing: OfficeStanding) -> None:
        """Wait until the station stands so."""
        self.opened.qtbot.waitUntil(lambda: self.hearing.state.standing is standing)

    def ask_again(self) -> None:
        """Have the server asked now, and not after a while."""
        self.opened.qtbot.waitUntil(self.hearing._again.isActive)
        self.hearing._again.start(0)
        self.others.told.set()

    def bars(self) -> list[ErrorBar]:
        return [bar for bar in self.opened.shell.findChildren(ErrorBar) if bar.isVisible()]


@pytest.fixture
def station(qtbot: QtBot, qapp: QApplication) -> Iterator[Station]:
    entrance = SmallEntrance()
    entrance.store.stations = others = SmallStations()
    opened = open_window(qtbot, qapp, entrance).sign_in()
    yield Station(opened, others)
    others.taking.set()
    opened.close()
    assert others.closed


def test_a_single_desk_shows_nothing_of_an_office(qtbot: QtBot, qapp: QApplication) -> None:
    opened = open_window(qtbot, qapp, SmallEntrance()).sign_in()
    assert opened.shell.session.hearing is None
    assert opened.shell.findChildren(OfficeMark) == []
    names = {thread.name for thread in threading.enumerate()}
    assert not any(name.startswith("listening") for name in names)
    opened.close()


def test_what_another_station_saves_is_told_to_every_page(station: Station) -> None:
    heard: list[tuple[Changes, object]] = []

    class Listens(QWidget):
        def hear(self, changes: Changes, initiator: object) -> None:
            heard.append((changes, initiator))

    page = Listens(station.opened.shell)
    station.opened.shell.session.hub.listen(page.hear)
    station.opened.shell.session.said.emit("保存しました。")
    station.others.save(("application", 140), ("mail_item", 3))
    station.opened.qtbot.waitUntil(lambda: bool(heard))
    changes = Changes.of((Kind.APPLICATION, 140), (Kind.MAIL_ITEM, 3))
    assert heard == [(changes, station.hearing)]
    assert station.opened.status.said() == "保存しました。"
    assert station.hearing.state.standing is OfficeStanding.CONNECTED


def test_the_list_shows_what_another_station_logged(station: Station) -> None:
    store = station.opened.entrance.store
    asked = len(store.queries.asked)
    first = store.lines[0]
    store.lines = (replace(first, name="鈴木 花子"), *store.lines[1:])
    station.others.save(("application", int(first.id)))
    station.opened.qtbot.waitUntil(lambda: len(store.queries.asked) > asked)


def test_what_came_with_the_turn_of_a_save_is_told_after_it(station: Station) -> None:
    heard: list[object] = []
    session = station.opened.shell.session
    session.hub.changed.connect(lambda changes, who: heard.append((changes, who)))
    station.others.taken = WhatCame(frozenset({("application", 12)}), ())
    own = Changes.of((Kind.APPLICATION, 5))
    session.do(session, lambda _desk: own)
    station.opened.qtbot.waitUntil(lambda: len(heard) == 2)
    theirs = Changes.of((Kind.APPLICATION, 12))
    assert heard == [(own, session), (theirs, station.hearing)]


@pytest.mark.parametrize("language", [*Language])
def test_a_station_that_is_behind_says_how_far(station: Station, language: Language) -> None:
    station.speak(language)
    assert station.mark.accessibleName() == {"ja": "接続中", "en": "Connected"}[language.value]
    assert "10:12" in station.mark.accessibleDescription()
    station.others.taking.clear()
    for _ in range(12):
        station.others.save(("application", 1))
    station.stands(OfficeStanding.CATCHING_UP)
    said = {"ja": "取り込み中 残り12件", "en": "Catching up: 12 left"}[language.value]
    assert station.mark.accessibleName() == said
    station.others.taking.set()
    station.stands(OfficeStanding.CONNECTED)


@pytest.mark.parametrize(
    ("language", "since", "why", "back"),
    [
        (Language.JA, "閲覧のみ 9:00から", "つながりません", "サーバーにつながりました"),
        (Language.EN, "Reading only since 9:00", "cannot be reached", "reached again"),
    ],
)
def test_without_the_server_the_window_says_why_since_when_and_what_to_do(
    station: Station, language: Language, since: str, why: str, back: str
) -> None:
    station.speak(language)
    station.others.away = ServerAway()
    station.others.told.set()
    station.stands(OfficeStanding.READING_ONLY)
    assert station.mark.accessibleName() == since
    told = station.mark.accessibleDescription()
    assert why in told
    assert told == station.mark.toolTip()
    assert ("入力は" in told, "typed" in told) == (False, False)
    assert station.bars() == []
    station.ask_again()
    station.opened.qtbot.waitUntil(lambda: bool(station.bars()))
    (bar,) = station.bars()
    assert bar.property("calm")
    assert why in bar.accessibleName()
    station.others.away = None
    station.ask_again()
    station.stands(OfficeStanding.CONNECTED)
    assert station.bars() == []
    assert back in station.opened.status.said()


def test_a_save_without_the_server_is_told_calmly_and_the_server_is_asked_at_once(
    station: Station,
) -> None:
    store, session = station.opened.entrance.store, station.opened.shell.session

    def save(_desk: object) -> Changes:
        store.closed_to_writing = ServerAway()
        raise store.closed_to_writing

    station.others.away = ServerAway()
    session.do(session, save)
    station.stands(OfficeStanding.READING_ONLY)
    assert station.others.woken == 1
    (bar,) = station.bars()
    assert bar.property("calm")
    assert "入力は残っています" in bar.accessibleName()
    station.ask_again()
    station.opened.settle()
    assert "入力は残っています" in station.bars()[0].accessibleName()
    station.others.away = store.closed_to_writing = None
    station.ask_again()
    station.stands(OfficeStanding.CONNECTED)
    assert station.bars() == []
    session.do(session, lambda _desk: Changes.of((Kind.APPLICATION, 5)))
    station.opened.settle()
    assert station.bars() == []


def test_what_others_changed_of_the_open_application_is_told_and_disturbs_nothing(
    station: Station,
) -> None:
    shell = station.opened.shell
    open_now, tell = ApplicationId(12), shell._troubles.tell_news
    OthersNews(shell.session, station.hearing, lambda: open_now, tell, shell)
    at = datetime(2026, 11, 25, 1, 12, tzinfo=UTC)

    def line(action: Action, id_: ApplicationId) -> JournalLine:
        return JournalLine(7, at, "佐藤 翔太", action, "R8-0012", id_, ())

    station.hearing.told.emit([line(Action.PAPER_READ, ApplicationId(11))])
    station.hearing.told.emit([line(Action.APPLICATION_OPENED, open_now)])
    assert station.bars() == []
    station.hearing.told.emit([line(Action.PAPER_READ, open_now)])
    (bar,) = station.bars()
    assert bar.accessibleName().startswith("佐藤 翔太さんが10:12に変更しました：書類の読取り")
    assert bar.property("calm")
    shell.tell(KnownError())
    station.hearing.told.emit([line(Action.PAPER_READ, open_now)])
    assert "佐藤" in station.opened.status.said()
    assert "佐藤" not in station.bars()[0].accessibleName()


def test_a_save_that_waits_for_long_has_the_server_asked_beside(station: Station) -> None:
    session, go_on = station.opened.shell.session, threading.Event()

    def save(_desk: object) -> Changes:
        go_on.wait()
        return Changes.of((Kind.APPLICATION, 5))

    station.hearing._long.setInterval(50)
    session.do(session, save)
    station.opened.qtbot.waitUntil(lambda: station.others.woken > 0)
    go_on.set()
    station.opened.settle()
    assert not station.hearing._long.isActive()


@pytest.mark.parametrize("saves", ["佐藤 翔太", ""])
def test_who_waits_for_the_turn_is_told_for_whom(station: Station, saves: str) -> None:
    session, go_on = station.opened.shell.session, threading.Event()
    asked = threading.Event()
    station.others.saves = saves

    def save(_desk: object) -> Changes:
        go_on.wait()
        return Changes.of((Kind.APPLICATION, 5))

    station.hearing._soon.setInterval(20)
    session.do(session, save)
    station.opened.qtbot.waitUntil(lambda: not station.hearing._soon.isActive())
    session.beside.submit(session, asked.set, lambda _: None)
    station.opened.qtbot.waitUntil(asked.is_set)
    said = "佐藤 翔太さんが保存しています。終わりしだい保存します。" if saves else ""
    station.opened.qtbot.waitUntil(lambda: station.opened.status.said() == said)
    go_on.set()
    station.opened.settle()


def test_what_was_not_taken_for_want_of_the_server_is_asked_for_soon(station: Station) -> None:
    station.others.not_taken = ServerAway()
    station.others.save(("application", 1))
    station.stands(OfficeStanding.READING_ONLY)
    assert station.hearing._again.interval() == 5_000
    station.others.not_taken = None
    station.ask_again()
    station.stands(OfficeStanding.CONNECTED)


def test_a_log_that_was_altered_is_told_and_not_asked_for_all_the_time(station: Station) -> None:
    station.others.not_taken = DamageFound("log_altered", {"unit": 8})
    station.others.save(("application", 1))
    station.stands(OfficeStanding.READING_ONLY)
    (bar,) = station.bars()
    assert "8" in bar.accessibleName()
    assert station.hearing._again.interval() == 30_000


def test_a_desk_opened_without_its_server_shows_one_mark(qtbot: QtBot, qapp: QApplication) -> None:
    entrance = SmallEntrance()
    entrance.store.stations = others = SmallStations(away=ServerAway())
    entrance.store.closed_to_writing = ServerAway()
    opened = open_window(qtbot, qapp, entrance).sign_in()
    station = Station(opened, others)
    assert station.hearing.state.standing is OfficeStanding.READING_ONLY
    assert _hidden(opened)
    entrance.store.closed_to_writing = others.away = None
    others.told.set()
    station.stands(OfficeStanding.CONNECTED)
    assert _hidden(opened)
    opened.close()


STATES = {
    Language.JA: (
        ["すべて取り込み済み", "残り5件"],
        ["招待中（本日 10:12まで）", "外された（本日 10:12から）"],
    ),
    Language.EN: (
        ["has everything", "lacks 5 saves"],
        ["invited until today 10:12", "shut out since today 10:12"],
    ),
}


@pytest.mark.parametrize("language", [*Language])
def test_settings_tell_of_the_stations_and_their_server(
    qtbot: QtBot, qapp: QApplication, language: Language
) -> None:
    entrance = SmallEntrance()
    entrance.store.stations = others = SmallStations()
    opened = open_window(qtbot, qapp, entrance, (*LISTS, Place.SETTINGS)).sign_in()
    station = Station(opened, others)
    station.speak(language)
    opened.shell.go(Place.SETTINGS, SettingsPart.STATIONS)
    page = opened.window.findChildren(StationsPage)[0]
    qtbot.waitUntil(lambda: page.book.state.status is not None)
    opened.settle()
    members, others_ = STATES[language]
    assert [page._state_of(each) for each in page._model.rows] == members + others_
    facts = " ".join(each.text() for each in page._facts.findChildren(QLabel))
    assert "db.example.jp:5432/desk (desk_1)" in facts
    assert "10:12" in facts
    assert "secret" not in facts
    assert "desk-app office invite" in page._how.accessibleName()
    assert not page._away.isVisible()
    others.away = ServerAway()
    page._again.click()
    qtbot.waitUntil(page._away.isVisible)
    assert len(page._model.rows) == 4
    unknown = {Language.JA: "サーバーにつながらず不明", Language.EN: "not known while"}[language]
    assert page._state_of(page._model.rows[1]).startswith(unknown)
    others.away = None
    opened.close()


def test_a_single_desk_has_no_stations_in_its_settings(qtbot: QtBot, qapp: QApplication) -> None:
    parts = (*LISTS, Place.SETTINGS)
    opened = open_window(qtbot, qapp, SmallEntrance(), parts).sign_in()
    opened.shell.go(Place.SETTINGS)
    (view,) = opened.window.findChildren(SettingsView)
    assert SettingsPart.STATIONS not in view.book.state.parts
    opened.close()


def _hidden(opened: Opened) -> bool:
    """Say whether the mark of a desk in a place of reading alone takes no room."""
    (mark,) = opened.window.findChildren(ReadingMark)
    return not mark.isVisible()
