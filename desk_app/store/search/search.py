# SPDX-License-Identifier: MIT
"""An application's place in the lists and in the search index; asked for ids, newest first."""

from __future__ import annotations

import re
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import bindparam, column, delete, select, table, text, update
from sqlalchemy.dialects.sqlite import insert as insert_or_update

from desk_app.rules.writing import characters
from desk_app.store.schema.columns import NEVER
from desk_app.store.schema.engine import Insertion, ask, run, run_many
from desk_app.store.schema.tables import KeptRows, WorkRows
from desk_app.store.search import folding, standings, tallies

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from sqlalchemy import Select, TextClause
    from sqlalchemy.engine import Connection

    from desk_app.desk.rows import WorkIndex
    from desk_app.records.case.application import Application


_ID_BITS = 32
_ID = (1 << _ID_BITS) - 1

_INSERT_TEXT = "INSERT INTO search_rows(key, names, addresses, numbers) VALUES (?, ?, ?, ?)"
_TEXT = "SELECT names, addresses, numbers FROM search_rows WHERE key = ?"
_DELETE_TEXT = "DELETE FROM search_rows WHERE key = ?"
_KEYS_OF = "SELECT search_key FROM work_index WHERE application BETWEEN ? AND ?"
_TEXTS_OF = f"""
    SELECT key, names, addresses, numbers FROM search_rows WHERE key IN ({_KEYS_OF}) ORDER BY key
"""  # noqa: S608  our own words
_DELETE_TEXTS_OF = f"DELETE FROM search_rows WHERE key IN ({_KEYS_OF})"  # noqa: S608  our own words
_WIPE = "INSERT INTO search(search, rank) VALUES('secure-delete', ?)"
_WRITE_ANEW = "INSERT INTO search(search) VALUES('optimize')"
_SIZE = "SELECT count(*) FROM search_rows"
_FEW, _AT_ONCE = 100, 500
_WIPED_AS_WRITTEN = 300
"""While one application's tokens are wiped, those of so many are written anew."""
_INSERT_TOKENS = "INSERT INTO search(rowid, grams) VALUES (?, ?)"
_DELETE_TOKENS = "INSERT INTO search(search, rowid, grams) VALUES ('delete', ?, ?)"

_index = table("search", column("rowid"))


class Asked(NamedTuple):
    """A typed text as the store looks for it: in the index, and where it must, in the texts."""

    match: str
    ways: tuple[tuple[folding.FoldedWord, ...], ...]
    exact: bool


def asked(typed: str) -> Asked | None:
    """Return what a typed text asks for, None where nothing was typed.

    Half a character stands in no record, and no database can be asked for one.
    """
    ways = folding.asked(typed.encode("utf-8", "replace").decode("utf-8"))
    return Asked(folding.match(ways), ways, folding.is_exact(ways)) if ways else None


def key_of(application: Application) -> int:
    """Return an application's row in the index: later arrivals have higher rows."""
    return _key(application.id, application.received_on)


def _key(application: int, received_on: date) -> int:
    return received_on.toordinal() << _ID_BITS | application


def add(connection: Connection, application: Application) -> None:
    """Write what a new application is found by."""
    _write(connection, key_of(application), folding.fold(application))


def add_all(connection: Connection, applications: Iterable[Application]) -> None:
    """Write what many new applications are found by, in the order of the index: so it is quick."""
    folded = sorted((key_of(each), folding.fold(each)) for each in applications)
    run_many(connection, _INSERT_TEXT, [(key, *texts) for key, texts in folded])
    run_many(connection, _INSERT_TOKENS, [(key, folding.tokens(texts)) for key, texts in folded])


def update_index(connection: Connection, before: Application, after: Application) -> None:
    """Write what a changed application is found by, and forget the rest."""
    if _sought(before) == _sought(after):
        return
    key, new = key_of(before), folding.fold(after)
    old = _kept(connection, key)
    if (key, old) == (key_of(after), new):
        return
    if old is not None:
        _delete(connection, key, old)
    _write(connection, key_of(after), new)


def forget(connection: Connection, application: int, received_on: date) -> int:
    """Delete what an application is found by; return how many rows that were."""
    key = _key(application, received_on)
    kept = _kept(connection, key)
    if kept is None:
        return 0
    _delete(connection, key, kept)
    return 1


