# SPDX-License-Identifier: MIT
"""The fronts of envelopes (P1): marks in red, sender, and an address where there is no window."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from desk_app.letters.addressees import Room, addressee_lines, draw_addressee
from desk_app.letters.addresses import Pitch
from desk_app.letters.errors import MissingValue
from desk_app.letters.markup import plain_text
from desk_app.letters.sheet import POINTS, RED, Face, Type
from desk_app.records.mail import MailKind
from desk_app.records.postal_pages import Envelope

if TYPE_CHECKING:
    from desk_app.letters.post_words import PostWords
    from desk_app.letters.setting import Setter
    from desk_app.letters.sheet import Sheet
    from desk_app.letters.voice import Voice
    from desk_app.records.people import DeskProfile
    from desk_app.records.postal_pages import EnvelopesPage, Front

_EXPRESS_LINE = 3.0
_BETWEEN_MARKS = 3.0


class Mark(NamedTuple):
    """A red box: its type, height, and the white to the left and right of its word."""

    kind: Type
    height: float
    beside: float


_CONFIDENTIAL = Mark(Type(Face.BOLD, 14.0, 14.0), 8.4, 5.2)
_MAIL_KIND = Mark(Type(Face.BOLD, 11.0, 11.0), 6.9, 3.2)


class Layout(NamedTuple):
    """Where things stand on a front, in millimetres, and how large the sender is, in points.

    ``right_edge`` says that the marks end at ``marks_at``, not begin there. The zones of postage
    and tracking label are corner and size; nothing is printed there.
    """

    address_at: tuple[float, float]
    room: Room
    marks_at: float
    right_edge: bool
    confidential_top: float
    kind_top: float
    express: tuple[tuple[float, float], tuple[float, float]]
    sender_left: float
    sender_right: float
    sender_bases: tuple[float, float, float]
    sender_sizes: tuple[float, float, float]
    postage: tuple[tuple[float, float], tuple[float, float]]
    tracking: tuple[tuple[float, float], tuple[float, float]]


_LONG_3 = Layout(
    address_at=(40.0, 44.0),
    room=Room(
        width=108.0,
        pitches=(Pitch(2, 13.0, 6.6, 13.0, least=11.0), Pitch(3, 12.0, 5.8, 11.6, least=10.0)),
        code_size=13.0,
        first=7.0,
        name_size=20.0,
        indent=8.0,
    ),
    marks_at=124.0,
    right_edge=False,
    confidential_top=14.0,
    kind_top=27.0,
    express=((228.4, 12.0), (228.4, 60.0)),
    sender_left=22.0,
    sender_right=225.0,
    sender_bases=(89.6, 102.6, 108.2),
    sender_sizes=(8.5, 12.5, 10.0),
    postage=((201.0, 8.0), (24.0, 28.0)),
    tracking=((153.0, 62.0), (72.0, 26.0)),
)
_SQUARE_2 = Layout(
    address_at=(50.0, 130.0),
    room=Room(
        width=160.0,
        pitches=(Pitch(2, 16.0, 8.2, 17.0, least=13.0), Pitch(3, 15.0, 7.6, 16.0, least=11.0)),
        code_size=16.0,
        first=9.0,
        name_size=26.0,
        indent=10.0,
    ),
    marks_at=222.0,
    right_edge=True,
    confidential_top=22.0,
    kind_top=35.0,
    express=((160.0, 10.0), (230.0, 10.0)),
    sender_left=24.0,
    sender_right=216.0,
    sender_bases=(294.0, 310.0, 318.0),
    sender_sizes=(9.5, 15.0, 11.5),
    postage=((14.0, 14.0), (24.0, 28.0)),
    tracking=((14.0, 56.0), (72.0, 26.0)),
)
LAYOUTS = {
    Envelope.WINDOW: _LONG_3,
    Envelope.LONG_3: _LONG_3,
    Envelope.SQUARE_2: _SQUARE_2,
}


class Words(NamedTuple):
    """The words of an envelope and what says them."""

    post: PostWords
    voice: Voice


def draw_envelopes(sheet: Sheet, setter: Setter, page: EnvelopesPage, words: Words) -> None:
    """Draw one front after the other; raises MissingValue where one has no addressee."""
    layout = LAYOUTS[page.envelope]
    for front in page.fronts:
        if page.envelope is not Envelope.WINDOW:
            _draw_address(sheet, setter, front, layout)
        _draw_marks(sheet, front, layout, words.post)
        _draw_sender(sheet, page.profile, layout, words)
        sheet.end_page()


def _draw_address(sheet: Sheet, setter: Setter, front: Front, layout: Layout) -> None:
    if front.to is None:
        raise MissingValue("addressee")
    draw_addressee(sheet, layout.address_at, addressee_lines(setter, front.to, layout.room))


def _draw_marks(sheet: Sheet, front: Front, layout: Layout, words: PostWords) -> None:
    confidential = (words.envelope.confidential,)
    _draw_row(sheet, _CONFIDENTIAL, confidential, layout, layout.confidential_top)
    express = front.express or front.kind is MailKind.EXPRESS
    kinds = (words.marks[front.kind.value], words.marks[MailKind.EXPRESS.value] if express else "")
    said = tuple(dict.fromkeys(filter(None, kinds)))
    _draw_row(sheet, _MAIL_KIND, said, layout, layout.kind_top)
    if express:
        sheet.rule(*layout.express, _EXPRESS_LINE, RED)


def _draw_row(sheet: Sheet, mark: Mark, said: tuple[str, ...], layout: Layout, top: float) -> None:
    """Draw red boxes side by side, from the edge of the layout inwards."""
    edge = layout.marks_at
    for word in said:
        width = sheet.width(mark.kind, word) + 2 * mark.beside
        left = edge - width if layout.right_edge else edge
        sheet.frame((left, top), (width, mark.height), 0.35, RED)
        base = top + mark.height / 2 + 0.37 * mark.kind.size / POINTS
        sheet.coloured_text(left + mark.beside, base, mark.kind, word, RED)
        edge = left - _BETWEEN_MARKS if layout.right_edge else left + width + _BETWEEN_MARKS


def _draw_sender(sheet: Sheet, profile: DeskProfile, layout: Layout, words: Words) -> None:
    """Draw who sends it; the desk has a code there, its name only where the profile says so."""
    note, company, address = (
        Type(face, size, size)
        for face, size in zip(
            (Face.GOTHIC, Face.MINCHO, Face.MINCHO), layout.sender_sizes, strict=True
        )
    )
    left, room = layout.sender_left, layout.sender_right - layout.sender_left
    bases = layout.sender_bases
    sheet.text_within(left, bases[0], note, words.post.envelope.returned, room)
    name = sender_name(profile)
    sheet.text_within(left, bases[1], company, name, room)
    place = "　".join((f"〒{profile.postal_code}", *profile.address_ja))
    place += department(profile, words)
    sheet.text_within(left, bases[2], address, place, room)


def sender_name(profile: DeskProfile) -> str:
    """Return the company, with the desk's name where it may stand outside a letter."""
    if profile.desk_on_envelope:
        return f"{profile.company_ja}　{profile.desk_ja}"
    return profile.company_ja


def department(profile: DeskProfile, words: Words) -> str:
    """Return the code that brings an answer to the desk, in brackets; empty where it has none."""
    if profile.desk_on_envelope or not profile.department_code:
        return ""
    values = {"code": profile.department_code}
    return f" {plain_text(words.voice.say(words.post.envelope.department, values))}"
