# SPDX-License-Identifier: MIT
"""The published forms: what they ask and say by rulebook and profile, on paper and on a screen."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from itertools import combinations, pairwise, takewhile
from pathlib import Path
from typing import NamedTuple

import pytest
from PIL import Image, ImageChops, ImageDraw, ImageFont, ImageStat
from pypdf import PageObject, PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject
from PySide6.QtCore import QBuffer, QByteArray, QSize
from PySide6.QtPdf import QPdfDocument

from desk_app.letters.errors import BadWording, MissingGlyph
from desk_app.letters.fonts.embedding import NAME
from desk_app.letters.fonts.faces import typefaces
from desk_app.letters.forms.forms import FormPress
from desk_app.letters.forms.lines import TYPED as TYPED_SIZE
from desk_app.letters.places import font_folders, forms_folder
from desk_app.records.desk.profile import DeskProfile
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
from tests.letters.reading import Word, poppler_pages, poppler_text, qt_text, squeezed

pytestmark = pytest.mark.once(under="first")

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
_MM = 25.4 / 72
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
            [*tool, "form.pdf"], cwd=tmp_path, check=True, capture_output=True, encoding="utf-8"
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
    assert len(pages) == (1 if code.startswith("B") else 4)
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


class _Drawn(NamedTuple):
    """A box as it is drawn, in millimetres from the top left corner, and whether it is filled."""

    left: float
    top: float
    right: float
    bottom: float
    is_filled: bool

    def holds(self, word: Word) -> bool:
        """Whether the middle of a word stands in it."""
        across, down = (word.left + word.right) / 2, (word.top + word.bottom) / 2
        return self.left <= across <= self.right and self.top <= down <= self.bottom

    def lets_out(self, word: Word) -> float:
        """How far a word goes over its edges, in millimetres."""
        return max(
            *(self.left - word.left, word.right - self.right),
            *(self.top - word.top, word.bottom - self.bottom),
        )

    def off_middle(self, words: list[Word]) -> float:
        """How far above or below its middle some words stand as a whole, in millimetres."""
        top, bottom = min(word.top for word in words), max(word.bottom for word in words)
        return abs(top + bottom - self.top - self.bottom) / 2


def _boxes_of(code: str) -> list[tuple[list[_Drawn], list[Word]]]:
    """The boxes and the words of each page of a form."""
    pages = reader(code).pages
    return [
        (list(_boxes_on(page)), words) for page, words in zip(pages, words_of(code), strict=True)
    ]


def _boxes_on(page: PageObject) -> Iterator[_Drawn]:
    content = page.get_contents()
    assert content is not None
    for *found, how in re.findall(
        r"([\d.]+) ([\d.]+) ([\d.]+) ([\d.]+) re ([Sf]) Q", content.get_data().decode("latin-1")
    ):
        x, y, wide, high = map(float, found)
        top = float(page.mediabox.height) - y - high
        yield _Drawn(x * _MM, top * _MM, (x + wide) * _MM, (top + high) * _MM, how == "f")


@EVERY
def test_no_word_of_a_form_goes_over_the_edge_of_the_box_it_stands_in(code: str) -> None:
    inside = [
        (word, min(around, key=lambda box: (box.right - box.left) * (box.bottom - box.top)))
        for boxes, words in _boxes_of(code)
        for word in words
        if (around := [box for box in boxes if box.holds(word)])
    ]
    assert len(inside) > 30
    assert [word.text for word, box in inside if box.lets_out(word) > 0.05] == []


@EVERY
def test_labels_of_a_form_stand_in_the_middle_of_their_grey(code: str) -> None:
    labels = [
        (box, [word for word in words if box.holds(word)])
        for boxes, words in _boxes_of(code)
        for box in boxes
        if box.is_filled
    ]
    told = [(box, words) for box, words in labels if words]
    assert len(told) > 5
    assert [words for box, words in told if box.off_middle(words) > 0.1] == []


def test_each_step_of_the_procedure_stands_in_the_middle_of_its_box() -> None:
    for code in (f"{name}{suffix}" for name in APPLICATIONS for suffix in ("", "E")):
        boxes, words = _boxes_of(code)[2]
        steps = [box for box in boxes if abs(box.bottom - box.top - 18) < 0.1]
        assert len(steps) == 5
        assert len({round(step.top, 2) for step in steps}) == 1
        gaps = {round(after.left - before.right, 1) for before, after in pairwise(steps)}
        assert len(gaps) == 1
        assert min(gaps) > 2
        widest = max(boxes, key=lambda box: box.right - box.left)
        assert (steps[0].left, steps[-1].right) == pytest.approx(
            (widest.left, widest.right), abs=0.1
        )
        for step in steps:
            assert step.off_middle([word for word in words if step.holds(word)]) < 0.1


@pytest.mark.parametrize(
    ("code", "asked"),
    [
        ("A-1", "保有個人データの開示 利用目的の通知 第三者提供記録の開示 電磁的記録 切手の内訳"),
        ("A-2", "訂正 追加 削除 現在の内容（誤り） 正しい内容 事実の資料"),
        ("A-3", "利用の停止 消去 第三者への提供の停止 法第18条 法第35条第5項 事情"),
        ("B-1", "回答の受領 請求の取下げ 返却される切手、書類の受領 実印 委任の日 対象"),
        ("A-1E", "retainedpersonaldata purposeofuse Electronic Stamps Total"),
        ("A-2E", "Correct Add Delete Presentcontent Rightcontent Evidence"),
        ("A-3E", "Erasure Articles27(1),28 Article35(5) Circum-stances"),
        ("B-1E", "Receivingthereply Withdrawingtherequest Seal Dateofthisletter"),
    ],
)
def test_a_form_asks_what_its_rights_need(code: str, asked: str) -> None:
    assert [words for words in asked.split() if words not in said(code)] == []


@pytest.mark.parametrize("code", [code for code in CODES if code.startswith("A")])
def test_the_day_it_is_filled_in_stands_at_the_head_of_a_form(code: str) -> None:
    assert ("Date:" if code.endswith("E") else "記入日") in pages_of(code)[0]


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


_MONTHS, _YEARS = (
    f"[[days.{name}]]\nfrom = 2015-02-04\nvalue = "
    for name in ("freshness_months", "retention_years")
)
OTHERWISE: tuple[tuple[str, str], ...] = (
    FEE,
    ('value = ["purpose", "disclosure"]', 'value = ["purpose"]'),
    *(
        (
            f"{key}\nfrom = 2015-02-04\nvalue = {before}",
            f"{key}\nfrom = 2015-02-04\nvalue = {after}",
        )
        for key, before, after in (
            ("[[days.freshness_months]]", "3", "6"),
            ("[[days.retention_years]]", "2", "5"),
        )
    ),
)
ELSEWHERE = DeskProfile(
    company_ja="株式会社見本",
    desk_ja="お客様情報係",
    postal_code="060-0001",
    address_ja=("北海道札幌市中央区北一条西2丁目", "見本ビル"),
    marking_ja="個人情報開示請求",
    procedure_page="https://www.example.co.jp/privacy/procedure.html",
    form_page="https://www.example.co.jp/contact/",
)
SAID_OTHERWISE = {
    "A-1": (
        ("1,000", "1,200"),
        ("3か月", "6か月"),
        ("から2年間保管", "から5年間保管"),
        ("保有個人データの開示または利用目的の通知を含む請求は", "利用目的の通知を含む請求は"),
        ("ジャストシステム", "株式会社見本お客様情報係"),
        ("〒163-6017", "〒060-0001北海道札幌市中央区北一条西2丁目見本ビル"),
        ("開示等請求書類在中", "「個人情報開示請求」"),
        ("当社のウェブサイトに公表しています", ELSEWHERE.procedure_page),
        ("", ELSEWHERE.form_page),
    ),
    "A-1E": (
        ("1,000", "1,200"),
        ("", ELSEWHERE.procedure_page),
        ("", ELSEWHERE.form_page),
    ),
    "B-1": (("ジャストシステム", "株式会社見本お客様情報係"),),
    "B-1E": (("3months", "6months"),),
}
"""What a form says, and what it says under another rulebook and for another desk."""


@pytest.mark.parametrize("code", SAID_OTHERWISE)
def test_fee_periods_chargeable_rights_name_and_address_are_the_rulebook_s_and_the_profile_s(
    code: str,
) -> None:
    changed = said_under(code, rules_of(*OTHERWISE), ELSEWHERE)
    for before, after in SAID_OTHERWISE[code]:
        assert before in said(code), before
        assert after in changed, after
        assert not before or before not in changed, before


def test_papers_are_not_kept_where_the_rulebook_gives_them_back() -> None:
    back = "[[switch.returns_documents]]\nfrom = 2015-02-04\nvalue = "
    assert "年間保管" not in said_under("A-2", rules_of((f"{back}false", f"{back}true")))


def test_the_papers_and_rights_are_those_of_the_day() -> None:
    before = said_under("A-1", rules_of(on=date(2021, 6, 1)))
    card, refused = "健康保険証（被保険者証）", "次のものはお受けできません"
    assert card in before.split(refused)[0]
    assert card not in said("A-1").split(refused)[0]
    assert card in said("A-1").split(refused)[1]
    assert "特定在留カード" in said("A-1")
    assert "特定在留カード" not in before
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


def test_the_grounds_are_the_catalogue_s_for_the_rights_of_the_form() -> None:
    business = "当社の業務の適正な実施に著しい支障を及ぼすおそれがある場合"
    assert business in said("A-1")
    assert business not in said("A-2") + said("A-3")
    assert "事実でなく評価、判断に関するものである場合" in said("A-2")
    assert "（10）" not in said("A-1")
    assert "弊社" not in said("A-1") + said("A-2") + said("A-3")


def test_a_long_name_of_a_desk_is_set_smaller_and_a_character_of_no_font_stops() -> None:
    long = DeskProfile(company_ja="株式会社" + "長い名称の" * 16 + "会社")
    assert long.company_ja in said_under("A-1", rules_of(), long)
    with pytest.raises(MissingGlyph):
        said_under("A-1", rules_of(), DeskProfile(company_ja="株式会社\U000f0000"))


def test_words_that_do_not_fit_their_page_stop_the_form_by_its_code(tmp_path: Path) -> None:
    long = 'title_ja = "利用する必要がなくなった"'
    crowded = rules_of((long, long[:-1] + "、" + "長い説明が続く" * 400 + '"'))
    shutil.copytree(forms_folder(), tmp_path / "forms")
    form = tmp_path / "forms" / "2026-11" / "A-2.toml"
    form.write_text(form.read_text("utf-8").replace("repeat = 5", "repeat = 15"), "utf-8")
    with pytest.raises(BadWording, match="bad_wording") as stopped:
        FormPress(tmp_path / "forms").draw(form_of("A-2"), DeskProfile(), rules_of())
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


TYPED = {
    "principal_name": "𠮷田　太郎",
    "proxy_name": "髙橋　花子",
    "principal_kana": "ヨシダ　タロウ",
    "principal_address": "東京都新宿区西新宿6-8-1 新宿オークタワー",
    "principal_registered_name": "Bürgel & Ōno ﾃｽﾄ 葛󠄀",
}
TICKED = {"right_disclosure": "/On", "claimant": "/principal"}
GLYPHS = (("principal_name", "𠮷", "吉", 2), ("proxy_name", "髙", "高", 0))
"""Fields, the first character typed into them, one that is like it, and the place of its font."""

DPI = 220


@cache
def reader(code: str) -> PdfReader:
    """A form as pypdf reads it."""
    return PdfReader(io.BytesIO(drawn(code)))


@cache
def filled(code: str, *, flat: bool = False) -> bytes:
    """The form filled in by pypdf; a flat one has no fields any more, only what they show."""
    writer = PdfWriter(clone_from=io.BytesIO(drawn(code)))
    writer.update_page_form_field_values(
        writer.pages[0], {**TYPED, **TICKED}, auto_regenerate=False, flatten=flat
    )
    if flat:
        writer.remove_annotations(subtypes="/Widget")
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()


@cache
def names(code: str) -> set[str]:
    """The names of a form's fields."""
    return set(reader(code).get_fields() or {})


