# SPDX-License-Identifier: MIT
"""Ledgers and case slips in the words of a language."""

from __future__ import annotations

from functools import cache, partial
from typing import TYPE_CHECKING

from desk_app.desk.audit.evidence import EVENT_ACTIONS
from desk_app.desk.audit.ledgers import DueColumn, JournalColumn
from desk_app.desk.context import Kind
from desk_app.desk.disposal.disposing import kind_of
from desk_app.i18n import dates, messages, vocabulary, writing
from desk_app.i18n.writing import listed
from desk_app.records.books.ledgers import Ledger, LedgerFieldKind, LedgerKind
from desk_app.records.case.findings import Axis
from desk_app.records.case.mail import Condition, HeldKind
from desk_app.records.case.papers import Subject
from desk_app.records.desk.people import Language
from desk_app.rules.finding_codes import Code

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from enum import Enum

    from desk_app.desk.rows import JournalLine, KeptLine
    from desk_app.records.base import Word
    from desk_app.records.case.application import Form, Right
    from desk_app.records.case.decisions import Outcome
    from desk_app.records.case.findings import ClaimState, FeeStanding, Finding
    from desk_app.records.case.mail import HeldThing, PaymentLine
    from desk_app.records.case.papers import Enclosure
    from desk_app.records.evidence import (
        EvidenceApplication,
        EvidenceDecision,
        EvidenceJudgement,
    )
    from desk_app.records.pages import CourseLine
    from desk_app.rules.rulebook.rulebook import Rules


_JOURNAL_WIDTHS = (10, 12, 8, 20, 30, 14, 40)
_DUE_WIDTHS = (12, 36, 12, 12, 10, 12, 28, 12)


def journal(lines: Iterable[JournalLine], language: Language) -> Ledger:
    """Return entries of the journal as a table."""
    # There may be a hundred thousand; what they say of is said of many.
    done = cache(partial(messages.word, language=language))
    noted = cache(partial(_noted, language=language))
    return Ledger(
        title=messages.label(LedgerKind.JOURNAL, language),
        head=_head(JournalColumn, language),
        rows=tuple(
            _entry(line, done(line.action), _turned(line, noted(line.fields), language))
            for line in lines
        ),
        widths=_JOURNAL_WIDTHS,
        kinds=(LedgerFieldKind.TEXT,) * len(_JOURNAL_WIDTHS),
    )


def due(lines: Iterable[KeptLine], language: Language) -> Ledger:
    """Return what is due for disposal as a table; no name stands in it."""
    return Ledger(
        title=messages.label(LedgerKind.DUE, language),
        head=_head(DueColumn, language),
        rows=tuple(_kept(line, language) for line in lines),
        widths=_DUE_WIDTHS,
        kinds=(LedgerFieldKind.TEXT,) * len(_DUE_WIDTHS),
    )


def _head(columns: type[Enum], language: Language) -> tuple[str, ...]:
    return tuple(messages.label(column, language) for column in columns)


def _noted(fields: tuple[str, ...], language: Language) -> str:
    return listed([messages.noted(each, language) for each in fields], language)


def _turned(line: JournalLine, noted: str, language: Language) -> str:
    """Return what was noted, and that the clock went back where it did."""
    if line.back_from is None:
        return noted
    return listed([*filter(None, [noted]), messages.went_back(line.back_from, language)], language)


def _entry(line: JournalLine, done: str, noted: str) -> tuple[str, ...]:
    return (
        str(line.sequence),
        *dates.columns_of(line.at),
        line.actor,
        done,
        line.subject,
        noted,
    )


def _kept(line: KeptLine, language: Language) -> tuple[str, ...]:
    hold = line.hold
    return (
        line.receipt_number,
        _what(line, language),
        line.completed_on.isoformat(),
        line.kept_until.isoformat(),
        str(line.sheets),
        str(line.letters),
        "" if hold is None else messages.word(hold.reason, language),
        "" if hold is None else hold.review_on.isoformat(),
    )


def _what(line: KeptLine, language: Language) -> str:
    """Return the rights claimed, or what it is that has none and is kept for another time."""
    kind, _ = kind_of(line.id)
    if kind is Kind.REGISTER:
        return messages.word(LedgerKind.PROVISIONS, language)
    if kind is Kind.INQUIRY:
        return messages.word(kind, language)
    return listed([messages.word(right, language) for right in line.rights], language)


# The case slip's findings and papers in words.


_SHOWN = 3
"""So many findings stand in one cell; the paper is for the eye, the window for the rest."""

