# SPDX-License-Identifier: MIT
"""One application in plain lines: its axes, findings, tables, and corrections in words (C7)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject

from desk_app.desk.corrections import parted, told
from desk_app.desk.returning import pieces_kept
from desk_app.gui.kit.columns import Column
from desk_app.gui.kit.facts import Axis as Line
from desk_app.gui.kit.findings import FindingLine, OpenedPart
from desk_app.gui.kit.painting import Mark
from desk_app.i18n import dates, messages, writing
from desk_app.i18n.vocabulary import article
from desk_app.records.application import Method, ProxyKind, ReplyTo, Right
from desk_app.records.base import PaymentLineId
from desk_app.records.findings import Axis, ClaimState, FeeState, Finding, Verdict
from desk_app.records.mail import POSTAGE_STAMPS, Condition, MailKind, PaymentLine, Piece
from desk_app.records.papers import Authority, Exercise, Subject
from desk_app.records.people import Language
from desk_app.rules import codes, pages_back, situation
from desk_app.rules.claims import live_decision
from desk_app.rules.finding_codes import TO_BE_KNOWN, Code
from desk_app.rules.replies import posting_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from enum import Enum

    from desk_app.gui.case.read import Opened
    from desk_app.records.application import Claim, Correction
    from desk_app.records.base import DecisionId
    from desk_app.records.decisions import Decision
    from desk_app.records.history import DepartmentInquiry, Letter
    from desk_app.records.mail import HeldThing, MailItem
    from desk_app.records.papers import Enclosure
    from desk_app.rules.letters_due import LetterDue


MARKS = {
    Verdict.MISSING: Mark.MISSING,
    Verdict.DEFECTIVE: Mark.DEFECTIVE,
    Verdict.ASK: Mark.ASK,
    Verdict.OK: Mark.OK,
}
"""The mark of each verdict, the worst first."""


def mark_of(finding: Finding) -> Mark:
    """Return the mark of a finding: no tick where nothing was found to be in order."""
    return Mark.INFO if _is_only_known(finding) else MARKS[finding.verdict]


def word_of(finding: Finding, language: Language) -> str:
    """Return the word beside the mark."""
    if _is_only_known(finding):
        return QCoreApplication.translate("FindingMarks", "to be known")
    return messages.word(finding.verdict, language)


def _is_only_known(finding: Finding) -> bool:
    return finding.verdict is Verdict.OK and finding.code in TO_BE_KNOWN


# Corrections in words: which value it is, what stood there, what stands there now (B5).


_KINDS: dict[str, type[Enum]] = {
    "claims": Right,
    "method": Method,
    "reply_to": ReplyTo,
    "language": Language,
    "condition": Condition,
    "piece": Piece,
    "of": Subject,
    "authority": Authority,
    "exercise": Exercise,
}
_YEN = frozenset({"denomination", "surcharge"})
_LINE_PARTS = 5


class CorrectionWords(QObject):
    """Writes paths and values in the clerk's language."""

    def title(self, path: str, opened: Opened, language: Language) -> str:
        """Return which value a path names: 本人 ＞ 生年月日."""
        _, path = parted(path)
        head, *rest = path.split(".")
        if not rest or head in {"form", "principal", "proxy"}:
            found = messages.place(path, language)
        else:
            between = " ＞ " if language is Language.JA else " > "
            named = [self._thing(head, rest[0], opened, language)]
            found = between.join([*named, *(messages.field(each, language) for each in rest[1:])])
        return found[:1].upper() + found[1:]

    def value(self, path: str, text: str, opened: Opened, language: Language) -> str:
        """Return a value as a correction keeps it, in words."""
        if not text:
            return self.tr("nothing")
        _, path = parted(path)
        head, *rest = path.split(".")
        if (head == "payments" and len(rest) == 1) or path.endswith(".payments"):
            return _line(text, language)
        if path == "proxy":
            kind, _, others = text.partition(", ")
            return f"{_word(ProxyKind, kind, language)} {others}".strip()
        name = rest[-1] if rest else head
        return self._named(name, text, opened, language) or self._plain(
            head, name, text, opened, language
        )

    def anew(self, path: str, opened: Opened, language: Language) -> str:
        """Return in what the applicant wrote a value anew; empty where it was typed wrongly."""
        came_in, _ = parted(path)
        if not came_in:
            return ""
        days = [item.arrived_on for item in opened.file.mail if str(item.id) == came_in]
        # A supplement moved elsewhere since is not among the mail any more.
        if not days:
            return self.tr("Written anew by the applicant")
        day = dates.beside(days[0], opened.situation.on, language)
        return self.tr("Written anew by the applicant, came {day}").format(day=day)

    def line(self, line: PaymentLine, language: Language) -> str:
        """Return a stamp line as it was counted."""
        return _line(told(replace(line, id=PaymentLineId(""), allotments=())), language)

    def _named(self, name: str, text: str, opened: Opened, language: Language) -> str:
        """Return a value of the few kinds that are no text; empty where it is one."""
        if name in _YEN and text.isdecimal():
            return writing.yen(int(text), language)
        if name in _KINDS:
            parts = [_word(_KINDS[name], each, language) for each in text.split("; ")]
            return writing.listed(parts, language)
        if name == "opened_by":
            names = {str(id_): user.name for id_, user in opened.people.items()}
            return writing.listed([names.get(each, each) for each in text.split("; ")], language)
        said = {"yes": self.tr("yes"), "no": self.tr("no")}
        return said.get({"True": "yes", "False": "no"}.get(text, text), "")

    def _plain(self, head: str, name: str, text: str, opened: Opened, language: Language) -> str:
        if name == "reason":
            return messages.titled(opened.rules.reason(text), text, language)
        if name == "kind" and head == "papers":
            return messages.titled(opened.rules.document(text), text, language)
        if name == "kind":
            return _word(ProxyKind if head == "proxy" else MailKind, text, language)
        return _day(text, language)

    def _thing(self, head: str, id_: str, opened: Opened, language: Language) -> str:
        """Return the claim, the paper, the stamps or the mail that a path goes into."""
        file = opened.file
        named: dict[str, Mapping[str, str]] = {
            "claims": {
                each.id: messages.label(each.right, language) for each in file.application.claims
            },
            "papers": {
                each.id: messages.titled(opened.rules.document(each.kind), each.kind, language)
                for each in file.enclosures
            },
            "payments": {
                line.id: self.line(line, language) for item in file.mail for line in item.payments
            },
            "mail": {
                str(item.id): self.tr("Mail item of {day}").format(
                    day=dates.full(item.arrived_on, language)
                )
                for item in file.mail
            },
            "postings": {
                each.id: self.tr("Posting of {day}").format(
                    day=dates.full(each.posted_on, language)
                )
                for each in file.postings
            },
        }
        return named.get(head, {}).get(id_) or messages.field(head, language)


