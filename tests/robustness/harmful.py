# SPDX-License-Identifier: MIT
"""GOAL-8: harmful texts in every field of an application, and everywhere they go out again."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple, Self, get_type_hints
from unittest.mock import patch
from xml.etree import ElementTree as ET
from xml.sax.saxutils import escape

from jinja2.sandbox import ImmutableSandboxedEnvironment
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import Qt as Gui
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget

from desk_app.cli.exit_codes import Exit
from desk_app.cli.sample.pdf_text import text_of
from desk_app.desk.applications.intake import EnvelopeDraft, log_application
from desk_app.desk.context import Desk
from desk_app.desk.errors import BadInput, KnownError, LetterStopped
from desk_app.desk.rows import Filter, JournalFilter, ListOrder
from desk_app.gui.case.read import ApplicationColumns
from desk_app.gui.kit.tables.columns import RowsModel
from desk_app.gui.page import Place
from desk_app.letters import page, render
from desk_app.letters.fonts.right_to_left import TURNED, is_turned
from desk_app.letters.samples import samples
from desk_app.records.base import ApplicationId
from desk_app.records.books.ledgers import Ledger, LedgerCell
from desk_app.records.case.application import Change, Principal, Proxy, ProxyKind
from desk_app.records.case.letters import DecisionBody
from desk_app.records.desk.people import Language
from desk_app.records.desk.profile import DeskProfile
from desk_app.records.field import kinds_of
from desk_app.records.pages import DayLine
from desk_app.store.ledgers import workbooks
from tests.builders import ARRIVED
from tests.letters import ledger_samples, own_samples
from tests.letters.drawn import Drawn
from tests.robustness import harmful_beside
from tests.robustness.doors import Kind, names_of
from tests.robustness.harmful_beside import Beside
from tests.robustness.malformed import checked
from tests.workbench import window
from tests.workbench.desks import OFFICER, LaterClock, Site, envelope, founded, verify
from tests.workbench.processes import ROOT, apart
from tests.workbench.report import Context, Control, Goal, Outcome, Tally, Work

TEXTS, IN_WINDOW, IN_ANSWERS, IN_ONE_PROCESS = 5_000, 60, 500, 1_000
BESIDE = 400
"""So many of the texts are typed into inquiries and registers as well."""
OUTLETS = 6
_LISTED = 10_000


def try_texts(context: Context) -> Outcome:
    """Type the texts into every field and look at every way out; then with no escaping."""
    wanted = context.share(TEXTS, 30)
    chance = context.chance("texts")
    texts = [hostile(number, chance) for number in range(wanted)]
    site, gone = founded(context.within("desk")), Gone()
    for first in range(0, wanted, IN_ONE_PROCESS):
        gone += apart(_typed, site, texts[first : first + IN_ONE_PROCESS], first)
    gone += apart(_list, site)
    gone += apart(_paper, texts, gone.taken)
    gone += apart(_window, site, context.share(IN_WINDOW))
    gone += apart(_journal, site, wanted)
    some = texts[: context.share(BESIDE, len(harmful_beside.FIELDS))]
    beside, formulas_beside = apart(_beside, site, some)
    gone += Gone(broken=beside.broken, wrong=beside.wrong, formulas=beside.formulas)
    gone.went("ledgers of inquiries and registers", beside.printed, len(beside.torn()))
    gone.went("reply to an inquiry", beside.replied, 0)
    control = (*apart(_unescaped, READ_AS_MORE), formulas_beside)
    return Outcome(
        reached=(
            f"{gone.broken.total()} tracebacks, {gone.formulas} formulas, {gone.markup} markup "
            f"read, {gone.wrong.total()} texts not equal to the record{gone.told()} "
            f"({len(gone.taken):,} of {wanted:,} taken, the others refused with their place; "
            f"{gone.printed:,} printed, {gone.stopped:,} stopped by a character no font has)"
        ),
        held=gone.broken.total() == gone.formulas == gone.markup == gone.wrong.total() == 0,
        work=(
            Work("texts × ways out", gone.passed.total(), wanted * OUTLETS // 2),
            Work("taken", len(gone.taken), wanted // 3),
            Work("fields", len(gone.fields), len(FIELDS)),
            Work("found by search", gone.found, wanted // 20),
            Work("printed", gone.printed, wanted // 3),
            Work(
                "fields beside", len(beside.taken), min(len(some), len(harmful_beside.FIELDS)) // 2
            ),
            Work("cells of their ledgers read back", beside.cells, 5 * len(some)),
            Work("cells of theirs on paper", beside.printed, len(some) // 2),
            Work("texts in replies", beside.replied, len(some) // 2),
        ),
        control=Control(
            "unescaped renderer, plain write, nothing turned",
            f"{control[0]} texts differ on paper, {control[1]} formulas, {control[2]} texts stand "
            f"in another order, {control[3]} formulas in ledgers of inquiries and registers",
            failed=min(control) > 0,
        ),
        doors=frozenset(gone.passed),
    )


@dataclass(slots=True)
class Gone(Tally):
    """What became of the texts on their ways out."""

    taken: list[str] = field(default_factory=list)
    fields: set[str] = field(default_factory=set)
    passed: Counter[str] = field(default_factory=Counter)
    broken: Counter[str] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)
    formulas: int = 0
    markup: int = 0
    found: int = 0
    printed: int = 0
    stopped: int = 0

    def went(self, door: str, passed: int, wrong: int, formulas: int = 0) -> int:
        """Note how many texts passed a door, and how many wrongly; give the formulas back."""
        self.wrong[door] += wrong
        self.passed[door] += passed
        return formulas

    def told(self) -> str:
        """Return what was wrong, where anything was."""
        return f" {dict(self.broken | self.wrong)}" if self.broken or self.wrong else ""


# Typed at the desk, listed, searched for.

Put = Callable[[EnvelopeDraft, str], EnvelopeDraft]
Read = Callable[[Desk, ApplicationId], object]


def _texts_of(record: type) -> tuple[str, ...]:
    """Return the fields of a person that hold text as it is typed."""
    hints = get_type_hints(record)
    return tuple(name for name in kinds_of(record) if hints[name] is str)


_PRINCIPAL, _PROXY = _texts_of(Principal), _texts_of(Proxy)
_MAIL = ("sender", "note", "tracking_number")
_PAPER = ("name", "address")
FIELDS: tuple[tuple[str, str], ...] = (
    *(("principal", name) for name in _PRINCIPAL),
    *(("proxy", name) for name in _PROXY),
    *(("application", name) for name in ("scope", "service")),
    *(("claim", name) for name in ("circumstances",)),
    *(("change", name) for name in ("item", "before", "after")),
    *(("mail", name) for name in _MAIL),
    *(("paper", name) for name in _PAPER),
)
"""Every text of an application as it is typed: the part and the field in it."""


def _typed(site: Site, texts: Sequence[str], first: int) -> Gone:
    gone, desk = Gone(), site.open()
    for number, text in enumerate(texts, first):
        part, name = FIELDS[number % len(FIELDS)]
        gone.fields.add(f"{part}.{name}")
        try:
            _log(desk, part, name, text, gone)
        except BadInput as error:
            gone.wrong[f"refused at {error.place}"] += not error.place.endswith(name)
        except Exception as error:  # noqa: BLE001  whatever came is counted by its kind
            gone.broken[f"{part}.{name}: {type(error).__name__}"] += 1
        _search(desk, text, gone)
    desk.ports.store.close()
    return gone


def _log(desk: Desk, part: str, name: str, text: str, gone: Gone) -> None:
    """Log an application with the text in one field; what was taken must come out equal."""
    changes = log_application(desk, _draft(part, name, text))
    (id_,) = (
        ApplicationId(int(id_)) for kind, id_ in changes.touched if kind.value == "application"
    )
    with desk.ports.store.reading() as books:
        kept = books.files.get(id_)
    application = kept.application
    parts: dict[str, Any] = {
        "principal": application.principal,
        "proxy": application.proxy,
        "application": application,
        "claim": application.claims[0],
        "change": application.claims[0].changes[0],
        "mail": kept.mail[0],
        "paper": kept.enclosures[0],
    }
    gone.wrong[f"{part}.{name}"] += getattr(parts[part], name) != text
    gone.taken.append(text)


def _draft(part: str, name: str, text: str) -> EnvelopeDraft:
    """Return an envelope with the text in one field of one part."""
    draft = envelope("山田 花子", ARRIVED)
    (each,) = draft.applications
    (claim,), (paper,) = each.application.claims, each.enclosures
    parts: dict[str, Any] = {
        "principal": each.application.principal,
        "proxy": Proxy(ProxyKind.CONSIGNED, "代理 太郎"),
        "application": each.application,
        "claim": claim,
        "change": Change("住所", "前", "後"),
        "mail": draft.mail,
        "paper": paper,
    }
    parts[part] = replace(parts[part], **{name: text})
    claims = (replace(parts["claim"], changes=(parts["change"],)),)
    application = replace(
        parts["application"], claims=claims, principal=parts["principal"], proxy=parts["proxy"]
    )
    typed = replace(each, application=application, enclosures=(parts["paper"],))
    return replace(draft, mail=parts["mail"], applications=(typed,))


def _search(desk: Desk, text: str, gone: Gone) -> None:
    try:
        window = desk.ports.store.queries.window(Filter(text=text), ListOrder(), desk.today)
        desk.ports.store.journal.window(JournalFilter(subject=text), 1)
    except KnownError:
        gone.passed["search"] += 1
    except Exception as error:  # noqa: BLE001  whatever came is counted by its kind
        gone.broken[f"search: {type(error).__name__}"] += 1
    else:
        gone.passed["search"] += 1
        gone.found += bool(window.ids)


def _list(site: Site) -> Gone:
    """Show every application in the model of the list: the cells say what the records say."""
    window.application()
    with site.opened() as desk:
        return _listed(desk, QObject())


def _listed(desk: Desk, root: QObject) -> Gone:
    gone = Gone()
    columns = ApplicationColumns(Language.JA, lambda: desk.today, root)
    queries = desk.ports.store.queries
    lines = queries.lines(
        queries.window(Filter(), ListOrder(), desk.today, _LISTED).ids, desk.today
    )
    model = RowsModel(columns.of_work(), lambda line: line.id, None, root)
    model.show_rows(lines)
    for row, line in enumerate(lines):
        shown = [
            str(model.data(model.index(row, column), Qt.ItemDataRole.DisplayRole))
            for column in range(model.columnCount())
        ]
        gone.wrong["screen"] += not any(line.name in text for text in shown)
        gone.passed["screen"] += 1
    return gone


# Out of the desk.


def _paper(texts: Sequence[str], taken: Sequence[str]) -> Gone:
    gone = Gone()
    window.application()
    for first in range(0, len(texts), IN_ONE_PROCESS):
        some = texts[first : first + IN_ONE_PROCESS]
        gone.formulas += gone.went("ledger as workbook", len(some), *wrong_in_workbook(some))
        gone.formulas += gone.went("ledger as lines", len(some), *wrong_in_lines(some))
    wrong, gone.printed, gone.stopped = wrong_on_letters(taken)
    gone.went("letter as PDF", gone.printed + gone.stopped, wrong)
    for door, outlet in (
        ("pages of the desk's own", wrong_on_own_pages),
        ("ledgers on paper", wrong_on_ledgers),
    ):
        wrong, printed, stopped = outlet(taken)
        gone.went(door, printed + stopped, wrong)
    some = texts[:IN_ANSWERS]
    gone.went("answer of a check", len(some), wrong_in_answers(some)[0])
    return gone


def _window(site: Site, pages: int) -> Gone:
    """Open some applications in the window: each name stands there, none is read as markup."""
    gone, hand = Gone(), window.Hand(window.entrance_of(site))
    hand.sign_in()
    for id_ in _ids(hand, pages):
        hand.go(Place.APPLICATION, id_)
        name = hand.do(lambda desk, one=id_: _name(desk, one))  # type: ignore[misc]
        gone.wrong["application in the window"] += not stands_on(hand.view, name)
        gone.markup += len(markup_read())
        gone.passed["screen"] += 1
    hand.close()
    return gone


def _ids(hand: window.Hand, most: int) -> Sequence[ApplicationId]:
    def some(desk: Desk) -> Sequence[ApplicationId]:
        with desk.ports.store.reading() as books:
            return books.files.all_ids()[: most * 7 : 7]

    return hand.do(some)


def _name(desk: Desk, id_: ApplicationId) -> str:
    with desk.ports.store.reading() as books:
        return books.files.get(id_).application.principal.name


def _journal(site: Site, wanted: int) -> Gone:
    """Hold the journal's chain together; no text stands in any column of it."""
    gone = Gone()
    gone.wrong["journal"] += not verify(site).sound
    rows = site.ask("SELECT actor, action, subject, digests FROM journal")
    gone.wrong["journal"] += sum("試" in str(row) for row in rows)
    gone.passed["journal"] += min(len(rows), wanted)
    return gone


