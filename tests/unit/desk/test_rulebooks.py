# SPDX-License-Identifier: MIT
"""A new rulebook version: what it changes in open applications, and who takes it for which (AP)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace

import pytest

from desk_app.desk import approvals, arriving, deciding, intake, reading, rulebooks, undoing
from desk_app.desk.context import Desk
from desk_app.desk.errors import DamageFound, NotAllowed, StaleEdit
from desk_app.desk.ports import Seal
from desk_app.desk.signing import rulebook_said
from desk_app.records.application import Right
from desk_app.records.base import ApplicationId, UserId
from desk_app.records.findings import Work
from desk_app.records.journal import Action
from desk_app.records.letters import LetterKind
from desk_app.rules.canonical import plain
from desk_app.rules.rulebook import rulebook
from desk_app.rules.rulebook.rulebook import Rulebook
from desk_app.rules.versions import RuleChange
from desk_app.store.vault.roster import Roster
from tests.builders import RULEBOOK, complete
from tests.unit.desk import working
from tests.unit.desk.office import FOUNDED_AT, PEOPLE, Office, bad_input, fails, refused

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


def _arrived(office: Office, who: str = "officer") -> Desk:
    user = next(each for each in PEOPLE if each.id == who)
    return arriving.arrive(office.of(who).ports, user, _dearer())


def _in_force(office: Office) -> Desk:
    """Return the officer's desk once the new version is in force."""
    desk = _arrived(office)
    rulebooks.confirm_rulebook(desk, _second(office, desk))
    return rulebooks.once_confirmed(desk)


def _second(office: Office, desk: Desk, who: str = "supervisor") -> Desk:
    """Return the same desk with another person acting, who has shown a password."""
    other = office.of(who)
    return desk.acting(other.actor, other.ports.seal)


def _seen(desk: Desk, id_: ApplicationId) -> rulebooks.BeforeAfter:
    (found,) = rulebooks.before_and_after(desk, (id_,))
    return found


def test_a_version_that_is_the_programs_is_not_read_twice(office: Office) -> None:
    desk = arriving.arrive(office.of("officer").ports, PEOPLE[0], office.rulebook)
    assert desk.rulebook is office.rulebook
    assert desk.earlier == {office.rulebook.version: office.rulebook}


def test_a_version_kept_from_before_is_read_from_its_own_bytes(office: Office) -> None:
    desk = _arrived(office)
    kept = desk.earlier[office.rulebook.version]
    assert kept is not office.rulebook
    assert (kept.version, kept.source) == (office.rulebook.version, office.rulebook.source)


def test_what_a_version_changes_is_seen_before_it_is_in_force_and_taken_only_after(
    office: Office,
) -> None:
    paid = working.logged(office, file=complete(DISCLOSURE))
    free = working.logged(office, file=complete(CORRECTION))
    desk = _arrived(office)
    assert rulebooks.standing_apart(desk) == (paid, free)
    dear, same = rulebooks.before_and_after(desk, (paid, free))
    assert {change.what: change for change in dear.changes}["short"] == RuleChange("short", 0, 100)
    assert (dear.under, dear.bound) == (office.rulebook.version, False)
    assert dear.receipt_number == office.file(paid).application.receipt_number
    assert same.changes == ()
    with refused(office, "rulebook_not_in_force"):
        rulebooks.take(desk, paid, dear.seen)


def test_an_application_stays_under_its_own_until_it_is_confirmed_and_no_other_moves(
    office: Office,
) -> None:
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


def test_what_is_logged_once_it_is_in_force_stands_under_it_from_the_start(office: Office) -> None:
    desk = _in_force(office)
    clerk = replace(desk, actor=PEOPLE[0])
    file = complete(DISCLOSURE)
    draft = intake.ApplicationDraft(file.application, file.enclosures)
    intake.log_application(clerk, intake.EnvelopeDraft(file.mail[0], (draft,)))
    assert rulebooks.standing_apart(desk) == ()
    assert office.file(ApplicationId(1)).application.rulebook_version == desk.rulebook.version


def test_an_application_that_moved_on_since_it_was_looked_at_is_looked_at_again(
    office: Office,
) -> None:
    id_ = working.logged(office, file=complete(DISCLOSURE))
    desk = _in_force(office)
    seen = _seen(desk, id_).seen
    with fails(office, StaleEdit):
        rulebooks.take(desk, id_, seen - 1)


def test_what_was_proposed_or_approved_stays_under_the_version_it_was_signed_with(
    office: Office,
) -> None:
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


