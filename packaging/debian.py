# SPDX-License-Identifier: MIT
"""The package of Debian: the program with its own libraries, the same bytes of the same commit."""

from __future__ import annotations

import gzip
import hashlib
import os
import shutil
import tempfile
import tomllib
from dataclasses import dataclass
from pathlib import Path
from string import Template
from time import gmtime, strftime
from typing import TYPE_CHECKING, Final

import console
import inside
import manual_books
import program_tree
import system_parts
from program_tree import Source
from wheels import Pip

if TYPE_CHECKING:
    from collections.abc import Sequence

    from inside import Library
    from setup_env import Environment

HERE: Final = Path(__file__).resolve().parent
PARTS: Final = HERE / "debian"
PACKAGE: Final = "desk-app"
SYSTEM: Final = "debian"
"""What a program is told that it runs on, and a note says of its installer."""
MOST_BYTES: Final = 85 * 1000 * 1000
"""How large the package may be."""
COMPRESSION: Final = ("-Zxz", "-z1", "--threads-max=1")
"""One thread: with more, what comes out depends on how many there are."""
QUICK: Final = ("-Zzstd", "-z1", "--threads-max=1")
"""For a package that only a proof installs."""
TOOLS: Final = (system_parts.Part(("dpkg",), program="dpkg-deb"),)
SCRIPTS: Final = ("postinst", "prerm", "postrm")


@dataclass(frozen=True, slots=True)
class Terms:
    """The Debian that it is made for."""

    release: str
    architecture: str
    python: str
    platforms: tuple[str, ...]
    depends: tuple[str, ...]

    @classmethod
    def read(cls) -> Terms:
        """Read the file that says it."""
        told = tomllib.loads((HERE / "debian.toml").read_text("utf-8"))
        return cls(
            told["release"],
            told["architecture"],
            told["python"],
            tuple(told["platforms"]),
            tuple(told["depends"]),
        )

    def all_depends(self) -> list[str]:
        """Return what has to be there, the system's parts too."""
        parts = (" | ".join(part.packages) for part in system_parts.FOR_THE_PROGRAM)
        return [*self.depends, *parts]


def build(environment: Environment, out: Path, maker: str = "") -> Path:
    """Make the package of the commit that is checked out; raises SetupError where it cannot be.

    ``maker`` is the public key (hex) by which the program knows newer ones, if any.
    """
    if not system_parts.bring(TOOLS):
        raise console.SetupError("a package of Debian is made by dpkg-deb: it is not here")
    source, terms = Source.of(environment.root, maker), Terms.read()
    console.say(f"a package for Debian ({terms.release}) of {source.told()}")
    with tempfile.TemporaryDirectory(prefix="desk-app-deb-") as folder:
        tree = Path(folder) / "tree"
        lay_down(environment, source, terms, tree)
        return pack(tree, out / file_name(source.version, terms), source.seconds)


def file_name(version: str, terms: Terms) -> str:
    """Return what a package of a version is called."""
    return f"{PACKAGE}_{version}_{terms.architecture}.deb"


def lay_down(environment: Environment, source: Source, terms: Terms, tree: Path) -> None:
    """Lay down all that the package has, where it will lie."""
    site = tree / "usr/lib" / PACKAGE
    site.mkdir(parents=True)
    pip = Pip(environment.program("python"), terms.python, terms.platforms)
    program_tree.make(environment, source, pip, site, SYSTEM)
    words = {
        "version": source.version,
        "day": strftime("%Y-%m-%d", gmtime(source.seconds)),
        "architecture": terms.architecture,
        "depends": ", ".join(terms.all_depends()),
    }
    _add_shared(environment, tree / "usr/share", words)
    _add_papers(environment, source, site, tree / "usr/share/doc" / PACKAGE, words["day"])
    program = tree / "usr/bin" / PACKAGE
    program.parent.mkdir()
    shutil.copyfile(PARTS / PACKAGE, program)
    write_control(tree, words)


def _add_shared(environment: Environment, share: Path, words: dict[str, str]) -> None:
    """Add what the desktop asks for: menu, description, kinds of files, icons, the page of man."""
    for part, place in (
        ("desk_app.desktop", "applications/desk_app.desktop"),
        ("metainfo.xml", "metainfo/local.desk_app.desk_app.metainfo.xml"),
        ("mime.xml", f"mime/packages/{PACKAGE}.xml"),
        ("overrides", f"lintian/overrides/{PACKAGE}"),
    ):
        _write(share / place, _filled(part, words))
    page = share / f"man/man1/{PACKAGE}.1.gz"
    page.parent.mkdir(parents=True)
    page.write_bytes(gzip.compress(_filled("desk-app.1", words).encode("utf-8"), mtime=0))
    with tempfile.TemporaryDirectory(prefix="desk-app-icons-") as folder:
        draw_icons(environment, Path(folder))
        for picture in Path(folder).glob("*.png"):
            size = share / f"icons/hicolor/{picture.stem}x{picture.stem}"
            for kind, name in (
                ("apps", "desk_app"),
                ("mimetypes", "application-x-desk-app-rulebook"),
            ):
                (size / kind).mkdir(parents=True, exist_ok=True)
                shutil.copyfile(picture, size / kind / f"{name}.png")


