# SPDX-License-Identifier: MIT
"""What form, papers and register say of a person, side by side, and the verdict recorded (C5)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import Enum
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desk_app.desk.applications.checking import JudgementDraft, judge
from desk_app.gui.asking import Question
from desk_app.gui.case.judging import SecondPerson, of_verdict
from desk_app.gui.case.read import OpenApplication, Opened
from desk_app.gui.case.telling import CaseWords
from desk_app.gui.kit.look.painting import Mark, TextSpan, Under
from desk_app.gui.kit.pyside_workarounds.overriding import override
from desk_app.i18n import dates
from desk_app.records.case.findings import Comparison, Likeness, Verdict
from desk_app.records.case.history import Ruling, Topic
from desk_app.records.case.papers import Subject
from desk_app.rules.addresses import addresses
from desk_app.rules.case.case import standing
from desk_app.rules.finding_codes import Code
from desk_app.rules.findings.identity import best, names_shown
from desk_app.rules.findings.registered import addresses_known, names_known
from desk_app.rules.names import names
from desk_app.rules.rulebook.terms import Duty, Proves
from desk_app.rules.workflow import judging
from desk_app.rules.workflow.attempt import Verb
from desk_app.rules.writing.text import shown, shown_until

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from desk_app.gui.session.session import Session
    from desk_app.records.base import ApplicationId
    from desk_app.records.case.history import Judgement
    from desk_app.records.case.papers import Enclosure
    from desk_app.records.desk.people import Language


class DataItem(Enum):
    """What is compared; the value is the field's code."""

    NAME = "name"
    KANA = "kana"
    FORMER_NAME = "former_name"
    BORN = "born"
    ADDRESS = "address"
    PHONE = "phone"
    MEMBER_NUMBER = "member_number"
    EMAIL = "email"
    PROXY_NAME = "proxy_name"
    PROXY_ADDRESS = "proxy_address"


_PAPER_TOPICS = {
    DataItem.NAME: Topic.NAME,
    DataItem.PROXY_NAME: Topic.NAME,
    DataItem.ADDRESS: Topic.ADDRESS,
    DataItem.PROXY_ADDRESS: Topic.ADDRESS,
}
_RECORD_TOPICS = {DataItem.NAME: Topic.REGISTERED_NAME, DataItem.ADDRESS: Topic.REGISTERED_ADDRESS}
_OF_PROXY = (DataItem.PROXY_NAME, DataItem.PROXY_ADDRESS)
_OF_PRINCIPAL = tuple(each for each in DataItem if each not in _OF_PROXY)
_OF_RECORD = (
    DataItem.NAME,
    DataItem.FORMER_NAME,
    DataItem.BORN,
    DataItem.ADDRESS,
    DataItem.MEMBER_NUMBER,
    DataItem.EMAIL,
)
ADDRESSES = frozenset({DataItem.ADDRESS, DataItem.PROXY_ADDRESS})
NAMES = frozenset({DataItem.NAME, DataItem.PROXY_NAME})
_TYPED = (*NAMES, *ADDRESSES, DataItem.BORN)
"""What is typed in from a paper that is read; a former name only where it shows one."""


class Bearing(Enum):
    """What the rules make of a text that is not the same: it is open, or holds nothing up."""

    OPEN = "open"
    SHOWN_OTHERWISE = "shown_otherwise"
    NAMESAKE = "namesake"


