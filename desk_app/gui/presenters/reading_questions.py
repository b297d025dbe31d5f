# SPDX-License-Identifier: MIT
"""A paper of the case folder read on: what was not read yet, and what was read wrongly (B5, C2)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import QObject

from desk_app.desk.papers import ReadingDraft, read_paper
from desk_app.gui.presenters.intake_enclosure import (
    CERTIFIED,
    LETTER_OF_PROXY,
    NAMING_DEPENDANTS,
    QUESTIONS,
    enclosure_of,
)
from desk_app.gui.presenters.intake_form import PaperForm
from desk_app.gui.presenters.question import (
    Answers,
    Asked,
    ChoiceAsked,
    DayAsked,
    LineAsked,
    LongAsked,
    Question,
    TicksAsked,
    several,
    text,
)
from desk_app.i18n import messages
from desk_app.records.application import ProxyKind, Right
from desk_app.records.papers import Authority, Exercise
from desk_app.rules.permission.attempt import Verb

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from desk_app.desk.changes import Changes
    from desk_app.desk.context import Desk
    from desk_app.gui.presenters.application_read import Opened
    from desk_app.gui.workplace import Workplace
    from desk_app.records.papers import Enclosure

_UNREAD = "unread"
_THREE = {_UNREAD: None, "yes": True, "no": False}
_DAYS = ("issued_on", "valid_until", "born")
_LINES = ("name", "address", "former_name", "former_address")
_TICKED = (
    "original",
    "names_principal",
    "names_proxy",
    "other_signed",
    "powers_listed",
    "registered_seal",
    "covers_receipt",
)
_YES_OR_NO = ("shows_address", "powers_cover", "supervisor_appointed", "seal_matches")
_EVERY_PAPER = frozenset({"original", "shows_address", *_DAYS, *_LINES})


class ReadingQuestions(QObject):
    """Writes the question in the clerk's language."""

    def __init__(self, work: Workplace, parent: QObject) -> None:
        super().__init__(parent)
        self._work = work

    def read(self, opened: Opened, paper: Enclosure) -> Question:
        """Ask for what stands on a paper; the reason is needed where something read changes."""
        form, application = _form_of(paper), opened.application

        def doing(answers: Answers) -> Callable[[Desk], Changes]:
            written = enclosure_of(_answered(form, answers), paper.arrived_on)
            draft = ReadingDraft(
                application.id, application.version, written, text(answers, "reason")
            )
            return lambda desk: read_paper(desk, draft)

        return Question(
            title=messages.label(Verb.READ_PAPER, self._work.language),
            verb=self.tr("Keep what was read"),
            doing=doing,
            effect=messages.titled(
                opened.rules.document(paper.kind), paper.kind, self._work.language
            ),
            detail=self.tr(
                "As written on the paper. A number that must be masked is typed nowhere."
            ),
            asked=(
                *self._asked(form),
                LongAsked("reason", self.tr("Reason, where something read before changes")),
            ),
        )

    def unread(self, opened: Opened) -> Enclosure | None:
        """Return the first paper of which something was not read yet; else the first of all."""
        for finding in opened.examination.findings:
            if finding.code.endswith(".unread") and finding.verdict.value == "ask":
                for paper in opened.file.enclosures:
                    if finding.subject.startswith(paper.id):
                        return paper
        return next(iter(opened.file.enclosures), None)

    def _asked(self, form: PaperForm) -> Iterator[Asked]:
        names = _names(form)
        for name in _LINES:
            if name in {"name", "address"} or getattr(form, name):
                yield LineAsked(name, self._label(name), getattr(form, name))
        for name in _DAYS:
            yield DayAsked(name, self._label(name), getattr(form, name))
        ticks = tuple((name, self._label(name)) for name in _TICKED if name in names)
        ticked = tuple(name for name, _ in ticks if getattr(form, name))
        yield TicksAsked("ticked", self.tr("What the paper shows"), ticks, ticked)
        yield from (self._three(name, form) for name in _YES_OR_NO if name in names)
        yield from self._of_proxy(form, names)

    def _of_proxy(self, form: PaperForm, names: frozenset[str]) -> Iterator[Asked]:
        if "authority" in names:
            yield self._choice("authority", tuple(Authority), form.authority)
        if "certified" in names:
            yield self._choice("certified", CERTIFIED, form.certified)
            yield self._choice("exercise", tuple(Exercise), form.exercise)
        if "rights" in names:
            rights = tuple((each, messages.label(each, self._work.language)) for each in Right)
            yield TicksAsked("rights", self._label("rights"), rights, form.rights)

    def _three(self, name: str, form: PaperForm) -> ChoiceAsked:
        words = {
            _UNREAD: self.tr("not read yet"),
            "yes": self.tr("yes"),
            "no": self.tr("no"),
        }
        chosen = next(word for word, known in _THREE.items() if known is getattr(form, name))
        return ChoiceAsked(name, self._label(name), tuple(words.items()), chosen)

    def _choice(
        self, name: str, values: tuple[Authority | ProxyKind | Exercise, ...], value: object
    ) -> ChoiceAsked:
        language = self._work.language
        words = tuple((each, messages.label(each, language)) for each in values)
        choices = ((_UNREAD, self.tr("not read yet")), *words)
        return ChoiceAsked(name, self._label(name), choices, value or _UNREAD)

    def _label(self, name: str) -> str:
        own = {
            "original": self.tr("It is the original"),
            "names_principal": self.tr("It names the principal"),
            "names_proxy": self.tr("It names the proxy"),
            "other_signed": self.tr("The other holder signed too"),
            "powers_listed": self.tr("The powers are listed"),
            "registered_seal": self.tr("It bears the registered seal"),
            "covers_receipt": self.tr("It covers the receipt of the reply"),
            "seal_matches": self.tr("The seal equals the certificate"),
            "authority": self.tr("Parental authority or guardianship"),
            "certified": self.tr("What it certifies"),
            "exercise": self.tr("How the powers are exercised"),
            "former_address": self.tr("Former address"),
        }
        field = messages.field(name, self._work.language)
        return own.get(name, field[:1].upper() + field[1:])


