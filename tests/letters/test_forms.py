# SPDX-License-Identifier: MIT
"""The published forms on paper: what they ask and say by rulebook and profile, and where."""

from __future__ import annotations

import re
import shutil
import subprocess
from datetime import date
from itertools import takewhile
from pathlib import Path

import pytest

from desk_app.letters.errors import BadWording, MissingGlyph
from desk_app.letters.forms.forms import FormPress
from desk_app.letters.places import forms_folder
from desk_app.records.people import DeskProfile
from tests.letters.published import (
    APPLICATIONS,
    CODES,
    TODAY,
    drawn,
    form_of,
    pages_of,
    rules_of,
    said,
    said_under,
    words_of,
)
from tests.letters.reading import Word, poppler_pages, squeezed

_BEFORE_DUTIES = '[[duty]]\nfrom = 2015-02-04\nduty = "log"'
NEW_VERSION = """[[form]]
from = 2027-04-01
code = "A-2"
title_ja = "個人情報訂正等請求書"
title_en = "Application Form for Correction, etc."
rights = ["correction", "addition", "deletion"]
versions = ["2026-11", "2027-04"]
required = ["name", "born", "address"]
clause = "PR-2"
source = "policy"

"""
EVERY = pytest.mark.parametrize("code", CODES)
FEE = ("value = 1000\nunit", "value = 1200\nunit")


def test_every_form_of_the_rulebook_is_published_and_the_letter_of_proxy() -> None:
    rules = rules_of()
    codes = [form.code for form in FormPress().forms(rules)]
    assert codes == sorted(CODES)
    assert {term.code for term in rules.forms} <= set(codes)


@EVERY
def test_a_form_is_a_sound_file_with_title_language_and_fonts_of_its_own(
    code: str, tmp_path: Path
) -> None:
    (tmp_path / "form.pdf").write_bytes(drawn(code))
    checked, fonts, info = (
        subprocess.run(
            [*tool, "form.pdf"], cwd=tmp_path, check=True, capture_output=True, text=True
        )
        for tool in (["qpdf", "--check"], ["pdffonts"], ["pdfinfo"])
    )
    assert checked.stderr == ""
    rows = [line.split()[-5:-2] for line in fonts.stdout.splitlines()[2:]]
    assert rows
    assert all(row == ["yes", "yes", "yes"] for row in rows)
    title = re.search("Title: +(.*)", info.stdout)
    assert title is not None
    assert code in title[1]
    assert re.search(rb"/Lang \((ja|en)\)", drawn(code)) is not None
    assert "AcroForm" in info.stdout


@EVERY
def test_code_and_version_stand_at_the_foot_of_every_page(code: str) -> None:
    pages = pages_of(code)
    assert len(pages) == (1 if code.startswith("B") else 3)
    slash = "/" if code.endswith("E") else "／"
    for number, page in enumerate(pages, start=1):
        assert f"{number}{slash}{len(pages)}" in page
        printed = re.search(rf"{code}.*?[（(]([0-9]{{4}}-[0-9]{{2}})[）)]", page)
        assert printed is not None
        term = rules_of().form(code)
        assert term is None or term.versions == (printed[1],)


@EVERY
def test_nothing_is_printed_over_anything_else_or_off_the_page(code: str) -> None:
    for words in words_of(code):
        assert min(word.left for word in words) >= 15.9
        assert max(word.right for word in words) <= 194.3
        assert max(word.bottom for word in words) <= 289.5
        assert overlapping(words) == []


def overlapping(words: list[Word]) -> list[tuple[str, str]]:
    """Which words share more than the white that a font's box has above and below."""
    rows = sorted(words, key=lambda word: word.top)
    return [
        (one.text, other.text)
        for place, one in enumerate(rows)
        for other in takewhile(lambda each: each.top < one.bottom, rows[place + 1 :])  # noqa: B023
        if min(one.right, other.right) - max(one.left, other.left) > 0.3
        and min(one.bottom, other.bottom) - other.top > 0.35 * (one.bottom - one.top)
    ]


def test_words_printed_over_others_are_found() -> None:
    one = Word(10, 10, 20, 14, "one")
    over, below = Word(15, 11, 25, 15, "over"), Word(10, 13.5, 20, 17.5, "below")
    assert overlapping([below, over, one]) == [("one", "over"), ("over", "below")]
    assert overlapping([one, below]) == []


