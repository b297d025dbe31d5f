# SPDX-License-Identifier: MIT
"""The desk profile as its letters name it: seen, seen on a letter, changed by two people."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desk_app.desk.context import Changes, Kind
from desk_app.desk.errors import KnownError, Refused
from desk_app.desk.signed import profile as desk_profile
from desk_app.gui.asking import Question, Weight
from desk_app.gui.kit.display.facts import FactLine
from desk_app.gui.passwords import both_acting, two_passwords, with_own_password
from desk_app.gui.session.tasks import Book
from desk_app.rules.rulebook.terms import Duty

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from desk_app.desk.context import Desk
    from desk_app.desk.signed.profile import ProfileDraft
    from desk_app.gui.session.session import Session
    from desk_app.records.desk.people import Language, User
    from desk_app.records.desk.profile import DeskProfile


@dataclass(frozen=True, slots=True)
class ProfileState:
    """The profile that stands, what is wrong with what was typed, a letter with it.

    ``trouble`` is why no letter can be shown.
    """

    seen: DeskProfile | None = None
    wrong: Mapping[str, KnownError] = field(default_factory=dict)
    pages: bytes = b""
    trouble: KnownError | None = None


class ProfileWords(QObject):
    """Says the fields of the profile and what is asked before it is changed."""

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session

    def names(self) -> Mapping[str, str]:
        """Return what each field is called."""
        return {
            "company_ja": self.tr("Company (Japanese)"),
            "company_en": self.tr("Company (English)"),
            "desk_ja": self.tr("Desk (Japanese)"),
            "desk_en": self.tr("Desk (English)"),
            "officer_ja": self.tr("Officer (Japanese)"),
            "officer": self.tr("Officer (English)"),
            "postal_code": self.tr("Postal code"),
            "address_ja": self.tr("Address (Japanese)"),
            "address_en": self.tr("Address (English)"),
            "procedure_ja": self.tr("Procedure (Japanese)"),
            "procedure_en": self.tr("Procedure (English)"),
            "marking_ja": self.tr("Red marking (Japanese)"),
            "marking_en": self.tr("Red marking (English)"),
            "desk_on_envelope": self.tr("Name the desk on envelopes"),
            "procedure_page": self.tr("Page of the procedure"),
            "form_page": self.tr("Page for inquiries"),
        }

    def facts(self, seen: DeskProfile) -> tuple[tuple[FactLine, ...], ...]:
        """Return what holds, in the groups of the form, both languages of a thing together."""

        def both(name: str, *said: str) -> FactLine:
            return FactLine("", name, "\n".join(filter(None, said)) or self.tr("nothing"))

        return (
            (
                both(self.tr("Company"), seen.company_ja, seen.company_en),
                both(self.tr("Desk"), seen.desk_ja, seen.desk_en),
                both(self.tr("Officer"), seen.officer_ja, seen.officer),
            ),
            (
                both(self.tr("Japanese"), f"〒{seen.postal_code}", *seen.address_ja),
                both(self.tr("English"), *seen.address_en),
            ),
            (
                both(self.tr("Procedure"), seen.procedure_ja, seen.procedure_en),
                both(self.tr("Red marking"), seen.marking_ja, seen.marking_en),
                both(self.tr("On envelopes"), self._said_of_envelopes(seen)),
            ),
            (
                both(self.tr("Procedure"), seen.procedure_page),
                both(self.tr("Inquiries"), seen.form_page),
            ),
        )

    def turns(self, seen: DeskProfile, draft: ProfileDraft, fields: Iterable[str]) -> str:
        """Return what each field says until now and shall say."""
        names = self.names()
        return "\n".join(
            self.tr("{field}: {before} → {after}").format(
                field=names[name],
                before=self._said(getattr(seen, name)),
                after=self._said(getattr(draft, name)),
            )
            for name in fields
        )

    def change(
        self,
        seen: DeskProfile,
        draft: ProfileDraft,
        fields: Sequence[str],
        others: Sequence[User],
    ) -> Question:
        """Ask two people whether the profile shall say this from now on."""
        return Question(
            self.tr("Change name and address of the desk"),
            self.tr("Both put it in force"),
            both_acting(self._session, partial(_change, seen, draft)),
            effect=self.turns(seen, draft, fields),
            detail=self.tr(
                "It stands on letters, forms and envelopes from now on. What was issued stays as"
                " it is. Print the published forms anew. The journal says who, and which fields."
            ),
            asked=two_passwords(others),
            weight=Weight.FINAL,
            said=self.tr("Letters name the desk so from now on."),
        )

    def pages(self, seen: DeskProfile, draft: ProfileDraft, fields: Sequence[str]) -> Question:
        """Ask with the own password whether letters shall name these web pages."""
        question = Question(
            self.tr("Change the web pages"),
            self.tr("Change"),
            lambda _: partial(desk_profile.change_pages, draft=draft),
            effect=self.turns(seen, draft, fields),
            detail=self.tr("Letters and forms name them from now on."),
            said=self.tr("Letters name these web pages from now on."),
        )
        return with_own_password(self._session, question)

    def _said_of_envelopes(self, seen: DeskProfile) -> str:
        if seen.desk_on_envelope:
            return self.tr("The desk is named")
        return self.tr("The company alone is named")

    def _said(self, value: object) -> str:
        if isinstance(value, bool):
            return self.tr("named") if value else self.tr("not named")
        if isinstance(value, tuple):
            return " / ".join(value)
        return str(value) or self.tr("nothing")


class ProfileBook(Book[ProfileState]):
    """Says `state_changed`; `asked` with a question before anything is changed."""

    asked = Signal(object)

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(ProfileState(), parent)
        self.words = ProfileWords(session, self)
        self._session = session
        self._watched = False
        self.changes_all = session.may(Duty.RULEBOOK)
        self.changes_pages = session.may(Duty.APPROVE)
        session.hub.listen(self._changed)

    def watch(self, *, watched: bool) -> None:
        """Read the profile while somebody looks."""
        self._watched = watched
        if watched:
            self.read_again()

    def read_again(self) -> None:
        """Read the profile that stands."""
        self._session.ask(self, "profile", desk_profile.profile, self._take)

    def look(self, draft: ProfileDraft) -> None:
        """Show a letter with what is typed; of what cannot stand on paper the last one stays."""
        seen = self._state.seen
        if seen is None or desk_profile.faults(seen, draft):
            return
        wanted, language = desk_profile.laid_over(seen, draft), self._session.language
        desk = self._session.desk
        self._session.runner.latest(
            self, "letter", partial(_drawn, desk, wanted, language), self._take_letter
        )

    def try_change(self, draft: ProfileDraft) -> None:
        """Say everything that is wrong with what was typed, or ask who must before it is done."""
        seen = self._state.seen
        if seen is None:
            return
        fields = desk_profile.changed_fields(seen, draft)
        wrong: dict[str, KnownError] = {}
        for each in desk_profile.faults(seen, draft):
            wrong.setdefault(each.place, each)
        if not wrong and not fields:
            wrong[""] = Refused(("profile_unchanged",))
        self._show(replace(self._state, wrong=wrong))
        if wrong:
            return
        if self.changes_pages and set(fields) <= set(desk_profile.PAGES):
            self.asked.emit(self.words.pages(seen, draft, fields))
            return

        def put(others: tuple[User, ...]) -> None:
            self.asked.emit(self.words.change(seen, draft, fields, others))

        self._session.ask(self, "confirmers", desk_profile.confirmers, put)

    def _take(self, found: DeskProfile) -> None:
        self._show(replace(self._state, seen=found, wrong={}))

    def _take_letter(self, found: bytes | KnownError) -> None:
        if isinstance(found, KnownError):
            self._show(replace(self._state, pages=b"", trouble=found))
        else:
            self._show(replace(self._state, pages=found, trouble=None))

    def _changed(self, changes: Changes, _initiator: QObject | None) -> None:
        if self._watched and changes.ids(Kind.PROFILE):
            self.read_again()


def _change(seen: DeskProfile, draft: ProfileDraft, first: Desk, second: Desk) -> Changes:
    return desk_profile.change_profile(first, second, seen, draft)


def _drawn(desk: Desk, wanted: DeskProfile, language: Language) -> bytes | KnownError:
    try:
        return desk.ports.press.render(desk_profile.shown(desk, wanted, language))
    except KnownError as error:
        return error
