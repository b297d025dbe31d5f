# SPDX-License-Identifier: MIT
"""Evidence packs of a real desk: the standard library alone checks them (GOAL-23: every byte)."""

from __future__ import annotations

import base64
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from types import ModuleType
from typing import Any
from unittest.mock import patch

import pytest
from pypdf import PdfReader

from desk_app.desk.audit.evidence import export_evidence
from desk_app.desk.errors import BadInput, Cancelled
from desk_app.desk.signed.signing import EVIDENCE_DOMAIN
from desk_app.records.books.journal import Action
from desk_app.records.evidence import EvidenceMade, EvidenceScope
from desk_app.rules.writing.canonical import in_one_form
from tests.builders import record
from tests.letters.reading import poppler_text, squeezed
from tests.workbench.desks import Site, TwoPeople
from tests.workbench.marked_packs import PERSONS, PLACE, WORDS, Packs, marked_packs, name_of
from tests.workbench.packs import verifier_beside, wrong_in
from tests.workbench.processes import apart

pytestmark = pytest.mark.once(under="second")


@pytest.fixture(scope="module")
def packs(tmp_path_factory: pytest.TempPathFactory) -> Packs:
    return apart(marked_packs, tmp_path_factory.mktemp("packs"))


@pytest.fixture
def pack(packs: Packs, tmp_path: Path) -> Path:
    """A copy of the pack with names, to be changed."""
    return Path(shutil.copytree(packs.named, tmp_path / "pack"))


@pytest.fixture(scope="module")
def verifier(packs: Packs) -> ModuleType:
    """The verifier as somebody has it who does not take it out of the pack."""
    return verifier_beside(packs.named, packs.folder / "own")


def signed_anew(site: Site, pack: Path) -> None:
    """Sign a changed pack again, as an officer could who can unlock the desk."""
    said = json.loads((pack / "manifest.json").read_bytes())
    del said["signature"]
    said["files"] = {n: sha256((pack / n).read_bytes()).hexdigest() for n in said["files"]}
    signature = site.unlock().seal.sign(EVIDENCE_DOMAIN + in_one_form(said))
    said["signature"] = base64.b64encode(signature).decode()
    put_down(said, pack)


def put_down(said: object, pack: Path) -> None:
    """Write a manifest byte by byte as the desk does: its lines end alike everywhere."""
    written = json.dumps(said, ensure_ascii=False, indent=1) + "\n"
    (pack / "manifest.json").write_bytes(written.encode())


@pytest.mark.parametrize("bit", [1, 8])
def test_a_bit_of_the_signature_that_says_nothing_is_found(
    verifier: ModuleType, pack: Path, bit: int
) -> None:
    said = json.loads((pack / "manifest.json").read_bytes())
    signs = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    *head, last, _, _ = said["signature"]
    other = "".join((*head, signs[signs.index(last) ^ bit], "=="))
    assert base64.b64decode(other, validate=True) == base64.b64decode(said["signature"])
    said["signature"] = other
    put_down(said, pack)
    assert wrong_in(verifier, pack) == [
        "manifest.json: its signature is not written as it was",
        "manifest.json: it is not signed by anybody whom the roster knows",
    ]


def test_a_signature_that_is_no_point_of_the_curve_is_told_of_the_manifest(
    verifier: ModuleType, pack: Path
) -> None:
    said = json.loads((pack / "manifest.json").read_bytes())
    whole, unreadable = said["signature"], 0
    for place in range(0, 40, 4):
        other = "A" if whole[place] != "A" else "B"
        put_down({**said, "signature": whole[:place] + other + whole[place + 1 :]}, pack)
        (told,) = wrong_in(verifier, pack)
        assert told.startswith("manifest.json"), told
        unreadable += "cannot be read" in told
    assert unreadable, "half of all changes leave no point"


@pytest.mark.parametrize(
    ("was", "now"),
    [
        *((f'"{name}":', f'"_{name}":') for name in ("files", "roster", "signed_by")),
        ('"signature": "', '"signature": "_'),
        ('=="', '="'),
    ],
)
def test_what_makes_a_manifest_unreadable_is_told_of_the_manifest(
    verifier: ModuleType, pack: Path, was: str, now: str
) -> None:
    path = pack / "manifest.json"
    whole = path.read_text("utf-8")
    assert was in whole
    path.write_text(now.join(whole.rsplit(was, 1)), "utf-8")
    assert any(each.startswith("manifest.json") for each in wrong_in(verifier, pack))


