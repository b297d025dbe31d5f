# SPDX-License-Identifier: MIT
"""To which open application a later mail item belongs, and what it withdraws (A4, D3)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desk_app.gui import theme
from desk_app.gui.marks import Mark
from desk_app.gui.overriding import override
from desk_app.gui.presenters.intake_change import put
from desk_app.gui.theme import Size
from desk_app.gui.views.intake_section import IntakeSection
from desk_app.gui.widgets.choice import ChoiceBox
from desk_app.gui.widgets.claims_pad import ClaimsPad
from desk_app.gui.widgets.fields import FieldBody, TrailingNoteLineEdit
from desk_app.gui.widgets.notes import NoteFrame
from desk_app.gui.widgets.text import Text
from desk_app.i18n import messages
from desk_app.records.mail import Matter
from desk_app.records.people import Language
from desk_app.rules.finding_codes import Code
from desk_app.rules.permission.attempt import Verb

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from desk_app.gui.presenters.intake import IntakePresenter
    from desk_app.gui.presenters.intake_state import Claimed, IntakeState
    from desk_app.gui.views.intake_fields import IntakeFields
    from desk_app.gui.widgets.finding_lines import FindingLine

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
