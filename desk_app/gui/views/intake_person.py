# SPDX-License-Identifier: MIT
"""Form, principal and proxy: the second to fourth sections of the Intake page (B2, B3)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from desk_app.gui import shortcuts
from desk_app.gui.overriding import override
from desk_app.gui.presenters.intake_change import other_home
from desk_app.gui.views.intake_section import IntakeSection
from desk_app.gui.widgets.fields import TrailingNoteLineEdit
from desk_app.gui.widgets.kana import KanaEdit, NameEdit
from desk_app.gui.widgets.notes import NoteFrame
from desk_app.gui.widgets.postal_code import AddressEdit, PostalCodeEdit
from desk_app.i18n import messages, vocabulary
from desk_app.records.application import ProxyKind, ReplyTo, Right
from desk_app.records.people import Language

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from desk_app.gui.presenters.intake_state import IntakeState
    from desk_app.gui.views.intake_fields import IntakeFields
    from desk_app.rules.rulebook import Rules
    from desk_app.rules.terms import FormTerm

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
