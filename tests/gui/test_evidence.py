# SPDX-License-Identifier: MIT
"""Evidence by keys: of an application with names or without, and of a period from two pages."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from desk_app.desk.context import Desk
from desk_app.gui.kit.display.notes import ErrorBar
from desk_app.gui.kit.fields.choices import ChoiceBox
from desk_app.gui.page import Place
from desk_app.gui.pages.application.page import ApplicationView
from desk_app.gui.pages.journal.page import JournalView
from desk_app.gui.pages.reports.page import ReportsView
from desk_app.gui.session.entrance import NewPerson
from desk_app.gui.session.tasks import SharedProgress
from desk_app.records.books.journal import Action
from desk_app.records.case.application import Right
from desk_app.records.desk.people import Role
from tests.gui.accessibility import unnamed
from tests.gui.case_desk import (
    CLERK,
    PASSWORD,
    SECOND_PASSWORD,
    application,
    found,
    log,
)
from tests.gui.case_pages import Case, open_case

pytestmark = pytest.mark.once(under="second")

BOTH = NewPerson("石川 秀樹", frozenset({Role.SUPERVISOR, Role.AUDITOR}), PASSWORD)


def _write(case: Case, *, named: bool, form: str = "", password: str = PASSWORD) -> None:
    """Answer what is asked before a pack is written."""
    for name, value in (("names", named), ("form", form)):
        box = case.ask().field(name).editor
        assert isinstance(box, ChoiceBox)
        box.set_value(value)
    secret = case.ask().field("own_password").editor
    assert isinstance(secret, QLineEdit)
    secret.setText(password)
    assert unnamed(case.ask()) == []
    case.main()


def _save(
    case: Case,
    view: ApplicationView | JournalView | ReportsView,
    folder: Path,
    *,
    named: bool,
    form: str = "",
) -> Path:
    """Have a pack written into a folder; its own."""
    view.evidence.save(str(folder))
    case.window.settle()
    _write(case, named=named, form=form)
    case.window.settle()
    return folder / f"{view.evidence.name()}{form}"


def _said(pack: Path, name: str) -> dict[str, object]:
    said: dict[str, object] = json.loads((pack / name).read_bytes())
    return said


def _exported(case: Case) -> int:
    def of(desk: Desk) -> int:
        with desk.ports.store.reading() as books:
            return len(books.journal.of_actions({Action.EVIDENCE_EXPORTED}))

    return case.do(of)


def test_who_reads_cases_and_journal_writes_it_with_names_and_of_a_period_without(
    tmp_path: Path, qtbot: QtBot, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk, out = found(tmp_path, BOTH, CLERK), tmp_path / "out"
    id_ = log(desk, application(Right.DISCLOSURE), stamps=((500, 2),))
    out.mkdir()
    case = open_case(qtbot, qapp, desk)
    view = case.go(Place.APPLICATION, id_, ApplicationView)
    view.evidence.save(str(out))
    case.window.settle()
    _write(case, named=True, password=SECOND_PASSWORD)
    assert case.asked()
    _write(case, named=True)
    pack = out / view.evidence.name()
    assert pack.name.startswith("evidence-R8-0001-2026-")
    case.window.settle()
    assert _said(pack, "R8-0001.json")["principal"] == "髙橋 花子"
    view.evidence.save(str(out))
    case.window.settle()
    assert "同じ名前" in case.window.part(ErrorBar, "errorBar").accessibleName()
    journal = case.go(Place.JOURNAL, None, JournalView)
    with monkeypatch.context() as patched:
        patched.setattr(SharedProgress, "cancelled", property(lambda _: True))
        _save(case, journal, out, named=False)
    assert sorted(out.iterdir()) == [pack]
    reports = case.go(Place.REPORTS, None, ReportsView)
    period = _save(case, reports, out, named=False)
    assert not _said(period, "R8-0001.json")["principal"]
    view = case.go(Place.APPLICATION, id_, ApplicationView)
    bound = _save(case, view, tmp_path, named=True, form=".pdf")
    assert bound.read_bytes()[:4] == b"%PDF"
    assert _exported(case) == 4
    case.close()
