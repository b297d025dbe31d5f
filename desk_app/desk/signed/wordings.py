# SPDX-License-Identifier: MIT
"""The words of the letters: a sentence changed by one supervisor, in force once another signed it.

A letter is set with the words in force on its day. What was issued stays as it is.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from desk_app.desk.context import Changes, Desk, Kind
from desk_app.desk.errors import BadInput, DamageFound, NotAsShown, NotFound, Refused
from desk_app.desk.ports import Books, Progress, Seal
from desk_app.desk.signed.approvals import (
    WORDING_APPROVED,
    WORDING_PROPOSED,
    Witness,
    are_two,
    is_genuine,
    noted_of,
    signed_approval,
    signed_proposal,
)
from desk_app.desk.signed.signing import wording_said, wording_to_sign
from desk_app.desk.text_limits import admit
from desk_app.records.base import UserId
from desk_app.records.books.journal import Action
from desk_app.records.case.decisions import Approval, SignedForm
from desk_app.records.case.letters import (
    LaidSentence,
    LetterFacts,
    LetterKind,
    Sentence,
    WordingRevision,
    Words,
)
from desk_app.records.desk.people import NO_ROSTER, Language
from desk_app.records.desk.profile import DeskProfile
from desk_app.records.field import ShortText
from desk_app.rules.letters.paper import is_web_page
from desk_app.rules.rulebook.terms import Duty, DutyFor
from desk_app.rules.wording import notation
from desk_app.rules.wording.check import WordingFault, check
from desk_app.rules.work_codes import Refusal
from desk_app.rules.writing.canonical import hashed, plain

FURTHEST = timedelta(days=366)
"""How far ahead a sentence may be changed: a mistyped year is refused."""


@dataclass(frozen=True, slots=True)
class WordingDraft:
    """A sentence as it was typed in both languages, with {variables} and [conditions].

    ``wanted_from`` is the day of the first letter that shall say it.
    """

    place: str
    words: Words
    wanted_from: date


@dataclass(frozen=True, slots=True)
class WebPagesDraft:
    """The addresses of the pages on which the procedure is published and inquiries are typed.

    An empty one is not named: letters then say "on our website".
    """

    procedure_page: ShortText
    form_page: ShortText


@dataclass(frozen=True, slots=True)
class Trial:
    """A sentence to be seen on letters of a day, with the ``others`` that people changed."""

    sentence: Sentence
    words: Words
    on: date
    others: tuple[WordingRevision, ...] = ()


@dataclass(frozen=True, slots=True)
class SentenceLine:
    """A sentence with what it says today, and the change of it that waits or is still to come.

    ``moved`` says that the program's own words are others than those a change was laid over: until
    somebody changes the sentence anew, or takes the change back, its letters are stopped. ``by`` is
    the name of who proposed what is coming.
    """

    sentence: Sentence
    now: Words
    coming: WordingRevision | None = None
    moved: WordingRevision | None = None
    by: str = ""


def sentences(desk: Desk) -> tuple[SentenceLine, ...]:
    """Return every sentence that may be changed, letter by letter."""
    desk.must(Duty.APPROVE, named=DutyFor.WORDINGS)
    with desk.ports.store.reading() as books:
        kept = books.wordings.all()
        names = {user.id: user.name for user in books.people.all()}
    standing = notation.in_force(kept, desk.today)
    own = desk.ports.press.sentences()
    places = {each.place for each in own}
    gone = tuple(
        SentenceLine(Sentence(place, each.before, Words("", "")), each.words, moved=each)
        for place, each in standing.items()
        if place not in places
    )
    lines = (_line(desk, each, standing, kept) for each in own)
    return (*(_named(each, names) for each in lines), *gone)


def waiting(desk: Desk) -> int:
    """Return how many changes wait for the signature of the one who is acting."""
    desk.must(Duty.APPROVE, named=DutyFor.WORDINGS)
    with desk.ports.store.reading() as books:
        kept = books.wordings.all()
    return sum(_waits(each) and each.proposed_by != desk.actor.id for each in kept)


def faults(desk: Desk, draft: WordingDraft) -> tuple[WordingFault, ...]:
    """Return why a sentence cannot be changed to this, each with its place; raises NotFound."""
    return check(_sentence(desk, draft.place), draft.words).faults


def trial(desk: Desk, draft: WordingDraft) -> Trial:
    """Return what is to be seen on letters: a sentence as it was typed, from the day wanted on.

    Raises BadInput for a sentence with a fault, LetterStopped.
    """
    desk.must(Duty.APPROVE, named=DutyFor.WORDINGS)
    sentence, words = _checked(desk, draft)
    with desk.ports.store.reading() as books:
        kept = books.wordings.approved()
    others = tuple(each for each in kept if each.place != draft.place)
    return Trial(sentence, words, max(draft.wanted_from, desk.today), others)


def shown(desk: Desk, wanted: Trial, progress: Progress | None = None) -> tuple[LetterFacts, ...]:
    """Return invented letters that say a sentence, in both languages; nothing of the desk is read.

    It may run on any thread. Raises LetterStopped, Cancelled.
    """
    sentence = wanted.sentence
    return tuple(
        replace(
            facts,
            laid=(
                *notation.laid(wanted.others, facts.kind, facts.language, wanted.on),
                LaidSentence(
                    0,
                    sentence.place,
                    sentence.words.of(facts.language),
                    wanted.words.of(facts.language),
                ),
            ),
        )
        for facts in desk.ports.press.letters_with(sentence, progress)
        if sentence.words.of(facts.language)
    )


def propose(desk: Desk, draft: WordingDraft) -> Changes:
    """Propose what a sentence shall say from a day on, in both languages.

    Raises NotFound for a sentence there is none of; BadInput where a variable is missing, a
    decisive phrase is gone or what no letter may say is said, and for a day that cannot be; Refused
    where nothing changes or another change of it waits.
    """
    desk.must(Duty.APPROVE, WORDING_PROPOSED.roles, named=DutyFor.WORDINGS)
    admit(draft)
    _check_day(desk, draft.wanted_from)
    sentence, words = _checked(desk, draft)
    with desk.ports.store.writing(desk.actor.id, desk.ports.clock.now()) as books:
        kept = [each for each in books.wordings.all() if each.place == draft.place]
        if any(_waits(each) for each in kept):
            raise Refused(("wording_waits",))
        standing = notation.in_force(kept, draft.wanted_from).get(draft.place)
        if words == (sentence.words if standing is None else standing.words) and (
            standing is None or standing.before == sentence.words
        ):
            raise Refused(("wording_unchanged",))
        revision = books.wordings.add(
            WordingRevision(
                id=0,
                place=draft.place,
                words=words,
                before=sentence.words,
                wanted_from=draft.wanted_from,
                proposed_by=desk.actor.id,
                proposed_at=desk.ports.clock.now(),
            )
        )
        proposal = signed_proposal(desk, books, WORDING_PROPOSED, wording_said(revision))
        books.wordings.save(replace(revision, proposal=proposal))
        books.journal.note(
            Action.WORDING_PROPOSED,
            None,
            wording=revision.id,
            place=revision.place,
            **noted_of(proposal),
        )
        books.commit()
    return Changes.of((Kind.WORDING, revision.id))


def approve(desk: Desk, id_: int, shown: WordingRevision | None = None) -> Changes:
    """Approve a changed sentence: another person's signature over its exact content.

    Where a change was ``shown``, what is to be signed of it must be the same (T40).
    Raises NotAsShown; Refused where it does not wait, for who proposed it, and where the program
    words the sentence otherwise since; BadInput where what it says cannot stand.
    """
    desk.must(Duty.APPROVE, WORDING_APPROVED.roles, named=DutyFor.WORDINGS)
    with desk.ports.store.writing(desk.actor.id, desk.ports.clock.now()) as books:
        revision = books.wordings.get(id_)
        if not _waits(revision):
            raise Refused(("wording_not_waiting",))
        if revision.proposed_by == desk.actor.id:
            raise Refused(("own_proposal",))
        if _sentence(desk, revision.place).words != revision.before:
            raise Refused(("wording_moved",))
        if revision.proposal is None:
            raise Refused((Refusal.PROPOSAL_UNSIGNED.value,))
        if not _is_proposed(desk.ports.seal, Witness(books), revision):
            raise _altered(revision)
        if shown is not None and wording_to_sign(shown) != wording_to_sign(revision):
            raise NotAsShown
        said = wording_said(revision)
        approval = signed_approval(desk, books, WORDING_APPROVED, said, revision.proposal)
        books.journal.note(Action.WORDING_APPROVED, None, wording=revision.id, **noted_of(approval))
        books.wordings.save(replace(revision, approval=approval))
        books.commit()
    return Changes.of((Kind.WORDING, id_))


def take_back(desk: Desk, id_: int) -> Changes:
    """Take a change back that waits, or that no letter of today is set with yet.

    Raises Refused where it is taken back already, and where it is in force: then the earlier words
    are proposed anew.
    """
    desk.must(Duty.APPROVE, named=DutyFor.WORDINGS)
    with desk.ports.store.writing(desk.actor.id, desk.ports.clock.now()) as books:
        revision = books.wordings.get(id_)
        if revision.taken_back_by is not None:
            raise Refused(("wording_not_waiting",))
        begun = notation.begins(revision)
        if begun is not None and begun <= desk.today and not _has_moved(desk, revision):
            raise Refused(("wording_in_force",))
        books.journal.note(Action.WORDING_TAKEN_BACK, None, wording=id_)
        books.wordings.save(replace(revision, taken_back_by=desk.actor.id))
        books.commit()
    return Changes.of((Kind.WORDING, id_))


def words_in_force(
    desk: Desk, books: Books, kind: LetterKind, language: Language, on: date
) -> tuple[LaidSentence, ...]:
    """Return the changed sentences a letter of a day is set with.

    Raises DamageFound where one of them is not what a second person signed (T17).
    """
    kept = books.wordings.approved()
    laid = notation.laid(kept, kind, language, on) if kept else ()
    used = {each.revision for each in laid}
    for revision in kept:
        if revision.id in used:
            _must_be_sound(desk, books, revision)
    return laid


def _must_be_sound(desk: Desk, books: Books, revision: WordingRevision) -> None:
    seen = hashed({"revision": plain(revision)})
    if seen in desk.genuine:
        return
    if not is_sound(desk.ports.seal, Witness(books), revision):
        raise _altered(revision)
    desk.genuine.add(seen)


def _altered(revision: WordingRevision) -> DamageFound:
    return DamageFound("wording_altered", {"number": revision.id}, place="wording")


def is_sound(seal: Seal, witness: Witness, revision: WordingRevision) -> bool:
    """Return whether a change bears two people's signatures under exactly what it says."""
    approval = revision.approval
    if approval is None or approval.by == revision.proposed_by:
        return False
    if approval.form is SignedForm.ALONE:
        return _is_sound_alone(seal, witness, revision, approval)
    acts = (WORDING_PROPOSED, WORDING_APPROVED)
    signatures = (revision.proposal, approval)
    return (
        are_two(seal, acts, wording_said(revision), revision.proposed_by, signatures)
        and _is_proposed(seal, witness, revision)
        and witness.bears_out(seal, WORDING_APPROVED, None, approval, wording=revision.id)
    )