@pytest.mark.parametrize(
    ("code", "asked"),
    [
        ("A-1", "保有個人データの開示 利用目的の通知 第三者提供記録の開示 電磁的記録 切手の内訳"),
        ("A-2", "訂正 追加 削除 現在の内容（誤っている内容） 正しい内容 事実の資料"),
        ("A-3", "利用の停止 消去 第三者への提供の停止 法第18条 法第35条第5項 事情"),
        ("B-1", "回答の受領 請求の取下げ 返却される切手、書類の受領 実印 委任の日 対象"),
        ("A-1E", "retainedpersonaldata purposeofuse Electronicrecord Stamps Total"),
        ("A-2E", "Correct Add Delete Presentcontent Rightcontent Evidence"),
        ("A-3E", "Erasure Articles27(1),28 Article35(5) Circum-stances"),
        ("B-1E", "Receivingthereply Withdrawingtherequest Registeredseal Dateofthisletter"),
    ],
)
def test_a_form_asks_what_its_rights_need(code: str, asked: str) -> None:
    assert [words for words in asked.split() if words not in said(code)] == []


@pytest.mark.parametrize("name", APPLICATIONS)
def test_every_application_asks_who_how_and_for_whom(name: str) -> None:
    common = (
        "記入日 受付印（当社使用） フリガナ 登録のお名前 生年月日 大正 西暦 登録のご住所"
        " ご本人（3の以下の欄は記入不要） 親権者 未成年後見人 成年後見人 保佐人 補助人 任意後見人"
        " 委任による代理人 会員番号 日本語 English ご署名 受付番号 本人確認 代理権 住所照合"
        " 塗りつぶし 開封・確認 決定 発送日 お手続きの流れ お送りいただくもの 本人確認書類 手数料"
        " お送り先 開示等請求書類在中 様式B-1"
    )
    assert [words for words in common.split() if words not in said(name)] == []


@pytest.mark.parametrize("code", ["A-1", "A-1E"])
def test_the_fee_is_the_rulebook_s(code: str) -> None:
    changed = said_under(code, rules_of(FEE))
    assert "1,000" in said(code)
    assert "1,200" in changed
    assert "1,000" not in changed


@pytest.mark.parametrize(
    ("code", "before", "after"), [("A-1", "3か月", "6か月"), ("B-1E", "3months", "6months")]
)
def test_the_periods_are_the_rulebook_s(code: str, before: str, after: str) -> None:
    key = "[[days.freshness_months]]\nfrom = 2015-02-04\nvalue = "
    changed = said_under(code, rules_of((f"{key}3", f"{key}6")))
    assert before in said(code)
    assert after in changed
    assert before not in changed


def test_papers_are_kept_as_long_as_the_rulebook_says_or_given_back() -> None:
    key = "[[days.retention_years]]\nfrom = 2015-02-04\nvalue = "
    assert "から2年間保管" in said("A-2")
    assert "から5年間保管" in said_under("A-2", rules_of((f"{key}2", f"{key}5")))
    back = "[[switch.returns_documents]]\nfrom = 2015-02-04\nvalue = "
    assert "年間保管" not in said_under("A-2", rules_of((f"{back}false", f"{back}true")))


def test_the_papers_are_those_taken_on_the_day() -> None:
    taken, dead = (said_under("A-1", rules_of(on=day)) for day in (date(2025, 6, 2), TODAY))
    card = "健康保険証（被保険者証）"
    after = dead.split("次のものはお受けできません")
    assert card in taken.split("次のものはお受けできません")[0]
    assert card not in after[0]
    assert card in after[1]
    assert "特定在留カード" in dead
    assert "特定在留カード" not in taken


def test_the_rights_are_those_of_the_form_on_the_day() -> None:
    before = said_under("A-1", rules_of(on=date(2021, 6, 1)))
    first = before.split("お手続きのご案内")[0]
    assert "第三者提供記録の開示を" not in first
    assert first.count("第三者提供記録の開示") < said("A-1").split("ご案内")[0].count(
        "第三者提供記録の開示"
    )


def test_a_free_form_asks_for_no_stamps_and_a_chargeable_one_does() -> None:
    free = "この請求に手数料は不要です。郵便切手を同封しないでください。"
    assert free in said("A-2")
    assert free in said("A-3")
    assert free not in said("A-1")


