# SPDX-License-Identifier: MIT
"""Stand-ins for the world around the verbs: clock, press, seal, postal codes."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta, timezone
from pathlib import Path

from typing_extensions import override

from desk_app.desk.errors import BadInput, LetterStopped, NotFound
from desk_app.desk.ports import PostalArea, Progress
from desk_app.desk.timekeeping import CLOCK, written
from desk_app.letters.errors import MissingGlyph
from desk_app.records.base import RawRow, UserId
from desk_app.records.books.ledgers import Ledger
from desk_app.records.case.letters import (
    LetterFacts,
    LetterKind,
    LetterText,
    Passage,
    Sentence,
    Words,
)
from desk_app.records.case.scans import DrawnScan, FolderFile, Mask, PagePicture, PageSize, ScanFile
from desk_app.records.desk.people import NO_ROSTER, Language, Role, RosterPlace
from desk_app.records.desk.printers import PrintOrder
from desk_app.records.desk.safekeeping import FolderDoubt
from desk_app.records.evidence import EvidencePage, OwnPage, PackEnclosures, PackFile
from desk_app.records.importing import RawSheet
from desk_app.records.pages import CaseSlipPage, LedgerPage, PostalPage
from desk_app.rules.days.clock import trusted_at
from desk_app.rules.importing import HEADING_WITHIN, load
from desk_app.store.schema.columns import Codec
from tests.fakes.making import facts as sample
from tests.fakes.store import FakeStore

HEAD_WORDS = Path(__file__).parents[2] / "resources" / "tables" / "head_words.toml"
WORDS = load(HEAD_WORDS)
JAPAN = timezone(timedelta(hours=9))
OPENING = time(9, 0)
_FACTS = Codec[LetterFacts](LetterFacts)


class FixedClock:
    """A clock that stands still until it is moved; the desk opens at nine in Japan."""

    def __init__(self, today: date) -> None:
        self._now = datetime.combine(today, OPENING, JAPAN)

    def today(self) -> date:
        return self._now.date()

    def now(self) -> datetime:
        return self._now.astimezone(UTC)

    def move_to(self, day: date) -> None:
        """Go to the opening of a day."""
        self._now = datetime.combine(day, OPENING, JAPAN)

    def stand_at(self, now: datetime) -> None:
        """Stand at a moment, though nobody lived through those before."""
        self._now = now.astimezone(JAPAN)

    def pass_days(self, days: int) -> None:
        """Let days go by."""
        self._now += timedelta(days=days)

    def pass_time(self, time: timedelta) -> None:
        """Let some time of a day go by."""
        self._now += time


class WorkingClock(FixedClock):
    """A clock that moves while people work: the desk is there on every day that goes by."""

    def __init__(self, today: date, store: FakeStore) -> None:
        super().__init__(today)
        self._store = store

    @override
    def move_to(self, day: date) -> None:
        super().move_to(day)
        self._worked()

    @override
    def pass_days(self, days: int) -> None:
        super().pass_days(days)
        self._worked()

    def leap_to(self, day: date) -> None:
        """Show another day, though nobody was there on those between."""
        super().move_to(day)

    def leap(self, time: timedelta) -> None:
        """Show another time, forward or back, though none went by."""
        self._now += time

    def _worked(self) -> None:
        state = self._store.state
        state.values[CLOCK] = written(trusted_at(len(state.journal), self.now()))


SENTENCES = (
    Sentence(
        "L15:opening.0",
        Words("{{ received|day }}に受け付けました。", "Received on {{ received|day }}."),
        Words("", ""),
    ),
    Sentence("L2:closing.0", Words("ご確認ください。", "Please check."), Words("", "")),
    Sentence("common:sentences.PAPERS", Words("保管します。", "We keep it."), Words("", "")),
    Sentence("common:sentences.FREE", Words("手数料は不要です。", "No fee."), Words("", "")),
)
"""A few sentences: of the delay, of the notice that ``sample()`` is, and of every letter."""


UNPRINTED = "\U0001f600\u0928"
"""What a plain press cannot print."""


class PlainPress:
    """A press whose pages are the facts themselves, as text; it stops at the kinds it is told."""

    def __init__(self, stops_at: Iterable[LetterKind] = ()) -> None:
        self._stops_at = frozenset(stops_at)

    def render(self, facts: LetterFacts) -> bytes:
        if facts.kind in self._stops_at:
            raise LetterStopped(place="facts")
        return _FACTS.to_text(facts).encode()

    def words(self, facts: LetterFacts) -> LetterText:
        passages = map(Passage, self.render(facts).decode().split("\n"))
        return LetterText(facts.kind.value, tuple(passages))

    def lacks(self, text: str) -> tuple[LetterStopped, ...]:
        return tuple(MissingGlyph(each) for each in dict.fromkeys(text) if each in UNPRINTED)

    def sentences(self) -> tuple[Sentence, ...]:
        return SENTENCES

    def letters_with(
        self, sentence: Sentence, progress: Progress | None = None
    ) -> tuple[LetterFacts, ...]:
        return (sample(), replace(sample(), language=Language.EN))

    def page(self, facts: OwnPage | CaseSlipPage | PostalPage | LedgerPage) -> bytes:
        return type(facts).__name__.encode()

    def bound(self, facts: EvidencePage, files: Sequence[PackFile]) -> bytes:
        return b"\f".join(each.content for each in files)

    def joined(self, documents: Sequence[bytes]) -> bytes:
        return b"\f".join(documents)


class PlainSpooler:
    """Takes pages and forgets them."""

    def send(self, pages: bytes, order: PrintOrder) -> str:
        return "office-1"


class PlainReader:
    """Reads the pages of a plain press."""

    def text(self, pages: bytes) -> str:
        return pages.decode()


class PlainLedgers:
    """Hands out sheets by the name of their file, each read by nobody."""

    def __init__(self, *sheets: RawSheet) -> None:
        self.sheets = sheets
        self.words = WORDS

    def read(self, path: Path, sheet: str = "", progress: Progress | None = None) -> RawSheet:
        found = next((each for each in self.sheets if sheet in {"", each.name}), None)
        if found is None:
            raise NotFound("no_such_sheet", place="sheet")
        return found

    def beginnings(
        self, path: Path, progress: Progress | None = None
    ) -> Mapping[str, tuple[RawRow, ...]]:
        return {each.name: each.rows[:HEADING_WITHIN] for each in self.sheets}


class PlainScan:
    """A file of white pages in A4 that nobody reads."""

    def __init__(self, pages: int) -> None:
        size = PageSize(595.0, 842.0)
        self.file = ScanFile("0" * 64, (size,) * pages)
        self.closed = False

    def draw(self, page: int, width: int, turned: int = 0) -> PagePicture:
        height = round(width * (595 / 842 if turned % 2 else 842 / 595))
        return PagePicture(width, height, b"\xff" * (3 * width * height))

    def make(
        self,
        masks: Sequence[Mask],
        turned: Mapping[int, int],
        progress: Progress | None = None,
    ) -> DrawnScan:
        return DrawnScan(len(self.file.pages), b"%PDF-1.4 pictures", tuple(masks))

    def close(self) -> None:
        self.closed = True


class PlainScans:
    """Hands out files of so many white pages, whatever lies there."""

    def __init__(self, pages: int = 2) -> None:
        self.pages = pages
        self.deleted: list[Path] = []
        self.gone: set[Path] = set()
        self.waiting: tuple[FolderFile, ...] = ()

    def open(
        self, path: Path, progress: Progress | None = None, pages: Sequence[int] = ()
    ) -> PlainScan:
        return PlainScan(len(pages) or self.pages)

    def look_in(self, folder: Path, progress: Progress | None = None) -> tuple[FolderFile, ...]:
        return self.waiting

    def can_scan(self) -> bool:
        return self.pages == 1

    def scan(self, progress: Progress | None = None) -> PlainScan:
        return PlainScan(1)

    def delete(self, path: Path, sha256: str) -> None:
        self.deleted.append(path)

    def is_gone(self, path: Path) -> bool:
        return path in self.gone


class PlainSeal:
    """A seal that anybody can check and nobody should trust: a hash over user and content."""

    def __init__(self, user: UserId) -> None:
        self._user = user

    def sign(self, content: bytes) -> bytes:
        return _signature(self._user, content)

    def begin_with(self, root: str) -> None:
        """Anybody can check it, whatever roster there is."""

    def for_many(self) -> PlainSeal:
        return self

    def verify(self, user: UserId, content: bytes, signature: bytes) -> bool:
        return signature == _signature(user, content)

    @property
    def place(self) -> RosterPlace:
        return NO_ROSTER

    @property
    def before_roster(self) -> int | None:
        return None

    def is_genuine(
        self,
        user: UserId,
        content: bytes,
        signature: bytes,
        place: RosterPlace,
        roles: frozenset[Role],
    ) -> bool:
        return self.verify(user, content, signature)


class PaperSheets:
    """Ledgers that are kept in memory by the name of their file, in no form but their own."""

    def __init__(self) -> None:
        self.written: dict[Path, Ledger] = {}
        self.pages: dict[Path, bytes] = {}

    def doubts(self, path: Path) -> tuple[FolderDoubt, ...]:
        if path in self.written:
            raise BadInput("file_there_already", place="file")
        return ()

    def write_xlsx(self, ledger: Ledger, path: Path, at: datetime) -> None:
        self.written[path] = ledger

    def write_csv(self, ledger: Ledger, path: Path, *, cp932: bool = False) -> None:
        self.written[path] = ledger

    def must_be_in_cp932(self, ledger: Ledger) -> None:
        """Every sign can be said here."""

    def write_pages(self, pages: bytes, path: Path) -> None:
        self.pages[path] = pages


class PaperPacks:
    """Evidence packs that are kept in memory by the name of their folder, of an empty roster."""

    def __init__(self) -> None:
        self.written: dict[Path, dict[str, bytes]] = {}

    def doubts(self, path: Path) -> tuple[FolderDoubt, ...]:
        if path in self.written:
            raise BadInput("file_there_already", place="file")
        return ()

    def enclosures(self, place: RosterPlace) -> PackEnclosures:
        files = (PackFile("roster.json", b'{"statements": []}'), PackFile("verify.py", b""))
        return PackEnclosures(place, "f" * 64, 0, "", {"desk_app": "1"}, 1, files)

    def write(self, path: Path, files: Iterable[PackFile]) -> None:
        whole = {each.name: each.content for each in files}
        self.written[path] = whole

    def write_bound(self, path: Path, content: bytes) -> None:
        self.written[path] = {path.name: content}


class FewPostalCodes:
    """A table of the postal codes it is given."""

    def __init__(self, *areas: PostalArea) -> None:
        self._areas = areas

    def areas(self, code: str) -> tuple[PostalArea, ...]:
        return tuple(area for area in self._areas if area.code == code.replace("-", ""))


def _signature(user: UserId, content: bytes) -> bytes:
    return hashlib.sha512(user.encode() + b"\x00" + content).digest()