def forget_all(connection: Connection, first: int, last: int) -> None:
    """Delete what the applications of a span of ids are found by."""
    kept = ask(connection, _TEXTS_OF, (first, last)).fetchall()
    with wiping(connection, len(kept)):
        for start in range(0, len(kept), _AT_ONCE):
            gone = (
                (key, folding.tokens(folding.Folded(*texts)))
                for key, *texts in kept[start : start + _AT_ONCE]
            )
            run_many(connection, _DELETE_TOKENS, list(gone))
        run(connection, _DELETE_TEXTS_OF, (first, last))


@contextmanager
def wiping(connection: Connection, count: int) -> Iterator[None]:
    """Let so many applications be forgotten; none of their tokens is left at the end.

    The index wipes each deleted token at once, and looks for it through all that stand in it: of
    10,000 among as many others for a minute and a half. Where many go, their tokens are told
    first, and wiped as the whole index is written anew: in a third of a second. Of a few in a
    large index it would be the other way round. What fails in between is rolled back with all.
    """
    if count <= _FEW or count * _WIPED_AS_WRITTEN < _size(connection):
        yield
        return
    run(connection, _WIPE, (0,))
    yield
    run(connection, _WRITE_ANEW)
    run(connection, _WIPE, (1,))


def _size(connection: Connection) -> int:
    """Return of how many applications the index is."""
    (count,) = ask(connection, _SIZE).fetchone()
    return int(count)


def _kept(connection: Connection, key: int) -> folding.Folded | None:
    """Return the texts that stand in a row of the index, None where there is none.

    The tokens to be deleted are made of these: of these they were made, perhaps by an earlier
    version that folded otherwise.
    """
    row = connection.exec_driver_sql(_TEXT, (key,)).one_or_none()
    return None if row is None else folding.Folded(*row)


def _sought(application: Application) -> tuple[object, ...]:
    """Return what of an application its key and its texts are made of."""
    of = application
    return (key_of(of), of.principal, of.proxy, of.receipt_number)


def hits(connection: Connection, wanted: Asked, most: int) -> list[int]:
    """Return the newest applications in which the text is found, at most so many."""
    if not wanted.match:
        return []
    found, values = _found(wanted)
    statement = f"SELECT search.rowid {found} ORDER BY search.rowid DESC LIMIT :most"
    keys = connection.exec_driver_sql(statement, values | {"most": most})
    return [key & _ID for (key,) in keys]


def count(connection: Connection, wanted: Asked, most: int) -> int:
    """Return in how many applications the text is found, counting no further than so many."""
    found, values = _found(wanted)
    statement = f"SELECT count(*) FROM (SELECT 1 {found} LIMIT :most)"  # noqa: S608  our own words
    number: int = connection.exec_driver_sql(statement, values | {"most": most}).scalar_one()
    return number


def found_ids(wanted: Asked) -> Select[*tuple[Any, ...]]:
    """Return the ids of all that the index finds: where it is not exact, of some more."""
    key = _index.c.rowid.op("&")(_ID)
    return select(key).where(text("search MATCH :match").bindparams(match=wanted.match))


def stands_in(wanted: Asked) -> TextClause:
    """Return the condition on ``search_rows`` that a typed text stands in them."""
    tests, values = _tests(wanted)
    return text(tests).bindparams(**values)


def _found(wanted: Asked) -> tuple[str, dict[str, object]]:
    """Return the SQL after the columns of a search, and its values.

    It is put together by hand: each key in a search field asks, and to have a statement made anew
    takes as long as its answer.
    """
    asked_of_index = "search MATCH :match"
    if wanted.exact:
        return f"FROM search WHERE {asked_of_index}", {"match": wanted.match}
    tests, values = _tests(wanted)
    joined = "FROM search JOIN search_rows ON key = search.rowid"
    return f"{joined} WHERE {asked_of_index} AND ({tests})", {"match": wanted.match, **values}


def _tests(wanted: Asked) -> tuple[str, dict[str, str]]:
    """Return the SQL that a typed text stands in the folded ones, and its values."""
    values: dict[str, str] = {}

    def any_of(word: folding.FoldedWord) -> str:
        tests = ["0"]
        for name, spellings in word._asdict().items():
            for spelling in spellings:
                place = f"spelling_{len(values)}"
                values[place] = spelling
                tests.append(f"instr(search_rows.{name}, :{place})")
        return " OR ".join(tests)

    ways = [" AND ".join(f"({any_of(word)})" for word in way) for way in wanted.ways]
    return " OR ".join(f"({each})" for each in ways), values


def _write(connection: Connection, key: int, folded: folding.Folded) -> None:
    run(connection, _INSERT_TEXT, (key, *folded))
    run(connection, _INSERT_TOKENS, (key, folding.tokens(folded)))


