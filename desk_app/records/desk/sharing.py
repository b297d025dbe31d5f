# SPDX-License-Identifier: MIT
"""How several people share the work: who looks after what, and who is absent until when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from desk_app.records.base import UserId


@dataclass(frozen=True, slots=True)
class Care:
    """That somebody looks after an application from a moment on; None: that nobody does.

    ``by`` is who said so: the person himself, or who may give work to others.
    """

    user: UserId | None
    by: UserId
    at: datetime


@dataclass(frozen=True, slots=True)
class Absence:
    """That a person of the desk is not there, up to and with a day; who does his work meanwhile."""

    user: UserId
    until: date
    stand_in: UserId | None = None
