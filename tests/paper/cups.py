# SPDX-License-Identifier: MIT
"""Letters through a real CUPS: the paper's size, every place on it, fonts and text."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from itertools import product
from pathlib import Path
from random import Random
from unittest.mock import patch

from PIL import Image, ImageChops, ImageFilter, ImageStat

from desk_app.gui.printing.spooler import Cups
from desk_app.letters import page, render
from desk_app.letters.errors import AddressTooLong
from desk_app.letters.joining import joined
from desk_app.records.case.letters import Addressee, LetterFacts
from desk_app.records.case.mail import MailKind
from desk_app.records.desk.people import Language
from desk_app.records.desk.printers import JobState, PaperUse, PrinterChoice, PrintOrder
from desk_app.records.desk.profile import DeskProfile
from desk_app.records.pages import Addressed, Envelope, EnvelopesPage, Front
from desk_app.rules.letters.paper import order_for
from tests.letters.random_facts import random_facts
from tests.letters.reading import Word, poppler_pages, poppler_words_of_all, squeezed
from tests.paper import vocabulary
from tests.paper.windows import page_picture
from tests.workbench.processes import cut, spread
from tests.workbench.report import Context, Control, Goal, Outcome, Work

VIRTUAL, OFFICE = "virtual", "office"
"""The printer of cups-pdf, which takes PostScript; and one that takes PDF as modern ones do."""

_PROGRAMS = Path("/usr/lib/cups")
_VIRTUAL_PPD = Path("/usr/share/ppd/cups-pdf/CUPS-PDF_opt.ppd")
_OFFICE_PPD = Path(__file__).with_name("office.ppd")
_NOBODYS = Path("/var/spool/cups-pdf/ANONYMOUS")
_NOBODY = "desk-app-nobody"
_START_SECONDS, _ASK_EVERY = 20, 0.05
_PASSABLE, _OPEN = 0o755, 0o1777

_PLACES = """ServerRoot {folder}/conf
ServerBin {folder}/bin
CacheDir {folder}/cache
RequestRoot {folder}/spool
TempDir {folder}/spool/tmp
StateDir {folder}/state
AccessLog {folder}/log/access
ErrorLog {folder}/log/error
PageLog {folder}/log/page
Printcap {folder}/state/printcap
LogFileGroup root
SystemGroup root
Sandboxing relaxed
"""
_RULES = """LogLevel info
Listen 127.0.0.1:{port}
Browsing No
WebInterface No
DefaultAuthType None
PreserveJobFiles No
IdleExitTimeout 0
MaxJobs 0
<Location />
  Order allow,deny
  Allow from 127.0.0.1
</Location>
<Policy default>
  <Limit All>
    Order allow,deny
    Allow from 127.0.0.1
  </Limit>
</Policy>
"""
_KEEPS = """#!/bin/sh
test $# -eq 0 && echo 'direct keep "Unknown" "keeps what it prints"' && exit 0
cat > "{folder}/kept/$1.pdf" && printf '%s\\n%s\\n' "$4" "$5" > "{folder}/kept/$1.options"
"""
_PUTS_ASIDE = """#!/bin/sh
test $# -eq 0 && exec {virtual}
job=$1; user={nobody}; shift 2
exec {virtual} "$job" "$user" "$@"
"""


@dataclass(frozen=True, slots=True)
class PrintServer:
    """A running CUPS; ``printing`` is the program's own way to it."""

    folder: Path
    printing: Cups

    def kept(self, job: str) -> bytes:
        """Return the pages that the office's printer was given for a job."""
        return (self.folder / "kept" / f"{job.rpartition('-')[2]}.pdf").read_bytes()

    def options(self, job: str) -> tuple[int, frozenset[str]]:
        """Return in how many copies a job went to the office's printer, and with which options."""
        text = (self.folder / "kept" / f"{job.rpartition('-')[2]}.options").read_text("utf-8")
        copies, words = text.split("\n", 1)
        return int(copies), frozenset(words.split())

    def put_aside(self, job: str) -> bytes:
        """Return the pages that the virtual printer made of a job, and remove its file."""
        number = job.rpartition("-")[2]
        (path,) = _NOBODYS.glob(f"*job_{number}.pdf")
        pages = path.read_bytes()
        path.unlink()
        return pages

    def admin(self, *words: str) -> None:
        """Run a program that looks after queues."""
        _run(*words)


