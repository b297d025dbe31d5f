# SPDX-License-Identifier: MIT
"""How the applications of the sample desk ended, read back, beside how they should have."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from desk_app.cli.pdf_text import text_of
from desk_app.cli.sample_clerk import Case
from desk_app.cli.sample_file import Expected
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

    The kinds of letters and what they say are read from the pages' own text, not from the records.
    """
    for case in cases:
        with desk.ports.store.reading() as books:
            file = books.files.get(case.id)
        written = dict(_written(desk, file, letters))
        expected = case.data.expected
        yield Entry(
            id=case.name,
            what=case.data.what,
            expected=_wanted(expected),
            actual=_actual(desk, file, tuple(map(text_of, written.values())), expected),
            letters=tuple(written),
        )


def _written(desk: Desk, file: ApplicationFile, folder: Path) -> Iterator[tuple[str, bytes]]:
    """Write the letters that were not voided; yield names and pages in the order of issue."""
    taken: Counter[str] = Counter()
    for letter in file.letters:
        if letter.void:
            continue
        stem = f"{file.application.receipt_number}-{letter.kind.value}"
        taken[stem] += 1
        name = f"{stem}.pdf" if taken[stem] == 1 else f"{stem}-{taken[stem]}.pdf"
        pages = pages_of(desk, letter.id)
        (folder / name).write_bytes(pages)
        yield name, pages


def _wanted(expected: Expected) -> dict[str, object]:
    return {
        "claims": dict(expected.claims),
        "letters": list(expected.letters),
        "back": expected.back,
        "findings": list(expected.findings),
        "judged": list(expected.judged),
        "gone": sorted(expected.gone),
        "masked": list(expected.masked),
        "work": expected.work,
        "said": expected.said(),
    }


def _actual(
    desk: Desk, file: ApplicationFile, texts: tuple[str, ...], expected: Expected
) -> dict[str, object]:
    examination = examine(file, desk.rules_of(file.application), desk.today)
    returned = _returned(file)
    found = {finding.code for finding in examination.findings}
    kinds = [kind_of(text) for text in texts]
    return {
        "claims": {
            claim.right.value: _end(desk, file, claim.id) for claim in file.application.claims
        },
        "letters": kinds,
        "back": sum(thing.amount for thing in returned if thing.kind in _STAMPS),
        "findings": [code for code in expected.findings if code in found],
        "judged": [f"{each.topic.value}:{each.ruling.value}" for each in file.judgements],
        "gone": sorted(thing.kind.value for thing in returned if thing.kind not in _STAMPS),
        "masked": [
            f"{each.item}:{each.action.value}"
            for paper in file.enclosures
            for each in paper.masking
            if each.action
        ],
        "work": examination.work.value,
        "said": {
            kind: {sentence: _unspaced(sentence) in text for sentence in sentences}
            for kind, sentences in expected.said().items()
            for text in [_unspaced("".join(_of_kind(kind, kinds, texts)))]
        },
    }


def _of_kind(kind: str, kinds: list[str], texts: tuple[str, ...]) -> Iterator[str]:
    return (text for each, text in zip(kinds, texts, strict=True) if each == kind)


def _unspaced(text: str) -> str:
    """Return a text without white: where a line of a page ends does not matter."""
    return "".join(text.split())


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
