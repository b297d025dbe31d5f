# SPDX-License-Identifier: MIT
"""A desk that an earlier program made is carried over to a signed roster with nothing lost.

The desk was made by the program of schema 9: four people, of whom one left, a disposal carried out,
three applications decided, of which one was answered, two recovery sheets, two backups.
"""

from __future__ import annotations

import json
import shutil
import tarfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from itertools import count
from pathlib import Path
from unittest.mock import patch

import pytest

from desk_app import bootstrap
from desk_app.desk.context import Desk
from desk_app.desk.errors import (
    BadInput,
    DamageFound,
    DiskFull,
    Refused,
    SavesMissing,
    WrongPassword,
)
from desk_app.desk.keys import carrying_over, people
from desk_app.desk.keys.carrying_over import Explained
from desk_app.desk.keys.roster import Second
from desk_app.desk.keys.sheet_key import last_group
from desk_app.desk.signed.approvals import unsound
from desk_app.records.base import UserId
from desk_app.records.books.journal import Action
from desk_app.records.desk.people import NO_ROSTER, Role, RosterAct, User
from desk_app.records.desk.sheets import sheet_in_use
from desk_app.store.disk.machine import SystemChance
from desk_app.store.disposal import disposal_list
from desk_app.store.vault import key_file, keyring
from desk_app.store.vault import passwords as tries
from desk_app.store.vault import sheets as age
from desk_app.store.vault.slots import SAMPLE_COST, make_slot
from tests.fakes.real_store import model_folder
from tests.fakes.world import FixedClock

MADE = Path(__file__).parent / "desks" / "desk-of-schema-9.tar.xz"
OFFICER, SUPERVISOR, CLERK = "石川 恵子", "佐藤 大輔", "伊藤 光"
PASSWORDS = {
    OFFICER: "mikan no kawa 8",
    SUPERVISOR: "umi wo miru 3 nin",
    CLERK: "six kites over the bay",
}
LATER = date(2028, 11, 28)
MALLORY = "wet purple lantern"


@dataclass
class Before:
    """The desk as it was found, opened by whoever is named."""

    folder: Path
    clock: FixedClock = field(default_factory=lambda: FixedClock(LATER))
    desk: Desk | None = None
    seconds: Iterator[int] = field(default_factory=lambda: count(step=100))

    @property
    def keys(self) -> Path:
        return self.folder / "keys"

    @property
    def around(self) -> bootstrap.Surroundings:
        machine = self.folder / "machine"
        return bootstrap.Surroundings(
            clock=self.clock, cost=SAMPLE_COST, machine=machine, seconds=self.seconds.__next__
        )

    def as_(self, name: str, password: str = "") -> Desk:
        """The desk as somebody opens it; it is closed before."""
        self.close()
        unlock = bootstrap.Unlock(name, password or PASSWORDS[name])
        self.desk = bootstrap.open_desk(self.folder / "desk", unlock, self.around)
        return self.desk

    def close(self) -> None:
        if self.desk is not None:
            self.desk.ports.store.close()
            self.desk = None

    def second(self, name: str) -> Second:
        """A person who shows his password at the open desk."""
        machine = self.folder / "machine"
        shown = keyring.unlock(self.keys, name, PASSWORDS[name], machine)
        return Second(shown.user, shown.seal)

    @property
    def sheet(self) -> str:
        """The secret on the paper of the sheet in use."""
        return (self.folder / "sheet.txt").read_text().strip()

    def forge(self, change: Callable[[key_file.KeyFile], key_file.KeyFile]) -> None:
        """Change the key file as somebody without any password can, its checksum put right."""
        file = key_file.read(self.keys)
        key_file.write(self.keys, change(file)._replace(generation=file.generation + 1))


@pytest.fixture
def before(tmp_path: Path) -> Before:
    return opened_once_in(tmp_path)


def opened_once_in(folder: Path) -> Before:
    """The desk after its officer opened it with this version: its file has the newest schema."""
    shutil.copytree(_opened_once(), folder, dirs_exist_ok=True)
    return Before(folder)


