# SPDX-License-Identifier: MIT
"""A written address, Japanese or in Latin letters, read into a row of pieces."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field, replace
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, NamedTuple

from desk_app.rules.addresses.pieces import (
    NUMERALS,
    Gap,
    Label,
    PieceKind,
    PieceNote,
    Token,
    ends_street,
    is_kanji,
    shadow,
    to_digits,
)
from desk_app.rules.addresses.places import merger_of, read_place

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from desk_app.rules.addresses.pieces import Shadow
    from desk_app.rules.addresses.places import Merger


_SEPARATORS = frozenset(" -.・,、。()[]{}「」『』〔〕【】<>〈〉《》")
_DASHES = frozenset("-.")
_BREAKS = _SEPARATORS - _DASHES
_STEMS = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥"
_KANJI = "㐀-鿿"
_KANA = "ァ-ヺ"

# What may follow 番, 丁, 条 and the like where they label a number and do not belong to a name.
_OPEN = rf"(?=$|[-\s.,、()#0-9A-Za-z〇{NUMERALS}ノ])"
_BEFORE_KANA = rf"(?=$|[^{_KANJI}]|[号{NUMERALS}])"
_LABELS: tuple[tuple[re.Pattern[str], Label], ...] = (
    (re.compile(r" ?丁目"), Label.CHOME),
    (re.compile(rf"丁{_OPEN}"), Label.CHOME),
    (re.compile(r"番[町丁]"), Label.BANCHO),
    (re.compile(r" ?番地"), Label.BAN),
    (re.compile(rf" ?番{_BEFORE_KANA}"), Label.BAN),
    (re.compile(r" ?[番号]館"), Label.HALL),
    (re.compile(r" ?号棟"), Label.BLOCK),
    (re.compile(r" ?号室"), Label.ROOM),
    (re.compile(r" ?号(?![館線地車店艇舎])"), Label.GO),
    (re.compile(r" ?棟"), Label.BLOCK),
    (re.compile(r" ?室(?![町屋])"), Label.ROOM),
    (re.compile(r" ?地割"), Label.WARI),
    (re.compile(rf"条(?=$|[-\s0-9{NUMERALS}東西南北ノ])"), Label.JO),
    (re.compile(rf"線(?=$|[-\s0-9{NUMERALS}東西南北ノ])"), Label.LINE),
    (re.compile(rf"[部字](?=[-0-9{NUMERALS}ノ])"), Label.PART),
)
_FLOOR = re.compile(r" ?(?:階(?![建段堂])|f(?![a-z]))")
# 二階堂 and the like are names: behind kanji numerals no kanji may follow.
_FLOOR_IN_KANJI = re.compile(rf" ?(?:階(?![{_KANJI}])|f(?![a-z]))")
_BASEMENT = re.compile(rf"(?:地下|(?<![a-z])b)([0-9]+|[{NUMERALS}]+)(?:階|f(?![a-z]))")
_DIGITS = re.compile(r"[0-9]+")
_ROOM_SIGN = re.compile(r"(?:#|(?<![a-z])no\.?) ?(?=[0-9])")
_NUMERALS = re.compile(f"[{NUMERALS}]+")
_POSTAL = re.compile(r"〒 ?([0-9]{3})(?: ?-? ?([0-9]{4}|[0-9]{2}))?(?![0-9])")
_WARI_ORDINAL = re.compile(rf"第(?=(?:[0-9]+|[{NUMERALS}]+)地割)")
_NUMERAL_FOLLOWS = re.compile(rf"[0-9]|[{NUMERALS}]")
_LATIN = re.compile(r"(?<![a-z'’])[a-z](?![a-z'’&])(?=$|[-\s0-9.,、()#棟番号室館])")
_LATIN_LABELS = {"号棟": Label.BLOCK, "棟": Label.BLOCK, "番": Label.BAN, "号室": Label.ROOM}
_LATIN_LABELS |= {"室": Label.ROOM, "号": Label.GO}
_LATIN_LABEL = re.compile(r"号棟|号室|棟|番(?!館)|室|号(?!館)")
_LOT = re.compile(rf"(?!ノ)[{_KANA}](?!(?!ノ[0-9])[{_KANA}])(?:[部字]?[-ー ノ]?(?=[0-9])|番)")
_STEM = re.compile(rf"[{_STEMS}](?:番|[-ノ ]?(?=[0-9])|(?=[{NUMERALS}]+番)|ノ(?=[{NUMERALS}]))")
_LETTER_AT_END = re.compile(rf"[{_STEMS}イロハニホヘトチリヌルヲ](?=$|[-\s,、()号])")
_TO_NEXT_NUMBER = re.compile(
    rf"ノ(?=[0-9{NUMERALS}]|[a-z](?![a-z])|(?:[{_STEMS}]|[{_KANA}](?!ー))(?=[-ノ0-9番部 ]|$))"
)
_FIELD = re.compile(r"大字|小字|字")
# 文字, 十字, 丁字, 卍字: here 字 is part of the name.
_NOT_A_FIELD_AFTER = frozenset("文十丁卍習数赤万名")
_CARE_OF = re.compile(r"(?:様|サマ)方")
_APOSTROPHES = str.maketrans("", "", "'’")
_OLD_KANA = str.maketrans("ヂヅヰヱヲ", "ジズイエオ")
# How a building's name is written: a long vowel, also as 一, and the word for building itself.
_BUILDING_SPELLINGS = (
    (re.compile(r"ビル(?:デイ?ング|ジング)|(?<![a-z])(?:bldg|building)(?![a-z])"), "ビル"),
    (re.compile(r"ー|(?<=[ァ-ヺ])一(?=[ァ-ヺ])"), ""),
)
_ROMAN = re.compile(r"(?<![a-z])(?:iii?|iv|vi{1,3}|ix)(?![a-z])")
_ROMAN_DIGITS = {"ii": "2", "iii": "3", "iv": "4", "vi": "6", "vii": "7", "viii": "8", "ix": "9"}


@dataclass(slots=True)
class _Body:
    """What has been read so far."""

    shadow: Shadow
    at: int
    tokens: list[Token] = field(default_factory=list)
    gap: Gap = Gap.NONE
    word: list[int] = field(default_factory=list)
    """The signs of a word that is still being read."""


def read_body(shadow: Shadow, begin: int, after: PieceKind | None = None) -> list[Token]:
    """Read everything from a sign on; ``after`` is the piece of the head that comes before it."""
    body = _Body(shadow, begin)
    if after is not None:
        body.tokens.append(Token(after, "", 0, 0))
    while body.at < len(shadow.text):
        _step(body)
    _close_word(body)
    return body.tokens[1:] if after is not None else body.tokens


def _step(body: _Body) -> None:
    """Read the next piece: each reader tells whether it took something."""
    for reader in (_postal, _separator, _joint, _basement, _number, _roman, _letter, _field):
        if reader(body):
            return
    if not ends_street(body.shadow, body.at):
        body.word.append(body.at)
    body.at += 1


def _add(body: _Body, token: Token, end: int) -> None:
    """Take a piece that ends before a sign."""
    _close_word(body)
    body.tokens.append(replace(token, gap=body.gap))
    body.gap = Gap.NONE
    body.at = end


def _token(body: _Body, kind: PieceKind, key: str, first: int, last: int) -> Token:
    return Token(kind, key, body.shadow.starts[first], body.shadow.ends[last - 1])


def _close_word(body: _Body) -> None:
    """End the word that is being read; words with nothing but spaces between them are one."""
    if not body.word:
        return
    text = "".join(body.shadow.text[index] for index in body.word)
    key = _CARE_OF.sub("方", text).translate(_OLD_KANA).translate(_APOSTROPHES)
    if any(token.kind is PieceKind.NUMBER for token in body.tokens):
        for spelling, plain in _BUILDING_SPELLINGS:
            key = spelling.sub(plain, key)
    token = _token(body, PieceKind.WORD, key, body.word[0], body.word[-1] + 1)
    body.word.clear()
    body.tokens.append(token)
    body.gap = Gap.NONE


def _last(body: _Body) -> Token | None:
    return body.tokens[-1] if body.tokens and not body.word else None


def _after_number(body: _Body) -> bool:
    last = _last(body)
    return last is not None and last.kind in {PieceKind.NUMBER, PieceKind.LETTER}


def _postal(body: _Body) -> bool:
    found = _POSTAL.match(body.shadow.text, body.at)
    if found is None:
        return False
    key = found[1] + (found[2] or "")
    _add(body, _token(body, PieceKind.POSTAL, key, body.at, found.end()), found.end())
    return True


def _separator(body: _Body) -> bool:
    sign = body.shadow.text[body.at]
    if sign not in _SEPARATORS:
        return False
    if sign in _DASHES:
        body.gap = Gap.DASH
    elif body.gap is Gap.NONE:
        body.gap = Gap.BREAK
    if sign in _BREAKS and sign != " ":
        body.gap = Gap.BREAK
    body.at += 1
    return True


def _joint(body: _Body) -> bool:
    """Take の between two numbers for a dash, and 第 before 8地割 for nothing."""
    text = body.shadow.text
    if _WARI_ORDINAL.match(text, body.at):
        _close_word(body)
        body.at += 1
        return True
    last = _last(body)
    if last is None or last.kind is PieceKind.WORD or not _TO_NEXT_NUMBER.match(text, body.at):
        return False
    if text[body.at + 1] in NUMERALS and _kanji_number(body, body.at + 1) is None:
        return False
    body.gap = Gap.DASH
    body.at += 1
    return True


def _basement(body: _Body) -> bool:
    found = _BASEMENT.match(body.shadow.text, body.at)
    digits = found and (found[1] if found[1].isdecimal() else to_digits(found[1]))
    if found is None or digits is None:
        return False
    _add(body, _token(body, PieceKind.FLOOR, f"b{digits}", body.at, found.end()), found.end())
    return True


def _number(body: _Body) -> bool:
    text = body.shadow.text
    room = _ROOM_SIGN.match(text, body.at)
    begin = room.end() if room else body.at
    found = _DIGITS.match(text, begin)
    digits, end = (found[0], found.end()) if found else (_kanji_number(body, begin) or ("", begin))
    if not digits:
        return False
    if floor := _FLOOR.match(text, end):
        _add(body, _token(body, PieceKind.FLOOR, digits, body.at, floor.end()), floor.end())
        return True
    label, last = _label(text, end)
    if found and label is Label.NONE and not room and _begins_word(body, end):
        body.word.extend(range(begin, end))
        body.at = end
        return True
    token = _token(body, PieceKind.NUMBER, digits, body.at, last)
    _add(body, replace(token, label=Label.ROOM if room else label), last)
    return True


def _roman(body: _Body) -> bool:
    """Read Ⅱ behind a building's name as the number of a block: メゾン2, where a room follows."""
    found = _ROMAN.match(body.shadow.text, body.at)
    if found is None or not any(token.kind is PieceKind.NUMBER for token in body.tokens):
        return False
    digits = _ROMAN_DIGITS[found[0]]
    label, end = _label(body.shadow.text, found.end())
    token = _token(body, PieceKind.NUMBER, digits, body.at, end)
    _add(body, replace(token, label=Label.BLOCK if label is Label.NONE else label), end)
    return True