def test_an_application_that_is_done_is_none_of_the_list(office: Office) -> None:
    id_ = working.logged(office, file=complete(DISCLOSURE))
    working.decide(office, id_, DISCLOSURE)
    working.post(office, id_, working.issue(office, id_, LetterKind.DISCLOSURE, DISCLOSURE).id)
    assert office.state.index[id_].work is Work.DONE
    assert rulebooks.standing_apart(_in_force(office)) == ()


def test_the_officer_takes_it_back_while_nothing_followed(office: Office) -> None:
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


@dataclass(frozen=True, slots=True)
class House:
    """A founded desk whose people sign with keys of their own, and a version that waits."""

    office: Office
    seals: Mapping[UserId, Seal]

    def of(self, name: str, book: Rulebook | None = None) -> Desk:
        """Return the desk with one of its people acting, under his own seal."""
        user = next(each for each in PEOPLE if each.id == name)
        ports = replace(self.office.of(name).ports, seal=self.seals[user.id])
        return arriving.arrive(ports, user, book or _dearer())

    def confirm(self, who: str = "officer", second: str = "supervisor") -> Desk:
        """Put the waiting version in force as two people; return the desk after."""
        desk = self.of(who)
        rulebooks.confirm_rulebook(desk, self.of(second))
        return rulebooks.once_confirmed(desk)

    def wrong(self) -> tuple[str, ...]:
        """Return the versions that no two people put in force."""
        with self.office.store.reading() as books:
            witness = approvals.Witness(books)
            return rulebooks.not_confirmed(self.seals[PEOPLE[0].id], witness)

    def keep(self, name: str, value: str) -> None:
        """Change a value behind the program's back."""
        self.office.state.values[name] = value


@pytest.fixture
def house(office: Office, seals: Mapping[UserId, Seal]) -> House:
    """Found a desk that says in its founding's entry what rulebook it has."""
    office.state.values[approvals.APPROVALS_BEFORE] = "0"
    return House(office, seals)


def test_two_people_put_a_version_in_force_and_the_journal_bears_them_out(house: House) -> None:
    assert house.wrong() == (), "what a desk was founded with needs nobody"
    desk = house.confirm()
    assert house.wrong() == ()
    actors = [
        (each.action, each.actor)
        for each in house.office.state.journal.values()
        if each.action in {Action.RULEBOOK_PROPOSED, Action.RULEBOOK_CONFIRMED}
    ]
    assert actors == [
        (Action.RULEBOOK_PROPOSED, "officer"),
        (Action.RULEBOOK_CONFIRMED, "supervisor"),
    ]
    proposal, approval = json.loads(house.office.state.values[_signed(desk)])
    assert (proposal["by"], approval["by"]) == ("officer", "supervisor")
    for each in (proposal, approval):
        assert each["on"] == house.office.clock.today().isoformat()
        assert each["place"]["number"] > 0
        assert each["entry"] > 0
    assert approval["entry"] > proposal["entry"], "it stands under the proposal's entry"
    with house.office.store.reading() as books:
        reading.must_be_signed_by_two(house.seals[PEOPLE[0].id], books)


def test_another_officer_may_sign_second_and_nobody_else(house: House) -> None:
    assert [each.id for each in rulebooks.confirmers(house.of("officer"))] == [
        "supervisor",
        "chief",
    ]
    assert [each.id for each in rulebooks.confirmers(house.of("chief"))] == [
        "supervisor",
        "officer",
    ]
    officer = house.of("officer")
    with refused(house.office, "second_person_needed"):
        rulebooks.confirm_rulebook(officer, officer)
    for name in ("clerk", "auditor"):
        with pytest.raises(NotAllowed):
            rulebooks.confirm_rulebook(officer, house.of(name))
    with pytest.raises(NotAllowed):
        rulebooks.confirm_rulebook(house.of("supervisor"), officer)
    assert house.of("officer").pending is not None
    house.confirm("chief", "officer")
    assert house.wrong() == ()