@contextmanager
def print_server(folder: Path) -> Iterator[PrintServer]:
    """Start CUPS with both printers, and end it; the virtual printer has to be run by root."""
    if os.geteuid() != 0:
        raise RuntimeError("the virtual printer is run by root alone")
    _let_through(folder)
    port = _free_port()
    _lay_out(folder, port)
    rules, places = (str(folder / "conf" / name) for name in ("cupsd.conf", "cups-files.conf"))
    with patch.dict(os.environ, CUPS_SERVER=f"127.0.0.1:{port}", LC_ALL="C.UTF-8"):
        running = subprocess.Popen([_program("cupsd"), "-f", "-c", rules, "-s", places])
        try:
            _await_start(running)
            _run("lpadmin", "-p", VIRTUAL, "-v", "cups-pdf:/", "-P", str(_VIRTUAL_PPD), "-E")
            _run("lpadmin", "-p", OFFICE, "-v", "keep:/", "-P", str(_OFFICE_PPD), "-E")
            _run("lpadmin", "-p", OFFICE, "-o", "print-scaling-default=fit")
            yield PrintServer(folder, Cups(*map(_program, ("lp", "lpstat", "lpoptions"))))
        finally:
            running.terminate()
            running.wait()


def _let_through(folder: Path) -> None:
    """Let the users of the print system pass our own folders, which nobody else may list."""
    for own in (folder, *folder.parents):
        if own.name.startswith("desk-app"):
            own.chmod(_PASSABLE)


def _lay_out(folder: Path, port: int) -> None:
    for name in ("conf/ppd", "cache", "spool/tmp", "state", "log", "bin/backend", "kept"):
        (folder / name).mkdir(parents=True)
    (folder / "kept").chmod(_OPEN)
    (folder / "conf/cups-files.conf").write_text(_PLACES.format(folder=folder))
    (folder / "conf/cupsd.conf").write_text(_RULES.format(port=port))
    for name in ("filter", "daemon", "notifier", "cgi-bin", "driver", "monitor"):
        (folder / "bin" / name).symlink_to(_PROGRAMS / name)
    virtual = _PROGRAMS / "backend/cups-pdf"
    _backend(folder, "keep", _KEEPS.format(folder=folder), 0o755)
    aside = _PUTS_ASIDE.format(virtual=virtual, nobody=_NOBODY)
    _backend(folder, "cups-pdf", aside, 0o700)


