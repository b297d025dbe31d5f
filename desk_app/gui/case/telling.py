# SPDX-License-Identifier: MIT
"""One application in plain lines: its axes, findings, tables, and corrections in words (C7)."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject

from desk_app.desk.corrections import told
from desk_app.desk.returning import pieces_kept
from desk_app.gui import words
from desk_app.gui.kit.display.axes import AxisWords as Line
from desk_app.gui.kit.display.findings import FindingLine, OpenedPart
from desk_app.gui.kit.look.painting import Mark
from desk_app.i18n import dates, messages, vocabulary, writing
from desk_app.i18n.vocabulary import article
from desk_app.records.base import PaymentLineId
from desk_app.records.case.application import Method, ProxyKind, ReplyTo, Right
from desk_app.records.case.findings import Axis, ClaimState, FeeState, Finding, Verdict
from desk_app.records.case.inquiries import InquiryWork
from desk_app.records.case.mail import POSTAGE_STAMPS, Condition, MailKind, PaymentLine, Piece
from desk_app.records.case.papers import Authority, Exercise, Subject
from desk_app.records.desk.people import Language
from desk_app.rules import codes
from desk_app.rules.case import pages_back, repeats
from desk_app.rules.case.case import anew_parts
from desk_app.rules.case.claims import live_decision
from desk_app.rules.case.replies import posting_of
from desk_app.rules.finding_codes import TO_BE_KNOWN, Code
from desk_app.rules.situation import situation

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Mapping, Sequence
    from enum import Enum

    from desk_app.desk.rows import InquiryLine
    from desk_app.gui.case.read import Opened
    from desk_app.i18n.messages import ShortSentence, TitledTerm
    from desk_app.records.base import DecisionId
    from desk_app.records.case.application import Claim, Correction
    from desk_app.records.case.decisions import Decision, Outcome
    from desk_app.records.case.history import DepartmentInquiry, Letter
    from desk_app.records.case.mail import HeldThing, MailItem
    from desk_app.records.case.papers import Enclosure
    from desk_app.rules.case.repeats import Repeated
    from desk_app.rules.letters.letters_due import LetterDue


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


class CaseWords(QObject):
    """Tells of one application in the clerk's language; each heir of one side of it."""

    def __init__(self, opened: Opened, language: Language) -> None:
        super().__init__()
        self._opened, self._language = opened, language

    def _label(self, member: Enum) -> str:
        return messages.label(member, self._language)

    def _word(self, member: Enum) -> str:
        return messages.word(member, self._language)

    def _titled(self, entry: TitledTerm | None, code: str) -> str:
        return messages.titled(entry, code, self._language)

    def _clause_name(self, id_: str) -> str:
        return messages.clause_name(id_, self._opened.rules, self._language)

    def _told(self, finding: Finding) -> ShortSentence:
        return messages.told(finding, self._language, self._opened.rules)

    def _listed(self, words: Sequence[str]) -> str:
        return writing.listed(words, self._language)

    def _beside(self, day: date) -> str:
        """Return a day as it stands in a table: of this year without the year."""
        return dates.beside(day, self._opened.situation.on, self._language)


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
_LINE_PARTS = frozenset({5, 6})
"""With the day of issue, where one was typed."""


