# SPDX-License-Identifier: MIT
"""Checks an evidence pack with nothing but Python's standard library.

Usage: python3 verify.py [FOLDER] [--lang ja|en], signatures.py beside it. It computes hashes, the
journal's entries and signatures (Ed25519) again, and says what it cannot know, in the machine's
language. Exit 0: all is as signed; 13: not. It names the file that is not. Where Python says
Traceback or SyntaxError, this file itself was changed: sha256sum verify.py tells.
"""

import sys

if __name__ == "__main__" and not sys.flags.safe_path:
    del sys.path[0]  # what lies in the folder is never taken for the standard library

import json
import locale
import re
from base64 import b64encode
from collections.abc import Callable, Iterator
from functools import partial
from hashlib import file_digest, sha256
from io import TextIOWrapper
from itertools import pairwise
from pathlib import Path
from types import ModuleType
from typing import Any

HERE = Path(__file__).parent
MANIFEST, SIGNATURES, OWN = "manifest.json", "signatures.py", b"desk_app evidence pack\0"
JOURNAL, ROSTER, DISPOSALS = "journal.json", "roster.json", "disposals.json"
OF_ONE_PACK = {JOURNAL, "summary.pdf"}
"""No two packs have the same: each is noted in the journal, and says its day."""
SIGNATURES_IS = "597c2387d9e0d3829982741fd77481a0f450a6f5f7d00fbda2ce5d1ba97e12d1"
LARGEST = 2**28
"""No file of a pack has so many bytes: a larger one is not read."""
CONTENT = "content_sha256"
DECISION = ("desk_app decision proposed 2", "desk_app decision approved 2")
DISPOSAL = ("desk_app disposal proposed 2", "desk_app disposal signed 2")
RULEBOOK = ("desk_app rulebook proposed 2", "desk_app rulebook confirmed 2")
ACTIONS = ("decision_proposed", "decision_approved")
NAME = re.compile(r"[\w-][\w.-]*", re.ASCII)
SAYS = ("files", "sequence", "head", "roster", "disposals", "signed_by", "signature")
SIGNED = re.compile("[A-Za-z0-9+/]{85}[AQgw]==")  # the last of 64 bytes leaves four bits empty
BEFORE = "of before the roster, or of a key it does not name: signature not computed"
UNREADABLE = (OSError, LookupError, TypeError, AttributeError, ValueError, RuntimeError)
RESTORED = "names a journal that a restore left behind, or another one"
UNREAD, ABSENT = "it cannot be read to its end", "it is not there"
OTHER, LARGE = "it is not the file that was signed", "it is larger than any file of a pack"
UNSIGNED = "it is not signed by anybody whom the roster knows"
BROKEN = (
    "最後まで実行できません。変えられたかもしれません（README.txt の4） / "
    "it cannot be run to its end: it may have been changed (README.txt, 4)"
)
STRANGE = "it names another roster or list of disposals"
EXCHANGED = "it is signed, and of another pack, unless these are"
JAPANESE = HERE / "words-ja.txt"
JAPANESE_IS = "5dc989663bb77e7dd5512257c4aebd5f3e0c5d93fc7ece7e15c4cf81fb7db04a"
WITHOUT_WORDS = {
    ABSENT: "ありません",
    OTHER: "署名されたファイルではありません",
    LARGE: "証跡のファイルとしては大きすぎます",
}
"""Without that file or where it was changed these are said in Japanese, and the rest is not."""
OTHERWISE = (
    ("roster: ", f"{ROSTER}: "),
    ("disposal list: ", f"{DISPOSALS}: "),
    ("manifest.json is not signed by anybody whom the roster knows", f"{MANIFEST}: {UNSIGNED}"),
    (
        "roster or disposal list is not what the manifest names",
        f"{MANIFEST}: {STRANGE}",
    ),
)
"""How the verifier of a backup says it, and how it is said of a pack."""
Json = dict[str, Any]