def _label(text: str, end: int) -> tuple[Label, int]:
    for pattern, label in _LABELS:
        if found := pattern.match(text, end):
            return label, found.end()
    return Label.NONE, end


def _begins_word(body: _Body, end: int) -> bool:
    """Tell whether a number is the beginning of a building's name (1-1 24シティ).

    It is where the house number is complete before it and letters follow at once.
    """
    text = body.shadow.text
    last = _last(body)
    if last is None or last.kind is not PieceKind.NUMBER or end >= len(text):
        return False
    if _TO_NEXT_NUMBER.match(text, end):
        return False
    apart = body.gap is Gap.BREAK or (body.gap is Gap.NONE and last.label is not Label.NONE)
    follows = text[end]
    wordlike = is_kanji(follows) or "ァ" <= follows <= "ヺ" or follows.isalpha()
    lone = _LATIN.match(text, end) is not None
    return apart and last.label not in {Label.CHOME, Label.WARI, Label.JO} and wordlike and not lone


def _kanji_number(body: _Body, begin: int) -> tuple[str, int] | None:
    """Read kanji numerals as a number where a label or the end of a number follows them."""
    text = body.shadow.text
    found = _NUMERALS.match(text, begin)
    if found is None or (begin and text[begin - 1] in f"0123456789{NUMERALS}"):
        return None
    digits, end = to_digits(found[0]), found.end()
    if digits is None or not (_labelled(text, end) or _is_bare_number(body, begin, end)):
        return None
    return digits, end


