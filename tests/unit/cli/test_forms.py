# SPDX-License-Identifier: MIT
"""``desk-app forms``: which rules and whose name, where the files go, and what stops it."""

from __future__ import annotations

import errno
from dataclasses import dataclass, field, replace
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from desk_app.bootstrap import SampleHouse, Surroundings, caretaker
from desk_app.cli.commands import Tools, run
from desk_app.cli.sample.pdf_text import text_of
from desk_app.desk.errors import LetterStopped
from desk_app.records.books.journal import Action
from desk_app.records.desk.people import Language
from desk_app.records.desk.profile import DeskProfile
from desk_app.records.pages import PublishedForm
from desk_app.rules.rulebook.rulebook import Rules
from desk_app.store.vault.slots import SAMPLE_COST
from desk_app.system.chosen import here
from tests.fakes.making import NOW
from tests.fakes.real_store import OFFICER, SUPERVISOR
from tests.unit.cli.caretaking_room import Ended, Room, piped
from tests.unit.cli.terminal import RULEBOOK, SECOND, TODAY

A_1 = PublishedForm("A-1", Language.JA, "A-1")
B_1E = PublishedForm("B-1", Language.EN, "B-1E")


@dataclass(slots=True)
class Drawer:
    """Draws forms that say what they were asked."""

    stops: bool = False
    profiles: list[DeskProfile] = field(default_factory=list)

    def forms(self, rules: Rules) -> tuple[PublishedForm, ...]:
        return (A_1, B_1E) if rules.forms else ()

    def draw(self, form: PublishedForm, profile: DeskProfile, rules: Rules) -> bytes:
        if self.stops and form is B_1E:
            raise LetterStopped("missing_font", {"fonts": ("IPAmjMincho",)})
        self.profiles.append(profile)
        return f"{form.code} {rules.fee.amount} {rules.day}".encode()


@dataclass(frozen=True, slots=True)
class Desk:
    """A terminal at which the command is typed."""

    drawer: Drawer
    captured: pytest.CaptureFixture[str]

    def __call__(self, *words: str | Path) -> Ended:
        caring = caretaker(Surroundings(cost=SAMPLE_COST))
        tools = Tools(RULEBOOK, lambda: TODAY, lambda _: {}, SampleHouse(), caring, self.drawer)
        code = run(["forms", *map(str, words)], tools)
        return Ended(code, *self.captured.readouterr())


@pytest.fixture
def typed(capsys: pytest.CaptureFixture[str]) -> Desk:
    """The command as typed."""
    return Desk(Drawer(), capsys)


def test_every_form_is_written_to_a_new_folder_with_its_code_as_name(
    typed: Desk, tmp_path: Path
) -> None:
    ended = typed(tmp_path / "new" / "forms")
    assert (ended.code, ended.out) == (0, "A-1.pdf\nB-1E.pdf\n")
    written = {path.name: path.read_text() for path in (tmp_path / "new" / "forms").iterdir()}
    assert written == {"A-1.pdf": "A-1 1000 2026-11-25", "B-1E.pdf": "B-1E 1000 2026-11-25"}
    assert set(typed.drawer.profiles) == {DeskProfile()}


def test_the_day_and_the_rulebook_may_be_others(typed: Desk, tmp_path: Path) -> None:
    ended = typed(tmp_path, "--on", "R7.6.2", "--rulebook", SECOND, "--json")
    assert ended.said == {
        "folder": str(tmp_path),
        "forms": ["A-1", "B-1E"],
        "on": date(2025, 6, 2).isoformat(),
    }
    assert not (tmp_path / "A-1.pdf").read_text().startswith("A-1 1000")


def test_a_folder_that_is_not_empty_is_not_touched(typed: Desk, tmp_path: Path) -> None:
    (tmp_path / "A-1.pdf").write_text("older")
    ended = typed(tmp_path)
    assert ended.code == 2
    assert "not empty" in ended.err
    assert [path.read_text() for path in tmp_path.iterdir()] == ["older"]
    assert typed(tmp_path / "A-1.pdf").code == 2


def test_where_one_form_cannot_be_drawn_none_is_written(typed: Desk, tmp_path: Path) -> None:
    typed.drawer.stops = True
    ended = typed(tmp_path / "forms")
    assert ended.code != 0
    assert "IPAmjMincho" in ended.err
    assert not (tmp_path / "forms").exists()