_BACK_JA = {
    (False, True): "返却{}",
    (True, True): "超過分として返却{}",
    (False, False): "返却予定{}",
    (True, False): "超過分として返却予定{}",
}
_BACK_EN = {
    (False, True): "{} sent back",
    (True, True): "{} sent back as excess",
    (False, False): "{} to go back",
    (True, False): "{} to go back as excess",
}

_FEE_JA = {"due": "必要", "counted": "有効", "short": "不足", "over": "過納"}


class CaseSlipWords:
    """Says them in one language, for ``desk.case_slips``."""

    def __init__(self, language: Language) -> None:
        self._language = language

    def found(self, findings: tuple[Finding, ...], rules: Rules) -> str:
        """Say the titles of the first findings."""
        titles = dict.fromkeys(
            messages.told(each, self._language, rules).title for each in findings
        )
        return self._joined(tuple(titles)[:_SHOWN])

    def fee(self, fee: FeeStanding) -> str:
        """Say what is due, what counts, and what is short or over."""
        if not fee.required:
            return ""
        amounts = [("due", fee.required), ("counted", fee.counted)]
        amounts += [
            (word, left) for word, left in (("short", fee.short), ("over", fee.over)) if left
        ]
        japanese = self._language is Language.JA
        said = (
            f"{_FEE_JA[word] if japanese else f'{word} '}{writing.yen(amount, self._language)}"
            for word, amount in amounts
        )
        return ("　" if japanese else ", ").join(said)

    def decided(self, ends: tuple[tuple[Right, Outcome | ClaimState], ...]) -> str:
        """Say how requests were decided or ended, as letters say it; several ends each by right."""
        said = [(right, self._ended(right, end)) for right, end in ends]
        if len({end for _, end in said}) == 1:
            return said[0][1]
        between = "：" if self._language is Language.JA else ": "
        return self._joined(
            tuple(f"{messages.word(right, self._language)}{between}{end}" for right, end in said)
        )

    def _ended(self, right: Right, end: Outcome | ClaimState) -> str:
        alike = vocabulary.word_of("RightOutcome", end.value, self._language)
        return alike or messages.outcome(right, end, self._language)

    def article(self, written: str) -> str:
        """Say an article of the Act; whatever else a ground rests on stands as it is written.

        ``33(5) with 33(3)`` is 法33条5項・3項, or Art. 33(5) with 33(3).
        """
        parts = vocabulary.article_parts(written)
        if not parts:
            return written
        if self._language is not Language.JA:
            return f"Art. {written}"
        said, before = [], ""
        for number, paragraph, item in parts:
            head = "" if number == before else f"法{number}条"
            head += f"{paragraph}項" if paragraph else ""
            said.append(head + (f"{item}号" if item else ""))
            before = number
        return "・".join(said)

    def not_taken(self, paper: str) -> str:
        """Say of a paper that is named that its kind was not accepted any more when it came."""
        return f"{paper}（不可）" if self._language is Language.JA else f"{paper} (not accepted)"

    def form(self, form: Form, rules: Rules) -> str:
        """Name a form."""
        return messages.titled(rules.form(form.code), form.code, self._language)

    def paper(self, paper: Enclosure, rules: Rules) -> str:
        """Name a paper, and whose it is where it is the proxy's."""
        title = messages.titled(rules.document(paper.kind), paper.kind, self._language)
        if paper.of is not Subject.PROXY:
            return title
        whose = messages.word(paper.of, self._language)
        return f"{title}（{whose}）" if self._language is Language.JA else f"{title} ({whose})"

    def masked(self, paper: Enclosure, gone: frozenset[str]) -> str:
        """Say what was done with what must be blacked out, or that it came so."""
        said = dict.fromkeys(
            messages.masked(each, self._language, went_back=each.item in gone)
            for each in paper.masking
        )
        return self._joined(tuple(said))

    def stamps(self, line: PaymentLine, count: int) -> str:
        """Name so many pieces of a line, and their condition where it is not sound."""
        face = writing.face(line.denomination, line.piece.value, self._language)
        piece = messages.word(line.piece, self._language)
        japanese = self._language is Language.JA
        told = f"{face}{piece}×{count}" if japanese else f"{face} {piece} × {count}"
        if line.condition is Condition.SOUND:
            return told
        condition = messages.word(line.condition, self._language)
        return f"{told}（{condition}）" if japanese else f"{told} ({condition})"

    def with_back(self, told: str, back: Sequence[tuple[HeldThing, int]]) -> str:
        """Say how many of the pieces that are told went back, or go back; the excess as such."""
        if not back:
            return told
        japanese = self._language is Language.JA
        said = "、".join(_BACK_JA[_how_back(thing)].format(count) for thing, count in back)
        if not japanese:
            said = ", ".join(_BACK_EN[_how_back(thing)].format(count) for thing, count in back)
        return f"{told}（うち{said}）" if japanese else f"{told} ({said})"

    def held(self, thing: HeldThing) -> str:
        """Name a thing of the return list."""
        name = messages.thing(thing, self._language)
        return f"{name} {writing.pieces(thing.pieces, self._language)}".strip()

    def _joined(self, parts: tuple[str, ...]) -> str:
        return ("、" if self._language is Language.JA else "; ").join(parts)