def _labelled(text: str, end: int) -> bool:
    floor = _FLOOR_IN_KANJI.match(text, end)
    return floor is not None or _label(text, end)[0] is not Label.NONE


def _is_bare_number(body: _Body, begin: int, end: int) -> bool:
    """Tell whether kanji numerals without a label are a number: 成田東三-十二, 第二コーポ."""
    text = body.shadow.text
    follows = text[end : end + 1]
    if body.word:
        before = text[begin - 1]
        # 第二コーポ; and 三-12 behind a town that no table knows.
        ordinal = before == "第" and not follows.isdecimal()
        fresh = not any(token.kind is PieceKind.NUMBER for token in body.tokens)
        return ordinal or (fresh and follows == "-")
    if follows == "ノ":
        return _NUMERAL_FOLLOWS.match(text, end + 1) is not None
    return not follows or follows in _SEPARATORS


def _letter(body: _Body) -> bool:
    text = body.shadow.text
    if found := _LATIN.match(text, body.at):
        label = _LATIN_LABEL.match(text, found.end())
        end = label.end() if label else found.end()
        token = _token(body, PieceKind.LETTER, text[body.at], body.at, end)
        _add(body, replace(token, label=_LATIN_LABELS[label[0]] if label else Label.NONE), end)
        return True
    return _lot(body, text)


