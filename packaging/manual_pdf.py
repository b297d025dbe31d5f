# SPDX-License-Identifier: MIT
"""The manual as a book, a PDF a language. Run by the Python of the environment.

Words: the folder of the manual, where the books go, the version, and the four fonts in the order of
`Faces`.
"""

from __future__ import annotations

import html
import re
import sys
from dataclasses import dataclass
from itertools import chain, count
from pathlib import Path
from typing import TYPE_CHECKING, Final

import manual_html
from reportlab.lib.colors import HexColor
from reportlab.lib.enums import TA_RIGHT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import (
    BaseDocTemplate,
    CondPageBreak,
    Flowable,
    Frame,
    Image,
    KeepTogether,
    NextPageTemplate,
    PageBreak,
    PageTemplate,
    Paragraph,
    Preformatted,
    Spacer,
    Table,
)
from reportlab.platypus.tableofcontents import TableOfContents
from typing_extensions import override

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reportlab.pdfgen.canvas import Canvas

TEXT, BOLD, FIXED, RARE = "Text", "Text-Bold", "Fixed", "Rare"
INK, BLUE, GREY, LINE, SHADE = map(
    HexColor, ("#1b1f24", "#1f4e8c", "#5a6472", "#c9d1da", "#f3f6f9")
)
COMMAND: Final = f'name="{FIXED}" size="-0.5" backColor="#f3f6f9"'
EDGE: Final = 22 * mm
WIDE, HIGH = A4[0] - 2 * EDGE, A4[1] - 2 * EDGE
APART: Final = {"spaceBefore": 6, "spaceAfter": 12}
NAMES: Final = {"ja": ("個人情報お問い合わせ窓口", "マニュアル"), "en": ("desk_app", "The manual")}
CONTENTS: Final = {"ja": "目次", "en": "Contents"}


@dataclass(frozen=True, slots=True)
class Faces:
    """The files of the fonts: of words, of what is stressed, of commands, of rare kanji."""

    text: str
    bold: str
    fixed: str
    rare: str

    def register(self) -> None:
        """Let ReportLab know them."""
        faces = (self.text, self.bold, self.fixed, self.rare)
        for name, file in zip((TEXT, BOLD, FIXED, RARE), faces, strict=True):
            pdfmetrics.registerFont(TTFont(name, file))
        pdfmetrics.registerFontFamily(TEXT, TEXT, BOLD, TEXT, BOLD)


class Book(BaseDocTemplate):  # type: ignore[misc]  # ReportLab tells no types
    """One language's manual: a cover with the contents, then chapter after chapter."""

    def __init__(self, file: Path, language: str, version: str) -> None:
        """Take the file it becomes, whose language it has, and the version that it tells."""
        name, kind = NAMES[language]
        super().__init__(
            str(file),
            pagesize=A4,
            title=f"{name} {kind}",
            author="desk_app",
            subject=version,
            lang=language,
            invariant=1,
            initialFontName=TEXT,
        )
        self.styles = Styles(language)
        self._running = ""
        frame = Frame(EDGE, EDGE, WIDE, HIGH, 0, 0, 0, 0)
        self.addPageTemplates(
            [
                PageTemplate("cover", [frame]),
                PageTemplate("page", [frame], onPageEnd=self._draw_foot),
            ]
        )

    @override
    def afterFlowable(self, flowable: Flowable) -> None:
        """Note each heading for the contents and the outline."""
        level = getattr(flowable, "level", None)
        if level is None:
            return
        key, title = str(getattr(flowable, "key", "")), str(getattr(flowable, "title", ""))
        self.canv.bookmarkPage(key)
        self.canv.addOutlineEntry(title, key, level=level, closed=True)
        if not level:
            self._running = title
            self.notify("TOCEntry", (0, html.escape(title), self.page, key))

    def _draw_foot(self, canvas: Canvas, _book: BaseDocTemplate) -> None:
        canvas.saveState()
        canvas.setStrokeColor(LINE)
        canvas.line(EDGE, EDGE - 6 * mm, A4[0] - EDGE, EDGE - 6 * mm)
        canvas.setFillColor(GREY)
        canvas.setFont(TEXT, 8)
        canvas.drawString(EDGE, EDGE - 11 * mm, self._running)
        canvas.drawRightString(A4[0] - EDGE, EDGE - 11 * mm, str(canvas.getPageNumber()))
        canvas.restoreState()


