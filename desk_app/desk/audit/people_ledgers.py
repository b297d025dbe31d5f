# SPDX-License-Identifier: MIT
"""Who could do what at the desk, and by whose signature; under which rulebooks (6.9)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from datetime import date

from desk_app.desk.audit.register_ledgers import LedgerAsked
from desk_app.desk.signed import rulebooks
from desk_app.records.base import UserId
from desk_app.records.books.journal import Action
from desk_app.records.books.ledgers import (
    LedgerField,
    LedgerFieldKind,
    LedgerHead,
    LedgerMark,
    LedgerValue,
)
from desk_app.records.desk.people import Role, RoleTerm
from desk_app.records.desk.sheets import is_sheet, shown_name
from desk_app.rules.days.clock import day_of

Row = Mapping[LedgerHead, LedgerValue]

_H, _DAY = LedgerHead, LedgerFieldKind.DAY

ROLES = (
    LedgerField(_H.DESK_PERSON, width=18),
    LedgerField(_H.ROLES, width=24),
    LedgerField(_H.ROLES_SINCE, _DAY),
    LedgerField(_H.BEGUN_BY_ACT, width=20),
    LedgerField(_H.STATEMENT, LedgerFieldKind.NUMBER, 8),
    LedgerField(_H.SIGNED_BY, width=16),
    LedgerField(_H.SECOND_SIGNED_BY, width=16),
    LedgerField(_H.ROLES_UNTIL, _DAY),
    LedgerField(_H.ENDED_BY_ACT, width=20),
    LedgerField(_H.END_SIGNED_BY, width=16),
    LedgerField(_H.END_SECOND_SIGNED_BY, width=16),
)

RULEBOOKS = (
    LedgerField(_H.RULEBOOK_VERSION, width=24),
    LedgerField(_H.IN_FORCE_SINCE, _DAY),
    LedgerField(_H.PROPOSED_BY, width=16),
    LedgerField(_H.PROPOSED, _DAY),
    LedgerField(_H.APPROVED_BY, width=16),
    LedgerField(_H.APPROVED, _DAY),
    LedgerField(_H.STATE, width=28),
    LedgerField(_H.FINGERPRINT, width=64),
)


def roles(source: LedgerAsked) -> Iterator[Row]:
    """Yield who had which roles on one of the days wanted, as the signed roster says it."""
    wanted = source.wanted
    terms = source.desk.ports.keys.role_terms()
    for done, term in enumerate(terms):
        source.reach(done, len(terms))
        since = day_of(term.began.at)
        until = date.max if term.ended is None else day_of(term.ended.at)
        if since <= wanted.last and until >= wanted.first:
            yield _term(source, term)


def _term(source: LedgerAsked, term: RoleTerm) -> Row:
    began, ended = term.began, term.ended
    told: dict[LedgerHead, LedgerValue] = {
        _H.DESK_PERSON: term.name,
        _H.ROLES: tuple(role for role in Role if role in term.roles),
        _H.ROLES_SINCE: day_of(began.at),
        _H.BEGUN_BY_ACT: began.act,
        _H.STATEMENT: began.number,
        _H.SIGNED_BY: _signer(source, began.by),
        _H.SECOND_SIGNED_BY: _signer(source, began.second),
    }
    if ended is not None:
        told[_H.ROLES_UNTIL] = day_of(ended.at)
        told[_H.ENDED_BY_ACT] = ended.act
        told[_H.END_SIGNED_BY] = _signer(source, ended.by)
        told[_H.END_SECOND_SIGNED_BY] = _signer(source, ended.second)
    return told


def _signer(source: LedgerAsked, user: UserId | None) -> str:
    """Name who signed: a person of the desk, or the recovery sheet that let somebody in."""
    if user is None:
        return ""
    return shown_name(user) if is_sheet(user) else source.name(user)


def rulebooks_in_force(source: LedgerAsked) -> Iterator[Row]:
    """Yield every rulebook that was put in force until the last of the days, the oldest first.

    The one that a desk begins with nobody proposes: it is in force by who founded the desk.
    """
    with source.desk.ports.store.reading() as books:
        kept = rulebooks.every_kept(books.settings)
        founded = next(iter(books.journal.of_actions({Action.DESK_FOUNDED})), None)
    for done, version in enumerate(kept):
        source.reach(done, len(kept))
        proposal, approval = version.proposal, version.approval
        told: dict[LedgerHead, LedgerValue] = {
            _H.RULEBOOK_VERSION: version.version,
            _H.FINGERPRINT: hashlib.sha256(version.source).hexdigest(),
        }
        if proposal is not None and approval is not None:
            since = approval.on
            told |= {
                _H.PROPOSED_BY: source.name(proposal.by),
                _H.PROPOSED: proposal.on,
                _H.APPROVED_BY: source.name(approval.by),
                _H.APPROVED: approval.on,
            }
        elif version is kept[0] and founded is not None:
            since = day_of(founded.at)
            told |= {
                _H.APPROVED_BY: _signer(source, UserId(founded.actor)),
                _H.STATE: LedgerMark.WITH_THE_DESK,
            }
        else:
            since, told = date.min, told | {_H.STATE: LedgerMark.UNSIGNED}
        if since <= source.wanted.last:
            yield told | {_H.IN_FORCE_SINCE: None if since == date.min else since}
