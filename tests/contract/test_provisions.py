# SPDX-License-Identifier: MIT
"""A record of provision that is disposed of, in both stores: gone whole, by its random name."""

from __future__ import annotations

from desk_app.desk.ports import Store
from desk_app.records.base import ApplicationId, is_application, kept_id_of_provision, provision_of
from desk_app.records.journal import Action
from desk_app.records.registers import ProvisionEntry, ProvisionKind
from tests.fakes.making import CLERK, DAY, NOW

TOKEN = "ab" * 16


def test_it_goes_and_the_other_stays(store: Store) -> None:
    row = ProvisionEntry(0, ProvisionKind.PROVIDED, DAY, party="甲社", person="見本 花子")
    with store.writing(CLERK, NOW) as books:
        for token in (TOKEN, "cd" * 16):
            books.registers.keep_provision(
                ProvisionEntry(0, row.kind, row.on, row.party, person=row.person, token=token)
            )
        books.journal.note(Action.REGISTER_ENTERED, None)
        books.commit()
    id_ = kept_id_of_provision(1)
    with store.writing(CLERK, NOW) as books:
        books.journal.note(Action.DISPOSED, id_)
        gone = books.files.remove(id_)
        books.commit()
    assert (gone.rows >= 1, "見本 花子" in gone.words) == (True, True)
    with store.reading() as books:
        assert [each.id for each in books.registers.provisions()] == [2]
        assert books.registers.provision(2).person == "見本 花子"


def test_what_is_kept_alike_is_told_apart() -> None:
    assert provision_of(kept_id_of_provision(7)) == 7
    for id_ in (ApplicationId(3), ApplicationId(-3)):
        assert provision_of(id_) is None
    assert [is_application(ApplicationId(n)) for n in (3, -3, kept_id_of_provision(3))] == [
        True,
        False,
        False,
    ]
