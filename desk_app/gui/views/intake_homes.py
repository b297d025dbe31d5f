# SPDX-License-Identifier: MIT
"""Addresses of the Intake page that are not typed: by the postal code, or from a person beside."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt

from desk_app.gui.presenters.intake_asking import common_part
from desk_app.gui.presenters.intake_change import take_home

if TYPE_CHECKING:
    from desk_app.desk.context import Desk
    from desk_app.desk.ports import PostalArea
    from desk_app.gui.presenters.intake import IntakePresenter
    from desk_app.gui.views.intake_person import PrincipalSection, ProxySection
    from desk_app.gui.widgets.postal_code import AddressEdit, PostalCodeEdit
    from desk_app.gui.workplace import Workplace


class Homes(QObject):
    """Fills in the town of a postal code, and on = the home of the envelope's other principal."""

    def __init__(
        self,
        place: Workplace,
        presenter: IntakePresenter,
        principal: PrincipalSection,
        proxy: ProxySection,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._place = place
        self._presenter = presenter
        self._address = principal.address
        principal.postal.same_wanted.connect(self._take_home)
        for each in (principal, proxy):
            each.postal.completed.connect(partial(self._ask_town, each.postal, each.address))

    def _take_home(self) -> None:
        self._presenter.change(take_home(self._presenter.form), outside=True)
        self._presenter.look()
        # By Tab the address would be marked, and what is typed next would take its place.
        self._address.setFocus(Qt.FocusReason.OtherFocusReason)

    def _ask_town(self, postal: PostalCodeEdit, address: AddressEdit, code: str) -> None:
        if postal.hasFocus():
            address.lead_here(postal)

        def towns(desk: Desk) -> tuple[PostalArea, ...]:
            return desk.ports.postal.areas(code)

        take = partial(self._fill, postal, address, code)
        self._place.ask(self, ("postal", id(postal)), towns, take)

    def _fill(
        self,
        postal: PostalCodeEdit,
        address: AddressEdit,
        code: str,
        areas: tuple[PostalArea, ...],
    ) -> None:
        """Fill in the town of a code that still stands there; the field may be another's by now."""
        if areas and postal.code() == code:
            address.fill(common_part(areas), self.tr("from code"))