# Inquiries and registers.


def _beside(site: Site, texts: Sequence[str]) -> tuple[Beside, int]:
    """Type texts into inquiries and registers and read their ledgers and replies (L16) back.

    Also return how many formulas those ledgers would have where nobody escapes.
    """
    window.application()
    with site.opened(OFFICER, LaterClock()) as desk:
        found, kept = harmful_beside.typed(desk, texts)
        found += harmful_beside.through_ledgers(desk, kept, AT)
        wrong, found.replied, _ = _wrong_on_pages(
            list(kept), lambda some: ReadBack.of(harmful_beside.reply_of(desk, some))
        )
        formulas = harmful_beside.unescaped(desk, AT, _nobody_escapes())
    found.wrong["reply"] += wrong
    return found, formulas


# The negative control.


def _unescaped(texts: Sequence[str]) -> tuple[int, int, int]:
    """Return how many texts differ on paper and how many formulas stand where nobody escapes.

    And how many stand in another order where nothing is turned.
    """
    window.application()
    printable = [text for text in texts if text and text.isprintable()]
    with _nobody_escapes():
        wrong = sum(map(_differs, printable))
        _, formulas = wrong_in_workbook([text for text in printable if "<r>" not in text])
    with patch("desk_app.letters.fonts.right_to_left.in_order", lambda levels: range(len(levels))):
        unturned, _, _ = wrong_on_letters([text for text in texts if is_turned(text)])
    return wrong, formulas, unturned


