# SPDX-License-Identifier: MIT
"""What is wrong with a check file: each place as a JSON path, with its reason."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

Step = str | int


@dataclass(frozen=True, slots=True)
class CheckFault:
    """One thing that is wrong: JSON path and reason, never the value itself."""

    path: str
    reason: str


class CheckFileError(Exception):
    """A check file that cannot be used; ``faults`` tells every place in it."""

    def __init__(self, faults: Iterable[CheckFault]) -> None:
        self.faults = tuple(faults)
        super().__init__("; ".join(f"{fault.path}: {fault.reason}" for fault in self.faults))


def json_path(steps: Iterable[Step]) -> str:
    """Return a JSON path such as ``$.applications[0].claims``; odd keys are escaped."""
    return "$" + "".join(_step(step) for step in steps)


def _step(step: Step) -> str:
    if isinstance(step, int):
        return f"[{step}]"
    if step.isascii() and step.isidentifier():
        return f".{step}"
    return f"[{step[:40]!a}]"
