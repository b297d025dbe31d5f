# SPDX-License-Identifier: MIT
"""What needs no large desk: findings, an application opened, names and addresses compared."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import replace
from datetime import date
from difflib import SequenceMatcher
from functools import partial
from itertools import cycle

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QListWidget

from desk_app.bootstrap import rulebook_path
from desk_app.desk.applications import intake
from desk_app.gui.case.typed import (
    ApplicationForm,
    IntakeForm,
    PaperForm,
    ProxyForm,
    SheetForm,
    claim_to,
    pieces_of,
)
from desk_app.gui.pages.application.page import ApplicationView
from desk_app.records.base import ApplicationId
from desk_app.records.case.application import Principal, ProxyKind, Right
from desk_app.records.case.findings import Comparison
from desk_app.records.case.mail import MailKind
from desk_app.records.case.papers import Subject
from desk_app.rules.addresses import addresses
from desk_app.rules.names import names
from desk_app.rules.rulebook import rulebook
from desk_app.rules.situation.check import examine
from tests.bench.desks import (
    TODAY,
    draft,
    dressed,
    envelope,
    found,
    on_screen,
    opened,
    place_at,
    temporary_folder,
)
from tests.bench.measuring import Line, Pair
from tests.gui import intake_desk
from tests.workbench.report import Taken, Watch

ADDRESSES = (
    ("東京都港区三田1-2-3", "東京都港区三田一丁目２番３号"),
    ("東京都杉並区成田東三丁目12番7-203号 サンハイツ成田", "東京都杉並区成田東3-12-7-203"),
    ("京都市上京区堀川通中立売下る五丁目4番地", "京都府京都市上京区堀川通中立売下ル5丁目4"),
    ("岩手県盛岡市中央通一丁目2番3号", "岩手県盛岡市中央通一丁目12番3号"),
    ("4-5-6-701 Roppongi, Minato-ku, Tokyo", "東京都港区六本木4-5-6-701"),
)
NAMES = (
    ("髙橋 一郎", "高橋 一郎"),
    ("渡邉󠄐 和子", "渡辺 和子"),
    ("𠮷田 三郎", "吉田 三郎"),
    ("Emily Carter", "CARTER EMILY"),
    ("大田 太郎", "太田 太郎"),
)


@contextmanager
def _pair(
    compare: Callable[[str, str], Comparison], texts: tuple[tuple[str, str], ...]
) -> Iterator[Pair]:
    def ours() -> None:
        for first, second in texts:
            compare(first, second)

    def bare() -> None:
        for first, second in texts:
            SequenceMatcher(None, first, second, autojunk=False).get_opcodes()

    yield Pair(ours, bare)


COMPARING = (
    Line(
        name="compare.addresses",
        what="five pairs of addresses compared",
        bare="difflib on the same texts",
        prepare=lambda: _pair(addresses.compare, ADDRESSES),
        turns=200,
    ),
    Line(
        name="compare.names",
        what="five pairs of names compared",
        bare="difflib on the same texts",
        prepare=lambda: _pair(names.compare, NAMES),
        turns=200,
    ),
)


OPENED = ("E1", "E2", "E3", "E4", "E5")


@contextmanager
def _opened(*, desk_apart: bool = False) -> Iterator[Pair]:
    """Open one application after the other; bare: its history read from the store."""
    with temporary_folder() as folder:
        desk = opened(found(folder), "opening")
        for name in OPENED:
            intake.log_application(desk, draft(envelope(name, desk.rulebook)))
        with place_at(desk) as (work, runner, _), on_screen(ApplicationView(work)) as view:

            def ours(id_: ApplicationId) -> Taken:
                runner.desk = Taken(0.0, 0.0)
                watch = Watch()
                view.open_thing(id_)
                QApplication.processEvents()
                whole = watch.taken
                return whole.but(runner.desk) if desk_apart else whole

            def bare(id_: ApplicationId) -> None:
                with desk.ports.store.reading() as books:
                    books.files.get(id_)

            yield Pair.over([ApplicationId(n) for n, _ in enumerate(OPENED, 1)], ours, bare)
        desk.ports.store.close()


OPENING = (
    Line(
        name="application.opened",
        what="an application read, looked at by the rules, shown and painted",
        bare="its history read from the store",
        prepare=_opened,
        turns=40,
        budget_ms=16.0,
    ),
    Line(
        name="application.window",
        what="the same, without what the desk's own thread does: the window's part",
        bare="its history read from the store",
        prepare=partial(_opened, desk_apart=True),
        turns=40,
        budget_ms=16.0,
    ),
)


BUDGET_MS = 16.0
FAMILY = ("近藤 裕子", "岐阜県岐阜市薮田南二丁目1番1号", date(1971, 9, 19))
ENVELOPES = tuple(f"E{number}" for number in range(1, 13))


def _paper(kind: str, of: Subject, **more: object) -> PaperForm:
    name, address, born = FAMILY
    paper = PaperForm(kind, kind, of, here=True, name=name, address=address, born=born)
    return replace(paper, **more)  # type: ignore[arg-type]


def page_of_a_proxy(count: int = 10) -> IntakeForm:
    """A page about a consigned proxy: many papers, something to find on each of them."""
    name, address, born = FAMILY
    papers = (
        _paper("driving_licence", Subject.PRINCIPAL, valid_until=date(2028, 10, 19)),
        _paper("driving_licence", Subject.PROXY, key="proxy", name="坂本 龍之介"),
        _paper("seal_certificate", Subject.PRINCIPAL, issued_on=date(2026, 8, 16), original=True),
        _paper("letter_of_proxy", Subject.PRINCIPAL, names_principal=True, names_proxy=True),
    )
    application = ApplicationForm(
        sheet=SheetForm("A-1", "2026-11", date(2026, 11, 20)),
        principal=Principal(
            name, "コンドウ ユウコ", born=born, postal_code="500-8384", address=address
        ),
        proxy=ProxyForm(
            ProxyKind.CONSIGNED, "坂本 龍之介", address="岐阜県岐阜市神田町一丁目11番地"
        ),
        claims=(claim_to(Right.DISCLOSURE), claim_to(Right.PURPOSE)),
        scope="会員登録の内容",
        papers=papers,
    )
    blank = IntakeForm("bench", applications=(application,), pieces=(pieces_of(84, count),))
    arrived = replace(blank.envelope, arrived_on=TODAY, kind=MailKind.ORDINARY)
    return replace(blank, envelope=arrived)


@contextmanager
def _shown() -> Iterator[Pair]:
    """Look at the page with one stamp more or less, and let the findings beside it be painted."""
    dressed()
    owner = QObject()
    page = intake_desk.intake(owner)
    page.view.resize(1272, 840)
    page.view.show()
    page.view.open_mail_item(None)
    plain = QListWidget()
    plain.resize(page.view.panel.size())
    plain.show()
    forms = cycle((page_of_a_proxy(10), page_of_a_proxy(11)))

    def ours() -> None:
        page.view.book.change(next(forms))
        page.view.book.look()
        QApplication.processEvents()

    def bare() -> None:
        plain.clear()
        for line in page.view.panel.findings.lines():
            plain.addItem(f"{line.title}\n{line.detail}")
        QApplication.processEvents()

    ours()
    assert page.view.panel.findings.lines(), "nothing was found"
    yield Pair(ours, bare)
    page.view.book.clear()
    for widget in (plain, page.view):
        widget.close()
        widget.deleteLater()
    QApplication.processEvents()


@contextmanager
def _worked_out() -> Iterator[Pair]:
    """The rules alone, over all twelve envelopes in turn."""
    book = rulebook.load(rulebook_path())
    files = [envelope(name, book) for name in ENVELOPES]
    rules = [book.on(file.application.received_on) for file in files]
    ours_next, bare_next = cycle(zip(files, rules, strict=True)), cycle(files)

    def ours() -> None:
        file, those = next(ours_next)
        examine(file, those, TODAY)

    def bare() -> None:
        deepcopy(next(bare_next))

    yield Pair(ours, bare)


FINDINGS = (
    Line(
        name="findings.shown",
        what="the findings worked out and shown",
        bare="a plain list filled with the same texts and painted",
        prepare=_shown,
        turns=60,
        budget_ms=BUDGET_MS,
    ),
    Line(
        name="findings.worked_out",
        what="one of the twelve envelopes examined",
        bare="the same facts copied once",
        prepare=_worked_out,
        turns=240,
        budget_ms=BUDGET_MS,
    ),
)
