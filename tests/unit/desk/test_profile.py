# SPDX-License-Identifier: MIT
"""The desk profile is changed by two people, for what is issued from then on."""

from __future__ import annotations

from dataclasses import replace

import pytest
from typing_extensions import override

from desk_app.desk.errors import LetterStopped, NotAllowed, NotFound, StaleEdit
from desk_app.desk.ports import Progress
from desk_app.desk.signed import profile
from desk_app.desk.signed.profile import ProfileDraft, change_profile, laid_over
from desk_app.records.books.journal import Action
from desk_app.records.case.letters import LetterFacts, LetterKind, Sentence
from desk_app.records.desk.people import Language
from desk_app.records.desk.profile import DeskProfile
from tests.fakes.world import PlainPress
from tests.unit.desk import working
from tests.unit.desk.office import Office, bad_input, refused, unchanged

ADDRESS = ("大阪府大阪市北区梅田1-1-3", "大阪ビル")


def drafted(before: DeskProfile) -> ProfileDraft:
    """Return what the fields hold before anybody types."""
    return ProfileDraft(**{name: getattr(before, name) for name in profile.FIELDS})


def moved(before: DeskProfile) -> ProfileDraft:
    """Return the draft of a desk that has moved."""
    return replace(drafted(before), postal_code="530-0001", address_ja=ADDRESS)


def test_two_change_it_for_what_is_issued_from_then_on(office: Office) -> None:
    before = profile.profile(office.clerk)
    id_ = working.logged(office, pieces=())
    old = working.issue(office, id_, LetterKind.DEFICIENCIES)
    change_profile(office.of("officer"), office.supervisor, before, moved(before))
    after = profile.profile(office.clerk)
    assert after == replace(before, postal_code="530-0001", address_ja=ADDRESS)
    assert working.facts_of(office, old).profile == before, "what was issued stays as it is"
    entry = list(office.state.journal.values())[-1]
    assert entry.action is Action.PROFILE_CHANGED
    assert all(name in entry.digests for name in ("fields", "before", "wanted", "second"))
    other = working.logged(office, pieces=())
    letter = working.issue(office, other, LetterKind.DEFICIENCIES)
    assert working.facts_of(office, letter).profile == after


def test_nobody_turns_it_alone_nor_may_a_clerk(office: Office) -> None:
    before, officer = profile.profile(office.clerk), office.of("officer")
    with refused(office, "second_person_needed"):
        change_profile(officer, officer, before, moved(before))
    for first, second in ((office.clerk, office.supervisor), (officer, office.clerk)):
        with pytest.raises(NotAllowed):
            change_profile(first, second, before, moved(before))
    assert profile.profile(office.clerk) == before
    assert office.supervisor.actor in profile.confirmers(officer)


def test_what_changes_nothing_or_was_changed_meanwhile_is_refused(office: Office) -> None:
    before, officer = profile.profile(office.clerk), office.of("officer")
    with refused(office, "profile_unchanged"):
        change_profile(officer, office.supervisor, before, drafted(before))
    change_profile(officer, office.supervisor, before, moved(before))
    with unchanged(office), pytest.raises(StaleEdit):
        change_profile(officer, office.supervisor, before, moved(before))


def test_what_cannot_stand_on_paper_is_told_at_its_field(office: Office) -> None:
    before = profile.profile(office.clerk)
    bad = replace(moved(before), company_ja=" ", form_page="www.example.co.jp")
    found = profile.faults(before, bad)
    assert [(each.code, each.place) for each in found] == [
        ("profile_field_empty", "company_ja"),
        ("not_a_web_page", "form_page"),
    ]
    with bad_input(office, "profile_field_empty", "company_ja"):
        change_profile(office.of("officer"), office.supervisor, before, bad)
    with bad_input(office, "text_too_long", "desk_ja"):
        long = replace(moved(before), desk_ja="窓" * 201)
        change_profile(office.of("officer"), office.supervisor, before, long)
    smile, officer = (
        replace(moved(before), address_ja=("梅田1", "\U0001f600")),
        office.of("officer"),
    )
    with unchanged(office), pytest.raises(LetterStopped) as stopped:
        change_profile(officer, office.supervisor, before, smile)
    assert stopped.value.place == "address_ja"


def test_a_supervisor_names_web_pages_alone(office: Office) -> None:
    before = profile.profile(office.clerk)
    page = "https://www.example.co.jp/contact/"
    draft = replace(moved(before), form_page=page)
    assert profile.changed_fields(before, draft) == ("postal_code", "address_ja", "form_page")
    profile.change_pages(office.supervisor, draft)
    assert profile.profile(office.clerk) == replace(before, form_page=page)


def test_a_letter_shows_a_profile_before_it_is_in_force(office: Office) -> None:
    before = profile.profile(office.clerk)
    wanted = laid_over(before, moved(before))
    with unchanged(office):
        facts = profile.shown(office.clerk, wanted, Language.EN)
    assert (facts.profile, facts.language) == (wanted, Language.EN)


class BarePress(PlainPress):
    """A press without the letter that is shown."""

    @override
    def sentences(self) -> tuple[()]:
        return ()


def test_where_no_such_letter_is_none_is_shown(office: Office) -> None:
    bare = replace(office.clerk, ports=replace(office.clerk.ports, press=BarePress()))
    with pytest.raises(NotFound):
        profile.shown(bare, DeskProfile(), Language.JA)


LAST = "L15:closing.0"


class TwoLetters(PlainPress):
    """Says the first of the sentences that are shown in a Japanese letter, the last in both."""

    @override
    def sentences(self) -> tuple[Sentence, ...]:
        first = next(each for each in super().sentences() if each.place.startswith("L15:"))
        return (replace(first, place="L2:closing.0"), first, replace(first, place=LAST))

    @override
    def letters_with(
        self, sentence: Sentence, progress: Progress | None = None
    ) -> tuple[LetterFacts, ...]:
        both = super().letters_with(sentence, progress)
        return both if sentence.place == LAST else both[:1]


def test_a_letter_in_the_language_is_sought_behind_a_sentence_of_the_other_alone(
    office: Office,
) -> None:
    desk = replace(office.clerk, ports=replace(office.clerk.ports, press=TwoLetters()))
    found = {each: profile.shown(desk, DeskProfile(), each).language for each in Language}
    assert found == {each: each for each in Language}
