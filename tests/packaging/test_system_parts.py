# SPDX-License-Identifier: MIT
"""Debian's packages: installed as root, otherwise named in one command that a person can type."""

from __future__ import annotations

import os
from collections.abc import Callable

import console
import pytest
import system_parts

from tests.packaging.conftest import Machine

DPKG_QUERY = """#!/bin/sh
for name in "$@"; do
  grep -qx "$name" {notes}/installed && printf 'ii \\t%s\\n' "$name"
done
exit 1
"""
APT_GET = """#!/bin/sh
echo "apt-get" "$@" >> {notes}/asked
if [ -e {notes}/apt-fails ]; then echo "E: Could not get lock"; exit 100; fi
"""
APT_CACHE = """#!/bin/sh
grep -qx "$3" {notes}/unknown || echo "Package: $3"
"""
ALL = system_parts.FOR_THE_PROGRAM + system_parts.FOR_THE_SUITE
TOOLS = {"dpkg-query": DPKG_QUERY, "apt-get": APT_GET, "apt-cache": APT_CACHE}

Debian = Callable[..., Machine]


@pytest.fixture
def debian(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> Debian:
    """A Debian on which the packages named are missing, used by root or by another person."""

    def make(*missing: str, root: bool, unknown: str = "") -> Machine:
        for name, script in TOOLS.items():
            machine.add(machine.programs / name, script.format(notes=machine.notes))
        installed = {part.packages[0] for part in ALL} - set(missing)
        (machine.notes / "installed").write_text("\n".join(installed))
        (machine.notes / "unknown").write_text(unknown)
        monkeypatch.setenv("PATH", f"{machine.programs}:{os.environ['PATH']}")
        monkeypatch.setattr("os.geteuid", lambda: 0 if root else 1000)
        return machine

    return make


def _check(*, makes_environment: bool = False, test_tools: bool = True) -> bool:
    return system_parts.check(makes_environment=makes_environment, test_tools=test_tools)


@pytest.mark.parametrize("root", [True, False])
def test_where_all_is_there_nothing_is_said_or_done(
    debian: Debian, capsys: pytest.CaptureFixture[str], *, root: bool
) -> None:
    machine = debian(root=root)
    assert _check()
    assert machine.asked() == []
    assert capsys.readouterr().out == ""


def test_root_gets_what_is_missing_and_nothing_else(debian: Debian) -> None:
    machine = debian("xvfb", "fonts-ipaexfont", root=True)
    assert _check(test_tools=False)
    update, install = machine.asked()
    assert update.endswith(" update")
    assert install.endswith(" install --no-install-recommends fonts-ipaexfont xvfb")


def test_an_older_debian_gets_the_package_by_its_older_name(debian: Debian) -> None:
    machine = debian("libglib2.0-0t64", root=True, unknown="libglib2.0-0t64")
    _check()
    assert machine.asked()[-1].endswith(" libglib2.0-0")


def test_a_package_may_be_there_by_its_older_name(debian: Debian) -> None:
    debian(root=True)
    wanted = [("libglib2.0-0t63", "libglib2.0-0t64"), ("libnone1", "libnone0")]
    assert system_parts.missing_packages(wanted) == [("libnone1", "libnone0")]


def test_a_package_that_apt_does_not_know_keeps_nothing_else_out(
    debian: Debian, capsys: pytest.CaptureFixture[str]
) -> None:
    machine = debian("fonts-ipamj-mincho", "qpdf", root=True, unknown="fonts-ipamj-mincho")
    assert not _check()
    assert machine.asked()[-1].endswith(" install --no-install-recommends qpdf")
    assert "no package fonts-ipamj-mincho" in capsys.readouterr().out


def test_a_failing_apt_is_told_in_its_own_words_and_the_set_up_goes_on(
    debian: Debian, capsys: pytest.CaptureFixture[str]
) -> None:
    machine = debian("qpdf", root=True)
    (machine.notes / "apt-fails").touch()
    assert not _check()
    assert "E: Could not get lock" in capsys.readouterr().out


def test_others_are_shown_one_command(debian: Debian, capsys: pytest.CaptureFixture[str]) -> None:
    machine = debian("libegl1", "xvfb", root=False)
    assert not _check()
    commands = [line for line in capsys.readouterr().out.splitlines() if line.startswith("    ")]
    assert len(commands) == 1
    assert commands[0].endswith(
        " -c 'apt-get update && apt-get install -y --no-install-recommends libegl1 xvfb'"
    )
    assert machine.asked() == []


def test_a_person_who_only_runs_it_is_not_asked_for_test_tools(
    debian: Debian, capsys: pytest.CaptureFixture[str]
) -> None:
    debian("xvfb", root=False)
    _check(test_tools=False)
    assert capsys.readouterr().out == ""


def test_what_one_command_alone_needs_is_brought_for_it(debian: Debian) -> None:
    machine = debian(root=True)
    assert _check()
    assert machine.asked() == []
    assert system_parts.bring(system_parts.FOR_THE_RIVALS)
    wanted = " ".join(part.packages[0] for part in system_parts.FOR_THE_RIVALS)
    assert machine.asked()[-1].endswith(f" install --no-install-recommends {wanted}")


@pytest.mark.parametrize("root", [True, False])
def test_a_python_that_makes_no_environments_is_told_by_the_package_it_lacks(
    debian: Debian,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    *,
    root: bool,
) -> None:
    machine = debian(root=root)
    monkeypatch.setattr("importlib.util.find_spec", lambda _name: None)
    with pytest.raises(console.SetupError, match="venv"):
        _check(makes_environment=True)
    words = machine.asked()[-1] if root else capsys.readouterr().out
    assert system_parts.venv_package() in words


def test_on_another_linux_the_missing_things_are_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", "")
    assert not _check()
    assert "Xvfb" in capsys.readouterr().out


def test_a_font_is_found_by_its_file(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(system_parts, "FONT_FOLDERS", (str(machine.notes),))
    font = system_parts.Part((), font_file="ipaexm.ttf")
    assert not font.found_without_packages()
    (machine.notes / "truetype").mkdir()
    (machine.notes / "truetype/ipaexm.ttf").touch()
    assert font.found_without_packages()


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("Get:1 mirror trixie InRelease [140 kB]", None),
        ("Get:7 mirror trixie/main amd64 xvfb amd64 2:21.1 [3,000 kB]", "fetching xvfb"),
        ("Unpacking xvfb (2:21.1) ...", "unpacking xvfb"),
        ("Setting up xvfb (2:21.1) ...", "setting up xvfb"),
        ("Setting up", None),
        ("Reading package lists...", None),
    ],
)
def test_apt_is_followed_in_a_few_words(line: str, words: str | None) -> None:
    assert system_parts._apt_words(line) == words
