# SPDX-License-Identifier: MIT
"""The ledger of the applications of a period on paper (R1): two lines and more for each."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from desk_app.letters import values as naming
from desk_app.letters.ledgers.sheets import (
    CELL,
    LEFT,
    NAME,
    STRONG,
    LedgerColumn,
    LedgerLine,
    LedgerSheets,
    LedgerTable,
)
from desk_app.letters.sheet import RED
from desk_app.letters.wording import present
from desk_app.records.findings import ClaimState

if TYPE_CHECKING:
    from datetime import date

    from desk_app.letters.ledgers.sheets import Cell, Saying
    from desk_app.letters.setting import Setter
    from desk_app.records.application import Right
    from desk_app.records.pages import ApplicationsPage, LedgerRow, SentLine


_WIDTHS = (19.0, 21.0, 33.4, 23.0, 32.0, 32.0, 21.5, 22.0, 26.0, 27.1, 20.0)
_ROW = 9.55
_HEAD_HEIGHT = 8.1
_ARTICLE = re.compile(r"(?P<number>\d+)(?:\((?P<paragraph>\d+)\))?(?:\((?P<roman>[ivx]+)\))?")
_ROMAN = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x")


def application_ledger(saying: Saying, setter: Setter, page: ApplicationsPage) -> LedgerSheets:
    """Return the sheets of the ledger of a period."""
    words = saying.words.applications
    count = len(page.rows)
    subtitle = saying.say(words.subtitle, first=page.first, last=page.last, count=count)
    if not page.named:
        subtitle = f"{subtitle}　　{words.nameless}"
    rows = _Rows(saying, page)
    columns = tuple(map(LedgerColumn, words.head, _WIDTHS))
    table = LedgerTable(columns, tuple(map(rows.row, page.rows)), _ROW, _HEAD_HEIGHT)
    return LedgerSheets(
        saying=saying,
        title=words.title,
        subtitle=subtitle,
        slabs=table.slabs(setter, LEFT),
        foot=saying.say(words.mark, mark=str(page.mark)),
    )


class _Rows:
    """Says one application in the cells of its row."""

    def __init__(self, saying: Saying, page: ApplicationsPage) -> None:
        self._saying = saying
        self._page = page
        self._words = saying.words.applications
        self._nothing = saying.words.nothing

    def row(self, row: LedgerRow) -> tuple[Cell, ...]:
        """Return the cells of an application, or of one that was disposed of."""
        if row.kind is None:
            return self._gone(row)
        return (
            (LedgerLine(row.receipt_number, STRONG), *self._lines(self._day(row.received_on))),
            self._lines(
                naming.word(self._words.mails, row.kind.value, "mails"), row.tracking_number
            ),
            self._people(row),
            self._lines(row.logged_by, self._joined(row.opened_by)),
            self._lines(self._asked(row.rights), row.scope),
            (
                *self._lines(self._joined(row.identity) or self._nothing),
                *self._lines(self._joined(row.authority) or self._nothing),
            ),
            self._fee(row),
            self._notices(row),
            self._decision(row),
            self._sent(row),
            self._lines(self._dated(row.completed_on), self._dated(row.kept_until)),
        )

    def _gone(self, row: LedgerRow) -> tuple[Cell, ...]:
        nothing = self._lines(self._nothing)
        return (
            (LedgerLine(row.receipt_number, STRONG),),
            *(nothing,) * 7,
            self._lines(self._words.disposed),
            nothing,
            self._lines(self._dated(row.completed_on), self._dated(row.kept_until)),
        )

    def _lines(self, *texts: str) -> Cell:
        return tuple(LedgerLine(text) for text in texts if text)

    def _day(self, day: date | None) -> str:
        return self._saying.day(day, self._page.last.year)

    def _dated(self, day: date | None) -> str:
        return self._saying.dated(day)

    def _joined(self, texts: tuple[str, ...]) -> str:
        return str(self._saying.wording.voice.row(filter(None, texts)))

    def _people(self, row: LedgerRow) -> Cell:
        names = [LedgerLine(row.principal, NAME)] if row.principal else []
        if row.proxy_kind is not None:
            said = naming.word(self._words.proxies, row.proxy_kind.value, "proxies")
            if row.proxy:
                said = self._saying.say(self._words.proxy, name=row.proxy, kind=said)
            names.append(LedgerLine(said))
        return tuple(names) or self._lines(self._nothing)

    def _asked(self, rights: tuple[Right, ...]) -> str:
        named = (naming.word(self._words.rights, each.value, "rights") for each in rights)
        return self._joined(tuple(named)) or self._words.unmarked

    def _fee(self, row: LedgerRow) -> Cell:
        fee = row.fee
        if not fee.due:
            return self._lines(self._words.no_fee)
        due = LedgerLine(f"{fee.due:,}")
        if not fee.short:
            return (due, LedgerLine(f"{fee.valid:,}"))
        short = self._saying.say(self._words.short, valid=f"{fee.valid:,}", short=f"{fee.short:,}")
        return (due, LedgerLine(short, CELL, RED))

    def _notices(self, row: LedgerRow) -> Cell:
        said = [
            self._saying.say(self._words.notice, number=each.number, due=self._day(each.due))
            for each in row.notices
        ]
        if said and row.cured:
            said.append(self._words.cured)
        return self._lines(*said)

    def _decision(self, row: LedgerRow) -> Cell:
        if row.decided:
            return self._lines(row.decided, *map(self._article, self._articles(row)))
        state = naming.word(self._words.states, row.state.value, "states")
        if not state and row.asked_on is not None:
            state = self._saying.say(self._words.asked, on=self._day(row.asked_on))
        return self._lines(state)

    def _articles(self, row: LedgerRow) -> tuple[str, ...]:
        """Return the articles of the grounds; of what was granted, those it is granted under."""
        if row.articles or row.state is not ClaimState.DECIDED:
            return row.articles
        return tuple(dict.fromkeys(self._words.articles[each.value] for each in row.rights))

    def _article(self, written: str) -> str:
        """Say an article of the Act; whatever else a ground rests on stands as it is written."""
        parts = [_ARTICLE.fullmatch(part) for part in written.split(" with ")]
        if not all(parts):
            return written
        return self._joined(tuple(self._one_article(part) for part in parts if part is not None))

    def _one_article(self, part: re.Match[str]) -> str:
        roman = part["roman"]
        item = _ROMAN.index(roman) if roman in _ROMAN else None
        values = present(paragraph=part["paragraph"], roman=roman, item=item)
        return self._saying.say(self._words.article, number=part["number"], **values)

    def _sent(self, row: LedgerRow) -> Cell:
        return tuple(line for each in row.sent for line in self._sent_lines(each))

    def _sent_lines(self, sent: SentLine) -> Cell:
        how = sent.tracking_number
        if not how:
            how = naming.word(self._words.mails, sent.kind.value, "mails")
        return self._lines(sent.number, f"{self._day(sent.posted_on)}　{how}")
