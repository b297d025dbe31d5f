# SPDX-License-Identifier: MIT
"""The drafts of what is typed of an envelope: their keys, their text, kept and found again."""

from __future__ import annotations

import json
import types
from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from functools import cache
from types import MappingProxyType
from typing import (
    TYPE_CHECKING,
    Any,
    NewType,
    TypeVar,
    Union,
    cast,
    get_args,
    get_origin,
    get_type_hints,
)

from PySide6.QtCore import QObject, QTimer, Signal

from desk_app.desk import reading
from desk_app.desk.applications import intake
from desk_app.desk.ports import PostalArea
from desk_app.desk.rows import ApplicationLine, Filter, KnownPerson, ListOrder, PersonQuery
from desk_app.gui.case.finding import is_mistyped, receipt_number
from desk_app.gui.case.typed import BELONGS_TO_OPEN, Cursor, IntakeForm, is_blank
from desk_app.gui.page import SupplementOf
from desk_app.records.base import ApplicationId
from desk_app.records.case.mail import Matter

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from desk_app.desk.context import Changes, Desk
    from desk_app.gui.session.session import Session
    from desk_app.records.base import MailItemId
    from desk_app.records.case.history import ApplicationFile
    from desk_app.records.case.mail import MailItem
    from desk_app.records.desk.people import User


NEW, LATER = "new-", "supplement-"
"""How the keys begin of mail that nobody logged yet, and of what came later for an application."""

_ASIDE = "-aside"
KEPT_AT = "kept_at"

_BROKEN = (ValueError, KeyError, TypeError)


@dataclass(frozen=True, slots=True)
class SavedDraft:
    """A draft that the desk keeps; ``at`` is None where it does not say since when."""

    at: datetime | None = None


def key_of(mail: MailItemId | None, matter: Matter) -> str:
    """Return the key of a page: of a mail item that waits, or of mail that nobody logged yet."""
    return f"{NEW}{matter.value}" if mail is None else f"mail-{mail}"


def key_of_later(application: ApplicationId) -> str:
    """Return the key of a page for what came later for one application."""
    return f"{LATER}{application}"


def matter_of(key: str) -> Matter:
    """Return the matter with which a page of mail that nobody logged yet begins."""
    return Matter(key.removeprefix(NEW).removesuffix(_ASIDE))


def aside_of(key: str) -> str | None:
    """Return where the draft of a page is laid aside for another one; None for a page of one thing.

    Of mail that nobody logged yet there may be two: an urgent envelope comes between.
    """
    return f"{key}{_ASIDE}" if key.startswith(NEW) else None


NEW_MAIL = key_of(None, Matter.NEW_APPLICATION)
"""The key of the draft of an envelope that nobody logged yet."""


def dated(content: str, at: datetime) -> str:
    """Return a draft's text with the moment at which it is kept."""
    return _written(json.loads(content) | {KEPT_AT: at.isoformat()})


def undated(text: str) -> str:
    """Return a draft's text as the page wrote it."""
    try:
        plain = json.loads(text)
        del plain[KEPT_AT]
    except _BROKEN:
        return text
    return _written(plain)


def since(text: str | None) -> SavedDraft | None:
    """Return since when a draft is kept; None for none."""
    if text is None:
        return None
    try:
        return SavedDraft(datetime.fromisoformat(json.loads(text)[KEPT_AT]))
    except _BROKEN:
        return SavedDraft()


def _written(plain: object) -> str:
    return json.dumps(plain, ensure_ascii=False, separators=(",", ":"))


# The Intake page as text and back, for the draft that is kept encrypted while typing.


T = TypeVar("T")
Plain = Any
"""What JSON knows."""

_CURSOR = "cursor"
_TEXT_BROKEN = (ValueError, KeyError, TypeError, AttributeError, RecursionError)


def written(form: IntakeForm, cursor: Cursor | None = None) -> str:
    """Return the page, and where the keys stand in it, as text; every character stays as typed."""
    plain = as_json(form) | ({} if cursor is None else {_CURSOR: as_json(cursor)})
    return json.dumps(plain, ensure_ascii=False, separators=(",", ":"))


def read(text: str) -> IntakeForm | None:
    """Return the page of a text; None where the text is none (an older program's draft)."""
    try:
        plain = json.loads(text)
        for beside in (_CURSOR, KEPT_AT):
            plain.pop(beside, None)
        form = of_json(IntakeForm, _as_now(plain))
    except _TEXT_BROKEN:
        return None
    return form if form.applications else None


def _as_now(plain: Plain) -> Plain:
    """Return a draft of an older program as it would be written now."""
    for each in plain.get("applications", ()):
        as_form = each.get("principal", {}).pop("registered_as_form", True)
        each.setdefault("registered_as_form", as_form)
        for claim in each.get("claims", ()):
            claim.setdefault("id", claim["right"])
    for line in (*plain.get("pieces", ()), *plain.get("odd", ())):
        names = ("piece", "condition", "denomination", "surcharge")
        line.setdefault("id", ".".join(str(line[name]) for name in names))
    plain["held"] = [{"id": "", "mail_item": 0} | thing for thing in plain.get("held", ())]
    return plain


