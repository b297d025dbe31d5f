# SPDX-License-Identifier: MIT
"""Under which keys the drafts of the Intake page are kept, and when one was left."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from desk_app.records.mail import Matter

if TYPE_CHECKING:
    from desk_app.records.ids import ApplicationId, MailItemId

NEW, LATER = "new-", "supplement-"
"""How the keys begin of mail that nobody logged yet, and of what came later for an application."""

_ASIDE = "-aside"
KEPT_AT = "kept_at"

_BROKEN = (ValueError, KeyError, TypeError)


@dataclass(frozen=True, slots=True)
class Kept:
    """A draft that the desk keeps; ``at`` is None where it does not say since when."""

    at: datetime | None = None


def key_of(mail: MailItemId | None, matter: Matter) -> str:
    """Return the key of a page: of a mail item that waits, or of mail that nobody logged yet."""
    return f"{NEW}{matter.value}" if mail is None else f"mail-{mail}"


def key_of_later(application: ApplicationId) -> str:
    """Return the key of a page for what came later for one application."""
    return f"{LATER}{application}"


def matter_of(key: str) -> Matter:
    """Return the matter with which a page of mail that nobody logged yet begins."""
    return Matter(key.removeprefix(NEW).removesuffix(_ASIDE))


def aside_of(key: str) -> str | None:
    """Return where the draft of a page is laid aside for another one; None for a page of one thing.

    Of mail that nobody logged yet there may be two: an urgent envelope comes between.
    """
    return f"{key}{_ASIDE}" if key.startswith(NEW) else None


NEW_MAIL = key_of(None, Matter.NEW_APPLICATION)
"""The key of the draft of an envelope that nobody logged yet."""


def dated(content: str, at: datetime) -> str:
    """Return a draft's text with the moment at which it is kept."""
    return _written(json.loads(content) | {KEPT_AT: at.isoformat()})


def undated(text: str) -> str:
    """Return a draft's text as the page wrote it."""
    try:
        plain = json.loads(text)
        del plain[KEPT_AT]
    except _BROKEN:
        return text
    return _written(plain)


def since(text: str | None) -> Kept | None:
    """Return since when a draft is kept; None for none."""
    if text is None:
        return None
    try:
        return Kept(datetime.fromisoformat(json.loads(text)[KEPT_AT]))
    except _BROKEN:
        return Kept()


def _written(plain: object) -> str:
    return json.dumps(plain, ensure_ascii=False, separators=(",", ":"))
