# SPDX-License-Identifier: MIT
"""GOAL-24: files of others: spoilt ledgers (K4), and scans that mean harm (I6)."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import zipfile
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from random import Random

import xlsxwriter

from desk_app.cli.exit_codes import Exit
from tests.robustness import scanned
from tests.robustness.malformed import mangled
from tests.workbench.desks import CLERK, Site, command, founded
from tests.workbench.older_workbook import Failed, older_workbook
from tests.workbench.processes import ROOT, apart
from tests.workbench.report import Context, Control, Goal, Outcome, Work
from tests.workbench.scanner_files import HOSTILE, sound

FILES, COMMANDS, CONTROLS = 10_000, 200, 100
ENDED = "ended"
"""The reader's process ended: whoever waits for it is told that the file is broken."""

_READER = """
import json, sys
from pathlib import Path
from desk_app.desk.errors import KnownError
from desk_app.store.ledgers import ledger_reading as reading
from desk_app.bootstrap.systems import system_of
system_of(sys.platform).processes.bound(reading.MOST_MEMORY, 3600)
careful = sys.argv[1] == "careful"
for line in sys.stdin:
    path = Path(line.rstrip("\\n"))
    try:
        if careful:
            rows = sum(1 for _ in reading.read_ledger(path, "").rows)
        else:
            import python_calamine
            book = python_calamine.CalamineWorkbook.from_path(path)
            rows = len(book.get_sheet_by_index(0).to_python())
        said = f"whole {rows}"
    except KnownError as error:
        said = error.code
    except MemoryError:
        said = "memory"
    except Exception as error:
        said = "traceback " + type(error).__name__
    print(said, flush=True)
"""


class Reader:
    """A process that reads file after file, and is begun anew where one ends it."""

    def __init__(self, *, careful: bool) -> None:
        self._words = "careful" if careful else "careless"
        self._process = self._begun()
        self.ended = 0

    def read(self, path: Path) -> str:
        """Return what became of a file."""
        if self._process.stdin is None or self._process.stdout is None:
            raise RuntimeError("a process without pipes")
        self._process.stdin.write(f"{path}\n")
        self._process.stdin.flush()
        said = self._process.stdout.readline().rstrip("\n")
        if said:
            return said
        self.close()
        self.ended += 1
        self._process = self._begun()
        return ENDED

    def close(self) -> None:
        """End the process."""
        self._process.kill()
        self._process.communicate()

    def _begun(self) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, "-c", _READER, self._words],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=os.environ | {"PYTHONPATH": str(ROOT)},
            text=True,
        )


@contextmanager
def reader(*, careful: bool) -> Iterator[Reader]:
    """Have such a process for a time."""
    made = Reader(careful=careful)
    try:
        yield made
    finally:
        made.close()


@dataclass(slots=True)
class Became:
    """What became of spoilt files."""

    said: Counter[str] = field(default_factory=Counter)

    def add(self, said: str) -> None:
        """Count what was said of a file."""
        self.said[said.split(maxsplit=1)[0]] += 1

    @property
    def refused(self) -> int:
        """How many were refused, their reader's end included."""
        return self.said.total() - self.said["whole"] - self.broken

    @property
    def broken(self) -> int:
        """How many ended in a mistake of ours."""
        return self.said["traceback"]


# What is spoilt: one sound ledger in each form, byte by byte and part by part.


def models() -> dict[str, bytes]:
    """Return a small sound ledger in each form that can be made here."""
    rows = [("番号", "受付日", "氏名", "住所", "請求種別", "結果", "完了日")]
    rows += [
        (f"17-{each:03}", "R5.4.3", f"山田{each}", "東京都港区1-2-3", "開示", "開示", "R5.4.20")
        for each in range(20)
    ]
    lines = "".join(",".join(row) + "\r\n" for row in rows)
    return {
        "xlsx": _workbook(rows),
        "ods": _document(rows),
        "xls": _older(rows),
        "csv": lines.encode("cp932"),
        "tsv": b"\xef\xbb\xbf" + lines.replace(",", "\t").encode(),
    }


