# SPDX-License-Identifier: MIT
"""The fields of a pasted web form's mail, in both languages and several shapes."""

from __future__ import annotations

import pytest

from desk_app.rules.inquiries.web_form import WebFormFields, fields_of

JAPANESE = """お問い合わせフォームより送信されました。

【お名前】 髙橋 さくら
【フリガナ】 タカハシ サクラ
【郵便番号】 176-0012
【住所】 東京都練馬区豊玉北6-12-1
　豊玉ハイツ201
【電話番号（任意）】03-3999-0000
【メールアドレス】 sakura@example.jp
【サービス名】 一太郎
【お問い合わせ内容】
第三者への提供について教えてください。
期限: 来週まで

よろしくお願いします。
"""
FOUND = WebFormFields(
    name="髙橋 さくら",
    kana="タカハシ サクラ",
    postal_code="176-0012",
    address="東京都練馬区豊玉北6-12-1\n豊玉ハイツ201",
    phone="03-3999-0000",
    email="sakura@example.jp",
    service="一太郎",
    text="第三者への提供について教えてください。\n期限: 来週まで\n\nよろしくお願いします。",
)


def test_every_field_of_a_mail_is_found_as_it_was_written() -> None:
    assert fields_of(JAPANESE) == FOUND
    assert FOUND.found


@pytest.mark.parametrize(
    "mail",
    [
        "氏名：山田 太郎\nよみ：やまだ たろう\n内容：教えてください",
        "■氏名: 山田 太郎\n■よみ: やまだ たろう\n■内容: 教えてください",
        "■ 氏名\n山田 太郎\n■ よみ\nやまだ たろう\n■ 内容\n教えてください",
    ],
)
def test_labels_stand_before_a_colon_or_alone(mail: str) -> None:
    wanted = WebFormFields(name="山田 太郎", kana="やまだ たろう", text="教えてください")
    assert fields_of(mail) == wanted


def test_lines_of_thousands_of_blanks_are_read_once() -> None:
    mail = "\n".join((" " * 50_000, "氏名" + " " * 50_000, "■氏名: 山田 太郎"))
    assert fields_of(mail).name == "山田 太郎"


def test_english_labels_are_found_too() -> None:
    mail = "Name: John Smith\nE-mail: j@example.com\nMessage:\nHello\nName: not this one\n"
    found = fields_of(mail)
    assert (found.name, found.email) == ("John Smith", "j@example.com")
    assert found.text == "Hello\nName: not this one"


def test_a_mail_without_labels_is_all_text() -> None:
    found = fields_of("  教えてください。\n時間: 10時\n")
    assert found == WebFormFields(text="教えてください。\n時間: 10時")
    assert not found.found


def test_a_label_that_comes_again_is_no_new_field() -> None:
    assert fields_of("【氏名】 甲\n【氏名】 乙").name == "甲\n【氏名】 乙"
