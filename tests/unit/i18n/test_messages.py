# SPDX-License-Identifier: MIT
from __future__ import annotations

import ast
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from desk_app.desk.errors import (
    BadInput,
    DiskFull,
    KnownError,
    LetterStopped,
    NotAllowed,
    Refused,
    SavesMissing,
    StaleEdit,
)
from desk_app.i18n import messages, writing
from desk_app.i18n.messages import Tongue, fill
from desk_app.i18n.vocabulary import table
from desk_app.records.base import Fact
from desk_app.records.books.journal import Action
from desk_app.records.case.application import Right
from desk_app.records.case.findings import Axis, DayStep, Finding, Next, Verdict, Work
from desk_app.records.desk.people import Language
from desk_app.rules.case.deadlines import due
from desk_app.rules.codes import CodeFault
from desk_app.rules.days.calendar import Calendar, Week
from desk_app.rules.days.eras import DateFault
from desk_app.rules.rulebook.reading import Fault, Problem
from desk_app.rules.work_codes import (
    BY_REPLY_TARGET,
    DueKind,
    Refusal,
    StepCode,
    What,
    Why,
    due_kind,
)
from desk_app.rules.writing.text import TextCode
from tests.builders import book, rules
from tests.unit.i18n.every_text import default_codes, raised_codes

SOURCES = Path(messages.__file__).parents[1]

JA, EN = Language.JA, Language.EN
WEEK = Week(frozenset({5, 6}), national_holidays=True, year_end=((12, 29), (1, 3)))
NEW_YEAR = Calendar(lambda _: WEEK, holidays=frozenset({date(2027, 1, 1)}))
LANGUAGES = pytest.mark.parametrize("language", Language)


def test_a_word_stands_inside_a_sentence_and_a_label_alone() -> None:
    assert messages.word(Work.TO_CHECK, JA) == "確認待ち"
    assert messages.word(Right.PURPOSE, EN) == "notification of purpose of use"
    assert messages.label(Right.PURPOSE, EN) == "Notification of purpose of use"


def test_a_field_without_a_name_is_told_by_its_code() -> None:
    assert messages.field("valid_until", JA) == "有効期限"
    assert messages.field("shoe_size", JA) == "shoe_size"


@LANGUAGES
def test_the_heading_of_a_finding_tells_of_nobody(language: Language) -> None:
    names = {"on_form": "髙橋 花子", "on_document": "高橋 花子"}
    asked = Finding(
        "identity.name_written_differently", "PR-G1", Verdict.ASK, Axis.IDENTITY, facts=names
    )
    rules = book().on(date(2026, 11, 25))

    assert "髙橋 花子" in messages.told(asked, language, rules).title
    heading = messages.heading(asked, language, rules)
    assert heading
    assert not any(name in heading for name in names.values())


def test_a_due_date_is_explained_step_by_step() -> None:
    counted = due(date(2026, 12, 18), 14, NEW_YEAR)

    assert messages.due(counted, JA) == (
        "令和8年12月18日(金)から数えます。初日は数えません。",
        "14日目は令和9年1月1日(金)です。",
        "令和9年1月1日(金)は祝日です。",
        "令和9年1月2日(土)は土曜日です。",
        "令和9年1月3日(日)は日曜日です。",
        "令和9年1月4日(月)に決まります。",
    )
    assert messages.due(counted, EN)[:3] == (
        "Counted from Fri 18 Dec 2026; that day itself does not count.",
        "Day 14 is Fri 1 Jan 2027.",
        "Fri 1 Jan 2027 is a national holiday.",
    )


def test_a_step_without_its_start_names_the_day_alone() -> None:
    counted = DayStep(StepCode.COUNTED, date(2026, 12, 9))

    assert messages.step(counted, JA) == "令和8年12月9日(水)です。"
    assert messages.step(counted, EN) == "Wed 9 Dec 2026."