def _workbook(rows: Sequence[tuple[str, ...]]) -> bytes:
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        sheet = book.add_worksheet("受付簿")
        day = book.add_format({"num_format": "yyyy/m/d"})
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
        sheet.write_datetime(len(rows), 1, date(2023, 4, 3), day)
        sheet.write_formula(len(rows), 2, "=1/0", None, "#DIV/0!")
    return content.getvalue()


def _older(rows: Sequence[tuple[str, ...]]) -> bytes:
    cells: dict[tuple[int, int], str | float | Failed] = {
        (number, place): cell for number, row in enumerate(rows) for place, cell in enumerate(row)
    }
    cells[len(rows), 2] = Failed(0x07, formula=True)
    return older_workbook([("受付簿", cells)])


def _document(rows: Sequence[tuple[str, ...]]) -> bytes:
    told = "".join(
        "<table:table-row>"
        + "".join(
            '<table:table-cell office:value-type="string">'
            f"<text:p>{cell}</text:p></table:table-cell>"
            for cell in row
        )
        + "</table:table-row>"
        for row in rows
    )
    space = "urn:oasis:names:tc:opendocument:xmlns"
    names = " ".join(f'xmlns:{each}="{space}:{each}:1.0"' for each in ("office", "table", "text"))
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr(
            "content.xml",
            f"<office:document-content {names}><office:body><office:spreadsheet>"
            f'<table:table table:name="表">{told}</table:table>'
            "</office:spreadsheet></office:body></office:document-content>",
        )
        archive.writestr(
            "META-INF/manifest.xml", f'<m:manifest xmlns:m="{space}:manifest:1.0"></m:manifest>'
        )
    return content.getvalue()


def spoil(form: str, content: bytes, chance: Random) -> bytes:
    """Return a ledger spoilt: as a file, or in one part of its archive."""
    if form in {"xlsx", "ods"} and chance.random() < 0.7:
        return _inside(content, chance)
    return mangled(content, chance)


