# SPDX-License-Identifier: MIT
"""An application as a row of its table, and back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desk_app.records.application import (
    Application,
    Claim,
    Correction,
    Form,
    Principal,
    Proxy,
)
from desk_app.store.parts import Part
from desk_app.store.tables import Claims, Corrections

if TYPE_CHECKING:
    from sqlalchemy.engine import RowMapping

CLAIMS = Part(Claim, Claims, lambda _, claim: claim.id)
CORRECTIONS = Part(Correction, Corrections, lambda place, _: f"{place:06}")

_FORM = ("code", "version", "filled_in_on", "signed")
_PRINCIPAL = (
    "name",
    "kana",
    "former_name",
    "born",
    "postal_code",
    "address",
    "registered_address",
    "phone",
    "member_number",
    "email",
)
_PROXY = ("kind", "name", "kana", "postal_code", "address", "phone")
_NO_PROXY = {"proxy_kind": None, **{f"proxy_{name}": "" for name in _PROXY[1:]}}
_OWN = (
    "token",
    "mail_item",
    "received_on",
    "further_forms",
    "scope",
    "service",
    "method",
    "reply_to",
    "language",
    "receipt_number",
    "rulebook_version",
    "logged_at",
    "logged_by",
    "version",
)


def to_row(application: Application) -> dict[str, object]:
    """Return the columns of an application, its id and its claims apart."""
    proxy = application.proxy
    return {
        **{name: getattr(application, name) for name in _OWN},
        **{f"form_{name}": getattr(application.form, name) for name in _FORM},
        **{name: getattr(application.principal, name) for name in _PRINCIPAL},
        **(_NO_PROXY if proxy is None else {f"proxy_{n}": getattr(proxy, n) for n in _PROXY}),
    }


def from_row(
    row: RowMapping, claims: tuple[Claim, ...], corrections: tuple[Correction, ...]
) -> Application:
    """Return the application of a row, with its claims and corrections."""
    return Application(
        id=row["id"],
        form=Form(*(row[f"form_{name}"] for name in _FORM)),
        principal=Principal(*(row[name] for name in _PRINCIPAL)),
        proxy=_proxy(row),
        claims=claims,
        corrections=corrections,
        **{name: row[name] for name in _OWN},
    )


def _proxy(row: RowMapping) -> Proxy | None:
    if row["proxy_kind"] is None:
        return None
    return Proxy(*(row[f"proxy_{name}"] for name in _PROXY))
