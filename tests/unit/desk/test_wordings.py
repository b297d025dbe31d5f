# SPDX-License-Identifier: MIT
"""The words of the letters: changed by one supervisor, signed by another, in force from a day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from desk_app.desk.applications import deciding
from desk_app.desk.errors import DamageFound, NotAsShown, NotFound
from desk_app.desk.letters import corresponding
from desk_app.desk.signed import wordings
from desk_app.desk.signed.approvals import APPROVALS_BEFORE
from desk_app.desk.signed.signing import wording_to_sign
from desk_app.desk.signed.wordings import WordingDraft
from desk_app.records.base import DecisionId, UserId
from desk_app.records.books.journal import Action
from desk_app.records.case.decisions import Approval, Content, Decision, Outcome, Referral
from desk_app.records.case.letters import (
    LaidSentence,
    LetterFacts,
    LetterKind,
    Sentence,
    WordingRevision,
    Words,
)
from desk_app.records.desk.people import Language
from tests.builders import ARRIVED
from tests.fakes.world import SENTENCES, PlainSeal
from tests.unit.desk import working
from tests.unit.desk.office import PEOPLE, Office, bad_input, fails, opened, refused, unchanged

DELAY, NOTICE, PAPERS, FREE = SENTENCES
NEW = Words("{received}に受け付けたものです。", "It came on {received}.")
SAID = Words("{{ received|day }}に受け付けたものです。", "It came on {{ received|day }}.")
NO_FEE = Words("手数料はいりません。", "There is no fee.")
DAY = timedelta(days=1)


def draft(**more: object) -> WordingDraft:
    return replace(WordingDraft(DELAY.place, NEW, ARRIVED), **more)  # type: ignore[arg-type] # fields of the record


def proposed(office: Office, **more: object) -> WordingRevision:
    wordings.propose(office.supervisor, draft(**more))
    return office.state.wordings[max(office.state.wordings)]


def in_force(office: Office, **more: object) -> WordingRevision:
    revision = proposed(office, **more)
    wordings.approve(office.of("chief"), revision.id)
    return office.state.wordings[revision.id]


def laid(office: Office, on: date = ARRIVED) -> tuple[LaidSentence, ...]:
    with office.store.reading() as books:
        return wordings.words_in_force(office.clerk, books, LetterKind.DELAY, Language.JA, on)


def moved(office: Office, *sentences: Sentence) -> None:
    """Let the program come with other words of its own."""
    office.press.sentences = lambda: sentences  # type: ignore[method-assign] # a stand-in of this test


def test_a_sentence_is_proposed_signed_by_another_and_laid_over_the_programs_own() -> None:
    office = opened()
    revision = proposed(office)
    assert (revision.words, revision.before) == (SAID, DELAY.words)
    assert laid(office) == ()
    wordings.approve(office.of("chief"), revision.id)
    assert office.actions()[-2:] == [Action.WORDING_PROPOSED, Action.WORDING_APPROVED]
    assert laid(office) == (LaidSentence(1, DELAY.place, DELAY.words.ja, SAID.ja),)
    assert laid(office, ARRIVED - DAY) == ()


def test_a_letter_remembers_which_words_it_was_set_with_and_keeps_them(office: Office) -> None:
    id_ = working.logged(office)
    in_force(office, place=FREE.place, words=NO_FEE)
    seen = office.file(id_).application.version
    draft_of = corresponding.LetterDraft(id_, seen, LetterKind.ACKNOWLEDGEMENT, ARRIVED)
    facts = corresponding.preview(office.clerk, draft_of).facts
    assert [(each.revision, each.text) for each in facts.laid] == [(1, NO_FEE.ja)]
    corresponding.issue_letter(office.clerk, draft_of)
    in_force(office, place=FREE.place, words=Words("無料です。", "Free."))
    ((kept, _),) = office.state.letters.values()
    assert [each.revision for each in kept.laid] == [1]
    assert [each.revision for each in laid(office)] == [2]


def test_what_is_foretold_of_a_decision_has_the_words_in_force(office: Office) -> None:
    id_ = working.logged(office)
    in_force(office, place=FREE.place, words=NO_FEE)
    claim = office.file(id_).application.claims[0]
    decision = Decision(
        DecisionId("d"), claim.id, Outcome.REFERRED, PEOPLE[0].id, office.clock.now(), ARRIVED
    )
    said = replace(decision, content=Content(referral=Referral("窓口", "電話")))
    assert NO_FEE.ja in str(deciding.foretell(office.clerk, id_, said))


def test_the_list_tells_what_a_sentence_says_and_what_is_to_come(office: Office) -> None:
    in_force(office)
    coming = proposed(
        office, words=Words("{received}。", "On {received}."), wanted_from=ARRIVED + DAY
    )
    first, *others = wordings.sentences(office.supervisor)
    assert (first.sentence, first.now, first.coming, first.moved) == (DELAY, SAID, coming, None)
    assert first.by == "山本 美咲"
    assert all(each.now == each.sentence.words and each.coming is None for each in others)
    wordings.approve(office.of("chief"), coming.id)
    assert wordings.sentences(office.supervisor)[0].coming == office.state.wordings[coming.id]
    office.clock.pass_days(1)
    last = wordings.sentences(office.supervisor)[0]
    assert (last.now.en, last.coming) == ("On {{ received|day }}.", None)


def test_a_sentence_is_refused_with_the_place_of_its_fault(office: Office) -> None:
    supervisor = office.supervisor
    missing = draft(words=Words("受け付けました。", NEW.en))
    (fault,) = wordings.faults(supervisor, missing)
    assert fault.what == "{received}"
    with bad_input(office, "wording_variable_missing", "words.ja"):
        wordings.propose(supervisor, missing)
    with bad_input(office, "wording_decisive_gone", "words.en"):
        wordings.propose(supervisor, draft(place=PAPERS.place, words=Words("保管します。", "x")))
    with bad_input(office, "wording_never_said", "words.ja"):
        wordings.trial(supervisor, draft(words=Words("{received}、お客様。", NEW.en)))
    with fails(office, NotFound, place="sentence"):
        wordings.propose(supervisor, draft(place="L15:closing.9"))
    with bad_input(office, "day_in_past", "wanted_from"):
        wordings.propose(supervisor, draft(wanted_from=ARRIVED - DAY))
    with bad_input(office, "day_too_far", "wanted_from"):
        wordings.propose(supervisor, draft(wanted_from=ARRIVED + 400 * DAY))


def test_only_a_change_is_proposed_and_one_at_a_time(office: Office) -> None:
    own = Words("{received}に受け付けました。", "Received on {received}.")
    with refused(office, "wording_unchanged"):
        wordings.propose(office.supervisor, draft(words=own))
    revision = proposed(office)
    with refused(office, "wording_waits"):
        wordings.propose(office.supervisor, draft(words=own))
    wordings.approve(office.of("chief"), revision.id)
    with refused(office, "wording_unchanged"):
        wordings.propose(office.supervisor, draft())
    in_force(office, words=own)
    assert laid(office)[0].text == DELAY.words.ja


def test_only_the_words_that_were_shown_are_approved(office: Office) -> None:
    revision = proposed(office)
    other = replace(revision, words=Words(SAID.ja + "。", SAID.en))
    with fails(office, NotAsShown):
        wordings.approve(office.of("chief"), revision.id, other)
    wordings.approve(office.of("chief"), revision.id, revision)
    assert office.state.wordings[revision.id].approval is not None


def test_nobody_approves_his_own_words_nor_twice(office: Office) -> None:
    revision = proposed(office)
    assert [wordings.waiting(office.of(each)) for each in ("supervisor", "chief")] == [0, 1]
    with refused(office, "own_proposal"):
        wordings.approve(office.supervisor, revision.id)
    wordings.approve(office.of("chief"), revision.id)
    with refused(office, "wording_not_waiting"):
        wordings.approve(office.of("chief"), revision.id)
    with fails(office, NotFound, place="wording"):
        wordings.approve(office.of("chief"), 9)


def test_words_that_their_proposer_did_not_sign_are_approved_by_nobody(office: Office) -> None:
    """As before proposers signed; nor does another person's signature make them his."""
    revision = proposed(office)
    assert revision.proposal is not None
    office.state.wordings[revision.id] = replace(revision, proposal=None)
    with refused(office, "proposal_not_signed"):
        wordings.approve(office.of("chief"), revision.id)
    of_another = replace(revision.proposal, by=PEOPLE[0].id)
    office.state.wordings[revision.id] = replace(revision, proposal=of_another)
    with fails(office, DamageFound, "wording_altered"):
        wordings.approve(office.of("chief"), revision.id)
    assert laid(office) == ()
    wordings.take_back(office.supervisor, revision.id)
    in_force(office)


