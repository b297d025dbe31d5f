# SPDX-License-Identifier: MIT
"""GOAL-23: evidence: what was changed in it is found and named, and nobody else is in it."""

from __future__ import annotations

import base64
import json
import shutil
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from random import Random
from typing import Any
from unittest.mock import patch

from desk_app.cli.sample.pdf_text import text_of
from desk_app.desk.audit.evidence import export_evidence
from desk_app.desk.disposal import destroying
from desk_app.desk.letters import corresponding
from desk_app.desk.signed.signing import EVIDENCE_DOMAIN
from desk_app.i18n.pages import EvidencePackWords
from desk_app.records.base import ApplicationId
from desk_app.records.desk.people import Language
from desk_app.records.evidence import EvidenceScope
from desk_app.rules.writing.canonical import in_one_form
from tests.robustness.long_work import AFTER_DAYS, sign_disposal
from tests.workbench import window
from tests.workbench.desks import OFFICER, LaterClock, Site, TwoPeople, answered
from tests.workbench.packs import verifier_beside, wrong_in
from tests.workbench.processes import apart
from tests.workbench.report import Context, Control, Goal, Outcome, Tally, Work
from tests.workbench.worked import worked

BYTES, CONTROLS, PERSONS, DISPOSED = 400, 12, 20, 3
OWN = "=1+1<b>丙</b>{{7*7}} 目印甲野"
"""The name of whom a pack is of: it says what it says, and is nothing else."""

_PACKS = ("named", "nameless", "period", "disposed")
_WORDS = (Language.JA, EvidencePackWords(Language.JA))


def name_of(number: int) -> str:
    """Return the name of a person, by which he is found wherever he stands."""
    return f"目印甲野 丙{number:02}" if number else OWN


@dataclass(frozen=True, slots=True)
class Packs:
    """A desk and the packs that were written of it."""

    site: Site
    folder: Path
    number: str = ""
    """The receipt number of whom the packs of one application are of."""

    def of(self, name: str) -> Path:
        """Return the folder of a pack."""
        return self.folder / name


def try_packs(context: Context) -> Outcome:
    """Change every kind of byte and of word in packs of evidence; then look with less."""
    desk = worked(context.folder / "desk")
    packs = Packs(desk.site, context.within("packs"))
    packs = replace(packs, number=apart(_written, packs, context.share(PERSONS, 4)))
    changed = apart(_changed, packs, context.share(BYTES, 12), context.chance("bytes"))
    forged = apart(_forged, packs)
    others = apart(_others, packs, context.share(PERSONS, 4))
    unhashed = apart(_changed, packs, CONTROLS, context.chance("control"), careless=True)
    unsigned = apart(_forged, packs, careless=True)
    return Outcome(
        reached=(
            f"{changed.tried - changed.named} of {changed.tried:,} changed bytes not found or not "
            f"named, {forged.tried - forged.named} of {forged.tried} forgeries not found "
            f"{forged.passed}, {others} of other persons' names; sound packs found sound: "
            f"{changed.sound}"
        ),
        held=(
            changed.named == changed.tried
            and forged.named == forged.tried
            and not others
            and changed.sound == len(_PACKS)
        ),
        work=(
            Work("changed bytes", changed.tried, context.share(BYTES, 12)),
            Work("files of packs", len(changed.files), min(changed.tried, 30)),
            Work("forgeries", forged.tried, len(_FORGERIES)),
        ),
        control=Control(
            "no hash of a file looked at; every signature taken",
            f"{unhashed.tried - unhashed.named} changed bytes and "
            f"{unsigned.tried - unsigned.named} forgeries pass",
            failed=unhashed.named < unhashed.tried and unsigned.named < unsigned.tried,
        ),
    )


