# SPDX-License-Identifier: MIT
"""From the bytes of a check file to its model; every fault with its JSON path and reason."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NoReturn

from pydantic import ValidationError

from desk_app.cli.check.check_file import (
    AddressTold,
    ApplicationPart,
    CheckFile,
    FilePaper,
    GroundUsed,
    Labels,
    Mail,
    labels_of,
)
from desk_app.i18n import checking
from desk_app.records.case.papers import Subject
from desk_app.records.desk.people import Language
from desk_app.rules.case.deadlines import OLDEST, birth_fault
from desk_app.rules.rulebook import wanted
from desk_app.rules.rulebook.reading import details
from desk_app.rules.rulebook.rulebook import Rules
from desk_app.rules.rulebook.wanted import WantedThere

Step = str | int


@dataclass(frozen=True, slots=True)
class CheckReason:
    """Why a place is wrong: a code, and what its sentence names; never the value itself."""

    code: str
    facts: Mapping[str, str | int] = field(default_factory=dict)


def because(code: str, **facts: str | int) -> CheckReason:
    """Return a reason by its code."""
    return CheckReason(code, facts)


@dataclass(frozen=True, slots=True)
class CheckFault:
    """One thing that is wrong: JSON path and reason."""

    path: str
    reason: CheckReason | WantedThere

    def said(self, language: Language) -> str:
        """Return path and reason in a language."""
        if isinstance(self.reason, WantedThere):
            return f"{self.path}: {checking.wanted(self.reason, language)}"
        return f"{self.path}: {checking.fault(self.reason.code, language, **self.reason.facts)}"


class CheckFileError(Exception):
    """A check file that cannot be used; ``faults`` tells every place in it."""

    def __init__(self, faults: Iterable[CheckFault]) -> None:
        self.faults = tuple(faults)
        super().__init__("; ".join(f"{each.path}: {each.reason.code}" for each in self.faults))


def json_path(steps: Iterable[Step]) -> str:
    """Return a JSON path such as ``$.applications[0].claims``; odd keys are escaped."""
    return "$" + "".join(_step(step) for step in steps)


def _step(step: Step) -> str:
    if isinstance(step, int):
        return f"[{step}]"
    if step.isascii() and step.isidentifier():
        return f".{step}"
    return f"[{step[:40]!a}]"


# What a check file must be beyond its shape: names known and used once, days in order.


Path = tuple[Step, ...]


def confirm(check: CheckFile, rules: Rules) -> None:
    """Refuse a file that names what there is not, or tells days in an impossible order.

    Raises CheckFileError with every fault found.
    """
    faults = [CheckFault(json_path(path), reason) for path, reason in _faults(check, rules)]
    if faults:
        raise CheckFileError(faults)


Found = Iterator[tuple[Path, CheckReason]]


def _faults(check: CheckFile, rules: Rules) -> Found:
    arrived = check.mail_item.arrived_on
    yield from _mail(check.mail_item, ("mail_item",))
    keys = [part.id or str(number) for number, part in enumerate(check.applications, 1)]
    yield from _twice(keys, ("applications",), because("id_of_two_applications"))
    for number, line in enumerate(check.mail_item.payments):
        path = ("mail_item", "payments", number, "allotted")
        given = sum(each.count for each in line.allotted)
        if given > line.count:
            yield path, because("too_many_pieces")
        for place, each in enumerate(line.allotted):
            if each.application not in keys:
                yield (*path, place, "application"), because("no_such_application")
    for number, part in enumerate(check.applications):
        yield from _Application(part, labels_of(check, number), arrived, rules).faults(
            ("applications", number)
        )


def _mail(mail: Mail, path: Path) -> Found:
    if mail.postmark is not None and mail.postmark > mail.arrived_on:
        yield (*path, "postmark"), because("later_than", other="arrived_on")
    for number, line in enumerate(mail.payments):
        if line.issued_on is not None and line.issued_on > mail.arrived_on:
            yield (
                (*path, "payments", number, "issued_on"),
                because("later_than", other="arrived_on"),
            )


def _twice(keys: Iterable[str], path: Path, reason: CheckReason) -> Found:
    seen: set[str] = set()
    told: set[str] = set()
    for number, key in enumerate(keys):
        if key in seen and key not in told:
            told.add(key)
            yield (*path, number, "id"), reason
        seen.add(key)


def _in_order(path: Path, days: Iterable[tuple[str, date | None]]) -> Found:
    """Yield each day that lies before one named ahead of it."""
    last_name, last = "", date.min
    for name, day in days:
        if day is None:
            continue
        if day < last:
            yield (*path, name), because("before", other=last_name)
        last_name, last = name, day


class _Application:
    """One application of the file, with the names its history may use."""

    def __init__(self, part: ApplicationPart, labels: Labels, arrived: date, rules: Rules) -> None:
        self._part = part
        self._labels = labels
        self._arrived = arrived
        self._rules = rules

    def faults(self, path: Path) -> Found:
        """Yield every fault of the application."""
        who = self._part.principal
        if fault := birth_fault(who.born, self._arrived, deceased=who.deceased):
            yield (*path, "principal", "born"), because(fault, most=OLDEST)
        yield from self._forms(path)
        yield from _twice(self._labels.claims, (*path, "claims"), because("id_of_two_claims"))
        yield from self._papers(self._part.papers, (*path, "papers"))
        if self._labels.doubled:
            yield (*path, "papers"), because("id_twice", name=self._labels.doubled)
        history = (*path, "history")
        yield from self._post(history)
        yield from self._departments(history)
        yield from self._notices(history)
        yield from self._judgements(history)
        yield from self._ends(history)

    def _forms(self, path: Path) -> Found:
        known = {term.code for term in self._rules.forms}
        sheets = (
            ((*path, "form"), self._part.form),
            *(
                ((*path, "further_forms", number), sheet)
                for number, sheet in enumerate(self._part.further_forms)
            ),
        )
        for place, sheet in sheets:
            if sheet.code is not None and sheet.code not in known:
                yield (*place, "code"), because("no_form", known=_listed(known))
        for number, claim in enumerate(self._part.claims):
            reasons = {term.code for term in self._rules.reasons}
            if claim.reason is not None and claim.reason not in reasons:
                place = (*path, "claims", number, "reason")
                yield place, because("no_reason", known=_listed(reasons))

    def _papers(self, papers: Iterable[FilePaper], path: Path) -> Found:
        known = {term.code for term in self._rules.documents}
        masks = {term.code for term in self._rules.masks}
        for number, paper in enumerate(papers):
            if paper.kind not in known:
                yield (
                    (*path, number, "kind"),
                    because("no_document", known=_listed(known)),
                )
            yield from _in_order(
                (*path, number),
                (("issued_on", paper.issued_on), ("valid_until", paper.valid_until)),
            )
            for place, masked in enumerate(paper.masking):
                if masked.item not in masks:
                    where = (*path, number, "masking", place, "item")
                    yield (
                        where,
                        because("no_mask", known=_listed(masks)),
                    )

    def _post(self, path: Path) -> Found:
        for number, supplement in enumerate(self._part.history.supplements):
            place = (*path, "supplements", number)
            yield from _mail(supplement, place)
            yield from self._not_before_arrival((*place, "arrived_on"), supplement.arrived_on)
            yield from self._papers(supplement.papers, (*place, "papers"))
        for number, told in enumerate(self._part.history.address_changes):
            yield from self._address_told(told, (*path, "address_changes", number))
        for number, withdrawal in enumerate(self._part.history.withdrawals):
            place = (*path, "withdrawals", number)
            yield from _mail(withdrawal, place)
            yield from self._not_before_arrival((*place, "arrived_on"), withdrawal.arrived_on)
            yield from self._claims(withdrawal.claims, (*place, "claims"))
            if withdrawal.sent_by is Subject.NOBODY:
                yield (*place, "sent_by"), because("nobody_withdraws")
            elif withdrawal.sent_by is Subject.PROXY and self._part.proxy is None:
                yield (*place, "sent_by"), because("no_proxy")
            yield from _in_order(
                place,
                (
                    ("written_on", withdrawal.written_on),
                    ("arrived_on", withdrawal.arrived_on),
                    ("confirmed_on", withdrawal.confirmed_on),
                    ("answered_on", withdrawal.answered_on),
                ),
            )

    def _address_told(self, told: AddressTold, place: Path) -> Found:
        yield from _mail(told, place)
        yield from self._not_before_arrival((*place, "arrived_on"), told.arrived_on)
        yield from self._papers(told.papers, (*place, "papers"))
        if told.of is Subject.NOBODY:
            yield (*place, "of"), because("nobody_moved")
        elif told.of is Subject.PROXY and self._part.proxy is None:
            yield (*place, "of"), because("no_proxy")
        if told.accepted_on is not None and told.rejected_on is not None:
            yield (*place, "rejected_on"), because("taken_over")
        yield from _in_order(
            place, (("arrived_on", told.arrived_on), ("accepted_on", told.accepted_on))
        )
        yield from _in_order(
            place, (("arrived_on", told.arrived_on), ("rejected_on", told.rejected_on))
        )

    def _departments(self, path: Path) -> Found:
        for number, asked in enumerate(self._part.history.departments):
            place = (*path, "departments", number)
            yield from self._not_before_arrival((*place, "asked_on"), asked.asked_on)
            yield from _in_order(
                place, (("asked_on", asked.asked_on), ("answered_on", asked.answered_on))
            )
            if asked.records and asked.answered_on is None:
                yield (*place, "records"), because("answer_without_day")

    def _notices(self, path: Path) -> Found:
        for number, notice in enumerate(self._part.history.notices):
            place = (*path, "notices", number)
            day = notice.for_posting_on
            yield from self._not_before_arrival((*place, "for_posting_on"), day)
            yield from _in_order(place, (("posted_on", notice.posted_on), ("due", notice.due)))
            if notice.posted_on is not None:
                yield from self._not_before_arrival((*place, "posted_on"), notice.posted_on)
            if notice.void and notice.posted_on is not None:
                yield (*place, "void"), because("posted_never_void")

    def _judgements(self, path: Path) -> Found:
        for number, judged in enumerate(self._part.history.judgements):
            place = (*path, "judgements", number)
            yield from self._not_before_arrival((*place, "on"), judged.on)
            if not self._labels.is_subject(judged.topic, judged.subject):
                yield (*place, "subject"), because("nothing_judged")

    def _ends(self, path: Path) -> Found:
        history = self._part.history
        for number, lapse in enumerate(history.lapses):
            place = (*path, "lapses", number)
            yield from self._claims((lapse.claim,), (*place, "claim"))
            yield from _in_order(
                place, (("confirmed_on", lapse.confirmed_on), ("answered_on", lapse.answered_on))
            )
            if not any(
                notice.posted_on is not None and notice.posted_on <= lapse.confirmed_on
                for notice in history.notices
            ):
                yield (*place, "confirmed_on"), because("no_notice_before")
        for number, decided in enumerate(history.decisions):
            place = (*path, "decisions", number)
            yield from self._claims((decided.claim,), (*place, "claim"))
            yield from self._not_before_arrival((*place, "proposed_on"), decided.proposed_on)
            yield from _in_order(
                place,
                (
                    ("proposed_on", decided.proposed_on),
                    ("approved_on", decided.approved_on),
                    ("answered_on", decided.answered_on or self._part.history.completed_on),
                    ("came_back_on", decided.came_back_on),
                ),
            )
            if decided.answered_on is not None and decided.approved_on is None:
                yield (*place, "answered_on"), because("answered_unapproved")
            yield from self._grounds(decided.grounds, (*place, "grounds"))
        yield from self._completed((*path, "completed_on"))

    def _completed(self, place: Path) -> Found:
        """Yield what speaks against the day of completion: it stands for letters that answer."""
        history = self._part.history
        if history.completed_on is None:
            return
        withdrawn = [each for each in history.withdrawals if each.confirmed_on is not None]
        ended = {
            *(each.claim for each in history.lapses),
            *(each.claim for each in history.decisions if each.approved_on is not None),
            *(claim for each in withdrawn for claim in each.claims or self._labels.claims),
        }
        left = [claim for claim in self._labels.claims if claim not in ended]
        if left:
            yield place, because("completed_unanswered", claims=", ".join(left))
        yield from self._not_before_arrival(place, history.completed_on)

    def _grounds(self, grounds: Iterable[GroundUsed], path: Path) -> Found:
        known = {ground.code for ground in self._rules.grounds}
        for number, ground in enumerate(grounds):
            if ground.code not in known:
                yield (
                    (*path, number, "code"),
                    because("no_ground", known=_listed(known)),
                )

    def _claims(self, claims: Iterable[str], path: Path) -> Found:
        for claim in claims:
            if claim not in self._labels.claims:
                yield path, because("no_such_claim", known=_listed(self._labels.claims))

    def _not_before_arrival(self, path: Path, day: date) -> Found:
        if day < self._arrived:
            yield path, because("before_arrival")


def _listed(names: Iterable[str]) -> str:
    return ", ".join(sorted(names))


LARGEST = 20_000_000
"""Bytes of a check file at most."""

_MOST_TOLD = 50


def parse(source: bytes) -> CheckFile:
    """Return the model of a check file. Raises CheckFileError with every fault found."""
    if len(source) > LARGEST:
        raise _whole("too_large", most=LARGEST)
    try:
        text = source.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _whole("not_utf8", byte=error.start) from None
    return _validated(_json(text))


def _validated(data: object) -> CheckFile:
    try:
        return CheckFile.model_validate(data)
    except ValidationError as error:
        faults = [CheckFault(json_path(each["loc"]), wanted.of(each)) for each in details(error)]
        raise CheckFileError(faults[:_MOST_TOLD]) from None


class _TwiceError(ValueError):
    """A key stands twice in one object."""


def _json(text: str) -> object:
    try:
        return json.loads(text, object_pairs_hook=_once, parse_constant=_no_number)
    except json.JSONDecodeError as error:
        raise _whole("broken", line=error.lineno, column=error.colno) from None
    except _TwiceError as error:
        raise _whole("key_twice", key=error.args[0]) from None
    except RecursionError:
        raise _whole("too_deep") from None
    except ValueError:
        raise _whole("no_number") from None


def _once(pairs: Sequence[tuple[str, object]]) -> dict[str, object]:
    found: dict[str, object] = {}
    for key, value in pairs:
        if key in found:
            raise _TwiceError(ascii(key[:40]))
        found[key] = value
    return found


def _no_number(_: str) -> NoReturn:
    raise ValueError


def _whole(code: str, **facts: str | int) -> CheckFileError:
    return CheckFileError([CheckFault("$", because(code, **facts))])