@dataclass(frozen=True, slots=True)
class TextPair:
    """The form's text against another: how they relate, and what a person said of it.

    ``left`` and ``right`` are the texts compared, as the rules compare them: a former name that a
    paper shows may stand on either side. ``topic`` is none where nothing is judged; ``asked`` says
    that a verdict is waited for, ``choices`` which can be given now; ``said`` is what ``judgement``
    confirmed, if it did; ``stand`` what the rules make of a difference.
    """

    item: DataItem
    source: str
    left: str
    right: str
    form: str
    written: str
    comparison: Comparison
    topic: Topic | None = None
    subject: str = ""
    judgement: Judgement | None = None
    said: Judgement | None = None
    asked: bool = False
    choices: frozenset[Ruling] = frozenset()
    stand: Bearing = Bearing.OPEN

    @property
    def key(self) -> tuple[str, str]:
        """What names the pair on the page."""
        return self.item.value, self.subject

    @property
    def direct(self) -> bool:
        """Whether the texts compared are the form's own and the other's own."""
        return self.left == self.form and self.right == self.written

    @property
    def to_judge(self) -> bool:
        """Whether a person may give a verdict: asked for, judged before, or to be overruled."""
        return bool(self.choices)

    @property
    def to_confirm(self) -> bool:
        """Whether the two differ, were called the same, and wait for a second person."""
        return Ruling.CONFIRMED in self.choices


@dataclass(frozen=True, slots=True)
class TextSource:
    """A paper or a registered record: its id, title, and when it came.

    ``named`` are the names that a paper is noted to bear, without how it writes them; ``untyped``
    what it may say and nobody typed in yet.
    """

    id: str
    title: str
    detail: str
    texts: dict[DataItem, str]
    registered: bool = False
    former_names: tuple[str, ...] = ()
    named: frozenset[DataItem] = frozenset()
    untyped: frozenset[DataItem] = frozenset()


@dataclass(frozen=True, slots=True)
class DataRow:
    """One thing compared: the form's text, and a pair for each source that says something."""

    item: DataItem
    form: str
    pairs: tuple[TextPair, ...]

    def of(self, source: TextSource) -> TextPair | None:
        """Return the pair with a source; none where it says nothing."""
        return next((pair for pair in self.pairs if pair.source == source.id), None)


@dataclass(frozen=True, slots=True)
class Compared:
    """Everything side by side."""

    sources: tuple[TextSource, ...]
    rows: tuple[DataRow, ...]

    @property
    def pairs(self) -> tuple[TextPair, ...]:
        """Every pair that is judged or was, in reading order."""
        judged = (pair for row in self.rows for pair in row.pairs if pair.to_judge)
        return tuple(pair for pair in judged if pair.asked or pair.judgement is not None)


def left_spans(row: DataRow) -> tuple[TextSpan, ...]:
    """Return the parts of the form's text that differ from anything; the worst mark wins."""
    marked: dict[tuple[int, int], Under] = {}
    for pair in (pair for pair in row.pairs if pair.left == pair.form):
        for part in pair.comparison.parts:
            place = (part.left.start, part.left.end)
            if marked.get(place) is not Under.DIFFERENT:
                marked[place] = _under(part.likeness)
    return tuple(TextSpan(start, end, under) for (start, end), under in sorted(marked.items()))


def right_spans(pair: TextPair) -> tuple[TextSpan, ...]:
    """Return the parts of the other text that differ, where it is the text compared."""
    if pair.right != pair.written:
        return ()
    return tuple(
        TextSpan(part.right.start, part.right.end, _under(part.likeness))
        for part in pair.comparison.parts
    )


def as_shown(text: str, spans: Iterable[TextSpan]) -> tuple[TextSpan, ...]:
    """Return where marks of a text stand in it as it is shown, unreadable signs as codes."""
    return tuple(
        span._replace(start=shown_until(text, span.start), end=shown_until(text, span.end))
        for span in spans
    )


def _under(likeness: Likeness) -> Under:
    return Under.DIFFERENT if likeness is Likeness.DIFFERENT else Under.GLYPH


