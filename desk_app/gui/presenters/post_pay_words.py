# SPDX-License-Identifier: MIT
"""What pays an envelope, in words: the stamps against the postage, and why there are none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desk_app.gui.marks import Mark
from desk_app.gui.presenters import post_filling
from desk_app.gui.presenters.post_read import Sent, Waiting
from desk_app.gui.presenters.post_words import cost, stuck
from desk_app.i18n import messages, writing
from desk_app.records.postage import PaidBy

if TYPE_CHECKING:
    from desk_app.desk.postage import Offer
    from desk_app.gui.presenters.post_read import Envelope
    from desk_app.gui.workplace import Workplace


class PayWords(QObject):
    """Says it in the clerk's language."""

    def __init__(self, work: Workplace, parent: QObject) -> None:
        super().__init__(parent)
        self._work = work

    def sum(self, row: Envelope) -> tuple[Mark, str] | None:
        """Say what the stamps on an envelope are worth against its postage."""
        amount = cost(row)
        if amount is None:
            return None
        stamps, language = stuck(row), self._work.language
        worth, rest = writing.yen(stamps, language), writing.yen(abs(stamps - amount), language)
        if stamps == amount:
            return Mark.OK, self.tr("{stamps} on it: exactly the postage").format(stamps=worth)
        if stamps > amount:
            over = self.tr("{stamps} on it: {over} more than the postage")
            return Mark.ASK, over.format(stamps=worth, over=rest)
        short = self.tr("{stamps} on it: {short} short")
        return Mark.MISSING, short.format(stamps=worth, short=rest)

    def note(self, row: Envelope) -> tuple[str, str]:
        """Say why no stamp of the stock is on an envelope; nothing where some are."""
        if isinstance(row, Sent):
            return self._paid(row), ""
        if row.priced.offer is None:
            return "", ""
        pays = post_filling.pays_by(row.filling, row.priced)
        if pays is PaidBy.PREPAID:
            return self.tr("No stamps: the postage lies in the price of the envelope"), ""
        if not row.priced.stock:
            return self._no_stock()
        if pays is PaidBy.OTHERWISE:
            return self.tr("Paid otherwise: no stamp leaves the stock"), ""
        return self._not_enough(row, row.priced.offer)

    def _paid(self, row: Sent) -> str:
        paid = row.line.posting.postage
        if paid is None:
            return self.tr("The postage was not recorded")
        if paid.paid_by is PaidBy.STAMPS:
            return ""
        return messages.label(paid.paid_by, self._work.language)

    def _no_stock(self) -> tuple[str, str]:
        return (
            self.tr("The desk has no stamps of its own"),
            self.tr(
                "It is recorded as paid otherwise: at the counter, by a meter, on account. Enter in"
                " the stamp book what lies in the drawer or was bought; then stamps are proposed"
                " here. Those of a fee are the desk's with the answer that keeps it."
            ),
        )

    def _not_enough(self, row: Waiting, offer: Offer) -> tuple[str, str]:
        if offer.choices or row.filling.stamps is not None:
            return "", ""
        return (
            self.tr("The stock has no stamps for this postage"),
            self.tr("Enter more in the stamp book, or say that it is paid otherwise."),
        )
