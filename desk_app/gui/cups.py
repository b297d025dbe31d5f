# SPDX-License-Identifier: MIT
"""CUPS by its own programs: the frozen bytes go through a pipe and nothing touches the disk."""

from __future__ import annotations

import os
import re
import subprocess
from dataclasses import dataclass
from typing import TYPE_CHECKING

from desk_app.desk.errors import PrinterFailed
from desk_app.records.paper import Paper
from desk_app.records.printers import JobState, PrinterChoice

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from desk_app.records.printers import PrintOrder

JOB = "desk-app"
"""The name of a job in the printer's queue: nobody's name stands there."""

_SECONDS = 30
_MEDIA = {
    Paper.A4: "A4",
    Paper.LABELS: "A4",
    Paper.LONG_3: "jpn_chou3_120x235mm",
    Paper.SQUARE_2: "jpn_kaku2_240x332mm",
}
"""The papers by names that every queue knows; the standard ones of envelopes say their size too."""
_JOB_ID = re.compile(r"\b(\S+-\d+) \(\d+ file")
_TRAY_OPTIONS = ("InputSlot", "media-source")
_PRINTER = re.compile(r"printer (\S+) (.*)")
_DISABLED = "disabled "
_STUCK = re.compile(r"\S+-error|(?:media-jam|media-needed|media-empty|cover-open|offline)\b.*")
"""What a printer says where it prints nothing until a person comes."""

_ALERTS = "\tAlerts: "
_STATES = (
    ("job-completed", JobState.PRINTED),
    ("job-cancel", JobState.NOT_PRINTED),
    ("job-abort", JobState.NOT_PRINTED),
    ("aborted", JobState.NOT_PRINTED),
    ("printer-stopped", JobState.STOPPED),
    ("job-stopped", JobState.STOPPED),
    ("job-hold", JobState.STOPPED),
    ("job-printing", JobState.PRINTING),
)
"""What the reasons of a job's state begin with."""


@dataclass(frozen=True, slots=True)
class Cups:
    """Hands pages to ``lp`` unchanged; nothing of them stands on a command line."""

    lp: str
    lpstat: str
    lpoptions: str = ""

    def printers(self) -> Sequence[str]:
        """Return the names of the queues, the usual one first."""
        usual = self._usual()
        names = _told([self.lpstat, "-e"]).split()
        return sorted(names, key=lambda name: name != usual)

    def trays(self, printer: str) -> Sequence[str]:
        """Return the trays of a queue, each as ``InputSlot=Upper``; the usual one's without it."""
        wanted = printer or self._usual()
        if not self.lpoptions or not wanted:
            return ()
        return tuple(_trays(_told([self.lpoptions, "-p", wanted, "-l"])))

    def send(self, pages: bytes, order: PrintOrder) -> str:
        """Have pages printed as they are, never scaled; return the job; raises PrinterFailed."""
        choice = order.choice
        words = ["-t", JOB, "-o", f"media={_MEDIA[order.paper]}", "-o", "print-scaling=none"]
        words += ["-o", "sides=one-sided"] if order.one_sided else []
        words += ["-o", choice.tray] if choice.tray else []
        words += ["-n", str(choice.copies)] if choice.copies > 1 else []
        # lp refuses where no queue is the usual one: then the first is meant.
        printer = choice.printer or next(iter(self.printers()), "")
        words += ["-d", printer] if printer else []
        said = _done([self.lp, *words, "-"], pages).decode("utf-8", "replace")
        found = _JOB_ID.search(said)
        return found[1] if found else ""

    def states(self, jobs: Collection[str]) -> Mapping[str, JobState]:
        """Return what became of jobs, those that CUPS still knows."""
        waiting = _told([self.lpstat, "-l", "-W", "not-completed", "-o"])
        ended = _told([self.lpstat, "-l", "-W", "completed", "-o"])
        stuck = set(_stuck(_told([self.lpstat, "-l", "-p"])))
        found = dict(_states(ended, JobState.NOT_PRINTED))
        for job, state in _states(waiting, JobState.WAITING):
            found[job] = JobState.STOPPED if job.rpartition("-")[0] in stuck else state
        return {job: found[job] for job in jobs if job in found}

    def _usual(self) -> str:
        return _told([self.lpstat, "-d"]).rpartition(": ")[2].strip()


def _trays(said: str) -> Iterator[str]:
    """Yield the trays out of the options of a queue: ``InputSlot/Media Source: *Auto Upper``."""
    for line in said.splitlines():
        name, _, choices = line.partition(":")
        option = name.partition("/")[0]
        if option in _TRAY_OPTIONS:
            trays = (f"{option}={choice.lstrip('*')}" for choice in choices.split())
            yield from (tray for tray in trays if PrinterChoice(tray=tray).sound)
            return


def _stuck(said: str) -> Iterator[str]:
    """Yield the printers that stand still: a line each, and what they say of it indented below."""
    name = ""
    for line in said.splitlines():
        printer = _PRINTER.match(line)
        if printer is not None:
            name = printer[1]
            if printer[2].startswith(_DISABLED):
                yield name
        elif name and line.startswith(_ALERTS) and any(map(_STUCK.fullmatch, line.split())):
            yield name


def _states(said: str, otherwise: JobState) -> Iterator[tuple[str, JobState]]:
    """Yield the jobs of a list: a line each, and the reasons of its state indented below."""
    job = ""
    for line in said.splitlines():
        if line and not line[0].isspace():
            job = line.split()[0]
            yield job, otherwise
        elif job and line.startswith(_ALERTS):
            reasons = line.removeprefix(_ALERTS).split()
            states = (
                state for start, state in _STATES if any(r.startswith(start) for r in reasons)
            )
            yield job, next(states, otherwise)


def _told(command: Sequence[str]) -> str:
    """Return what a program of the print system says; nothing where it fails."""
    try:
        return _done(command).decode("utf-8", "replace")
    except PrinterFailed:
        return ""


def _done(command: Sequence[str], given: bytes = b"") -> bytes:
    """Run a program of the print system and return what it said; raises PrinterFailed."""
    try:
        ran = subprocess.run(  # noqa: S603 the system's own program; a printer's name is one word
            command,
            input=given,
            check=True,
            capture_output=True,
            timeout=_SECONDS,
            env=os.environ | {"LC_ALL": "C.UTF-8"},
        )
    except (OSError, subprocess.SubprocessError) as error:
        raise PrinterFailed from error
    return ran.stdout