class CorrectionWords(CaseWords):
    """Writes paths and values in the clerk's language."""

    def title(self, path: str) -> str:
        """Return which value a path names: 本人 ＞ 生年月日."""
        _, path = anew_parts(path)
        head, *rest = path.split(".")
        if not rest or head in {"form", "principal", "proxy"}:
            found = messages.place(path, self._language)
        else:
            between = " ＞ " if self._language is Language.JA else " > "
            fields = (messages.field(each, self._language) for each in rest[1:])
            found = between.join((self._thing(head, rest[0]), *fields))
        return found[:1].upper() + found[1:]

    def value(self, path: str, text: str) -> str:
        """Return a value as a correction keeps it, in words."""
        if not text:
            return self.tr("nothing")
        _, path = anew_parts(path)
        head, *rest = path.split(".")
        if (head == "payments" and len(rest) == 1) or path.endswith(".payments"):
            return _line(text, self._language)
        if path == "proxy":
            kind, _, others = text.partition(", ")
            return f"{_word(ProxyKind, kind, self._language)} {others}".strip()
        name = rest[-1] if rest else head
        return self._named(name, text) or self._plain(head, name, text)

    def anew(self, path: str) -> str:
        """Return in what the applicant wrote a value anew; empty where it was typed wrongly."""
        came_in, _ = anew_parts(path)
        if not came_in:
            return ""
        days = [item.arrived_on for item in self._opened.file.mail if str(item.id) == came_in]
        # A supplement moved elsewhere since is not among the mail any more.
        if not days:
            return self.tr("Written anew by the applicant")
        day = self._beside(days[0])
        return self.tr("Written anew by the applicant, came {day}").format(day=day)

    def line(self, line: PaymentLine) -> str:
        """Return a stamp line as it was counted."""
        return _line(told(replace(line, id=PaymentLineId(""), allotments=())), self._language)

    def _named(self, name: str, text: str) -> str:
        """Return a value of the few kinds that are no text; empty where it is one."""
        if name in _YEN and text.isdecimal():
            return writing.yen(int(text), self._language)
        if name in _KINDS:
            parts = [_word(_KINDS[name], each, self._language) for each in text.split("; ")]
            return self._listed(parts)
        if name == "opened_by":
            names = {str(id_): user.name for id_, user in self._opened.people.items()}
            return self._listed([names.get(each, each) for each in text.split("; ")])
        said = {"yes": True, "True": True, "no": False, "False": False}
        return messages.answer(name, self._language, yes=said[text]) if text in said else ""

    def _plain(self, head: str, name: str, text: str) -> str:
        if name == "reason":
            return self._titled(self._opened.rules.reason(text), text)
        if name == "kind" and head == "papers":
            return self._titled(self._opened.rules.document(text), text)
        if name == "kind":
            return _word(ProxyKind if head == "proxy" else MailKind, text, self._language)
        return _day(text, self._language)

    def _thing(self, head: str, id_: str) -> str:
        """Return the claim, the paper, the stamps or the mail that a path goes into."""
        file = self._opened.file
        named: dict[str, Mapping[str, str]] = {
            "claims": {each.id: self._label(each.right) for each in file.application.claims},
            "papers": {
                each.id: self._titled(self._opened.rules.document(each.kind), each.kind)
                for each in file.enclosures
            },
            "payments": {line.id: self.line(line) for item in file.mail for line in item.payments},
            "mail": {
                str(item.id): self.tr("Mail item of {day}").format(
                    day=dates.full(item.arrived_on, self._language)
                )
                for item in file.mail
            },
            "postings": {
                each.id: self.tr("Posting of {day}").format(
                    day=dates.full(each.posted_on, self._language)
                )
                for each in file.postings
            },
        }
        return named.get(head, {}).get(id_) or messages.field(head, self._language)


def _word(kind: type[Enum], code: str, language: Language) -> str:
    try:
        return messages.word(kind(code), language)
    except ValueError:
        return code


def _line(text: str, language: Language) -> str:
    """Return a stamp line in words: 切手 500円×2."""
    parts = text.split(", ")
    if len(parts) not in _LINE_PARTS or not (parts[1] + parts[2]).isdecimal():
        return text
    piece, denomination, count, condition, *_ = parts
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
    ClaimState.CARRIED_OVER: Mark.DONE,
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
_STATED = (Axis.COMPLETENESS, Axis.IDENTITY, Axis.AUTHORITY, Axis.FEE)
"""The axes whose line gives a finding as its reason."""
_SHOWN = 2
"""As many reasons stand in one line; the others are counted."""


