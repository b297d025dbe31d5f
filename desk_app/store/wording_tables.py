# SPDX-License-Identifier: MIT
"""The table of the letters' words: what a sentence says from a day on."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy.orm import Mapped

from desk_app.records.decisions import Approval, Signature
from desk_app.records.wording import Words
from desk_app.store.columns import Written, kept, neutral
from desk_app.store.tables import Table


class WordingRevisions(Table):
    """Changed sentences, from proposal on; none is deleted. Nothing in them is about a person."""

    __tablename__ = "wording_revisions"
    __table_args__ = ({"sqlite_autoincrement": True},)

    id: Mapped[int] = neutral(primary_key=True)
    place: Mapped[str] = neutral()
    words: Mapped[Words] = neutral(Written(Words))
    before: Mapped[Words] = neutral(Written(Words))
    wanted_from: Mapped[date] = neutral()
    proposed_by: Mapped[str] = kept()
    proposed_at: Mapped[datetime] = kept()
    approval: Mapped[Approval | None] = kept(Written(Approval))
    taken_back_by: Mapped[str | None] = kept()
    proposal: Mapped[Signature | None] = kept(Written(Signature))
