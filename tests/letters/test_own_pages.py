# SPDX-License-Identifier: MIT
"""The desk's own pages as other programs read them: the key, the day, the report, the drill."""

from __future__ import annotations

import hashlib
import subprocess
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from desk_app.desk.figures.counting import in_brief
from desk_app.desk.keys.sheet_key import PREFIX, from_groups, to_groups
from desk_app.letters import page
from desk_app.letters.errors import MissingGlyph
from desk_app.letters.fonts.faces import typefaces
from desk_app.letters.places import resources, wording_folder
from desk_app.records.base import UserId, kept_id_of_provision
from desk_app.records.books.figures import Chart, ClaimEnd
from desk_app.records.case.disposal import HoldReason, PaperMethod
from desk_app.records.desk.people import Language
from desk_app.records.evidence import OwnPage
from desk_app.records.pages import FiguresPage
from tests.letters import own_samples
from tests.letters.reading import (
    codes,
    poppler_pages,
    poppler_text,
    poppler_words,
    poppler_words_of_all,
    squeezed,
)

pytestmark = pytest.mark.once(under="first")

KINDS = ("recovery", "day", "disposal", "drill", "inquiry", "evidence", "figures", "purposes")
EVERY: dict[str, Callable[[Language], OwnPage]] = {
    "recovery": own_samples.recovery,
    "day": own_samples.day,
    "day of keys": own_samples.day_of_keys,
    "quiet day": own_samples.quiet_day,
    "busy day": lambda language: own_samples.day(language, 20),
    "disposal": own_samples.disposal,
    "large disposal": lambda language: own_samples.disposal(language, 70),
    "drill": own_samples.drill,
    "failed drill": lambda language: own_samples.drill(language, equal=False),
    "figures": own_samples.figures,
    "figures for outside": lambda language: own_samples.figures(language, outside=True),
    "inquiry": own_samples.inquiry,
    "purposes": own_samples.purposes,
    "many purposes": lambda language: own_samples.purposes(language, 40),
    "no purpose": lambda language: own_samples.purposes(language, 0),
    "evidence": own_samples.evidence,
    "nameless evidence": lambda language: own_samples.evidence(language, named=False),
    "bare inquiry": lambda language: own_samples.inquiry(language, bare=True),
}
LONG = {
    *("busy day", "large disposal", "evidence", "nameless evidence"),
    *("figures", "figures for outside", "many purposes"),
}
"""What needs more than one sheet."""
FINGERPRINT_LABEL = {
    Language.JA: "登録簿の指紋",
    Language.EN: "Fingerprint of the roster",
}
BOTH = pytest.mark.parametrize("language", Language, ids=lambda language: language.value)


@cache
def drawn(name: str, language: Language) -> bytes:
    """A page of the desk's own, once."""
    return page(EVERY[name](language))


def read(facts: OwnPage | bytes) -> str:
    """The text of all sheets without white."""
    return squeezed(poppler_text(facts if isinstance(facts, bytes) else page(facts)))


def groups_of(pdf: bytes) -> list[str]:
    """The groups of the key in the order of the numbers printed before them."""
    words = poppler_words(pdf)
    wanted = set(own_samples.recovery(Language.JA).groups)
    found = {}
    for number, word in ((n, w) for n in words if n.text.isdigit() for w in words):
        beside = 0 < word.left - number.left < 8 and abs(word.bottom - number.bottom) < 3
        if beside and word.text in wanted:
            found[int(number.text)] = word.text
    return [found[number] for number in sorted(found)]


@BOTH
def test_the_key_is_read_back_from_the_paper_in_groups_and_as_a_code(
    language: Language, tmp_path: Path
) -> None:
    pdf = drawn("recovery", language)
    groups = groups_of(pdf)
    assert tuple(groups) == to_groups(own_samples.SECRET)
    assert from_groups(" ".join(groups)) == own_samples.SECRET
    assert codes(pdf, tmp_path) == [[own_samples.SECRET]]


@BOTH
def test_the_groups_alone_make_the_key_as_the_sheet_says(language: Language) -> None:
    facts = own_samples.recovery(language)
    assert PREFIX in read(drawn("recovery", language))
    assert PREFIX + "".join(group[:-1] for group in facts.groups) == own_samples.SECRET


