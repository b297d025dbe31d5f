# SPDX-License-Identifier: MIT
"""A desk from before the stamp book: what its open applications hold is entered once (G1)."""

from __future__ import annotations

from dataclasses import replace

from desk_app.desk import corresponding, posting, stamps
from desk_app.desk.stamps import BEGUN, begin
from desk_app.records.application import Right
from desk_app.records.base import ApplicationId
from desk_app.records.history import ReturnReason
from desk_app.records.journal import Action
from desk_app.records.letters import LetterKind
from desk_app.records.mail import MailKind
from desk_app.records.stamps import Movement
from tests.builders import ARRIVED, complete, mail
from tests.builders import stamps as lines
from tests.unit.desk import working
from tests.unit.desk.office import Office
from tests.unit.desk.tries import later

DISCLOSURE, CORRECTION = Right.DISCLOSURE, Right.CORRECTION


def _logged(
    office: Office, *pieces: str, rights: tuple[Right, ...] = (DISCLOSURE,)
) -> ApplicationId:
    file = replace(complete(*rights), mail=(mail(*lines(*pieces)),))
    return working.logged(office, file=file)


def _without_book(office: Office) -> None:
    """Let the desk be as one of before: no entry, and nothing that tells of stamps."""
    state = office.state
    state.stamps.clear()
    state.balances.clear()
    for id_, item in state.mail.items():
        held = tuple(replace(thing, stamps=()) for thing in item.held)
        state.mail[id_] = replace(item, held=held)
    for number, file in state.files.items():
        sent = tuple(replace(each, fee=()) for each in file.postings)
        state.files[number] = replace(file, postings=sent)


def _begin(office: Office) -> None:
    desk = office.clerk
    with office.store.writing(desk.actor.id, office.clock.now()) as books:
        begin(desk, books)
        books.journal.note(Action.SIGNED_IN)
        books.commit()


def _balance(office: Office) -> dict[int, tuple[int, int]]:
    return {each.value // 100: (each.held, each.owned) for each in office.store.stamps.balances()}


def test_open_applications_stand_in_the_book_and_done_ones_do_not(office: Office) -> None:
    done = _logged(office, "84x6", "500x1")
    working.withdraw(office, done, DISCLOSURE)
    letter = working.issue(office, done, LetterKind.WITHDRAWAL, DISCLOSURE).id
    working.post(office, done, letter, things=working.held(office, done))
    waiting = _logged(office, "500x2", "100x2")
    things = tuple(thing.id for thing in working.held(office, waiting))
    posting.return_things(
        office.clerk, posting.ReturnDraft(waiting, things, MailKind.ORDINARY, ARRIVED)
    )
    answered = _logged(office, "1000x1", rights=(DISCLOSURE, CORRECTION))
    working.decide(office, answered, DISCLOSURE)
    answer = working.issue(office, answered, LetterKind.DISCLOSURE, DISCLOSURE).id
    working.post(office, answered, answer)
    before = _balance(office)
    assert before == {1_000: (0, 1), 500: (2, 0)}
    _without_book(office)
    _begin(office)
    assert _balance(office) == before
    assert [each.movement for each in office.state.stamps.values()] == [
        *(Movement.RECEIVED, Movement.RETURNED, Movement.RECEIVED, Movement.KEPT),
    ]
    assert office.file(answered).postings[-1].fee == ((100_000, 1),)
    assert office.state.values[BEGUN] == "1"


def test_the_book_begins_once_and_goes_on_as_if_it_had_been_there(office: Office) -> None:
    id_ = _logged(office, "500x2", "100x2")
    _without_book(office)
    _begin(office)
    _begin(office)
    assert _balance(office) == {500: (2, 0), 100: (2, 0)}
    stamps.open_book(office.clerk, stamps.StampDraft(((8_400, 5),), ARRIVED))
    working.decide(office, id_, DISCLOSURE)
    letter = working.issue(office, id_, LetterKind.DISCLOSURE, DISCLOSURE).id
    working.post(office, id_, letter, things=working.held(office, id_))
    assert _balance(office) == {500: (0, 2), 84: (0, 5)}
    working.send(office, id_, later(ARRIVED, "10x1"))
    assert _balance(office)[10] == (1, 0)


def test_an_application_without_stamps_needs_no_entry(office: Office) -> None:
    _logged(office)
    _begin(office)
    assert office.state.stamps == {}


def _done_before(office: Office) -> ApplicationId:
    """An application that was answered and done before there was a book."""
    id_ = _logged(office, "500x2")
    working.decide(office, id_, DISCLOSURE)
    letter = working.issue(office, id_, LetterKind.DISCLOSURE, DISCLOSURE).id
    working.post(office, id_, letter)
    _without_book(office)
    _begin(office)
    assert _balance(office) == {}
    return id_


def test_what_was_done_before_is_sent_again_without_a_word_in_the_book(office: Office) -> None:
    id_ = _done_before(office)
    sent = office.file(id_).postings[-1]
    posting.record_return(
        office.clerk, id_, sent.id, office.clock.today(), ReturnReason.NOT_COLLECTED
    )
    draft = replace(working.draft_of(office, id_, LetterKind.RESENDING), again=sent.id)
    corresponding.issue_letter(office.clerk, draft)
    working.post(office, id_, office.file(id_).letters[-1].id)
    assert _balance(office) == {}
    assert [each.fee for each in office.file(id_).postings] == [((50_000, 2),), ()]


def test_stamps_that_come_later_for_what_was_done_before_go_back_themselves(office: Office) -> None:
    id_ = _done_before(office)
    working.send(office, id_, later(ARRIVED, "1000x1"))
    assert _balance(office) == {1_000: (1, 0)}
    (thing,) = working.held(office, id_)
    assert thing.stamps == ((100_000, 1),)
    back = posting.ReturnDraft(id_, (thing.id,), MailKind.ORDINARY, ARRIVED)
    posting.return_things(office.clerk, back)
    assert _balance(office) == {}
