# SPDX-License-Identifier: MIT
"""Correcting what was typed wrongly: old value, reason and name are kept (B5)."""

from __future__ import annotations

from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date
from typing import Any, TypeVar, get_type_hints

from desk_app.desk.changes import Changes, Kind
from desk_app.desk.context import Desk
from desk_app.desk.errors import BadInput, StaleEdit
from desk_app.desk.gate import admit
from desk_app.desk.intake import check_application
from desk_app.desk.keeping import keep
from desk_app.records.application import Application, Correction
from desk_app.records.ids import ApplicationId
from desk_app.records.journal import Action
from desk_app.rules.terms import Duty

Record = TypeVar("Record")

CORRECTABLE = frozenset(
    {"form", "principal", "proxy", "scope", "service", "method", "reply_to", "language"}
)
"""The parts of an application a clerk typed from paper; what was worked out is not among them."""


@dataclass(frozen=True, slots=True)
class CorrectionDraft:
    """One field typed wrongly: its path (``principal.kana``), the right value, and why."""

    application: ApplicationId
    version: int
    field: str
    value: Any
    reason: str


def correct(desk: Desk, draft: CorrectionDraft) -> Changes:
    """Correct one field of an application; nothing is overwritten without a trace."""
    desk.must(Duty.LOG)
    if not draft.reason.strip():
        raise BadInput("reason_missing", place="reason")
    with desk.ports.store.writing(desk.actor.id, desk.ports.clock.now()) as books:
        file = books.files.get(draft.application)
        if file.application.version != draft.version:
            raise StaleEdit
        path = draft.field.split(".")
        if path[0] not in CORRECTABLE:
            raise BadInput("not_correctable", place=draft.field)
        old = _read(file.application, path, draft.field)
        corrected = admit(_written(file.application, path, draft))
        check_application(corrected)
        note = Correction(
            field=draft.field,
            old=_text(old),
            new=_text(draft.value),
            reason=draft.reason,
            by=desk.actor.id,
            at=desk.ports.clock.now(),
        )
        corrected = replace(corrected, corrections=(*corrected.corrections, admit(note)))
        books.journal.note(Action.APPLICATION_CORRECTED, draft.application, field=draft.field)
        keep(desk, books, replace(file, application=corrected))
        books.commit()
    return Changes.of((Kind.APPLICATION, draft.application))


def _read(record: object, path: list[str], place: str) -> object:
    for name in path:
        if not is_dataclass(record) or name not in {each.name for each in fields(record)}:
            raise BadInput("not_correctable", place=place)
        record = getattr(record, name)
    return record


def _written(application: Application, path: list[str], draft: CorrectionDraft) -> Application:
    part = draft.value
    if len(path) > 1:
        part = _with(getattr(application, path[0]), path[1], part, draft.field)
    return _with(application, path[0], part, draft.field)


def _with(record: Record, name: str, value: object, place: str) -> Record:
    """Return the record with one field changed; raises BadInput for a value of another type."""
    if not isinstance(value, get_type_hints(type(record))[name]):
        raise BadInput("bad_input", place=place)
    return replace(record, **{name: value})  # type: ignore[type-var]


def _text(value: object) -> str:
    if is_dataclass(value):
        return ", ".join(filter(None, (_text(getattr(value, each.name)) for each in fields(value))))
    if isinstance(value, date):
        return value.isoformat()
    return "" if value is None else str(getattr(value, "value", value))
