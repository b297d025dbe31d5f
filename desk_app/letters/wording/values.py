# SPDX-License-Identifier: MIT
"""The values of a letter by the names its wording uses; what it calls numbers and articles."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING, Any, NamedTuple

from markupsafe import Markup

from desk_app.letters.errors import MissingValue
from desk_app.letters.wording.wording import Late, begun, present
from desk_app.records.case.application import Right
from desk_app.records.case.decisions import Outcome
from desk_app.records.case.letters import (
    LETTERS,
    AcknowledgementBody,
    Body,
    ByProxy,
    DecisionBody,
    DeficiencyBody,
    DelayBody,
    InquiryBody,
    LapseBody,
    LetterFacts,
    LetterKind,
    PolicyTerms,
    ReferralBody,
    ResendingBody,
    ReturnBody,
    WithdrawalBody,
)
from desk_app.records.desk.people import Language
from desk_app.rules.codes import CodeError, read_document_number

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import date

    from desk_app.letters.wording.wording import Wording
    from desk_app.records.case.decisions import (
        ChangeResult,
        DisclosedItem,
        GroundUse,
        ProvisionRecord,
        PurposeLine,
    )
    from desk_app.records.case.letters import (
        DeficiencyRow,
        Received,
        Returned,
        RowValue,
        ThingBack,
        WithheldText,
    )
    from desk_app.records.case.mail import MailKind
    from desk_app.records.desk.profile import DeskProfile


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


def asked_for(wording: Wording, rights: Iterable[Right]) -> Markup:
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


# The values of a letter by the names its wording uses; what the facts do not have is not there.


Values = dict[str, object]

_NOT_DONE = frozenset({Outcome.REFUSED, Outcome.NO_SUCH_DATA})
_SENTENCE_ENDS = ("。", ".")


def decision_values(body: DecisionBody, facts: LetterFacts, wording: Wording) -> Values:
    """Return the values of a decision.

    Raises MissingValue where records are disclosed and there is none.
    """
    asked = asked_for(wording, facts.claims)
    values = present(
        scope=body.scope or begun(asked),
        group=groups(facts.claims)[0],
        refused=body.outcome in _NOT_DONE,
        nothing=body.outcome is Outcome.NO_SUCH_DATA,
        partly=body.outcome is Outcome.GRANTED_IN_PART,
        facts=body.facts,
        explanation=body.explanation,
        identity_shown=body.identity_shown,
        paid=body.paid.amount if body.paid else None,
        above=(body.paid.above or None) if body.paid else None,
        fee=body.paid.amount if body.paid else None,
        free=body.free,
        back=body.back,
        as_of=body.as_of,
        done_on=body.done_on,
        asked_electronic=body.asked_electronic,
        difficulty=body.difficulty,
        published_at=body.published_at,
        search=body.search,
        informed=body.informed,
        disclosed_purpose=body.disclosed_purpose,
        bars=any(item.withheld for item in body.disclosed),
        purposes=tuple(_purposes(body.purposes)),
        acted=facts.by_proxy is not None,
    )
    if body.unproven:
        return values | _unproven(body, facts, wording, values)
    no_record = not (body.provided or body.obtained)
    if facts.kind is LetterKind.PROVISION_RECORDS and no_record and "refused" not in values:
        raise MissingValue("provided")
    return values | _proven(body, facts, wording, values)


def _proven(body: DecisionBody, facts: LetterFacts, wording: Wording, common: Values) -> Values:
    place: dict[str, int] = {}  # filled in when the items are numbered
    known = common | procedure_values(facts.profile, wording) | {"place": place}
    family = str(common["group"])
    grounds = tuple(_ground(wording, use, known, family, facts) for use in body.grounds)
    return present(
        article=word(wording.common.articles, _article(facts, body), "article"),
        grounds=grounds,
        place=place,
        withheld=tuple(_withheld(body.withheld, wording, known, family, facts)),
        disclosed=tuple(_disclosed(body.disclosed, wording)),
        changes=tuple(_changes(body.changes, wording)),
        not_done_items=_not_done(body.changes, wording),
        cessations=tuple(_cessations(body, wording)),
        only_provision=family == Right.PROVISION_STOP.value,
        provided=tuple(_records(body.provided)),
        obtained=tuple(_records(body.obtained)),
        **_substitute(body.substitute),
    )


def _unproven(body: DecisionBody, facts: LetterFacts, wording: Wording, common: Values) -> Values:
    """Return the values of the form L5b: nothing of them tells whether data are held."""
    words, group = wording.unproven, str(common["group"])
    notice, unproven = body.notice, words.axes.get(body.unproven, body.unproven)
    need = word(wording.common.needs, unproven, "need")
    return present(
        plain_claim=unproven_requests(wording, facts.claims),
        decision_word=word(words.decisions, group, "decision"),
        harm=word(words.harms, group, "harm"),
        kept_when=words.kept_when.get(group),
        ground=word(words.grounds, unproven, "ground"),
        check=word(words.checks, unproven, "check"),
        missing=word(words.missing, unproven, "missing"),
        need=wording.voice.say(need, common),
        n_no=document_number(wording, facts.profile, notice.number) if notice else None,
        n_date=notice.dated if notice else None,
        due=notice.due if notice else None,
    )


def procedure_values(profile: DeskProfile, wording: Wording) -> Values:
    """Return what the published procedure is called, and where it can be read."""
    japanese = wording.language is Language.JA
    return present(
        procedure=profile.procedure_ja if japanese else profile.procedure_en,
        procedure_page=profile.procedure_page,
    )


_STAMP = "stamp"

USUAL = PolicyTerms()
"""What held before letters were told what the rulebook says."""


def policy_values(policy: PolicyTerms, wording: Wording) -> Values:
    """Return what the letters say of the rulebook: fee, keeping, certificates, mandates.

    ``stamps`` is there where the fee is paid in postage stamps alone.
    """
    return present(
        stamps=set(policy.means) <= {_STAMP},
        means=_means(policy.means, wording),
        fee_for=_fee_for(policy.chargeable, wording),
        validities=tuple(
            {"piece": word(wording.deficiencies.means, code, "means"), "months": months}
            for code, months in policy.valid
        ),
        years=policy.years,
        papers_back=policy.papers_back,
        domicile=policy.domicile,
        fee_kept=policy.fee_kept,
        lapse_back=policy.lapse_back,
        months=policy.months,
        majority=policy.majority,
        mandate=policy.mandate,
        seal=policy.seal,
        seal_certificate=policy.seal_certificate,
        with_mandate=wording.voice.listed(policy.with_mandate, "or")
        if policy.with_mandate
        else None,
    )


def _fee_for(rights: Iterable[Right], wording: Wording) -> Markup | None:
    """Name the requests a fee is taken for, as the list of requests has them; None for none."""
    asked = set(groups(rights))
    claims = wording.common.claims
    names = [claims[group].short for group in claims if group in asked]
    return wording.voice.listed(names, "or") if names else None


_ARTICLES = {
    LetterKind.PURPOSE: ("32(2)", "32(3)"),
    LetterKind.CORRECTION: ("34(3)", "34(3)"),
    LetterKind.CESSATION: ("35(7)", "35(7)"),
    LetterKind.REFUSAL: ("33(3)", "33(3)"),
    LetterKind.NO_SUCH_DATA: ("33(3)", "33(3)"),
}
"""Under which article it is notified that a request was granted, and that it was refused."""


def _article(facts: LetterFacts, body: DecisionBody) -> str:
    """Return the article under which a decision is notified (DECIDED)."""
    refused = body.outcome in _NOT_DONE
    if facts.kind in _ARTICLES:
        return _ARTICLES[facts.kind][refused]
    in_part = body.outcome is Outcome.GRANTED_IN_PART or bool(body.withheld)
    divided = in_part or body.asked_electronic
    if facts.kind is LetterKind.DISCLOSURE:
        return "33(2)(3)" if divided else "33(2)"
    if refused:
        return "33(5)(3)"
    one_kind = bool(body.provided) != bool(body.obtained)
    return "33(5)(2)(3)" if divided or one_kind else "33(5)(2)"


def _ground(
    wording: Wording, use: GroundUse, known: Values, family: str, facts: LetterFacts
) -> Late:
    """Name a ground; one that the wording does not know by its title and article."""
    named = {code: told for code, *told in facts.policy.grounds}
    if use.code in named and use.code not in wording.grounds.grounds:
        title, article = named[use.code]
        values = {**known, "title": title, "cited": cited(article, wording.language)}
        return Late(wording.voice, wording.grounds.by_title, values)
    return ground(wording, use, known, family)


_CITED = re.compile(r"(\d+)(?:\((\d+)\))?(?:\(([ivx]+)\))?")
_NUMBERS_OF_ITEMS = {"i": "1", "ii": "2", "iii": "3"}


def cited(article: str, language: Language) -> str:
    """Return an article as it is cited: 35(1) as 法第35条第1項, or Article 35(1)."""
    if language is Language.EN:
        return f"Article {article}"
    found = _CITED.match(article)
    if found is None:
        return article
    number, paragraph, item = found.groups()
    said = f"法第{number}条"
    said += f"第{paragraph}項" if paragraph else ""
    return said + (f"第{_NUMBERS_OF_ITEMS[item]}号" if item else "")


def _withheld(
    parts: Iterable[WithheldText],
    wording: Wording,
    known: Values,
    family: str,
    facts: LetterFacts,
) -> Iterable[Values]:
    for part in parts:
        yield present(
            part=part.part,
            ground=_ground(wording, part.ground, known, family, facts),
            explanation=part.explanation,
        )


def _disclosed(items: Iterable[DisclosedItem], wording: Wording) -> Iterable[Values]:
    """Return the rows of the annex; a part withheld shows the same bar whatever it hides."""
    words = wording.common.words
    group = ""
    for number, item in enumerate(items, start=1):
        yield present(
            number=number,
            group=item.group if item.group != group else None,
            going_on=wording.voice.say(words["going_on"], {"group": item.group})
            if item.group and item.group == group
            else None,
            item=item.item,
            content=words["withheld"] if item.withheld else item.content,
            source=item.source or words["dash"],
        )
        group = item.group


def _purposes(lines: Iterable[PurposeLine]) -> Iterable[Values]:
    for line in lines:
        yield present(item=line.item, acquired=line.acquired, purpose=line.purpose)


def _changes(changes: Iterable[ChangeResult], wording: Wording) -> Iterable[Values]:
    common = wording.common
    for number, change in enumerate(changes, start=1):
        done = common.done if change.done else common.not_done
        after = change.after if change.done else common.words["dash"]
        yield present(
            number=number,
            item=change.item,
            asked=word(common.asked, change.asked, "asked"),
            before=change.before or common.words["none"],
            after=after or common.words["none"],
            decision=word(done, change.asked, "done"),
        )


def _not_done(changes: Iterable[ChangeResult], wording: Wording) -> str:
    said = wording.common.words["numbered"]
    return wording.voice.row(
        [
            wording.voice.say(said, {"number": number, "item": change.item})
            for number, change in enumerate(changes, start=1)
            if not change.done
        ]
    )


def _cessations(body: DecisionBody, wording: Wording) -> Iterable[Values]:
    """Return the rows; what was done without a day of its own was done on the decision's day."""
    common = wording.common
    for number, result in enumerate(body.cessations, start=1):
        yield present(
            number=number,
            asked=word(common.asked, result.right, "asked"),
            target=result.target,
            decision=word(common.done if result.done else common.not_done, result.right, "done"),
            done_on=result.done_on or (body.done_on if result.done else None),
        )


