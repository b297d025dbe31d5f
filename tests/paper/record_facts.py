# SPDX-License-Identifier: MIT
"""What a letter has to say by the record, as the store's queries give it, not by its own facts.

How a day, a number, a claim is written stands here once more.
"""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from html import unescape
from itertools import chain
from typing import NamedTuple

from PIL import Image
from PySide6.QtCore import QBuffer, QByteArray, QSize
from PySide6.QtPdf import QPdfDocument

from desk_app.desk.rows import LetterLine
from desk_app.records.case.application import Proxy, ReplyTo, Right
from desk_app.records.case.decisions import Content, Decision
from desk_app.records.case.history import ApplicationFile, Letter
from desk_app.records.case.letters import LetterKind
from desk_app.records.desk.people import Language
from desk_app.records.desk.profile import DeskProfile
from tests.letters.reading import POINTS, Word


class Zone(NamedTuple):
    """A part of the sheet where ink may be."""

    left: float
    top: float
    right: float
    bottom: float


FOLDS = (
    Zone(5, 98.5, 9.5, 99.5),
    Zone(5, 148, 7, 149),
    Zone(5, 197.5, 9.5, 198.5),
)
FOOT = Zone(24, 278.5, 190.5, 292)
ADDRESS = Zone(23.5, 13, 86.5, 35)
NUMBER = Zone(112, 12.6, 190.5, 24)
FIRST = (
    ADDRESS,
    NUMBER,
    Zone(117.5, 32.5, 190.5, 64),
    Zone(24, 66.5, 190.5, 74.5),
    Zone(23.5, 77, 190.5, 251),
    Zone(23.5, 250, 190.5, 275.5),
    FOOT,
    *FOLDS,
)
LATER = (Zone(23.5, 13, 190.5, 19.5), Zone(23.5, 23.5, 190.5, 275.5), FOOT, *FOLDS)
"""Rules are half a millimetre wider than the box they draw, at most."""

CUT_LINE = Zone(5, 173, 205, 175)
"""Where the return slip of a notice is cut off."""


def of_page(number: int, *, slip: bool) -> tuple[Zone, ...]:
    """Return the zones of a page, the first one being 0; the last of a notice has a cut line."""
    if number == 0:
        return FIRST
    return (*LATER, CUT_LINE) if slip else LATER


_PAGE = re.compile(r"<page .*?</page>", re.DOTALL)
_WORD = re.compile(r'<word xMin="(.*?)" yMin="(.*?)" xMax="(.*?)" yMax="(.*?)">(.*?)</word>')
_WIDE, _HIGH = 210.0, 297.0
_PIXELS = 2
"""Pixels in a millimetre."""

_FAINT = 60
"""Ink fainter than this, of 255, is the rim of a line that stands inside."""

_OVER = 0.9
"""So many millimetres two words may lie over one another: boxes are taller than ink."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read of a letter: its text without white, the words of each page, what is amiss."""

    text: str
    pages: tuple[tuple[Word, ...], ...]
    amiss: tuple[str, ...]

    def within(self, zone: Zone) -> str:
        """Return what stands in a zone of the first page, without white."""
        inside = (
            word.text
            for word in self.pages[0]
            if zone.left <= (word.left + word.right) / 2 <= zone.right
            and zone.top <= (word.top + word.bottom) / 2 <= zone.bottom
        )
        return "".join("".join(inside).split())


def read(pdf: bytes, *, slip: bool) -> Reading:
    """Read a letter; ``slip`` says that it ends with a return slip."""
    pages = tuple(_words(pdf))
    text = "".join(word.text for page in pages for word in page)
    amiss = [*_outside(pdf, slip=slip), *_overlapping(pages)]
    return Reading("".join(text.split()), pages, tuple(amiss))


def _words(pdf: bytes) -> Iterator[tuple[Word, ...]]:
    command = ["pdftotext", "-raw", "-bbox", "-", "-"]
    boxes = subprocess.run(command, input=pdf, capture_output=True, check=True).stdout.decode()
    for page in _PAGE.findall(boxes):
        yield tuple(
            Word(
                text=unescape(text),
                left=float(left) / POINTS,
                top=float(top) / POINTS,
                right=float(right) / POINTS,
                bottom=float(bottom) / POINTS,
            )
            for left, top, right, bottom, text in _WORD.findall(page)
        )


def _overlapping(pages: Sequence[Sequence[Word]]) -> Iterator[str]:
    """Yield the pages on which words lie over one another."""
    for number, words in enumerate(pages, start=1):
        placed = sorted(words, key=lambda word: word.top)
        for at, word in enumerate(placed):
            for other in placed[at + 1 :]:
                if other.top > word.bottom - _OVER:
                    break
                across = min(word.right, other.right) - max(word.left, other.left)
                if across > _OVER and min(word.bottom, other.bottom) - other.top > _OVER:
                    yield f"page {number}: words lie over one another"
                    return


