# SPDX-License-Identifier: MIT
"""The wording of one language as its files give it, said with values in a sandbox."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypeVar

from jinja2 import DictLoader, StrictUndefined, TemplateError, UndefinedError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup, escape
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from desk_app.letters.errors import BadWording, MissingValue, OwnWordsMoved
from desk_app.records.desk.people import Language
from desk_app.rules.days.eras import format_en, format_ja
from desk_app.rules.wording.notation import file_of, keys_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import date
    from pathlib import Path

    from jinja2 import Template
    from jinja2.environment import TemplateExpression

    from desk_app.records.case.letters import LaidSentence


Table = dict[str, str]
Kind = TypeVar("Kind", bound="WordingPart")


class WordingPart(BaseModel):
    """A part of a file: an unknown key is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Pair(WordingPart):
    """One row of a table of two columns: its label and what stands beside it."""

    label: str
    text: str
    when: str = ""


class ItemStep(WordingPart):
    """One numbered sentence of an item."""

    text: str
    when: str = ""


class Item(WordingPart):
    """A numbered item: text, a table of rows, a table of pairs, numbered sentences, or a day.

    Columns are as wide as their shares say, or ``by_content``.
    ``name`` lets other items tell its number; ``when`` is the condition under which it stands.
    One that speaks of the address below stands, with all after it, ``beside_contact``: on the page
    that has it.
    """

    label: str
    name: str = ""
    when: str = ""
    text: str = ""
    rows: str = ""
    head: tuple[str, ...] = ()
    by_content: bool = False
    shares: tuple[float, ...] = ()
    aligns: str = ""
    label_column: int = -1
    cells: tuple[str, ...] = ()
    pair: tuple[Pair, ...] = ()
    step: tuple[ItemStep, ...] = ()
    due: str = ""
    due_note: str = ""
    beside_contact: bool = False


class TableNote(WordingPart):
    """A note below a table."""

    text: str
    when: str = ""


class AnnexWords(WordingPart):
    """The annex of a disclosure: its lines and the columns of its table."""

    title: str
    name: str
    as_of: str
    head: tuple[str, ...]
    by_content: bool = False
    shares: tuple[float, ...]
    aligns: str
    label_column: int = -1
    cells: tuple[str, ...]
    notes: tuple[TableNote, ...]


class SlipWords(WordingPart):
    """The return slip of a notice; ``label`` stands in its running head."""

    label: str
    title: str
    intro: str
    due_label: str
    due: str
    heads: tuple[str, str, str]
    other: str
    date_label: str
    date_entry: str
    name_label: str
    message_label: str
    notes: tuple[str, ...]
    cut: str
    addressee_suffix: str


class LetterWords(WordingPart):
    """One letter: title, opening, numbered items, closing; ``paper`` is what it calls itself.

    ``polite`` letters greet and take leave; ``kept_when`` names the event of FEEKEPT; ``boxes``
    are the heads of boxes in which people of the desk sign for what they put in. ``late_title`` is
    the title where what it answers came too late to change anything, where the reply goes elsewhere
    than was asked, or where the answer itself is still to come.
    """

    title: str
    late_title: str = ""
    paper: str = ""
    polite: bool = False
    kept_when: str = ""
    opening: tuple[str, ...]
    item: tuple[Item, ...] = Field(min_length=1)
    closing: tuple[str, ...] = ()
    boxes: tuple[str, ...] = ()
    enclosures: Table = {}
    annex: AnnexWords | None = None
    slip: SlipWords | None = None


class UnprovenWords(WordingPart):
    """The one form of every right where identity or authority was not shown."""

    paper: str
    polite: bool = False
    opening: tuple[str, ...]
    item: tuple[Item, ...]
    titles: Table
    kept_when: Table
    decisions: Table
    harms: Table
    axes: Table
    grounds: Table
    checks: Table
    missing: Table


class ClaimWords(WordingPart):
    """What a request is called: in full, in short, where nothing may be confirmed."""

    full: str
    short: str
    plain: str


class ContactWords(WordingPart):
    """The lines of the box that says whom to write to."""

    lines: tuple[str, ...]


class Common(WordingPart):
    """Words and sentences that several letters share."""

    words: Table
    contact: ContactWords
    sentences: Table
    needs: Table
    claims: dict[str, ClaimWords]
    rights: Table
    asked: Table
    done: Table
    not_done: Table
    proxies: Table
    things: Table
    received: Table
    returned: Table
    reasons_back: Table
    mails: Table
    matters: Table
    articles: Table


class CureWords(WordingPart):
    """What the applicant is asked to send: in the notice, and on the slip.

    ``slip`` may be empty: nothing of its own is sent; ``form`` says that the copy of the form is.
    """

    send: str
    slip: str = ""
    hint: str = ""
    entry: str = ""


