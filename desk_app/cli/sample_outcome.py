# SPDX-License-Identifier: MIT
"""How the applications of the sample desk ended, read back, beside how they should have."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from desk_app.cli.pdf_text import text_of
from desk_app.cli.sample_clerk import Case
from desk_app.cli.sample_titles import kind_of
from desk_app.desk.context import Desk
from desk_app.desk.deciding import genuine
from desk_app.desk.outgoing import pages_of
from desk_app.records.findings import ClaimState
from desk_app.records.history import ApplicationFile
from desk_app.records.ids import ClaimId
from desk_app.records.mail import HeldKind, HeldThing
from desk_app.rules.check import examine
from desk_app.rules.claims import claim_states, live_decision

_STAMPS = frozenset({HeldKind.EXCESS_STAMPS, HeldKind.FEE_STAMPS, HeldKind.FREE_STAMPS})
_UNSIGNED = "not_signed"


@dataclass(frozen=True, slots=True)
class Entry:
    """One application of the summary."""

    id: str
    what: str
    expected: dict[str, object]
    actual: dict[str, object]
    letters: tuple[str, ...]

    @property
    def as_expected(self) -> bool:
        """Return whether it ended as it should."""
        return self.expected == self.actual


def entries(desk: Desk, cases: list[Case], letters: Path) -> Iterator[Entry]:
    """Read every application back, write its letters as files, and yield how it ended.

    The kinds of letters are read from the pages' own text, not from the records.
    """
    for case in cases:
        with desk.ports.store.reading() as books:
            file = books.files.get(case.id)
        names = tuple(_written(desk, file, letters))
        expected = case.data.expected
        yield Entry(
            id=case.name,
            what=case.data.what,
            expected={
                "claims": dict(expected.claims),
                "letters": list(expected.letters),
                "back": expected.back,
                "findings": list(expected.findings),
                "judged": list(expected.judged),
                "gone": sorted(expected.gone),
                "work": expected.work,
            },
            actual=_actual(desk, file, letters, names, expected.findings),
            letters=names,
        )


def _written(desk: Desk, file: ApplicationFile, folder: Path) -> Iterator[str]:
    """Write the letters that were not voided; yield their names in the order of their issue."""
    taken: dict[str, int] = {}
    for letter in file.letters:
        if letter.void:
            continue
        stem = f"{file.application.receipt_number}-{letter.kind.value}"
        taken[stem] = taken.get(stem, 0) + 1
        name = f"{stem}.pdf" if taken[stem] == 1 else f"{stem}-{taken[stem]}.pdf"
        (folder / name).write_bytes(pages_of(desk, letter.id))
        yield name


def _actual(
    desk: Desk,
    file: ApplicationFile,
    folder: Path,
    names: tuple[str, ...],
    findings: tuple[str, ...],
) -> dict[str, object]:
    examination = examine(file, desk.rules_of(file.application), desk.today)
    returned = _returned(file)
    found = {finding.code for finding in examination.findings}
    return {
        "claims": {
            claim.right.value: _end(desk, file, claim.id) for claim in file.application.claims
        },
        "letters": [kind_of(text_of((folder / name).read_bytes())) for name in names],
        "back": sum(thing.amount for thing in returned if thing.kind in _STAMPS),
        "findings": [code for code in findings if code in found],
        "judged": [f"{each.topic.value}:{each.ruling.value}" for each in file.judgements],
        "gone": sorted(thing.kind.value for thing in returned if thing.kind not in _STAMPS),
        "work": examination.work.value,
    }


def _returned(file: ApplicationFile) -> tuple[HeldThing, ...]:
    """Return the things that went back to the applicant."""
    return tuple(
        thing
        for item in file.mail
        for thing in item.held
        if thing.returned_on is not None and thing.application in {None, file.application.id}
    )


def _end(desk: Desk, file: ApplicationFile, claim: ClaimId) -> str:
    """Return how a claim ended: its outcome, with its grounds; or lapsed, withdrawn, open."""
    state = claim_states(file)[claim]
    decision = live_decision(file, claim)
    if decision is None or state not in {ClaimState.DECIDED, ClaimState.REFERRED}:
        return state.value
    if not genuine(desk, file, decision):
        return _UNSIGNED
    grounds = "+".join(
        f"{use.code}({use.item})" if use.item else use.code for use in decision.grounds
    )
    return f"{decision.outcome.value}:{grounds}" if grounds else decision.outcome.value