def _records(records: Iterable[ProvisionRecord]) -> Iterable[Values]:
    for number, record in enumerate(records, start=1):
        yield present(
            number=number,
            on=record.on,
            party=record.party,
            address=record.address,
            representative=record.representative,
            data=record.items,
            consent=record.consent,
            circumstances=record.circumstances,
        )


def _substitute(text: str) -> Values:
    """Return the measure as a sentence of its own, or the data of the sentence the wording has."""
    name = "substitute" if text.rstrip().endswith(_SENTENCE_ENDS) else "substitute_data"
    return {name: text}


# The values of a notice of deficiencies (L2): its rows, what happens otherwise, what is sent.


_UNCOUNTED = frozenset({"cash", "transfer"})
"""Means that are an amount, not so many pieces."""

_CASH = "cash"
"""It goes back by itself, by registered cash mail (practice 30)."""

_NO_FEE = frozenset({_CASH, "revenue_stamp", "money_order"})
"""What people send in the place of stamps, and is not kept."""

_SAID_BY_NAME = frozenset({("foreign_stamp", "foreign"), (_CASH, _CASH)})
"""Pieces whose name says already why they are refused."""

_NO_STAMP = frozenset(
    {
        *("not_a_stamp", "revenue_stamp", "prefectural_stamp", "postcard", "foreign"),
        *("money_order", "transfer", _CASH, "card", _STAMP),
    }
)
"""Reasons that a piece is no postage stamp: where the fee is paid by other means, they are said."""