@cache
def widgets(code: str) -> list[DictionaryObject]:
    """What stands on a form's first page for its fields."""
    placed = reader(code).pages[0]["/Annots"]
    assert isinstance(placed, ArrayObject)
    return [each.get_object() for each in placed]


@cache
def poppler_picture(pdf: bytes) -> Image.Image:
    """The first page as poppler draws it."""
    command = ["pdftoppm", "-r", str(DPI), "-gray", "-l", "1", "-"]
    page = subprocess.run(command, input=pdf, check=True, capture_output=True).stdout
    return Image.open(io.BytesIO(page)).convert("L")


@cache
def pdfium_picture(pdf: bytes) -> Image.Image:
    """The first page as PDFium draws it, which shows no fields unless they are made flat."""
    content = QByteArray(pdf)
    buffer = QBuffer(content)
    buffer.open(QBuffer.OpenModeFlag.ReadOnly)
    document = QPdfDocument()
    document.load(buffer)
    image = document.render(0, QSize(round(210 / 25.4 * DPI), round(297 / 25.4 * DPI)))
    document.close()
    page = Image.frombytes(
        "RGBA", (image.width(), image.height()), bytes(image.constBits()), "raw", "BGRA"
    )
    white = Image.new("RGBA", page.size, "white")
    return Image.alpha_composite(white, page).convert("L")


