# SPDX-License-Identifier: MIT
"""Which parts a decision has on the page: by right, outcome, method, and the grounds it uses."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desk_app.gui.widgets.line_fields import FieldKind, LineField
from desk_app.i18n import messages
from desk_app.records.application import Method, Right
from desk_app.records.decisions import Outcome
from desk_app.rules.terms import Need

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desk_app.gui.presenters.decision_form import DecisionForm
    from desk_app.records.application import Application, Claim
    from desk_app.records.people import Language
    from desk_app.rules.rulebook import Rules
    from desk_app.rules.terms import Ground

WITH_METHOD = frozenset({Right.DISCLOSURE, Right.PROVISION_RECORDS})
"""The rights whose answer can withhold single parts, each with its own ground."""

_CHANGES = frozenset({Right.CORRECTION, Right.ADDITION, Right.DELETION})
_ANSWERED = frozenset({Outcome.GRANTED, Outcome.GRANTED_IN_PART})
_REFUSING = frozenset({Outcome.REFUSED, Outcome.GRANTED_IN_PART})
_NEEDED = {
    Need.PUBLISHED_AT: ("published_at",),
    Need.SUBSTITUTE: ("substitute",),
    Need.SEARCH: ("search_on", "searched", "keys"),
}


class PartKind(Enum):
    """How a part is written."""

    LINE = "line"
    LONG = "long"
    DAY = "day"
    TICK = "tick"
    LINES = "lines"


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a decision's content: its name, its words, how it is written."""

    name: str
    title: str
    kind: PartKind = PartKind.LINE
    fields: tuple[LineField, ...] = ()


def shown(
    form: DecisionForm, claim: Claim, application: Application, rules: Rules
) -> frozenset[str]:
    """Return the names of the parts that this decision has."""
    outcome = form.outcome
    if outcome is None:
        return frozenset()
    if outcome is Outcome.REFERRED:
        return frozenset({"contact", "how", "ready", "change"})
    names = {"scope", *_reasons(outcome, claim.right), *_needed(form, rules)}
    if outcome in _ANSWERED:
        names.update(_answer(claim.right))
        if claim.right in WITH_METHOD and application.method is Method.ELECTRONIC:
            names.add("difficulty")
    return frozenset(names)


def _reasons(outcome: Outcome, right: Right) -> tuple[str, ...]:
    """Return what tells why not all of it is done."""
    if outcome is Outcome.GRANTED_IN_PART and right in WITH_METHOD:
        return ("withheld",)
    if outcome in _REFUSING:
        return ("grounds", "facts", "explanation")
    if outcome is Outcome.NO_SUCH_DATA:
        return ("grounds", "search_on", "searched", "keys")
    return ()


def _needed(form: DecisionForm, rules: Rules) -> Iterator[str]:
    """Yield what the grounds used must be told with (letters/README.md §4)."""
    for use in form.grounds:
        ground = rules.ground(use.code)
        for need in () if ground is None else ground.needs:
            yield from _NEEDED.get(need, ())


def _answer(right: Right) -> tuple[str, ...]:
    if right is Right.DISCLOSURE:
        return ("as_of", "disclosed", "disclosed_purpose")
    if right is Right.PURPOSE:
        return ("as_of", "purposes")
    if right is Right.PROVISION_RECORDS:
        return ("as_of", "provided", "obtained")
    if right in _CHANGES:
        return ("done_on", "changes", "informed")
    return ("done_on", "cessations")


