# SPDX-License-Identifier: MIT
"""What form, papers and register say of a person, side by side, and the verdict recorded (C5)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desk_app.desk.checking import JudgementDraft, judge
from desk_app.desk.context import Kind
from desk_app.gui.case.judging import of_verdict
from desk_app.gui.case.read import Opened, read
from desk_app.gui.kit.painting import Mark, TextSpan, Under
from desk_app.i18n import dates, messages
from desk_app.records.findings import Comparison, Likeness, Verdict
from desk_app.records.history import Ruling, Topic
from desk_app.records.papers import Subject
from desk_app.rules.addresses import addresses
from desk_app.rules.case import standing
from desk_app.rules.finding_codes import Code
from desk_app.rules.findings.identity import best, names_shown
from desk_app.rules.findings.registered import addresses_known, names_known
from desk_app.rules.names import names
from desk_app.rules.workflow import judging

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desk_app.desk.context import Changes
    from desk_app.gui.session import Workplace
    from desk_app.records.base import ApplicationId
    from desk_app.records.history import Judgement, RegisteredRecord
    from desk_app.records.papers import Enclosure
    from desk_app.records.people import Language


class Item(Enum):
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
    Item.NAME: Topic.NAME,
    Item.PROXY_NAME: Topic.NAME,
    Item.ADDRESS: Topic.ADDRESS,
    Item.PROXY_ADDRESS: Topic.ADDRESS,
}
_RECORD_TOPICS = {Item.NAME: Topic.REGISTERED_NAME, Item.ADDRESS: Topic.REGISTERED_ADDRESS}
ADDRESSES = frozenset({Item.ADDRESS, Item.PROXY_ADDRESS})
NAMES = frozenset({Item.NAME, Item.PROXY_NAME})


class Stand(Enum):
    """What the rules make of a text that is not the same: it is open, or holds nothing up."""

    OPEN = "open"
    SHOWN_OTHERWISE = "shown_otherwise"
    NAMESAKE = "namesake"


@dataclass(frozen=True, slots=True)
class Pair:
    """The form's text against another: how they relate, and what a person said of it.

    ``left`` and ``right`` are the texts compared, as the rules compare them: a former name that a
    paper shows may stand on either side. ``topic`` is none where nothing is judged; ``asked`` says
    that a verdict is waited for; ``stand`` what the rules make of a difference.
    """

    item: Item
    source: str
    left: str
    right: str
    form: str
    written: str
    comparison: Comparison
    topic: Topic | None = None
    subject: str = ""
    judgement: Judgement | None = None
    asked: bool = False
    stand: Stand = Stand.OPEN

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
        """Whether a person may say the same or not: asked for, or judged before."""
        return self.topic is not None and (self.asked or self.judgement is not None)


@dataclass(frozen=True, slots=True)
class Source:
    """A paper or a registered record: its id, title, and when it came.

    ``named`` are the names that a paper is noted to bear, without how it writes them.
    """

    id: str
    title: str
    detail: str
    texts: dict[Item, str]
    registered: bool = False
    former_names: tuple[str, ...] = ()
    named: frozenset[Item] = frozenset()


@dataclass(frozen=True, slots=True)
class Row:
    """One thing compared: the form's text, and a pair for each source that says something."""

    item: Item
    form: str
    pairs: tuple[Pair, ...]

    def of(self, source: Source) -> Pair | None:
        """Return the pair with a source; none where it says nothing."""
        return next((pair for pair in self.pairs if pair.source == source.id), None)


@dataclass(frozen=True, slots=True)
class Compared:
    """Everything side by side."""

    sources: tuple[Source, ...]
    rows: tuple[Row, ...]

    @property
    def pairs(self) -> tuple[Pair, ...]:
        """Every pair that a person judges, in reading order."""
        return tuple(pair for row in self.rows for pair in row.pairs if pair.to_judge)


def compared(opened: Opened, language: Language) -> Compared:
    """Lay everything side by side."""
    sources = (*_papers(opened, language), *_records(opened, language))
    form = _form(opened, language)
    rows = (_row(item, form.get(item, ""), sources, opened) for item in Item)
    return Compared(sources, tuple(row for row in rows if row.form or row.pairs))