def read_cursor(text: str) -> Cursor:
    """Return where the keys stood in the page of a text; nowhere where it does not say."""
    try:
        return of_json(Cursor, json.loads(text)[_CURSOR])
    except _TEXT_BROKEN:
        return Cursor()


def as_json(value: object) -> Plain:
    """Return a dataclass, or what stands in one, as JSON has it."""
    if is_dataclass(value) and not isinstance(value, type):
        return {each.name: as_json(getattr(value, each.name)) for each in fields(value)}
    if isinstance(value, tuple):
        return [as_json(each) for each in value]
    if isinstance(value, Enum):
        return value.value
    return value.isoformat() if isinstance(value, date) else value


def of_json(kind: type[T], plain: Plain) -> T:
    """Return the dataclass that JSON has; raises TypeError or ValueError where it has another."""
    return cast("T", _value(kind, plain))


def _value(hint: object, plain: Plain) -> object:
    if isinstance(hint, NewType):
        return _value(hint.__supertype__, plain)
    if get_origin(hint) in (Union, types.UnionType):
        kinds = [each for each in get_args(hint) if each is not type(None)]
        return None if plain is None else _value(kinds[0], plain)
    if get_origin(hint) is tuple:
        return _tuple(get_args(hint), plain)
    if isinstance(hint, type) and is_dataclass(hint):
        hints = _hints(hint)
        return hint(**{name: _value(hints[name], each) for name, each in plain.items()})
    return _leaf(hint, plain)


def _tuple(kinds: tuple[Any, ...], plain: Plain) -> tuple[object, ...]:
    if kinds[-1] is ...:
        return tuple(_value(kinds[0], each) for each in plain)
    return tuple(_value(kind, each) for kind, each in zip(kinds, plain, strict=True))


def _leaf(hint: object, plain: Plain) -> object:
    if hint is date:
        return date.fromisoformat(plain)
    if isinstance(hint, type) and issubclass(hint, Enum):
        return hint(plain)
    if type(plain) is not hint:
        raise TypeError(str(hint))
    return plain


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


# Keeps what stands in the Intake page as a draft: two seconds after the last key, or if asked.


DRAFT_AFTER_MS = 2_000


