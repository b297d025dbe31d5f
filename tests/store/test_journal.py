# SPDX-License-Identifier: MIT
"""The journal only grows: edits are refused, and where somebody forces one it is named."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from typing import Any

import pytest
import sqlcipher3.dbapi2 as driver
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desk_app.desk.errors import DamageFound, KnownError, SavesMissing
from desk_app.desk.ports import Store
from desk_app.records.base import LetterId
from desk_app.records.books.journal import Action
from desk_app.store.database import SqlStore
from desk_app.store.journal import chain
from desk_app.store.journal.chain import FIRST_HASH, ChainLink
from tests.fakes.making import CLERK, NOW, facts
from tests.fakes.real_store import Place

TRIGGERS = (
    "journal_no_update",
    "journal_no_delete",
    "letter_facts_no_update",
    "letter_pages_no_update",
)


def fill(store: SqlStore) -> None:
    """A desk with five entries and a letter."""
    for number in range(4):
        with store.writing(CLERK, NOW) as books:
            books.journal.note(Action.SIGNED_IN, number=number)
            if number == 3:
                books.letters.keep(LetterId("l-1"), facts(), b"%PDF-1.7 frozen")
            books.commit()


@pytest.fixture
def intruder(place: Place) -> Iterator[driver.Connection]:
    """Somebody with the key and a tool of his own."""
    with closing(place.raw()) as connection:
        yield connection


ONE_MORE = """
    INSERT INTO journal SELECT 6, at, actor, action, subject, digests, previous, hash
    FROM journal WHERE sequence = 5
