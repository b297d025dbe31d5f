# SPDX-License-Identifier: MIT
"""A new rulebook version: what it changes in open applications, and who takes it for which (AP)."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

import pytest

from desk_app.desk.applications import deciding, intake, undoing
from desk_app.desk.context import Desk
from desk_app.desk.errors import BadInput, DamageFound, NotAllowed, StaleEdit
from desk_app.desk.opened import arriving, soundness
from desk_app.desk.ports import Seal
from desk_app.desk.signed import approvals, rulebooks
from desk_app.desk.signed.signing import rulebook_said
from desk_app.records.base import ApplicationId, UserId
from desk_app.records.books.journal import Action
from desk_app.records.case.application import Right
from desk_app.records.case.findings import Work
from desk_app.records.case.letters import LetterKind
from desk_app.rules.rulebook import amending, rulebook
from desk_app.rules.rulebook.amending import ValueChange
from desk_app.rules.rulebook.reading import RulebookError
from desk_app.rules.rulebook.rulebook import Rulebook
from desk_app.rules.versions import RuleChange
from desk_app.rules.writing.canonical import plain
from desk_app.store.vault.roster import Roster
from tests.builders import RULEBOOK, complete
from tests.fakes.world import PlainSeal, WorkingClock
from tests.unit.desk import working
from tests.unit.desk.office import FOUNDED_AT, PEOPLE, Office, bad_input, fails, meanwhile, refused
from tests.unit.rules.kept import SECOND

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
    assert len(desk.earlier) == 1


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
        soundness.must_be_signed_by_two(house.seals[PEOPLE[0].id], books)


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
        soundness.must_be_signed_by_two(house.seals[PEOPLE[0].id], books)
    assert caught.value.facts == {"numbers": book.version}


def test_an_officer_s_word_of_before_counts_only_where_there_was_never_a_roster(
    house: House,
) -> None:
    """A desk that was never told which of its signatures are of before, and confirmed one so."""
    book = _dearer()
    with house.office.store.writing(UserId("officer"), FOUNDED_AT) as books:
        for name, value in rulebooks.values_in_force(book, [house.office.rulebook.version]).items():
            books.settings.keep_value(name, value)
        books.journal.note(Action.RULEBOOK_CONFIRMED, None, version=book.version)
        books.commit()
    del house.office.state.values[approvals.APPROVALS_BEFORE]
    assert house.wrong() == (book.version,)
    with house.office.store.reading() as books:
        without = PlainSeal(PEOPLE[0].id)
        assert rulebooks.not_confirmed(without, approvals.Witness(books)) == ()


def test_a_version_is_kept_with_its_signatures_and_one_never_in_force_is_not(
    house: House,
) -> None:
    founded, desk = house.office.rulebook, house.confirm()
    with house.office.store.reading() as books:
        first, second, none = (
            rulebooks.as_kept(books.settings, each)
            for each in (founded.version, desk.rulebook.version, "1999.1")
        )
    assert first == rulebooks.KeptVersion(founded.version, founded.source)
    assert second is not None
    assert second.source == desk.rulebook.source
    assert second.proposal is not None
    assert second.approval is not None
    assert (second.proposal.by, second.approval.by) == ("officer", "supervisor")
    assert none is None


def test_a_desk_founded_without_a_rulebook_says_nothing_of_one() -> None:
    assert rulebooks.noted_at_founding({"language": "ja"}) == {}


def _signed(desk: Desk) -> str:
    return f"rulebook_signed:{desk.rulebook.version}"


# A value changed at the desk, and another company's file (K6).


APRIL, MARCH = date(2027, 4, 1), date(2027, 3, 1)
FEE = ValueChange("fee.amount", "", (("value", 1200),), APRIL, "改定のため", MARCH)
NOTICE = ValueChange("days.notice", "", (("value", 21),), date(2026, 11, 25), "年末のため")


def _changed(house: House, change: ValueChange = FEE) -> Desk:
    """Have officer and supervisor change a value; return the officer's desk after."""
    program = house.office.rulebook
    desk = house.of("officer", program)
    book = rulebooks.changed(desk, change)
    rulebooks.change_value(desk, house.of("supervisor", program), change)
    return rulebooks.once_confirmed(desk, book)


