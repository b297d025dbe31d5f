# SPDX-License-Identifier: MIT
"""A field of the principal or the proxy is typed, named, compared and read from a check file."""

from __future__ import annotations

import re
from dataclasses import fields

import pytest

from desk_app.cli.check.check_file import FileProxy, Person
from desk_app.gui.pages.comparison.book import DataItem
from desk_app.i18n import vocabulary
from desk_app.records.case.application import Principal, Proxy
from desk_app.records.desk.people import Language
from tests.architecture.source import ROOT

NOT_COMPARED = {
    "postal_code": "it is compared with its address",
    "registered_address": "the papers are searched for it (decision 32)",
    "deceased": "papers prove it, no text does",
    "also_heirs": "it says what is asked, and stands on no paper",
    "kind": "papers prove it, no text does",
}
"""Of the principal; of the proxy what the comparison takes is named in it."""

TYPED = (ROOT / "desk_app/gui/pages/intake/people.py").read_text("utf-8")


@pytest.mark.parametrize(
    ("record", "part", "file"), [(Principal, "principal", Person), (Proxy, "proxy", FileProxy)]
)
def test_it_is_typed_named_and_read(
    record: type[Principal | Proxy], part: str, file: type[Person | FileProxy]
) -> None:
    for each in fields(record):
        assert re.search(rf'"{part}\.{each.name}"', TYPED), f"nobody types {each.name}"
        assert each.name in file.model_fields, f"no check file says {each.name}"
        for language in Language:
            assert vocabulary.word_of("Field", each.name, language), f"{each.name} has no name"


def test_it_is_compared_or_said_why_not() -> None:
    compared = {each.value for each in DataItem}
    for each in fields(Principal):
        assert (each.name in compared) is not (each.name in NOT_COMPARED), each.name
