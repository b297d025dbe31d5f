# SPDX-License-Identifier: MIT
"""Before a sheet goes out its pages are read back: this person's, and nobody else's (T27)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256

import pytest

from desk_app.desk import correcting, corresponding, printing
from desk_app.desk.errors import LetterDiffers, NotAllowed
from desk_app.records.application import Right
from desk_app.records.base import ApplicationId, LetterId
from desk_app.records.history import ApplicationFile
from desk_app.records.letters import DecisionBody, LetterFacts, LetterKind
from tests.builders import NAME, complete, record
from tests.fakes.world import PlainPress
from tests.unit.desk import working
from tests.unit.desk.office import Office, bad_input, fails

DISCLOSURE = Right.DISCLOSURE
OTHER = "甲田 乙美"


def _of(name: str) -> ApplicationFile:
    file = complete(DISCLOSURE)
    principal = replace(file.application.principal, name=name)
    papers = tuple(replace(paper, name=name) for paper in file.enclosures)
    return replace(
        file, application=replace(file.application, principal=principal), enclosures=papers
    )


def _issued(office: Office, name: str = NAME) -> tuple[ApplicationId, LetterId]:
    id_ = working.logged(office, file=_of(name), answered=False)
    working.answer(office, id_, replace(record(), name=name))
    working.decide(office, id_, DISCLOSURE)
    return id_, working.issue(office, id_, LetterKind.DISCLOSURE, DISCLOSURE).id


def _print_otherwise(
    office: Office, letter: LetterId, change: Callable[[LetterFacts], LetterFacts]
) -> None:
    """Let the kept pages, and their hash, say something else than the letter's facts."""
    facts, _ = office.state.letters[letter]
    _keep(office, letter, facts, PlainPress().render(change(facts)))


def _keep(office: Office, letter: LetterId, facts: LetterFacts, pages: bytes) -> None:
    """Put other facts and pages in the place of a letter's, with the right hash in its record."""
    office.state.letters[letter] = (facts, pages)
    digest = sha256(pages).hexdigest()
    for id_, file in office.state.files.items():
        letters = tuple(
            replace(each, sha256=digest) if each.id == letter else each for each in file.letters
        )
        office.state.files[id_] = replace(file, letters=letters)


def _addressed(**parts: str) -> Callable[[LetterFacts], LetterFacts]:
    return lambda facts: replace(facts, addressee=replace(facts.addressee, **parts))


def _explained(text: str) -> Callable[[LetterFacts], LetterFacts]:
    def change(facts: LetterFacts) -> LetterFacts:
        assert isinstance(facts.body, DecisionBody)
        return replace(facts, body=replace(facts.body, explanation=text))

    return change


def test_a_letter_that_reads_as_it_should_goes_out_as_it_was_frozen(office: Office) -> None:
    id_, letter = _issued(office)
    _issued(office, OTHER)
    pages = printing.pages_to_print(office.clerk, id_, letter)
    assert pages == corresponding.pages_of(office.clerk, letter)


@pytest.mark.parametrize(
    ("change", "what"),
    [
        (_addressed(name=OTHER), "name"),
        (_addressed(address="東京都港区芝一丁目1番1号"), "address"),
        (_addressed(postal_code="105-0014"), "postal_code"),
        (lambda facts: replace(facts, receipt_number="R8-9999"), "receipt_number"),
        (lambda facts: replace(facts, number="8-77"), "number"),
        (_explained("R8-0002 と同じ内容です。"), "other_receipt_number"),
        (_explained(f"{OTHER}様"), "other_name"),
    ],
)
def test_what_is_not_this_person_s_stops_the_letter_by_its_name(
    office: Office, change: Callable[[LetterFacts], LetterFacts], what: str
) -> None:
    id_, letter = _issued(office)
    _issued(office, OTHER)
    _print_otherwise(office, letter, change)
    with pytest.raises(LetterDiffers) as differs:
        printing.pages_to_print(office.clerk, id_, letter)
    assert differs.value.facts == {"what": what}


def test_facts_of_another_person_are_not_the_record_s(office: Office) -> None:
    id_, letter = _issued(office)
    _, other = _issued(office, OTHER)
    _keep(office, letter, *office.state.letters[other])
    with pytest.raises(LetterDiffers) as differs:
        printing.pages_to_print(office.clerk, id_, letter)
    assert differs.value.facts == {"what": "name"}


def test_pages_that_are_none_stop_the_letter(office: Office) -> None:
    id_, letter = _issued(office)
    facts, _ = office.state.letters[letter]
    office.state.letters[letter] = (facts, b"\xff")
    with pytest.raises(LetterDiffers) as differs:
        printing.pages_to_print(office.clerk, id_, letter)
    assert differs.value.facts == {"what": "pages"}


def test_what_looks_like_a_receipt_number_and_is_none_is_no_stranger_s(office: Office) -> None:
    id_, letter = _issued(office)
    _print_otherwise(office, letter, _explained("会員番号 R8-4711"))
    assert printing.pages_to_print(office.clerk, id_, letter)


def test_a_name_corrected_after_the_issue_is_still_this_person_s(office: Office) -> None:
    id_, letter = _issued(office)
    version = office.file(id_).application.version
    draft = correcting.CorrectionDraft(id_, version, "principal.name", "高橋 美由樹", "誤記")
    correcting.correct(office.clerk, draft)
    assert printing.pages_to_print(office.clerk, id_, letter)


def test_a_letter_of_another_application_is_none_of_this_one(office: Office) -> None:
    id_, _ = _issued(office)
    _, other = _issued(office, OTHER)
    with bad_input(office, "no_such_letter", "letter"):
        printing.pages_to_print(office.clerk, id_, other)


def test_pages_go_out_by_the_clerks_alone(office: Office) -> None:
    id_, letter = _issued(office)
    with fails(office, NotAllowed):
        printing.pages_to_print(office.of("auditor"), id_, letter)
