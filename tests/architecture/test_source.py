# SPDX-License-Identifier: MIT
"""The scanners over our own files, and each over a file that it must object to."""

from __future__ import annotations

import pytest

from tests.architecture import scanners
from tests.architecture.scanners import Scanner
from tests.architecture.source import Source, files

pytestmark = pytest.mark.once(under="second")

HOME = "/" + "home/hanako/desk"
SCREEN = "self." + "tr("

PYTHON = ("desk_app", "tests", "packaging")
RULES: list[tuple[Scanner, tuple[str, ...], str]] = [
    (scanners.without_licence_line, PYTHON, ".py"),
    (scanners.translations_never_found, ("desk_app",), ".py"),
    (scanners.words_written_again, ("desk_app",), ".py"),
    (scanners.skipped_tests, ("tests",), ".py"),
    (scanners.silenced_without_reason, ("desk_app", "packaging", "resources"), ".py"),
    (scanners.private_paths, (), ""),
]
BAD: list[tuple[Scanner, str]] = [
    (scanners.without_licence_line, '"""A module."""\n'),
    (scanners.clock_readings, "day = date.today()\n"),
    (scanners.clock_readings, "now = datetime.datetime.now(tz=UTC)\n"),
    (scanners.clock_readings, "now = time.time()\n"),
    (scanners.systems_asked_for, "if sys.platform == 'win32':\n    pass\n"),
    (scanners.systems_asked_for, "if os.name == 'nt':\n    pass\n"),
    (scanners.systems_asked_for, "system = platform.system()\n"),
    (scanners.systems_asked_for, "from sys import platform\n"),
    (scanners.systems_asked_for, "import fcntl\n"),
    (scanners.translations_never_found, SCREEN + 'f"Open {name}")\n'),
    (scanners.translations_never_found, SCREEN + '"Open {}".format(name))\n'),
    (scanners.translations_never_found, 'translate("Context", "Open " + name)\n'),
    (scanners.words_written_again, "event.type() == QEvent.Type.LanguageChange\n"),
    (scanners.words_written_again, "self._retranslate()\n"),
    (scanners.skipped_tests, "pytest.skip('not today')\n"),
    (scanners.skipped_tests, "@pytest.mark.skipif(True)\ndef test(): ...\n"),
    (scanners.silenced_without_reason, "import left_over  # noqa: F401\n"),
    (
        scanners.silenced_without_reason,
        "x = (\n    # why\n    1,\n    odd(),  # type: ignore[misc]\n)\n",
    ),
    (scanners.silenced_without_reason, "raise NotImplementedError\n"),
    (scanners.private_paths, f"folder = '{HOME}'\n"),
]
GOOD = scanners.FIRST_LINE + (
    "today = clock.today()\n"
    "label = " + SCREEN + '"Open {name}").format(name=name)\n'
    "folder = '/usr/share/fonts'\n"
    "import taken_along  # noqa: F401 - others find it here\n"
    "# Asked for last.\n"
    "import slow  # noqa: PLC0415\n"
)


def _named(rule: tuple[Scanner, object, object] | tuple[Scanner, object]) -> str:
    return rule[0].__name__


@pytest.mark.parametrize("rule", RULES, ids=_named)
def test_no_file_of_ours_is_objected_to(rule: tuple[Scanner, tuple[str, ...], str]) -> None:
    scanner, rooms, suffix = rule
    sources = files(*rooms, suffix=suffix)
    assert len(sources) > 5
    assert scanner(sources) == []


@pytest.mark.parametrize("rule", BAD, ids=_named)
def test_each_scanner_objects_to_what_it_is_for(rule: tuple[Scanner, str]) -> None:
    scanner, text = rule
    assert len(scanner([Source("bad.py", text)])) == 1


@pytest.mark.parametrize("rule", BAD, ids=_named)
def test_no_scanner_objects_to_a_good_file(rule: tuple[Scanner, str]) -> None:
    assert rule[0]([Source("good.py", GOOD)]) == []


def test_only_the_composition_asks_which_system_it_is() -> None:
    """Everybody else asks a port; what only one system has stands in its module."""
    sources = files("desk_app", suffix=".py")
    places = {place.rpartition(":")[0] for place in scanners.systems_asked_for(sources)}
    assert places == {"desk_app/bootstrap/systems.py", "desk_app/system/posix.py"}


def test_only_the_clock_reads_the_time() -> None:
    sources = files("desk_app", suffix=".py")
    reading = {place.split(":")[0] for place in scanners.clock_readings(sources)}
    clocks = [source for source in sources if source.name in reading]
    assert len(clocks) <= 1
    assert all("Clock:" in source.text or "Clock(" in source.text for source in clocks)


def test_overrides_of_the_window_are_marked_by_its_own_mark() -> None:
    """What Python raises in another one would end the process before Python 3.12."""
    plain = "from typing_extensions import override"
    found = [file.name for file in files("desk_app/gui", suffix=".py") if plain in file.text]
    assert found == ["desk_app/gui/kit/pyside_workarounds/overriding.py"]


@pytest.mark.parametrize("call", ["InFocusChain()", "setBuddy(", ".buddy()"])
def test_what_has_widgets_held_by_others_is_called_in_one_room(call: str) -> None:
    """It gives each back to its own parent; in a ring of them, nothing would hold a widget."""
    found = [file.name for file in files("desk_app/gui", suffix=".py") if call in file.text]
    assert found == ["desk_app/gui/kit/pyside_workarounds/own_parent.py"]