def _word(kind: type[Enum], code: str, language: Language) -> str:
    try:
        return messages.word(kind(code), language)
    except ValueError:
        return code


def _line(text: str, language: Language) -> str:
    """Return a stamp line in words: 切手 500円×2."""
    parts = text.split(", ")
    if len(parts) != _LINE_PARTS or not (parts[1] + parts[2]).isdecimal():
        return text
    piece, denomination, count, condition, _ = parts
    told_ = f"{_word(Piece, piece, language)} "
    told_ += writing.pieces([(int(denomination), int(count))], language)
    if condition == Condition.SOUND.value:
        return told_
    return f"{told_} {_word(Condition, condition, language)}"


def _day(text: str, language: Language) -> str:
    try:
        return dates.full(date.fromisoformat(text), language)
    except ValueError:
        return text


# The five axes of an application as plain lines: state, reason, clause (C7).


_MARKS = {
    "not_checked": Mark.OPEN,
    "incomplete": Mark.MISSING,
    "complete": Mark.OK,
    "register_open": Mark.WAITING,
    "ask": Mark.ASK,
    "shown": Mark.OK,
    "not_shown": Mark.DEFECTIVE,
    "not_needed": Mark.NOT_NEEDED,
    "short": Mark.MISSING,
    "paid": Mark.OK,
    "over": Mark.OK,
}
CLAIM_MARKS = {
    ClaimState.WITHDRAWAL_OPEN: Mark.PEOPLE,
    ClaimState.OPEN: Mark.OPEN,
    ClaimState.PROPOSED: Mark.PEOPLE,
    ClaimState.DECIDED: Mark.OK,
    ClaimState.LAPSED: Mark.DUE,
    ClaimState.WITHDRAWN: Mark.DONE,
    ClaimState.REFERRED: Mark.DONE,
}
_WORST_FIRST = (Verdict.MISSING, Verdict.DEFECTIVE, Verdict.ASK, Verdict.OK)
_ASIDE = frozenset(
    {
        Code.MARKING_SEEN,
        Code.MARKING_NOT_SEEN,
        Code.THING_TO_RETURN,
        Code.PAPER_TO_RETURN,
        Code.PAGE_TO_RETURN,
        Code.MASKING_WATCH,
    }
)
"""What says nothing of an axis: the envelope's marking is never a ground (A2)."""
_WITHDRAWN = frozenset(code for code in Code if code.startswith("withdrawal."))
"""What is told with the decision: a withdrawal holds it up, and no document lacks for it."""
_SHOWN = 2
"""As many reasons stand in one line; the others are counted."""


