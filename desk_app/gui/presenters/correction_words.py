# SPDX-License-Identifier: MIT
"""Corrections in words: which value it is, what stood there, what stands there now (B5)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desk_app.desk.corrections import parted, told
from desk_app.i18n import dates, messages, writing
from desk_app.records.application import Method, ProxyKind, ReplyTo, Right
from desk_app.records.ids import PaymentLineId
from desk_app.records.mail import Condition, MailKind, PaymentLine, Piece
from desk_app.records.papers import Authority, Exercise, Subject
from desk_app.records.people import Language

if TYPE_CHECKING:
    from collections.abc import Mapping
    from enum import Enum

    from desk_app.gui.presenters.application_read import Opened

_KINDS: dict[str, type[Enum]] = {
    "claims": Right,
    "method": Method,
    "reply_to": ReplyTo,
    "language": Language,
    "condition": Condition,
    "piece": Piece,
    "of": Subject,
    "authority": Authority,
    "exercise": Exercise,
}
_YEN = frozenset({"denomination", "surcharge"})
_LINE_PARTS = 5


class CorrectionWords(QObject):
    """Writes paths and values in the clerk's language."""

    def title(self, path: str, opened: Opened, language: Language) -> str:
        """Return which value a path names: 本人 ＞ 生年月日."""
        _, path = parted(path)
        head, *rest = path.split(".")
        if not rest or head in {"form", "principal", "proxy"}:
            found = messages.place(path, language)
        else:
            between = " ＞ " if language is Language.JA else " > "
            named = [self._thing(head, rest[0], opened, language)]
            found = between.join([*named, *(messages.field(each, language) for each in rest[1:])])
        return found[:1].upper() + found[1:]

    def value(self, path: str, text: str, opened: Opened, language: Language) -> str:
        """Return a value as a correction keeps it, in words."""
        if not text:
            return self.tr("nothing")
        _, path = parted(path)
        head, *rest = path.split(".")
        if (head == "payments" and len(rest) == 1) or path.endswith(".payments"):
            return _line(text, language)
        if path == "proxy":
            kind, _, others = text.partition(", ")
            return f"{_word(ProxyKind, kind, language)} {others}".strip()
        name = rest[-1] if rest else head
        return self._named(name, text, opened, language) or self._plain(
            head, name, text, opened, language
        )

    def anew(self, path: str, opened: Opened, language: Language) -> str:
        """Return in what the applicant wrote a value anew; empty where it was typed wrongly."""
        came_in, _ = parted(path)
        if not came_in:
            return ""
        days = [item.arrived_on for item in opened.file.mail if str(item.id) == came_in]
        # A supplement moved elsewhere since is not among the mail any more.
        if not days:
            return self.tr("Written anew by the applicant")
        day = dates.beside(days[0], opened.situation.on, language)
        return self.tr("Written anew by the applicant, came {day}").format(day=day)

    def line(self, line: PaymentLine, language: Language) -> str:
        """Return a stamp line as it was counted."""
        return _line(told(replace(line, id=PaymentLineId(""), allotments=())), language)

    def _named(self, name: str, text: str, opened: Opened, language: Language) -> str:
        """Return a value of the few kinds that are no text; empty where it is one."""
        if name in _YEN and text.isdecimal():
            return writing.yen(int(text), language)
        if name in _KINDS:
            parts = [_word(_KINDS[name], each, language) for each in text.split("; ")]
            return writing.listed(parts, language)
        if name == "opened_by":
            names = {str(id_): user.name for id_, user in opened.people.items()}
            return writing.listed([names.get(each, each) for each in text.split("; ")], language)
        said = {"yes": self.tr("yes"), "no": self.tr("no")}
        return said.get({"True": "yes", "False": "no"}.get(text, text), "")

    def _plain(self, head: str, name: str, text: str, opened: Opened, language: Language) -> str:
        if name == "reason":
            return messages.titled(opened.rules.reason(text), text, language)
        if name == "kind" and head == "papers":
            return messages.titled(opened.rules.document(text), text, language)
        if name == "kind":
            return _word(ProxyKind if head == "proxy" else MailKind, text, language)
        return _day(text, language)

    def _thing(self, head: str, id_: str, opened: Opened, language: Language) -> str:
        """Return the claim, the paper, the stamps or the mail that a path goes into."""
        file = opened.file
        named: dict[str, Mapping[str, str]] = {
            "claims": {
                each.id: messages.label(each.right, language) for each in file.application.claims
            },
            "papers": {
                each.id: messages.titled(opened.rules.document(each.kind), each.kind, language)
                for each in file.enclosures
            },
            "payments": {
                line.id: self.line(line, language) for item in file.mail for line in item.payments
            },
            "mail": {
                str(item.id): self.tr("Mail item of {day}").format(
                    day=dates.full(item.arrived_on, language)
                )
                for item in file.mail
            },
            "postings": {
                each.id: self.tr("Posting of {day}").format(
                    day=dates.full(each.posted_on, language)
                )
                for each in file.postings
            },
        }
        return named.get(head, {}).get(id_) or messages.field(head, language)


def _word(kind: type[Enum], code: str, language: Language) -> str:
    try:
        return messages.word(kind(code), language)
    except ValueError:
        return code


def _line(text: str, language: Language) -> str:
    """Return a stamp line in words: 切手 500円×2."""
    parts = text.split(", ")
    if len(parts) != _LINE_PARTS or not (parts[1] + parts[2]).isdecimal():
        return text
    piece, denomination, count, condition, _ = parts
    told_ = f"{_word(Piece, piece, language)} "
    told_ += writing.pieces([(int(denomination), int(count))], language)
    if condition == Condition.SOUND.value:
        return told_
    return f"{told_} {_word(Condition, condition, language)}"


def _day(text: str, language: Language) -> str:
    try:
        return dates.full(date.fromisoformat(text), language)
    except ValueError:
        return text
