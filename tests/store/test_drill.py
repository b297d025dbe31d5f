# SPDX-License-Identifier: MIT
"""The drill, and a desk or backup verified: what is wrong is named."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import date
from pathlib import Path
from random import Random

import pytest

from desk_app.desk.errors import (
    BadInput,
    Cancelled,
    DamageFound,
    KnownError,
    NotADesk,
    SavesMissing,
    WrongPassword,
)
from desk_app.desk.opened import soundness
from desk_app.records.books.journal import Action
from desk_app.store.backup.verifying import verify_backup, verify_desk
from desk_app.store.vault.sheets import new_identity
from tests.fakes.copies import MADE_AT, Safe
from tests.fakes.making import CLERK, NOW
from tests.robustness import overreach
from tests.workbench.desks import TwoPeople, founded

DAY = date(2026, 11, 25)


def test_a_drill_says_how_far_the_desk_went_on_since_its_backup(safe: Safe) -> None:
    backups = safe.backups()
    made = backups.make(MADE_AT)
    drill = backups.drill(safe.identity.secret, DAY, "石川 秀樹")
    assert (drill.backup, drill.on, drill.by) == (made.name, DAY, "石川 秀樹")
    assert drill.equal
    assert (drill.sequence, drill.missing) == (drill.live_sequence, 0)
    assert (drill.applications, drill.live_applications) == (1, 1)
    assert drill.seconds <= 60
    store = safe.place.open()
    with store.writing(CLERK, NOW) as books:
        books.journal.note(Action.SIGNED_IN)
        books.commit()
    drill = backups.drill(safe.identity.secret, DAY, "")
    store.close()
    assert drill.equal, "to sign in is no difference"
    assert drill.live_sequence == drill.sequence + 1
    safe.log("R8-0002")
    drill = backups.drill(safe.identity.secret, DAY, "")
    assert not drill.equal
    assert (drill.missing, drill.applications, drill.live_applications) == (1, 1, 2)


class Impatient:
    """A progress that cancels at the first word."""

    cancelled = False

    def report(self, done: int, total: int) -> None:
        self.cancelled = done <= total


def test_what_cannot_be_drilled_is_told(safe: Safe) -> None:
    backups = safe.backups()
    with pytest.raises(NotADesk, match="no_backup"):
        backups.drill(safe.identity.secret, DAY, "")
    made = backups.make(MADE_AT)
    with pytest.raises(WrongPassword, match="sheet_key_refused"):
        backups.drill(new_identity().secret, DAY, "")
    with pytest.raises(BadInput):
        backups.drill("no key", DAY, "")
    with pytest.raises(Cancelled):
        backups.drill(safe.identity.secret, DAY, "", Impatient())
    content = bytearray(safe.file_of(made).read_bytes())
    content[len(content) // 2] ^= 1
    safe.file_of(made).write_bytes(content)
    with pytest.raises(DamageFound):
        backups.drill(safe.identity.secret, DAY, "")


def test_a_sound_desk_and_its_backup_say_the_same(safe: Safe) -> None:
    made = safe.written()
    desk = verify_desk(safe.place.folder, safe.place.keys, safe.place.unlock())
    backup = verify_backup(safe.file_of(made), safe.identity.secret)
    assert (desk.database, desk.sequence, desk.head) == (made.database, made.sequence, made.head)
    assert desk.counts == backup.counts
    assert (desk.schema, desk.made_at) == (backup.schema, None)
    assert (backup.sheet, backup.made_at) == ("2026Q4-1", MADE_AT)


def edited(safe: Safe) -> None:
    connection = safe.place.raw()
    connection.execute("DROP TRIGGER journal_no_update")
    connection.execute("UPDATE journal SET actor = 'x' WHERE sequence = 2")
    connection.close()


def cut_off(safe: Safe) -> None:
    connection = safe.place.raw()
    connection.execute("DROP TRIGGER journal_no_delete")
    connection.execute("DELETE FROM journal WHERE sequence = (SELECT max(sequence) FROM journal)")
    connection.close()


def damaged(safe: Safe) -> None:
    size = safe.place.database.stat().st_size
    with safe.place.database.open("r+b") as file:
        file.seek(size - 2000)
        file.write(os.urandom(10))


@pytest.mark.parametrize(
    ("harm", "wanted"),
    [
        (edited, DamageFound("journal_damaged", {"entry": 2})),
        (cut_off, SavesMissing(facts={"missing": 1})),
        (damaged, DamageFound("database_damaged")),
    ],
)
def test_what_is_wrong_with_a_desk_is_named(safe: Safe, harm: object, wanted: KnownError) -> None:
    assert callable(harm)
    harm(safe)
    with pytest.raises(type(wanted)) as told:
        verify_desk(safe.place.folder, safe.place.keys, safe.place.unlock())
    assert (told.value.code, told.value.facts) == (wanted.code, wanted.facts)


def test_what_nobody_approved_as_it_stands_is_named_and_no_change_through_the_verbs(
    tmp_path: Path,
) -> None:
    site = founded(tmp_path)
    people = TwoPeople.at(site)
    one, other = people.decided("承認 花子"), people.decided("承認 次郎")
    file, before = people.file(one), people.decision(one)
    wanted = ("approvals_unsound", {"numbers": file.application.receipt_number})
    for kind, forge in sorted(overreach.FORGERIES.items()):
        forged = forge(people, Random(kind), one, other)  # noqa: S311 the same each time
        overreach._edit(people, one, forged)
        with pytest.raises(DamageFound) as caught:
            soundness.check_journal(people.officer)
        assert (caught.value.code, caught.value.facts) == wanted, kind
        overreach._edit(people, one, before)
        assert soundness.check_journal(people.officer).sequence > 0, kind
    principal = replace(file.application.principal, name="髙﨑 花子")
    overreach._write(
        people, replace(file, application=replace(file.application, principal=principal))
    )
    soundness.check_journal(people.officer)
    people.close()
    verify_desk(site.desk, site.keys, site.unlock())
    with TwoPeople.at(site) as people:
        overreach._edit(people, one, forged)
    with pytest.raises(DamageFound) as caught:
        verify_desk(site.desk, site.keys, site.unlock())
    assert (caught.value.code, caught.value.facts) == wanted
