# SPDX-License-Identifier: MIT
"""GOAL-14: guessed passwords, the time a right one takes, and what a lock leaves on the screen."""

from __future__ import annotations

import statistics
import time
from dataclasses import dataclass, replace
from random import Random

from PySide6.QtWidgets import QApplication, QLabel

from desk_app import bootstrap
from desk_app.desk.errors import WrongPassword
from desk_app.gui.kit.columns import Column, RowsModel
from desk_app.gui.page import Place
from desk_app.records.base import ApplicationId
from desk_app.records.people import DeskProfile
from desk_app.store.vault.slots import STANDARD_COST
from tests.gui import leaks
from tests.robustness import windowed
from tests.robustness.forks import apart
from tests.robustness.harness import Context, Control, Goal, Outcome, Work
from tests.robustness.marked import MARKS, Person
from tests.robustness.sites import CLERK, OFFICER, Site, founded
from tests.robustness.two_people import TwoPeople, in_the_name_of
from tests.robustness.windowed import Hand

TRIES, COSTLY, UNLOCKS, LOCKS = 1_000, 100, 40, 10
WANTED_SECONDS = 0.5
BESIDE_OTHERS = 4
"""So many times as long an unlock of the short form may take: the suite runs beside it."""

LISTS = (Place.TODAY, Place.MAIL, Place.APPLICATIONS, Place.LETTERS, Place.POST)
CASES = (Place.APPLICATION, Place.COMPARISON, Place.DECISION)


def try_door(context: Context) -> Outcome:
    """Guess, measure what a right password takes at its real cost, lock and look everywhere."""
    cheap, costly = founded(context.within("cheap")), Site(context.within("costly"))
    apart(_found_costly, costly)
    dear = context.share(COSTLY, 3)
    tries = context.share(TRIES, 20)
    guess = context.chance("guesses")
    opened = apart(_guesses, cheap, guess, tries - dear) + apart(
        _guesses, costly, guess, dear, costly=True
    )
    seconds = apart(_unlocks, costly, context.share(UNLOCKS, 3))
    p95 = statistics.quantiles(seconds, n=20, method="inclusive")[-1]
    marks, left = apart(_locks, cheap, context.share(LOCKS, 1))
    return Outcome(
        reached=(
            f"{opened.let_in} of {opened.tried:,} wrong tries opened ({dear} at full cost), all "
            f"told alike: {'yes' if len(opened.said) == 1 else 'NO'}; unlock p95 {p95:.2f} s; "
            f"{marks.after} person strings after {marks.locks} locks"
        ),
        held=opened.let_in == marks.after == 0
        and len(opened.said) == 1
        and p95 <= WANTED_SECONDS * (1 if context.scale >= 1 else BESIDE_OTHERS),
        work=(
            Work("wrong tries", opened.tried, tries),
            Work("at full cost", dear, dear),
            Work("unlocks measured", len(seconds), 3),
            Work("person strings before the locks", marks.before, 20 * marks.locks),
        ),
        control=Control(
            "a model left filled", f"{left.after} person strings found", failed=left.after > 0
        ),
    )


# At the door.


@dataclass(frozen=True, slots=True)
class Tried:
    """How many wrong passwords were tried, how many opened, and what was said to the others."""

    tried: int
    let_in: int
    said: frozenset[str]

    def __add__(self, other: Tried) -> Tried:
        return Tried(self.tried + other.tried, self.let_in + other.let_in, self.said | other.said)


def _found_costly(site: Site) -> None:
    around = replace(site.around("founding"), cost=STANDARD_COST)
    people = (OFFICER, CLERK)
    desk = bootstrap.found_desk(site.desk, site.keys, DeskProfile(), people, around)
    desk.ports.store.close()


def _guesses(site: Site, chance: Random, tries: int, *, costly: bool = False) -> Tried:
    entrance = windowed.entrance_of(site, costly=costly)
    let_in, said = 0, set[str]()
    for _ in range(tries):
        name, password = _guess(chance)
        try:
            desk = entrance.unlock(name, password)
        except WrongPassword as error:
            said.add(error.code)
        else:
            desk.ports.store.close()
            let_in += 1
    return Tried(tries, let_in, frozenset(said))


def _guess(chance: Random) -> tuple[str, str]:
    """Return a name and a password that is near the right one, another's, or anything."""
    person, other = chance.sample((CLERK, OFFICER), 2)
    right = person.password
    at = chance.randrange(len(right))
    guesses = (
        right[:at] + right[at + 1 :],
        right[:at] + chance.choice("#%&?") + right[at:],
        right.upper(),
        right + " ",
        other.password,
        "",
        "パスワード" * chance.randint(1, 40),
        "\x00" + right,
    )
    name = chance.choice((person.name, person.name, "佐々木 小次郎"))
    return name, chance.choice(guesses)


def _unlocks(site: Site, times: int) -> list[float]:
    """Return the seconds each of some unlocks took, from the password to the open desk."""
    found = list[float]()
    entrance = windowed.entrance_of(site, costly=True)
    for _ in range(times):
        started = time.perf_counter()
        desk = entrance.unlock(CLERK.name, CLERK.password)
        found.append(time.perf_counter() - started)
        desk.ports.store.close()
    return found


# On the screen.


@dataclass(frozen=True, slots=True)
class Seen:
    """How many strings of a person stood in the window before the locks, and after them."""

    locks: int
    before: int
    after: int


def _locks(site: Site, times: int) -> tuple[Seen, Seen]:
    """Lock so many times, then once more with a model left filled: the negative control."""
    id_ = _person(site)
    hand = Hand(site)
    turns = [_turn(hand, id_) for _ in range(times)]
    left = _turn(hand, id_, filled=True)
    hand.close()
    before, after = (sum(each) for each in zip(*turns, strict=True))
    return Seen(times, before, after), Seen(1, *left)


def _turn(hand: Hand, id_: ApplicationId, *, filled: bool = False) -> tuple[int, int]:
    """Sign in, look everywhere, lock; return how many strings stood there before and after."""
    hand.sign_in()
    _look_everywhere(hand, id_)
    before = len(leaks.found(MARKS))
    left = _left_filled(hand) if filled else None
    hand.lock()
    after = len(leaks.found(MARKS)) + ("目印" in QApplication.clipboard().text())
    del left
    return before, after


def _person(site: Site) -> ApplicationId:
    """Log a marked person whose every field carries a mark."""
    people = TwoPeople.at(site)
    person = Person(1)
    desk = people.clerk
    draft = in_the_name_of(person.name, desk.today)
    (each,) = draft.applications
    typed = replace(each, application=person.applying(each.application))
    id_ = people.logged(replace(draft, applications=(typed,)))
    people.close()
    return id_


def _look_everywhere(hand: Hand, id_: ApplicationId) -> None:
    """Go through every part of the window with the person, and copy the name."""
    for place in LISTS:
        hand.go(place)
    for place in CASES:
        hand.go(place, id_)
    hand.come_forward()
    QApplication.clipboard().setText(Person(1).name)


def _left_filled(hand: Hand) -> tuple[object, ...]:
    column: Column[str] = Column("name", "", lambda row: row)
    model = RowsModel([column], lambda row: row, None, hand.window)
    model.show_rows((Person(1).name,))
    label = QLabel(hand.window)
    label.setAccessibleDescription(Person(1).address)
    return model, label


GOAL = Goal(
    "GOAL-14",
    f"{TRIES:,} wrong tries: 0 opens; unlock p95 at most {WANTED_SECONDS} s; after a lock 0 person "
    "strings",
    try_door,
    alone=True,
)