def _is_sound_alone(
    seal: Seal, witness: Witness, revision: WordingRevision, approval: Approval
) -> bool:
    """Return whether an approval of before proposers signed stands under exactly this change."""
    content = wording_to_sign(revision)
    return (
        approval.content_sha256 == content.hex()
        and seal.is_genuine(
            approval.by, content, approval.signature, NO_ROSTER, WORDING_APPROVED.roles
        )
        and witness.bears_out_alone(
            seal, Action.WORDING_APPROVED, None, approval, wording=revision.id
        )
    )


def _is_proposed(seal: Seal, witness: Witness, revision: WordingRevision) -> bool:
    """Return whether a change is what its proposer signed."""
    proposal = revision.proposal
    return (
        proposal is not None
        and proposal.by == revision.proposed_by
        and is_genuine(seal, WORDING_PROPOSED, wording_said(revision), proposal)
        and witness.bears_out(
            seal, WORDING_PROPOSED, None, proposal, wording=revision.id, place=revision.place
        )
    )


def _line(
    desk: Desk,
    sentence: Sentence,
    standing: Mapping[str, WordingRevision],
    kept: tuple[WordingRevision, ...],
) -> SentenceLine:
    own = [each for each in kept if each.place == sentence.place and each.taken_back_by is None]
    now = standing.get(sentence.place)
    coming = next(
        (each for each in own if _waits(each) or (notation.begins(each) or date.min) > desk.today),
        None,
    )
    moved = now if now is not None and now.before != sentence.words else None
    return SentenceLine(sentence, sentence.words if now is None else now.words, coming, moved)


