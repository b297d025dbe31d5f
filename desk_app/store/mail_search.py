# SPDX-License-Identifier: MIT
"""What a typed text finds among the mail: senders, tracking numbers, applications in the items."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from sqlalchemy import Integer, String, and_, column, false, func, or_, select, text

from desk_app.rules import names
from desk_app.store import search
from desk_app.store.tables import Applications, MailItems

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sqlalchemy import ColumnElement
    from sqlalchemy.engine import Connection

    from desk_app.store.folding import Word

MOST_APPLICATIONS = 20_000
"""So many of the newest applications that a text finds are looked for in the mail."""

_mail: Any = MailItems.__table__
_applications: Any = Applications.__table__
_SENDERS = select(_mail.c.sender).where(text("sender <> ''")).distinct()
_TRACKING = func.upper(func.replace(func.replace(_mail.c.tracking_number, "-", ""), " ", ""))


def found(connection: Connection, typed: str) -> ColumnElement[bool] | None:
    """Return the condition on mail items that a typed text finds them; None for no text."""
    asked = search.asked(typed)
    if asked is None:
        return None
    applications = _among(search.hits(connection, asked, MOST_APPLICATIONS), Integer())
    came = select(_applications.c.mail_item).where(_applications.c.id.in_(applications))
    senders = {sender: names.folds(sender) for sender in connection.execute(_SENDERS).scalars()}
    own = or_(*(and_(*(_stands(word, senders) for word in way)) for way in asked.ways))
    condition: ColumnElement[bool] = or_(
        _mail.c.id.in_(came), _mail.c.concerns.in_(applications), own
    )
    return condition


def _stands(word: Word, senders: Mapping[str, tuple[str, ...]]) -> ColumnElement[bool]:
    """Return the condition that a word stands in the sender, or in the tracking number."""
    named = [
        sender
        for sender, folds in senders.items()
        if any(spelling in fold for spelling in word.names for fold in folds)
    ]
    numbers = [func.instr(_TRACKING, number) > 0 for number in word.numbers]
    return or_(false(), _mail.c.sender.in_(_among(named, String())), *numbers)


def _among(values: Iterable[object], kind: Integer | String) -> Any:  # noqa: ANN401 SQLAlchemy's
    """Return many values as one that a statement can look among."""
    listed = func.json_each(json.dumps(list(values))).table_valued(column("value", kind))
    return select(listed.c.value)
