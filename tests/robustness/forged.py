# SPDX-License-Identifier: MIT
"""GOAL-19: roster, keys, lists and backups changed by somebody who computes every checksum anew.

Nothing may be taken: no wrap for others, no deletion, no letter on a changed roster. Fields are
changed one by one and several at once, files of many moments are mixed, lists of disposals and
backups are forged, and all kept tries of an attacker run again.
"""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from random import Random
from typing import TypeVar
from unittest.mock import patch

from typing_extensions import override

from desk_app.desk.errors import KnownError
from desk_app.store.disposal import disposal_list
from desk_app.store.vault import key_file
from tests.robustness.attacks import edits, files, keys, roster, rows
from tests.robustness.attacks.edits import HARMLESS, Edit, Mixture, Moment
from tests.robustness.attacks.office import (
    Body,
    Hand,
    Office,
    Tries,
    Wanted,
    made,
    next_day,
    opened,
    tokens,
)
from tests.workbench.desks import OFFICER, Site
from tests.workbench.processes import apart, spread
from tests.workbench.report import Context, Control, Goal, Outcome, Work

EDITS, MOMENTS, DRAWN = 1_000, 25, 1_000
LISTS, BACKUPS, CONTROLS = 200, 200, 20
LEAST_KINDS, FEW_KINDS = 12, 6
_MOST_AT_ONCE = 3
_PART = 25

C = TypeVar("C")
R = TypeVar("R")


