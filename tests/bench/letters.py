# SPDX-License-Identifier: MIT
"""One letter and its frozen PDF beside a bare canvas; many letters beside Typst and WeasyPrint."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import cache, partial
from hashlib import sha256
from html import escape
from io import BytesIO
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree as ET

from platformdirs import user_cache_path
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from desk_app.letters import render
from desk_app.letters.fonts.faces import typefaces
from desk_app.letters.letter.composing import letter_of
from desk_app.letters.letter.letter import LetterDocument, told
from desk_app.letters.places import font_folders, wording_folder
from desk_app.letters.samples import samples
from desk_app.letters.typesetting.setting import Setter
from desk_app.letters.typesetting.sheet import Sheet
from desk_app.letters.wording.wording import wording
from desk_app.records.case.letters import LetterText, Passage, Stand
from desk_app.records.desk.people import Language
from tests.bench.measuring import Line, Pair
from tests.workbench.report import Taken

LOCK = Path(__file__).resolve().parents[2] / "packaging" / "requirements-bench.lock"
"""The two programs and what they need, pinned with hashes."""

_CONTACT = (
    "株式会社ジャストシステム　個人情報お問い合わせ窓口（受付番号 {number} をお知らせください）",
    "郵便：〒163-6017 東京都新宿区西新宿6-8-1 新宿オークタワー",
    "ウェブ：弊社ウェブサイトの入力フォーム（ご来社による受付は行っておりません）",
    "個人情報保護管理者あてのご連絡も同じ宛先で承ります。",
)
_FROM = (
    "〒163-6017 東京都新宿区西新宿6-8-1",
    "株式会社ジャストシステム",
    "個人情報お問い合わせ窓口",
)

_TYPST_HEAD = """\
#set page(
  paper: "a4", margin: (left: 24mm, right: 20mm, top: 13mm, bottom: 20mm),
  footer: [#text(size: 7.8pt)[第8号 #h(1fr) 1／1 #h(1fr) 受付番号 R8]],
  background: [#for y in (99mm, 148.5mm, 198mm) {place(dx: 5mm, dy: y, line(length: 4mm))}],
)
#set text(font: ("BIZ UDPMincho", "BIZ UDPGothic"), size: 10.5pt, lang: "ja")
#set par(justify: true, leading: 6.5pt, first-line-indent: 1em)
"""
_TYPST_MARKS = frozenset("\\#$*_`<>@~[]=-+/\"'")
_HTML_HEAD = """\
<style>
@page {
  size: A4; margin: 13mm 20mm 20mm 24mm;
  @bottom-left { content: "第8号" } @bottom-center { content: "1／1" }
  @bottom-right { content: "受付番号 R8" }
}
body { font: 10.5pt/17pt "BIZ UDPMincho"; text-align: justify }
section { break-after: page }
p { margin: 0; text-indent: 1em } .plain { text-indent: 0 }
.right { text-align: right } .middle { text-align: center }
h1 { font: bold 14pt "BIZ UDPGothic"; text-align: center }
table { border-collapse: collapse; margin-left: 7mm } td { border: 0.22mm solid #333 }
.items, .items td { border: 0; margin-left: 0 } .items td { vertical-align: top }
.box { border: 0.22mm solid #333; font: 8.4pt/12.2pt "BIZ UDPGothic" }
</style>
"""

_PROGRAM = """\
import json, sys, time
import {module}
asked = json.load(sys.stdin)
started, cpu = time.perf_counter(), time.process_time()
{module}.{call}
print((time.perf_counter() - started) * 1000, (time.process_time() - cpu) * 1000)
"""
_TYPST = _PROGRAM.format(
    module="typst", call='compile(asked["source"].encode(), font_paths=asked["fonts"])'
)
_WEASYPRINT = _PROGRAM.format(module="weasyprint", call='HTML(string=asked["source"]).write_pdf()')


def by_typst(letters: list[LetterText], fonts: list[str]) -> Taken:
    """Have Typst set letters into one PDF, on one core; its start is not counted."""
    source = _TYPST_HEAD + "".join(_typst(n, text) for n, text in enumerate(letters))
    return _set(_TYPST, source, fonts)


def by_weasyprint(letters: list[LetterText], fonts: list[str]) -> Taken:
    """Have WeasyPrint set letters into one PDF, on one core; its start is not counted."""
    source = _HTML_HEAD + "".join(_html(n, text) for n, text in enumerate(letters))
    return _set(_WEASYPRINT, source, fonts)


def _set(program: str, source: str, fonts: list[str]) -> Taken:
    given = json.dumps({"source": source, "fonts": fonts})
    ran = subprocess.run(
        [_python(), "-c", program],
        input=given,
        env=os.environ | {"RAYON_NUM_THREADS": "1"},
        capture_output=True,
        text=True,
        check=True,
    )
    wall, cpu = ran.stdout.split()[-2:]
    return Taken(float(wall), float(cpu))


@cache
def _python() -> Path:
    """Return the Python that has both programs; they are installed where they are not yet."""
    name = sha256(LOCK.read_bytes()).hexdigest()[:16]
    folder = user_cache_path("desk_app", appauthor=False) / "set-by-others" / name
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    done = folder / "installed"
    if not done.exists():
        subprocess.run([sys.executable, "-m", "venv", "--clear", folder], check=True)
        install = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        subprocess.run([python, *install, "--require-hashes", "-r", LOCK], check=True)
        done.touch()
    return python


def _address(number: int) -> tuple[str, ...]:
    return (
        f"〒154-{number:04d}",
        f"東京都世田谷区桜新町九丁目88番{number}号",
        f"コーポ見本{number}号室",
        f"髙橋 花子 様　個情発第8-{number}号",
    )


def _typst(number: int, text: LetterText) -> str:
    lines = [*map(_marked, _address(number))]
    said = "\\ ".join(lines) + "\n#align(right)[" + "\\ ".join(map(_marked, _FROM)) + "]\n"
    said += f'#align(center, text(font: "BIZ UDPGothic", size: 14pt)[{_marked(text.title)}])\n'
    said += "\n\n".join(_typst_parts(text.passages))
    contact = "\\ ".join(_marked(line.format(number=number)) for line in _CONTACT)
    box = f'#rect(width: 100%)[#text(font: "BIZ UDPGothic", size: 8.4pt)[{contact}]]'
    return f"{said}\n\n{box}\n#pagebreak(weak: true)\n"


def _typst_parts(passages: tuple[Passage, ...]) -> Iterator[str]:
    for part in _parts(passages):
        if isinstance(part, Item):
            label, text = _marked(part.label), _marked(part.text)
            face = f'#text(font: "BIZ UDPGothic", size: 10pt)[{label}]'
            yield f"#grid(columns: (41mm, 1fr), row-gutter: 1.3mm, [{face}], [{text}])"
        elif isinstance(part, Passage):
            text = _marked(part.text)
            place = _TYPST_PLACES[part.stand]
            yield f"#align({place})[{text}]" if place else text
        else:
            cells = ", ".join(f"[{_marked(each)}]" for row in part for each in row)
            table = f"#table(columns: (15%, 85%), stroke: 0.22mm, {cells})"
            yield f"#pad(left: 7mm)[{table}]"


_TYPST_PLACES = {Stand.TEXT: "", Stand.MIDDLE: "center", Stand.RIGHT: "right"}


class Item(NamedTuple):
    """A numbered item: its label, and what stands beside it."""

    label: str
    text: str


Rows = tuple[tuple[str, str], ...]


def _parts(passages: tuple[Passage, ...]) -> Iterator[Item | Rows | Passage]:
    """Put each item's label and text together, and the rows of a table, as they stand on paper."""
    label, rows = "", list[tuple[str, str]]()
    for passage in passages:
        if rows and not (passage.label and passage.text):
            yield tuple(rows)
            rows = []
        if passage.label:
            if label:
                yield Item(label, "")
            label = "" if passage.text else passage.label
            rows += [(passage.label, passage.text)] if passage.text else []
        elif label:
            yield Item(label, passage.text)
            label = ""
        else:
            yield passage


def _marked(text: str) -> str:
    """Write text so that Typst takes no sign of it for a mark."""
    return "".join(f"\\{each}" if each in _TYPST_MARKS else each for each in text)


def _html(number: int, text: LetterText) -> str:
    said = "".join(f"<p class=plain>{escape(line)}" for line in _address(number))
    said += "".join(f"<p class=right>{escape(line)}" for line in _FROM)
    said += f"<h1>{escape(text.title)}</h1>" + "".join(_html_parts(text.passages))
    contact = "<br>".join(escape(line.format(number=number)) for line in _CONTACT)
    return f"<section>{said}<div class=box>{contact}</div></section>"


def _html_parts(passages: tuple[Passage, ...]) -> Iterator[str]:
    for part in _parts(passages):
        if isinstance(part, Item):
            label, text = escape(part.label), escape(part.text)
            yield f"<table class=items><tr><td width=155>{label}<td>{text}</table>"
        elif isinstance(part, Passage):
            yield f"<p class={part.stand.value}>{escape(part.text)}"
        else:
            cells = (f"<tr><td>{escape(label)}<td>{escape(text)}" for label, text in part)
            yield f"<table>{''.join(cells)}</table>"


TYPST_LETTERS, WEASYPRINT_LETTERS = 1_000, 100
"""WeasyPrint takes minutes for a thousand; both sides set the fewer, once."""

_OTHERS = Callable[[list[LetterText], list[str]], Taken]


@contextmanager
def _many(count: int, others: _OTHERS) -> Iterator[Pair]:
    """Compose the letters, each with numbers of its own; what is measured draws them."""
    faces, language = typefaces(font_folders()), Language.JA
    setter, words = Setter(faces), wording(wording_folder(), language)
    facts = dict(samples(language))["L6"]
    letters = [
        letter_of(replace(facts, receipt_number=f"R8-{number:04}"), words, setter)
        for number in range(count)
    ]
    texts = [told(letter) for letter in letters]
    fonts = sorted({str(face.face(0).path.parent) for face in faces})

    def ours() -> None:
        sheet = Sheet(faces, language.value)
        for letter in map(_with_one_code, letters):
            letter.draw(sheet, setter)
        sheet.finish()

    with _one_core():
        ours()  # The fonts are read once, before anything counts; the others' start counts neither.
        yield Pair(ours, partial(others, texts, fonts))


def _with_one_code(letter: LetterDocument) -> LetterDocument:
    """Return a letter with the code of all: the others set the same text, and draw no code."""
    return replace(letter, furniture=replace(letter.furniture, qr="DAR8-01473/8-1"))


@contextmanager
def _one_core() -> Iterator[None]:
    """Keep this process and what it starts on one processor, where the system lets it."""
    if not hasattr(os, "sched_setaffinity"):
        yield
        return
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {min(before)})
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)


MANY = tuple(
    Line(
        name=f"letters.{name}",
        what=f"the pages of {count:,} letters drawn into one PDF with shared fonts",
        bare=f"{program} setting the same text on the same core",
        prepare=partial(_many, count, others),
        turns=turns,
        budget_ratio=1 / times,
        warm_up=0,
    )
    for name, program, others, count, turns, times in (
        ("typst", "Typst", by_typst, TYPST_LETTERS, 3, 4),
        ("weasyprint", "WeasyPrint", by_weasyprint, WEASYPRINT_LETTERS, 1, 20),
    )
)


A4 = (595.28, 841.89)
SCALE = 2 / 3
"""Points in a pixel of pdftohtml."""


class Drawn(NamedTuple):
    """A line of text on a page: font, size in points, place from the lower left corner."""

    font: str
    size: float
    x: float
    y: float
    text: str


def _lines(pdf: bytes) -> list[list[Drawn]]:
    """The lines of each page with their fonts, as poppler reads them."""
    command = ["pdftohtml", "-xml", "-i", "-stdout", "-", "-"]
    read = subprocess.run(command, input=pdf, capture_output=True, check=True).stdout
    document = ET.fromstring(read)  # noqa: S314  our own letter, read back by poppler
    fonts = {spec.get("id"): spec.get("family", "") for spec in document.iter("fontspec")}
    return [
        [
            Drawn(
                _font(fonts[line.get("font")], bold=line.find("b") is not None),
                int(line.get("height", "0")) * SCALE,
                int(line.get("left", "0")) * SCALE,
                A4[1] - (int(line.get("top", "0")) + int(line.get("height", "0"))) * SCALE,
                "".join(line.itertext()),
            )
            for line in page.iter("text")
        ]
        for page in document.iter("page")
    ]


def _font(family: str, *, bold: bool) -> str:
    if "Mincho" in family:
        return "mincho"
    return "bold" if bold else "gothic"


def _draw(pages: list[list[Drawn]]) -> bytes:
    buffer = BytesIO()
    canvas = Canvas(buffer, pagesize=A4, invariant=1, pageCompression=1)
    for lines in pages:
        for line in lines:
            canvas.setFont(line.font, line.size)
            canvas.drawString(line.x, line.y, line.text)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


@contextmanager
def _letter(name: str) -> Iterator[Pair]:
    facts = dict(samples(Language.JA))[name]
    for face in typefaces(font_folders()):
        pdfmetrics.registerFont(TTFont(face.name, str(face.face(0).path)))
    pages = _lines(render(facts))
    assert sum(map(len, pages)), "poppler reads no lines"
    yield Pair(partial(render, facts), partial(_draw, pages))


LINES = tuple(
    Line(
        name=f"letter.{name}",
        what=f"one letter ({name}) made, fonts subset, PDF frozen",
        bare="a bare canvas that draws the same lines with the same fonts",
        prepare=partial(_letter, name),
        turns=40,
        budget_ratio=1.5,
    )
    for name in ("L2", "L4", "L6")
)
