# SPDX-License-Identifier: MIT
"""The package of Debian proved in a Debian of its own, on which nothing else was ever installed.

One line a step: what held in it, and how long it took. As root: it makes that Debian in the user's
cache, once, and works in a copy that goes again.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import re
import shutil
import subprocess
import tempfile
import time
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

import console
import debian
import installers
import program_tree
import system_parts
from debian import PACKAGE, Terms
from installed_program import SCRIPTS, MainJob, Said, must, tried
from program_tree import Source
from system_parts import Part

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from setup_env import Environment

PARTS: Final = ("lintian", "install", "work", "upgrade", "purge")
TOOLS: Final = (
    Part(("debootstrap",), program="/usr/sbin/debootstrap"),
    Part(("lintian",), program="lintian"),
)
RECIPE: Final = 1
"""Counted on where the steps below make another Debian of the same."""
MADE: Final = "made.json"
CLERK: Final = "clerk"
HOME: Final = f"/home/{CLERK}"
SITE: Final = f"/usr/lib/{PACKAGE}"
SECONDS: Final = 900
OLD_FILE: Final = f"{SITE}/desk_app/of_the_version_before.py"
DESK, KEYS = f"{HOME}/.local/share/desk_app", f"{HOME}/.config/desk_app"
SURROUNDINGS: Final = {
    "PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
    "LC_ALL": "C.UTF-8",
    "TZ": "Asia/Tokyo",
    "DEBIAN_FRONTEND": "noninteractive",
}


@dataclass(frozen=True, slots=True)
class Chroot:
    """A Debian in a folder, whose processes see nothing of this one's."""

    folder: Path

    def run(self, words: Sequence[str], given: str = "", *, clerk: bool = False) -> Said:
        """Run a program in it to the end, as root or as the clerk."""
        more = {"HOME": "/root"}
        as_clerk: Sequence[str] = ()
        if clerk:
            more = {"HOME": HOME, "QT_QPA_PLATFORM": "offscreen", "USER": CLERK}
            as_clerk = ("setpriv", f"--reuid={CLERK}", f"--regid={CLERK}", "--init-groups")
        alone = ("unshare", "--mount", "--pid", "--ipc", "--fork", "--kill-child", "--mount-proc")
        try:
            done = subprocess.run(
                [*alone, f"--root={self.folder}", *as_clerk, *words],
                input=given,
                capture_output=True,
                check=False,
                encoding="utf-8",
                errors="replace",
                env={**SURROUNDINGS, **more},
                timeout=SECONDS,
            )
        except subprocess.TimeoutExpired:
            return Said(124, "", f"not done after {SECONDS} s")
        return Said(done.returncode, done.stdout, done.stderr)

    def must(self, *words: str) -> str:
        """Run a program as root and return what it wrote; raises SetupError where it failed."""
        said = self.run(words)
        if said.code:
            raise console.SetupError(f"{words[0]}: {said.out[-300:]}{said.err[-600:]}")
        return said.out

    def inside(self, place: str) -> Path:
        """Return a place in it as this system names it."""
        return self.folder / place.lstrip("/")

    def give(self, file: Path) -> str:
        """Put a file where the clerk and root can read it; how it is named there."""
        shutil.copy(file, self.inside(f"/var/cache/{file.name}"))
        return f"/var/cache/{file.name}"

    def program(self, words: Sequence[str], given: str = "") -> Said:
        """Give the installed program a command, as the clerk."""
        return self.run([f"/usr/bin/{PACKAGE}", *words], given, clerk=True)

    def script(self, name: str, words: Sequence[str], given: str = "") -> Said:
        """Run a script by the Python there and the package's libraries, as the clerk."""
        script = self.give(SCRIPTS / name)
        return self.run(["/usr/bin/python3", "-I", script, *words, SITE], given, clerk=True)

    def place(self, name: str) -> tuple[str, Path]:
        """Return a place below the clerk's home."""
        return f"{HOME}/{name}", self.inside(f"{HOME}/{name}")


def run(environment: Environment, words: Sequence[str]) -> int:
    """Prove the parts that the words name, all without words; 0 only if every step holds."""
    asked = _read(words)
    if os.name != "posix" or os.geteuid() != 0 or not shutil.which("dpkg"):
        raise console.SetupError("a Debian of its own is made by root, on Debian alone")
    if not system_parts.bring(TOOLS):
        raise console.SetupError("it is made by debootstrap: that is not here")
    package = _package(environment)
    began = time.monotonic()
    base = _made_base(Terms.read())
    console.say(f"Debian is ready after {time.monotonic() - began:.0f} s")
    found = []
    with _copy_of(base) as chroot:
        proof = Proof(chroot, package)
        for name, deed in proof.steps(asked.only):
            found.append(tried(name, deed))
            print(found[-1].told(), flush=True)
    if asked.json:
        said = {"package": package.name, "steps": [asdict(each) for each in found]}
        asked.json.write_text(json.dumps(said, indent=1) + "\n", "utf-8")
    return int(any(each.why for each in found))


