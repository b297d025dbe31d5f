# SPDX-License-Identifier: MIT
"""Envelope, form, principal, proxy: the first four sections, and whose supplement it is (A1-B3)."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal

from desk_app.gui.case.drafts import common_part
from desk_app.gui.kit.display.notes import LineNote, NoteFrame
from desk_app.gui.kit.fields.choices import ChoiceBox
from desk_app.gui.kit.fields.fields import FieldBody, TrailingNoteLineEdit
from desk_app.gui.kit.fields.names import AddressEdit, KanaEdit, NameEdit, PostalCodeEdit
from desk_app.gui.kit.layout import shortcuts
from desk_app.gui.kit.look import theme
from desk_app.gui.kit.look.painting import Mark
from desk_app.gui.kit.look.text import Text
from desk_app.gui.kit.look.theme import Size
from desk_app.gui.kit.pyside_workarounds.overriding import override
from desk_app.gui.pages.intake.claims import ClaimsPad
from desk_app.gui.pages.intake.draft import (
    other_home,
    other_person,
    put,
    take_home,
    take_person,
)
from desk_app.gui.pages.intake.fields import IntakeSection, worded
from desk_app.i18n import messages, vocabulary
from desk_app.records.case.application import Claim, ProxyKind, ReplyTo, Right
from desk_app.records.case.mail import MailKind, Matter
from desk_app.records.desk.people import Language, User
from desk_app.rules.finding_codes import Code
from desk_app.rules.workflow.attempt import Verb

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from desk_app.desk.ports import PostalArea
    from desk_app.gui.case.typed import EnvelopeForm
    from desk_app.gui.kit.display.findings import FindingLine
    from desk_app.gui.pages.intake.fields import Choices, IntakeFields
    from desk_app.gui.pages.intake.findings import IntakeState
    from desk_app.rules.rulebook.file import FormTerm


class EnvelopeSection(IntakeSection):
    """Arrival, postmark, kind, tracking number, who opened it, the red marking; what it is."""

    def __init__(self, fields: IntakeFields, parent: QWidget) -> None:
        super().__init__(1, fields, parent)
        self._people: tuple[User, ...] = ()
        kinds = worded(MailKind, self.language)
        shorts = {
            messages.label(MailKind.SIMPLE_REGISTERED, self.language): self.tr("Simple reg."),
            messages.label(MailKind.SPECIFIED_RECORD, self.language): self.tr("Specified rec."),
            messages.label(MailKind.CASH_REGISTERED, self.language): self.tr("Reg. cash"),
        }
        kind = fields.choice(kinds, shorts, self.tr("needed"))
        matters = worded(Matter, self.language)
        matter = fields.choice(matters, messages.shorts(Matter, self.language))
        self._openers = (fields.choice([]), fields.choice([]))
        postmark, seen = fields.day("postmark"), fields.tick(self.tr("Seen"))
        self.put("envelope.arrived_on", self.tr("Arrived on"), fields.day(), 0, 0)
        self.put("envelope.postmark", self.tr("Postmark"), postmark, 0, 1)
        self.put("envelope.kind", self.tr("Kind"), kind, 0, 2)
        self.put("envelope.tracking_number", self.tr("Tracking"), fields.line(), 1, 0)
        self.put("envelope.opener", self.tr("Opened by"), self._openers[0], 1, 1)
        self.put("envelope.red_marking", self.tr("Red mark"), seen, 1, 2)
        self.put("envelope.matter", self.tr("Matter"), matter, 2, 0)
        self.put("envelope.sender", self.tr("Sender"), fields.line(), 2, 1)
        self.put("envelope.second_opener", self.tr("Also by"), self._openers[1], 2, 2)
        self.put("envelope.note", self.tr("Note"), fields.line(), 3, 0, 3)
        seldom = ("matter", "sender", "second_opener", "note")
        more = self.tr("More of the envelope: sender, who opened it too, note")
        self.seldom(more, *(f"envelope.{name}" for name in seldom))
        self._offer_people()

    @override
    def show_state(self, state: IntakeState) -> None:
        if state.people != self._people:
            self._people = state.people
            self._offer_people()
        if _uses_seldom(state.form.envelope):
            self.open_seldom()

    def _offer_people(self) -> None:
        nobody: Choices = [(None, "")]
        for box in self._openers:
            box.set_choices([*nobody, *((user.id, user.name) for user in self._people)])


def _uses_seldom(envelope: EnvelopeForm) -> bool:
    return (
        envelope.matter is not Matter.NEW_APPLICATION
        or envelope.second_opener is not None
        or bool(envelope.sender or envelope.note)
    )


# To which open application a later mail item belongs, and what it withdraws (A4, D3).


_ON_THE_FORM = (
    "form.",
    "identity.name_differs",
    "identity.address_differs",
    "identity.birth_differs",
)
"""How the keys of findings begin that the form cures: it is no paper with a line of its own."""


class HomeSection(IntakeSection):
    """A section with a home: a postal code fills in its town."""

    def __init__(self, number: int, fields: IntakeFields, parent: QWidget) -> None:
        super().__init__(number, fields, parent)
        self.address = AddressEdit(self.tr("no house number yet"))
        self.postal = PostalCodeEdit(self.tr("A postal code has seven digits."))
        self.postal.completed.connect(self._ask_town)

    def _ask_town(self, code: str) -> None:
        if self.postal.hasFocus():
            self.address.lead_here(self.postal)
        take = partial(self._fill_in, code)
        self.fields.session.ask(self, "postal", lambda desk: desk.ports.postal.areas(code), take)

    def _fill_in(self, code: str, areas: tuple[PostalArea, ...]) -> None:
        """Fill in the town of a code that still stands there; the field may be another's by now."""
        if areas and self.postal.code() == code:
            self.address.fill(common_part(areas), self.tr("from code"))


