# SPDX-License-Identifier: MIT
"""A scan on its way into an application: read, turned, masked, kept; then its file deleted (I6)."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import Enum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from desk_app.desk import scans
from desk_app.desk.errors import Cancelled, KnownError
from desk_app.gui.session.tasks import Book, ProgressWatch
from desk_app.records.case.scans import (
    QUARTERS,
    WHOLE,
    ChosenSheets,
    Mask,
    MaskReason,
    PageSize,
    SourceFile,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtCore import QObject

    from desk_app.desk.context import Changes, Desk
    from desk_app.desk.ports import OpenScan
    from desk_app.desk.scans import ScanDraft
    from desk_app.gui.session.session import Session
    from desk_app.gui.session.tasks import SharedProgress
    from desk_app.records.case.scans import DrawnScan, PagePicture

Reason = tuple[MaskReason, str]
"""Why a box is there, and the rulebook's code of what it covers."""

Box = tuple[int, int, int, int]
NOT_NEEDED: Reason = (MaskReason.NOT_NEEDED, "")


class ScanWork(Enum):
    """What goes on off the window's thread, and can be stopped."""

    READING = "reading"
    KEEPING = "keeping"


@dataclass(frozen=True, slots=True)
class ScanState:
    """What the dialog shows; nothing of the file is kept anywhere else.

    ``page`` counts from 1, ``turned`` are quarter turns clockwise by page. ``chosen`` is the place
    of one of the masks, ``reason`` that of the next one. ``items`` are the codes of what the
    rulebook has masked on such a paper and nobody noted as masked, ``seen`` the pages that were
    shown; ``kept`` says that it stands
    with the application, ``left`` that the file is still where it was.
    """

    work: ScanWork | None = None
    done: int = 0
    total: int = 0
    pages: tuple[PageSize, ...] = ()
    page: int = 1
    turned: Mapping[int, int] = field(default_factory=dict)
    masks: tuple[Mask, ...] = ()
    chosen: int | None = None
    reason: Reason = NOT_NEEDED
    items: tuple[str, ...] = ()
    seen: frozenset[int] = frozenset()
    kept: bool = False
    left: bool = True
    trouble: KnownError | None = None

    @property
    def unmasked(self) -> tuple[str, ...]:
        """The codes of what no box covers yet."""
        covered = {each.item for each in self.masks}
        return tuple(each for each in self.items if each not in covered)

    @property
    def unseen(self) -> tuple[int, ...]:
        """The pages that nobody has looked at."""
        return tuple(page for page in range(1, len(self.pages) + 1) if page not in self.seen)

    @property
    def here(self) -> tuple[int, ...]:
        """The places of the masks that lie on the page that is shown."""
        return tuple(n for n, each in enumerate(self.masks) if each.page == self.page)

    @property
    def quarters(self) -> int:
        """How far the page that is shown is turned."""
        return self.turned.get(self.page, 0)

    @property
    def size(self) -> PageSize:
        """The size of the page that is shown, as it is turned."""
        size = self.pages[self.page - 1]
        return PageSize(size.height, size.width) if self.quarters % 2 else size


