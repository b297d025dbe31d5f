# SPDX-License-Identifier: MIT
"""The lines of an application's tables: claims, papers and stamps, letters, inquiries."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desk_app.desk.returning import pieces_kept
from desk_app.gui.marks import Mark
from desk_app.gui.models.columns import Column
from desk_app.gui.presenters.application_axes import CLAIM_MARKS
from desk_app.gui.presenters.correction_words import CorrectionWords
from desk_app.i18n import dates, messages, writing
from desk_app.i18n.articles import article
from desk_app.records.mail import POSTAGE_STAMPS
from desk_app.rules import codes, pages_back
from desk_app.rules.claims import live_decision
from desk_app.rules.replies import posting_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from desk_app.gui.presenters.application_read import Opened
    from desk_app.records.application import Claim, Correction
    from desk_app.records.decisions import Decision
    from desk_app.records.history import DepartmentInquiry, Letter
    from desk_app.records.mail import HeldThing, MailItem
    from desk_app.records.papers import Enclosure
    from desk_app.records.people import Language
    from desk_app.rules.letters_due import LetterDue


@dataclass(frozen=True, slots=True)
class Cells:
    """A row in words: a text and a detail for each column, and the state of one of them."""

    id: object
    texts: tuple[str, ...]
    details: tuple[str, ...] = ()
    mark: Mark | None = None


def columns(titles: tuple[tuple[str, int], ...], marked: int | None = None) -> list[Column[Cells]]:
    """Return columns with these titles and widths; one of them shows the state."""
    return [
        Column(
            str(place),
            title,
            _text(place),
            width,
            detail=_detail(place),
            mark=(lambda row: row.mark) if place == marked else None,
        )
        for place, (title, width) in enumerate(titles)
    ]


class ApplicationTables(QObject):
    """Writes the lines of the tables in the clerk's language."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._correction_words = CorrectionWords(self)

    def claim_columns(self) -> list[Column[Cells]]:
        """Return the columns of the claims: what was asked, how it is decided, who approves."""
        titles = (
            (self.tr("Claim"), 124),
            (self.tr("What data"), 0),
            (self.tr("Decision"), 112),
            (self.tr("Ground"), 104),
            (self.tr("State"), 104),
        )
        return columns(titles, marked=4)

    def claims(self, opened: Opened, language: Language) -> tuple[Cells, ...]:
        """Return one line for each right asked for."""
        return tuple(self._claim(claim, opened, language) for claim in opened.application.claims)

    def paper_columns(self) -> list[Column[Cells]]:
        """Return the columns of the papers."""
        titles = (
            (self.tr("Paper"), 0),
            (self.tr("Arrived"), 96),
            (self.tr("Original or copy"), 124),
            (self.tr("Where it is"), 96),
            (self.tr("Use"), 128),
        )
        return columns(titles)

    def papers(self, opened: Opened, language: Language) -> tuple[Cells, ...]:
        """Return the form, every document, and every line of stamps with what became of it."""
        return (
            self._form(opened, language),
            *(self._paper(each, opened, language) for each in opened.file.enclosures),
            *(row for item in opened.file.mail for row in self._stamps(item, opened, language)),
        )

    def letter_columns(self) -> list[Column[Cells]]:
        """Return the columns of the letters."""
        titles = (
            (self.tr("Document"), 112),
            (self.tr("Letter"), 0),
            (self.tr("State"), 104),
            (self.tr("Posting"), 160),
        )
        return columns(titles, marked=2)

    def letters(self, opened: Opened, language: Language) -> tuple[Cells, ...]:
        """Return the letters issued, then those that are owed."""
        issued = (self._letter(each, opened, language) for each in opened.file.letters)
        return (*issued, *(self._owed(each, opened, language) for each in opened.owed))

    def inquiry_columns(self) -> list[Column[Cells]]:
        """Return the columns of what departments were asked."""
        titles = (
            (self.tr("Department"), 136),
            (self.tr("Asked"), 96),
            (self.tr("State"), 104),
            (self.tr("Answer"), 0),
        )
        return columns(titles, marked=2)

    def correction_columns(self) -> list[Column[Cells]]:
        """Return the columns of the corrections: what, from what to what, why, by whom and when."""
        titles = (
            (self.tr("Corrected"), 152),
            (self.tr("Old value"), 0),
            (self.tr("New value"), 0),
            (self.tr("Reason"), 120),
            (self.tr("By"), 96),
        )
        return columns(titles)

    def corrections(self, opened: Opened, language: Language) -> tuple[Cells, ...]:
        """Return one line for each correction, the newest first."""
        notes = opened.application.corrections
        numbered = reversed(tuple(enumerate(notes)))
        return tuple(self._correction(n, note, opened, language) for n, note in numbered)

    def inquiries(self, opened: Opened, language: Language) -> tuple[Cells, ...]:
        """Return one line for each inquiry."""
        return tuple(self._inquiry(each, opened, language) for each in opened.file.inquiries)

    def _claim(self, claim: Claim, opened: Opened, language: Language) -> Cells:
        state = opened.examination.axes.claims[claim.id]
        decision = live_decision(opened.file, claim.id)
        asked = "\n".join(self.asked(claim, opened, language))
        texts = (
            messages.label(claim.right, language),
            asked,
            "" if decision is None else messages.label(decision.outcome, language),
            "" if decision is None else self._grounds(decision, claim, opened, language),
            messages.label(state, language),
        )
        proposed = "" if decision is None else self._proposed(decision, opened, language)
        return Cells(claim.id, texts, ("", "", proposed, "", ""), CLAIM_MARKS[state])

    def asked(self, claim: Claim, opened: Opened, language: Language) -> Iterator[str]:
        """Yield what one claim asks for, as the form says it."""
        application = opened.application
        for change in claim.changes:
            arrow = " → ".join(part for part in (change.before, change.after) if part)
            yield f"{change.item}: {arrow}" if arrow else change.item
        if claim.reason:
            yield messages.titled(opened.rules.reason(claim.reason), claim.reason, language)
        if claim.circumstances:
            yield claim.circumstances
        if not claim.changes:
            yield from filter(None, (application.scope, application.service))

    def _grounds(self, decision: Decision, claim: Claim, opened: Opened, language: Language) -> str:
        uses = (*decision.grounds, *(part.ground for part in decision.content.withheld))
        then = opened.rules.at(decision.proposed_on)
        told = []
        for use in uses:
            ground = then.ground(use.code)
            written = "" if ground is None else ground.articles.get(claim.right, "")
            told.append(f"{use.code} {article(written, language)}".strip())
        return "\n".join(dict.fromkeys(told))

    def _proposed(self, decision: Decision, opened: Opened, language: Language) -> str:
        day = dates.beside(decision.proposed_on, opened.situation.on, language)
        by = self.tr("Proposed by {name}, {day}")
        return by.format(name=opened.name_of(decision.proposed_by), day=day)

    def _form(self, opened: Opened, language: Language) -> Cells:
        application = opened.application
        titles = [
            messages.titled(opened.rules.form(form.code), form.code or self.tr("No form"), language)
            for form in application.forms()
        ]
        arrived = dates.beside(application.received_on, opened.situation.on, language)
        texts = ("\n".join(titles), arrived, self.tr("Original"), self.tr("Case folder"), "")
        return Cells("form", texts)

    def _paper(self, paper: Enclosure, opened: Opened, language: Language) -> Cells:
        title = messages.titled(opened.rules.document(paper.kind), paper.kind, language)
        where = {
            "": self.tr("Case folder"),
            pages_back.TO_RETURN: self.tr("Return list"),
            "returned": self.tr("Returned"),
            "destroyed": self.tr("Destroyed"),
        }[pages_back.whereabouts(opened.file, paper)]
        gone = pages_back.went_back(opened.file, paper)
        masked = [
            messages.titled(opened.rules.mask(each.item), each.item, language)
            + " "
            + messages.masked(each, language, went_back=each.item in gone)
            for each in paper.masking
        ]
        original = self.tr("Original") if paper.original else self.tr("Copy")
        day = dates.beside(paper.arrived_on, opened.situation.on, language)
        texts = (title, day, original, where, "\n".join(masked) or paper.note)
        return Cells(paper.id, texts, (messages.label(paper.of, language),))

    def _stamps(self, item: MailItem, opened: Opened, language: Language) -> Iterator[Cells]:
        own = opened.application.id
        for line, count in pieces_kept(item, opened.file):
            name = messages.label(line.piece, language)
            day = dates.beside(item.arrived_on, opened.situation.on, language)
            state = messages.word(line.condition, language)
            told = f"{name} {writing.pieces([(line.denomination, count)], language)}"
            in_book = line.piece in POSTAGE_STAMPS
            where = self.tr("Stamp book") if in_book else self.tr("Case folder")
            yield Cells(line.id, (told, day, "—", where, state))
        for thing in item.held:
            if thing.application in {None, own}:
                yield self._held(thing, item, opened, language)

    def _held(self, thing: HeldThing, item: MailItem, opened: Opened, language: Language) -> Cells:
        today = opened.situation.on
        name = messages.thing(thing, language)
        told = f"{name} {writing.pieces(thing.pieces, language)}".strip()
        day = dates.beside(item.arrived_on, today, language)
        if thing.returned_on is None:
            where, use = self.tr("Return list"), self.tr("To return")
            return Cells(thing.id, (told, day, "—", where, use))
        back = dates.beside(thing.returned_on, today, language)
        return Cells(thing.id, (told, day, "—", self.tr("Returned"), ""), ("", "", "", back))

    def _letter(self, letter: Letter, opened: Opened, language: Language) -> Cells:
        posting = posting_of(opened.file, letter)
        mark, state, sent = Mark.OPEN, self.tr("To print"), ""
        if letter.void:
            mark, state, sent = Mark.DONE, self.tr("Void"), letter.void_reason
        elif posting is not None:
            mark, state = Mark.OK, self.tr("Posted")
            day = dates.beside(posting.posted_on, opened.situation.on, language)
            sent = f"{day} {messages.label(posting.kind, language)}"
            if posting.delivered_on is not None:
                state = self.tr("Delivered")
            elif posting.came_back_on is not None:
                mark, state = Mark.DEFECTIVE, self.tr("Came back")
        elif letter.printed_at is not None:
            state = self.tr("To post")
        tracking = "" if posting is None else posting.tracking_number
        kind = f"{messages.label(letter.kind, language)} {letter.kind.value}"
        number = codes.document_number(opened.number_prefix, letter.number)
        return Cells(letter.id, (number, kind, state, sent), ("", "", "", tracking), mark)

    def _owed(self, due: LetterDue, opened: Opened, language: Language) -> Cells:
        kind = f"{messages.label(due.kind, language)} {due.kind.value}"
        rights = [messages.word(opened.claim(claim).right, language) for claim in due.claims]
        texts = (self.tr("Numbered at issue"), kind, self.tr("To issue"), "")
        details = ("", writing.listed(rights, language), "", "")
        return Cells(due, texts, details, Mark.OPEN)

    def _correction(
        self, number: int, note: Correction, opened: Opened, language: Language
    ) -> Cells:
        words = self._correction_words
        old, new = (
            words.value(note.field, value, opened, language) for value in (note.old, note.new)
        )
        title = words.title(note.field, opened, language)
        day = dates.beside(dates.day_of(note.at), opened.situation.on, language)
        reason = "\n".join(filter(None, (words.anew(note.field, opened, language), note.reason)))
        texts = (title, old, new, reason, opened.name_of(note.by))
        return Cells(number, texts, ("", "", "", "", day))

    def _inquiry(self, inquiry: DepartmentInquiry, opened: Opened, language: Language) -> Cells:
        today = opened.situation.on
        asked = dates.beside(inquiry.asked_on, today, language)
        chased = ", ".join(dates.beside(day, today, language) for day in inquiry.chased_on)
        chases = self.tr("Chased {days}").format(days=chased) if chased else ""
        if inquiry.answered_on is None:
            texts = (inquiry.department, asked, self.tr("Waiting"), "")
            return Cells(inquiry.id, texts, ("", chases), Mark.WAITING)
        held = self.tr("%n record(s)", "", len(inquiry.records))
        state = dates.beside(inquiry.answered_on, today, language)
        texts = (
            inquiry.department,
            asked,
            state,
            held if inquiry.records else self.tr("Nothing held"),
        )
        return Cells(inquiry.id, texts, ("", chases, "", inquiry.answer), Mark.OK)


def _text(place: int) -> Callable[[Cells], str]:
    return lambda row: row.texts[place]


def _detail(place: int) -> Callable[[Cells], str]:
    return lambda row: row.details[place] if place < len(row.details) else ""
