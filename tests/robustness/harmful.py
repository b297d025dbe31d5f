# SPDX-License-Identifier: MIT
"""GOAL-8: harmful texts in every field of an application, and everywhere they go out again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, fields, replace
from typing import Any
from unittest.mock import patch

from jinja2.sandbox import ImmutableSandboxedEnvironment
from PySide6.QtCore import QObject, Qt

from desk_app.desk.context import Desk
from desk_app.desk.errors import BadInput, KnownError
from desk_app.desk.intake import EnvelopeDraft, log_application
from desk_app.desk.rows import Filter, JournalFilter, ListOrder
from desk_app.gui.case.read import ApplicationColumns
from desk_app.gui.kit.columns import RowsModel
from desk_app.gui.page import Place
from desk_app.records.application import Change, Proxy, ProxyKind
from desk_app.records.base import ApplicationId
from desk_app.records.people import Language
from desk_app.store import workbooks
from desk_app.store.connecting import reading_connection
from tests.builders import ARRIVED
from tests.robustness import outlets, windowed
from tests.robustness.doors import Kind, doors_of
from tests.robustness.forks import apart
from tests.robustness.harness import Context, Control, Goal, Outcome, Work
from tests.robustness.hostile import HARM, hostile
from tests.robustness.sites import Site, envelope, founded, verify

TEXTS, IN_WINDOW, IN_ANSWERS, IN_ONE_PROCESS = 5_000, 60, 500, 1_000
OUTLETS = 6
_LISTED = 10_000


def try_texts(context: Context) -> Outcome:
    """Type the texts into every field and look at every way out; then with no escaping."""
    wanted = context.share(TEXTS, 60)
    chance = context.chance("texts")
    texts = [hostile(number, chance) for number in range(wanted)]
    site, gone = founded(context.within("desk")), Gone()
    for first in range(0, wanted, IN_ONE_PROCESS):
        gone += apart(_typed, site, texts[first : first + IN_ONE_PROCESS], first)
    gone += apart(_paper, texts, gone.taken)
    gone += apart(_window, site, context.share(IN_WINDOW, 2))
    gone += apart(_journal, site, wanted)
    control = apart(_unescaped, HARM)
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
        ),
        control=Control(
            "unescaped renderer, plain write",
            f"{control[0]} texts differ on paper, {control[1]} formulas",
            failed=min(control) > 0,
        ),
        doors=frozenset(gone.passed),
    )


@dataclass(slots=True)
class Gone:
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

    def __add__(self, other: Gone) -> Gone:
        names = [each.name for each in fields(self)]
        both = [(getattr(self, name), getattr(other, name)) for name in names]
        return Gone(*(a | b if isinstance(a, set) else a + b for a, b in both))

    def told(self) -> str:
        """Return what was wrong, where anything was."""
        return f" {dict(self.broken | self.wrong)}" if self.broken or self.wrong else ""


# Typed at the desk, listed, searched for.

Put = Callable[[EnvelopeDraft, str], EnvelopeDraft]
Read = Callable[[Desk, ApplicationId], object]
_PRINCIPAL = (
    "name", "kana", "former_name", "postal_code", "address", "registered_address", "phone",
    "member_number", "email",
)  # fmt: skip
_PROXY = ("name", "kana", "postal_code", "address", "phone")
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
    _list(desk, gone)
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
    changed: dict[str, Any] = {name: text}
    draft = envelope("山田 花子", ARRIVED)
    (each,) = draft.applications
    application, papers, came = each.application, each.enclosures, draft.mail
    (claim,) = application.claims
    change, proxy = Change("住所", "前", "後"), Proxy(ProxyKind.CONSIGNED, "代理 太郎")
    match part:
        case "principal":
            application = replace(application, principal=replace(application.principal, **changed))
        case "proxy":
            proxy = replace(proxy, **changed)
        case "application":
            application = replace(application, **changed)
        case "claim":
            claim = replace(claim, **changed)
        case "change":
            change = replace(change, **changed)
        case "mail":
            came = replace(came, **changed)
        case _:
            papers = tuple(replace(paper, **changed) for paper in papers)
    claim = replace(claim, changes=(change,))
    application = replace(application, claims=(claim,), proxy=proxy)
    return replace(
        draft, mail=came, applications=(replace(each, application=application, enclosures=papers),)
    )


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


def _list(desk: Desk, gone: Gone) -> None:
    """Show every application in the model of the list: the cells say what the records say."""
    windowed.application()
    root = QObject()
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


# Out of the desk.


def _paper(texts: Sequence[str], taken: Sequence[str]) -> Gone:
    gone = Gone()
    windowed.application()
    for first in range(0, len(texts), IN_ONE_PROCESS):
        some = texts[first : first + IN_ONE_PROCESS]
        for door, outlet in (
            ("ledger as workbook", outlets.wrong_in_workbook),
            ("ledger as lines", outlets.wrong_in_lines),
        ):
            wrong, formulas = outlet(some)
            gone.wrong[door] += wrong
            gone.formulas += formulas
            gone.passed[door] += len(some)
    wrong, gone.printed, gone.stopped = outlets.wrong_on_letters(taken)
    gone.wrong["letter as PDF"] += wrong
    gone.passed["letter as PDF"] += gone.printed + gone.stopped
    wrong, printed, stopped = outlets.wrong_on_own_pages(taken)
    gone.wrong["pages of the desk's own"] += wrong
    gone.passed["pages of the desk's own"] += printed + stopped
    wrong, printed, stopped = outlets.wrong_on_ledgers(taken)
    gone.wrong["ledgers on paper"] += wrong
    gone.passed["ledgers on paper"] += printed + stopped
    some = texts[:IN_ANSWERS]
    wrong, _ = outlets.wrong_in_answers(some)
    gone.wrong["answer of a check"] += wrong
    gone.passed["answer of a check"] += len(some)
    return gone


def _window(site: Site, pages: int) -> Gone:
    """Open some applications in the window: each name stands there, none is read as markup."""
    gone, hand = Gone(), windowed.Hand(site)
    hand.sign_in()
    for id_ in _ids(hand, pages):
        hand.go(Place.APPLICATION, id_)
        name = hand.do(hand.window, lambda desk, one=id_: _name(desk, one))  # type: ignore[misc]
        gone.wrong["application in the window"] += not outlets.stands_on(hand.view, name)
        gone.markup += len(outlets.markup_read())
        gone.passed["screen"] += 1
    hand.close()
    return gone


def _ids(hand: windowed.Hand, most: int) -> Sequence[ApplicationId]:
    def some(desk: Desk) -> Sequence[ApplicationId]:
        with desk.ports.store.reading() as books:
            return books.files.all_ids()[: most * 7 : 7]

    return hand.do(hand.window, some)


def _name(desk: Desk, id_: ApplicationId) -> str:
    with desk.ports.store.reading() as books:
        return books.files.get(id_).application.principal.name


def _journal(site: Site, wanted: int) -> Gone:
    """Hold the journal's chain together; no text stands in any column of it."""
    gone = Gone()
    gone.wrong["journal"] += not verify(site).sound
    with closing(reading_connection(site.database, site.unlock().data_key)) as raw:
        rows = raw.execute("SELECT actor, action, subject, digests FROM journal").fetchall()
    gone.wrong["journal"] += sum("試" in str(row) for row in rows)
    gone.passed["journal"] += min(len(rows), wanted)
    return gone


