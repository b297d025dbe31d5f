# SPDX-License-Identifier: MIT
"""Nothing of a person can be read in any file of the desk, nor in what an exception says."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from desk_app.desk.ports import Store
from desk_app.desk.rows import Filter, ListOrder
from desk_app.records.base import LetterId
from desk_app.records.books.journal import Action
from desk_app.records.case.application import Proxy, ProxyKind
from desk_app.records.importing import LedgerImport
from desk_app.store.search import folding, search
from tests.fakes.making import CLERK, DAY, NOW, TO_CHECK, envelope, facts, logged, person
from tests.fakes.real_store import Place
from tests.workbench.processes import is_private

MARKERS = ("MARKERname", "目印太郎", "メジルシ", "MARKERaddress", "09012345678", "MARKERdraft")


def marked_everywhere(store: Store) -> None:
    marked = person("目印太郎", "メジルシ", address="MARKERaddress", phone="09012345678")
    proxy = Proxy(ProxyKind.PARENT, "MARKERname")
    logged(store, marked, "R8-0001", proxy=proxy, scope="MARKERname")
    with store.writing(CLERK, NOW) as books:
        books.mail.add(envelope(sender="目印太郎", note="MARKERname"))
        books.drafts.keep(CLERK, "intake", "MARKERdraft")
        books.letters.keep(LetterId("l-1"), facts(), b"%PDF MARKERname")
        books.journal.note(Action.MAIL_LOGGED, sender="目印太郎", note="MARKERname")
        books.commit()


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_no_file_holds_a_word_of_a_person(place: Place, store: Store, tmp_path: Path) -> None:
    marked_everywhere(store)
    read = contents(tmp_path)
    assert {"desk.db", "keys.json", "anchor.json"} <= read.keys()
    assert sum(map(len, read.values())) > 100_000
    for name, content in read.items():
        for marker in MARKERS:
            assert marker.encode() not in content, name
            assert marker.encode("utf-16-le") not in content, name
        assert b"SQLite format" not in content


def test_the_journal_holds_names_of_fields_only(place: Place, store: Store) -> None:
    marked_everywhere(store)
    with store.reading() as books:
        entries = books.journal.entries()
    assert '"sender"' in entries[-1].digests
    assert not any(marker in repr(entries) for marker in MARKERS)


def test_the_first_write_is_encrypted(place: Place) -> None:
    head = place.database.read_bytes()[:4096]
    assert not head.startswith(b"SQLite")
    assert len(set(head)) > 200


def test_files_and_folders_are_the_owners_alone(place: Place) -> None:
    assert is_private(place.database)
    assert is_private(place.keys / "keys.json")


def test_a_failing_statement_tells_no_value(store: Store) -> None:
    logged(store, person("目印太郎"), "R8-0001")
    with pytest.raises(Exception, match="UNIQUE") as caught:
        logged(store, person("目印太郎"), "R8-0001")
    told = f"{caught.value!r} {caught.value}"
    assert "R8-0001" not in told
    assert not any(marker in told for marker in MARKERS)


def test_a_corrected_name_is_gone_from_the_index(place: Place, store: Store) -> None:
    id_ = logged(store, person("目印太郎", "メジルシ"), "R8-0001")
    with store.reading() as books:
        before = books.files.get(id_).application
    assert place.tokens() >= set(folding.tokens(folding.fold(before)).split())
    after = replace(before, principal=person("山田", "ヤマダ"))
    with store.writing(CLERK, NOW) as books:
        books.files.save(replace(books.files.get(id_), application=after), TO_CHECK)
        books.journal.note(Action.APPLICATION_CORRECTED, id_)
        books.commit()
    assert place.tokens() == set(folding.tokens(folding.fold(after)).split())


def test_what_an_earlier_version_folded_otherwise_goes_with_the_next_change(
    place: Place, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as before:
        before.setattr(folding, "_KANJI_FIGURES", {})
        id_ = logged(store, person("目印太郎", phone="〇九〇-1234-5678"), "R8-0001")
    assert store.queries.window(Filter("1234-5678"), ListOrder(), DAY).ids == (id_,)
    with store.reading() as books:
        file = books.files.get(id_)
    kept = replace(file.application.principal, phone="〇八〇-1111-2222")
    after = replace(file.application, principal=kept)
    with store.writing(CLERK, NOW) as books:
        books.files.save(replace(file, application=after), TO_CHECK)
        books.journal.note(Action.APPLICATION_CORRECTED, id_)
        books.commit()
    assert place.tokens() == set(folding.tokens(folding.fold(after)).split())
    assert store.queries.window(Filter("5678"), ListOrder(), DAY).ids == ()
    assert store.queries.window(Filter("080-1111-2222"), ListOrder(), DAY).ids == (id_,)


@pytest.mark.parametrize("few", [0, 100])
def test_of_an_import_that_was_taken_back_no_token_is_left(
    place: Place, store: Store, monkeypatch: pytest.MonkeyPatch, few: int
) -> None:
    monkeypatch.setattr(search, "_FEW", few)
    stays = logged(store, person("林", "ハヤシ"), "R8-0001")
    goes = logged(store, person("目印太郎", "メジルシ"), "R8-0002")
    with store.writing(CLERK, NOW) as books:
        kept = books.files.get(stays).application
        mail = books.files.get(goes).application.mail_item
        books.imports.remove(LedgerImport(1, NOW, CLERK, "", 1, 0, 0, goes, goes, mail, mail))
        books.journal.note(Action.IMPORT_TAKEN_BACK)
        books.commit()
    assert place.tokens() == set(folding.tokens(folding.fold(kept)).split())
    with closing(place.raw()) as raw:
        wiped = raw.execute("SELECT v FROM search_config WHERE k = 'secure-delete'").fetchall()
    assert wiped == [(1,)]
