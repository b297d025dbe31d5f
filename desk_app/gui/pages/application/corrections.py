# SPDX-License-Identifier: MIT
"""The question of a correction: which value, what stood there, the right one, and why (B5, D5)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any, cast

from desk_app.desk.applications.correcting import CorrectionDraft, correct, hindrance
from desk_app.desk.applications.papers import ReadingDraft, read_paper
from desk_app.desk.corrections import told
from desk_app.gui.asking import (
    Answers,
    Asked,
    ChoiceAsked,
    DayAsked,
    LineAsked,
    LinesAsked,
    LineShape,
    LongAsked,
    Question,
    TicksAsked,
    several,
    text,
)
from desk_app.gui.case.telling import CaseWords, CorrectionWords
from desk_app.gui.kit.fields.choices import LineField
from desk_app.i18n import dates, messages
from desk_app.records.base import PaymentLineId
from desk_app.records.case.application import Change, Method, Proxy, ProxyKind, ReplyTo, Right
from desk_app.records.case.mail import Condition, MailKind, PaymentLine, Piece
from desk_app.records.case.papers import Subject
from desk_app.records.desk.people import Language
from desk_app.records.field import kinds_of
from desk_app.rules.case import replies
from desk_app.rules.findings.forms import REASONS
from desk_app.rules.situation import asking
from desk_app.rules.workflow.attempt import Verb

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from datetime import date
    from enum import Enum

    from desk_app.desk.context import Changes, Desk
    from desk_app.gui.case.read import Opened
    from desk_app.records.base import MailItemId
    from desk_app.records.case.application import Claim, Form, Principal
    from desk_app.records.case.mail import MailItem
    from desk_app.rules.rulebook.file import DocumentTerm, FormTerm, Reason


_VALUE = "value"
_NOBODY = "nobody"
_CHANGED = frozenset({Right.CORRECTION, Right.ADDITION, Right.DELETION})
_SHAPES = {"kana": LineShape.KANA, "postal_code": LineShape.POSTAL_CODE}


@dataclass(frozen=True, slots=True)
class Correctable:
    """A value with its path; ``read`` makes the right one of the answers."""

    path: str
    old: object
    asked: tuple[Asked, ...]
    read: Callable[[Answers], object]


class CorrectionFields(CaseWords):
    """Makes the fields of one application in the clerk's language."""

    def every(self) -> tuple[Correctable, ...]:
        """Return everything of the application that a clerk can have typed wrongly."""
        application, mail = self._opened.application, self._opened.file.mail
        return (
            *self._person("principal", application.principal),
            *self._of_proxy(application.proxy),
            *self._of_claims(application.claims),
            self._long("scope", application.scope),
            self._value("service", application.service),
            self._choice("method", application.method, Method),
            self._choice("reply_to", application.reply_to, ReplyTo),
            self._choice("language", application.language, Language),
            *self._of_form(application.form),
            *self._of_papers(),
            *(line for item in mail for line in self._of_stamps(item)),
            *(fact for item in mail for fact in self._of_mail(item)),
        )

    def _person(self, head: str, person: Principal | Proxy) -> Iterator[Correctable]:
        for name in kinds_of(type(person)):
            path, value = f"{head}.{name}", getattr(person, name)
            if name == "kind":
                yield self._choice(path, value, ProxyKind)
            elif name == "born":
                yield self._day(path, value)
            elif isinstance(value, bool):
                yield self._yes_or_no(path, value=value)
            else:
                yield self._value(path, value)

    def _of_proxy(self, proxy: Proxy | None) -> Iterator[Correctable]:
        if proxy is not None:
            yield from self._person("proxy", proxy)

        def read(answers: Answers) -> object:
            kind = answers[_VALUE]
            if not isinstance(kind, ProxyKind):
                return None
            return replace(proxy or Proxy(kind, ""), kind=kind, name=text(answers, "proxy_name"))

        kind, name = (_NOBODY, "") if proxy is None else (proxy.kind, proxy.name)
        nobody = (_NOBODY, self.tr("nobody: the principal acts"))
        choice = ChoiceAsked(
            _VALUE, self._field("proxy"), (nobody, *self._choices(ProxyKind)), kind
        )
        asked = (choice, LineAsked("proxy_name", self._field("proxy_name"), name))
        yield Correctable("proxy", proxy, asked, read)

    def _of_claims(self, claims: Sequence[Claim]) -> Iterator[Correctable]:
        ticked = self._opened.application.rights()
        asked = TicksAsked(_VALUE, self._field("claims"), self._choices(Right), ticked)
        yield Correctable("claims", ticked, (asked,), lambda answers: several(answers, _VALUE))
        for claim in claims:
            path = f"claims.{claim.id}"
            if claim.right in _CHANGED:
                yield self._changes(f"{path}.changes", claim.changes)
            elif claim.right in REASONS or claim.reason:
                # The form may have left it blank (D3).
                blank = ("", self.tr("not filled in"))
                reasons = self._terms(self._opened.rules.reasons)
                yield self._one(f"{path}.reason", claim.reason, (blank, *reasons))
            yield self._long(f"{path}.circumstances", claim.circumstances)

    def _changes(self, path: str, changes: tuple[Change, ...]) -> Correctable:
        fields = (
            LineField("item", self.tr("Item"), width=160),
            LineField("before", self.tr("Present content")),
            LineField("after", self.tr("Wanted content")),
        )
        lines = tuple({"item": c.item, "before": c.before, "after": c.after} for c in changes)

        def read(answers: Answers) -> object:
            written = cast("tuple[Answers, ...]", several(answers, _VALUE))
            made = (
                Change(text(line, "item"), text(line, "before"), text(line, "after"))
                for line in written
            )
            return tuple(change for change in made if change != Change(""))

        asked = LinesAsked(_VALUE, self._field("changes"), fields, lines)
        return Correctable(path, changes, (asked,), read)

    def _of_form(self, form: Form) -> Iterator[Correctable]:
        forms = (*self._terms(self._opened.rules.forms), ("", self.tr("No form")))
        code = ChoiceAsked(_VALUE, self._field("form"), forms, form.code)
        yield Correctable("form.code", form.code, (code,), _plain)
        yield self._value("form.version", form.version)
        yield self._day("form.filled_in_on", form.filled_in_on)
        yield self._yes_or_no("form.signed", value=form.signed)

    def _of_papers(self) -> Iterator[Correctable]:
        """Ask what paper it is and whose; what stands on it is read on by itself."""
        kinds = self._terms(self._opened.rules.documents)
        for paper in self._opened.file.enclosures:
            yield self._one(f"papers.{paper.id}.kind", paper.kind, kinds)
            yield self._choice(f"papers.{paper.id}.of", paper.of, Subject)

    def _of_stamps(self, item: MailItem) -> Iterator[Correctable]:
        for line in item.payments:
            yield self._line(f"payments.{line.id}", line)
        yield self._line(f"mail.{item.id}.payments", None)

    def _line(self, path: str, line: PaymentLine | None) -> Correctable:
        """Ask for a stamp line; no piece of it means that it was never there."""
        shown = line or PaymentLine(PaymentLineId(""), Piece.STAMP, 0, 1)

        def read(answers: Answers) -> object:
            values: dict[str, Any] = {name: answers[name] for name in _COUNTED if name in answers}
            return None if line and not values["count"] else replace(shown, **values)

        asked: tuple[Asked, ...] = (
            ChoiceAsked("piece", self._field("piece"), self._choices(Piece), shown.piece),
            self._number("denomination", shown.denomination),
            self._number("count", shown.count),
            ChoiceAsked(
                "condition", self._field("condition"), self._choices(Condition), shown.condition
            ),
            self._number("surcharge", shown.surcharge),
            *self._issued(shown.issued_on),
        )
        return Correctable(path, line, asked, read)

    def _issued(self, on: date | None) -> Iterator[DayAsked]:
        """Ask for the day of issue where pieces are taken that are good for some months only."""
        dated = any(term.valid_months for term in self._opened.rules.pieces)
        if dated or on is not None:
            yield DayAsked("issued_on", self._field("issued_on"), on)

    def _of_mail(self, item: MailItem) -> Iterator[Correctable]:
        path = f"mail.{item.id}"
        yield self._day(f"{path}.arrived_on", item.arrived_on)
        yield self._day(f"{path}.postmark", item.postmark)
        yield self._choice(f"{path}.kind", item.kind, MailKind)
        yield self._value(f"{path}.tracking_number", item.tracking_number)
        yield self._yes_or_no(f"{path}.red_marking", value=item.red_marking)

    def _value(self, path: str, value: str) -> Correctable:
        shape = _SHAPES.get(_last(path), LineShape.PLAIN)
        asked = LineAsked(_VALUE, self._field(_last(path)), value, shape)
        return Correctable(path, value, (asked,), _plain)

    def _long(self, path: str, value: str) -> Correctable:
        asked = LongAsked(_VALUE, self._field(_last(path)), value)
        return Correctable(path, value, (asked,), _plain)

    def _day(self, path: str, value: date | None) -> Correctable:
        name = _last(path)
        dated = name in {"born", "valid_until"}
        asked = DayAsked(_VALUE, self._field(name), value, with_year=dated)
        return Correctable(path, value, (asked,), _plain)

    def _choice(self, path: str, value: Enum, kind: type[Enum]) -> Correctable:
        return self._one(path, value, self._choices(kind))

    def _yes_or_no(self, path: str, *, value: bool) -> Correctable:
        says = partial(messages.answer, _last(path), self._language)
        return self._one(path, value, ((True, says(yes=True)), (False, says(yes=False))))

    def _one(
        self, path: str, value: object, choices: tuple[tuple[object, str], ...]
    ) -> Correctable:
        asked = ChoiceAsked(_VALUE, self._field(_last(path)), choices, value)
        return Correctable(path, value, (asked,), _plain)

    def _number(self, name: str, value: int) -> LineAsked:
        return LineAsked(name, self._field(name), str(value), LineShape.NUMBER)

    def _choices(self, kind: type[Enum]) -> tuple[tuple[object, str], ...]:
        return tuple((each, self._label(each)) for each in kind)

    def _terms(
        self, terms: Iterable[DocumentTerm | FormTerm | Reason]
    ) -> tuple[tuple[object, str], ...]:
        return tuple((each.code, self._titled(each, each.code)) for each in terms)

    def _field(self, name: str) -> str:
        field = messages.field(name, self._language)
        return field[:1].upper() + field[1:]