@BOTH
def test_a_recovery_sheet_tells_what_it_is_and_how_a_backup_opens(language: Language) -> None:
    (text,) = map(squeezed, poppler_pages(drawn("recovery", language)))
    verifier = (resources() / "backup" / "verify.py").read_bytes()
    for told in (
        "2026Q4-1",
        "#12345a41c09e75b20",
        squeezed(FINGERPRINT_LABEL[language] + own_samples.FINGERPRINT),
        hashlib.sha256(verifier).hexdigest(),
        "age-d-ikey.txtb.tar.age|tarx",
        "sqlite3data.sqlite",
        "python3verify.pydata.sqlitemanifest.json",
        *(("令和8年10月–12月", "令和8年11月25日", "令和9年3月31日"), ("March31,2027",))[
            language is Language.EN
        ],
    ):
        assert told in text


def test_a_secret_on_its_way_to_paper_is_in_no_text_of_the_program() -> None:
    facts = own_samples.recovery(Language.JA)
    said = repr(facts)
    assert own_samples.SECRET not in said
    assert not any(group in said for group in facts.groups)


@BOTH
def test_a_day_sheet_counts_by_person_and_action(language: Language) -> None:
    facts = own_samples.day(language)
    text = read(drawn("day", language))
    for line in facts.lines:
        assert squeezed(f"{line.who}{line.what}{line.count}") in text
    for mark in (facts.before, facts.first, facts.last, facts.head):
        assert squeezed(str(mark)) in text
    assert squeezed("#12340 cccccccccccc") in text
    assert "54" in text


@BOTH
def test_the_fingerprint_is_read_back_from_both_papers_in_its_groups(language: Language) -> None:
    for facts in (own_samples.recovery(language), own_samples.day(language)):
        pdf = page(facts)
        words = [word.text for word in poppler_words(pdf)]
        groups = own_samples.FINGERPRINT.split()
        at = words.index(groups[0])
        assert words[at : at + len(groups)] == groups
        before = page(replace(facts, fingerprint=""))
        assert not set(groups) & {word.text for word in poppler_words(before)}
        assert squeezed(FINGERPRINT_LABEL[language]) not in squeezed("".join(poppler_pages(before)))


@BOTH
def test_a_day_sheet_names_who_was_enrolled_by_whom_and_with_whom(language: Language) -> None:
    facts = own_samples.day_of_keys(language)
    text = read(drawn("day of keys", language))
    for act in facts.acts:
        assert squeezed(f"{act.number}{act.what}{act.about}{act.by}{act.second}") in text
    assert ("5確認", "5Confirmation")[language is Language.EN] in text
    without = read(replace(facts, acts=()))
    assert ("4確認", "4Confirmation")[language is Language.EN] in without
    assert not any(act.what.replace(" ", "") in without for act in facts.acts)


@BOTH
def test_a_day_without_entries_has_no_extent(language: Language) -> None:
    text = read(drawn("quiet day", language))
    assert text.count("#") == 2
    assert ("なし" if language is Language.JA else "none") in text


@BOTH
@pytest.mark.parametrize("name", ["busy day", "large disposal"])
def test_a_long_table_repeats_its_head_on_each_sheet(language: Language, name: str) -> None:
    pages = [squeezed(each) for each in poppler_pages(drawn(name, language))]
    heads = {
        Language.JA: ("担当操作件数", "受付番号終了日"),
        Language.EN: ("PersonActionEntries", "ReceiptNo.Completed"),
    }[language]
    having = [any(head in each for head in heads) for each in pages]
    assert sum(having) >= 2
    assert all(
        f"{n}{'／' if language is Language.JA else '/'}{len(pages)}" in each
        for n, each in enumerate(pages, start=1)
    )


@BOTH
def test_the_report_lists_every_item_and_its_totals(language: Language) -> None:
    facts = own_samples.disposal(language, 70)
    text = read(drawn("large disposal", language))
    assert all(item.receipt_number in text for item in facts.record.items)
    assert f"{facts.record.sheets:,}" in text
    assert "R6-0099" in text
    for entry in ("11398", "11407"):
        assert entry in text
    for name in own_samples.NAMES.values():
        assert squeezed(name) in text