def _lot(body: _Body, text: str) -> bool:
    """Read イ, 甲 or 丑 where it stands in the place of a number, or stands before one."""
    boundary = not body.word
    before = text[body.at - 1] if body.at else ""
    if ends_street(body.shadow, body.at):
        return False
    found = _STEM.match(text, body.at)
    if found is None and (boundary or is_kanji(before)):
        found = _LOT.match(text, body.at)
    if found is None and _after_number(body):
        found = _LETTER_AT_END.match(text, body.at)
    if found is None:
        return False
    label = Label.BAN if found[0].endswith("番") else Label.NONE
    # いろは and イロハ are two rows of lots; へ and ヘ cannot be told apart on paper.
    written = body.shadow.original(body.at)
    row = "い" if "ぁ" <= written <= "ん" and text[body.at] != "ヘ" else ""
    token = _token(body, PieceKind.LETTER, text[body.at] + row, body.at, found.end())
    _add(body, replace(token, label=label), found.end())
    return True


def _field(body: _Body) -> bool:
    """Pass over 大字, 字 and 小字 before the name of a field, as long as no building has begun."""
    text = body.shadow.text
    found = _FIELD.match(text, body.at)
    if found is None or found.end() >= len(text):
        return False
    before = text[body.at - 1] if body.at else ""
    if found[0] == "字" and before in _NOT_A_FIELD_AFTER:
        return False
    numbers = [token for token in body.tokens if token.kind is PieceKind.NUMBER]
    if numbers and numbers[-1].label not in {Label.CHOME, Label.WARI, Label.PART}:
        return False
    body.at = found.end()
    return True


