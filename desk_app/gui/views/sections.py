# SPDX-License-Identifier: MIT
"""The parts of the window that are built, in the order of the navigation."""

from __future__ import annotations

from desk_app.gui.views.application import ApplicationView
from desk_app.gui.views.applications import Applications
from desk_app.gui.views.comparison import ComparisonView
from desk_app.gui.views.decision import DecisionView
from desk_app.gui.views.disposal import DisposalView
from desk_app.gui.views.intake import IntakeView
from desk_app.gui.views.journal import JournalView
from desk_app.gui.views.letters import LettersView
from desk_app.gui.views.mail import Mail
from desk_app.gui.views.manual import ManualView
from desk_app.gui.views.post import PostView
from desk_app.gui.views.section import Place, Section
from desk_app.gui.views.settings import Settings
from desk_app.gui.views.stamps import StampsView
from desk_app.gui.views.today import Today
from desk_app.rules.terms import Duty

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