def test_the_chargeable_rights_are_the_rulebook_s() -> None:
    both = "保有個人データの開示または利用目的の通知を含む請求は"
    charged = rules_of(('value = ["purpose", "disclosure"]', 'value = ["purpose"]'))
    told = said_under("A-1", charged)
    assert both in said("A-1")
    assert both not in told
    assert "利用目的の通知を含む請求は" in told


def test_the_grounds_are_the_catalogue_s_for_the_rights_of_the_form() -> None:
    business = "当社の業務の適正な実施に著しい支障を及ぼすおそれがある場合"
    assert business in said("A-1")
    assert business not in said("A-2") + said("A-3")
    assert "事実でなく評価、判断に関するものである場合" in said("A-2")
    assert "（10）" not in said("A-1")
    assert "弊社" not in said("A-1") + said("A-2") + said("A-3")


@pytest.mark.parametrize("code", ["A-1", "B-1"])
def test_name_and_address_are_the_profile_s(code: str) -> None:
    profile = DeskProfile(
        company_ja="株式会社見本",
        desk_ja="お客様情報係",
        postal_code="060-0001",
        address_ja=("北海道札幌市中央区北一条西2丁目", "見本ビル"),
        marking_ja="個人情報開示請求",
    )
    told = said_under(code, rules_of(), profile)
    assert "株式会社見本お客様情報係" in told
    assert "ジャストシステム" not in told
    if code == "A-1":
        assert "〒060-0001北海道札幌市中央区北一条西2丁目見本ビル" in told
        assert "「個人情報開示請求」" in told


def test_a_long_name_of_a_desk_is_set_smaller_and_a_character_of_no_font_stops() -> None:
    long = DeskProfile(company_ja="株式会社" + "長い名称の" * 16 + "会社")
    assert long.company_ja in said_under("A-1", rules_of(), long)
    with pytest.raises(MissingGlyph):
        said_under("A-1", rules_of(), DeskProfile(company_ja="株式会社\U000f0000"))


def test_words_that_do_not_fit_their_page_stop_the_form_by_its_code() -> None:
    long = 'title_ja = "利用する必要がなくなった"'
    crowded = rules_of((long, long[:-1] + "、" + "長い説明が続く" * 400 + '"'))
    with pytest.raises(BadWording, match="bad_wording") as stopped:
        said_under("A-2", rules_of(('title_ja = "親権者"', f'title_ja = "{"親権者" * 400}"')))
    assert "A-2" in str(stopped.value.facts["where"])
    assert "長い説明が続く" in said_under("A-3", crowded)


def test_a_new_version_is_published_from_its_day_and_the_old_one_still_taken(
    tmp_path: Path,
) -> None:
    shutil.copytree(forms_folder(), tmp_path / "forms")
    new = tmp_path / "forms" / "2027-04"
    shutil.copytree(tmp_path / "forms" / "2026-11", new)
    form = new / "A-2.toml"
    form.write_text(
        form.read_text("utf-8").replace("個人情報訂正等請求書", "新しい訂正請求書"), "utf-8"
    )
    press = FormPress(tmp_path / "forms")
    texts = []
    for day in (TODAY, date(2027, 4, 1)):
        rules = rules_of((_BEFORE_DUTIES, NEW_VERSION + _BEFORE_DUTIES), on=day)
        assert form_of("B-1") in press.forms(rules)
        assert form_of("A-2E") in press.forms(rules)
        pages = press.draw(form_of("A-2"), DeskProfile(), rules)
        texts.append(squeezed(poppler_pages(pages)[0]))
    assert "（2026-11）" in texts[0]
    assert "新しい訂正請求書" in texts[1]
    assert "（2027-04）" in texts[1]


def test_a_version_without_files_stops_by_its_name() -> None:
    rules = rules_of(('versions = ["2026-11"]', 'versions = ["2031-01"]'))
    with pytest.raises(BadWording) as stopped:
        FormPress().forms(rules)
    assert stopped.value.facts["where"] == "forms/2031-01"


def test_equal_wishes_give_equal_bytes() -> None:
    again = FormPress().draw(form_of("A-1"), DeskProfile(), rules_of())
    assert again == drawn("A-1")
