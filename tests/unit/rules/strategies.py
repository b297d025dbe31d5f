# SPDX-License-Identifier: MIT
"""Any application that can be made: whatever was typed, came, was judged, decided and posted."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from datetime import UTC, date, datetime
from enum import Enum
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from hypothesis import strategies as st

from desk_app.records.base import MailItemId
from desk_app.records.case.application import Principal, Proxy, Right
from desk_app.records.case.history import ApplicationFile, DepartmentInquiry, Ruling
from desk_app.records.case.mail import MailItem, PaymentLine
from desk_app.records.case.papers import Enclosure
from desk_app.rules.situation.situation import situation_of
from desk_app.rules.workflow.judging import questions
from tests import builders

IDS = ("1", "a", "b")
"""Few ids, so that papers, lines, claims and letters meet what was said of them."""

WORDS = (
    "",
    " ",
    "高橋 美由紀",
    "髙橋 美由紀",
    "成田東三丁目12番7号",
    "成田東3-12-7",
    "driving_licence",
    "residence_certificate",
    "family_register",
    "guardianship_certificate",
    "letter_of_proxy",
    "seal_certificate",
    "A-1",
    "2026-11",
    "PR-G1",
    "PR-G4",
    "fee.short",
    "identity.absent:principal",
    "form.field_missing:scope",
    "disclosure",
    "parent",
    "birth",
)
DAYS = st.dates(date(2026, 1, 1), date(2027, 12, 31))
NAMED = {
    int: st.integers(0, 3),
    bool: st.booleans(),
    str: st.sampled_from((*WORDS, *IDS)),
    bytes: st.just(b""),
    date: DAYS,
    datetime: st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31), timezones=st.just(UTC)),  # noqa: DTZ001  hypothesis takes its bounds bare
}
MOST = 3


def anything(kind: Any) -> st.SearchStrategy[Any]:  # noqa: ANN401  a type of any record's field
    """Return a strategy for the values of a record's field."""
    origin, inner = get_origin(kind), get_args(kind)
    if origin in {Union, UnionType}:
        return st.one_of(*(anything(each) for each in inner))
    if origin is tuple:
        return _tuple(inner)
    if origin is frozenset:
        return st.frozensets(anything(inner[0]), max_size=MOST)
    return _plain(kind)


def _tuple(inner: tuple[Any, ...]) -> st.SearchStrategy[Any]:
    if inner[-1] is Ellipsis:
        return st.lists(anything(inner[0]), max_size=MOST).map(tuple)
    return st.tuples(*map(anything, inner))


def _plain(kind: Any) -> st.SearchStrategy[Any]:  # noqa: ANN401
    if kind is NoneType:
        return st.none()
    if hasattr(kind, "__supertype__"):
        return st.sampled_from(IDS) if kind.__supertype__ is str else st.integers(1, 3)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return st.sampled_from(list(kind))
    if is_dataclass(kind):
        return st.deferred(lambda: records(kind))
    return NAMED[kind]


def records(kind: Any, /, **chosen: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:  # noqa: ANN401
    """Return a strategy for any record of a kind, with some of its fields chosen."""
    hints = get_type_hints(kind)
    left = {
        each.name: anything(hints[each.name]) for each in fields(kind) if each.name not in chosen
    }
    return st.builds(kind, **left, **chosen)


FILES: st.SearchStrategy[ApplicationFile] = records(ApplicationFile)
"""Any file at all, however little it makes sense."""

KINDS = tuple(document.code for document in builders.rules().documents)
OF_PROXIES = ("family_register", "guardianship_certificate", "letter_of_proxy", "seal_certificate")
NEAR = st.dates(date(2026, 9, 1), date(2027, 1, 15))
NAMES = st.sampled_from((builders.NAME, "髙橋 美由紀", "佐藤 健", ""))
ADDRESSES = st.sampled_from((builders.ADDRESS, "杉並区成田東3-12-7", "長崎市旭町8-20", ""))
ITEMS = st.sampled_from((MailItemId(1), MailItemId(2)))


@st.composite
def likely_files(draw: st.DrawFn) -> ApplicationFile:
    """Return a file as it may well come to be: papers and stamps of real kinds, days near by."""
    rights = draw(st.lists(st.sampled_from(list(Right)), min_size=1, max_size=3, unique=True))
    later = draw(NEAR)
    item = builders.mail(number=2, arrived_on=max(later, builders.ARRIVED))
    own, other = (draw(_mail(each)) for each in (builders.mail(), item))
    application = replace(
        builders.application(*rights),
        proxy=draw(st.none() | records(Proxy, name=NAMES, address=ADDRESSES)),
        principal=draw(records(Principal, name=NAMES, address=ADDRESSES, born=_BORN)),
        scope=draw(st.sampled_from(("", "すべて"))),
    )
    file = ApplicationFile(
        application=application,
        mail=(own, other),
        enclosures=tuple(draw(st.lists(_paper(), max_size=4, unique_by=lambda each: each.id))),
        inquiries=draw(anything(tuple[DepartmentInquiry, ...])),
    )
    if draw(st.booleans()):
        file = builders.with_notice(file, builders.ARRIVED, posted=draw(st.booleans()))
    for topic, subject in questions(situation_of(file, builders.rules(later), later)):
        if (ruling := draw(st.none() | st.sampled_from(Ruling))) is not None:
            file = builders.with_judgement(file, topic, subject, ruling, later)
    return file


_BORN = st.sampled_from((builders.BORN, date(2016, 6, 1), None))


def _mail(item: MailItem) -> st.SearchStrategy[MailItem]:
    line = records(PaymentLine, denomination=st.sampled_from((0, 10, 84, 200, 500, 1000)))
    lines = st.lists(line, max_size=3).map(tuple)
    return lines.map(lambda found: replace(item, payments=found))


def _paper() -> st.SearchStrategy[Enclosure]:
    return records(
        Enclosure,
        kind=st.sampled_from(OF_PROXIES) | st.sampled_from(KINDS),
        mail_item=ITEMS,
        arrived_on=NEAR,
        issued_on=NEAR | st.none(),
        valid_until=NEAR | st.none(),
        name=NAMES,
        address=ADDRESSES,
        born=_BORN,
    )


LIKELY_FILES = likely_files()
