# SPDX-License-Identifier: MIT
"""The wording of the desk's own pages, and the values that it may use."""

from __future__ import annotations

import hashlib
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from pydantic import Field

from desk_app.letters.naming import word
from desk_app.letters.places import resources
from desk_app.letters.voice import present
from desk_app.letters.wording import Note, Part, Step, Table, read
from desk_app.records.disposal import PaperMethod
from desk_app.records.pages import DayPage, DisposalPage, DrillPage, RecoveryPage
from desk_app.records.people import Language
from desk_app.rules.clock import day_of
from desk_app.rules.eras import MONTHS_EN, format_ja

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from desk_app.letters.composing import Values
    from desk_app.records.journal import JournalMark
    from desk_app.records.pages import Page
    from desk_app.records.people import DeskProfile
    from desk_app.records.safekeeping import Backup, Quarter


class FormRow(Part):
    """A row of a form: its label, what stands beside it, its least height in millimetres."""

    label: str
    text: str = ""
    height: float = 0.0
    when: str = ""


class Box(Part):
    """A box to sign in: its head, and what stands above the room for the signature."""

    head: str
    line: str = ""


class Section(Part):
    """A part of a page under its heading.

    A table has the ``rows`` of that name, each said by ``cells``, then ``lines`` that are always
    there; a line that says nothing in its first cell is left out. ``drawn`` names a part that is
    no text.
    """

    label: str = ""
    when: str = ""
    text: tuple[str, ...] = ()
    rows: str = ""
    head: tuple[str, ...] = ()
    shares: tuple[float, ...] = ()
    aligns: str = ""
    cells: tuple[str, ...] = ()
    lines: tuple[tuple[str, ...], ...] = ()
    drawn: str = ""
    step: tuple[Step, ...] = ()
    field: tuple[FormRow, ...] = ()
    field_share: float = 20.0
    box: tuple[Box, ...] = ()
    box_height: float = 17.0
    notes: tuple[Note, ...] = ()


class PageWords(Part):
    """One kind of page: what stands at its head, its sections, its foot."""

    title: str
    subtitle: str = ""
    left: str = ""
    right: tuple[str, ...] = ()
    opening: tuple[str, ...] = ()
    section: tuple[Section, ...]
    closing: tuple[str, ...] = ()
    foot_left: str
    foot_right: str
    beside_key: str = ""
    methods: Table = Field(default_factory=dict)
    reasons: Table = Field(default_factory=dict)


@lru_cache(maxsize=8)
def page_words(folder: Path, language: Language, kind: str) -> PageWords:
    """Return the words of a kind of page from the folder of all languages; raises BadWording."""
    return read(folder / language.value / f"{kind}.toml", PageWords)


# The values that the wording of the desk's own pages may use.


_STEP = 4
"""So many characters of a hash stand together, for whoever compares them by eye."""

_VERIFIER_STEP = 16


def kind_of(page: Page) -> str:
    """Return the name of a page's wording file."""
    match page:
        case RecoveryPage():
            return "recovery"
        case DayPage():
            return "day"
        case DisposalPage():
            return "disposal"
        case DrillPage():
            return "drill"


def values_of(page: Page, words: PageWords) -> Values:
    """Return the values of a page; the key of a recovery sheet is not among them."""
    match page:
        case RecoveryPage():
            own = _recovery(page)
        case DayPage():
            own = _day(page)
        case DisposalPage():
            own = _disposal(page, words)
        case DrillPage():
            own = _drill(page)
    return _office(page.profile, page.language) | own


def _office(profile: DeskProfile, language: Language) -> Values:
    japanese = language is Language.JA
    return {
        "company": profile.company_ja if japanese else profile.company_en,
        "desk": profile.desk_ja if japanese else profile.desk_en,
    }


def _recovery(page: RecoveryPage) -> Values:
    quarter = page.sheet.quarter
    return {
        "quarter": _quarter(quarter, page.language),
        "number": page.sheet.number,
        "made": page.sheet.made_on,
        "head": _mark(page.mark),
        "ends": quarter.next().last_day,
        "verifier": _spaced(_verifier(), _VERIFIER_STEP),
        **present(fingerprint=page.fingerprint),
    }


