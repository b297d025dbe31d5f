# SPDX-License-Identifier: MIT
"""What is made of applications that are finished: their records, frozen letters, and rows.

Nothing of it needs the desk's file, and nothing that is noted waits for it. So it can be done in a
process of its own, beside the one that chains the journal and writes.
"""

from __future__ import annotations

import copyreg
import hashlib
import multiprocessing
import pickle
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from queue import Empty
from typing import Any, Protocol

from desk_app.records.base import LetterId
from desk_app.records.history import ApplicationFile, Letter
from desk_app.records.letters import LetterFacts
from desk_app.store.bulk import Batches, Frozen, Whole
from tests.bulk.mixture import Mixture, Plan
from tests.bulk.prototypes import Prototype, Prototypes

LETTERS_EACH = 1.3
"""So many letters an application has, about: those whose pages are kept are spread among all."""

PROPOSED, APPROVED = "proposed", "approved"
"""With the id of a decision they name its two signatures in what is put in."""

_UNDER_WAY = 4
"""So many batches are handed over before one of them must have come back."""

_LOOK_SECONDS = 5
"""So often is looked whether the process still lives."""

Rows = list[Any]
Finished = tuple[Plan, dict[Any, Any]]
"""An application whose last step was taken: its plan, and what stands in the place of what."""


class Making:
    """Makes the rows of finished applications, in the order in which they are handed in."""

    def __init__(self, prototypes: Prototypes, mixture: Mixture) -> None:
        self._prototypes = prototypes
        self._every = max(1, round(LETTERS_EACH * mixture.applications / max(1, mixture.pages)))
        self._pages_left = mixture.pages
        self._letters = 0
        self._batches = Batches()

    def rows(self, finished: Sequence[Finished]) -> Rows:
        """Return the rows of a batch."""
        return self._batches.rows([self._whole(*each) for each in finished])

    def _whole(self, plan: Plan, put: dict[Any, Any]) -> Whole:
        of = self._prototypes.of(plan)
        letters = tuple(self._frozen(of, put, letter) for letter in of.file.letters)
        file: ApplicationFile = of.make_file(put)
        decisions = (
            replace(
                each, proposal=put.get((PROPOSED, each.id)), approval=put.get((APPROVED, each.id))
            )
            for each in file.decisions
        )
        return Whole(replace(file, decisions=tuple(decisions)), of.make_index(put), letters)

    def _frozen(self, of: Prototype, put: dict[Any, Any], letter: Letter) -> Frozen:
        """Freeze a letter; where its pages are not kept, their hash is that of its id."""
        facts: LetterFacts = of.make_facts[letter.id](put)
        id_ = LetterId(put[letter.id])
        self._letters += 1
        pages = None
        if self._pages_left and self._letters % self._every == 0:
            self._pages_left -= 1
            pages = self._prototypes.desk.ports.press.render(facts)
        sha256 = hashlib.sha256(id_.encode() if pages is None else pages).hexdigest()
        put[letter.sha256] = sha256
        return Frozen(id_, facts, sha256, pages)


class Finisher(Protocol):
    """Takes finished applications, and gives their rows in the same order, sooner or later."""

    def take(self, finished: Sequence[Finished]) -> None:
        """Take a batch."""
        ...

    def done(self) -> Iterator[Rows]:
        """Return the rows that are there by now."""
        ...

    def end(self) -> Iterator[Rows]:
        """Wait for all other rows."""
        ...

    def close(self) -> None:
        """Need nothing any more."""
        ...


class Here:
    """Makes the rows at once."""

    def __init__(self, making: Making) -> None:
        self._making = making
        self._made: list[Rows] = []

    def take(self, finished: Sequence[Finished]) -> None:
        """Make the rows of a batch."""
        self._made.append(self._making.rows(finished))

    def done(self) -> Iterator[Rows]:
        """Return what was made."""
        made, self._made = self._made, []
        yield from made

    end = done

    def close(self) -> None:
        """Do nothing."""


class Apart:
    """Has the rows made by a process that was split off from this one.

    It makes the prototypes it needs anew: they come out the same.
    """

    def __init__(self, making: Making) -> None:
        fork = multiprocessing.get_context("fork")
        self._orders, self._answers = fork.Queue(), fork.Queue()
        self._process = fork.Process(
            target=_make, args=(making, self._orders, self._answers), daemon=True
        )
        self._process.start()
        self._under_way = 0

    def take(self, finished: Sequence[Finished]) -> None:
        """Hand a batch over."""
        self._orders.put(list(finished))
        self._under_way += 1

    def done(self) -> Iterator[Rows]:
        """Return what came back; wait where too much is under way."""
        while self._under_way and (self._under_way > _UNDER_WAY or not self._answers.empty()):
            yield self._answer()

    def end(self) -> Iterator[Rows]:
        """Wait for all that is under way."""
        while self._under_way:
            yield self._answer()

    def close(self) -> None:
        """End the process."""
        self._process.terminate()
        self._process.join()

    def _answer(self) -> Rows:
        answer = pickle.loads(self._waited_for())  # noqa: S301  our own process's
        self._under_way -= 1
        if isinstance(answer, Exception):
            raise answer
        rows: Rows = answer
        return rows

    def _waited_for(self) -> bytes:
        while True:
            with suppress(Empty):
                answer: bytes = self._answers.get(timeout=_LOOK_SECONDS)
                return answer
            if not self._process.is_alive():
                raise RuntimeError("the process that makes the rows has ended")


def _make(making: Making, orders: Any, answers: Any) -> None:  # noqa: ANN401  queues
    """Make the rows of every batch that is handed over; what fails is told."""
    copyreg.pickle(memoryview, _as_bytes)
    while True:
        try:
            # Whatever cannot be sent must fail here: a queue sends from a thread, and tells nobody.
            answer = pickle.dumps(making.rows(orders.get()))
        except Exception as error:  # noqa: BLE001  it is raised where the rows are waited for
            answer = pickle.dumps(RuntimeError(repr(error)))
        answers.put(answer)


def _as_bytes(view: memoryview) -> tuple[type[memoryview], tuple[bytes]]:
    return memoryview, (view.tobytes(),)
