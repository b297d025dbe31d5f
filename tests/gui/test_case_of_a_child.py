# SPDX-License-Identifier: MIT
"""A mother asks for her child: what comes next, whom letters go to, and what lies in them (E4)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import QPoint, QRect, QSize

from desk_app.desk import reading
from desk_app.desk.context import Desk, Kind
from desk_app.desk.letters import corresponding
from desk_app.desk.post import posting
from desk_app.desk.rows import ApplicationLine, Filter, Group, LetterOrder, ListOrder
from desk_app.gui.asking import Ask, in_sight, over
from desk_app.gui.case import letters, post
from desk_app.gui.case.letters import QueuedLetter, Stage
from desk_app.gui.kit.fields.choices import ChoiceBox
from desk_app.gui.kit.look.text import Text
from desk_app.gui.page import Place
from desk_app.gui.pages.application.page import ApplicationView
from desk_app.gui.pages.comparison.book import DataItem
from desk_app.gui.pages.comparison.page import ComparisonView
from desk_app.gui.pages.decision.page import DecisionView
from desk_app.gui.pages.letters.page import LettersView
from desk_app.gui.pages.post.page import PostView
from desk_app.gui.pages.today.page import Today
from desk_app.records.base import ApplicationId, EnclosureId, LetterId, MailItemId
from desk_app.records.case.application import Proxy, ProxyKind, ReplyTo, Right
from desk_app.records.case.letters import LetterKind
from desk_app.records.case.mail import MailKind
from desk_app.records.case.papers import Authority, Enclosure, Register, Subject
from desk_app.rules.work_codes import What
from tests.gui.case_desk import ARRIVED, TODAY, CaseDesk, application, log
from tests.gui.case_pages import Case, Cases

CHILD, MOTHER = "佐藤 陽翔", "佐藤 真由美"
BORN = date(2016, 6, 1)


def _logged(desk: CaseDesk, held: Authority = Authority.SOLE) -> ApplicationId:
    """Log her application: a copied register, no document of hers, no scope, half of the fee."""
    mother = Proxy(ProxyKind.PARENT, MOTHER, address="京都市中京区三条通烏丸西入御倉町85-1")
    form = application(Right.DISCLOSURE, name=CHILD, proxy=mother, reply_to=ReplyTo.PRINCIPAL)
    form = replace(form, principal=replace(form.principal, born=BORN), scope="")
    register = Enclosure(
        EnclosureId(""),
        "family_register",
        Subject.PRINCIPAL,
        MailItemId(0),
        ARRIVED,
        original=False,
        issued_on=date(2026, 11, 4),
        name=CHILD,
        born=BORN,
        register=Register(names_principal=True, names_proxy=True, authority=held),
    )
    id_ = log(desk, form, register, stamps=((500, 1),))
    desk.clock.move_to(TODAY)
    return id_


def _notice(desk: Desk, id_: ApplicationId, kind: LetterKind) -> LetterId:
    with desk.ports.store.reading() as books:
        version = books.files.get(id_).application.version
    draft = corresponding.LetterDraft(id_, version, kind, desk.today)
    (letter,) = corresponding.issue_letter(desk, draft).ids(Kind.LETTER)
    return LetterId(str(letter))


def _post(desk: Desk, id_: ApplicationId, letter: LetterId) -> None:
    draft = posting.PostingDraft(id_, (letter,), MailKind.SIMPLE_REGISTERED, desk.today)
    posting.post(desk, draft)


def _queue(desk: Desk) -> tuple[QueuedLetter, ...]:
    return letters.queue(desk, None, LetterOrder())


def _waiting(desk: Desk) -> tuple[ApplicationLine, ...]:
    """Return what waits for the applicant."""
    lists, wanted = reading.lists(desk), Filter(group=Group.WAITING_FOR_APPLICANT)
    window = lists.window(wanted, ListOrder(), desk.today, 9)
    return lists.lines(window.ids, desk.today)


def test_the_question_of_joint_authority_opens_on_the_screen_and_says_what_follows(
    cases: Cases, monkeypatch: pytest.MonkeyPatch
) -> None:
    id_ = _logged(cases.desk, Authority.JOINT)
    case = cases.open()
    _names_the_parent(case, id_)
    window = case.window.window
    window.resize(1280, 720)
    room = window.screen().availableGeometry()
    window.move(room.right() - 700, room.bottom() - 400)
    view = case.go(Place.APPLICATION, id_, ApplicationView)
    assert view.book.opened is not None
    assert view.book.opened.examination.next.what == What.DECIDE_JOINT
    assert view.book.next_step().word == "共同親権の行使を判断"
    told: list[tuple[bool, QPoint]] = []
    really = Ask.move

    def move(dialog: Ask, stand: QPoint) -> None:
        told.append((dialog.isVisible(), stand))
        really(dialog, stand)

    monkeypatch.setattr(Ask, "move", move)
    case.main()
    question = case.ask()
    # A window manager that is not told where before it is shown may choose a corner.
    assert told[0] == (False, over(window.frameGeometry(), question.size(), room))
    assert room.contains(question.frameGeometry())
    box = question.field("ruling").editor
    assert isinstance(box, ChoiceBox)
    assert [box.itemText(each) for each in range(box.count())] == [
        "認める: 一方だけの請求で進めます",
        "認めない: もう一方の署名を求めます",
    ]
    case.main()
    assert room.contains(question.frameGeometry()), "it grew by what is said of its fields"


def test_the_decision_and_the_letter_to_the_parent_tell_whom_they_go_to(
    cases: Cases,
) -> None:
    id_ = _logged(cases.desk)
    case = cases.open()
    _the_decision_tells_age_proxy_and_whom_the_answer_goes_to(case, id_)
    (owed,) = case.do(_queue)
    assert (owed.stage, owed.name, owed.principal) == (Stage.TO_ISSUE, MOTHER, CHILD)
    view = case.go(Place.APPLICATION, id_, ApplicationView)
    assert view.book.opened is not None
    assert view.book.opened.examination.next.what == What.GIVE_NOTICE
    case.main()
    queued = case.view(LettersView)
    entry = queued.book.state.entry
    assert entry is not None
    assert (entry.kind, entry.name) == (LetterKind.DEFICIENCIES, MOTHER)
    letter = case.do(lambda desk: _notice(desk, id_, LetterKind.DEFICIENCIES))
    (issued,) = case.do(_queue)
    assert (issued.stage, issued.name, issued.principal) == (Stage.TO_PRINT, MOTHER, CHILD)
    queued = case.go(Place.LETTERS, None, LettersView)
    for typed in (MOTHER, CHILD):
        queued.book.narrow(typed)
        assert [each.key for each in queued.book.state.shown] == [issued.key]
    today = case.go(Place.TODAY, Group.TO_PRINT, Today)
    model = today.book.letter_rows.model
    column = [each.name for each in model.columns].index("who")
    assert model.index(0, column).data() == MOTHER
    _posted_with_a_copy_of_the_form(case, id_, letter)
    (notice,) = case.read(id_).notices
    today = case.go(Place.TODAY, Group.WAITING_FOR_APPLICANT, Today)
    assert today.book.state.counts[Group.TO_CHECK] == 0
    (line,) = case.do(_waiting)
    assert (line.name, line.by) == (CHILD, notice.due)


def _the_decision_tells_age_proxy_and_whom_the_answer_goes_to(
    case: Case, id_: ApplicationId
) -> None:
    """Nobody has to turn a page to know that the answer goes past the mother, or to her."""
    view = case.go(Place.DECISION, id_, DecisionView)
    told = [each.text() for each in view.findChildren(Text) if not each.isHidden()]
    assert "10歳\n平成28年6月1日生" in told
    assert f"{MOTHER}（親権者）" in told
    (to,) = [text for text in told if text.startswith(f"{CHILD}\n")]
    assert to.endswith(case.read(id_).application.principal.address)


def _posted_with_a_copy_of_the_form(case: Case, id_: ApplicationId, letter: LetterId) -> None:
    case.do(lambda desk: corresponding.record_printed(desk, id_, (letter,)))
    view = case.go(Place.POST, letter, PostView)
    waiting = view.state.waiting
    assert waiting is not None
    copy = view.findChild(Text, "formCopy")
    assert copy is not None
    assert copy.isVisible()
    assert "請求書の写し1部も入れます" in copy.text()
    inside = post.contents(waiting.envelope, waiting.filling, 0)
    assert inside.sheets == waiting.envelope.sheets[letter] + 1
    case.do(lambda desk: _post(desk, id_, letter))


def _names_the_parent(case: Case, id_: ApplicationId) -> None:
    """A paper on which the parent is named is not said to name nobody."""
    view = case.go(Place.COMPARISON, id_, ComparisonView)
    state = view.book.state
    assert state is not None
    model = view.table.model()
    rows = [row.item for row in state.compared.rows]
    ids = [source.id for source in state.compared.sources]
    register = next(each for each in case.read(id_).enclosures if each.register is not None)
    place = model.index(rows.index(DataItem.PROXY_NAME), 2 + ids.index(register.id))
    assert place.data() == "記載あり"
    address = model.index(rows.index(DataItem.PROXY_ADDRESS), place.column())
    assert address.data() == "記載なし"


@pytest.mark.parametrize(
    ("frame", "stand"),
    [
        (QRect(100, 50, 300, 200), QPoint(100, 50)),
        (QRect(700, 550, 300, 200), QPoint(501, 401)),
        (QRect(-40, -3, 300, 200), QPoint(1, 1)),
        (QRect(100, 50, 300, 900), QPoint(100, 1)),
    ],
)
def test_a_dialog_stands_at_the_nearest_place_on_the_screen(frame: QRect, stand: QPoint) -> None:
    assert in_sight(frame, QRect(1, 1, 800, 600)) == stand


@pytest.mark.parametrize(
    ("window", "stand"),
    [
        (QRect(101, 101, 400, 300), QPoint(151, 151)),
        (QRect(601, 401, 400, 300), QPoint(501, 401)),
        (QRect(-299, -99, 400, 300), QPoint(1, 1)),
    ],
)
def test_a_dialog_belongs_into_the_middle_of_its_window(window: QRect, stand: QPoint) -> None:
    assert over(window, QSize(300, 200), QRect(1, 1, 800, 600)) == stand
