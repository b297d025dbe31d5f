# SPDX-License-Identifier: MIT
"""The pages of the window, in the order of the navigation."""

from __future__ import annotations

from desk_app.gui.page import Place, Section
from desk_app.gui.pages.application.page import ApplicationView
from desk_app.gui.pages.applications.page import Applications
from desk_app.gui.pages.comparison.page import ComparisonView
from desk_app.gui.pages.decision.page import DecisionView
from desk_app.gui.pages.disposal.page import DisposalView
from desk_app.gui.pages.intake.page import IntakeView
from desk_app.gui.pages.journal.page import JournalView
from desk_app.gui.pages.letters.page import LettersView
from desk_app.gui.pages.mail.page import Mail
from desk_app.gui.pages.manual.page import ManualView
from desk_app.gui.pages.post.page import PostView
from desk_app.gui.pages.settings.page import Settings
from desk_app.gui.pages.stamps.page import StampsView
from desk_app.gui.pages.today.page import Today
from desk_app.rules.rulebook.terms import Duty

SECTIONS = (
    Section(Place.TODAY, Today),
    Section(Place.MAIL, Mail),
    Section(Place.APPLICATIONS, Applications),
    Section(Place.LETTERS, LettersView),
    Section(Place.POST, PostView),
    Section(Place.STAMPS, StampsView),
    Section(Place.DISPOSAL, DisposalView, duty=Duty.DISPOSE),
    Section(Place.JOURNAL, JournalView, duty=Duty.READ_JOURNAL),
    Section(Place.SETTINGS, Settings, duty=None),
    Section(Place.APPLICATION, ApplicationView, under=Place.APPLICATIONS),
    Section(Place.COMPARISON, ComparisonView, under=Place.APPLICATIONS),
    Section(Place.DECISION, DecisionView, under=Place.APPLICATIONS),
    Section(Place.INTAKE, IntakeView, under=Place.MAIL, early=True),
    Section(Place.MANUAL, ManualView, duty=None),
)
