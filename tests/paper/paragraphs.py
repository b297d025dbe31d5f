# SPDX-License-Identifier: MIT
"""Lines that end where JIS X 4051 lets them: generated paragraphs, held against other tables."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from random import Random
from typing import NamedTuple

from desk_app.letters.fonts.faces import clusters, typefaces
from desk_app.letters.letter import letterhead
from desk_app.letters.places import font_folders
from desk_app.letters.typesetting.setting import KEEP_FROM, KEEP_TO, Align, SetLine, Setter, plain
from desk_app.letters.typesetting.sheet import Type
from desk_app.records.desk.people import Language
from desk_app.rules.days.eras import format_en, format_ja
from tests.paper import vocabulary
from tests.paper.windows import letters_loaded
from tests.workbench.processes import cut, spread
from tests.workbench.report import Context, Control, Goal, Outcome, Tally, Work

CLOSING = "’”）〕］｝〉》」』】｠〙〗»〟)]}"
HYPHENS = "‐〜゠–～"
DIVIDING = "！？‼⁇⁈⁉!?"
MIDDLE = "・：；:;"
FULL_STOPS = "。．."
COMMAS = "、，,"
REPEATING = "ヽヾゝゞ々〻"
PROLONGED = "ー"
SMALL = "ぁぃぅぇぉァィゥェォっゃゅょゎゕゖッャュョヮヵヶㇰㇱㇲㇳㇴㇵㇶㇷㇸㇹㇺㇻㇼㇽㇾㇿ"
PER_CENT = "％%‰"
OPENING = "‘“（〔［｛〈《「『【｟〘〖«〝([{"
POSTAL = "〒"
FIRST_NEVER = frozenset(
    CLOSING + HYPHENS + DIVIDING + MIDDLE + FULL_STOPS + COMMAS + REPEATING + PROLONGED + SMALL
) | frozenset(PER_CENT)
LAST_NEVER = frozenset(OPENING + POSTAL)
WIDEST_GAP = 250
"""A quarter of an em, in thousandths."""

FEWEST_LAST = 3
_ENDS = frozenset(CLOSING + FULL_STOPS + COMMAS + DIVIDING + " \u3000")
_WHITE = " \u3000"


class Laid(NamedTuple):
    """A line as it was set: its text, the sum of its widths, and how much each gap was widened."""

    text: str
    width: int
    gap: int
    gaps: int


Width = Callable[[str], int]


def faults(of: Written, lines: Sequence[Laid], measure: int, width: Width) -> Counter[str]:
    """Return how often each rule is broken; ``measure`` and widths in thousandths of an em."""
    found: Counter[str] = Counter()
    starts = _starts(of.plain, lines)
    if starts is None:
        return Counter({"text lost or added": 1})
    for start in starts[1:]:
        before = of.plain[:start].rstrip(_WHITE)
        found["kinsoku at the beginning"] += of.plain[start] in FIRST_NEVER
        found["kinsoku at the end"] += before[-1:] in LAST_NEVER
        found["inseparable torn"] += _torn(of, start, measure, width)
        found["begins with 町 or 様"] += _begins_wrongly(of, start)
    found["widow"] += len(lines) > 1 and _length(lines[-1].text) < FEWEST_LAST
    japanese = of.language is Language.JA
    for number, line in enumerate(lines):
        last = number == len(lines) - 1
        allowed = WIDEST_GAP if japanese and not last else 0
        found["gap too wide"] += not 0 <= line.gap <= allowed
        found["wider than its measure"] += line.width + line.gap * line.gaps > measure
    return +found


def _starts(plain: str, lines: Sequence[Laid]) -> list[int] | None:
    """Return where each line begins in the paragraph; None where they are not its text."""
    at, starts = 0, list[int]()
    for line in lines:
        text = line.text.strip(_WHITE)
        while plain[at : at + 1] and plain[at] in _WHITE and not plain.startswith(line.text, at):
            at += 1
        found = plain.find(text, at)
        if not text or plain[at:found].strip(_WHITE) or found < 0:
            return None
        starts.append(found)
        at = found + len(text)
    return starts if not plain[at:].strip(_WHITE) else None


def _torn(of: Written, start: int, measure: int, width: Width) -> bool:
    """Return whether a line begins inside of what stays whole and would fit on a line."""
    return any(
        whole.start < start < whole.end and width(of.plain[whole.start : whole.end]) <= measure
        for whole in of.wholes
    )


def _begins_wrongly(of: Written, start: int) -> bool:
    if of.plain[start] == "様":
        return True
    return of.plain[start] == "町" and any(_inside(each, start) for each in of.addresses)


def _inside(place: Whole, start: int) -> bool:
    return place.start < start < place.end


def _length(text: str) -> int:
    """Return how many characters a line has, marks and selectors and the last stops not counted."""
    kept = text.strip(_WHITE)
    while kept and kept[-1] in _ENDS:
        kept = kept[:-1]
    return sum(not unicodedata.category(each).startswith("M") for each in kept)


class Whole(NamedTuple):
    """A place in a paragraph that stays on one line: from one character up to another."""

    start: int
    end: int


class Written(NamedTuple):
    """A paragraph as the letters are given it, and what of it stays whole.

    The places count the characters of ``plain``, from which the letters' own marks are gone.
    """

    given: str
    plain: str
    wholes: tuple[Whole, ...]
    addresses: tuple[Whole, ...]
    language: Language


class _Bit(NamedTuple):
    text: str
    whole: bool = False
    marked: bool = False
    address: bool = False


Draw = Callable[[Random], Iterable[_Bit]]


def written(luck: Random, language: Language) -> Written:
    """Return a paragraph of one to five sentences."""
    bits = list[_Bit]()
    sentence = _english if language is Language.EN else _japanese
    for _ in range(luck.randint(1, 5)):
        bits += sentence(luck)
    return _put_together(bits, language)


def _put_together(bits: Iterable[_Bit], language: Language) -> Written:
    given = plain = ""
    wholes, addresses = list[Whole](), list[Whole]()
    for bit in bits:
        place = Whole(len(plain), len(plain) + len(bit.text))
        wholes += [place] if bit.whole else []
        addresses += [place] if bit.address else []
        given += f"{KEEP_FROM}{bit.text}{KEEP_TO}" if bit.marked else bit.text
        plain += bit.text
    return Written(given, plain, tuple(wholes), tuple(addresses), language)


def _japanese(luck: Random) -> Iterable[_Bit]:
    for _ in range(luck.randint(1, 4)):
        yield from luck.choice(_UNITS)(luck)
        yield _Bit(luck.choice(vocabulary.PHRASES))
    yield _Bit(luck.choice(("ことといたします。", "です。", "ました。", "でした。", "ください。")))


def _english(luck: Random) -> Iterable[_Bit]:
    for _ in range(luck.randint(2, 6)):
        yield from luck.choice(_UNITS_EN)(luck)
        yield _Bit(f" {luck.choice(vocabulary.PHRASES_EN)} ")
    yield _Bit("the request.")
    yield _Bit(" ")


def _name(luck: Random) -> Iterable[_Bit]:
    yield _Bit(f"{vocabulary.person(luck)} 様", whole=True, marked=True)


def _address(luck: Random) -> Iterable[_Bit]:
    yield _Bit(luck.choice(vocabulary.towns()), address=True)
    one, two = luck.randint(1, 99), luck.randint(1, 99)
    yield _Bit(luck.choice((f"{one}番{two}号", f"{one}-{two}", f"{one}番地{two}")), whole=True)
    yield _Bit(luck.choice(vocabulary.BUILDINGS))
    yield _Bit(f"{luck.randint(101, 1512)}号室", whole=True)


def _postal_code(luck: Random) -> Iterable[_Bit]:
    yield _Bit(f"〒{vocabulary.postal_code(luck)}", whole=True)
    yield _Bit(" ")
    yield from _address(luck)


def _day(luck: Random) -> Iterable[_Bit]:
    yield _Bit(format_ja(vocabulary.day(luck), weekday=luck.random() < 0.5), whole=True)


def _amount(luck: Random) -> Iterable[_Bit]:
    yield _Bit(f"{luck.randrange(1, 200_000):,}円", whole=True)


def _pieces(luck: Random) -> Iterable[_Bit]:
    yield _Bit(f"{luck.choice((84, 100, 110, 500, 1000))}円×{luck.randint(1, 20)}枚", whole=True)


def _article(luck: Random) -> Iterable[_Bit]:
    start = luck.choice(("法", "", "同法"))
    item = luck.choice(("", f"第{luck.randint(1, 7)}号"))
    yield _Bit(f"{start}第{luck.randint(16, 40)}条第{luck.randint(1, 7)}項{item}", whole=True)


def _counted_thing(luck: Random) -> Iterable[_Bit]:
    number = luck.randint(1, 400)
    unit = luck.choice(("年間", "か月", "通", "枚", "部", "件", "ページ", "点", "人", "日間"))
    yield _Bit(f"{number}{unit}", whole=True)


def _latin(luck: Random) -> Iterable[_Bit]:
    yield _Bit(luck.choice(vocabulary.LATIN_WORDS), whole=True)


def _number(luck: Random) -> Iterable[_Bit]:
    yield _Bit(f"R8-{luck.randrange(1, 9999):04d}", whole=True, marked=True)


def _item(luck: Random) -> Iterable[_Bit]:
    yield _Bit(luck.choice(vocabulary.ITEMS) + luck.choice(("、", "・", "（任意）", "")))


_UNITS: tuple[Draw, ...] = (
    _name,
    _address,
    _postal_code,
    _day,
    _amount,
    _pieces,
    _article,
    _counted_thing,
    _latin,
    _number,
    _item,
)


def _english_day(luck: Random) -> Iterable[_Bit]:
    yield _Bit(format_en(vocabulary.day(luck), weekday=luck.random() < 0.5), whole=True)


def _english_amount(luck: Random) -> Iterable[_Bit]:
    yield _Bit(f"{luck.randrange(1, 200_000):,} yen", whole=True)


def _english_pieces(luck: Random) -> Iterable[_Bit]:
    yield _Bit(f"{luck.choice((84, 100, 110, 500))} yen × {luck.randint(1, 20)}", whole=True)


def _english_article(luck: Random) -> Iterable[_Bit]:
    yield _Bit(f"Article {luck.randint(16, 40)},", whole=True)
    yield _Bit(" ")
    yield _Bit(f"paragraph ({luck.randint(1, 7)})", whole=True)


def _english_number(luck: Random) -> Iterable[_Bit]:
    yield _Bit(f"Receipt No. R8-{luck.randrange(1, 9999):04d}", whole=True)


def _english_name(luck: Random) -> Iterable[_Bit]:
    for number, word in enumerate(vocabulary.latin_person(luck).split()):
        yield _Bit(" " if number else "")
        yield _Bit(word, whole=True)


def _english_word(luck: Random) -> Iterable[_Bit]:
    yield _Bit(
        luck.choice((*vocabulary.LATIN_WORDS, "identification", "notwithstanding")), whole=True
    )


_UNITS_EN: tuple[Draw, ...] = (
    _english_day,
    _english_amount,
    _english_pieces,
    _english_article,
    _english_number,
    _english_name,
    _english_word,
)


PARAGRAPHS, CONTROLS = 10_000, 500
_SHARE = 500
_FLOOR_LINES = 3
"""A paragraph has more than so many lines, on average."""

KINDS = (
    "kinsoku at the beginning",
    "kinsoku at the end",
    "inseparable torn",
    "widow",
    "gap too wide",
)
"""What the naive breaker must be caught at, each of them."""


class Column(NamedTuple):
    """Where text stands on a letter: its type, how wide it is in millimetres, its alignment."""

    kind: Type
    width: float
    align: Align
    indent: int = 0


Break = Callable[[Written, Column], list[Laid]]


@dataclass(slots=True)
class Counted(Tally):
    """How many paragraphs and lines there were, what was wrong, and how many lines are full."""

    paragraphs: int = 0
    lines: int = 0
    full: int = 0
    to_fill: int = 0
    wrong: Counter[str] = field(default_factory=Counter)


def try_paragraphs(context: Context) -> Outcome:
    """Set paragraphs in the columns of the letters; then let somebody naive set some."""
    wanted, some = context.share(PARAGRAPHS, 40), context.share(CONTROLS, 40)
    own = _counted(partial(_set, context.seed, by_letters), wanted)
    naive = _counted(partial(_set, context.seed, naively), some)
    caught = [kind for kind in KINDS if naive.wrong[kind]]
    return Outcome(
        reached=(
            f"{own.wrong.total()} faults{_named(own.wrong)} in {own.lines:,} lines; "
            f"{own.full / max(1, own.to_fill):.0%} of the lines to be filled are full"
        ),
        held=not own.wrong,
        work=(
            Work("paragraphs", own.paragraphs, wanted),
            Work("lines", own.lines, _FLOOR_LINES * wanted),
        ),
        control=Control(
            "a breaker that fills lines by width alone",
            f"{naive.wrong.total()} faults{_named(naive.wrong)} in {naive.lines:,} lines",
            failed=len(caught) == len(KINDS),
        ),
    )


def _named(wrong: Counter[str]) -> str:
    return f" ({', '.join(f'{kind}: {n}' for kind, n in wrong.most_common())})" if wrong else ""


def _counted(work: Callable[[range], Counted], wanted: int) -> Counted:
    return sum(spread(work, cut(wanted, _SHARE), letters_loaded), Counted())


def _set(seed: int, breaks: Break, numbers: range) -> Counted:
    found = Counted()
    for number in numbers:
        luck = Random(f"{seed}, paragraph {number}")  # noqa: S311  examples, no secrets
        language = Language.EN if number % 4 == 3 else Language.JA
        _judge(found, written(luck, language), _column(luck, language), breaks)
    return found


def _judge(found: Counted, paragraph: Written, column: Column, breaks: Break) -> None:
    lines = breaks(paragraph, column)
    measure = column.kind.units(column.width)
    found.paragraphs += 1
    found.lines += len(lines)
    if column.align is Align.EVEN:
        found.to_fill += max(0, len(lines) - 1)
        found.full += sum(_is_full(line, measure, column, n) for n, line in enumerate(lines[:-1]))
    indented = [
        line._replace(width=line.width + (column.indent if number == 0 else 0))
        for number, line in enumerate(lines)
    ]
    found.wrong += faults(paragraph, indented, measure, _width(column.kind))


def _is_full(line: Laid, measure: int, column: Column, number: int) -> bool:
    room = measure - (column.indent if number == 0 else 0)
    return room - line.width - line.gap * line.gaps <= line.gaps


def _column(luck: Random, language: Language) -> Column:
    """Return one of the columns of the letters: body, item, cell of a table."""
    roles = letterhead.JAPANESE if language is Language.JA else letterhead.ENGLISH
    return luck.choice(
        (
            Column(roles.body, 166.0, roles.align, roles.indent),
            Column(roles.body, 125.0, roles.align),
            Column(roles.table, float(luck.randint(40, 90)), Align.LEFT),
            Column(roles.note, 125.0, roles.align),
        )
    )


def _width(kind: Type) -> Width:
    return typefaces(font_folders())[kind.face.value].width


def by_letters(paragraph: Written, column: Column) -> list[Laid]:
    """Set a paragraph as the letters do."""
    setter = Setter(typefaces(font_folders()))
    text = plain(paragraph.given)
    return [
        _laid(line)
        for line in setter.lines(text, column.kind, column.width, column.align, column.indent)
    ]


def _laid(line: SetLine) -> Laid:
    tokens = [token for part in line.parts for token in part.tokens]
    if tokens and tokens[-1].isspace():  # unseen behind the line, for those who listen
        tokens.pop()
    return Laid("".join(tokens), line.width, line.gap, max(0, len(tokens) - 1))


def naively(paragraph: Written, column: Column) -> list[Laid]:
    """Set a paragraph by width alone, character after character, every line stretched."""
    measure, width = column.kind.units(column.width), _width(column.kind)
    return [
        _stretched(line, sum(map(width, line)), measure - (column.indent if number == 0 else 0))
        for number, line in enumerate(_filled(paragraph.plain, measure - column.indent, width))
    ]


def _filled(text: str, measure: int, width: Width) -> Iterator[list[str]]:
    line, wide = list[str](), 0
    for each in clusters(text):
        if wide + width(each) > measure:
            yield line
            line, wide = [], 0
        line.append(each)
        wide += width(each)
    yield line


def _stretched(line: Sequence[str], wide: int, measure: int) -> Laid:
    gaps = max(1, len(line) - 1)
    return Laid("".join(line), wide, max(0, measure - wide) // gaps, gaps)


RUN = Goal(
    "paragraphs",
    f"{PARAGRAPHS:,} generated paragraphs: 0 faults of JIS X 4051, 0 broken inseparables, 0 widows",
    try_paragraphs,
)
