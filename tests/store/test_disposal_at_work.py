# SPDX-License-Identifier: MIT
"""A disposal through the verbs on a real desk: rows, keys, backup and pages, end to end."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pytest

from desk_app import bootstrap
from desk_app.bootstrap.opening import with_backups_in
from desk_app.desk import destroying, disposing, people, timekeeping
from desk_app.desk.context import Desk
from desk_app.desk.disposing import Chosen, HoldDraft
from desk_app.desk.keeping import keep
from desk_app.desk.sheet_key import last_group
from desk_app.gui.entrance import NewPerson
from desk_app.records.application import Right
from desk_app.records.base import ApplicationId, DecisionId, LetterId, PostingId
from desk_app.records.disposal import DisposalState, HoldReason
from desk_app.records.history import ApplicationFile
from desk_app.records.journal import Action
from desk_app.records.letters import LetterKind
from desk_app.records.people import DeskProfile, Role
from desk_app.store.disposal import page_scan
from desk_app.store.vault import keyring
from desk_app.store.vault.slots import SAMPLE_COST
from tests.builders import ARRIVED, complete, with_decision, with_letter
from tests.fakes.making import facts
from tests.fakes.world import FixedClock
from tests.store.keys_at import listed_names

OFFICER = NewPerson("石川 恵子", frozenset({Role.OFFICER, Role.SUPERVISOR}), "mikan no kawa 8")
SUPERVISOR = NewPerson("佐藤 大輔", frozenset({Role.SUPERVISOR}), "umi wo miru 3 nin")
GONE, KEPT = "龗川 目印一", "龗川 目印二"
DUE = date(2028, 11, 27)


@dataclass
class Office:
    """A real desk, as one of its two people opens it."""

    folder: Path
    around: bootstrap.Surroundings
    clock: FixedClock
    desk: Desk

    def as_(self, person: NewPerson) -> Desk:
        """The desk as a person opens it; it was closed before."""
        self.desk.ports.store.close()
        unlock = bootstrap.Unlock(person.name, person.password)
        opened = bootstrap.open_desk(self.folder / "desk", unlock, self.around)
        self.desk = with_backups_in(opened, self.folder / "copies")
        return self.desk

    def answered(self, name: str, number: int) -> ApplicationId:
        """Put an answered application there."""
        with self.desk.ports.store.writing(self.desk.actor.id, self.clock.now()) as books:
            built = _built(name, number)
            item = books.mail.add(replace(built.mail[0], payments=()))
            made = replace(
                built.application,
                mail_item=item.id,
                token=self.desk.ports.chance.token(),
                rulebook_version=self.desk.rulebook.version,
            )
            id_ = books.files.add(made).id
            books.journal.note(Action.APPLICATION_LOGGED, id_, name=name)
            books.letters.keep(LetterId(f"l{number}"), facts(), f"%PDF {name}".encode())
            kept = books.files.get(id_)
            history = {
                part: getattr(built, part)
                for part in ("inquiries", "decisions", "letters", "postings")
            }
            papers = tuple(replace(each, mail_item=item.id) for each in built.enclosures)
            keep(self.desk, books, replace(kept, enclosures=papers, **history))
            books.commit()
        return id_


def _built(name: str, number: int) -> ApplicationFile:
    file = with_decision(complete(Right.CORRECTION), Right.CORRECTION)
    claims = [claim.id for claim in file.application.claims]
    file = with_letter(file, LetterKind.CORRECTION, claims, ARRIVED)
    (letter,), (posting,), (decision,) = file.letters, file.postings, file.decisions
    sent = PostingId(f"p{number}")
    letter = replace(letter, id=LetterId(f"l{number}"), posting=sent)
    principal = replace(file.application.principal, name=name)
    return replace(
        file,
        application=replace(
            file.application, principal=principal, receipt_number=f"R8-{number:04}"
        ),
        letters=(letter,),
        postings=(replace(posting, id=sent, letters=(letter.id,)),),
        decisions=(replace(decision, id=DecisionId(f"d{number}")),),
    )


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    clock = FixedClock(ARRIVED)
    around = bootstrap.Surroundings(clock=clock, cost=SAMPLE_COST, machine=tmp_path / "machine")
    desk = bootstrap.found_desk(
        tmp_path / "desk", tmp_path / "keys", DeskProfile(), (OFFICER, SUPERVISOR), around
    )
    (tmp_path / "copies").mkdir()
    made = Office(tmp_path, around, clock, desk)
    yield made
    made.desk.ports.store.close()


def _sheet(desk: Desk) -> None:
    made = people.new_sheet(desk)
    people.confirm_sheet(desk, made.sheet.number, last_group(made.secret), ("金庫",))


def test_a_person_leaves_the_desk_and_nothing_is_left(office: Office) -> None:
    gone, kept = office.answered(GONE, 1), office.answered(KEPT, 2)
    office.clock.move_to(DUE)
    officer = office.as_(OFFICER)
    _sheet(officer)
    with officer.ports.store.reading() as books:
        version = books.files.get(kept).application.version
        token = books.files.get(gone).application.token
    draft = HoldDraft(kept, version, HoldReason.SUIT, date(2029, 3, 1), "訴え")
    disposing.hold(officer, draft)
    keys_folder = office.folder / "keys"
    machine = office.folder / "machine"
    user = next(u for u in officer.ports.keys.users() if u.name == SUPERVISOR.name)
    second = keyring.unlock(keys_folder, user.id, SUPERVISOR.password, machine)
    timekeeping.confirm_clock(officer, officer.acting(second.user, second.seal))
    disposing.propose(officer, (Chosen(gone, 4),))
    disposing.sign(office.as_(SUPERVISOR), 1)
    destroying.carry_out(office.as_(OFFICER), 1)
    (record,) = disposing.disposals(office.desk)
    assert record.check is not None
    assert record.check.clean, record.check
    assert record.state is DisposalState.VERIFIED
    assert record.check.markers > 3
    assert [each.receipt_number for each in record.held] == ["R8-0002"]
    assert record.check.unreadable_after == date(2029, 3, 31)
    assert listed_names(keys_folder) == {token}
    assert [each.name for each in office.desk.ports.backups.all()] == [record.check.backup]
    key = office.desk.ports.keys.data_key  # type: ignore[attr-defined]
    office.desk.ports.store.close()
    with (office.folder / "desk" / "desk.db").open("rb") as file:
        assert page_scan.scan_file(file, key, [GONE, KEPT]).found == {KEPT}
