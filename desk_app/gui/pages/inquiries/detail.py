# SPDX-License-Identifier: MIT
"""The chosen inquiry: from whom, what was said, what comes next; and its course as a time line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from desk_app.gui.case.caring import absence_told
from desk_app.gui.case.read import days_left, urgency
from desk_app.gui.kit.display.facts import FactLine, FactsCard
from desk_app.gui.kit.display.next_step import NextTold
from desk_app.gui.kit.display.notes import NoteFrame
from desk_app.gui.kit.display.timeline import CourseMoment, Tense, Timeline
from desk_app.gui.kit.layout.boxes import STRETCH, dress, in_column
from desk_app.gui.kit.layout.layout import PageScroll
from desk_app.gui.kit.look import theme
from desk_app.gui.kit.look.text import Text, style_as
from desk_app.gui.kit.look.theme import Size
from desk_app.i18n import dates, messages, writing
from desk_app.rules.inquiries.inquiring import InquiryNext, looked_after_by

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desk_app.desk.inquiries.handling import OpenedInquiry
    from desk_app.gui.session.session import Session
    from desk_app.records.case.inquiries import CourseEntry

_COURSE = 160


class InquiryDetail(QWidget):
    """Shows one inquiry whole; every word wraps.

    ``application_wanted`` asks for the application that it was carried over into.
    """

    application_wanted = Signal(object)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._opened: OpenedInquiry | None = None
        self._title = Text("", Size.TITLE, bold=True, wrap=True)
        self._leak = NoteFrame("bad")
        self._facts = FactsCard(name_width=96)
        self._said_title = Text(self.tr("What was said"), Size.LABEL, "text2")
        self._said = Text("", wrap=True)
        self._leak.link_clicked.connect(self.ask_for_application)
        # What was said is what is answered: it stands before who said it, and how it came.
        card = self._card = QFrame()
        style_as(card, "card")
        in_column(card, self._said_title, self._said, gap=4, edge=12)
        inside, scroll = QWidget(), PageScroll(self)
        dress(inside, ground="window")
        in_column(
            inside,
            self._title,
            self._leak,
            card,
            self._facts,
            STRETCH,
            gap=8,
            edge=(0, 0, 8, 0),
        )
        scroll.setWidget(inside)
        scroll.read_by_keys()
        scroll.setAccessibleName(self.tr("About what is chosen"))
        in_column(self, (scroll, 1), gap=0, edge=0)
        self.show_inquiry(None)

    @property
    def opened(self) -> OpenedInquiry | None:
        """The inquiry that is shown."""
        return self._opened

    def show_inquiry(self, opened: OpenedInquiry | None) -> None:
        """Show an inquiry, or nothing."""
        self._opened = opened
        for part in (self._title, self._facts, self._card):
            part.setVisible(opened is not None)
        self._leak.hide()
        if opened is not None:
            self._show(opened)

    def _show(self, opened: OpenedInquiry) -> None:
        inquiry, language = opened.inquiry, self._session.language
        kind = messages.label(inquiry.said.kind, language)
        self._title.setText(f"{inquiry.number}  {kind}")
        self._show_leak(opened)
        self._facts.show_facts([each for each in self._lines(opened) if each.text])
        self._said.setText(inquiry.said.text)
        self._card.setVisible(bool(inquiry.said.text))

    def next_step(self) -> NextTold:
        """Return what comes next with the inquiry, by when, and where it went on."""
        opened = self._opened
        if opened is None:
            return NextTold()
        stand, today, language = opened.standing, self._session.today, self._session.language
        by, detail = stand.next_by, ""
        if by is not None:
            day = dates.near(by, today, language)
            name = messages.label(stand.due, language)
            detail = self.tr("{name} {day}: {left}").format(
                name=name, day=day, left=days_left(by, today)
            )
        if stand.completed_on is not None and stand.kept_until is not None:
            day = dates.full(stand.kept_until, language)
            detail = self.tr("It is kept until {day}.").format(day=day)
        link = ""
        if opened.application_number:
            link = self.tr("To {number}").format(number=opened.application_number)
        presses = None if by is None or stand.next is InquiryNext.NOTHING else urgency(by, today)
        return NextTold(messages.label(stand.next, language), detail, link=link, mark=presses)

    def _show_leak(self, opened: OpenedInquiry) -> None:
        leak, language = opened.standing.leak, self._session.language
        self._leak.setVisible(leak is not None)
        if leak is None:
            return
        first, last, full = (
            dates.near(each, self._session.today, language)
            for each in (leak.first_from, leak.first_by, leak.full_by)
        )
        since = f"{dates.full(dates.day_of(leak.known), language)} {dates.clock(leak.known)}"
        self._leak.say(
            self.tr("A leak is suspected: known since {moment}").format(moment=since),
            self.tr(
                "Preliminary report to the Commission: from {first} to {last} at the latest. Full"
                " report by {full}. Told: {whom}. (Article 26, Rule 8)"
            ).format(first=first, last=last, full=full, whom=leak.entry.whom),
        )

    def _lines(self, opened: OpenedInquiry) -> tuple[FactLine, ...]:
        inquiry, language = opened.inquiry, self._session.language
        said = inquiry.said
        day = dates.near(said.received_on, self._session.today, language)
        came = f"{day} {said.received_at}".strip()
        person = " ".join(filter(None, (said.name, f"（{said.kana}）" if said.kana else "")))
        where = " ".join(filter(None, (said.postal_code, said.address)))
        return (
            FactLine("today", self.tr("Received"), came),
            FactLine("mail", self.tr("How it came"), messages.label(said.channel, language)),
            FactLine("inquiry", self.tr("Number before"), inquiry.own_number),
            FactLine("user", self.tr("From"), person or self._nobody(opened)),
            FactLine("post", self.tr("Address"), where),
            FactLine("inquiry", self.tr("Telephone"), said.phone),
            FactLine("letter", self.tr("E-mail"), said.email),
            FactLine("application", self.tr("Service"), said.service),
            FactLine("users", self.tr("Addressed to"), messages.label(said.addressed_to, language)),
            FactLine("import", self.tr("Attachments"), said.attachments),
            FactLine("user", self.tr("Looked after by"), self._carer(opened)),
            FactLine("letter", self.tr("Letters"), self._letters(opened)),
        )

    def _nobody(self, opened: OpenedInquiry) -> str:
        hidden = self.tr("(not shown to your role)")
        return hidden if opened.hidden else self.tr("Name unknown")

    def _carer(self, opened: OpenedInquiry) -> str:
        """Tell who looks after it; of who is absent until when, and who stands in.

        Whoever is signed in is there, whatever was noted.
        """
        after, away = looked_after_by(opened.inquiry), ""
        if after is None:
            return ""
        if after != self._session.desk.actor.id:
            away = absence_told(opened.team, after, self._session.today, self._session.language)
        return opened.people.get(after, after) + (f" ({away})" if away else "")

    def _letters(self, opened: OpenedInquiry) -> str:
        told = []
        for letter in opened.inquiry.letters:
            state = self.tr("to post")
            if letter.void:
                state = self.tr("void")
            elif letter.posting is not None:
                state = self.tr("posted")
            told.append(f"{letter.number} ({state})")
        return writing.listed(told, self._session.language) if told else ""

    def ask_for_application(self) -> None:
        """Ask for the application that the inquiry was carried over into, where it was."""
        if self._opened is not None and self._opened.inquiry.application is not None:
            self.application_wanted.emit(self._opened.inquiry.application)


class InquiryCourse(QWidget):
    """The course of the chosen inquiry, from its arrival to what comes next, with its days."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        dress(self, ground="base", line="top")
        self._title = Text(self.tr("Course"), Size.LABEL, bold=True)
        self._line = Timeline(self.tr("Course"))
        self._line.setObjectName("inquiryCourse")
        in_column(self, self._title, (self._line, 1), gap=8, edge=(16, 12, 16, 12))
        self.setMinimumHeight(theme.px(_COURSE))

    def show_inquiry(self, opened: OpenedInquiry | None) -> None:
        """Show the course of an inquiry, or nothing."""
        self.setVisible(opened is not None)
        if opened is None:
            return
        told = self.tr("Course of {number}").format(number=opened.inquiry.number)
        self._title.setText(told)
        self._line.show_moments(tuple(self._moments(opened)))

    def _moments(self, opened: OpenedInquiry) -> Iterator[CourseMoment]:
        language, today = self._session.language, self._session.today
        inquiry = opened.inquiry

        def day(on: object) -> str:
            return dates.beside(on, today, language)  # type: ignore[arg-type] # a day

        by = opened.people.get(inquiry.logged_by, str(inquiry.logged_by))
        yield CourseMoment(day(inquiry.said.received_on), self.tr("Received"), by)
        for entry in inquiry.course:
            title = messages.label(entry.step, language)
            if entry.taken_back:
                title = self.tr("{step} (taken back)").format(step=title)
            yield CourseMoment(day(entry.on), title, self._detail(opened, entry))
        stand = opened.standing
        if stand.next is not InquiryNext.NOTHING:
            name = messages.label(stand.next, language)
            told = "" if stand.next_by is None else day(stand.next_by)
            yield CourseMoment(told, name, tense=Tense.AHEAD)

    def _detail(self, opened: OpenedInquiry, entry: CourseEntry) -> str:
        language = self._session.language
        by_own = entry.user == entry.by
        parts = ["" if by_own else opened.people.get(entry.by, str(entry.by)), entry.whom]
        if entry.user is not None:
            given = opened.people.get(entry.user, entry.user)
            parts.append(self.tr("to {name}").format(name=given))
        if entry.cause is not None:
            parts.append(messages.label(entry.cause, language))
        if entry.channel is not None:
            parts.append(messages.label(entry.channel, language))
        if entry.known_at is not None:
            known = dates.beside(dates.day_of(entry.known_at), self._session.today, language)
            moment = f"{known} {dates.clock(entry.known_at)}"
            parts.append(self.tr("known since {moment}").format(moment=moment))
        if entry.until is not None:
            until = dates.beside(entry.until, self._session.today, language)
            parts.append(self.tr("until {day}").format(day=until))
        head = " · ".join(filter(None, parts))
        return "\n".join(filter(None, (head, entry.text)))