"""
EDITS = {
    "the actor": ("UPDATE journal SET actor = 'u-9' WHERE sequence = 3", 3),
    "the moment": ("UPDATE journal SET at = '2026' WHERE sequence = 2", 2),
    "a digest": ("UPDATE journal SET digests = '{}' WHERE sequence = 4", 4),
    "the hash": ("UPDATE journal SET hash = x'00' WHERE sequence = 3", 3),
    "the first": ("UPDATE journal SET action = 'locked' WHERE sequence = 1", 1),
    "one gone": ("DELETE FROM journal WHERE sequence = 3", 3),
    "one more": (ONE_MORE, 6),
}


@pytest.mark.parametrize(("sql", "entry"), EDITS.values(), ids=EDITS.keys())
def test_a_forced_edit_is_named_at_the_next_start(
    place: Place, intruder: driver.Connection, sql: str, entry: int
) -> None:
    for trigger in TRIGGERS:
        intruder.execute(f"DROP TRIGGER {trigger}")
    intruder.execute(sql)
    intruder.close()
    with pytest.raises(DamageFound) as caught:
        place.open()
    assert (caught.value.code, caught.value.facts) == ("journal_damaged", {"entry": entry})


def test_a_tail_cut_off_is_missed(place: Place, intruder: driver.Connection) -> None:
    intruder.execute("DROP TRIGGER journal_no_delete")
    intruder.execute("DELETE FROM journal WHERE sequence > 3")
    intruder.close()
    with pytest.raises(SavesMissing) as caught:
        place.open()
    assert caught.value.facts == {"missing": 2}


def test_the_open_desk_checks_its_own_journal(place: Place, intruder: driver.Connection) -> None:
    store = place.open()
    with store.reading() as books:
        head = books.journal.mark()
    assert store.check_journal() == head
    for trigger in TRIGGERS[:2]:
        intruder.execute(f"DROP TRIGGER {trigger}")
    intruder.execute(EDITS["a digest"][0])
    with pytest.raises(DamageFound) as caught:
        store.check_journal()
    assert caught.value.facts == {"entry": 4}
    intruder.execute("DELETE FROM journal WHERE sequence > 3")
    with pytest.raises(SavesMissing):
        store.check_journal()
    store.close()


def test_a_chain_made_anew_does_not_fit_the_anchor(
    place: Place, intruder: driver.Connection
) -> None:
    for trigger in TRIGGERS[:2]:
        intruder.execute(f"DROP TRIGGER {trigger}")
    rows = [ChainLink(*row) for row in intruder.execute("SELECT * FROM journal ORDER BY sequence")]
    intruder.execute("DELETE FROM journal")
    previous = FIRST_HASH
    for row in rows:
        made = chain.link(row.sequence, (row.at, "u-9", row.action, row.subject), "{}", previous)
        intruder.execute("INSERT INTO journal VALUES (?, ?, ?, ?, ?, ?, ?, ?)", made)
        previous = made.hash
    intruder.close()
    with pytest.raises(DamageFound) as caught:
        place.open()
    assert (caught.value.code, caught.value.facts) == ("journal_damaged", {"entry": 5})


REFUSED = {
    "journal changed": "UPDATE journal SET actor = 'u-9'",
    "journal cut": "DELETE FROM journal",
    "journal dropped": "DROP TABLE journal",
    "journal's trigger dropped": "DROP TRIGGER journal_no_update",
    "another file": "ATTACH ':memory:' AS other",
    "facts changed": "UPDATE letter_facts SET sha256 = ''",
    "pages changed": "UPDATE letter_pages SET pages = x'00'",
    "pages dropped": "DROP TABLE letter_pages",
    "pages renamed": "ALTER TABLE letter_pages RENAME TO other",
}


@pytest.mark.parametrize("sql", REFUSED.values(), ids=REFUSED.keys())
def test_the_programs_own_connection_cannot(place: Place, sql: str) -> None:
    store = place.open()
    with (
        store.writing(CLERK, NOW) as books,
        pytest.raises(Exception, match=r"not authorized|prohibited"),
    ):
        books._connection.exec_driver_sql(sql)
    store.close()


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE journal SET actor = 'u-9'",
        "DELETE FROM journal",
        "INSERT OR REPLACE INTO journal SELECT * FROM journal WHERE sequence = 2",
        "UPDATE letter_facts SET sha256 = ''",
        "UPDATE letter_pages SET pages = x'00'",
    ],
)
def test_triggers_stop_a_tool_that_means_no_harm(intruder: driver.Connection, sql: str) -> None:
    intruder.execute("PRAGMA recursive_triggers = ON")
    with pytest.raises(driver.IntegrityError, match="frozen"):
        intruder.execute(sql)


def test_a_forced_change_of_a_letter_is_found_when_it_is_read(
    place: Place, intruder: driver.Connection
) -> None:
    intruder.execute("DROP TRIGGER letter_pages_no_update")
    intruder.execute("UPDATE letter_pages SET pages = CAST('%PDF-1.7 Frozen' AS BLOB)")
    intruder.close()
    store = place.open()
    with store.reading() as books, pytest.raises(DamageFound) as caught:
        books.letters.pages(LetterId("l-1"))
    store.close()
    assert caught.value.code == "letter_damaged"


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_no_changed_chain_fits(data: st.DataObject) -> None:
    links = _links(data.draw(st.integers(1, 8)))
    assert chain.first_wrong(links) is None
    place = data.draw(st.integers(0, len(links) - 1))
    fields = ["at", "actor", "action", "subject", "digests"]
    texts = st.tuples(st.sampled_from(fields), st.sampled_from(["another", 5, None, b"at"]))
    hashes = st.tuples(st.sampled_from(["previous", "hash"]), st.sampled_from([bytes(31), "", 1]))
    numbers = st.tuples(st.just("sequence"), st.sampled_from([0, 9, "1", None]))
    field, value = data.draw(st.one_of(texts, hashes, numbers))
    changed: dict[str, Any] = {field: value}
    links[place] = links[place]._replace(**changed)
    assert chain.first_wrong(links) == place + 1
    assert chain.first_wrong(map(tuple, links)) == place + 1


def test_the_entry_stands_in_the_transaction_of_its_change(place: Place) -> None:
    store = place.open()
    with store.writing(CLERK, NOW) as books:
        books.drafts.keep(CLERK, "key", "content")
        books.journal.note(Action.DRAFT_SAVED)
    with store.reading() as books:
        assert books.drafts.get(CLERK, "key") is None
        assert len(books.journal.entries()) == 5
    store.close()


def test_digests_need_the_salt() -> None:
    one, other = (chain.digest("name", "山田", bytes([n]) * 32) for n in (1, 2))
    assert one != other
    assert one == chain.digest("name", "山田", bytes([1]) * 32)
    assert chain.digest("kana", "山田", bytes([1]) * 32) != one


def test_a_full_disk_loses_nothing_earlier(place: Place) -> None:
    store = place.open()
    with store.writing(CLERK, NOW) as books:
        raw = books._connection.connection.driver_connection
        assert raw is not None
        (pages,) = raw.execute("PRAGMA page_count").fetchone()
    raw.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(KnownError) as caught:
        _keep_much(store)
    assert caught.value.code == "disk_full"
    raw.execute("PRAGMA max_page_count = 1000000")
    with store.reading() as books:
        assert len(books.journal.entries()) == 5
        assert books.letters.pages(LetterId("l-1")) == b"%PDF-1.7 frozen"
    _keep_much(store)
    store.close()
    place.open().close()


def _keep_much(store: Store) -> None:
    with store.writing(CLERK, NOW) as books:
        books.journal.note(Action.LETTER_ISSUED)
        books.letters.keep(LetterId("l-2"), facts(), bytes(100_000))
        books.commit()


def _links(count: int) -> list[ChainLink]:
    links: list[ChainLink] = []
    previous = FIRST_HASH
    for number in range(1, count + 1):
        links.append(chain.link(number, ("at", "actor", "action", ""), "{}", previous))
        previous = links[-1].hash
    return links