@cache
def _opened_once() -> Path:
    before = found_in(model_folder())
    before.as_(OFFICER)
    before.close()
    return before.folder


def found_in(folder: Path) -> Before:
    """The desk as an earlier version left it, in a folder."""
    shutil.copytree(_unpacked(), folder, dirs_exist_ok=True)
    return Before(folder)


@cache
def _unpacked() -> Path:
    folder = model_folder()
    with tarfile.open(MADE) as archive:
        archive.extractall(folder, filter="data")
    return folder


def carried(before: Before, present: tuple[str, ...] = ()) -> Desk:
    """The desk carried over by the officer and the supervisor, and a new sheet in use."""
    desk = before.as_(OFFICER)
    others = [before.second(each) for each in present]
    carrying_over.carry_over(desk, before.second(SUPERVISOR), others)
    made = people.new_sheet(desk)
    people.confirm_sheet(desk, made.sheet.number, last_group(made.secret), ("金庫",))
    return desk


def numbers(desk: Desk) -> list[str]:
    with desk.ports.store.reading() as books:
        files = (books.files.get(id_) for id_ in books.files.all_ids())
        return sorted(file.application.receipt_number for file in files)


def test_until_then_the_desk_works_and_nothing_is_wrapped(tmp_path: Path) -> None:
    before = found_in(tmp_path)
    held = (before.keys / "keys.json").read_bytes()
    desk = before.as_(OFFICER)
    assert carrying_over.is_due(desk)
    assert numbers(desk) == ["R8-0002", "R8-0003", "R8-0004"]
    for act in (
        lambda: people.renew(desk),
        lambda: people.new_sheet(desk),
        lambda: people.use_pepper(desk, wanted=True),
        lambda: people.enrol(desk, "高橋 学", frozenset({Role.CLERK}), MALLORY),
        lambda: people.change_password(desk, PASSWORDS[OFFICER], MALLORY),
    ):
        with pytest.raises(Refused, match="not_carried_over"):
            act()
    before.close()
    assert (before.keys / "keys.json").read_bytes() == held


def test_everything_is_shown_beside_what_journal_and_books_say(before: Before) -> None:
    seen = carrying_over.survey(before.as_(OFFICER))
    assert [(each.user.name, each.said) for each in seen.people] == [
        (OFFICER, Explained.FOUNDER),
        (SUPERVISOR, Explained.FOUNDER),
        (CLERK, Explained.BY_OFFICER),
    ]
    assert [each.said for each in seen.sheets] == [Explained.BY_OFFICER] * 2
    assert (seen.disposed, seen.disposed_left, seen.disposed_missing) == (1, 0, 0)
    assert (seen.left, seen.signers_left) == ((), ())
    assert {user for user, _ in seen.signers} >= {each.user.id for each in seen.people}
    before.close()


def test_it_is_carried_over_with_nothing_lost(tmp_path: Path) -> None:
    before = found_in(tmp_path)
    desk = carried(before, (CLERK,))
    root = desk.ports.keys.root
    assert root
    assert [each.act for each in desk.ports.keys.lines()] == [
        RosterAct.CARRIED_OVER,
        RosterAct.SHEET_MADE,
        RosterAct.SHEET_CONFIRMED,
    ]
    for name in (CLERK, SUPERVISOR, OFFICER):
        desk = before.as_(name)
        assert desk.ports.keys.root == root
        assert numbers(desk) == ["R8-0002", "R8-0003", "R8-0004"]
    with desk.ports.store.reading() as books:
        assert unsound(books, desk.ports.seal) == (), "what was approved before stays genuine"
        actions = [each.action for each in books.journal.entries()]
    assert actions.count(Action.CARRIED_OVER) == 1
    listed = disposal_list.read(before.keys, key_file.read(before.keys).roster)
    assert len(listed.names) == 1
    people.enrol(desk, "高橋 学", frozenset({Role.CLERK}), MALLORY)
    with pytest.raises(Refused, match="carried_over_already"):
        carrying_over.survey(desk)
    before.close()


