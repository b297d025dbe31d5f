# SPDX-License-Identifier: MIT
"""The question of a correction: which value, what stood there, the right one, and why (B5, D5)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import QObject

from desk_app.desk.correcting import CorrectionDraft, correct, hindrance
from desk_app.desk.corrections import told
from desk_app.desk.papers import ReadingDraft, read_paper
from desk_app.gui.asking import (
    Answers,
    Asked,
    ChoiceAsked,
    DayAsked,
    LineAsked,
    LinesAsked,
    LongAsked,
    Question,
    Shape,
    TicksAsked,
    several,
    text,
)
from desk_app.gui.case.telling import CorrectionWords
from desk_app.gui.kit.choices import LineField
from desk_app.i18n import dates, messages
from desk_app.records.application import Change, Method, Proxy, ProxyKind, ReplyTo, Right
from desk_app.records.base import PaymentLineId
from desk_app.records.mail import Condition, MailKind, PaymentLine, Piece
from desk_app.records.papers import Subject
from desk_app.records.people import Language
from desk_app.rules import asking, replies
from desk_app.rules.findings.forms import REASONS
from desk_app.rules.workflow.attempt import Verb

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import date
    from enum import Enum

    from desk_app.desk.context import Changes, Desk
    from desk_app.gui.case.read import Opened
    from desk_app.gui.session import Workplace
    from desk_app.records.base import MailItemId
    from desk_app.records.mail import MailItem


_VALUE = "value"
_NOBODY = "nobody"
_CHANGED = frozenset({Right.CORRECTION, Right.ADDITION, Right.DELETION})
_SHAPES = {"kana": Shape.KANA, "postal_code": Shape.POSTAL_CODE}
_PRINCIPAL = (
    "name",
    "kana",
    "former_name",
    "born",
    "postal_code",
    "address",
    "registered_address",
    "phone",
    "member_number",
    "email",
)
_PROXY = ("kind", "name", "kana", "postal_code", "address", "phone")


@dataclass(frozen=True, slots=True)
class Correctable:
    """A value with its path; ``read`` makes the right one of the answers."""

    path: str
    old: object
    asked: tuple[Asked, ...]
    read: Callable[[Answers], object]


class CorrectionFields(QObject):
    """Makes the fields in the clerk's language."""

    def __init__(self, work: Workplace, parent: QObject) -> None:
        super().__init__(parent)
        self._work = work

    def of(self, opened: Opened) -> tuple[Correctable, ...]:
        """Return everything of an application that a clerk can have typed wrongly."""
        application = opened.application
        return (
            *self._person("principal", application.principal, _PRINCIPAL),
            *self._of_proxy(opened),
            *self._of_claims(opened),
            self._long("scope", application.scope),
            self._value("service", application.service),
            self._choice("method", application.method, Method),
            self._choice("reply_to", application.reply_to, ReplyTo),
            self._choice("language", application.language, Language),
            *self._of_form(opened),
            *self._of_papers(opened),
            *(line for item in opened.file.mail for line in self._of_stamps(item)),
            *(fact for item in opened.file.mail for fact in self._of_mail(item)),
        )

    def _person(self, head: str, person: object, names: Sequence[str]) -> Iterator[Correctable]:
        for name in names:
            path, value = f"{head}.{name}", getattr(person, name)
            if name == "kind":
                yield self._choice(path, value, ProxyKind)
            elif name == "born":
                yield self._day(path, value)
            else:
                yield self._value(path, value)

    def _of_proxy(self, opened: Opened) -> Iterator[Correctable]:
        proxy, language = opened.application.proxy, self._work.language
        if proxy is not None:
            yield from self._person("proxy", proxy, _PROXY)
        kinds = tuple((each, messages.label(each, language)) for each in ProxyKind)

        def read(answers: Answers) -> object:
            kind = answers[_VALUE]
            if not isinstance(kind, ProxyKind):
                return None
            return replace(proxy or Proxy(kind, ""), kind=kind, name=text(answers, "proxy_name"))

        choice = ChoiceAsked(
            _VALUE,
            self._label("proxy"),
            ((_NOBODY, self.tr("nobody: the principal acts")), *kinds),
            _NOBODY if proxy is None else proxy.kind,
        )
        name = LineAsked(
            "proxy_name", self._label("proxy_name"), "" if proxy is None else proxy.name
        )
        yield Correctable("proxy", proxy, (choice, name), read)

    def _of_claims(self, opened: Opened) -> Iterator[Correctable]:
        language, claims = self._work.language, opened.application.claims
        rights = tuple((each, messages.label(each, language)) for each in Right)
        ticked = opened.application.rights()
        yield Correctable(
            "claims",
            ticked,
            (TicksAsked(_VALUE, self._label("claims"), rights, ticked),),
            lambda answers: several(answers, _VALUE),
        )
        for claim in claims:
            path = f"claims.{claim.id}"
            if claim.right in _CHANGED:
                yield self._changes(f"{path}.changes", claim.changes)
            elif claim.right in REASONS or claim.reason:
                yield self._reason(f"{path}.reason", claim.reason, opened)
            yield self._long(f"{path}.circumstances", claim.circumstances)

    def _reason(self, path: str, value: str, opened: Opened) -> Correctable:
        """Ask for a reason of cessation; the form may have left it blank (D3)."""
        reasons = tuple(
            (each.code, messages.titled(each, each.code, self._work.language))
            for each in opened.rules.reasons
        )
        choices = (("", self.tr("not filled in")), *reasons)
        asked = ChoiceAsked(_VALUE, self._label("reason"), choices, value)
        return Correctable(path, value, (asked,), _plain)

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

        asked = LinesAsked(_VALUE, self._label("changes"), fields, lines)
        return Correctable(path, changes, (asked,), read)

    def _of_form(self, opened: Opened) -> Iterator[Correctable]:
        form, language = opened.application.form, self._work.language
        forms = tuple((f.code, messages.titled(f, f.code, language)) for f in opened.rules.forms)
        choices = (*forms, ("", self.tr("No form")))
        code = ChoiceAsked(_VALUE, self._label("form"), choices, form.code)
        yield Correctable("form.code", form.code, (code,), _plain)
        yield self._value("form.version", form.version)
        yield self._day("form.filled_in_on", form.filled_in_on)
        yield self._yes_or_no("form.signed", value=form.signed)

    def _of_papers(self, opened: Opened) -> Iterator[Correctable]:
        """Ask what paper it is and whose; what stands on it is read on by itself."""
        language = self._work.language
        kinds = tuple(
            (d.code, messages.titled(d, d.code, language)) for d in opened.rules.documents
        )
        for paper in opened.file.enclosures:
            path = f"papers.{paper.id}"
            kind = ChoiceAsked(_VALUE, self._label("kind"), kinds, paper.kind)
            yield Correctable(f"{path}.kind", paper.kind, (kind,), _plain)
            yield self._choice(f"{path}.of", paper.of, Subject)

    def _of_stamps(self, item: MailItem) -> Iterator[Correctable]:
        for line in item.payments:
            yield self._line(f"payments.{line.id}", line)
        yield self._line(f"mail.{item.id}.payments", None)

    def _line(self, path: str, line: PaymentLine | None) -> Correctable:
        """Ask for a stamp line; no piece of it means that it was never there."""
        language = self._work.language
        shown = line or PaymentLine(PaymentLineId(""), Piece.STAMP, 0, 1)
        pieces = tuple((each, messages.label(each, language)) for each in Piece)
        states = tuple((each, messages.label(each, language)) for each in Condition)

        def read(answers: Answers) -> object:
            values: dict[str, Any] = {name: answers[name] for name in _COUNTED}
            return None if line and not values["count"] else replace(shown, **values)

        asked = (
            ChoiceAsked("piece", self._label("piece"), pieces, shown.piece),
            self._number("denomination", shown.denomination),
            self._number("count", shown.count),
            ChoiceAsked("condition", self._label("condition"), states, shown.condition),
            self._number("surcharge", shown.surcharge),
        )
        return Correctable(path, line, asked, read)

    def _of_mail(self, item: MailItem) -> Iterator[Correctable]:
        path = f"mail.{item.id}"
        yield self._day(f"{path}.arrived_on", item.arrived_on)
        yield self._day(f"{path}.postmark", item.postmark)
        yield self._choice(f"{path}.kind", item.kind, MailKind)
        yield self._value(f"{path}.tracking_number", item.tracking_number)
        yield self._yes_or_no(f"{path}.red_marking", value=item.red_marking)

    def _value(self, path: str, value: str) -> Correctable:
        name = path.rpartition(".")[2]
        shape = _SHAPES.get(name, Shape.PLAIN)
        return Correctable(
            path, value, (LineAsked(_VALUE, self._label(name), value, shape),), _plain
        )

    def _long(self, path: str, value: str) -> Correctable:
        asked = LongAsked(_VALUE, self._label(path.rpartition(".")[2]), value)
        return Correctable(path, value, (asked,), _plain)

    def _day(self, path: str, value: date | None) -> Correctable:
        asked = DayAsked(_VALUE, self._label(path.rpartition(".")[2]), value)
        return Correctable(path, value, (asked,), _plain)

    def _choice(self, path: str, value: Enum, kind: type[Enum]) -> Correctable:
        words = tuple((each, messages.label(each, self._work.language)) for each in kind)
        asked = ChoiceAsked(_VALUE, self._label(path.rpartition(".")[2]), words, value)
        return Correctable(path, value, (asked,), _plain)

    def _yes_or_no(self, path: str, *, value: bool) -> Correctable:
        words = ((True, self.tr("yes")), (False, self.tr("no")))
        asked = ChoiceAsked(_VALUE, self._label(path.rpartition(".")[2]), words, value)
        return Correctable(path, value, (asked,), _plain)

    def _number(self, name: str, value: int) -> LineAsked:
        return LineAsked(name, self._label(name), str(value), Shape.NUMBER)

    def _label(self, name: str) -> str:
        field = messages.field(name, self._work.language)
        return field[:1].upper() + field[1:]


