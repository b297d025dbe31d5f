# SPDX-License-Identifier: MIT
from __future__ import annotations

import ast
import re
from datetime import UTC, date, datetime

import pytest

from desk_app.i18n import dates, vocabulary
from desk_app.i18n.messages import HOLE, TITLED
from desk_app.i18n.vocabulary import article, table
from desk_app.records.desk.people import Language
from desk_app.rules.codes import CodeFault
from desk_app.rules.days import eras
from desk_app.rules.inquiries.inquiring import StepRefusal
from desk_app.rules.postage.quote import PostageFault
from desk_app.rules.rulebook.amending import ChangeFault
from desk_app.rules.wording.check import FaultCode
from desk_app.rules.work_codes import Refusal
from desk_app.rules.writing import text
from tests.unit.i18n.every_text import (
    COUNTED,
    PACKAGE,
    Entry,
    default_codes,
    entries,
    enums,
    raised_codes,
)

JAPANESE = re.compile(r"[\u3000-\u30ff\u3400-\u9fff\uff00-\uffef]")
JAPANESE_WORD = re.compile(rf"{JAPANESE.pattern}{{2}}")
LATIN_WORD = re.compile(r"[A-Za-z]{2,}")
NAMES = frozenset(
    {
        *("CSV", "JIS", "PDF", "TOML", "UTF", "Windows", "cp", "https", "unsigned"),
        *("JPEG", "PNG", "TIFF", "USB"),
        *("XLSX", "XLSM", "XLS", "ODS", "TSV", "report", "TP"),
        *("JSON", "FILE", "json", "true", "false", "MiB", "answered", "approved", "accepted"),
        *("on", "DIR", "desk", "keys", "letters", "summary", "Python", "verify", "py", "pdf"),
        *("demo", "install", "test", "second", "user", "sheet"),
        *("IT", "PEM", "PostgreSQL", "SQL", "init", "office", "psql", "snapshot", "sql", "status"),
    }
)
FREE_OF_DETAIL = frozenset({"detail"})
# Told by sentences of their own, or rows of a letter.
WITHOUT_A_WORD = frozenset(
    {
        *("Code", "NoticeRow", "Refusal", "TextCode", "DateFault", "CodeFault", "PostageFault"),
        *("Stand", "FaultCode", "ChangeFault", "Entering", "SignedForm", "Domain", "Cited"),
        *("FoundAmong", "LedgerFieldKind", "StepRefusal", "ScanRefusal"),
        *("ChartInk", "Fill"),
    }
)
INSIDE_THE_RULES = (
    "rules/names",
    "rules/addresses",
    "asking",
    "notation",
    "withdrawals",
    "address_changes",
    "heirs",
    "desk/figures/charts",
)
BUILT_IN_HOWS = frozenset({"", "yen", "day", "weekday", "face", "pieces"})


def bare(sentence: str) -> str:
    return HOLE.sub("", sentence)


def test_every_text_stands_in_two_languages() -> None:
    assert [each.place for each in entries() if len(each.texts) != len(Language)] == []


def test_what_is_counted_has_a_plural_in_english() -> None:
    units = table("words")[COUNTED]

    assert len(units) >= 5
    assert all(len(forms) == 3 and all("{}" in form for form in forms) for forms in units.values())


def test_no_sentence_is_empty() -> None:
    empty = {
        (each.table, each.heading if each.key in FREE_OF_DETAIL else each.key)
        for each in entries()
        if not all(each.texts)
    }

    assert empty == {
        ("words", "nobody"),
        ("findings", "envelope.marking"),
        ("findings", "document.counts"),
        ("findings", "register.matches"),
    }


def test_japanese_has_no_english_words() -> None:
    found = [
        (each.place, word)
        for each in entries()
        for word in LATIN_WORD.findall(bare(each.texts[0]))
        if word not in NAMES
    ]

    assert found == []


def test_english_has_no_japanese() -> None:
    """A form of a character is told by the sign itself and by the part of it: signs, no word."""

    def is_japanese(each: Entry) -> bool:
        english = bare(each.texts[1])
        of_signs = (each.table, each.heading) == ("words", "Sign")
        return bool((JAPANESE_WORD if of_signs else JAPANESE).search(english))

    assert [each.place for each in entries() if is_japanese(each)] == []


def test_nobody_is_shouted_at() -> None:
    calm = re.compile(r"[!！]|エラー|\berror\b|失敗しました。$", re.IGNORECASE)

    shouting = [
        each.place
        for each in entries()
        if any(calm.search(said) for said in each.texts) and each.heading != "disk_failed"
    ]

    assert shouting == []


def test_both_languages_tell_the_same_facts() -> None:
    uneven = [
        each.place
        for each in entries()
        if each.table != "findings"
        and {h["fact"] for h in HOLE.finditer(each.texts[0])}
        != {h["fact"] for h in HOLE.finditer(each.texts[1])}
    ]

    assert uneven == []