_COUNTED = ("piece", "denomination", "count", "condition", "surcharge", "issued_on")


def _plain(answers: Answers) -> object:
    return answers[_VALUE]


def _last(path: str) -> str:
    return path.rpartition(".")[2]


_WHICH = "field"
_CAUSE = "cause"
_TYPED = "typed"


class CorrectionQuestion(CaseWords):
    """Writes the question of one application; it turns with the value that is chosen."""

    def __init__(self, opened: Opened, language: Language) -> None:
        super().__init__(opened, language)
        self._words = CorrectionWords(opened, language)
        self._every = CorrectionFields(opened, language).every()
        case = opened.situation.case
        self._came = asking.carriers(case)
        """The supplements that a value written anew may have come in."""
        self._asked = asking.asked_anew(case, opened.examination.findings)
        """The paths of what the applicant was asked to write anew."""

    def of(self, answers: Answers) -> Question:
        """Ask which value it is, beginning with the principal's name.

        Where a supplement came, with what the applicant was asked to write anew.
        """
        opened, came = self._opened, self._came
        first = answers.get(_WHICH, next(iter(self._asked), "") if came else "")
        chosen = next((each for each in self._every if each.path == first), self._every[0])
        choices = tuple((each.path, self._title(each)) for each in self._every)
        causes = self._causes(chosen)
        needed = self.tr("Reason (needed)")
        reason = self.tr("Reason (needed where it was typed wrongly)") if causes else needed
        which = self.tr("What is to be changed") if came else self.tr("What was typed wrongly")

        def doing(given: Answers) -> Callable[[Desk], Changes]:
            return _verb(opened, chosen.path, chosen.read(given), given)

        return Question(
            title=self.tr("Change what is entered") if came else self._label(Verb.CORRECT),
            verb=self.tr("Change it") if came else self.tr("Correct it"),
            doing=doing,
            effect=self.tr("Typed so far: {old}").format(old=self._old(chosen)),
            detail=self._detail(chosen, anew=bool(causes)),
            asked=(
                ChoiceAsked(_WHICH, which, choices, chosen.path),
                *chosen.asked,
                *causes,
                LongAsked("reason", reason, text(answers, "reason")),
            ),
            turned=self.of,
            hindered=self._why_not(chosen),
        )

    def _causes(self, chosen: Correctable) -> tuple[ChoiceAsked, ...]:
        """Ask whether it was typed wrongly or written anew; what was asked for is taken as that."""
        if not self._came or not asking.stands_on_form(chosen.path):
            return ()
        anew = self.tr("Written anew by the applicant: what came on {day}")
        supplements = tuple(
            (item.id, anew.format(day=dates.full(item.arrived_on, self._language)))
            for item in reversed(self._came)
        )
        choices = ((_TYPED, self.tr("Typed wrongly")), *supplements)
        value = supplements[0][0] if chosen.path in self._asked else _TYPED
        return (ChoiceAsked(_CAUSE, self.tr("Why"), choices, value),)

    def _why_not(self, each: Correctable) -> str:
        reasons = hindrance(self._opened.file, self._opened.rules, each.path)
        return "\n".join(messages.refusal(reason, {}, self._language) for reason in reasons)

    def _title(self, each: Correctable) -> str:
        found = self._words.title(each.path)
        if each.path == "proxy":
            return self.tr("{field}: whether there is one").format(field=found)
        if each.path.endswith(".payments"):
            return self.tr("{field}: overlooked").format(field=found)
        return found

    def _old(self, each: Correctable) -> str:
        if each.path.startswith("payments."):
            return self._words.title(each.path)
        return self._words.value(each.path, told(each.old))

    def _detail(self, each: Correctable, *, anew: bool) -> str:
        kept = self._kept(each)
        if anew and each.path == "claims":
            adds = self.tr(
                "What is written anew can add a right. One that is no longer wanted stays ticked "
                "and is logged as a withdrawal."
            )
            kept = f"{kept}\n{adds}"
        if not replies.unposted(self._opened.file) or self._why_not(each):
            return kept
        waits = self.tr(
            "A letter is issued and not posted: stamps and the day of arrival cannot be "
            "corrected until it is posted or voided."
        )
        return f"{kept}\n{waits}"

    def _kept(self, each: Correctable) -> str:
        if each.path.startswith("payments."):
            return self.tr(
                "0 pieces: the line was never there. Fee and return list follow; the old value, "
                "the reason and your name are kept."
            )
        return self.tr("The old value, the reason and your name are kept.")


def _verb(opened: Opened, path: str, value: object, given: Answers) -> Callable[[Desk], Changes]:
    """Return what corrects a value; a paper is read again."""
    id_, version, reason = opened.id, opened.application.version, text(given, "reason")
    paper = next((p for p in opened.file.enclosures if path.startswith(f"papers.{p.id}.")), None)
    if paper is None:
        came_in = given.get(_CAUSE, _TYPED)
        item = None if came_in == _TYPED else cast("MailItemId", came_in)
        draft = CorrectionDraft(id_, version, path, value, reason, item)
        return lambda desk: correct(desk, draft)
    values: dict[str, Any] = {path.rpartition(".")[2]: value}
    reading = ReadingDraft(id_, version, replace(paper, **values), reason)
    return lambda desk: read_paper(desk, reading)