def test_the_verifier_in_the_pack_checks_it_alone_and_says_what_it_cannot_know(
    packs: Packs,
) -> None:
    told = {}
    for place in (packs.named, packs.nameless):
        before = sorted(place.iterdir())
        words = [sys.executable, "-I", str(place / "verify.py"), "--lang", "en"]
        done = subprocess.run(words, capture_output=True, text=True, check=False)
        assert (done.returncode, done.stderr) == (0, "")
        assert sorted(place.iterdir()) == before
        told[place] = done.stdout
    assert "all is as signed: 2 signatures, 1 letters" in told[packs.named]
    assert "this root must stand on paper: " in told[packs.named]
    assert "bridged by their hashes alone" in told[packs.named]
    assert "was left out" not in told[packs.named]
    assert "what decision" in told[packs.nameless]
    assert "here by its hash alone" in told[packs.nameless]


def _checked(place: Path, *words: str, lang: str = "C.UTF-8") -> str:
    around = {**os.environ, "LC_ALL": lang}
    run = [sys.executable, "-I", str(place / "verify.py"), *words]
    done = subprocess.run(run, capture_output=True, text=True, check=False, env=around)
    assert done.stderr == ""
    return done.stdout


def test_the_verifier_speaks_the_language_it_is_asked_for_and_takes_no_other_words(
    pack: Path,
) -> None:
    assert _checked(pack).startswith("all is as signed: 2 signatures")
    japanese = _checked(pack, "--lang", "ja")
    assert japanese.startswith("すべて署名のとおりです：署名2件、通知書1通\n操作記録：")
    assert _checked(pack, str(pack), "--lang", "en").startswith("all is as signed")
    # Without a language it speaks the machine's.
    assert _checked(pack, "--lang") == _checked(pack)
    words = pack / "words-ja.txt"
    words.write_text(
        words.read_text("utf-8").replace("署名されたファイルではありません", "適合"), "utf-8"
    )
    # Words for what may befall that file itself are the verifier's own.
    assert _checked(pack, "--lang", "ja") == "words-ja.txt: 署名されたファイルではありません\n"
    words.unlink()
    assert _checked(pack, "--lang", "ja") == "words-ja.txt: ありません\n"


def _said(folder: Path) -> Iterator[tuple[str, str]]:
    for path in sorted(folder.iterdir()):
        content = path.read_bytes()
        text = poppler_text(content) if path.suffix == ".pdf" else content.decode()
        yield path.name, squeezed(text)


def test_no_other_applicant_is_in_it_and_without_names_nobody(packs: Packs) -> None:
    own, *others = (squeezed(name_of(number)) for number in range(PERSONS))
    named, nameless = dict(_said(packs.named)), dict(_said(packs.nameless))
    assert len(others) == PERSONS - 1
    for name, text in named.items():
        assert not [each for each in others if each in text], name
        assert not any(PLACE.format(n) in text for n in range(1, PERSONS)), name
    assert own in named["R8-0001.json"]
    assert own in named["R8-0001-1.pdf"]
    assert not [name for name in nameless if name.endswith("-1.pdf")]
    values = ("目印甲野", "メジルシ", "目印町", record().address)
    for name, text in nameless.items():
        assert not [each for each in values if squeezed(each) in text], name


def test_a_file_left_out_or_put_in_is_named(verifier: ModuleType, pack: Path) -> None:
    (pack / "R8-0001-1.pdf").unlink()
    (pack / "more.txt").write_text("x")
    wrong = wrong_in(verifier, pack)
    assert wrong[:2] == [
        "R8-0001-1.pdf: it is not there",
        "more.txt: it does not belong to this pack",
    ]


