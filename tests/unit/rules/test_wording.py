# SPDX-License-Identifier: MIT
"""What a person may change in a sentence of the letters, what must stay, and what is in force."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.records.base import UserId
from desk_app.records.case.decisions import Approval
from desk_app.records.case.letters import LetterKind, Sentence, WordingRevision, Words
from desk_app.records.desk.people import Language
from desk_app.rules.wording.check import FaultCode, WordingFault, check
from desk_app.rules.wording.notation import (
    EACH,
    OTHERWISE,
    begins,
    conditions,
    file_of,
    files_of,
    in_force,
    keys_of,
    laid,
    place_of,
    said,
    usual_side,
    variables,
)

NONE = Words("", "")
JA = (
    "{{ received|day }}に{% if n_no is defined %}{{ n_date|day }}付{% else %}はじめて{% endif %}"
    "お送りした{{ due|day }}と{{ due|weekday }}の<b>書面</b>です。{% include 'PAPERS' %}"
)
SAID = "{received}に[{n_date}付|はじめて]お送りした{due}と{due_2}の<b>書面</b>です。{PAPERS}"
EN = "The letter of {{ received|day }}."
SENTENCE = Sentence("L14:opening.0", Words(JA, EN), NONE)
NOTICE = Sentence(
    "L2:item.3.step.0.text",
    Words(
        "{{ fee_missing }}のお支払いがない場合は、"
        "{{ c }}がなかったものとして取り扱わせていただきます。"
        "{% if stamps_held is defined %}切手はお返しいたします。{% endif %}",
        "If the {{ fee_missing }} is not paid,"
        " we will respond as if no request for {{ c }} was made.",
    ),
    NONE,
)
DAY, APPROVED = date(2026, 12, 1), date(2026, 12, 5)


def faults(sentence: Sentence, ja: str, en: str | None = None) -> tuple[WordingFault, ...]:
    typed = Words(ja, said(sentence.words.en) if en is None else en)
    return check(sentence, typed).faults


def test_a_template_is_read_with_names_and_brackets_and_comes_back_as_it_was() -> None:
    assert said(JA) == SAID
    assert variables(JA) == ("{received}", "{n_date}", "{due}", "{due_2}", "{PAPERS}")
    assert said("{{ ('（' ~ owner ~ '）')|keep }}") == "{owner}"
    found = check(SENTENCE, Words(SAID, said(EN)))
    assert found == (SENTENCE.words, ())


def test_what_is_changed_keeps_the_templates_of_the_programs_own_sentence() -> None:
    typed = SAID.replace("お送りした", "差し上げた").replace("はじめて", "初めて")
    found = check(SENTENCE, Words(typed, "Our letter of {received}."))
    assert found.faults == ()
    assert found.words.ja == JA.replace("お送りした", "差し上げた").replace("はじめて", "初めて")
    assert found.words.en == "Our letter of {{ received|day }}."


@pytest.mark.parametrize(
    ("old", "new", "code", "what"),
    [
        ("{received}に", "", FaultCode.VARIABLE_MISSING, "{received}"),
        ("書面", "書面{name}", FaultCode.VARIABLE_UNKNOWN, "{name}"),
        ("です。", "です{n_date}。", FaultCode.VARIABLE_ELSEWHERE, "{n_date}"),
        ("はじめて]", "はじめて", FaultCode.CONDITION_CHANGED, ""),
        ("|", "[", FaultCode.CONDITION_CHANGED, "["),
        ("[", "||", FaultCode.CONDITION_CHANGED, "|"),
        ("です。", "です]。", FaultCode.CONDITION_CHANGED, "]"),
        ("<b>", "", FaultCode.MARK_CHANGED, "</b>"),
        ("<b>書面</b>", "<g>書面</g>", FaultCode.MARK_CHANGED, "<g>"),
        ("</b>", "", FaultCode.MARK_CHANGED, ""),
        ("です。", "です<。", FaultCode.SIGN_NOT_TAKEN, "<"),
        ("です。", "です{{7*7}}。", FaultCode.SIGN_NOT_TAKEN, "{"),
        ("です。", "です\u200b。", FaultCode.SIGN_NOT_TAKEN, "U+200B"),
        ("です。", "です。\n", FaultCode.BREAK_NOT_TAKEN, ""),
        ("です。", "です。（株）見本 御中", FaultCode.NEVER_SAID, "（株）"),
        ("です。", "です。令和1年", FaultCode.NEVER_SAID, "令和1年"),
        ("です。", "です。30日以内", FaultCode.NEVER_SAID, "30日以内"),
        ("です。", "です。審査請求ができます。", FaultCode.NEVER_SAID, "審査請求"),
    ],
)
def test_a_fault_names_what_is_wrong_and_where(
    old: str, new: str, code: FaultCode, what: str
) -> None:
    typed = SAID.replace(old, new, 1)
    found = next(each for each in faults(SENTENCE, typed) if each.code is code)
    assert found.language is Language.JA
    assert found.what == what
    if found.start < len(typed) and code is not FaultCode.BREAK_NOT_TAKEN:
        shown = typed[found.start : found.end]
        assert what in {shown, f"U+{ord(shown[0]):04X}"}


def test_a_strong_word_does_not_run_over_a_line() -> None:
    two = replace(SENTENCE, words=Words("一行。\n<b>二</b>\n<s>三", ""))
    assert faults(two, "一行。\n<b>二</b>\n<s>三") == ()
    torn = {each.code for each in faults(two, "一行。\n<b>二\n二</b>三\n<s>三")}
    assert torn == {FaultCode.MARK_CHANGED}
    inside = {each.code for each in faults(two, "一行。\n<b>二</b>\n三<s>三")}
    assert inside == {FaultCode.MARK_CHANGED}


def test_an_empty_sentence_and_one_in_a_language_that_has_none_are_not_taken() -> None:
    assert [each.code for each in faults(SENTENCE, " \n")] == [FaultCode.EMPTY]
    alone = replace(SENTENCE, words=Words(JA, ""))
    (fault,) = faults(alone, SAID, "More.")
    assert (fault.code, fault.language) == (FaultCode.ONE_LANGUAGE, Language.EN)
    assert faults(alone, SAID, "") == ()


def test_a_decisive_phrase_stays_where_it_stands() -> None:
    typed = said(NOTICE.words.ja)
    assert faults(NOTICE, typed.replace("切手は", "お預かりした切手は")) == ()
    gone = typed.replace("取り扱わせていただきます。", "扱います。")
    assert [each.code for each in faults(NOTICE, gone)] == [FaultCode.DECISIVE_GONE]
    phrase = typed.partition("[")[0]
    hidden = typed.replace(phrase, "{fee_missing}、{c}。").replace("[", f"[{phrase}")
    assert FaultCode.DECISIVE_GONE in {each.code for each in faults(NOTICE, hidden)}
    english = said(NOTICE.words.en).replace("as if no", "without a")
    (fault,) = faults(NOTICE, typed, english)
    assert (fault.code, fault.language) == (FaultCode.DECISIVE_GONE, Language.EN)


def test_a_sentence_that_decides_as_a_whole_is_not_changed_at_all() -> None:
    whole = Sentence("common:sentences.PAPERS", Words("保管します。", "We keep it."), NONE)
    assert faults(whole, "保管します。") == ()
    (fault,) = faults(whole, "保管いたします。")
    assert (fault.code, fault.what) == (FaultCode.DECISIVE_GONE, "保管します。")


@pytest.mark.parametrize(
    ("place", "ja", "en"),
    [
        ("L1:opening.0", "登録のご住所", "your registered address"),
        ("L11:opening.0", "弊社が保有しているデータ", "we hold your data"),
        ("L15:opening.0", "お客様", "our customers"),
        ("L9:item.6.text", "なかったものとして", "as if no request"),
        ("L8:item.6.text", "手数料はお返ししません", "the fee is not returned"),
        ("L7:item.3.pair.1.text", "第33条第2項第1号", "Article 33, paragraph (2), item"),
        ("L4:item.7.text", "御中", "Mr. Mihon"),
    ],
)
def test_what_a_letter_must_never_say_is_found_in_both_languages(
    place: str, ja: str, en: str
) -> None:
    sentence = Sentence(place, Words("文です。", "A sentence."), NONE)
    found = faults(sentence, f"文です。{ja}。", f"A sentence, {en} x.")
    assert {each.language for each in found} == set(Language)
    assert {each.code for each in found} == {FaultCode.NEVER_SAID}
    own = replace(sentence, words=Words(f"{ja}。", f"A {en} x."))
    assert faults(own, f"{ja}、文。", f"The {en} x.") == ()


def test_what_is_a_breach_in_one_letter_may_stand_in_another() -> None:
    refusal = Sentence("L5:item.8.text", Words("文です。", "A sentence."), NONE)
    assert faults(refusal, "弊社が保有しているデータ。", "What we hold is data.") == ()


@given(st.text(alphabet="ab。{}[]|<>/b%' \n", max_size=40))
def test_nothing_of_a_template_can_be_typed(typed: str) -> None:
    """Whatever is typed: what is taken holds the program's own templates and no other."""
    own = "a{{ b }}{% if b %}。{% else %}b{% endif %}\n"
    sentence = Sentence("L4:item.7.text", Words(own, ""), NONE)
    found = check(sentence, Words(typed, ""))
    if not found.faults:
        rest = re.sub(r"\{\{ b \}\}|\{% (?:if b|else|endif) %\}", "", found.words.ja)
        assert not set("{}<>") & set(rest)