def _how_back(thing: HeldThing) -> tuple[bool, bool]:
    """Return whether it is what is over the fee, and whether it went back already."""
    return thing.kind is HeldKind.EXCESS_STAMPS, thing.returned_on is not None


# Evidence for who checks the desk.


class EvidencePackWords:
    """Says in one language what a pack has no codes for, for ``desk.evidence``."""

    def __init__(self, language: Language) -> None:
        self._language = language

    def said(self, finding: Finding, rules: Rules, *, named: bool) -> str:
        """Say what a rule found; not ``named`` with no text of anybody's in it."""
        if finding.code == Code.MASKING_WATCH:
            # What a clerk looks for is no result: nobody noted that it was looked for.
            heading = messages.heading(finding, self._language, rules)
            return self._of(self._own("unchecked_items"), heading)
        saying = messages.finding if named else messages.heading
        return saying(finding, self._language, rules)

    def outcome(self, decision: EvidenceDecision) -> str:
        """Say how a request was decided, in the word of its right."""
        if decision.right is None:
            return messages.word(decision.outcome, self._language)
        return messages.outcome(decision.right, decision.outcome, self._language)

    def _own(self, code: str) -> str:
        return vocabulary.word_of("EvidenceWord", code, self._language) or code

    def law(self, finding: Finding, rules: Rules) -> str:
        """Name the articles of law behind it; empty where there are none."""
        return messages.law_behind(finding, self._language, rules)

    def happened(self, line: CourseLine) -> str:
        """Say what happened, with the kind and the number of a letter."""
        what = messages.word(EVENT_ACTIONS[line.event], self._language)
        if line.letter is None:
            return what
        kind = messages.word(line.letter, self._language)
        return self._of(what, f"{kind} {line.document}".strip())

    def judged(self, judgement: EvidenceJudgement) -> str:
        """Say what a person judged, of which two texts, how, and why where that may stand there."""
        japanese = self._language is Language.JA
        topic, ruling = (
            messages.word(each, self._language) for each in (judgement.topic, judgement.ruling)
        )
        texts = (f"「{text}」" if japanese else f"“{text}”" for text in judgement.compared)
        compared = f"（{'と'.join(texts)}）" if japanese else f" ({' and '.join(texts)})"
        told = self._of(topic, ruling) + (compared if judgement.compared else "")
        return self._joined(filter(None, (told, judgement.reason)))

    def found(self, application: EvidenceApplication) -> str:
        """Say how papers, identity, authority and fee were found."""
        states: dict[Axis, Word] = {
            Axis.COMPLETENESS: application.completeness,
            Axis.IDENTITY: application.identity,
            Axis.AUTHORITY: application.authority,
            Axis.FEE: application.fee,
        }
        return self._joined(
            self._of(messages.word(axis, self._language), messages.word(state, self._language))
            for axis, state in states.items()
        )

    def grounds(self, decision: EvidenceDecision) -> str:
        """Name each ground with its article of law, and that of another law where it names one."""
        each_of = zip(decision.grounds, decision.articles, strict=True)
        return "\n".join(
            " ".join(filter(None, (use.code, self._article(article), use.law, use.article)))
            for use, article in each_of
        )

    def _article(self, written: str) -> str:
        return vocabulary.article(written, self._language) if written else ""

    def listed(self, words: Sequence[Word]) -> str:
        """Name codes, one after the other."""
        return listed([messages.word(each, self._language) for each in words], self._language)

    def _of(self, what: str, state: str) -> str:
        return f"{what}{'：' if self._language is Language.JA else ': '}{state}"

    def _joined(self, parts: Iterable[str]) -> str:
        return ("、" if self._language is Language.JA else "; ").join(parts)
