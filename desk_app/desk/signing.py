# SPDX-License-Identifier: MIT
"""What exactly an approval signs: the canonical form of a decision and its hash."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import fields
from datetime import date, datetime
from enum import Enum
from functools import cache
from typing import Any

from desk_app.records.application import Application
from desk_app.records.decisions import Decision
from desk_app.records.disposal import DisposalRecord
from desk_app.records.wording import WordingRevision

# Made once: ``json.dumps`` makes an encoder anew for each content.
_canonical = json.JSONEncoder(ensure_ascii=True, sort_keys=True, separators=(",", ":")).encode
_AS_IT_STANDS = (str, int, bool)

_NAMES_DOMAIN = b"desk_app disposal list\x00"
"""What stands before the signed names: no signature of another kind counts as one of these."""

UNSIGNED = frozenset({"approval", "sent_back", "taken_back"})
UNSIGNED_WORDING = frozenset({"approval", "taken_back_by"})


def content_to_sign(application: Application, decision: Decision) -> bytes:
    """Return the bytes an approver signs: SHA-256 of application, claim and decision.

    The receipt number and the random name of the application are part of it, so that an approval
    cannot be replayed on another application (security.md T17).
    """
    return _hashed(
        {
            "receipt_number": application.receipt_number,
            "application": application.token,
            "rulebook": application.rulebook_version,
            "decision": {
                name: _plain(getattr(decision, name))
                for name in _names(Decision)
                if name not in UNSIGNED
            },
        }
    )


def disposal_to_sign(record: DisposalRecord) -> bytes:
    """Return the bytes a second person signs: SHA-256 of a disposal as it was proposed.

    Number, moment and proposer are part of it, so that it cannot be replayed on another one.
    """
    return _hashed(
        {
            "disposal": record.id,
            "number": record.number,
            "items": _plain(record.items),
            "proposed_by": record.proposed_by,
            "proposed_at": _plain(record.proposed_at),
        }
    )


def names_to_sign(disposal: str, names: Sequence[str]) -> bytes:
    """Return what proposer and second person sign of a disposal for the disposal list.

    It is the number and the random names alone, behind a word of its own: the list must be believed
    where nothing else of the disposal is known (security.md §4a).
    """
    said = {"disposal": disposal, "names": sorted(names)}
    return _NAMES_DOMAIN + _canonical(said).encode("ascii")


def wording_to_sign(revision: WordingRevision) -> bytes:
    """Return the bytes a second person signs: SHA-256 of a changed sentence as it was proposed.

    Its number, both languages, what it was laid over and the day from which it applies are part.
    """
    return _hashed(
        {
            name: _plain(getattr(revision, name))
            for name in _names(WordingRevision)
            if name not in UNSIGNED_WORDING
        }
    )


def _hashed(said: dict[str, object]) -> bytes:
    return hashlib.sha256(_canonical(said).encode("ascii")).digest()


def _plain(value: object) -> object:
    if value is None or type(value) in _AS_IT_STANDS:
        return value
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date | datetime):
        return value.isoformat()
    kind: Any = type(value)
    return {name: _plain(getattr(value, name)) for name in _names(kind)}


@cache
def _names(kind: type) -> tuple[str, ...]:
    return tuple(each.name for each in fields(kind))
