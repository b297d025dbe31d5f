# SPDX-License-Identifier: MIT
"""A page of the desk's own as a document: head, title, body, foot, on one sheet or several."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from desk_app.letters import types
from desk_app.letters.furniture import BODY_LEFT, BODY_RIGHT, BODY_WIDTH, FOOT_BASE, MIDDLE
from desk_app.letters.paging import Page, Zone, paginate

if TYPE_CHECKING:
    from desk_app.letters.letter import Group
    from desk_app.letters.setting import Setter
    from desk_app.letters.sheet import Sheet, Type

_HEAD_BASES = (16.5, 22.5)
_TITLE_BASE = 31.6
_TOP = 37.0
_HIGHER = 10.0
"""So much higher begins a page that is addressed to nobody."""

_SUBTITLE = 6.8
_LATER_TOP = 24.0
_BOTTOM = 279.0
_RUNNING_BASE = 16.6
_RUNNING_RULE = 19.0
_FOOT_GAP = 6.0


@dataclass(frozen=True, slots=True)
class Report:
    """Everything that is drawn of one page of the desk's own."""

    title: str
    title_kind: Type
    subtitle: str
    left: str
    right: tuple[str, ...]
    groups: tuple[Group, ...]
    foot_left: str
    foot_right: str
    slash: str

    def draw(self, sheet: Sheet, setter: Setter) -> None:
        """Draw all its sheets; heads of tables repeat on each."""
        slabs = [
            [slab for block in group for slab in block.slabs(setter, BODY_LEFT, BODY_WIDTH)]
            for group in self.groups
        ]
        top = _TOP - self._higher + (_SUBTITLE if self.subtitle else 0.0)
        first, later = Zone(top, _BOTTOM, _BOTTOM), Zone(_LATER_TOP, _BOTTOM, _BOTTOM)
        pages = paginate(slabs, first, later)
        for number, page in enumerate(pages, start=1):
            self._draw_page(sheet, page, number)
            self._draw_foot(sheet, f"{number}{self.slash}{len(pages)}")
            sheet.end_page()

    @property
    def _higher(self) -> float:
        return 0.0 if self.left or self.right else _HIGHER

    def _draw_page(self, sheet: Sheet, page: Page, number: int) -> None:
        if number == 1:
            self._draw_head(sheet)
        else:
            sheet.text(BODY_LEFT, _RUNNING_BASE, types.HEAD, self.title)
            if self.right:
                sheet.text_right(BODY_RIGHT, _RUNNING_BASE, types.HEAD, self.right[0])
            sheet.rule((BODY_LEFT, _RUNNING_RULE), (BODY_RIGHT, _RUNNING_RULE), 0.35)
        for top, slab in page:
            slab.draw(sheet, top)

    def _draw_head(self, sheet: Sheet) -> None:
        sheet.text(BODY_LEFT, _HEAD_BASES[0], types.NUMBER, self.left)
        for base, line in zip(_HEAD_BASES, self.right, strict=False):
            sheet.text_right(BODY_RIGHT, base, types.NUMBER, line)
        kind = self.title_kind.fitted(sheet.width(self.title_kind, self.title), BODY_WIDTH)
        base = _TITLE_BASE - self._higher
        sheet.text_centred(MIDDLE, base, kind, self.title)
        sheet.text_centred(MIDDLE, base + _SUBTITLE, types.NUMBER, self.subtitle)

    def _draw_foot(self, sheet: Sheet, count: str) -> None:
        sheet.text_centred(MIDDLE, FOOT_BASE, types.FOOT_PAGE, count)
        room = BODY_WIDTH / 2 - _FOOT_GAP - sheet.width(types.FOOT_PAGE, count) / 2
        sheet.text_within(BODY_LEFT, FOOT_BASE, types.FOOT, self.foot_left, room)
        right = types.FOOT.fitted(sheet.width(types.FOOT, self.foot_right), room)
        sheet.text_right(BODY_RIGHT, FOOT_BASE, right, self.foot_right)
