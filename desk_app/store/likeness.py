# SPDX-License-Identifier: MIT
"""How well what is typed of a person fits an earlier application: a hint, never a finding (A5)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from desk_app.rules import addresses, names

if TYPE_CHECKING:
    from datetime import date

    from desk_app.desk.queries import PersonQuery

LEAST_OF_A_NAME = 2
"""Fewer characters of a name say nothing yet."""

LEAST_OF_AN_ADDRESS = 4
"""Fewer characters of an address say nothing yet."""

_SAME_NAME = 8
_SAME_KANA = 6
_NAME_BEGINS = 3
_KANA_BEGINS = 2
_BORN = 4
_ADDRESS = 4


@dataclass(frozen=True, slots=True)
class Likeness:
    """What is typed of a person, folded once, to be held against many applications."""

    named: frozenset[str]
    kana: frozenset[str]
    born: date | None
    address: str

    @classmethod
    def of(cls, person: PersonQuery) -> Likeness:
        """Fold what is typed; a piece too short to say anything is left out."""
        address = addresses.search_key(person.address)
        return cls(
            _folds(person.name) | _folds(person.former_name),
            _folds(person.kana),
            person.born,
            address if len(address) >= LEAST_OF_AN_ADDRESS else "",
        )

    def weigh(
        self, named: tuple[str, ...], kana: str, born: date | None, lived: tuple[str, ...]
    ) -> int:
        """Return how well an earlier application fits, 0 where it does not.

        A like name or kana is enough; a birth date or an address alone only while nothing is typed
        of the name, and both together always (a name may have changed).
        """
        name = _begins(self.named, named, _SAME_NAME, _NAME_BEGINS)
        sound = _begins(self.kana, (kana,), _SAME_KANA, _KANA_BEGINS)
        day = _BORN if self.born is not None and self.born == born else 0
        home = _ADDRESS if self._lives_at(lived) else 0
        if name or sound or (day and home) or not (self.named or self.kana):
            return name + sound + day + home
        return 0

    def _lives_at(self, lived: tuple[str, ...]) -> bool:
        return self.address != "" and any(
            addresses.search_key(each).startswith(self.address) for each in lived if each
        )


def _begins(
    typed: frozenset[str], earlier: tuple[str, ...], whole_weight: int, begun_weight: int
) -> int:
    folds = {key for text in earlier if text for key in names.folds(text)}
    if typed & folds:
        return whole_weight
    begun = any(key.startswith(each) for key in folds for each in typed)
    return begun_weight if begun else 0


def _folds(text: str) -> frozenset[str]:
    return frozenset(key for key in names.folds(text) if len(key) >= LEAST_OF_A_NAME)