Drawing = Callable[[bytes], Image.Image]


def _box(widget: DictionaryObject) -> tuple[float, float, float, float]:
    rect = widget["/Rect"]
    assert isinstance(rect, ArrayObject)
    left, bottom, right, top = (float(each) for each in rect)
    return left, bottom, right, top


def _place(name: str) -> tuple[int, int, int, int]:
    """Where the field of a name lies on the picture of the first page of A-1."""
    (widget,) = (each for each in widgets("A-1") if each.get("/T") == name)
    left, bottom, right, top = _box(widget)
    height = 297 * 72 / 25.4
    return _pixels(left), _pixels(height - top), _pixels(right), _pixels(height - bottom)


def _pixels(points: float) -> int:
    return round(points * DPI / 72)


@pytest.mark.parametrize("name", [*APPLICATIONS, "B-1"])
def test_both_languages_have_the_same_fields(name: str) -> None:
    japanese, english = names(name), names(f"{name}E")
    assert japanese - english <= {"born_era"}
    assert english <= japanese


@pytest.mark.parametrize("code", CODES)
def test_every_field_has_words_for_a_screen_reader_and_is_typed_in_the_gothic(code: str) -> None:
    fields = widgets(code)
    assert len(fields) > 20
    assert all(str(each["/TU"]).strip() for each in fields)
    typed = [str(each["/DA"]) for each in fields if each.get("/FT") == "/Tx"]
    assert typed
    assert all(each == f"/{NAME} 10 Tf 0 g" for each in typed)