def _differs(text: str) -> bool:
    try:
        wrong, _, _ = wrong_on_letters([text])
    except Exception:  # noqa: BLE001  a text that is read as markup stops the letter in any way
        return True
    return wrong > 0


@contextmanager
def _nobody_escapes() -> Iterator[None]:
    def unescaping(**settings: Any) -> ImmutableSandboxedEnvironment:  # noqa: ANN401  Jinja's own
        return ImmutableSandboxedEnvironment(**{**settings, "autoescape": False})

    def cell(place: str, value: LedgerCell, looks: Any) -> str:  # noqa: ANN401  of that module alone
        if isinstance(value, str) and value.startswith("="):
            return f'<c r="{place}"><f>{escape(value[1:])}</f></c>'
        return guarded(place, value, looks)

    guarded = workbooks._cell

    with (
        patch("desk_app.letters.wording.wording.ImmutableSandboxedEnvironment", unescaping),
        patch.object(workbooks, "_cell", cell),
    ):
        yield


HARM = (
    "=1+1", '=HYPERLINK("http://x","y")', "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1:A9)",
    "<b>x</b>", "<u>", "</para>", "&amp;&lt;", '<img src="file:///etc/passwd"/>',
    '<a href="file:///etc/passwd">x</a>', "<r><t>x</t></r>", "{{ 7*7 }}",
    "{% include '/etc/passwd' %}", "{# x #}", "${7*7}", "%(x)s %s {0}",
    "'; DROP TABLE applications; --", '" OR ""="', "%_\\%", '"*" NEAR(a b) AND NOT (',
    "name:x* ^y", "../../etc/passwd", "C:\\con\\..\\x", "か\u3099", "e\u0301", "①㈱ⅳ", "ﾔﾏﾀﾞ",
    "髙﨑𠮷", "渡邉\U000e0100", "\u202eabc", "\u2066x\u2069", "a\u200bb", "\u200f", "\ufeff", "משה",
    "محمد", "😀", "\x00", "\x1b[31m", "\x07", "\r\n", "\t=1", "\u2028", "\ud800", "\ufffe",
    "\ue000", "あ" * 150, "x" * 300, "。" * 40, "",
)  # fmt: skip