def test_a_value_is_changed_by_two_and_the_journal_says_which(house: House) -> None:
    desk = _changed(house)
    assert house.wrong() == ()
    assert desk.rulebook.on(APRIL).fee.amount == 1200
    journal = list(house.office.state.journal.values())[-2:]
    assert [(each.action, each.actor) for each in journal] == [
        (Action.RULEBOOK_PROPOSED, "officer"),
        (Action.RULEBOOK_CONFIRMED, "supervisor"),
    ]
    with house.office.store.reading() as books:
        said = {"value": "fee.amount:", "wanted_from": "2027-04-01"}
        for action in (Action.RULEBOOK_PROPOSED, Action.RULEBOOK_CONFIRMED):
            assert books.journal.holds(action, None, None, **said) is not None
    after = house.of("officer", house.office.rulebook)
    assert after.rulebook.version == desk.rulebook.version
    assert after.pending is None, "the program's own does not wait: the desk changed it"
    assert set(after.earlier) == {house.office.rulebook.version, desk.rulebook.version}


def test_what_is_logged_already_is_touched_by_no_change_of_a_value(house: House) -> None:
    office = house.office
    id_ = working.logged(office, file=complete(DISCLOSURE))
    before = office.look(id_)
    desk = _changed(house, NOTICE)
    assert office.file(id_).application.rulebook_version == office.rulebook.version
    assert desk.rules_of(office.file(id_).application).days.notice == 14
    assert office.look(id_) == before
    assert rulebooks.standing_apart(desk) == (id_,), "it is offered, as with every new version"
    seen = _seen(desk, id_)
    assert seen.under == office.rulebook.version
    rulebooks.take(desk, id_, seen.seen)
    assert desk.rules_of(office.file(id_).application).days.notice == 21


def test_one_person_is_not_two_and_a_clerk_is_neither(house: House) -> None:
    program = house.office.rulebook
    officer, chief = house.of("officer", program), house.of("chief", program)
    with refused(house.office, "second_person_needed"):
        rulebooks.change_value(officer, officer, FEE)
    for first, second in (("clerk", "supervisor"), ("supervisor", "officer"), ("officer", "clerk")):
        with pytest.raises(NotAllowed):
            rulebooks.change_value(house.of(first, program), house.of(second, program), FEE)
    assert house.of("officer", program).rulebook.version == program.version
    rulebooks.change_value(chief, officer, FEE)
    assert house.wrong() == ()


@pytest.mark.parametrize(
    ("change", "code", "place"),
    [
        (replace(FEE, since=date(2026, 11, 24)), "day_in_past", "since"),
        (replace(FEE, published=None), "publishing_day_missing", "published"),
        (replace(FEE, table="days.majority", given=(("value", 20),)), "value_of_law", ""),
        (replace(FEE, given=(("value", 1000),)), "value_unchanged", ""),
        (replace(FEE, why="a\nb"), "text_control_character", ""),
    ],
)
def test_the_verb_refuses_what_the_form_does_not_offer(
    house: House, change: ValueChange, code: str, place: str
) -> None:
    program = house.office.rulebook
    desk, second = house.of("officer", program), house.of("supervisor", program)
    with bad_input(house.office, code):
        rulebooks.change_value(desk, second, change)
    with pytest.raises(BadInput) as caught:
        rulebooks.changed(desk, change)
    assert caught.value.place == place


def test_no_value_is_changed_while_a_version_of_the_program_waits(house: House) -> None:
    desk, second = house.of("officer"), house.of("supervisor")
    with refused(house.office, "rulebook_waits"):
        rulebooks.change_value(desk, second, FEE)


_UNBOUND = {
    "days.freshness_months": "0",
    "days.retention_years": "0",
    "days.notice": "0",
}
"""Numbers that were taken before they had bounds, in the first entry of each list."""


