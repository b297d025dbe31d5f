# SPDX-License-Identifier: MIT
"""The same letters for Typst and for WeasyPrint, which the bench installs beside the program."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from html import escape
from pathlib import Path
from typing import NamedTuple

from platformdirs import user_cache_path

from desk_app.records.letters import LetterText, Passage, Stand
from tests.bench.measuring import Taken

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

_TYPST = """\
import json, sys, time
import typst
asked = json.load(sys.stdin)
started, cpu = time.perf_counter(), time.process_time()
pages = typst.compile(asked["source"].encode(), font_paths=asked["fonts"])
print((time.perf_counter() - started) * 1000, (time.process_time() - cpu) * 1000)
"""
_WEASYPRINT = """\
import json, sys, time
import weasyprint
asked = json.load(sys.stdin)
started, cpu = time.perf_counter(), time.process_time()
weasyprint.HTML(string=asked["source"]).write_pdf()
print((time.perf_counter() - started) * 1000, (time.process_time() - cpu) * 1000)
"""


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
