# SPDX-License-Identifier: MIT
"""Who may do what, and what a refusal leaves behind; arriving, and the rulebook in force."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date

import pytest

from desk_app.desk import (
    arriving,
    checking,
    correcting,
    corresponding,
    deciding,
    departments,
    ending,
    intake,
    mailroom,
    outgoing,
    papers,
    posting,
    rulebooks,
    supplements,
)
from desk_app.desk.context import Desk
from desk_app.desk.errors import KnownError, NotAllowed
from desk_app.records.history import Ruling, Topic
from desk_app.records.ids import (
    ApplicationId,
    ClaimId,
    DecisionId,
    EnclosureId,
    InquiryId,
    LetterId,
    MailItemId,
    PostingId,
)
from desk_app.records.journal import Action
from desk_app.records.letters import LetterKind
from desk_app.records.mail import MailKind
from desk_app.records.papers import MaskAction
from desk_app.rules import rulebook
from desk_app.rules.rulebook import Rulebook
from tests.builders import ARRIVED, RULEBOOK, complete, mail, paper
from tests.fakes.world import PlainSeal
from tests.unit.desk import working
from tests.unit.desk.contents import granted, proposal
from tests.unit.desk.office import FOUNDED_AT, PEOPLE, Office, fails, opened, refused, unchanged

ID, MAIL, LETTER = ApplicationId(1), MailItemId(1), LetterId("l")
FILE = complete()
CLERKS = {"clerk", "second", "supervisor", "chief"}
SUPERVISORS = {"supervisor", "chief"}
OFFICERS = {"officer", "chief"}
LATE = checking.JudgementDraft(ID, Topic.LATE_ARRIVAL, "1", Ruling.ACCEPTED, "理由")

VERBS: Mapping[str, tuple[set[str], Callable[[Desk], object]]] = {
    "log mail": (CLERKS, lambda d: mailroom.log_mail(d, mail())),
    "handle mail": (CLERKS, lambda d: mailroom.handle_mail(d, MAIL, "済")),
    "log application": (
        CLERKS,
        lambda d: intake.log_application(
            d, intake.EnvelopeDraft(mail(), (intake.ApplicationDraft(FILE.application),))
        ),
    ),
    "allot": (CLERKS, lambda d: intake.allot(d, MAIL, ())),
    "save draft": (CLERKS, lambda d: intake.save_draft(d, "k", "{}")),
    "forget draft": (CLERKS, lambda d: intake.forget_draft(d, "k")),
    "attach": (
        CLERKS,
        lambda d: supplements.attach_supplement(d, supplements.SupplementDraft(mail(), ID)),
    ),
    "move": (CLERKS, lambda d: supplements.move_supplement(d, MAIL, ID, "誤り")),
    "correct": (
        CLERKS,
        lambda d: correcting.correct(d, correcting.CorrectionDraft(ID, 1, "scope", "x", "誤り")),
    ),
    "read": (
        CLERKS,
        lambda d: papers.read_paper(d, papers.ReadingDraft(ID, 1, paper("passport"))),
    ),
    "black out": (
        CLERKS,
        lambda d: papers.black_out(d, ID, EnclosureId("e"), "i", MaskAction.RETURNED),
    ),
    "let go": (
        CLERKS,
        lambda d: papers.let_go(d, ID, EnclosureId("e"), papers.Whereabouts.RETURNED),
    ),
    "ask": (CLERKS, lambda d: departments.ask_department(d, ID, "課", ARRIVED)),
    "chase": (CLERKS, lambda d: departments.chase_department(d, ID, InquiryId("i"), ARRIVED)),
    "answer": (
        CLERKS,
        lambda d: departments.record_answer(
            d, departments.AnswerDraft(ID, InquiryId("i"), ARRIVED)
        ),
    ),
    "judge": (CLERKS, lambda d: checking.judge(d, replace(LATE, topic=Topic.NAME))),
    "accept late": (SUPERVISORS, lambda d: checking.judge(d, LATE)),
    "decide joint": (
        SUPERVISORS,
        lambda d: checking.judge(d, replace(LATE, topic=Topic.JOINT_AUTHORITY)),
    ),
    "go on without": (
        SUPERVISORS,
        lambda d: checking.judge(d, replace(LATE, topic=Topic.GO_ON_WITHOUT)),
    ),
    "preview": (
        CLERKS,
        lambda d: corresponding.preview(
            d, corresponding.LetterDraft(ID, 1, LetterKind.DELAY, ARRIVED)
        ),
    ),
    "issue": (
        CLERKS,
        lambda d: corresponding.issue_letter(
            d, corresponding.LetterDraft(ID, 1, LetterKind.DELAY, ARRIVED)
        ),
    ),
    "void": (CLERKS, lambda d: outgoing.void_letter(d, ID, LETTER, "誤り")),
    "print": (CLERKS, lambda d: outgoing.record_printed(d, ID, (LETTER,))),
    "export": (CLERKS, lambda d: outgoing.record_exported(d, ID, LETTER)),
    "pages": (CLERKS, lambda d: outgoing.pages_of(d, LETTER)),
    "post": (
        CLERKS,
        lambda d: posting.post(d, posting.PostingDraft(ID, (LETTER,), MailKind.ORDINARY, ARRIVED)),
    ),
    "return": (
        CLERKS,
        lambda d: posting.return_things(d, posting.ReturnDraft(ID, (), MailKind.ORDINARY, ARRIVED)),
    ),
    "delivered": (CLERKS, lambda d: posting.record_delivery(d, ID, PostingId("p"), ARRIVED)),
    "came back": (CLERKS, lambda d: posting.record_return(d, ID, PostingId("p"), ARRIVED)),
    "propose": (
        CLERKS,
        lambda d: deciding.propose(
            d, proposal(FILE, ClaimId("c"), granted(FILE.application.claims[0].right))
        ),
    ),
    "take back": (CLERKS, lambda d: deciding.take_back(d, ID, DecisionId("d"))),
    "approve": (SUPERVISORS, lambda d: deciding.approve(d, ID, DecisionId("d"))),
    "send back": (SUPERVISORS, lambda d: deciding.send_back(d, ID, DecisionId("d"), "理由")),
    "lapse": (SUPERVISORS, lambda d: ending.confirm_lapse(d, ID, (ClaimId("c"),))),
    "withdraw": (SUPERVISORS, lambda d: ending.confirm_withdrawal(d, ID, MAIL)),
    "changes of rulebook": (CLERKS, rulebooks.pending_changes),
    "confirm rulebook": (OFFICERS, rulebooks.confirm_rulebook),
}
"""Every verb, by hand: whose it is, and a call of it."""


@pytest.mark.parametrize("who", [user.id for user in PEOPLE])
@pytest.mark.parametrize("name", VERBS)
def test_a_verb_is_for_those_who_have_its_duty_and_no_other(name: str, who: str) -> None:
    roles, call = VERBS[name]
    office = opened()
    if who not in roles:
        with fails(office, NotAllowed):
            call(office.of(who))
        assert office.actions()[-1] is Action.VERB_REFUSED
        return
    try:
        call(office.of(who))
    except NotAllowed:
        raise
    except KnownError:
        assert Action.VERB_REFUSED not in office.actions()


def test_the_refusal_names_the_duty_and_who_tried() -> None:
    office = opened()
    with pytest.raises(NotAllowed) as caught:
        deciding.approve(office.clerk, ID, DecisionId("d"))
    assert caught.value.facts == {"duty": "approve"}
    entry = list(office.state.journal.values())[-1]
    assert (entry.actor, entry.action) == ("clerk", Action.VERB_REFUSED)


def test_another_person_acts_with_a_seal_of_his_own() -> None:
    office = opened()
    user = next(each for each in PEOPLE if each.id == "supervisor")
    desk = office.clerk.acting(user, PlainSeal(user.id))
    assert desk.actor == user
    assert desk.ports.seal.verify(user.id, b"x", desk.ports.seal.sign(b"x"))
    assert desk.ports.store is office.clerk.ports.store


def _newer() -> Rulebook:
    """Return a later version of the rulebook."""
    source = RULEBOOK.read_text("utf-8")
    changed = source.replace('version = "2026.11"', 'version = "2099.1"', 1)
    assert changed != source
    return rulebook.loads(changed.encode(), "rulebook.toml")


def _in_force(office: Office) -> None:
    with office.store.writing(PEOPLE[0].id, FOUNDED_AT) as books:
        for name, value in rulebooks.values_in_force(office.rulebook).items():
            books.settings.keep_value(name, value)
        books.journal.note(Action.RULEBOOK_CONFIRMED)
        books.commit()


def test_who_arrives_finds_the_rulebook_in_force() -> None:
    office = opened()
    _in_force(office)
    desk = arriving.arrive(office.clerk.ports, PEOPLE[0], office.rulebook)
    assert (desk.rulebook, desk.pending, desk.actor) == (office.rulebook, None, PEOPLE[0])
    assert office.actions()[-1] is Action.SIGNED_IN
    with refused(office, "no_rulebook_waiting"):
        rulebooks.confirm_rulebook(replace(desk, actor=PEOPLE[4]))
    with unchanged(office):
        assert rulebooks.pending_changes(desk) == {}


def test_a_newer_rulebook_waits_until_an_officer_confirms_it() -> None:
    office, newer = opened(), _newer()
    _in_force(office)
    id_ = working.logged(office)
    desk = arriving.arrive(office.clerk.ports, PEOPLE[0], newer)
    assert (desk.rulebook.version, desk.pending) == (office.rulebook.version, newer)
    assert set(rulebooks.pending_changes(desk)) == {office.file(id_).application.receipt_number}
    rulebooks.confirm_rulebook(replace(desk, actor=PEOPLE[4]))
    assert office.actions()[-1] is Action.RULEBOOK_CONFIRMED
    after = arriving.arrive(office.clerk.ports, PEOPLE[0], newer)
    assert (after.rulebook, after.pending) == (newer, None)
    application = office.file(id_).application
    assert application.rulebook_version == office.rulebook.version
    assert after.rules_of(application) is not None
    assert set(after.earlier) == {office.rulebook.version, newer.version}
    assert date(2026, 11, 25) == after.today
