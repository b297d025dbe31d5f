# SPDX-License-Identifier: MIT
"""The first start until there is a desk: sample or real, the profile, two people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desk_app.gui import words
from desk_app.gui.presenters.first_start import CUT_OFF, FirstStartPresenter, FirstStartState
from desk_app.gui.presenters.steps import Step
from desk_app.gui.views.first_start_pages import KindPage, PeoplePage, ProfilePage, TaskPage
from desk_app.gui.views.steps_frame import StepsFrame
from desk_app.gui.widgets.announce import announce

if TYPE_CHECKING:
    from desk_app.gui.entrance import Entrance
    from desk_app.gui.screen import Screen


class FirstStart(QWidget):
    """Makes the desk at the end of its third step; what remains is asked on the open desk."""

    def __init__(self, presenter: FirstStartPresenter, entrance: Entrance, screen: Screen) -> None:
        super().__init__()
        self._screen = screen
        self.presenter = presenter
        self.presenter.state_changed.connect(self.render_state)
        self.presenter.left.connect(self._leave)
        self._frame = StepsFrame(screen, entrance.now().date())
        self._frame.back_wanted.connect(self.presenter.go_back)
        self._frame.next_wanted.connect(self._go_on)
        self._frame.stop_wanted.connect(self._stop)
        self._warned = False
        self._kind = KindPage()
        self._profile = ProfilePage()
        self._people = PeoplePage()
        self._pages: dict[Step, TaskPage] = {
            Step.KIND: self._kind,
            Step.PROFILE: self._profile,
            Step.PEOPLE: self._people,
        }
        for page in self._pages.values():
            self._frame.add_page(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._frame)

    def begin(self, *, cut_off: bool = False) -> None:
        """Show the first step, and say so where an earlier first start was cut off."""
        self._profile.show_profile(self.presenter.state.profile)
        self.presenter.begin(cut_off=cut_off)
        self._kind.take_focus()

    def stand_again(self, before: FirstStart) -> None:
        """Stand at the step at which a page did before."""
        self._people.propose_officer(before.proposed)
        self.render_state(self.presenter.state)

    @property
    def proposed(self) -> str:
        """The name last put where the officer's is typed."""
        return self._people.proposed

    def render_state(self, state: FirstStartState) -> None:
        """Show a step: its task, what is wrong in it, how far the steps are."""
        page = self._pages[state.step]
        moved = self._frame.show_step(state.step, page, self._details(state))
        page.show_state(state)
        if moved and page is self._people:
            self._people.propose_officer(state.profile.officer)
        self._warned = False
        self._offer(self.tr("The encrypted desk is being made.") if state.making else "")
        earlier = state.trouble is not None and state.trouble.code == CUT_OFF
        self._frame.tell(state.trouble, "ask" if earlier else "bad")
        if moved or state.wrong:
            page.take_focus()

    def _details(self, state: FirstStartState) -> dict[Step, str]:
        if state.step is Step.KIND:
            return {}
        done = {Step.KIND: self.tr("A desk for real applications")}
        if state.step > Step.PROFILE:
            done[Step.PROFILE] = words.desk_name(state.profile, self._screen.language)
        return done

    def _go_on(self) -> None:
        match self.presenter.state.step:
            case Step.KIND:
                if self._kind.wants_sample():
                    self.presenter.try_sample()
                else:
                    self.presenter.make_real()
            case Step.PROFILE:
                self.presenter.take_profile(self._profile.profile(self.presenter.state.profile))
            case _:
                self.presenter.take_people(self._people.officer(), self._people.supervisor())

    def _stop(self) -> None:
        """Close at once where nothing was typed yet; from there on say first what is lost."""
        state = self.presenter.state
        if state.step is Step.KIND or state.making or self._warned:
            self._leave()
            return
        self._warned = True
        lost = self.tr("Nothing has been made yet. Stop again to close: what was typed is lost.")
        self._offer(lost)
        announce(self, lost)

    def _offer(self, hint: str) -> None:
        state = self.presenter.state
        back = state.step > Step.KIND and not state.making
        self._frame.offer(back=back, go_on=not state.making, hint=hint)

    def _leave(self) -> None:
        self.window().close()
