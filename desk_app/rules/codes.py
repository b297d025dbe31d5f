# SPDX-License-Identifier: MIT
"""Receipt, document and item numbers (引受番号), and the codes on paper that carry them."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import Enum, StrEnum
from functools import partial
from typing import TYPE_CHECKING

from typing_extensions import override

from desk_app.rules.days.eras import era_letter, era_year

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date


_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_MODULUS = len(_ALPHABET)
_MARK = "DA"
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−ー", "-"))
_LONGEST = 60
_RECEIPT = re.compile(r"([MTSHR])([1-9][0-9]?)-([0-9]{1,9})")
_INQUIRY = re.compile(r"([MTSHR])([1-9][0-9]?)-Q([0-9]{1,9})")
_INQUIRY_CODE = re.compile(r"DA([MTSHR][1-9][0-9]?-Q[0-9]{4,9})([0-9A-Z])(?:/.+)?")
_PROVISION = re.compile(r"TP-?([0-9]{1,9})")
_RUNNING = re.compile(r"[0-9]{1,9}")
_DOCUMENT = re.compile(r"(?:[^0-9]*第)?([1-9][0-9]?)-([1-9][0-9]{0,8})号?")
_CODE = re.compile(r"DA([MTSHR][1-9][0-9]?-[0-9]{4,9})([0-9A-Z])(?:/(.+))?")


class CodeFault(Enum):
    """Why a number or a code is refused."""

    NO_RECEIPT_NUMBER = "no_receipt_number"
    NO_INQUIRY_NUMBER = "no_inquiry_number"
    NO_PROVISION_NUMBER = "no_provision_number"
    NO_DOCUMENT_NUMBER = "no_document_number"
    NO_CODE = "no_code"
    WRONG_CHECK_CHARACTER = "wrong_check_character"


class CodeError(ValueError):
    """A number or a code could not be read."""

    def __init__(self, code: CodeFault) -> None:
        super().__init__(code.value)
        self.code = code


@dataclass(frozen=True, slots=True, order=True)
class ReceiptNumber:
    """The number of an application: era letter and year of its arrival, running number."""

    letter: str
    year: int
    running: int

    @override
    def __str__(self) -> str:
        return receipt_number(self.letter, self.year, self.running)


@dataclass(frozen=True, slots=True, order=True)
class DocumentNumber:
    """The number of a letter: era year of its issue, running number."""

    year: int
    running: int

    @override
    def __str__(self) -> str:
        return bare_document_number(self.year, self.running)


@dataclass(frozen=True, slots=True)
class Scanned:
    """What a code on paper names: an application, and the letter where it stands on one."""

    receipt: ReceiptNumber
    document: DocumentNumber | None = None


def receipt_number(letter: str, year: int, running: int) -> str:
    """Write a receipt number: R8-0147."""
    return f"{letter}{year}-{running:04d}"


def inquiry_number(letter: str, year: int, running: int) -> str:
    """Write the number of an inquiry: R8-Q0012."""
    return f"{letter}{year}-Q{running:04d}"


def read_inquiry_number(text: str) -> str:
    """Read the number of an inquiry, or its code on paper (DAR8-Q0012 and a check character).

    It is returned as it is written, from any width and case. Raises CodeError.
    """
    plain = _plain(text)
    code = _INQUIRY_CODE.fullmatch(plain)
    if code and check_character(_MARK + code[1]) != code[2]:
        raise CodeError(CodeFault.WRONG_CHECK_CHARACTER)
    found = _INQUIRY.fullmatch(code[1] if code else plain)
    if not found or not int(found[3]):
        raise CodeError(CodeFault.NO_INQUIRY_NUMBER)
    return inquiry_number(found[1], int(found[2]), int(found[3]))


def provision_number(entry: int) -> str:
    """Return the number by which a disposal names a record of provision: ``TP-0012``."""
    return f"TP-{entry:04}"


def read_provision_number(text: str) -> int:
    """Return the entry of a record of provision by its number, in any width and case.

    Zeros may be left out, and the hyphen. Raises CodeError.
    """
    found = _PROVISION.fullmatch(_plain(text))
    if not found or not int(found[1]):
        raise CodeError(CodeFault.NO_PROVISION_NUMBER)
    return int(found[1])


def numbers_between(
    before: ReceiptNumber | None,
    after: ReceiptNumber,
    numbered: Callable[[str, int, int], str],
    there: Callable[[str], object | None],
) -> tuple[str, ...]:
    """Return the numbers between two of one year; else those before the second that nothing has.

    The latter go back to one that is ``there``, or to the first of the year.
    """
    of_year = partial(numbered, after.letter, after.year)
    if before is not None and (before.letter, before.year) == (after.letter, after.year):
        return tuple(map(of_year, range(before.running + 1, after.running)))
    first = after.running
    while first > 1 and there(of_year(first - 1)) is None:
        first -= 1
    return tuple(map(of_year, range(first, after.running)))


def inquiry_numbers_between(
    before: str, after: str, there: Callable[[str], object | None]
) -> tuple[str, ...]:
    """Return the numbers between two of inquiries, as ``numbers_between`` does; before none for "".

    Raises CodeError for what is no number of an inquiry.
    """
    earlier = _inquiry_parts(before) if before else None
    return numbers_between(earlier, _inquiry_parts(after), inquiry_number, there)


def _inquiry_parts(number: str) -> ReceiptNumber:
    found = _INQUIRY.fullmatch(read_inquiry_number(number))
    if found is None:
        raise CodeError(CodeFault.NO_INQUIRY_NUMBER)
    return ReceiptNumber(found[1], int(found[2]), int(found[3]))


def bare_document_number(year: int, running: int) -> str:
    """Write a document number without the desk's prefix: 8-121."""
    return f"{year}-{running}"