class IntakeKeeping(QObject):
    """Keeps the page and where the keys stood in it, encrypted in the store.

    ``kept`` carries the moment, ``answered`` the answer to a clerk who asked: the moment, or None
    where nothing stands in the page yet. ``cursor_of`` says where the keys stand; the view sets it.
    """

    kept = Signal(object)
    answered = Signal(object)

    def __init__(self, session: Session, page: Callable[[], IntakeForm], parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._page = page
        self.cursor_of: Callable[[], Cursor] = Cursor
        self._typed = False
        self._asked = False
        self._last = ""
        self._timer = QTimer(self, singleShot=True, interval=DRAFT_AFTER_MS)
        self._timer.timeout.connect(self.keep)

    def begin(self, draft: str = "") -> None:
        """Begin with a page of which the store holds this draft, or none."""
        self._typed = False
        self._last = undated(draft)
        self._timer.stop()

    def typed(self) -> None:
        """Note that something else stands in the page now."""
        self._typed = True
        self._timer.start()

    def moved(self) -> None:
        """Note that the keys went elsewhere in a page of which there is a draft."""
        if self._last:
            self._timer.start()

    def is_kept(self) -> bool:
        """Say whether something stands in the page of which there is a draft."""
        return bool(self._last) and not is_blank(self._page(), self._session.today)

    def text(self) -> str:
        """Return the page as it stands, as a draft of now; empty where nothing stands in it."""
        if is_blank(self._page(), self._session.today):
            return ""
        return self._dated(written(self._page(), self.cursor_of()))

    def pause(self) -> None:
        """Wait no longer for the last key: the page is being saved whole."""
        self._timer.stop()

    def keep(self) -> None:
        """Keep the page where it, or the place of the keys in it, is not what is kept already."""
        self._timer.stop()
        if not self._typed and not self._last:
            return
        content = written(self._page(), self.cursor_of())
        if not self._typed and content == self._last:
            return
        self._typed, self._last = False, content
        key, dated = self._page().key, self._dated(content)
        self._session.keep_draft(self, key, dated, self._take_kept, self._take_unkept)

    def keep_as_asked(self) -> None:
        """Keep the page whether or not anything changed, and answer."""
        if is_blank(self._page(), self._session.today):
            self.keep()
            self.answered.emit(None)
            return
        self._typed = self._asked = True
        self.keep()

    def _dated(self, content: str) -> str:
        return dated(content, self._session.desk.ports.clock.now())

    def _take_kept(self, _: Changes) -> None:
        now = self._session.desk.ports.clock.now()
        self.kept.emit(now)
        if self._asked:
            self._asked = False
            self.answered.emit(now)

    def _take_unkept(self, error: Exception) -> None:
        self._typed, self._asked = True, False
        self._session.trouble.emit(error)


# What the Intake page asks of the desk, on the desk's own thread.


MOST_MATCHES = 8
SHORTEST_NAME = 2


@dataclass(frozen=True, slots=True)
class DraftContext:
    """What the desk knows of a page: a draft, the mail item logged before, who works here.

    ``aside`` is the draft that was laid aside for this page.
    """

    draft: str | None
    mail: MailItem | None
    people: tuple[User, ...]
    aside: str | None = None


@dataclass(frozen=True, slots=True)
class FoundByNumber:
    """What a number, a code or a name names: the one application, or those it may be."""

    file: ApplicationFile | None = None
    matches: tuple[ApplicationLine, ...] = ()


def opened(desk: Desk, key: str, id_: MailItemId | None) -> DraftContext:
    """Return what is known of the page of this draft key; raises NotFound for an unknown id."""
    with reading.cases(desk) as books:
        mail = books.mail.get(id_) if id_ is not None else None
        draft, aside = books.drafts.get(desk.actor.id, key), aside_of(key)
        laid = None if aside is None else books.drafts.get(desk.actor.id, aside)
        return DraftContext(draft, mail, books.people.all(), laid)


def find(desk: Desk, text: str) -> FoundByNumber:
    """Return the open application that a receipt number, a scanned code or a name names (A4)."""
    if is_mistyped(text):
        return FoundByNumber()
    number = receipt_number(text)
    if number:
        with reading.cases(desk) as books:
            id_ = books.files.by_number(number)
            return FoundByNumber() if id_ is None else FoundByNumber(books.files.get(id_))
    queries = reading.lists(desk)
    wanted = Filter(text=text, open_only=True)
    window = queries.window(wanted, ListOrder(), desk.today, MOST_MATCHES)
    matches = queries.lines(window.ids, desk.today)
    if len(matches) == 1:
        return FoundByNumber(file(desk, matches[0].id), matches)
    return FoundByNumber(None, matches)


def file(desk: Desk, id_: ApplicationId) -> ApplicationFile:
    """Return an application with its history; raises NotFound."""
    with reading.cases(desk) as books:
        return books.files.get(id_)


def person(form: IntakeForm) -> PersonQuery | None:
    """Return what is typed of the principal so far; None where it is too little to ask (A5)."""
    typed = form.application.principal
    if max(len(typed.name.strip()), len(typed.kana.strip())) < SHORTEST_NAME:
        return None
    return PersonQuery(typed.name, typed.kana, typed.former_name, typed.born, typed.address)


def known(desk: Desk, query: PersonQuery) -> tuple[KnownPerson, ...]:
    """Return earlier applications of a person perhaps known, best first."""
    return reading.lists(desk).known(query)


Areas = Mapping[str, tuple[PostalArea, ...]]
"""What postal codes stand for, by their digits; nothing where the table does not have one."""
NO_AREAS: Areas = MappingProxyType({})


def areas_of(desk: Desk, codes: Sequence[str]) -> Areas:
    """Return what each postal code stands for; nothing where the table does not have it."""
    return {code: desk.ports.postal.areas(code) for code in codes}


def common_part(areas: tuple[PostalArea, ...]) -> str:
    """Return as much of the address as every area of the code has."""
    parts = [(area.prefecture, area.city, area.town) for area in areas]
    common = ""
    for same in zip(*parts, strict=True):
        if len(set(same)) > 1:
            break
        common += same[0]
    return common


# Which mail was begun on the Intake page and not logged, and what leads back to it.


@dataclass(frozen=True, slots=True)
class BegunMail:
    """A page that was begun: ``opens`` opens it; ``number`` names the application it is for."""

    opens: SupplementOf | Matter
    number: str = ""

    @property
    def later(self) -> bool:
        """Whether it is what came later for an application that is open."""
        return isinstance(self.opens, SupplementOf) or self.opens in BELONGS_TO_OPEN


def begun_mail(desk: Desk) -> BegunMail | None:
    """Return what a person began and did not log, new mail first; None for nothing.

    What waits in the list of the mail, begun or not, is told there.
    """
    drafts = intake.begun(desk, NEW, LATER)
    first = min(drafts, key=lambda key: (not key.startswith(NEW_MAIL), key), default=None)
    if first is None:
        return None
    if first.startswith(NEW):
        return BegunMail(matter_of(first))
    form = read(drafts[first])
    number = form.supplement.number if form is not None else ""
    id_ = ApplicationId(int(first.removeprefix(LATER)))
    return BegunMail(SupplementOf(id_, number), number)