class RowWords(WordingPart):
    """A row of the notice: its label and what was found; ``send`` where the cure alone is vague."""

    label: str
    found: str
    send: str = ""
    slip: str = ""
    hint: str = ""
    entry: str = ""


class Deficiencies(WordingPart):
    """The catalogue of deficiencies in the words of the notice."""

    rows: dict[str, RowWords]
    cures: dict[str, CureWords]
    fields: Table
    forms: Table
    pieces: Table
    reasons: Table
    differing: Table
    whose: Table
    owners: Table
    means: Table
    powers: Table
    paper_notes: Table
    same_papers: dict[str, tuple[str, ...]]
    number_papers: Table
    stamps_on_sale: tuple[int, ...]


class Grounds(WordingPart):
    """The grounds of a decision as the letter names them, and their numbered cases.

    One that is not among them is named by the title it has in the rulebook (``by_title``).
    """

    grounds: Table
    items: Table
    by_title: str


class Wording:
    """All words of one language, with the sentences that people changed laid over them."""

    def __init__(
        self, folder: Path, language: Language, laid: tuple[LaidSentence, ...] = ()
    ) -> None:
        """Read the files that every letter needs; those of one letter are read when asked for."""
        self.language = language
        self._folder = folder / language.value
        self._laid = laid
        self.common = self._read("common", Common)
        self.grounds = self._read("grounds", Grounds)
        self.voice = Voice(language, self.common.words, self.common.sentences)
        self._letters: dict[str, LetterWords] = {}
        self._unproven: UnprovenWords | None = None
        self._deficiencies: Deficiencies | None = None

    def letter(self, kind: str) -> LetterWords:
        """Return the words of a letter by its id (L4)."""
        if kind not in self._letters:
            self._letters[kind] = self._read(kind, LetterWords)
        return self._letters[kind]

    @property
    def unproven(self) -> UnprovenWords:
        """The words of the form where identity or authority was not shown."""
        if self._unproven is None:
            self._unproven = self._read("unproven", UnprovenWords)
        return self._unproven

    @property
    def deficiencies(self) -> Deficiencies:
        """The words of the rows of a notice."""
        if self._deficiencies is None:
            self._deficiencies = self._read("deficiencies", Deficiencies)
        return self._deficiencies

    def _read(self, file: str, kind: type[Kind]) -> Kind:
        own = [each for each in self._laid if file_of(each.place) == file]
        return read(self._folder / f"{file}.toml", kind, own)


def wording(folder: Path, language: Language, laid: tuple[LaidSentence, ...] = ()) -> Wording:
    """Return the wording of a language from a folder, with sentences that people changed.

    Each is read once. Raises BadWording.
    """
    return _wording(folder, language, laid)


@lru_cache(maxsize=64)
def _wording(folder: Path, language: Language, laid: tuple[LaidSentence, ...]) -> Wording:
    return Wording(folder, language, laid)


def tables(path: Path) -> dict[str, Any]:
    """Return a wording file as it stands; raises BadWording with its name."""
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise BadWording(path.name) from error


def read(path: Path, kind: type[Kind], laid: Iterable[LaidSentence] = ()) -> Kind:
    """Return the words of a file; raises BadWording with file and place."""
    said = tables(path)
    for each in laid:
        _lay(said, each)
    try:
        return kind.model_validate(said)
    except ValidationError as error:
        place = ".".join(str(part) for part in error.errors()[0]["loc"])
        raise BadWording(f"{path.name}: {place}") from error


def _lay(said: dict[str, Any], laid: LaidSentence) -> None:
    """Put a changed sentence in the place of the program's own, which must be what it was then.

    Raises OwnWordsMoved where the program now says something else there: a person looks again.
    """
    *way, last = keys_of(laid.place)
    try:
        holder: Any = said
        for key in way:
            holder = holder[key]
        before = holder[last]
    except (KeyError, IndexError, TypeError):
        before = None
    if before != laid.before:
        raise OwnWordsMoved(laid.place)
    holder[last] = laid.text


# Saying the wording's sentences with a letter's values, in a sandbox, everything escaped.


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
            "spelt": self._spelt,
        }

    def _closed(self, text: str) -> Markup:
        """End a sentence that a person left open, so that another may follow it."""
        escaped = escape(text.rstrip())
        stop = Markup(self._words["stop"])  # noqa: S704 - wording
        return escaped if escaped.endswith(_STOPS) else escaped + stop

    def _spelt(self, number: int) -> str:
        """Write a small number in words where the language has words for it."""
        words = ["", *self._words["numbers"].split()]
        return words[number] if 0 < number < len(words) else f"{number:,}"

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