READ_AS_MORE = ("=1+1", "+cmd|' /C calc'!A0", "<b>x</b>", "</para>", "{{ 7*7 }}", "משה", "محمد")
"""What the control reads as a formula, as markup, as a sentence of ours, or in another order."""


def hostile(number: int, chance: Random) -> str:
    """Return a text with one or two harmful things in it; its number finds it again."""
    parts = [chance.choice(HARM) for _ in range(chance.choice((1, 1, 2)))]
    mark = f"試{number}番"
    parts.insert(chance.randint(0, len(parts)), mark)
    return "".join(parts)


AT = datetime(2026, 11, 25, tzinfo=UTC)
ON_ONE_LETTER = 20
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_ESCAPED = re.compile("_x([0-9A-F]{4})_")
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
_POINT = re.compile(r"U\+([0-9A-F]{4,6})")
_NAMED_SIGN = re.compile("〔U\\+([0-9A-F]{4,6})〕")
_DOING = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
"""What does something on a terminal, or turns the order of what is read."""

_ENVELOPE = ROOT / "tests" / "unit" / "cli" / "envelopes" / "E1.json"
_WHITE = re.compile(r"\s+")
_BETWEEN_PAGES = re.compile(
    r"\n[^\n]*\d+／\d+[^\n]*\n.{,200}?(?:（つづき）[^\n]*|担当 操作 件数\s*)\n", re.DOTALL
)
"""The foot of a page, and the head of the next with that of its table: a long text goes on below.
"""

