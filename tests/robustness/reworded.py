# SPDX-License-Identifier: MIT
"""A sentence of the letters as it is typed: what is taken can be printed, all else is refused."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path
from random import Random

from desk_app.bootstrap.surroundings import LazyPress
from desk_app.desk import wordings
from desk_app.desk.context import Desk
from desk_app.desk.wordings import WordingDraft
from desk_app.records.letters import Words
from desk_app.records.people import Role
from tests.robustness.mangled import mangled
from tests.robustness.taking import Import

PLACE = "L1:item.3.text"
TYPED = "[代理人　{proxy_name}（{proxy_kind}）|ご本人]"
ENGLISH = "[Proxy: {proxy_name} ({proxy_kind})|The individual concerned]"


def imports(desk: Desk, folder: Path) -> tuple[Import, ...]:
    """Return what a supervisor types in the place of a sentence."""
    supervisor = replace(
        desk,
        actor=replace(desk.actor, roles=frozenset({Role.SUPERVISOR})),
        ports=replace(desk.ports, press=LazyPress()),
    )
    take = partial(_reword, supervisor)
    return (Import("sentence of a letter as typed", 200, _spoilt, take, folder),)


def _spoilt(chance: Random) -> bytes:
    return mangled(TYPED.encode(), chance)[:4_000]


def _reword(desk: Desk, spoilt: bytes) -> object:
    """Propose it, and print a letter that says it."""
    typed = spoilt.decode("utf-8", "surrogateescape")
    draft = WordingDraft(PLACE, Words(typed, ENGLISH), desk.today)
    shown = wordings.shown(desk, wordings.trial(desk, draft))
    pages = [desk.ports.press.render(facts) for facts in shown[:1]]
    wordings.propose(desk, draft)
    return pages
