# SPDX-License-Identifier: MIT
"""Whatever befalls a file of a pack of evidence: its verifier names that file, calmly."""

from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import redirect_stdout
from pathlib import Path
from types import ModuleType
from unittest.mock import patch

import pytest

from tests.workbench.marked_packs import Packs, marked_packs
from tests.workbench.packs import module_at, verifier_beside, wrong_in
from tests.workbench.processes import apart

pytestmark = pytest.mark.once(under="second")

HUGE = 2**40
LEAST_TRIED = 250
SAYS = ("files", "sequence", "head", "roster", "disposals", "signed_by", "signature")


def _bit(place: float) -> Callable[[Path], None]:
    def turn(path: Path) -> None:
        whole = bytearray(path.read_bytes())
        whole[int(place * (len(whole) - 1))] ^= 4
        path.write_bytes(whole)

    return turn


def _with(change: Callable[[bytes], bytes]) -> Callable[[Path], object]:
    return lambda path: path.write_bytes(change(path.read_bytes()))


def _huge(path: Path) -> None:
    """So large that no memory holds it; there is nothing in it, and the disk gives no room."""
    with path.open("r+b") as file:
        file.truncate(HUGE)


def _instead(put: Callable[[Path], object]) -> Callable[[Path], None]:
    def change(path: Path) -> None:
        path.unlink()
        put(path)

    return change