def _written(packs: Packs, persons: int) -> str:
    """Answer a person, log others, dispose of some who were answered long ago; write the packs.

    Return the number of the first.
    """
    window.application()
    with TwoPeople.at(packs.site) as people:
        own = people.decided(OWN)
        corresponding.issue_letter(people.clerk, people.answer(own))
        for other in range(1, persons):
            people.proposed(name_of(other))
        old = [answered(people.clerk, each) for each in range(DISPOSED)]
        number = people.file(own).application.receipt_number
        gone = people.file(old[0]).application.receipt_number
        first = people.clerk.today
    _dispose(packs.site, old)
    with TwoPeople.at(packs.site, AFTER_DAYS) as later:
        for name, scope in (
            ("named", EvidenceScope(number)),
            ("nameless", EvidenceScope(number, named=False)),
            ("period", EvidenceScope(since=first, until=first, named=False)),
            ("disposed", EvidenceScope(gone)),
        ):
            export_evidence(later.officer, scope, packs.of(name), _WORDS)
    return number


def _dispose(site: Site, ids: list[ApplicationId]) -> None:
    sign_disposal(site, ids)
    with site.opened(OFFICER, LaterClock(AFTER_DAYS)) as desk:
        destroying.carry_out(desk, 1)


# What was changed, and whether it was found.


@dataclass(slots=True)
class Tried(Tally):
    """How many changes were made, and how many of them were found by the name of their file."""

    tried: int = 0
    named: int = 0
    sound: int = 0
    files: frozenset[str] = frozenset()
    passed: tuple[str, ...] = ()


def _changed(packs: Packs, most: int, chance: Random, *, careless: bool = False) -> Tried:
    """Change one bit at a time, in every file of every pack in turn.

    Who looks at no hash has gone far enough with the first that passes, as has who takes every
    signature.
    """
    verifier, found = verifier_beside(packs.of("named"), packs.folder / f"own {careless}"), Tried()
    paths = [path for name in _PACKS for path in sorted(packs.of(name).iterdir())]
    if not careless:
        found.sound = sum(not wrong_in(verifier, packs.of(name)) for name in _PACKS)
    less: AbstractContextManager[object] = (
        patch.object(verifier.Pack, "check_files", lambda *_: None) if careless else nullcontext()
    )
    with less:
        for number in range(most):
            path = paths[number % len(paths)]
            whole = path.read_bytes()
            at, bit = chance.randrange(len(whole)), 1 << chance.randrange(8)
            path.write_bytes(whole[:at] + bytes([whole[at] ^ bit]) + whole[at + 1 :])
            wrong = wrong_in(verifier, path.parent)
            path.write_bytes(whole)
            found.tried += 1
            found.named += any(each.startswith(path.name) for each in wrong)
            found.files |= {f"{path.parent.name}/{path.name}"}
            if careless and found.named < found.tried:
                break
    return found


# Forgeries of who can sign the manifest anew: what others signed, and the chain, give him away.

_Json = dict[str, Any]


def _decision(said: _Json) -> None:
    said["decisions"][0]["outcome"] = "refused"


def _signature(said: _Json) -> None:
    approval = said["decisions"][0]["approval"]
    approval["signature"] = bytes(64).hex()


def _exchanged_signatures(said: _Json) -> None:
    decision = said["decisions"][0]
    proposal, approval = decision["proposal"], decision["approval"]
    proposal["signature"], approval["signature"] = approval["signature"], proposal["signature"]


def _letter(said: _Json) -> None:
    said["letters"][0]["sha256"] = sha256(b"another").hexdigest()


