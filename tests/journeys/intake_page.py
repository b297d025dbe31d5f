# SPDX-License-Identifier: MIT
"""The Intake page by keys: a whole envelope, or what comes later for an open application."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from typing_extensions import override

from desk_app.cli.check_file import (
    ApplicationPart,
    FileClaim,
    FileGuardianship,
    FileMandate,
    FilePaper,
    FileProxy,
    FormSheet,
    Mail,
    Payment,
    Person,
    Supplement,
)
from desk_app.gui.kit.lines import LineTable
from desk_app.gui.kit.stamp_pad import StampTile
from desk_app.gui.page import Place
from desk_app.gui.pages.intake.stamps import DENOMINATIONS
from desk_app.records.application import ReplyTo
from desk_app.records.mail import Condition, Piece
from tests.journeys.hand import ALT, BACKTAB, CTRL, ENTER, KEY, SPACE, Hand

MOST_TILES = 24
Answers = Iterator[tuple[str, object]]
AS_ISO: Mapping[date, str] = {}


class IntakePage:
    """One page, top to bottom in the order in which paper comes out of an envelope.

    ``days`` says how the days are written on the paper; one that it lacks is typed in ISO form.
    """

    def __init__(self, hand: Hand, days: Mapping[date, str] = AS_ISO) -> None:
        self._hand = hand
        self._days = days
        self._open()

    def _open(self) -> None:
        self._hand.press(KEY.Key_N, hold=CTRL)
        assert self._hand.place is Place.INTAKE

    def log(self, mail: Mail, *applications: ApplicationPart) -> None:
        """Type a whole envelope and save it for checking."""
        self.write(mail, *applications)
        self._hand.main()

    def write(self, mail: Mail, *applications: ApplicationPart) -> None:
        """Type a whole envelope and leave it as it stands."""
        self._envelope(mail)
        for number, application in enumerate(applications):
            if number:
                self._another_application()
            self._application(application)
        self.stamps(mail)

    def _application(self, application: ApplicationPart) -> None:
        self._sheet(application.form, application.further_forms)
        self._principal(application.principal)
        if application.proxy is not None:
            self._proxy(application.proxy, application.reply_to)
        self._claims(application)
        self._papers(application.papers)

    def _another_application(self) -> None:
        self._hand.press(KEY.Key_1, hold=ALT)
        self._hand.reach("addApplicationButton", BACKTAB)
        self._hand.press(SPACE)

    def _fill(self, name: str, value: object) -> None:
        """Enter a value in a field; a day as the paper has it."""
        written = self._days.get(value, value) if isinstance(value, date) else value
        self._hand.fill(name, written)

    def _more(self, number: int) -> None:
        """Open what is seldom filled in of a section."""
        self._hand.reach(f"more{number}")
        self._hand.press(SPACE)

    def _envelope(self, mail: Mail) -> None:
        self._hand.press(KEY.Key_1, hold=ALT)
        self._fill("envelope.postmark", mail.postmark)
        self._fill("envelope.kind", mail.kind)
        self._fill("envelope.tracking_number", mail.tracking_number)
        if mail.red_marking:
            self._fill("envelope.red_marking", value=True)

    def _sheet(self, form: FormSheet, further: Sequence[FormSheet]) -> None:
        self._hand.press(KEY.Key_2, hold=ALT)
        self._hand.reach("sheet.code")
        self._hand.choose(form.code or "")
        self._fill("sheet.version", form.version)
        self._fill("sheet.filled_in_on", form.filled_in_on)
        if further or not form.signed:
            self._more(2)
        for number, each in enumerate(further):
            self._fill(f"further{number}.code", each.code)
            self._fill(f"further{number}.version", each.version)
            self._fill(f"further{number}.filled_in_on", each.filled_in_on)
        if not form.signed:
            self._fill("sheet.unsigned", value=True)

    def _principal(self, person: Person) -> None:
        self._hand.press(KEY.Key_3, hold=ALT)
        self._fill("principal.name", person.name)
        self._fill("principal.kana", person.kana)
        self._fill("principal.born", person.born)
        self._fill("principal.phone", person.phone)
        self._address("principal", person.postal_code, person.address)
        if person.member_number:
            self._more(3)
            self._fill("principal.member_number", person.member_number)

    def _proxy(self, proxy: FileProxy, reply_to: ReplyTo) -> None:
        self._hand.press(KEY.Key_4, hold=ALT)
        self._fill("proxy.kind", proxy.kind)
        self._fill("proxy.name", proxy.name)
        self._fill("proxy.kana", proxy.kana)
        self._fill("reply_to", reply_to)
        self._address("proxy", proxy.postal_code, proxy.address)

    def _address(self, whose: str, postal_code: str, address: str) -> None:
        """Type the postal code, then what the address has beyond what came with it."""
        hand = self._hand
        if postal_code:
            hand.reach(f"{whose}.postal_code")
            hand.write(postal_code.replace("-", ""))
        if not address:
            return
        hand.reach(f"{whose}.address")
        edit = hand.focus_as(QLineEdit)
        if address.startswith(edit.text()) and edit.text():
            hand.press(KEY.Key_End)
            hand.write(address.removeprefix(edit.text()))
        else:
            self._fill(f"{whose}.address", address)

    def _claims(self, application: ApplicationPart) -> None:
        self._hand.press(KEY.Key_5, hold=ALT)
        self._hand.tick_claims("claims", {claim.right for claim in application.claims})
        for claim in application.claims:
            self._say_of(claim)
        self._fill("scope", application.scope)

    def _say_of(self, claim: FileClaim) -> None:
        """Type what the form says of a right, below the check boxes."""
        right = claim.right.value
        if claim.reason or claim.changes:
            self._hand.press(KEY.Key_5, hold=ALT)
        self._fill(f"reason.{right}", claim.reason)
        self._fill(f"circumstances.{right}", claim.circumstances)
        for number, change in enumerate(claim.changes):
            for part in ("item", "before", "after"):
                self._fill(f"{part}{number}.{right}", getattr(change, part))

    def _papers(self, papers: Sequence[FilePaper]) -> None:
        """Say of each document that it is here, and type what stands on it."""
        for paper in papers:
            self._hand.press(KEY.Key_6, hold=ALT)
            if not self._tick_listed(f"{paper.of.value}-{paper.kind}"):
                self._add(paper)
            for name, value in _on(paper):
                self._fill(name, value)
            if paper.mandate is not None:
                self._hand.tick_claims("paper.pad", paper.mandate.rights)

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

    def _add(self, paper: FilePaper) -> None:
        """Add a line for a document that nobody expected."""
        hand = self._hand
        hand.press(KEY.Key_Insert)
        hand.reach("addPaperOf", BACKTAB)
        hand.choose(paper.of)
        hand.fill("addPaperKind", paper.kind)
        hand.press(ENTER)

    def stamps(self, mail: Mail) -> None:
        """Count the stamps on the keypad of denominations, and list what is no sound stamp."""
        hand = self._hand
        hand.press(KEY.Key_7, hold=ALT)
        sound = [line for line in mail.payments if _is_sound(line)]
        for line in sound:
            if line.denomination in DENOMINATIONS:
                self._count(line)
            else:
                hand.write(f"{line.denomination}*{line.count}")
                hand.press(ENTER)
        for line in mail.payments:
            if line not in sound:
                hand.press(KEY.Key_7, hold=ALT)
                self._odd(line)

    def _count(self, line: Payment) -> None:
        """Go to the tile of a face value and count on it, piece by piece."""
        hand = self._hand
        hand.run(*[KEY.Key_Left] * MOST_TILES)
        hand.run(*[KEY.Key_Right] * DENOMINATIONS.index(line.denomination))
        assert hand.focus_as(StampTile).value == line.denomination
        hand.press(*[KEY.Key_Plus] * line.count)

    def _odd(self, line: Payment) -> None:
        """Type face value, count and kind of pieces that are not simply counted."""
        hand = self._hand
        hand.press(KEY.Key_Insert)
        hand.write(str(line.denomination))
        hand.press(ENTER, KEY.Key_Delete)
        hand.write(str(line.count))
        hand.press(ENTER)
        hand.choose((line.piece, line.condition))
        hand.press(ENTER)


def _is_sound(line: Payment) -> bool:
    return line.piece is Piece.STAMP and line.condition is Condition.SOUND


def _on(paper: FilePaper) -> Answers:
    """Yield what is typed and answered of a document, field by field as they follow each other."""
    yield "paper.valid_until", paper.valid_until
    yield "paper.issued_on", paper.mandate.dated if paper.mandate else paper.issued_on
    for name in ("name", "shows_address", "address", "born"):
        yield f"paper.{name}", getattr(paper, name)
    if (register := paper.family_register) is not None:
        for name in ("names_principal", "names_proxy", "authority"):
            yield f"paper.{name}", getattr(register, name)
        yield "paper.other_signed", register.other_holder_signed
    if paper.guardianship is not None:
        yield from _on_certificate(paper.guardianship)
    if paper.mandate is not None:
        yield from _on_mandate(paper.mandate)
    for mask in paper.masking:
        yield f"mask.{mask.item}", (mask.state, mask.action)
    yield "paper.original", paper.original


def _on_certificate(shown: FileGuardianship) -> Answers:
    yield "paper.certified", shown.kind
    for name in (
        "names_principal",
        "names_proxy",
        "powers_listed",
        "powers_cover",
        "supervisor_appointed",
        "exercise",
    ):
        yield f"paper.{name}", getattr(shown, name)
    yield "paper.other_signed", shown.other_holder_signed


def _on_mandate(shown: FileMandate) -> Answers:
    for name in (
        "names_principal",
        "names_proxy",
        "registered_seal",
        "seal_matches",
        "covers_receipt",
    ):
        yield f"paper.{name}", getattr(shown, name)


class SupplementPage(IntakePage):
    """The same page for what comes later for an open application."""

    @override
    def _open(self) -> None:
        self._hand.press(KEY.Key_N, hold=CTRL | Qt.KeyboardModifier.ShiftModifier)
        assert self._hand.place is Place.INTAKE

    def attach(self, came: Supplement) -> None:
        """Log what came for the application that was open: its number stands there already."""
        self._envelope(came)
        self._papers(came.papers)
        self.stamps(came)
        self._hand.main()
