# SPDX-License-Identifier: MIT
"""The envelope, the first section of the Intake page (A1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desk_app.gui.overriding import override
from desk_app.gui.views.intake_section import IntakeSection
from desk_app.i18n import messages
from desk_app.records.mail import MailKind, Matter
from desk_app.records.people import Language, User

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from desk_app.gui.presenters.intake_form import EnvelopeForm
    from desk_app.gui.presenters.intake_state import IntakeState
    from desk_app.gui.views.intake_fields import IntakeFields


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