class SideBySide(CaseWords):
    """Lays what form, papers and register say of one application side by side."""

    def __init__(self, opened: Opened, language: Language) -> None:
        super().__init__(opened, language)
        self._questions = judging.questions(opened.situation)
        self._overrulable = judging.overrulable(opened.situation.case)

    def compared(self) -> Compared:
        """Return everything that any of them says, in the order of the form."""
        sources, form = (*self._papers(), *self._records()), self._form()
        rows = (self._row(item, form.get(item, ""), sources) for item in DataItem)
        return Compared(sources, tuple(row for row in rows if row.form or row.pairs))

    def _texts(self, person: object, *items: DataItem) -> dict[DataItem, str]:
        """Return what is told of a person, each under the name of its field."""
        told = {item: getattr(person, item.value) for item in items}
        if isinstance(born := told.get(DataItem.BORN), date):
            told[DataItem.BORN] = dates.full(born, self._language)
        return {item: text or "" for item, text in told.items()}

    def _form(self) -> dict[DataItem, str]:
        application = self._opened.application
        texts = self._texts(application.principal, *_OF_PRINCIPAL)
        if (proxy := application.proxy) is not None:
            texts |= {DataItem.PROXY_NAME: proxy.name, DataItem.PROXY_ADDRESS: proxy.address}
        return texts

    def _papers(self) -> Iterator[TextSource]:
        for paper in self._opened.file.enclosures:
            if paper.of is Subject.PROXY:
                texts = {DataItem.PROXY_NAME: paper.name, DataItem.PROXY_ADDRESS: paper.address}
            else:
                texts = self._texts(paper, DataItem.NAME, DataItem.BORN, DataItem.ADDRESS)
                texts[DataItem.FORMER_NAME] = "、".join(paper.former_names)
            if any(texts.values()):
                yield TextSource(
                    paper.id,
                    self._titled(self._opened.rules.document(paper.kind), paper.kind),
                    self._beside(paper.arrived_on),
                    texts,
                    former_names=self._opened.situation.case.names_given(paper),
                    named=_named(paper),
                    untyped=self._untyped(paper, texts),
                )

    def _untyped(self, paper: Enclosure, texts: dict[DataItem, str]) -> frozenset[DataItem]:
        """Return what such a paper may say and nobody typed in: never what it is known to lack."""
        term = self._opened.rules.document(paper.kind)
        bears_none = term is not None and term.address is Proves.NO
        lacks = ADDRESSES if bears_none or paper.shows_address is False else frozenset()
        blank = frozenset(item for item in _TYPED if item in texts and not texts[item])
        return blank - lacks - _named(paper)

    def _records(self) -> Iterator[TextSource]:
        for inquiry in self._opened.file.inquiries:
            day = "" if inquiry.answered_on is None else self._beside(inquiry.answered_on)
            for record in inquiry.records:
                yield TextSource(
                    record.id,
                    inquiry.department,
                    day,
                    self._texts(record, *_OF_RECORD),
                    registered=True,
                    former_names=(record.former_name,),
                )

    def _row(self, item: DataItem, form: str, sources: tuple[TextSource, ...]) -> DataRow:
        told = (source for source in sources if source.texts.get(item))
        return DataRow(item, form, tuple(self._pair(item, form, source) for source in told))

    def _pair(self, item: DataItem, form: str, source: TextSource) -> TextPair:
        topic = (_RECORD_TOPICS if source.registered else _PAPER_TOPICS).get(item)
        left, right = self._texts_compared(item, form, source)
        comparison = _comparison(item, left, right)
        judgement, said = _judgements(self._opened, topic, source.id)
        asked = topic is not None and (topic, source.id) in self._questions
        return TextPair(
            item=item,
            source=source.id,
            left=left,
            right=right,
            form=form,
            written=source.texts[item],
            comparison=comparison,
            topic=topic,
            subject=source.id,
            judgement=judgement,
            said=said,
            asked=asked,
            choices=self._choices(
                topic, source.id, comparison, judged=asked or judgement is not None
            ),
            stand=self._stand(item, source),
        )

    def _choices(
        self, topic: Topic | None, subject: str, comparison: Comparison, *, judged: bool
    ) -> frozenset[Ruling]:
        """Return the verdicts that can be given: asked for, changed, or on what differs."""
        if topic is None or self._opened.situation.all_ended:
            return frozenset()
        differs = comparison.likeness is Likeness.DIFFERENT
        if not judged and not (differs and (topic, subject) in self._overrulable):
            return frozenset()
        return judging.choices(self._opened.situation.case, topic, subject)

    def _texts_compared(self, item: DataItem, form: str, source: TextSource) -> tuple[str, str]:
        """Return the texts by which the rules compare: earlier names and addresses count too."""
        case, written = self._opened.situation.case, source.texts[item]
        if not form.strip():
            return form, written
        if source.registered and item is DataItem.NAME:
            topic, known, others = Topic.REGISTERED_NAME, names_known(case), source.former_names
        elif source.registered and item is DataItem.ADDRESS:
            topic, known, others = Topic.REGISTERED_ADDRESS, addresses_known(case), ()
        elif item in NAMES:
            whose = Subject.PROXY if item is DataItem.PROXY_NAME else Subject.PRINCIPAL
            topic, known, others = Topic.NAME, names_shown(case, whose, form), source.former_names
        else:
            return form, written
        _, left, right = best(case, topic, source.id, known, (written, *others))
        return left, right

    def _stand(self, item: DataItem, source: TextSource) -> Bearing:
        """Return whether a difference from a source holds anything up: by the findings on it."""
        findings = self._opened.situation.findings
        own = [finding for finding in findings if finding.subject == source.id]
        if any(finding.verdict is not Verdict.OK for finding in own):
            return Bearing.OPEN
        codes = {finding.code for finding in own}
        if source.registered:
            if Code.REGISTER_NAMESAKE in codes:
                return Bearing.NAMESAKE
            waits = not codes or Code.REGISTER_DEPENDS in codes
            return Bearing.OPEN if waits else Bearing.SHOWN_OTHERWISE
        proxys = item in {DataItem.PROXY_NAME, DataItem.PROXY_ADDRESS}
        whose = (Subject.PROXY if proxys else Subject.PRINCIPAL).value
        shown = any(
            finding.code == Code.IDENTITY_SHOWN and finding.subject == whose for finding in findings
        )
        return Bearing.SHOWN_OTHERWISE if shown else Bearing.OPEN


