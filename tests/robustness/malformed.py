# SPDX-License-Identifier: MIT
"""GOAL-7: spoilt files and typed texts at every door; all refused with their place, or whole."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from hashlib import sha256
from pathlib import Path
from random import Random

from desk_app.cli.check_faults import CheckFileError
from desk_app.desk.errors import KnownError
from desk_app.rules.rulebook.reading import RulebookError
from tests.robustness import imports
from tests.robustness.doors import Kind, doors_of
from tests.robustness.forks import apart
from tests.robustness.harness import Context, Control, Goal, Outcome, Work
from tests.robustness.imports import log_one_by_one
from tests.robustness.sites import Site, founded
from tests.robustness.taking import Import, UntoldError
from tests.robustness.worked import Worked, bind, worked

FILES, CONTROLS = 10_000, 60
_REFUSED = (KnownError, RulebookError, CheckFileError)


@dataclass(slots=True)
class Taken:
    """What became of the spoilt pieces."""

    refused: Counter[str] = field(default_factory=Counter)
    whole: Counter[str] = field(default_factory=Counter)
    broken: Counter[str] = field(default_factory=Counter)
    partial: Counter[str] = field(default_factory=Counter)

    @property
    def tried(self) -> int:
        """How many were tried."""
        return self.refused.total() + self.whole.total() + self.broken.total()


def try_imports(context: Context) -> Outcome:
    """Spoil what goes through each door; then the importer that commits per row."""
    desk = worked(context.folder / "desk")
    apart(bind, desk.site)
    typed, scratch = founded(context.within("typed")), context.within("scratch")
    taken = apart(_take_all, desk, typed, scratch, context)
    other = founded(context.within("control"))
    few = min(CONTROLS, context.share(FILES, CONTROLS))
    careless = apart(_careless, other, context.chance("control"), few)
    told = f" ({dict(taken.broken)})" if taken.broken else ""
    return Outcome(
        reached=(
            f"{taken.broken.total()} tracebacks or refusals without a place{told}, "
            f"{taken.partial.total()} partial imports of {taken.tried:,} files "
            f"({taken.refused.total():,} refused, {taken.whole.total():,} taken whole)"
        ),
        held=taken.broken.total() == taken.partial.total() == 0,
        work=(
            Work("files", taken.tried, context.share(FILES, 60)),
            Work("refused", taken.refused.total(), context.share(FILES, 60) // 3),
        ),
        control=Control(
            "an importer that commits per row",
            f"{careless} of {few} left parts",
            failed=careless > 0,
        ),
        doors=frozenset(taken.refused | taken.whole),
    )


def _take_all(desk: Worked, typed: Site, scratch: Path, context: Context) -> Taken:
    taken = Taken()
    opened = typed.open()
    every = imports.imports(desk, scratch, opened, typed.folder)
    for each in every:
        chance = context.chance(each.door)
        for _ in range(context.share(each.share, 4)):
            _take(each, each.spoil(chance), taken)
    opened.ports.store.close()
    return taken


def _take(each: Import, spoilt: bytes, taken: Taken) -> None:
    before = _state(each.folder)
    try:
        each.take(spoilt)
    except UntoldError as error:
        taken.broken[f"{each.door}: {error}"] += 1
    except _REFUSED:
        taken.refused[each.door] += 1
        taken.partial[each.door] += _state(each.folder) != before
    except Exception as error:  # noqa: BLE001  whatever came is counted by its kind
        taken.broken[f"{each.door}: {type(error).__name__}"] += 1
    else:
        taken.whole[each.door] += 1


def _state(folder: Path) -> bytes:
    """Return a digest of every file below a folder but those a connection keeps beside."""
    digest = sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.suffix not in {".db-shm", ".lock"}:
            digest.update(str(path).encode() + path.read_bytes())
    return digest.digest()


def _careless(site: Site, chance: Random, wanted: int) -> int:
    """Return how often something refused left parts, at a desk where rows are kept one by one."""
    desk, parts = site.open(), 0
    spoil: Callable[[Random], bytes] = imports.spoilt_envelope
    each = Import("envelope as typed", 1, spoil, partial(log_one_by_one, desk), site.folder)
    for _ in range(wanted):
        taken = Taken()
        _take(each, spoil(chance), taken)
        parts += taken.partial.total()
    desk.ports.store.close()
    return parts


GOAL = Goal(
    "GOAL-7",
    f"{FILES:,} malformed files: 0 tracebacks, 0 partial imports, each refusal with its place",
    try_imports,
    doors=doors_of(Kind.READ),
)
