# SPDX-License-Identifier: MIT
"""The values of a notice of deficiencies (L2): its rows, what happens otherwise, what is sent."""

from __future__ import annotations

from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from desk_app.letters import naming
from desk_app.letters.errors import MissingValue
from desk_app.letters.naming import word, words_of
from desk_app.letters.voice import present
from desk_app.records.application import Right
from desk_app.records.letters import ByProxy

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from markupsafe import Markup

    from desk_app.letters.wording import Wording
    from desk_app.records.letters import (
        DeficiencyBody,
        DeficiencyRow,
        LetterFacts,
        RowValue,
        ThingBack,
    )

Values = dict[str, object]

_UNCOUNTED = frozenset({"cash", "transfer"})
"""Means that are an amount, not so many pieces."""

_NOBODYS = "nobody"
"""Whose a paper is that speaks of principal and proxy together: no owner stands beside it."""

_CHANGE = "change_document"
"""The cure of what differs: a document, or the form written anew."""

MOST_KINDS = 3
"""So many kinds of document are named as examples of what may be sent."""


class Asked(NamedTuple):
    """One row of the table in words, and what its slip says of it.

    ``thing`` is the same for rows that one thing cures.
    """

    label: str
    found: Markup
    send: Markup
    slip: Markup
    hint: Markup
    entry: Markup
    thing: tuple[str, str]


def notice_values(body: DeficiencyBody, facts: LetterFacts, wording: Wording) -> Values:
    """Return the values of a notice."""
    words = wording.common.words
    asked = asked_rows(body, wording)
    earlier = body.earlier
    missing = words["shortage"] if body.fee_counted else words["fee"]
    if not asked:
        raise MissingValue("deficiencies")
    return {"slips": _slips(asked)} | present(
        deficiencies=tuple(
            {"number": number, "label": row.label, "found": row.found, "send": row.send}
            for number, row in enumerate(asked, start=1)
        ),
        due=body.due,
        fee_missing=missing if body.fee_rights else None,
        c=naming.requests_in_short(wording, body.fee_rights) if body.fee_rights else None,
        stamps_held=body.stamps_held,
        identity=body.identity,
        authority=body.authority,
        withdrawal=body.withdrawal,
        chargeable=body.chargeable,
        others=naming.requests_in_short(wording, body.others) if body.others else None,
        for_whom=naming.for_whom(wording, facts.by_proxy or ByProxy("", body.proxy_name)),
        n_no=naming.document_number(wording, facts.profile, earlier.number) if earlier else None,
        n_date=earlier.dated if earlier else None,
        enclosed_things=tuple(_thing(each, wording) for each in body.enclosed),
        form_copy=body.form_copy_enclosed,
    )


def _thing(thing: ThingBack, wording: Wording) -> Markup:
    """Say a thing that goes back, with its yen and its number."""
    words = wording.common.things.get(thing.kind)
    if words is None:
        raise MissingValue(f"things.{thing.kind}")
    return wording.voice.say(words, present(amount=thing.amount, count=thing.count))


def _slips(asked: Iterable[Asked]) -> tuple[Values, ...]:
    """Return what the slip lists: each thing to send once."""
    rows = {row.slip: row for row in asked if row.slip}
    return tuple({"what": row.slip, "hint": row.hint, "entry": row.entry} for row in rows.values())


def asked_rows(body: DeficiencyBody, wording: Wording) -> tuple[Asked, ...]:
    """Return the rows in words; what is cured by the same thing is told in one row."""
    said = [_said(row, body, wording) for row in body.rows]
    order = list(dict.fromkeys(map(_thing_of, said)))
    said.sort(key=lambda row: order.index(_thing_of(row)))
    return tuple(_merged(list(same), wording) for _, same in groupby(said, _thing_of))


def _thing_of(row: Asked) -> tuple[str, str]:
    return row.thing


def _merged(rows: Sequence[Asked], wording: Wording) -> Asked:
    found = dict.fromkeys(row.found for row in rows)
    labels = dict.fromkeys(row.label for row in rows)
    voice = wording.voice
    return rows[0]._replace(label=voice.row(labels), found=voice.joined("glue", found))


def _said(row: DeficiencyRow, body: DeficiencyBody, wording: Wording) -> Asked:
    deficiencies = wording.deficiencies
    words = deficiencies.rows.get(row.code)
    if words is None:
        raise MissingValue(f"row.{row.code}")
    cure = deficiencies.cures.get(row.cure)
    values = _row_values(row, body, wording)

    def say(own: str, usual: str) -> Markup:
        return wording.voice.say(own or usual, values)

    label = say(words.label, "")
    send = say(words.send, cure.send if cure else "")
    slip = say(words.slip, cure.slip if cure else "")
    # What shows how a name changed answers every paper that shows another name.
    whatever_paper = row.cure == _CHANGE
    return Asked(
        label=label,
        found=say(words.found, ""),
        send=send,
        slip=slip,
        hint=say(words.hint, cure.hint if cure else ""),
        entry=say(words.entry, cure.entry if cure else ""),
        thing=(slip if whatever_paper else label, send),
    )