class Styles:
    """How each kind of line looks."""

    def __init__(self, language: str) -> None:
        """Japanese breaks between any two signs that allow it, English between words."""
        wrap = "CJK" if language == "ja" else None
        self.text = ParagraphStyle(
            "text",
            fontName=TEXT,
            fontSize=10,
            leading=16.5,
            textColor=INK,
            wordWrap=wrap,
            spaceAfter=6,
            allowWidows=0,
            allowOrphans=0,
        )
        self.cell = ParagraphStyle("cell", self.text, fontSize=8.5, leading=13, spaceAfter=0)
        self.head = ParagraphStyle("head", self.cell, fontName=BOLD)
        self.item = ParagraphStyle(
            "item", self.text, leftIndent=8 * mm, bulletIndent=1 * mm, bulletFontName=TEXT
        )
        self.code = ParagraphStyle(
            "code",
            fontName=FIXED,
            fontSize=8.5,
            leading=13,
            textColor=INK,
        )
        title = ParagraphStyle("1", self.text, fontName=BOLD, fontSize=20, leading=28)
        self.headings = (
            ParagraphStyle("h1", title, textColor=BLUE, spaceAfter=12),
            ParagraphStyle("h2", title, fontSize=13, leading=19, spaceBefore=12, spaceAfter=6),
            ParagraphStyle("h3", title, fontSize=11, leading=16.5, spaceBefore=8, spaceAfter=4),
        )
        self.cover = ParagraphStyle("cover", title, fontSize=26, leading=36, textColor=BLUE)
        self.under = ParagraphStyle("under", self.text, textColor=GREY, fontSize=11)
        self.listed = ParagraphStyle("listed", self.text, fontSize=9.5, leading=12, spaceAfter=0)
        self.number = ParagraphStyle("number", self.text, alignment=TA_RIGHT)


def write(manual: Path, folder: Path, version: str) -> None:
    """Write a book of each language below a folder."""
    for language in manual_html.LANGUAGES:
        (folder / language).mkdir(parents=True, exist_ok=True)
        book = Book(folder / language / "manual.pdf", language, version)
        book.multiBuild(list(_story(book, manual / language, language, version)))


def _story(book: Book, manual: Path, language: str, version: str) -> Iterator[Flowable]:
    styles = book.styles
    name, kind = NAMES[language]
    yield Spacer(1, 4 * mm)
    yield Paragraph(f"{name}<br/>{kind}", styles.cover)
    yield Paragraph(version, styles.under)
    yield Spacer(1, 4 * mm)
    yield Paragraph(CONTENTS[language], styles.headings[1])
    yield TableOfContents(
        levelStyles=[styles.listed], dotsMinLevel=0, notifyKind="TOCEntry", rightColumnWidth=12 * mm
    )
    yield NextPageTemplate("page")
    for chapter in sorted(manual.glob("*.md")):
        yield PageBreak()
        yield from _chapter(chapter, styles)


def _chapter(chapter: Path, styles: Styles) -> Iterator[Flowable]:
    parts = manual_html.BLOCK.split(chapter.read_text("utf-8"))
    keys = chain([chapter.stem], (f"{chapter.stem}-{each}" for each in count(1)))
    for number, part in enumerate(parts):
        if number % 2:
            code = Preformatted(part.rstrip("\n"), styles.code)
            yield Table([[code]], [WIDE], style=[("BACKGROUND", (0, 0), (-1, -1), SHADE)], **APART)
            continue
        for kind, lines in manual_html.groups(part):
            if kind == "#":
                yield from chain.from_iterable(_heading(each, styles, next(keys)) for each in lines)
            elif kind == "|":
                yield _table(lines, styles)
            elif kind:
                yield from _items(kind, lines, styles)
            else:
                yield from (_paragraph(line, chapter.parent, styles) for line in lines)


def _heading(line: str, styles: Styles, key: str) -> Iterator[Flowable]:
    marks, _, words = line.partition(" ")
    level = len(marks) - 1
    if level:
        yield CondPageBreak(40 * mm)
    made = Paragraph(inline(words), styles.headings[min(level, 2)])
    made.key, made.level, made.title = key, min(level, 1), words
    yield made


