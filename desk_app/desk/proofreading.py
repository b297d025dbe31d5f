# SPDX-License-Identifier: MIT
"""The finished pages, read back before the first sheet goes out: whose letter it is (T27)."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, fields, is_dataclass
from hashlib import sha256

from desk_app.desk.context import Desk
from desk_app.desk.errors import LetterDiffers, NotAsShown
from desk_app.desk.outgoing import letter_of
from desk_app.desk.ports import Books
from desk_app.desk.queries import LetterLine, LetterState
from desk_app.records.application import Application
from desk_app.records.ids import ApplicationId, LetterId
from desk_app.records.letters import LetterFacts
from desk_app.rules.terms import Duty

SHORTEST_NAME = 3
"""A shorter name stands by chance in what is said of somebody else."""

_RECEIPT = re.compile(r"(?<![A-Za-z0-9-])[MTSHR][1-9][0-9]?-[0-9]{4,9}(?![0-9-])")


def pages_to_print(
    desk: Desk, id_: ApplicationId, letter_id: LetterId, shown: str | None = None
) -> bytes:
    """Return the frozen bytes of a letter of an application, read back before they go out.

    Their SHA-256 must be the one in the record of the letter, and that of the bytes whose pages
    were ``shown`` to the clerk who lets them go, where he looked at one (T40).
    They must hold the name, address and numbers of this letter and of the record, and no receipt
    number of another application, nor the name of anybody else whose letter waits. Raises
    LetterDiffers with what does not stand there or must not; NotAsShown; BadInput where the
    application has no such letter.
    """
    desk.must(Duty.WRITE_LETTERS)
    waiting = _waiting(desk)
    with desk.ports.store.reading() as books:
        file = books.files.get(id_)
        letter = letter_of(file, letter_id)
        pages = books.letters.pages(letter_id)
        digest = sha256(pages).hexdigest()
        if digest != letter.sha256:
            raise LetterDiffers(facts={"what": "pages"})
        if shown is not None and digest != shown:
            raise NotAsShown
        mine = _Mine(file.application, books.letters.facts(letter_id), letter.number)
        try:
            text = desk.ports.reader.text(pages)
        except ValueError:
            raise LetterDiffers(facts={"what": "pages"}) from None
        _must_hold(mine, text)
        _must_not_hold(books, mine, text, waiting)
    return pages


@dataclass(frozen=True, slots=True)
class _Mine:
    """The application a letter belongs to, the facts it was made of, the number it bears."""

    application: Application
    facts: LetterFacts
    number: str

    @property
    def names(self) -> frozenset[str]:
        """By what names its people go or went: a slip of the pen may have been corrected since."""
        application = self.application
        people = (application.principal, *([application.proxy] if application.proxy else ()))
        corrected = (text for each in application.corrections for text in (each.old, each.new))
        return frozenset(map(_squeezed, (*(person.name for person in people), *corrected)))

    @property
    def said(self) -> str:
        """All text that its facts say, without white."""
        return _squeezed("".join(_texts(self.facts.body)))


def _waiting(desk: Desk) -> tuple[LetterLine, ...]:
    """Return the letters that lie beside this one: to be printed or to be posted."""
    letters = desk.ports.store.queries.letters
    return (*letters(LetterState.TO_PRINT), *letters(LetterState.TO_POST))


def _must_hold(mine: _Mine, text: str) -> None:
    to, application = mine.facts.addressee, mine.application
    if _squeezed(to.name) not in mine.names:
        raise LetterDiffers(facts={"what": "name"})
    wanted = {
        "name": to.name,
        "address": to.address,
        "postal_code": to.postal_code,
        "number": mine.number,
    }
    read = _squeezed(text)
    for what, mark in wanted.items():
        if _squeezed(mark) not in read:
            raise LetterDiffers(facts={"what": what})
    if application.receipt_number not in _RECEIPT.findall(text):
        raise LetterDiffers(facts={"what": "receipt_number"})


def _must_not_hold(books: Books, mine: _Mine, text: str, waiting: Collection[LetterLine]) -> None:
    for number in set(_RECEIPT.findall(text)) - {mine.application.receipt_number}:
        if number not in mine.said and books.files.by_number(number) is not None:
            raise LetterDiffers(facts={"what": "other_receipt_number"})
    squeezed, own = _squeezed(text), "".join((*mine.names, mine.said))
    for line in waiting:
        name = _squeezed(line.name)
        if len(name) >= SHORTEST_NAME and name in squeezed and name not in own:
            raise LetterDiffers(facts={"what": "other_name"})


def _squeezed(text: str) -> str:
    return "".join(text.split())


def _texts(value: object) -> Iterator[str]:
    """Yield every text in facts, however deep it lies."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from _texts(each)
    elif is_dataclass(value):
        for field in fields(value):
            yield from _texts(getattr(value, field.name))
