# SPDX-License-Identifier: MIT
"""The case slip (P4): number and bar code, person, five checks, papers, course, retention."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from desk_app.letters.letter import letterhead
from desk_app.letters.letter.composing import roles_of
from desk_app.letters.letter.letterhead import BODY_LEFT, BODY_RIGHT, BODY_WIDTH, FOOT_BASE, MIDDLE
from desk_app.letters.typesetting.blocks import (
    HEAD_FILL,
    PADDING_X,
    PADDING_Y,
    RULE,
    BlankSpace,
    BodyTable,
    BodyZone,
    CellText,
    ParagraphBlock,
    PlacedSlabs,
    Slab,
    TableColumn,
    paginate,
)
from desk_app.letters.typesetting.setting import Align, plain, plain_text, text
from desk_app.letters.typesetting.sheet import Face, Type, code128_shape
from desk_app.letters.wording import values as naming
from desk_app.letters.wording.wording import Table, WordingPart, present, read
from desk_app.records.desk.people import Language
from desk_app.rules.days.eras import MONTHS_EN, format_short

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import date
    from pathlib import Path

    from desk_app.letters.letter.letter import Group
    from desk_app.letters.typesetting.blocks import Block, Cell
    from desk_app.letters.typesetting.setting import SetLine, Setter, Text
    from desk_app.letters.typesetting.sheet import Sheet
    from desk_app.letters.wording.wording import Wording
    from desk_app.records.pages import CaseSlipPage, CheckLine, CourseLine, PaperLine


Said = tuple[str, str]
"""A label and what is said beside it."""


class PersonWords(WordingPart):
    """Who asks for what, how it came, when it is to be answered."""

    principal: Said
    proxy: Said
    received: Said
    arrived: Said
    claims: Said
    opened: Said
    target: Said
    warning: Said


class CheckWords(WordingPart):
    """The table of the checks."""

    label: str
    head: tuple[str, ...]
    names: Table


class PaperWords(WordingPart):
    """The table of the papers."""

    label: str
    head: tuple[str, ...]
    original: str
    a_copy: str
    neither: str


class CourseWords(WordingPart):
    """The table of what happened."""

    label: str
    head: tuple[str, ...]


class RetentionWords(WordingPart):
    """What is filled in at the end."""

    completed: str
    kept: str
    disposed: str
    done: str
    remarks: str


class CaseSlipWording(WordingPart):
    """All words of the case slip; a ``short_day`` is one of the year it is printed in."""

    title: str
    continued: str
    secret: str
    printed: str
    page: str
    short_day: str
    long_day: str
    by_and: str
    person: PersonWords
    checks: CheckWords
    papers: PaperWords
    course: CourseWords
    retention: RetentionWords
    mails: Table
    proxies: Table
    states: Table
    places: Table
    events: Table


@lru_cache(maxsize=4)
def case_words(folder: Path, language: Language) -> CaseSlipWording:
    """Return the words of a language from the folder of all; raises BadWording."""
    return read(folder / language.value / "case_slip.toml", CaseSlipWording)


# The case slip (P4): number and bar code, person, five checks, papers, course, retention.


_LABEL = Type(Face.GOTHIC, 9.0, 13.0)
_UNDER_LABEL = Type(Face.GOTHIC, 7.6, 10.5)


class Labelled(NamedTuple):
    """A label, of one line or two, with the text beside it and its type."""

    label: str
    content: Text
    kind: Type


class _Lines(NamedTuple):
    """Lines of one type in a cell, and how high they are together."""

    lines: list[SetLine]
    kind: Type

    @property
    def height(self) -> float:
        return len(self.lines) * self.kind.height


@dataclass(frozen=True, slots=True)
class LabelGrid:
    """Rows of labelled cells; ``shares`` are the widths of label, text, label, text … of each."""

    rows: tuple[tuple[Labelled, ...], ...]
    shares: tuple[float, ...]
    least: float = 0.0
    """The least height of a row in millimetres."""

    def slabs(self, setter: Setter, x: float, width: float) -> list[Slab]:
        """Return one slab per row."""
        edges = [x]
        for share in self.shares:
            edges.append(edges[-1] + share / sum(self.shares) * width)
        return [self._row(setter, row, edges) for row in self.rows]

    def _row(self, setter: Setter, row: tuple[Labelled, ...], edges: list[float]) -> Slab:
        cells: list[list[_Lines]] = []
        for number, each in enumerate(row):
            label, text = (
                edges[at + 1] - edges[at] - 2 * PADDING_X for at in (2 * number, 2 * number + 1)
            )
            cells.append(_label(setter, each.label, label))
            lines = setter.lines(each.content, each.kind, text, Align.LEFT)
            cells.append([_Lines(lines, each.kind)])
        filled = max(sum(part.height for part in cell) for cell in cells)
        height = max(self.least, filled + 2 * PADDING_Y)
        return Slab(height, _drawer(edges, height, cells))


def _label(setter: Setter, label: str, width: float) -> list[_Lines]:
    """Set a label in the middle of its cell; a second line of it is small."""
    first, *others = label.split("\n")
    room = width + PADDING_X
    parts = []
    for said, kind in ((first, _LABEL), *((other, _UNDER_LABEL) for other in others)):
        fitting = kind.fitted(setter.width(kind, said), room)
        parts.append(_Lines(setter.lines(plain(said), fitting, width + 2, Align.LEFT), fitting))
    return parts


def _drawer(
    edges: list[float], height: float, cells: list[list[_Lines]]
) -> Callable[[Sheet, float], None]:
    def draw(sheet: Sheet, top: float) -> None:
        for number, ((left, right), cell) in enumerate(zip(pairwise(edges), cells, strict=False)):
            is_label = number % 2 == 0
            if is_label:
                sheet.fill((left, top), (right - left, height), HEAD_FILL)
            y = top + (height - sum(part.height for part in cell)) / 2
            for part in cell:
                for line in part.lines:
                    room = right - left - part.kind.millimetres(line.width)
                    line.draw(
                        sheet, left + (room / 2 if is_label else PADDING_X), y + part.kind.drop
                    )
                    y += part.kind.height
        last = edges[len(cells)]
        sheet.frame((edges[0], top), (last - edges[0], height), RULE)
        for edge in edges[1 : len(cells)]:
            sheet.rule((edge, top), (edge, top + height), RULE)

    return draw


_TITLE = Type(Face.GOTHIC, 10.5, 14.0)
_NUMBER = Type(Face.BOLD, 34.0, 34.0)
_UNDER_CODE = Type(Face.GOTHIC, 9.5, 12.0)
_HEADING = Type(Face.BOLD, 10.0, 14.0)
_PERSON = Type(Face.MINCHO, 13.0, 16.0)
_TITLE_BASE, _NUMBER_BASE = 17.0, 30.4
_CODE_SIZE = (60.0, 13.0)
_CODE_TOP = 13.0
_UNDER_CODE_BASE = 30.4
_TOP, _LATER_TOP, _BOTTOM = 35.0, 24.0, 280.0
_RUNNING_BASE, _RUNNING_RULE = 16.6, 19.0
_ABOVE_SECTION, _BELOW_HEADING = 3.0, 0.6
_PERSON_SHARES = (21.0, 57.0, 22.0, 66.0)
_CHECK_SHARES = (22.0, 22.0, 66.0, 19.0, 20.0, 17.0)
_PAPER_SHARES = (8.0, 50.0, 21.0, 22.0, 24.0, 41.0)
_PAPER_SHARES_EN = (8.0, 44.0, 21.0, 21.0, 30.0, 42.0)
_COURSE_SHARES = (26.0, 54.0, 40.0, 26.0, 20.0)
_RETENTION_SHARES = (20.0, 22.0, 24.0, 22.0, 18.0, 22.0, 18.0, 22.0)
_REMARKS_SHARES = (20.0, 146.0)
_EMPTY_PAPERS = 1
_EMPTY_COURSE = (4, 3, 2, 1)
"""So many rows are left for what comes; fewer where that saves a page."""

_RETENTION_HEIGHT, _REMARKS_HEIGHT = 9.4, 22.0
_NAME_ROOM = _PERSON_SHARES[1] - 2 * PADDING_X


def draw_case_slip(
    sheet: Sheet, setter: Setter, page: CaseSlipPage, words: CaseSlipWording, wording: Wording
) -> None:
    """Draw the slip, on as many sheets as its papers and its course need."""
    composing = _Composing(page, words, wording, setter)
    pages = min((composing.pages(rows) for rows in _EMPTY_COURSE), key=len)
    for number, placed in enumerate(pages, start=1):
        if number == 1:
            composing.draw_head(sheet)
        else:
            composing.draw_running_head(sheet)
        for top, slab in placed:
            slab.draw(sheet, top)
        composing.draw_foot(sheet, number, len(pages))
        sheet.end_page()


_Row = tuple[str, ...]
"""The texts of one row of a table."""


class _Composing:
    """The slip under way: its facts and its words."""

    def __init__(
        self, page: CaseSlipPage, words: CaseSlipWording, wording: Wording, setter: Setter
    ) -> None:
        self._page = page
        self._words = words
        self._wording = wording
        self._roles = roles_of(page.language)
        self._setter = setter

    def _say(self, template: str, **values: object) -> str:
        return plain_text(self._wording.voice.say(template, values))

    def pages(self, empty: int) -> list[PlacedSlabs]:
        """Return the pages with so many rows of the course left to be written by hand."""
        slabs = [
            [slab for block in group for slab in block.slabs(self._setter, BODY_LEFT, BODY_WIDTH)]
            for group in self._groups(empty)
        ]
        first, later = BodyZone(_TOP, _BOTTOM, _BOTTOM), BodyZone(_LATER_TOP, _BOTTOM, _BOTTOM)
        return paginate(slabs, first, later)

    def draw_head(self, sheet: Sheet) -> None:
        """Draw title, number and bar code."""
        page = self._page
        sheet.text(BODY_LEFT, _TITLE_BASE, _TITLE, self._words.title)
        room = BODY_WIDTH - _CODE_SIZE[0] - 6.0
        sheet.text_within(BODY_LEFT, _NUMBER_BASE, _NUMBER, page.receipt_number, room)
        left = BODY_RIGHT - _CODE_SIZE[0]
        sheet.shape(left, _CODE_TOP, code128_shape(page.receipt_code, *_CODE_SIZE))
        sheet.text_right(BODY_RIGHT, _UNDER_CODE_BASE, _UNDER_CODE, page.receipt_number)

    def draw_running_head(self, sheet: Sheet) -> None:
        """Draw the head of a sheet after the first."""
        said = self._say(self._words.continued, number=self._page.receipt_number)
        sheet.text(BODY_LEFT, _RUNNING_BASE, letterhead.HEAD, said)
        sheet.rule((BODY_LEFT, _RUNNING_RULE), (BODY_RIGHT, _RUNNING_RULE), 0.35)

    def draw_foot(self, sheet: Sheet, number: int, count: int) -> None:
        """Draw that it stays in the house, the page, and when it was printed."""
        sheet.text(BODY_LEFT, FOOT_BASE, letterhead.FOOT, self._words.secret)
        counted = self._say(self._words.page, page=number, pages=count)
        sheet.text_centred(MIDDLE, FOOT_BASE, letterhead.FOOT_PAGE, counted)
        printed = self._say(self._words.printed, on=self._page.printed_on)
        sheet.text_right(BODY_RIGHT, FOOT_BASE, letterhead.FOOT, printed)

    def _groups(self, empty: int) -> Iterator[Group]:
        words, page = self._words, self._page
        yield (self._person(),)
        checks = map(self._check, page.checks)
        yield self._section(words.checks.label, words.checks.head, _CHECK_SHARES, checks, "lclccc")
        papers = [self._paper(n, each) for n, each in enumerate(page.papers, start=1)]
        papers += [(str(len(papers) + n + 1), *[""] * 5) for n in range(_EMPTY_PAPERS)]
        shares = _PAPER_SHARES if page.language is Language.JA else _PAPER_SHARES_EN
        yield self._section(words.papers.label, words.papers.head, shares, papers, "clccll")
        course = [self._course(each) for each in page.course]
        course += [("",) * 5] * empty
        yield self._section(words.course.label, words.course.head, _COURSE_SHARES, course, "cllcc")
        yield (
            BlankSpace(_ABOVE_SECTION),
            self._retention(),
            BlankSpace(_ABOVE_SECTION),
            self._remarks(),
        )

    def _person(self) -> LabelGrid:
        words = self._words.person
        values = self._values()
        rows = (
            (words.principal, words.proxy),
            (words.received, words.arrived),
            (words.claims, words.opened),
            (words.target, words.warning),
        )
        return LabelGrid(
            tuple(
                tuple(self._labelled(each, values, large=each is words.principal) for each in row)
                for row in rows
            ),
            _PERSON_SHARES,
        )

    def _labelled(self, words: Said, values: dict[str, object], *, large: bool) -> Labelled:
        label, template = words
        said = self._wording.voice.say(template, values)
        kind = self._name_kind(plain_text(said)) if large else self._roles.table
        return Labelled(label, text(said), kind)

    def _name_kind(self, name: str) -> Type:
        """Return the type of the principal's name: large, but not so that it needs two lines."""
        fitting = _PERSON.fitted(self._setter.width(_PERSON, name), _NAME_ROOM)
        return fitting if fitting.size >= self._roles.table.size else self._roles.table

    def _values(self) -> dict[str, object]:
        page = self._page
        opened, witness, *_ = (*page.opened_by, "", "")
        return {
            "principal": page.principal,
            "received": page.received_on,
            "kind": naming.word(self._words.mails, page.kind.value, "mails"),
            "claims": naming.asked_for(self._wording, page.claims),
            **present(
                proxy=page.proxy,
                proxy_kind=page.proxy_kind and self._words.proxies[page.proxy_kind.value],
                tracking=page.tracking_number,
                marking=page.marking_seen,
                opened=opened,
                witness=witness,
                target=page.target,
                warning=page.warning,
            ),
            "target_days": self._days_to(page.target),
            "warning_days": self._days_to(page.warning),
        }

    def _days_to(self, day: date | None) -> int:
        return 0 if day is None else (day - self._page.received_on).days

    def _day(self, day: date | None) -> str:
        """Say a day in a table, its year only where it is not that of the slip."""
        if day is None:
            return ""
        own_year = day.year == self._page.printed_on.year
        return self._say(
            self._words.short_day if own_year else self._words.long_day,
            year=day.year,
            month=day.month,
            day=day.day,
            name=MONTHS_EN[day.month - 1][:3],
            short=format_short(day),
        )

    def _check(self, line: CheckLine) -> _Row:
        name = naming.word(self._words.checks.names, line.what.value, "checks")
        state = naming.word(self._words.states, line.state.value, "states")
        return (name, state, line.found, self._day(line.on), line.by, "")

    def _paper(self, number: int, line: PaperLine) -> _Row:
        words = self._words.papers
        kinds = {True: words.original, False: words.a_copy, None: words.neither}
        where = naming.word(self._words.places, line.where.value, "places")
        gone = filter(None, (self._day(line.gone_on), self._document(line.gone_with)))
        masked = line.masked or words.neither
        return (str(number), line.what, kinds[line.original], masked, where, "\n".join(gone))

    def _course(self, line: CourseLine) -> _Row:
        title = "" if line.letter is None else self._wording.letter(line.letter.value).title
        event = naming.word(self._words.events, line.event.value, "events")
        said = self._say(event, letter=title)
        numbers = "\n".join(filter(None, (self._document(line.document), line.tracking)))
        return (self._day(line.on), said, numbers, self._day(line.due), line.by)

    def _document(self, bare: str) -> str:
        """Write the number of a letter as it is printed on it."""
        if not bare:
            return ""
        return plain_text(naming.document_number(self._wording, self._page.profile, bare))

    def _section(
        self,
        label: str,
        head: tuple[str, ...],
        shares: tuple[float, ...],
        rows: Iterable[_Row],
        aligns: str,
    ) -> tuple[Block, ...]:
        table = self._roles.table
        places = [Align.CENTRE if each == "c" else Align.LEFT for each in aligns]

        def cell(words: str, align: Align) -> Cell:
            return tuple(CellText(plain(line), table, align) for line in words.split("\n"))

        return (
            BlankSpace(_ABOVE_SECTION),
            ParagraphBlock(plain(label), _HEADING, Align.LEFT, keep=True),
            BlankSpace(_BELOW_HEADING, keep=True),
            BodyTable(
                columns=tuple(map(TableColumn, shares)),
                rows=tuple(
                    tuple(cell(words, place) for words, place in zip(row, places, strict=True))
                    for row in rows
                ),
                head=head,
                head_kind=letterhead.TABLE_HEAD._replace(leading=table.leading),
            ),
        )

    def _retention(self) -> LabelGrid:
        page, words, kind = self._page, self._words.retention, self._roles.table
        done = self._words.by_and.join(page.disposed_by)
        row = (
            Labelled(words.completed, plain(self._day(page.completed_on)), kind),
            Labelled(words.kept, plain(self._day(page.kept_until)), kind),
            Labelled(words.disposed, plain(self._day(page.disposed_on)), kind),
            Labelled(words.done, plain(done), kind),
        )
        return LabelGrid((row,), _RETENTION_SHARES, _RETENTION_HEIGHT)

    def _remarks(self) -> LabelGrid:
        row = (Labelled(self._words.retention.remarks, plain(""), self._roles.table),)
        return LabelGrid((row,), _REMARKS_SHARES, _REMARKS_HEIGHT)