def try_forgeries(context: Context) -> Outcome:
    """Change what can be changed, mix, forge; then with nobody looking at signatures."""
    office = apart(made, context.folder / "office")
    small = edits.lean(office)
    here = context.folder
    attacks, kinds = _attacks(context), LEAST_KINDS if context.scale >= 1 else FEW_KINDS
    came = _spread(here, attacks, partial(tried, office))
    changed = _edits(context, small, context.share(EDITS, 20))
    edited = Counter(_spread(here, changed, partial(_edited, small)))
    many = context.share(MOMENTS, 3)
    (here / "moments").mkdir()
    kept = apart(edits.moments, small, here / "moments", many)
    mixtures = _mixtures(context, many)
    mixes = Counter(said.split(":")[0] for said in _spread(here, mixtures, partial(_mixed, kept)))
    lists = Counter(_spread(here, _seeds(context, LISTS, 4, "list"), partial(_listed, office)))
    members = apart(edits.members_of, office)
    seeds = _seeds(context, BACKUPS, 4, "backup")
    backups = _spread(here, seeds, partial(_backed_up, office, members))
    signed = [each for each in changed if _is_signed_alone(each)]
    unsigned = _spread(here, signed[: context.share(CONTROLS, 3)], partial(_unsigned, small))
    taken = [str(each) for each in came if each.taken]
    wrong = edited["TAKEN"] + mixes["TAKEN"] + lists["TAKEN"] + backups.count("")
    through = unsigned.count("TAKEN")
    return Outcome(
        reached=(
            f"{len(came) - len(taken)} of {len(came)} tries came to nothing"
            f"{''.join(f'; {each}' for each in taken)}; "
            f"of {len(changed):,} edits {edited['found']:,} found, {edited['told']:,} told, "
            f"{edited['harmless']} harmless by the table, {edited['TAKEN']} taken; "
            f"of {len(mixtures):,} mixtures of {many} moments {mixes['found']:,} found, "
            f"{mixes['equal']} equal to what was, {mixes['limit']} all of one earlier moment, "
            f"{mixes['TAKEN']} taken; {lists['TAKEN']} of {sum(lists.values())} lists and "
            f"{backups.count('')} of {len(backups)} forged backups taken"
        ),
        held=not taken and not wrong,
        work=(
            Work("tries", len(came), len(attacks)),
            Work("kinds of them", len({each.kind for each in came}), kinds),
            Work("edits", sum(edited.values()), len(changed)),
            Work("files edited", len({each.file for one in changed for each in one}), 6),
            Work("mixtures", sum(mixes.values()), len(mixtures)),
            Work("lists", sum(lists.values()), context.share(LISTS, 4)),
            Work("forged backups", len(backups), context.share(BACKUPS, 4)),
            Work("edits found by the roster", edited["found"], len(changed) // 2),
        ),
        control=Control(
            "no signature, slot or place of the roster looked at",
            f"{through} of {len(unsigned)} edits taken",
            failed=len(unsigned) > 0 and through > len(unsigned) // 2,
        ),
    )


def _spread(folder: Path, cases: Sequence[C], trial: Callable[[Path, C], R]) -> list[R]:
    """Return what each case came to, in fresh processes, two of them at a time."""

    def try_part(part: int) -> list[R]:
        own = folder / f"lane {part}"
        try:
            return [trial(own, case) for case in cases[part : part + _PART]]
        finally:
            shutil.rmtree(own, ignore_errors=True)

    parts = [*range(0, len(cases), _PART), len(cases)]
    return [each for part in spread(try_part, parts) for each in part]


def _seeds(context: Context, full: int, least: int, what: str) -> list[str]:
    return [f"{context.seed} {what} {each}" for each in range(context.share(full, least))]


# The kept tries.


def _attacks(context: Context) -> list[tuple[str, str]]:
    """Return every try, or where the figures are small one of each of some kinds."""
    if context.scale >= 1:
        return [(kind, each) for kind, tries in KINDS.items() for each in tries]
    chance = context.chance("tries")
    some = chance.sample(sorted(KINDS), FEW_KINDS)
    return [(kind, chance.choice(sorted(KINDS[kind]))) for kind in some]


# Edits of fields.


def _edits(context: Context, office: Office, wanted: int) -> list[tuple[Edit, ...]]:
    """Return edits of one field and of several, each field of every file at least once."""
    chance, every = context.chance("edits"), edits.edits(office, str(context.seed))
    chance.shuffle(every)
    files = list({each.file: each for each in every}.values())
    signed = [each for each in every if _is_signed_alone((each,))]
    found: list[tuple[Edit, ...]] = [
        (each,) for each in dict.fromkeys([*files, *signed[: wanted // 3], *every])
    ]
    while len(found) < wanted:
        many = chance.randint(1, _MOST_AT_ONCE)
        own = [replace(each, seed=f"{chance.random()}") for each in chance.sample(every, many)]
        found.append(tuple(own))
    return found[:wanted]


def _is_signed_alone(edits: tuple[Edit, ...]) -> bool:
    """Return whether nothing but a signature of the roster tells of edits."""
    return all(
        each.path[:2] == ("roster", "statements")
        and ("journal" in each.path or each.field in {"signature", "slot", "name"})
        for each in edits
    )


def _edited(office: Office, folder: Path, many: tuple[Edit, ...]) -> str:
    """Return what came of edits: found, told, harmless by the table, or TAKEN."""
    site = office.copy(folder)
    hand = Hand(office, site)
    edits.make(hand, *many)
    came, state = edits.started(office, site, (hand.stranger.secret,))
    if came.stopped:
        return "found"
    harmless = all((each.file, each.field) in HARMLESS for each in many)
    if came.taken or state is None:
        return "TAKEN"
    if came.told:
        return "told"
    return "harmless" if harmless else "TAKEN"


def _unsigned(office: Office, folder: Path, edits: tuple[Edit, ...]) -> str:
    with unsigned():
        return _edited(office, folder, edits)


@contextmanager
def unsigned() -> Iterator[None]:
    """Let nobody look at signatures, at slots, or at the place that books and anchor have."""
    with (
        patch("desk_app.store.vault.roster._must_be_signed", lambda *_: None),
        patch("desk_app.store.vault.key_file._must_agree", lambda *_: None),
        patch("desk_app.store.disposal.disposal_list._is_signed", lambda *_: True),
        patch("desk_app.store.vault.backup_list._is_believed", lambda *_: True),
        patch("desk_app.store.startup.steps.check_owner", lambda *_: None),
        patch("desk_app.store.startup.steps.look_at_anchor", lambda *_: None),
    ):
        yield


# Mixtures of moments.


def _mixtures(context: Context, many: int) -> list[Mixture]:
    chance = context.chance("mixtures")
    pairs = edits.pairs(many)
    wanted = context.share(DRAWN, 4)
    chosen = pairs if context.scale >= 1 else chance.sample(pairs, min(len(pairs), wanted))
    return [*chosen, *edits.drawn(many, wanted, chance)]


def _mixed(kept: Sequence[Moment], folder: Path, mixture: Mixture) -> str:
    return edits.judged(folder, kept, mixture)


# Lists of disposals.


def _listed(office: Office, folder: Path, seed: str) -> str:
    """Change the disposal list, start, and restore; return found, nothing, or TAKEN."""
    site = office.copy(folder)
    hand = Hand(office, site)
    _change_list(hand, Random(seed))  # noqa: S311  trials to be repeated
    came, _ = edits.started(office, site)
    try:
        disposal_list.read(site.keys, key_file.read(site.keys).must_have_roster())
    except KnownError:
        # A restore asks the same before it shows anything.
        stopped = edits.restored(office, site, office.backup)
        return "found" if came.stopped and stopped else "TAKEN"
    edits.restored(office, site, office.backup)
    there = _tokens(site)
    wrong = office.disposed in there or not office.in_backup <= there
    return "TAKEN" if came.taken or wrong else "nothing"


def _tokens(site: Site) -> frozenset[str]:
    desk = opened(site, OFFICER)
    try:
        return tokens(desk)
    finally:
        desk.ports.store.close()


def _change_list(hand: Hand, chance: Random) -> None:
    """Put a line in, forge an entry, cut, exchange, repeat: one or two such at a time."""
    entries = hand.entries()
    for _ in range(chance.randint(1, 2)):
        entries = chance.choice(_LIST_CHANGES)(hand, entries, chance)
    hand.put_list(entries)


def _names(hand: Hand, chance: Random) -> list[str]:
    return sorted(chance.sample(sorted(hand.office.standing), chance.randint(1, 2)))


def _line_put_in(hand: Hand, entries: list[Body], chance: Random) -> list[Body]:
    return [{**each, "names": sorted({*each["names"], *_names(hand, chance)})} for each in entries]


def _names_exchanged(hand: Hand, entries: list[Body], chance: Random) -> list[Body]:
    return [{**each, "names": _names(hand, chance)} for each in entries]


def _forged_entry(hand: Hand, entries: list[Body], chance: Random) -> list[Body]:
    signers = (hand.clerk, hand.second_clerk, hand.removed)
    two = chance.choice(signers), chance.choice(signers)
    place = chance.choice((1, hand.office.statements))
    entry = hand.entry(f"R10-{chance.randint(1, 9)}", _names(hand, chance), *two, place=place)
    return [*entries, entry]


def _bare_entry(hand: Hand, entries: list[Body], chance: Random) -> list[Body]:
    number = chance.choice(("", "R10-2"))
    bare = {"disposal": number, "names": _names(hand, chance), "proposed": None, "signed": None}
    return [bare, *entries] if chance.random() < 0.5 else [*entries, bare]


def _renumbered(_hand: Hand, entries: list[Body], chance: Random) -> list[Body]:
    return [*entries, *({**each, "disposal": f"R10-{chance.randint(2, 9)}"} for each in entries)]


def _cut(_hand: Hand, _entries: list[Body], _chance: Random) -> list[Body]:
    return []


def _signature_changed(_hand: Hand, entries: list[Body], chance: Random) -> list[Body]:
    which = chance.choice(("proposed", "signed"))
    other = "signed" if which == "proposed" else "proposed"
    return [{**each, which: each[other]} for each in entries]


_LIST_CHANGES = (
    _line_put_in,
    _names_exchanged,
    _forged_entry,
    _bare_entry,
    _renumbered,
    _cut,
    _signature_changed,
)


# Forged backups.


def _backed_up(office: Office, members: dict[str, bytes], folder: Path, seed: str) -> str:
    return edits.forged(office, folder, members, seed)


LIMITED = "declared limits"
KINDS: Mapping[str, Tries] = {
    "sheet exchanged": keys.SHEETS,
    "person added": keys.PERSONS,
    "removed person back": keys.BACK_AGAIN,
    "roles raised": keys.ROLES,
    "approval forged": rows.APPROVALS,
    "data key": keys.DATA_KEYS,
    "slots": keys.SLOTS,
    "older files": files.OLDER,
    "roster forked": roster.FORKED,
    "statements moved": roster.STATEMENTS,
    "acts of a clerk": roster.CLERKS_ACTS,
    "disposal list": rows.LISTED,
    "rows with the data key": rows.ROWS,
    "files of before the roster": files.BEFORE,
    "carrying over": roster.CARRIED_OVER,
    "other files": files.BESIDE,
    "verbs of others": rows.OWN_PROGRAM,
    LIMITED: files.DECLARED,
}


@dataclass(frozen=True, slots=True)
class Came:
    """What came of one try."""

    kind: str
    name: str
    said: str

    @property
    def taken(self) -> bool:
        """Whether anything was taken."""
        return self.said.startswith("TAKEN")

    @override
    def __str__(self) -> str:
        """Return it as a line."""
        return f"{self.kind}: {self.name} -> {self.said}"


def tried(office: Office, folder: Path, case: tuple[str, str]) -> Came:
    """Try one thing of a kind at a copy of the office, and let its next day come."""
    kind, name = case
    site = office.copy(folder)
    wanted = KINDS[kind][name](Hand(office, site))
    said = next_day(office, site, wanted or Wanted()).said
    limit = files.LIMITS.get(name) if kind == LIMITED else None
    if limit is not None and said.startswith("TAKEN"):
        said = f"limit ({said.removeprefix('TAKEN: ')}): {limit}"
    return Came(kind, name, said)


GOAL = Goal(
    "GOAL-19",
    f"{EDITS:,} edits, every pair and {DRAWN:,} drawn mixtures of {MOMENTS} moments, "
    f"{LISTS} lists, {BACKUPS} forged backups, every kept try: all found or equal to what was, "
    "0 wraps, 0 deletions, 0 letters",
    try_forgeries,
    takes=130,
)
