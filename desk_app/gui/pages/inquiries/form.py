# SPDX-License-Identifier: MIT
"""The form in which an inquiry is logged; a pasted web form's mail fills it for a look."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from desk_app.desk.inquiries.handling import InquiryDraft, LaterDraft
from desk_app.desk.rows import PersonQuery
from desk_app.gui.asking import AskDraft
from desk_app.gui.days import DayWords
from desk_app.gui.kit.display.notes import NoteFrame
from desk_app.gui.kit.fields.choices import ChoiceBox
from desk_app.gui.kit.fields.dates import EraDateEdit
from desk_app.gui.kit.fields.fields import LongText, TrailingNoteLineEdit
from desk_app.gui.kit.fields.form import EntryForm, Field, on_change
from desk_app.gui.kit.fields.names import KanaEdit, NameEdit
from desk_app.gui.kit.layout.boxes import STRETCH, dress, in_column, in_row
from desk_app.gui.kit.layout.buttons import ButtonKind, KeyButton
from desk_app.gui.kit.layout.layout import PageScroll
from desk_app.gui.kit.layout.shortcuts import Key
from desk_app.gui.kit.look import theme
from desk_app.gui.kit.look.text import Text, announce
from desk_app.gui.kit.look.theme import Size
from desk_app.gui.kit.pyside_workarounds.overriding import override
from desk_app.gui.page import PagePart
from desk_app.i18n import messages
from desk_app.records.case.inquiries import AddressedTo, Channel, InquiryKind, InquirySaid
from desk_app.records.case.mail import Matter
from desk_app.records.desk.people import Language
from desk_app.rules.inquiries.web_form import fields_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desk_app.desk.rows import KnownPerson
    from desk_app.gui.session.session import Session
    from desk_app.records.case.mail import MailItem


DRAFT = "inquiry-new"
"""The key under which what is typed of a new inquiry is kept until it is logged."""

_LABELS = 96
_TEXT_HEIGHT = 132
_SOON_MS = 300


class InquiryForm(PagePart):
    """Says `filled_in` with an inquiry to be logged, `person_typed` with who it may be.

    `later_filled_in` carries what came later for one that is named by its number.
    What is not told otherwise is an inquiry to the desk, of today, through the web form. A mail
    pasted into the text is taken apart where its labels are found: the fields are shown for a look.
    """

    filled_in = Signal(object)
    later_filled_in = Signal(object)
    person_typed = Signal(object)
    cancelled = Signal()

    def __init__(self, session: Session, mail: MailItem | None = None) -> None:
        super().__init__(session)
        self.setObjectName("inquiryForm")
        self._mail = mail
        self._whole = ""
        self.act("log", self.tr("Log"), self._take, Key.MAIN)
        cancel = KeyButton(self.tr("Cancel"))
        cancel.show_key(Key.CLOSE)
        cancel.clicked.connect(self.cancelled)
        self.form = EntryForm(self._fields(), labels=_LABELS)
        self._found, self._known = NoteFrame("info"), NoteFrame("info")
        self._found.setObjectName("fieldsFound")
        self._known.setObjectName("personKnown")
        for note in (self._found, self._known):
            note.hide()
        self._found.link_clicked.connect(self._put_back)
        self._begin()
        self._lay_out(cancel)
        self._text = self.form["text"].editor
        written = {name: each.editor for name, each in self.form.fields.items()}
        chosen = {"received_on", "channel", "kind", "addressed_to", "language"}
        typed = {name: editor for name, editor in written.items() if name not in chosen}
        self.draft = AskDraft(session, DRAFT, typed, self)
        self._looking = QTimer(self, singleShot=True, interval=_SOON_MS)
        self._looking.timeout.connect(self._look_for_person)
        for name in ("name", "kana", "address"):
            on_change(written[name], self._looking.start)
        on_change(self._text, self._take_apart)

    def _lay_out(self, cancel: KeyButton) -> None:
        inside, scroll = QWidget(), PageScroll(self)
        dress(inside, ground="window")
        parts = (self._found, self.form, self._known, STRETCH)
        in_column(inside, *parts, gap=12, edge=(0, 0, 8, 0))
        scroll.setWidget(inside)
        scroll.follow_keys()
        head = Text(self.tr("Log an inquiry or complaint"), Size.SECTION, bold=True)
        # The fields scroll: what is done with them stays in sight below.
        buttons = in_row(None, self.doing.button("log", ButtonKind.MAIN), cancel, STRETCH, gap=8)
        logged = self.tr("Logged, it gets a number and stands in Today until it is answered.")
        told = Text(logged, Size.LABEL, "text2", wrap=True)
        in_column(self, head, (scroll, 1), told, buttons, gap=12, edge=0)

    def show_known(self, people: Sequence[KnownPerson]) -> None:
        """Tell whose earlier applications may be of the same person (A5)."""
        between = "、" if self.session.language is Language.JA else ", "
        told = between.join(f"{each.name} {each.receipt_number}" for each in people)
        self._known.say(self.tr("A person perhaps known"), told)
        self._known.setVisible(bool(people))

    @override
    def take_focus(self) -> None:
        """Put the keys where the answer begins: what was said, pasted or typed."""
        self._text.setFocus()

    def _begin(self) -> None:
        mail = self._mail
        self.form.put(
            received_on=self.session.today if mail is None else mail.arrived_on,
            channel=Channel.WEB if mail is None else Channel.MAIL,
            kind=InquiryKind.INQUIRY,
            addressed_to=AddressedTo.DESK,
            language=Language.JA,
        )
        if mail is not None:
            complaint = mail.matter is Matter.COMPLAINT
            kind = InquiryKind.COMPLAINT if complaint else InquiryKind.INQUIRY
            self.form.put(kind=kind, name=mail.sender, text=mail.note)

    def _fields(self) -> tuple[Field, ...]:
        days, language = DayWords(self.session, lambda: None), self.session.language

        def choice(kinds: type[Any]) -> ChoiceBox:
            box = ChoiceBox()
            box.set_choices([(each, messages.label(each, language)) for each in kinds])
            return box

        said, came_with, name, kana = LongText(), LongText(), NameEdit(), KanaEdit()
        said.setFixedHeight(theme.px(_TEXT_HEIGHT))
        came_with.setFixedHeight(theme.px(_TEXT_HEIGHT // 2))
        kana.listen_to(name)
        received = EraDateEdit(days.read(), days.show())
        plain = TrailingNoteLineEdit
        return (
            Field(
                "text",
                self.tr("Text"),
                said,
                needed=True,
                help=self.tr("As it was said, or the web form's mail as it came"),
            ),
            Field(
                "number",
                self.tr("Belongs to"),
                plain(),
                help=self.tr("Its number, or the code on its letter"),
            ),
            Field("kind", self.tr("What it is"), choice(InquiryKind), needed=True),
            Field("channel", self.tr("How it came"), choice(Channel), needed=True),
            Field("received_on", self.tr("Received on"), received, needed=True),
            Field("received_at", self.tr("At (time)"), plain()),
            Field("name", self.tr("Name"), name, help=self.tr("may be unknown")),
            Field("kana", self.tr("Reading"), kana),
            Field("postal_code", self.tr("Postal code"), plain()),
            Field("address", self.tr("Address"), plain()),
            Field("phone", self.tr("Telephone"), plain()),
            Field("email", self.tr("E-mail"), plain()),
            Field("service", self.tr("Service"), plain()),
            Field("addressed_to", self.tr("Addressed to"), choice(AddressedTo), needed=True),
            Field("language", self.tr("Language"), choice(Language), needed=True),
            Field("attachments", self.tr("Attachments"), came_with),
        )

    def _take(self) -> None:
        if not self.form.check():
            return
        values: dict[str, Any] = self.form.values()
        mail = None if self._mail is None else self._mail.id
        number = values.pop("number").strip()
        if number:
            later = LaterDraft(
                number, values["text"], values["channel"], values["received_on"], mail
            )
            self.later_filled_in.emit(later)
            return
        values["received_at"] = values["received_at"].strip()
        said = InquirySaid(**values)
        self.filled_in.emit(InquiryDraft(said, mail))

    def _take_apart(self) -> None:
        """Put the fields of a pasted mail where they belong, and say so; nothing is overwritten."""
        whole = str(self.form["text"].value())
        found = fields_of(whole)
        if not found.found or not found.text or whole == self._whole:
            return
        self._whole = whole
        put = {
            name: getattr(found, name)
            for name in ("name", "kana", "postal_code", "address", "phone", "email", "service")
            if getattr(found, name) and not str(self.form[name].value()).strip()
        }
        self.form.put(**put, text=found.text)
        told = self.tr("%n field(s) found in the web form", "", len(put))
        self._found.say(told, self.tr("Look at each below."), self.tr("Put the mail back whole"))
        self._found.show()
        announce(self, told)

    def _put_back(self) -> None:
        empty = dict.fromkeys(
            ("name", "kana", "postal_code", "address", "phone", "email", "service"), ""
        )
        self.form.put(**empty, text=self._whole)
        self._found.hide()

    def _look_for_person(self) -> None:
        values = self.form.values()
        name, kana, address = (str(values[each]) for each in ("name", "kana", "address"))
        self.person_typed.emit(PersonQuery(name=name, kana=kana, address=address))
