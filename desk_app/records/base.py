# SPDX-License-Identifier: MIT
"""What every record is made of: identities, words of closed lists, facts by name, raw cells.

The process that reads a file begins with nothing else of the records.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from types import MappingProxyType
from typing import NewType

MailItemId = NewType("MailItemId", int)
ApplicationId = NewType("ApplicationId", int)
InquiryKey = NewType("InquiryKey", int)
ClaimId = NewType("ClaimId", str)
EnclosureId = NewType("EnclosureId", str)
PaymentLineId = NewType("PaymentLineId", str)
HeldThingId = NewType("HeldThingId", str)
JudgementId = NewType("JudgementId", str)
InquiryId = NewType("InquiryId", str)
"""Of an inquiry to a department about an application; those of the public have an `InquiryKey`."""
NoticeId = NewType("NoticeId", str)
DecisionId = NewType("DecisionId", str)
LetterId = NewType("LetterId", str)
PostingId = NewType("PostingId", str)
ScanId = NewType("ScanId", str)
UserId = NewType("UserId", str)


def kept_id_of(inquiry: InquiryKey) -> ApplicationId:
    """Return the id under which journal and disposal name an inquiry: below zero.

    Applications and inquiries are each numbered from one; what is noted and disposed of alike is
    named alike.
    """
    return ApplicationId(-inquiry)


def inquiry_of(id_: ApplicationId) -> InquiryKey | None:
    """Return the inquiry that is kept under an id, None for anything else's."""
    return InquiryKey(-id_) if -_PROVISIONS < id_ < 0 else None


def kept_id_of_provision(entry: int) -> ApplicationId:
    """Return the id under which journal and disposal name a record of provision by its number."""
    return ApplicationId(-_PROVISIONS - entry)


def provision_of(id_: ApplicationId) -> int | None:
    """Return the number of the record of provision that is kept under an id, None for others."""
    return -_PROVISIONS - id_ if id_ < -_PROVISIONS else None


def is_application(id_: ApplicationId) -> bool:
    """Return whether an id is an application's, and no other thing's that is kept alike."""
    return id_ > 0


_PROVISIONS = 1 << 40
"""Below so many under zero stand records of provision, above them inquiries."""


# A word out of a closed list, as the records keep it.


class Word(Enum):
    """A member of a closed list.

    It is hashed as what it is, one object of its kind: `Enum` hashes its name anew each time, and
    the rules ask in sets for words hundreds of times for each application.
    """

    __hash__ = object.__hash__


# What a code is told with: values by name, of which `i18n` makes a sentence.


Fact = str | int | bool | date | tuple[str, ...]
NO_FACTS: Mapping[str, Fact] = MappingProxyType({})


# Cells of an office's ledger as they were read.


@dataclass(frozen=True, slots=True)
class CellFault:
    """A cell whose formula came to nothing, as its sheet shows it: ``#N/A``."""

    shown: str


RawCell = str | int | float | bool | date | CellFault | None
"""What stood in a cell; a formula is its last value, an empty cell is None."""

RawRow = tuple[RawCell, ...]