class ApplicationAxes(CaseWords):
    """Writes the axes in the clerk's language."""

    _with_cards = False

    def beside_findings(self) -> tuple[Line, ...]:
        """Return the lines as they stand beside the findings: each is told whole in one place.

        One finding alone is told in its axis with its detail; several stand below, and are counted.
        """
        self._with_cards = True
        return self.lines()

    def told_whole(self) -> frozenset[str]:
        """Return the keys of the findings that the lines beside the findings tell in full."""
        alone = (found for axis in _STATED if len(found := self._telling(axis)) == 1)
        return frozenset(each.key for (each,) in alone if each.axis in _STATED)

    def lines(self) -> tuple[Line, ...]:
        """Return the five lines: documents, identity, authority, fee, decision."""
        told = self._opened.examination.axes
        four: tuple[tuple[Axis, Enum], ...] = (
            (Axis.COMPLETENESS, told.completeness),
            (Axis.IDENTITY, told.identity),
            (Axis.AUTHORITY, told.authority),
            (Axis.FEE, told.fee),
        )
        return (*(self._line(axis, state) for axis, state in four), self._decision())

    def _line(self, axis: Axis, state: Enum) -> Line:
        found = self._telling(axis)
        reason = self._reason_beside(axis, found) if self._with_cards else self._reason(found)
        word, mark = self._label(state), _MARKS[str(state.value)]
        if any(finding.code == Code.DECEASED_REFERRED for finding in found):
            # Nothing is missing, for nothing is asked for: "complete" would say the contrary.
            word, mark = self.tr("not asked for"), Mark.NOT_NEEDED
        if axis is Axis.FEE and state in {FeeState.PAID, FeeState.OVER, FeeState.SHORT}:
            word = self._with_sum(word)
        return Line(
            name=self._label(axis),
            mark=mark,
            state=word,
            reason=reason,
            clause=found[0].clause if found else "",
            clause_name=self._clause_name(found[0].clause) if found else "",
        )

    def _telling(self, axis: Axis) -> tuple[Finding, ...]:
        """Return the findings that explain an axis: the worst verdict that is there.

        What is missing for another axis leaves the documents incomplete too.
        """
        own = [
            each
            for each in self._opened.examination.findings
            if each.axis is axis and each.code not in _ASIDE | _WITHDRAWN
        ]
        if axis is Axis.COMPLETENESS:
            absent = filter(situation.is_absent, self._opened.examination.findings)
            if found := tuple(sorted(absent, key=lambda each: each.axis is not axis)):
                return found
        for verdict in _WORST_FIRST:
            found = tuple(each for each in own if each.verdict is verdict)
            if found:
                return found
        return ()

    def _reason_beside(self, axis: Axis, found: tuple[Finding, ...]) -> str:
        if not found or all(finding.verdict is Verdict.OK for finding in found):
            return self._reason(found)
        if len(found) > 1:
            return self.tr("%n finding(s) below", "", len(found))
        told = self._told(found[0])
        # What another axis lacks leaves the documents incomplete too: its detail stands there.
        detail = told.detail if found[0].axis is axis else ""
        return "\n".join(filter(None, (told.title, detail)))

    def _reason(self, found: tuple[Finding, ...]) -> str:
        titles = tuple(dict.fromkeys(self._told(finding).title for finding in found))
        between = "。" if self._language is Language.JA else ". "
        shown = between.join(titles[:_SHOWN])
        if len(titles) <= _SHOWN:
            return shown
        more = len(titles) - _SHOWN
        return shown + self.tr(" and %n more", "", more)

    def _with_sum(self, word: str) -> str:
        fee = self._opened.examination.fee
        return f"{word} {writing.yen(fee.short or fee.over or fee.counted, self._language)}"

    def _decision(self) -> Line:
        if self._opened.application.is_carried_over:
            return self._before()
        states = self._opened.examination.axes.claims
        worst = min(states.values(), key=list(ClaimState).index, default=ClaimState.OPEN)
        alike = sum(state is worst for state in states.values())
        word = self._label(worst)
        if len(states) > 1:
            word = f"{word} {alike} / {len(states)}"
        # Of one claim that is open the state has said all.
        open_alone = len(states) == 1 and worst is ClaimState.OPEN
        reason = "" if open_alone else self._by_claim()
        return Line(name=self.tr("Decision"), mark=CLAIM_MARKS[worst], state=word, reason=reason)

    def _before(self) -> Line:
        """Tell how something ended before this desk was begun, as the ledger of then has it."""
        made = self._opened.application
        between = "、" if self._language is Language.JA else "; "
        said = between.join(each for each in (made.own_number, made.outcome_before) if each)
        reason = self.tr("in the ledger of before: {words}").format(words=said) if said else ""
        return Line(
            name=self.tr("Decision"),
            mark=CLAIM_MARKS[ClaimState.CARRIED_OVER],
            state=self._label(ClaimState.CARRIED_OVER),
            reason=reason,
        )

    def _changed_since(self, id_: DecisionId) -> str:
        """Return what changed since a decision was approved, which waits for approval again."""
        changed = self._opened.situation.came_back[id_].changed
        items = [self._word(each) for each in changed]
        told = self.tr("(changed since the approval: {items})")
        return told.format(items=self._listed(items))

    @staticmethod
    def _waits(finding: Finding) -> bool:
        """Say whether a finding is a withdrawal that waits: it holds the decision up."""
        return finding.code in _WITHDRAWN and finding.verdict is not Verdict.OK

    def _by_claim(self) -> str:
        """Return how each claim stands, in the order of the form; else that none is marked."""
        parts = [
            self._told(finding).title
            for finding in self._opened.examination.findings
            if finding.code == Code.FORM_NO_CLAIM or self._waits(finding)
        ]
        for claim in self._opened.application.claims:
            decision = live_decision(self._opened.file, claim.id)
            state = self._opened.examination.axes.claims[claim.id]
            stopped = state is ClaimState.WITHDRAWAL_OPEN
            end = state if decision is None or stopped else decision.outcome
            said = messages.outcome(claim.right, end, self._language)
            part = f"{self._label(claim.right)}: {said}"
            if decision is not None and decision.id in self._opened.situation.came_back:
                part = f"{part} {self._changed_since(decision.id)}"
            parts.append(part)
        return ("、" if self._language is Language.JA else "; ").join(parts)


