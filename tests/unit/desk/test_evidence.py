# SPDX-License-Identifier: MIT
"""What evidence holds, for whom, and what is noted of it (I5)."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any
from unittest.mock import Mock

import pytest

from desk_app.desk.audit import evidence
from desk_app.desk.audit.evidence import export_evidence
from desk_app.desk.context import Desk
from desk_app.desk.errors import DamageFound, KnownError, NotAllowed
from desk_app.desk.signed.signing import disposal_said
from desk_app.i18n.pages import EvidencePackWords
from desk_app.records.base import ApplicationId, DecisionId
from desk_app.records.books.journal import Action
from desk_app.records.case.application import Right
from desk_app.records.case.decisions import GroundUse, Outcome
from desk_app.records.case.history import Ruling, Topic
from desk_app.records.case.letters import LetterKind
from desk_app.records.desk.people import Language
from desk_app.records.evidence import EvidenceMade, EvidencePage, EvidenceScope
from tests.builders import ARRIVED, NAME, complete, paper, with_judgement
from tests.contract.test_scans import PDF, scan
from tests.fakes.world import PaperPacks
from tests.letters import own_samples
from tests.unit.desk import working
from tests.unit.desk.office import Office, meanwhile, opened

PLACE = Path("pack")
ENGLISH = (Language.EN, EvidencePackWords(Language.EN))


class Written:
    """One pack that was written, and its files."""

    def __init__(self, desk: Desk, scope: EvidenceScope) -> None:
        self.made: EvidenceMade = export_evidence(desk, scope, PLACE, ENGLISH)
        packs = desk.ports.packs
        assert isinstance(packs, PaperPacks)
        self.files = packs.written[PLACE]

    def said(self, name: str) -> dict[str, Any]:
        """A file of it."""
        said: dict[str, Any] = json.loads(self.files[name])
        return said


def answered() -> tuple[Office, ApplicationId, str]:
    """A desk whose application was granted, and its letter posted; a writing came in between."""
    office = opened()
    id_ = working.logged(office)
    working.sent(office, id_, Right.DISCLOSURE)
    return office, id_, office.file(id_).application.receipt_number


def test_with_names_it_has_words_letters_and_the_entries_of_the_application() -> None:
    office, id_, number = answered()
    working.logged(office)
    pack = Written(office.supervisor, EvidenceScope(number))
    said, file = pack.said(f"{number}.json"), office.file(id_)
    assert (said["principal"], said["completed_on"]) == (NAME, said["as_of"])
    (decision,) = said["decisions"]
    assert (decision["sound"], decision["said"]["decision"]["id"]) == ("sound", decision["id"])
    assert decision["approval"]["signature"] == file.decisions[0].approval.signature.hex()  # type: ignore[union-attr]
    (letter,) = (each for each in said["letters"] if each["kind"] == LetterKind.DISCLOSURE.value)
    assert (letter["posted_on"], letter["file"] in pack.files) == (said["completed_on"], True)
    assert [each["event"] for each in said["course"]][-1] == "posted"
    clauses = {each["clause"].partition(" ")[0]: each["text"] for each in said["findings"]}
    assert clauses["PR-2"]
    items = pack.said("journal.json")["entries"]
    entries = [each["entry"] for each in items if "entry" in each]
    assert {entry[4] for entry in entries} == {file.application.token}
    assert entries[-1][3] == Action.EVIDENCE_EXPORTED.value == office.actions()[-1].value
    gaps = [each["gap"] for each in items if "gap" in each]
    shown = {entry[0] for entry in entries}
    covered = shown | {n for first, last in gaps for n in range(first, last + 1)}
    assert covered == set(range(1, pack.made.sequence + 1))
    assert (pack.made.gaps, pack.made.entries) == (len(gaps), len(entries))
    assert set(pack.said("manifest.json")["files"]) == {*pack.files} - {"manifest.json"}


def test_scans_stand_in_it_by_their_hash_with_their_pictures_only_where_names_are(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    seen: list[EvidencePage] = []
    office, id_, number = answered()

    def page(_: object, made: EvidencePage) -> bytes:
        seen.append(made)
        return b"page"

    monkeypatch.setattr(type(office.supervisor.ports.press), "page", page)
    for name, pdf in (("a", PDF), ("b", b"")):
        with office.store.writing(office.clerk.actor.id, office.clock.now()) as books:
            kept = books.scans.add(scan(id_, name), pdf or PDF * 2)
            if not pdf:
                books.scans.remove(replace(kept, removed_by=kept.by, removed_at=kept.at))
            books.journal.note(Action.SCAN_ATTACHED, id_)
            books.commit()
    pack = Written(office.supervisor, EvidenceScope(number))
    first, removed = pack.said(f"{number}.json")["scans"]
    assert pack.files[first["file"]] == PDF
    assert first["sha256"] == pack.said("manifest.json")["files"][first["file"]]
    assert (removed["file"], removed["removed_by"]) == ("", kept.by)
    without = Written(office.supervisor, EvidenceScope(number, named=False))
    (same, _) = without.said(f"{number}.json")["scans"]
    assert (same["sha256"], same["file"]) == (first["sha256"], "")
    for summary in seen:
        kept_one, gone = summary.scans
        assert (kept_one.sha256, kept_one.removed_on) == (first["sha256"], None)
        assert (gone.sha256, gone.removed_on is None) == (removed["sha256"], False)
    assert len(seen) == 2
    assert PDF not in without.files.values()


def test_a_picture_that_is_missing_is_told_as_such(monkeypatch: pytest.MonkeyPatch) -> None:
    office, id_, number = answered()
    with office.store.writing(office.clerk.actor.id, office.clock.now()) as books:
        books.scans.add(scan(id_, "a"), PDF)
        books.journal.note(Action.SCAN_ATTACHED, id_)
        books.commit()

    def missing(_: object, __: object) -> bytes:
        raise DamageFound("scan_missing")

    told = []
    for damaged in (False, True):
        if damaged:
            monkeypatch.setattr(type(books.scans), "pdf", missing)
        pack = Written(office.supervisor, EvidenceScope(number))
        (one,) = pack.said(f"{number}.json")["scans"]
        told.append((one["lost"], one["file"] != ""))
    assert told == [(False, True), (True, False)]


def test_a_place_that_ends_in_pdf_takes_all_files_as_one() -> None:
    office, _, number = answered()
    desk, place = office.supervisor, Path("pack.PDF")
    made = export_evidence(desk, EvidenceScope(number), place, ENGLISH)
    packs = desk.ports.packs
    assert isinstance(packs, PaperPacks)
    ((content,),) = (packs.written[place].values(),)
    assert content.count(b"\f") == made.files - 1


def test_without_names_no_value_of_a_person_is_in_it() -> None:
    office, id_, number = answered()
    application = office.file(id_).application
    pack = Written(office.of("auditor"), EvidenceScope(number, named=False))
    said = pack.said(f"{number}.json")
    (decision,) = said["decisions"]
    assert (said["principal"], decision["said"], pack.made.letters) == ("", None, 0)
    assert decision["approval"]["covered"] is None
    assert {each["tracking"] for each in said["course"]} == {""}
    principal = application.principal
    values = {NAME, principal.address, principal.kana, principal.phone, application.scope} - {""}
    assert len(values) > 2
    for name, content in pack.files.items():
        assert not [each for each in values if each in content.decode("utf-8", "replace")], name


def test_what_was_proposed_and_never_approved_or_taken_back_is_called_so() -> None:
    office = opened()
    id_ = working.logged(office)
    working.propose(office, id_, Right.DISCLOSURE)
    number = office.file(id_).application.receipt_number
    (decision,) = Written(office.supervisor, EvidenceScope(number)).said(f"{number}.json")[
        "decisions"
    ]
    assert (decision["sound"], decision["approval"], decision["approved_by"]) == (
        "open",
        None,
        None,
    )


@pytest.mark.parametrize(
    ("use", "article", "told"),
    [
        (GroundUse("PR-G5"), "33(2)(ii)", "PR-G5 33(2)(ii)"),
        (
            GroundUse("PR-G6", "刑事訴訟法", "53条の2"),
            "33(2)(iii)",
            "PR-G6 33(2)(iii) 刑事訴訟法 53条の2",
        ),
        (GroundUse("gone"), "", "gone"),
    ],
    ids=["an article", "another law too", "a ground the rulebook has no more"],
)
def test_a_refusal_is_told_with_its_ground_and_the_article_behind_it(
    use: GroundUse, article: str, told: str
) -> None:
    office, id_, number = answered()
    file = office.file(id_)
    (decision,) = file.decisions
    refused = replace(decision, outcome=Outcome.REFUSED, grounds=(use,))
    office.state.files[id_] = replace(file, decisions=(refused,))
    words, desk = Mock(wraps=ENGLISH[1]), office.supervisor
    export_evidence(desk, EvidenceScope(number), PLACE, (Language.EN, words))
    packs = desk.ports.packs
    assert isinstance(packs, PaperPacks)
    (said,) = json.loads(packs.written[PLACE][f"{number}.json"])["decisions"]
    assert (said["grounds"][0]["code"], said["articles"]) == (use.code, [article])
    ((shown,),) = (call.args for call in words.grounds.call_args_list)
    assert ENGLISH[1].grounds(shown) == told


def test_a_decision_that_somebody_changed_is_said_to_be_unsound() -> None:
    office, id_, number = answered()
    file = office.file(id_)
    (decision,) = file.decisions
    office.state.files[id_] = replace(file, decisions=(replace(decision, facts="よそ"),))
    said = Written(office.supervisor, EvidenceScope(number)).said(f"{number}.json")
    assert [each["sound"] for each in said["decisions"]] == ["unsound"]
    office.state.files[id_] = replace(
        file, decisions=(replace(decision, id=DecisionId("x"), approval=None, taken_back=True),)
    )
    said = Written(office.supervisor, EvidenceScope(number)).said(f"{number}.json")
    assert [each["sound"] for each in said["decisions"]] == ["taken_back"]


@pytest.mark.parametrize(("who", "named"), [("clerk", False), ("officer", True), ("auditor", True)])
def test_who_may_not_is_refused_before_anything_is_written(who: str, *, named: bool) -> None:
    office, _, number = answered()
    with pytest.raises(NotAllowed):
        Written(office.of(who), EvidenceScope(number, named=named))
    assert office.actions()[-1] is Action.VERB_REFUSED


def test_a_period_has_the_whole_journal_for_those_who_read_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    office, _, _ = answered()
    scope = EvidenceScope(since=ARRIVED, until=office.clock.today(), named=False)
    whole = Written(office.of("auditor"), scope).made
    part = Written(office.supervisor, scope).made
    assert whole.applications == part.applications == 1
    assert part.entries < whole.entries
    turned = replace(scope, until=ARRIVED - timedelta(days=1))
    assert _stops(office, turned) == ("days_turned", "last")
    assert _stops(office, EvidenceScope("R9-9999")) == ("not_found", "application")
    monkeypatch.setattr(evidence, "MOST_ENTRIES", 3)
    assert _stops(office, scope) == ("ledger_too_long", "since")
    monkeypatch.setattr(evidence, "MOST_APPLICATIONS", 0)
    assert _stops(office, scope) == ("ledger_too_long", "since")


def _stops(office: Office, scope: EvidenceScope) -> tuple[str, str]:
    with pytest.raises(KnownError) as stopped:
        export_evidence(office.supervisor, scope, Path("other"), ENGLISH)
    return stopped.value.code, stopped.value.place


def test_what_was_disposed_of_stands_as_what_two_people_signed_of_it() -> None:
    office, _, _ = answered()
    record, others = own_samples.record(2), own_samples.record(3)
    with office.store.writing(office.clerk.actor.id, office.clock.now()) as books:
        kept = books.disposals.add(record)
        books.disposals.add(replace(others, carried_out_at=None))
        books.journal.note(Action.DISPOSED, None)
        books.commit()
    first, last = (item.completed_on for item in (record.items[0], record.items[-1]))
    scopes = (EvidenceScope(record.items[0].receipt_number), EvidenceScope(since=first, until=last))
    for scope, gone in zip(scopes, (1, len(record.items)), strict=True):
        pack = Written(office.supervisor, replace(scope, named=False))
        assert pack.made.disposed == gone
        (said,) = pack.said("disposed.json")["disposals"]
        assert len(said["applications"]) == gone
        assert said["said"] == disposal_said(kept)
        assert said["number"] == record.number


def test_the_journal_and_the_pack_have_what_came_before_the_unit_that_notes_it() -> None:
    office, _, _ = answered()
    with meanwhile(office, lambda: working.logged(office)):
        pack = Written(office.supervisor, EvidenceScope(since=ARRIVED, until=ARRIVED))
    assert pack.made.applications == 2
    with office.store.reading() as books:
        (entry,) = books.journal.of_actions({Action.EVIDENCE_EXPORTED})
        assert books.journal.says(entry, applications=2)


@pytest.mark.parametrize("named", [True, False])
def test_what_a_person_judged_stands_in_the_course_of_the_summary(
    monkeypatch: pytest.MonkeyPatch,
    named: bool,
) -> None:
    """An identity may rest on it; the reason names people and is there with names alone."""
    office, id_, number = answered()
    paper = str(office.file(id_).enclosures[0].id)
    office.state.files[id_] = with_judgement(office.file(id_), Topic.NAME, paper, Ruling.SAME)
    seen: list[EvidencePage] = []
    press = office.supervisor.ports.press

    def page(_: object, made: EvidencePage) -> bytes:
        seen.append(made)
        return b""

    monkeypatch.setattr(type(press), "page", page)
    Written(office.supervisor, EvidenceScope(number, named=named))
    (summary,) = seen
    days = [line.on for line in summary.course]
    assert days == sorted(days)
    (judged,) = (each for each in summary.course if "name on the document: same" in each.what)
    assert ("よく見た" in judged.what) is named
    assert judged.by == "山本 美咲"
    # The two names that were judged; who noted an answer; nothing that a clerk is yet to do.
    assert (f"“{NAME}”" in judged.what) is named
    (answer,) = (each for each in summary.course if "answer" in each.what)
    assert answer.by
    looked = [each for each in summary.findings if "looked at" in each.said]
    assert {each.verdict for each in looked} == {"not checked"}
    assert all("Look at" not in each.said for each in summary.findings)


def test_a_period_tells_who_did_what_and_files_and_summary_say_the_same_of_a_finding(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    office, id_, number = answered()
    file = office.file(id_)
    (decision,) = file.decisions
    refused = replace(decision, outcome=Outcome.REFUSED)
    office.state.files[id_] = replace(file, decisions=(refused,))
    seen: list[EvidencePage] = []

    def page(_: object, made: EvidencePage) -> bytes:
        seen.append(made)
        return b""

    monkeypatch.setattr(type(office.supervisor.ports.press), "page", page)
    scope = EvidenceScope(since=ARRIVED, until=ARRIVED)
    told = [
        Written(office.supervisor, each).said(f"{number}.json")
        for each in (EvidenceScope(number), scope)
    ]
    assert told[0]["course"] == told[1]["course"]
    assert all(each["by"] for each in told[1]["course"])
    one, many = seen
    assert one.course == many.course
    assert all(each.by for each in many.course)
    assert one.noted
    assert many.noted == ()
    in_file = [each["verdict"] for each in told[1]["findings"]]
    assert [each.replace("unchecked", "not checked") for each in in_file] == [
        each.verdict for each in many.findings
    ]
    assert "unchecked" in in_file
    assert {each.outcome for each in many.approvals} == {"not disclosed"}


def test_a_judgement_names_the_two_texts_it_compared_where_they_are_still_there() -> None:
    office = opened()
    other = replace(paper("individual_number_card"), name="髙橋 美由紀")
    file = complete(Right.DISCLOSURE)
    id_ = working.logged(office, file=replace(file, enclosures=(*file.enclosures, other)))
    file = office.file(id_)
    for topic, subject in (
        (Topic.NAME, str(file.enclosures[1].id)),
        # What is no comparison of two texts has none; nor has one whose paper is gone.
        (Topic.DOUBT, str(file.enclosures[1].id)),
        (Topic.NAME, "gone"),
    ):
        file = with_judgement(file, topic, subject, Ruling.ACCEPTED)
    office.state.files[id_] = replace(file, mail=(), siblings=())
    number = file.application.receipt_number
    said = Written(office.supervisor, EvidenceScope(number)).said(f"{number}.json")
    compared = [each["compared"] for each in said["judgements"]]
    assert compared == [[NAME, "髙橋 美由紀"], [], []]


def test_a_letter_without_a_mark_of_the_journal_is_in_the_pack_and_names_no_entry() -> None:
    office, id_, number = answered()
    letter = office.file(id_).letters[-1].id
    facts, pages = office.state.letters[letter]
    office.state.letters[letter] = (replace(facts, journal_mark=""), pages)
    pack = Written(office.supervisor, EvidenceScope(number))
    told = {each["kind"]: each for each in pack.said(f"{number}.json")["letters"]}
    said = told[LetterKind.DISCLOSURE.value]
    assert (said["mark"], pack.files[said["file"]]) == ("", pages)
