# SPDX-License-Identifier: MIT
"""What a letter calls requests, numbers, articles and grounds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from desk_app.letters.errors import MissingValue
from desk_app.letters.voice import Late, present
from desk_app.records.application import Right
from desk_app.rules.codes import CodeError, read_document_number

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from desk_app.letters.wording import Wording
    from desk_app.records.decisions import GroundUse
    from desk_app.records.letters import ByProxy
    from desk_app.records.people import DeskProfile

_GROUPS = {
    Right.CORRECTION: "correction",
    Right.ADDITION: "correction",
    Right.DELETION: "correction",
    Right.CESSATION: "cessation",
    Right.ERASURE: "cessation",
}


def groups(rights: Iterable[Right]) -> tuple[str, ...]:
    """Return the requests that rights make, each once, in their order.

    Cessation of provision alone has a name of its own: 利用停止等 in Art. 35(1) is not it.
    """
    found = tuple(dict.fromkeys(_GROUPS.get(right, right.value) for right in rights))
    if "cessation" in found:
        return tuple(group for group in found if group != Right.PROVISION_STOP.value)
    return found


def requests(wording: Wording, rights: Iterable[Right]) -> Markup:
    """Name requests in full: 保有個人データの開示のご請求."""
    return wording.voice.listed([wording.common.claims[group].full for group in groups(rights)])


def requests_in_short(wording: Wording, rights: Iterable[Right]) -> Markup:
    """Name requests in short: 開示のご請求."""
    return wording.voice.listed([wording.common.claims[group].short for group in groups(rights)])


def unproven_requests(wording: Wording, rights: Iterable[Right]) -> Markup:
    """Name requests without saying that data are held: 個人情報の開示のご請求."""
    return wording.voice.listed([wording.common.claims[group].plain for group in groups(rights)])


def asked(wording: Wording, rights: Iterable[Right]) -> Markup:
    """Name what was asked for, right by right."""
    return wording.voice.row([wording.common.rights[right.value] for right in rights])


def for_whom(wording: Wording, by_proxy: ByProxy | None) -> Markup:
    """Name principal and proxy in brackets on a line of their own; nothing where nobody acts.

    The principal's name may be blank on the form, and is not known of a notice of an earlier
    version of the program: then the proxy alone is named, where the line before ends.
    """
    if by_proxy is None or not by_proxy.proxy:
        return Markup()
    names = present(principal_name=by_proxy.principal, proxy_name=by_proxy.proxy)
    before = "\n" if by_proxy.principal else wording.common.words["glue"]
    return wording.voice.say(before + wording.common.sentences["FOR_WHOM"], names)


def document_number(wording: Wording, profile: DeskProfile, number: str) -> Markup:
    """Write a document number as this language's letters print it."""
    try:
        bare = str(read_document_number(number))
    except CodeError:
        raise MissingValue("number") from None
    values = {"prefix": profile.number_prefix, "bare": bare}
    return wording.voice.say(wording.common.words["number"], values)


def ground(wording: Wording, use: GroundUse, values: Mapping[str, object], family: str) -> Late:
    """Name a ground with its article; for another request it may be worded otherwise."""
    texts = wording.grounds.grounds
    text = texts.get(f"{use.code}/{family}") or texts.get(use.code)
    if text is None:
        raise MissingValue(f"ground.{use.code}")
    case = wording.grounds.items.get(use.item)
    own = present(law=use.law, law_article=use.article, case=case)
    return Late(wording.voice, text, {**values, **own})


def word(words: Mapping[str, str], code: str, kind: str) -> str:
    """Return the word for a code; a missing one stops the letter by its name."""
    if code not in words:
        raise MissingValue(f"{kind}.{code}")
    return words[code]


def words_of(words: Mapping[str, str], codes: Sequence[str], kind: str) -> list[str]:
    """Return the words for several codes."""
    return [word(words, code, kind) for code in codes]
