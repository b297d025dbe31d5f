# SPDX-License-Identifier: MIT
"""How a person narrows the lists down, kept for him alone: what is his, filters by name.

A filter's text may be the name of an applicant. It lies encrypted in the desk like what is being
typed, is nobody else's, and goes with the application whose person it names.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from desk_app.desk.context import Changes, Desk, Kind
from desk_app.desk.errors import BadInput, NotFound
from desk_app.desk.text_limits import admit
from desk_app.records.field import NAME_LIMIT, ShortText
from desk_app.rules.rulebook.terms import Duty

MINE = "narrowed-mine"
"""The draft that says that Today shows a person what is his alone."""

FILTERS = "filter-"
"""What the key of a filter's draft begins with; the list it belongs to and its name follow."""

MOST_FILTERS = 50


@dataclass(frozen=True, slots=True)
class SavedFilter:
    """What narrows a list down, under a name: what stands in each field, as it is kept."""

    name: ShortText
    fields: Mapping[str, str | bool]


def sees_mine(desk: Desk) -> bool:
    """Return whether the acting person's Today shows what is his alone."""
    with desk.ports.store.reading() as books:
        return books.drafts.get(desk.actor.id, MINE) is not None


def see_mine(desk: Desk, *, alone: bool) -> Changes:
    """Keep whether the acting person's Today shows what is his alone."""
    with desk.ports.store.writing(desk.actor.id, desk.ports.clock.now()) as books:
        if alone:
            books.drafts.keep(desk.actor.id, MINE, "1")
        else:
            books.drafts.drop(desk.actor.id, MINE)
        books.commit()
    return Changes.of()


def saved_filters(desk: Desk, listed: str) -> tuple[SavedFilter, ...]:
    """Return the acting person's filters of a list, by their names."""
    _must_read(desk)
    begins = _key(listed, "")
    with desk.ports.store.reading() as books:
        keys = [key for key in books.drafts.keys(desk.actor.id) if key.startswith(begins)]
        kept = [(key, books.drafts.get(desk.actor.id, key) or "{}") for key in keys]
    return tuple(SavedFilter(key.removeprefix(begins), json.loads(text)) for key, text in kept)


def save_filter(desk: Desk, listed: str, wanted: SavedFilter) -> Changes:
    """Keep a filter of a list under a name; one of that name before is replaced.

    Raises BadInput without a name, for one that is too long, or where there are too many.
    """
    _must_read(desk)
    name = _named(wanted.name)
    with desk.ports.store.writing(desk.actor.id, desk.ports.clock.now()) as books:
        keys = set(books.drafts.keys(desk.actor.id)) - {_key(listed, name)}
        if sum(key.startswith(FILTERS) for key in keys) >= MOST_FILTERS:
            raise BadInput("too_many_filters", {"most": MOST_FILTERS}, place="name")
        written = json.dumps(dict(wanted.fields), ensure_ascii=False)
        books.drafts.keep(desk.actor.id, _key(listed, name), written)
        books.commit()
    return Changes.of((Kind.DRAFT, _key(listed, "")))


def rename_filter(desk: Desk, listed: str, before: str, name: str) -> Changes:
    """Call a filter otherwise; raises NotFound, BadInput where another has that name."""
    _must_read(desk)
    name = _named(name)
    with desk.ports.store.writing(desk.actor.id, desk.ports.clock.now()) as books:
        content = books.drafts.get(desk.actor.id, _key(listed, before))
        if content is None:
            raise NotFound(place="filter")
        if books.drafts.get(desk.actor.id, _key(listed, name)) is not None:
            raise BadInput("filter_name_taken", place="name")
        books.drafts.drop(desk.actor.id, _key(listed, before))
        books.drafts.keep(desk.actor.id, _key(listed, name), content)
        books.commit()
    return Changes.of((Kind.DRAFT, _key(listed, "")))


def forget_filter(desk: Desk, listed: str, name: str) -> Changes:
    """Forget a filter; one that is gone already stays gone."""
    _must_read(desk)
    with desk.ports.store.writing(desk.actor.id, desk.ports.clock.now()) as books:
        books.drafts.drop(desk.actor.id, _key(listed, name))
        books.commit()
    return Changes.of((Kind.DRAFT, _key(listed, "")))


def _must_read(desk: Desk) -> None:
    """Go on only for who reads applications, or the journal."""
    if not desk.may(Duty.READ_CASES):
        desk.must(Duty.READ_JOURNAL)


def _named(name: str) -> str:
    """Return a name as it is kept; raises BadInput for none, for one too long or unfit."""
    admit(SavedFilter(name, {}))
    if not name.strip():
        raise BadInput("filter_name_missing", {"most": NAME_LIMIT}, place="name")
    return name.strip()


def _key(listed: str, name: str) -> str:
    return f"{FILTERS}{listed}-{name}"
