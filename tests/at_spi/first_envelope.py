# SPDX-License-Identifier: MIT
"""The first of the twelve envelopes, logged as a screen reader works; run by the system's Python.

The words are the password of the person who signs in, and how many objects there must be.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

from tests.at_spi.objects import (
    BUTTON,
    CHECK_BOX,
    CHOICE,
    LABEL,
    LIST,
    PASSWORD,
    TEXT,
    NotFoundError,
    Program,
    choose,
    press,
    text_of,
    wait_for,
    write,
)

ADDRESS = "東京都杉並区成田東三丁目12番7-203号 サンハイツ成田"


def main(words: Sequence[str]) -> int:
    """Log the envelope and say how many objects were found; 0 only if all of it could be done."""
    password, floor = words[0], int(words[1])
    try:
        program = Program("desk-app")
        _sign_in(program, password)
        _open_intake(program)
        _say_of_envelope_and_person(program)
        _say_of_claims_and_papers(program)
        complaints = _complaints(program, floor)
        control = _complaints(Program(CONTROL), floor)
        press(program.find(BUTTON, "保存して確認へ"))
        program.find(LABEL, "請求 R8-0001")
    except NotFoundError as error:
        complaints, control = [str(error)], []
    if len(control) != len(MEASURES):
        complaints.append(f"the window that must fail fails only by {control}")
    sys.stdout.write("".join(f"{each}\n" for each in complaints))
    return 1 if complaints else 0


def _complaints(program: Program, floor: int) -> list[str]:
    """Return what is wrong with a program, by each measure."""
    return [words for measure in MEASURES if (words := measure(program, floor))]


def _few(program: Program, floor: int) -> str:
    count = program.count()
    sys.stdout.write(f"{count} objects\n")
    return f"fewer than {floor} objects" if count < floor else ""


def _nameless(program: Program, _: int) -> str:
    return ", ".join(f"no words for {each}" for each in program.nameless())


CONTROL = "nameless"
MEASURES = (_few, _nameless)


def _sign_in(program: Program, password: str) -> None:
    choose(program.find(LIST, "利用者"), "山本 美咲")
    write(program.find(PASSWORD, "パスワード"), password)
    press(program.find(BUTTON, "窓口に入る"))


def _open_intake(program: Program) -> None:
    press(program.find(BUTTON, "郵便物を受け付ける"))
    program.find(LABEL, "封筒")


def _say_of_envelope_and_person(program: Program) -> None:
    choose(program.find(CHOICE, "種別", after="封筒"), "簡易書留")
    write(program.find(TEXT, "追跡番号"), "410-10-22871-5")
    press(program.find(CHECK_BOX, "朱書き あり"))
    choose(program.find(CHOICE, "様式", after="請求書"), "A-1 ")
    write(program.find(TEXT, "記入日"), "令和8年11月20日")
    for name, text in (
        ("氏名", "髙橋 みゆき"),
        ("フリガナ", "タカハシ ミユキ"),
        ("生年月日", "S62.4.17"),
        ("電話", "〇九〇-1234-5678"),
        ("郵便番号", "166-0015"),
    ):
        write(program.find(TEXT, name, after="本人"), text)
    address = program.find(TEXT, "住所", after="本人")
    wait_for(lambda: text_of(address) == ADDRESS[:9], "no town came with the postal code")
    write(address, ADDRESS)


def _say_of_claims_and_papers(program: Program) -> None:
    press(program.find(CHECK_BOX, "開示"))
    write(program.find(TEXT, "対象"), "ATOK の登録情報すべて")
    press(program.find(BUTTON, "書類を追加"))
    choose(program.find(CHOICE, "書類の種類"), "運転免許証")
    press(program.find(BUTTON, "追加", after="書類"))
    for name, text in (
        ("有効期限", "2029年(令和11年)05月17日"),
        ("氏名", "高橋 美由紀"),
        ("住所", "東京都杉並区成田東3-12-7-203"),
    ):
        write(program.find(TEXT, name, after="書類"), text)
    for counted in range(2):
        press(program.find(BUTTON, f"500円 {counted}枚"))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
