# SPDX-License-Identifier: MIT
"""Installers: what of the libraries stays, what lies beside it, always the same bytes."""

from __future__ import annotations

import gzip
import io
import json
import os
import re
import struct
import subprocess
import sys
import zipfile
from collections.abc import Sequence
from fnmatch import fnmatchcase
from functools import partial
from importlib import metadata
from pathlib import Path

import app_icons
import console
import debian
import debian_proof
import inside
import installed_program
import installers
import lean_font
import manual_books
import manual_html
import program_tree
import pytest
import wheels
import windows_python
import windows_setup
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    PrivateFormat,
)
from debian import Terms
from installed import imports
from installed_program import NotHeldError, Said, Step
from PIL import Image
from program_tree import Rules, Source
from setup_env import Environment

from desk_app.bootstrap import starting
from desk_app.letters.fonts.truetype import TrueType
from desk_app.records.desk.releases import read_note
from tests.architecture.source import ROOT
from tests.packaging.test_short_form import NAME, lay_pruned


@pytest.fixture(scope="module")
def pruned(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The libraries of the lock as an installer has them, by links, and the program."""
    site = tmp_path_factory.mktemp("pruned")
    lay_pruned(Path(pytest.__file__).parents[1], site)
    return site


WINDOWS_ALONE = "sys_platform == 'win32'"


def _alone(*words: str | Path) -> subprocess.CompletedProcess[str]:
    """Run Python without the libraries of this environment."""
    command = [sys.executable, "-I", "-S", *map(str, words)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.mark.once(under="first")
def test_every_module_of_what_stays_can_be_imported(pruned: Path) -> None:
    elsewhere = [each for each, on in Rules.read().imported_on.items() if on != sys.platform]
    done = _alone(installed_program.SCRIPTS / "imports.py", pruned, *elsewhere)
    assert (done.returncode, done.stderr) == (0, "")
    assert int(done.stdout.split()[-1]) > 900


def test_every_library_tells_its_licence_and_brings_its_text(pruned: Path) -> None:
    found = inside.libraries(pruned)
    lines = program_tree.LOCK.read_text("utf-8").splitlines()
    # What Windows alone needs comes with its Setup.
    here = [line for line in lines if sys.platform == "win32" or WINDOWS_ALONE not in line]
    assert len(found) == sum(NAME.match(line) is not None for line in here)
    assert [each.name for each in found if not each.licence] == []
    # Qt's makers name their licences and leave the texts to the system.
    assert [each.name for each in found if not each.texts and "LGPL" not in each.licence] == []
    source = Source(ROOT, "0" * 40, 1_796_000_000, changed=False)
    said = json.loads(inside.sbom(source, "debian", found, ()))
    assert said["metadata"]["timestamp"] == "2026-11-30T00:53:20Z"
    assert {each["name"] for each in said["components"]} == {each.name for each in found}
    told = debian.copyright_of(ROOT, found, pruned)
    assert all(f"License: {each.name}-{each.version}" in told for each in found)


def test_a_wheel_is_unpacked_without_its_commands(tmp_path: Path) -> None:
    names = ("a/b.py", "a-1.data/purelib/c.py", "a-1.data/scripts/d", "a-1.dist-info/METADATA")
    with zipfile.ZipFile(tmp_path / "a.whl", "w") as wheel:
        for name in names:
            wheel.writestr(name, name)
    wheels.unpack(tmp_path, tmp_path / "site")
    assert program_tree.names_in(tmp_path / "site") == ["a-1.dist-info/METADATA", "a/b.py", "c.py"]
    with zipfile.ZipFile(tmp_path / "a.whl", "a") as wheel:
        wheel.writestr("../d.py", "")
    with pytest.raises(console.SetupError, match="outside"):
        wheels.unpack(tmp_path, tmp_path / "site")


def test_a_folder_is_pruned_by_the_list(tmp_path: Path) -> None:
    rules = Rules({"qt/": ("core.*",)}, ("*/tests/*",), {})
    for name in ("qt/core.so", "qt/web/page.so", "six/tests/a.py", "six/six.py"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    program_tree.prune(tmp_path, rules)
    assert program_tree.names_in(tmp_path) == ["qt/core.so", "six/six.py"]
    assert not (tmp_path / "qt/web").exists()


@pytest.fixture
def source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Source:
    """A commit of a small program."""
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    for name, text in {
        "desk_app/__init__.py": '__version__ = "1.2.3"\n',
        "resources/a": "",
        "pyproject.toml": '[project]\nname = "desk-app"\ndependencies = ["a~=1.0"]\n',
    }.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    who = ("-c", "user.name=a", "-c", "user.email=a@b")
    day = {"GIT_COMMITTER_DATE": "2026-11-25T09:05:00Z", "GIT_AUTHOR_DATE": "2026-11-25T09:05:00Z"}
    for words in (["init", "-q"], ["add", "."], [*who, "commit", "-qm", "All of it"]):
        command = ["git", "-C", str(tmp_path), *words]
        subprocess.run(command, check=True, env=os.environ | day)
    return Source.of(tmp_path)


def test_an_installer_is_made_of_a_commit(source: Source, monkeypatch: pytest.MonkeyPatch) -> None:
    assert source.version == "1.2.3+20261125.0905"
    assert not source.changed
    (source.root / "desk_app/draft.py").touch()
    assert "changes that no commit has" in Source.of(source.root).told()
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    assert Source.of(source.root).version == "1.2.3+19700101.0000"
    own = program_tree.OWN_METADATA.format(version=source.version)
    program_tree.add_program(source, source.root / "site")
    names = program_tree.names_in(source.root / "site")
    assert names == [f"{own}/METADATA", "desk_app/__init__.py", "desk_app/_resources/a"]
    (found,) = metadata.distributions(path=[str(source.root / "site")])
    assert (found.name, found.version, found.requires) == ("desk-app", source.version, ["a~=1.0"])
    assert inside.libraries(source.root / "site") == []
    monkeypatch.setenv("GIT_DIR", str(source.root / "nowhere"))
    with pytest.raises(console.SetupError, match="git finds none"):
        Source.of(source.root)


def test_two_packages_of_one_commit_are_the_same_bytes(source: Source, tmp_path: Path) -> None:
    words = {"version": source.version, "architecture": "amd64", "depends": "python3"}
    made = []
    for name in ("one", "two"):
        tree = tmp_path / name
        (tree / "usr/bin").mkdir(parents=True)
        (tree / "usr/bin/desk-app").write_text("#!/bin/sh\n")
        debian.write_control(tree, words)
        made.append(debian.pack(tree, tmp_path / f"{name}.deb", source.seconds).read_bytes())
    assert made[0] == made[1]
    told = ["dpkg-deb", "--info", str(tmp_path / "one.deb")]
    said = subprocess.run(told, capture_output=True, text=True, check=True).stdout
    assert "Version: 1.2.3+20261125.0905" in said
    assert "postrm" in said


def test_a_package_asks_for_what_the_program_asks_for() -> None:
    depends = Terms.read().all_depends()
    assert "python3 (<< 3.14)" in depends
    assert "libglib2.0-0t64 | libglib2.0-0" in depends
    assert "fonts-hanazono" in depends


def test_every_page_of_the_manual_is_a_page_of_its_own(tmp_path: Path) -> None:
    manual_html.write(ROOT / "resources/manual", tmp_path)
    for language in manual_html.LANGUAGES:
        pages = {each.name: each.read_text("utf-8") for each in tmp_path.glob(f"{language}/*.html")}
        chapters = {each.stem for each in (ROOT / "resources/manual" / language).glob("*.md")}
        assert {*pages} == {f"{each}.html" for each in (*chapters, "index")}
        for name, text in pages.items():
            reached = re.findall(r'(?:href|src)="([^"]+)"', text)
            assert [each for each in reached if not (tmp_path / language / each).exists()] == [], (
                name
            )
            assert re.search(r"\*\*|\]\(", text) is None, name


def test_what_a_chapter_stresses_stands_out_in_its_page() -> None:
    made = manual_html.body(
        "# A\n\n1. **b** `c<d`\n2. [07](07-x.md)\n\n| e | f |\n|---|---|\n| g | h |"
    )
    assert made == (
        "<h1>A</h1>\n<ol>\n<li><strong>b</strong> <code>c&lt;d</code></li>\n"
        '<li><a href="07-x.html">07</a></li>\n</ol>\n'
        "<table>\n<tr><th>e</th><th>f</th></tr>\n<tr><td>g</td><td>h</td></tr>\n</table>"
    )


def test_icons_of_all_sizes_are_one_file() -> None:
    made = app_icons.together({16: b"small", 256: b"large one"})
    assert struct.unpack_from("<HHH", made) == (0, 1, 2)
    width, *_, length, at = struct.unpack_from("<BBBBHHII", made, 22)
    assert (width, made[at : at + length]) == (0, b"large one")


def test_a_step_holds_only_where_something_was_seen() -> None:
    def fail() -> int:
        raise NotHeldError("no letter")

    assert installed_program.tried("demo", lambda: 1_200).told() == "demo: 1,200 held in 0 s"
    assert installed_program.tried("demo", lambda: 0).why == "nothing was proved"
    assert installed_program.tried("demo", fail).told() == "demo: FAILED in 0 s: no letter"
    lost = installed_program.tried("backup", lambda: len(Path("no/such").read_bytes()))
    assert "FileNotFoundError" in lost.why


def test_the_main_job_is_a_command_after_another(tmp_path: Path) -> None:
    steps = installed_program.MainJob(Toy(tmp_path)).steps()
    assert list(steps) == [
        *("version", "rulebook", "demo", "backup", "verify", "restore", "drill", "window")
    ]
    assert steps["rulebook"]() == 772
    for name in ("version", "demo", "window"):
        assert installed_program.tried(name, steps[name]).why


def test_the_proof_s_debian_comes_from_where_this_one_does(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = r"http://a/security trixie-security\nfile:/b ./\nhttp://a/ trixie\nhttp://a/ trixie\n"
    (tmp_path / "apt-get").write_text(f"#!/bin/sh\nprintf '{lines}'\n")
    (tmp_path / "apt-get").chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    found = debian_proof._archives("trixie")
    assert found == [("http://a/", "trixie"), ("http://a/security", "trixie-security")]
    with pytest.raises(console.SetupError, match="forky"):
        debian_proof._archives("forky")


def test_too_large_an_installer_is_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def build(_environment: Environment, out: Path, _maker: str) -> Path:
        out.mkdir(exist_ok=True)
        (out / "a.deb").write_bytes(gzip.compress(b"a"))
        return out / "a.deb"

    monkeypatch.setattr("setup_env.Environment.plan", lambda _self: Idle())
    monkeypatch.setattr("system_parts.check", lambda **_wanted: True)
    for most, code in ((100, 0), (10, 1)):
        monkeypatch.setitem(
            installers.INSTALLERS, "deb", installers.Installer(build, "debian", most)
        )
        assert installers.main(["deb", "--out", str(tmp_path / "out")], tmp_path) == code
        said = capsys.readouterr()
        assert "sha256" in said.out
        assert bool(code) == ("larger than it may be" in said.err)


class Toy:
    """A machine that says its version and passes its cases, and has no window."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def program(self, words: Sequence[str], given: str = "") -> Said:
        said = {"rulebook": "772 cases, 0 failed", "--version": "desk-app 1.2.3"}
        return Said(0, f"{said.get(words[0], '')}{given}")

    def script(self, name: str, words: Sequence[str], given: str = "") -> Said:
        return Said(1, f"page today {name}", given.join(words))

    def place(self, name: str) -> tuple[str, Path]:
        return f"/home/{name}", self._folder / name


class Idle:
    """A plan with nothing to do."""

    afresh, idle = False, True


def test_a_setup_takes_its_files_in_one_order_and_says_that_it_is_no_release(
    tmp_path: Path,
) -> None:
    for name in ("python/Lib/b.py", "a.ico", "python/Lib/a.py", "python/c.dll"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    lines = windows_setup.files(tmp_path).splitlines()
    assert [line.removeprefix("File ").removeprefix(f'"{tmp_path}/') for line in lines] == [
        *('SetOutPath "$INSTDIR\\new\\python"', 'python/c.dll"'),
        *('SetOutPath "$INSTDIR\\new"', 'a.ico"'),
        *('SetOutPath "$INSTDIR\\new\\python\\Lib"', 'python/Lib/a.py"', 'python/Lib/b.py"'),
    ]
    assert "STAND-IN" in windows_setup.file_name("1.2.3")
    assert "代用品（3.11.7）" in windows_setup.first_page("JA", "3.11.7")
    assert "It is no release" in windows_setup.first_page("EN", "3.11.7")
    assert {*windows_setup.LICENCES} == {*windows_setup.FONTS}
    # What Wine plays has the fonts that a Setup brings.
    names = [name for each in windows_setup.FONTS.values() for name in each]
    assert [n for n in names if not any(map(partial(fnmatchcase, n), windows_python.FONTS))] == []
    script = (ROOT / "packaging/windows_setup.nsi").read_text("utf-8")
    assert f'!define APP_ID "{starting._NAME}"' in script
    assert all(f'"${{{name}}}"' in script for name in windows_setup.WHOM)


def test_libraries_stay_as_they_are_compiled_and_the_program_with_its_source(
    tmp_path: Path,
) -> None:
    for name in ("os.py", "site-packages/six.py", "site-packages/desk_app/main.py"):
        (tmp_path / "python/Lib" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "python/Lib" / name).write_text("A = 1\n", "utf-8")
    windows_setup.compile_once(sys.executable, tmp_path, Rules.read().with_source)
    tag = sys.implementation.cache_tag
    site = "site-packages/desk_app"
    assert program_tree.names_in(tmp_path / "python/Lib") == [
        *("os.pyc", f"{site}/__pycache__/main.{tag}.pyc", f"{site}/main.py"),
        "site-packages/six.pyc",
    ]
    found = imports.modules(tmp_path / "python/Lib/site-packages")
    assert list(found) == ["desk_app.main", "six"]


def test_a_font_is_left_without_what_another_draws(tmp_path: Path) -> None:
    file = manual_books.font("DejaVuSans.ttf")
    font = file.read_bytes()
    lean = lean_font.without(font, {ord("e"), ord("\u00e8"), ord("x")})
    (tmp_path / "a.ttf").write_bytes(lean)
    before, after = TrueType(file), TrueType(tmp_path / "a.ttf")
    assert [after.glyph(each) for each in "e\u00e8x"] == [0, 0, 0]
    for each in "\u00e9yA":
        assert after.glyph(each) == before.glyph(each)
    # What "\u00e9" is composed of stays, what nothing needs goes.
    parts = {each: after.outline(before.glyph(each)) for each in "e\u00e8\u00e9"}
    assert parts["e"] == before.outline(before.glyph("e")) != b""
    assert (bool(parts["\u00e9"]), parts["\u00e8"]) == (True, b"")
    assert len(lean_font.characters(lean)) == len(lean_font.characters(font)) - 3
    assert set(lean_font.tables(lean)) == set(lean_font.tables(font))


def test_the_manual_is_a_book_the_same_each_time(tmp_path: Path) -> None:
    for language in manual_html.LANGUAGES:
        (tmp_path / "manual" / language).mkdir(parents=True)
        Image.new("RGB", (8, 4), "blue").save(tmp_path / "manual" / language / "d.png")
        for number in (1, 2):
            chapter = tmp_path / "manual" / language / f"0{number}-a.md"
            chapter.write_text(
                "# 見本\n\n1. **𠮷** *a* `b<c`\n- [02](02-a.md)\n\n## d\n\n```\ne\n```\n\n"
                "![d](d.png)\n\n| e | f |\n|---|---|\n| g | `h` |\n",
                "utf-8",
            )
    python, made = Path(sys.executable), []
    for name in ("one", "two"):
        manual_books.print_books(python, tmp_path / "manual", tmp_path / name, "1.2.3")
        books = (tmp_path / name / each / "manual.pdf" for each in manual_html.LANGUAGES)
        made.append([each.read_bytes() for each in books])
    assert made[0] == made[1]
    assert all(b"/Outlines" in each and b"/Count 3" in each for each in made[0])


def test_a_setup_is_signed_by_a_certificate_whose_password_nobody_sees(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "osslsigncode").write_text(
        '#!/bin/sh\nread given\n[ "$given" = "quiet harbour" ] || { echo wrong; exit 1; }\n'
        'case "$*" in *harbour*) exit 1;; esac\n'
        'for each; do out=$each; done\n echo signed > "$out"\n'
    )
    (tmp_path / "osslsigncode").chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    setup = tmp_path / "a.exe"
    setup.write_text("plain")
    with pytest.raises(console.SetupError, match="wrong"):
        windows_setup.sign(setup, tmp_path / "a.p12", "another")
    assert setup.read_text() == "plain"
    windows_setup.sign(setup, tmp_path / "a.p12", "quiet harbour")
    assert setup.read_text() == "signed\n"
    assert sorted(each.name for each in tmp_path.iterdir()) == ["a.exe", "osslsigncode"]
    with pytest.raises(console.SetupError, match="archive"):
        installers._sign("deb", setup, tmp_path / "a.p12", "")


def test_an_installer_is_given_out_with_a_note_that_its_maker_signed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    told = []

    def build(_environment: Environment, out: Path, maker: str) -> Path:
        told.append(maker)
        (out / "a.deb").write_bytes(b"installer")
        return out / "a.deb"

    key = Ed25519PrivateKey.generate()
    how = BestAvailableEncryption(b"quiet harbour")
    pem = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, how)
    (tmp_path / "maker.pem").write_bytes(pem)
    monkeypatch.setattr("setup_env.Environment.plan", lambda _self: Idle())
    monkeypatch.setattr("setup_env.Environment.program", lambda *_: Path(sys.executable))
    monkeypatch.setattr("system_parts.check", lambda **_wanted: True)
    monkeypatch.setitem(installers.INSTALLERS, "deb", installers.Installer(build, "debian", 100))
    words = ["deb", "--out", str(tmp_path), "--release", str(tmp_path / "maker.pem")]
    monkeypatch.setattr("sys.stdin", io.StringIO("another\n"))
    assert (installers.main(words), told) == (1, [])
    assert "another" not in "".join(capsys.readouterr())
    monkeypatch.setattr("sys.stdin", io.StringIO("quiet harbour\n"))
    assert installers.main(words) == 0
    assert told == [key.public_key().public_bytes_raw().hex()]
    said, signature = read_note((tmp_path / "a.deb.release").read_bytes())
    key.public_key().verify(signature, said.signed())
    assert (said.system, said.file, said.size) == ("debian", "a.deb", 9)
    assert said.version == Source.of(ROOT).version


def test_a_failed_step_is_told_with_its_reason() -> None:
    assert Step("purge", 0, 3.2, "left: /usr/bin/desk-app").told().endswith("/usr/bin/desk-app")