def revision(id_: int, **more: object) -> WordingRevision:
    made = WordingRevision(
        id=id_,
        place="L15:closing.0",
        words=Words("新しい文。", "New."),
        before=Words("文。", "Old."),
        wanted_from=DAY,
        proposed_by=UserId("a"),
        proposed_at=datetime(2026, 11, 25, tzinfo=UTC),
        approval=_approval(DAY),
    )
    return replace(made, **more)  # type: ignore[arg-type] # fields of the record


def _approval(on: date) -> Approval:
    return Approval(UserId("b"), datetime(2026, 11, 26, tzinfo=UTC), on, "00", b"")


def test_a_revision_begins_on_its_day_but_never_before_its_approval() -> None:
    assert begins(revision(1)) == DAY
    assert begins(revision(1, approval=_approval(APPROVED))) == APPROVED
    assert begins(revision(1, approval=None)) is None
    assert begins(revision(1, taken_back_by=UserId("a"))) is None


def test_of_several_the_one_that_began_last_is_in_force() -> None:
    first, later = revision(1), revision(2, wanted_from=APPROVED)
    earlier = revision(3, wanted_from=date(2026, 11, 1), approval=_approval(date(2026, 11, 1)))
    every = (later, earlier, first)
    assert in_force(every, date(2026, 10, 31)) == {}
    assert in_force(every, date(2026, 11, 30)) == {first.place: earlier}
    assert in_force(every, DAY) == {first.place: first}
    assert in_force(every, APPROVED) == {first.place: later}
    assert in_force((replace(later, approval=None), first), APPROVED) == {first.place: first}