def _entry_left_out(said: _Json) -> None:
    whole = [at for at, each in enumerate(said["entries"]) if "entry" in each]
    del said["entries"][whole[len(whole) // 2]]


def _entry_rewritten(said: _Json) -> None:
    next(each for each in said["entries"] if "entry" in each)["entry"][2] = "u-0"


def _gap_widened(said: _Json) -> None:
    next(each for each in said["entries"] if "gap" in each)["gap"][1] += 1


def _statement_exchanged(said: _Json) -> None:
    statements = said["statements"]
    statements[0]["content"], statements[1]["content"] = (
        statements[1]["content"],
        statements[0]["content"],
    )


def _statement_left_out(said: _Json) -> None:
    del said["statements"][-1]


def _list_shortened(said: _Json) -> None:
    said["disposals"][0]["names"].pop()


def _other_application(said: _Json) -> None:
    said["disposals"][0]["applications"] = ["R8-9999"]


def _other_items(said: _Json) -> None:
    said["disposals"][0]["said"]["items"][0]["kept_until"] = "2040-01-01"


def _lone_signer(said: _Json) -> None:
    disposal = said["disposals"][0]
    disposal["approval"] = disposal["proposal"]


_FORGERIES: tuple[tuple[str, str, Callable[[_Json], None]], ...] = (
    ("named", "", _decision),
    ("named", "", _signature),
    ("nameless", "", _exchanged_signatures),
    ("named", "", _letter),
    ("named", "journal.json", _entry_left_out),
    ("period", "journal.json", _entry_rewritten),
    ("named", "journal.json", _gap_widened),
    ("named", "roster.json", _statement_exchanged),
    ("period", "roster.json", _statement_left_out),
    ("disposed", "disposals.json", _list_shortened),
    ("disposed", "disposed.json", _other_application),
    ("period", "disposed.json", _other_items),
    ("disposed", "disposed.json", _lone_signer),
)


def _forged(packs: Packs, *, careless: bool = False) -> Tried:
    """Change what others signed, and sign the manifest of the pack anew."""
    verifier, found = (
        verifier_beside(packs.of("named"), packs.folder / f"forger {careless}"),
        Tried(),
    )
    seal = packs.site.unlock().seal
    copy = packs.folder / "forged"
    load = verifier.Pack.load

    def taking_all(pack: Any) -> None:  # noqa: ANN401  the verifier's own
        load(pack)
        pack.base.signs = lambda *_: True

    less: AbstractContextManager[object] = (
        patch.object(verifier.Pack, "load", taking_all) if careless else nullcontext()
    )
    for name, file, change in _FORGERIES:
        shutil.rmtree(copy, ignore_errors=True)
        shutil.copytree(packs.of(name), copy)
        path = copy / (file or f"{packs.number}.json")
        said = json.loads(path.read_bytes())
        change(said)
        _write(path, said)
        manifest = json.loads((copy / "manifest.json").read_bytes())
        del manifest["signature"]
        manifest["files"] = {
            each: sha256((copy / each).read_bytes()).hexdigest() for each in manifest["files"]
        }
        signature = seal.sign(EVIDENCE_DOMAIN + in_one_form(manifest))
        _write(
            copy / "manifest.json",
            {**manifest, "signature": base64.b64encode(signature).decode()},
        )
        with less:
            wrong = wrong_in(verifier, copy)
        found.tried += 1
        found.named += bool(wrong)
        if not wrong:
            found.passed += (change.__name__,)
            if careless:
                break
    return found


def _write(path: Path, said: _Json) -> None:
    path.write_text(json.dumps(said, ensure_ascii=False, indent=1) + "\n", "utf-8")


# Nobody else is in it.


def _others(packs: Packs, persons: int) -> int:
    """Return how often somebody stands where he must not; the own name must stand where it may."""
    window.application()
    others = [_squeezed(name_of(number)) for number in range(1, persons)] + ["龗川"]
    found = 0
    for pack in _PACKS:
        for path in sorted(packs.of(pack).iterdir()):
            content = path.read_bytes()
            said = _squeezed(text_of(content) if path.suffix == ".pdf" else content.decode())
            found += sum(each in said for each in others)
            found += pack != "named" and _squeezed("目印甲野") in said
    named = json.loads((packs.of("named") / f"{packs.number}.json").read_bytes())
    summary = _squeezed(text_of((packs.of("named") / "summary.pdf").read_bytes()))
    own = named["principal"] == OWN and _squeezed(OWN) in summary
    return found + (0 if own else 1)


def _squeezed(text: str) -> str:
    return "".join(text.split())


GOAL = Goal(
    "GOAL-23",
    f"evidence: {BYTES} changed bytes and {len(_FORGERIES)} forgeries: 100 % found and named; 0 "
    "names of others; what was disposed of stands as its disposal",
    try_packs,
    takes=40,
)