_TURNED_WORD = re.compile(f"[{TURNED}]+")
_WIDTHLESS = re.compile("[\u00ad\u200b\u2060\ufeff]")
"""What has no width: a paper shows the text without it."""


def ledger_of(texts: Iterable[str]) -> Ledger:
    """Return a ledger with one row for each text, which stands in each of its two cells."""
    return Ledger("表", ("一", "二"), tuple((text, text) for text in texts), (20, 20))


def wrong_in_workbook(texts: Sequence[str]) -> tuple[int, int]:
    """Return how many texts a workbook gives back otherwise, and how many formulas it holds."""
    content = workbooks.xlsx(ledger_of(texts), AT)
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        page = book.read("xl/worksheets/sheet1.xml")
    formulas = page.count(b"<f>") + page.count(b"<hyperlink")
    read = []
    for row in list(_parsed(page).iter(f"{_MAIN}row"))[1:]:
        values = [cell.find(f"{_MAIN}v") for cell in row]
        read.append([_value(row[at], each) for at, each in enumerate(values)])
    wanted = [[workbooks.cell_text(text)] * 2 for text in texts]
    return sum(a != b for a, b in zip(read, wanted, strict=True)), formulas


def _parsed(content: bytes) -> ET.Element:
    return ET.fromstring(content)  # noqa: S314  a part of our own file


