# SPDX-License-Identifier: MIT
"""Undo on the Intake page outside of its texts: ticks, choices, counts, lines added or removed."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from desk_app.gui.presenters.intake_form import OpenLines, SupplementForm
from desk_app.records.application import Change

if TYPE_CHECKING:
    from desk_app.gui.presenters.intake_form import IntakeForm

_TYPED = (str, date, type(None))
"""What a text field or a date field holds: the field undoes that itself."""

Part = Any
"""A form, or a part of it at the same place in each of the forms compared."""


class DraftUndo:
    """Remembers each step as the form before and after it, until the page begins anew.

    What is typed between two steps stays when the first of them is undone.
    """

    def __init__(self) -> None:
        self._steps: list[tuple[IntakeForm, IntakeForm]] = []

    def remember(self, before: IntakeForm, after: IntakeForm, *, chosen: bool) -> None:
        """Remember a step, unless all of it was typed or only shows another part of the page.

        ``chosen`` says that it was no typing, whatever it changed.
        """
        before, after = _content(before), _content(after)
        if before != after and (chosen or not _is_typed(before, after)):
            self._steps.append((before, after))

    def forget(self) -> None:
        """Hold nothing any more."""
        self._steps.clear()

    def part(self) -> str:
        """Return what the last step changed: the name of a field of the form; empty for none."""
        if not self._steps:
            return ""
        before, after = self._steps[-1]
        if len(before.applications) != len(after.applications):
            return "applications"
        pairs = [(before, after), *zip(before.applications, after.applications, strict=True)]
        names = [name for pair in pairs for name in _changed(*pair) if name != "applications"]
        return names[0] if names else ""

    def undone(self, form: IntakeForm) -> IntakeForm:
        """Return the form without the last step, and forget that."""
        if not self._steps:
            return form
        before, after = self._steps.pop()
        result: IntakeForm = _without(form, before, after)
        return replace(result, current=min(form.current, len(result.applications) - 1))


def _content(form: IntakeForm) -> IntakeForm:
    """Return the form without what only says where the clerk is, or what was found for him."""
    supplement = replace(form.supplement, application=None, number=SupplementForm().number)
    begun = OpenLines()
    return replace(form, current=0, paper="", unread=(), supplement=supplement, begun=begun)


def _is_typed(before: Part, after: Part) -> bool:
    """Return whether two parts differ in typed texts and days alone, or not at all."""
    if before == after:
        return True
    if is_dataclass(before) and type(before) is type(after):
        names = _changed(before, after)
        return all(_is_typed(getattr(before, n), getattr(after, n)) for n in names)
    if isinstance(before, tuple) and isinstance(after, tuple):
        if all(isinstance(each, Change) for each in (*before, *after)):
            return True
        return len(before) == len(after) and all(map(_is_typed, before, after))
    return isinstance(before, _TYPED) and isinstance(after, _TYPED)


def _changed(before: Part, after: Part) -> list[str]:
    names = (field.name for field in fields(before))
    return [name for name in names if getattr(before, name) != getattr(after, name)]


def _without(now: Part, before: Part, after: Part) -> Part:
    """Return a part as it stands now, but for what a step changed in it."""
    if before == after:
        return now
    if is_dataclass(before) and type(now) is type(before) is type(after):
        whole: Any = now
        parts = {
            name: _without(getattr(now, name), getattr(before, name), getattr(after, name))
            for name in _changed(before, after)
        }
        return replace(whole, **parts)
    if isinstance(before, tuple):
        return _lines_without(now, before, after)
    return before


def _lines_without(now: Part, before: Part, after: Part) -> Part:
    if len(now) == len(before) == len(after):
        return tuple(map(_without, now, before, after))
    if all(_name(each) is not None for each in (*now, *before, *after)):
        return _named_without(now, before, after)
    gone = [place for place in range(len(before)) if _short(before, place) == after]
    came = [place for place in range(len(after)) if _short(after, place) == before]
    if gone and len(now) == len(after):
        return (*now[: gone[0]], before[gone[0]], *now[gone[0] :])
    return _short(now, came[0]) if came and len(now) == len(after) else before


def _named_without(now: Part, before: Part, after: Part) -> Part:
    stand, changed = ({_name(each): each for each in part} for part in (now, after))
    known = {_name(each) for each in before} | changed.keys()
    back = tuple(
        _without(stand[_name(each)], each, changed.get(_name(each), each))
        if _name(each) in stand
        else each
        for each in before
    )
    return (*back, *(each for each in now if _name(each) not in known))


def _name(line: Part) -> object:
    """Return what a line of the page is known by, whatever else stands in it."""
    return getattr(line, "key", None) or getattr(line, "right", None)


def _short(lines: Part, place: int) -> Part:
    return (*lines[:place], *lines[place + 1 :])