_PIECE = "piece_refused"
"""The row of a piece that is not taken for the fee."""

_NOBODYS = "nobody"
"""Whose a paper is that speaks of principal and proxy together: no owner stands beside it."""

_CHANGE = "change_document"
"""The cure of what differs: a document, or the form written anew."""

MOST_KINDS = 3
"""So many kinds of document are named as examples of what may be sent."""


class AskedRow(NamedTuple):
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
    asked = asked_rows(body, wording, facts.policy)
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
        c=requests_in_short(wording, body.fee_rights) if body.fee_rights else None,
        stamps_held=body.stamps_held,
        identity=body.identity,
        authority=body.authority,
        withdrawal=body.withdrawal,
        chargeable=body.chargeable,
        others=requests_in_short(wording, body.others) if body.others else None,
        for_whom=for_whom(wording, facts.by_proxy or ByProxy("", body.proxy_name)),
        n_no=document_number(wording, facts.profile, earlier.number) if earlier else None,
        n_date=earlier.dated if earlier else None,
        enclosed_things=tuple(
            _thing(each, wording) for each in body.enclosed if each.kind != _CASH
        ),
        cash=sum(each.amount for each in body.enclosed if each.kind == _CASH) or None,
        form_copy=body.form_copy_enclosed,
        mandate_form=facts.mandate_form_enclosed,
        number_papers=tuple(
            {
                "title": _of_both_sides(paper.title),
                "done": word(wording.deficiencies.number_papers, paper.done, "done"),
            }
            for paper in body.number_papers
        ),
    )