_COUNTED = ("piece", "denomination", "count", "condition", "surcharge")


def _plain(answers: Answers) -> object:
    return answers[_VALUE]


_WHICH = "field"
_CAUSE = "cause"
_TYPED = "typed"


class CorrectionQuestions(QObject):
    """Writes the question in the clerk's language; it turns with the value that is chosen."""

    def __init__(self, work: Workplace, parent: QObject) -> None:
        super().__init__(parent)
        self._work = work
        self._words = CorrectionWords(self)
        self._fields = CorrectionFields(work, self)

    def correct(self, opened: Opened) -> Question:
        """Ask which value it is, beginning with the principal's name.

        Where a supplement came, with what the applicant was asked to write anew.
        """
        return self._of(opened, {})

    def _of(self, opened: Opened, answers: Answers) -> Question:
        language, every = self._work.language, self._fields.of(opened)
        came, asked = self._written_anew(opened)
        first = answers.get(_WHICH, next(iter(asked), "") if came else "")
        chosen = next((each for each in every if each.path == first), every[0])
        choices = tuple((each.path, self._title(each, opened, language)) for each in every)
        causes = self._causes(chosen, came, asked, language)
        needed = self.tr("Reason (needed)")
        reason = self.tr("Reason (needed where it was typed wrongly)") if causes else needed
        which = self.tr("What is to be changed") if came else self.tr("What was typed wrongly")
        title = messages.label(Verb.CORRECT, language)

        def doing(given: Answers) -> Callable[[Desk], Changes]:
            return _verb(opened, chosen.path, chosen.read(given), given)

        return Question(
            title=self.tr("Change what is entered") if came else title,
            verb=self.tr("Change it") if came else self.tr("Correct it"),
            doing=doing,
            effect=self.tr("Typed so far: {old}").format(old=self._old(chosen, opened, language)),
            detail=self._detail(chosen, opened, anew=bool(causes)),
            asked=(
                ChoiceAsked(_WHICH, which, choices, chosen.path),
                *chosen.asked,
                *causes,
                LongAsked("reason", reason, text(answers, "reason")),
            ),
            turned=lambda given: self._of(opened, given),
            hindered=self._why_not(chosen, opened),
        )

    def _written_anew(self, opened: Opened) -> tuple[tuple[MailItem, ...], tuple[str, ...]]:
        """Return the supplements it may have come in, and the paths of what was asked for so."""
        case = opened.situation.case
        return asking.carriers(case), asking.asked_anew(case, opened.examination.findings)

    def _causes(
        self,
        chosen: Correctable,
        came: Sequence[MailItem],
        asked: Sequence[str],
        language: Language,
    ) -> tuple[ChoiceAsked, ...]:
        """Ask whether it was typed wrongly or written anew; what was asked for is taken as that."""
        if not came or not asking.stands_on_form(chosen.path):
            return ()
        anew = self.tr("Written anew by the applicant: what came on {day}")
        supplements = tuple(
            (item.id, anew.format(day=dates.full(item.arrived_on, language)))
            for item in reversed(came)
        )
        choices = ((_TYPED, self.tr("Typed wrongly")), *supplements)
        value = supplements[0][0] if chosen.path in asked else _TYPED
        return (ChoiceAsked(_CAUSE, self.tr("Why"), choices, value),)

    def _why_not(self, each: Correctable, opened: Opened) -> str:
        reasons = hindrance(opened.file, opened.rules, each.path)
        told_ = (messages.refusal(reason, {}, self._work.language) for reason in reasons)
        return "\n".join(told_)

    def _title(self, each: Correctable, opened: Opened, language: Language) -> str:
        found = self._words.title(each.path, opened, language)
        if each.path == "proxy":
            return self.tr("{field}: whether there is one").format(field=found)
        if each.path.endswith(".payments"):
            return self.tr("{field}: overlooked").format(field=found)
        return found

    def _old(self, each: Correctable, opened: Opened, language: Language) -> str:
        if each.path.startswith("payments."):
            return self._words.title(each.path, opened, language)
        return self._words.value(each.path, told(each.old), opened, language)

    def _detail(self, each: Correctable, opened: Opened, *, anew: bool) -> str:
        kept = self._kept(each)
        if anew and each.path == "claims":
            adds = self.tr(
                "What is written anew can add a right. One that is no longer wanted stays ticked "
                "and is logged as a withdrawal."
            )
            kept = f"{kept}\n{adds}"
        if not replies.unposted(opened.file) or self._why_not(each, opened):
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
                "the reason and your name are kept (B5)."
            )
        return self.tr("The old value, the reason and your name are kept (B5).")


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
