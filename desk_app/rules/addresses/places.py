# SPDX-License-Identifier: MIT
"""The head of an address: postal code, prefecture, municipality, town, from the kept-up tables."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, NamedTuple

from desk_app.rules.addresses.pieces import (
    NUMERALS,
    PieceKind,
    PieceNote,
    Token,
    ends_street,
    key,
    to_digits,
    to_kanji,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from desk_app.rules.addresses.pieces import Shadow


_SHARED, _APART = "*", "!"
_SUFFIXES = "都府県"


class Town(NamedTuple):
    """A town: its folded name, and what one must know before leaving something out.

    ``shared``: several towns of the municipality bear the name. ``apart``: the 大字 of that name
    is another place than its chome. ``twin``: another town of the municipality folds to the key.
    """

    key: str
    shared: bool
    apart: bool
    twin: bool


class MunicipalityMeant(NamedTuple):
    """One municipality that a written name may mean.

    ``name`` is how the table writes it, county or city left out; ``whole`` is false for a ward
    named without its city; ``former`` is the name it bore before; ``towns`` limits a former name
    to some towns (empty: to none in particular); ``kept`` are the folded forms in which a former
    name may go on as the beginning of its towns (北勢町 of いなべ市北勢町阿下喜).
    """

    city: int
    name: str
    whole: bool = True
    former: str = ""
    towns: frozenset[str] = frozenset()
    kept: tuple[str, ...] = ()


class Merger(NamedTuple):
    """A municipality that is gone: its name, where it went (today's names), since when."""

    former: str
    today: tuple[str, ...]
    since: date


class Gazetteer(NamedTuple):
    """Every way to name a municipality, with the prefecture and the towns of each.

    ``mergers`` are those that are gone, by prefecture and folded name, where no municipality of
    today bears that name.
    """

    prefectures: Mapping[str, str]
    claims: Mapping[str, tuple[MunicipalityMeant, ...]]
    homes: tuple[str, ...]
    listed: tuple[str, ...]
    longest: int
    mergers: Mapping[tuple[str, str], Merger]

    def prefecture_of(self, claim: MunicipalityMeant) -> str:
        """Give the folded name of the prefecture in which a claimed municipality lies."""
        return self.homes[claim.city]


@cache
def gazetteer() -> Gazetteer:
    """Read the table of municipalities once, on first use."""
    homes: list[str] = []
    listed: list[str] = []
    claims: dict[str, list[MunicipalityMeant]] = defaultdict(list)
    numbers: dict[tuple[str, str], list[int]] = defaultdict(list)
    for number, (prefecture, name, towns) in enumerate(_rows("towns.txt")):
        homes.append(key(prefecture))
        listed.append(towns)
        for called in {name, name.partition("|")[0]}:
            numbers[prefecture, called].append(number)
        for alias, whole in _aliases(name):
            claims[alias].append(MunicipalityMeant(number, name.split("|")[-1], whole=whole))
    of_today = set(claims)
    mergers: dict[tuple[str, str], Merger] = {}
    went = list(_rows("former_cities.txt"))
    into = Counter((prefecture, today) for _since, prefecture, _name, today, _towns in went)
    for since, prefecture, name, today, towns in went:
        inner, limits = name.split("|")[-1], frozenset(map(town_key, towns.split()))
        renamed = into[prefecture, today] == 1 and inner[:-1] == today.split("|")[-1][:-1]
        kept = () if _is_its_ward(name, today) else _kept_forms(inner)
        for alias, whole in _aliases(name):
            if whole and alias != _city_of(name):
                if alias not in of_today:
                    gone, told = (key(prefecture), alias), today.replace("|", "")
                    others = mergers[gone].today if gone in mergers else ()
                    mergers[gone] = Merger(inner, (*others, told), date.fromisoformat(since))
                claims[alias].extend(
                    MunicipalityMeant(city, inner)
                    if renamed
                    else MunicipalityMeant(city, inner, former=name, towns=limits, kept=kept)
                    for city in numbers[prefecture, today]
                )
    sealed = {alias: tuple(found) for alias, found in claims.items()}
    longest = max(map(len, sealed))
    names = _prefectures(homes)
    return Gazetteer(names, sealed, tuple(homes), tuple(listed), longest, mergers)


@lru_cache(maxsize=256)
def towns_of(city: int) -> Mapping[str, Town]:
    """Give the towns of one municipality by folded name."""
    found: dict[str, Town] = {}
    for entry in gazetteer().listed[city].split():
        name = entry.rstrip(_SHARED + _APART)
        folded = town_key(name)
        twin = folded in found
        found[folded] = Town(folded, _SHARED in entry, _APART in entry, twin)
    return found


@lru_cache(maxsize=256)
def loosely_named(city: int) -> Mapping[str, Town]:
    """Give the towns of one municipality by their names without ケ, ツ and ノ between two kanji.

    A name that two towns would share so is left out.
    """
    found: dict[str, list[Town]] = defaultdict(list)
    for name, town in towns_of(city).items():
        found[_SMALL_KANA.sub("", name)].append(town)
    return {name: towns[0] for name, towns in found.items() if len(towns) == 1}


@lru_cache(maxsize=4096)
def _names_on(city: int, kept: tuple[str, ...]) -> bool:
    """Tell whether the towns of a former town or village bear its name today: 北勢町阿下喜."""
    *whole, base = kept
    bearing = [name for name in towns_of(city) if name.startswith(base) and name not in kept]
    return any(name.startswith(tuple(whole)) for name in bearing) or len(bearing) >= _SERIES


def town_key(name: str) -> str:
    """Fold the name of a town; a number in it is spelled in kanji (８線 is 八線)."""
    return spelled(key(_STREET_ENDING.sub("", name))).translate(_TENS_SPELLED)


def spelled(text: str) -> str:
    """Spell every number of a folded text in kanji."""
    if _DIGIT.search(text) is None:
        return text
    parts: list[str] = []
    digits = ""
    for sign in text + " ":
        if sign.isdecimal():
            digits += sign
            continue
        parts.append((to_kanji(digits) if digits else "") + sign)
        digits = ""
    return "".join(parts)[:-1]


def _rows(name: str) -> Iterator[list[str]]:
    text = files("desk_app.rules").joinpath("tables", name).read_text(encoding="utf-8")
    return (line.split("\t") for line in text.splitlines() if not line.startswith("#"))


def _aliases(name: str) -> Iterator[tuple[str, bool]]:
    """List the folded names of a municipality, each with whether it names the whole of it."""
    outer, bar, inner = name.partition("|")
    yield key(outer + inner), True
    if not bar:
        return
    if inner.endswith("区"):
        yield key(outer), True
    yield key(inner), not inner.endswith("区")


def _is_its_ward(name: str, today: str) -> bool:
    """Tell whether a city or a ward went into a ward, whose name stands for its own (清水市)."""
    return today.endswith("区") and name.endswith(("市", "区"))


def _kept_forms(inner: str) -> tuple[str, ...]:
    """List how a former name may begin the name of a town, the bare name last: 水沢 of 水沢市."""
    base = town_key(inner[:-1])
    return f"{base}町", f"{base}区", base


def _city_of(name: str) -> str:
    outer, bar, _inner = name.partition("|")
    return key(outer) if bar else ""


def _prefectures(homes: list[str]) -> dict[str, str]:
    """Map a prefecture's folded name, with and without 都, 府 or 県, to its full one."""
    full = dict.fromkeys(homes)
    short = {name[:-1]: name for name in full if name[-1] in _SUFFIXES}
    return short | {name: name for name in full}


_SKIPPED = " 、,"
_HEAD_LENGTH = 64
_NUMERAL = f"(?:[0-9]+|[{NUMERALS}]+)"
_OAZA = re.compile(r"大字|字")
_DIGIT = re.compile(r"\d")
_KANJI = "㐀-鿿々"
_STREET_ENDING = re.compile(rf"(?<=通)り(?=$|[0-9０-９{NUMERALS}])")
_SIGNS = re.compile(r"(?P<sign>[0-9]+|[^0-9])")
_SIGNS_WITHOUT_FIELDS = re.compile(r"大字|(?<!文)字|(?P<sign>[0-9]+|[^0-9])")
_SMALL_KANA = re.compile(rf"(?<=[{_KANJI}])[ケツノ](?=[{_KANJI}])")
_TENS_SPELLED = str.maketrans({"廿": "二十", "卅": "三十"})
# Digits in a town's name count something: 7条通, 13日町, 第1町内. 3田 is not 三田.
_COUNTED = re.compile(rf"[条線番号区町日軒基]|ノ[通丸町割]|丁(?:目|町|$|[-0-9{NUMERALS}])|入会")
_SERIES = 3
_NUMBER_FOLLOWS = re.compile(rf"丁目|丁(?![ぁ-んァ-ヺ一-鿿])|番(?!町)|号|[{NUMERALS}]")
# 北24西5 for 北24条西5丁目; 末広1-3 for 末広1条3丁目: Hokkaido, where the table has that 条 only.
_WITHOUT_JO = re.compile(rf"(.*?)({_NUMERAL})(?:([東西南北])(?={_NUMERAL})|-(?={_NUMERAL}))")
_KYOTO = "京都市"
_TURN = re.compile(r"[上下](?:ガ)?ル|アガル|サガル|[東西](?:入ル?|イル)|ヒガシイル|ニシイル")
_TURN_COUNT = re.compile(rf"{_NUMERAL}(?:丁目|筋目)(?:[上下]ル|[東西]入ル?)?")
_TURN_SPELLINGS = (
    (re.compile(r"上ガル|アガル|上ル"), "上"),
    (re.compile(r"下ガル|サガル|下ル"), "下"),
    (re.compile(r"東入ル|東イル|ヒガシイル"), "東入"),
    (re.compile(r"西入ル|西イル|ニシイル"), "西入"),
    (re.compile(r"通リ?"), ""),
)


@dataclass(frozen=True, slots=True)
class AddressHead:
    """The pieces of the head, and the sign at which the rest of the address begins."""

    tokens: tuple[Token, ...]
    rest: int


class _Run(NamedTuple):
    """The next signs without spaces, and the index in the shadow of each."""

    text: str
    places: Sequence[int]
    after: int

    def sign(self, offset: int) -> int:
        """Give the index in the shadow of a sign of the run, or of what follows the run."""
        return self.places[offset] if offset < len(self.places) else self.after


class _Found(NamedTuple):
    """A town of the table at the head of a run, and how many signs of the run it takes."""

    town: Town
    length: int
    weight: int


class _Located(NamedTuple):
    """A municipality that the name may mean, with the street and the town found in it."""

    claim: MunicipalityMeant
    found: _Found | None
    begin: int
    """The sign of the run at which the town begins."""
    street: int
    """The sign at which a Kyoto street begins; ``begin`` where there is none."""
    oaza: bool


def read_place(shadow: Shadow, begin: int) -> AddressHead:
    """Read what the tables know of an address; nothing where they do not know its municipality."""
    run = _run(shadow, begin)
    home, length = _prefecture(run)
    name_length, claims = _municipality(run.text[length:], home)
    tokens: list[Token] = []
    if home:
        tokens.append(_token(shadow, run, PieceKind.PREFECTURE, home, (0, length)))
    if not claims:
        return AddressHead(tuple(tokens), run.sign(length))
    name = run.text[length : length + name_length]
    begin = length + name_length
    if not home:
        claims = _exact(claims, shadow.source[: shadow.ends[run.places[begin - 1]]])
    possible = [_locate(run, begin, name, claim) for claim in claims]
    located = _best(possible)
    named = possible if not home and _is_shared(name, claims) else located
    tokens.append(_city_token(shadow, run, (length, begin), named))
    tokens.extend(_town_tokens(shadow, run, located[0]))
    return AddressHead(tuple(tokens), run.sign(_end(located[0])))


def merger_of(shadow: Shadow, begin: int) -> Merger | None:
    """Give what became of the municipality of an address, where it is gone and known by its name.

    Without a prefecture the name must be that of one municipality alone.
    """
    run = _run(shadow, begin)
    home, length = _prefecture(run)
    name_length, claims = _municipality(run.text[length:], home)
    name = run.text[length : length + name_length]
    homes = {home} if home else {gazetteer().prefecture_of(claim) for claim in claims}
    found = [each for each in (gazetteer().mergers.get((one, name)) for one in homes) if each]
    return found[0] if len(found) == 1 else None


def _exact(claims: list[MunicipalityMeant], written: str) -> list[MunicipalityMeant]:
    """Prefer the municipality that is written just so: 鹿島市 and 鹿嶋市 are two."""
    return [claim for claim in claims if written.endswith(claim.name)] or claims


def _is_shared(name: str, claims: Sequence[MunicipalityMeant]) -> bool:
    """Tell whether cities of several prefectures bear a name (府中市): no town tells them apart.

    A ward without its city is known by its town.
    """
    homes = {gazetteer().prefecture_of(claim) for claim in claims if claim.whole}
    return len(homes) > 1 and not name.endswith("区")


def _end(located: _Located) -> int:
    return located.begin + (located.found.length if located.found else 0)


def _run(shadow: Shadow, begin: int) -> _Run:
    places = [
        index
        for index in range(begin, min(len(shadow.text), begin + 2 * _HEAD_LENGTH))
        if not ends_street(shadow, index)
        and (shadow.text[index] not in _SKIPPED or _parts_digits(shadow.text, index))
    ][:_HEAD_LENGTH]
    after = places[-1] + 1 if places else len(shadow.text)
    return _Run("".join(shadow.text[index] for index in places), places, after)


def _parts_digits(text: str, index: int) -> bool:
    """Tell whether a space stands between two digits: there it keeps two numbers apart."""
    return text[index - 1 : index].isdecimal() and text[index + 1 : index + 2].isdecimal()


def _prefecture(run: _Run) -> tuple[str, int]:
    """Find the prefecture at the head; without 都, 府 or 県 only before a municipality of it."""
    names = gazetteer().prefectures
    for length in (4, 3, 2):
        home = names.get(run.text[:length], "")
        if len(home) == length and home == run.text[:length]:
            return home, length
    for length in (3, 2):
        home = names.get(run.text[:length], "")
        named = home and not _municipality(run.text, "")[1]
        if named and _municipality(run.text[length:], home)[1]:
            return home, length
    return "", 0


def _municipality(text: str, home: str) -> tuple[int, list[MunicipalityMeant]]:
    """Find the longest name of municipalities at the head, within a prefecture if one is named."""
    places = gazetteer()
    for length in range(min(places.longest, len(text)), 1, -1):
        claims = [
            claim
            for claim in places.claims.get(text[:length], ())
            if not home or (claim.whole and places.prefecture_of(claim) == home)
        ]
        if claims:
            # Without a prefecture a name of today is meant before one that is gone elsewhere.
            of_today = [claim for claim in claims if home or not claim.former]
            return length, of_today or claims
    return 0, []


def _locate(run: _Run, begin: int, name: str, claim: MunicipalityMeant) -> _Located:
    """Look for the town that follows in one municipality."""
    if name.startswith(_KYOTO):
        for turn in _turns(run.text, begin):
            if (found := _town(run, turn, claim.city)) is not None:
                return _Located(claim, found, turn, begin, oaza=False)
    marked = _OAZA.match(run.text, begin)
    at = marked.end() if marked else begin
    if claim.former:
        return _locate_former(run, at, claim, oaza=marked is not None)
    return _Located(claim, _town(run, at, claim.city), at, at, oaza=marked is not None)


def _locate_former(run: _Run, at: int, claim: MunicipalityMeant, *, oaza: bool) -> _Located:
    """Look for a town of a municipality that is gone, in the one that has it today.

    Where the former name goes on in the town's (いなべ市北勢町阿下喜), the town is known to be its
    own, and the former name says no more. Where its other towns are called so, a town of the bare
    name is another municipality's.
    """
    for kept in claim.kept:
        own = _longest_town(run, at, _spelled(run.text[at:], _SIGNS, kept), towns_of(claim.city))
        if own is not None and own.length > 0:
            return _Located(claim._replace(former=""), own, at, at, oaza=oaza)
    found = _town(run, at, claim.city)
    if found is not None and not _may_be_its_own(found.town.key, claim):
        found = None
    return _Located(claim, found, at, at, oaza=oaza)


def _may_be_its_own(town: str, claim: MunicipalityMeant) -> bool:
    """Tell whether a town of today may have been the former municipality's."""
    if claim.towns:
        return town in claim.towns
    if not claim.kept or claim.former.endswith("市"):
        return True
    return town.startswith(claim.kept[-1]) or not _names_on(claim.city, claim.kept)


def _turns(text: str, begin: int) -> Iterator[int]:
    """Give the places behind 上る, 下る, 東入 and 西入, the last first."""
    for found in reversed(list(_TURN.finditer(text, begin))):
        counted = _TURN_COUNT.match(text, found.end())
        if counted:
            yield counted.end()
        yield found.end()


def _town(run: _Run, begin: int, city: int) -> _Found | None:
    """Find the longest town of the table whose name stands in a run, numbers spelled in kanji."""
    rest, towns = run.text[begin:], towns_of(city)
    plain = _spelled(rest, _SIGNS)
    named = _longest_town(run, begin, plain, towns)
    if "字" in rest:
        # 十文字町字本町 is 十文字町本町 of the table; 字 may also be part of a name.
        inner = _longest_town(run, begin, _spelled(rest, _SIGNS_WITHOUT_FIELDS), towns)
        named = max(filter(None, (named, inner)), key=lambda found: found.weight, default=None)
    loose = _longest_town(run, begin, _loosened(plain), loosely_named(city))
    if loose is not None and (named is None or loose.length > named.length):
        named = loose
    return named or _town_without_jo(rest, towns)


def _longest_town(
    run: _Run, begin: int, spelling: tuple[str, dict[int, int]], towns: Mapping[str, Town]
) -> _Found | None:
    text, ends = spelling
    for weight in range(len(text), 0, -1):
        length = ends.get(weight)
        if length is None or text[:weight] not in towns:
            continue
        if _may_end(run, begin + length, text[:weight]):
            return _Found(towns[text[:weight]], length, weight)
    return None


def _spelled(text: str, signs: re.Pattern[str], before: str = "") -> tuple[str, dict[int, int]]:
    """Spell the numbers of a run in kanji; tell which signs of the run each length covers.

    ``before`` is what today's name begins with and the run leaves out.
    """
    kanji = before
    ends: dict[int, int] = {}
    for found in signs.finditer(text):
        sign = (found["sign"] or "").translate(_TENS_SPELLED)
        kanji += to_kanji(sign) if sign.isdecimal() and _counts(text, found) else sign
        ends.setdefault(len(kanji), found.end())
    return kanji, ends


def _counts(text: str, digits: re.Match[str]) -> bool:
    """Tell whether digits within a name count something, and are not its own sign."""
    counted = _COUNTED.match(text, digits.end()) is not None
    return counted or text[digits.start() - 1 : digits.start()] == "第"


def _loosened(spelling: tuple[str, dict[int, int]]) -> tuple[str, dict[int, int]]:
    """Leave ケ, ツ and ノ between two kanji out of a spelled run."""
    text, ends = spelling
    dropped = [found.start() for found in _SMALL_KANA.finditer(text)]
    moved: dict[int, int] = {}
    for weight, length in ends.items():
        moved.setdefault(weight - sum(place < weight for place in dropped), length)
    return _SMALL_KANA.sub("", text), moved


def _may_end(run: _Run, end: int, name: str) -> bool:
    """Tell whether a town ends there, and not within 八丁目 or a number."""
    if name[-1] not in NUMERALS:
        return not (name[-1] == "丁" and run.text.startswith("目", end))
    return not (run.text[end - 1].isdecimal() or _NUMBER_FOLLOWS.match(run.text, end))


def _town_without_jo(text: str, towns: Mapping[str, Town]) -> _Found | None:
    found = _WITHOUT_JO.match(text)
    if found is None:
        return None
    digits = found[2] if found[2].isdecimal() else to_digits(found[2])
    if digits is None:
        return None
    name = f"{found[1]}{to_kanji(digits)}条{found[3] or ''}"
    return _Found(towns[name], found.end(), len(name)) if name in towns else None


def _best(located: list[_Located]) -> list[_Located]:
    """Keep the municipalities in which the longest town is found; without any town, all."""
    longest = max(place.found.weight if place.found else 0 for place in located)
    return [p for p in located if (p.found.weight if p.found else 0) == longest]


def _city_token(
    shadow: Shadow, run: _Run, where: tuple[int, int], located: list[_Located]
) -> Token:
    """Name the municipality by every entry of the table that it may be."""
    cities = {_city_key(place) for place in located}
    token = _token(shadow, run, PieceKind.CITY, "|".join(sorted(cities)), where)
    formers = {place.claim.former for place in located}
    former = formers.pop() if len(formers) == 1 else "|".join(sorted(formers))
    return Token(token.kind, token.key, token.start, token.end, former=former)


def _city_key(place: _Located) -> str:
    """Give the number of a municipality; a ward without its city is no municipality of ours.

    Under a former name it is today's only where the town is known to be in it.
    """
    if place.claim.former and place.found is None:
        return f"{place.claim.city} {place.claim.former}"
    return f"{place.claim.city}" if place.claim.whole else f"{place.claim.city} ward"


def _town_tokens(shadow: Shadow, run: _Run, place: _Located) -> list[Token]:
    tokens: list[Token] = []
    if place.street < place.begin:
        street = spelled(run.text[place.street : place.begin])
        for form, plain in _TURN_SPELLINGS:
            street = form.sub(plain, street)
        where = (place.street, place.begin)
        tokens.append(_token(shadow, run, PieceKind.STREET, street, where))
    if place.found is not None:
        where = (place.begin, _end(place))
        tokens.append(_town_token(shadow, run, place.found.town, place, where))
    return tokens


def _town_token(
    shadow: Shadow, run: _Run, town: Town, place: _Located, where: tuple[int, int]
) -> Token:
    token = _token(shadow, run, PieceKind.TOWN, town.key, where)
    marks = {
        PieceNote.OAZA: place.oaza,
        PieceNote.APART: town.apart,
        PieceNote.SHARED: town.shared,
        PieceNote.TWIN: town.twin,
    }
    notes = frozenset(note for note, holds in marks.items() if holds)
    written = shadow.source[token.start : token.end] if town.twin else ""
    return Token(token.kind, token.key + written, token.start, token.end, notes=notes)


def _token(
    shadow: Shadow, run: _Run, kind: PieceKind, content: str, where: tuple[int, int]
) -> Token:
    first, last = run.places[where[0]], run.places[where[1] - 1]
    return Token(kind, content, shadow.starts[first], shadow.ends[last])