def _of_both_sides(title: str) -> str:
    """Return what a card is called where its other side is meant: that one bears the number."""
    return title.replace("の表面", "").removesuffix(", front side")


def _thing(thing: ThingBack, wording: Wording) -> Markup:
    """Say a thing that goes back, with its yen and its number."""
    words = wording.common.things.get(thing.kind)
    if words is None:
        raise MissingValue(f"things.{thing.kind}")
    return wording.voice.say(words, present(amount=thing.amount, count=thing.count))


def _slips(asked: Iterable[AskedRow]) -> tuple[Values, ...]:
    """Return what the slip lists: each thing to send once."""
    rows = {row.slip: row for row in asked if row.slip}
    return tuple({"what": row.slip, "hint": row.hint, "entry": row.entry} for row in rows.values())


def asked_rows(
    body: DeficiencyBody, wording: Wording, policy: PolicyTerms = USUAL
) -> tuple[AskedRow, ...]:
    """Return the rows in words; what is cured by the same thing is told in one row."""
    said = [_said(row, body, wording, policy) for row in body.rows]
    order = list(dict.fromkeys(map(_thing_of, said)))
    said.sort(key=lambda row: order.index(_thing_of(row)))
    return tuple(_merged(list(same), wording) for _, same in groupby(said, _thing_of))


def _thing_of(row: AskedRow) -> tuple[str, str]:
    return row.thing


def _merged(rows: Sequence[AskedRow], wording: Wording) -> AskedRow:
    found = dict.fromkeys(row.found for row in rows)
    labels = dict.fromkeys(row.label for row in rows)
    voice = wording.voice
    return rows[0]._replace(label=voice.row(labels), found=voice.joined("glue", found))


