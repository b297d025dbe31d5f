# SPDX-License-Identifier: MIT
"""What form, papers and register say of a person, side by side, with every differing part (C5)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from desk_app.gui.painting import TextSpan, Under
from desk_app.i18n import dates, messages
from desk_app.records.comparison import Comparison, Likeness
from desk_app.records.findings import Verdict
from desk_app.records.history import Topic
from desk_app.records.papers import Subject
from desk_app.rules import addresses, names
from desk_app.rules.finding_codes import Code
from desk_app.rules.findings.identity_papers import names_shown
from desk_app.rules.findings.matching import best
from desk_app.rules.findings.registered import addresses_known, names_known
from desk_app.rules.judged import standing
from desk_app.rules.permission import judging

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desk_app.gui.presenters.application_read import Opened
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
