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
from collections.abc import Iterable, Iterator
from pathlib import Path

HERE = Path(__file__).resolve().parent
TABLES = HERE.parent / "desk_app" / "rules" / "tables"

Pair = tuple[str, str]
"""A form and the character whose form it is."""

LAW = ("joyo/variant", "jinmei1/variant", "jinmei2/variant", "hyogai/variant")
CODED_TWICE = ("ucs-scs/variant",)
REGISTER = ("koseki/variant",)
MAP_TABLES = (
    "民一2842号通達別表_誤字俗字正字一覧表_無印",
    "民一2842号通達別表_誤字俗字正字一覧表_俗字",
    "民二5202号通知別表_正字俗字等対照表",
    "戸籍統一文字情報_親字正字",
)
FORMS_HEADER = """\
# Forms of one kanji, as they occur in Japanese names. One line: the character itself, then its forms.
# Made by packaging/make_kanji_table.py. Sources and licences: kanji_sources.md (MIT, Unicode-3.0).
"""
REGISTER_HEADER = """\
# Further forms, from the MJ Shrink Map (MJ縮退マップ) 1.2.0, © IPA. One line: the character, then its forms.
# Made by packaging/make_kanji_table.py. Licence: CC BY-SA 2.1 JP, see kanji_sources.md.
"""


class Classes:
    """Sets of characters that grow by pairs, but never join two that must stay apart."""

    def __init__(self, apart: Iterable[Pair]) -> None:
        self._members: dict[str, set[str]] = {}
        self._apart = {frozenset(pair) for pair in apart}
        self.refused: list[Pair] = []
        self.sealed = False

    def of(self, character: str) -> set[str]:
        return self._members.get(character, {character})

    def join(self, form: str, head: str) -> bool:
        left, right = self.of(form), self.of(head)
        if left is right or form == head:
            return False
        clash = any(frozenset((a, b)) in self._apart for a in left for b in right)
        if clash or (self.sealed and all(any(map(is_own, side)) for side in (left, right))):
            self.refused.append((form, head))
            return False
        left |= right
        for member in left:
            self._members[member] = left
        return True

    def all(self) -> list[set[str]]:
        return list({id(members): members for members in self._members.values()}.values())


def is_own(character: str) -> bool:
    """Tell whether a character is one of JIS X 0208: such two are joined by name only."""
    return jis_level(character) > 0


def jis_level(character: str) -> int:
    try:
        code = character.encode("euc_jp")
    except UnicodeEncodeError:
        return 0
    return (1 if code[0] < 0xD0 else 2) if len(code) == 2 else 0


def is_kanji(text: str | None) -> bool:
    return text is not None and len(text) == 1 and unicodedata.name(text, "").startswith("CJK")


def pairs(rows: Iterable[tuple[str, str]]) -> Iterator[Pair]:
    """Keep pairs of single kanji, compatibility ideographs replaced by their own decomposition."""
    for form, head in rows:
        if is_kanji(form) and is_kanji(head):
            plain = unicodedata.normalize("NFC", form), unicodedata.normalize("NFC", head)
            if plain[0] != plain[1]:
                yield plain


def variants(db: sqlite3.Connection, relations: Iterable[str]) -> Iterator[Pair]:
    for relation in relations:
        yield from pairs(
            db.execute("SELECT object, subject FROM kdpv WHERE rel = ?", (relation,)).fetchall()
        )


def unihan(db: sqlite3.Connection, field: str) -> Iterator[Pair]:
    for character, value in db.execute(f'SELECT UCS, value FROM "unihan_{field}"'):  # noqa: S608 - our own names
        found = re.findall(r"U\+([0-9A-F]+)", value)
        yield from pairs((character, chr(int(code, 16))) for code in found)


def simplified(db: sqlite3.Connection) -> Iterator[Pair]:
    """Chinese simplified forms with one traditional form, where Japan does not use the first."""
    heads = defaultdict(set)
    for form, head in unihan(db, "kTraditionalVariant"):
        heads[form].add(head)
    for form, found in heads.items():
        if len(found - {form}) == 1 and not is_own(form):
            yield form, next(iter(found - {form}))


def shrunk(db: sqlite3.Connection, table: str) -> Iterator[Pair]:
    query = (
        f'SELECT DISTINCT m."対応するUCS", s."縮退UCS" FROM "mjsm_{table}" s '  # noqa: S608 - our own names
        'JOIN mji m ON m."MJ文字図形名" = s."MJ文字図形名" ORDER BY 1, 2'
    )
    yield from pairs(db.execute(query).fetchall())


def head_of(members: set[str], law_heads: set[str], usual: set[str]) -> str:
    """Choose the character a class is filed under: the one in common use."""
    return min(
        members, key=lambda c: (c not in usual, c not in law_heads, jis_level(c) or 3, ord(c))
    )


def grow(classes: Classes, found: Iterable[Pair], *, law: bool = False) -> None:
    for form, head in sorted(set(found)):
        if law or not (is_own(form) and is_own(head)) or frozenset((form, head)) in OWN_PAIRS:
            classes.join(form, head)


OWN_PAIRS: set[frozenset[str]] = set()


def main() -> None:
    """Read the database named on the command line and write both tables."""
    choices = tomllib.loads((HERE / "kanji_choices.toml").read_text("utf-8"))
    with sqlite3.connect(f"file:{sys.argv[1]}?mode=ro", uri=True) as db:
        write_tables(db, choices)


if __name__ == "__main__":
    main()
