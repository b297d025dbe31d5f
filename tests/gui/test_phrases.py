# SPDX-License-Identifier: MIT
"""Lines of Japanese end after phrases; the text stays what it is, and takes no more lines."""

from __future__ import annotations

from itertools import pairwise

import pytest
from PySide6.QtGui import QFontMetricsF, QTextLayout, QTextOption

from desk_app.gui.kit import painting, theme
from desk_app.gui.kit.theme import Size


@pytest.mark.parametrize(
    "parted",
    [
        "本人の|運転免許証の|「住所」を|確かめて|ください",
        "登録情報を|まだ|照会して|いません",
        "第三者提供の|停止",
        "運転免許証で|見えてはならない|項目：本籍・|筆頭者、|免許の|条件等",
        "開示: 未決定、|訂正: 未決定",
        "弊社の|ご本人への|お知らせ、|書き方と|取り扱い",
        "見えて|いる|項目を|黒く塗るか、|裁断または|返却します",
        "含む|バックアップは、|令和9年3月31日(水)まで",
        "埼玉県さいたま市大宮区桜木町一丁目9番4号 |コーポさくら105",
        "Compare |“髙橋 |花子” |by |eye",
        "財産その他の|権利利益",
        "昭和62年4月17日生|(到着日に|39歳)",
        "Not filled in on the form",
        "",
    ],
)
def test_phrases_end_where_a_reader_pauses(parted: str) -> None:
    whole = parted.replace("|", "")
    edges = [0, *painting.ends(whole), len(whole)]
    found = [whole[one:two] for one, two in pairwise(edges)]
    assert "|".join(found) == parted


@pytest.mark.parametrize(
    "parted",
    ["第三者|提供|記録の開示", "保険者|番号", "個人|番号|カードの表面", "氏名"],
)
def test_a_word_without_room_is_parted_at_its_joints(parted: str) -> None:
    whole = parted.replace("|", "")
    edges = [0, *painting.joints(whole), len(whole)]
    found = [whole[one:two] for one, two in pairwise(edges)]
    assert "|".join(found) == parted


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize(
    ("text", "ems", "first"),
    [
        ("データを持つ部署に照会します", 10.5, "データを持つ部署に"),
        ("第三者提供の停止", 6.2, "第三者提供の"),
        ("第三者提供の停止", 5.2, "第三者"),
        ("開示、利用目的の通知", 6.2, "開示、利用"),
        ("𠮷田さんに照会していません。まだです", 10.5, "𠮷田さんに照会して"),
    ],
)
def test_a_line_ends_with_a_phrase_and_no_line_is_added(text: str, ems: float, first: str) -> None:
    font = theme.font(Size.BODY)
    em = QFontMetricsF(font).horizontalAdvance("口")
    layout = painting._laid_out(text, font, ems * em, ())
    assert _line(layout, 0) == first
    assert "".join(_line(layout, number) for number in range(layout.lineCount())) == text
    plain = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    plain.setTextOption(option)
    painting._break_lines(plain, ems * em)
    assert layout.lineCount() == plain.lineCount()


def _line(layout: QTextLayout, number: int) -> str:
    line = layout.lineAt(number)
    inside = layout.text().encode("utf-16-le")
    first, last = line.textStart(), line.textStart() + line.textLength()
    return inside[2 * first : 2 * last].decode("utf-16-le")