def test_whoever_was_cut_off_after_its_commit_finds_list_and_keys_at_the_next_start(
    before: Before,
) -> None:
    desk = before.as_(OFFICER)
    with patch.object(key_file, "write", side_effect=DiskFull):
        carrying_over.carry_over(desk, before.second(SUPERVISOR))
        before.close()
    assert key_file.read(before.keys).roster is None
    desk = before.as_(OFFICER)
    roster = key_file.read(before.keys).must_have_roster()
    assert roster.root == desk.ports.keys.root
    assert len(disposal_list.read(before.keys, roster).names) == 1
    with desk.ports.store.reading() as books:
        actions = [each.action for each in books.journal.entries()]
    assert actions.count(Action.CARRIED_OVER) == 1
    assert Action.KEYS_CARRIED_THROUGH not in actions
    before.close()


def test_the_keys_of_before_are_refused_from_then_on(before: Before) -> None:
    kept = {name: (before.keys / name).read_bytes() for name in key_file.COPIES}
    carried(before)
    before.close()
    for name, content in kept.items():
        (before.keys / name).write_bytes(content)
    with pytest.raises(SavesMissing, match="keys_too_old"):
        before.as_(OFFICER)


def test_who_was_not_there_waits_and_confirms_himself_beside_another(before: Before) -> None:
    desk = carried(before)
    assert [user.name for user in desk.ports.keys.waiting()] == [CLERK]
    with pytest.raises(Refused, match="waits_for_confirmation"):
        before.as_(CLERK)
    with pytest.raises(WrongPassword):
        before.as_(CLERK, "not the password at all")
    desk = before.as_(SUPERVISOR)
    (waiting,) = desk.ports.keys.waiting()
    with pytest.raises(WrongPassword):
        people.confirm(desk, waiting.id, MALLORY)
    assert json.loads((before.keys / tries.NAME).read_bytes())["wrong"] == 1
    people.confirm(desk, waiting.id, PASSWORDS[CLERK])
    assert before.as_(CLERK).actor.name == CLERK
    before.close()


def test_the_officer_alone_carries_it_over_with_the_sheet(before: Before) -> None:
    desk = before.as_(OFFICER)
    shown = keyring.unlock_with_sheet(before.keys, before.sheet)
    second = Second(shown.user, shown.seal)
    carrying_over.carry_over(desk, second, sheet_key=before.sheet)
    assert sheet_in_use(desk.ports.keys.sheets()) is not None
    assert [user.name for user in desk.ports.keys.waiting()] == [SUPERVISOR, CLERK]
    before.as_(OFFICER)
    before.close()


def test_nobody_signs_twice_and_no_clerk_signs_second(before: Before) -> None:
    desk = before.as_(OFFICER)
    with pytest.raises(BadInput, match="same_person_twice"):
        carrying_over.carry_over(desk, before.second(OFFICER))
    with pytest.raises(Refused, match="second_may_not_sign"):
        carrying_over.carry_over(desk, before.second(CLERK))
    assert desk.ports.keys.place == NO_ROSTER
    before.close()


def test_a_person_put_in_without_a_password_is_named_and_left_behind(before: Before) -> None:
    user = User(UserId("00" * 16), "Mallory", frozenset({Role.OFFICER, Role.SUPERVISOR}))
    slot, _ = make_slot(user, MALLORY, SystemChance(), SAMPLE_COST)
    before.forge(lambda file: file._replace(slots=(*file.slots, slot)))
    seen = carrying_over.survey(before.as_(OFFICER))
    assert [(each.name) for each in seen.left] == ["Mallory"]
    carried(before)
    assert "Mallory" not in {user.name for user in key_file.listed_users(before.keys)}
    with pytest.raises(WrongPassword):
        before.as_("Mallory", MALLORY)