def test_a_document_has_the_title_of_the_rulebook() -> None:
    licence = rules().document("driving_licence")

    assert messages.titled(licence, "driving_licence", JA) == "運転免許証"
    assert messages.titled(None, "club_card", EN) == "“club_card”"


def test_what_is_next_has_reason_and_day() -> None:
    waiting = Next(What.AWAIT_APPLICANT, date(2026, 11, 30), Why.NOTICE_RUNNING)

    assert messages.next_step(waiting, JA) == messages.ShortSentence(
        "補正書類を待ちます",
        "お知らせで求めたものを待っています。補正の期限：令和8年11月30日(月)。",
    )
    assert messages.next_step(waiting, EN).detail.endswith("Supplement due: Mon 30 Nov 2026.")


def test_the_reply_target_is_named_where_it_is_the_day() -> None:
    """The letter names another day, its own due date: the two are told apart."""
    notice = Next(What.GIVE_NOTICE, date(2026, 12, 9), Why.DEFICIENT)

    assert messages.next_step(notice, JA).detail == (
        "書類等に不備があります。回答目標日：令和8年12月9日(水)。"
    )
    assert messages.next_step(notice, EN).detail.endswith("Reply target: Wed 9 Dec 2026.")


@pytest.mark.parametrize("what", What)
def test_the_day_of_each_step_has_a_name_in_both_languages(what: What) -> None:
    """The reply's, the supplement's and the posting's are never one word."""
    kind = due_kind(what)
    assert (kind is DueKind.REPLY) is (what in BY_REPLY_TARGET)
    for language in (JA, EN):
        name = messages.word(kind, language)
        told = messages.next_step(Next(what, date(2026, 11, 30), Why.DEFICIENT), language).detail
        assert (name.casefold() in told.casefold()) is (kind is not DueKind.OTHER)
        assert len({messages.word(each, language) for each in DueKind}) == len(DueKind)


def test_what_has_no_day_is_told_without_one() -> None:
    assert messages.next_step(
        Next(What.JUDGE, None, Why.SEAL_UNREAD), EN
    ) == messages.ShortSentence(
        "Compare by eye and decide", "The seal was not yet compared with the certificate."
    )


def test_a_refusal_says_what_to_do() -> None:
    assert messages.refusal(Refusal.OWN_PROPOSAL, {}, JA) == (
        "起案した人は承認できません。別の管理者に依頼してください。"
    )
    assert messages.refusal(Refusal.OWN_PROPOSAL, {}, EN) == (
        "The proposer cannot approve. Ask another supervisor."
    )


def test_a_posting_day_that_moves_the_due_date_names_both() -> None:
    facts = {"due": date(2026, 12, 9), "would_be": date(2026, 12, 10)}

    said = messages.error(Refused((Refusal.DUE_DATE_MOVES,), facts), JA)

    assert "補正の期限（令和8年12月9日(水)）が令和8年12月10日(木)に変わってしまいます" in said.what


def test_several_reasons_are_told_together() -> None:
    said = messages.error(Refused((Refusal.FACTS_MISSING, Refusal.EXPLANATION_MISSING)), EN)

    assert said.what == "The facts are missing. The explanation is missing."
    assert said.safe == "Nothing was changed."


def test_a_full_disk_is_told_in_the_words_of_the_screens() -> None:
    assert messages.error(DiskFull("disk_full"), JA) == messages.Said(
        "ディスクに空きがなく、保存できませんでした。",
        "入力は残っています。",
        "空きを作り、もう一度行ってください。",
    )


def test_bad_input_names_its_place() -> None:
    bad = BadInput("count_out_of_range", {"most": 1000}, place="mail.payments[1].count")

    assert messages.error(bad, JA) == messages.Said(
        "枚数が範囲を外れています（1枚から1,000枚まで）。",
        "何も保存していません。入力は残っています。",
        "枚数を確かめてください。",
        "郵便物 ＞ 切手等 2 ＞ 枚数",
    )
    assert messages.error(bad, EN).place == "mail item > stamps 2 > count"


