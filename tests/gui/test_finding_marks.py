# SPDX-License-Identifier: MIT
"""No green tick stands where nothing was found to be in order."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QObject, QRectF
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desk_app.gui.case.telling import mark_of
from desk_app.gui.kit.display.findings import FindingLine, FindingsList, FindingsModel, plan
from desk_app.gui.kit.display.sums import SumPanel
from desk_app.gui.kit.look.painting import Mark
from desk_app.gui.kit.look.states import StateIcon
from desk_app.gui.kit.look.text import Link
from desk_app.gui.pages.intake.draft import put, tick_rights
from desk_app.gui.pages.intake.page import FindingsPanel
from desk_app.i18n.catalogue import Catalogue
from desk_app.records.case.application import Right
from desk_app.records.case.mail import MailKind
from desk_app.records.desk.people import Language
from desk_app.rules.finding_codes import Code, ask, ok
from tests.architecture.source import ROOT
from tests.fakes.store import FakeStore
from tests.gui.intake_desk import intake
from tests.gui.tips import bare_clauses

ONLY_KNOWN = (Code.MARKING_NOT_SEEN, Code.PRINCIPAL_MINOR, Code.MASKING_WATCH)
WORDS = ("8 missing", "1 defective", "42 to judge", "2 ok")


@pytest.mark.parametrize("code", ONLY_KNOWN)
def test_what_is_only_to_be_known_has_a_quiet_mark_of_its_own(code: Code) -> None:
    mark = mark_of(ok(code))
    assert mark is Mark.INFO
    assert FindingLine("", mark, "", "").quiet


def test_a_section_in_which_all_is_only_to_be_known_is_not_ticked(qtbot: QtBot) -> None:
    parent = QObject()
    opened = intake(parent, FakeStore())
    qtbot.addWidget(opened.view)
    opened.view.open_mail_item(None)
    book = opened.view.book
    book.change(put(book.form, "envelope.kind", MailKind.ORDINARY))
    words = []
    for seen in (False, True):
        book.change(put(book.form, "envelope.red_marking", seen))
        book.look()
        rail = opened.view.page.envelope.findChild(StateIcon)
        assert rail is not None
        words.append(rail.shown())
    assert words == [(Mark.INFO, "to be known"), (Mark.NOT_NEEDED, "2 left blank")]
    book.clear()


def test_a_verdict_keeps_its_mark() -> None:
    assert mark_of(ok(Code.FORM_RIGHT)) is Mark.OK
    assert mark_of(ask(Code.MASKING_VISIBLE)) is Mark.ASK


def test_no_fee_is_said_only_once_something_is_asked_for(qtbot: QtBot) -> None:
    parent = QObject()
    opened = intake(parent, FakeStore())
    qtbot.addWidget(opened.view)
    opened.view.resize(1272, 840)
    opened.view.show()
    opened.view.open_mail_item(None)
    book = opened.view.book
    book.change(put(book.form, "principal.name", "髙橋 花子"))
    book.look()
    assert book.state.fee is not None
    sums = opened.view.findChild(SumPanel)
    assert sums is not None
    assert "No fee" not in _states(sums)
    book.change(tick_rights(book.form, (Right.CORRECTION,)))
    book.look()
    assert "No fee" in _states(sums)
    book.change(tick_rights(book.form, (Right.DISCLOSURE,)))
    book.look()
    (fee,) = (link for link in sums.findChildren(Link) if link.text() == "PR-4")
    assert bare_clauses(opened.view, book.rules, book.session.language) == []
    assert fee.toolTip() == fee.accessibleName() != "PR-4"
    book.clear()


def _states(sums: SumPanel) -> list[str]:
    return [icon.shown()[1] for icon in sums.findChildren(StateIcon)]


@pytest.mark.posix(why="a window without a screen has no bold face under Wine that is wider")
def test_counts_without_room_are_light_before_a_word_goes(qtbot: QtBot) -> None:
    panel = FindingsPanel()
    qtbot.addWidget(panel)
    panel.setMinimumWidth(0)
    panel._counted = (WORDS, (8, 1, 42, 2))
    whole, light = StateIcon(Mark.MISSING, WORDS[0], bold=True), StateIcon(Mark.MISSING, WORDS[0])
    found: list[tuple[bool, bool]] = []
    for width in range(640, 240, -1):
        panel.resize(width, 400)
        panel._show_counts(*panel._counted)
        first = panel._counts[0].sizeHint()
        assert first in (whole.sizeHint(), light.sizeHint())
        told = [icon.shown()[1] for icon in panel._counts] == list(WORDS)
        found.append((told, first == whole.sizeHint()))
    assert list(dict.fromkeys(found)) == [(True, True), (True, False), (False, False)]


def test_what_is_new_and_open_never_stands_below_what_is_fine() -> None:
    """Even where the pointer is on the list and everything keeps its place."""
    fine = [FindingLine(f"fine {number}", Mark.OK, "", "") for number in range(4)]
    known = FindingLine("known", Mark.MISSING, "", "")
    parent = QObject()
    model = FindingsModel(lambda hidden, _all_ok: str(hidden), parent)
    model.show_lines([known, *fine], hold=False)
    new = [FindingLine("asked", Mark.ASK, "", ""), FindingLine("told", Mark.INFO, "", "")]
    model.show_lines([*fine, *new, known], hold=True)
    assert [line.key for line in model.lines] == [
        "known",
        "asked",
        *(line.key for line in fine),
        "told",
    ]
    parent.deleteLater()


def test_what_is_folded_is_shown_once_more_are_asked_for_or_it_is_opened(
    qtbot: QtBot, qapp: QApplication
) -> None:
    catalogue = Catalogue(ROOT / "resources" / "i18n", Language.JA, qapp)
    qapp.installTranslator(catalogue)
    view = FindingsList()
    qtbot.addWidget(view)
    lines = [
        FindingLine("differs", Mark.MISSING, "不足", "住所が違います", "請求書は…"),
        FindingLine("fee", Mark.MISSING, "不足", "手数料がありません", folded=True),
        FindingLine("form", Mark.OK, "適合", "所定の請求書です", folded=True),
    ]
    view.show_findings(lines)
    assert view.model().rowCount() == 2
    assert view.model().index(1, 0).data() == "ほか2件を表示"
    view.go_on(1)
    view.go_on(1)
    assert view.opened_key() == "fee", "F3 leads into what is folded"
    assert view.model().rowCount() == 3
    qapp.removeTranslator(catalogue)


@pytest.mark.parametrize("mark", [Mark.ASK, Mark.OK])
def test_a_clause_stands_at_the_end_of_the_first_line_and_takes_no_line_of_its_own(
    qapp: QApplication, mark: Mark
) -> None:
    told = FindingLine(
        "name", mark, "", "「高橋」と「髙橋」を目で確かめてください", "氏名が違います。"
    )
    cited = replace(told, clause="PR-G1", clause_name="本人であることを確認できない場合")
    wide, narrow = (plan(cited, QRectF(0, 0, width, 0), opened=False) for width in (900, 336))
    for laid in (wide, narrow):
        assert laid.clause.top() == laid.title.top()
        assert laid.title.right() < laid.clause.left()
    bare = plan(told, QRectF(0, 0, 900, 0), opened=False)
    assert wide.card.height() == bare.card.height()
    assert "本人であることを確認できない場合" in cited.spoken