def left_spans(row: Row) -> tuple[TextSpan, ...]:
    """Return the parts of the form's text that differ from anything; the worst mark wins."""
    marked: dict[tuple[int, int], Under] = {}
    for pair in (pair for pair in row.pairs if pair.left == pair.form):
        for part in pair.comparison.parts:
            place = (part.left.start, part.left.end)
            if marked.get(place) is not Under.DIFFERENT:
                marked[place] = _under(part.likeness)
    return tuple(TextSpan(start, end, under) for (start, end), under in sorted(marked.items()))


def right_spans(pair: Pair) -> tuple[TextSpan, ...]:
    """Return the parts of the other text that differ, where it is the text compared."""
    if pair.right != pair.written:
        return ()
    return tuple(
        TextSpan(part.right.start, part.right.end, _under(part.likeness))
        for part in pair.comparison.parts
    )


def _under(likeness: Likeness) -> Under:
    return Under.DIFFERENT if likeness is Likeness.DIFFERENT else Under.GLYPH


def _form(opened: Opened, language: Language) -> dict[Item, str]:
    principal, proxy = opened.application.principal, opened.application.proxy
    born = "" if principal.born is None else dates.full(principal.born, language)
    return {
        Item.NAME: principal.name,
        Item.KANA: principal.kana,
        Item.FORMER_NAME: principal.former_name,
        Item.BORN: born,
        Item.ADDRESS: principal.address,
        Item.PHONE: principal.phone,
        Item.MEMBER_NUMBER: principal.member_number,
        Item.EMAIL: principal.email,
        Item.PROXY_NAME: "" if proxy is None else proxy.name,
        Item.PROXY_ADDRESS: "" if proxy is None else proxy.address,
    }


def _papers(opened: Opened, language: Language) -> Iterator[Source]:
    for paper in opened.file.enclosures:
        texts = _texts_of(paper, language)
        if any(texts.values()):
            title = messages.titled(opened.rules.document(paper.kind), paper.kind, language)
            day = dates.beside(paper.arrived_on, opened.situation.on, language)
            yield Source(
                paper.id, title, day, texts, former_names=paper.former_names, named=_named(paper)
            )


def _named(paper: Enclosure) -> frozenset[Item]:
    """Return the names that a paper of authority is noted to bear."""
    shown = paper.register or paper.guardianship or paper.mandate
    if shown is None:
        return frozenset()
    borne = ((Item.NAME, shown.names_principal), (Item.PROXY_NAME, shown.names_proxy))
    return frozenset(item for item, named in borne if named)


def _texts_of(paper: Enclosure, language: Language) -> dict[Item, str]:
    born = "" if paper.born is None else dates.full(paper.born, language)
    if paper.of is Subject.PROXY:
        return {Item.PROXY_NAME: paper.name, Item.PROXY_ADDRESS: paper.address}
    former = "、".join(paper.former_names)
    return {
        Item.NAME: paper.name,
        Item.FORMER_NAME: former,
        Item.BORN: born,
        Item.ADDRESS: paper.address,
    }


def _records(opened: Opened, language: Language) -> Iterator[Source]:
    today = opened.situation.on
    for inquiry in opened.file.inquiries:
        answered = inquiry.answered_on
        day = "" if answered is None else dates.beside(answered, today, language)
        for record in inquiry.records:
            texts, former = _texts_of_record(record, language), (record.former_name,)
            yield Source(
                record.id, inquiry.department, day, texts, registered=True, former_names=former
            )


def _texts_of_record(record: RegisteredRecord, language: Language) -> dict[Item, str]:
    born = "" if record.born is None else dates.full(record.born, language)
    return {
        Item.NAME: record.name,
        Item.FORMER_NAME: record.former_name,
        Item.BORN: born,
        Item.ADDRESS: record.address,
        Item.MEMBER_NUMBER: record.member_number,
        Item.EMAIL: record.email,
    }


def _row(item: Item, form: str, sources: tuple[Source, ...], opened: Opened) -> Row:
    told = (source for source in sources if source.texts.get(item))
    return Row(item, form, tuple(_pair(item, form, source, opened) for source in told))


def _pair(item: Item, form: str, source: Source, opened: Opened) -> Pair:
    topics = _RECORD_TOPICS if source.registered else _PAPER_TOPICS
    topic = topics.get(item)
    asked = topic is not None and (topic, source.id) in judging.questions(opened.situation)
    left, right = _texts_compared(item, form, source, opened)
    return Pair(
        item=item,
        source=source.id,
        left=left,
        right=right,
        form=form,
        written=source.texts[item],
        comparison=_comparison(item, left, right),
        topic=topic,
        subject=source.id,
        judgement=_judgement(opened, topic, source.id),
        asked=asked,
        stand=_stand(item, source, opened),
    )


