# SPDX-License-Identifier: MIT
"""Working out the findings, and showing them beside the Intake page."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import replace
from datetime import date
from itertools import cycle
from pathlib import Path

from PySide6.QtCore import QObject, qInstallMessageHandler
from PySide6.QtWidgets import QApplication, QListWidget

from desk_app.bootstrap import rulebook_path
from desk_app.gui.case.typed import (
    ApplicationForm,
    IntakeForm,
    PaperForm,
    ProxyForm,
    SheetForm,
    claim_to,
    pieces_of,
)
from desk_app.gui.kit import icons, theme
from desk_app.records.application import Principal, ProxyKind, Right
from desk_app.records.mail import MailKind
from desk_app.records.papers import Subject
from desk_app.rules.check import examine
from desk_app.rules.rulebook import rulebook
from tests.bench.desks import TODAY, envelope
from tests.bench.measuring import Line, Pair
from tests.gui.intake_desk import intake

ICONS = Path(__file__).parents[2] / "resources" / "icons"
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


def _say_what_matters(_kind: object, _context: object, message: str) -> None:
    """Keep the offscreen plugin from telling what it cannot do."""
    if "propagateSizeHints" not in message:
        sys.stderr.write(f"{message}\n")


@contextmanager
def _shown() -> Iterator[Pair]:
    """Look at the page with one stamp more or less, and let the findings beside it be painted."""
    dress()
    owner = QObject()
    page = intake(owner)
    page.view.resize(1272, 840)
    page.view.show()
    page.view.open_mail_item(None)
    plain = QListWidget()
    plain.resize(page.view.panel.size())
    plain.show()
    forms = cycle((page_of_a_proxy(10), page_of_a_proxy(11)))

    def ours() -> None:
        page.view.presenter.change(next(forms))
        page.view.presenter.look()
        QApplication.processEvents()

    def bare() -> None:
        plain.clear()
        for line in page.view.panel.findings.lines():
            plain.addItem(f"{line.title}\n{line.detail}")
        QApplication.processEvents()

    ours()
    assert page.view.panel.findings.lines(), "nothing was found"
    yield Pair(ours, bare)
    page.view.presenter.clear()
    for widget in (plain, page.view):
        widget.close()
        widget.deleteLater()
    QApplication.processEvents()


def dress() -> QApplication:
    """Make the application as the window makes it."""
    qInstallMessageHandler(_say_what_matters)
    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    icons.install(ICONS)
    theme.apply(application, theme.Appearance())
    return application


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


LINES = (
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