def test_a_desk_opens_under_numbers_that_were_put_in_force_before_they_had_bounds(
    house: House,
) -> None:
    program, source = house.office.rulebook, RULEBOOK.read_text("utf-8")
    for table, number in _UNBOUND.items():
        entry = rf"(?s)(\[\[{re.escape(table)}\]\].*?\nvalue = )\d+"
        source, found = re.subn(entry, rf"\g<1>{number}", source, count=1)
        assert found == 1
    kept = source.replace('version = "2026.11"', 'version = "2026.10"').encode()
    with pytest.raises(RulebookError) as caught:
        rulebook.loads(kept, "rulebook.toml")
    assert {each.key for each in caught.value.problems} == {f"{t}[1].value" for t in _UNBOUND}
    # As the version before put it in force: its bytes, and two signatures under them.
    before = rulebook.loads(kept, "rulebook.toml", program=program)
    rulebooks.confirm_rulebook(house.of("officer", before), house.of("supervisor", before))
    house.keep(f"rulebook_beside:{before.version}", program.version)
    desk = house.of("officer", program)
    assert (desk.rulebook.version, house.wrong()) == (before.version, ())
    days = desk.rulebook.on(MARCH).days
    assert (days.freshness_months, days.retention_years, days.notice) == (0, 0, 0)
    # What is put in force now has bounds, beside what stays as it was kept.
    changed = rulebooks.changed(desk, FEE)
    assert (changed.on(APRIL).fee.amount, changed.on(APRIL).days.retention_years) == (1200, 0)
    fresh = ValueChange("days.freshness_months", "", (("value", 0),), APRIL, "元のまま")
    business = ValueChange("days.notice", "", (("business", True),), APRIL, "営業日で")
    for change in (fresh, business):
        with bad_input(house.office, "value_out_of_bounds"):
            rulebooks.changed(desk, change)
    mended = rulebooks.changed(desk, replace(fresh, given=(("value", 3),)))
    assert mended.on(APRIL).days.freshness_months == 3
    with bad_input(house.office, "rulebook_file_bad"):
        rulebooks.read_file(desk, kept + b"\n", "b.toml")


def test_two_changes_at_once_do_not_undo_one_another(house: House) -> None:
    program = house.office.rulebook
    first, late = house.of("officer", program), house.of("chief", program)
    second = house.of("supervisor", program)
    rulebooks.change_value(first, second, FEE)
    with fails(house.office, StaleEdit):
        rulebooks.change_value(late, second, NOTICE)


def test_a_change_between_the_two_signatures_of_another_stands(house: House) -> None:
    program = house.office.rulebook
    first, between = house.of("officer", program), house.of("chief", program)
    second = house.of("supervisor", program)
    changed = partial(rulebooks.change_value, between, second, NOTICE)
    with meanwhile(house.office, changed, before=2), pytest.raises(StaleEdit):
        rulebooks.change_value(first, second, FEE)
    with house.office.store.reading() as books:
        version = rulebooks.version_in_force(books.settings)
    assert version == rulebooks.changed(between, NOTICE).version


def test_what_is_offered_is_what_the_officer_may_change(house: House) -> None:
    desk = house.of("officer", house.office.rulebook)
    assert "fee.amount" in {each.table for each in rulebooks.dated_values(desk)}
    with pytest.raises(NotAllowed):
        rulebooks.dated_values(house.of("clerk", house.office.rulebook))


def test_a_newer_version_of_the_program_waits_with_what_the_desk_changed(house: House) -> None:
    _changed(house)
    newer = rulebook.loads(
        house.office.rulebook.source.replace(b'"2026.11"', b'"2027.1"'), "rulebook.toml"
    )
    desk = house.of("officer", newer)
    assert desk.pending is not None
    assert desk.pending.version.startswith("2027.1-1+")
    assert desk.pending.on(APRIL).fee.amount == 1200
    rulebooks.confirm_rulebook(desk, house.of("chief", newer))
    assert house.wrong() == ()
    again = house.of("officer", newer)
    assert (again.pending, again.rulebook.version) == (None, desk.pending.version)


def test_another_companys_file_is_put_in_force_by_two(house: House) -> None:
    program, source = house.office.rulebook, SECOND.read_bytes()
    id_ = working.logged(house.office, file=complete(DISCLOSURE))
    desk = house.of("officer", program)
    book = rulebooks.read_file(desk, source, "second.toml")
    assert "fee.amount" in {each.table for each in rulebooks.difference(desk, book)}
    (told,) = rulebooks.effect(desk, book)
    assert {each.what: each.after for each in told.changes}["required"] == 880
    rulebooks.install(desk, house.of("supervisor", program), source, "second.toml")
    assert house.wrong() == ()
    after = house.of("officer", program)
    assert (after.rulebook.version, after.pending) == (book.version, None)
    assert after.rulebook.source == source
    assert rulebooks.export(after) == source
    assert house.office.actions()[-1] is Action.RULEBOOK_EXPORTED
    assert house.office.file(id_).application.rulebook_version == program.version
    newer = rulebook.loads(program.source.replace(b'"2026.11"', b'"2027.1"'), "rulebook.toml")
    assert house.of("officer", newer).pending is None, "the program's rules are not this company's"