def _said(
    row: DeficiencyRow, body: DeficiencyBody, wording: Wording, policy: PolicyTerms
) -> AskedRow:
    deficiencies = wording.deficiencies
    words = deficiencies.rows.get(row.code)
    if words is None:
        raise MissingValue(f"row.{row.code}")
    cure = deficiencies.cures.get(row.cure)
    values = policy_values(policy, wording) | _row_values(row, body, wording)

    def say(own: str, usual: str) -> Markup:
        return wording.voice.say(own or usual, values)

    label = say(words.label, "")
    send = say(words.send, cure.send if cure else "")
    slip = say(words.slip, cure.slip if cure else "")
    # What shows how a name changed answers every paper that shows another name.
    whatever_paper = row.cure == _CHANGE
    return AskedRow(
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
        "by_name": (given.get("piece"), given.get("reason")) in _SAID_BY_NAME,
        "cash_piece": given.get("piece") == _CASH,
        "unkept": _unkept(body, wording),
        "instead_of_fee": _instead_of_fee(body),
        "notes": _notes([each for name in _NAMING for each in _titles(given, name)], wording),
        "changes": given.get("what") != "born",
        "acted": body.proxy_kind is not None,
        "proxy_own": given.get("whose") == "proxy",
        "means": _means(body.means, wording),
        "form_copy": body.form_copy_enclosed,
        "proxy_paper": row.cure == "authority_paper",
        "stamps": set(body.means) <= {_STAMP},
        "example": _example(short, wording) if short > 0 else None,
        "proxy_kind": _proxy_kind(body, wording),
    }
    if given.get("reason") in _NO_STAMP and not values["stamps"]:
        values |= {"by_name": True, "cash_piece": True}
    return present(**values)


def _unkept(body: DeficiencyBody, wording: Wording) -> Markup | None:
    """Name what came in the place of the fee and is told in no row of its own."""
    told = {dict(row.values).get("piece") for row in body.rows if row.code == _PIECE}
    things = [each for each in body.enclosed if each.kind in _NO_FEE - told]
    return wording.voice.row([_thing(each, wording) for each in things]) if things else None


def _instead_of_fee(body: DeficiencyBody) -> bool:
    """Tell whether something came for the fee, though nothing that can be taken for it."""
    refused = any(row.code == _PIECE for row in body.rows)
    return refused or any(each.kind in _NO_FEE for each in body.enclosed)


_NAMING = ("kinds", "or_papers", "instead")
"""What names documents that may be sent."""


def _titles(given: Mapping[str, RowValue], name: str) -> tuple[str, ...]:
    return _texts(given[name]) if name in given else ()


def _notes(titles: Iterable[str], wording: Wording) -> Markup | None:
    """Return what must be known of some of the documents that are asked for."""
    known = wording.deficiencies.paper_notes
    notes = dict.fromkeys(known[each] for each in titles if each in known)
    return wording.voice.joined("glue", notes) if notes else None


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
    coded = _WORDED.keys() if "piece" in given else _WORDED.keys() - {"reason"}
    found = {name: _WORDED[name](given[name], wording) for name in coded if name in given}
    if "right" in given:
        found["this_right"] = asked_for(wording, (Right(str(given["right"])),))
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
    """Name documents of which one is asked for: all of them, or some as examples.

    Kinds that only the catalogue tells apart are named once, where every one of them will do.
    """
    voice, words = wording.voice, wording.common.words
    for name, same in wording.deficiencies.same_papers.items():
        if set(same) <= set(titles):
            titles = tuple(dict.fromkeys(name if each in same else each for each in titles))
    if len(titles) > MOST_KINDS:
        return voice.row(titles[:MOST_KINDS]) + words["and_the_like"]
    return voice.listed(titles, "or")


def _examples(titles: Sequence[str], wording: Wording) -> Markup:
    """Name documents of which several are sent: some, as examples."""
    return wording.voice.row(titles[:MOST_KINDS]) + wording.common.words["and_the_like"]


def _requests(codes: RowValue, wording: Wording) -> Markup:
    return requests_in_short(wording, [Right(code) for code in _texts(codes)])


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
    pieces = sorted((*_fewest(on_sale)[rest], *([largest] * whole)), reverse=True)
    return tuple((value, len(list(same))) for value, same in groupby(pieces))


@lru_cache(maxsize=4)
def _fewest(on_sale: tuple[int, ...]) -> tuple[tuple[int, ...], ...]:
    """Return the fewest stamps of every sum below two of the largest, by the sum."""
    best: list[tuple[int, ...]] = [()]
    for sum_ in range(1, 2 * max(on_sale)):
        ways = [(value, *best[sum_ - value]) for value in on_sale if value <= sum_]
        best.append(min(ways, key=lambda way: (len(way), [-value for value in way])))
    return tuple(best)


# The values of what is sent beside answers: acknowledgement, returns, re-sending, inquiries.


