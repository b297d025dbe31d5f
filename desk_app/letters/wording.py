# SPDX-License-Identifier: MIT
"""The wording of one language as its files give it: every key known, none left out."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from desk_app.letters.errors import BadWording
from desk_app.letters.voice import Voice
from desk_app.rules.wording.places import file_of, keys_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from desk_app.records.people import Language
    from desk_app.records.wording import LaidSentence

Table = dict[str, str]
Kind = TypeVar("Kind", bound="Part")


class Part(BaseModel):
    """A part of a file: an unknown key is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Pair(Part):
    """One row of a table of two columns: its label and what stands beside it."""

    label: str
    text: str
    when: str = ""


class Step(Part):
    """One numbered sentence of an item."""

    text: str
    when: str = ""


class Item(Part):
    """A numbered item: text, a table of rows, a table of pairs, numbered sentences, or a day.

    ``name`` lets other items tell its number; ``when`` is the condition under which it stands.
    """

    label: str
    name: str = ""
    when: str = ""
    text: str = ""
    rows: str = ""
    head: tuple[str, ...] = ()
    shares: tuple[float, ...] = ()
    aligns: str = ""
    label_column: int = -1
    cells: tuple[str, ...] = ()
    pair: tuple[Pair, ...] = ()
    step: tuple[Step, ...] = ()
    due: str = ""
    due_note: str = ""


class Note(Part):
    """A note below a table."""

    text: str
    when: str = ""


class AnnexWords(Part):
    """The annex of a disclosure: its lines and the columns of its table."""

    title: str
    name: str
    as_of: str
    head: tuple[str, ...]
    shares: tuple[float, ...]
    aligns: str
    label_column: int = -1
    cells: tuple[str, ...]
    notes: tuple[Note, ...]


class SlipWords(Part):
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


class LetterWords(Part):
    """One letter: title, opening, numbered items, closing; ``paper`` is what it calls itself.

    ``polite`` letters greet and take leave; ``kept_when`` names the event of FEEKEPT; ``boxes``
    are the heads of boxes in which people of the desk sign for what they put in. ``late_title`` is
    the title where what it answers came too late to change anything.
    """

    title: str
    late_title: str = ""
    paper: str = ""
    polite: bool = False
    kept_when: str = ""
    opening: tuple[str, ...]
    item: tuple[Item, ...]
    closing: tuple[str, ...] = ()
    boxes: tuple[str, ...] = ()
    enclosures: Table = {}
    annex: AnnexWords | None = None
    slip: SlipWords | None = None


class UnprovenWords(Part):
    """The one form of every right where identity or authority was not shown."""

    paper: str
    polite: bool = False
    opening: tuple[str, ...]
    item: tuple[Item, ...]
    titles: Table
    kept_when: Table
    decisions: Table
    harms: Table
    grounds: Table
    places: Table
    checks: Table
    missing: Table


class ClaimWords(Part):
    """What a request is called: in full, in short, where nothing may be confirmed."""

    full: str
    short: str
    plain: str


class ContactWords(Part):
    """The lines of the box that says whom to write to."""

    lines: tuple[str, ...]


class Common(Part):
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


class CureWords(Part):
    """What the applicant is asked to send: in the notice, and on the slip.

    ``slip`` may be empty: nothing of its own is sent; ``form`` says that the copy of the form is.
    """

    send: str
    slip: str = ""
    hint: str = ""
    entry: str = ""


class RowWords(Part):
    """A row of the notice: its label and what was found; ``send`` where the cure alone is vague."""

    label: str
    found: str
    send: str = ""
    slip: str = ""
    hint: str = ""
    entry: str = ""


class Deficiencies(Part):
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
    stamps_on_sale: tuple[int, ...]


class Grounds(Part):
    """The grounds of a decision as the letter names them, and their numbered cases."""

    grounds: Table
    items: Table


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

    Raises BadWording where the program now says something else there: a person must look again.
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
        raise BadWording(laid.place)
    holder[last] = laid.text
