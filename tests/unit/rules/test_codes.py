# SPDX-License-Identifier: MIT
"""Receipt numbers, document numbers, the codes on paper, and the numbers of registered mail."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.rules import codes
from desk_app.rules.codes import (
    CodeError,
    CodeFault,
    DocumentNumber,
    NumberDoubt,
    ReceiptNumber,
    Scanned,
    bare,
    doubt,
    spellings,
)

ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
SAMPLE = [
    codes.receipt_number("R", year, running) for year in (1, 8, 12) for running in range(1, 400, 7)
]


def test_numbers_are_written_as_the_desk_writes_them() -> None:
    assert codes.receipt_number("R", 8, 147) == "R8-0147"
    assert codes.receipt_number("R", 12, 12_345) == "R12-12345"
    assert codes.bare_document_number(8, 121) == "8-121"
    assert codes.document_number("個情発", "8-121") == "個情発第8-121号"


def test_the_codes_of_the_reference() -> None:
    assert codes.receipt_code("R8-0147") == "DAR8-01473"
    assert f"{codes.receipt_code('R8-0147')}/8-121" == "DAR8-01473/8-121"


def test_the_example_of_the_standard() -> None:
    """ISO 7064 gives A12425GABC1234002 the check character M."""
    assert codes.check_character("A12425GABC1234002") == "M"


@pytest.mark.parametrize(
    "text", ["R8-0147", "r8-147", " Ｒ８－０１４７ ", "R8‐0147", "R8−0147", "Ｒ８ー０１４７"]
)
def test_a_receipt_number_is_read(text: str) -> None:
    read = codes.read_receipt_number(text)
    assert read == ReceiptNumber("R", 8, 147)
    assert str(read) == "R8-0147"


@pytest.mark.parametrize("text", ["3", "0003", " ３ "])
def test_a_running_number_alone_is_one_of_the_year(text: str) -> None:
    assert codes.read_running_number(text, date(2026, 11, 26)) == ReceiptNumber("R", 8, 3)
    assert codes.read_running_number(text, date(2027, 1, 4)) == ReceiptNumber("R", 9, 3)


@pytest.mark.parametrize("text", ["", "0", "-3", "R8", "8-121", "1" * 10])
def test_what_is_no_running_number_is_refused(text: str) -> None:
    with pytest.raises(CodeError, match="no_receipt_number"):
        codes.read_running_number(text, date(2026, 11, 26))


@pytest.mark.parametrize(
    "text", ["", "R8", "R80147", "X8-0147", "R0-0147", "R8-0000", "R8-0147x", "R8-" + "1" * 90]
)
def test_what_is_no_receipt_number_is_refused(text: str) -> None:
    with pytest.raises(CodeError) as refused:
        codes.read_receipt_number(text)
    assert refused.value.code is CodeFault.NO_RECEIPT_NUMBER


@pytest.mark.parametrize("text", ["TP-0012", " ｔｐ－１２ ", "tp12", "TP-000000012"])
def test_the_number_of_a_record_of_provision_is_read(text: str) -> None:
    assert codes.provision_number(codes.read_provision_number(text)) == "TP-0012"


@pytest.mark.parametrize("text", ["", "12", "TP", "TP-0", "TP-1x", "R8-0012", "TP-" + "1" * 10])
def test_what_is_no_number_of_a_record_of_provision_is_refused(text: str) -> None:
    with pytest.raises(CodeError, match="no_provision_number"):
        codes.read_provision_number(text)


@pytest.mark.parametrize("text", ["R8-Q0012", " ｒ８－ｑ１２ ", codes.receipt_code("R8-Q0012")])
def test_the_number_of_an_inquiry_is_read_and_its_code_on_paper_too(text: str) -> None:
    assert codes.read_inquiry_number(text) == "R8-Q0012"


@pytest.mark.parametrize("text", ["", "Q12", "R8-Q0000", "R8-0012", "X8-Q0012", "R8-Q0012x"])
def test_what_is_no_number_of_an_inquiry_is_refused(text: str) -> None:
    with pytest.raises(CodeError, match="no_inquiry_number"):
        codes.read_inquiry_number(text)


def test_a_code_of_an_inquiry_with_another_check_character_is_refused() -> None:
    code = codes.receipt_code("R8-Q0012")
    for other in set(ALPHABET) - {code[-1]}:
        with pytest.raises(CodeError, match="wrong_check_character"):
            codes.read_inquiry_number(code[:-1] + other)


@pytest.mark.parametrize(
    ("before", "after", "between"),
    [
        ("R8-Q0012", "R8-Q0015", ("R8-Q0013", "R8-Q0014")),
        ("R8-Q0012", "R8-Q0013", ()),
        ("R8-Q0015", "R8-Q0012", ()),
        ("R7-Q0012", "R8-Q0015", ("R8-Q0013", "R8-Q0014")),
        ("", "R8-Q0015", ("R8-Q0013", "R8-Q0014")),
        ("", "R9-Q0003", ("R9-Q0001", "R9-Q0002")),
        ("", "R9-Q0001", ()),
    ],
)
def test_the_numbers_between_two_inquiries_are_of_one_year_or_go_back_to_one_that_is_there(
    before: str, after: str, between: tuple[str, ...]
) -> None:
    there = {"R8-Q0012": True}.get
    assert codes.inquiry_numbers_between(before, after, there) == between


@pytest.mark.parametrize("text", ["8-121", "個情発第8-121号", "第８－１２１号"])
def test_a_document_number_is_read(text: str) -> None:
    read = codes.read_document_number(text)
    assert read == DocumentNumber(8, 121)
    assert str(read) == "8-121"


@pytest.mark.parametrize("text", ["", "8", "0-1", "8-0", "個情発8-121x"])
def test_what_is_no_document_number_is_refused(text: str) -> None:
    with pytest.raises(CodeError) as refused:
        codes.read_document_number(text)
    assert refused.value.code is CodeFault.NO_DOCUMENT_NUMBER


@pytest.mark.parametrize("text", ["DAR8-01473", "ｄａｒ８－０１４７３", " dar8-01473 "])
def test_a_code_of_an_application_is_read(text: str) -> None:
    assert codes.read_code(text) == Scanned(ReceiptNumber("R", 8, 147))


@pytest.mark.parametrize("text", ["DAR8-01473/8-121", "ＤＡＲ８－０１４７３／８－１２１"])
def test_a_code_of_a_letter_is_read(text: str) -> None:
    assert codes.read_code(text) == Scanned(ReceiptNumber("R", 8, 147), DocumentNumber(8, 121))


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", CodeFault.NO_CODE),
        ("R8-0147", CodeFault.NO_CODE),
        ("DAR8-0147", CodeFault.NO_CODE),
        ("DAR8-0147!", CodeFault.NO_CODE),
        ("https://example.invalid/", CodeFault.NO_CODE),
        ("DAR8-01474", CodeFault.WRONG_CHECK_CHARACTER),
        ("DAR8-01743", CodeFault.WRONG_CHECK_CHARACTER),
        ("DAR8-01473/", CodeFault.NO_CODE),
        ("DAR8-01473/x", CodeFault.NO_DOCUMENT_NUMBER),
    ],
)
def test_a_bad_code_is_refused(text: str, fault: CodeFault) -> None:
    with pytest.raises(CodeError) as refused:
        codes.read_code(text)
    assert refused.value.code is fault


def test_every_single_wrong_character_is_found() -> None:
    for receipt in SAMPLE:
        body = f"DA{receipt}".replace("-", "")
        right = codes.check_character(body)
        wrong = [
            body[:at] + other + body[at + 1 :]
            for at in range(len(body))
            for other in ALPHABET
            if other != body[at]
        ]
        assert len(wrong) == len(body) * 35
        assert [text for text in wrong if codes.check_character(text) == right] == []


def exchanged(text: str) -> list[str]:
    """Exchange each two neighbours that differ, in a number with its check character."""
    return [
        text[:at] + text[at + 1] + text[at] + text[at + 2 :]
        for at in range(len(text) - 1)
        if text[at] != text[at + 1]
    ]


def test_exchanges_of_neighbours_are_found() -> None:
    """The standard leaves a few exchanges; in our numbers they are fewer than one in fifty."""
    numbers = [codes.receipt_code(receipt).replace("-", "") for receipt in SAMPLE]
    wrong = [text for number in numbers for text in exchanged(number)]
    passed = [text for text in wrong if codes.check_character(text[:-1]) == text[-1]]
    assert len(wrong) > 1_000
    assert len(passed) * 50 < len(wrong)


def test_every_exchange_in_the_reference_is_found() -> None:
    wrong = exchanged(codes.receipt_code("R8-0147").replace("-", ""))
    assert [text for text in wrong if codes.check_character(text[:-1]) == text[-1]] == []


@given(st.sampled_from("MTSHR"), st.integers(1, 99), st.integers(1, 9_999_999))
def test_what_is_written_is_read_back(letter: str, year: int, running: int) -> None:
    written = codes.receipt_number(letter, year, running)
    scanned = codes.read_code(
        f"{codes.receipt_code(written)}/{codes.bare_document_number(year, running)}"
    )
    assert scanned == Scanned(ReceiptNumber(letter, year, running), DocumentNumber(year, running))


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("", None),
        ("131-12-38385-2", None),
        ("13112383852", None),
        ("１３１－１２－３８３８５－２", None),
        ("4055-4842-4886", None),
        ("131-12-38385-3", NumberDoubt.CHECK_DIGIT),
        ("131-12-38385-9", NumberDoubt.CHECK_DIGIT),
        ("131-12-3838-2", NumberDoubt.LENGTH),
        ("4055-4842-48861", NumberDoubt.LENGTH),
        ("RR123456785JP", NumberDoubt.CHARACTERS),
        ("131-12-3838a-2", NumberDoubt.CHARACTERS),
    ],
)
def test_a_number_is_looked_at(number: str, expected: NumberDoubt | None) -> None:
    assert doubt(number) is expected


@given(st.integers(0, 10**10 - 1), st.integers(0, 9), st.integers(1, 9))
def test_one_wrong_digit_is_seen_but_for_one_seven_away(body: int, place: int, step: int) -> None:
    text = f"{body:010}"
    number = text + str(body % 7)
    assert doubt(number) is None
    digit = (int(number[place]) + step) % 10
    wrong = number[:place] + str(digit) + number[place + 1 :]
    seven_away = abs(digit - int(number[place])) == 7
    assert (doubt(wrong) is None) is seven_away


def test_one_number_is_typed_in_many_ways() -> None:
    assert bare(" 131-12-38385-2") == bare("１３１ー１２−38385‐2") == "13112383852"
    assert spellings("13112383852") == {"13112383852", "131-12-38385-2", "131 12 38385 2"}
    assert spellings("4055 4842 4886") == {"405548424886", "4055-4842-4886", "4055 4842 4886"}
    assert spellings("rr1") == {"rr1", "RR1"}
    assert spellings(" ") == frozenset()