class ApplicationAxes(QObject):
    """Writes the axes in the clerk's language."""

    def lines(self, opened: Opened, language: Language) -> tuple[Line, ...]:
        """Return the five lines: documents, identity, authority, fee, decision."""
        told = opened.examination.axes
        four: tuple[tuple[Axis, Enum], ...] = (
            (Axis.COMPLETENESS, told.completeness),
            (Axis.IDENTITY, told.identity),
            (Axis.AUTHORITY, told.authority),
            (Axis.FEE, told.fee),
        )
        return (
            *(self._line(opened, axis, state, language) for axis, state in four),
            self._decision(opened, language),
        )

    def _line(self, opened: Opened, axis: Axis, state: Enum, language: Language) -> Line:
        found = self._telling(opened, axis)
        titles = dict.fromkeys(
            messages.told(finding, language, opened.rules).title for finding in found
        )
        word = messages.label(state, language)
        if axis is Axis.FEE and state in {FeeState.PAID, FeeState.OVER, FeeState.SHORT}:
            word = self._with_sum(word, opened, language)
        return Line(
            name=messages.label(axis, language),
            mark=_MARKS[str(state.value)],
            state=word,
            reason=self._reason(tuple(titles), language),
            clause=found[0].clause if found else "",
        )

    def _telling(self, opened: Opened, axis: Axis) -> tuple[Finding, ...]:
        """Return the findings that explain an axis: the worst verdict that is there.

        What is missing for another axis leaves the documents incomplete too.
        """
        own = [
            each
            for each in opened.examination.findings
            if each.axis is axis and each.code not in _ASIDE | _WITHDRAWN
        ]
        if axis is Axis.COMPLETENESS:
            absent = filter(situation.is_absent, opened.examination.findings)
            if found := tuple(sorted(absent, key=lambda each: each.axis is not axis)):
                return found
        for verdict in _WORST_FIRST:
            found = tuple(each for each in own if each.verdict is verdict)
            if found:
                return found
        return ()

    def _reason(self, titles: tuple[str, ...], language: Language) -> str:
        between = "。" if language is Language.JA else ". "
        shown = between.join(titles[:_SHOWN])
        if len(titles) <= _SHOWN:
            return shown
        more = len(titles) - _SHOWN
        return shown + self.tr(" and %n more", "", more)

    def _with_sum(self, word: str, opened: Opened, language: Language) -> str:
        fee = opened.examination.fee
        return f"{word} {writing.yen(fee.short or fee.over or fee.counted, language)}"

    def _decision(self, opened: Opened, language: Language) -> Line:
        states = opened.examination.axes.claims
        worst = min(states.values(), key=list(ClaimState).index, default=ClaimState.OPEN)
        alike = sum(state is worst for state in states.values())
        word = messages.label(worst, language)
        if len(states) > 1:
            word = f"{word} {alike} / {len(states)}"
        return Line(
            name=self.tr("Decision"),
            mark=CLAIM_MARKS[worst],
            state=word,
            reason=self._by_claim(opened, language),
        )

    def _changed_since(self, opened: Opened, id_: DecisionId, language: Language) -> str:
        """Return what changed since a decision was approved, which waits for approval again."""
        changed = opened.situation.came_back[id_].changed
        items = [messages.word(each, language) for each in changed]
        told = self.tr("(changed since the approval: {items})")
        return told.format(items=writing.listed(items, language))

    @staticmethod
    def _waits(finding: Finding) -> bool:
        """Say whether a finding is a withdrawal that waits: it holds the decision up."""
        return finding.code in _WITHDRAWN and finding.verdict is not Verdict.OK

    def _by_claim(self, opened: Opened, language: Language) -> str:
        """Return how each claim stands, in the order of the form; else that none is marked."""
        parts = [
            messages.told(finding, language, opened.rules).title
            for finding in opened.examination.findings
            if finding.code == Code.FORM_NO_CLAIM or self._waits(finding)
        ]
        for claim in opened.application.claims:
            decision = live_decision(opened.file, claim.id)
            state = opened.examination.axes.claims[claim.id]
            stopped = state is ClaimState.WITHDRAWAL_OPEN
            said = state if decision is None or stopped else decision.outcome
            right = messages.label(claim.right, language)
            part = f"{right}: {messages.word(said, language)}"
            if decision is not None and decision.id in opened.situation.came_back:
                part = f"{part} {self._changed_since(opened, decision.id, language)}"
            parts.append(part)
        return ("、" if language is Language.JA else "; ").join(parts)


