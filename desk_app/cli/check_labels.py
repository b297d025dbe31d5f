# SPDX-License-Identifier: MIT
"""The names of claims, papers, payment lines, supplements and records within a check file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from desk_app.cli.check_file import ApplicationPart, CheckFile
from desk_app.records.history import Topic
from desk_app.rules.finding_codes import Code

_OF_MAIL = (".late", Topic.LATE_ARRIVAL.value)
"""How codes and topics end whose subject is a mail item."""


@dataclass(frozen=True, slots=True)
class Labels:
    """The names of one application, in the order of the file; given or numbered.

    Papers and payment lines are numbered through the envelope and all supplements. ``mails`` gives
    for each supplement and withdrawal its number as a mail item; the envelope itself is 1.
    ``places`` are the JSON paths of the papers.
    """

    claims: tuple[str, ...]
    papers: tuple[str, ...]
    places: tuple[str, ...]
    lines: tuple[str, ...]
    records: tuple[str, ...]
    mails: Mapping[str, int]
    doubled: str

    def subject(self, topic: Topic, subject: str) -> str:
        """Return the subject of a judgement as the records name it."""
        if topic is Topic.LATE_ARRIVAL and subject in self.mails:
            return str(self.mails[subject])
        return subject

    def shown(self, code: str, subject: str) -> str:
        """Return the subject of a finding or topic as the file names it."""
        if not code.endswith(_OF_MAIL):
            return subject
        return next(
            (name for name, number in self.mails.items() if subject == str(number)), subject
        )

    def place(self, subject: str) -> str:
        """Return the JSON path of the paper a finding speaks of; empty where it is none."""
        named = zip(self.papers, self.places, strict=True)
        return next((at for name, at in named if f"{subject}.".startswith(f"{name}.")), "")

    def is_subject(self, topic: Topic, subject: str) -> bool:
        """Return whether there is something of that name to be judged."""
        if topic is Topic.GO_ON_WITHOUT:
            return subject.partition(":")[0] in set(Code)
        return subject in self._subjects(topic)

    def _subjects(self, topic: Topic) -> Iterable[str]:
        if topic in {Topic.REGISTERED_ADDRESS, Topic.REGISTERED_NAME}:
            return self.records
        if topic is Topic.LATE_ARRIVAL:
            return self.mails
        return self.lines if topic is Topic.DOUBTFUL_PIECE else self.papers


def labels_of(check: CheckFile, number: int) -> Labels:
    """Return the names of one application of a check file."""
    part = check.applications[number]
    history = part.history
    papers = [*part.papers, *(each for came in history.supplements for each in came.papers)]
    posts = (check.mail_item, *history.supplements, *history.withdrawals)
    lines = [line for post in posts for line in post.payments]
    records = [each for asked in history.departments for each in asked.records]
    paper_names = _named("e", (each.id for each in papers))
    line_names = _named("p", (each.id for each in lines))
    record_names = _named("r", (each.id for each in records))
    return Labels(
        claims=claim_names(part),
        papers=paper_names,
        places=tuple(_places(part, f"$.applications[{number}]")),
        lines=line_names,
        records=record_names,
        mails=_mails(part),
        doubled=_doubled((*paper_names, *line_names, *record_names)),
    )


def claim_names(part: ApplicationPart) -> tuple[str, ...]:
    """Return the names of the claims: given, or the right, numbered where it stands twice."""
    seen: Counter[str] = Counter()
    names = []
    for claim in part.claims:
        right = claim.right.value
        seen[right] += 1
        names.append(claim.id or (right if seen[right] == 1 else f"{right}-{seen[right]}"))
    return tuple(names)


def _places(part: ApplicationPart, here: str) -> Iterator[str]:
    yield from (f"{here}.papers[{number}]" for number in range(len(part.papers)))
    for place, came in enumerate(part.history.supplements):
        supplement = f"{here}.history.supplements[{place}]"
        yield from (f"{supplement}.papers[{number}]" for number in range(len(came.papers)))


def _mails(part: ApplicationPart) -> dict[str, int]:
    """Return the number of each later mail item, supplements first, then withdrawals."""
    supplements = part.history.supplements
    named = [each.id or f"m{number}" for number, each in enumerate(supplements, 2)]
    first = 2 + len(supplements)
    unnamed = [f"m{first + number}" for number in range(len(part.history.withdrawals))]
    return {name: number for number, name in enumerate((*named, *unnamed), 2)}


def _named(letter: str, ids: Iterator[str | None]) -> tuple[str, ...]:
    return tuple(given or f"{letter}{number}" for number, given in enumerate(ids, 1))


def _doubled(names: tuple[str, ...]) -> str:
    return next((name for name, count in Counter(names).items() if count > 1), "")