def _outside(pdf: bytes, *, slip: bool) -> Iterator[str]:
    """Yield the pages that have ink outside of their zones."""
    pages = ink(pdf)
    for number, page in enumerate(pages):
        last = number == len(pages) - 1
        for zone in of_page(number, slip=slip and last):
            page.paste(0, _pixels(zone))
        if _most(page) > _FAINT:
            yield f"page {number + 1}: ink outside of the zones"


def _pixels(zone: Zone) -> tuple[int, int, int, int]:
    left, top, right, bottom = (round(each * _PIXELS) for each in zone)
    return left, top, right, bottom


def _most(picture: Image.Image) -> int:
    tones: tuple[int, int] = picture.getextrema()  # type: ignore[assignment]  # one band, one pair
    return tones[1]


def ink(pdf: bytes) -> list[Image.Image]:
    """Return where PDFium puts ink on each page: 0 none, 255 full."""
    buffer = QBuffer()
    buffer.setData(QByteArray(pdf))
    buffer.open(QBuffer.OpenModeFlag.ReadOnly)
    document = QPdfDocument()
    document.load(buffer)
    size = (round(_WIDE * _PIXELS), round(_HIGH * _PIXELS))
    found = []
    for number in range(document.pageCount()):
        drawn = document.render(number, QSize(*size))
        found.append(Image.frombytes("RGBA", size, bytes(drawn.constBits())).getchannel("A"))
    document.close()
    return found


TO_SENDER = frozenset(
    {
        LetterKind.ACKNOWLEDGEMENT,
        LetterKind.DEFICIENCIES,
        LetterKind.LAPSE,
        LetterKind.REFERRAL,
        LetterKind.RETURN,
        LetterKind.WITHDRAWAL,
        LetterKind.DELAY,
    }
)
UNPROVEN = frozenset({"PR-G1", "PR-G2"})
FEE = "1,000"
_WEEK = "月火水木金土日"
_WEEK_EN = ("Mon", "Tues", "Wednes", "Thurs", "Fri", "Satur", "Sun")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
_ERAS = (
    (date(2019, 5, 1), "令和", 2018),
    (date(1989, 1, 8), "平成", 1988),
    (date(1926, 12, 25), "昭和", 1925),
)
_CLAIMS = {
    Right.DISCLOSURE: ("開示のご請求", "disclosure"),
    Right.PURPOSE: ("利用目的の通知の求め", "notification of purpose of use"),
    Right.PROVISION_RECORDS: ("第三者提供記録の開示のご請求", "third-party provision records"),
    Right.CORRECTION: ("訂正等のご請求", "correction, addition or deletion"),
    Right.ADDITION: ("訂正等のご請求", "correction, addition or deletion"),
    Right.DELETION: ("訂正等のご請求", "correction, addition or deletion"),
    Right.CESSATION: ("利用停止等のご請求", "cessation of use, erasure"),
    Right.ERASURE: ("利用停止等のご請求", "cessation of use, erasure"),
    Right.PROVISION_STOP: ("第三者への提供の停止のご請求", "cessation of provision to third"),
}
_WITHOUT_CLAIMS = frozenset(
    {
        LetterKind.DEFICIENCIES,
        LetterKind.DELAY,
        LetterKind.REFERRAL,
        LetterKind.RETURN,
        LetterKind.RESENDING,
    }
)
"""The letters that name no claim, or name it in words of their own."""

_RIGHTS = {
    Right.DISCLOSURE: ("保有個人データの開示", "isclosure of retained personal data"),
    Right.PURPOSE: ("利用目的の通知", "otification of purpose of use"),
    Right.PROVISION_RECORDS: ("第三者提供記録の開示", "third-party provision records"),
    Right.CORRECTION: ("訂正", "orrection"),
    Right.ADDITION: ("追加", "ddition"),
    Right.DELETION: ("削除", "eletion"),
    Right.CESSATION: ("利用の停止", "essation of use"),
    Right.ERASURE: ("消去", "rasure"),
    Right.PROVISION_STOP: ("第三者への提供の停止", "provision to third parties"),
}
"""Each right by its own name, without the letter that may be a capital."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing a letter says of the record: what it is, its text without white, and where.

    A day may stand on a page twice, each time for something else: such facts have a ``zone``.
    """

    name: str
    text: str
    zone: Zone | None = None

    def stands(self, reading: Reading) -> bool:
        """Return whether a letter that was read says it."""
        said = reading.text if self.zone is None else reading.within(self.zone)
        return self.text in said