def test_who_may_not_is_told_the_duty() -> None:
    said = messages.error(NotAllowed(facts={"duty": "approve"}), EN)

    assert said.what == "Your roles do not allow this (approving decisions)."


def test_a_character_without_a_glyph_is_named() -> None:
    facts = {"character": "𣘺", "points": "U+2363A"}
    stopped = LetterStopped("missing_glyph", facts)

    assert messages.error(stopped, JA).what == "「𣘺」の字形（U+2363A）がなく、発行できません。"
    assert messages.error(stopped, EN).what.startswith("No font has 𣘺 (U+2363A)")


def test_saves_that_are_missing_are_counted() -> None:
    assert "3" in messages.error(SavesMissing(facts={"missing": 3}), JA).what


@LANGUAGES
def test_every_known_error_says_all_three(language: Language) -> None:
    codes = raised_codes("desk", "store", "letters") | default_codes()
    said = [
        messages.error(Refused((code,)) if code in table("refusals") else kind(code), language)
        for code in codes
        for kind in (BadInput if code in table("inputs") else KnownError,)
    ]

    assert len(said) >= 60
    assert [each for each in said if not (each.what and each.safe and each.next)] == []


@LANGUAGES
@pytest.mark.parametrize("kind", [KnownError, BadInput, LetterStopped])
def test_an_unknown_code_still_gets_sentences(kind: type[KnownError], language: Language) -> None:
    said = messages.error(kind("never_heard_of"), language)

    assert said.what
    assert said.safe
    assert said.next
    assert "never" not in said.what


@LANGUAGES
def test_an_unknown_refusal_still_gets_a_sentence(language: Language) -> None:
    assert messages.error(Refused(()), language).what
    assert messages.refusal("never_heard_of", {}, language)


@LANGUAGES
@pytest.mark.parametrize("code", [*TextCode, *DateFault, *CodeFault])
def test_a_fault_of_a_typed_value_is_told_with_its_cure(
    code: TextCode | DateFault | CodeFault, language: Language
) -> None:
    assert len(messages.fault(code, language)) > 10


def test_a_place_in_a_text_is_told_where_it_is_known() -> None:
    assert messages.fault(TextCode.CONTROL, JA, {"position": 3}).startswith(
        "文字として使えない制御文字が含まれています（3文字目の後）。"
    )


def test_a_rulebook_that_is_wrong_names_file_line_and_key() -> None:
    problem = Problem("fee.amount[2].from", 12, Fault.OVERLAP)

    assert messages.rulebook_problem("a.toml", problem, JA) == (
        "a.toml 12行目 fee.amount[2].from：期間が重なっています。"
    )
    assert messages.rulebook_problem("a.toml", Problem("", None, Fault.NOT_TEXT), EN) == (
        "In a.toml: the file is not text in UTF-8."
    )


@pytest.mark.parametrize(
    ("day", "japanese", "english"),
    [
        (date(2026, 11, 25), "令和8年11月25日", "25 Nov 2026"),
        (date(2019, 5, 1), "令和元年5月1日", "1 May 2019"),
        (date(2019, 4, 30), "平成31年4月30日", "30 Apr 2019"),
        (date(1989, 1, 7), "昭和64年1月7日", "7 Jan 1989"),
    ],
)
def test_days_are_written_by_era_and_in_english(day: date, japanese: str, english: str) -> None:
    assert writing.day(day, JA) == japanese
    assert writing.day(day, EN) == english


def test_numbers_have_plurals() -> None:
    assert writing.count(1, "piece", EN) == "1 piece"
    assert writing.count(1200, "piece", EN) == "1,200 pieces"
    assert writing.count(1, "piece", JA) == "1枚"


