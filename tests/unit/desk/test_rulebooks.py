# SPDX-License-Identifier: MIT
"""A new rulebook version: what it changes in open applications, and who takes it for which (AP)."""

from __future__ import annotations

from dataclasses import replace

from desk_app.desk import arriving, deciding, intake, rulebooks, undoing
from desk_app.desk.context import Desk
from desk_app.desk.errors import StaleEdit
from desk_app.records.application import Right
from desk_app.records.findings import Work
from desk_app.records.ids import ApplicationId
from desk_app.records.journal import Action
from desk_app.records.letters import LetterKind
from desk_app.rules import rulebook
from desk_app.rules.adoption import Change
from desk_app.rules.rulebook import Rulebook
from tests.builders import RULEBOOK, complete
from tests.unit.desk import working
from tests.unit.desk.office import FOUNDED_AT, PEOPLE, Office, bad_input, fails, opened, refused

DISCLOSURE, CORRECTION = Right.DISCLOSURE, Right.CORRECTION


def _dearer() -> Rulebook:
    """Return a version under which the fee is 1,100 yen."""
    source = RULEBOOK.read_text("utf-8")
    for old, new in (
        ('version = "2026.11"', 'version = "2099.1"'),
        ("value = 1000", "value = 1100"),
    ):
        assert old in source
        source = source.replace(old, new, 1)
    return rulebook.loads(source.encode(), "rulebook.toml")


def _office() -> Office:
    office = opened()
    with office.store.writing(PEOPLE[0].id, FOUNDED_AT) as books:
        for name, value in rulebooks.values_in_force(office.rulebook).items():
            books.settings.keep_value(name, value)
        books.journal.note(Action.RULEBOOK_CONFIRMED)
        books.commit()
    return office


def _arrived(office: Office, who: str = "officer") -> Desk:
    user = next(each for each in PEOPLE if each.id == who)
    return arriving.arrive(office.of(who).ports, user, _dearer())


def _in_force(office: Office) -> Desk:
    """Return the officer's desk once the new version is in force."""
    desk = _arrived(office)
    rulebooks.confirm_rulebook(desk)
    return rulebooks.once_confirmed(desk)


def _seen(desk: Desk, id_: ApplicationId) -> rulebooks.BeforeAfter:
    (found,) = rulebooks.before_and_after(desk, (id_,))
    return found


def test_a_version_that_is_the_programs_is_not_read_twice() -> None:
    office = _office()
    desk = arriving.arrive(office.of("officer").ports, PEOPLE[0], office.rulebook)
    assert desk.rulebook is office.rulebook
    assert desk.earlier == {office.rulebook.version: office.rulebook}


def test_a_version_kept_from_before_is_read_from_its_own_bytes() -> None:
    office = _office()
    desk = _arrived(office)
    kept = desk.earlier[office.rulebook.version]
    assert kept is not office.rulebook
    assert (kept.version, kept.source) == (office.rulebook.version, office.rulebook.source)


def test_what_a_version_changes_is_seen_before_it_is_in_force_and_taken_only_after() -> None:
    office = _office()
    paid = working.logged(office, file=complete(DISCLOSURE))
    free = working.logged(office, file=complete(CORRECTION))
    desk = _arrived(office)
    assert rulebooks.standing_apart(desk) == (paid, free)
    dear, same = rulebooks.before_and_after(desk, (paid, free))
    assert {change.what: change for change in dear.changes}["short"] == Change("short", 0, 100)
    assert (dear.under, dear.bound) == (office.rulebook.version, False)
    assert dear.receipt_number == office.file(paid).application.receipt_number
    assert same.changes == ()
    with refused(office, "rulebook_not_in_force"):
        rulebooks.take(desk, paid, dear.seen)


def test_an_application_stays_under_its_own_until_it_is_confirmed_and_no_other_moves() -> None:
    office = _office()
    first = working.logged(office, file=complete(DISCLOSURE))
    second = working.logged(office, file=complete(DISCLOSURE))
    desk = _in_force(office)
    assert desk.rules_of(office.file(first).application).version == office.rulebook.version
    rulebooks.take(desk, first, _seen(desk, first).seen)
    assert office.actions()[-1] is Action.RULEBOOK_TAKEN
    assert office.file(first).application.rulebook_version == desk.rulebook.version
    assert office.file(second).application.rulebook_version == office.rulebook.version
    assert rulebooks.standing_apart(desk) == (second,)
    assert office.state.index[first].work is not office.state.index[second].work
    assert _seen(desk, first).changes == ()
    with refused(office, "rulebook_taken_already"):
        rulebooks.take(desk, first, _seen(desk, first).seen)


def test_what_is_logged_once_it_is_in_force_stands_under_it_from_the_start() -> None:
    office = _office()
    desk = _in_force(office)
    clerk = replace(desk, actor=PEOPLE[0])
    file = complete(DISCLOSURE)
    draft = intake.ApplicationDraft(file.application, file.enclosures)
    intake.log_application(clerk, intake.EnvelopeDraft(file.mail[0], (draft,)))
    assert rulebooks.standing_apart(desk) == ()
    assert office.file(ApplicationId(1)).application.rulebook_version == desk.rulebook.version


def test_an_application_that_moved_on_since_it_was_looked_at_is_looked_at_again() -> None:
    office = _office()
    id_ = working.logged(office, file=complete(DISCLOSURE))
    desk = _in_force(office)
    seen = _seen(desk, id_).seen
    with fails(office, StaleEdit):
        rulebooks.take(desk, id_, seen - 1)


def test_what_was_proposed_or_approved_stays_under_the_version_it_was_signed_with() -> None:
    office = _office()
    id_ = working.logged(office, file=complete(DISCLOSURE))
    working.propose(office, id_, DISCLOSURE)
    desk = _in_force(office)
    found = _seen(desk, id_)
    assert found.bound
    with refused(office, "decided_under_its_rulebook"):
        rulebooks.take(desk, id_, found.seen)
    deciding.take_back(office.clerk, id_, office.file(id_).decisions[-1].id)
    rulebooks.take(desk, id_, _seen(desk, id_).seen)
    assert office.file(id_).application.rulebook_version == desk.rulebook.version


def test_an_application_that_is_done_is_none_of_the_list() -> None:
    office = _office()
    id_ = working.logged(office, file=complete(DISCLOSURE))
    working.decide(office, id_, DISCLOSURE)
    working.post(office, id_, working.issue(office, id_, LetterKind.DISCLOSURE, DISCLOSURE).id)
    assert office.state.index[id_].work is Work.DONE
    assert rulebooks.standing_apart(_in_force(office)) == ()


def test_the_officer_takes_it_back_while_nothing_followed() -> None:
    office = _office()
    id_ = working.logged(office, file=complete(DISCLOSURE))
    desk = _in_force(office)
    before = _seen(desk, id_)
    rulebooks.take(desk, id_, before.seen)
    with bad_input(office, "no_such_rulebook"):
        undoing.take_back_rulebook(desk, id_, "2001.1")
    with refused(office, "done_by_another"):
        undoing.take_back_rulebook(replace(desk, actor=PEOPLE[3]), id_, before.under)
    undoing.take_back_rulebook(desk, id_, before.under)
    assert office.actions()[-1] is Action.RULEBOOK_GIVEN_BACK
    assert office.file(id_).application.rulebook_version == office.rulebook.version
    assert rulebooks.standing_apart(desk) == (id_,)
    with refused(office, "done_since"):
        undoing.take_back_rulebook(desk, id_, before.under)