def acknowledgement_values(
    body: AcknowledgementBody, _facts: LetterFacts, wording: Wording
) -> Values:
    """Return the values of an acknowledgement (L1)."""
    return present(
        received_things=tuple(
            _received(number, thing, wording) for number, thing in enumerate(body.received, 1)
        ),
        of_age=body.of_age or None,
        target=body.target,
        mail=_mail(body.mail, wording),
        proxy_name=body.proxy_name,
        proxy_kind=(
            word(wording.common.proxies, body.proxy_kind.value, "proxy")
            if body.proxy_kind
            else None
        ),
    )


def _received(number: int, thing: Received, wording: Wording) -> Values:
    values = present(title=thing.title, amount=thing.amount, count=thing.count, pieces=thing.pieces)
    say, code = wording.voice.say, thing.kind or "paper"
    words = wording.common.received
    return {
        "number": number,
        "what": say(word(words, code, "received"), values),
        "count": _count(thing.kind, thing.count, wording),
        "note": thing.note or (wording.voice.pieces(thing.pieces) if thing.pieces else ""),
    }


def _count(kind: str, count: int, wording: Wording) -> object:
    """Say how many: papers and pieces are counted by words of their own."""
    words = wording.common.received
    return wording.voice.say(words.get(f"count.{kind}", words["count"]), {"count": count})


def return_values(body: ReturnBody, facts: LetterFacts, wording: Wording) -> Values:
    """Return the values of returned items (L12). Raises MissingValue where nothing goes back."""
    if not body.things:
        raise MissingValue("things")
    return present(
        returned=tuple(
            _returned(number, thing, body.fee, facts.policy, wording)
            for number, thing in enumerate(body.things, 1)
        ),
        mail=_mail(body.mail, wording),
        n_no=(document_number(wording, facts.profile, body.notice) if body.notice else None),
        notice_pages=body.notice_pages or None,
    )


def _returned(
    number: int, thing: Returned, fee: int, policy: PolicyTerms, wording: Wording
) -> Values:
    words, say = wording.common, wording.voice.say
    own = present(name=thing.name, amount=thing.amount, pieces=thing.pieces, fee=fee)
    values = policy_values(policy, wording) | own
    return {
        "number": number,
        "what": say(word(words.returned, thing.kind, "returned"), values),
        "count": _count(thing.kind, thing.count, wording),
        "reason": say(word(words.reasons_back, thing.reason, "reason"), values),
    }


def resending_values(body: ResendingBody, facts: LetterFacts, wording: Wording) -> Values:
    """Return the values of a letter that is sent again (L14)."""
    return present(
        n_no=document_number(wording, facts.profile, body.number),
        n_date=body.sent_on,
        sent_by=_mail(body.sent_by, wording),
        back_on=body.back_on,
        pages=body.pages,
        mail=_mail(body.mail, wording),
        moved=body.moved,
    )


def inquiry_values(body: InquiryBody, _facts: LetterFacts, wording: Wording) -> Values:
    """Return the values of a reply to an inquiry, a comment or a complaint (L16)."""
    return present(
        matter=word(wording.common.matters, body.matter, "matter"),
        said=body.said,
        answer=body.answer,
        measure=body.measure,
        form=body.form,
        complaint=body.matter == "complaint",
        until=body.until,
    )


def _mail(kind: MailKind, wording: Wording) -> str:
    return word(wording.common.mails, kind.value, "mail")


def values_of(facts: LetterFacts, wording: Wording) -> Values:
    """Return every value of the letter; an empty fact has no name, so that it cannot be printed."""
    return _common(facts, wording) | _of_body(facts, wording)


def is_decision(facts: LetterFacts) -> bool:
    """Tell whether a letter decides on a request (L4–L10)."""
    return isinstance(facts.body, DecisionBody)


def _common(facts: LetterFacts, wording: Wording) -> Values:
    profile = facts.profile
    japanese = facts.language is Language.JA
    address = profile.address_ja if japanese else profile.address_en
    principal = facts.by_proxy.principal if facts.by_proxy else None
    return {"for_whom": for_whom(wording, facts.by_proxy)} | present(
        name=facts.addressee.name,
        principal_name=principal,
        number=document_number(wording, profile, facts.number),
        rno=facts.receipt_number,
        received=facts.received_on,
        dated=facts.dated,
        claim=requests(wording, facts.claims),
        c=requests_in_short(wording, facts.claims),
        asked=asked_for(wording, facts.claims),
        company=profile.company_ja if japanese else profile.company_en,
        desk=profile.desk_ja if japanese else profile.desk_en,
        desk_postal_code=profile.postal_code,
        desk_address=" ".join(address) if japanese else ", ".join(address),
        **procedure_values(profile, wording),
        form_page=profile.form_page,
        marking=profile.marking_ja if japanese else profile.marking_en,
        marking_ja=profile.marking_ja,
        decision=is_decision(facts),
        acted=facts.by_proxy is not None or _acted(facts.body),
        **policy_values(facts.policy, wording),
    )


