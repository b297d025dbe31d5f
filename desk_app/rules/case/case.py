# SPDX-License-Identifier: MIT
"""What an examination looks at: one application, its standing judgements, and what came late."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from desk_app.records.base import MailItemId
from desk_app.records.case.application import Claim, Correction
from desk_app.records.case.history import ApplicationFile, Judgement, Notice, Ruling, Topic
from desk_app.records.case.mail import MailItem
from desk_app.records.case.papers import Enclosure, Subject
from desk_app.rules.case.claims import asked_claims
from desk_app.rules.finding_codes import Code
from desk_app.rules.rulebook.rulebook import Rules


def standing(judgements: Iterable[Judgement]) -> tuple[Judgement, ...]:
    """Return the verdicts that stand, in their order.

    Each ``TAKEN_BACK`` takes away the verdict before it on the same subject; the one before that
    stands again.
    """
    stand: list[Judgement] = []
    for judgement in judgements:
        if judgement.ruling is not Ruling.TAKEN_BACK:
            stand.append(judgement)
            continue
        of = (judgement.topic, judgement.subject)
        places = [place for place, each in enumerate(stand) if (each.topic, each.subject) == of]
        if places:
            del stand[places[-1]]
    return tuple(stand)


_ANEW = "anew."


def anew_in(item: MailItemId, path: str) -> str:
    """Return how a correction names a value that was written anew in a later mail item."""
    return f"{_ANEW}{item}.{path}"


def anew_parts(field: str) -> tuple[str, str]:
    """Return the mail item in which a corrected value was written anew, and the value's path.

    The first is empty where the value was typed wrongly.
    """
    if not field.startswith(_ANEW):
        return "", field
    item, _, path = field.removeprefix(_ANEW).partition(".")
    return item, path


# What an examination looks at: one application, its latest judgements, and what came late.


_FIELD_OF = {
    Topic.ADDRESS: "address",
    Topic.REGISTERED_ADDRESS: "address",
    Topic.NAME: "name",
    Topic.REGISTERED_NAME: "name",
}
"""The field of the form whose later correction makes a judgement worthless."""


_FIELDS_OF_DOUBT: Mapping[str, tuple[str, ...]] = {
    Code.IDENTITY_NAME_CONTRADICTED: ("name",),
    Code.IDENTITY_BIRTH_CONTRADICTED: ("born",),
    Code.IDENTITY_ADDRESS_CONTRADICTED: ("address",),
    Code.AUTHORITY_TOO_YOUNG: ("born",),
    Code.AUTHORITY_NOBODY_NAMED: ("reply_to",),
    Code.FORM_DATED_LATER: ("filled_in_on",),
    Code.FORM_STRANGE_SIGN: ("name", "kana", "former_name", "address", "registered_address"),
    Code.DOCUMENT_STRANGE_SIGN: ("name", "address", "former_names", "former_addresses"),
    Code.AUTHORITY_MANDATE_OF_MINOR: ("born",),
}
_OF_A_RECORD = ("name", "born", "address")
_OF_THE_DECEASED = ("deceased", "also_heirs")


@dataclass(frozen=True, slots=True)
class Case:
    """One application on one day, ready to be examined.

    ``judgements`` are those that stand, by topic and subject. ``due_before`` gives, for each mail
    item that came after the due date of the notice running before it, that due date (practice 3:
    counted by arrival).
    """

    file: ApplicationFile
    rules: Rules
    on: date
    judgements: Mapping[tuple[Topic, str], Judgement]
    due_before: Mapping[MailItemId, date]

    def ruling(self, topic: Topic, subject: str) -> Ruling | None:
        """Return how a person judged a subject; None where nobody has yet."""
        judgement = self.judgements.get((topic, subject))
        return None if judgement is None else judgement.ruling

    def counts(self, item: MailItemId) -> bool:
        """Return whether what came in a mail item counts: in time, or accepted (practice 3)."""
        return item not in self.due_before or self._late_ruling(item) is Ruling.ACCEPTED

    def undecided(self, item: MailItemId) -> bool:
        """Return whether a supervisor has still to accept or return a late mail item."""
        return item in self.due_before and self._late_ruling(item) is None

    def late_mail(self) -> tuple[MailItem, ...]:
        """Return the late mail items on which a supervisor has still to decide."""
        return tuple(item for item in self.file.mail if self.undecided(item.id))

    def papers(self, of: Subject | None = None) -> tuple[Enclosure, ...]:
        """Return the papers that count, of one person or of all.

        Each stands with the former names and aliases that count on it: those an office gives.
        """
        return tuple(
            paper if paper.former_names == names else replace(paper, former_names=names)
            for paper in self.file.enclosures
            if (of is None or paper.of is of) and self.counts(paper.mail_item)
            for names in [self.names_given(paper)]
        )

    def names_given(self, paper: Enclosure) -> tuple[str, ...]:
        """Return the former names and aliases (通称) that a paper of an office gives as such.

        They are names of the person (practice 27); what anybody else wrote on a paper is none.
        """
        if not paper.former_names:
            return ()
        term = self.rules.at(paper.arrived_on).document(paper.kind)
        return paper.former_names if term is not None and term.gives_names else ()

    def homes_before(self, of: Subject) -> tuple[str, ...]:
        """Return the addresses on the form before changes of address that were taken over.

        A paper showed the new one then: the old one is an earlier address (practice 28).
        """
        fields = {
            anew_in(each.mail_item, f"{of.value}.address")
            for each in self.file.address_changes
            if each.of is of
        }
        notes = self.file.application.corrections
        return tuple(note.old for note in notes if note.field in fields)

    def claims(self) -> tuple[Claim, ...]:
        """Return the claims still asked: neither lapsed nor withdrawn."""
        return asked_claims(self.file)

    def _late_ruling(self, item: MailItemId) -> Ruling | None:
        return self.ruling(Topic.LATE_ARRIVAL, str(item))


def case_of(file: ApplicationFile, rules: Rules, on: date) -> Case:
    """Return the case of an application on a day."""
    return Case(file, rules, on, _judgements(file), _due_before(file))


def running_notices(file: ApplicationFile) -> tuple[Notice, ...]:
    """Return the notices that were posted and not voided, in order of their posting."""
    posted = (notice for notice in file.notices if notice.posted_on is not None and not notice.void)
    return tuple(sorted(posted, key=lambda notice: notice.posted_on or notice.due))


def _judgements(file: ApplicationFile) -> Mapping[tuple[Topic, str], Judgement]:
    """Return the last judgement on each subject of the texts as they are now.

    What overrules a difference counts as confirmed only by another person (decision 26).
    """
    corrections = file.application.corrections
    last: dict[tuple[Topic, str], Judgement] = {}
    for judgement in standing(file.judgements):
        of = (judgement.topic, judgement.subject)
        if any(_overtaken(judgement, correction) for correction in corrections):
            continue
        if judgement.ruling is not Ruling.CONFIRMED or _confirms(judgement, last.get(of)):
            last[of] = judgement
    return last


def _confirms(judgement: Judgement, before: Judgement | None) -> bool:
    overrules = before is not None and before.ruling is Ruling.OVERRULED
    return before is not None and overrules and before.by != judgement.by


def _overtaken(judgement: Judgement, correction: Correction) -> bool:
    """Return whether the text a person compared was corrected afterwards (B5)."""
    field = correction.field.rsplit(".", 1)[-1]
    return field in _rests_on(judgement) and correction.at > judgement.at


def _rests_on(judgement: Judgement) -> Collection[str]:
    """Return the fields of the form that a judgement compared or counted with."""
    if judgement.topic is Topic.DOUBT:
        code = judgement.subject.partition(":")[0]
        return _FIELDS_OF_DOUBT.get(code, ())
    if judgement.topic is Topic.RECORD:
        return _OF_A_RECORD
    if judgement.topic is Topic.DECEASED:
        return _OF_THE_DECEASED
    return (_FIELD_OF[judgement.topic],) if judgement.topic in _FIELD_OF else ()


def _due_before(file: ApplicationFile) -> Mapping[MailItemId, date]:
    notices = running_notices(file)
    late = {}
    for item in file.mail:
        if item.id == file.application.mail_item:
            continue
        dues = [
            notice.due
            for notice in notices
            if notice.posted_on is not None and notice.posted_on <= item.arrived_on
        ]
        if dues and item.arrived_on > max(dues):
            late[item.id] = max(dues)
    return late
