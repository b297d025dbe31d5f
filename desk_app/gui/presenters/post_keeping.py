# SPDX-License-Identifier: MIT
"""Keeps what was said of envelopes that wait: two seconds after the last word, and through a lock.

It lies encrypted in the store as a draft. The day of posting is not kept: it is today's again.
"""

from __future__ import annotations

import json
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer

from desk_app.desk import intake, reading
from desk_app.gui.presenters.intake_keeping import DRAFT_AFTER_MS
from desk_app.gui.presenters.post_filling import Filling
from desk_app.records.ids import HeldThingId, LetterId
from desk_app.records.mail import MailKind
from desk_app.records.postage import PaidBy, Shape
from desk_app.rules.terms import Duty

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from desk_app.desk.context import Desk
    from desk_app.gui.workplace import Workplace

    Fillings = Mapping[LetterId, Filling]

DRAFT = "post"


class PostKeeping(QObject):
    """Keeps what ``said`` returns, where whoever is signed in may keep drafts."""

    def __init__(self, work: Workplace, said: Callable[[], Fillings], parent: QObject) -> None:
        super().__init__(parent)
        self._work = work
        self._said = said
        self._last = ""
        self._may = work.may(Duty.LOG)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(DRAFT_AFTER_MS)
        self._timer.timeout.connect(self.keep)

    def begin(self, kept: Fillings) -> None:
        """Begin with what the store holds."""
        self._last = written(kept) if kept else ""

    def touch(self) -> None:
        """Keep it in a while: something else was said."""
        self._timer.start()

    def keep(self) -> None:
        """Keep it now, if it is not kept already; nothing said is nothing kept."""
        self._timer.stop()
        said = self._said()
        content = written(said) if said else ""
        if not self._may or content == self._last:
            return
        self._last = content
        if content:
            self._work.keep_draft(self, DRAFT, content, on_failure=self._not_kept)
        else:
            self._work.do(self, partial(intake.forget_draft, key=DRAFT))

    def _not_kept(self, error: Exception) -> None:
        self._last = ""
        self._work.trouble.emit(error)


def kept(desk: Desk) -> Fillings:
    """Return what the person acting said of envelopes, and kept."""
    with reading.cases(desk) as books:
        content = books.drafts.get(desk.actor.id, DRAFT)
    return {} if content is None else understood(content, desk.today)


def written(said: Fillings) -> str:
    """Write down what was said of envelopes."""
    return json.dumps({key: _told(each) for key, each in said.items()}, ensure_ascii=False)


def understood(content: str, today: date) -> Fillings:
    """Read what was written down; of another version of the program nothing is taken."""
    try:
        told: dict[str, dict[str, Any]] = json.loads(content)
        return {LetterId(key): _filling(each, today) for key, each in told.items()}
    except (AttributeError, KeyError, TypeError, ValueError):
        return {}


def _told(said: Filling) -> dict[str, object]:
    return {
        "letters": said.letters,
        "envelope": said.envelope,
        "kind": said.kind.value,
        "pack": said.pack.value,
        "express": said.express,
        "grams": said.grams,
        "tracking": said.tracking,
        "things": said.things,
        "proposal": said.proposal,
        "stamps": said.stamps,
        "pays": None if said.pays is None else said.pays.value,
    }


def _filling(told: dict[str, Any], today: date) -> Filling:
    return Filling(
        posted_on=today,
        letters=tuple(LetterId(str(each)) for each in told["letters"]),
        envelope=str(told["envelope"]),
        kind=MailKind(told["kind"]),
        pack=Shape(told["pack"]),
        express=bool(told["express"]),
        grams=None if told["grams"] is None else int(told["grams"]),
        tracking=str(told["tracking"]),
        things=tuple(HeldThingId(str(each)) for each in told["things"]),
        proposal=int(told["proposal"]),
        stamps=None
        if told["stamps"] is None
        else tuple((int(value), int(count)) for value, count in told["stamps"]),
        pays=None if told["pays"] is None else PaidBy(told["pays"]),
    )
