# SPDX-License-Identifier: MIT
"""Logging what came in an envelope: what is typed, what the rules find, what is kept."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desk_app.desk import intake
from desk_app.desk.changes import Changes, Kind
from desk_app.desk.errors import KnownError
from desk_app.gui.presenters import intake_asking as asking
from desk_app.gui.presenters import (
    intake_change,
    intake_draft,
    intake_drafts,
    intake_saving,
    intake_text,
)
from desk_app.gui.presenters.intake_asking import Found, Opened, SupplementOf
from desk_app.gui.presenters.intake_draft import Trouble
from desk_app.gui.presenters.intake_form import (
    BELONGS_TO_OPEN,
    Cursor,
    EnvelopeForm,
    IntakeForm,
    is_blank,
)
from desk_app.gui.presenters.intake_keeping import IntakeKeeping
from desk_app.gui.presenters.intake_look import examined, left_over, proposed, with_lines
from desk_app.gui.presenters.intake_places import application_of_input, spot_of_input
from desk_app.gui.presenters.intake_shown import with_findings
from desk_app.gui.presenters.intake_state import Claimed, IntakeState
from desk_app.gui.presenters.intake_undo import DraftUndo
from desk_app.gui.presenters.paper_code import is_mistyped, receipt_number
from desk_app.i18n import messages
from desk_app.records.application import ProxyKind
from desk_app.records.facts import NO_FACTS
from desk_app.records.mail import Matter

if TYPE_CHECKING:
    from datetime import datetime

    from desk_app.desk.queries import KnownPerson
    from desk_app.gui.workplace import Workplace
    from desk_app.records.history import ApplicationFile
    from desk_app.records.ids import ApplicationId, MailItemId
    from desk_app.rules.rulebook import Rules


class IntakePresenter(QObject):
    """Keeps the form, has it examined, keeps drafts and saves.

    `put` and its like change the form in silence; `look` has it examined and tells the view.
    ``logged`` carries the ids of the applications that a save made or touched, ``refused`` the
    known error of a save that is no field's. ``cursor_wanted`` says where the keys stood in the
    draft that is shown now, ``turned`` that another page comes. ``keeping`` keeps the drafts.
    """

    state_changed = Signal(object)
    logged = Signal(object)
    refused = Signal(object)
    cursor_wanted = Signal(object)
    field_wanted = Signal(str)
    turned = Signal()

    def __init__(self, workplace: Workplace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._place = workplace
        self._later: ApplicationFile | None = None
        self._known_of: object = None
        self.state = IntakeState(_blank("new", workplace), workplace.today)
        self.undoing = DraftUndo()
        self.keeping = IntakeKeeping(workplace, lambda: self.form, self)
        self.keeping.kept.connect(self._take_kept)

    @property
    def form(self) -> IntakeForm:
        """What stands in the page."""
        return self.state.form

    @property
    def rules(self) -> Rules:
        """The rules of the day the envelope arrived."""
        return self._place.desk.rulebook.on(self.form.envelope.arrived_on or self._place.today)

    def open(self, id_: MailItemId | None, matter: Matter = Matter.NEW_APPLICATION) -> None:
        """Open the page: a new envelope, or a mail item that waits to be logged."""
        self.keep_draft()
        key = intake_drafts.key_of(id_, matter)
        form = intake_change.put(_blank(key, self._place), "envelope.matter", matter)
        self._begin(replace(form, logged_as=id_))
        self._place.ask(self, "open", lambda desk: asking.opened(desk, key, id_), self._take_opened)

    def open_supplement(self, of: SupplementOf) -> None:
        """Open the page for what came later for an application, with a draft of its own."""
        key = intake_drafts.key_of_later(of.application)
        form = intake_change.put(_blank(key, self._place), "envelope.matter", Matter.SUPPLEMENT)
        form = intake_change.put(form, "supplement.application", of.application)
        form = intake_change.put(form, "supplement.number", of.receipt_number)
        self.keep_draft()
        self._begin(form)
        self._place.ask(self, "open", partial(asking.opened, key=key, id_=None), self._take_opened)

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
        desk, blank = self._place.desk, is_blank(self.form, self._place.today)
        found = None if blank else examined(desk, self.form, self._later)
        form = with_lines(desk, self.form, self._later, found)
        self.state = replace(self.state, form=form, left_over=left_over(form))
        self._emit(
            with_findings(self.state, found, self._troubles(), self.rules, self._place.language)
        )
        self._ask_known()

    def find(self, text: str) -> None:
        """Look for the open application a supplement belongs to: number, code or name."""
        if text.strip():
            self._place.ask(self, "find", lambda desk: asking.find(desk, text), self._take_found)
        else:
            self._place.leave(self, "find")
            self._take_found(Found())

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
        later = self._later
        return later is not None and later.application.receipt_number == receipt_number(
            self.form.supplement.number
        )

    def propose_shares(self) -> None:
        """Allot every piece of the envelope as the rules propose; a person may change it (A4)."""
        self.change(proposed(self._place.desk, self.form), outside=True)

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
            self.look()

    def choose(self, id_: ApplicationId) -> None:
        """Attach the supplement to one of the applications found."""
        self._place.ask(self, "find", lambda desk: asking.file(desk, id_), self._take_file)

    def save(self) -> None:
        """Log what stands in the page, all or nothing; a refused value is told at its field."""
        if self.state.saving:
            return
        found = self._troubles()
        if found:
            self._tell(found)
            return
        self.keeping.pause()
        self._emit(replace(self.state, saving=True, troubles=_NO_TROUBLE))
        verb = intake_saving.verb(self.form, self._later, self._place.today)
        self._place.do(self, verb, self._take_saved, self._take_refusal)

    def begin_anew(self) -> None:
        """Forget the draft of last time and open the page again."""
        key = self.form.key
        self.keeping.begin()
        self._place.do(self, lambda desk: intake.forget_draft(desk, key), self._open_again)

    def may_lay_aside(self) -> bool:
        """Say whether the page can be laid aside for a new one, or for the one that was."""
        stands = self.state.aside is not None or not is_blank(self.form, self._place.today)
        return stands and intake_drafts.aside_of(self.form.key) is not None

    def lay_aside(self) -> None:
        """Lay what stands in the page aside, and show what lay there; a new page where nothing."""
        form, aside = self.form, intake_drafts.aside_of(self.form.key)
        if aside is None:
            return
        content = self.keeping.text()
        self.keeping.pause()

        def laid(_: Changes) -> None:
            self.keeping.begin()
            self.turned.emit()
            self.open(None, intake_drafts.matter_of(form.key))
            if not self.state.restored:
                self.cursor_wanted.emit(Cursor())

        verb = partial(intake.exchange_drafts, key=form.key, aside=aside, content=content)
        self._place.do(self, verb, laid)

    def keep_draft(self) -> None:
        """Keep what stands in the page as a draft, encrypted in the store."""
        self.keeping.keep()

    def clear(self) -> None:
        """Hold nothing any more: the screen is being locked or left; a draft is kept first."""
        self.keep_draft()
        self._begin(_blank("new", self._place))

    def _take_form(self, form: IntakeForm, *, outside: bool) -> None:
        if form != self.form:
            revision = self.state.revision + int(outside)
            said = intake_change.still_said(self.state.troubles, self.form, form)
            self.state = replace(
                self.state, form=form, revision=revision, restored=False, troubles=said
            )
            self.keeping.typed()

    def _begin(self, form: IntakeForm) -> None:
        self._place.leave(self, "open", "find", "known")
        self.undoing.forget()
        self._later = self._known_of = None
        self.keeping.begin()
        revision = self.state.revision + 1
        people = self.state.people
        self.state = IntakeState(form, self._place.today, revision=revision, people=people)
        self.look()

    def _open_again(self, _: Changes) -> None:
        self.open(self.form.logged_as, self.form.envelope.matter)

    def _take_opened(self, opened: Opened) -> None:
        self.state = replace(self.state, people=opened.people)
        draft = intake_text.read(opened.draft) if opened.draft is not None else None
        if draft is not None:
            self._begin(draft)
            self.keeping.begin(opened.draft or "")
            goes_on = not is_blank(draft, self._place.today)
            kept = intake_drafts.since(opened.draft) if goes_on else None
            self.state = replace(self.state, restored=True, draft=kept)
        elif opened.mail is not None and self.form.logged_as == opened.mail.id:
            self._begin(intake_draft.form_of(opened.mail, self.form))
        self._emit(replace(self.state, aside=intake_drafts.since(opened.aside)))
        if self.form.supplement.application is not None:
            self.choose(self.form.supplement.application)
        if opened.draft is not None and draft is not None:
            self.cursor_wanted.emit(intake_text.read_cursor(opened.draft))

    def _take_found(self, found: Found) -> None:
        self.state = replace(self.state, matches=found.matches)
        self._take_file(found.file)
        if found.file is None and self.form.supplement.number.strip() and not found.matches:
            self._tell((self._nobodys_number(),))

    def _take_file(self, file: ApplicationFile | None) -> None:
        self._later = file
        form = self.form
        application = file.application if file is not None else None
        id_ = application.id if application is not None else None
        form = intake_change.put(form, "supplement.application", id_)
        if application is not None:
            form = intake_change.put(form, "supplement.number", application.receipt_number)
        self.change(form, outside=True)
        name = application.principal.name if application is not None else ""
        whose = f"{form.supplement.number}  {name}" if name else ""
        claims = application.claims if application is not None else ()
        self.state = replace(
            self.state,
            whose=whose,
            withdrawable=tuple(Claimed(each.id, each.right) for each in claims),
            proxy=application.proxy.name if application and application.proxy else "",
        )
        self.look()

    def _take_saved(self, changes: Changes) -> None:
        self._begin(_blank("new", self._place))
        self._emit(replace(self.state, saving=False))
        self.logged.emit(tuple(changes.ids(Kind.APPLICATION)))

    def _take_refusal(self, error: Exception) -> None:
        self._emit(replace(self.state, saving=False))
        spot = spot_of_input(error.place) if isinstance(error, KnownError) else None
        if spot is None or not isinstance(error, KnownError):
            self.refused.emit(error)
            return
        said = messages.error(error, self._place.language)
        sentence = f"{said.what} {said.next}".strip()
        self._show_troubles({spot.field: sentence}, application_of_input(error.place))
        self.field_wanted.emit(spot.field)

    def _take_kept(self, at: datetime) -> None:
        self._emit(replace(self.state, saved_at=at))

    def _troubles(self) -> tuple[Trouble, ...]:
        found = intake_draft.troubles(self.form)
        if self.form.envelope.matter in BELONGS_TO_OPEN and self._later is None:
            known = tuple(each for each in found if each.code != "nothing_withdrawn")
            return (*known, self._nobodys_number())
        return found

    def _nobodys_number(self) -> Trouble:
        """Return why what was typed or scanned names no application."""
        mistyped = is_mistyped(self.form.supplement.number)
        code = "mistyped_code" if mistyped else "no_such_application"
        return Trouble("supplement.number", code)

    def _tell(self, found: tuple[Trouble, ...]) -> None:
        """Go to the first trouble, and tell all that stand in the same application."""
        first = found[0]
        number = self.form.current if first.application is None else first.application
        here = [each for each in found if each.application in (None, number)]
        sentences = {each.field: self._sentence(each.code) for each in reversed(here)}
        self._show_troubles(sentences, number)
        self.field_wanted.emit(first.field)

    def _show_troubles(self, sentences: dict[str, str], application: int | None) -> None:
        if application is not None and application != self.form.current:
            self.show_application(application)
        self._emit(replace(self.state, troubles=MappingProxyType(sentences)))

    def _sentence(self, code: str) -> str:
        own = {
            "not_a_date": self.tr("Type a date, for example R8.11.25 or 25 Nov 2026."),
            "arrival_missing": self.tr("Type the day on which the envelope arrived."),
            "mail_kind_missing": self.tr("Choose the kind of mail."),
            "mistyped_code": self.tr("The check character does not fit. Scan or type it again."),
            "no_such_application": self.tr("No open application has this number or name."),
        }
        return own.get(code) or messages.refusal(code, NO_FACTS, self._place.language)

    def _ask_known(self) -> None:
        query = asking.person(self.form)
        if query == self._known_of or self.form.envelope.matter is not Matter.NEW_APPLICATION:
            return
        self._known_of = query
        self._place.leave(self, "known")
        if query is None:
            self._emit(replace(self.state, known=()))
        else:
            self._place.ask(self, "known", lambda desk: asking.known(desk, query), self._take_known)

    def _take_known(self, known: tuple[KnownPerson, ...]) -> None:
        self._emit(replace(self.state, known=known))

    def _emit(self, state: IntakeState) -> None:
        self.state = state
        self.state_changed.emit(self.state)


_NO_TROUBLE: MappingProxyType[str, str] = MappingProxyType({})


def _blank(key: str, place: Workplace) -> IntakeForm:
    return IntakeForm(key, EnvelopeForm(arrived_on=place.today))
