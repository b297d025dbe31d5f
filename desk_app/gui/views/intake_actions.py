# SPDX-License-Identifier: MIT
"""The actions of the Intake page, with their keys."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from desk_app.gui import shortcuts
from desk_app.gui.shortcuts import Key
from desk_app.gui.widgets.actions import ActionLine, ActionTable
from desk_app.records.mail import Matter

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QWidget

    from desk_app.gui.presenters.intake import IntakePresenter
    from desk_app.gui.views.intake_form import IntakePage
    from desk_app.gui.widgets.findings import FindingsList

_SECTIONS = (
    Key.SECTION_1,
    Key.SECTION_2,
    Key.SECTION_3,
    Key.SECTION_4,
    Key.SECTION_5,
    Key.SECTION_6,
    Key.SECTION_7,
)


@dataclass(frozen=True, slots=True)
class Ways:
    """Where the keys of the page lead that neither presenter nor findings go by themselves."""

    section: Callable[[int], None]
    known: Callable[[], None]
    clause: Callable[[], None]
    another: Callable[[], None]
    lay_aside: Callable[[], None]
    begin_anew: Callable[[], None]
    keep: Callable[[], None]
    save: Callable[[], None]


def intake_actions(
    window: QWidget, presenter: IntakePresenter, findings: FindingsList, ways: Ways
) -> ActionTable:
    """Return the actions of the page; its buttons and keys share them."""

    def new_application() -> bool:
        return presenter.form.envelope.matter is Matter.NEW_APPLICATION

    def not_saving() -> bool:
        return not presenter.state.saving

    lines = [
        ActionLine(
            "addApplication",
            QCoreApplication.translate("IntakeView", "Another application"),
            ways.another,
            Key.ANOTHER,
            icon="plus",
            menu="application",
            enabled=new_application,
        ),
        ActionLine(
            "removeApplication",
            QCoreApplication.translate("IntakeView", "Remove this one"),
            presenter.remove_application,
            icon="minus",
            menu="application",
        ),
        ActionLine(
            "beginAnew",
            QCoreApplication.translate("IntakeView", "Begin anew"),
            ways.begin_anew,
            icon="undo",
        ),
        ActionLine(
            "layAside",
            QCoreApplication.translate("IntakeView", "New page or the other draft"),
            ways.lay_aside,
            Key.OTHER_DRAFT,
            icon="edit",
            menu="file",
            enabled=presenter.may_lay_aside,
        ),
        ActionLine(
            "save",
            QCoreApplication.translate("IntakeView", "Save draft"),
            ways.keep,
            Key.SAVE,
            enabled=not_saving,
        ),
        ActionLine(
            "saveAndCheck",
            QCoreApplication.translate("IntakeView", "Save and check"),
            ways.save,
            Key.MAIN,
            enabled=not_saving,
        ),
        ActionLine(
            "known",
            QCoreApplication.translate("IntakeView", "Person perhaps known"),
            ways.known,
            Key.PERSON_KNOWN,
        ),
        ActionLine(
            "findings",
            QCoreApplication.translate("IntakeView", "Findings"),
            findings.setFocus,
            Key.FINDINGS,
        ),
        ActionLine(
            "clause",
            QCoreApplication.translate("IntakeView", "Clause and reason"),
            ways.clause,
            Key.CLAUSE,
        ),
        ActionLine(
            "nextFinding",
            QCoreApplication.translate("IntakeView", "Next finding"),
            partial(findings.go_on, 1),
            Key.NEXT_FINDING,
        ),
        ActionLine(
            "previousFinding",
            QCoreApplication.translate("IntakeView", "Previous finding"),
            partial(findings.go_on, -1),
            Key.PREVIOUS_FINDING,
        ),
        *(
            ActionLine(
                f"section{number}", _section_name(number), partial(ways.section, number), key
            )
            for number, key in enumerate(_SECTIONS, start=1)
        ),
    ]
    return ActionTable(lines, window)


def keys_told(page: IntakePage) -> Sequence[tuple[str, str]]:
    """Return the keys of the page for the status bar; those that tick or count, while they do.

    A kind of mail that has one section needs no keys to it.
    """
    told = [
        (shortcuts.ENTER, QCoreApplication.translate("IntakeView", "next field")),
        (f"Shift+{shortcuts.ENTER}", QCoreApplication.translate("IntakeView", "previous")),
    ]
    if page.papers.table.hasFocus():
        told.append(("Space", QCoreApplication.translate("IntakeView", "here or not")))
    if page.stamps.pad.has_keys():
        told += [
            ("+ −", QCoreApplication.translate("IntakeView", "count")),
            ("84×5", QCoreApplication.translate("IntakeView", "several at once")),
            ("=", QCoreApplication.translate("IntakeView", "what is short")),
        ]
    told += [
        (shortcuts.label(Key.CLAUSE), QCoreApplication.translate("IntakeView", "clause")),
        (
            shortcuts.label(Key.NEXT_FINDING),
            QCoreApplication.translate("IntakeView", "next finding"),
        ),
    ]
    if page.shown_sections > 1:
        ways = f"{shortcuts.label(Key.SECTION_1)}…{page.shown_sections}"
        told.append((ways, QCoreApplication.translate("IntakeView", "section")))
    return told


def undo_word(part: str) -> str:
    """Return what the part of the form is called that an undo changes; empty for none."""
    words = {
        "": "",
        "pieces": QCoreApplication.translate("IntakeView", "stamps"),
        "odd": QCoreApplication.translate("IntakeView", "other pieces"),
        "held": QCoreApplication.translate("IntakeView", "things not to keep"),
        "claims": QCoreApplication.translate("IntakeView", "claims"),
        "papers": QCoreApplication.translate("IntakeView", "documents"),
        "shares": QCoreApplication.translate("IntakeView", "allotment of stamps"),
        "applications": QCoreApplication.translate("IntakeView", "applications of the envelope"),
    }
    return words.get(part, QCoreApplication.translate("IntakeView", "last choice"))


def _section_name(number: int) -> str:
    return QCoreApplication.translate("IntakeView", "Section {number}").format(number=number)