def _named(paper: Enclosure) -> frozenset[DataItem]:
    """Return the names that a paper of authority is noted to bear."""
    shown = paper.register or paper.guardianship or paper.mandate
    if shown is None:
        return frozenset()
    borne = ((DataItem.NAME, shown.names_principal), (DataItem.PROXY_NAME, shown.names_proxy))
    return frozenset(item for item, named in borne if named)


def _comparison(item: DataItem, form: str, other: str) -> Comparison:
    if not form.strip() or not other.strip():
        return Comparison(Likeness.EQUAL)
    if item in ADDRESSES:
        return addresses.compare(form, other)
    if item in NAMES:
        return names.compare(form, other)
    same = form.strip() == other.strip()
    return Comparison(Likeness.EQUAL if same else Likeness.DIFFERENT)


def _judgements(
    opened: Opened, topic: Topic | None, subject: str
) -> tuple[Judgement | None, Judgement | None]:
    """Return the verdict that stands on a pair, and what it confirmed, if it did."""
    if topic is None:
        return None, None
    last = opened.situation.case.judgements.get((topic, subject))
    if last is None or last.ruling is not Ruling.CONFIRMED:
        return last, None
    own = [j for j in standing(opened.file.judgements) if (j.topic, j.subject) == (topic, subject)]
    return last, own[own.index(last) - 1]


# The comparison page: which pair is looked at, what a verdict means, the verdict recorded.


_MARKS = {
    Likeness.EQUAL: Mark.OK,
    Likeness.WRITTEN_DIFFERENTLY: Mark.INFO,
    Likeness.DIFFERENT: Mark.DEFECTIVE,
}
_RULED = {
    Ruling.SAME: Mark.OK,
    Ruling.CONFIRMED: Mark.OK,
    Ruling.NOT_SAME: Mark.DEFECTIVE,
}
_WORST_FIRST = (Mark.DEFECTIVE, Mark.ASK, Mark.INFO, Mark.OK)