@pytest.mark.parametrize(
    ("file", "changed", "told"),
    [
        ("R8-0001.json", ("", ""), ""),
        ("R8-0001.json", ('"scope": "', '"scope": "また'), "signed something else"),
        ("R8-0001.json", ('"outcome": "granted",', '"outcome": "refused",'), "what nobody signed"),
        ("R8-0001.json", ('"mark": "#', '"mark": "#1 '), "the mark of another journal"),
        ("journal.json", ("decision_approved", "decision_taken"), "does not fit the one before"),
        ("roster.json", ("supervisor", "auditor"), "no key known before it"),
        ("rulebook-1.toml", ("1000", "1100"), "not the rulebook that was frozen"),
    ],
)
def test_who_signs_a_changed_pack_anew_is_found_by_what_others_signed(
    packs: Packs, verifier: ModuleType, pack: Path, file: str, changed: tuple[str, str], told: str
) -> None:
    path, (before, after) = pack / file, (each.encode() for each in changed)
    content = path.read_bytes()
    assert before in content
    path.write_bytes(content.replace(before, after, 1))
    signed_anew(packs.site, pack)
    wrong = wrong_in(verifier, pack)
    assert bool(wrong) is bool(told), wrong
    assert told in "\n".join(wrong)


@dataclass
class _Stopped:
    """A progress that is stopped at once."""

    cancelled: bool = True

    def report(self, done: int, total: int) -> None:
        """Hear it."""


def _stopped(site: Site, folder: Path) -> Action:
    with TwoPeople.at(site) as people:
        scope = EvidenceScope(since=people.clerk.today, until=people.clerk.today)
        with pytest.raises(Cancelled):
            export_evidence(people.officer, scope, folder / "pack", WORDS, _Stopped())
        with people.clerk.ports.store.reading() as books:
            last = books.journal.entries()[-1].action
        with pytest.raises(BadInput):
            export_evidence(people.officer, scope, folder / "no" / "pack", WORDS)
    return last


def test_what_was_stopped_leaves_nothing_there_but_its_entry(packs: Packs, tmp_path: Path) -> None:
    assert apart(_stopped, packs.site, tmp_path) is Action.EVIDENCE_EXPORTED
    assert [*tmp_path.iterdir()] == []


def _run(*words: str | Path) -> str:
    done = subprocess.run([*map(str, words)], capture_output=True, text=True, check=True)
    return done.stdout


def test_one_file_has_the_same_files_in_it_and_is_one_that_is_archived(
    packs: Packs, verifier: ModuleType, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    out.mkdir()
    _run("pdfdetach", "-saveall", "-o", out, packs.bound)
    assert {path.name for path in out.iterdir()} == {path.name for path in packs.named.iterdir()}
    assert wrong_in(verifier, out) == []
    assert "No syntax or stream encoding errors" in _run("qpdf", "--check", packs.bound)
    fonts = [line.split() for line in _run("pdffonts", packs.bound).splitlines()[2:]]
    assert fonts
    assert all("yes" in line for line in fonts)
    reader = PdfReader(packs.bound)
    root: Any = reader.root_object
    packet = root["/Metadata"].get_object().get_data().decode()
    assert "<pdfaid:part>3</pdfaid:part>" in packet
    assert "<pdfaid:conformance>B</pdfaid:conformance>" in packet
    assert "pdfuaid" not in packet.replace("xmlns:pdfuaid", "")
    (intent,) = root["/OutputIntents"]
    assert intent["/S"] == "/GTS_PDFA1"
    specs = [each.get_object() for each in root["/AF"]]
    assert len(specs) == len([*out.iterdir()])
    for spec in specs:
        content = spec["/EF"]["/F"].get_object()
        assert (spec["/UF"], spec["/AFRelationship"]) == (spec["/F"], "/Supplement")
        assert "/" in str(content["/Subtype"])[1:]
        assert content["/Params"]["/Size"] == (out / spec["/F"]).stat().st_size
    assert "/ID" in reader.trailer
    own = squeezed(poppler_text((out / "summary.pdf").read_bytes()))
    assert squeezed(poppler_text(packs.bound.read_bytes())) == own


def _period(site: Site, place: Path) -> EvidenceMade:
    quick = patch("desk_app.bootstrap.surroundings.LazyPress.page", lambda *_: b"%PDF")
    with TwoPeople.at(site) as people, quick:
        today = people.clerk.today
        scope = EvidenceScope(since=today, until=today, named=False)
        return export_evidence(people.officer, scope, place, WORDS)


def test_a_period_has_all_its_applications_and_its_whole_journal(
    packs: Packs, verifier: ModuleType, tmp_path: Path
) -> None:
    made = apart(_period, packs.site, tmp_path / "period")
    assert made.applications == PERSONS
    assert (made.gaps, made.entries) == (0, made.sequence)
    assert wrong_in(verifier, tmp_path / "period") == []