@BOTH
def test_the_report_names_who_deleted_the_data_and_who_had_it_checked(language: Language) -> None:
    made = own_samples.disposal(language)
    other = UserId("u-9")
    named = replace(made, names={**made.names, other: "別府 九"})
    for each in (replace(named, deleted_by=other), replace(named, checked_by=other)):
        assert "別府九" in read(each)
    assert "別府九" not in read(made)
    bare = replace(made, deleted_by=None, checked_by=None)
    assert read(bare).count(squeezed("佐伯 恵子")) < read(made).count(squeezed("佐伯 恵子"))


@BOTH
def test_the_report_says_when_old_backups_end_and_what_was_found(language: Language) -> None:
    text = read(drawn("disposal", language))
    ends = "令和9年3月31日" if language is Language.JA else "March31,2027"
    assert text.count(ends) == 2
    assert "3,412" in text
    record = own_samples.record()
    assert record.check is not None
    unsearched = replace(record, check=replace(record.check, markers=0), held=())
    less = read(replace(own_samples.disposal(language), record=unsearched))
    of_person = replace(record.items[0], application=kept_id_of_provision(12))
    provided = read(
        replace(own_samples.disposal(language), record=replace(record, items=(of_person,)))
    )
    rules = {Language.JA: "施行規則", Language.EN: "EnforcementRules"}[language]
    assert (rules in provided, rules in text) == (True, False)
    assert "3,412" not in less
    assert "R6-0099" not in less


@BOTH
def test_every_reason_of_a_hold_has_words(language: Language) -> None:
    record = own_samples.record()
    held = tuple(replace(record.held[0], reason=reason) for reason in HoldReason)
    text = read(replace(own_samples.disposal(language), record=replace(record, held=held)))
    words = _words("disposal", language)["reasons"]
    assert set(words) == {each.value for each in HoldReason}
    assert [each for each in words.values() if squeezed(each) not in text] == []


@BOTH
def test_every_way_to_destroy_paper_has_words(language: Language) -> None:
    here = "窓口内で実施" if language is Language.JA else "atthedesk"
    methods = _words("disposal", language)["methods"]
    for method in PaperMethod:
        text = read(own_samples.disposal(language, 1, method))
        assert squeezed(methods[method.value]) in text
        assert (here in text) is (method is PaperMethod.SHREDDED)


@BOTH
def test_a_drill_record_says_what_was_compared_and_whether_it_was_equal(
    language: Language,
) -> None:
    good, bad = (own_samples.drill(language, equal=equal) for equal in (True, False))
    for facts in (good, bad):
        text = read(facts)
        assert facts.drill.backup in text
        for told in ("12,340", "12,345", "147", squeezed(facts.drill.by)):
            assert told in text
    wrong = "不一致" if language is Language.JA else "Notequal"
    assert wrong not in read(good)
    assert wrong in read(bad)


@BOTH
def test_a_department_is_told_what_a_search_needs_and_no_more(language: Language) -> None:
    facts = own_samples.inquiry(language)
    sought, text = facts.principal, read(facts)
    names = (sought.name, sought.kana, sought.former_name, facts.scope, "R8-0147")
    places = (sought.address, sought.registered_address, sought.member_number, sought.email)
    assert [each for each in (*names, *places) if squeezed(each) not in text] == []
    assert sought.phone not in text
    day = "令和8年12月4日までに" if language is Language.JA else "byDecember4,2026"
    at_once = "至急" if language is Language.JA else "atonce"
    assert (day in text, at_once in text) == (True, False)
    bare = read(drawn("bare inquiry", language))
    assert (day in bare, at_once in bare) == (False, True)


@BOTH
@pytest.mark.parametrize("name", EVERY)
def test_nothing_leaves_the_page_or_reaches_the_foot(language: Language, name: str) -> None:
    pages = poppler_words_of_all(drawn(name, language))
    assert len(pages) == 1 or name in LONG
    for words in pages:
        assert min(word.left for word in words) >= 23.5
        assert max(word.right for word in words) <= 190.6
        body = [word for word in words if word.top < 281]
        assert max(word.bottom for word in body) < 280.5