# A written address as a row of pieces, each with its standing among the others.


_DIGIT = f"[0-9{NUMERALS}]"
_CODE = re.compile(
    rf"\s*(?:(?:〒|郵便番号):? ?({_DIGIT}{{3}}) ?-? ?({_DIGIT}{{4}}|[0-9]{{2}})?(?!{_DIGIT})"
    r"|([0-9]{3})-?([0-9]{4})(?=\s*[㐀-鿿ァ-ヺ])(?!\s*(?:番|号|丁|ノ)))"
)
_COUNTABLE = frozenset({PieceKind.NUMBER, PieceKind.LETTER})


@dataclass(frozen=True, slots=True)
class PlacedPiece:
    """A token and where it stands: which number of its row, behind what, before what."""

    token: Token
    index: int = 0
    """How many numbers and letters of the same row stand before it."""
    housed: bool = False
    """Whether a building has been named before it."""
    behind: Label = Label.NONE
    """The label of the number straight before it."""
    leads: bool = False
    """Whether another number or letter follows in its row."""
    next_label: Label = Label.NONE
    """The label of the number that follows."""


@dataclass(frozen=True, slots=True)
class AddressReading:
    """The pieces of an address; the postal codes stand apart, for they may stand anywhere."""

    text: str
    start: int
    end: int
    pieces: tuple[PlacedPiece, ...]
    codes: tuple[Token, ...]


def read(text: str) -> AddressReading:
    """Read an address: the head by the tables, the tail by the signs."""
    folded = shadow(text)
    code, begin = _code(folded)
    place = read_place(folded, begin)
    after = place.tokens[-1].kind if place.tokens else None
    tokens = [*place.tokens, *read_body(folded, place.rest, after)]
    codes = [token for token in (*code, *tokens) if token.kind is PieceKind.POSTAL]
    floors = any(token.kind is PieceKind.FLOOR for token in tokens)
    others = [token for token in tokens if token.kind is not PieceKind.POSTAL]
    start = len(text) - len(text.lstrip())
    return AddressReading(
        text,
        start,
        max(start, len(text.rstrip())),
        tuple(pieces_of(others)),
        tuple(_marked(code, told=floors) for code in codes),
    )


def read_merger(text: str) -> Merger | None:
    """Give what became of the municipality of an address, where that is gone."""
    folded = shadow(text)
    _, begin = _code(folded)
    return merger_of(folded, begin)


def _code(folded: Shadow) -> tuple[tuple[Token, ...], int]:
    """Read the postal code at the head."""
    found = _CODE.match(folded.text)
    if found is None:
        return (), 0
    spelled = "".join(filter(None, found.groups()))
    digits = "".join(sign if sign.isdecimal() else to_digits(sign) or "" for sign in spelled)
    first, last = found.end() - len(found[0].lstrip()), found.end() - 1
    token = Token(PieceKind.POSTAL, digits, folded.starts[first], folded.ends[last])
    return (token,), found.end()


def _marked(code: Token, *, told: bool) -> Token:
    """Mark the code of a single floor where the address itself does not name that floor."""
    if told or code.key[:5] not in _floor_codes():
        return code
    return replace(code, notes=frozenset({PieceNote.OF_FLOOR}))


@cache
def _floor_codes() -> frozenset[str]:
    path = files("desk_app.rules").joinpath("tables", "floor_codes.txt")
    return frozenset(line for line in path.read_text("utf-8").split("\n") if line[:1] != "#")