def test_fields_are_told_by_what_stands_beside_them() -> None:
    told = {
        str(each.get("/T", "")): str(each["/TU"])
        for code in ("B-1", "A-2")
        for page in reader(code).pages
        for each in (placed.get_object() for placed in page.get("/Annots", ()))
    }
    assert told["proxy_phone"] == "請求する方: 代理人のお電話番号"
    assert told["change_2_after"] == "請求の内容: 2: 正しい内容"
    assert told["registered_address"] == "ご本人: 登録のご住所"
    assert told["principal_postal_code"] == "ご本人: ご住所: 郵便番号"


def test_boxes_of_which_one_is_ticked_are_told_by_what_is_asked() -> None:
    fields = reader("A-1").get_fields() or {}
    wanted = {
        "scope": "請求の対象: 請求する情報の範囲",
        "method": "回答: 開示の方法",
        "reply_to": "回答: 送付先",
        "language": "回答: 言語",
    }
    assert {name: str(fields[name]["/TU"]) for name in wanted} == wanted


def test_instructions_say_when_and_where_the_answer_goes_and_where_to_ask() -> None:
    assert "14日以内を目安に" in said("A-1")
    assert "認定個人情報保護団体はありません" in said("A-2")
    assert "電子メールではお送りしません" in said("A-1")
    assert "電子メールではお送りしません" not in said("A-2")
    assert "3か月は、法令ではなく当窓口の取扱いによるものです" in said("B-1")


def test_what_the_rulebook_requires_can_be_typed() -> None:
    of = {"name": "principal_name", "born": "born_year", "address": "principal_address"}
    for term in rules_of().forms:
        wanted = {of.get(field, field) for field in term.required}
        assert wanted <= names(term.code) | ({"scope"} if "A-2" in term.code else set())


def test_signature_stamp_and_office_use_are_for_the_pen() -> None:
    for code in CODES:
        assert not [name for name in names(code) if "sign" in name or "office" in name]


def test_what_is_typed_is_read_by_poppler_as_typed() -> None:
    text = squeezed(poppler_text(filled("A-1")))
    for typed in TYPED.values():
        assert squeezed(typed) in text


def test_what_is_typed_is_read_by_pdfium_as_typed() -> None:
    text = squeezed(qt_text(filled("A-1", flat=True)))
    for name in ("principal_name", "principal_address"):
        assert squeezed(TYPED[name]) in text


@pytest.mark.parametrize("by", [poppler_picture, pdfium_picture])
def test_typed_names_are_drawn_with_their_own_glyphs(by: Drawing) -> None:
    page = by(filled("A-1", flat=by is pdfium_picture))
    for name, own, other, font in GLYPHS:
        left, top, _, bottom = _place(name)
        start, em = left + 2 * DPI / 72, TYPED_SIZE * DPI / 72
        shown = _inked(page.crop((round(start), top, round(start + em), bottom)))
        assert _unlike(shown, own, font) < 0.8 * _unlike(shown, other, font), own


