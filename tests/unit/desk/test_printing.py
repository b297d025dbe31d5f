# SPDX-License-Identifier: MIT
"""Letters go to the printer envelope by envelope, read back: this person's, and recorded (T27)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256

import pytest
from typing_extensions import override

from desk_app.desk.context import Changes
from desk_app.desk.errors import LetterDiffers, NotAsShown, PrinterFailed
from desk_app.desk.letters import corresponding
from desk_app.desk.letters.printing import (
    EnvelopeJob,
    Through,
    ask_to_print,
    jobs_of,
    pages_to_print,
    print_job,
)
from desk_app.records.base import ApplicationId, LetterId
from desk_app.records.case.application import Right
from desk_app.records.case.history import ApplicationFile
from desk_app.records.case.letters import DecisionBody, LetterFacts, LetterKind
from desk_app.records.desk.printers import PaperUse, PrinterChoice, PrintOrder
from desk_app.rules.letters.paper import order_for
from tests.builders import NAME, complete, record
from tests.fakes.world import PlainPress, PlainReader
from tests.unit.desk import working
from tests.unit.desk.office import Office, bad_input, refused

DISCLOSURE, PURPOSE = Right.DISCLOSURE, Right.PURPOSE
OTHER = "甲田 乙美"


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


def _two(office: Office) -> EnvelopeJob:
    """Issue two letters that go into one envelope; return their job."""
    id_ = working.logged(office, DISCLOSURE, PURPOSE, pieces=())
    kinds = (LetterKind.ACKNOWLEDGEMENT, LetterKind.DEFICIENCIES)
    letters = tuple(working.issue(office, id_, kind).id for kind in kinds)
    return EnvelopeJob(id_, letters, PaperUse.WINDOW_LETTER)


def _frozen(office: Office, job: EnvelopeJob) -> list[bytes]:
    return [corresponding.pages_of(office.clerk, each) for each in job.letters]


def test_the_letters_of_an_envelope_are_one_job_in_their_order(office: Office) -> None:
    two = _two(office)
    first, second = two.letters
    (job,) = jobs_of(office.clerk, [(two.application, second), (two.application, first)])
    assert job == two
    spool = Spool()
    print_job(office.clerk, job, through(spool))
    assert spool.sent == [(b"\f".join(_frozen(office, two)), order(PaperUse.WINDOW_LETTER))]
    for letter in office.file(two.application).letters:
        assert [(each.copies, each.job) for each in letter.prints] == [(2, "office-1")]


def test_only_what_was_shown_goes_to_the_printer(office: Office) -> None:
    two, spool = _two(office), Spool()
    id_, (first, second) = two.application, two.letters
    (job,) = jobs_of(office.clerk, [(id_, first)])
    pages = _frozen(office, two)
    digests = dict(zip(two.letters, (sha256(each).hexdigest() for each in pages), strict=True))
    for shown in (digests[second], ""):
        with pytest.raises(NotAsShown):
            print_job(office.clerk, job, replace(through(spool), shown={first: shown}))
        with pytest.raises(NotAsShown):
            pages_to_print(office.clerk, id_, first, shown)
    assert spool.sent == []
    assert office.file(id_).letters[0].printed_at is None
    print_job(office.clerk, job, replace(through(spool), shown=digests))
    assert [sent for sent, _ in spool.sent] == pages[:1], "one letter goes as its frozen bytes"
    facts, kept = office.state.letters[first]
    office.state.letters[first] = (facts, kept + b" ")
    with pytest.raises(LetterDiffers):
        pages_to_print(office.clerk, id_, first)


def test_other_days_and_other_applications_are_other_envelopes(office: Office) -> None:
    one, other = _two(office), _two(office)
    first, second = ((one.application, each) for each in one.letters)
    third = (other.application, other.letters[0])
    jobs = jobs_of(office.clerk, [third, first, second])
    assert [(job.application, job.letters) for job in jobs] == [
        (other.application, other.letters[:1]),
        (one.application, one.letters),
    ]


def test_a_letter_for_a_label_goes_where_such_letters_go(office: Office) -> None:
    id_ = working.logged(office, pieces=())
    draft = working.draft_of(office, id_, LetterKind.DEFICIENCIES)
    corresponding.issue_letter(office.clerk, replace(draft, labelled=True))
    (job,) = jobs_of(office.clerk, [(id_, office.file(id_).letters[-1].id)])
    assert job.use is PaperUse.LETTER


def test_nothing_goes_out_without_a_reason_to_print_again_nor_of_a_void_letter(
    office: Office,
) -> None:
    job, spool = _two(office), Spool()
    letters = [(job.application, each) for each in job.letters]
    with bad_input(office, "reason_missing", "reason"):
        ask_to_print(office.clerk, letters, " ")
    assert ask_to_print(office.clerk, letters, "紙づまり") == Changes.of()
    print_job(office.clerk, replace(job, letters=job.letters[1:]), through(spool))
    with bad_input(office, "reason_missing", "reason"):
        print_job(office.clerk, job, through(spool))
    assert len(spool.sent) == 1
    print_job(office.clerk, job, through(spool, "紙づまり"))
    prints = [letter.prints for letter in office.file(job.application).letters]
    assert [[each.copy for each in of] for of in prints] == [[1], [1, 3]]
    corresponding.void_letter(office.clerk, *letters[0], "誤り")
    with refused(office, "letter_void"):
        ask_to_print(office.clerk, letters, "紙づまり")
    with refused(office, "letter_void"):
        print_job(office.clerk, job, through(spool, "紙づまり"))
    assert len(spool.sent) == 2


def test_a_printer_that_takes_nothing_leaves_the_letter_unprinted(office: Office) -> None:
    job = _two(office)
    with pytest.raises(PrinterFailed):
        print_job(office.clerk, job, through(Spool(paper=0)))
    assert [each.printed_at for each in office.file(job.application).letters] == [None, None]


class LosingPress(PlainPress):
    """Loses all but the first letter of an envelope."""

    @override
    def joined(self, documents: Sequence[bytes]) -> bytes:
        return documents[0]


def test_a_job_that_lost_a_letter_does_not_go_out(office: Office) -> None:
    job, spool = _two(office), Spool()
    losing = replace(office.clerk, ports=replace(office.clerk.ports, press=LosingPress()))
    with pytest.raises(LetterDiffers):
        print_job(losing, job, through(spool))
    assert not spool.sent


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
    return id_, working.answered(office, id_, DISCLOSURE).id


@pytest.fixture
def issued(office: Office) -> tuple[ApplicationId, LetterId]:
    """The letter of an application beside that of another person."""
    own = _issued(office)
    _issued(office, OTHER)
    return own


def _keep(office: Office, letter: LetterId, facts: LetterFacts, pages: bytes) -> None:
    """Put other facts and pages in the place of a letter's, with the right hash in its record."""
    office.state.letters[letter] = (facts, pages)
    digest = sha256(pages).hexdigest()
    for id_, file in office.state.files.items():
        letters = tuple(
            replace(each, sha256=digest) if each.id == letter else each for each in file.letters
        )
        office.state.files[id_] = replace(file, letters=letters)