@dataclass(frozen=True, slots=True)
class Record:
    """One letter in the record: its line in the queue, its application, the desk's profile."""

    line: LetterLine
    file: ApplicationFile
    profile: DeskProfile

    @property
    def letter(self) -> Letter:
        """The letter as it is kept."""
        return next(each for each in self.file.letters if each.id == self.line.id)

    @property
    def english(self) -> bool:
        """Whether the letter is in English."""
        return self.file.application.language is Language.EN

    @property
    def decisions(self) -> tuple[Decision, ...]:
        """The decisions the letter tells."""
        return tuple(
            each
            for each in self.file.decisions
            if each.claim in self.letter.claims and each.approval and not each.taken_back
        )

    @property
    def unproven(self) -> bool:
        """Whether identity or authority was not shown: the form L5b."""
        used = {use.code for each in self.decisions for use in each.grounds}
        return bool(used & UNPROVEN)

    @property
    def rights(self) -> tuple[Right, ...]:
        """The rights the letter answers."""
        claims = self.file.application.claims
        return tuple(claim.right for claim in claims if claim.id in self.letter.claims)

    def day(self, day: date, *, weekday: bool = False) -> str:
        """Write a day as this letter does."""
        return (_day_en if self.english else _day_ja)(day, weekday=weekday)


def wanted(record: Record) -> list[Fact]:
    """Return everything of the record that the letter must say."""
    found = chain(_head(record), *(rule(record) for rule in _RULES))
    return [
        Fact(name, "".join(text.split()), _ZONES.get(name)) for name, text in found if text.strip()
    ]


Said = Iterable[tuple[str, str]]


def _head(record: Record) -> Said:
    application, line = record.file.application, record.line
    to = addressee(record)
    title = "" if record.english else "様"
    yield "name", f"{to.name}{title}"
    yield "postal code", to.postal_code
    yield "address", to.address
    yield "number", f"No. {line.number}" if record.english else f"第{line.number}号"
    yield "date", record.day(line.dated)
    yield "receipt number", application.receipt_number
    if line.kind is not LetterKind.RESENDING:
        yield "received", _received(record)
    yield "company", record.profile.company_en if record.english else record.profile.company_ja


_ZONES = {
    "name": ADDRESS,
    "postal code": ADDRESS,
    "address": ADDRESS,
    "number": NUMBER,
    "date": NUMBER,
}


def _received(record: Record) -> str:
    """Write the day of receipt with the words that say what it is the day of."""
    day = record.day(record.file.application.received_on)
    if record.line.kind is LetterKind.ACKNOWLEDGEMENT:
        return f"{'Receivedon' if record.english else '受付日'}{day}"
    if not record.english:
        return f"{day}に受け付けました"
    of = "request of" if record.line.kind is LetterKind.REFERRAL else "received on"
    return f"{of} {day}"


@dataclass(frozen=True, slots=True)
class Person:
    """To whom a letter goes."""

    name: str
    postal_code: str
    address: str


def addressee(record: Record) -> Person:
    """Return to whom a letter must go (practice 7)."""
    application = record.file.application
    proxy: Proxy | None = application.proxy
    to_sender = record.line.kind in TO_SENDER or record.unproven
    if proxy is not None and (to_sender or application.reply_to is ReplyTo.PROXY):
        return Person(proxy.name, proxy.postal_code, proxy.address)
    principal = application.principal
    return Person(principal.name, principal.postal_code, principal.address)


def _claims(record: Record) -> Said:
    if record.line.kind in _WITHOUT_CLAIMS:
        return
    if record.line.kind in {LetterKind.WITHDRAWAL, LetterKind.ACKNOWLEDGEMENT}:
        named = record.rights or record.file.application.rights()
        yield from (("right", _RIGHTS[right][record.english]) for right in named)
        return
    for right in record.rights:
        if right is Right.PROVISION_STOP and {Right.CESSATION, Right.ERASURE} & set(record.rights):
            continue
        if not (record.unproven and record.english):
            yield "claim", _CLAIMS[right][record.english]


def _proxy(record: Record) -> Said:
    """Yield both people where a proxy acts: any of the letters says whose request it is."""
    application = record.file.application
    if application.proxy is None:
        return
    principal, proxy = application.principal.name, application.proxy.name
    if record.english:
        yield "principal and proxy", f"(individual concerned: {principal}; proxy: {proxy})"
    else:
        yield "principal and proxy", f"（ご本人 {principal} 様、代理人 {proxy} 様）"


