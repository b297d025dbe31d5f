# SPDX-License-Identifier: MIT
"""What the parser says of itself: one language a run, headings and faults too."""

from __future__ import annotations

import re
from argparse import ArgumentParser

import pytest

from desk_app.cli.commands import Tools, parser
from desk_app.cli.parser import broken
from desk_app.records.desk.people import Language
from tests.unit.cli.terminal import every_tool

COMMANDS = ("", "check", "rulebook", "demo", "backup", "drill", "verify", "restore", "export")
MORE = ("import", "evidence", "forms")
JAPANESE = re.compile(r"[\u3041-\u9fff]")
HEADINGS = re.compile(r"^(usage|options|positional|commands)|show this|\berror:", re.MULTILINE)


@pytest.fixture
def tools() -> Tools:
    """Return what the commands are given."""
    return every_tool()


def told(asked: ArgumentParser, words: str, capsys: pytest.CaptureFixture[str]) -> str:
    with pytest.raises(SystemExit):
        asked.parse_args(words.split())
    out, err = capsys.readouterr()
    return out + err


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("command", [*COMMANDS, *MORE])
def test_help_is_in_one_language(
    command: str,
    language: Language,
    tools: Tools,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("LANG", "ja_JP.UTF-8" if language is Language.JA else "C")
    said = told(parser(tools, command), f"{command} --help", capsys)
    if language is Language.EN:
        assert JAPANESE.search(said) is None
        return
    assert HEADINGS.search(said) is None
    helps = [line.strip() for line in said.splitlines() if re.match(r" {4,}\S", line)]
    assert [line for line in helps if re.search(r"[a-z]+ [a-z]+ [a-z]+ [a-z]+", line)] == []


@pytest.mark.parametrize(
    ("words", "fault"),
    [
        ("", "次の指定が足りません: COMMAND"),
        ("chek", "COMMAND: 'chek' は選べません"),
        ("check a.json --colour", "知らない指定です: --colour"),
        ("check a.json --language de", "--language: 'de' は選べません"),
        ("check --language", "--language: 値の数が違います"),
        ("check --on never", "--on: "),
        ("export journal", "次のどれかを指定してください: --xlsx --csv --pdf"),
        ("export journal --csv a --pdf b", "--pdf: --csv と一緒には使えません"),
        ("verify --key-fd x", "--key-fd: この値は使えません: 'x'"),
        ("evidence --until 2026-13-01 --since x OUT", "--until: "),
    ],
)
def test_faults_are_told_in_japanese(
    words: str,
    fault: str,
    tools: Tools,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("LANG", "ja_JP.UTF-8")
    said = told(parser(tools), words, capsys)
    assert said.startswith("使い方: desk-app")
    assert fault in said
    assert "error" not in said


def test_made_of_one_command_it_says_what_the_whole_one_says(
    tools: Tools, capsys: pytest.CaptureFixture[str]
) -> None:
    whole = parser(tools)
    for command in (*COMMANDS[1:], *MORE):
        for words in (f"{command} --help", f"{command} --colour", f"{command} --colour a b c"):
            said = told(parser(tools, command), words, capsys)
            assert said == told(whole, words, capsys), words
        assert set(COMMANDS[1:]) - {command} <= set(re.findall(r"\w+", told(whole, "-h", capsys)))


def test_a_line_of_wide_signs_is_as_wide_as_it_may_be() -> None:
    lines = broken("請求の受付番号、または期間。verify.py で確かめます。", 12)
    assert lines == ["請求の受付番", "号、または期", "間。", "verify.py で", "確かめます。"]