def _read(words: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bootstrap.py deb", description=__doc__)
    parser.add_argument(
        "--only",
        metavar="PART,…",
        type=_names,
        default=list(PARTS),
        help=f"these parts alone, of {', '.join(PARTS)}",
    )
    parser.add_argument("--json", metavar="FILE", type=Path, help="write the figures there too")
    return parser.parse_args(words)


def _names(text: str) -> list[str]:
    names = text.split(",")
    unknown = sorted(set(names) - set(PARTS))
    if unknown:
        raise argparse.ArgumentTypeError(f"no part is called {', '.join(unknown)}")
    return names


def _package(environment: Environment) -> Path:
    """Return the package of this commit, made where none lies in the usual folder."""
    source, out = Source.of(environment.root), environment.root / "dist"
    made = out / debian.file_name(source.version, Terms.read())
    if made.is_file() and not source.changed:
        return made
    return installers.make("deb", environment, out)


@dataclass(frozen=True, slots=True)
class Proof:
    """The steps of the proof, each on the machine as the one before it left it."""

    chroot: Chroot
    package: Path

    def steps(self, parts: Sequence[str]) -> Iterator[tuple[str, Callable[[], int]]]:
        """Yield the steps of some parts by the names that are told; it is installed in any case."""
        if "lintian" in parts:
            yield "lintian", self._is_clean
        if parts != ["lintian"]:
            yield "install", self._install
        if "install" in parts:
            yield "libraries", self._has_libraries
        job = MainJob(self.chroot)
        known = job.steps()
        if "work" not in parts:
            # What comes later stands on a desk.
            known = {"demo": job.demo} if {"upgrade", "purge"} & set(parts) else {}
        yield from known.items()
        if "upgrade" in parts:
            yield "upgrade", lambda: self._upgrade(job)
        if "purge" in parts:
            yield "purge", self._purge

    def _is_clean(self) -> int:
        """Debian's own checker finds no error beyond those that the package gives a reason for."""
        done = subprocess.run(
            ["lintian", "--allow-root", "--fail-on=error", "--show-overrides", str(self.package)],
            capture_output=True,
            check=False,
            text=True,
        )
        wrong = [line for line in done.stdout.splitlines() if line.startswith("E:")]
        must(not wrong and done.returncode == 0, "\n".join(wrong) + done.stderr)
        return 1 + sum(line.startswith("O:") for line in done.stdout.splitlines())

    def _install(self) -> int:
        """It is installed with all that it needs, and every file lies there as it was packed."""
        there = self.chroot.give(self.package)
        said = self.chroot.run(["apt-get", "install", "-y", "--no-install-recommends", there])
        must(said.code == 0, said.out[-300:] + said.err)
        self._verified()
        return self.chroot.run(["dpkg", "--listfiles", PACKAGE]).out.count("\n")

    def _verified(self) -> None:
        said = self.chroot.run(["dpkg", "--verify", PACKAGE])
        must(said.code == 0 and not said.out, said.out + said.err)

    def _has_libraries(self) -> int:
        """No library of it lacks one: what they stand on came with it or by its terms."""
        folder = self.chroot.inside(SITE)
        files = [f"{SITE}/{each.relative_to(folder)}" for each in folder.rglob("*.so*")]
        said = self.chroot.run(["ldd", *files])
        lacking = sorted(set(re.findall(r"\S+ => not found", said.out)))
        must(not lacking, ", ".join(lacking))
        return len(files)

    def _upgrade(self, job: MainJob) -> int:
        """The version before gives way to this one; the desk is whole, and no file is left."""
        with tempfile.TemporaryDirectory(prefix="desk-app-before-") as folder:
            before = self.chroot.give(_version_before(self.package, Path(folder)))
        for words in (["remove", PACKAGE], ["install", before]):
            said = self.chroot.run(["apt-get", "-y", "--allow-downgrades", *words])
            must(said.code == 0, said.out[-300:] + said.err)
        must(self.chroot.inside(OLD_FILE).is_file(), "the version before is not there")
        there = self.chroot.give(self.package)
        said = self.chroot.run(["apt-get", "-y", "install", there])
        must(said.code == 0, said.out[-300:] + said.err)
        must(not self.chroot.inside(OLD_FILE).exists(), f"{OLD_FILE} is left")
        self._verified()
        desk, _ = job.machine.place("見本 の 窓口/desk")
        words = ["verify", "--desk", desk, "--password-fd", "0", "--json"]
        whole = self.chroot.program(words, f"{job.name}\n{job.password}\n")
        must(whole.code == 0, whole.out + whole.err)
        return sum(json.loads(whole.out)["counts"].values())

    def _purge(self) -> int:
        """Nothing of the package stays, every file of a desk does, and that is said."""
        _, sample = self.chroot.place("見本 の 窓口")
        for name, place in (("desk", DESK), ("keys", KEYS)):
            if (sample / name).is_dir():
                # What the work before wrote of the clerk's lies there already.
                shutil.copytree(sample / name, self.chroot.inside(place), dirs_exist_ok=True)
        kept = _hashes(self.chroot.inside(HOME))
        said = self.chroot.run(["apt-get", "-y", "purge", PACKAGE])
        must(said.code == 0, said.out + said.err)
        left = [each for each in (SITE, f"/usr/bin/{PACKAGE}") if self.chroot.inside(each).exists()]
        must(not left, f"left: {', '.join(left)}")
        must("~/.local/share/desk_app" in said.out and "~/.config/desk_app" in said.out, said.out)
        must(kept == _hashes(self.chroot.inside(HOME)), "files of a desk are gone or changed")
        return len(kept)


def _hashes(folder: Path) -> dict[str, str]:
    files = (each for each in folder.rglob("*") if each.is_file())
    return {str(each): hashlib.sha256(each.read_bytes()).hexdigest() for each in files}


def _version_before(package: Path, folder: Path) -> Path:
    """Return the same package under an earlier version, with a file that this one has no more."""
    tree = folder / "tree"
    done = console.follow(["dpkg-deb", "--raw-extract", str(package), str(tree)])
    must(done.code == 0, done.complaint())
    control = tree / "DEBIAN/control"
    text = re.sub(r"(?m)^Version: (.*)$", r"Version: \1~before", control.read_text("utf-8"))
    control.write_text(text, "utf-8")
    (tree / OLD_FILE.lstrip("/")).write_text('"""Gone in the next version."""\n', "utf-8")
    return debian.pack(tree, folder / f"{PACKAGE}-before.deb", 0, debian.QUICK)


def _made_base(terms: Terms) -> Path:
    """Return the untouched Debian, made where it is not; raises SetupError."""
    digest = hashlib.sha256(repr((RECIPE, terms.release, terms.all_depends())).encode())
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    folder = cache / program_tree.PROGRAM / f"debian-{digest.hexdigest()[:12]}"
    if not (folder / MADE).is_file():
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        try:
            _make_base(Chroot(folder / "root"), terms)
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise
        (folder / MADE).write_text(json.dumps({"release": terms.release}) + "\n", "utf-8")
    return folder / "root"


def _make_base(chroot: Chroot, terms: Terms) -> None:
    """Make the least Debian with a clerk; what the package needs is fetched, not installed."""
    archives = _archives(terms.release)
    console.say(f"making a Debian ({terms.release}) in {chroot.folder} (some 0.5 GB, once) ...")
    words = ["--variant=minbase", f"--arch={terms.architecture}", terms.release]
    made = console.follow(["debootstrap", *words, str(chroot.folder), archives[0][0]], _stage)
    if made.code:
        raise console.SetupError(f"debootstrap ended with code {made.code}:\n{made.complaint()}")
    lines = (f"deb {address} {suite} main\n" for address, suite in archives)
    chroot.inside("/etc/apt/sources.list").write_text("".join(lines), "utf-8")
    told = subprocess.run(
        ["apt-config", "dump", "Acquire"], capture_output=True, check=True, text=True
    ).stdout
    chroot.inside("/etc/apt/apt.conf.d/90-as-here").write_text(told, "utf-8")
    for name in ("resolv.conf", "hosts"):
        shutil.copyfile(f"/etc/{name}", chroot.inside(f"/etc/{name}"))
    chroot.must("useradd", "--create-home", CLERK)
    console.say("fetching what the package needs of Debian ...")
    chroot.must("apt-get", "update")
    first = [each.partition(" | ")[0].partition(" ")[0] for each in terms.all_depends()]
    options = ("install", "-y", "--no-install-recommends", "--download-only")
    chroot.must("apt-get", *options, *dict.fromkeys(first))


def _stage(line: str) -> str | None:
    return line.removeprefix("I: ") if line.startswith("I: ") else None


def _archives(release: str) -> list[tuple[str, str]]:
    """Return where this machine gets that release and its updates from; raises SetupError."""
    told = subprocess.run(
        ["apt-get", "indextargets", "--format", "$(REPO_URI) $(RELEASE)"],
        capture_output=True,
        check=False,
        text=True,
    ).stdout
    pairs = dict.fromkeys(line.partition(" ")[::2] for line in told.splitlines())
    found = [pair for pair in pairs if pair[1].partition("-")[0] == release]
    found.sort(key=lambda pair: pair[1] != release)
    if not found or found[0][1] != release:
        raise console.SetupError(f"this machine gets no Debian of the release {release}")
    return found


@contextmanager
def _copy_of(base: Path) -> Iterator[Chroot]:
    """Keep a copy of the untouched Debian for one proof; afterwards it is gone."""
    folder = Path(tempfile.mkdtemp(prefix="proof-", dir=base.parent))
    try:
        copied = console.follow(["cp", "-a", "--reflink=auto", f"{base}/.", str(folder)])
        if copied.code:
            raise console.SetupError(f"no copy of it could be made:\n{copied.complaint()}")
        yield Chroot(folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
