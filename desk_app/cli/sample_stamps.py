# SPDX-License-Identifier: MIT
"""The stamp drawer of the sample desk: filled on its first day, bought for when it runs out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from desk_app.desk import postage, stamps
from desk_app.desk.envelopes import grams_of
from desk_app.rules.pieces.sorting import SEN
from desk_app.rules.postage.quote import Contents, Service, usual_envelope

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desk_app.desk.context import Desk
    from desk_app.desk.envelopes import WaitingEnvelope
    from desk_app.records.mail import HeldThing
    from desk_app.records.postage import Pile, Postage


@dataclass(frozen=True, slots=True)
class StampDrawer:
    """The desk's own stamps: values in yen with counts, as they lie there on the first day.

    Where there are none, no stamp book is kept, and nothing is told of what pays the postage.
    """

    stamps: tuple[tuple[int, int], ...]

    def fill(self, desk: Desk) -> None:
        """Open the stamp book with what lies in the drawer."""
        if self.stamps:
            stamps.open_book(desk, stamps.StampDraft(self._piles(), desk.today))

    def postage_for(
        self, desk: Desk, envelope: WaitingEnvelope, things: Sequence[HeldThing]
    ) -> Postage | None:
        """Return what an envelope costs, paid with the fewest stamps there are.

        Where none make it up, as many are bought as lay there on the first day.
        """
        if not self.stamps:
            return None
        service = Service(envelope.usual)
        sheets = envelope.every_sheet
        name = usual_envelope(sheets, desk.tariff.on(desk.today))
        contents = Contents(name, sheets, grams=grams_of(things))
        offered = postage.offer(desk, contents, service, desk.today)
        if not offered.choices or offered.choices[0].over:
            stamps.buy(desk, stamps.StampDraft(self._piles(), desk.today))
            offered = postage.offer(desk, contents, service, desk.today)
        return postage.postage_of(offered.quote, service, offered.choices[0])

    def _piles(self) -> tuple[Pile, ...]:
        return tuple((yen * SEN, count) for yen, count in self.stamps)