# The negative control.


def _unescaped(texts: Sequence[str]) -> tuple[int, int]:
    """Return how many texts differ on paper and how many formulas stand where nobody escapes."""
    windowed.application()
    printable = [text for text in texts if text and text.isprintable()]
    with _nobody_escapes():
        wrong = sum(map(_differs, printable))
        _, formulas = outlets.wrong_in_workbook([text for text in printable if "<r>" not in text])
    return wrong, formulas


def _differs(text: str) -> bool:
    try:
        wrong, _, _ = outlets.wrong_on_letters([text])
    except Exception:  # noqa: BLE001  a text that is read as markup stops the letter in any way
        return True
    return wrong > 0


@contextmanager
def _nobody_escapes() -> Iterator[None]:
    def unescaping(**settings: Any) -> ImmutableSandboxedEnvironment:  # noqa: ANN401  Jinja's own
        return ImmutableSandboxedEnvironment(**{**settings, "autoescape": False})

    def write(sheet: Any, row: int, cells: Sequence[str], kind: object) -> None:  # noqa: ANN401
        for column, text in enumerate(cells):
            sheet.write(row, column, text, kind)

    with (
        patch("desk_app.letters.wording.ImmutableSandboxedEnvironment", unescaping),
        patch.object(workbooks, "_put_row", write),
    ):
        yield


GOAL = Goal(
    "GOAL-8",
    f"{TEXTS:,} texts × {OUTLETS} ways out: 0 tracebacks, 0 formulas, 0 markup read, all equal to "
    "the record",
    try_texts,
    doors=doors_of(Kind.SHOWN),
)