def _delete(connection: Connection, key: int, folded: folding.Folded) -> None:
    connection.exec_driver_sql(_DELETE_TOKENS, (key, folding.tokens(folded)))
    connection.exec_driver_sql(_DELETE_TEXT, (key,))


# An application's place in the lists: its row, and what it shows on a given day.


_rows = WorkRows.__table__
_NAMES = tuple(column.name for column in _rows.c if column.name != "carer")
"""What follows from the application; who looks after it, ``store.books.noted`` alone changes."""
_ONE = select(_rows).where(_rows.c.application == bindparam("id_"))
_NEW = Insertion(WorkRows)
_UPDATE = update(_rows).where(_rows.c.application == bindparam("id_"))
_kept_days = KeptRows.__table__
_NOT_KEPT = delete(_kept_days).where(_kept_days.c.application == bindparam("id_"))
_NEW_DAYS = Insertion(KeptRows)
_keep_days_ = insert_or_update(_kept_days)
_KEEP_DAYS = _keep_days_.on_conflict_do_update(
    index_elements=[_kept_days.c.application],
    set_={
        "completed_on": _keep_days_.excluded.completed_on,
        "kept_until": _keep_days_.excluded.kept_until,
    },
)
_NUMBER = re.compile(r"[A-Za-z]+([0-9]{1,4})-([0-9]{1,8})")

_FLAG = 10**8
_YEAR = 10**9


def to_row(application: Application, index: WorkIndex) -> dict[str, object]:
    """Return the columns of an application's place in the lists."""
    return {
        "application": application.id,
        "received_on": application.received_on,
        "search_key": key_of(application),
        "number_order": number_order(application.receipt_number, application.received_on),
        "name": application.principal.name,
        "kana_order": kana_order(application.principal.kana),
        "rights": application.rights(),
        "work": index.work,
        "what": index.what,
        "why": index.why,
        "by": index.by or NEVER,
        "since": index.since,
        "turns_on": index.turns_on or NEVER,
        "then_work": index.then_work,
        "then_what": index.then_what,
        "then_why": index.then_why,
        "then_by": index.then_by or NEVER,
        "carer": application.logged_by or "",
    }


def keep(connection: Connection, application: Application, index: WorkIndex) -> None:
    """Write what changed of an application's place; untouched columns leave their index alone."""
    tallies.keep(connection, application.id, application.received_on, index.tally)
    standings.keep(connection, application.id, index.standing)
    _keep_days(connection, application, index)
    new = to_row(application, index)
    old = connection.execute(_ONE, {"id_": application.id}).mappings().one_or_none()
    if old is None:
        _NEW.one(connection, new)
        return
    changed = {name: new[name] for name in _NAMES if new[name] != old[name]}
    if changed:
        connection.execute(_UPDATE.values(**changed), {"id_": application.id})


def add_rows(connection: Connection, placed: Sequence[tuple[Application, WorkIndex]]) -> None:
    """Write the places of many new applications, in one batch."""
    every = [(made.id, made.received_on, index.tally) for made, index in placed]
    tallies.add_all(connection, every)
    standings.add_all(connection, [(made.id, index.standing) for made, index in placed])
    _NEW.many(connection, [to_row(application, index) for application, index in placed])
    days = [
        {
            "application": application.id,
            "completed_on": index.kept.completed_on,
            "kept_until": index.kept.kept_until,
        }
        for application, index in placed
        if index.kept is not None
    ]
    _NEW_DAYS.many(connection, days)


def _keep_days(connection: Connection, application: Application, index: WorkIndex) -> None:
    """Write since when and how long the application is kept, where it is completed."""
    given = {"id_": application.id}
    if index.kept is None:
        connection.execute(_NOT_KEPT, given)
        return
    days = {"completed_on": index.kept.completed_on, "kept_until": index.kept.kept_until}
    connection.execute(_KEEP_DAYS, {"application": application.id, **days})


def kana_order(written: str) -> str:
    """Return kana as it is sorted: hiragana and half-width signs stand among the katakana."""
    return "".join(characters.katakana(written).split())


def number_order(receipt_number: str, received_on: date) -> int:
    """Return where a receipt number stands among all: by year, era, running number.

    Text order would put R8-10000 before R8-9999. In a year with two eras the first year of the new
    one comes second. A number of another form stands first.
    """
    match = _NUMBER.fullmatch(receipt_number)
    if match is None:
        return 0
    era_year, running = int(match[1]), int(match[2])
    return received_on.year * _YEAR + (era_year == 1) * _FLAG + running
