# SPDX-License-Identifier: MIT
"""Letters go to the printer envelope by envelope, read back: this person's, each recorded (T27)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256

import pytest
from typing_extensions import override

from desk_app.desk import correcting, corresponding, printing
from desk_app.desk.context import Changes
from desk_app.desk.errors import LetterDiffers, NotAsShown, PrinterFailed
from desk_app.desk.printing import (
    EnvelopeJob,
    Through,
    ask_to_print,
    jobs_of,
    pages_to_print,
    print_job,
)
from desk_app.records.application import Right
from desk_app.records.base import ApplicationId, LetterId
from desk_app.records.history import ApplicationFile
from desk_app.records.letters import DecisionBody, LetterFacts, LetterKind
from desk_app.records.printers import PaperUse, PrinterChoice, PrintOrder
from desk_app.rules.paper import order_for
from tests.builders import NAME, complete, record
from tests.fakes.world import PlainPress
from tests.unit.desk import working
from tests.unit.desk.office import Office, bad_input, opened, refused

DISCLOSURE, PURPOSE = Right.DISCLOSURE, Right.PURPOSE


@dataclass
class Spool:
    """Keeps what it was sent; without paper it refuses."""

    paper: int = 9
    sent: list[tuple[bytes, PrintOrder]] = field(default_factory=list)

    def send(self, pages: bytes, order: PrintOrder) -> str:
        if len(self.sent) >= self.paper:
            raise PrinterFailed
        self.sent.append((pages, order))
        return f"office-{len(self.sent)}"


def order(use: PaperUse) -> PrintOrder:
    return order_for(use, PrinterChoice("office", copies=2))


def through(spool: Spool, reason: str = "") -> Through:
    return Through(spool, order, reason)


def _two(office: Office) -> tuple[ApplicationId, LetterId, LetterId]:
    """Issue two letters that go into one envelope."""
    id_ = working.logged(office, DISCLOSURE, PURPOSE, pieces=())
    first = working.issue(office, id_, LetterKind.ACKNOWLEDGEMENT)
    return id_, first.id, working.issue(office, id_, LetterKind.DEFICIENCIES).id


def test_the_letters_of_an_envelope_are_one_job_in_their_order(office: Office) -> None:
    id_, first, second = _two(office)
    (job,) = jobs_of(office.clerk, [(id_, second), (id_, first)])
    assert job == EnvelopeJob(id_, (first, second), PaperUse.WINDOW_LETTER)
    spool = Spool()
    print_job(office.clerk, job, through(spool))
    ((pages, how),) = spool.sent
    frozen = [corresponding.pages_of(office.clerk, each) for each in (first, second)]
    assert pages == b"\f".join(frozen)
    assert how == order(PaperUse.WINDOW_LETTER)
    for letter in office.file(id_).letters:
        assert [(each.copies, each.job) for each in letter.prints] == [(2, "office-1")]


def test_only_what_was_shown_goes_to_the_printer(office: Office) -> None:
    id_, first, second = _two(office)
    (job,) = jobs_of(office.clerk, [(id_, first)])
    digests = {
        each: sha256(corresponding.pages_of(office.clerk, each)).hexdigest()
        for each in (first, second)
    }
    spool = Spool()
    for shown in (digests[second], ""):
        with pytest.raises(NotAsShown):
            print_job(office.clerk, job, replace(through(spool), shown={first: shown}))
        with pytest.raises(NotAsShown):
            pages_to_print(office.clerk, id_, first, shown)
    assert spool.sent == []
    assert office.file(id_).letters[0].printed_at is None
    print_job(office.clerk, job, replace(through(spool), shown=digests))
    assert len(spool.sent) == 1


def test_pages_that_are_not_those_of_the_record_do_not_go(office: Office) -> None:
    id_, first, _ = _two(office)
    facts, kept = office.state.letters[first]
    office.state.letters[first] = (facts, kept + b" ")
    with pytest.raises(LetterDiffers):
        pages_to_print(office.clerk, id_, first)


def test_one_letter_goes_as_its_frozen_bytes(office: Office) -> None:
    id_, first, _ = _two(office)
    (job,) = jobs_of(office.clerk, [(id_, first)])
    spool = Spool()
    print_job(office.clerk, job, through(spool))
    assert [pages for pages, _ in spool.sent] == [corresponding.pages_of(office.clerk, first)]


def test_other_days_and_other_applications_are_other_envelopes(office: Office) -> None:
    id_, first, second = _two(office)
    other, third, _ = _two(office)
    jobs = jobs_of(office.clerk, [(other, third), (id_, first), (id_, second)])
    assert [(job.application, job.letters) for job in jobs] == [
        (other, (third,)),
        (id_, (first, second)),
    ]


def test_a_letter_for_a_label_goes_where_such_letters_go(office: Office) -> None:
    id_ = working.logged(office, pieces=())
    draft = working.draft_of(office, id_, LetterKind.DEFICIENCIES)
    corresponding.issue_letter(office.clerk, replace(draft, labelled=True))
    letter = office.file(id_).letters[-1].id
    (job,) = jobs_of(office.clerk, [(id_, letter)])
    assert job.use is PaperUse.LETTER


def test_nothing_goes_out_without_a_reason_to_print_again_nor_of_a_void_letter() -> None:
    office = opened()
    id_, first, second = _two(office)
    spool = Spool()
    job = EnvelopeJob(id_, (first, second), PaperUse.WINDOW_LETTER)
    print_job(office.clerk, EnvelopeJob(id_, (second,), job.use), through(spool))
    with bad_input(office, "reason_missing", "reason"):
        print_job(office.clerk, job, through(spool))
    assert len(spool.sent) == 1
    print_job(office.clerk, job, through(spool, "紙づまり"))
    prints = [letter.prints for letter in office.file(id_).letters]
    assert [[each.copy for each in of] for of in prints] == [[1], [1, 3]]
    corresponding.void_letter(office.clerk, id_, first, "誤り")
    with refused(office, "letter_void"):
        print_job(office.clerk, job, through(spool, "紙づまり"))
    assert len(spool.sent) == 2


def test_whether_letters_may_be_printed_again_is_told_before_any_goes(office: Office) -> None:
    id_, first, second = _two(office)
    letters = [(id_, first), (id_, second)]
    with bad_input(office, "reason_missing", "reason"):
        ask_to_print(office.clerk, letters, " ")
    assert ask_to_print(office.clerk, letters, "紙づまり") == Changes.of()
    corresponding.void_letter(office.clerk, id_, second, "誤り")
    with refused(office, "letter_void"):
        ask_to_print(office.clerk, letters, "紙づまり")


def test_a_printer_that_takes_nothing_leaves_the_letter_unprinted(office: Office) -> None:
    id_, first, _ = _two(office)
    (job,) = jobs_of(office.clerk, [(id_, first)])
    with pytest.raises(PrinterFailed):
        print_job(office.clerk, job, through(Spool(paper=0)))
    assert office.file(id_).letters[0].printed_at is None


class LosingPress(PlainPress):
    """Loses all but the first letter of an envelope."""

    @override
    def joined(self, documents: Sequence[bytes]) -> bytes:
        return documents[0]


def test_a_job_that_lost_a_letter_does_not_go_out(office: Office) -> None:
    id_, first, second = _two(office)
    ports = replace(office.clerk.ports, press=LosingPress())
    spool = Spool()
    with pytest.raises(LetterDiffers):
        print_job(
            replace(office.clerk, ports=ports),
            EnvelopeJob(id_, (first, second), PaperUse.WINDOW_LETTER),
            through(spool),
        )
    assert not spool.sent


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