class SupplementSection(HomeSection):
    """A receipt number, a scanned code or a name; what is withdrawn, or the new address."""

    def __init__(self, fields: IntakeFields, parent: QWidget) -> None:
        super().__init__(2, fields, parent)
        self._shown: tuple[Claim, ...] = ()
        self.edit = TrailingNoteLineEdit()
        self.edit.editingFinished.connect(self._number_left)
        self.put("supplement.number", self.tr("Receipt no. or name"), fields.line(self.edit), 0, 0)
        self.matches = ChoiceBox()
        self.matches.setObjectName("supplement.matches")
        self.matches.chosen.connect(self._match_chosen)
        self.grid.place("matches", self.tr("Found"), FieldBody(self.matches), 0, 1, 2)
        self.is_signed, self.is_by_proxy = fields.tick(), fields.tick()
        self.put("supplement.written_on", self.tr("Written on"), fields.day(), 1, 0)
        self.put("supplement.signed", self.tr("Signature"), self.is_signed, 1, 1)
        self.put("supplement.by_proxy", self.tr("Signed by"), self.is_by_proxy, 1, 2)
        self.is_of_proxy = fields.tick()
        self.put("supplement.of_proxy", self.tr("Whose address"), self.is_of_proxy, 1, 1)
        line = fields.line
        self.put("supplement.postal_code", self.tr("Postal code"), line(self.postal), 2, 0)
        self.put("supplement.address", self.tr("Address"), line(self.address), 2, 1, 2)
        self.whose = Text("", Size.BODY, bold=True, wrap=True)
        self.asked = NoteFrame()
        self.asked.hide()
        self.pad = ClaimsPad()
        self.pad.setObjectName("supplement.withdraws")
        self.pad.changed.connect(self._ticked)
        for part in (self.whose, self.asked, self.pad, self.error):
            self.column.addWidget(part)
        self.column.setSpacing(theme.px(4))
        self._offer_claims()

    @override
    def show_state(self, state: IntakeState) -> None:
        withdrawal = state.form.envelope.matter is Matter.WITHDRAWAL
        moved = state.form.envelope.matter is Matter.CHANGE_OF_ADDRESS
        signs = withdrawal or _signs(state)
        of = None if state.later is None else state.later.application
        claims = () if of is None else of.claims
        proxy = of.proxy.name if of is not None and of.proxy is not None else ""
        self.grid.show_fields("supplement.written_on", shown=signs or moved)
        self.grid.show_fields("supplement.signed", shown=signs)
        self.grid.show_fields("supplement.by_proxy", shown=signs and bool(proxy))
        self.grid.show_fields("supplement.postal_code", "supplement.address", shown=moved)
        self.grid.show_fields("supplement.of_proxy", shown=moved and bool(proxy))
        # What is signed: the writing itself, or the withdrawal that came without it.
        signed = self.tr("signed") if withdrawal else self.tr("of the withdrawal before")
        self.is_signed.setText(signed)
        for tick in (self.is_by_proxy, self.is_of_proxy):
            tick.setText(self.tr("{name} (proxy)").format(name=proxy))
        self.grid.show_fields("matches", shown=len(state.matches) > 1)
        lines = [
            (each.id, f"{each.receipt_number}  {each.name}  {each.kana}") for each in state.matches
        ]
        self.matches.set_choices(lines)
        self.matches.set_value(state.form.supplement.application)
        self.whose.setText(state.whose)
        self.whose.setVisible(bool(state.whose))
        asked = [] if withdrawal or moved else state.findings
        self._show_asked([each for each in asked if _lacks(each)])
        self.pad.setVisible(withdrawal and bool(claims))
        if claims != self._shown:
            self._shown = claims
            self._offer_claims()
        self.pad.set_ticked(state.form.supplement.withdraws)
        self.tell(state, "supplement.withdraws")

    def _show_asked(self, findings: Sequence[FindingLine]) -> None:
        """Show what the form lacks: the documents have their lines, what is on a form has none."""
        self.asked.setVisible(bool(findings))
        if findings:
            verb = messages.label(Verb.CORRECT, self.language)
            where = self.tr("Once this is saved, “{verb}” on the application enters what has come.")
            titles = "\n".join(dict.fromkeys(each.title for each in findings))
            self.asked.say(self.tr("Asked for on the form"), f"{titles}\n{where.format(verb=verb)}")

    def _offer_claims(self) -> None:
        claims = [(each.id, messages.label(each.right, self.language)) for each in self._shown]
        self.pad.set_groups([(self.tr("Withdraws"), claims)])

    def _number_left(self) -> None:
        form = self.book.form
        if form.supplement.application is None or not self.book.is_attached():
            self.book.find(form.supplement.number)

    def _match_chosen(self, id_: object) -> None:
        chosen = next((each for each in self.book.state.matches if each.id == id_), None)
        if chosen is not None:
            self.book.choose(chosen.id)

    def _ticked(self) -> None:
        ticked = tuple(str(each) for each in self.pad.ticked())
        self.book.change(put(self.book.form, "supplement.withdraws", ticked))
        self.fields.settled.emit()