def draw_icons(environment: Environment, folder: Path) -> None:
    """Have the program's icon drawn in every size; raises SetupError with what was said."""
    rooms = os.pathsep.join(map(str, (environment.root, HERE)))
    command = [str(environment.program("python")), str(HERE / "app_icons.py"), str(folder)]
    done = console.follow(command, environment=os.environ | {"PYTHONPATH": rooms})
    if done.code:
        raise console.SetupError(f"the icon could not be drawn:\n{done.complaint()}")


def _add_papers(environment: Environment, source: Source, site: Path, doc: Path, day: str) -> None:
    """Add the manual, the licences, the list of what is inside and the package's own history."""
    found = inside.libraries(site)
    manual_books.write(environment, source, doc / "manual")
    _write(doc / "copyright", copyright_of(source.root, found, site))
    _write(doc / "sbom.cdx.json", inside.sbom(source, f"debian-{Terms.read().release}", found, ()))
    when = strftime("%a, %d %b %Y %H:%M:%S +0000", gmtime(source.seconds))
    entry = (
        f"{PACKAGE} ({source.version}) unstable; urgency=medium\n\n"
        f"  * As of {day}, commit {source.commit[:10]}.\n\n"
        f" -- The desk_app authors <desk-app@desk-app.local>  {when}\n"
    )
    (doc / "changelog.gz").write_bytes(gzip.compress(entry.encode("utf-8"), mtime=0))


def copyright_of(root: Path, found: Sequence[Library], site: Path) -> str:
    """Return the licences of all that is inside, as Debian's form has them."""
    own = (root / "LICENSE").read_text("utf-8")
    lines = [
        "Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/",
        "Upstream-Name: desk_app",
        "",
        "Files: *",
        "Copyright: 2026 The desk_app authors",
        "License: Expat",
        *_indented(own.partition("\n\n")[2].partition("\n\n")[2]),
    ]
    for each in found:
        texts = [f"/usr/lib/{PACKAGE}/{text.relative_to(site).as_posix()}" for text in each.texts]
        lines += [
            "",
            f"Files: usr/lib/{PACKAGE}/{each.name.lower().replace('-', '_')}*",
            f"Copyright: the makers of {each.name} {each.version}",
            f"License: {each.name}-{each.version}",
            f" {each.licence}.",
            *(f" Its text: {text}" for text in texts),
        ]
        if "LGPL" in each.licence or not texts:
            lines += [
                " On Debian systems the text of the GNU Lesser General Public License, version 3,",
                " is in /usr/share/common-licenses/LGPL-3, that of the GNU General Public License",
                " in /usr/share/common-licenses/GPL-2 and GPL-3.",
            ]
    return "\n".join(lines) + "\n"


def _indented(text: str) -> list[str]:
    return [f" {line}" if line else " ." for line in text.strip().splitlines()]


def write_control(tree: Path, words: dict[str, str]) -> None:
    """Write what dpkg reads of the package: its terms, its scripts, the sums of its files."""
    control = tree / "DEBIAN"
    kilobytes = str(-(-program_tree.size_of(tree / "usr") // 1024))
    _write(control / "control", _filled("control", {**words, "kilobytes": kilobytes}))
    for script in SCRIPTS:
        shutil.copyfile(PARTS / script, control / script)
    names = program_tree.names_in(tree / "usr")
    sums = (
        f"{hashlib.md5((tree / 'usr' / name).read_bytes(), usedforsecurity=False).hexdigest()}"
        f"  usr/{name}\n"
        for name in names
    )
    _write(control / "md5sums", "".join(sums))


def pack(tree: Path, file: Path, seconds: int, how: Sequence[str] = COMPRESSION) -> Path:
    """Pack what lies in a folder; raises SetupError with what dpkg-deb said."""
    program_tree.make_even(tree, seconds)
    for script in SCRIPTS:
        (tree / "DEBIAN" / script).chmod(0o755)
    file.parent.mkdir(parents=True, exist_ok=True)
    console.say("packing it ...")
    done = console.follow(
        ["dpkg-deb", "--root-owner-group", *how, "--build", str(tree), str(file)],
        environment=os.environ | {"SOURCE_DATE_EPOCH": str(seconds), "LC_ALL": "C.UTF-8"},
    )
    if done.code:
        raise console.SetupError(f"dpkg-deb ended with code {done.code}:\n{done.complaint()}")
    return file


def _filled(part: str, words: dict[str, str]) -> str:
    return Template((PARTS / part).read_text("utf-8")).safe_substitute(words)


def _write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")