def test_what_is_not_in_force_yet_is_taken_back_and_what_is_in_force_is_not(office: Office) -> None:
    waiting = proposed(office)
    wordings.take_back(office.supervisor, waiting.id)
    assert office.actions()[-1] is Action.WORDING_TAKEN_BACK
    with refused(office, "wording_not_waiting"):
        wordings.take_back(office.supervisor, waiting.id)
    with refused(office, "wording_not_waiting"):
        wordings.approve(office.of("chief"), waiting.id)
    later = in_force(office, wanted_from=ARRIVED + DAY)
    wordings.take_back(office.of("chief"), later.id)
    assert laid(office, ARRIVED + DAY) == ()
    now = in_force(office)
    with refused(office, "wording_in_force"):
        wordings.take_back(office.supervisor, now.id)


@pytest.mark.parametrize("change", ["words", "by", "hash", "signature"])
def test_words_that_are_not_what_a_second_person_signed_stop_the_letter(change: str) -> None:
    office = opened()
    revision = in_force(office)
    approval = revision.approval
    assert approval is not None
    forged = {
        "words": replace(revision, words=Words("別の文。", "Other.")),
        "by": replace(revision, proposed_by=approval.by),
        "hash": replace(revision, approval=replace(approval, content_sha256="00")),
        "signature": replace(revision, approval=replace(approval, signature=b"x")),
    }[change]
    office.state.wordings[revision.id] = forged
    with fails(office, DamageFound, "wording_altered"):
        laid(office)
    office.state.wordings[revision.id] = replace(forged, place=NOTICE.place)
    assert laid(office) == ()


