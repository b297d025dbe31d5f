# SPDX-License-Identifier: MIT
"""The manual says in both languages what the program does: its codes, words, figures, commands."""

from __future__ import annotations

import re
import shlex
from datetime import date, timedelta

import pytest

from desk_app import bootstrap
from desk_app.bootstrap.commands import KEYS_BESIDE
from desk_app.cli.commands import parser
from desk_app.cli.exit_codes import Exit, exit_code
from desk_app.desk import errors
from desk_app.desk.errors import KnownError
from desk_app.desk.keys import sheet_key
from desk_app.desk.keys.people import LEAST_PEOPLE
from desk_app.gui.kit.layout.shortcuts import Key, label
from desk_app.gui.pages.manual import book
from desk_app.gui.pages.manual.book import Chapter
from desk_app.gui.session.entrance import LOCK_MINUTES, Choices
from desk_app.i18n import messages
from desk_app.i18n.catalogue import messages as catalogue
from desk_app.records.case.letters import LetterKind
from desk_app.records.desk.people import Language, Role
from desk_app.rules.days import clock
from desk_app.rules.rulebook.rulebook import load, may
from desk_app.rules.rulebook.terms import Duty
from desk_app.store.backup import local
from desk_app.store.disk import places
from desk_app.store.disk.desk_file import KEPT
from desk_app.store.disposal import disposal_list
from desk_app.store.journal import chain
from desk_app.store.startup.threshold import NAME
from desk_app.store.vault import passwords
from desk_app.store.vault import passwords as tries
from tests.architecture.source import ROOT, files
from tests.unit.cli.terminal import every_tool

CHAPTERS = 33
MOST_BYTES = 2_000_000
"""Of all pictures together."""

BOTH = tuple(Language)
STOPS = "11-when-it-does-not-start"
KINDS = (
    "AlreadyOpen|DamageFound|DiskFull|FolderTaken|NotADesk|ReadOnly|SavesMissing|StillChecking"
    "|ServerAway|VersionRefused|WrongPassword"
)
CODED = re.compile(rf'\b({KINDS})(?:\(|, )"(\w+)"')
WRITTEN = re.compile(r'writing_told\("(\w+)"\)')
"""What is told of a full disk where a whole file could not be written."""
PLAIN = re.compile(rf"raise ({KINDS})\b()(?!\(\")")
INSIDE = {"letter_damaged", "shut_text_unreadable", "release_not_written"}
"""Codes of an open desk: nobody is stopped by them at its door."""

TYPED = (
    errors.Cancelled("not_agreed"),
    errors.Cancelled("interrupted"),
    errors.DiskFull("output_not_written"),
    errors.BadInput("sheet_key_wrong"),
    errors.BadInput("sheet_key_length"),
    errors.BadInput("passwords_differ"),
    errors.BadInput("no_display"),
    errors.DamageFound("rulebook_altered"),
    errors.DamageFound("scans_lost"),
)
"""What was typed wrongly at the terminal, and what is found behind the gate."""
MANY = (errors.Refused,)
"""Kinds that have no sentence without their reasons."""

