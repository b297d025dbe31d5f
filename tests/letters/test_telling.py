# SPDX-License-Identifier: MIT
"""What a letter is told to say is what stands on its pages."""

from __future__ import annotations

import pytest

from desk_app import letters
from desk_app.records.letters import LetterFacts, Stand
from desk_app.records.people import Language
from tests.letters.reading import qt_text, squeezed
from tests.letters.samples import samples

KINDS = ("L2", "L4-part", "L5-PR-G4", "L5b-PR-G1", "L8", "L11")
SAMPLES = {
    f"{kind}-{language.value}": dict(samples(language))[kind]
    for language in Language
    for kind in KINDS
}


@pytest.mark.parametrize("facts", SAMPLES.values(), ids=SAMPLES.keys())
def test_every_word_told_stands_on_the_pages(facts: LetterFacts) -> None:
    pages = squeezed(qt_text(letters.render(facts)))
    told = letters.words(facts)
    assert squeezed(told.title) in pages
    assert len(told.passages) > 4
    for passage in told.passages:
        for part in (passage.label, *passage.text.replace("　", "\n").split("\n")):
            assert squeezed(part) in pages


def test_items_begin_with_number_and_label_and_record_and_end_stand_apart() -> None:
    told = letters.words(SAMPLES["L5-PR-G4-ja"]).passages
    labels = [passage.label for passage in told if passage.item]
    assert labels[:2] == ["1 ご請求の内容", "2 決定"]
    assert ("記", Stand.MIDDLE) in {(each.text, each.stand) for each in told}
    assert ("以上", Stand.RIGHT) in {(each.text, each.stand) for each in told}