def _signs(state: IntakeState) -> bool:
    """Return whether a supplement may bring the signature that a withdrawal lacked."""
    if state.form.envelope.matter is not Matter.SUPPLEMENT:
        return False
    return state.form.supplement.signed or any(
        finding.key.startswith(Code.WITHDRAWAL_UNSIGNED) for finding in state.findings
    )


def _lacks(finding: FindingLine) -> bool:
    return finding.key.startswith(_ON_THE_FORM) and finding.mark in (Mark.MISSING, Mark.DEFECTIVE)


# Form, principal and proxy: the second to fourth sections of the Intake page (B2, B3).


FURTHER = 2


class SheetSection(IntakeSection):
    """The application form, its version, the day it was filled in; further forms beside it."""

    def __init__(self, fields: IntakeFields, parent: QWidget) -> None:
        super().__init__(2, fields, parent)
        language, terms = self.language, fields.book.rules.forms
        forms: Choices = [
            (term.code, f"{term.code} {messages.titled(term, term.code, language)}")
            for term in terms
        ]
        shorts = {
            long: self.tr("{code} {right}").format(code=code, right=_short(_chief(term), language))
            for (code, long), term in zip(forms, terms, strict=True)
            if term.rights
        }
        own, none = self.tr("None: a letter of their own"), (None, "")
        sheets = fields.choice([*forms, ("", own)], {**shorts, own: self.tr("No form")})
        self._version = TrailingNoteLineEdit()
        self.put("sheet.code", self.tr("Form"), sheets, 0, 0)
        self.put("sheet.version", self.tr("Version"), fields.line(self._version), 0, 1)
        self.put("sheet.filled_in_on", self.tr("Filled in on"), fields.day(), 0, 2)
        seldom = []
        for row in range(1, FURTHER + 1):
            code, version, on = (
                f"further{row - 1}.{each}" for each in ("code", "version", "filled_in_on")
            )
            self.put(code, self.tr("Also form"), fields.choice([none, *forms], shorts), row, 0)
            self.put(version, self.tr("Version"), fields.line(), row, 1)
            self.put(on, self.tr("Filled in on"), fields.day(), row, 2)
            seldom += [code, version, on]
        unsigned = fields.tick(self.tr("not signed"))
        languages = fields.choice([(None, self.tr("As the form")), *worded(Language, language)])
        self.put("sheet.unsigned", self.tr("Signature"), unsigned, 1 + FURTHER, 0)
        self.put("language", self.tr("Reply in"), languages, 1 + FURTHER, 1)
        more = self.tr("More of the form: further forms, signature, language")
        self.seldom(more, *seldom, "sheet.unsigned", "language")

    @override
    def show_state(self, state: IntakeState) -> None:
        application = state.form.application
        term = self.book.rules.form(application.sheet.code or "")
        current = term is not None and application.sheet.version == term.current
        self._version.set_note(self.tr("in use") if current else "")
        if application.further or application.sheet.unsigned or application.language is not None:
            self.open_seldom()