def document_number(prefix: str, bare: str) -> str:
    """Write a document number as it is printed: 個情発第8-121号."""
    return f"{prefix}第{bare}号"


def read_receipt_number(text: str) -> ReceiptNumber:
    """Read a receipt number in any width and case, its zeros left out or not. Raises CodeError."""
    found = _RECEIPT.fullmatch(_plain(text))
    if not found or not int(found[3]):
        raise CodeError(CodeFault.NO_RECEIPT_NUMBER)
    return ReceiptNumber(found[1], int(found[2]), int(found[3]))


def read_running_number(text: str, on: date) -> ReceiptNumber:
    """Read a running number alone as one of the year of a day: 3 is R8-0003. Raises CodeError."""
    found = _RUNNING.fullmatch(_plain(text))
    if not found or not int(found[0]):
        raise CodeError(CodeFault.NO_RECEIPT_NUMBER)
    return ReceiptNumber(era_letter(on), era_year(on), int(found[0]))


def read_document_number(text: str) -> DocumentNumber:
    """Read a document number, with the desk's prefix or without. Raises CodeError."""
    found = _DOCUMENT.fullmatch(_plain(text))
    if not found:
        raise CodeError(CodeFault.NO_DOCUMENT_NUMBER)
    return DocumentNumber(int(found[1]), int(found[2]))


def check_character(text: str) -> str:
    """Compute the check character of ISO 7064 MOD 37,36; only letters and digits count.

    It finds every single wrong character and nearly every exchange of two neighbours.
    """
    product = _MODULUS
    for character in text:
        if character in _ALPHABET:
            total = (product + _ALPHABET.index(character)) % _MODULUS or _MODULUS
            product = total * 2 % (_MODULUS + 1)
    return _ALPHABET[(_MODULUS + 1 - product) % _MODULUS]


def receipt_code(receipt: str) -> str:
    """Write the code of an application: DA, receipt number, check character (DAR8-01473).

    That of an inquiry has its own number: DAR8-Q0012 and a check character.
    """
    return _MARK + receipt + check_character(_MARK + receipt)


def read_code(text: str) -> Scanned:
    """Read a code from paper, typed or scanned, in any width and case. Raises CodeError."""
    found = _CODE.fullmatch(_plain(text))
    if not found:
        raise CodeError(CodeFault.NO_CODE)
    if check_character(_MARK + found[1]) != found[2]:
        raise CodeError(CodeFault.WRONG_CHECK_CHARACTER)
    document = read_document_number(found[3]) if found[3] else None
    return Scanned(read_receipt_number(found[1]), document)


def _plain(text: str) -> str:
    """Fold width and case of a short text; dashes become hyphens, outer spaces go."""
    if len(text) > _LONGEST:
        return ""
    return unicodedata.normalize("NFKC", text).translate(_DASHES).strip().upper()


# The number on a registered item (引受番号): what looks wrong with it, and when two are one.


REGISTERED, PACK = 11, 12
"""The digits of a number: 123-45-67890-1 of registered mail, 1234-5678-9012 of a Letter Pack."""

_CHECK = 7
_GROUPS = {REGISTERED: (3, 2, 5, 1), PACK: (4, 4, 4)}
_BETWEEN = frozenset("-‐‑‒–—―−ーｰ－ 　")


class NumberDoubt(StrEnum):
    """What makes a number look mistyped; it is warned about and taken."""

    CHARACTERS = "tracking_characters"
    LENGTH = "tracking_length"
    CHECK_DIGIT = "tracking_check_digit"


def bare(number: str) -> str:
    """Return the number without what stands between its digits, in plain letters and digits."""
    kept = "".join(each for each in number if each not in _BETWEEN)
    return unicodedata.normalize("NFKC", kept).upper()


def doubt(number: str) -> NumberDoubt | None:
    """Return what looks wrong; None for a number in order, and for none at all.

    The last digit is the rest of the others divided by seven.
    """
    digits = bare(number)
    if not digits:
        return None
    if not (digits.isascii() and digits.isdigit()):
        return NumberDoubt.CHARACTERS
    if len(digits) not in _GROUPS:
        return NumberDoubt.LENGTH
    if int(digits[:-1]) % _CHECK != int(digits[-1]):
        return NumberDoubt.CHECK_DIGIT
    return None


def spellings(number: str) -> frozenset[str]:
    """Return the ways in which one number may have been typed: as it is, bare, in groups."""
    plain = bare(number)
    found = {number.strip(), plain}
    groups = _GROUPS.get(len(plain))
    if groups is not None:
        starts = [sum(groups[:place]) for place in range(len(groups))]
        parts = [plain[at : at + size] for at, size in zip(starts, groups, strict=True)]
        found |= {"-".join(parts), " ".join(parts)}
    return frozenset(found - {""})
