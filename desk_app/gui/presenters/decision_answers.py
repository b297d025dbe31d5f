# SPDX-License-Identifier: MIT
"""What the departments answered of the principal, to be taken over into the annex (E1, E2)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from desk_app.i18n import dates, messages
from desk_app.rules.finding_codes import Code

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from desk_app.gui.presenters.application_read import Opened
    from desk_app.gui.presenters.decision_form import DecisionForm
    from desk_app.gui.widgets.line_fields import LineValues
    from desk_app.records.history import RegisteredRecord
    from desk_app.records.people import Language

_TABLE = "disclosed"
_NAMES = ("name", "former_name", "born", "address", "member_number", "email")


@dataclass(frozen=True, slots=True)
class Answered:
    """A field of a record that a department answered, and the line of the annex that tells it."""

    field: str
    line: LineValues


def left_out(opened: Opened, form: DecisionForm, shown: frozenset[str]) -> tuple[Answered, ...]:
    """Return what was answered that the annex does not tell; nothing without annex.

    Only records found to be the principal's are offered, never a namesake's. The source
    of each line is what the department said it was, none where it did not say.
    """
    if _TABLE not in shown:
        return ()
    told = {str(line.get("content", "")) for line in form.lines.get(_TABLE, ())}
    found = {str(each.line["content"]): each for each in _answered(opened)}
    return tuple(each for content, each in found.items() if content not in told)


def words_left_out(opened: Opened, form: DecisionForm, shown: frozenset[str]) -> tuple[str, ...]:
    """Return what departments wrote beside the principal's records that no line of the annex tells.

    A line tells of it that names something of it, or repeats it; the record's own fields do not.
    """
    if _TABLE not in shown:
        return ()
    fields = {str(each.line["content"]) for each in _answered(opened)}
    lines = [
        [text for name in ("group", "item", "content") if (text := str(line.get(name, "")).strip())]
        for line in form.lines.get(_TABLE, ())
        if str(line.get("content", "")) not in fields
    ]
    own = _own(opened)
    written = (
        inquiry.answer.strip()
        for inquiry in opened.file.inquiries
        if any(record.id in own for record in inquiry.records)
    )
    return tuple(answer for answer in written if answer and not _is_told(answer, lines))


def _is_told(answer: str, lines: Iterable[Iterable[str]]) -> bool:
    return any(text in answer or answer in text for line in lines for text in line)


def taken_over(opened: Opened, form: DecisionForm, shown: frozenset[str]) -> DecisionForm:
    """Return the form with all that was answered in its annex; what stands there stays."""
    begun = tuple(line for line in form.lines.get(_TABLE, ()) if any(line.values()))
    more = (each.line for each in left_out(opened, form, shown))
    lines = {**form.lines, _TABLE: (*begun, *more)}
    return replace(form, lines=lines)


def _answered(opened: Opened) -> Iterator[Answered]:
    own = _own(opened)
    for inquiry in opened.file.inquiries:
        for record in inquiry.records:
            if record.id in own:
                yield from _lines(record, opened.application.language)


def _own(opened: Opened) -> frozenset[str]:
    """Return the ids of the records found to be the principal's."""
    found = opened.examination.findings
    return frozenset(each.subject for each in found if each.code == Code.REGISTER_MATCHES)


def _lines(record: RegisteredRecord, language: Language) -> Iterator[Answered]:
    for name in _NAMES:
        value = getattr(record, name)
        if value:
            item = messages.field(name, language)
            line: LineValues = {
                "group": "",
                "item": item[:1].upper() + item[1:],
                "content": dates.full(value, language) if name == "born" else value,
                "source": record.source,
                "withheld": False,
            }
            yield Answered(name, line)