def _acted(body: Body) -> bool:
    """Tell whether a notice is written to a proxy whom the letter itself does not name."""
    return isinstance(body, DeficiencyBody) and body.proxy_kind is not None


def _of_body(facts: LetterFacts, wording: Wording) -> Values:
    return _VALUES[type(facts.body)](facts.body, facts, wording)


def _lapse(body: LapseBody, facts: LetterFacts, wording: Wording) -> Values:
    return present(
        claim=requests(wording, body.rights),
        c=requests_in_short(wording, body.rights),
        fee=body.fee_required,
        valid=body.fee_counted or None,
        short=body.fee_required - body.fee_counted,
        n_no=document_number(wording, facts.profile, body.notice.number),
        n_date=body.notice.dated,
        due=body.notice.due,
        back=body.back,
        others=_named(body.others, wording),
        ended=_named(body.ended, wording),
        **_ended_in(body.ended_in, facts, wording),
        need=wording.common.needs["lapse"],
    )


def _ended_in(letter: tuple[str, date] | None, facts: LetterFacts, wording: Wording) -> Values:
    """Return number and day of the letter that told how other requests ended."""
    if letter is None:
        return {}
    number, dated = letter
    return {"e_no": document_number(wording, facts.profile, number), "e_date": dated}


def _referral(body: ReferralBody, facts: LetterFacts, wording: Wording) -> Values:
    return present(
        contact=body.referral.contact,
        how=body.referral.how,
        ready=body.referral.ready,
        change=body.referral.change,
        free=body.free,
        back=body.back,
        scope=body.scope or begun(asked_for(wording, facts.claims)),
        fee=body.fee or None,
        deceased=body.deceased,
    )


def _withdrawal(body: WithdrawalBody, facts: LetterFacts, wording: Wording) -> Values:
    number, dated = body.answered or ("", None)
    return present(
        a_no=document_number(wording, facts.profile, number) if number else None,
        a_date=dated,
        claim=requests(wording, body.withdrawn),
        asked=asked_for(wording, body.withdrawn),
        w_received=body.writing_received,
        w_dated=body.writing_dated,
        back=body.back,
        free=body.free,
        others=_named(body.others, wording),
        ended=_named(body.ended, wording),
        **_ended_in(body.ended_in, facts, wording),
    )


def _delay(body: DelayBody, _facts: LetterFacts, _wording: Wording) -> Values:
    return present(target=body.target, new_target=body.new_target)


def _named(rights: tuple[Right, ...], wording: Wording) -> str:
    return requests_in_short(wording, rights) if rights else ""


_VALUES: dict[type[Body], Callable[[Any, LetterFacts, Wording], Values]] = {
    AcknowledgementBody: acknowledgement_values,
    DeficiencyBody: notice_values,
    LapseBody: _lapse,
    DecisionBody: decision_values,
    ReferralBody: _referral,
    ReturnBody: return_values,
    WithdrawalBody: _withdrawal,
    ResendingBody: resending_values,
    DelayBody: _delay,
    InquiryBody: inquiry_values,
}
"""What a body is told with; each takes the body that its key is."""


def must_fit(facts: LetterFacts) -> None:
    """Refuse facts whose body is another letter's, or without what every letter shows.

    A notice may name no claim: it asks for that where none is marked on the form; a reply to an
    inquiry has none.
    """
    if not isinstance(facts.body, LETTERS[facts.kind].body):
        raise MissingValue("body")
    needed = {
        "claims": facts.claims or LETTERS[facts.kind].without_claims,
        "name": facts.addressee.name.strip(),
        "address": facts.addressee.address.strip(),
        "rno": facts.receipt_number,
        "receipt_code": facts.receipt_code,
    }
    for name, value in needed.items():
        if not value:
            raise MissingValue(name)