class NoReader(PlainReader):
    """Reads no pages at all."""

    @override
    def text(self, pages: bytes) -> str:
        raise ValueError


def test_a_letter_whose_pages_cannot_be_read_back_does_not_go_out(
    office: Office, issued: tuple[ApplicationId, LetterId]
) -> None:
    id_, letter = issued
    unread = replace(office.clerk, ports=replace(office.clerk.ports, reader=NoReader()))
    with pytest.raises(LetterDiffers) as differs:
        pages_to_print(unread, id_, letter)
    assert differs.value.facts == {"what": "pages"}
    assert office.file(id_).letters[0].printed_at is None


Change = Callable[[LetterFacts], LetterFacts]


def _print_otherwise(office: Office, letter: LetterId, change: Change) -> None:
    """Let the kept pages, and their hash, say something else than the letter's facts."""
    facts, _ = office.state.letters[letter]
    _keep(office, letter, facts, PlainPress().render(change(facts)))


def _addressed(**parts: str) -> Change:
    return lambda facts: replace(facts, addressee=replace(facts.addressee, **parts))


def _explained(text: str) -> Change:
    def change(facts: LetterFacts) -> LetterFacts:
        assert isinstance(facts.body, DecisionBody)
        return replace(facts, body=replace(facts.body, explanation=text))

    return change


def _differs(office: Office, id_: ApplicationId, letter: LetterId) -> object:
    """Return what of a letter is not as it should be, for which it does not go."""
    with pytest.raises(LetterDiffers) as differs:
        pages_to_print(office.clerk, id_, letter)
    return differs.value.facts["what"]


def test_a_letter_that_reads_as_it_should_goes_out_as_it_was_frozen(
    office: Office, issued: tuple[ApplicationId, LetterId]
) -> None:
    id_, letter = issued
    pages = pages_to_print(office.clerk, id_, letter)
    assert pages == corresponding.pages_of(office.clerk, letter)
    working.put(office, id_, "principal.name", "高橋 美由樹")
    assert pages_to_print(office.clerk, id_, letter), "a name corrected since is his still"


def test_an_address_with_words_from_right_to_left_is_read_word_by_word(
    office: Office, issued: tuple[ApplicationId, LetterId]
) -> None:
    id_, letter = issued
    facts, _ = office.state.letters[letter]
    mixed = replace(facts, addressee=replace(facts.addressee, address="港区1-2 משה① 3号"))
    for read, stands in (("הש 1 משה 港区2-1 3号", True), ("港区1-2 מש 3号", False)):
        pages = PlainPress().render(_addressed(address=read)(facts))
        _keep(office, letter, mixed, pages)
        if stands:
            assert pages_to_print(office.clerk, id_, letter) == pages
        else:
            assert _differs(office, id_, letter) == "address"


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
    office: Office, issued: tuple[ApplicationId, LetterId], change: Change, what: str
) -> None:
    _print_otherwise(office, issued[1], change)
    assert _differs(office, *issued) == what


def test_facts_of_another_person_and_pages_that_are_none_stop_the_letter(
    office: Office, issued: tuple[ApplicationId, LetterId]
) -> None:
    id_, letter = issued
    facts, pages = office.state.letters[letter]
    (other,) = set(office.state.letters) - {letter}
    _keep(office, letter, *office.state.letters[other])
    assert _differs(office, id_, letter) == "name"
    _keep(office, letter, facts, pages)
    office.state.letters[letter] = (facts, b"\xff")
    assert _differs(office, id_, letter) == "pages"
    with bad_input(office, "no_such_letter", "letter"):
        pages_to_print(office.clerk, id_, other)


def test_what_looks_like_a_receipt_number_and_is_none_is_no_stranger_s(
    office: Office, issued: tuple[ApplicationId, LetterId]
) -> None:
    _print_otherwise(office, issued[1], _explained("会員番号 R8-4711"))
    assert pages_to_print(office.clerk, *issued)