# The findings of an application as cards: what is, why, the clause, how a day was counted.


class ApplicationFindings(QObject):
    """Writes the findings in the clerk's language."""

    def lines(self, opened: Opened, language: Language) -> tuple[FindingLine, ...]:
        """Return one card for each finding."""
        return tuple(self._line(each, opened, language) for each in opened.examination.findings)

    def clause(self, id_: str, opened: Opened, language: Language) -> OpenedPart | None:
        """Return a clause as we state it; none for an article of law, which is named alone."""
        found = next((each for each in opened.rules.clauses if each.id == id_), None)
        if found is None:
            return None
        text = found.text_ja if language is Language.JA else found.text_en
        return OpenedPart(f"{found.id} {messages.titled(found, found.id, language)}", text)

    def _line(self, finding: Finding, opened: Opened, language: Language) -> FindingLine:
        told = messages.told(finding, language, opened.rules)
        return FindingLine(
            key=finding.key,
            mark=mark_of(finding),
            word=word_of(finding, language),
            title=told.title,
            detail=told.detail,
            clause=finding.clause,
            opened=tuple(self._opened(finding, opened, language)),
            field=finding.key,
        )

    def _opened(self, finding: Finding, opened: Opened, language: Language) -> Iterator[OpenedPart]:
        if asked := messages.cure(finding, language, opened.rules):
            yield OpenedPart(self.tr("What is asked for"), asked)
        due = opened.examination.notice_due
        if finding.is_deficiency and due is not None and finding.axis is not Axis.COMPLETENESS:
            yield OpenedPart(self.tr("Due date"), "\n".join(messages.due(due, language)))
        clause = self.clause(finding.clause, opened, language)
        if clause is not None:
            yield clause


# The lines of an application's tables: claims, papers and stamps, letters, inquiries.


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