def _inked(picture: Image.Image) -> Image.Image:
    """The part of a picture that has ink, all of one size."""
    return picture.crop(ImageChops.invert(picture).getbbox()).resize((64, 64))


def _unlike(shown: Image.Image, character: str, font: int) -> float:
    """How far a picture is from a character as FreeType draws it from the font of that place."""
    path = typefaces(font_folders()).gothic.face(font).path
    kind = ImageFont.truetype(str(path), 13 * DPI / 72)
    wanted = Image.new("L", (2 * shown.width, 2 * shown.height), 255)
    ImageDraw.Draw(wanted).text((8, 8), character, font=kind, fill=0)
    return ImageStat.Stat(ImageChops.difference(shown, _inked(wanted))).mean[0]


@pytest.mark.parametrize("by", [poppler_picture, pdfium_picture])
def test_ticks_are_drawn_in_the_boxes_that_were_ticked(by: Drawing) -> None:
    flat = by is pdfium_picture
    empty, ticked = by(drawn("A-1")), by(filled("A-1", flat=flat))
    for name, is_ticked in (("right_disclosure", True), ("right_purpose", False)):
        place = _place(name)
        changed = ImageChops.difference(empty.crop(place), ticked.crop(place)).getbbox()
        assert (changed is not None) is is_ticked, name


def test_where_fields_are_not_shown_the_form_is_as_empty_as_on_paper() -> None:
    writer = PdfWriter(clone_from=io.BytesIO(drawn("A-1")))
    writer.remove_annotations(subtypes="/Widget")
    del writer.root_object["/AcroForm"]
    without = io.BytesIO()
    writer.write(without)
    first, second = (poppler_picture(pdf) for pdf in (drawn("A-1"), without.getvalue()))
    assert ImageChops.difference(first, second).getbbox() is None


_LEAST_ROW = 9.0


def _height_of_rows(code: str, number: int) -> dict[str, float]:
    """How far apart the rules above and below each field of text are, in millimetres."""
    page = reader(code).pages[number]
    drawn_ = page.get_contents()
    assert drawn_ is not None
    content = drawn_.get_data().decode("latin-1")
    boxes = [
        tuple(float(each) for each in found)
        for found in re.findall(r"([\d.]+) ([\d.]+) ([\d.]+) ([\d.]+) re S", content)
    ]
    found = {}
    for each in page.get("/Annots", ()):
        widget = each.get_object()
        if widget.get("/FT") != "/Tx":
            continue
        left, bottom, right, top = _box(widget)
        around = [
            high
            for x, y, wide, high in boxes
            if x <= left + 1 and y <= bottom + 1 and x + wide >= right - 1 and y + high >= top - 1
        ]
        if around:
            found[str(widget["/T"])] = min(around) * _MM
    return found


@pytest.mark.parametrize("code", CODES)
def test_whatever_is_written_by_hand_has_a_row_of_nine_millimetres(code: str) -> None:
    rows = [
        row
        for number in range(1 if code.startswith("B") else 2)
        for row in _height_of_rows(code, number).items()
    ]
    assert len(rows) > (8 if code.startswith("B") else 15)
    assert [row for row in rows if row[1] < _LEAST_ROW - 0.01] == []


def test_the_right_content_has_sixty_millimetres() -> None:
    for code in ("A-2", "A-2E"):
        for number in range(1, 6):
            (widget,) = (
                each.get_object()
                for each in reader(code).pages[1].get("/Annots", ())
                if each.get_object().get("/T") == f"change_{number}_after"
            )
            left, _, right, _ = _box(widget)
            assert (right - left + 2) * _MM >= 60, code


@pytest.mark.parametrize("code", CODES)
def test_nothing_a_form_says_to_its_reader_is_smaller_than_nine_points(code: str) -> None:
    for page in reader(code).pages:
        content = page.get_contents()
        assert content is not None
        texts = re.findall(r"BT /F\d+ ([\d.]+) Tf [\d.]+ ([\d.]+) Td", content.get_data().decode())
        assert len(texts) > 20
        small = [float(base) for size, base in texts if float(size) < 9]
        assert [base for base in small if base > _OFFICE] == []


_OFFICE = 126.0
"""Below so many points, on the page that has it, the desk writes; then follows the foot."""


def test_no_field_lies_over_another() -> None:
    for code in CODES:
        places = [_box(each) for each in widgets(code)]
        over = [
            (one, other)
            for one, other in combinations(places, 2)
            if min(one[2], other[2]) - max(one[0], other[0]) > 1
            and min(one[3], other[3]) - max(one[1], other[1]) > 1
        ]
        assert over == [], code
