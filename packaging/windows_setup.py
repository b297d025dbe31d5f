# SPDX-License-Identifier: MIT
"""The Setup.exe of Windows, made on Debian: the program, its Python, its fonts, for one user."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path
from typing import TYPE_CHECKING, Final

import console
import debian
import inside
import lean_font
import manual_books
import program_tree
import system_parts
import windows_python
from inside import Library
from program_tree import Rules, Source
from system_parts import Part
from wheels import Pip

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pythons import Python
    from setup_env import Environment
    from windows_python import Wine

HERE: Final = Path(__file__).resolve().parent
MOST_BYTES: Final = 110 * 1000 * 1000
"""How large the Setup may be."""
TOOLS: Final = (Part(("nsis",), program="makensis"),)
SIGNERS: Final = (Part(("osslsigncode",), program="osslsigncode"),)
STAND_IN: Final = "STAND-IN"
"""What the name of a Setup says whose Python is none that its makers released for Windows."""
FIRST: Final = {
    "JA": "届いた封書から、正しい通知書まで。$Whom",
    "EN": "From an opened envelope to the right letter. $Whom",
}
"""What the first page says, with one of the two below."""
WHOM: Final = {
    "ONE_JA": "いまの利用者だけに入れるので、管理者の権限はいりません。",
    "ONE_EN": "It is installed for this user alone; no administrator is needed.",
    "ALL_JA": "このパソコンのすべての利用者に入れます。",
    "ALL_EN": "It is installed for all users of this computer.",
}
"""Whom it is installed for: the one who starts it, or with /ALLUSERS everybody."""
NO_RELEASE: Final = {
    "JA": "これは試験用です。Python が代用品（{version}）のため、配布には使えません。",
    "EN": "This one is for trials: its Python is a stand-in ({version}). It is no release.",
}
FONTS: Final = {
    "fonts-morisawa-bizud-mincho": ("BIZUDPMincho-Regular.ttf",),
    "fonts-morisawa-bizud-gothic": (
        "BIZUDPGothic-Regular.ttf",
        "BIZUDPGothic-Bold.ttf",
        "BIZUDGothic-Regular.ttf",
    ),
    "fonts-ipaexfont": ("ipaexm.ttf", "ipaexg.ttf"),
    "fonts-ipamj-mincho": ("ipamjm.ttf",),
    "fonts-hanazono": ("HanaMinA.ttf", "HanaMinB.ttf"),
    "fonts-dejavu-core": ("DejaVuSans.ttf",),
}
"""The fonts of letters by Debian's packages, which name their licences."""
ASKED_BEFORE, ASKED_LAST = "ipamjm.ttf", ("HanaMinA.ttf", "HanaMinB.ttf")
"""Whose licence lets anybody leave out of it what the other has: twenty-seven megabytes."""
LICENCES: Final = {
    "fonts-morisawa-bizud-mincho": "OFL-1.1",
    "fonts-morisawa-bizud-gothic": "OFL-1.1",
    "fonts-ipaexfont": "IPA",
    "fonts-ipamj-mincho": "IPA",
    "fonts-hanazono": "LicenseRef-Hanazono-Font-License",
    "fonts-dejavu-core": "Bitstream-Vera",
}
OF_PYTHON: Final = {
    "CPython": "PSF-2.0",
    "OpenSSL": "Apache-2.0",
    "SQLite": "blessing",
    "Expat": "MIT",
    "zlib": "Zlib",
    "libffi": "MIT",
    "Microsoft-Visual-C++-runtime": "LicenseRef-Microsoft-Visual-Studio-redistributable",
}
"""Python and what it brings, with their licences."""
TOLD_BY: Final = {
    "libssl3t64": "OpenSSL",
    "libsqlite3-0": "SQLite",
    "libexpat1": "Expat",
    "zlib1g": "zlib",
    "libffi8": "libffi",
}
"""Debian's packages that have the licence of what Python brings."""
ASKED: Final = """
import json, pyexpat, sqlite3, ssl, sys, zlib
print(json.dumps({
    "CPython": "{}.{}.{}".format(*sys.version_info),
    "OpenSSL": ssl.OPENSSL_VERSION.split()[1],
    "SQLite": sqlite3.sqlite_version,
    "Expat": pyexpat.EXPAT_VERSION.removeprefix("expat_"),
    "zlib": zlib.ZLIB_RUNTIME_VERSION,
    "libffi": "8",
    "Microsoft-Visual-C++-runtime": "14",
}))
"""
NOT_OF_PYTHON: Final = (
    "site-packages",
    "__pycache__",
    *("lib2to3", "distutils", "pydoc_data", "ensurepip", "venv", "unittest", "curses", "dbm"),
)
"""What of the standard library no program needs that is installed."""
NEW: Final = r"$INSTDIR\new"
"""Where the Setup lays down all of it before anything of an old version goes."""
SYSTEM: Final = "windows"
PACKED, QUICKLY = "lzma", "zlib"
"""How a Setup is packed, and one that only a proof installs."""
SIDE: Final = "side.bmp"
"""The picture beside the first page and the last, which is not installed."""
PROGRAMS: Final = ("dll", "exe", "pyd")
COMMON: Final = Path("/usr/share/common-licenses")


