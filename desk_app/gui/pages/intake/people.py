# SPDX-License-Identifier: MIT
"""Envelope, form, principal, proxy: the first four sections, and whose supplement it is (A1-B3)."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

from desk_app.gui.case.drafts import common_part
from desk_app.gui.kit import shortcuts, theme
from desk_app.gui.kit.choices import ChoiceBox
from desk_app.gui.kit.fields import FieldBody, TrailingNoteLineEdit
from desk_app.gui.kit.names import AddressEdit, KanaEdit, NameEdit, PostalCodeEdit
from desk_app.gui.kit.notes import NoteFrame
from desk_app.gui.kit.painting import Mark
from desk_app.gui.kit.pyside_workarounds.overriding import override
from desk_app.gui.kit.text import Text
from desk_app.gui.kit.theme import Size
from desk_app.gui.pages.intake.claims import ClaimsPad
from desk_app.gui.pages.intake.draft import other_home, put, take_home
from desk_app.gui.pages.intake.fields import IntakeSection
from desk_app.i18n import messages, vocabulary
from desk_app.records.application import ProxyKind, ReplyTo, Right
from desk_app.records.mail import MailKind, Matter
from desk_app.records.people import Language, User
from desk_app.rules.finding_codes import Code
from desk_app.rules.workflow.attempt import Verb

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from desk_app.desk.context import Desk
    from desk_app.desk.ports import PostalArea
    from desk_app.gui.case.typed import EnvelopeForm
    from desk_app.gui.kit.findings import FindingLine
    from desk_app.gui.pages.intake.book import IntakePresenter
    from desk_app.gui.pages.intake.fields import IntakeFields
    from desk_app.gui.pages.intake.findings import Claimed, IntakeState
    from desk_app.gui.session import Workplace
    from desk_app.rules.rulebook.rulebook import Rules
    from desk_app.rules.rulebook.terms import FormTerm


class EnvelopeSection(IntakeSection):
    """Arrival, postmark, kind, tracking number, who opened it, the red marking; what it is."""

    def __init__(self, fields: IntakeFields, parent: QWidget | None = None) -> None:
        super().__init__(1, fields, parent)
        self._people: tuple[User, ...] = ()
        self._language = Language.JA
        self.grid.place("arrived_on", fields.day("envelope.arrived_on"), 0, 0)
        self.grid.place("postmark", fields.day("envelope.postmark", "postmark"), 0, 1)
        self.grid.place("kind", fields.choice("envelope.kind"), 0, 2)
        self.grid.place("tracking_number", fields.line("envelope.tracking_number"), 1, 0)
        self.grid.place("opener", fields.choice("envelope.opener"), 1, 1)
        self.marking = fields.tick("envelope.red_marking")
        self.grid.place("red_marking", self.marking, 1, 2)
        self.grid.place("matter", fields.choice("envelope.matter"), 2, 0)
        self.grid.place("sender", fields.line("envelope.sender"), 2, 1)
        self.grid.place("second_opener", fields.choice("envelope.second_opener"), 2, 2)
        self.grid.place("note", fields.line("envelope.note"), 3, 0, 3)
        self.seldom("matter", "sender", "second_opener", "note")

    @override
    def show_state(self, state: IntakeState) -> None:
        if state.people != self._people:
            self._people = state.people
            self._offer_people()
        if _uses_seldom(state.form.envelope):
            self.open_seldom()

    def speak(self, language: Language) -> None:
        """Write every word in a language."""
        self._language = language
        kinds = [(kind, messages.label(kind, language)) for kind in MailKind]
        self.fields.offer("envelope.kind", kinds)
        shorts = {
            MailKind.SIMPLE_REGISTERED: self.tr("Simple reg."),
            MailKind.SPECIFIED_RECORD: self.tr("Specified rec."),
        }
        self.fields.shorten("envelope.kind", {dict(kinds)[k]: s for k, s in shorts.items()})
        self.fields.hint("envelope.kind", self.tr("needed"))
        matters = [(matter, messages.label(matter, language)) for matter in Matter]
        self.fields.offer("envelope.matter", matters)
        self.fields.shorten("envelope.matter", messages.shorts(Matter, language))
        self.marking.setText(self.tr("Seen"))
        self._offer_people()
        self.names(
            {
                "arrived_on": self.tr("Arrived on"),
                "postmark": self.tr("Postmark"),
                "kind": self.tr("Kind"),
                "tracking_number": self.tr("Tracking"),
                "opener": self.tr("Opened by"),
                "red_marking": self.tr("Red mark"),
                "matter": self.tr("Matter"),
                "sender": self.tr("Sender"),
                "second_opener": self.tr("Also by"),
                "note": self.tr("Note"),
            }
        )
        self.more.setAccessibleName(self.tr("More of the envelope"))

    def _offer_people(self) -> None:
        nobody: list[tuple[object, str]] = [(None, "")]
        names = [*nobody, *((user.id, user.name) for user in self._people)]
        self.fields.offer("envelope.opener", names)
        self.fields.offer("envelope.second_opener", names)


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


class SupplementSection(IntakeSection):
    """A receipt number, a scanned code or a name; for a withdrawal also which claims."""

    def __init__(
        self, fields: IntakeFields, presenter: IntakePresenter, parent: QWidget | None = None
    ) -> None:
        super().__init__(2, fields, parent)
        self._presenter = presenter
        self._language = Language.JA
        self._shown: tuple[Claimed, ...] = ()
        body = fields.line("supplement.number")
        self.edit = body.edit
        if isinstance(self.edit, TrailingNoteLineEdit):
            self.edit.editingFinished.connect(self._number_left)
        self.matches = ChoiceBox()
        self.matches.setObjectName("supplement.matches")
        self.matches.chosen.connect(self._match_chosen)
        self.whose = Text("", Size.BODY, bold=True, wrap=True)
        self.asked = NoteFrame()
        self.asked.hide()
        self.pad = ClaimsPad()
        self.pad.setObjectName("supplement.withdraws")
        self.error = Text("", Size.HINT, "bad", wrap=True)
        self.error.hide()
        self.pad.changed.connect(self._ticked)
        self.grid.place("number", body, 0, 0)
        self.grid.place("matches", FieldBody(self.matches), 0, 1, 2)
        self._place_signature()
        self.column.addWidget(self.whose)
        self.column.addWidget(self.asked)
        self.column.addWidget(self.pad)
        self.column.addWidget(self.error)
        self.column.setSpacing(theme.px(4))

    def _place_signature(self) -> None:
        self.is_signed = self.fields.tick("supplement.signed")
        self.is_by_proxy = self.fields.tick("supplement.by_proxy")
        self.grid.place("written_on", self.fields.day("supplement.written_on"), 1, 0)
        self.grid.place("signed", self.is_signed, 1, 1)
        self.grid.place("by_proxy", self.is_by_proxy, 1, 2)

    @override
    def show_state(self, state: IntakeState) -> None:
        withdrawal = state.form.envelope.matter is Matter.WITHDRAWAL
        signs = withdrawal or _signs(state)
        self.grid.show_fields("written_on", "signed", shown=signs)
        self.grid.show_fields("by_proxy", shown=signs and bool(state.proxy))
        self.is_signed.setText(self._signature(withdrawal=withdrawal))
        self.is_by_proxy.setText(self.tr("{name} (proxy)").format(name=state.proxy))
        self.grid.show_fields("matches", shown=len(state.matches) > 1)
        lines = [
            (each.id, f"{each.receipt_number}  {each.name}  {each.kana}") for each in state.matches
        ]
        self.matches.set_choices(lines)
        self.matches.set_value(state.form.supplement.application)
        self.whose.setText(state.whose)
        self.whose.setVisible(bool(state.whose))
        self._show_asked([] if withdrawal else [each for each in state.findings if _lacks(each)])
        self.pad.setVisible(withdrawal and bool(state.withdrawable))
        if state.withdrawable != self._shown:
            self._shown = state.withdrawable
            self._offer_claims()
        self.pad.set_ticked(state.form.supplement.withdraws)
        trouble = state.troubles.get("supplement.withdraws", "")
        self.error.setText(trouble)
        self.error.setVisible(bool(trouble))

    def speak(self, language: Language) -> None:
        """Write every word in a language."""
        self._language = language
        self.names(
            {
                "number": self.tr("Receipt no. or name"),
                "matches": self.tr("Found"),
                "written_on": self.tr("Written on"),
                "signed": self.tr("Signature"),
                "by_proxy": self.tr("Signed by"),
            }
        )
        self._offer_claims()

    def _signature(self, *, withdrawal: bool) -> str:
        """Say what is signed: the writing itself, or the withdrawal that came without it."""
        return self.tr("signed") if withdrawal else self.tr("of the withdrawal before")

    def _show_asked(self, findings: Sequence[FindingLine]) -> None:
        """Show what the form lacks: the documents have their lines, what is on a form has none."""
        self.asked.setVisible(bool(findings))
        if findings:
            verb = messages.label(Verb.CORRECT, self._language)
            where = self.tr("Once this is saved, “{verb}” on the application enters what has come.")
            titles = "\n".join(dict.fromkeys(each.title for each in findings))
            self.asked.say(self.tr("Asked for on the form"), f"{titles}\n{where.format(verb=verb)}")

    def _offer_claims(self) -> None:
        claims = [(each.id, messages.label(each.right, self._language)) for each in self._shown]
        self.pad.set_groups([(self.tr("Withdraws"), claims)])

    def _number_left(self) -> None:
        form = self._presenter.form
        if form.supplement.application is None or not self._presenter.is_attached():
            self._presenter.find(form.supplement.number)

    def _match_chosen(self, id_: object) -> None:
        chosen = next((each for each in self._presenter.state.matches if each.id == id_), None)
        if chosen is not None:
            self._presenter.choose(chosen.id)

    def _ticked(self) -> None:
        ticked = tuple(str(each) for each in self.pad.ticked())
        self._presenter.change(put(self._presenter.form, "supplement.withdraws", ticked))
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

    def __init__(self, fields: IntakeFields, parent: QWidget | None = None) -> None:
        super().__init__(2, fields, parent)
        self.grid.place("code", fields.choice("sheet.code"), 0, 0)
        self._rules: Rules | None = None
        self._version = TrailingNoteLineEdit()
        self.grid.place("version", fields.line("sheet.version", self._version), 0, 1)
        self.grid.place("filled_in_on", fields.day("sheet.filled_in_on"), 0, 2)
        for place in range(FURTHER):
            room = f"further{place}"
            self.grid.place(f"{room}.code", fields.choice(f"{room}.code"), 1 + place, 0)
            self.grid.place(f"{room}.version", fields.line(f"{room}.version"), 1 + place, 1)
            self.grid.place(f"{room}.on", fields.day(f"{room}.filled_in_on"), 1 + place, 2)
        self.unsigned = fields.tick("sheet.unsigned")
        self.grid.place("unsigned", self.unsigned, 1 + FURTHER, 0)
        self.grid.place("language", fields.choice("language"), 1 + FURTHER, 1)
        parts = ("code", "version", "on")
        further = [f"further{place}.{part}" for place in range(FURTHER) for part in parts]
        self.seldom(*further, "unsigned", "language")

    @override
    def show_state(self, state: IntakeState) -> None:
        application = state.form.application
        term = self._rules.form(application.sheet.code or "") if self._rules is not None else None
        current = term is not None and application.sheet.version == term.current
        self._version.set_note(self.tr("in use") if current else "")
        if application.further or application.sheet.unsigned or application.language is not None:
            self.open_seldom()

    def speak(self, language: Language, rules: Rules) -> None:
        """Write every word in a language."""
        self._rules = rules
        forms = [
            (term.code, f"{term.code} {messages.titled(term, term.code, language)}")
            for term in rules.forms
        ]
        own: list[tuple[object, str]] = [("", self.tr("None: a letter of their own"))]
        none: list[tuple[object, str]] = [(None, "")]
        self.fields.offer("sheet.code", [*forms, *own])
        shorts = {
            long: self.tr("{code} {right}").format(code=code, right=_short(_chief(term), language))
            for (code, long), term in zip(forms, rules.forms, strict=True)
            if term.rights
        }
        self.fields.shorten("sheet.code", {**shorts, own[0][1]: self.tr("No form")})
        for place in range(FURTHER):
            self.fields.offer(f"further{place}.code", [*none, *forms])
            self.fields.shorten(f"further{place}.code", shorts)
        of_form: list[tuple[object, str]] = [(None, self.tr("As the form"))]
        languages = [(each, messages.label(each, language)) for each in Language]
        self.fields.offer("language", [*of_form, *languages])
        self.unsigned.setText(self.tr("not signed"))
        names = {
            "code": self.tr("Form"),
            "version": self.tr("Version"),
            "filled_in_on": self.tr("Filled in on"),
            "unsigned": self.tr("Signature"),
            "language": self.tr("Reply in"),
        }
        for place in range(FURTHER):
            names[f"further{place}.code"] = self.tr("Also form")
            names[f"further{place}.version"] = self.tr("Version")
            names[f"further{place}.on"] = self.tr("Filled in on")
        self.names(names)
        self.more.setAccessibleName(self.tr("More of the form"))


class PrincipalSection(IntakeSection):
    """The person whose data it is; a person perhaps known is named under the fields (A5)."""

    known_wanted = Signal()

    def __init__(self, fields: IntakeFields, parent: QWidget | None = None) -> None:
        super().__init__(3, fields, parent)
        name, kana = NameEdit(), KanaEdit()
        kana.listen_to(name)
        self.postal = PostalCodeEdit()
        self.address = AddressEdit()
        self.grid.place("name", fields.line("principal.name", name), 0, 0)
        self.grid.place("kana", fields.line("principal.kana", kana), 0, 1)
        self.grid.place("former_name", fields.line("principal.former_name"), 0, 2)
        self.grid.place("born", fields.day("principal.born", "age"), 1, 0)
        self.grid.place("phone", fields.line("principal.phone"), 1, 1)
        self.same = fields.tick("principal.registered_as_form")
        self.grid.place("registered", self.same, 1, 2)
        registered = fields.line("principal.registered_address")
        self.grid.place("registered_address", registered, 2, 0, 3)
        self.grid.place("postal_code", fields.line("principal.postal_code", self.postal), 3, 0)
        self.grid.place("address", fields.line("principal.address", self.address), 3, 1, 2)
        self.grid.place("member_number", fields.line("principal.member_number"), 4, 0)
        self.grid.place("email", fields.line("principal.email"), 4, 1, 2)
        self.known = NoteFrame("ask")
        self.known.link_clicked.connect(self.known_wanted)
        self.known.hide()
        self.column.addWidget(self.known)
        self.seldom("member_number", "email")

    @override
    def show_state(self, state: IntakeState) -> None:
        principal = state.form.application.principal
        self.grid.show_fields("registered_address", shown=not principal.registered_as_form)
        if principal.member_number or principal.email:
            self.open_seldom()
        number = other_home(state.form)
        same = "" if number is None else self.tr("= as no. {number}").format(number=number + 1)
        self.postal.offer_same(same)
        self.known.setVisible(bool(state.known))
        if state.known:
            best = state.known[0]
            title = self.tr("May be known: {name} {number}").format(
                name=best.name, number=best.receipt_number
            )
            detail = " ".join(part for part in (best.kana, best.address) if part)
            link = self.tr("Show {key}").format(key=shortcuts.label(shortcuts.Key.PERSON_KNOWN))
            self.known.say(title, detail, link)

    def speak(self) -> None:
        """Write every word."""
        self.same.setText(self.tr("As on the form"))
        self.postal.set_trouble_sentence(self.tr("A postal code has seven digits."))
        self.address.set_only_town_sentence(self.tr("no house number yet"))
        self.names(
            {
                "name": self.tr("Name"),
                "kana": self.tr("Kana"),
                "former_name": self.tr("Formerly"),
                "born": self.tr("Birth date"),
                "phone": self.tr("Phone"),
                "registered": self.tr("Registered"),
                "registered_address": self.tr("Registered address"),
                "postal_code": self.tr("Postal code"),
                "address": self.tr("Address"),
                "member_number": self.tr("Member no."),
                "email": self.tr("E-mail"),
            }
        )
        self.more.setAccessibleName(self.tr("More of the principal"))


def _chief(term: FormTerm) -> Right:
    """Return the right that a form is called by for short."""
    chief = (Right.DISCLOSURE, Right.CORRECTION, Right.CESSATION)
    rights: tuple[Right, ...] = (*chief, *Right)
    return next(each for each in rights if each in term.rights)


def _short(right: Right, language: Language) -> str:
    return vocabulary.word_of("FormLabel", right.value, language) or messages.label(right, language)


class ProxySection(IntakeSection):
    """Who acts for the principal; without a kind nothing else is asked."""

    _OF_PROXY = ("name", "kana", "same_address", "phone", "reply_to")
    _OWN_ADDRESS = ("postal_code", "address")

    def __init__(self, fields: IntakeFields, parent: QWidget | None = None) -> None:
        super().__init__(4, fields, parent)
        name, kana = NameEdit(), KanaEdit()
        kana.listen_to(name)
        self.postal = PostalCodeEdit()
        self.address = AddressEdit()
        self.grid.place("kind", fields.choice("proxy.kind"), 0, 0)
        self.grid.place("name", fields.line("proxy.name", name), 0, 1)
        self.grid.place("kana", fields.line("proxy.kana", kana), 0, 2)
        self.same = fields.tick("proxy.same_address")
        self.grid.place("same_address", self.same, 1, 0)
        self.grid.place("postal_code", fields.line("proxy.postal_code", self.postal), 2, 0)
        self.grid.place("address", fields.line("proxy.address", self.address), 2, 1, 2)
        self.grid.place("phone", fields.line("proxy.phone"), 1, 1)
        self.grid.place("reply_to", fields.choice("reply_to"), 1, 2)

    @override
    def show_state(self, state: IntakeState) -> None:
        proxy = state.form.application.proxy
        there = proxy.kind is not None
        self.grid.show_fields(*self._OF_PROXY, shown=there)
        self.grid.show_fields(*self._OWN_ADDRESS, shown=there and not proxy.same_address)

    def speak(self, language: Language, rules: Rules) -> None:
        """Write every word in a language."""
        taken = {term.kind for term in rules.proxies}
        kinds = [(kind, messages.label(kind, language)) for kind in ProxyKind if kind in taken]
        none: list[tuple[object, str]] = [(None, self.tr("None"))]
        self.fields.offer("proxy.kind", [*none, *kinds])
        self.fields.shorten("proxy.kind", messages.shorts(taken, language))
        self.fields.offer("reply_to", [(each, messages.label(each, language)) for each in ReplyTo])
        self.same.setText(self.tr("Same as principal's"))
        self.postal.set_trouble_sentence(self.tr("A postal code has seven digits."))
        self.address.set_only_town_sentence(self.tr("no house number yet"))
        self.names(
            {
                "kind": self.tr("Kind"),
                "name": self.tr("Name"),
                "kana": self.tr("Kana"),
                "same_address": self.tr("Address"),
                "postal_code": self.tr("Postal code"),
                "address": self.tr("Address"),
                "phone": self.tr("Phone"),
                "reply_to": self.tr("Reply to"),
            }
        )


# Addresses of the Intake page that are not typed: by the postal code, or from a person beside.


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