NOT_BUILT: set[Key] = set()
ROWS: tuple[tuple[Duty, ...], ...] = (
    (Duty.LOG, Duty.CHECK, Duty.ASK_DEPARTMENT, Duty.WRITE_LETTERS, Duty.PROPOSE, Duty.POST),
    (Duty.APPROVE, Duty.CONFIRM_LAPSE, Duty.CONFIRM_WITHDRAWAL, Duty.ACCEPT_LATE),
    (Duty.BACKUP,),
    (Duty.DISPOSE,),
    (Duty.SIGN_DISPOSAL,),
    (Duty.HOLD,),
    (Duty.USERS, Duty.KEYS, Duty.RESTORE, Duty.RULEBOOK),
    (Duty.READ_JOURNAL,),
    (Duty.EXPORT,),
    (Duty.REGISTERS,),
    (Duty.ASSIGN,),
)
COLUMNS = (Role.CLERK, Role.SUPERVISOR, Role.OFFICER, Role.AUDITOR)
FIGURES = (
    ("02", passwords.LEAST_CHARACTERS),
    ("04", passwords.LEAST_CHARACTERS),
    ("04", tries.LONGEST_PAUSE),
    ("06", sheet_key.GROUPS),
    ("07", local.DAILY),
    ("07", local.WEEKLY),
    ("12", clock.MOST_AHEAD // timedelta(days=1)),
    ("12", clock.MOST_BEHIND // timedelta(minutes=1)),
)
IN_WORDS = {2: "two", 7: "seven", 10: "ten"}
FILES = (
    ("08", NAME + KEPT + "-1"),
    ("08", disposal_list.NAME),
    ("08", KEYS_BESIDE),
    ("10", sheet_key.PREFIX),
    ("11", chain.NAME),
    ("11", disposal_list.NAME),
    ("11", places.DESK_FILE),
    ("11", places.fault_log().name),
)


@pytest.fixture(params=BOTH, ids=lambda language: language.value)
def language(request: pytest.FixtureRequest) -> Language:
    found = request.param
    assert isinstance(found, Language)
    return found


def chapters(language: Language) -> tuple[Chapter, ...]:
    return book.chapters(ROOT / "resources", language)


def text_of(number: str, language: Language) -> str:
    (found,) = (each.text for each in chapters(language) if each.number == number)
    return found


def test_the_code_of_every_letter_is_told(language: Language) -> None:
    told = text_of("20", language)
    assert [
        kind.value
        for kind in LetterKind
        if f"{kind.value} {messages.word(kind, language)}" not in told
    ] == []


def test_every_chapter_is_there_in_both_languages() -> None:
    japanese, english = ([each.name for each in chapters(language)] for language in BOTH)
    assert japanese == english
    assert [each.number for each in chapters(Language.JA)] == [
        f"{number:02}" for number in range(CHAPTERS)
    ]


def test_both_languages_have_the_same_form() -> None:
    for japanese, english in zip(*map(chapters, BOTH), strict=True):
        assert form(japanese.text) == form(english.text), japanese.name
        assert commands(japanese.text) == commands(english.text), japanese.name


def test_no_chapter_is_a_stub(language: Language) -> None:
    for each in chapters(language):
        assert each.text.startswith(f"# {each.title}\n")
        assert each.title
        assert len(each.text) > 500, each.name


def test_every_link_leads_to_a_chapter(language: Language) -> None:
    names = {each.name for each in chapters(language)}
    for each in chapters(language):
        for words, address in re.findall(r"(?<!!)\[([^\]]*)\]\(([^)]*)\)", each.text):
            assert book.linked(address) in names, f"{each.name}: {address}"
            assert address.startswith(words)


def test_both_languages_show_the_same_pictures_and_no_other_lies_there() -> None:
    shown = {language: pictures(language) for language in BOTH}
    assert shown[Language.JA] == shown[Language.EN]
    assert len(shown[Language.JA]) > 10
    total = 0
    for language, names in shown.items():
        folder = ROOT / "resources" / "manual" / language.value / "pictures"
        files = {f"pictures/{file.name}": file for file in folder.iterdir()}
        assert sorted(files) == sorted(names), language
        total += sum(file.stat().st_size for file in files.values())
    assert total < MOST_BYTES


def test_the_readme_points_to_pages_that_are_there() -> None:
    links = re.findall(r"\]\(([^)]+)\)", (ROOT / "README.md").read_text("utf-8"))
    assert any("manual" in link for link in links)
    assert [link for link in links if not (ROOT / link).exists()] == []


def test_every_place_in_the_code_that_the_readme_names_is_there() -> None:
    code = (
        (ROOT / "README.md").read_text("utf-8").partition("## Where does a line of code live?")[2]
    )
    rooms = set(re.findall(r"^\| [^|]+ \| `(\w+)`", code, re.MULTILINE)) - {"keys"}
    named = rooms | set(re.findall(r"`([\w./]+/[\w./]*)`", code))
    roots = (ROOT, ROOT / "desk_app")
    assert len(named) > 40
    assert [
        name
        for name in sorted(named)
        if not any((root / end).exists() for root in roots for end in (name, f"{name}.py"))
    ] == []


@pytest.mark.parametrize("address", ["https://example.com/a.md", "../a.md", "file:a.md", "a.txt"])
def test_any_other_link_leads_nowhere(address: str) -> None:
    assert book.linked(address) == ""


def test_the_ten_limits_stand_beside_the_promises(language: Language) -> None:
    assert len(re.findall(r"^\d+\. ", text_of("01", language), re.MULTILINE)) == 10


def test_every_exit_code_has_its_place(language: Language) -> None:
    heads = re.findall(r"^## (.+)$", text_of("11", language), re.MULTILINE)
    found = {int(number) for head in heads for number in re.findall(r"\d+", head)}
    assert found == {int(code) for code in Exit}


def test_every_stop_stands_under_its_exit_code_in_the_words_of_the_screen(
    language: Language,
) -> None:
    said = rows_by_code(text_of("11", language))
    for error in stops():
        numbers, sentence = said.pop(error.code)
        assert int(exit_code(error)) in numbers, error.code
        assert sentence == messages.error(error, language).what
    # The rest are errors of verbs and commands; their sentences are the screen's too.
    kinds = {kind.code: kind() for kind in KnownError.__subclasses__() if kind not in MANY}
    kinds |= {error.code: error for error in TYPED}
    for code, (numbers, sentence) in said.items():
        error = kinds[code]
        assert (int(exit_code(error)) in numbers, sentence) == (
            True,
            messages.error(error, language).what,
        )


def test_the_chapter_of_the_stops_is_the_one_that_a_stop_opens() -> None:
    assert book.STOPS == STOPS
    assert STOPS in [each.name for each in chapters(Language.JA)]


def test_every_command_is_one_the_program_knows(language: Language) -> None:
    tools = every_tool()
    lines = [line for each in chapters(language) for line in commands(each.text)]
    assert len(lines) > 10
    for line in lines:
        assert vars(parser(tools).parse_args(shlex.split(line)[1:])), line


def test_a_command_the_program_does_not_know_is_found() -> None:
    assert commands("```\ndesk-app backup --all\n```\n`desk-app verify`") == [
        "desk-app backup --all",
        "desk-app verify",
    ]


def test_the_table_of_roles_is_the_rulebook_s(language: Language) -> None:
    rules = load(bootstrap.rulebook_path())
    on = rules.on(date(2026, 11, 25))
    table = re.findall(r"^\|(.+)\|$", text_of("05", language), re.MULTILINE)[2:]
    for line, duties in zip(table, ROWS, strict=True):
        marks = tuple(cell.strip() == "○" for cell in line.split("|")[1:])
        for duty in duties:
            assert marks == tuple(may({role}, duty, on) for role in COLUMNS), line


@pytest.mark.parametrize(("number", "figure"), FIGURES)
def test_figures_are_the_program_s(number: str, figure: int, language: Language) -> None:
    text = text_of(number, language)
    word = IN_WORDS.get(figure, "") if language is Language.EN else ""
    assert re.search(rf"(?<!\d){figure}(?!\d)", text) or (word and word in text)


@pytest.mark.parametrize(("number", "name"), FILES)
def test_files_bear_the_names_the_program_gives_them(
    number: str, name: str, language: Language
) -> None:
    assert name in text_of(number, language)


def test_idle_time_and_people_are_the_program_s() -> None:
    assert "five minutes" in text_of("04", Language.EN)
    assert Choices().lock_minutes == 5
    assert (min(LOCK_MINUTES), max(LOCK_MINUTES)) == (1, 15)
    assert list(LOCK_MINUTES) == sorted(set(LOCK_MINUTES))
    assert "fewer than two people" in text_of("05", Language.EN)
    assert LEAST_PEOPLE == 2


def test_buttons_are_called_as_on_the_screen() -> None:
    texts = catalogue(ROOT / "resources" / "i18n", Language.JA)
    japanese = {form for text in texts for form in text.forms}
    for each, there in zip(chapters(Language.JA), chapters(Language.EN), strict=True):
        buttons = re.findall(r"「\*\*(.+?)\*\*」|\*\*「(.+?)」\*\*", each.text)
        said = {button for pair in buttons for button in pair if button}
        assert said <= japanese, each.name
        bold = {words.lower() for words in re.findall(r"\*\*(.+?)\*\*", there.text)}
        sources = {text.source.lower() for text in texts if set(text.forms) & said}
        assert len(bold & sources) == len(said), each.name


def test_every_key_is_in_the_last_chapter(language: Language) -> None:
    text = text_of("14", language)
    missing = [key.name for key in Key if label(key, command=False) not in text]
    assert missing == [key.name for key in Key if key in NOT_BUILT]


def form(text: str) -> list[tuple[str, int]]:
    """The skeleton of a chapter: headings, items, numbers and rows in their order."""
    kinds = ("## ", "# ", "- ", "|", "```", "![")
    found = []
    for line in text.splitlines():
        numbered = re.match(r"\d+\. ", line)
        kind = numbered.group() if numbered else next((k for k in kinds if line.startswith(k)), "")
        if kind:
            found.append((kind, line.count("|")))
    return found


def pictures(language: Language) -> list[str]:
    """The pictures of all chapters in their order."""
    found = []
    for each in chapters(language):
        for words, address in re.findall(r"!\[([^\]]*)\]\(([^)]*)\)", each.text):
            assert words, f"{each.name}: {address}"
            found.append(address)
    return found


def commands(text: str) -> list[str]:
    """Every command of ours in a chapter, in blocks and in lines."""
    blocks = re.findall(r"^```\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    lines = [line for block in blocks for line in block.splitlines()]
    lines += re.findall(r"(?<!`)`(desk-app [^`]+)`", text)
    return [line for line in lines if line.startswith("desk-app ")]


def rows_by_code(text: str) -> dict[str, tuple[set[int], str]]:
    """What the tables say of each code: the exit codes of the part's head, and the sentence."""
    found: dict[str, tuple[set[int], str]] = {}
    numbers: set[int] = set()
    for line in text.splitlines():
        if line.startswith("## "):
            numbers = {int(number) for number in re.findall(r"\d+", line)}
        row = re.match(r"\| (.+?) \| `(\w+)` \|", line)
        if row is not None:
            assert row.group(2) not in found
            found[row.group(2)] = (numbers, row.group(1))
    return found


def stops() -> list[KnownError]:
    """Every known error that the store raises by its code, or plainly by its kind."""
    found = {}
    for source in files("desk_app/store", suffix=".py"):
        for kind, code in (*CODED.findall(source.text), *PLAIN.findall(source.text)):
            error = getattr(errors, kind)(*([code] if code else []))
            found[error.code] = error
        for code in WRITTEN.findall(source.text):
            found[code] = errors.DiskFull(code)
    assert len(found) > 30
    return [error for code, error in sorted(found.items()) if code not in INSIDE]