def _quarter(quarter: Quarter, language: Language) -> str:
    """Return the months of a quarter: 令和8年 10月–12月."""
    first, last = quarter.first_day, quarter.last_day
    if language is Language.JA:
        year = format_ja(first).partition("年")[0]
        return f"{year}年 {first.month}月–{last.month}月"
    return f"{MONTHS_EN[first.month - 1]} to {MONTHS_EN[last.month - 1]} {first.year}"


def _day(page: DayPage) -> Values:
    rows = tuple({"who": line.who, "what": line.what, "count": line.count} for line in page.lines)
    acts = tuple(
        {
            "number": line.number,
            "what": line.what,
            "about": line.about,
            "by": line.by,
            "second": line.second,
        }
        for line in page.acts
    )
    return {
        "on": page.on,
        "made": page.made_on,
        "head": _mark(page.head),
        "count": sum(line.count for line in page.lines),
        "entries": rows,
        **present(
            before=_mark(page.before),
            first=_mark(page.first),
            last=_mark(page.last),
            backup=_backup(page.backup),
            acts=acts,
            fingerprint=page.fingerprint,
        ),
    }


def _backup(backup: Backup | None) -> Values | None:
    if backup is None:
        return None
    return {
        "made": day_of(backup.made_at),
        "sheet": backup.sheet,
        "head": f"#{backup.sequence} {_spaced(backup.head[-12:])}",
    }


def _disposal(page: DisposalPage, words: PageWords) -> Values:
    record = page.record
    check, paper, approval = record.check, record.paper, record.approval
    items = tuple(
        {
            "number": item.receipt_number,
            "completed": item.completed_on,
            "until": item.kept_until,
            "sheets": item.sheets,
            "letters": item.letters,
        }
        for item in record.items
    )
    held = tuple(
        {
            "number": each.receipt_number,
            "reason": word(words.reasons, each.reason.value, "reasons"),
            "on": each.ordered_on,
            "by": page.names.get(each.ordered_by, ""),
            "review": each.review_on,
        }
        for each in record.held
    )
    return {
        "number": record.number,
        "made": page.made_on,
        "items": items,
        "held": held,
        "count": len(items),
        "sheets": record.sheets,
        "letters": _total(item.letters for item in record.items),
        "first": record.first_entry,
        "last": record.last_entry,
        "proposed": {"on": day_of(record.proposed_at), "by": page.names[record.proposed_by]},
        **present(check=check),
    } | present(
        done=None if record.carried_out_at is None else day_of(record.carried_out_at),
        approved=None if approval is None else {"on": approval.on, "by": page.names[approval.by]},
        paper=None
        if paper is None
        else {
            "on": paper.on,
            "by": page.names[paper.by],
            "witness": page.names[paper.witness],
            "sheets": paper.sheets,
            "method": word(words.methods, paper.method.value, "methods"),
            "here": paper.method is PaperMethod.SHREDDED,
        },
    )


def _total(numbers: Iterable[int]) -> int:
    return sum(numbers)


def _drill(page: DrillPage) -> Values:
    drill = page.drill
    return {
        "drill": drill,
        "on": drill.on,
        "head": _mark(page.mark),
        "applications_apart": abs(drill.live_applications - drill.applications),
    }


def _mark(mark: JournalMark | None) -> str:
    """Return a mark as people compare it: #12345 a41c 09e7 5b20; empty for none."""
    return "" if mark is None else f"#{mark.sequence} {_spaced(mark.tail)}"


def _spaced(text: str, step: int = _STEP) -> str:
    return " ".join(text[start : start + step] for start in range(0, len(text), step))


@cache
def _verifier() -> str:
    """Return the SHA-256 of the verifier that lies in every backup."""
    path = resources() / "backup" / "verify.py"
    return hashlib.sha256(path.read_bytes()).hexdigest()