def test_a_colleague_s_slot_that_was_exchanged_is_not_taken_along(before: Before) -> None:
    """His own password opens it no more; who put it there has no wrap, now or later."""

    def exchanged(file: key_file.KeyFile) -> key_file.KeyFile:
        old = next(each for each in file.slots if each.user.name == CLERK)
        new, _ = make_slot(old.user, MALLORY, SystemChance(), SAMPLE_COST)
        return file._replace(slots=tuple(new if each is old else each for each in file.slots))

    before.forge(exchanged)
    carried(before)
    for password in (MALLORY, PASSWORDS[CLERK]):
        with pytest.raises((Refused, WrongPassword)):
            before.as_(CLERK, password)
    assert len(key_file.read(before.keys).slots) == 2


def test_raised_roles_are_named_and_left_behind(before: Before) -> None:
    def raised(file: key_file.KeyFile) -> key_file.KeyFile:
        old = next(each for each in file.slots if each.user.name == CLERK)
        user = replace(old.user, roles=frozenset(Role))
        new, _ = make_slot(user, PASSWORDS[CLERK], SystemChance(), SAMPLE_COST)
        return file._replace(slots=tuple(new if each is old else each for each in file.slots))

    before.forge(raised)
    desk = before.as_(OFFICER)
    seen = carrying_over.survey(desk)
    last = seen.people[-1]
    assert (last.user.name, last.said) == (CLERK, Explained.OTHER_IN_BOOKS)
    assert last.user.id not in {user for user, _ in seen.signers}
    shown = Second(last.user, desk.ports.seal)
    with pytest.raises(Refused, match="not_explained"):
        carrying_over.carry_over(desk, before.second(SUPERVISOR), [shown])
    assert desk.ports.keys.place == NO_ROSTER
    carried(before)
    with pytest.raises(WrongPassword):
        before.as_(CLERK)


def test_a_sheet_that_was_exchanged_opens_nothing_from_then_on(before: Before) -> None:
    mine = age.new_identity()

    def exchanged(file: key_file.KeyFile) -> key_file.KeyFile:
        last = file.sheets[-1]
        forged = last._replace(sheet=replace(last.sheet, recipient=mine.recipient))
        return file._replace(sheets=(*file.sheets[:-1], forged))

    before.forge(exchanged)
    desk = carried(before)
    in_use = sheet_in_use(desk.ports.keys.sheets())
    assert in_use is not None
    assert in_use.recipient != mine.recipient
    before.close()
    for wrapped in key_file.read(before.keys).data_keys:
        with pytest.raises(DamageFound):
            age.unwrap(wrapped.wrapped, mine)


def test_a_former_signer_that_no_entry_explains_is_named(before: Before) -> None:
    forged = key_file.PastSigner(key_file.read(before.keys).slots[1].user.id, bytes(32))
    before.forge(lambda file: file._replace(past_signers=(*file.past_signers, forged)))
    seen = carrying_over.survey(before.as_(OFFICER))
    assert seen.signers_left == (forged.user,)
    assert forged.verify_key not in {key for _, key in seen.signers}
    desk = carried(before)
    with desk.ports.store.reading() as books:
        assert unsound(books, desk.ports.seal) == ()
    before.close()


def test_a_disposed_name_that_was_put_in_deletes_nothing(before: Before) -> None:
    path = before.keys / disposal_list.BEFORE
    desk = before.as_(OFFICER)
    with desk.ports.store.reading() as books:
        token = books.files.get(books.files.all_ids()[0]).application.token
    before.close()
    names = sorted({*disposal_list.read_before(before.keys), token})
    checksum = disposal_list._checksum_before(names)
    path.write_text(json.dumps({"checksum": checksum, "disposed": names}))
    seen = carrying_over.survey(before.as_(OFFICER))
    assert (seen.disposed, seen.disposed_left) == (1, 1)
    desk = carried(before)
    assert len(numbers(desk)) == 3
    assert len(numbers(before.as_(SUPERVISOR))) == 3
    before.close()


def test_a_disposal_list_that_was_emptied_comes_back_from_the_books(before: Before) -> None:
    (before.keys / disposal_list.BEFORE).unlink()
    seen = carrying_over.survey(before.as_(OFFICER))
    assert (seen.disposed, seen.disposed_missing) == (0, 1)
    carried(before)
    before.close()
    roster = key_file.read(before.keys).roster
    assert len(disposal_list.read(before.keys, roster).names) == 1
