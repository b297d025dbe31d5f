# SPDX-License-Identifier: MIT
"""An application that was answered and posted, put straight into a real desk."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from desk_app.desk import approvals
from desk_app.desk.context import Desk
from desk_app.desk.keeping import keep
from desk_app.desk.signing import decision_said
from desk_app.records.application import Right
from desk_app.records.base import ApplicationId, DecisionId, LetterId, PostingId
from desk_app.records.history import ApplicationFile
from desk_app.records.journal import Action
from desk_app.records.letters import LetterKind
from tests.builders import ARRIVED, complete, with_decision, with_letter
from tests.fakes.making import facts
from tests.robustness.two_people import TwoPeople

_PARTS = ("inquiries", "decisions", "letters", "postings")


Dressed = Callable[[ApplicationFile], ApplicationFile]
"""Makes an application another person's."""


def answered(desk: Desk, number: int, dressed: Dressed | None = None) -> ApplicationId:
    """Keep an application of a person whose one claim was answered on the day it arrived."""
    built = _built(number, f"龗川 目印 {number}")
    if dressed is not None:
        built = dressed(built)
    told = replace(
        facts(), addressee=replace(facts().addressee, name=built.application.principal.name)
    )
    with desk.ports.store.writing(desk.actor.id, desk.ports.clock.now()) as books:
        item = books.mail.add(replace(built.mail[0], payments=()))
        made = replace(
            built.application,
            mail_item=item.id,
            token=desk.ports.chance.token(),
            rulebook_version=desk.rulebook.version,
        )
        id_ = books.files.add(made).id
        books.journal.note(Action.APPLICATION_LOGGED, id_, receipt_number=made.receipt_number)
        books.letters.keep(LetterId(f"l{number}"), told, f"%PDF {told.addressee.name}".encode())
        papers = tuple(replace(each, mail_item=item.id) for each in built.enclosures)
        history = {part: getattr(built, part) for part in _PARTS}
        keep(desk, books, replace(books.files.get(id_), enclosures=papers, **history))
        books.commit()
    return id_


def sign_what_was_approved(people: TwoPeople, id_: ApplicationId) -> None:
    """Let two people sign the decision of an answered application, as their verbs would have.

    The clerk signs as who proposed, the officer under it; each act has its entry in the journal.
    """
    clerk, officer = people.clerk, people.officer
    before = people.decision(id_)
    decision = replace(before, proposed_by=clerk.actor.id, approval=None)
    said = decision_said(people.file(id_).application, decision)
    with clerk.ports.store.writing(clerk.actor.id, clerk.ports.clock.now()) as books:
        act = approvals.DECISION_PROPOSED
        proposal = approvals.signed_proposal(clerk, books, act, said)
        noted = approvals.noted_of(proposal)
        books.journal.note(act.action, id_, **approvals.proposal_facts(decision), **noted)
        proposed = replace(decision, proposal=proposal)
        keep(clerk, books, replace(books.files.get(id_), decisions=(proposed,)))
        books.commit()
    with officer.ports.store.writing(officer.actor.id, officer.ports.clock.now()) as books:
        act = approvals.DECISION_APPROVED
        approval = approvals.signed_approval(officer, books, act, said, proposal)
        noted = approvals.noted_of(approval)
        books.journal.note(act.action, id_, decision=decision.id, **noted)
        approved = replace(proposed, approval=approval)
        keep(officer, books, replace(books.files.get(id_), decisions=(approved,)))
        books.commit()


def _built(number: int, name: str) -> ApplicationFile:
    file = with_decision(complete(Right.CORRECTION), Right.CORRECTION)
    claims = [claim.id for claim in file.application.claims]
    file = with_letter(file, LetterKind.CORRECTION, claims, ARRIVED)
    (letter,), (posting,), (decision,) = file.letters, file.postings, file.decisions
    sent, own = PostingId(f"p{number}"), LetterId(f"l{number}")
    principal = replace(file.application.principal, name=name)
    application = replace(file.application, principal=principal, receipt_number=f"R8-9{number:03}")
    return replace(
        file,
        application=application,
        letters=(replace(letter, id=own, posting=sent),),
        postings=(replace(posting, id=sent, letters=(own,)),),
        decisions=(replace(decision, id=DecisionId(f"d{number}")),),
    )
