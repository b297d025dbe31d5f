# SPDX-License-Identifier: MIT
"""The letters of an envelope in one document: the same pages, read by two readers, and clean."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from desk_app.cli.pdf_text import text_of
from desk_app.desk.errors import LetterStopped
from desk_app.letters import render
from desk_app.letters.joining import joined
from desk_app.records.people import Language
from tests.letters.reading import poppler_pages
from tests.letters.samples import samples


def test_joined_letters_say_what_each_says_and_are_clean(tmp_path: Path) -> None:
    letters = [render(facts) for _, facts in list(samples(Language.JA))[:2]]
    letters.append(render(next(facts for _, facts in samples(Language.EN))))
    whole = joined(letters)
    assert poppler_pages(whole) == [page for each in letters for page in poppler_pages(each)]
    assert text_of(whole) == "\n".join(map(text_of, letters))
    path = tmp_path / "joined.pdf"
    path.write_bytes(whole)
    checked = subprocess.run(["qpdf", "--check", path], capture_output=True, text=True, check=False)
    assert (checked.returncode, checked.stderr) == (0, "")


@pytest.mark.parametrize("spoilt", [b"", b"no PDF", b"startxref\n0\n%%EOF\n"])
def test_what_this_program_did_not_make_is_not_joined(spoilt: bytes) -> None:
    with pytest.raises(LetterStopped):
        joined([spoilt])
