# SPDX-License-Identifier: MIT
"""The manual as pages that any browser shows: the forms of Markdown that its chapters have."""

from __future__ import annotations

import html
import re
import shutil
from itertools import groupby
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

LANGUAGES: Final = {
    "ja": ("個人情報お問い合わせ窓口 マニュアル", "目次"),
    "en": ("desk_app: the manual", "Contents"),
}
BLOCK: Final = re.compile(r"^```\n(.*?)^```$", re.MULTILINE | re.DOTALL)
PICTURE: Final = re.compile(r"!\[([^\]]*)\]\(([^)]+)\)")
LINK: Final = re.compile(r"\[([^\]]*)\]\(([^)]+)\.md\)")
BOLD: Final = re.compile(r"\*\*(.+?)\*\*")
SAID: Final = re.compile(r"\*([^*\s][^*]*)\*")
"""What is said with weight, once what is bold is told."""
CODE: Final = re.compile(r"(`[^`]+`)")
NUMBERED: Final = re.compile(r"\d+\. ")
STYLE: Final = """\
:root { color-scheme: light dark; }
body { max-width: 46em; margin: 2em auto; padding: 0 1em; line-height: 1.7;
  font-family: "BIZ UDPGothic", "Yu Gothic UI", sans-serif; }
img { max-width: 100%; height: auto; border: 1px solid #8888; }
table { border-collapse: collapse; }
th, td { border: 1px solid #8888; padding: .3em .6em; text-align: left; }
pre { background: #8882; padding: .7em 1em; overflow-x: auto; }
"""


def write(manual: Path, folder: Path) -> None:
    """Write every chapter in both languages, their pictures, and a page that lists them."""
    for language, (name, _) in LANGUAGES.items():
        there = folder / language
        there.mkdir(parents=True)
        titles = {}
        for chapter in sorted((manual / language).glob("*.md")):
            text = chapter.read_text("utf-8")
            titles[f"{chapter.stem}.html"] = title = text.partition("\n")[0].removeprefix("# ")
            (there / f"{chapter.stem}.html").write_text(_page(language, title, body(text)), "utf-8")
        lines = [
            f'<li><a href="{file}">{html.escape(each)}</a></li>' for file, each in titles.items()
        ]
        listed = "\n".join([f"<h1>{name}</h1>", "<ol>", *lines, "</ol>"])
        (there / "index.html").write_text(_page(language, name, listed, home=False), "utf-8")
        shutil.copytree(manual / language / "pictures", there / "pictures")


def _page(language: str, title: str, text: str, *, home: bool = True) -> str:
    back = f'<p><a href="index.html">{LANGUAGES[language][1]}</a></p>\n' if home else ""
    return (
        f'<!DOCTYPE html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width">\n'
        f"<title>{html.escape(title)}</title>\n"
        f"<style>\n{STYLE}</style>\n</head>\n<body>\n{back}{text}\n</body>\n</html>\n"
    )


def body(text: str) -> str:
    """Return a chapter as a browser reads it."""
    parts = BLOCK.split(text)
    made = [
        f"<pre>{html.escape(part)}</pre>" if number % 2 else "\n".join(_blocks(part))
        for number, part in enumerate(parts)
    ]
    return "\n".join(each for each in made if each)


def groups(text: str) -> Iterator[tuple[str, list[str]]]:
    """Yield the lines that belong together, with their kind: `#`, `|`, `ol`, `ul`, or no name."""
    lines = [line for line in text.splitlines() if line.strip()]
    for kind, same in groupby(lines, _kind):
        yield kind, list(same)


def _blocks(text: str) -> Iterator[str]:
    for kind, group in groups(text):
        if kind == "|":
            yield _table(group)
        elif kind in {"ol", "ul"}:
            items = (f"<li>{inline(line.partition(' ')[2])}</li>" for line in group)
            yield f"<{kind}>\n" + "\n".join(items) + f"\n</{kind}>"
        elif kind == "#":
            for line in group:
                marks, _, words = line.partition(" ")
                yield f"<h{len(marks)}>{inline(words)}</h{len(marks)}>"
        else:
            yield from (f"<p>{inline(line)}</p>" for line in group)


def _kind(line: str) -> str:
    if NUMBERED.match(line):
        return "ol"
    if line.startswith("- "):
        return "ul"
    return line[0] if line[0] in "#|" else ""


def _table(lines: Sequence[str]) -> str:
    head, _, *rows = ([cell.strip() for cell in line.strip("|").split("|")] for line in lines)
    made = ["<tr>" + "".join(f"<th>{inline(cell)}</th>" for cell in head) + "</tr>"]
    made += ["<tr>" + "".join(f"<td>{inline(cell)}</td>" for cell in row) + "</tr>" for row in rows]
    return "<table>\n" + "\n".join(made) + "\n</table>"


def inline(text: str) -> str:
    """Return the words of a line with what stands out in them."""
    return "".join(
        f"<code>{html.escape(part[1:-1])}</code>" if number % 2 else _words(part)
        for number, part in enumerate(CODE.split(text))
    )


def _words(text: str) -> str:
    text = PICTURE.sub(r'<img src="\2" alt="\1">', html.escape(text, quote=False))
    text = LINK.sub(r'<a href="\2.html">\1</a>', text)
    return SAID.sub(r"<em>\1</em>", BOLD.sub(r"<strong>\1</strong>", text))