# The findings of an application as cards: what is, why, the clause, how a day was counted.


_MOST_NUMBERS = 5
"""So many receipt numbers of earlier requests are named."""


class ApplicationFindings(CaseWords):
    """Writes the findings in the clerk's language."""

    def lines(self) -> tuple[FindingLine, ...]:
        """Return one card for each finding; what an axis says in full is folded, and what is ok."""
        told = ApplicationAxes(self._opened, self._language).told_whole()
        return tuple(
            replace(line, folded=line.settled or line.key in told)
            for line in map(self._line, self._opened.examination.findings)
        )

    def repeated(self, found: Sequence[Repeated]) -> FindingLine | None:
        """Tell what the same person asked for before: to be known, no ground (practice 40)."""
        if not found:
            return None
        between = "、" if self._language is Language.JA else "; "
        told = between.join(self._asked_before(each) for each in found)
        months = self._opened.rules.days.repeat_months
        title = self.tr(
            "Asked for before by the same person within %n month(s): {what}", "", months
        )
        law = self.tr("Article 33(2)(ii): what notably impedes business may be refused.")
        clause = self.clause(repeats.CLAUSE)
        return FindingLine(
            key="repeats",
            mark=Mark.INFO,
            word=QCoreApplication.translate("FindingMarks", "to be known"),
            title=" ".join((title.format(what=told), self._no_ground())),
            clause=repeats.CLAUSE,
            clause_name=self._clause_name(repeats.CLAUSE),
            opened=(
                *((clause,) if clause is not None else ()),
                OpenedPart(self.tr("Law"), law),
            ),
        )

    def _no_ground(self) -> str:
        # In the title: the common card of what is only known shows nothing else.
        article_ = article(repeats.ARTICLE, self._language)
        return self.tr("By itself this is no ground ({article}).").format(article=article_)

    def _asked_before(self, found: Repeated) -> str:
        right = messages.label(found.right, self._language)
        times = self.tr("%n time(s)", "", len(found.earlier))
        numbers = [each.receipt_number for each in found.earlier[:_MOST_NUMBERS]]
        more = "…" if len(found.earlier) > _MOST_NUMBERS else ""
        return f"{right} {times} ({words.listed(numbers, self._language)}{more})"

    def awaited(self) -> tuple[str, ...]:
        """Return what the applicant was asked for and has not sent, each once."""
        asked = (
            messages.cure(each, self._language, self._opened.rules) or self._told(each).title
            for each in self._opened.situation.deficiencies()
        )
        return tuple(dict.fromkeys(asked))

    def clause(self, id_: str) -> OpenedPart | None:
        """Return a clause as we state it; none for an article of law, which is named alone."""
        found = next((each for each in self._opened.rules.clauses if each.id == id_), None)
        if found is None:
            return None
        text = messages.clause_text(id_, self._opened.rules, self._language)
        return OpenedPart(f"{found.id} {self._titled(found, found.id)}", text)

    def _line(self, finding: Finding) -> FindingLine:
        told = self._told(finding)
        return FindingLine(
            key=finding.key,
            mark=mark_of(finding),
            word=word_of(finding, self._language),
            title=told.title,
            detail=told.detail,
            clause=finding.clause,
            clause_name=self._clause_name(finding.clause),
            opened=tuple(self._parts(finding)),
            field=finding.key,
        )

    def _parts(self, finding: Finding) -> Iterator[OpenedPart]:
        if asked := messages.cure(finding, self._language, self._opened.rules):
            yield OpenedPart(self.tr("What is asked for"), asked)
        due = self._opened.examination.notice_due
        if finding.is_deficiency and due is not None and finding.axis is not Axis.COMPLETENESS:
            yield OpenedPart(
                self.tr("Supplement due"), "\n".join(messages.due(due, self._language))
            )
        clause = self.clause(finding.clause)
        if clause is not None:
            yield clause
        if law := messages.law_behind(finding, self._language, self._opened.rules):
            yield OpenedPart(self.tr("Law"), law)