def test_a_letter_is_set_with_the_sentences_of_its_own_files_in_its_own_language() -> None:
    shared = revision(2, place="common:sentences.FREE")
    alone = revision(3, place="L15:item.0.text", before=Words("文。", ""))
    every = (revision(1), shared, alone)
    ja = laid(every, LetterKind.DELAY, Language.JA, DAY)
    assert [(each.revision, each.text) for each in ja] == [
        (1, "新しい文。"),
        (3, "新しい文。"),
        (2, "新しい文。"),
    ]
    en = laid(every, LetterKind.DELAY, Language.EN, DAY)
    assert [(each.revision, each.before, each.text) for each in en] == [
        (1, "Old.", "New."),
        (2, "Old.", "New."),
    ]
    assert [each.revision for each in laid(every, LetterKind.REFERRAL, Language.EN, DAY)] == [2]


def test_a_place_names_the_file_and_the_keys_that_lead_to_a_sentence() -> None:
    place = place_of("L2", ("item", 3, "step", 0, "text"))
    assert place == NOTICE.place
    assert (file_of(place), keys_of(place)) == ("L2", ("item", 3, "step", 0, "text"))


def test_a_notice_takes_the_words_of_deficiencies_and_a_decision_those_of_nothing_shown() -> None:
    assert files_of(LetterKind.DEFICIENCIES) == {"L2", "common", "deficiencies"}
    assert files_of(LetterKind.CESSATION) == {"L9", "common", "unproven"}
    assert files_of(LetterKind.RETURN) == {"L12", "common"}


SIDES = (
    "{% if n is defined %}a{% elif m is defined %}b{% else %}c{% endif %}"
    "{% for x in xs %}d{% if stamps is defined %}e{% else %}f{% endif %}{% endfor %}"
    "{% if k is defined %}{% if q is defined %}g{% endif %}{% else %}h{% endif %}"
)


def test_each_bracket_says_when_each_of_its_sides_is_printed() -> None:
    assert conditions(SIDES) == (
        ("n is defined", "m is defined", OTHERWISE),
        (EACH,),
        ("stamps is defined", OTHERWISE),
        ("k is defined", OTHERWISE),
        ("q is defined",),
    )
    assert conditions("ご通知いたします。") == ()


def test_the_usual_side_is_the_one_for_all_else_but_for_what_most_letters_hold() -> None:
    assert [usual_side(sides) for sides in conditions(SIDES)] == [2, 0, 0, 1, 0]