def pieces_of(tokens: Sequence[Token]) -> list[PlacedPiece]:
    """Give each token its standing among the others."""
    pieces: list[PlacedPiece] = []
    index, numbered, housed, behind = 0, False, False, Label.NONE
    for place, token in enumerate(tokens):
        after = tokens[place + 1] if place + 1 < len(tokens) else None
        countable = token.kind in _COUNTABLE
        leads = after is not None and after.kind in _COUNTABLE
        label = after.label if after else Label.NONE
        pieces.append(PlacedPiece(token, index, housed, behind, leads, label))
        index = index + 1 if countable else 0
        numbered = numbered or countable
        housed = housed or (numbered and token.kind is PieceKind.WORD)
        behind = token.label if countable else Label.NONE
    return pieces


# An address in Latin letters, read into the same pieces, from the largest to the smallest.


_LATIN_CODE = re.compile(r"(?:〒 ?)?(?<![0-9-])([0-9]{3})-([0-9]{4})(?![0-9-])")
_COUNTRY = re.compile(r"[ ,]*(?<![a-z])japan[ .]*$")
_COMMA = re.compile(r"[^,、;]+")
_AREA = re.compile(
    r"(?<![a-z'’-])(?P<name>[a-z][a-z'’]*(?:-[a-z'’]+)*?)[ -]"
    r"(?P<kind>ku|shi|gun|cho|machi|mura|son|to|fu|ken|ward|city|prefecture|pref\.?|metropolis)"
    r"(?![a-z'’])"
)
_KINDS = {"ward": "ku", "city": "shi", "metropolis": "to"}
_PREFECTURES = frozenset({"ken", "fu", "to", "prefecture", "pref", "pref."})
_OUTER_KINDS = ("-shi", "-gun")
_PART = re.compile(
    r"(?:floor|fl\.?) ?(?P<storey>[0-9]+)"
    r"|(?P<floor>[0-9]+) ?(?:f(?![a-z])|(?:st|nd|rd|th)? ?(?:floor|fl)(?![a-z])\.?)"
    r"|(?:(?P<told>#|room|rm\.?|apartment|apt\.?|unit) ?(?:no\.? ?)?#?|no\.? ?)?"
    r"(?P<number>[0-9]+)(?:[ -]?(?P<label>chome|banchi|ban|goshitsu|goto|go)(?![a-z]))?"
    r"|(?P<letter>[a-z](?![a-z'’]))"
    r"|(?P<word>[a-z'’&]+(?:[ .-]+(?!(?:floor|fl|room|rm|apartment|apt|unit|no)\.? ?#?[0-9])"
    r"[a-z'’&]{2,})*)"
)
_LATIN_WORDS = {
    "chome": Label.CHOME,
    "banchi": Label.BAN,
    "ban": Label.BAN,
    "go": Label.GO,
    "goshitsu": Label.ROOM,
    "goto": Label.BLOCK,
}
_NUMBERS = frozenset({PieceKind.NUMBER, PieceKind.LETTER, PieceKind.FLOOR})


class _Letters(NamedTuple):
    """The plain signs of a text, and where each begins and ends in it."""

    text: str
    starts: Sequence[int]
    ends: Sequence[int]

    def token(self, kind: PieceKind, key: str, first: int, last: int) -> Token:
        """Make a piece of the signs from one to before another."""
        return Token(kind, key, self.starts[first], self.ends[last - 1])


def is_latin(text: str) -> bool:
    """Tell whether a text has letters, and all of them are Latin."""
    letters = [sign for sign in text if sign.isalpha()]
    return bool(letters) and all(
        unicodedata.name(sign, "").removeprefix("FULLWIDTH ").startswith("LATIN ")
        for sign in letters
    )


def read_latin(text: str) -> AddressReading:
    """Read an address in Latin letters, whichever end it is written from.

    An accent, and Japan at the end, may be left out; a number stands behind its name.
    """
    letters = _letters(text)
    codes = tuple(
        letters.token(PieceKind.POSTAL, found[1] + found[2], *found.span())
        for found in _LATIN_CODE.finditer(letters.text)
    )
    bare = _LATIN_CODE.sub(lambda found: "," * len(found[0]), letters.text)
    country = _COUNTRY.search(bare.rstrip(" ,"))
    units = list(_units(letters, bare[: country.start()] if country else bare))
    if units and _is_numbered(units[0]) and not _is_numbered(units[-1]):
        units.reverse()
    tokens = [token for unit in _short_prefecture(units) for token in unit]
    start = len(text) - len(text.lstrip())
    return AddressReading(
        text, start, max(start, len(text.rstrip())), tuple(pieces_of(tokens)), codes
    )