def _notices(record: Record) -> Said:
    """Yield the due date of a notice, or the notice that a later letter rests on."""
    notices = [each for each in record.file.notices if not each.void]
    for notice in notices:
        if notice.letter == record.line.id:
            yield "due date", record.day(notice.due, weekday=True)
    if notices and (record.line.kind is LetterKind.LAPSE or record.unproven):
        number = notices[-1].number
        yield "notice", f"No. {number}" if record.english else f"第{number}号"
        yield "notice date", record.day(notices[-1].for_posting_on)
        yield "notice due", record.day(notices[-1].due, weekday=True)


def _fee(record: Record) -> Said:
    chargeable = {Right.DISCLOSURE, Right.PURPOSE} & set(record.rights)
    decided = record.line.kind is not LetterKind.REFERRAL and bool(record.decisions)
    if chargeable and (record.line.kind is LetterKind.LAPSE or decided):
        yield "fee", f"{FEE} yen" if record.english else f"{FEE}円"
    if record.line.kind is LetterKind.LAPSE:
        counted = sum(
            line.denomination * line.count for item in record.file.mail for line in item.payments
        )
        if counted:
            yield "counted", f"{counted:,} yen" if record.english else f"{counted:,}円"
            short = 1000 - counted
            yield "short", f"{short:,} yen short" if record.english else f"{short:,}円不足"


def _withdrawal(record: Record) -> Said:
    if record.line.kind is not LetterKind.WITHDRAWAL:
        return
    for writing in record.file.withdrawals:
        if set(writing.claims) & set(record.letter.claims):
            yield "withdrawal", record.day(writing.received_on)
            if writing.written_on:
                yield "withdrawal written", record.day(writing.written_on)


def _delay(record: Record) -> Said:
    if record.letter.delay_until is not None:
        yield "new target", record.day(record.letter.delay_until, weekday=True)


def _decided(record: Record) -> Said:
    for decision in record.decisions:
        yield "facts", decision.facts
        yield "explanation", decision.explanation
        if record.unproven:
            continue
        for use in decision.grounds:
            yield "article", use.article
        # It begins a sentence, so that its first letter may be a capital.
        yield "substitute", decision.content.substitute[1:]
        yield from (
            ("content", text) for text in _texts(decision.content, record) if text != "withheld"
        )
        if record.line.kind is not LetterKind.REFERRAL:
            yield "scope", decision.content.scope or record.file.application.scope


def _sent_again(record: Record) -> Said:
    """Yield the letter that came back: its number, its day, and the day it was here again."""
    if record.line.kind is not LetterKind.RESENDING:
        return
    (posting,) = (each for each in record.file.postings if each.came_back_on is not None)
    for letter in record.file.letters:
        if letter.id == posting.letters[0]:
            number = letter.number
            yield "sent again", f"No. {number}" if record.english else f"第{number}号"
    yield "posted", record.day(posting.posted_on)
    if posting.came_back_on is not None:
        yield "came back", record.day(posting.came_back_on)


def _given_back(record: Record) -> Said:
    if record.line.kind is LetterKind.RETURN:
        # A name begins its row, so that its first letter may be a capital.
        held = (thing for item in record.file.mail for thing in item.held)
        yield from (("thing", thing.note[1:]) for thing in held)


_RULES: tuple[Callable[[Record], Said], ...] = (
    _sent_again,
    _given_back,
    _claims,
    _proxy,
    _notices,
    _fee,
    _withdrawal,
    _delay,
    _decided,
)
_NOT_PRINTED = frozenset({"asked", "right", "ground", "scope", "code", "group", "substitute"})
"""What is a code in the record, or is told apart above."""


def _texts(content: object, record: Record) -> Iterator[str]:
    """Yield all text and all days of what a decision says, whatever it is made of."""
    if isinstance(content, Content | tuple) or is_dataclass(content):
        for each in _parts(content):
            yield from _texts(each, record)
    elif isinstance(content, date):
        yield record.day(content)
    elif isinstance(content, str):
        yield content


def _parts(content: object) -> Iterator[object]:
    if isinstance(content, tuple):
        yield from content
    elif is_dataclass(content):
        names = [each.name for each in fields(content) if each.name not in _NOT_PRINTED]
        yield from (getattr(content, name) for name in names)


def _day_ja(day: date, *, weekday: bool) -> str:
    _, era, before = next(each for each in _ERAS if day >= each[0])
    year = "元" if day.year - before == 1 else str(day.year - before)
    week = f"（{_WEEK[day.weekday()]}）" if weekday else ""
    return f"{era}{year}年{day.month}月{day.day}日{week}"


def _day_en(day: date, *, weekday: bool) -> str:
    week = f"{_WEEK_EN[day.weekday()]}day, " if weekday else ""
    return f"{week}{_MONTHS[day.month - 1]} {day.day}, {day.year}"