# The lines of an application's tables: claims, papers and stamps, letters, inquiries.


GROUNDS_COLUMN = 3
"""Where the grounds stand among the columns of the claims."""


@dataclass(frozen=True, slots=True)
class Cells:
    """A row in words: a text and a detail for each column, and the state of one of them.

    ``tips`` say more of a column by its place, where the pointer rests and to a screen reader.
    """

    id: object
    texts: tuple[str, ...]
    details: tuple[str, ...] = ()
    mark: Mark | None = None
    tips: Mapping[int, str] = field(default_factory=dict)


class ApplicationTables(CaseWords):
    """Writes the lines of the tables in the clerk's language."""

    def claims(self) -> tuple[Cells, ...]:
        """Return one line for each right asked for."""
        return tuple(self._claim(claim) for claim in self._opened.application.claims)

    def papers(self) -> tuple[Cells, ...]:
        """Return the form, every document, and every line of stamps with what became of it."""
        return (
            self._form(),
            *(self._paper(each) for each in self._opened.file.enclosures),
            *(row for item in self._opened.file.mail for row in self._stamps(item)),
        )

    def letters(self) -> tuple[Cells, ...]:
        """Return the letters issued, then those that are owed."""
        issued = (self._letter(each) for each in self._opened.file.letters)
        return (*issued, *(self._owed(each) for each in self._opened.owed))

    def corrections(self) -> tuple[Cells, ...]:
        """Return one line for each correction, the newest first."""
        notes = self._opened.application.corrections
        numbered = reversed(tuple(enumerate(notes)))
        return tuple(self._correction(n, note) for n, note in numbered)

    def came_from(self) -> tuple[Cells, ...]:
        """Return one line for each inquiry that became this application."""
        return tuple(self._came_from(each) for each in self._opened.asked)

    def _came_from(self, line: InquiryLine) -> Cells:
        kind = messages.label(line.kind, self._language)
        state = messages.label(line.work, self._language)
        begins = line.text.strip().partition("\n")[0]
        day = self._beside(line.received_on)
        mark = Mark.DONE if line.work is InquiryWork.DONE else Mark.OPEN
        return Cells(line.id, (line.number, kind, begins, state), (day,), mark)

    def inquiries(self) -> tuple[Cells, ...]:
        """Return one line for each inquiry."""
        return tuple(self._inquiry(each) for each in self._opened.file.inquiries)

    def _claim(self, claim: Claim) -> Cells:
        state = self._opened.examination.axes.claims[claim.id]
        decision = live_decision(self._opened.file, claim.id)
        asked = "\n".join(self.asked(claim))
        texts = (
            self._label(claim.right),
            asked,
            "" if decision is None else self._outcome(claim.right, decision.outcome),
            "" if decision is None else self._grounds(decision, claim),
            self._label(state),
        )
        proposed = "" if decision is None else self._proposed(decision)
        called = "" if decision is None else self._grounds(decision, claim, called=True)
        tips = {GROUNDS_COLUMN: called} if called else {}
        return Cells(claim.id, texts, ("", "", proposed, "", ""), CLAIM_MARKS[state], tips)

    def _outcome(self, right: Right, outcome: Outcome) -> str:
        said = messages.outcome(right, outcome, self._language)
        return said[:1].upper() + said[1:]

    def asked(self, claim: Claim) -> Iterator[str]:
        """Yield what one claim asks for, as the form says it."""
        application = self._opened.application
        for change in claim.changes:
            arrow = " → ".join(part for part in (change.before, change.after) if part)
            yield f"{change.item}: {arrow}" if arrow else change.item
        if claim.reason:
            yield self._titled(self._opened.rules.reason(claim.reason), claim.reason)
        if claim.circumstances:
            yield claim.circumstances
        if not claim.changes:
            yield from filter(None, (application.scope, application.service))

    def _grounds(self, decision: Decision, claim: Claim, *, called: bool = False) -> str:
        """Return the grounds of a decision with their articles, each in a line; or ``called``."""
        uses = (*decision.grounds, *(part.ground for part in decision.content.withheld))
        then = self._opened.rules.at(decision.proposed_on)
        told = []
        for use in uses:
            ground = then.ground(use.code)
            written = "" if ground is None else ground.articles.get(claim.right, "")
            name = self._titled(ground, "") if called else ""
            parts = (use.code, article(written, self._language), name)
            told.append(" ".join(filter(None, parts)))
        return "\n".join(dict.fromkeys(told))

    def _proposed(self, decision: Decision) -> str:
        day = self._beside(decision.proposed_on)
        by = self.tr("Proposed by {name}, {day}")
        return by.format(name=self._opened.name_of(decision.proposed_by), day=day)

    def _form(self) -> Cells:
        application = self._opened.application
        titles = [
            self._titled(self._opened.rules.form(form.code), form.code or self.tr("No form"))
            for form in application.forms()
        ]
        arrived = self._beside(application.received_on)
        texts = ("\n".join(titles), arrived, self.tr("Original"), self.tr("Case folder"), "")
        return Cells("form", texts)

    def _paper(self, paper: Enclosure) -> Cells:
        whose = vocabulary.word_of("Whose", paper.of.value, self._language) or ""
        title = whose + self._titled(self._opened.rules.document(paper.kind), paper.kind)
        where = {
            "": self.tr("Case folder"),
            pages_back.TO_RETURN: self.tr("Return list"),
            "returned": self.tr("Returned"),
            "destroyed": self.tr("Destroyed"),
        }[pages_back.whereabouts(self._opened.file, paper)]
        gone = pages_back.went_back(self._opened.file, paper)
        masked = self._masked(paper, gone)
        original = self.tr("Original") if paper.original else self.tr("Copy")
        day = self._beside(paper.arrived_on)
        title = title[:1].upper() + title[1:]
        return Cells(paper.id, (title, day, original, where, masked or paper.note))

    def _masked(self, paper: Enclosure, gone: Container[str]) -> str:
        """Say in one line what became of what must not be visible: of several items how many."""
        became = [
            messages.masked(each, self._language, went_back=each.item in gone)
            for each in paper.masking
        ]
        if len(became) == 1:
            (only,) = paper.masking
            return f"{self._titled(self._opened.rules.mask(only.item), only.item)} {became[0]}"
        return self._listed([f"{word} {count}" for word, count in Counter(became).items()])

    def _stamps(self, item: MailItem) -> Iterator[Cells]:
        own = self._opened.application.id
        for line, count in pieces_kept(item, self._opened.file):
            name = self._label(line.piece)
            day = self._beside(item.arrived_on)
            state = self._word(line.condition)
            told = f"{name} {writing.pieces([(line.denomination, count)], self._language)}"
            in_book = line.piece in POSTAGE_STAMPS
            where = self.tr("Stamp book") if in_book else self.tr("Case folder")
            yield Cells(line.id, (told, day, "—", where, state))
        for thing in item.held:
            if thing.application in {None, own}:
                yield self._held(thing, item)

    def _held(self, thing: HeldThing, item: MailItem) -> Cells:
        name = messages.thing(thing, self._language)
        told = f"{name} {self._how_much(thing)}".strip()
        day = self._beside(item.arrived_on)
        if thing.returned_on is None:
            where, use = self.tr("Return list"), self.tr("To return")
            return Cells(thing.id, (told, day, "—", where, use))
        back = self._beside(thing.returned_on)
        return Cells(thing.id, (told, day, "—", self.tr("Returned"), ""), ("", "", "", back))

    def _how_much(self, thing: HeldThing) -> str:
        """Return the pieces of a thing, else its sum; nothing where it has neither."""
        if thing.pieces:
            return writing.pieces(thing.pieces, self._language)
        return writing.yen(thing.amount, self._language) if thing.amount else ""

    def _letter(self, letter: Letter) -> Cells:
        posting = posting_of(self._opened.file, letter)
        mark, state, sent = Mark.OPEN, self.tr("To print"), ""
        if letter.void:
            mark, state, sent = Mark.DONE, self.tr("Void"), letter.void_reason
        elif posting is not None:
            mark, state = Mark.OK, self.tr("Posted")
            day = self._beside(posting.posted_on)
            sent = f"{day} {self._label(posting.kind)}"
            if posting.delivered_on is not None:
                state = self.tr("Delivered")
            elif posting.came_back_on is not None:
                mark, state = Mark.DEFECTIVE, self.tr("Came back")
        elif letter.printed_at is not None:
            state = self.tr("To post")
        tracking = "" if posting is None else posting.tracking_number
        kind = self._label(letter.kind)
        number = codes.document_number(self._opened.number_prefix, letter.number)
        return Cells(letter.id, (number, kind, state, sent), ("", "", "", tracking), mark)

    def _owed(self, due: LetterDue) -> Cells:
        kind = self._label(due.kind)
        rights = [self._word(self._opened.claim(claim).right) for claim in due.claims]
        texts = (self.tr("Numbered at issue"), kind, self.tr("To issue"), "")
        details = ("", self._listed(rights), "", "")
        return Cells(due, texts, details, Mark.OPEN)

    def _correction(self, number: int, note: Correction) -> Cells:
        words = CorrectionWords(self._opened, self._language)
        title, anew = words.title(note.field), words.anew(note.field)
        old, new = (words.value(note.field, value) for value in (note.old, note.new))
        day = self._beside(dates.day_of(note.at))
        reason = "\n".join(filter(None, (anew, note.reason)))
        texts = (title, old, new, reason, self._opened.name_of(note.by))
        return Cells(number, texts, ("", "", "", "", day))

    def _inquiry(self, inquiry: DepartmentInquiry) -> Cells:
        asked = self._beside(inquiry.asked_on)
        chased = ", ".join(self._beside(day) for day in inquiry.chased_on)
        chases = self.tr("Chased {days}").format(days=chased) if chased else ""
        if inquiry.answered_on is None:
            texts = (inquiry.department, asked, self.tr("Waiting"), "")
            return Cells(inquiry.id, texts, ("", chases), Mark.WAITING)
        held = self.tr("%n record(s)", "", len(inquiry.records))
        told = held if inquiry.records else self.tr("Nothing held")
        texts = (inquiry.department, asked, self._beside(inquiry.answered_on), told)
        return Cells(inquiry.id, texts, ("", chases, "", inquiry.answer), Mark.OK)