@dataclass(frozen=True, slots=True)
class ComparisonState:
    """What the page shows; ``current`` is the key of the pair in question."""

    opened: Opened
    compared: Compared
    current: tuple[str, str] | None = None

    @property
    def pair(self) -> TextPair | None:
        """The pair in question."""
        for row in self.compared.rows:
            for pair in row.pairs:
                if pair.key == self.current:
                    return pair
        return None

    @property
    def beside(self) -> tuple[TextPair, ...]:
        """The pairs of the row in question."""
        if self.current is None:
            return ()
        return next((r.pairs for r in self.compared.rows if r.item.value == self.current[0]), ())

    @property
    def waiting(self) -> tuple[TextPair, ...]:
        """The pairs on which a verdict is waited for."""
        return tuple(pair for pair in self.compared.pairs if pair.asked)


class ComparisonBook(OpenApplication):
    """Says `shown` with a state; `done` when a verdict was recorded."""

    shown = Signal(object)
    recorded = Signal()

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(session, parent)
        self.state: ComparisonState | None = None
        self._second = SecondPerson(session, self)

    @property
    def pair(self) -> TextPair | None:
        """The pair in question."""
        return None if self.state is None else self.state.pair

    @override
    def open(self, id_: ApplicationId) -> None:
        if id_ != self._wanted:
            self.state = None
        super().open(id_)

    def look_at(self, key: tuple[str, str] | None) -> None:
        """Look at a pair."""
        if self.state is not None and self.state.current != key:
            self._show(replace(self.state, current=key))

    def look_at_row(self, item: DataItem) -> None:
        """Look at what matters most in a row; the pair in question stays where it is of the row."""
        if self.state is None:
            return
        row = next(row for row in self.state.compared.rows if row.item is item)
        if self.state.current is None or self.state.current[0] != item.value:
            self.look_at(_first(row))

    def go_on(self, step: int) -> None:
        """Go to the next pair to judge, or to the one before, around the ends."""
        state = self.state
        if state is None:
            return
        pairs = state.waiting or state.compared.pairs
        keys = [pair.key for pair in pairs]
        if keys:
            place = keys.index(state.current) if state.current in keys else -min(step, 0) - 1
            self.look_at(keys[(place + step) % len(keys)])

    def look_aside(self, step: int) -> None:
        """Look at the next paper or record of the same row, around the ends."""
        state, pair = self.state, self.pair
        if state is None or pair is None:
            return
        keys = [each.key for each in state.beside]
        self.look_at(keys[(keys.index(pair.key) + step) % len(keys)])

    def record(self, ruling: Ruling, reason: str) -> None:
        """Record the verdict on the pair in question, and go on to the next."""
        state, draft = self.state, self._draft(ruling, reason)
        if state is None or draft is None:
            return
        undo = of_verdict(state.opened, draft.topic, draft.subject)
        self.session.do(
            self, lambda desk: judge(desk, draft), lambda _: self.recorded.emit(), undo=undo
        )

    def second(self, ruling: Ruling, reason: str) -> Question | None:
        """Ask for the second person who confirms; none where whoever is signed in may."""
        state, pair, draft = self.state, self.pair, self._draft(ruling, reason)
        if state is None or pair is None or draft is None or ruling is not Ruling.CONFIRMED:
            return None
        said = pair.judgement
        by = None if said is None else said.by
        if state.opened.actor.id in {
            user.id for user in self._second.who(state.opened, Duty.APPROVE, by)
        }:
            return None
        question = Question(
            title=self.tr("Confirm that the two are the same"),
            verb=self.tr("Confirm"),
            doing=lambda _: lambda desk: judge(desk, draft),
            effect=self.tr("A supervisor confirms it who is not the one that said so."),
            detail=self.tr("“{form}” and “{other}”").format(
                form=shown(pair.form), other=shown(pair.written)
            ),
            said=self.tr("The verdict is recorded."),
        )
        return self._second.put(question, state.opened, Duty.APPROVE, by)

    def _draft(self, ruling: Ruling, reason: str) -> JudgementDraft | None:
        state, pair = self.state, self.pair
        if state is None or pair is None or pair.topic is None:
            return None
        return JudgementDraft(state.opened.id, pair.topic, pair.subject, ruling, reason)

    def mark(self, row: DataRow) -> Mark:
        """Return how a row stands: its worst pair, once a person's verdict is taken in.

        What no paper's text was typed in for yet waits for that.
        """
        if not row.pairs or not row.form:
            sources = () if self.state is None else self.state.compared.sources
            untyped = row.form and any(row.item in each.untyped for each in sources)
            return Mark.WAITING if untyped else Mark.NOT_NEEDED
        marks = [mark_of(pair) for pair in row.pairs]
        return min(marks, key=_WORST_FIRST.index)

    def word(self, mark: Mark) -> str:
        """Return the word of how texts stand."""
        return {
            Mark.OK: self.tr("same"),
            Mark.ASK: self.tr("to judge"),
            Mark.DEFECTIVE: self.tr("different"),
            Mark.INFO: self.tr("no obstacle"),
            Mark.WAITING: self.tr("to be typed in"),
        }.get(mark, self.tr("not compared"))

    def missing(self, source: TextSource, item: DataItem) -> str:
        """Return what stands where a paper or record gives no text of an item.

        What was never typed is no blank of the paper; what is typed from no paper is a dash.
        """
        if source.registered:
            return self.tr("not registered")
        if item in source.named:
            return self.tr("named on it")
        if item in source.untyped:
            return self.tr("not typed yet")
        return self.tr("not shown") if item in ADDRESSES else "—"

    def to_read(self) -> tuple[TextSource, tuple[DataItem, ...]] | None:
        """Return the paper of which something is to be typed in, and what: the chosen one first.

        None where nothing lacks that the form says too, or nobody may read papers any more.
        """
        state = self.state
        if state is None or not state.opened.may(Verb.READ_PAPER):
            return None
        chosen = None if state.pair is None else state.pair.source
        sources = sorted(state.compared.sources, key=lambda each: each.id != chosen)
        rows = [row.item for row in state.compared.rows if row.form]
        lacking = ((each, tuple(i for i in rows if i in each.untyped)) for each in sources)
        return next((found for found in lacking if found[1]), None)

    @override
    def _take(self, opened: Opened) -> None:
        found = SideBySide(opened, self.session.language).compared()
        state = ComparisonState(opened, found, None if self.state is None else self.state.current)
        if state.waiting and (state.pair is None or not state.pair.asked):
            state = replace(state, current=state.waiting[0].key)
        elif state.pair is None:
            first = next((key for row in found.rows if (key := _first(row))), None)
            state = replace(state, current=first)
        self._show(state)

    def _show(self, state: ComparisonState) -> None:
        self.state = state
        self.shown.emit(state)


def mark_of(pair: TextPair) -> Mark:
    """Return how a pair stands; only a person makes what is written differently the same.

    What is not the same and holds nothing up is told, but neither asked about nor held against it.
    """
    likeness = pair.comparison.likeness
    if pair.asked:
        return Mark.ASK
    mark = _MARKS[likeness]
    if likeness is Likeness.WRITTEN_DIFFERENTLY and pair.judgement is not None:
        mark = _RULED.get(pair.judgement.ruling, Mark.INFO)
    if likeness is Likeness.DIFFERENT and pair.said is not None:
        mark = Mark.OK
    return Mark.INFO if mark is Mark.DEFECTIVE and pair.stand is not Bearing.OPEN else mark


def _first(row: DataRow) -> tuple[str, str] | None:
    """Return the pair of a row that matters most: to judge, then different, then any."""
    if not row.pairs:
        return None
    order = sorted(row.pairs, key=lambda pair: (not pair.asked, _WORST_FIRST.index(mark_of(pair))))
    return order[0].key