def test_pieces_are_denomination_times_count() -> None:
    assert writing.pieces(((500, 2), (84, 1)), JA) == "500円×2、84円×1"
    assert writing.pieces(((500, 2), (84, 1)), EN) == "500 yen × 2, 84 yen × 1"


def test_a_sen_stamp_is_told_in_sen() -> None:
    assert writing.face(500, "sen_stamp", JA) == "500銭の"
    assert writing.face(500, "stamp", EN) == "500-yen"
    assert writing.face(0, "stamp", JA) == "額面のない"


def test_of_many_alternatives_the_number_of_the_others_is_told() -> None:
    assert writing.one_of(("A",), EN) == "A"
    assert writing.one_of(("A", "B"), JA) == "AまたはB"
    assert writing.one_of(tuple("ABCDEFG"), EN) == (
        "A, B, C, D, E or 2 other kinds (all are in the rulebook)"
    )
    assert (
        writing.one_of(tuple("ABCDEFG"), JA)
        == "A、B、C、D、Eまたはほか2種類（すべては規程にあります）"
    )


def test_lists_end_in_and() -> None:
    assert writing.listed(("A", "B", "C"), EN) == "A, B and C"
    assert writing.listed((), EN) == ""


def test_a_comma_within_an_item_is_no_end_of_it() -> None:
    assert writing.listed(("card, front side", "B", "C"), EN) == "card, front side; B and C"


def test_what_needs_a_rulebook_is_quoted_without_one() -> None:
    assert fill("{document:document}", {"document": "club_card"}, Tongue(JA)) == "「club_card」"


def test_what_the_journal_notes_has_a_name() -> None:
    noted = {
        keyword.arg
        for file in SOURCES.rglob("*.py")
        if "note(" in (source := file.read_text("utf-8"))
        for call in ast.walk(ast.parse(source))
        if isinstance(call, ast.Call)
        and "note" in (getattr(call.func, "attr", ""), getattr(call.func, "id", "").strip("_"))
        for keyword in call.keywords
        if keyword.arg is not None
    }
    assert "receipt_number" in noted
    unnamed = [each for each in noted if messages.noted(each, Language.JA).isascii()]
    assert unnamed == []
    assert messages.noted("receipt_number", Language.EN) == "receipt number"


@pytest.mark.parametrize(
    ("code", "of_a_form"), [("method", "開示の方法"), ("register", "戸籍等の記載")]
)
def test_what_the_journal_notes_has_its_own_word_beside_a_field_of_the_same_name(
    code: str, of_a_form: str
) -> None:
    assert messages.field(code, Language.JA) == of_a_form
    assert messages.noted(code, Language.JA) == {"method": "廃棄の方法", "register": "台帳"}[code]


def test_what_is_noted_in_the_journal_is_named_and_spelled_in_one_way() -> None:
    """As the door says it, and a noun at the end without its kana, in every line alike."""
    said = {act: messages.label(act, Language.JA) for act in Action}
    assert said[Action.SIGNED_IN] == "窓口に入った"
    ends = ("受け付け", "取り消し", "取消")
    assert [act for act, words in said.items() if words.endswith(ends)] == []


@pytest.mark.parametrize(
    ("language", "nobody", "somebody"),
    [
        (
            JA,
            "開いている間に変更されました。",
            "開いている間に変更されました（佐藤 翔太さん、11月25日 10:12、書類の読取り）。",
        ),
        (
            EN,
            "This was changed while it was open.",
            "This was changed while it was open (佐藤 翔太, 25 Nov 10:12: paper read).",
        ),
    ],
)
def test_who_changed_what_is_named_where_the_journal_knows(
    language: Language, nobody: str, somebody: str
) -> None:
    at = datetime(2026, 11, 25, 1, 12, tzinfo=UTC)
    facts: dict[str, Fact] = {"who": "佐藤 翔太", "at": at, "what": Action.PAPER_READ.value}
    assert messages.error(StaleEdit(), language).what == nobody
    assert messages.error(StaleEdit(facts=facts), language).what == somebody
