# SPDX-License-Identifier: MIT
"""All tries by their kinds, and how one is run."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from typing_extensions import override

from tests.robustness.attacks import (
    approvals,
    back_again,
    before,
    beside,
    carried,
    clerks_acts,
    data_keys,
    forked,
    limits,
    listed,
    older,
    own_program,
    persons,
    roles,
    rows,
    sheets,
    slots,
    statements,
)
from tests.robustness.attacks.hand import Hand
from tests.robustness.attacks.office import Office, Wanted, next_day

Try = Callable[[Hand], Wanted]

KINDS: Mapping[str, tuple[Try, ...]] = {
    "sheet exchanged": sheets.TRIES,
    "person added": persons.TRIES,
    "removed person back": back_again.TRIES,
    "roles raised": roles.TRIES,
    "approval forged": approvals.TRIES,
    "data key": data_keys.TRIES,
    "slots": slots.TRIES,
    "older files": older.TRIES,
    "roster forked": forked.TRIES,
    "statements moved": statements.TRIES,
    "acts of a clerk": clerks_acts.TRIES,
    "disposal list": listed.TRIES,
    "rows with the data key": rows.TRIES,
    "files of before the roster": before.TRIES,
    "carrying over": carried.TRIES,
    "other files": beside.TRIES,
    "verbs of others": own_program.TRIES,
    "declared limits": limits.TRIES,
}


@dataclass(frozen=True, slots=True)
class Came:
    """What came of one try."""

    kind: str
    name: str
    said: str

    @property
    def taken(self) -> bool:
        """Whether anything was taken."""
        return self.said.startswith("TAKEN")

    @property
    def limit(self) -> bool:
        """Whether it is what is declared as the limit."""
        return self.said.startswith("limit")

    @override
    def __str__(self) -> str:
        """Return it as a line."""
        return f"{self.kind}: {self.name} -> {self.said}"


def tried(office: Office, folder: Path, kind: str, attack: Try) -> Came:
    """Try one thing at a copy of the office, and let its next day come."""
    site = office.copy(folder)
    wanted = attack(Hand(office, site))
    said = next_day(office, site, wanted).said
    limit = limits.LIMITS.get(attack)
    if limit is not None and said.startswith("TAKEN"):
        said = f"limit ({said.removeprefix('TAKEN: ')}): {limit}"
    return Came(kind, attack.__name__, said)
