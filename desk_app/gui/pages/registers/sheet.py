# SPDX-License-Identifier: MIT
"""An entry as a sheet to be read: cards of names and words, and its history under them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFrame, QWidget

from desk_app.gui.kit.display.facts import FactLine, FactsCard
from desk_app.gui.kit.display.notes import NoteFrame
from desk_app.gui.kit.layout.boxes import STRETCH, dress, in_column, in_row
from desk_app.gui.kit.layout.buttons import ButtonKind, button_for
from desk_app.gui.kit.layout.layout import PageScroll
from desk_app.gui.kit.look.text import Text, style_as
from desk_app.gui.kit.look.theme import Size
from desk_app.gui.pages.registers.fields import (
    FieldWriting,
    RegisterCard,
    RegisterField,
    cards_of,
    changed_of,
)
from desk_app.i18n import dates, messages, vocabulary, writing
from desk_app.records.books.ledgers import LedgerHead, LedgerMark
from desk_app.records.desk.people import Language
from desk_app.records.registers import (
    HIDDEN,
    DataPlace,
    PlaceVersion,
    ProvisionEntry,
    ProvisionKind,
    PurposeVersion,
    RegisterBook,
    TrainingEntry,
    UsePurpose,
)
from desk_app.rules.registers.registers import ProvisionLack, is_record, kept_under

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from desk_app.gui.pages.registers.fields import RegisterRow
    from desk_app.gui.session.session import Session
    from desk_app.records.base import UserId

    Version = PurposeVersion | PlaceVersion
    _Told = tuple[date | None, str]

_NAMES = 124
_OTHER = {Language.JA: RegisterCard.ENGLISH, Language.EN: RegisterCard.JAPANESE}
"""The card with the words in the language that is not that of the screen."""

_MARKS = LedgerHead.MARKS
_FIELDS_LACKING = {ProvisionLack.DAY: "on"}
"""The field of an item that the law asks for, where it is not called the same."""


@dataclass(frozen=True, slots=True)
class SheetPart:
    """A card of the sheet: its heading, and what stands in it by name.

    One that is ``folded`` is a line with its name until somebody opens it.
    """

    heading: str
    lines: tuple[FactLine, ...]
    folded: bool = False


class EntryWords(QObject):
    """Says in words what stands in an entry: as a sheet tells it, and as its form asks for it."""

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session

    def heading(self, card: RegisterCard) -> str:
        """Return what a card is called."""
        return {
            RegisterCard.JAPANESE: self.tr("In Japanese"),
            RegisterCard.ENGLISH: self.tr("In English"),
            RegisterCard.HANDLING: self.tr("Handling"),
            RegisterCard.HELD: self.tr("What is held, and where"),
            RegisterCard.ASKING: self.tr("When it is asked for"),
            RegisterCard.PROVISION: self.tr("The provision"),
            RegisterCard.PARTY: self.tr("The other party"),
            RegisterCard.PERSON: self.tr("The person"),
            RegisterCard.TRAINING: self.tr("The training"),
            RegisterCard.VERSION: self.tr("This version"),
        }[card]

    def name(self, field: RegisterField) -> str:
        """Return what a field is called under the heading of its card."""
        language = self._session.language
        if field.mark is not None:
            return capital(messages.label(field.mark, language))
        return capital(messages.label(field.head, language))

    def title(self, row: RegisterRow) -> str:
        """Return what an entry is called: its data, or what was provided and to whom."""
        now, language = row.now, self._session.language
        if isinstance(now, PurposeVersion):
            return str(getattr(now, f"data_{language.value}"))
        if isinstance(now, PlaceVersion):
            return f"{now.department}　{now.data}"
        if isinstance(now, TrainingEntry):
            return now.subject
        party = self.shown(now.party)
        return " ".join(filter(None, (messages.label(now.kind, language), party)))

    def shown(self, text: str) -> str:
        """Return a text; of what names somebody whom this person may not read, that it stands."""
        return messages.label(LedgerMark.HIDDEN, self._session.language) if text == HIDDEN else text

    def under(self, row: RegisterRow) -> str:
        """Return its number, and since when it holds so."""
        number = self.tr("Entry No. {number}").format(number=row.id)
        told = [self.tr("In the policy, not in the register yet") if row.proposed else number]
        if isinstance(row.now, PurposeVersion | PlaceVersion) and not row.proposed:
            told.append(self.tr("From {day}").format(day=self.day(row.now.applies_from)))
        return "　".join(filter(None, told))

    def parts(self, book: RegisterBook, row: RegisterRow) -> Iterator[SheetPart]:
        """Return the cards in which something stands, the words of the screen's language first.

        The words of the other language are folded: they are for another reader.
        """
        other = _OTHER[self._session.language]
        for card, fields in cards_of(book, self._session.language):
            if card is not RegisterCard.VERSION:
                lines = tuple(self._lines(fields, row))
                if lines:
                    yield SheetPart(self.heading(card), lines, folded=card is other)

    def standing(self, row: RegisterRow, people: Mapping[UserId, str]) -> Iterator[SheetPart]:
        """Return when an entry was reviewed last and is to be again, or how long it is kept."""
        entry = row.entry
        if isinstance(entry, UsePurpose | DataPlace) and not row.proposed:
            last = entry.reviews[-1] if entry.reviews else None
            told = self.tr("not since it was entered")
            if last is not None:
                told = _lines(self.day(last.on), _name(people, last.by))
            lines = [FactLine("", self.tr("Last review"), told)]
            if row.review is not None and row.ended_on is None:
                lines.append(FactLine("", self.tr("Next review"), self.day(row.review.on)))
            yield SheetPart(self.tr("Review"), tuple(lines))
        elif isinstance(entry, ProvisionEntry) and entry.disposed_on is None:
            until = self.tr("none") if row.kept_until is None else self.day(row.kept_until)
            lines = [
                FactLine("", self.tr("Kept until"), until),
                FactLine("", self.tr("Why"), self._why_kept(entry)),
            ]
            yield SheetPart(self.tr("Time of keeping"), tuple(lines))

    def _why_kept(self, entry: ProvisionEntry) -> str:
        """Return by which rule a row is kept for so long, or for no time that is set."""
        article = vocabulary.article(kept_under(entry), self._session.language)
        if not is_record(entry):
            told = self.tr(
                "Who gets the data here is no third party (Act, Article {article}): the law asks"
                " for no record, and sets no period."
            )
        elif entry.by_contract:
            told = self.tr(
                "A contract stands for the record: one year from the last provision (Rules,"
                " Article {article})."
            )
        elif entry.last_on is not None:
            told = self.tr(
                "A record of several: three years from the last one (Rules, Article {article})."
            )
        else:
            told = self.tr("Three years from when it was made (Rules, Article {article}).")
        return told.format(article=article)

    def history(
        self, book: RegisterBook, row: RegisterRow, people: Mapping[UserId, str]
    ) -> SheetPart:
        """Return what became of an entry, the newest first."""
        entry = row.entry
        told: list[_Told] = []
        if isinstance(entry, ProvisionEntry):
            told.extend(self._of_record(entry, people))
        elif isinstance(entry, TrainingEntry):
            told.extend(self._entered_and_ended(entry, people))
        else:
            versions: tuple[Version, ...] = entry.versions
            for place, version in enumerate(versions):
                before = versions[place - 1] if place else None
                by = _name(people, version.by)
                told.append((version.applies_from, self._version(book, before, version, by)))
            for read in entry.reviews:
                said = self.tr("Reviewed: it still holds.")
                told.append((read.on, _lines(said, _name(people, read.by))))
            if entry.end is not None:
                said = self.tr("Ended: {why}").format(why=entry.end.reason)
                told.append((entry.end.on, _lines(said, _name(people, entry.end.by))))
        lines = [FactLine("", self.day(on), said) for on, said in _newest_first(told)]
        return SheetPart(self.tr("History, the newest first"), tuple(lines))

    def day(self, on: date | None) -> str:
        """Return a day in full; nothing where there is none."""
        return "" if on is None else dates.full(on, self._session.language)

    def _lines(self, fields: Sequence[RegisterField], row: RegisterRow) -> Iterator[FactLine]:
        language = self._session.language
        if isinstance(row.now, PurposeVersion) and any(each.mark for each in fields):
            marks = [each for each in fields if each.mark in row.now.marks]
            told = writing.listed([self.name(each) for each in marks], language) if marks else ""
            fields = [each for each in fields if each.mark is None]
            yield from self._plain(fields, row)
            if told:
                yield FactLine("", capital(messages.label(_MARKS, language)), told)
            return
        yield from self._plain(fields, row)

    def _plain(self, fields: Sequence[RegisterField], row: RegisterRow) -> Iterator[FactLine]:
        lacking = {_FIELDS_LACKING.get(each.lack, each.lack.value) for each in row.lacks}
        for field in fields:
            said = self._said(field, getattr(row.now, field.name))
            if field.name in lacking:
                said = messages.label(LedgerMark.MISSING, self._session.language)
            if said:
                yield FactLine("", self.name(field), said)

    def _said(self, field: RegisterField, value: object) -> str:
        match field.writing:
            case FieldWriting.DAY:
                return self.day(value)  # type: ignore[arg-type] # a field of a day
            case FieldWriting.TICK:
                return self.tr("yes") if value else ""
            case _ if isinstance(value, ProvisionKind):
                return messages.label(value, self._session.language)
            case _ if field.head is LedgerHead.CLAUSE:
                return self._clause(str(value))
            case _:
                return self.shown(str(value))

    def _clause(self, cited: str) -> str:
        """Return a clause as it is cited, PU-2(1), and what it is called where we know it."""
        rules = self._session.desk.rulebook.on(self._session.today)
        called = messages.clause_name(cited.partition("(")[0], rules, self._session.language)
        return f"{cited}　{called}" if cited and called else cited

    def _version(
        self, book: RegisterBook, before: Version | None, version: Version, by: str
    ) -> str:
        if before is None:
            return _lines(self.tr("Entered"), version.reason, by)
        changed = changed_of(book, before, version)
        told = [
            self.tr("{name} before: {words}").format(
                name=self._named(field), words=words or self.tr("nothing")
            )
            for field, words in changed
        ]
        return _lines(self.tr("Changed: {why}").format(why=version.reason), *told, by)

    def _named(self, field: RegisterField) -> str:
        if field.card in {RegisterCard.JAPANESE, RegisterCard.ENGLISH}:
            return f"{self.name(field)} ({self.heading(field.card)})"
        return self.name(field)

    def _of_record(self, entry: ProvisionEntry, people: Mapping[UserId, str]) -> Iterator[_Told]:
        yield from self._entered_and_ended(entry, people)
        if entry.proposed_on is not None:
            by = _name(people, entry.proposed_by)
            yield entry.proposed_on, _lines(self.tr("Disposal proposed"), by)
        if entry.disposed_on is not None:
            by = _name(people, entry.disposed_by)
            yield entry.disposed_on, _lines(self.tr("Disposed of"), by)

    def _entered_and_ended(
        self, entry: ProvisionEntry | TrainingEntry, people: Mapping[UserId, str]
    ) -> Iterator[_Told]:
        if entry.entered_at is not None:
            on = dates.day_of(entry.entered_at)
            yield on, _lines(self.tr("Entered"), _name(people, entry.entered_by))
        if entry.ended_on is not None:
            said = self.tr("Ended: {why}").format(why=self.shown(entry.ended_why))
            yield entry.ended_on, _lines(said, _name(people, entry.ended_by))


class EntryCard(QWidget):
    """One card of the sheet under its heading: names and words, which may be folded."""

    def __init__(self) -> None:
        super().__init__()
        self._opened = False
        self._part = SheetPart("", ())
        self._heading = Text("", Size.LABEL, bold=True)
        self._fold = button_for("foldWords", "", self._turn, icon="down", kind=ButtonKind.QUIET)
        self._facts = FactsCard(_NAMES, plain=True, even=True)
        self._card = QFrame()
        style_as(self._card, "card")
        in_column(self._card, self._facts, edge=(12, 9, 12, 9))
        head = in_row(None, self._heading, STRETCH, self._fold, gap=8, edge=0)
        in_column(self, head, self._card, gap=4, edge=(0, 4, 0, 4))
        self._fold.hide()

    def show_part(self, part: SheetPart) -> None:
        """Show a part of an entry; whether it was opened stays."""
        self._part = part
        self._heading.setText(part.heading)
        self._facts.show_facts(part.lines)
        self._show_fold()

    def _turn(self) -> None:
        self._opened = not self._opened
        self._show_fold()

    def _show_fold(self) -> None:
        open_ = self._opened or not self._part.folded
        self._fold.setVisible(self._part.folded)
        self._fold.setText(self.tr("Fold") if open_ else self.tr("Show"))
        self._fold.setAccessibleName(f"{self._part.heading}: {self._fold.text()}")
        self._card.setVisible(open_)


class EntrySheet(PageScroll):
    """The entry that is chosen, whole; every word wraps, and the keys scroll it."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._title = Text("", Size.SECTION, bold=True, wrap=True)
        self._under = Text("", tone="text2", wrap=True)
        self.notes = {kind: NoteFrame(kind) for kind in ("ask", "info")}
        self._cards: list[EntryCard] = []
        inside = QWidget(self)
        dress(inside, ground="window")
        self._column = in_column(None, gap=8, edge=0)
        in_column(
            inside,
            self._title,
            self._under,
            *self.notes.values(),
            self._column,
            STRETCH,
            gap=8,
            edge=(16, 16, 16, 16),
        )
        self.setWidget(inside)
        self.read_by_keys()

    def show_sheet(self, title: str, under: str, parts: Sequence[SheetPart]) -> None:
        """Show an entry; cards that are not needed have no room."""
        self._title.setText(title)
        self._under.setText(under)
        self._under.setVisible(bool(under))
        while len(self._cards) < len(parts):
            self._cards.append(EntryCard())
            self._column.addWidget(self._cards[-1])
        for place, card in enumerate(self._cards):
            card.setVisible(place < len(parts))
            if place < len(parts):
                card.show_part(parts[place])
        self.verticalScrollBar().setValue(0)


def capital(words: str) -> str:
    """Return words with a capital at their beginning."""
    return words[:1].upper() + words[1:]


def _name(people: Mapping[UserId, str], user: UserId | None) -> str:
    return "" if user is None else people.get(user, "")


def _lines(*told: str) -> str:
    return "\n".join(filter(None, told))


def _newest_first(told: Sequence[_Told]) -> list[_Told]:
    """Return what happened from the newest day on; of one day what came later stands first."""
    known = [(on, place, said) for place, (on, said) in enumerate(told) if on is not None]
    return [(on, said) for on, _, said in sorted(known, reverse=True)]