def test_a_version_that_two_people_did_not_sign_as_it_is_kept_is_found(house: House) -> None:
    founded = house.office.rulebook.version
    desk = house.confirm()
    version = desk.rulebook.version
    right = dict(house.office.state.values)
    proposal, approval = json.loads(right[_signed(desk)])
    source = right[f"rulebook_source:{version}"]
    forgeries = {
        "the file is another": {f"rulebook_source:{version}": source + "\n"},
        "nobody signed": {_signed(desk): "null"},
        "the proposer signed twice": {_signed(desk): json.dumps([proposal, proposal])},
        "another day": {_signed(desk): json.dumps([proposal, approval | {"on": "2026-11-26"}])},
        "another roster": {
            _signed(desk): json.dumps(
                [proposal, approval | {"place": {"number": 1, "head": "00" * 32}}]
            )
        },
        "another name": {_signed(desk): json.dumps([proposal, approval | {"by": "chief"}])},
        "no signatures at all": {_signed(desk): "[{}, {}]"},
    }
    found = {}
    for name, values in forgeries.items():
        house.office.state.values |= values
        found[name] = house.wrong()
        house.office.state.values.update(right)
    assert found == dict.fromkeys(forgeries, (version,))
    del house.office.state.values[_signed(desk)]
    assert house.wrong() == (version,)
    house.office.state.values.update(right)
    house.keep("rulebook_in_force", founded)
    assert house.wrong() == (founded,), "the one before is in force again, and nobody signed that"
    house.office.state.values.update(right)
    assert house.wrong() == (), "the control: as it was"
    with house.office.store.writing(PEOPLE[0].id, FOUNDED_AT) as books:
        digest = hashlib.sha256(source.encode()).hexdigest()
        books.journal.note(Action.DESK_FOUNDED, None, rulebook="2001.1+00", rulebook_source=digest)
        books.commit()
    house.keep("rulebook_source:2001.1+00", source)
    house.keep("rulebook_versions", json.dumps([founded, version, "2001.1+00"]))
    assert house.wrong() == ("2001.1+00",), "a desk is founded once"


def test_signatures_that_the_journal_does_not_hold_are_none(house: House) -> None:
    desk, second = house.of("officer"), house.of("supervisor")
    book = _dearer()
    said = rulebook_said(book.version, hashlib.sha256(book.source).hexdigest())
    with house.office.store.writing(UserId("officer"), FOUNDED_AT) as books:
        proposal = approvals.signed_proposal(desk, books, approvals.RULEBOOK_PROPOSED, said)
        approval = approvals.signed_approval(
            second, books, approvals.RULEBOOK_CONFIRMED, said, proposal
        )
        values = rulebooks.values_in_force(book, [house.office.rulebook.version])
        signed = json.dumps([plain(proposal), plain(approval)])
        for name, value in {**values, f"rulebook_signed:{book.version}": signed}.items():
            books.settings.keep_value(name, value)
        books.journal.note(Action.SIGNED_IN)
        books.commit()
    assert house.wrong() == (book.version,)
    with house.office.store.writing(UserId("officer"), FOUNDED_AT) as books:
        noted = approvals.noted_of(proposal)
        books.journal.note(Action.RULEBOOK_PROPOSED, None, version=book.version, **noted)
        books.commit()
    assert house.wrong() == (book.version,), "the second person's entry is missing still"
    with house.office.store.writing(UserId("supervisor"), FOUNDED_AT) as books:
        noted = approvals.noted_of(approval)
        books.journal.note(Action.RULEBOOK_CONFIRMED, None, version=book.version, **noted)
        books.commit()
    assert house.wrong() == (), "the control"


def test_the_earlier_one_is_put_in_force_again_by_two(house: House) -> None:
    house.confirm()
    desk = house.of("officer", house.office.rulebook)
    assert desk.pending is house.office.rulebook
    rulebooks.confirm_rulebook(desk, house.of("chief", house.office.rulebook))
    assert rulebooks.once_confirmed(desk).rulebook.version == house.office.rulebook.version
    assert house.wrong() == ()


def test_what_an_officer_confirmed_alone_before_two_had_to_stays(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is older than any roster: at a desk that was founded with one there is nothing such."""
    book = _dearer()
    with house.office.store.writing(UserId("officer"), FOUNDED_AT) as books:
        values = rulebooks.values_in_force(book, [house.office.rulebook.version])
        for name, value in values.items():
            books.settings.keep_value(name, value)
        books.journal.note(Action.RULEBOOK_CONFIRMED, None, version=book.version)
        entry = books.journal.mark().sequence
        books.commit()
    house.keep(approvals.APPROVALS_BEFORE, str(entry))
    assert house.wrong() == (book.version,)
    monkeypatch.setattr(Roster, "begun_after", entry)
    for limit, found in ((entry - 1, (book.version,)), (entry, ())):
        house.keep(approvals.APPROVALS_BEFORE, str(limit))
        assert house.wrong() == found
    house.keep(approvals.APPROVALS_BEFORE, "0")
    with house.office.store.reading() as books, pytest.raises(DamageFound) as caught:
        reading.must_be_signed_by_two(house.seals[PEOPLE[0].id], books)
    assert caught.value.facts == {"numbers": book.version}


def _signed(desk: Desk) -> str:
    return f"rulebook_signed:{desk.rulebook.version}"
