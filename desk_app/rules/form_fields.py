# SPDX-License-Identifier: MIT
"""The fields of an application form by the codes a rulebook may require them with."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from desk_app.records.application import Application, Proxy

ALWAYS = ("name", "address")
"""Without these nobody can be identified, whatever a rulebook requires (PR-G1)."""

SHOWING_IDENTITY = frozenset({*ALWAYS, "born"})
"""The fields that serve identity: without one of them, where required, it is not shown."""

FILLED_IN_BY_PROXY = ("proxy_name", "proxy_address")
"""Without these no proxy can be confirmed (PR-G2, practice 8)."""


def _said(text: str) -> bool:
    return bool(text.strip())


def _proxy(application: Application, of: Callable[[Proxy], str]) -> bool:
    """Return whether a proxy's field is filled in; without a proxy it need not be."""
    return application.proxy is None or _said(of(application.proxy))


FIELDS: Mapping[str, Callable[[Application], bool]] = {
    "name": lambda application: _said(application.principal.name),
    "kana": lambda application: _said(application.principal.kana),
    "born": lambda application: application.principal.born is not None,
    "postal_code": lambda application: _said(application.principal.postal_code),
    "address": lambda application: _said(application.principal.address),
    "phone": lambda application: _said(application.principal.phone),
    "email": lambda application: _said(application.principal.email),
    "member_number": lambda application: _said(application.principal.member_number),
    "scope": lambda application: _said(application.scope),
    "service": lambda application: _said(application.service),
    "claims": lambda application: bool(application.claims),
    "filled_in_on": lambda application: application.form.filled_in_on is not None,
    "proxy_name": lambda application: _proxy(application, lambda proxy: proxy.name),
    "proxy_kana": lambda application: _proxy(application, lambda proxy: proxy.kana),
    "proxy_address": lambda application: _proxy(application, lambda proxy: proxy.address),
    "proxy_phone": lambda application: _proxy(application, lambda proxy: proxy.phone),
}
"""Whether a field is filled in, by its code."""
