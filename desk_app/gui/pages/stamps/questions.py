# SPDX-License-Identifier: MIT
"""What is asked around the stamp book: opened, bought, spoilt, exchanged, counted, taken back."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject

from desk_app.desk.context import Changes
from desk_app.desk.post import stamps
from desk_app.desk.post.postage import check_piles
from desk_app.gui.asking import (
    Answers,
    Asked,
    ChoiceAsked,
    DayAsked,
    LineAsked,
    PilesAsked,
    Question,
    SecretAsked,
    Weight,
    day,
    piles,
    text,
)
from desk_app.gui.pages.stamps.book import face_value
from desk_app.i18n import dates, messages, writing
from desk_app.rules.fee.pieces import SEN

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from desk_app.desk.context import Desk
    from desk_app.gui.pages.stamps.book import StampsPage
    from desk_app.gui.session.session import Session
    from desk_app.records.case.stamps import StampEntry
    from desk_app.records.desk.people import User

    Verb = Callable[[Desk], Changes]


SOLD = (500, 350, 320, 300, 270, 180, 140, 120, 110, 100, 85, 84, 50, 20, 10, 5, 2, 1)
"""Face values in yen with a tile of their own; any other is typed, 0.50 for fifty sen."""


class StampQuestions(QObject):
    """Makes the questions in the clerk's language."""

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self.value = 0

    def open_book(self, page: StampsPage) -> Question:
        """Ask for the stamps that the desk owns as its book begins."""
        held = writing.sen(page.held_worth, self._session.language)
        note = self.tr("Note, for example the book until now")
        return Question(
            self.tr("Open the stamp book"),
            self.tr("Open"),
            self._doing(stamps.open_book),
            effect=self.tr("Count the stamps that are the desk's own: they are its opening stock."),
            detail=self.tr(
                "Leave out what is held for applicants ({held}): it stands in the book already."
            ).format(held=held),
            asked=self._asked(self.tr("The desk's own stamps"), self._values(page), note),
            said=self.tr("The stamp book is open."),
        )

    def buy(self, page: StampsPage) -> Question:
        """Ask for stamps that were bought."""
        note = self.tr("Where they were bought")
        return Question(
            self.tr("Enter bought stamps"),
            self.tr("Enter"),
            self._doing(stamps.buy),
            effect=self.tr("They are the desk's own, and may pay postage at once."),
            asked=self._asked(self.tr("Bought stamps"), self._values(page), note),
            said=self.tr("The purchase stands in the book."),
        )

    def spoil(self, page: StampsPage) -> Question:
        """Ask for stamps of the desk's own that cannot be used any more, and why."""
        note = self.tr("Why they cannot be used")
        return Question(
            self.tr("Enter spoilt stamps"),
            self.tr("Enter"),
            self._doing(stamps.spoil),
            effect=self.tr("They leave the stock for good; nothing is got for them."),
            asked=self._asked(self.tr("Spoilt stamps"), _owned(page), note),
            said=self.tr("The spoilt stamps stand in the book."),
        )

    def exchange(self, page: StampsPage) -> Question:
        """Ask for stamps given to the post office, and for those got for them."""
        return Question(
            self.tr("Enter exchanged stamps"),
            self.tr("Enter"),
            self._exchanging,
            effect=self.tr("What is got for less is the fee of the post office."),
            asked=(
                PilesAsked("given", self.tr("Given away"), _owned(page)),
                PilesAsked("got", self.tr("Got for them"), self._values(page)),
                DayAsked("on", self.tr("Day"), self._session.today),
                LineAsked("note", self.tr("Note")),
            ),
            said=self.tr("The exchange stands in the book."),
        )

    def take_back(self, entry: StampEntry) -> Question:
        """Ask whether an entry is taken back, which is an entry of its own."""
        language = self._session.language
        return Question(
            self.tr("Take an entry back: {what}").format(
                what=messages.word(entry.movement, language)
            ),
            self.tr("Take back"),
            lambda _: partial(stamps.take_back, id_=entry.id),
            effect=self.tr("The entry of {day} stays; another one takes {sum} back.").format(
                day=dates.full(entry.on, language),
                sum=writing.sen(entry.worth, language, signed=True),
            ),
            said=self.tr("The entry is taken back."),
        )

    def add_value(self) -> Question:
        """Ask for a face value that lies in the desk and not in the book; `value` then is it."""

        def doing(answers: Answers) -> Verb:
            self.value = face_value(text(answers, "value")) or 0
            return partial(_checking, value=self.value)

        return Question(
            self.tr("Count another face value"),
            self.tr("Add"),
            doing,
            effect=self.tr("It stands in no entry; what you count of it is a difference."),
            asked=(LineAsked("value", self.tr("Face value in yen")),),
            said=self.tr("Type how many there are."),
        )

    def finish_count(self, page: StampsPage) -> Question:
        """Ask a witness for the password, and enter the count."""
        draft = stamps.CountDraft(page.piles, page.cause, page.measure)

        def doing(answers: Answers) -> Verb:
            name = cast("User", answers["second_person"]).name
            password = text(answers, "second_password")
            return lambda desk: stamps.count(
                desk, self._session.acting(desk, name, password), draft
            )

        people = tuple((user, user.name) for user in page.read.witnesses)
        first = people[0][0] if people else None
        return Question(
            self.tr("Finish the count of %n face value(s)", "", len(page.piles)),
            self.tr("Finish the count"),
            doing,
            effect=self.difference(page),
            detail=self.tr(
                "The witness types the password here. From now on the book says what was counted;"
                " nobody can undo it."
            ),
            asked=(
                ChoiceAsked("second_person", self.tr("Witness"), people, first),
                SecretAsked("second_password", self.tr("That person's password")),
            ),
            weight=Weight.FINAL,
            said=self.tr("The count stands in the book."),
        )

    def count_anew(self) -> Question:
        """Ask whether what was counted so far is forgotten."""
        return Question(
            self.tr("Begin the count anew"),
            self.tr("Forget it"),
            lambda _: _nothing,
            effect=self.tr("What was typed into the count so far is forgotten."),
            said=self.tr("The count begins anew."),
        )

    def difference(self, page: StampsPage) -> str:
        """Say by how much what was counted differs from the book."""
        differing, language = page.differing, self._session.language
        if not differing:
            return self.tr("What was counted is what the book says.")
        named = [
            f"{writing.sen(row.value, language)} {signed(row.difference)}" for row in differing
        ]
        worth = sum(row.value * row.difference for row in differing)
        return self.tr("The count differs: {values}, together {sum}.").format(
            values=writing.listed(named, language), sum=writing.sen(worth, language, signed=True)
        )

    def _values(self, page: StampsPage) -> tuple[int, ...]:
        there = {each.value for each in page.read.balances}
        return tuple(sorted({*(value * SEN for value in SOLD), *there}, reverse=True))

    def _asked(self, piles: str, values: tuple[int, ...], note: str) -> tuple[Asked, ...]:
        return (
            PilesAsked("piles", piles, values),
            DayAsked("on", self.tr("Day"), self._session.today),
            LineAsked("note", note),
        )

    def _doing(self, verb: Callable[..., Changes]) -> Callable[[Answers], Verb]:
        """Return what enters stamps with a verb, as they were answered."""

        def doing(answers: Answers) -> Verb:
            came = piles(answers, "piles")
            draft = stamps.StampDraft(came, self._day(answers), text(answers, "note"))
            return partial(verb, draft=draft)

        return doing

    def _exchanging(self, answers: Answers) -> Verb:
        given, got = piles(answers, "given"), piles(answers, "got")
        draft = stamps.ExchangeDraft(given, got, self._day(answers), text(answers, "note"))
        return partial(stamps.exchange, draft=draft)

    def _day(self, answers: Answers) -> date:
        return day(answers, "on", self._session.today)


def signed(number: int) -> str:
    """Write a number of pieces with its sign."""
    return f"+{number:,}" if number > 0 else f"−{-number:,}" if number else "0"


def _owned(page: StampsPage) -> tuple[int, ...]:
    """Return the face values of which the desk owns stamps."""
    return tuple(each.value for each in page.read.balances if each.owned)


def _checking(_: Desk, value: int) -> Changes:
    """Look whether there can be stamps of a face value; nothing is changed yet."""
    check_piles(((value, 1),), "value")
    return Changes.of()


def _nothing(_: Desk) -> Changes:
    """Do nothing: what was counted so far stands on the page alone."""
    return Changes.of()