def _named(line: SentenceLine, names: Mapping[UserId, str]) -> SentenceLine:
    if line.coming is None:
        return line
    return replace(line, by=names.get(line.coming.proposed_by, ""))


def _waits(revision: WordingRevision) -> bool:
    return revision.approval is None and revision.taken_back_by is None


def _has_moved(desk: Desk, revision: WordingRevision) -> bool:
    """Return whether the program words a sentence otherwise now, or not at all."""
    own = (each for each in desk.ports.press.sentences() if each.place == revision.place)
    return all(each.words != revision.before for each in own)


def _check_day(desk: Desk, day: date) -> None:
    if day < desk.today:
        raise BadInput("day_in_past", place="wanted_from")
    if day > desk.today + FURTHEST:
        raise BadInput("day_too_far", {"last": desk.today + FURTHEST}, place="wanted_from")


def _checked(desk: Desk, draft: WordingDraft) -> tuple[Sentence, Words]:
    sentence = _sentence(desk, draft.place)
    found = check(sentence, draft.words)
    for fault in found.faults:
        raise BadInput(
            fault.code.value,
            {"what": fault.what, "position": fault.start},
            place=f"words.{fault.language.value}",
        )
    return sentence, found.words


def _sentence(desk: Desk, place: str) -> Sentence:
    for each in desk.ports.press.sentences():
        if each.place == place:
            return each
    raise NotFound(place="sentence")


# The pages of the web that letters and forms name.


def set_web_pages(desk: Desk, draft: WebPagesDraft) -> Changes:
    """Name other pages of the web from now on; what was issued stays as it is.

    A refusal says where the procedure is published (Articles 32(1) and 37(1) of the Act). Raises
    BadInput for what nobody could open who types it off the paper.
    """
    desk.must(Duty.APPROVE, named=DutyFor.WORDINGS)
    admit(draft)
    for place in ("procedure_page", "form_page"):
        address: str = getattr(draft, place)
        if address and not is_web_page(address):
            raise BadInput("not_a_web_page", place=place)
    with desk.ports.store.writing(desk.actor.id, desk.ports.clock.now()) as books:
        before = books.settings.profile()
        after = replace(before, procedure_page=draft.procedure_page, form_page=draft.form_page)
        books.settings.keep_profile(after)
        books.journal.note(Action.WEB_PAGES_SET, before=_pages(before), wanted=_pages(after))
        books.commit()
    return Changes.of((Kind.PROFILE, ""))


def _pages(profile: DeskProfile) -> str:
    return f"{profile.procedure_page} {profile.form_page}"
