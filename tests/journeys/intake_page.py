# SPDX-License-Identifier: MIT
"""The Intake page by keys: a whole envelope, or what comes later for an open application."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from desk_app.cli.check_file import ApplicationPart, Person, Proxy
from desk_app.cli.check_history import Supplement
from desk_app.cli.check_papers import Mail, Paper
from desk_app.gui.views.section import Place
from desk_app.gui.widgets.line_table import LineTable
from desk_app.gui.widgets.stamp_tile import StampTile
from desk_app.records.application import ReplyTo, Right
from tests.journeys.hand import ALT, BACKTAB, CTRL, ENTER, KEY, MOST_STEPS, SPACE, Hand

MOST_TILES = 24


class IntakePage:
    """One page, top to bottom in the order in which paper comes out of an envelope."""

    def __init__(self, hand: Hand) -> None:
        self._hand = hand
        hand.press(KEY.Key_N, hold=CTRL)
        assert hand.place is Place.INTAKE

    def log(self, mail: Mail, application: ApplicationPart) -> None:
        """Type a whole envelope and save it for checking."""
        hand = self._hand
        self._envelope(mail)
        self._sheet(application)
        self._principal(application.principal)
        if application.proxy is not None:
            self._proxy(application.proxy, application.reply_to)
        self._claims(application)
        self._papers(application.papers)
        self.stamps(mail)
        hand.main()

    def _envelope(self, mail: Mail) -> None:
        hand = self._hand
        hand.press(KEY.Key_1, hold=ALT)
        hand.fill("envelope.kind", mail.kind)
        hand.fill("envelope.tracking_number", mail.tracking_number)
        if mail.red_marking:
            hand.fill("envelope.red_marking", value=True)

    def _sheet(self, application: ApplicationPart) -> None:
        hand = self._hand
        hand.press(KEY.Key_2, hold=ALT)
        hand.fill("sheet.code", application.form.code)
        hand.fill("sheet.version", application.form.version)
        hand.fill("sheet.filled_in_on", application.form.filled_in_on)

    def _principal(self, person: Person) -> None:
        hand = self._hand
        hand.press(KEY.Key_3, hold=ALT)
        hand.fill("principal.name", person.name)
        hand.fill("principal.kana", person.kana)
        hand.fill("principal.born", person.born)
        hand.fill("principal.phone", person.phone)
        self._address("principal", person.postal_code, person.address)
        if person.member_number:
            hand.reach("more3")
            hand.press(SPACE)
            hand.fill("principal.member_number", person.member_number)

    def _proxy(self, proxy: Proxy, reply_to: ReplyTo) -> None:
        hand = self._hand
        hand.press(KEY.Key_4, hold=ALT)
        hand.fill("proxy.kind", proxy.kind)
        hand.fill("proxy.name", proxy.name)
        hand.fill("proxy.kana", proxy.kana)
        hand.fill("reply_to", reply_to)
        self._address("proxy", proxy.postal_code, proxy.address)

    def _address(self, whose: str, postal_code: str, address: str) -> None:
        """Type the postal code, then what the address has beyond what came with it."""
        hand = self._hand
        hand.reach(f"{whose}.postal_code")
        hand.write(postal_code.replace("-", ""))
        hand.reach(f"{whose}.address")
        edit = hand.focus_as(QLineEdit)
        if address.startswith(edit.text()) and edit.text():
            hand.press(KEY.Key_End)
            hand.write(address.removeprefix(edit.text()))
        else:
            hand.fill(f"{whose}.address", address)

    def _claims(self, application: ApplicationPart) -> None:
        hand = self._hand
        hand.press(KEY.Key_5, hold=ALT)
        ticks = {claim.right for claim in application.claims}
        assert ticks == {Right.DISCLOSURE}, "the pad begins with disclosure"
        hand.press(SPACE)
        hand.fill("scope", application.scope)

    def _papers(self, papers: Sequence[Paper]) -> None:
        """Say of each document that it is here, and type what stands on it."""
        for paper in papers:
            self._hand.press(KEY.Key_6, hold=ALT)
            if not self._tick_listed(f"{paper.of.value}-{paper.kind}"):
                self._add(paper)
            self._read(paper)

    def _tick_listed(self, wanted: str) -> bool:
        """Tick the line of a document that is expected; whether it is."""
        hand = self._hand
        table = hand.focus_as(LineTable)
        hand.press(KEY.Key_Home)
        for _ in range(table.model().rowCount()):
            if table.current_id() == wanted:
                hand.press(SPACE)
                return True
            hand.press(KEY.Key_Down)
        return False

    def _add(self, paper: Paper) -> None:
        """Add a line for a document that nobody expected."""
        hand = self._hand
        hand.press(KEY.Key_Insert)
        hand.reach("addPaperOf", BACKTAB)
        hand.choose(paper.of)
        hand.fill("addPaperKind", paper.kind)
        hand.press(ENTER)

    def _read(self, paper: Paper) -> None:
        """Type what stands on the document whose details are open, in their order."""
        hand = self._hand
        for name in ("issued_on", "valid_until", "name", "address", "born"):
            hand.fill(f"paper.{name}", getattr(paper, name))
        if paper.mandate is not None:
            hand.fill("paper.issued_on", paper.mandate.dated)
        for name, value in _shown_on(paper):
            hand.fill(f"paper.{name}", value)
        if paper.mandate is not None:
            hand.tick_claims("paper.pad", paper.mandate.rights)

    def stamps(self, mail: Mail) -> None:
        """Count the stamps on the keypad of denominations."""
        hand = self._hand
        hand.press(KEY.Key_7, hold=ALT)
        for line in mail.payments:
            hand.press(*[KEY.Key_Left] * MOST_TILES)
            for _ in range(MOST_STEPS):
                if hand.focus_as(StampTile).value == line.denomination:
                    break
                hand.press(KEY.Key_Right)
            assert hand.focus_as(StampTile).value == line.denomination
            hand.press(*[KEY.Key_Plus] * line.count)


def _shown_on(paper: Paper) -> list[tuple[str, object]]:
    """What is answered of a document beside what is written on it, name by name."""
    shown: list[tuple[str, object]] = [("original", paper.original or None)]
    if (register := paper.family_register) is not None:
        shown += [
            ("names_principal", register.names_principal),
            ("names_proxy", register.names_proxy),
            ("authority", register.authority),
        ]
    if (mandate := paper.mandate) is not None:
        shown += [
            ("names_principal", mandate.names_principal),
            ("names_proxy", mandate.names_proxy),
            ("registered_seal", mandate.registered_seal),
            ("seal_matches", mandate.seal_matches),
            ("covers_receipt", mandate.covers_receipt),
        ]
    return shown


class SupplementPage(IntakePage):
    """The same page for what comes later for an open application."""

    def __init__(self, hand: Hand) -> None:
        self._hand = hand
        hand.press(KEY.Key_N, hold=CTRL | Qt.KeyboardModifier.ShiftModifier)
        assert hand.place is Place.INTAKE

    def attach(self, came: Supplement) -> None:
        """Log what came for the application that was open: its number stands there already."""
        self._envelope(came)
        self._papers(came.papers)
        self.stamps(came)
        self._hand.main()