def _names(form: PaperForm) -> frozenset[str]:
    """Return what is read from a kind of paper."""
    kind = form.kind
    own = QUESTIONS.get(kind, ())
    if kind in NAMING_DEPENDANTS:
        own = ("names_principal", "names_proxy")
    return _EVERY_PAPER | frozenset(own)


def _form_of(paper: Enclosure) -> PaperForm:
    """Return a paper as a form: what nobody read yet is blank."""
    register, guardianship, mandate = paper.register, paper.guardianship, paper.mandate
    shown: dict[str, Any] = {}
    for part in (register, guardianship, mandate):
        if part is not None:
            shown |= {"names_principal": part.names_principal, "names_proxy": part.names_proxy}
    if register is not None:
        shown |= {"authority": register.authority, "other_signed": register.other_holder_signed}
    if guardianship is not None:
        shown |= {
            "certified": ProxyKind(guardianship.kind),
            "powers_listed": guardianship.powers_listed,
            "powers_cover": guardianship.powers_cover,
            "supervisor_appointed": guardianship.supervisor_appointed,
            "exercise": guardianship.exercise,
            "other_signed": guardianship.other_holder_signed,
        }
    if mandate is not None:
        shown |= {
            "rights": tuple(right for right in Right if right.value in mandate.rights),
            "covers_receipt": mandate.covers_receipt,
            "registered_seal": mandate.registered_seal,
            "seal_matches": mandate.seal_matches,
            "blank_fields": mandate.blank_fields,
        }
    issued = paper.issued_on
    if paper.kind == LETTER_OF_PROXY and mandate is not None:
        issued = mandate.dated or issued
    return PaperForm(
        key=paper.id,
        kind=paper.kind,
        of=paper.of,
        here=True,
        original=paper.original,
        issued_on=issued,
        valid_until=paper.valid_until,
        name=paper.name,
        address=paper.address,
        born=paper.born,
        shows_address=paper.shows_address,
        former_name="、".join(paper.former_names),
        former_address="、".join(paper.former_addresses),
        note=paper.note,
        whereabouts=paper.whereabouts,
        **shown,
    )


def _answered(form: PaperForm, answers: Answers) -> PaperForm:
    """Return the form with what was answered."""
    ticked = several(answers, "ticked")
    names = _names(form)
    fresh: dict[str, Any] = {name: name in ticked for name in _TICKED if name in names}
    fresh |= {name: answers[name] for name in (*_DAYS, *_LINES) if name in answers}
    fresh |= {name: _THREE[cast("str", answers[name])] for name in _YES_OR_NO if name in answers}
    for name in ("authority", "certified", "exercise"):
        if name in answers:
            fresh[name] = None if answers[name] == _UNREAD else answers[name]
    if "rights" in answers:
        fresh["rights"] = several(answers, "rights")
    return replace(form, **fresh)
