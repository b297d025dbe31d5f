# SPDX-License-Identifier: MIT
"""``desk-app rulebook --install``: shown, put in force by two passwords, or nothing at all (K6)."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from desk_app.bootstrap import Surroundings, Unlock, open_desk
from desk_app.desk.context import Desk
from desk_app.desk.signed.rulebooks import version_in_force
from desk_app.records.books.journal import Action
from desk_app.store.vault.slots import SAMPLE_COST
from tests.fakes.making import NOW, logged, person
from tests.fakes.real_store import OFFICER, SUPERVISOR
from tests.unit.cli.caretaking_room import WRONG, Asked, Ended, Room, piped
from tests.unit.cli.terminal import RULEBOOK, SECOND


def _install(room: Room, *words: str | Path, file: Path = SECOND) -> Ended:
    return room("rulebook", "--install", file, "--desk", room.safe.place.folder, *words)


def _second(name: str = SUPERVISOR.name, password: str = SUPERVISOR.password) -> tuple[str, str]:
    return "--second-fd", str(piped(f"{name}\n{password}\n"))


def _opened(folder: Path) -> Desk:
    around = Surroundings(cost=SAMPLE_COST, patient=True)
    return open_desk(folder, Unlock(OFFICER.name, OFFICER.password), around)


def _in_force(room: Room) -> tuple[str, list[Action]]:
    """Return the version in force at the desk, and what its journal says was done."""
    store = room.safe.place.open()
    try:
        with store.reading() as books:
            actions = [each.action for each in books.journal.entries()]
            return version_in_force(books.settings).partition("+")[0], actions
    finally:
        store.close()


def test_a_file_is_shown_and_put_in_force_by_two(room: Room) -> None:
    ended = _install(room, *_second())
    assert ended.code == 0, ended.err
    first, signed, still = ended.out.splitlines()
    assert first.startswith("in force: 4+")
    assert "(before: 2026.11+" in first
    assert signed == f"signed by {OFFICER.name} and {SUPERVISOR.name}"
    assert "1 application" in still
    assert "  fee.amount (20" in ended.err
    assert "    - 1000 JPY" in ended.err
    assert "    + value 880" in ended.err
    assert "calendar.closing" in ended.err
    version, actions = _in_force(room)
    assert version == "4"
    assert {Action.RULEBOOK_PROPOSED, Action.RULEBOOK_CONFIRMED} <= set(actions)
    assert room("verify", "--desk", room.safe.place.folder).code == 0
    desk = _opened(room.safe.place.folder)
    assert (desk.rulebook.name, desk.pending) == ("minato", None)
    desk.ports.store.close()


def test_what_is_in_force_at_a_desk_is_printed(room: Room) -> None:
    desk = room.safe.place.folder
    assert "amount: 1000 JPY" in room("rulebook", "--desk", desk).out
    assert _install(room, *_second()).code == 0
    printed = room("rulebook", "--desk", desk, "--on", "2026-11-25").out
    assert printed.startswith("Rules of Minato Mutual")
    assert room("rulebook", "--desk", desk, "--test").code == 2
    assert room("rulebook", "--desk", desk, password=WRONG).code == 12


def test_what_is_logged_already_stays_and_is_shown(room: Room) -> None:
    store = room.safe.place.open()
    logged(store, person("目印佐藤"), "R8-0009", token="ab" * 16)
    store.close()
    ended = _install(room, *_second(), "--json")
    assert ended.code == 0, ended.err
    assert ended.said["signed"] == [OFFICER.name, SUPERVISOR.name]
    assert "R8-0009" in str(ended.said["open"])
    assert "目印佐藤" not in ended.out + ended.err
    changes = ended.said["changes"]
    assert isinstance(changes, list)
    amount = next(each for each in changes if each["value"] == "fee.amount")
    assert amount["before"] == "1000 JPY"
    assert amount["after"].startswith("value 880")


@pytest.mark.parametrize(
    ("name", "password", "code"),
    [
        (SUPERVISOR.name, WRONG, 12),
        (OFFICER.name, OFFICER.password, 12),
        ("nobody of the desk", SUPERVISOR.password, 12),
    ],
)
def test_one_person_and_a_wrong_password_change_nothing(
    room: Room, name: str, password: str, code: int
) -> None:
    ended = _install(room, *_second(name, password))
    assert (ended.code, ended.out) == (code, "")
    assert "Traceback" not in ended.err
    version, actions = _in_force(room)
    assert (version, Action.RULEBOOK_PROPOSED in actions) == ("2026.11", False)
    assert (Action.PASSWORD_REFUSED in actions) is (name != OFFICER.name)


def test_who_is_no_officer_may_not(room: Room) -> None:
    ended = room(
        *("rulebook", "--install", SECOND, "--desk", room.safe.place.folder, *_second()),
        user=SUPERVISOR.name,
        password=SUPERVISOR.password,
    )
    assert ended.code == 12
    assert _in_force(room)[0] == "2026.11"


def test_a_bad_file_is_told_with_every_place_before_anybody_shows_a_password(
    room: Room, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bad = tmp_path / "bad.toml"
    text = SECOND.read_text("utf-8").replace("value = 880", "value = -1", 1)
    text = text.replace("wednesday", "w")
    bad.write_text(text, "utf-8")
    ended = _install(room, file=bad)
    assert (ended.code, ended.out) == (2, "")
    lines = ended.err.splitlines()
    assert [line.startswith("desk-app rulebook: In bad.toml, line ") for line in lines[:-1]] == [
        True
    ] * (len(lines) - 1)
    assert len(lines) == 3
    assert lines[-1] == "Nothing was changed. The rulebook in force stays."
    said = json.loads(_install(room, "--json", file=bad).out)
    assert (said["error"], said["exit"]) == ("rulebook_file_bad", 2)
    assert {each["key"] for each in said["problems"]} >= {"fee.amount[2].value"}
    monkeypatch.setenv("LANG", "ja_JP.UTF-8")
    monkeypatch.delenv("LC_ALL", raising=False)
    monkeypatch.delenv("LC_MESSAGES", raising=False)
    assert "bad.toml " in _install(room, file=bad).err
    assert "今の規程はそのままです。" in _install(room, file=bad).err
    assert _install(room, file=tmp_path / "none.toml").code == 2
    assert _in_force(room)[0] == "2026.11"


def test_what_is_in_force_already_is_not_put_in_force_again(room: Room) -> None:
    ended = _install(room, *_second(), file=RULEBOOK)
    assert ended.code == 12
    assert "in force already" in ended.err


def test_at_a_terminal_the_second_person_is_asked_after_all_was_shown(
    room: Room, asked: Asked
) -> None:
    asked.answers = [""]
    ended = _install(room)
    assert ended.code == 2
    assert "no second person was named" in ended.err
    asked.answers = [SUPERVISOR.name, SUPERVISOR.password]
    ended = _install(room)
    assert ended.code == 0, ended.err
    assert asked.questions[-1] == "password of the second person: "
    assert ended.err.index("fee.amount") < ended.err.index("name of the second person")


def test_a_backup_carries_it_and_a_restored_desk_has_it(room: Room, tmp_path: Path) -> None:
    assert _install(room, *_second()).code == 0
    backup = room.backup()
    into = tmp_path / "again"
    words = ("restore", backup, "--into", into, *room.key())
    assert room(*words).code == 0
    assert room("verify", "--desk", into).code == 0
    desk = _opened(into)
    assert (desk.rulebook.name, desk.pending) == ("minato", None)
    desk.ports.store.close()


def test_a_rulebook_exchanged_in_the_database_opens_nothing_and_a_backup_has_it_back(
    room: Room,
) -> None:
    desk = room.safe.place.folder
    assert _install(room, *_second()).code == 0
    backup = room.backup()
    store = room.safe.place.open()
    with store.writing(OFFICER.id, NOW) as books:
        version = version_in_force(books.settings)
        source = books.settings.value(f"rulebook_source:{version}") or ""
        free = source.replace("value = 880", "value = 0")
        assert free != source
        books.settings.keep_value(f"rulebook_source:{version}", free)
        books.journal.note(Action.SIGNED_IN)
        books.commit()
    store.close()
    ended = room("rulebook", "--desk", desk)
    assert (ended.code, ended.out) == (13, "")
    assert "is not what two people signed" in ended.err
    assert room("verify", "--desk", desk).code == 13
    assert room("restore", backup, "--into", desk, "--yes", *room.key()).code == 0
    assert "minato" in room("rulebook", "--desk", desk, "--on", "2026-11-25").out
