# SPDX-License-Identifier: MIT
"""The first of the twelve envelopes, logged as a screen reader works: by AT-SPI.

Run by the system's Python, to which the client library belongs. The words are the password of the
person who signs in, and how many objects there must be.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import gi  # type: ignore[import-not-found,import-untyped,unused-ignore]  # the system's

gi.require_version("Atspi", "2.0")
from gi.repository import (  # type: ignore[import-not-found,import-untyped,unused-ignore]  # noqa: E402
    Atspi,
    GLib,
)

PATIENCE_S = 15.0
PAUSE_S = 0.05
_STATE, _ROLE = Atspi.StateType, Atspi.Role
Accessible = Any
"""Something of the client library, which tells no types: an object of the program, or a state."""

T = TypeVar("T")


class NotFoundError(Exception):
    """Something that a person would look for is not there."""


@dataclass(frozen=True, slots=True)
class Kind:
    """The role of an object, as the client library names it."""

    role: Any


@dataclass(frozen=True, slots=True)
class Seen:
    """An object and its words: its name and that of its label, or its description."""

    thing: Accessible
    role: Any
    words: tuple[str, ...]


BUTTON = Kind(_ROLE.PUSH_BUTTON)
CHECK_BOX = Kind(_ROLE.CHECK_BOX)
CHOICE = Kind(_ROLE.COMBO_BOX)
LABEL = Kind(_ROLE.LABEL)
LIST = Kind(_ROLE.LIST)
PASSWORD = Kind(_ROLE.PASSWORD_TEXT)
TEXT = Kind(_ROLE.TEXT)
CELL = Kind(_ROLE.TABLE_CELL)


class Program:
    """The objects of one running program, as they were when it was last looked through."""

    def __init__(self, name: str, patience_s: float = PATIENCE_S) -> None:
        complaint = f"no program {name} is to be heard"
        self._root = _wait(lambda: _application(name), complaint, patience_s)
        # What is asked is asked anew: no event loop runs here that could keep a cache fresh.
        self._root.set_cache_mask(Atspi.Cache.NONE)
        self._seen: list[Seen] = []

    def count(self) -> int:
        """Count all objects, seen or not."""
        return sum(1 for _ in _below(self._root, all_of_it=True))

    def nameless(self) -> list[str]:
        """Return the visible controls for which a screen reader has no words."""
        self._look_through()
        return [
            str(each.thing.get_accessible_id())
            for each in self._seen
            if not each.words and each.role != CELL.role and _is(each.thing, _STATE.FOCUSABLE)
        ]

    def find(self, kind: Kind, name: str, after: str = "") -> Accessible:
        """Return the first visible object of a kind and name, behind a label where one is named.

        Waits for it; raises NotFoundError.
        """
        found = self._among_seen(kind, name, after)
        where = f" after {after}" if after else ""
        return found or _wait(lambda: self._look(kind, name, after), f"no {name}{where}")

    def _look(self, kind: Kind, name: str, after: str) -> Accessible | None:
        self._look_through()
        return self._among_seen(kind, name, after)

    def _look_through(self) -> None:
        self._seen = [Seen(each, each.get_role(), _words(each)) for each in _below(self._root)]

    def _among_seen(self, kind: Kind, name: str, after: str) -> Accessible | None:
        passed = not after
        for each in self._seen:
            if not passed:
                passed = each.role == LABEL.role and each.words[:1] == (after,)
            elif each.role == kind.role and name in each.words:
                return each.thing
        return None


def press(thing: Accessible, action: str = "Press") -> None:
    """Do what a click on it would do."""
    actions = thing.get_action_iface()
    names = [Atspi.Action.get_action_name(actions, at) for at in range(actions.get_n_actions())]
    actions.do_action(names.index(action))


def write(field: Accessible, text: str) -> None:
    """Go to a field and put a text into it."""
    press(field, "Set Focus")
    field.get_editable_text_iface().set_text_contents(text)


def text_of(field: Accessible) -> str:
    """Return the text that stands in a field."""
    return str(Atspi.Text.get_text(field.get_text_iface(), 0, -1))


def choose(thing: Accessible, item: str) -> None:
    """Select an item of a list, or of the list of a choice, by the beginning of its words."""
    listed = thing if thing.get_role() == LIST.role else thing.get_child_at_index(0)
    names = [listed.get_child_at_index(at).get_name() for at in range(listed.get_child_count())]
    place = next(at for at, name in enumerate(names) if name.startswith(item))
    listed.get_selection_iface().select_child(place)


def wait_for(so: Callable[[], bool], what: str) -> None:
    """Wait until something is so; raises NotFoundError."""
    _wait(lambda: so() or None, what)


def _wait(ask: Callable[[], T | None], complaint: str, patience_s: float = PATIENCE_S) -> T:
    until = time.monotonic() + patience_s
    while (found := _asked(ask)) is None:
        if time.monotonic() > until:
            raise NotFoundError(complaint)
        time.sleep(PAUSE_S)
    return found


def _asked(ask: Callable[[], T | None]) -> T | None:
    try:
        return ask()
    except GLib.Error:
        # What was being looked at has gone: the page changes.
        return None


def _application(name: str) -> Accessible | None:
    desktop = Atspi.get_desktop(0)
    for at in range(desktop.get_child_count()):
        found = desktop.get_child_at_index(at)
        if found is not None and found.get_name() == name and found.get_child_count():
            return found
    return None


def _below(thing: Accessible, *, all_of_it: bool = False) -> Iterator[Accessible]:
    """Yield an object and what it holds, in reading order; without what is not seen."""
    yield thing
    for at in range(thing.get_child_count()):
        child = thing.get_child_at_index(at)
        if child is not None and (all_of_it or _is(child, _STATE.VISIBLE)):
            yield from _below(child, all_of_it=all_of_it)


def _is(thing: Accessible, state: Accessible) -> bool:
    return bool(thing.get_state_set().contains(state))


def _words(thing: Accessible) -> tuple[str, ...]:
    labels = [
        relation.get_target(0).get_name()
        for relation in thing.get_relation_set()
        if relation.get_relation_type() == Atspi.RelationType.LABELLED_BY
    ]
    words = [word for word in (thing.get_name(), *labels) if word]
    return tuple(map(str, words or filter(None, [thing.get_description()])))


# The envelope.

CONTROL = "nameless"
ADDRESS = "東京都杉並区成田東三丁目12番7-203号 サンハイツ成田"


def main(words: Sequence[str]) -> int:
    """Log the envelope and say how many objects were found; 0 only if all of it could be done."""
    password, floor = words[0], int(words[1])
    try:
        program = Program("desk-app")
        _sign_in(program, password)
        _open_intake(program)
        _say_of_envelope_and_person(program)
        _say_of_claims_and_papers(program)
        complaints = _complaints(program, floor)
        control = _complaints(Program(CONTROL), floor)
        press(program.find(BUTTON, "保存して確認へ"))
        program.find(LABEL, "請求 R8-0001")
    except NotFoundError as error:
        complaints, control = [str(error)], []
    if len(control) != len(MEASURES):
        complaints.append(f"the window that must fail fails only by {control}")
    sys.stdout.write("".join(f"{each}\n" for each in complaints))
    return 1 if complaints else 0


def _complaints(program: Program, floor: int) -> list[str]:
    """Return what is wrong with a program, by each measure."""
    return [words for measure in MEASURES if (words := measure(program, floor))]


def _few(program: Program, floor: int) -> str:
    count = program.count()
    sys.stdout.write(f"{count} objects\n")
    return f"fewer than {floor} objects" if count < floor else ""


def _nameless(program: Program, _: int) -> str:
    return ", ".join(f"no words for {each}" for each in program.nameless())


MEASURES = (_few, _nameless)


def _sign_in(program: Program, password: str) -> None:
    choose(program.find(LIST, "利用者"), "山本 美咲")
    write(program.find(PASSWORD, "パスワード"), password)
    press(program.find(BUTTON, "窓口に入る"))


def _open_intake(program: Program) -> None:
    press(program.find(BUTTON, "郵便物を受け付ける"))
    program.find(LABEL, "封筒")


def _say_of_envelope_and_person(program: Program) -> None:
    choose(program.find(CHOICE, "種別", after="封筒"), "簡易書留")
    write(program.find(TEXT, "追跡番号"), "410-10-22871-5")
    press(program.find(CHECK_BOX, "朱書き あり"))
    choose(program.find(CHOICE, "様式", after="請求書"), "A-1 ")
    write(program.find(TEXT, "記入日"), "令和8年11月20日")
    for name, text in (
        ("氏名", "髙橋 みゆき"),
        ("フリガナ", "タカハシ ミユキ"),
        ("生年月日", "S62.4.17"),
        ("電話", "〇九〇-1234-5678"),
        ("郵便番号", "166-0015"),
    ):
        write(program.find(TEXT, name, after="本人"), text)
    address = program.find(TEXT, "住所", after="本人")
    wait_for(lambda: text_of(address) == ADDRESS[:9], "no town came with the postal code")
    write(address, ADDRESS)


def _say_of_claims_and_papers(program: Program) -> None:
    press(program.find(CHECK_BOX, "開示"))
    write(program.find(TEXT, "対象"), "ATOK の登録情報すべて")
    press(program.find(BUTTON, "書類を追加"))
    choose(program.find(CHOICE, "書類の種類"), "運転免許証")
    press(program.find(BUTTON, "追加", after="書類"))
    for name, text in (
        ("有効期限", "2029年(令和11年)05月17日"),
        ("氏名", "高橋 美由紀"),
        ("住所", "東京都杉並区成田東3-12-7-203"),
    ):
        write(program.find(TEXT, name, after="書類"), text)
    for counted in range(2):
        press(program.find(BUTTON, f"500円 {counted}枚"))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
