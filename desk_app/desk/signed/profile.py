# SPDX-License-Identifier: MIT
"""The desk profile as letters, forms and envelopes name it: seen, and changed by two people.

What was issued stays as it is. Window, offsets and department code are measured and set elsewhere.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from desk_app.desk.context import Changes, Desk, Kind
from desk_app.desk.errors import BadInput, NotFound, Refused, StaleEdit
from desk_app.desk.signed import rulebooks
from desk_app.desk.signed.wordings import WebPagesDraft, set_web_pages
from desk_app.desk.text_limits import admit
from desk_app.records.books.journal import Action
from desk_app.records.case.letters import LetterFacts, LetterKind
from desk_app.records.desk.people import Language, User
from desk_app.records.desk.profile import DeskProfile
from desk_app.records.field import ShortText
from desk_app.rules.letters.profile import profile_faults

_SHOWN_ON = f"{LetterKind.DELAY.value}:"


@dataclass(frozen=True, slots=True)
class ProfileDraft:
    """The profile as it was typed; the prefix of document numbers stays with those given."""

    company_ja: ShortText
    company_en: ShortText
    desk_ja: ShortText
    desk_en: ShortText
    postal_code: ShortText
    address_ja: tuple[ShortText, ...]
    address_en: tuple[ShortText, ...]
    officer: ShortText
    procedure_ja: ShortText
    procedure_en: ShortText
    marking_ja: ShortText
    marking_en: ShortText
    desk_on_envelope: bool
    procedure_page: ShortText
    form_page: ShortText
    officer_ja: ShortText


FIELDS = tuple(ProfileDraft.__dataclass_fields__)
"""What of the profile is typed here."""

PAGES = tuple(WebPagesDraft.__dataclass_fields__)
"""Of these, what one supervisor names alone."""


def profile(desk: Desk) -> DeskProfile:
    """Return the profile; it names nobody but the officer, and stands on every letter."""
    with desk.ports.store.reading() as books:
        return books.settings.profile()


def laid_over(before: DeskProfile, draft: ProfileDraft) -> DeskProfile:
    """Return a profile in which everything typed stands, and the rest as before."""
    return replace(before, **{name: getattr(draft, name) for name in FIELDS})


def changed_fields(before: DeskProfile, draft: ProfileDraft) -> tuple[str, ...]:
    """Return the names of what was typed anew."""
    return tuple(name for name in FIELDS if getattr(before, name) != getattr(draft, name))


def faults(before: DeskProfile, draft: ProfileDraft) -> tuple[BadInput, ...]:
    """Return everything that cannot stand so on paper, each with its field."""
    found = profile_faults(laid_over(before, draft))
    return tuple(BadInput(code, place=place) for place, code in found)


def confirmers(desk: Desk) -> tuple[User, ...]:
    """Return who may sign a change of the profile as the second one."""
    return rulebooks.confirmers(desk)


def change_profile(desk: Desk, second: Desk, seen: DeskProfile, draft: ProfileDraft) -> Changes:
    """Change the profile from now on: the officer and a second person, both with passwords.

    Everybody writes to what stands here, with papers that show who he is (Article 32(1) of the
    Act): nobody turns it alone. ``seen`` is the profile that was changed. Raises Refused for one
    person alone and where nothing changes, StaleEdit where another one stands by now, BadInput with
    the field of what cannot stand on paper, LetterStopped for a sign that no font has.
    """
    rulebooks.must_be_two(desk, second)
    admit(draft)
    fields = changed_fields(seen, draft)
    if not fields:
        raise Refused(("profile_unchanged",))
    if wrong := faults(seen, draft):
        raise wrong[0]
    _must_print(desk, draft, fields)
    with desk.ports.store.writing(desk.actor.id, desk.ports.clock.now()) as books:
        if books.settings.profile() != seen:
            raise StaleEdit
        books.settings.keep_profile(laid_over(seen, draft))
        books.journal.note(
            Action.PROFILE_CHANGED,
            None,
            fields=" ".join(fields),
            before=_told(seen, fields),
            wanted=_told(draft, fields),
            second=second.actor.id,
        )
        books.commit()
    return Changes.of((Kind.PROFILE, ""))


def change_pages(desk: Desk, draft: ProfileDraft) -> Changes:
    """Name the web pages of a draft alone, which one supervisor does; raises as the verb does."""
    return set_web_pages(desk, WebPagesDraft(draft.procedure_page, draft.form_page))


def shown(desk: Desk, wanted: DeskProfile, language: Language) -> LetterFacts:
    """Return an invented letter of a profile, to be seen before it is put in force.

    Nothing of the desk is read. Raises NotFound where there is none, LetterStopped.
    """
    press = desk.ports.press
    for sentence in press.sentences():
        if sentence.place.startswith(_SHOWN_ON):
            for facts in press.letters_with(sentence):
                if facts.language is language:
                    return replace(facts, profile=wanted)
    raise NotFound(place="letter")


def _must_print(desk: Desk, draft: ProfileDraft, fields: tuple[str, ...]) -> None:
    """Go on only if every letter could print what was typed anew."""
    for name in fields:
        value: object = getattr(draft, name)
        for line in value if isinstance(value, tuple) else (value,):
            for stop in desk.ports.press.lacks(line) if isinstance(line, str) else ():
                stop.place = name
                raise stop


def _told(of: DeskProfile | ProfileDraft, fields: tuple[str, ...]) -> str:
    """Write fields for the journal, which keeps a digest of them."""
    return "; ".join(str(getattr(of, name)) for name in fields)
