# SPDX-License-Identifier: MIT
"""The ledgers on paper as other programs read them: every row, the sums, the count, rare names."""

from __future__ import annotations

import io
from datetime import date

import pytest
from pypdf import PdfReader

from desk_app.letters import page
from desk_app.records.books.journal import JournalMark
from desk_app.records.books.ledgers import Ledger, LedgerFieldKind
from desk_app.records.desk.people import Language
from desk_app.records.desk.profile import DeskProfile
from desk_app.records.pages import TablePage
from tests.letters import ledger_samples
from tests.letters.ledger_samples import CAUSE, MEASURE, RARE
from tests.letters.reading import Word, poppler_pages, poppler_words, squeezed

pytestmark = pytest.mark.once(under="first")

BOTH = pytest.mark.parametrize("language", Language, ids=lambda language: language.value)


@BOTH
def test_a_month_of_the_stamp_book_has_every_row_its_sums_and_its_count(language: Language) -> None:
    facts = ledger_samples.stamps(language)
    pdf = page(facts)
    (text,) = poppler_pages(pdf)
    lines, month = text.splitlines(), facts.month
    for row in month.rows:
        balance = f"{row.balance // 100:,}"
        assert any(balance in line and f"{row.left:,}" in line for line in lines), row
    read = squeezed(text)
    assert squeezed(f"{month.came // 100:,} {month.went // 100:,} {month.closing // 100:,}") in read
    for told in (CAUSE, MEASURE, "新宿郵便局", *ledger_samples.NAMES.values()):
        assert squeezed(told) in read
    assert ("△1" if language is Language.JA else "-1") in read
    # 320 × 3, 84 × 10 and 20 × 2 came and are still held for applicants.
    own = f"{month.closing // 100 - 1_840:,}"
    split = (
        f"お預かり1,840円、窓口の切手{own}円"
        if language is Language.JA
        else f"1,840yenareheldforapplicantsand{own}yen"
    )
    assert split in read
    size = PdfReader(io.BytesIO(pdf)).pages[0].mediabox
    assert size.width > size.height


@BOTH
def test_a_month_without_a_count_is_printed_to_be_counted_by_hand(language: Language) -> None:
    read = squeezed("".join(poppler_pages(page(ledger_samples.stamps(language, counted=False)))))
    assert CAUSE not in read
    assert ("月末棚卸" if language is Language.JA else "Countattheendofthemonth") in read


@BOTH
def test_a_long_book_goes_on_with_its_head_and_counts_at_its_end(language: Language) -> None:
    pages = [
        squeezed(each) for each in poppler_pages(page(ledger_samples.stamps(language, entries=4)))
    ]
    head = "関係番号" if language is Language.JA else "Reference"
    slash = "／" if language is Language.JA else "/"
    assert len(pages) > 1
    assert all(head in each for each in pages)
    assert [squeezed(MEASURE) in each for each in pages] == [False] * (len(pages) - 1) + [True]
    assert f"{len(pages)}{slash}{len(pages)}" in pages[-1]


@BOTH
def test_the_ledger_of_applications_names_everybody_as_written(language: Language) -> None:
    facts = ledger_samples.applications(language)
    read = squeezed("".join(poppler_pages(page(facts))))
    for row in facts.rows:
        for told in (row.receipt_number, row.tracking_number, *(sent.number for sent in row.sent)):
            assert told in read
    for name in RARE:
        assert squeezed(name) in read
    short = "840不足160" if language is Language.JA else "840short160"
    article = "法33条2項2号" if language is Language.JA else "Art.33(2)(ii)"
    assert short in read
    assert article in read


@BOTH
def test_a_ledger_without_names_tells_so_and_goes_over_several_sheets(language: Language) -> None:
    facts = ledger_samples.applications(language, 40, named=False)
    pages = [squeezed(each) for each in poppler_pages(page(facts))]
    assert len(pages) > 1
    assert ("氏名" if language is Language.JA else "withoutnames") in pages[0]
    assert facts.rows[-1].receipt_number in pages[-1]


@BOTH
def test_figures_stand_under_one_another_at_the_right_and_words_at_the_left(
    language: Language,
) -> None:
    kinds = (LedgerFieldKind.TEXT, LedgerFieldKind.NUMBER, LedgerFieldKind.SEN)
    rows = (("甲", 7, 900), ("乙丙丁", 12_345, 1_234_500))
    table = Ledger("見本", ("名", "件数", "円"), rows, (20, 20, 20), kinds=kinds)
    day = date(2026, 12, 1)
    mark = JournalMark(1, "a41c09e75b20")
    words = poppler_words(page(TablePage(language, DeskProfile(), day, day, day, table, mark)))

    def box(text: str) -> Word:
        (found,) = (each for each in words if each.text.replace(",", "") == text)
        return found

    assert box("甲").left == pytest.approx(box("乙丙丁").left, abs=0.3)
    for short, long in (("7", "12345"), ("900", "1234500")):
        assert box(short).right == pytest.approx(box(long).right, abs=0.3)


