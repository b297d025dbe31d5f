# SPDX-License-Identifier: MIT
"""GOAL-19: roster, keys, lists and backups changed by somebody who computes every checksum anew.

Nothing may be taken: no wrap for others, no deletion, no letter on a changed roster. Fields are
changed one by one and several at once, files of many moments are mixed, lists of disposals and
backups are forged, and all kept tries of an attacker run again.
"""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from random import Random
from typing import TypeVar
from unittest.mock import patch

from desk_app.desk.errors import KnownError
from desk_app.store.disposal import disposal_list
from desk_app.store.vault import key_file
from tests.robustness.attacks import archives, fields, mixed
from tests.robustness.attacks.fields import HARMLESS, Edit
from tests.robustness.attacks.hand import Body, Hand
from tests.robustness.attacks.mixed import Mixture, Moment
from tests.robustness.attacks.office import Office, made, opened, tokens
from tests.robustness.attacks.table import KINDS, Came, Try, tried
from tests.robustness.forks import apart
from tests.robustness.harness import Context, Control, Goal, Outcome, Work
from tests.robustness.sites import OFFICER, Site

EDITS, MOMENTS, DRAWN = 1_000, 25, 2_000
LISTS, BACKUPS, CONTROLS = 200, 200, 60
LEAST_KINDS = 12
_MOST_AT_ONCE, _LANES = 3, 2
_PART = 25

C = TypeVar("C")
R = TypeVar("R")


def try_forgeries(context: Context) -> Outcome:
    """Change what can be changed, mix, forge; then with nobody looking at signatures."""
    office = apart(made, context.folder / "office")
    small = fields.lean(office)
    here = context.folder
    attacks = _attacks(context)
    came = _spread(here, attacks, partial(_tried, office))
    edits = _edits(context, small, context.share(EDITS, 40))
    edited = Counter(_spread(here, edits, partial(_edited, small)))
    many = context.share(MOMENTS, 4)
    (here / "moments").mkdir()
    kept = apart(mixed.moments, small, here / "moments", many)
    mixtures = _mixtures(context, many)
    mixes = Counter(said.split(":")[0] for said in _spread(here, mixtures, partial(_mixed, kept)))
    lists = Counter(_spread(here, _seeds(context, LISTS, 8, "list"), partial(_listed, office)))
    members = apart(archives.members_of, office)
    seeds = _seeds(context, BACKUPS, 8, "backup")
    backups = _spread(here, seeds, partial(_backed_up, office, members))
    signed = [each for each in edits if _is_signed_alone(each)]
    unsigned = _spread(here, signed[: context.share(CONTROLS, 6)], partial(_unsigned, small))
    taken = [str(each) for each in came if each.taken]
    wrong = edited["TAKEN"] + mixes["TAKEN"] + lists["TAKEN"] + backups.count("")
    through = unsigned.count("TAKEN")
    return Outcome(
        reached=(
            f"{len(came) - len(taken)} of {len(came)} tries came to nothing"
            f"{''.join(f'; {each}' for each in taken)}; "
            f"of {len(edits):,} edits {edited['found']:,} found, {edited['told']:,} told, "
            f"{edited['harmless']} harmless by the table, {edited['TAKEN']} taken; "
            f"of {len(mixtures):,} mixtures of {many} moments {mixes['found']:,} found, "
            f"{mixes['equal']} equal to what was, {mixes['limit']} all of one earlier moment, "
            f"{mixes['TAKEN']} taken; {lists['TAKEN']} of {sum(lists.values())} lists and "
            f"{backups.count('')} of {len(backups)} forged backups taken"
        ),
        held=not taken and not wrong,
        work=(
            Work("tries", len(came), len(attacks)),
            Work("kinds of them", len({each.kind for each in came}), LEAST_KINDS),
            Work("edits", sum(edited.values()), len(edits)),
            Work("files edited", len({each.file for one in edits for each in one}), 6),
            Work("mixtures", sum(mixes.values()), len(mixtures)),
            Work("lists", sum(lists.values()), context.share(LISTS, 8)),
            Work("forged backups", len(backups), context.share(BACKUPS, 8)),
            Work("edits found by the roster", edited["found"], len(edits) // 2),
        ),
        control=Control(
            "no signature, slot or place of the roster looked at",
            f"{through} of {len(unsigned)} edits taken",
            failed=len(unsigned) > 0 and through > len(unsigned) // 2,
        ),
    )


def _spread(folder: Path, cases: Sequence[C], trial: Callable[[Path, C], R]) -> list[R]:
    """Return what each case came to, in fresh processes, two of them at a time."""
    parts = [cases[at : at + _PART] for at in range(0, len(cases), _PART)]
    with ThreadPoolExecutor(_LANES) as lanes:
        work = enumerate(parts)
        done = lanes.map(lambda part: apart(_all, folder / f"lane {part[0]}", part[1], trial), work)
        return [each for part in done for each in part]


def _all(folder: Path, cases: Sequence[C], trial: Callable[[Path, C], R]) -> list[R]:
    try:
        return [trial(folder, case) for case in cases]
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _seeds(context: Context, full: int, least: int, what: str) -> list[str]:
    return [f"{context.seed} {what} {each}" for each in range(context.share(full, least))]


# The kept tries.


def _attacks(context: Context) -> list[tuple[str, Try]]:
    """Return every try, or where the figures are small one of each of some kinds."""
    every = [(kind, each) for kind, tries in KINDS.items() for each in tries]
    if context.scale >= 1:
        return every
    chance = context.chance("tries")
    some = chance.sample(sorted(KINDS), LEAST_KINDS)
    return [(kind, chance.choice(KINDS[kind])) for kind in some]


def _tried(office: Office, folder: Path, case: tuple[str, Try]) -> Came:
    return tried(office, folder, *case)


# Edits of fields.


def _edits(context: Context, office: Office, wanted: int) -> list[tuple[Edit, ...]]:
    """Return edits of one field and of several, each field of every file at least once."""
    chance, every = context.chance("edits"), fields.edits(office, str(context.seed))
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


def _edited(office: Office, folder: Path, edits: tuple[Edit, ...]) -> str:
    """Return what came of edits: found, told, harmless by the table, or TAKEN."""
    site = office.copy(folder)
    hand = Hand(office, site)
    fields.make(hand, *edits)
    came, state = fields.started(office, site, (hand.stranger.secret,))
    if came.stopped:
        return "found"
    harmless = all((each.file, each.field) in HARMLESS for each in edits)
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
        patch("desk_app.store.backup_list._is_believed", lambda *_: True),
        patch("desk_app.store.startup.steps.check_owner", lambda *_: None),
        patch("desk_app.store.startup.steps.look_at_anchor", lambda *_: None),
    ):
        yield