DAMAGES: dict[str, Callable[[Path], object]] = {
    **{f"a bit turned at {place:.0%}": _bit(place) for place in (0, 0.2, 0.35, 0.5, 0.7, 0.9, 1)},
    "half of it": _with(lambda whole: whole[: len(whole) // 2]),
    "all but its last byte": _with(lambda whole: whole[:-1]),
    "a line more": _with(lambda whole: whole + b"\n"),
    "twice": _with(lambda whole: whole * 2),
    "emptied": _with(lambda _: b""),
    "not UTF-8": _with(lambda whole: whole[:100] + b"\xff\x80" + whole[100:]),
    "UTF-16": _with(lambda whole: whole.decode("latin-1").encode("utf-16")),
    "no JSON": _with(lambda _: b"{"),
    "nested": _with(lambda _: b"[" * 200_000),
    "a number": _with(lambda _: b"7\n"),
    "a list": _with(lambda _: b"[]\n"),
    "nothing said": _with(lambda _: b"{}\n"),
    "huge": _huge,
    "removed": Path.unlink,
    "a folder": _instead(Path.mkdir),
    "a link to nothing": _instead(lambda path: path.symlink_to("nothing")),
    "a pipe": _instead(lambda path: os.mkfifo(path)),  # noqa: PLW0108  Windows has none
    "a device": _instead(lambda path: path.symlink_to("/dev/zero")),
}
OF_POSIX = {"a pipe", "a device", "a link to nothing", "huge"}


@pytest.fixture(scope="module")
def packs(tmp_path_factory: pytest.TempPathFactory) -> Packs:
    return apart(marked_packs, tmp_path_factory.mktemp("packs"))


@pytest.fixture(scope="module")
def others(tmp_path_factory: pytest.TempPathFactory) -> Packs:
    """Packs of another desk, whose numbers are the same."""
    return apart(marked_packs, tmp_path_factory.mktemp("others"))


@pytest.fixture(scope="module")
def verifier(packs: Packs) -> ModuleType:
    return verifier_beside(packs.named, packs.folder / "own")


def _told(pack: Path, own: Path, language: str) -> list[str]:
    """Return what the verifier of the pack says of it; of itself, a sound one beside the pack."""
    said = io.StringIO()
    with redirect_stdout(said):
        code = module_at(own, "evidence_verify").main(str(pack), "--lang", language)
    lines = said.getvalue().splitlines()
    assert (code, bool(lines)) == (13, True), lines
    return lines


def _names(lines: list[str]) -> set[str]:
    return {each.partition(":")[0] for each in lines}


def _in_japanese(line: str) -> bool:
    """Return whether nothing but names of files, and of what a manifest says, is in English."""
    names = r"[\w-]+\.(json|py|txt|toml|pdf)|\b(" + "|".join(SAYS) + r")\b"
    return not re.search("[a-z]{3,}", re.sub(names, "", line))


def _damaged(whole: Path, copy: Path) -> Iterator[tuple[str, str]]:
    """Yield the name of a file of a copy and what befell it, one at a time."""
    for path in sorted(whole.iterdir()):
        for how, damage in DAMAGES.items():
            if how in OF_POSIX and sys.platform == "win32":
                continue
            shutil.rmtree(copy, ignore_errors=True)
            shutil.copytree(whole, copy)
            damage(copy / path.name)
            yield path.name, how


def test_whatever_befalls_a_file_its_name_is_said_and_no_other(
    packs: Packs, verifier: ModuleType, tmp_path: Path
) -> None:
    copy, tried, own = tmp_path / "copy", 0, packs.folder / "own" / "verify.py"
    shutil.copy(packs.named / "words-ja.txt", own.parent)
    for name, how in _damaged(packs.named, copy):
        script = own if name == "verify.py" else copy / "verify.py"
        lines = _told(copy, script, "ja")
        assert _names(lines) == {name}, (name, how, lines)
        assert all(map(_in_japanese, lines)), (name, how, lines)
        tried += 1
    assert tried >= LEAST_TRIED


@pytest.mark.parametrize("was", [b'"signature": "', b'"second_signature": "', b'"previous": "'])
@pytest.mark.parametrize("now", [b"_", b"A", b'7"'])
def test_a_roster_whose_signatures_are_none_is_named_and_not_the_manifest(
    packs: Packs, verifier: ModuleType, tmp_path: Path, was: bytes, now: bytes
) -> None:
    copy = Path(shutil.copytree(packs.named, tmp_path / "copy"))
    whole = (copy / "roster.json").read_bytes()
    at = whole.index(was) + len(was)
    (copy / "roster.json").write_bytes(whole[:at] + now + whole[at + len(now) :])
    assert _names(wrong_in(verifier, copy)) == {"roster.json"}


def test_who_looks_at_no_hash_lets_some_of_it_pass(
    packs: Packs, verifier: ModuleType, tmp_path: Path
) -> None:
    passed, copy = 0, tmp_path / "copy"
    with patch.object(verifier.Pack, "check_files", lambda *_: None):
        for _ in _damaged(packs.named, copy):
            passed += not wrong_in(verifier, copy)
    assert passed >= 60


@pytest.mark.parametrize("of", ["nameless", "another desk's"])
def test_a_file_of_another_pack_is_named(
    packs: Packs, others: Packs, verifier: ModuleType, tmp_path: Path, of: str
) -> None:
    other = packs.nameless if of == "nameless" else others.named
    copy, tried = tmp_path / "copy", 0
    for path in sorted(packs.named.iterdir()):
        if not (other / path.name).exists():
            continue
        if (other / path.name).read_bytes() == path.read_bytes():
            continue
        shutil.rmtree(copy, ignore_errors=True)
        shutil.copytree(packs.named, copy)
        shutil.copy(other / path.name, copy)
        wrong = wrong_in(verifier, copy)
        assert _names(wrong) == {path.name}, wrong
        tried += 1
    assert tried >= (4 if of == "nameless" else 6)


@pytest.mark.parametrize(
    "name", ["R8-0001-1.pdf", "manifest.json", "journal.json", "signatures.py"]
)
def test_a_file_that_has_another_name_is_named_by_both(
    packs: Packs, verifier: ModuleType, tmp_path: Path, name: str
) -> None:
    copy = Path(shutil.copytree(packs.named, tmp_path / "copy"))
    (copy / name).rename(copy / f"new-{name}")
    told = wrong_in(module_at(copy / "verify.py", "evidence_verify"), copy)
    assert f"{name}: it is not there" in told
    # Without a manifest nobody can tell what belongs there.
    assert _names(told) <= {name, f"new-{name}"}
    assert (f"new-{name}" in _names(told)) is (name != "manifest.json")


ADDED = ("json.py", "re.py", "signatures", "more\n.txt", "all is\x1b[2J\u202e", "\udcff.txt")


@pytest.mark.posix(why="Windows knows no such names")
@pytest.mark.parametrize("name", ADDED)
def test_what_was_put_in_is_named_and_never_run(packs: Packs, tmp_path: Path, name: str) -> None:
    copy = Path(shutil.copytree(packs.named, tmp_path / "copy"))
    (copy / name).write_text("print('all is as signed'); raise SystemExit(0)\n")
    for line in ((), ("--lang", "ja")):
        words = [sys.executable, str(copy / "verify.py"), *line]
        around = {**os.environ, "PYTHONIOENCODING": "ascii"}
        done = subprocess.run(words, capture_output=True, text=True, check=False, env=around)
        assert (done.returncode, done.stderr) == (13, "")
        (told,) = done.stdout.splitlines()
        assert told.isprintable()
        assert ("all is as signed" in told, ":" in told) == (False, True)


def test_what_was_compiled_beforehand_is_not_run(packs: Packs, tmp_path: Path) -> None:
    copy = Path(shutil.copytree(packs.named, tmp_path / "copy"))
    evil = copy / "signatures.py"
    sound, state = evil.read_bytes(), evil.stat()
    evil.write_bytes(b"raise SystemExit(0)".ljust(len(sound)))
    os.utime(evil, ns=(state.st_atime_ns, state.st_mtime_ns))
    words = [sys.executable, "-c", "import signatures"]
    subprocess.run(words, cwd=copy, check=False, env={**os.environ, "PYTHONDONTWRITEBYTECODE": ""})
    assert [*(copy / "__pycache__").iterdir()]
    evil.write_bytes(sound)
    os.utime(evil, ns=(state.st_atime_ns, state.st_mtime_ns))
    words = [sys.executable, str(copy / "verify.py"), "--lang", "en"]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    told = "__pycache__: it does not belong to this pack\n"
    assert (done.returncode, done.stdout, done.stderr) == (13, told, "")