class PersonSection(HomeSection):
    """A person with a home."""

    def __init__(self, number: int, fields: IntakeFields, parent: QWidget) -> None:
        super().__init__(number, fields, parent)
        self.name, self.kana = NameEdit(), KanaEdit()
        self.kana.listen_to(self.name)


class PrincipalSection(PersonSection):
    """The person whose data it is; a person perhaps known is named under the fields (A5)."""

    known_wanted = Signal()

    def __init__(self, fields: IntakeFields, parent: QWidget) -> None:
        super().__init__(3, fields, parent)
        line, as_form = fields.line, fields.tick(self.tr("As on the form"))
        self.postal.same_wanted.connect(self._take_home)
        self.name.same_wanted.connect(self._take_person)
        self.put("principal.name", self.tr("Name"), line(self.name), 0, 0)
        self.put("principal.kana", self.tr("Kana"), line(self.kana), 0, 1)
        self.put("principal.former_name", self.tr("Formerly"), line(), 0, 2)
        self.put("principal.born", self.tr("Birth date"), fields.day("age"), 1, 0)
        self.put("principal.phone", self.tr("Phone"), line(), 1, 1)
        self.put("registered_as_form", self.tr("Registered"), as_form, 1, 2)
        self.put("principal.registered_address", self.tr("Registered address"), line(), 2, 0, 3)
        self.put("principal.postal_code", self.tr("Postal code"), line(self.postal), 3, 0)
        self.put("principal.address", self.tr("Address"), line(self.address), 3, 1, 2)
        self.put("principal.member_number", self.tr("Member no."), line(), 4, 0)
        self.put("principal.email", self.tr("E-mail"), line(), 4, 1, 2)
        died, own = fields.tick(self.tr("has died")), fields.tick(self.tr("also the heir's own"))
        self.put("principal.deceased", self.tr("Principal"), died, 5, 0)
        self.put("principal.also_heirs", self.tr("Data asked for"), own, 5, 1, 2)
        self.known = LineNote("ask")
        self.known.link_clicked.connect(self.known_wanted)
        self.known.hide()
        self.column.addWidget(self.known)
        more = self.tr("More of the principal: member number, e-mail, death")
        seldom = ("member_number", "email", "deceased", "also_heirs")
        self.seldom(more, *(f"principal.{name}" for name in seldom))

    @override
    def show_state(self, state: IntakeState) -> None:
        principal = state.form.application.principal
        stated = not state.form.application.registered_as_form
        self.grid.show_fields("principal.registered_address", shown=stated)
        died = principal.deceased or state.form.application.proxy.kind is ProxyKind.HEIR
        if principal.member_number or principal.email or died:
            self.open_seldom()
        self.grid.show_fields("principal.also_heirs", shown=died)
        number = other_home(state.form)
        same = "" if number is None else self.tr("= as no. {number}").format(number=number + 1)
        self.postal.offer_same(same)
        number = other_person(state.form)
        same = "" if number is None else self.tr("= as no. {number}").format(number=number + 1)
        self.name.offer_same(same)
        self.known.setVisible(bool(state.known))
        if state.known:
            best = state.known[0]
            title = self.tr("May be known: {name} {number}").format(
                name=best.name, number=best.receipt_number
            )
            detail = " ".join(part for part in (best.kana, best.address) if part)
            link = self.tr("Show {key}").format(key=shortcuts.label(shortcuts.Key.PERSON_KNOWN))
            self.known.say(title, detail, link)

    def _take_person(self) -> None:
        """Take the people and the documents of the envelope's other application (=)."""
        shared = self.tr("one paper for both applications of the envelope")
        self.book.change(take_person(self.book.form, shared), outside=True)
        self.book.look()
        # What the two forms say may still differ: the keys go on to what was taken over.
        self.kana.setFocus(Qt.FocusReason.TabFocusReason)

    def _take_home(self) -> None:
        """Take the home of the envelope's other principal (=)."""
        self.book.change(take_home(self.book.form), outside=True)
        self.book.look()
        # By Tab the address would be marked, and what is typed next would take its place.
        self.address.setFocus(Qt.FocusReason.OtherFocusReason)