def _inside(content: bytes, chance: Random) -> bytes:
    """Spoil one part of an archive; the archive itself stays sound."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(made, "w") as new:
        names = old.namelist()
        wrong = chance.choice(names)
        for name in names:
            part = old.read(name)
            new.writestr(name, _part(part, chance) if name == wrong else part)
    return made.getvalue()


def _part(part: bytes, chance: Random) -> bytes:
    ways = (
        lambda: mangled(part, chance),
        lambda: part.replace(b'r="A1"', b'r="XFD1048576"', 1),
        lambda: part.replace(b"</", b"<", 1),
        lambda: part.replace(b"1", str(chance.randrange(10**9)).encode(), 3),
        lambda: b"\xff\xfe" + part,
        lambda: b"",
    )
    return chance.choice(ways)()


# The goal: the reader at its full figure, then the whole command on a desk.


def try_ledgers(context: Context) -> Outcome:
    """Spoil ledgers for the reader, then for the command; then without any care."""
    became = _read_all(context, context.share(FILES, 40), careful=True)
    site = founded(context.within("desk"))
    commanded, partial = apart(_command_all, site, context, context.share(COMMANDS, 2))
    careless = _read_all(context, context.share(CONTROLS, 40), careful=False)
    scans, few = context.share(scanned.FILES, 3), scanned.CONTROLS
    place, chance = context.within("scans"), context.chance("scans")
    seen = apart(scanned.read_all, place, chance, scans)
    led = apart(scanned.lead_all, place, context.chance("codes"), scans)
    harmed, harmless = apart(scanned.careless, place, context.chance("careless"), few)
    told = f" ({dict(became.said)})" if became.broken else ""
    return Outcome(
        reached=(
            f"{became.broken} tracebacks{told} of {became.said.total():,} files at the reader "
            f"({became.refused:,} refused, {became.said['whole']:,} read, its process ended by "
            f"{became.said[ENDED]:,}); {commanded.broken} tracebacks and {partial} partial imports "
            f"of {commanded.said.total():,} at the command; {seen.broken.total()} tracebacks"
            f"{f' ({dict(seen.broken)})' if seen.broken else ''} of {seen.tried} scans "
            f"({seen.refused} refused, {seen.said['whole']} kept), their reader at most "
            f"{seen.memory / 1024**2:,.0f} MB; {led.broken.total()} tracebacks"
            f"{f' ({dict(led.broken)})' if led.broken else ''} of {led.tried} in the scanner's "
            f"folder ({led.refused} refused, {led.said['whole']} looked at for codes), at most "
            f"{led.memory / 1024**2:,.0f} MB"
        ),
        held=became.broken == commanded.broken == partial == 0
        and all(scanned.is_harmless(each) for each in (seen, led)),
        work=(
            Work("files", became.said.total(), context.share(FILES, 40)),
            Work("sound ones read", _read_sound(context), len(models())),
            Work("refused", became.refused, context.share(FILES, 40) // 4),
            Work("commands", commanded.said.total(), context.share(COMMANDS, 2)),
            Work("scans", seen.tried, scans),
            Work("scans refused", seen.refused, scans // 3),
            Work("scans asked for codes", led.tried, scans),
            Work("of these looked at", led.said["whole"], scans // 6),
            Work("codes of sound ones read", led.sound, scanned.CODED),
            Work("kinds of harm", len(seen.kinds), min(scans // 2, len(HOSTILE))),
            Work("sound scans kept", seen.sound, len(sound())),
        ),
        control=Control(
            "the libraries alone",
            f"{careless.broken + careless.said[ENDED]} of {careless.said.total()} ledgers and "
            f"{harmed} of {harmless + harmed} scans ended in no word",
            failed=careless.broken + careless.said[ENDED] > 0 and harmed > 0,
        ),
    )


def _read_sound(context: Context) -> int:
    """Return how many of the sound ledgers are read whole: what is spoilt must have been one."""
    whole = 0
    with reader(careful=True) as reading:
        for form, content in models().items():
            path = context.folder / f"sound.{form}"
            path.write_bytes(content)
            whole += reading.read(path).startswith("whole")
    return whole


def _read_all(context: Context, files: int, *, careful: bool) -> Became:
    """Have so many read; without any care, until the first that ends in no word."""
    chance = context.chance(f"reader, {careful}")
    became, known = Became(), models()
    with reader(careful=careful) as reading:
        for _ in range(files):
            form = chance.choice(sorted(known))
            path = context.folder / f"ledger.{form}"
            path.write_bytes(spoil(form, known[form], chance))
            became.add(reading.read(path))
            if not careful and became.broken + became.said[ENDED]:
                break
    return became


def _command_all(site: Site, context: Context, files: int) -> tuple[Became, int]:
    """Give the command spoilt ledgers one after the other; what it left must be whole."""
    chance, known = context.chance("command"), models()
    became, partial = Became(), 0
    secret = f"{CLERK.name}\n{CLERK.password}\n"
    for number in range(files):
        form = chance.choice(sorted(known))
        path = context.folder / f"given-{number}.{form}"
        path.write_bytes(spoil(form, known[form], chance))
        before = _counts(site)
        words = ("import", str(path), "--desk", str(site.desk), "--password-fd", "{fd}", "--json")
        ended = command(*words, secret=secret)
        became.add("traceback" if ended.code == Exit.OUR_FAULT else f"{Exit(ended.code).name}")
        came = [now - then for now, then in zip(_counts(site), before, strict=True)]
        wanted = ended.said.get("taken", 0) if ended.code == 0 else 0
        partial += came[0] != wanted or came[1] != (1 if ended.code == 0 else 0)
    return became, partial


def _counts(site: Site) -> tuple[int, int]:
    """Return how many mail items and imports there are."""
    (mail,) = site.ask("SELECT count(*) FROM mail_items")[0]
    (imports,) = site.ask("SELECT count(*) FROM imports")[0]
    return mail, imports


GOAL = Goal(
    "GOAL-24",
    f"{FILES:,} spoilt ledgers at the reader, {COMMANDS} at the command: 0 tracebacks, 0 partial "
    f"imports; {scanned.FILES} scans that mean harm, shown and kept, and {scanned.FILES} looked at "
    "for codes in the scanner's folder: 0 tracebacks, their reader ≤ 1.5 GB",
    try_ledgers,
    takes=60,
)
