# SPDX-License-Identifier: MIT
"""Facts of the ledgers on paper, as a desk in November 2026 would have them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from itertools import chain

from desk_app.records.base import UserId
from desk_app.records.books.journal import JournalMark
from desk_app.records.case.application import ProxyKind, Right
from desk_app.records.case.findings import ClaimState
from desk_app.records.case.mail import MailKind
from desk_app.records.case.stamps import (
    CountedPile,
    Move,
    Movement,
    StampBalance,
    StampCount,
    StampEntry,
)
from desk_app.records.desk.people import Language
from desk_app.records.desk.profile import DeskProfile
from desk_app.records.pages import (
    ApplicationsPage,
    FeeLine,
    LedgerRow,
    NoticeLine,
    SentLine,
    StampBookPage,
)
from desk_app.rules.fee.stamp_book import month_of

SATO, TANAKA = UserId("u-1"), UserId("u-2")
NAMES = {SATO: "佐藤 花", TANAKA: "田中 健"}
RARE = ("𠮷田 直樹", "髙橋 花子", "山﨑 浩", "渡邉\U000e0100 由美", "葛󠄀城 誠")
AT = datetime(2026, 11, 30, 3, 0, tzinfo=UTC)
CAUSE = "20円切手1枚の不足。11月24日発送分の計数を再確認したが、原因は不明。"
MEASURE = "帳簿を実数に改め、12月から払出しを2名で計数する。"
BEFORE = tuple(
    StampBalance(value, held, owned)
    for value, held, owned in (
        (50000, 0, 8),
        (35000, 0, 20),
        (32000, 0, 4),
        (11000, 0, 40),
        (10000, 0, 30),
        (8400, 0, 0),
        (5000, 0, 8),
        (2000, 0, 25),
        (1000, 0, 40),
        (150, 0, 2),
    )
)
_ENTRIES = (
    (9, Movement.RECEIVED, ((50000, 2, 0),), "R8-0111", "", ""),
    (11, Movement.RECEIVED, ((10000, 10, 0),), "R8-0115", "", ""),
    (12, Movement.RECEIVED, ((32000, 3, 0), (2000, 2, 0)), "R8-0117", "", ""),
    (17, Movement.BOUGHT, ((11000, 0, 50),), "", "", "新宿郵便局"),
    (18, Movement.SPOILT, ((11000, 0, -1),), "", "", "のりづけ失敗"),
    (20, Movement.KEPT, ((50000, -2, 2),), "R8-0111", "8-0330", ""),
    (20, Movement.POSTAGE, ((35000, 0, -1), (11000, 0, -1)), "R8-0111", "8-0330", ""),
    (24, Movement.RECEIVED, ((8400, 10, 0),), "R8-0123", "", ""),
    (25, Movement.RETURNED, ((10000, -10, 0),), "R8-0115", "8-0348", ""),
    (25, Movement.EXCHANGED, ((150, 0, -2), (100, 0, 3)), "", "", ""),
)


def stamps(language: Language, *, counted: bool = True, entries: int = 1) -> StampBookPage:
    """A month of the stamp book, its entries so many times over."""
    book = [
        StampEntry(
            id=number,
            on=date(2026, 11, day),
            movement=movement,
            moves=tuple(Move(*move) for move in moves),
            by=SATO if number % 2 else TANAKA,
            at=AT,
            receipt_number=receipt,
            reference=reference,
            note=note,
        )
        for number, (day, movement, moves, receipt, reference, note) in enumerate(
            chain.from_iterable([_ENTRIES] * entries), 1
        )
    ]
    if counted:
        piles = tuple(
            CountedPile(each.value, each.count, each.count - (each.value == 2000))
            for each in month_of(date(2026, 11, 1), date(2026, 11, 30), BEFORE, book).closing_piles
        )
        count = StampCount(piles, SATO, TANAKA, CAUSE, MEASURE)
        last = date(2026, 11, 30)
        moves = (Move(2000, 0, -1),)
        book.append(StampEntry(99, last, Movement.COUNTED, moves, SATO, AT, count=count))
    month = month_of(date(2026, 11, 1), date(2026, 11, 30), BEFORE, book)
    return StampBookPage(language, DeskProfile(), date(2026, 11, 30), month, NAMES)


def applications(language: Language, count: int = 12, *, named: bool = True) -> ApplicationsPage:
    """A ledger of so many applications: answered, asked about, short, refused, of a proxy."""
    rows = tuple(_row(number, language) for number in range(count))
    mark = JournalMark(11412, "a41c09e75b20")
    first, last = date(2026, 11, 1), date(2026, 11, 30)
    return ApplicationsPage(
        language, DeskProfile(), date(2026, 12, 1), first, last, rows, mark, named
    )


def _row(number: int, language: Language) -> LedgerRow:
    kind = number % 4
    proxy = number % 5 == 3
    return LedgerRow(
        receipt_number=f"R8-{111 + number:04}",
        received_on=date(2026, 11, 9 + number % 20),
        kind=(MailKind.SIMPLE_REGISTERED, MailKind.ORDINARY, MailKind.SPECIFIED_RECORD)[number % 3],
        tracking_number="" if number % 3 == 1 else f"600{11 + number}-{number % 10}",
        principal=RARE[number % len(RARE)],
        proxy=RARE[(number + 1) % len(RARE)] if proxy else "",
        proxy_kind=ProxyKind.CONSIGNED if proxy else None,
        logged_by="佐藤 花",
        opened_by=("佐藤 花", "田中 健"),
        rights=((Right.DISCLOSURE,), (Right.CORRECTION, Right.ADDITION), (Right.DISCLOSURE,))[
            number % 3
        ],
        scope="ユーザー登録、注文、応対記録",
        identity=("運転免許証",) if number % 2 else ("住民票の写し", "資格確認書"),
        authority=("委任状", "印鑑登録証明書") if proxy else (),
        fee=FeeLine()
        if number % 3 == 1
        else FeeLine(1000, *((840, 160) if kind == 2 else (1000, 0))),
        notices=(NoticeLine(f"8-{300 + number}", date(2026, 12, 9)),) if kind >= 2 else (),
        cured=kind == 3,
        state=(ClaimState.DECIDED, ClaimState.DECIDED, ClaimState.OPEN, ClaimState.WITHDRAWN)[kind],
        asked_on=date(2026, 11, 25) if kind == 2 else None,
        decided=("一部開示", "訂正する")[kind] if kind < 2 else "",
        articles=(("法33条2項2号",) if language is Language.JA else ("Art. 33(2)(ii)",))
        if kind == 0
        else (),
        sent=(SentLine(f"8-{330 + number}", date(2026, 11, 25), MailKind.ORDINARY, "67891-2"),)
        if kind != 2
        else (),
        completed_on=date(2026, 11, 25) if kind < 2 else None,
        kept_until=date(2028, 11, 25) if kind < 2 else None,
    )