class Pack:
    """A pack under examination: what is wrong, and what it cannot tell."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.wrong: list[str] = []
        self.unknown: list[str] = []
        self.differs: dict[str, str] = {}
        self.hashes: dict[int, str] = {0: bytes(32).hex()}
        self.entries: list[list[Any]] = []
        self.history: list[dict[str, tuple[bytes, str]]] = [{}]
        self.heads = [""]
        self.counts = dict.fromkeys(("signatures", "letters", "gaps", "bridged", "disposed"), 0)
        self.base: Any = None

    def read(self, name: str) -> Json:
        """Return a file of the pack; raises what is in UNREADABLE."""
        path = self.folder / name
        if not path.is_file() or path.stat().st_size > LARGEST:
            raise ValueError(name)
        found = json.loads(path.read_bytes())
        if not isinstance(found, dict):
            raise TypeError(name)
        return found

    def find(self, name: str, what: str) -> None:
        """Note that a file is not as it was signed."""
        self.wrong.append(f"{name}: {what}")

    def state(self, name: str, known: str) -> str:
        """Return what is wrong with a file by itself; empty where it is what is known of it."""
        path = self.folder / name
        if not path.is_file():
            return ABSENT
        if path.stat().st_size > LARGEST:
            return LARGE
        try:
            with path.open("rb") as file:
                return "" if file_digest(file, sha256).hexdigest() == known else OTHER
        except OSError:
            return UNREAD

    def check_manifest(self, said: Json) -> None:
        """Hold the manifest against its only form: what makes it unreadable is told of it alone."""
        written = json.dumps(said, ensure_ascii=False, indent=1).encode() + b"\n"
        if written != (self.folder / MANIFEST).read_bytes():
            self.find(MANIFEST, "it is not written as it was")
        for name in SAYS:
            if name not in said:
                self.find(MANIFEST, f"it does not say its {name}")
        if not SIGNED.fullmatch(str(said.get("signature"))):
            self.find(MANIFEST, "its signature is not written as it was")
        for name in said["files"]:
            if not NAME.fullmatch(name):
                self.find(MANIFEST, f"it names a file that is none of a pack: {name!r}")

    def check_files(self, said: Json) -> None:
        """Hold every file against the manifest, whose own signature is checked after this."""
        for name, known in said["files"].items():
            if what := self.state(name, known):
                self.differs[name] = what
        for path in sorted(self.folder.iterdir()):
            if path.name not in {MANIFEST, *said["files"]}:
                self.differs[path.name] = "it does not belong to this pack"

    def load(self) -> None:
        """Load the verifier of a backup, which computes signatures; never one that was changed."""
        places = (HERE / SIGNATURES, HERE.parent / "backup" / "verify.py")
        found = [beginning(each) for each in places if each.is_file()]
        content = next((each for each in found if sha256(each).hexdigest() == SIGNATURES_IS), None)
        if content is None:
            self.differs[SIGNATURES] = OTHER if found else ABSENT
            raise ValueError(SIGNATURES)
        self.base = ModuleType("signatures")
        self.base.__file__ = __file__
        exec(compile(content, SIGNATURES, "exec"), vars(self.base))  # noqa: S102  its hash is known
        self.base.MANIFEST = OWN

    def check_signer(self, said: Json) -> str:
        """Verify roster, disposal list and the manifest's signature; who made it, and the root.

        Of a manifest and a roster that do not fit one another that one is named which is not sound
        by itself; what a manifest that nobody signed says of other files tells nothing of them.
        """
        told, notes, lost = "", list[str](), {ROSTER, DISPOSALS} & {*self.differs}
        try:
            told = self.base.check_rest(said, self.read(ROSTER), self.read(DISPOSALS), notes)
        except UNREADABLE:
            notes += [f"{each}: {UNREAD}" for each in lost or {self.unsound()}]
        for ours, one in OTHERWISE:
            notes = [each.replace(ours, one, each.startswith(ours)) for each in notes]
        blamed = {each.partition(":")[0] for each in notes}
        another = lost & blamed or f"{MANIFEST}: {STRANGE}" in notes
        if MANIFEST in blamed and not (lost and another):
            self.wrong += [each for each in notes if each.startswith(MANIFEST)]
            self.differs.clear()
        self.wrong += [each for each in notes if each.partition(":")[0] not in {MANIFEST, *lost}]
        return told

    def unsound(self) -> str:
        """Return which of three files cannot be read: two are tried alone."""
        for name in (ROSTER, DISPOSALS):
            try:
                said = self.read(name)
                for each in said["statements"] if name == ROSTER else said["disposals"]:
                    _ = self.base.after({}, "", each["content"]) if name == ROSTER else {**each}
            except UNREADABLE:
                return name
        return MANIFEST

    def check_roster(self) -> None:
        """Follow who could sign after each statement, and hold the journal that it names."""
        roster = self.read(ROSTER)
        for each in roster["statements"]:
            self.history.append(self.base.after(self.history[-1], each["act"], each["content"]))
            self.heads.append(sha256(self.base.canonical(each)).hexdigest())
            number, head = each["content"]["journal"]
            if self.hashes.get(number, head) != head != "":
                later = roster["statements"][each["number"] :]
                what = f"statement {each['number']} {RESTORED}"
                if any(after["act"] == "restored" for after in later):
                    self.unknown.append(f"{ROSTER}: {what}")
                else:
                    self.find(ROSTER, what)

    def check_journal(self, said: Json) -> None:
        """Compute each entry again that is whole, and bridge the gaps by their hashes."""
        at, head = 0, self.hashes[0]
        for each in self.read(JOURNAL)["entries"]:
            if "gap" in each:
                first, last = each["gap"]
                if first != at + 1 or last < first:
                    self.find(JOURNAL, f"the gap after entry {at} does not fit")
                self.hashes |= dict(each["points"])
                at, head = last, each["hash"]
                self.counts["gaps"] += 1
                self.counts["bridged"] += last - first + 1
            else:
                entry = each["entry"]
                right = sha256(self.base.canonical([*entry, head])).hexdigest()
                fits = (entry[0], each["previous"], each["hash"]) == (at + 1, head, right)
                if not fits:
                    self.find(JOURNAL, f"entry {entry[0]} does not fit the one before")
                at, head = entry[0], each["hash"]
                self.entries.append(entry)
            self.hashes[at] = head
        if (at, head) != (said["sequence"], said["head"]):
            self.find(JOURNAL, "it does not end as the manifest says")

    def check_acts(self, name: str, acts: tuple[str, str], each: Json, words: Json | None) -> None:
        """Verify what one person proposed and another signed under it."""
        proposal, approval = each["proposal"], each["approval"]
        if proposal and approval and proposal["by"] == approval["by"]:
            self.find(name, f"{proposal['by']} approved what he proposed")
        for act, signed, under in ((acts[0], proposal, None), (acts[1], approval, proposal)):
            if signed is None:
                continue
            if words is not None and self.content(act, signed, under, words) != signed[CONTENT]:
                self.find(name, f"{signed['by']} signed something else ({act})")
            if self.hashes.get(signed["entry"]) != signed["head"] != "":
                self.find(name, f"{signed['by']} signed beside another journal ({act})")
            if signed["place"]["number"] == 0:
                self.unknown.append(f"{name}: {act}, {BEFORE}")
            elif not self.is_signed(signed):
                self.find(name, f"{signed['by']} did not sign it ({act})")

    def content(self, act: str, signed: Json, under: Json | None, words: Json) -> str:
        """Return the hash of what was signed: words, and the act itself."""
        rest = {CONTENT, "signature", "form"}
        own = {name: value for name, value in signed.items() if name not in rest}
        below = under and [under[CONTENT], under["signature"]]
        said = {"domain": act, "said": words, "act": own, "under": below}
        said = words if signed["form"] == "alone" else said
        return sha256(self.base.canonical(said)).hexdigest()

    def is_signed(self, signed: Json) -> bool:
        """Return whether a signature is by the key that its signer had at its place."""
        self.counts["signatures"] += 1
        number, head = signed["place"]["number"], signed["place"]["head"]
        known = self.history[number] if self.heads[number] == head else {}
        encoded = b64encode(bytes.fromhex(signed["signature"])).decode()
        found: bool = self.base.signs(known, signed["by"], bytes.fromhex(signed[CONTENT]), encoded)
        return found

    def check_application(self, name: str) -> None:
        """Verify the decisions of an application, and its letters by their hashes."""
        said = self.read(name)
        for each in said["decisions"]:
            self.check_acts(name, DECISION, each, each["said"])
            self.check_summary(name, said, each)
            for action, signed in zip(ACTIONS, (each["proposal"], each["approval"]), strict=True):
                if signed and not self.is_noted([signed["by"], action, said["token"]], signed):
                    self.find(name, f"no entry of journal.json tells of {action}")
            if each["sound"] == "unsound":
                self.find(name, f"decision {each['id']} was not sound when the pack was made")
            if each["said"] is None:
                self.unknown.append(f"{name}: what decision {each['id']} says was left out")
        for each in said["letters"]:
            self.check_letter(name, each)

    def check_summary(self, name: str, said: Json, each: Json) -> None:
        """Hold what is told of a decision against the words that were signed, and by whom."""
        proposal, approval = each["proposal"], each["approval"]
        pairs = [(each["approved_by"], approval and approval["by"])]
        pairs += [(each["proposed_by"], proposal["by"])] if proposal else []
        if each["said"] is not None:
            words = each["said"]["decision"]
            pairs += [(each[of], words[of]) for of in ("id", "outcome", "grounds", "proposed_on")]
            pairs.append((said["receipt_number"], each["said"]["receipt_number"]))
            pairs.append((said["token"], each["said"]["application"]))
        if any(told != signed for told, signed in pairs):
            self.find(name, f"it tells of decision {each['id']} what nobody signed")

    def is_noted(self, words: list[str], signed: Json) -> bool:
        """Return whether an entry after the one that a signature names says who did what."""
        return any(each[0] > signed["entry"] and each[2:5] == words for each in self.entries)

    def check_letter(self, name: str, each: Json) -> None:
        """Hold a letter against its hash, and its mark against the journal."""
        if each["file"]:
            self.counts["letters"] += 1
            if each["file"] not in self.differs and self.state(each["file"], each["sha256"]):
                self.find(each["file"], "it is not the letter that was issued")
        else:
            self.unknown.append(f"{name}: letter {each['number']} is here by its hash alone")
        number, _, tail = each["mark"].removeprefix("#").partition(" ")
        if number and not self.hashes.get(int(number), "").endswith(tail):
            self.find(name, f"letter {each['number']} bears the mark of another journal")

    def check_rulebooks(self) -> None:
        """Verify by whom each rulebook was put in force, over its bytes."""
        for each in self.read("rulebooks.json")["rulebooks"]:
            if each["file"] not in self.differs and self.state(each["file"], each["sha256"]):
                self.find(each["file"], "it is not the rulebook that was frozen")
            words = {"version": each["version"], "source_sha256": each["sha256"]}
            self.check_acts("rulebooks.json", RULEBOOK, each, words)
            if each["proposal"] is None:
                self.unknown.append(f"{each['file']}: nobody signs the one a desk begins with")

    def check_disposed(self) -> None:
        """Verify the disposals that applications went with: both signatures, list and journal."""
        name = "disposed.json"
        listed = {
            each["disposal"]: each["names"] for each in self.read("disposals.json")["disposals"]
        }
        for each in self.read(name)["disposals"]:
            said = each["said"]
            self.check_acts(name, DISPOSAL, each, said)
            tokens = {item["receipt_number"]: item["token"] for item in said["items"]}
            if each["number"] != said["number"] or not {*each["applications"]} <= {*tokens}:
                self.find(name, f"it tells of disposal {each['number']} what nobody signed")
            if each["approval"] is None or each["proposal"] is None:
                self.unknown.append(f"{name}: disposal {each['number']} is of before both signed")
            if sorted(tokens.values()) != sorted(listed.get(each["number"], [])):
                self.find(name, f"disposals.json does not list disposal {each['number']} so")
            gone = {entry[4] for entry in self.entries if entry[3] == "disposed"}
            for number in each["applications"]:
                self.counts["disposed"] += 1
                if tokens.get(number) not in gone:
                    self.find(name, f"no entry of journal.json tells that {number} was disposed of")

    def told(self, made: str) -> Iterator[str]:
        """Yield what was found, and what nothing in the pack can tell."""
        of = self.counts
        yield f"all is as signed: {of['signatures']} signatures, {of['letters']} letters"
        yield (
            f"journal: {len(self.entries)} entries computed again; {of['gaps']} gaps "
            f"({of['bridged']} entries) bridged by their hashes alone"
        )
        if of["disposed"]:
            yield f"disposed of, here by what was signed alone: {of['disposed']} applications"
        yield made
        yield "not known here: what the digests in the entries stand for; which roles an act asked"
        yield from (f"not known here: {each}" for each in self.unknown)

    def check(self) -> str:
        """Check everything; who made it, and the root. What cannot be read is named."""
        made = ""
        try:
            said = self.read(MANIFEST)
            self.check_manifest(said)
            self.check_files(said)
        except UNREADABLE:
            what = self.state(MANIFEST, "")
            self.find(MANIFEST, UNREAD if what == OTHER else what)
            return made
        if all(self.differs.get(name) == OTHER for name in OF_ONE_PACK):
            self.find(MANIFEST, f"{EXCHANGED}: {', '.join(self.differs)}")
            return made
        try:
            self.load()
            made = self.check_signer(said)
        except UNREADABLE:
            pass  # signatures.py is named: the files are held against the manifest's hashes alone.
        if made and MANIFEST not in self.blamed():
            self.check_content(said)
        self.wrong += [f"{name}: {what}" for name, what in self.differs.items()]
        return made

    def check_content(self, said: Json) -> None:
        """Check what the files say, each that is as it was signed; what others need comes first."""
        steps: dict[str, Callable[[], None]] = {JOURNAL: partial(self.check_journal, said)}
        steps[ROSTER] = self.check_roster
        steps |= {
            name: partial(self.check_application, name)
            for name in said["files"]
            if name.endswith(".json") and name not in {*steps, DISPOSALS}
        }
        steps |= {"rulebooks.json": self.check_rulebooks, "disposed.json": self.check_disposed}
        for name in (each for each in steps if each in said["files"]):
            try:
                if name not in self.differs:
                    steps[name]()
            except UNREADABLE:
                self.find(name, UNREAD)
            if name in {JOURNAL, ROSTER} and name in {*self.differs, *self.blamed()}:
                return

    def blamed(self) -> set[str]:
        """Return the files that something is wrong with."""
        return {each.partition(":")[0] for each in self.wrong}


def beginning(path: Path) -> bytes:
    """Return what is in a small file, and of a large one no more than its beginning."""
    with path.open("rb") as file:
        return file.read(2**17)


def said(line: str, table: dict[str, str]) -> str:
    """Say a line, and each part of it, in the words of a table; what has none stays as it is."""
    for told, words in table.items():
        if found := re.fullmatch(re.escape(told).replace(r"\{\}", "(.+?)"), line):
            return words.format(*(said(part, table) for part in found.groups()))
    name, colon, rest = line.partition(": ")
    return f"{name}: {said(rest, table)}" if colon else line


def shown(line: str) -> str:
    """Return a line as it is safe on a terminal: names of files may hold what moves its words."""
    return "".join(each if each.isprintable() else f"\\x{ord(each):02x}" for each in line)


def machine_language() -> str | None:
    """Return the machine's language, or none where its settings name what no machine knows."""
    try:
        return locale.getlocale()[0]
    except ValueError:
        return None


def main(*words: str) -> int:
    """Say what was found; the exit code. Words beside it that were changed are not taken."""
    told = dict(pairwise(words)).get("--lang") or machine_language()
    pack = Pack(Path(next((each for each in words if each not in {"--lang", told}), HERE)))
    lines, table = pack.check(), dict[str, str]()
    content = beginning(JAPANESE) if JAPANESE.is_file() else b""
    if str(told).lower().startswith("ja"):
        known = sha256(content).hexdigest() == JAPANESE_IS
        rows = (line.split("\t") for line in content.decode().splitlines()) if known else ()
        table = dict(rows) if known else WITHOUT_WORDS
    print("\n".join(shown(said(line, table)) for line in pack.wrong or pack.told(lines)))
    return 13 if pack.wrong else 0


if __name__ == "__main__":
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")  # what a machine cannot write
    try:
        code = main(*sys.argv[1:])
    except Exception as fault:  # noqa: BLE001  as it is, none comes: it was changed
        print(f"verify.py: {BROKEN} ({type(fault).__name__})")
        code = 13
    sys.exit(code)