@BOTH
def test_equal_facts_give_equal_bytes(language: Language) -> None:
    assert page(own_samples.recovery(language)) == drawn("recovery", language)


def test_names_of_the_desk_s_people_are_text_and_never_markup() -> None:
    facts = own_samples.day(Language.JA)
    odd = "<b>{{ head }}</b>&amp;"
    lines = (replace(facts.lines[0], who=odd),)
    assert odd.replace(" ", "") in read(replace(facts, lines=lines))
    with pytest.raises(MissingGlyph):
        page(replace(facts, lines=(replace(facts.lines[0], who="a\x00b"),)))


@pytest.mark.parametrize("kind", KINDS)
def test_both_languages_say_the_same_things(kind: str) -> None:
    ja, en = (_words(kind, language) for language in Language)
    assert list(_shape(ja)) == list(_shape(en))


def _words(kind: str, language: Language) -> dict[str, dict[str, str]]:
    path = wording_folder() / language.value / f"{kind}.toml"
    words: dict[str, dict[str, str]] = tomllib.loads(path.read_text("utf-8"))
    return words


def _shape(value: object, place: str = "") -> Iterator[str]:
    """Every key with its place, lists by their length; closing words may be cut differently."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield f"{place}.{key}"
            yield from _shape(inner, f"{place}.{key}")
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield f"{place}[{number}]"
            yield from _shape(inner, f"{place}[{number}]")


@pytest.mark.parametrize("language", Language)
def test_commands_are_printed_in_a_face_of_one_width(language: Language) -> None:
    fixed = typefaces().fixed
    assert {fixed.width(each) for each in "Il1|O0.-mW"} == {500}
    made = drawn("recovery", language)
    fonts = subprocess.run(["pdffonts", "-"], input=made, capture_output=True, check=True).stdout
    assert b"BIZUDGothic" in fonts
    assert "age -d -i key.txt b.tar.age | tar x" in poppler_text(made)


@BOTH
def test_evidence_says_whose_it_is_who_signed_and_the_whole_hash(language: Language) -> None:
    text = read(drawn("evidence", language))
    hashes = ("0a1b2c3d" * 8, "2c3d4e5f" * 8, "3d4e5f6a" * 8)
    said = ("R8-0147", "高橋隆", "佐伯恵子", "山本美咲", *hashes, own_samples.FINGERPRINT)
    assert all(squeezed(each) in text for each in (*said, str(own_samples.HEAD.sequence)))
    assert "高橋隆" not in read(drawn("nameless evidence", language))


@BOTH
def test_how_figures_are_read_stands_before_them_and_takes_no_sheet(language: Language) -> None:
    first, *_ = map(squeezed, poppler_pages(drawn("figures", language)))
    said = {Language.JA: "斜線は未決定", Language.EN: "hatchediswhatisundecided"}[language]
    assert said in first


@BOTH
def test_the_sheet_for_management_is_one_page(language: Language) -> None:
    """However much there is to tell: every outcome was counted, and of two years."""
    whole = own_samples.figures(language)
    (sheet,) = poppler_pages(page(in_brief(_with_every_bar(whole))))
    titles = {chart.name: chart.title for chart in whole.report.charts}
    shown = [name for name, title in titles.items() if squeezed(title) in squeezed(sheet)]
    assert {"outcomes", "days"} <= {*shown}
    assert len(shown) < len(titles)


def _with_every_bar(made: FiguresPage) -> FiguresPage:
    full = {"outcomes": len(ClaimEnd)}

    def filled(chart: Chart) -> Chart:
        bars = (chart.bars * full.get(chart.name, 0))[: full.get(chart.name, 0)] or chart.bars
        return replace(chart, bars=tuple(replace(bar, before=5) for bar in bars))

    charts = tuple(map(filled, made.report.charts))
    return replace(made, report=replace(made.report, charts=charts))


def test_no_word_at_the_head_of_a_table_of_figures_is_torn() -> None:
    report = own_samples.figures(Language.EN).report
    wanted = {word for chart in report.charts for head in chart.head for word in head.split()}
    assert "department" in wanted
    sheets = poppler_words_of_all(drawn("figures", Language.EN))
    printed = {word.text for words in sheets for word in words}
    assert wanted - printed == set()
