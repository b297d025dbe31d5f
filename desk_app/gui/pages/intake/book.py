# SPDX-License-Identifier: MIT
"""Logging what came in an envelope: what is typed, what the rules find, what is kept."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from datetime import date
from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from desk_app.desk.applications import intake, supplements
from desk_app.desk.applications.intake import faults_of_days
from desk_app.desk.context import Changes, Kind
from desk_app.desk.errors import KnownError
from desk_app.gui.case import drafts
from desk_app.gui.case.drafts import NO_AREAS, Areas, DraftContext, FoundByNumber, IntakeKeeping
from desk_app.gui.case.finding import is_mistyped, receipt_number
from desk_app.gui.case.read import step_told
from desk_app.gui.case.typed import (
    BELONGS_TO_OPEN,
    Cursor,
    EnvelopeForm,
    IntakeForm,
    OpenLines,
    SupplementForm,
    is_blank,
)
from desk_app.gui.kit.fields.names import CODE_DIGITS, plain_digits
from desk_app.gui.kit.look.painting import Mark
from desk_app.gui.pages.intake import draft as intake_change
from desk_app.gui.pages.intake import draft as intake_draft
from desk_app.gui.pages.intake import findings
from desk_app.gui.pages.intake.draft import Trouble
from desk_app.gui.pages.intake.findings import (
    UNTOUCHED,
    IntakeState,
    ToldTrouble,
    application_of_input,
    examined,
    proposed,
    spot_of_input,
    with_lines,
)
from desk_app.i18n import messages
from desk_app.records.base import NO_FACTS
from desk_app.records.case.application import Change, ProxyKind
from desk_app.records.case.mail import Matter
from desk_app.rules import codes
from desk_app.rules.addresses.addresses import fits_code, lacks_code, town_twice

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from datetime import datetime

    from desk_app.desk.context import Desk
    from desk_app.desk.rows import KnownPerson
    from desk_app.gui.case.typed import Home
    from desk_app.gui.page import SupplementOf
    from desk_app.gui.session.session import Session
    from desk_app.records.base import ApplicationId, MailItemId
    from desk_app.records.case.findings import Examination
    from desk_app.records.case.history import ApplicationFile
    from desk_app.records.desk.people import Language
    from desk_app.rules.rulebook.rulebook import Rules


_TYPED = (str, date, type(None))
"""What a text field or a date field holds: the field undoes that itself."""

Part = Any
"""A form, or a part of it at the same place in each of the forms compared."""


class DraftUndo:
    """Remembers each step as the form before and after it, until the page begins anew.

    What is typed between two steps stays when the first of them is undone.
    """

    def __init__(self) -> None:
        self._steps: list[tuple[IntakeForm, IntakeForm]] = []

    def remember(self, before: IntakeForm, after: IntakeForm, *, chosen: bool) -> None:
        """Remember a step, unless all of it was typed or only shows another part of the page.

        ``chosen`` says that it was no typing, whatever it changed.
        """
        before, after = _content(before), _content(after)
        if before != after and (chosen or not _is_typed(before, after)):
            self._steps.append((before, after))

    def forget(self) -> None:
        """Hold nothing any more."""
        self._steps.clear()

    def part(self) -> str:
        """Return what the last step changed: the name of a field of the form; empty for none."""
        if not self._steps:
            return ""
        before, after = self._steps[-1]
        if len(before.applications) != len(after.applications):
            return "applications"
        pairs = [(before, after), *zip(before.applications, after.applications, strict=True)]
        names = [name for pair in pairs for name in _changed(*pair) if name != "applications"]
        return names[0] if names else ""

    def undone(self, form: IntakeForm) -> IntakeForm:
        """Return the form without the last step, and forget that."""
        if not self._steps:
            return form
        before, after = self._steps.pop()
        result: IntakeForm = _without(form, before, after)
        return replace(result, current=min(form.current, len(result.applications) - 1))


def _content(form: IntakeForm) -> IntakeForm:
    """Return the form without what only says where the clerk is, or what was found for him."""
    supplement = replace(form.supplement, application=None, number=SupplementForm().number)
    applications = tuple(replace(each, left=()) for each in form.applications)
    form = replace(form, applications=applications, begun=OpenLines())
    return replace(form, current=0, paper="", unread=(), supplement=supplement)


def _is_typed(before: Part, after: Part) -> bool:
    """Return whether two parts differ in typed texts and days alone, or not at all."""
    if before == after:
        return True
    if is_dataclass(before) and type(before) is type(after):
        names = _changed(before, after)
        return all(_is_typed(getattr(before, n), getattr(after, n)) for n in names)
    if isinstance(before, tuple) and isinstance(after, tuple):
        if all(isinstance(each, Change) for each in (*before, *after)):
            return True
        return len(before) == len(after) and all(map(_is_typed, before, after))
    return isinstance(before, _TYPED) and isinstance(after, _TYPED)


def _changed(before: Part, after: Part) -> list[str]:
    names = (field.name for field in fields(before))
    return [name for name in names if getattr(before, name) != getattr(after, name)]


def _without(now: Part, before: Part, after: Part) -> Part:
    """Return a part as it stands now, but for what a step changed in it."""
    if before == after:
        return now
    if is_dataclass(before) and type(now) is type(before) is type(after):
        whole: Any = now
        parts = {
            name: _without(getattr(now, name), getattr(before, name), getattr(after, name))
            for name in _changed(before, after)
        }
        return replace(whole, **parts)
    if isinstance(before, tuple):
        return _lines_without(now, before, after)
    return before


def _lines_without(now: Part, before: Part, after: Part) -> Part:
    if len(now) == len(before) == len(after):
        return tuple(map(_without, now, before, after))
    if all(_name(each) is not None for each in (*now, *before, *after)):
        return _named_without(now, before, after)
    gone = [place for place in range(len(before)) if _short(before, place) == after]
    came = [place for place in range(len(after)) if _short(after, place) == before]
    if gone and len(now) == len(after):
        return (*now[: gone[0]], before[gone[0]], *now[gone[0] :])
    return _short(now, came[0]) if came and len(now) == len(after) else before


def _named_without(now: Part, before: Part, after: Part) -> Part:
    stand, changed = ({_name(each): each for each in part} for part in (now, after))
    known = {_name(each) for each in before} | changed.keys()
    back = tuple(
        _without(stand[_name(each)], each, changed.get(_name(each), each))
        if _name(each) in stand
        else each
        for each in before
    )
    return (*back, *(each for each in now if _name(each) not in known))


def _name(line: Part) -> object:
    """Return what a line of the page is known by, whatever else stands in it."""
    return getattr(line, "key", None) or getattr(line, "id", None)


def _short(lines: Part, place: int) -> Part:
    return (*lines[:place], *lines[place + 1 :])


# The verb by which what stands in the Intake page is logged.


def logging_of(
    form: IntakeForm, later: ApplicationFile | None, today: date
) -> Callable[[Desk], Changes]:
    """Return what logs the page; ``later`` is the application it belongs to, where it does."""
    if form.envelope.matter is Matter.NEW_APPLICATION:
        draft = intake_draft.envelope_draft(form, today)
        return lambda desk: intake.log_application(desk, draft)
    if form.envelope.matter in BELONGS_TO_OPEN and later is not None:
        supplement = intake_draft.supplement_draft(form, later.application.id, today)
        return lambda desk: supplements.attach_supplement(desk, supplement)
    logged, note = form.logged_as, form.envelope.note
    if logged is not None:
        return lambda desk: intake.handle_mail(desk, logged, note)
    mail = replace(intake_draft.mail_item(form, today), handled=True, handled_note=note)
    return lambda desk: intake.log_mail(desk, mail)


# What the rules find, put into what the Intake page shows.


def with_findings(
    state: IntakeState,
    found: Examination | None,
    troubles: tuple[Trouble, ...],
    rules: Rules,
    language: Language,
) -> IntakeState:
    """Return the state with what was found of its form; with nothing where nobody looked."""
    if found is None:
        return replace(state, sections=UNTOUCHED, findings=(), papers={}, fee=None, next=None)
    form = state.form
    marked = findings.marked(found, form)
    told = _is_typed_through(form, marked)
    return replace(
        state,
        sections=findings.standing(marked, form, troubles),
        findings=findings.lines(marked, form.application.papers, rules, language),
        papers=findings.paper_marks(marked, form.application.papers),
        fee=found.fee,
        next=step_told(found.next, state.today, language) if told else None,
    )


def _is_typed_through(form: IntakeForm, marked: Sequence[findings.Marked]) -> bool:
    """Return whether anything can be said of what comes next: what lacks may still be typed."""
    new = form.envelope.matter is Matter.NEW_APPLICATION
    waits = any(mark is Mark.OPEN for _, mark in marked)
    return not new or (bool(form.application.claims) and not waits)


# What is told of a field of the Intake page once it is left: what cannot be, and what is odd.


ISSUED_ON = "paper.issued_on"
_NUMBER = "envelope.tracking_number"


def wrong_days(form: IntakeForm, today: date, language: Language) -> Mapping[str, str]:
    """Return a sentence for each day of the envelope on which it cannot have come."""
    envelope, found = form.envelope, {}
    if envelope.arrived_on is not None:
        for fault in faults_of_days(envelope.arrived_on, envelope.postmark, today):
            said, spot = messages.error(fault, language), spot_of_input(fault.place)
            if spot is not None:
                found[spot.field] = f"{said.what} {said.next}"
    return found


def remarks(form: IntakeForm, language: Language, areas: Areas = NO_AREAS) -> Mapping[str, str]:
    """Return a sentence for each field in which something odd stands that can be saved as it is.

    The number on the envelope stays as typed, but a digit of it may have been misread. A document
    may be dated after its arrival: it is logged as it lies there, and found defective.
    A town twice in an address was most likely filled in by the postal code and typed once more. A
    form without a postal code is in order; the letter to it needs one. ``areas`` are those of the
    codes that were looked up: an address elsewhere has one of the two misread.
    """
    found = {}
    # Of another country's mail the number has another form: only a digit that does not fit is told.
    doubt = codes.doubt(form.envelope.tracking_number)
    if doubt is codes.NumberDoubt.CHECK_DIGIT:
        found[_NUMBER] = messages.refusal("tracking_number_misread", NO_FACTS, language)
    issued, arrived = form.open_paper.issued_on, form.envelope.arrived_on
    if issued is not None and arrived is not None and issued > arrived:
        found[ISSUED_ON] = messages.refusal("issued_after_arrival", NO_FACTS, language)
    application = form.application
    homes: Mapping[str, Home] = {
        "principal": application.principal,
        "proxy": application.proxy,
        "supplement": form.supplement,
    }
    for whose, home in homes.items():
        if town := town_twice(home.address):
            found[f"{whose}.address"] = messages.refusal("town_twice", {"town": town}, language)
        elif lacks_code(home.postal_code, home.address):
            code = messages.refusal("postal_code_missing", NO_FACTS, language)
            found[f"{whose}.address"] = code
        elif (doubtful := _doubtful_code(home, areas, language)) is not None:
            found[f"{whose}.postal_code"] = doubtful
    return found


def _doubtful_code(home: Home, areas: Areas, language: Language) -> str | None:
    """Say what is odd about a postal code that was looked up; nothing where it fits."""
    here = areas.get(plain_digits(home.postal_code))
    if here is None:
        return None
    facts = {"code": home.postal_code.strip(), "place": drafts.common_part(here) if here else ""}
    if not here:
        return messages.refusal("postal_code_unknown", facts, language)
    places = (f"{each.prefecture}{each.city}{each.town}" for each in here)
    if fits_code(home.address, places):
        return None
    return messages.refusal("postal_code_elsewhere", facts, language)


class IntakeBook(QObject):
    """Keeps the form, has it examined, keeps drafts and saves.

    `put` and its like change the form in silence; `look` has it examined and tells the view.
    ``logged`` carries the ids of the applications that a save made or touched, ``refused`` the
    known error of a save that is no field's. ``cursor_wanted`` says where the keys stood in the
    draft that is shown now, ``turned`` that another page comes. ``keeping`` keeps the drafts.
    ``told_several`` carries what keeps several applications from being saved.
    """

    state_changed = Signal(object)
    logged = Signal(object)
    refused = Signal(object)
    cursor_wanted = Signal(object)
    field_wanted = Signal(str)
    told_several = Signal(object)
    turned = Signal()

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self._known_of: object = None
        self.state = IntakeState(_blank("new", session), session.today)
        self.undoing = DraftUndo()
        self.keeping = IntakeKeeping(session, lambda: self.form, self)
        self.keeping.kept.connect(self._take_kept)

    @property
    def form(self) -> IntakeForm:
        """What stands in the page."""
        return self.state.form

    @property
    def rules(self) -> Rules:
        """The rules of the day the envelope arrived."""
        return self.session.desk.rulebook.on(self.form.envelope.arrived_on or self.session.today)

    def open(self, id_: MailItemId | None, matter: Matter = Matter.NEW_APPLICATION) -> None:
        """Open the page: a new envelope, or a mail item that waits to be logged."""
        self.keep_draft()
        key = drafts.key_of(id_, matter)
        form = intake_change.put(_blank(key, self.session), "envelope.matter", matter)
        self._begin(replace(form, logged_as=id_))
        self.session.ask(
            self, "open", lambda desk: drafts.opened(desk, key, id_), self._take_opened
        )

    def open_supplement(self, of: SupplementOf) -> None:
        """Open the page for what came later for an application, with a draft of its own."""
        key = drafts.key_of_later(of.application)
        form = intake_change.put(_blank(key, self.session), "envelope.matter", Matter.SUPPLEMENT)
        form = intake_change.put(form, "supplement.application", of.application)
        form = intake_change.put(form, "supplement.number", of.receipt_number)
        self.keep_draft()
        self._begin(form)
        self.session.ask(self, "open", partial(drafts.opened, key=key, id_=None), self._take_opened)

    def put(self, field: str, value: object) -> None:
        """Change one field; what stood there and was no date is forgotten."""
        before = self.form.open_paper.shows_address
        form = intake_change.put(intake_change.unread(self.form, field, ""), field, value)
        form = intake_change.with_address_seen(form, field, self.rules)
        self.change(form, outside=form.open_paper.shows_address is not before)

    def put_unread(self, field: str, text: str) -> None:
        """Note what was typed into a date field and is no date."""
        form = intake_change.put(self.form, field, None)
        self.change(intake_change.unread(form, field, text))

    def change(self, form: IntakeForm, *, outside: bool = False) -> None:
        """Take a changed form; ``outside`` where the fields themselves must show it anew."""
        self.undoing.remember(self.form, form, chosen=outside)
        self._take_form(form, outside=outside)

    def undo(self) -> None:
        """Undo the last tick, choice, count or line that was added or removed; texts stay."""
        self._take_form(self.undoing.undone(self.form), outside=True)
        self.look()

    def look(self) -> None:
        """Have the page examined as it stands, and tell the view."""
        desk, blank = self.session.desk, is_blank(self.form, self.session.today)
        found = None if blank else examined(desk, self.form, self.state.later)
        form = with_lines(desk, self.form, self.state.later, found)
        self.state = replace(self.state, form=form)
        self._emit(
            with_findings(self.state, found, self._troubles(), self.rules, self.session.language)
        )
        self._ask_known()
        self._ask_areas()

    def leave(self, *sections: int) -> None:
        """Take it that the clerk is through with some sections; their verdicts begin."""
        form = intake_change.leave(self.form, *sections)
        if form != self.form:
            self.state = replace(self.state, form=form)
            self.look()

    def find(self, text: str) -> None:
        """Look for the open application a supplement belongs to: number, code or name."""
        if text.strip():
            self.session.ask(self, "find", lambda desk: drafts.find(desk, text), self._take_found)
        else:
            self.session.leave(self, "find")
            self._take_found(FoundByNumber())

    def open_paper(self, key: str) -> None:
        """Open the details of a document."""
        form = replace(self.form, paper=key)
        self._emit(replace(self.state, form=form, revision=self.state.revision + 1))

    def choose_value(self, field: str, value: object) -> None:
        """Take a choice; some bring another field with them: a form its version."""
        form = self.form
        if intake_change.is_sheet(field):
            code = None if value is None else str(value)
            chosen = intake_change.choose_sheet(form, field, code, self.rules)
        elif field == "proxy.kind":
            kind = value if isinstance(value, ProxyKind) else None
            chosen = intake_change.choose_proxy(form, kind, self.rules)
        else:
            chosen = intake_change.put(form, field, value)
        self.change(chosen, outside=True)

    def is_attached(self) -> bool:
        """Return whether the number that stands in the page is that of the chosen application."""
        later = self.state.later
        return later is not None and later.application.receipt_number == receipt_number(
            self.form.supplement.number
        )

    def propose_shares(self) -> None:
        """Allot every piece of the envelope as the rules propose; a person may change it (A4)."""
        self.change(proposed(self.session.desk, self.form), outside=True)

    def add_application(self) -> None:
        """Begin one more application of the same envelope."""
        self.change(intake_change.add_application(self.form), outside=True)
        self.look()

    def remove_application(self) -> None:
        """Take the shown application out of the envelope."""
        form = self.form
        self.change(intake_change.remove_application(form, form.current), outside=True)
        self.look()

    def show_application(self, number: int) -> None:
        """Show another application of the envelope, from 0."""
        if 0 <= number < len(self.form.applications):
            self.state = replace(self.state, troubles=_NO_TROUBLE)
            self.change(replace(self.form, current=number, paper=""), outside=True)
            self.state = replace(self.state, troubles=_sentences(self.state.told, number))
            self.look()

    def choose(self, id_: ApplicationId) -> None:
        """Attach the supplement to one of the applications found."""
        self.session.ask(self, "find", lambda desk: drafts.file(desk, id_), self._take_file)

    def save(self) -> None:
        """Log what stands in the page, all or nothing; a refused value is told at its field."""
        if self.state.saving:
            return
        found = self._troubles()
        if found:
            self.leave(*findings.SECTIONS)
            self._tell(found)
            return
        self.keeping.pause()
        self._emit(replace(self.state, saving=True, troubles=_NO_TROUBLE, told=()))
        verb = logging_of(self.form, self.state.later, self.session.today)
        self.session.do(self, verb, self._take_saved, self._take_refusal)

    def begin_anew(self) -> None:
        """Forget the draft of last time and open the page again."""
        key = self.form.key
        self.keeping.begin()
        self.session.do(self, lambda desk: intake.forget_draft(desk, key), self._open_again)

    def may_lay_aside(self) -> bool:
        """Say whether the page can be laid aside for a new one, or for the one that was."""
        stands = self.state.aside is not None or not is_blank(self.form, self.session.today)
        return stands and drafts.aside_of(self.form.key) is not None

    def lay_aside(self) -> None:
        """Lay what stands in the page aside, and show what lay there; a new page where nothing."""
        form, aside = self.form, drafts.aside_of(self.form.key)
        if aside is None:
            return
        content = self.keeping.text()
        self.keeping.pause()

        def laid(_: Changes) -> None:
            self.keeping.begin()
            self.turned.emit()
            self.open(None, drafts.matter_of(form.key))
            if not self.state.restored:
                self.cursor_wanted.emit(Cursor())

        verb = partial(intake.exchange_drafts, key=form.key, aside=aside, content=content)
        self.session.do(self, verb, laid)

    def keep_draft(self) -> None:
        """Keep what stands in the page as a draft, encrypted in the store."""
        self.keeping.keep()

    def clear(self) -> None:
        """Hold nothing any more: the screen is being locked or left; a draft is kept first."""
        self.keep_draft()
        self._begin(_blank("new", self.session))

    def _take_form(self, form: IntakeForm, *, outside: bool) -> None:
        if form != self.form:
            revision = self.state.revision + int(outside)
            said = intake_change.still_said(self.state.troubles, self.form, form)
            # The numbers of the applications are others where one came or went.
            alike = len(form.applications) == len(self.form.applications)
            told = self.state.told if alike else ()
            if form.current == self.form.current:
                told = tuple(each for each in told if self._stays(each, said))
            self.state = replace(
                self.state, form=form, revision=revision, restored=False, troubles=said, told=told
            )
            self.keeping.typed()

    def _begin(self, form: IntakeForm) -> None:
        self.session.leave(self, "open", "find", "known", "areas")
        self.undoing.forget()
        self._known_of = None
        self.keeping.begin()
        revision = self.state.revision + 1
        people = self.state.people
        self.state = IntakeState(form, self.session.today, revision=revision, people=people)
        self.look()

    def _open_again(self, _: Changes) -> None:
        self.open(self.form.logged_as, self.form.envelope.matter)

    def _take_opened(self, opened: DraftContext) -> None:
        self.state = replace(self.state, people=opened.people)
        draft = drafts.read(opened.draft) if opened.draft is not None else None
        if draft is not None:
            self._begin(draft)
            self.keeping.begin(opened.draft or "")
            goes_on = not is_blank(draft, self.session.today)
            kept = drafts.since(opened.draft) if goes_on else None
            self.state = replace(self.state, restored=True, draft=kept)
        elif opened.mail is not None and self.form.logged_as == opened.mail.id:
            self._begin(intake_draft.form_of(opened.mail, self.form))
        self._emit(replace(self.state, aside=drafts.since(opened.aside)))
        if self.form.supplement.application is not None:
            self.choose(self.form.supplement.application)
        if opened.draft is not None and draft is not None:
            self.cursor_wanted.emit(drafts.read_cursor(opened.draft))

    def _take_found(self, found: FoundByNumber) -> None:
        self.state = replace(self.state, matches=found.matches)
        self._take_file(found.file)
        if found.file is None and self.form.supplement.number.strip() and not found.matches:
            self._tell((self._nobodys_number(),))

    def _take_file(self, file: ApplicationFile | None) -> None:
        self.state = replace(self.state, later=file)
        form, of = self.form, None if file is None else file.application
        if of is not None:
            form = intake_change.put(form, "supplement.number", of.receipt_number)
        form = intake_change.put(form, "supplement.application", None if of is None else of.id)
        self.change(form, outside=True)
        self.look()

    def _take_saved(self, changes: Changes) -> None:
        self._begin(_blank("new", self.session))
        self._emit(replace(self.state, saving=False))
        self.logged.emit(tuple(changes.ids(Kind.APPLICATION)))

    def _take_refusal(self, error: Exception) -> None:
        self._emit(replace(self.state, saving=False))
        spot = spot_of_input(error.place) if isinstance(error, KnownError) else None
        if spot is None or not isinstance(error, KnownError):
            self.refused.emit(error)
            return
        self.leave(*findings.SECTIONS)
        self._tell_all(tuple(self._refusals(error)))

    def _take_kept(self, at: datetime) -> None:
        self._emit(replace(self.state, saved_at=at))

    def _troubles(self) -> tuple[Trouble, ...]:
        found = intake_draft.troubles(self.form)
        if self.form.envelope.matter in BELONGS_TO_OPEN and self.state.later is None:
            known = tuple(each for each in found if each.code != "nothing_withdrawn")
            return (*known, self._nobodys_number())
        return found

    def _nobodys_number(self) -> Trouble:
        """Return why what was typed or scanned names no application."""
        mistyped = is_mistyped(self.form.supplement.number)
        code = "mistyped_code" if mistyped else "no_such_application"
        return Trouble("supplement.number", code)

    def _tell(self, found: tuple[Trouble, ...]) -> None:
        """Go to the first trouble, and tell all of them."""
        told = [
            ToldTrouble(each.field, self._sentence(each.code), each.application) for each in found
        ]
        self._tell_all(tuple(told))

    def _refusals(self, error: KnownError) -> Iterator[ToldTrouble]:
        """Give what a verb would not take, each at its field; what has none is left out."""
        for each in (error, *error.further):
            if (spot := spot_of_input(each.place)) is not None:
                said = messages.error(each, self.session.language)
                sentence = f"{said.what} {said.next}".strip()
                yield ToldTrouble(spot.field, sentence, application_of_input(each.place))

    def _tell_all(self, told: tuple[ToldTrouble, ...]) -> None:
        """Go to the first trouble; those of other applications are told beside it (A4)."""
        first = told[0]
        number = self.form.current if first.application is None else first.application
        if number != self.form.current:
            self.show_application(number)
        self._emit(replace(self.state, troubles=_sentences(told, number), told=told))
        self.field_wanted.emit(first.field)
        if len({each.application for each in told}) > 1:
            self.told_several.emit(told)

    def _stays(self, told: ToldTrouble, said: Mapping[str, str]) -> bool:
        """Say whether a trouble stands in another application, or is still to be said here."""
        return told.application not in (None, self.form.current) or told.field in said

    def _sentence(self, code: str) -> str:
        own = {
            "not_a_date": self.tr("Type a date, for example R8.11.25 or 25 Nov 2026."),
            "arrival_missing": self.tr("Type the day on which the envelope arrived."),
            "mail_kind_missing": self.tr("Choose the kind of mail."),
            "mistyped_code": self.tr("The check character does not fit. Scan or type it again."),
            "no_such_application": self.tr("No open application has this number or name."),
            "original_unsaid": findings.which_word(),
        }
        return own.get(code) or messages.refusal(code, NO_FACTS, self.session.language)

    def _ask_areas(self) -> None:
        """Look up the postal codes of the page that nobody has looked up yet."""
        principal, proxy = self.form.application.principal, self.form.application.proxy
        homes: tuple[Home, ...] = (principal, proxy, self.form.supplement)
        codes = {plain_digits(home.postal_code) for home in homes}
        wanted = sorted(c for c in codes if len(c) == CODE_DIGITS and c not in self.state.areas)
        if wanted:
            query = partial(drafts.areas_of, codes=wanted)
            self.session.ask(self, "areas", query, self._take_areas)

    def _take_areas(self, found: Areas) -> None:
        self._emit(replace(self.state, areas=MappingProxyType({**self.state.areas, **found})))

    def _ask_known(self) -> None:
        query = drafts.person(self.form)
        if query == self._known_of or self.form.envelope.matter is not Matter.NEW_APPLICATION:
            return
        self._known_of = query
        self.session.leave(self, "known")
        if query is None:
            self._emit(replace(self.state, known=()))
        else:
            self.session.ask(
                self, "known", lambda desk: drafts.known(desk, query), self._take_known
            )

    def _take_known(self, known: tuple[KnownPerson, ...]) -> None:
        self._emit(replace(self.state, known=known))

    def _emit(self, state: IntakeState) -> None:
        self.state = state
        self.state_changed.emit(self.state)


_NO_TROUBLE: MappingProxyType[str, str] = MappingProxyType({})


def _sentences(told: Iterable[ToldTrouble], number: int) -> Mapping[str, str]:
    """Return what is told of the envelope and of one application, the first of each field."""
    here = [each for each in told if each.application in (None, number)]
    return MappingProxyType({each.field: each.sentence for each in reversed(here)})


def _blank(key: str, session: Session) -> IntakeForm:
    return IntakeForm(key, EnvelopeForm(arrived_on=session.today))
