# SPDX-License-Identifier: MIT
"""Work spread over the processors, each share in a process of its own."""

from __future__ import annotations

import faulthandler
import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.context import ForkProcess
from typing import Generic, TypeVar

from desk_app.letters import render
from desk_app.letters.samples import samples
from desk_app.records.people import Language

SIDE_BY_SIDE = 2

_FORKS = get_context("fork")
"""A process begins with all that was loaded before: fonts and wordings are read once for all."""

Given = TypeVar("Given")
Gained = TypeVar("Gained")


class ShareFailedError(Exception):
    """A share raised something, or its process died; the text says which and how."""


@dataclass(frozen=True, slots=True)
class _Said(Generic[Gained]):
    """What a process says at its end: what was gained, or what was raised."""

    gained: Gained | None = None
    raised: str = ""


@dataclass(frozen=True, slots=True)
class _Running(Generic[Gained]):
    """A share on its way: its number, its process, and where that says what came of it."""

    number: int
    process: ForkProcess
    says: Connection

    def gained(self) -> Gained:
        """Return what the work made of it; raises ShareFailedError."""
        try:
            said: _Said[Gained] = self.says.recv()
        except EOFError:
            self.process.join()
            ended = self.process.exitcode
            raise ShareFailedError(f"share {self.number}: its process ended with {ended}") from None
        finally:
            self.says.close()
        self.process.join()
        if said.raised:
            raise ShareFailedError(f"share {self.number}: {said.raised}")
        gained: Gained = said.gained  # type: ignore[assignment]  # as the work returned it
        return gained


def spread(
    work: Callable[[Given], Gained],
    shares: Sequence[Given],
    ready: Callable[[], object] | None = None,
) -> list[Gained]:
    """Return what the work makes of each share, in their order; one share is done here.

    As many processes run as there are processors, and a new one begins as soon as one has ended:
    whatever it kept goes with it, but for what ``ready`` has had loaded before the first begins.
    Raises ShareFailedError.
    """
    if len(shares) == 1:
        return [work(shares[0])]
    if ready is not None:
        ready()
    found: dict[int, Gained] = {}
    waiting, running = list(enumerate(shares)), dict[int, _Running[Gained]]()
    try:
        while waiting or running:
            while waiting and len(running) < SIDE_BY_SIDE:
                number, share = waiting.pop(0)
                running[number] = _begun(number, work, share)
            come = wait([each.says for each in running.values()])
            for each in [each for each in running.values() if each.says in come]:
                del running[each.number]
                found[each.number] = each.gained()
    finally:
        for each in running.values():
            each.process.terminate()
    return [found[number] for number in range(len(shares))]


@cache
def letters_loaded() -> None:
    """Have fonts, wordings and their templates loaded, once for all processes to come."""
    for language in Language:
        for _, facts in samples(language):
            render(facts)


def cut(number: int, largest: int) -> list[range]:
    """Return the numbers below one in shares of at most so many."""
    return [range(first, min(first + largest, number)) for first in range(0, number, largest)]


def _begun(number: int, work: Callable[[Given], Gained], share: Given) -> _Running[Gained]:
    says, inside = _FORKS.Pipe(duplex=False)
    process = _FORKS.Process(target=_do, args=(work, share, inside), daemon=True)
    process.start()
    inside.close()
    return _Running(number, process, says)


def _do(work: Callable[[Given], Gained], share: Given, out: Connection) -> None:
    faulthandler.enable()
    try:
        said = _Said(work(share))
    except BaseException:  # noqa: BLE001  whoever waits is told, whatever it was
        said = _Said(raised=traceback.format_exc())
    out.send(said)