def test_every_fact_is_written_in_a_known_way() -> None:
    known = BUILT_IN_HOWS | TITLED | set(table("words")[COUNTED])
    unknown = [
        (each.place, how)
        for each in entries()
        for _, how in each.holes
        if how.removeprefix("any_") not in known and not _is_vocabulary(how)
    ]

    assert unknown == []


def _is_vocabulary(how: str) -> bool:
    return any(how in table(name) for name in ("people", "words", "work", "cures", "rulebook"))


def test_every_value_a_clerk_may_see_has_a_word() -> None:
    shown = [
        each
        for each in enums("records", "rules", "desk")
        if each.name not in WITHOUT_A_WORD
        and not any(part in each.module for part in INSIDE_THE_RULES)
    ]
    missing = [
        f"{each.name}.{value}"
        for each in shown
        for value in each.members
        if vocabulary.word_of(each.name, value, Language.JA) is None
    ]

    assert {"Likeness", "Kind", "Group", "Right", "Duty"} <= {each.name for each in shown}
    assert sum(len(each.members) for each in shown) >= 300
    assert missing == []


def test_no_word_is_left_of_a_value_that_is_gone() -> None:
    values: dict[str, set[str]] = {}
    for each in enums("records", "rules", "desk"):
        values.setdefault(each.name, set()).update(each.members)
    dead = [
        each.place
        for each in entries()
        if each.table in {"words", "work"} and each.key not in values.get(each.heading, {each.key})
    ]

    assert dead == []


def test_every_refusal_has_a_sentence() -> None:
    every = {each.value for kind in (Refusal, StepRefusal) for each in kind}
    assert every - set(table("refusals")) == set()


def test_every_fault_of_a_typed_value_has_a_sentence() -> None:
    kinds = (text.TextCode, eras.DateFault, CodeFault, PostageFault, FaultCode, ChangeFault)
    faults = {each.value for kind in kinds for each in kind}

    assert faults - set(table("inputs")) == set()


def test_every_code_that_is_raised_has_a_sentence() -> None:
    raised = raised_codes("desk", "store", "letters") | default_codes()

    assert len(raised) >= 60
    assert raised - set(table("refusals")) - set(table("inputs")) - set(table("errors")) == set()


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("39", "第39条"),
        ("37(1)", "第37条第1項"),
        ("33(2)(iii)", "第33条第2項第3号"),
        ("33(5) with 33(2)(i)", "第33条第5項・第33条第2項第1号"),
        ("Civil Code 4", "民法第4条"),
        ("", ""),
    ],
)
def test_an_article_is_said_in_japanese(written: str, said: str) -> None:
    assert article(written, Language.JA) == said


def test_in_english_an_article_stands_as_it_is_cited() -> None:
    assert article("33(2)(i)", Language.EN) == "33(2)(i)"


TODAY = date(2027, 1, 6)


def test_a_day_of_another_year_has_its_year() -> None:
    on = date(2026, 12, 25)
    assert dates.beside(on, TODAY, Language.JA) == "R8.12.25"
    assert dates.beside(on, TODAY, Language.EN) == "25 Dec 2026"
    assert dates.near(on, TODAY, Language.JA) == "令和8年12月25日(金)"
    assert dates.near(on, TODAY, Language.EN) == "Fri 25 Dec 2026"
    noon = datetime(2026, 12, 25, 3, 0, tzinfo=UTC)
    assert dates.moment(noon, TODAY, Language.JA) == "R8.12.25 12:00"


def test_a_day_of_this_year_needs_none() -> None:
    assert dates.beside(date(2027, 1, 5), TODAY, Language.JA) == "1月5日"
    assert dates.beside(date(2027, 1, 5), TODAY, Language.EN) == "5 Jan"
    assert dates.near(date(2027, 1, 5), TODAY, Language.JA) == "1月5日(火)"
    assert dates.near(date(2027, 1, 5), TODAY, Language.EN) == "Tue 5 Jan"


def test_what_the_journal_notes_has_a_name() -> None:
    """Every fact that is named where an entry is noted, and those of a rulebook put in force."""
    noted = {
        keyword.arg
        for path in PACKAGE.rglob("*.py")
        if "journal.note(" in (source := path.read_text("utf-8"))
        for call in ast.walk(ast.parse(source))
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Attribute)
        and call.func.attr == "note"
        and ast.unparse(call.func.value).endswith("journal")
        for keyword in call.keywords
        if keyword.arg
    }
    assert len(noted) > 20
    named = {*table("words")["Noted"], *table("words")["Field"]}
    assert (noted | {"rulebook", "rulebook_source", "why"}) - named == set()
