# SPDX-License-Identifier: MIT
"""Random letters: facts as the desk could make them, of every kind, right, outcome and ground."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from random import Random

from desk_app.records.case.application import ProxyKind, Right
from desk_app.records.case.decisions import (
    CessationResult,
    ChangeResult,
    DisclosedItem,
    GroundUse,
    Outcome,
    ProvisionRecord,
    PurposeLine,
    Referral,
    Search,
)
from desk_app.records.case.letters import (
    AcknowledgementBody,
    Addressee,
    Body,
    ByProxy,
    DecisionBody,
    DeficiencyBody,
    DeficiencyRow,
    DelayBody,
    EarlierNotice,
    FeePaid,
    InquiryBody,
    LapseBody,
    LetterFacts,
    LetterKind,
    Received,
    ReferralBody,
    ResendingBody,
    ReturnBody,
    Returned,
    StampsBack,
    WithdrawalBody,
    WithheldText,
)
from desk_app.records.case.mail import MailKind, Piece
from desk_app.records.desk.people import Language
from desk_app.records.desk.profile import DeskProfile
from desk_app.rules.codes import receipt_code
from tests.letters.deficiency_rows import PROXY_ROWS, ROWS

NAMES = (
    "髙橋 花子",
    "𠮷田 直樹",
    "渡邉\U000e0110 由美",
    "葛\U000e0100城 涼",
    "山﨑 浩",
    "齋藤 美和",
    "Emily Carter",
    "O'Brien & Sons <b>",
    "ヴァン・デル・メール ヨハネス",
)
ADDRESSES = (
    ("154-0015", "東京都世田谷区桜新町九丁目88番77号\nコーポ見本203号室"),
    ("604-8005", "京都府京都市中京区河原町通三条上る\n恵比須町999番地\n見本マンション501号室"),
    ("730-0013", "広島県広島市中区八丁堀99番9号"),
)
TEXTS = (
    "オンラインショップのご注文の記録",
    "氏名、住所および電話番号",
    "𠮷野家の葛\U000e0100餅（1,000円）",
    "Orders of 2025 <i>&amp;</i>",
    "会員番号 {{ 7 * 7 }} の登録",
    "長い内容。" * 12,
)
GROUNDS: dict[Right, tuple[GroundUse, ...]] = {
    Right.DISCLOSURE: (
        GroundUse("PR-G3"),
        GroundUse("PR-G4"),
        GroundUse("PR-G5"),
        GroundUse("PR-G6", "電気通信事業法", "第4条"),
        GroundUse("L-33-4", "戸籍法", "第10条"),
    ),
    Right.PURPOSE: (GroundUse("L-32-1"), GroundUse("L-32-2", item="21(4)(ii)"), GroundUse("PR-G3")),
    Right.PROVISION_RECORDS: (
        GroundUse("PR-G4"),
        GroundUse("PR-G6", "刑事訴訟法", "第197条"),
        GroundUse("PR-G3"),
    ),
    Right.CORRECTION: (
        GroundUse("L-34-CORRECT"),
        GroundUse("L-34-PURPOSE"),
        GroundUse("L-34-OPINION"),
        GroundUse("L-34-SPECIAL", "戸籍法", "第113条"),
    ),
    Right.ERASURE: (
        GroundUse("L-35-1", item="improper_use"),
        GroundUse("L-35-5", item="not_needed"),
        GroundUse("L-35-2-EXTENT"),
        GroundUse("L-35-6-COST"),
    ),
    Right.PROVISION_STOP: (
        GroundUse("L-35-3", item="provided_without_consent"),
        GroundUse("L-35-4-COST"),
    ),
}
FAMILIES: dict[LetterKind, tuple[tuple[Right, ...], ...]] = {
    LetterKind.DISCLOSURE: ((Right.DISCLOSURE,),),
    LetterKind.REFUSAL: ((Right.DISCLOSURE,),),
    LetterKind.NO_SUCH_DATA: ((Right.DISCLOSURE,),),
    LetterKind.PURPOSE: ((Right.PURPOSE,),),
    LetterKind.CORRECTION: (
        (Right.CORRECTION,),
        (Right.ADDITION, Right.DELETION),
        (Right.CORRECTION, Right.ADDITION),
    ),
    LetterKind.CESSATION: (
        (Right.ERASURE,),
        (Right.CESSATION, Right.ERASURE),
        (Right.PROVISION_STOP,),
        (Right.CESSATION, Right.PROVISION_STOP),
    ),
    LetterKind.PROVISION_RECORDS: ((Right.PROVISION_RECORDS,),),
}
OUTCOMES: dict[LetterKind, tuple[Outcome, ...]] = {
    LetterKind.DISCLOSURE: (Outcome.GRANTED, Outcome.GRANTED_IN_PART),
    LetterKind.REFUSAL: (Outcome.REFUSED,),
    LetterKind.NO_SUCH_DATA: (Outcome.NO_SUCH_DATA,),
    LetterKind.PURPOSE: (Outcome.GRANTED, Outcome.REFUSED, Outcome.NO_SUCH_DATA),
    LetterKind.CORRECTION: tuple(Outcome)[:4],
    LetterKind.CESSATION: tuple(Outcome)[:4],
    LetterKind.PROVISION_RECORDS: (Outcome.GRANTED, Outcome.REFUSED, Outcome.NO_SUCH_DATA),
}
CHARGEABLE = {Right.DISCLOSURE, Right.PURPOSE}
GIVEN = {Outcome.GRANTED, Outcome.GRANTED_IN_PART}
AS_OF = {LetterKind.DISCLOSURE, LetterKind.PURPOSE, LetterKind.PROVISION_RECORDS}
UNPROVEN_KINDS = set(FAMILIES) - {LetterKind.DISCLOSURE, LetterKind.NO_SUCH_DATA}


def random_facts(seed: int) -> LetterFacts:
    """The letter of a seed: the same one whenever it is asked for."""
    luck = Random(seed)  # noqa: S311 - to choose examples
    kind = luck.choice(list(LetterKind))
    claims, body = _PLAIN[kind](luck) if kind in _PLAIN else _decision(luck, kind)
    postal_code, address = luck.choice(ADDRESSES)
    receipt = f"R8-{luck.randrange(1, 9999):04d}"
    return LetterFacts(
        by_proxy=_by_proxy(seed, body),
        kind=kind,
        language=luck.choice(list(Language)),
        number=f"8-{luck.randrange(1, 2000)}",
        dated=_day(luck),
        addressee=Addressee(luck.choice(NAMES), postal_code, address),
        profile=DeskProfile(),
        receipt_number=receipt,
        receipt_code=receipt_code(receipt),
        received_on=_day(luck),
        claims=claims,
        body=body,
        journal_mark=f"#{luck.randrange(1, 99999)} {luck.randrange(16**12):012x}",
    )


def _by_proxy(seed: int, body: Body) -> ByProxy | None:
    """Principal and proxy, drawn apart from the rest, which stays as it was before."""
    luck = Random(-1 - seed)  # noqa: S311 - to choose examples
    if isinstance(body, InquiryBody):
        return None
    named = getattr(body, "proxy_name", "")
    if isinstance(body, DeficiencyBody | AcknowledgementBody) and not named:
        return None
    return ByProxy(luck.choice(NAMES), named or luck.choice(NAMES)) if _maybe(luck) else None


Drawn = tuple[tuple[Right, ...], Body]


def _day(luck: Random) -> date:
    return date(2026, 10, 1) + timedelta(days=luck.randrange(120))


def _maybe(luck: Random, chance: float = 0.5) -> bool:
    return luck.random() < chance


def _some(luck: Random, most: int = 4) -> range:
    return range(luck.randrange(1, most + 1))


def _text(luck: Random) -> str:
    return luck.choice(TEXTS)


def _back(luck: Random) -> StampsBack | None:
    if _maybe(luck):
        return None
    pieces = tuple(
        (luck.choice((84, 100, 110, 500)), luck.randrange(1, 11)) for _ in _some(luck, 3)
    )
    return StampsBack(sum(value * count for value, count in pieces), pieces)


def _notice(luck: Random) -> EarlierNotice:
    dated = _day(luck)
    return EarlierNotice(f"個情発第8-{luck.randrange(1, 999)}号", dated, dated + timedelta(days=14))


def _search(luck: Random) -> Search:
    return Search(_day(luck), _text(luck), "氏名、住所、電話番号")


def _deficiencies(luck: Random) -> Drawn:
    counted = luck.choice((0, 840, 1000))
    fee = counted < 1000
    proxy = _maybe(luck)
    rows = luck.sample(ROWS, luck.randrange(1, 5))
    rows += luck.sample(PROXY_ROWS, luck.randrange(1, 3)) if proxy else []
    if counted == 840:
        rows.insert(0, DeficiencyRow("fee_short", "fee", (("short", 160), ("pieces", ((84, 10),)))))
    elif not counted:
        rows.insert(0, DeficiencyRow("fee_absent", "fee", (("required", 1000),)))
    elif any(row.code == "piece_refused" for row in rows):
        rows = [ROWS[0], *(row for row in rows if row.code != "piece_refused")]
    body = DeficiencyBody(
        rows=tuple(rows),
        due=_day(luck),
        fee_rights=(Right.DISCLOSURE,) if fee else (),
        fee_required=1000,
        fee_counted=counted,
        identity=_maybe(luck),
        authority=proxy,
        chargeable=True,
        others=(Right.CORRECTION,) if _maybe(luck) else (),
        stamps_held=counted == 840,
        proxy_name=luck.choice(NAMES) if proxy else "",
        proxy_kind=luck.choice(list(ProxyKind)) if proxy else None,
        earlier=_notice(luck) if _maybe(luck) else None,
        form_copy_enclosed=any(row.cure == "form_copy" for row in rows),
    )
    return (Right.DISCLOSURE, *body.others), body


def _lapse(luck: Random) -> Drawn:
    rights = luck.choice(((Right.DISCLOSURE,), (Right.PURPOSE,), (Right.DISCLOSURE, Right.PURPOSE)))
    back = _back(luck)
    counted = min(back.amount, 990) if back else 0
    others = (Right.ERASURE,) if _maybe(luck) else ()
    ended = (Right.CORRECTION,) if _maybe(luck) else ()
    return rights, LapseBody(rights, 1000, counted, _notice(luck), back, others, ended)


def _referral(luck: Random) -> Drawn:
    right = luck.choice((Right.CORRECTION, Right.DISCLOSURE))
    ready = "会員番号" if _maybe(luck) else ""
    referral = Referral("見本ショップ　お客様窓口", _text(luck), ready, change=_maybe(luck))
    body = ReferralBody(referral, free=right not in CHARGEABLE, back=_back(luck))
    return (right,), replace(body, deceased=_maybe(luck), fee=luck.choice((0, 300, 1000)))


def _withdrawal(luck: Random) -> Drawn:
    right = luck.choice((Right.CORRECTION, Right.DISCLOSURE))
    body = WithdrawalBody(
        (right,),
        _day(luck),
        _day(luck) if _maybe(luck) else None,
        _back(luck),
        (Right.ERASURE,) if _maybe(luck) else (),
        free=right not in CHARGEABLE,
        ended=(Right.PROVISION_RECORDS,) if _maybe(luck) else (),
    )
    return (right,), body


def _delay(luck: Random) -> Drawn:
    return (Right.DISCLOSURE,), DelayBody(_day(luck), _day(luck))


def _acknowledgement(luck: Random) -> Drawn:
    things = [Received(luck.randint(1, 3), _text(luck), note=_text(luck)) for _ in _some(luck)]
    if _maybe(luck):
        kind = luck.choice(list(Piece)).value
        things.append(Received(3, kind=kind, amount=252, pieces=((84, 3),)))
    proxy = luck.choice(list(ProxyKind)) if _maybe(luck) else None
    body = AcknowledgementBody(
        tuple(things),
        _day(luck),
        luck.choice(list(MailKind)),
        luck.choice(NAMES) if proxy else "",
        proxy,
    )
    return (Right.DISCLOSURE, Right.CORRECTION), body


_BACK_WHY = (
    ("cash", "cash"),
    ("revenue_stamp", "revenue_stamp"),
    ("money_order", "money_order"),
    ("card", "card"),
    ("my_number_document", "my_number"),
    ("refused_stamp", "used"),
    ("refused_stamp", "torn"),
    ("refused_stamp", "not_a_stamp"),
    ("refused_stamp", "foreign"),
    ("excess_stamps", "excess"),
    ("fee_stamps", "fee_back"),
    ("free_stamps", "free"),
    ("original", "original"),
    ("other", "postage"),
    ("other", "not_needed"),
)


def _return(luck: Random) -> Drawn:
    things = tuple(
        Returned(kind, luck.randint(1, 9), why, _text(luck), 840, ((84, 10),))
        for kind, why in luck.sample(_BACK_WHY, luck.randint(1, 5))
    )
    body = ReturnBody(things, luck.choice(list(MailKind)), fee=1000)
    if _maybe(luck):
        body = replace(body, notice=f"個情発第8-{luck.randrange(1, 999)}号", notice_pages=2)
    return (Right.DISCLOSURE,), body


def _resending(luck: Random) -> Drawn:
    body = ResendingBody(
        f"個情発第8-{luck.randrange(1, 999)}号",
        luck.randint(1, 31),
        _day(luck),
        luck.choice(list(MailKind)),
        _day(luck),
        luck.choice(list(MailKind)),
        moved=_maybe(luck),
    )
    return (Right.DISCLOSURE,), body


def _inquiry(luck: Random) -> Drawn:
    matter = luck.choice(("inquiry", "comment", "complaint"))
    measure = _text(luck) if _maybe(luck) else ""
    body = InquiryBody(matter, _text(luck), _text(luck), measure, form=_maybe(luck))
    return (), body if _maybe(luck) else replace(body, measure="", form=False, until=_day(luck))


_PLAIN: dict[LetterKind, Callable[[Random], Drawn]] = {
    LetterKind.ACKNOWLEDGEMENT: _acknowledgement,
    LetterKind.DEFICIENCIES: _deficiencies,
    LetterKind.LAPSE: _lapse,
    LetterKind.REFERRAL: _referral,
    LetterKind.RETURN: _return,
    LetterKind.WITHDRAWAL: _withdrawal,
    LetterKind.RESENDING: _resending,
    LetterKind.DELAY: _delay,
    LetterKind.INQUIRY: _inquiry,
}


def _decision(luck: Random, kind: LetterKind) -> Drawn:
    claims = luck.choice(FAMILIES[kind])
    chargeable = set(claims) <= CHARGEABLE
    paid = FeePaid(luck.choice((1000, 1100))) if chargeable else None
    if kind in UNPROVEN_KINDS and _maybe(luck, 0.3):
        return claims, _unproven(luck, paid)
    outcome = luck.choice(OUTCOMES[kind])
    refused = outcome is Outcome.REFUSED
    part = outcome is Outcome.GRANTED_IN_PART
    ground = luck.choice(GROUNDS[claims[-1] if claims[-1] in GROUNDS else _main(claims[-1])])
    if outcome is Outcome.NO_SUCH_DATA:
        ground = GroundUse("NOT-HELD")
    reasons = refused or (part and kind is not LetterKind.DISCLOSURE)
    body = DecisionBody(
        outcome=outcome,
        scope=_text(luck),
        grounds=(ground,) if reasons or outcome is Outcome.NO_SUCH_DATA else (),
        facts="調査した結果は、次のとおりです。" if reasons else "",
        explanation=_text(luck) if reasons else "",
        paid=paid,
        free=not chargeable,
        as_of=_day(luck) if kind in AS_OF and outcome in GIVEN else None,
        done_on=_day(luck) if kind is LetterKind.CORRECTION and outcome in GIVEN else None,
        published_at="弊社ウェブサイト" if reasons else "",
        search=_search(luck) if outcome is Outcome.NO_SUCH_DATA else None,
        back=_back(luck),
        identity_shown=not (refused and ground.code == "PR-G3" and _maybe(luck)),
        substitute=_text(luck) if ground.code.endswith("-COST") and reasons else "",
    )
    return claims, body if refused or outcome is Outcome.NO_SUCH_DATA else _filled(luck, kind, body)


def _main(right: Right) -> Right:
    return Right.CORRECTION if right in {Right.ADDITION, Right.DELETION} else Right.ERASURE


def _unproven(luck: Random, paid: FeePaid | None) -> DecisionBody:
    code = luck.choice(("PR-G1", "PR-G2"))
    return DecisionBody(
        outcome=Outcome.REFUSED,
        unproven=code,
        grounds=(GroundUse(code),),
        facts="請求書と本人確認書類の記載が一致していませんでした",
        explanation="",
        notice=_notice(luck),
        paid=paid,
        free=paid is None,
        identity_shown=code != "PR-G1",
    )


def _filled(luck: Random, kind: LetterKind, body: DecisionBody) -> DecisionBody:
    """The body with what is given: annex, purposes, changes, records."""
    return _GIVEN[kind](luck, body)


def _disclosed(luck: Random, body: DecisionBody) -> DecisionBody:
    items = [DisclosedItem("登録", _text(luck), _text(luck), "ご本人") for _ in _some(luck, 30)]
    electronic = _maybe(luck)
    withheld: tuple[WithheldText, ...] = ()
    if body.outcome is Outcome.GRANTED_IN_PART:
        items.append(DisclosedItem("応対", "応対記録", "", withheld=True))
        withheld = (WithheldText(_text(luck), GroundUse("PR-G4"), _text(luck)),)
    return replace(
        body,
        disclosed=tuple(items),
        disclosed_purpose=_text(luck),
        asked_electronic=electronic,
        difficulty="紙の帳簿で管理している" if electronic else "",
        withheld=withheld,
    )


def _purposes(luck: Random, body: DecisionBody) -> DecisionBody:
    lines = tuple(PurposeLine(_text(luck), "登録", _text(luck)) for _ in _some(luck))
    return replace(body, purposes=lines)


def _changes(luck: Random, body: DecisionBody) -> DecisionBody:
    codes = ("correction", "addition", "deletion")
    changes = [
        ChangeResult(_text(luck), luck.choice(codes), _text(luck), _text(luck), done=True)
        for _ in _some(luck)
    ]
    if body.outcome is Outcome.GRANTED_IN_PART:
        changes.append(ChangeResult("登録日", "correction", "令和2年6月1日", "", done=False))
    return replace(body, changes=tuple(changes))


def _cessations(luck: Random, body: DecisionBody) -> DecisionBody:
    codes = ("cessation", "erasure", "provision_stop")
    results = [
        CessationResult(luck.choice(codes), _text(luck), done=True, done_on=_day(luck))
        for _ in _some(luck)
    ]
    if body.outcome is Outcome.GRANTED_IN_PART:
        results.append(CessationResult("erasure", "帳簿", done=False))
    return replace(body, cessations=tuple(results))


def _provision(luck: Random, body: DecisionBody) -> DecisionBody:
    def some() -> tuple[ProvisionRecord, ...]:
        return tuple(
            ProvisionRecord(_day(luck), "見本社", "東京都", "見本 一郎", _text(luck), "あり")
            for _ in _some(luck)
        )

    if _maybe(luck):
        return replace(body, provided=some(), obtained=some())
    return replace(body, provided=some(), search=_search(luck))


_GIVEN: dict[LetterKind, Callable[[Random, DecisionBody], DecisionBody]] = {
    LetterKind.DISCLOSURE: _disclosed,
    LetterKind.PURPOSE: _purposes,
    LetterKind.CORRECTION: _changes,
    LetterKind.CESSATION: _cessations,
    LetterKind.PROVISION_RECORDS: _provision,
}