@BOTH
def test_a_mark_in_the_place_of_a_name_is_no_larger_than_the_words_beside_it(
    language: Language,
) -> None:
    kinds = (LedgerFieldKind.TEXT, LedgerFieldKind.NAME)
    rows = (("提供", "記載なし"), ("受領", "高橋花子"), ("照会", ""))
    marked = frozenset(("記載なし",))
    table = Ledger("見本", ("種別", "氏名"), rows, (20, 20), kinds=kinds, marks=marked)
    day = date(2026, 12, 1)
    mark = JournalMark(1, "a41c09e75b20")
    words = poppler_words(page(TablePage(language, DeskProfile(), day, day, day, table, mark)))
    high = {each.text: each.bottom - each.top for each in words}
    assert high["記載なし"] == pytest.approx(high["提供"], abs=0.05)
    assert high["高橋花子"] > high["提供"], "a name stands in the type of the letters"


def test_the_heads_of_two_columns_that_share_one_have_a_line_each() -> None:
    """Broken in two each, nobody sees which of four lines stands for which value."""
    day, who = "28 November 2026", "石川 恵子"
    told = (
        ("Inquiry No.", "R8-Q0009"),
        ("Received", day),
        ("Kind", "complaint"),
        ("Service", "会員サイト"),
        ("What may have leaked", "会員登録の控えを、別の会員あての封筒に入れて送った。1人分。"),
        ("Attack", "no (30 days)"),
        ("Known since", day),
        ("Known at", "14:20"),
        ("Who was told", who),
        ("Told on", day),
        ("Told at", "9:32"),
        ("Noted by", who),
        ("Prelim. report from", day),
        ("Prelim. report due", day),
        ("Prelim. report made", day),
        ("Prelim. report by", who),
        ("Full report due", day),
        ("Course", f"{day} leak suspected {who} and {day} preliminary report made"),
        ("State", "to answer"),
    )
    heads, row = zip(*told, strict=True)
    kinds = (LedgerFieldKind.TEXT,) * len(told)
    table = Ledger("Leaks", heads, (row,), (20,) * len(told), kinds=kinds)
    on, mark = date(2026, 12, 1), JournalMark(1, "a41c09e75b20")
    made = TablePage(Language.EN, DeskProfile(), on, on, on, table, mark)
    words = poppler_words(page(made))
    begun = [each for each in words if each.text == "Prelim."]
    assert len(begun) == 4
    for each in begun:
        beside = [word for word in words if abs(word.top - each.top) < 1.0]
        last = [word.text for word in beside if word.left > each.left and word.text != "report"]
        assert last[0] in {"from", "due", "made", "by"}, last


def test_a_state_of_four_characters_stands_whole_beside_texts_that_go_on() -> None:
    day, who, course = (
        "R8.12.21",
        "石川 恵子",
        "R8.12.21 漏えい等の疑い 石川 恵子、R8.12.21 速報を提出",
    )
    told = (
        ("問合せ番号", "R8-Q0009"),
        ("受付日", day),
        ("種別", "問合せ"),
        ("対象サービス", "会員サイト"),
        ("漏えい等の内容", "会員登録の控えを、別の会員あての封筒に入れて送った。1人分。"),
        ("不正の目的", "なし（30日）"),
        ("知った日", day),
        ("知った時刻", "14:20"),
        ("知らせた相手", who),
        ("知らせた日", day),
        ("知らせた時刻", "19:12"),
        ("記録者", who),
        ("速報の目安（3日目）", day),
        ("速報の期限（5日目）", day),
        ("速報の提出日", day),
        ("速報の記録者", who),
        ("確報の期限", day),
        ("漏えい等でないと判断した日", day),
        ("判断した人", who),
        ("判断の理由", "宛先は本人の別アドレスだった。"),
        ("対応の経過", course),
        ("状態", "回答待ち"),
    )
    heads, row = zip(*told, strict=True)
    kinds = (LedgerFieldKind.TEXT,) * len(told)
    wide = {"漏えい等の内容": 60, "判断の理由": 60, "対応の経過": 90}
    widths = tuple(wide.get(head, 14) for head in heads)
    table = Ledger("漏えい", heads, (row,), widths, kinds=kinds)
    on, mark = date(2026, 12, 1), JournalMark(1, "a41c09e75b20")
    words = poppler_words(page(TablePage(Language.JA, DeskProfile(), on, on, on, table, mark)))
    assert "回答待ち" in {each.text for each in words}