def test_a_file_that_cannot_be_is_refused_with_its_place_and_all_stays(house: House) -> None:
    program = house.office.rulebook
    desk, second = house.of("officer", program), house.of("supervisor", program)
    for old, new, key, fault in (
        (b"value = 1000", b"value = -1", "fee.amount[1].value", "wrong_value"),
        (b'id = "PP-1"', b"id = \xff", "", "not_text"),
        (b'id = "PP-1"', b"id = PP-1", "", "broken_toml"),
        (b'clause = "PR-4s"', b'clause = "PR-99"', "days.notice[1].clause", "unknown_clause"),
    ):
        bad = program.source.replace(old, new, 1)
        with bad_input(house.office, "rulebook_file_bad"):
            rulebooks.install(desk, second, bad, "b.toml")
        with pytest.raises(BadInput) as caught:
            rulebooks.read_file(desk, bad, "b.toml")
        facts = caught.value.facts
        assert (facts["file"], facts["key"], facts["fault"]) == ("b.toml", key, fault)
        assert int(str(facts["line"])) > 1
    with pytest.raises(BadInput) as caught:
        rulebooks.read_file(desk, b"[rulebook]", "b.toml")
    assert "line" not in caught.value.facts, "what is missing stands on no line"
    with refused(house.office, "rulebook_in_force_already"):
        rulebooks.install(desk, second, program.source, "b.toml")
    early = WorkingClock(date(2024, 3, 31), house.office.store)
    before = replace(desk, ports=replace(desk.ports, clock=early))
    with refused(house.office, "rulebook_not_begun"):
        rulebooks.read_file(before, SECOND.read_bytes(), "b.toml")
    assert house.of("officer", program).rulebook.version == program.version


def test_a_rulebook_exchanged_beside_the_signatures_opens_no_desk(house: House) -> None:
    desk = _changed(house)
    version = desk.rulebook.version
    right = dict(house.office.state.values)
    free = right[f"rulebook_source:{version}"].replace("value = 1200", "value = 0")
    forged = rulebook.loads(free.encode(), "rulebook.toml").version
    forgeries: tuple[dict[str, str], ...] = (
        {f"rulebook_source:{version}": free},
        {
            f"rulebook_source:{forged}": free,
            "rulebook_in_force": forged,
            "rulebook_versions": json.dumps([forged]),
        },
        {
            f"rulebook_source:{forged}": free,
            "rulebook_in_force": forged,
            f"rulebook_signed:{forged}": right[f"rulebook_signed:{version}"],
        },
        {"rulebook_in_force": house.office.rulebook.version},
    )
    for values in forgeries:
        house.office.state.values.clear()
        house.office.state.values.update(right | values)
        with pytest.raises(DamageFound) as caught:
            house.of("officer", house.office.rulebook)
        assert caught.value.code == "rulebook_altered"
    house.office.state.values.clear()
    house.office.state.values.update(right)
    assert house.of("officer", house.office.rulebook).rulebook.version == version, "the control"


def test_an_earlier_version_that_was_altered_is_not_read(house: House) -> None:
    desk = _changed(house)
    first = house.office.rulebook.version
    source = house.office.state.values[f"rulebook_source:{first}"]
    house.keep(f"rulebook_source:{first}", source.replace("value = 1000", "value = 1"))
    after = house.of("officer", house.office.rulebook)
    assert after.rulebook.version == desk.rulebook.version
    with pytest.raises(DamageFound):
        after.earlier[first]


def test_an_officer_is_told_of_a_newer_rulebook_that_cannot_bear_what_the_desk_changed(
    office: Office,
) -> None:
    """Told on coming; what is in force stays until two people put the newer one in force."""
    on, first = date(2026, 11, 25), date(2027, 4, 1)
    change = ValueChange("fee.amount", "", (("value", 1200),), first, "改定のため", first)
    own = amending.amended(office.rulebook, replace(change, published=on), on)
    newer = _dearer()
    for pending, told in ((newer, [(newer.version, 1)]), (amending.laid_over(own, newer), [])):
        desk = replace(office.of("officer"), rulebook=own, pending=pending)
        found = [dict(each.facts) for each in rulebooks.not_taken(desk)]
        assert [(each["version"], each["count"]) for each in found] == told
    assert rulebooks.not_taken(replace(office.of("officer"), rulebook=own)) == ()
    assert rulebooks.not_taken(replace(office.clerk, rulebook=own, pending=newer)) == ()