def _cell(item: ET.Element) -> str:
    text = "".join(each.text or "" for each in item.iter(f"{_MAIN}t"))
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)


def _value(cell: ET.Element, value: ET.Element | None) -> str:
    """Return the text of a cell, which stands in the cell itself."""
    if value is not None:
        return f"no text: {value.text}"
    return _cell(cell) if cell.get("t") == "inlineStr" else ""


def wrong_in_lines(texts: Sequence[str]) -> tuple[int, int]:
    """Return how many texts a CSV gives back otherwise, and how many cells begin as formulas."""
    content = workbooks.comma_separated(ledger_of(texts)).decode("utf-8-sig")
    _, *rows = csv.reader(io.StringIO(content, newline=""))
    formulas = sum(cell.startswith(_FORMULA) for row in rows for cell in row)
    halves = re.compile("[\ud800-\udfff]")
    wanted = [[halves.sub("\ufffd", text)] * 2 for text in texts]
    read = [workbooks.unguarded(row) for row in rows]
    return sum(a != b for a, b in zip(read, wanted, strict=True)), formulas


class ReadBack(NamedTuple):
    """Pages as two readers have them: as text is searched and copied, and as it is drawn."""

    text: str
    drawn: Drawn

    @classmethod
    def of(cls, pages: bytes) -> Self:
        """Read pages."""
        return cls(text_of(pages), Drawn(pages))


_NOTHING_RIGHT = ReadBack("-", Drawn(b""))


def wrong_on_letters(texts: Sequence[str]) -> tuple[int, int, int]:
    """Return how many texts letters give back otherwise, how many they print, how many stop."""
    return _wrong_on_pages(texts, _letter)


def wrong_on_own_pages(texts: Sequence[str]) -> tuple[int, int, int]:
    """Return the same of the desk's own pages, where its people and its house are called so."""
    return _wrong_on_pages(texts, _own_pages)


def wrong_on_ledgers(texts: Sequence[str]) -> tuple[int, int, int]:
    """Return the same of the ledgers on paper, where applicants and notes are called so."""
    return _wrong_on_pages(texts, _ledgers)


def _wrong_on_pages(
    texts: Sequence[str], read_back: Callable[[Sequence[str]], ReadBack]
) -> tuple[int, int, int]:
    """Hold texts against the pages they were set on.

    Many stand on one page; one that stops names its characters, and is set without them.
    """
    wrong = printed = 0
    missing = set[str]()
    for first in range(0, len(texts), ON_ONE_LETTER):
        some = _without(texts[first : first + ON_ONE_LETTER], missing)
        read = None
        while some and read is None:
            try:
                read = read_back(some)
            except LetterStopped as error:
                points = {chr(int(each, 16)) for each in _POINT.findall(str(error.facts))}
                if not points - missing:
                    raise
                missing |= points
                some = _without(some, missing)
        printed += len(some)
        wrong += sum(not _stands(text, read or _NOTHING_RIGHT) for text in some)
    return wrong, printed, len(texts) - printed


def _without(texts: Sequence[str], missing: set[str]) -> list[str]:
    """Return the texts that hold none of the characters known to stop a letter."""
    return [text for text in texts if not missing & set(text)]


def _stands(text: str, read: ReadBack) -> bool:
    """Whether a text stands in what was read back, wherever its lines were broken.

    Of one with words from right to left each word is found, as a search finds it, and all of it
    is drawn in Unicode's order: in which order the rest follows, a reader of text only guesses.
    """
    seen = _WIDTHLESS.sub("", text)
    whole = _WHITE.sub("", _BETWEEN_PAGES.sub("\n", read.text))
    if not is_turned(seen):
        return _WHITE.sub("", _between(seen)) in whole
    words = all(word in whole for word in _TURNED_WORD.findall(seen))
    return words and read.drawn.has(_between(text))


