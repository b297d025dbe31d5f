# SPDX-License-Identifier: MIT
"""Saying the wording's sentences with a letter's values, in a sandbox, everything escaped."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from jinja2 import DictLoader, StrictUndefined, TemplateError, UndefinedError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup, escape

from desk_app.letters.errors import BadWording, MissingValue
from desk_app.records.people import Language
from desk_app.rules.eras import format_en, format_ja

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import date

    from jinja2 import Template
    from jinja2.environment import TemplateExpression

_STOPS = ("。", ".", "．")
_DYNAMIC = re.compile(r"\{[{%#]")
_QUOTED = re.compile("'([^']*)'(?! object)")


class Voice:
    """The sentences of one language; what the wording says is markup, what the facts say is not."""

    def __init__(
        self, language: Language, words: Mapping[str, str], sentences: Mapping[str, str]
    ) -> None:
        """Take the words and the sentences that several letters share."""
        self._words = words
        self._format = format_ja if language is Language.JA else format_en
        self._environment = ImmutableSandboxedEnvironment(
            loader=DictLoader(dict(sentences)),
            autoescape=True,
            undefined=StrictUndefined,
            keep_trailing_newline=False,
            cache_size=-1,
        )
        self._environment.filters |= self._filters()
        self._templates: dict[str, Template] = {}
        self._conditions: dict[str, TemplateExpression] = {}

    def say(self, template: str, values: Mapping[str, object]) -> Markup:
        """Return what a template says; a value the facts do not have stops the letter by name."""
        if not _DYNAMIC.search(template):
            return Markup(template)  # noqa: S704 - wording of our own, not a value
        with _Stopping(template):
            return Markup(self._template(template).render(values))  # noqa: S704 - escaped by Jinja

    def holds(self, condition: str, values: Mapping[str, object]) -> bool:
        """Tell whether a condition of the wording holds; an empty one always does."""
        if not condition:
            return True
        with _Stopping(condition):
            return bool(self._condition(condition)(**values))

    def joined(self, name: str, texts: Iterable[str]) -> Markup:
        """Join texts by the word of that name."""
        return Markup(self._words[name]).join(texts)  # noqa: S704 - wording of our own

    def row(self, texts: Iterable[str]) -> Markup:
        """Join texts by commas alone."""
        return self.joined("comma", texts)

    def listed(self, texts: Sequence[str], last: str = "and") -> Markup:
        """Join texts, the last by a word of its own: A、BおよびC; A, B and C."""
        if len(texts) < 2:  # noqa: PLR2004 - one needs no joining
            return self.row(texts)
        return self.joined(last, (self.row(texts[:-1]), texts[-1]))

    def pieces(self, pieces: Iterable[tuple[int, int]]) -> Markup:
        """Say denominations and counts: 84円×10枚."""
        return self.row([self._piece(*piece) for piece in pieces])

    def _piece(self, value: int, count: int) -> Markup:
        return self.say(self._words["piece"], {"value": value, "count": count})

    def _template(self, source: str) -> Template:
        if source not in self._templates:
            self._templates[source] = self._environment.from_string(source)
        return self._templates[source]

    def _condition(self, source: str) -> TemplateExpression:
        if source not in self._conditions:
            self._conditions[source] = self._environment.compile_expression(
                source, undefined_to_none=False
            )
        return self._conditions[source]

    def _filters(self) -> dict[str, Callable[..., object]]:
        return {
            "day": self._format,
            "weekday": self._weekday,
            "yen": lambda amount: f"{amount:,}",
            "keep": _kept,
            "pieces": self.pieces,
            "begun": begun,
            "closed": self._closed,
        }

    def _closed(self, text: str) -> Markup:
        """End a sentence that a person left open, so that another may follow it."""
        escaped = escape(text.rstrip())
        stop = Markup(self._words["stop"])  # noqa: S704 - wording
        return escaped if escaped.endswith(_STOPS) else escaped + stop

    def _weekday(self, day: date) -> Markup:
        return _kept(self._format(day, weekday=True))


class Late:
    """What is said only when it is printed: by then the items have their numbers."""

    def __init__(self, voice: Voice, template: str, values: Mapping[str, object]) -> None:
        self._voice = voice
        self._template = template
        self._values = values

    def __html__(self) -> Markup:
        """Say it; Jinja asks for it in this way."""
        return self._voice.say(self._template, self._values)


class _Stopping:
    """Turns Jinja's errors into ours: a missing value, or wording that cannot be used."""

    def __init__(self, where: str) -> None:
        self._where = where

    def __enter__(self) -> None:
        """Begin; nothing is held."""

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if isinstance(error, UndefinedError):
            names = _QUOTED.findall(error.message or "")
            raise MissingValue(names[-1] if names else "") from None
        if isinstance(error, TemplateError):
            raise BadWording(self._where) from None


def _kept(text: str) -> Markup:
    """Mark text that is never torn apart at the end of a line."""
    return Markup("<u>") + escape(text) + Markup("</u>")


def begun(text: str) -> Markup:
    """Begin a sentence: its first letter becomes a capital."""
    escaped = escape(text)
    return escaped[:1].upper() + escaped[1:]


def present(**values: object) -> dict[str, object]:
    """Return the values that are there; a name without one is undefined in the wording."""
    return {name: value for name, value in values.items() if _is_there(value)}


def _is_there(value: object) -> bool:
    return value is not None and value is not False and value not in ("", ())