@dataclass(frozen=True, slots=True)
class Kit:
    """What a Setup is made of beside the checkout: the Python of Windows, and its like here."""

    wine: Wine
    linux: Python
    line: str

    @classmethod
    def ready(cls, environment: Environment) -> Kit:
        """Make it ready; raises SetupError with what is missing."""
        wine = windows_python.make_ready(environment)
        linux, stand_in = windows_python.choose(windows_python.stand_ins())
        return cls(wine, linux, stand_in.line)


def build(environment: Environment, out: Path, maker: str = "", how: str = PACKED) -> Path:
    """Make the Setup of the commit that is checked out; raises SetupError where it cannot be.

    ``maker`` is the public key (hex) by which the program knows newer ones, if any.
    """
    if not system_parts.bring(TOOLS):
        raise console.SetupError("a Setup.exe is made by makensis: it is not here")
    source, kit = Source.of(environment.root, maker), Kit.ready(environment)
    console.say(f"a Setup for Windows of {source.told()}")
    console.say(f"its Python is a stand-in ({kit.wine.version}): it says so, and is no release")
    with tempfile.TemporaryDirectory(prefix="desk-app-setup-") as folder:
        app = Path(folder) / "app"
        lay_down(environment, source, kit, app)
        program_tree.make_even(app, source.seconds)
        return _pack(source, kit, app, out / file_name(source.version), how)


def file_name(version: str) -> str:
    """Return what a Setup of a version is called."""
    return f"desk-app-{version}-{STAND_IN}-setup.exe"


def lay_down(environment: Environment, source: Source, kit: Kit, app: Path) -> None:
    """Lay down all that the Setup has, where it will lie."""
    python = app / "python"
    ignored = shutil.ignore_patterns(*NOT_OF_PYTHON)
    shutil.copytree(kit.wine.python.parent, python, ignore=ignored)
    site = python / "Lib/site-packages"
    site.mkdir()
    pip = Pip(environment.program("python"), kit.line, windows_python.PLATFORMS)
    program_tree.make(environment, source, pip, site, SYSTEM)
    fonts = site / "desk_app/_resources/fonts"
    fonts.mkdir()
    add_fonts(fonts)
    manual_books.write(environment, source, app / "manual")
    found = inside.libraries(site)
    more = [Library(name, _version_of(name), LICENCES[name], ()) for name in FONTS]
    more += _of_python(environment, kit)
    (app / "sbom.cdx.json").write_text(inside.sbom(source, "windows", found, more), "utf-8")
    licences = "\r\n".join("\n".join(_licences(source.root, python, found)).splitlines())
    (app / "LICENCES.txt").write_text(licences, "utf-8", newline="")
    (app / "desk-app.cmd").write_bytes(b'@"%~dp0python\\python.exe" -I -m desk_app %*\r\n')
    with tempfile.TemporaryDirectory(prefix="desk-app-icons-") as folder:
        debian.draw_icons(environment, Path(folder))
        shutil.copyfile(Path(folder) / "desk_app.ico", app / "desk_app.ico")
        shutil.copyfile(Path(folder) / SIDE, app.parent / SIDE)
    compile_once(kit.linux.program, app, Rules.read().with_source)


def _of_python(environment: Environment, kit: Kit) -> Iterator[Library]:
    """Yield Python itself and the libraries that it brings, by what they say of themselves."""
    said = kit.wine.run(["-I", "-c", ASKED], environment.root, 300)
    told = json.loads(said.lines[-1]) if said.code == 0 else {}
    if {*told} != {*OF_PYTHON}:
        raise console.SetupError(f"its Python does not say what it brings:\n{said.complaint()}")
    for name, licence in OF_PYTHON.items():
        yield Library(name, str(told[name]), licence, ())


def add_fonts(folder: Path) -> None:
    """Add the fonts of letters; of those asked last, what no font before them draws."""
    known = {*lean_font.characters(manual_books.font(ASKED_BEFORE).read_bytes())}
    for name in (name for names in FONTS.values() for name in names):
        font = manual_books.font(name).read_bytes()
        lean = name in ASKED_LAST
        (folder / name).write_bytes(lean_font.without(font, known) if lean else font)


def _version_of(package: str) -> str:
    asked = ["dpkg-query", "--show", "--showformat=${Version}", package]
    done = console.follow(asked)
    return done.lines[0] if done.code == 0 and done.lines else ""


def _licences(root: Path, python: Path, found: Sequence[Library]) -> Iterator[str]:
    """Yield the licences of all that is inside, each below its name."""
    yield f"desk_app\n\n{(root / 'LICENSE').read_text('utf-8')}"
    yield _headed("CPython", (python / "Lib/LICENSE.txt").read_text("utf-8"))
    for each in found:
        texts = [text.read_text("utf-8", "replace") for text in each.texts]
        yield _headed(f"{each.name} {each.version}: {each.licence}", "\n".join(texts))
    for name in ("LGPL-3", "GPL-3", "GPL-2", "Apache-2.0"):
        yield _headed(name, (COMMON / name).read_text("utf-8"))
    told = {package: ", ".join(names) for package, names in FONTS.items()}
    for package, name in {**told, **TOLD_BY}.items():
        words = Path("/usr/share/doc") / package / "copyright"
        less = f" (changed: without the characters that {ASKED_BEFORE} has)"
        changed = less if ASKED_LAST[0] in name else ""
        yield _headed(f"{name}{changed}", words.read_text("utf-8", "replace"))


