# SPDX-License-Identifier: MIT
"""What stands on one document: days, name, address, what must be masked, what it shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desk_app.gui import theme
from desk_app.gui.overriding import override
from desk_app.gui.presenters.intake_enclosure import (
    CERTIFIED,
    FAMILY_REGISTER,
    LETTER_OF_PROXY,
    NAMING_DEPENDANTS,
    QUESTIONS,
)
from desk_app.gui.views.intake_grid import LABEL_WIDTH, WIDER_LABEL, FieldGrid
from desk_app.gui.widgets.choice import ChoiceBox
from desk_app.gui.widgets.claims_pad import ClaimsPad
from desk_app.i18n import messages, vocabulary
from desk_app.records.application import Right
from desk_app.records.papers import Authority, Exercise, MaskAction, MaskState
from desk_app.records.people import Language
from desk_app.rules.pages_back import TO_RETURN
from desk_app.rules.terms import DocumentTerm, Keeping, MaskTerm, Proves

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent

    from desk_app.gui.presenters.intake import IntakePresenter
    from desk_app.gui.presenters.intake_form import PaperForm
    from desk_app.gui.views.intake_fields import Choices, IntakeFields
    from desk_app.rules.rulebook import Rules

BLANKS = (
    "principal_name",
    "principal_address",
    "proxy_name",
    "proxy_address",
    "matter",
    "addressee",
)
"""The fields of a letter of proxy that may have been left blank, by their codes."""

_PAPER = "paper."
_TICKS = (
    "original",
    "names_principal",
    "names_proxy",
    "other_signed",
    "powers_listed",
    "covers_receipt",
    "registered_seal",
)
_YES_NO = ("shows_address", "powers_cover", "supervisor_appointed", "seal_matches")
_LINES = ("name", "address", "former_name", "former_address", "note")
_CHOICES = ("authority", "certified", "exercise", "whereabouts")
_LONG = frozenset({"address"})


class PaperPanel(QWidget):
    """The details of the current document; only what its kind can show is asked.

    Esc goes back to the table.
    """

    left_by_key = Signal()

    def __init__(
        self, fields: IntakeFields, presenter: IntakePresenter, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._fields = fields
        self._presenter = presenter
        self._asked: tuple[str, ...] = ()
        self.grid = FieldGrid()
        self._place_fields()
        self.pad = ClaimsPad()
        self.pad.setObjectName("paper.pad")
        self.pad.changed.connect(self._pad_changed)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.px(2), 0, 0)
        column.addWidget(self.grid)
        column.addWidget(self.pad)

    def show_paper(self, paper: PaperForm) -> None:
        """Show the fields that this document has."""
        asked = self._questions(paper)
        if asked != self._asked:
            self._asked = asked
            self.grid.flow(asked)
        is_mandate = paper.kind == LETTER_OF_PROXY
        self.pad.setVisible(is_mandate)
        if is_mandate:
            self.pad.set_ticked((*paper.rights, *paper.blank_fields))
            self.pad.set_usual(self._presenter.form.application.rights())

    def enter(self) -> None:
        """Put the focus into the first detail."""
        first = self.grid.first(self._asked)
        if first is not None:
            first.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def speak(self, language: Language, rules: Rules) -> None:
        """Write every word in a language."""
        self.grid.set_label_width(LABEL_WIDTH if language is Language.JA else WIDER_LABEL)
        unknown: list[tuple[object, str]] = [(None, self.tr("not read yet"))]
        answers: Choices = [*unknown, (True, self.tr("yes")), (False, self.tr("no"))]
        for name in _YES_NO:
            self._fields.offer(_PAPER + name, answers)
        for name, members in (("authority", Authority), ("exercise", Exercise)):
            offered = [(each, messages.label(each, language)) for each in members]
            self._fields.offer(_PAPER + name, [*unknown, *offered])
            self._fields.shorten(_PAPER + name, messages.shorts(members, language))
        certified = [(each, messages.label(each, language)) for each in CERTIFIED]
        self._fields.offer(_PAPER + "certified", [*unknown, *certified])
        self._fields.shorten(_PAPER + "certified", messages.shorts(CERTIFIED, language))
        kept: Choices = [
            ("", self.tr("case folder")),
            (TO_RETURN, self.tr("to be returned")),
            ("destroyed", self.tr("destroyed")),
        ]
        self._fields.offer(_PAPER + "whereabouts", kept)
        self._speak_masks(language, rules)
        self._name(language, rules)
        self.pad.set_groups(
            [
                (self.tr("Covers"), [(each, messages.label(each, language)) for each in Right]),
                (
                    self.tr("Left blank"),
                    [(each, messages.field(each, language)) for each in BLANKS],
                ),
            ]
        )

    def is_at_the_end(self) -> bool:
        """Say whether the keys are in the last detail."""
        now = self.focusWidget()
        if self.pad.isHidden():
            return now is self.grid.last(self._asked)
        return now is self.pad or self.pad.isAncestorOf(now)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left_by_key.emit()
        else:
            super().keyPressEvent(event)

    def _place_fields(self) -> None:
        fields, grid = self._fields, self.grid
        for name in ("valid_until", "issued_on"):
            grid.place(name, fields.day(_PAPER + name), 0, 0)
        for name in _LINES:
            grid.place(name, fields.line(_PAPER + name), 0, 0, 2 if name in _LONG else 1)
        grid.place("born", fields.day(_PAPER + "born", "age"), 0, 0)
        for name in (*_YES_NO, *_CHOICES):
            grid.place(name, fields.choice(_PAPER + name), 0, 0)
        for name in _TICKS:
            grid.place(name, fields.tick(_PAPER + name), 0, 0)
        for mask in self._presenter.rules.masks:
            grid.place(mask.code, fields.choice(f"mask.{mask.code}"), 0, 0)
            box = fields.edit(f"mask.{mask.code}")
            if isinstance(box, ChoiceBox):
                box.repeated.connect(self._mask_all)
        grid.flow(())

    def _questions(self, paper: PaperForm) -> tuple[str, ...]:
        term = self._presenter.rules.document(paper.kind)
        if term is None:
            return ("name", "note")
        shows = QUESTIONS.get(paper.kind, ())
        if paper.kind in NAMING_DEPENDANTS and self._presenter.form.application.proxy.kind:
            shows = QUESTIONS[FAMILY_REGISTER]
        # A letter of proxy is nobody's own document: that it names both is asked, and no more.
        person = () if paper.kind == LETTER_OF_PROXY else _person(term)
        # Of what must be an original that is asked while the paper is in the hand, behind its day;
        # a copy that is one as well is seen last, and seldom.
        early, late = (["original"], []) if term.original else ([], ["original"])
        asked = [*_days(term), *early, *person, *shows, *term.mask, *late, "note"]
        if term.keeping is not Keeping.KEEP:
            asked.append("whereabouts")
        return tuple(
            name for name in dict.fromkeys(asked) if name not in ("rights", "blank_fields")
        )

    def _name(self, language: Language, rules: Rules) -> None:
        ticked = {
            "original": self.tr("the original"),
            "names_principal": self.tr("named on it"),
            "names_proxy": self.tr("named on it"),
            "other_signed": self.tr("signed too"),
            "powers_listed": self.tr("attached"),
            "covers_receipt": self.tr("may be received"),
            "registered_seal": self.tr("the registered one"),
        }
        for name, words in ticked.items():
            self._fields.tick_of(_PAPER + name).setText(words)
        names = {
            "valid_until": self.tr("Valid until"),
            "issued_on": self.tr("Issued on"),
            "name": self.tr("Name on it"),
            "address": self.tr("Address on it"),
            "former_name": self.tr("Formerly"),
            "former_address": self.tr("Former address"),
            "note": self.tr("Note"),
            "born": self.tr("Birth date"),
            "shows_address": self.tr("Shows an address"),
            "powers_cover": self.tr("Powers cover it"),
            "supervisor_appointed": self.tr("Supervisor"),
            "seal_matches": self.tr("Seal matches"),
            "authority": self.tr("Authority"),
            "certified": self.tr("Certified as"),
            "exercise": self.tr("Exercise"),
            "whereabouts": self.tr("Where it is"),
            "original": self.tr("Paper is"),
            "names_principal": self.tr("Principal"),
            "names_proxy": self.tr("Proxy"),
            "other_signed": self.tr("Other holder"),
            "powers_listed": self.tr("List of powers"),
            "covers_receipt": self.tr("Reply"),
            "registered_seal": self.tr("Seal"),
        }
        masks = {each.code: _label(each, language) for each in rules.masks}
        self.grid.name_fields({**names, **masks})

    def _speak_masks(self, language: Language, rules: Rules) -> None:
        visible = messages.label(MaskState.VISIBLE, language)
        done = [((MaskState.VISIBLE, each), messages.label(each, language)) for each in MaskAction]
        choices: Choices = [
            (None, self.tr("not checked yet")),
            ((MaskState.NOT_THERE, None), messages.label(MaskState.NOT_THERE, language)),
            ((MaskState.MASKED, None), messages.label(MaskState.MASKED, language)),
            *done,
            ((MaskState.VISIBLE, None), visible),
        ]
        for mask in rules.masks:
            if self._fields.has(f"mask.{mask.code}"):
                self._fields.offer(f"mask.{mask.code}", choices)

    def _mask_all(self, value: object) -> None:
        """Take what was seen of one item for every item of the paper, by the clerk's own key."""
        for mask in self._presenter.rules.masks:
            if mask.code in self._asked:
                self._presenter.choose_value(f"mask.{mask.code}", value)

    def _pad_changed(self) -> None:
        ticked = self.pad.ticked()
        self._presenter.put(
            "paper.rights", tuple(each for each in ticked if isinstance(each, Right))
        )
        blanks = tuple(str(each) for each in ticked if each in BLANKS)
        self._presenter.put("paper.blank_fields", blanks)
        self._fields.settled.emit()


def _label(mask: MaskTerm, language: Language) -> str:
    """Write the name of an item as a label begins: shortly, where it has a short name."""
    short = vocabulary.word_of("MaskLabel", mask.code, language)
    words = short or messages.titled(mask, mask.code, language)
    return words[:1].upper() + words[1:]


def _days(term: DocumentTerm) -> Sequence[str]:
    """Return the days that matter for a kind: until when, or of when."""
    wanted = []
    if term.expires:
        wanted.append("valid_until")
    if term.fresh_months is not None or term.issued_from is not None:
        wanted.append("issued_on")
    return wanted


def _person(term: DocumentTerm) -> Sequence[str]:
    if term.address is Proves.NO:
        return ("name", "born", "former_name")
    if term.address is Proves.ASK:
        return ("name", "shows_address", "address", "born", "former_name", "former_address")
    return ("name", "address", "born", "former_name", "former_address")