def _backend(folder: Path, name: str, script: str, mode: int) -> None:
    """Write a program that takes pages to a device; only root may run one that needs root."""
    path = folder / "bin/backend" / name
    path.write_text(script, encoding="utf-8")
    path.chmod(mode)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _await_start(running: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + _START_SECONDS
    while b"is running" not in _answer_of("lpstat", "-r"):
        if running.poll() is not None or time.monotonic() > until:
            raise RuntimeError("the print system did not start")
        time.sleep(_ASK_EVERY)


def _answer_of(*command: str) -> bytes:
    return subprocess.run(command, check=False, capture_output=True).stdout


def _program(name: str) -> str:
    return shutil.which(name) or name


def _run(*command: str) -> None:
    subprocess.run(command, check=True, capture_output=True)


LETTERS = 100
CONTROLS = 20
NEAREST = 0.2
"""So far may anything stand from its place, in millimetres."""

A4, LONG_3, SQUARE_2 = (210.0, 297.0), (120.0, 235.0), (240.0, 332.0)
_DOTS = 254
"""Dots to the inch: ten to the millimetre."""

_TO_THE_MILLIMETRE = 10
_FARTHEST = 4
"""So many dots around its place is a part of a page looked for."""

_PART, _INK = 400, 64
_LIKE = 0.5
"""So much of the ink may differ between two ways of drawing the same letters."""

Box = tuple[int, int, int, int]
"""Left, top, right and bottom, in dots."""

Pair = tuple[bytes, bytes]
"""Pages as they were sent, and as they came out."""

Comparison = Callable[[bytes, bytes, tuple[float, float]], list[str]]

_SHARE = 10
_PATIENCE, _LOOK_EVERY = 60, 0.2
_SIZE = re.compile(rb"Page\s+\d+ size:\s+([\d.]+) x ([\d.]+)")
_FONT = re.compile(r"^(?:[A-Z]{6}\+)?(\S+)\s.*\s(yes|no)\s+(?:yes|no)\s+(?:yes|no)\s+\d+\s+\d+$")


@dataclass(frozen=True, slots=True)
class Printed:
    """Pages that came out of a printer: what is wrong with them, in words; nothing where all is."""

    wrong: tuple[str, ...]

    @property
    def well(self) -> bool:
        """Tell whether nothing is wrong."""
        return not self.wrong


def try_cups(context: Context) -> Outcome:
    """Print letters, envelopes and a posting of two; then through a queue that scales to fit."""
    wanted = context.share(LETTERS, 4)
    with print_server(context.within("cups")) as server:
        letters = _letters(context.chance("letters"), wanted)
        found = [*_through_office(server, letters), *_through_virtual(server, letters)]
        more = [*_envelopes(server), *_posting(server, letters[:2]), _jam(server, letters[0])]
        scaled = _scaled(server, letters[: context.share(CONTROLS, 2)])
    wrong = [words for each in (*found, *more) for words in each.wrong]
    missed = sum(each.well for each in scaled)
    return Outcome(
        reached=_told(found, more, wrong),
        held=not wrong,
        work=(
            Work("letters on each of two printers", len(found) // 2, wanted),
            Work("other jobs", len(more), 6),
        ),
        control=Control(
            "a queue that scales to fit",
            f"{len(scaled) - missed} of {len(scaled)} found",
            failed=bool(scaled) and not missed,
        ),
    )


def _told(found: Sequence[Printed], more: Sequence[Printed], wrong: Sequence[str]) -> str:
    letters = f"{sum(not each.well for each in found)} of {len(found)} letters differ"
    others = f"{sum(not each.well for each in more)} of {len(more)} other jobs"
    return f"{letters}, {others}" + (f": {'; '.join(wrong[:3])}" if wrong else "")


def _letters(luck: Random, number: int) -> list[bytes]:
    """Return letters of every kind in both languages, to names and addresses of the country."""
    made = list[bytes]()
    while len(made) < number:
        facts = random_facts(luck.randrange(10**9))
        english = facts.language is Language.EN
        name = (vocabulary.latin_person if english else vocabulary.person)(luck)
        address = (vocabulary.latin_address if english else vocabulary.address)(luck)
        to = Addressee(name, vocabulary.postal_code(luck), address)
        try:
            made.append(render(_addressed(facts, to)))
        except AddressTooLong:
            continue
    return made


def _addressed(facts: LetterFacts, to: Addressee) -> LetterFacts:
    return replace(facts, addressee=to)


def _order(use: PaperUse, printer: str, tray: str = "", copies: int = 1) -> PrintOrder:
    return order_for(use, PrinterChoice(printer, tray, copies))


def _through_office(server: PrintServer, letters: Sequence[bytes]) -> list[Printed]:
    """Print on a queue that fits pages unless it is told not to, and prints on both sides."""
    order = _order(PaperUse.WINDOW_LETTER, OFFICE)
    jobs = [server.printing.send(letter, order) for letter in letters]
    _await_printed(server, jobs)
    pairs = [(letter, server.kept(job)) for letter, job in zip(letters, jobs, strict=True)]
    found = []
    for job, printed in zip(jobs, _each(_differs, pairs), strict=True):
        copies, options = server.options(job)
        well = copies == 1 and "sides=one-sided" in options
        found.append(printed if well else Printed((*printed.wrong, "sides or copies")))
    return found


def _through_virtual(server: PrintServer, letters: Sequence[bytes]) -> list[Printed]:
    """Print on the virtual printer, whose pages are PostScript on the way: a picture remains."""
    order = _order(PaperUse.WINDOW_LETTER, VIRTUAL)
    jobs = [server.printing.send(letter, order) for letter in letters]
    _await_printed(server, jobs)
    pairs = [(letter, server.put_aside(job)) for letter, job in zip(letters, jobs, strict=True)]
    return _each(_looks_other, pairs)


def _each(compare: Comparison, pairs: Sequence[Pair]) -> list[Printed]:
    """Compare pages of A4 sent and printed, side by side in processes."""
    shares = [[pairs[number] for number in some] for some in cut(len(pairs), _SHARE)]
    return [each for share in spread(partial(_compared, compare), shares) for each in share]


def _compared(compare: Comparison, pairs: Sequence[Pair]) -> list[Printed]:
    return [Printed(tuple(compare(sent, came, A4))) for sent, came in pairs]


def _envelopes(server: PrintServer) -> list[Printed]:
    """Print envelopes of both sizes on both printers, with a tray of their own on one of them."""
    to = Addressed(Addressee("𠮷田 ひかる", "790-0002", "愛媛県松山市二番町四丁目7番地2"))
    found = []
    for envelope, use, size in (
        (Envelope.LONG_3, PaperUse.LONG_3, LONG_3),
        (Envelope.SQUARE_2, PaperUse.SQUARE_2, SQUARE_2),
    ):
        front = Front(MailKind.SIMPLE_REGISTERED, to)
        pages = page(EnvelopesPage(DeskProfile(), envelope, (front,)))
        own = server.printing.send(pages, _order(use, OFFICE, "InputSlot=Manual"))
        drawn = server.printing.send(pages, _order(use, VIRTUAL))
        _await_printed(server, [own, drawn])
        tray = [] if "InputSlot=Manual" in server.options(own)[1] else ["tray"]
        found.append(Printed((*tray, *_looks_other(pages, server.kept(own), size))))
        found.append(Printed(tuple(_looks_other(pages, server.put_aside(drawn), size))))
    return found


def _posting(server: PrintServer, letters: Sequence[bytes]) -> list[Printed]:
    """Print the letters of one envelope as one job, twice each; the queue names its trays."""
    job = server.printing.send(joined(letters), _order(PaperUse.WINDOW_LETTER, OFFICE, copies=2))
    _await_printed(server, [job])
    wanted = [text for letter in letters for text in poppler_pages(letter)]
    wrong = [] if poppler_pages(server.kept(job)) == wanted else ["letters of an envelope"]
    wrong += [] if server.options(job)[0] == len(letters) else ["copies"]
    trays = tuple(f"InputSlot={name}" for name in ("Auto", "Upper", "Manual"))
    wrong += [] if tuple(server.printing.trays(OFFICE)) == trays else ["trays"]
    return [Printed(tuple(wrong))]


def _jam(server: PrintServer, letter: bytes) -> Printed:
    """Stop the printer on a job and take the job back; the same bytes then give the same page."""
    order, printing = _order(PaperUse.WINDOW_LETTER, OFFICE), server.printing
    server.admin("cupsdisable", OFFICE)
    job = printing.send(letter, order)
    wrong = [] if printing.states([job]) == {job: JobState.STOPPED} else ["a stopped job"]
    server.admin("cancel", job)
    wrong += [] if printing.states([job]) == {job: JobState.NOT_PRINTED} else ["a cancelled job"]
    server.admin("cupsenable", OFFICE)
    again = printing.send(letter, order)
    _await_printed(server, [again])
    return Printed((*wrong, *_differs(letter, server.kept(again), A4)))


def _scaled(server: PrintServer, letters: Sequence[bytes]) -> list[Printed]:
    """Print without a word about scaling: the queue's own way is to fit what it can print on."""
    command = [server.printing.lp, "-d", OFFICE, "-o", "media=A4", "-"]
    said = [
        subprocess.run(command, input=letter, capture_output=True, check=True).stdout.split()
        for letter in letters
    ]
    jobs = [words[3].decode() for words in said]
    _await_printed(server, jobs)
    pairs = [(letter, server.kept(job)) for letter, job in zip(letters, jobs, strict=True)]
    both = zip(_each(_differs, pairs), _each(_looks_other, pairs), strict=True)
    return [
        Printed(()) if by_place.well or by_look.well else by_place for by_place, by_look in both
    ]


def _await_printed(server: PrintServer, jobs: Sequence[str]) -> None:
    """Wait for jobs, however long they take, as long as one after the other comes out."""
    done, until = -1, 0.0
    while done < len(jobs):
        states = list(server.printing.states(jobs).values())
        now, printed = time.monotonic(), states.count(JobState.PRINTED)
        if printed > done:
            done, until = printed, now + _PATIENCE
        elif JobState.NOT_PRINTED in states or now > until:
            raise RuntimeError(f"the print system printed {done} of {len(jobs)} jobs")
        time.sleep(_LOOK_EVERY)


def _differs(sent: bytes, came: bytes, size: tuple[float, float]) -> list[str]:
    """Return what differs between pages sent and printed: sizes, places of words, fonts, text."""
    wrong = _wrong_sizes(came, size)
    before, after = poppler_words_of_all(sent), poppler_words_of_all(came)
    if [_said(words) for words in before] != [_said(words) for words in after]:
        return [*wrong, "text"]
    far = max(
        (abs(one - other))
        for was, now in zip(before, after, strict=True)
        for word, same in zip(was, now, strict=True)
        for one, other in zip(word[:4], same[:4], strict=True)
    )
    wrong += [f"{far:.2f} mm off"] if far > NEAREST else []
    return wrong + ([] if _fonts(sent) == _fonts(came) else ["fonts"])


def _said(words: Sequence[Word]) -> list[str]:
    return [squeezed(word.text) for word in words]


def _wrong_sizes(pages: bytes, size: tuple[float, float]) -> list[str]:
    told = _tool("pdfinfo", "-f", "1", "-l", "999", "-", given=pages)
    sizes = [tuple(float(side) / 72 * 25.4 for side in each) for each in _SIZE.findall(told)]
    near = (abs(a - b) <= NEAREST for each in sizes for a, b in zip(each, size, strict=True))
    return [] if sizes and all(near) else [f"sizes {sizes}"]


def _fonts(pages: bytes) -> set[tuple[str, str]]:
    """Return the names of the fonts, and whether each is embedded."""
    lines = _tool("pdffonts", "-", given=pages).decode().splitlines()[2:]
    return {(found[1], found[2]) for line in lines if (found := _FONT.match(line.strip()))}


def _looks_other(sent: bytes, came: bytes, size: tuple[float, float]) -> list[str]:
    """Return what differs to the eye: sizes, or a quarter of a page that does not lie in place."""
    wrong = _wrong_sizes(came, size)
    sheets = len(poppler_pages(sent))
    if wrong or len(_SIZE.findall(_tool("pdfinfo", "-l", "999", "-", given=came))) != sheets:
        return wrong or ["pages"]
    for number in range(1, sheets + 1):
        after = _drawn(came, number, size)
        if not any(_lies_alike(before, after) for before in _drawn_upright(sent, number, size)):
            return [f"page {number} lies elsewhere"]
    return []


def _drawn_upright(pages: bytes, number: int, size: tuple[float, float]) -> Iterator[Image.Image]:
    """Draw a page as its paper goes through a printer; which way one is turned is the printer's."""
    told = _SIZE.findall(_tool("pdfinfo", "-l", "999", "-", given=pages))[number - 1]
    if float(told[0]) > float(told[1]):
        lying = _drawn(pages, number, size[::-1])
        yield lying.rotate(90, expand=True)
        yield lying.rotate(270, expand=True)
    else:
        yield _drawn(pages, number, size)


def _drawn(pages: bytes, number: int, size: tuple[float, float]) -> Image.Image:
    """Draw a page with its ink white, and blurred a little: readers draw edges differently."""
    picture = page_picture(pages, number, _DOTS, size)
    return ImageChops.invert(picture).filter(ImageFilter.GaussianBlur(1))


def _lies_alike(before: Image.Image, after: Image.Image) -> bool:
    """Tell whether what stands nearest to each corner of a page lies in its place."""
    for corner in _corners(before):
        place = _place(before.crop(corner), after, corner)
        if place is None or max(map(abs, place)) > NEAREST * _TO_THE_MILLIMETRE:
            return False
    return True


def _corners(picture: Image.Image) -> Iterator[Box]:
    """Yield the outermost part with ink of each quarter, four centimetres wide and high."""
    width, height = picture.size
    for right, down in product((False, True), repeat=2):
        left, top = width // 2 * right, height // 2 * down
        quarter = picture.crop((left, top, left + width // 2, top + height // 2))
        found = quarter.point(lambda value: value if value > _INK else 0).getbbox()
        if found is not None:
            x = max(found[2] - _PART, 0) if right else min(found[0], width // 2 - _PART)
            y = max(found[3] - _PART, 0) if down else min(found[1], height // 2 - _PART)
            yield _inside(left + x, top + y, picture.size)


def _inside(x: int, y: int, size: tuple[int, int]) -> Box:
    """Return a part of a page, so far from its edges that it can be looked for around its place."""
    left, top = (
        min(max(at, _FARTHEST), side - _PART - _FARTHEST)
        for at, side in zip((x, y), size, strict=True)
    )
    return left, top, left + _PART, top + _PART


def _place(part: Image.Image, page_after: Image.Image, at: Box) -> tuple[int, int] | None:
    """Return by how many dots a part of a page has moved; nothing where it is not found."""
    inked = ImageStat.Stat(part).sum[0]
    left, top, right, bottom = at
    off = range(-_FARTHEST, _FARTHEST + 1)
    least, place = min(
        (
            ImageStat.Stat(
                ImageChops.difference(
                    part, page_after.crop((left + x, top + y, right + x, bottom + y))
                )
            ).sum[0],
            (x, y),
        )
        for x in off
        for y in off
    )
    return place if least <= _LIKE * inked else None


def _tool(*command: str, given: bytes) -> bytes:
    return subprocess.run(command, input=given, capture_output=True, check=True).stdout


RUN = Goal(
    "cups",
    f"{LETTERS} letters through a real CUPS: page size, places within {NEAREST} mm, fonts, text",
    try_cups,
    tools=("cupsd", "lpadmin", "gs", "pdffonts", "pdfinfo", "pdftotext", "pdftoppm"),
)
