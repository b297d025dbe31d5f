# SPDX-License-Identifier: MIT
"""A desk of marked persons, and the packs of evidence that were written of the first one."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from desk_app.desk.applications import deciding, intake
from desk_app.desk.applications.intake import ApplicationDraft
from desk_app.desk.audit.evidence import export_evidence
from desk_app.desk.letters import corresponding
from desk_app.i18n.pages import EvidencePackWords
from desk_app.records.base import ApplicationId
from desk_app.records.case.application import Right
from desk_app.records.desk.people import Language
from desk_app.records.evidence import EvidenceScope
from tests.builders import complete, record
from tests.unit.desk.contents import granted, proposal
from tests.workbench.desks import Site, TwoPeople, in_the_name_of

PERSONS = 8
NUMBER = "R8-0001"
WORDS = (Language.JA, EvidencePackWords(Language.JA))
PLACE = "東京都杉並区目印町{}番地"


def name_of(number: int) -> str:
    """Return the name of a person, by which he is found wherever he stands."""
    return f"目印甲野 丙{number:02}"


@dataclass(frozen=True, slots=True)
class Packs:
    """A desk of marked persons, and the packs that were written of the first one."""

    site: Site
    folder: Path

    @property
    def named(self) -> Path:
        """Return the pack with names."""
        return self.folder / "named"

    @property
    def nameless(self) -> Path:
        """Return the pack without names."""
        return self.folder / "nameless"

    @property
    def bound(self) -> Path:
        """Return the pack that is one file."""
        return self.folder / "bound.pdf"


def _typed(number: int, draft: ApplicationDraft) -> ApplicationDraft:
    """An application as a marked person's."""
    principal = replace(
        draft.application.principal, name=name_of(number), kana=f"メジルシ{number:02}"
    )
    made = replace(draft.application, principal=principal, scope=PLACE.format(number))
    return replace(draft, application=made)


def _marked(people: TwoPeople) -> None:
    """Log some persons: the first two in one envelope that the second sent; answer the first."""
    desk = people.clerk
    for number in range(PERSONS):
        draft = in_the_name_of(name_of(number), desk.today)
        typed = tuple(_typed(number, each) for each in draft.applications)
        if number == 0:
            beside = complete(Right.CORRECTION)
            other = ApplicationDraft(beside.application, beside.enclosures)
            mail = replace(draft.mail, sender=name_of(1), note=name_of(1))
            draft = replace(draft, mail=mail)
            typed = (*typed, _typed(1, other))
        if number != 1:
            intake.log_application(desk, replace(draft, applications=typed))
    id_ = ApplicationId(1)
    (came, *_) = people.file(id_).mail
    intake.allot(desk, came.id, tuple((line.id, id_, line.count) for line in came.payments))
    people.ask(id_, replace(record(), name=name_of(0)))
    file = people.file(id_)
    proposed = proposal(file, file.application.claims[0].id, granted(Right.DISCLOSURE))
    content = replace(proposed.content, as_of=desk.today)
    deciding.propose(desk, replace(proposed, content=content))
    deciding.approve(people.officer, id_, people.decision(id_).id)
    corresponding.issue_letter(desk, people.answer(id_))


def marked_packs(folder: Path) -> Packs:
    """Found a desk, have persons write to it and answer the first; write packs of him."""
    packs = Packs(Site(folder / "site"), folder)
    packs.site.folder.mkdir()
    packs.site.found()
    with TwoPeople.at(packs.site) as people:
        _marked(people)
        places = ((True, packs.named), (False, packs.nameless), (True, packs.bound))
        for named, place in places:
            scope = EvidenceScope(NUMBER, named=named)
            export_evidence(people.officer, scope, place, WORDS)
    return packs