def _texts_compared(item: Item, form: str, source: Source, opened: Opened) -> tuple[str, str]:
    """Return the texts by which the rules compare: earlier names and addresses count as shown."""
    case, written = opened.situation.case, source.texts[item]
    former = source.former_names
    if not form.strip():
        return form, written
    if source.registered and item is Item.NAME:
        found = best(case, Topic.REGISTERED_NAME, source.id, names_known(case), (written, *former))
    elif source.registered and item is Item.ADDRESS:
        known = addresses_known(case)
        found = best(case, Topic.REGISTERED_ADDRESS, source.id, known, (written,))
    elif item in NAMES:
        whose = Subject.PROXY if item is Item.PROXY_NAME else Subject.PRINCIPAL
        shown = names_shown(case, whose, form)
        found = best(case, Topic.NAME, source.id, shown, (written, *former))
    else:
        return form, written
    _, left, right = found
    return left, right


def _stand(item: Item, source: Source, opened: Opened) -> Stand:
    """Return whether a difference from a source holds anything up: by the findings on it."""
    findings = opened.situation.findings
    own = [finding for finding in findings if finding.subject == source.id]
    if any(finding.verdict is not Verdict.OK for finding in own):
        return Stand.OPEN
    codes = {finding.code for finding in own}
    if source.registered:
        if Code.REGISTER_NAMESAKE in codes:
            return Stand.NAMESAKE
        waits = not codes or Code.REGISTER_DEPENDS in codes
        return Stand.OPEN if waits else Stand.SHOWN_OTHERWISE
    proxys = item in {Item.PROXY_NAME, Item.PROXY_ADDRESS}
    whose = (Subject.PROXY if proxys else Subject.PRINCIPAL).value
    shown = any(
        finding.code == Code.IDENTITY_SHOWN and finding.subject == whose for finding in findings
    )
    return Stand.SHOWN_OTHERWISE if shown else Stand.OPEN


def _comparison(item: Item, form: str, other: str) -> Comparison:
    if not form.strip() or not other.strip():
        return Comparison(Likeness.EQUAL)
    if item in ADDRESSES:
        return addresses.compare(form, other)
    if item in NAMES:
        return names.compare(form, other)
    same = form.strip() == other.strip()
    return Comparison(Likeness.EQUAL if same else Likeness.DIFFERENT)


def _judgement(opened: Opened, topic: Topic | None, subject: str) -> Judgement | None:
    """Return the last verdict on a pair."""
    stand = standing(opened.file.judgements)
    own = [j for j in stand if j.topic is topic and j.subject == subject]
    return own[-1] if own else None


# The comparison page: which pair is looked at, what a verdict means, the verdict recorded.


_MARKS = {
    Likeness.EQUAL: Mark.OK,
    Likeness.WRITTEN_DIFFERENTLY: Mark.INFO,
    Likeness.DIFFERENT: Mark.DEFECTIVE,
}
_RULED = {Ruling.SAME: Mark.OK, Ruling.NOT_SAME: Mark.DEFECTIVE}
_WORST_FIRST = (Mark.DEFECTIVE, Mark.ASK, Mark.INFO, Mark.OK)


@dataclass(frozen=True, slots=True)
class ComparisonState:
    """What the page shows; ``current`` is the key of the pair in question."""

    opened: Opened
    compared: Compared
    current: tuple[str, str] | None = None

    @property
    def pair(self) -> Pair | None:
        """The pair in question."""
        for row in self.compared.rows:
            for pair in row.pairs:
                if pair.key == self.current:
                    return pair
        return None

    @property
    def beside(self) -> tuple[Pair, ...]:
        """The pairs of the row in question."""
        if self.current is None:
            return ()
        return next((r.pairs for r in self.compared.rows if r.item.value == self.current[0]), ())

    @property
    def waiting(self) -> tuple[Pair, ...]:
        """The pairs on which a verdict is waited for."""
        return tuple(pair for pair in self.compared.pairs if pair.asked)