def _headed(name: str, text: str) -> str:
    return f"\n{'=' * 72}\n{name}\n{'=' * 72}\n\n{text}"


def compile_once(python: str, app: Path, kept: Sequence[str]) -> None:
    """Compile it for good: no start looks at the time of a file, none writes.

    Of the libraries only what is compiled stays, where its source lay; the program's own source
    stays beside it, as does what the names (patterns below `Lib`) say.
    """
    library = app / "python/Lib"
    _compile(python, app, "-b")
    for name in program_tree.names_in(library):
        compiled = library / f"{name}c"
        if name.endswith(".py") and compiled.exists():
            stays = any(fnmatchcase(name, each) for each in kept)
            (compiled if stays else library / name).unlink()
    _compile(python, app)


def _compile(python: str, app: Path, *how: str) -> None:
    options = ["-q", "--invalidation-mode=unchecked-hash", "-s", str(app), *how]
    done = console.follow(
        [python, "-m", "compileall", *options, str(app / "python/Lib")],
        environment=os.environ | {"PYTHONHASHSEED": "0"},
    )
    if done.code:
        raise console.SetupError(f"it could not be compiled:\n{done.complaint()}")


def files(app: Path) -> str:
    """Return the lines by which makensis takes every file, in an order that is always the same.

    Those of one kind stand together, for what is alike is packed once.
    """
    lines, folder = [], None
    for name in sorted(program_tree.names_in(app), key=_kind):
        place = name.rpartition("/")[0].replace("/", "\\")
        if place != folder:
            folder = place
            lines.append(f'SetOutPath "{NEW}\\{place}"'.replace('\\"', '"'))
        lines.append(f'File "{app / name}"')
    return "\n".join(lines) + "\n"


def _kind(name: str) -> tuple[str, str, str]:
    """Return where a file stands among the others: its kind, its name, its place."""
    kind = name.rpartition(".")[2].lower()
    return ("dll" if kind in PROGRAMS else kind, name.rpartition("/")[2], name)


def _pack(source: Source, kit: Kit, app: Path, file: Path, how: str) -> Path:
    listed = app.parent / "files.nsh"
    listed.write_text(files(app), "utf-8")
    file.parent.mkdir(parents=True, exist_ok=True)
    told = {
        "APP": app,
        "SIDE": app.parent / SIDE,
        "FILES": listed,
        "OUT": file,
        "VERSION": source.version,
        "NUMBER": source.version.partition("+")[0],
        "MARK": f"({STAND_IN})",
        "PACKED": how,
        "KILOBYTES": program_tree.size_of(app) // 1024,
        **{f"FIRST_{each}": first_page(each, kit.wine.version) for each in FIRST},
        **WHOM,
    }
    console.say("packing it (some minutes) ...")
    # The smallest takes minutes of a processor: others of this machine go first.
    first = ["nice", "-n", "10"] if how == PACKED else []
    done = console.follow(
        [*first, "makensis", "-V2", "-INPUTCHARSET", "UTF8"]
        + [f"-D{name}={value}" for name, value in told.items()]
        + [str(HERE / "windows_setup.nsi")],
        environment=os.environ | {"SOURCE_DATE_EPOCH": str(source.seconds), "LC_ALL": "C.UTF-8"},
    )
    if done.code:
        raise console.SetupError(f"makensis ended with code {done.code}:\n{done.complaint()}")
    return file


def sign(setup: Path, certificate: Path, password: str) -> None:
    """Sign a Setup as Windows reads it (Authenticode); raises SetupError with what was said.

    No server of time is asked, as nothing here uses a network: once the certificate has ended,
    Windows warns again.
    """
    if not system_parts.bring(SIGNERS):
        raise console.SetupError("a Setup is signed by osslsigncode: it is not here")
    signed = setup.with_suffix(".signed")
    command = [
        "osslsigncode",
        "sign",
        "-pkcs12",
        str(certificate),
        "-readpass",
        "-",
        "-h",
        "sha256",
    ]
    done = subprocess.run(
        [*command, "-n", "desk_app", "-in", str(setup), "-out", str(signed)],
        input=password,
        capture_output=True,
        check=False,
        encoding="utf-8",
    )
    if done.returncode:
        signed.unlink(missing_ok=True)
        raise console.SetupError(f"osslsigncode: {(done.stderr or done.stdout)[-500:]}")
    signed.replace(setup)


def first_page(language: str, version: str) -> str:
    """Return what the first page of a Setup with a stand-in says."""
    return f"{FIRST[language]}$\\r$\\n$\\r$\\n{NO_RELEASE[language].format(version=version)}"
