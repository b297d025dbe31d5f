# SPDX-License-Identifier: MIT
"""The pages of the window, in the order of the navigation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desk_app.gui.pages.application.page import ApplicationView
from desk_app.gui.pages.applications.page import Applications
from desk_app.gui.pages.comparison.page import ComparisonView
from desk_app.gui.pages.decision.page import DecisionView
from desk_app.gui.pages.disposal.page import DisposalView
from desk_app.gui.pages.inquiries.page import InquiriesView
from desk_app.gui.pages.intake.page import IntakeView
from desk_app.gui.pages.journal.page import JournalView
from desk_app.gui.pages.letters.page import LettersView
from desk_app.gui.pages.mail.page import MailView
from desk_app.gui.pages.manual.page import ManualView
from desk_app.gui.pages.post.page import PostView
from desk_app.gui.pages.registers.page import RegistersView
from desk_app.gui.pages.reports.page import ReportsView
from desk_app.gui.pages.settings.page import SettingsView
from desk_app.gui.pages.stamps.page import StampsView
from desk_app.gui.pages.today.page import Today

if TYPE_CHECKING:
    from desk_app.gui.page import SectionView

SECTIONS: tuple[type[SectionView], ...] = (
    Today,
    MailView,
    Applications,
    LettersView,
    PostView,
    StampsView,
    InquiriesView,
    RegistersView,
    DisposalView,
    JournalView,
    ReportsView,
    SettingsView,
    ApplicationView,
    ComparisonView,
    DecisionView,
    IntakeView,
    ManualView,
)