def _letters(text: str) -> _Letters:
    """Fold width, case and accents; a mark of its own goes with the letter before it."""
    folded = shadow(text)
    signs: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for sign, start, end in zip(folded.text, folded.starts, folded.ends, strict=True):
        if unicodedata.combining(sign) and ends:
            ends[-1] = end
            continue
        signs.append(unicodedata.normalize("NFD", sign)[0])
        starts.append(start)
        ends.append(end)
    return _Letters("".join(signs), starts, ends)


def _units(letters: _Letters, text: str) -> Iterator[tuple[Token, ...]]:
    """Part a text at commas and around names with their kind (Minato-ku)."""
    for stretch in _COMMA.finditer(text):
        at = stretch.start()
        for area in _AREA.finditer(text, *stretch.span()):
            yield from _unit(letters, text, at, area.start())
            kind = _KINDS.get(area["kind"], area["kind"])
            key = f"{_joined(area['name'])}-{kind}"
            yield (letters.token(PieceKind.WORD, key, *area.span()),)
            at = area.end()
        yield from _unit(letters, text, at, stretch.end())


def _unit(letters: _Letters, text: str, begin: int, end: int) -> Iterator[tuple[Token, ...]]:
    """Read the numbers and names of a stretch; numbers before a name stand behind it."""
    tokens: list[Token] = []
    last = begin
    for found in _PART.finditer(text, begin, end):
        between = text[last : found.start()]
        gap = Gap.DASH if between == "-" else Gap.BREAK if between and tokens else Gap.NONE
        tokens.append(replace(_part(letters, found), gap=gap))
        last = found.end()
    lead = next((n for n, token in enumerate(tokens) if token.kind not in _NUMBERS), 0)
    if any(_is_own_number(token) for token in tokens[lead:]):
        lead = 0
    if tokens:
        yield (*tokens[lead:], *tokens[:lead])


def _part(letters: _Letters, found: re.Match[str]) -> Token:
    where = found.span()
    if floor := found["storey"] or found["floor"]:
        return letters.token(PieceKind.FLOOR, floor, *where)
    if number := found["number"]:
        label = Label.ROOM if found["told"] else _LATIN_WORDS.get(found["label"], Label.NONE)
        return replace(letters.token(PieceKind.NUMBER, number, *where), label=label)
    if letter := found["letter"]:
        return letters.token(PieceKind.LETTER, letter, *where)
    return letters.token(PieceKind.WORD, _joined(found["word"]), *where)


def _joined(words: str) -> str:
    return re.sub(r"[^a-z&]", "", words)


def _is_own_number(token: Token) -> bool:
    """Tell whether a number behind a name belongs to it alone; a chome is read before any other."""
    return token.kind in _NUMBERS and token.label is not Label.CHOME


def _is_numbered(unit: tuple[Token, ...]) -> bool:
    return any(token.kind in _NUMBERS for token in unit)


def _short_prefecture(units: list[tuple[Token, ...]]) -> list[tuple[Token, ...]]:
    """Name the prefecture without its kind where that names nothing else.

    Tokyo is one; Osaka is the prefecture where Osaka-shi stands beside it.
    """
    if not units:
        return units
    (first, *more), inner = units[0], any(unit[0].key.endswith(_OUTER_KINDS) for unit in units[1:2])
    name, _, kind = first.key.rpartition("-")
    if more or kind not in _PREFECTURES or not (inner or name == "tokyo"):
        return units
    return [(replace(first, key=name),), *units[1:]]