class ScanBook(Book[ScanState]):
    """Reads, draws and makes beside the desk's thread; keeps on it.

    ``drawn`` carries the page and its quarter turns, and its picture.
    """

    drawn = Signal(object, object)

    def __init__(
        self,
        session: Session,
        draft: ScanDraft,
        source: Path | ChosenSheets | None,
        parent: QObject,
    ) -> None:
        """Take a file, or pages of one; None has the sheet scanned that lies in the scanner."""
        super().__init__(ScanState(left=source is not None), parent)
        self._session = session
        self._draft = draft
        self._sheets = source if isinstance(source, ChosenSheets) else None
        path = Path(source.file.path) if isinstance(source, ChosenSheets) else source
        self.path = None if path is None else path.absolute()
        self._watch = ProgressWatch(self._reach, self)
        self._open: OpenScan | None = None
        self._drawing = False
        self._wanted: tuple[int, int, int] | None = None

    def begin(self) -> None:
        """Read the file, once the desk says that such a paper may be kept at all."""
        desk, reading = self._session.desk, self._reading(self._start(ScanWork.READING))

        def read(_: object) -> None:
            self._session.beside.submit(self, reading, self._ask_items, self._refuse)

        may = partial(scans.items_to_mask, desk, self._draft, 1)
        self._session.runner.submit(self, may, read, self._refuse)

    def _reading(self, progress: SharedProgress) -> Callable[[], OpenScan]:
        """Return how the pages are come by."""
        desk = self._session.desk
        if self._sheets is not None:
            return partial(scans.read_sheets, desk, self._sheets, progress)
        if self.path is not None:
            return partial(scans.read_scan, desk, self.path, progress)
        return partial(scans.scan_paper, desk, progress)

    @property
    def waiting(self) -> int:
        """How many other pages of the file no application has."""
        return 0 if self._sheets is None else len(self._sheets.waiting)

    def close(self) -> None:
        """Forget the file and all that was laid over it."""
        self._watch.progress.cancel()
        found, self._open = self._open, None
        if found is not None:
            self._session.beside.submit(self, found.close, lambda _: None)

    def stop(self) -> None:
        """Stop what goes on."""
        self._watch.progress.cancel()

    def go_to(self, page: int) -> None:
        """Show another page, counted from 1."""
        if 1 <= page <= len(self._state.pages) and page != self._state.page:
            self._show(replace(self._state, page=page, chosen=None))

    def turn(self) -> None:
        """Turn the page clockwise by a quarter, and what lies over it."""
        state = self._state
        turned = {**state.turned, state.page: (state.quarters + 1) % QUARTERS}
        masks = tuple(_turned(each) if each.page == state.page else each for each in state.masks)
        self._show(replace(state, turned=turned, masks=masks))

    def add(self, box: Box) -> None:
        """Lay a box over the page, for the reason that was chosen last."""
        reason, item = self._state.reason
        masks = (*self._state.masks, Mask(self._state.page, *box, reason, item))
        self._show(replace(self._state, masks=masks, chosen=len(masks) - 1))
        self._offer_next()

    def change(self, box: Box) -> None:
        """Let the chosen box lie elsewhere."""
        self._put(lambda mask: Mask(mask.page, *box, mask.reason, mask.item))

    def say_why(self, reason: Reason) -> None:
        """Give the chosen box, or where none is the next one, a reason."""
        if self._state.chosen is None:
            self._show(replace(self._state, reason=reason))
        else:
            self._put(lambda mask: replace(mask, reason=reason[0], item=reason[1]))

    def choose(self, place: int | None) -> None:
        """Choose one of all boxes."""
        self._show(replace(self._state, chosen=place))

    def remove(self) -> None:
        """Take the chosen box away."""
        chosen = self._state.chosen
        if chosen is not None:
            masks = tuple(m for n, m in enumerate(self._state.masks) if n != chosen)
            self._show(replace(self._state, masks=masks, chosen=None))
            self._offer_next()

    def draw(self, width: int) -> None:
        """Have the page that is shown drawn in so many pixels; only the last one wanted comes."""
        self._wanted = (self._state.page, self._state.quarters, width)
        self._draw_next()

    def keep(self) -> None:
        """Make the pictures with their masks, and keep them with the application."""
        state, found = self._state, self._open
        if found is None or state.work is not None or state.unmasked or state.unseen:
            return
        progress = self._start(ScanWork.KEEPING)
        making = partial(found.make, state.masks, dict(state.turned), progress)
        self._session.beside.submit(self, making, self._attach, self._refuse)

    @property
    def source(self) -> SourceFile | None:
        """The file that was read; None before, and where it came from the scanner at once."""
        found = self._open
        if found is None or self.path is None:
            return None
        return SourceFile(str(self.path), found.file.sha256)

    def deleted(self) -> None:
        """Say that the file is gone."""
        self._show(replace(self._state, left=False))

    def _ask_items(self, found: OpenScan) -> None:
        self._open = found
        asking = partial(
            scans.items_to_mask, self._session.desk, self._draft, len(found.file.pages)
        )
        self._session.runner.submit(self, asking, self._begun, self._refuse)

    def _begun(self, items: tuple[str, ...]) -> None:
        self._watch.stop()
        if self._open is not None:
            pages = self._open.file.pages
            self._show(replace(self._state, work=None, pages=pages, items=items))
            self._offer_next()

    def _offer_next(self) -> None:
        """Let the next box be for what is still to be masked."""
        items = self._state.unmasked
        reason = (MaskReason.RULEBOOK, items[0]) if items else NOT_NEEDED
        self._show(replace(self._state, reason=reason))

    def _attach(self, drawn: DrawnScan) -> None:
        draft, source = self._draft, self.source
        rest = () if self._sheets is None else self._sheets.rest

        def verb(desk: Desk) -> Changes:
            return scans.attach_scan(desk, draft, drawn, source, rest)

        self._session.do(self, verb, self._kept, self._refuse)

    def _kept(self, _: Changes) -> None:
        self._watch.stop()
        self._show(replace(self._state, work=None, kept=True, masks=(), chosen=None))

    def _draw_next(self) -> None:
        found, wanted = self._open, self._wanted
        if found is None or wanted is None or self._drawing or self._state.kept:
            return
        self._drawing, self._wanted = True, None
        page, turned, width = wanted
        drawing = partial(found.draw, page, max(width, 1), turned)
        came = partial(self._came, (page, turned))
        self._session.beside.submit(self, drawing, came, self._not_drawn)

    def _came(self, page: tuple[int, int], picture: PagePicture) -> None:
        self._drawing = False
        self.drawn.emit(page, picture)
        if page[0] not in self._state.seen:
            self._show(replace(self._state, seen=self._state.seen | {page[0]}))
        self._draw_next()

    def _not_drawn(self, error: Exception) -> None:
        self._drawing = False
        self._refuse(error)

    def _put(self, change: Callable[[Mask], Mask]) -> None:
        chosen = self._state.chosen
        if chosen is not None:
            masks = list(self._state.masks)
            masks[chosen] = change(masks[chosen])
            self._show(replace(self._state, masks=tuple(masks)))

    def _start(self, work: ScanWork) -> SharedProgress:
        progress = self._watch.begin()
        self._show(replace(self._state, work=work, done=0, total=0, trouble=None))
        return progress

    def _reach(self, done: int, total: int) -> None:
        if (done, total) != (self._state.done, self._state.total):
            self._show(replace(self._state, done=done, total=total))

    def _refuse(self, error: Exception) -> None:
        self._watch.stop()
        told = error if isinstance(error, KnownError) and not isinstance(error, Cancelled) else None
        self._show(replace(self._state, work=None, trouble=told))


def _turned(mask: Mask) -> Mask:
    """Return a mask on a page that was turned clockwise by a quarter."""
    return replace(
        mask,
        left=WHOLE - mask.bottom,
        top=mask.left,
        right=WHOLE - mask.top,
        bottom=mask.right,
    )
