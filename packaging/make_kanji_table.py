# SPDX-License-Identifier: MIT
"""Make the tables of kanji forms in ``desk_app/rules/tables`` from the mojidata database.

By hand, when a source or a decision in ``kanji_choices.toml`` changes::

    python3 packaging/make_kanji_table.py path/to/moji.db

The database (mojidata 1.8.1) gathers the sources named in ``kanji_sources.md`` beside the tables.
"""

from __future__ import annotations

import re
import sqlite3
import sys
import tomllib
import unicodedata
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

HERE = Path(__file__).resolve().parent
TABLES = HERE.parent / "desk_app" / "rules" / "tables"

Pair = tuple[str, str]
Shared = dict[str, list[str]]
"""The old forms of a new one that stands for several."""

LAW = ("joyo/variant", "jinmei1/variant", "jinmei2/variant", "hyogai/variant")
REGISTER = ("koseki/variant", "ucs-scs/variant")
MAP_TABLES = (
    "民一2842号通達別表_誤字俗字正字一覧表_無印",
    "民一2842号通達別表_誤字俗字正字一覧表_俗字",
    "民二5202号通知別表_正字俗字等対照表",
    "戸籍統一文字情報_親字正字",
)
FORMS_HEADER = """\
# Forms of one kanji. Each line: the character it is filed under, then its other forms.
# Made by packaging/make_kanji_table.py. Sources and licences (MIT, Unicode-3.0): kanji_sources.md
"""
MORE_HEADER = """\
# Further forms, from the MJ Shrink Map (MJ縮退マップ) 1.2.0, copyright IPA, Japan.
# Licence of this file: CC BY-SA 2.1 JP. Made by packaging/make_kanji_table.py; see kanji_sources.md
"""
CONFUSED_HEADER = """\
# Characters of different origin that stand for one another in the papers of one surname.
# From packaging/kanji_choices.toml (MIT).
"""


@dataclass
class Classes:
    """Sets of characters that grow by pairs; pairs told to stay apart are never joined."""

    apart: set[frozenset[str]]
    sealed: bool = False
    _members: dict[str, set[str]] = field(default_factory=dict)

    def of(self, character: str) -> set[str]:
        """Give the set a character is in."""
        return self._members.get(character, {character})

    def join(self, form: str, other: str) -> None:
        """Join the sets of two characters, unless something speaks against it."""
        left, right = self.of(form), self.of(other)
        if other in left or self._must_stay_apart(left, right):
            return
        joined = left | right
        self._members.update(dict.fromkeys(joined, joined))

    def _must_stay_apart(self, left: set[str], right: set[str]) -> bool:
        if any(frozenset((a, b)) in self.apart for a in left for b in right):
            return True
        return self.sealed and any(map(jis_level, left)) and any(map(jis_level, right))

    def of_jis(self) -> list[set[str]]:
        """List the sets that hold a character of JIS X 0208."""
        distinct = {id(members): members for members in self._members.values()}
        return [members for members in distinct.values() if any(map(jis_level, members))]


def jis_level(character: str) -> int:
    """Tell the level of a kanji in JIS X 0208: 1, 2, or 0 outside it."""
    try:
        code = character.encode("euc_jp")
    except UnicodeEncodeError:
        return 0
    if len(code) != len("亜".encode("euc_jp")):
        return 0
    return 1 if code[0] < "弌".encode("euc_jp")[0] else 2


def kanji_pairs(rows: Iterable[tuple[str | None, str | None]]) -> Iterator[Pair]:
    """Keep pairs of two kanji, with compatibility ideographs replaced by what they decompose to."""
    for row in rows:
        plain = [unicodedata.normalize("NFC", text or "") for text in row]
        if plain[0] != plain[1] and all(is_kanji(text) for text in plain):
            yield plain[0], plain[1]


def is_kanji(text: str) -> bool:
    """Tell whether a text is one kanji."""
    return len(text) == 1 and unicodedata.name(text, "").startswith("CJK ")


def related(db: sqlite3.Connection, relations: Iterable[str]) -> list[Pair]:
    """Read the pairs of the variants database for some relations."""
    query = "SELECT object, subject FROM kdpv WHERE rel = ?"
    return [pair for name in relations for pair in kanji_pairs(db.execute(query, (name,)))]