def _row_values(row: DeficiencyRow, body: DeficiencyBody, wording: Wording) -> Values:
    given = dict(row.values)
    short = body.fee_required - body.fee_counted
    values: dict[str, object] = {
        **given,
        **_worded(given, wording),
        "fee": body.fee_required,
        "valid": body.fee_counted or None,
        "short": short if short > 0 else None,
        "powers_list": _powers_list(body, wording),
        "sen": given.get("piece") == "sen_stamp",
        "uncounted": given.get("piece") in _UNCOUNTED,
        "means": _means(body.means, wording),
        "form_copy": body.form_copy_enclosed,
        "proxy_paper": row.cure == "authority_paper",
        "stamps": set(body.means) <= {"stamp"},
        "example": _example(short, wording) if short > 0 else None,
        "proxy_kind": _proxy_kind(body, wording),
    }
    return present(**values)


def _proxy_kind(body: DeficiencyBody, wording: Wording) -> str | None:
    if body.proxy_kind is None:
        return None
    return word(wording.common.proxies, body.proxy_kind.value, "proxy")


def _powers_list(body: DeficiencyBody, wording: Wording) -> str | None:
    """Return what the list of powers is called: it differs by the kind of proxy (PR-3b)."""
    if body.proxy_kind is None:
        return None
    return wording.deficiencies.powers.get(body.proxy_kind.value)


def _worded(given: Mapping[str, RowValue], wording: Wording) -> Values:
    """Return the values that are codes as words of the language."""
    found = {name: say(given[name], wording) for name, say in _WORDED.items() if name in given}
    whose = given.get("whose", _NOBODYS)
    if whose != _NOBODYS:
        found["owner"] = word(wording.deficiencies.owners, str(whose), "whose")
    return found


def _field(code: str, wording: Wording) -> str:
    """Name a field of a form or a letter of proxy; a clerk may have named it in own words."""
    fields = wording.deficiencies.fields
    return word(fields, code, "field") if code.isascii() else code


def _form(code: str, wording: Wording) -> str:
    """Name a form; one of another rulebook goes by its code."""
    return wording.deficiencies.forms.get(code, code)


def _texts(value: RowValue) -> tuple[str, ...]:
    return tuple(str(part) for part in value) if isinstance(value, tuple) else (str(value),)


def _kinds(titles: Sequence[str], wording: Wording) -> Markup:
    """Name documents of which one is asked for: all of them, or some as examples."""
    voice, words = wording.voice, wording.common.words
    if len(titles) > MOST_KINDS:
        return voice.row(titles[:MOST_KINDS]) + words["and_the_like"]
    return voice.listed(titles, "or")


def _examples(titles: Sequence[str], wording: Wording) -> Markup:
    """Name documents of which several are sent: some, as examples."""
    return wording.voice.row(titles[:MOST_KINDS]) + wording.common.words["and_the_like"]


def _requests(codes: RowValue, wording: Wording) -> Markup:
    return naming.requests_in_short(wording, [Right(code) for code in _texts(codes)])


_WORDED: dict[str, Callable[[RowValue, Wording], object]] = {
    "field": lambda code, wording: _field(str(code), wording),
    "form": lambda code, wording: _form(str(code), wording),
    "forms": lambda codes, wording: wording.voice.row(
        [_form(code, wording) for code in _texts(codes)]
    ),
    "kinds": lambda titles, wording: _kinds(_texts(titles), wording),
    "or_papers": lambda titles, wording: _kinds(_texts(titles), wording),
    "without_photo": lambda titles, wording: _examples(_texts(titles), wording),
    "documents": lambda titles, wording: _kinds(_texts(titles), wording),
    "right": _requests,
    "rights": _requests,
    "piece": lambda code, wording: word(wording.deficiencies.pieces, str(code), "piece"),
    "reason": lambda code, wording: word(wording.deficiencies.reasons, str(code), "reason"),
    "what": lambda code, wording: word(wording.deficiencies.differing, str(code), "what"),
    "whose": lambda code, wording: word(wording.deficiencies.whose, str(code), "whose"),
    "certified": lambda code, wording: word(wording.common.proxies, str(code), "proxy"),
}
"""How a value that is a code, or several, is said."""


def _means(codes: Iterable[str], wording: Wording) -> Markup:
    return _kinds(words_of(wording.deficiencies.means, tuple(codes), "means"), wording)


def _example(amount: int, wording: Wording) -> Markup:
    words = wording.common.words
    voice = wording.voice
    pieces = fewest_pieces(amount, wording.deficiencies.stamps_on_sale)
    said = [voice.say(words["example"], {"value": value, "count": n}) for value, n in pieces]
    return voice.joined("example_and", said)


@lru_cache(maxsize=64)
def fewest_pieces(amount: int, on_sale: tuple[int, ...]) -> tuple[tuple[int, int], ...]:
    """Return denominations and counts of the fewest stamps that make an amount in yen."""
    largest = max(on_sale)
    whole = max(0, amount // largest - 1)
    rest = amount - whole * largest
    best: list[tuple[int, ...]] = [()]
    for sum_ in range(1, rest + 1):
        ways = [(value, *best[sum_ - value]) for value in on_sale if value <= sum_]
        best.append(min(ways, key=lambda way: (len(way), [-value for value in way])))
    pieces = sorted((*best[rest], *([largest] * whole)), reverse=True)
    return tuple((value, len(list(same))) for value, same in groupby(pieces))
