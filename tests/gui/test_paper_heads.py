# SPDX-License-Identifier: MIT
"""Papers in tables: their heads stand whole, and what is expected of them is named as expected."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QRect, Qt

from desk_app.gui.kit.lines import LineTable
from desk_app.gui.page import Place
from desk_app.gui.pages.comparison.page import ComparisonView
from desk_app.gui.pages.intake.page import IntakeView
from desk_app.records.application import Right
from desk_app.records.base import EnclosureId
from tests.gui.case_desk import application, licence, log
from tests.gui.case_pages import Cases

ALIGNED = Qt.ItemDataRole.TextAlignmentRole


def test_the_heads_of_many_papers_stand_whole_in_the_comparison(cases: Cases) -> None:
    kinds = ("residence_certificate", "specified_special_permanent_resident_certificate")
    others = [replace(licence(), id=EnclosureId(f"{n:032x}"), kind=k) for n, k in enumerate(kinds)]
    id_ = log(cases.desk, application(Right.DISCLOSURE), licence(), *others, stamps=((500, 2),))
    case = cases.open()
    case.window.window.resize(1280, 720)
    view = case.go(Place.COMPARISON, id_, ComparisonView)
    case.window.settle()
    header, model = view.table.horizontalHeader(), view.table.model()
    for place in range(model.columnCount()):
        flags = int(model.headerData(place, Qt.Orientation.Horizontal, ALIGNED))
        needed = header.fontMetrics().boundingRect(
            QRect(0, 0, header.sectionSize(place) - 20, 1_000),
            flags,
            str(model.headerData(place, Qt.Orientation.Horizontal)),
        )
        assert needed.height() <= header.height(), place
        assert needed.width() <= header.sectionSize(place), place


def test_the_form_that_is_expected_of_a_paper_is_named_as_expected(cases: Cases) -> None:
    view = cases.open().go(Place.INTAKE, None, IntakeView)
    table = view.findChild(LineTable, "papers")
    assert table is not None
    model = table.model()
    assert model.rowCount()
    assert {model.index(row, 2).data() for row in range(model.rowCount())} == {"写しで可"}