def _items(kind: str, lines: Sequence[str], styles: Styles) -> Iterator[Flowable]:
    for line in lines:
        mark, _, words = line.partition(" ")
        bullet = mark if kind == "ol" else "\u2022"
        yield Paragraph(inline(words), styles.item, bulletText=bullet)


def _table(lines: Sequence[str], styles: Styles) -> Flowable:
    head, _, *rows = ([cell.strip() for cell in line.strip("|").split("|")] for line in lines)
    made = [[Paragraph(inline(cell), styles.head) for cell in head]]
    made += [[Paragraph(inline(cell), styles.cell) for cell in row] for row in rows]
    table = Table(
        made, colWidths=_widths([head, *rows]), repeatRows=1, spaceBefore=6, spaceAfter=12
    )
    table.setStyle(
        [
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("BACKGROUND", (0, 0), (-1, 0), SHADE),
            ("LINEBELOW", (0, 0), (-1, -1), 0.5, LINE),
            ("LINEABOVE", (0, 0), (-1, 0), 0.5, LINE),
            ("TOPPADDING", (0, 0), (-1, -1), 3),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 4),
        ]
    )
    return table


def _widths(rows: Sequence[Sequence[str]]) -> list[float]:
    """Give each column its share: by its longest word at least, by all its words beyond."""
    columns = list(zip(*rows, strict=True))
    least = [max(map(_longest, column)) + 14 for column in columns]
    wanted = [
        max(pdfmetrics.stringWidth(cell, TEXT, 8.5) for cell in each) + 14 for each in columns
    ]
    least = [min(low, WIDE / len(columns)) for low in least]
    rest = WIDE - sum(least)
    more = [max(0.0, want - low) ** 0.5 for want, low in zip(wanted, least, strict=True)]
    share = rest / sum(more) if sum(more) else 0.0
    return [low + extra * share for low, extra in zip(least, more, strict=True)]


def _longest(cell: str) -> float:
    words = re.findall(r"[!-~]+|.", cell)
    return max((pdfmetrics.stringWidth(word, FIXED, 8.5) for word in words), default=0.0)


def _paragraph(line: str, folder: Path, styles: Styles) -> Flowable:
    picture = manual_html.PICTURE.fullmatch(line.strip())
    if picture is None:
        return Paragraph(inline(line), styles.text)
    file = folder / picture[2]
    wide, high = ImageReader(str(file)).getSize()
    scale = min(WIDE / wide, 0.45 * HIGH / high)
    drawn = Image(str(file), wide * scale, high * scale, hAlign="LEFT")
    framed = Table([[drawn]], hAlign="LEFT", spaceBefore=6, spaceAfter=10)
    framed.setStyle(
        [("BOX", (0, 0), (-1, -1), 0.5, LINE)]
        + [(f"{side}PADDING", (0, 0), (-1, -1), 0) for side in ("LEFT", "RIGHT", "TOP", "BOTTOM")]
    )
    return KeepTogether([framed])


def inline(text: str) -> str:
    """Return the words of a line as ReportLab reads them, with what stands out in them."""
    return "".join(
        f"<font {COMMAND}>{_all_drawn(part[1:-1], FIXED)}</font>" if number % 2 else _words(part)
        for number, part in enumerate(manual_html.CODE.split(text))
    )


def _words(text: str) -> str:
    text = _all_drawn(text, TEXT)
    text = manual_html.LINK.sub(r'<a href="#\2" color="#1f4e8c">\1</a>', text)
    return manual_html.SAID.sub(r"<b>\1</b>", manual_html.BOLD.sub(r"<b>\1</b>", text))


def _all_drawn(text: str, face: str) -> str:
    """Return the words with what their font lacks in the one of rare kanji."""
    known = pdfmetrics.getFont(face).face.charToGlyph
    return "".join(
        html.escape(sign, quote=False)
        if ord(sign) in known or sign.isspace()
        else f'<font name="{RARE}">{html.escape(sign, quote=False)}</font>'
        for sign in text
    )


if __name__ == "__main__":
    Faces(*sys.argv[4:8]).register()
    write(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3])