class DecisionParts(QObject):
    """Writes the parts in the clerk's language."""

    def parts(self, rules: Rules, offered: tuple[Ground, ...], language: Language) -> list[Part]:
        """Return every part there is, in the order of the page."""
        day, long, tick = PartKind.DAY, PartKind.LONG, PartKind.TICK
        return [
            Part("scope", self.tr("What the application covers"), long),
            Part("as_of", self.tr("Content as of"), day),
            Part("done_on", self.tr("Done on"), day),
            Part("disclosed", self.tr("Items of the annex"), PartKind.LINES, self._disclosed()),
            Part("disclosed_purpose", self.tr("Purpose of use of what is disclosed"), long),
            Part(
                "withheld",
                self.tr("Parts withheld, each with its ground and explanation (printed)"),
                PartKind.LINES,
                self._withheld(rules, offered, language),
            ),
            Part("difficulty", self.tr("Why paper and not an electronic record"), long),
            Part("purposes", self.tr("Purposes of use"), PartKind.LINES, self._purposes()),
            Part("provided", self.tr("Provided to others"), PartKind.LINES, self._records()),
            Part("obtained", self.tr("Received from others"), PartKind.LINES, self._records()),
            Part("changes", self.tr("Corrected, added, deleted"), PartKind.LINES, self._changes()),
            Part("informed", self.tr("Whom the desk told of the correction"), long),
            Part("cessations", self.tr("Ceased, erased"), PartKind.LINES, self._cessations()),
            Part("substitute", self.tr("Substitute measure"), long),
            Part("published_at", self.tr("Where the purpose is published"), long),
            Part("search_on", self.tr("Searched on"), day),
            Part("searched", self.tr("What was searched"), long),
            Part("keys", self.tr("Searched by"), long),
            Part("contact", self.tr("The service's own contact")),
            Part("how", self.tr("How to reach it"), long),
            Part("ready", self.tr("What to have ready"), long),
            Part("change", self.tr("It is a change the contact makes, not an inquiry"), tick),
        ]

    def _disclosed(self) -> tuple[LineField, ...]:
        return (
            LineField("group", self.tr("Group"), width=112),
            LineField("item", self.tr("Item"), width=104),
            LineField("content", self.tr("Content")),
            LineField("source", self.tr("Source"), width=120),
            LineField("withheld", self.tr("Withheld"), FieldKind.TICK, 80),
        )

    def _withheld(
        self, rules: Rules, offered: tuple[Ground, ...], language: Language
    ) -> tuple[LineField, ...]:
        grounds = tuple(
            (ground.code, f"{ground.code} {messages.titled(ground, ground.code, language)}")
            for ground in offered
            if not ground.unproven
        )
        laws = tuple((law.code, messages.titled(law, law.code, language)) for law in rules.laws)
        items = tuple(
            dict.fromkeys(
                (item, item_title(item, rules, language)) for g in offered for item in g.items
            )
        )
        choice = FieldKind.CHOICE
        fields = [
            LineField("part", self.tr("Part, in kind"), width=128),
            LineField("code", self.tr("Ground"), choice, 128, grounds),
            LineField("law", self.tr("Other law"), choice, 88, laws),
            LineField("article", self.tr("Article"), width=64),
            LineField("explanation", self.tr("Explanation")),
        ]
        if items:
            fields.insert(4, LineField("item", self.tr("Case"), choice, 80, items))
        return tuple(fields)

    def _purposes(self) -> tuple[LineField, ...]:
        return (
            LineField("item", self.tr("Data item"), width=152),
            LineField("acquired", self.tr("Way of acquisition"), width=152),
            LineField("purpose", self.tr("Purpose of use")),
        )

    def _records(self) -> tuple[LineField, ...]:
        return (
            LineField("on", self.tr("Day"), FieldKind.DAY, 112),
            LineField("party", self.tr("Party"), width=96),
            LineField("address", self.tr("Address")),
            LineField("representative", self.tr("Representative"), width=88),
            LineField("items", self.tr("Data items"), width=88),
            LineField("consent", self.tr("Consent"), width=72),
            LineField("circumstances", self.tr("Circumstances"), width=88),
        )

    def _changes(self) -> tuple[LineField, ...]:
        return (
            LineField("item", self.tr("Item"), width=104),
            LineField("asked", self.tr("Asked"), width=0),
            LineField("before", self.tr("Before")),
            LineField("after", self.tr("After")),
            LineField("done", self.tr("Done"), FieldKind.TICK, 56),
        )

    def _cessations(self) -> tuple[LineField, ...]:
        return (
            LineField("target", self.tr("Of which data")),
            LineField("done", self.tr("Done"), FieldKind.TICK, 56),
            LineField("done_on", self.tr("Done on"), FieldKind.DAY, 128),
        )


def item_title(item: str, rules: Rules, language: Language) -> str:
    """Return the words of a numbered case of a ground: a reason of the form, or its number."""
    return messages.titled(rules.reason(item), item, language)
