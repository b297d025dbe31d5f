# SPDX-License-Identifier: MIT
"""What the letter says once a decision is approved as it stands: told, nothing kept (E1)."""

from __future__ import annotations

from dataclasses import replace

from desk_app.desk.context import Desk
from desk_app.desk.errors import NotFound
from desk_app.desk.gate import admit
from desk_app.desk.letter_facts import Occasion, facts_of
from desk_app.desk.ports import Books
from desk_app.desk.returning import promised
from desk_app.desk.wordings import words_in_force
from desk_app.records.application import Right
from desk_app.records.decisions import Approval, Decision, Outcome
from desk_app.records.history import ApplicationFile
from desk_app.records.ids import ApplicationId, ClaimId, UserId
from desk_app.records.letters import LetterFacts, LetterText
from desk_app.rules import codes, eras
from desk_app.rules.letters_due import letter_kind, letters_due
from desk_app.rules.situation import situation_of
from desk_app.rules.terms import Duty

NOT_YET = "……"
"""Stands where the facts or the explanation of a refusal will."""

ANY_NUMBER = 1
"""A letter has a document number, yet says it nowhere in its text: one only told takes none."""


def foretell(desk: Desk, id_: ApplicationId, decision: Decision) -> LetterText:
    """Return what the letter says that would answer the claim, were the decision approved today.

    Other claims that are decided and go into the same letter are told in it too. Raises BadInput
    for a text that cannot be taken, NotFound for a claim that is none of the application's,
    LetterStopped with what is still missing.
    """
    desk.must(Duty.READ_CASES)
    admit(decision)
    with desk.ports.store.reading() as books:
        return told_of(desk, books, books.files.get(id_), decision)


def told_of(desk: Desk, books: Books, file: ApplicationFile, decision: Decision) -> LetterText:
    """Return what ``foretell`` returns, within a unit of work; raises LetterStopped as it does."""
    return desk.ports.press.words(_facts(desk, books, _as_approved(file, decision), decision))


def _facts(desk: Desk, books: Books, file: ApplicationFile, decision: Decision) -> LetterFacts:
    rules, today = desk.rules_of(file.application), desk.today
    sent = promised(books, file)
    right = _right_of(file, decision.claim)
    owed = letters_due(situation_of(file, rules, today), sent)
    own = next((due for due in owed if decision.claim in due.claims), None)
    kind = letter_kind(right, decision.outcome) if own is None else own.kind
    occasion = Occasion(
        file=file,
        rules=rules,
        profile=books.settings.profile(),
        kind=kind,
        claims=(decision.claim,) if own is None else own.claims,
        on=today,
        posting_day=today,
        promised=sent,
        # Its words alone are told: no address is too long for them.
        labelled=True,
        laid=words_in_force(desk, books, kind, file.application.language, today),
    )
    return facts_of(occasion, codes.bare_document_number(eras.era_year(today), ANY_NUMBER), "")


def _right_of(file: ApplicationFile, claim: ClaimId) -> Right:
    for each in file.application.claims:
        if each.id == claim:
            return each.right
    raise NotFound(place="claim")


def _as_approved(file: ApplicationFile, decision: Decision) -> ApplicationFile:
    """Return the file with the decision approved in place of what was proposed on its claim."""
    written = decision
    if decision.outcome is Outcome.REFUSED:
        written = replace(
            decision,
            facts=decision.facts or NOT_YET,
            explanation=decision.explanation or NOT_YET,
        )
    approval = Approval(UserId(""), decision.proposed_at, decision.proposed_on, "", b"")
    others = tuple(each for each in file.decisions if each.claim != decision.claim)
    return replace(file, decisions=(*others, replace(written, approval=approval)))