class ComparisonPresenter(QObject):
    """Says `shown` with a state; `done` when a verdict was recorded."""

    shown = Signal(object)
    recorded = Signal()

    def __init__(self, work: Workplace, parent: QObject) -> None:
        super().__init__(parent)
        self.work = work
        self.state: ComparisonState | None = None
        self._wanted: ApplicationId | None = None
        work.hub.listen(self._changed)

    def open(self, id_: ApplicationId) -> None:
        """Read an application and lay everything side by side."""
        if id_ != self._wanted:
            self.state = None
        self._wanted = id_
        self.work.ask(self, "comparison", lambda desk: read(desk, id_), self._take)

    def read_again(self) -> None:
        """Read once more: another day, another language."""
        if self._wanted is not None:
            self.open(self._wanted)

    def look_at(self, key: tuple[str, str] | None) -> None:
        """Look at a pair."""
        if self.state is not None and self.state.current != key:
            self._show(ComparisonState(self.state.opened, self.state.compared, key))

    def look_at_row(self, item: Item) -> None:
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
        state = self.state
        pair = None if state is None else state.pair
        if state is None or pair is None:
            return
        keys = [each.key for each in state.beside]
        self.look_at(keys[(keys.index(pair.key) + step) % len(keys)])

    def record(self, ruling: Ruling, reason: str) -> None:
        """Record the verdict on the pair in question, and go on to the next."""
        state = self.state
        pair = None if state is None else state.pair
        if state is None or pair is None or pair.topic is None:
            return
        draft = JudgementDraft(state.opened.id, pair.topic, pair.subject, ruling, reason)
        undo = of_verdict(state.opened, pair.topic, pair.subject)
        self.work.do(
            self, lambda desk: judge(desk, draft), lambda _: self.recorded.emit(), undo=undo
        )

    def mark(self, row: Row) -> Mark:
        """Return how a row stands: its worst pair, once a person's verdict is taken in."""
        if not row.pairs or not row.form:
            return Mark.NOT_NEEDED
        marks = [mark_of(pair) for pair in row.pairs]
        return min(marks, key=_WORST_FIRST.index)

    def word(self, mark: Mark) -> str:
        """Return the word of how texts stand."""
        return {
            Mark.OK: self.tr("same"),
            Mark.ASK: self.tr("to judge"),
            Mark.DEFECTIVE: self.tr("different"),
            Mark.INFO: self.tr("no obstacle"),
        }.get(mark, self.tr("not compared"))

    def missing(self, source: Source, item: Item) -> str:
        """Return what stands where a paper or record gives no text of an item."""
        if source.registered:
            return self.tr("not registered")
        return self.tr("named on it") if item in source.named else self.tr("not shown")

    def _take(self, opened: Opened) -> None:
        if opened.id != self._wanted:
            return
        found = compared(opened, self.work.language)
        before = None if self.state is None else self.state.current
        state = ComparisonState(opened, found, before)
        waiting = state.waiting
        if waiting and (state.pair is None or not state.pair.asked):
            state = ComparisonState(opened, found, waiting[0].key)
        elif state.pair is None:
            first = next((key for row in found.rows if (key := _first(row))), None)
            state = ComparisonState(opened, found, first)
        self._show(state)

    def _show(self, state: ComparisonState) -> None:
        self.state = state
        self.shown.emit(state)

    def _changed(self, changes: Changes, _initiator: QObject | None) -> None:
        if self._wanted in changes.ids(Kind.APPLICATION):
            self.read_again()


def mark_of(pair: Pair) -> Mark:
    """Return how a pair stands; only a person makes what is written differently the same.

    What is not the same and holds nothing up is told, but neither asked about nor held against it.
    """
    likeness = pair.comparison.likeness
    if pair.asked:
        return Mark.ASK
    mark = _MARKS[likeness]
    if likeness is Likeness.WRITTEN_DIFFERENTLY and pair.judgement is not None:
        mark = _RULED.get(pair.judgement.ruling, Mark.INFO)
    return Mark.INFO if mark is Mark.DEFECTIVE and pair.stand is not Stand.OPEN else mark


def _first(row: Row) -> tuple[str, str] | None:
    """Return the pair of a row that matters most: to judge, then different, then any."""
    if not row.pairs:
        return None
    order = sorted(row.pairs, key=lambda pair: (not pair.asked, _WORST_FIRST.index(mark_of(pair))))
    return order[0].key