def test_where_one_form_cannot_be_written_none_is_left(
    typed: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    move = here().files.move

    def full(_: object, path: Path, target: Path) -> None:
        if target.name == "B-1E.pdf":
            raise OSError(errno.ENOSPC, "No space left on device")
        move(path, target)

    with monkeypatch.context() as patch:
        patch.setattr(type(here().files), "move", full)
        ended = typed(tmp_path / "forms")
    assert (ended.code, "No space left" in ended.err) == (15, True)
    assert not (tmp_path / "forms").exists()


def test_what_an_ended_command_left_aside_is_in_nobodys_way(typed: Desk, tmp_path: Path) -> None:
    left = tmp_path / "forms" / "forms.part"
    left.mkdir(parents=True)
    (left / "A-1.pdf").write_text("half a fo")
    assert typed(tmp_path / "forms").code == 0
    assert sorted(path.name for path in left.parent.iterdir()) == ["A-1.pdf", "B-1E.pdf"]


def test_a_place_that_takes_no_writing_is_told(typed: Desk, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    ended = typed(tmp_path / "file" / "forms")
    assert ended.code == 15
    assert "cannot be written" in ended.err


def test_a_bad_rulebook_is_told_with_its_place(typed: Desk, tmp_path: Path) -> None:
    bad = tmp_path / "bad.toml"
    bad.write_text(RULEBOOK.read_text("utf-8").replace("value = 1000", 'value = "x"'), "utf-8")
    ended = typed(tmp_path / "forms", "--rulebook", bad)
    assert ended.code == 2
    assert "fee.amount" in ended.err
    assert not (tmp_path / "forms").exists()


def test_name_and_address_are_those_of_the_desk_that_is_named(
    typed: Desk, room: Room, tmp_path: Path
) -> None:
    own = replace(DeskProfile(), company_ja="株式会社見本", postal_code="060-0001")
    store = room.safe.place.open()
    with store.writing(OFFICER.id, NOW) as books:
        books.settings.keep_profile(own)
        books.journal.note(Action.RULEBOOK_CONFIRMED)
        books.commit()
    store.close()
    given = ("--user", OFFICER.name, "--password-fd", str(piped(OFFICER.password)))
    ended = typed(tmp_path / "forms", "--desk", room.safe.place.folder, *given)
    assert ended.code == 0, ended.err
    assert set(typed.drawer.profiles) == {own}


def test_fee_and_papers_are_those_in_force_at_the_desk_that_is_named(
    typed: Desk, room: Room, tmp_path: Path
) -> None:
    desk = room.safe.place.folder
    second = f"{SUPERVISOR.name}\n{SUPERVISOR.password}\n"
    done = room("rulebook", "--install", SECOND, "--desk", desk, "--second-fd", str(piped(second)))
    assert done.code == 0, done.err
    for name, words, fee in (("a", (), 880), ("b", ("--rulebook", copied(tmp_path)), 1000)):
        given = ("--user", OFFICER.name, "--password-fd", str(piped(OFFICER.password)))
        ended = typed(tmp_path / name, "--desk", desk, *words, *given)
        assert ended.code == 0, ended.err
        assert f" {fee} " in (tmp_path / name / "A-1.pdf").read_text()


def copied(folder: Path) -> Path:
    """Return the program's rulebook under another name: one that was named stands."""
    path = folder / "named.toml"
    path.write_bytes(RULEBOOK.read_bytes())
    return path


def _two_lines(first: str, second: str) -> bytes:
    written = BytesIO()
    canvas = Canvas(written, pagesize=(300, 100))
    canvas.drawString(20, 60, first)
    canvas.drawString(20, 46, second)
    canvas.save()
    return written.getvalue()


def test_a_hyphen_that_ends_a_line_is_read_as_it_stands() -> None:
    assert text_of(_two_lines("Maria-José O'Connor-", "Alvarez")).split() == [
        "Maria-José",
        "O'Connor-Alvarez",
    ]


def test_what_is_no_pdf_is_told() -> None:
    with pytest.raises(ValueError, match="not a PDF"):
        text_of(b"%PDF-1.7")