def of_before(office: Office, revision: WordingRevision, by: UserId) -> WordingRevision:
    """The change as it was approved before proposers signed: by one signature under its words."""
    assert revision.approval is not None
    content = wording_to_sign(revision)
    given = revision.approval
    alone = Approval(by, given.at, given.on, content.hex(), PlainSeal(by).sign(content))
    return replace(revision, proposal=None, approval=alone)


def standing_of_before(office: Office) -> tuple[WordingRevision, WordingRevision]:
    """A change in force, and the same as it was approved then, which the desk keeps now."""
    revision = in_force(office)
    old = of_before(office, revision, UserId("chief"))
    office.state.wordings[revision.id] = old
    return revision, old


def test_words_approved_before_proposers_signed_stand_as_long_as_nothing_of_them_changes(
    office: Office,
) -> None:
    revision, old = standing_of_before(office)
    assert old.approval is not None
    assert [each.text for each in laid(office)] == [SAID.ja]
    for forged in (
        replace(old, words=Words("別の文。", "Other.")),
        replace(old, approval=replace(old.approval, content_sha256="00")),
        replace(old, approval=replace(old.approval, signature=b"x")),
        replace(old, approval=replace(old.approval, by=UserId("officer"))),
        of_before(office, revision, revision.proposed_by),
    ):
        office.state.wordings[revision.id] = forged
        with fails(office, DamageFound, "wording_altered"):
            laid(office)


def test_words_approved_before_proposers_signed_must_stand_in_the_journal_of_that_time(
    office: Office,
) -> None:
    revision, old = standing_of_before(office)
    assert old.approval is not None
    office.state.values[APPROVALS_BEFORE] = "100000"
    with fails(office, DamageFound, "wording_altered"):
        laid(office)
    with office.store.writing(old.approval.by, office.clock.now()) as books:
        content = old.approval.content_sha256
        books.journal.note(Action.WORDING_APPROVED, None, wording=revision.id, content=content)
        books.commit()
    entry = len(office.state.journal)
    office.state.values[APPROVALS_BEFORE] = str(entry - 1)
    with fails(office, DamageFound, "wording_altered"):
        laid(office)
    office.state.values[APPROVALS_BEFORE] = str(entry)
    assert [each.text for each in laid(office)] == [SAID.ja]


def test_a_signature_found_genuine_is_not_checked_twice(office: Office) -> None:
    in_force(office)
    desk = office.clerk
    with office.store.reading() as books:
        for _ in range(2):
            assert wordings.words_in_force(desk, books, LetterKind.DELAY, Language.EN, ARRIVED)
    assert len(desk.genuine) == 1


def test_words_laid_over_what_the_program_says_otherwise_now_are_seen_and_taken_back() -> None:
    office = opened()
    waiting = proposed(office, place=NOTICE.place, words=Words("ご覧ください。", "Please look."))
    revision = in_force(office)
    other = replace(DELAY, words=Words("{{ received|day }}。", "{{ received|day }}."))
    moved(office, other, replace(NOTICE, words=Words("ご確認を。", "Check.")))
    with refused(office, "wording_moved"):
        wordings.approve(office.of("chief"), waiting.id)
    assert wordings.sentences(office.supervisor)[0].moved == revision
    anew = in_force(office)
    assert (anew.words, anew.before) == (SAID, other.words)
    assert wordings.sentences(office.supervisor)[0].moved is None
    moved(office, NOTICE)
    own, gone = wordings.sentences(office.supervisor)
    assert (own.coming, gone.sentence.place, gone.moved) == (waiting, DELAY.place, anew)
    for each in (anew, revision):
        wordings.take_back(office.supervisor, each.id)
    assert [each.sentence for each in wordings.sentences(office.supervisor)] == [NOTICE]


def _shown(office: Office, of: WordingDraft) -> tuple[LetterFacts, ...]:
    return wordings.shown(office.supervisor, wordings.trial(office.supervisor, of))


def test_the_letters_that_say_it_are_shown_as_they_would_be_from_that_day(office: Office) -> None:
    in_force(office, place=FREE.place, words=NO_FEE, wanted_from=ARRIVED + DAY)
    words = Words("ご覧ください。", "Please look.")
    with unchanged(office):
        ja, en = _shown(office, draft(place=NOTICE.place, words=words))
    assert [each.text for each in ja.laid] == [words.ja]
    assert [each.text for each in en.laid] == [words.en]
    later = draft(place=NOTICE.place, words=words, wanted_from=ARRIVED + DAY)
    ja, _ = _shown(office, later)
    assert [each.text for each in ja.laid] == [NO_FEE.ja, words.ja]