def _letter(texts: Sequence[str]) -> ReadBack:
    facts = dict(samples(Language.JA))["L5-PR-G5"]
    body = facts.body
    assert isinstance(body, DecisionBody)
    facts = replace(facts, body=replace(body, facts="\n".join(map(_between, texts))))
    return ReadBack.of(render(facts))


def _own_pages(texts: Sequence[str]) -> ReadBack:
    """Return what stands on the sheet of a day; nothing where another page says its names wrongly.

    The day names everybody; the others name the first as a person who acted, or as the house.
    """
    first, people = texts[0], [_between(text) for text in texts]
    house = replace(DeskProfile(), company_ja=people[0])
    day, disposal = own_samples.day(Language.JA), own_samples.disposal(Language.JA)
    others = (
        replace(disposal, names=dict.fromkeys(disposal.names, people[0])),
        replace(own_samples.drill(Language.JA), profile=house),
        replace(own_samples.recovery(Language.JA), profile=house),
    )
    if not all(_stands(first, ReadBack.of(page(each))) for each in others):
        return _NOTHING_RIGHT
    lines = tuple(DayLine(who, "印刷", 1) for who in people)
    read = ReadBack.of(page(replace(day, lines=lines)))
    # The other cells of a row are read between the lines of a tall one.
    return read._replace(text=read.text.replace("印刷 1", ""))


def _ledgers(texts: Sequence[str]) -> ReadBack:
    """Return what stands in the ledger of applications; nothing where the stamp book is wrong.

    The ledger names everybody as principal; the book names the first in a note.
    """
    first, people = texts[0], [_between(text) for text in texts]
    book = ledger_samples.stamps(Language.JA)
    rows = tuple(replace(row, note=people[0]) for row in book.month.rows[:3])
    book = replace(book, month=replace(book.month, rows=rows))
    if not _stands(first, ReadBack.of(page(book))):
        return _NOTHING_RIGHT
    ledger = ledger_samples.applications(Language.JA, len(people))
    named = zip(ledger.rows, people, strict=True)
    rows_of_people = tuple(replace(row, principal=name) for row, name in named)
    return ReadBack.of(page(replace(ledger, rows=rows_of_people)))


def _between(text: str) -> str:
    return f"始{text}終"


def wrong_in_answers(texts: Sequence[str]) -> tuple[int, int]:
    """Return how many texts ``desk-app check`` prints otherwise, and how many it prints.

    A name on the form that differs from the one on the paper is printed; on a terminal no sign of
    it may do anything, and one that nobody could see is named in its place.
    """
    envelope = json.loads(_ENVELOPE.read_bytes())
    wrong = printed = 0
    with TemporaryDirectory() as folder:
        path = Path(folder, "envelope.json")
        for text in texts:
            envelope["applications"][0]["principal"]["name"] = text
            path.write_text(json.dumps(envelope), encoding="ascii")
            code, told, complained = checked(path)
            if code == Exit.DONE:
                printed += 1
                wrong += text not in _NAMED_SIGN.sub(_sign, told)
            wrong += bool(_DOING.search(told + complained))
    return wrong, printed


def _sign(named: re.Match[str]) -> str:
    return chr(int(named[1], 16))


def stands_on(page: QWidget, text: str) -> bool:
    """Whether a text stands, whole and unchanged, in a label or a field of a page."""
    return any(
        text in widget.text()
        for widget in page.findChildren(QWidget)
        if isinstance(widget, QLabel | QLineEdit)
    )


def markup_read() -> list[str]:
    """Return the labels of the window that could read their text as markup."""
    return [
        type(widget).__name__
        for widget in QApplication.allWidgets()
        if isinstance(widget, QLabel)
        and widget.textFormat() is not Qt.TextFormat.PlainText
        and Gui.mightBeRichText(widget.text())
    ]


GOAL = Goal(
    "GOAL-8",
    f"{TEXTS:,} texts × {OUTLETS} ways out: 0 tracebacks, 0 formulas, 0 markup read, all equal to "
    "the record",
    try_texts,
    doors=names_of(Kind.SHOWN),
    takes=115,
)
