# SPDX-License-Identifier: MIT
"""The part of the settings that tells of the stations of an office, and of its server."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from desk_app.desk.errors import KnownError, ServerAway
from desk_app.gui import words
from desk_app.gui.kit.display.facts import FactLine, FactsCard
from desk_app.gui.kit.display.notes import NoteFrame
from desk_app.gui.kit.layout.boxes import acts, in_column, named
from desk_app.gui.kit.layout.buttons import KeyButton
from desk_app.gui.kit.look.text import style_as
from desk_app.gui.kit.pyside_workarounds.overriding import override
from desk_app.gui.kit.tables.columns import Column, RowsModel, TextSide
from desk_app.gui.kit.tables.table import list_of
from desk_app.gui.page import PagePart
from desk_app.gui.session.hearing import OfficeStanding
from desk_app.gui.session.tasks import Book
from desk_app.i18n import dates

if TYPE_CHECKING:
    from datetime import datetime

    from PySide6.QtCore import QObject
    from PySide6.QtGui import QShowEvent
    from PySide6.QtWidgets import QWidget

    from desk_app.gui.session.session import Session
    from desk_app.records.desk.office import OfficeMember, OfficeStatus


@dataclass(frozen=True, slots=True)
class StationsState:
    """What the server told of the stations when it was asked last; whether it is being asked."""

    status: OfficeStatus | None = None
    asking: bool = False


class StationsBook(Book[StationsState]):
    """Asks the server beside the work: it may be slow to answer, or away."""

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(StationsState(), parent)
        self._session = session

    def read_again(self) -> None:
        """Ask the server; nobody asks at a single desk, nor a second time meanwhile."""
        stations = self._session.desk.ports.stations
        if stations is not None and not self._state.asking:
            self._show(replace(self._state, asking=True))
            self._session.beside.submit(self, stations.status, self._take, self._refuse)

    def _take(self, status: OfficeStatus) -> None:
        self._show(StationsState(status))

    def _refuse(self, error: Exception) -> None:
        self._show(replace(self._state, asking=False))
        if isinstance(error, KnownError):
            self._session.trouble.emit(error)


class StationsPage(PagePart):
    """This station and its server; all stations with how far each has come, and when it was seen.

    A station is invited, shut out or made a single desk again at a terminal: the commands are told.
    """

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.book = StationsBook(session, self)
        self.book.state_changed.connect(self.render_state)
        self._model = RowsModel(self._columns(), lambda each: each.name, None, self)
        self._table = list_of("stations", self.tr("Stations of the office"), self._model)
        style_as(self._table, "card")
        self._facts = FactsCard()
        self._away = named("stationsAway", NoteFrame("ask"))
        self._how = named("stationsHow", NoteFrame("info"))
        self._again = named("askServer", KeyButton(self.tr("Ask the server"), icon="search"))
        self._again.clicked.connect(self.book.read_again)
        self.acts = acts(self._again)
        parts = (self._facts, self._away, (self._table, 1), self._how)
        in_column(self, *parts, gap=12, edge=16)
        self._how.say(
            self.tr("Stations are added and taken away at a terminal."),
            self.tr(
                "An officer invites one with “desk-app office invite”; the new computer joins with"
                " “desk-app office join”. “desk-app office leave” shuts one out, or makes this a"
                " single desk again."
            ),
        )
        if session.hearing is not None:
            session.hearing.state_changed.connect(lambda _: self.render_state(self.book.state))
        self.render_state(self.book.state)

    @override
    def take_focus(self) -> None:
        (self._table if self._model.rows else self._again).setFocus()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.book.read_again()

    def render_state(self, state: StationsState) -> None:
        """Show what is known; what the server alone knows stays as it was while it is away."""
        status = state.status
        self._again.hinder(self.tr("The server is being asked.") if state.asking else "")
        away, language = self._trouble(status), self.session.language
        self._away.tell(None if away is None else words.reason(away, language, typing=False))
        self._facts.show_facts(self._facts_of(status))
        if status is not None and (status.members or not self._model.rows):
            self._model.show_rows(status.members)
        if self._model.rows and not self._table.currentIndex().isValid():
            self._table.choose(0)

    def _trouble(self, status: OfficeStatus | None) -> KnownError | None:
        """Return why nothing can be saved: as the window found, or the server said just now."""
        hearing = self.session.hearing
        found = None if hearing is None else hearing.state.trouble
        if found is None and status is not None and status.away:
            return ServerAway(status.away)
        return found

    def _facts_of(self, status: OfficeStatus | None) -> list[FactLine]:
        stations, hearing = self.session.desk.ports.stations, self.session.hearing
        if stations is None or hearing is None:
            return []
        here, heard = stations.state, hearing.state
        connected = heard.standing is OfficeStanding.CONNECTED
        at = self.tr("save {number}").format(number=f"{here.number:,}")
        if status is not None and status.number is not None:
            number = f"{max(status.number, here.number):,}"
            at = self.tr("save {here} of {number}").format(here=f"{here.number:,}", number=number)
        facts = []
        if status is not None:
            address = status.server
            server = f"{address.host}:{address.port}/{address.database} ({address.login})"
            facts += [
                FactLine("user", self.tr("This station"), status.station),
                FactLine("backup", self.tr("Server"), server),
            ]
        tone = "accent" if connected else "ask"
        when = self._moment(heard.heard_at)
        facts += [
            FactLine("history", self.tr("Stands at"), at, tone),
            FactLine("due", self.tr("Last heard"), when, tone),
            FactLine("post", self.tr("Waiting to be sent"), self._waiting(heard.trouble)),
        ]
        return facts

    def _waiting(self, trouble: KnownError | None) -> str:
        """Say what is not on the server yet: nothing that was saved, and what waits for it."""
        if trouble is None:
            return self.tr("Nothing: a save is done once the server has it.")
        return self.tr("Nothing that was saved. Drafts stay on this computer; save them later.")

    def _columns(self) -> list[Column[OfficeMember]]:
        def at(each: OfficeMember) -> str:
            return f"{each.stands_at:,}"

        return [
            Column("station", self.tr("Station"), self._name, 200),
            Column("seen", self.tr("Last contact"), lambda each: self._moment(each.seen_at), 168),
            Column("at", self.tr("Stands at"), at, 96, side=TextSide.RIGHT),
            Column("state", self.tr("State"), self._state_of),
        ]

    def _name(self, each: OfficeMember) -> str:
        status = self.book.state.status
        if status is not None and each.name == status.station:
            return self.tr("{station} (this one)").format(station=each.name)
        return each.name

    def _state_of(self, each: OfficeMember) -> str:
        if each.shut_out_at is not None:
            since = self._moment(each.shut_out_at)
            return self.tr("shut out since {when}").format(when=since)
        if each.invited_until is not None:
            until = self._moment(each.invited_until)
            return self.tr("invited until {when}").format(when=until)
        number = None if self.book.state.status is None else self.book.state.status.number
        if number is None:
            return self.tr("not known while the server is away")
        left = number - each.stands_at
        return self.tr("lacks %n save(s)", "", left) if left > 0 else self.tr("has everything")

    def _moment(self, at: datetime | None) -> str:
        return "—" if at is None else dates.moment(at, self.session.today, self.session.language)