# Mixtures of moments.


def _mixtures(context: Context, many: int) -> list[Mixture]:
    chance = context.chance("mixtures")
    pairs = mixed.pairs(many)
    wanted = context.share(DRAWN, 8)
    chosen = pairs if context.scale >= 1 else chance.sample(pairs, min(len(pairs), wanted))
    return [*chosen, *mixed.drawn(many, wanted, chance)]


def _mixed(kept: Sequence[Moment], folder: Path, mixture: Mixture) -> str:
    return mixed.judged(folder, kept, mixture)


# Lists of disposals.


def _listed(office: Office, folder: Path, seed: str) -> str:
    """Change the disposal list, start, and restore; return found, nothing, or TAKEN."""
    site = office.copy(folder)
    hand = Hand(office, site)
    _change_list(hand, Random(seed))  # noqa: S311  trials to be repeated
    came, _ = fields.started(office, site)
    try:
        disposal_list.read(site.keys, key_file.read(site.keys).must_have_roster())
    except KnownError:
        # A restore asks the same before it shows anything.
        stopped = archives.restored(office, site, office.backup)
        return "found" if came.stopped and stopped else "TAKEN"
    archives.restored(office, site, office.backup)
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
    return archives.forged(office, folder, members, seed)


GOAL = Goal(
    "GOAL-19",
    f"{EDITS:,} edits, every pair and {DRAWN:,} drawn mixtures of {MOMENTS} moments, "
    f"{LISTS} lists, {BACKUPS} forged backups, every kept try: all found or equal to what was, "
    "0 wraps, 0 deletions, 0 letters",
    try_forgeries,
)
