# SPDX-License-Identifier: MIT
"""Fields of a form that are typed into on a screen: text, boxes, boxes of which one is ticked.

A field is laid over what the page prints and brings no frame and no ground of its own: where a
reader shows no fields, the form is the same empty form as on paper.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportlab.pdfbase import pdfdoc

from desk_app.letters.sheet import PAGE_HEIGHT, POINTS, Face
from desk_app.letters.typed_font import NAME, add_typed_font

if TYPE_CHECKING:
    from desk_app.letters.sheet import Sheet

AS_FITS = 0.0
"""The size of a field whose text a reader sets as large as it fits."""

_PRINTED = 4
_MULTILINE = 1 << 12
_RADIO = 1 << 15
_ON = "On"
_TICK = "0.16 0.55 m 0.42 0.2 l 0.9 0.93 l S"
"""A tick in a box of one by one."""

_TICK_RULE = 0.13

Place = tuple[float, float, float, float]
"""Left, top, width and height in millimetres from the top left corner of the page."""


class Fields:
    """The fields of one document under way, page by page, in the order of the form."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet
        self._document = sheet.document
        self._own: list[object] = []
        self._choices: dict[str, list[object]] = {}
        self._told: dict[str, str] = {}
        self._pictures: dict[str, object] = {}

    def text(self, name: str, told: str, place: Place, size: float, *, long: bool = False) -> None:
        """Add a field of text of that size; ``told`` is what a screen reader says of it.

        A ``long`` one breaks its lines.
        """
        widget = self._widget(told, place)
        widget["FT"] = pdfdoc.PDFName("Tx")
        widget["T"] = pdfdoc.PDFString(name)
        widget["DA"] = pdfdoc.PDFString(self._appearance(size))
        if long:
            widget["Ff"] = _MULTILINE
        empty = self._drawn(f"empty{name}", place, "/Tx BMC EMC")
        widget["AP"] = pdfdoc.PDFDictionary({"N": empty})
        self._own.append(self._on_page(name, widget))

    def box(self, name: str, told: str, place: Place) -> None:
        """Add a box that is ticked or not."""
        widget = self._ticked(told, place, _ON)
        widget["FT"] = pdfdoc.PDFName("Btn")
        widget["T"] = pdfdoc.PDFString(name)
        widget["V"] = pdfdoc.PDFName("Off")
        self._own.append(self._on_page(name, widget))

    def choice(self, name: str, value: str, told: str, place: Place) -> None:
        """Add one of the boxes of a name, of which one is ticked at a time."""
        if name not in self._choices:
            self._choices[name] = []
            self._own.append(pdfdoc.PDFObjectReference(_inner(name)))
        self._told.setdefault(name, told.rpartition(": ")[0])
        widget = self._ticked(told, place, value)
        widget["Parent"] = pdfdoc.PDFObjectReference(_inner(name))
        self._choices[name].append(self._on_page(f"{name}.{value}", widget))

    def finish(self) -> None:
        """Name all fields in the document's catalogue, with the font they are typed in."""
        for name, kids in self._choices.items():
            parent = pdfdoc.PDFDictionary(
                {
                    "FT": pdfdoc.PDFName("Btn"),
                    "Ff": _RADIO,
                    "T": pdfdoc.PDFString(name),
                    "TU": pdfdoc.PDFString(self._told[name]),
                    "V": pdfdoc.PDFName("Off"),
                    "Kids": pdfdoc.PDFArray(kids),
                }
            )
            self._document.Reference(parent, _inner(name))
        typed = add_typed_font(self._document, self._sheet.typeface(Face.GOTHIC))
        fonts = pdfdoc.PDFDictionary({NAME: typed})
        form = pdfdoc.PDFDictionary(
            {
                "Fields": pdfdoc.PDFArray(self._own),
                "DA": pdfdoc.PDFString(self._appearance(10)),
                "DR": pdfdoc.PDFDictionary({"Font": fonts}),
            }
        )
        self._document.Catalog.AcroForm = self._document.Reference(form, "acroform")

    @staticmethod
    def _appearance(size: float) -> str:
        return f"/{NAME} {size:g} Tf 0 g"

    def _widget(self, told: str, place: Place) -> pdfdoc.PDFDictionary:
        x, y, width, height = place
        corners = (x, PAGE_HEIGHT - y - height, x + width, PAGE_HEIGHT - y)
        return pdfdoc.PDFDictionary(
            {
                "Type": pdfdoc.PDFName("Annot"),
                "Subtype": pdfdoc.PDFName("Widget"),
                "F": _PRINTED,
                "Rect": pdfdoc.PDFArray([round(each * POINTS, 2) for each in corners]),
                "TU": pdfdoc.PDFString(told),
            }
        )

    def _ticked(self, told: str, place: Place, value: str) -> pdfdoc.PDFDictionary:
        widget = self._widget(told, place)
        side = place[2] * POINTS
        tick = f"q {side:.3f} 0 0 {side:.3f} 0 0 cm {_TICK_RULE} w 1 J 1 j {_TICK} Q"
        states = pdfdoc.PDFDictionary(
            {
                value: self._drawn("ticked", place, tick),
                "Off": self._drawn("unticked", place, "q Q"),
            }
        )
        widget["AS"] = pdfdoc.PDFName("Off")
        widget["AP"] = pdfdoc.PDFDictionary({"N": states})
        return widget

    def _drawn(self, name: str, place: Place, operators: str) -> object:
        """Return a picture as large as the place; one of a name and size is made once."""
        width, height = place[2] * POINTS, place[3] * POINTS
        inner = f"drawn.{name}.{width:.2f}.{height:.2f}"
        if inner in self._pictures:
            return self._pictures[inner]
        stream = pdfdoc.PDFStream(content=operators.encode("ascii"))
        for key, value in (
            ("Type", pdfdoc.PDFName("XObject")),
            ("Subtype", pdfdoc.PDFName("Form")),
            ("BBox", pdfdoc.PDFArray([0, 0, round(width, 2), round(height, 2)])),
            ("Resources", pdfdoc.PDFDictionary({})),
        ):
            stream.dictionary[key] = value
        self._pictures[inner] = self._document.Reference(stream, inner)
        return self._pictures[inner]

    def _on_page(self, name: str, widget: pdfdoc.PDFDictionary) -> object:
        reference = self._document.Reference(widget, f"field.{name}")
        self._sheet.annotate(reference)
        return reference


def _inner(name: str) -> str:
    return f"choice.{name}"