def _chief(term: FormTerm) -> Right:
    """Return the right that a form is called by for short."""
    chief = (Right.DISCLOSURE, Right.CORRECTION, Right.CESSATION)
    rights: tuple[Right, ...] = (*chief, *Right)
    return next(each for each in rights if each in term.rights)


def _short(right: Right, language: Language) -> str:
    return vocabulary.word_of("FormLabel", right.value, language) or messages.label(right, language)


class ProxySection(PersonSection):
    """Who acts for the principal; without a kind nothing else is asked."""

    def __init__(self, fields: IntakeFields, parent: QWidget) -> None:
        super().__init__(4, fields, parent)
        line, language = fields.line, self.language
        # An heir is asked about whatever the rulebook takes: the principal has died (practice 34).
        taken = {ProxyKind.HEIR, *(term.kind for term in fields.book.rules.proxies)}
        kinds = worded((kind for kind in ProxyKind if kind in taken), language)
        shorts = messages.shorts(taken, language)
        kind = fields.choice([(None, self.tr("None")), *kinds], shorts)
        same = fields.tick(self.tr("Same as principal's"))
        self.put("proxy.kind", self.tr("Kind"), kind, 0, 0)
        self.put("proxy.name", self.tr("Name"), line(self.name), 0, 1)
        self.put("proxy.kana", self.tr("Kana"), line(self.kana), 0, 2)
        self.put("proxy.same_address", self.tr("Address"), same, 1, 0)
        self.put("proxy.postal_code", self.tr("Postal code"), line(self.postal), 2, 0)
        self.put("proxy.address", self.tr("Address"), line(self.address), 2, 1, 2)
        self.put("proxy.phone", self.tr("Phone"), line(), 1, 1)
        reply_to = fields.choice(worded(ReplyTo, language))
        self.put("reply_to", self.tr("Reply to"), reply_to, 1, 2)

    @override
    def show_state(self, state: IntakeState) -> None:
        proxy = state.form.application.proxy
        there = proxy.kind is not None
        asked = ("proxy.name", "proxy.kana", "proxy.same_address", "proxy.phone", "reply_to")
        self.grid.show_fields(*asked, shown=there)
        own = there and not proxy.same_address
        self.grid.show_fields("proxy.postal_code", "proxy.address", shown=own)