def simplified(db: sqlite3.Connection) -> list[Pair]:
    """Read Chinese simplified forms that have one traditional form and no use in Japan."""
    heads: defaultdict[str, set[str]] = defaultdict(set)
    for form, value in db.execute("SELECT UCS, value FROM unihan_kTraditionalVariant"):
        heads[form].update(chr(int(code, 16)) for code in re.findall(r"U\+([0-9A-F]+)", value))
    single = [
        (form, found.pop())
        for form, found in heads.items()
        if len(found) == 1 and form not in found
    ]
    return [pair for pair in kanji_pairs(single) if not jis_level(pair[0])]


def shrunk(db: sqlite3.Connection) -> list[Pair]:
    """Read the pairs of the shrink map, those of the Ministry of Justice's notices first."""
    query = (
        'SELECT DISTINCT m."対応するUCS", s."縮退UCS" FROM "mjsm_{}" s '
        'JOIN mji m ON m."MJ文字図形名" = s."MJ文字図形名" ORDER BY 1, 2'
    )
    return [pair for name in MAP_TABLES for pair in kanji_pairs(db.execute(query.format(name)))]


def in_use(db: sqlite3.Connection) -> dict[str, int]:
    """Rank the characters of the two official lists, the forms printed in brackets left out."""
    ranks = {}
    for rank, name in enumerate(("unihan_kJinmeiyoKanji", "unihan_kJoyoKanji")):
        for character, value in db.execute(f"SELECT UCS, value FROM {name}"):  # noqa: S608 - names of ours
            if "U+" not in value:
                ranks[character] = -1 - rank
    return ranks


def filed(members: set[str], ranks: dict[str, int]) -> str:
    """Write a class as a line: the character in common use, then the others by code point."""
    head = min(members, key=lambda c: (ranks.get(c, 0), jis_level(c) or 3, ord(c)))
    return "".join([head, *sorted(members - {head})])


def shared_lines(classes: Classes, shared: Shared) -> list[str]:
    """Write one line for each old form of a shared new one, the new one first."""
    return [new + "".join(sorted(classes.of(old))) for new, olds in shared.items() for old in olds]


def write(name: str, header: str, lines: Iterable[str]) -> None:
    """Write a table and say how much is in it."""
    kept = sorted(text for text in lines if len(text) > 1)
    (TABLES / name).write_text(header + "".join(f"{text}\n" for text in kept), "utf-8")
    print(name, len(kept), "lines", len(set("".join(kept))), "characters")


def gather(db: sqlite3.Connection, classes: Classes, together: Iterable[str]) -> None:
    """Join what the law, the register and our own decisions join; then what Chinese simplified."""
    known = sorted(set(related(db, REGISTER)))
    inside = [pair for pair in known if all(map(jis_level, pair))]
    for form, head in [*related(db, LAW), *map(tuple, together), *inside]:
        classes.join(form, head)
    classes.sealed = True
    for form, head in [*known, *sorted(simplified(db))]:
        classes.join(form, head)


def main() -> None:
    """Read the database named on the command line and write both tables."""
    choices = tomllib.loads((HERE / "kanji_choices.toml").read_text("utf-8"))
    shared: Shared = {new: olds for new, *olds in choices["shared"]}
    kept_apart = [*choices["apart"], *(new + old for new, olds in shared.items() for old in olds)]
    classes = Classes({frozenset(pair) for pair in kept_apart})
    db = sqlite3.connect(f"file:{sys.argv[1]}?mode=ro", uri=True)
    ranks = in_use(db)
    gather(db, classes, choices["together"])
    alone = {frozenset(classes.of(old)) for olds in shared.values() for old in olds}
    lines = [
        filed(members, ranks) for members in classes.of_jis() if frozenset(members) not in alone
    ]
    lines += shared_lines(classes, shared)
    write("kanji_forms.txt", FORMS_HEADER, lines)
    known = set("".join(lines))
    for form, head in shrunk(db):
        classes.join(form, head)
    found = [filed(members, ranks) for members in classes.of_jis()]
    more = [text[0] + "".join(c for c in text[1:] if c not in known) for text in found]
    write("kanji_more_forms.txt", MORE_HEADER, [text for text in more if text[0] not in shared])
    write("kanji_confused.txt", CONFUSED_HEADER, choices["confused"])


if __name__ == "__main__":
    main()
