# SPDX-License-Identifier: MIT
"""From the facts of what goes to the post to its pages: envelopes, labels, slip, test page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desk_app.letters.envelopes import Words, draw_envelopes
from desk_app.letters.formats import format_of
from desk_app.letters.labels import draw_labels
from desk_app.letters.mail_slip import draw_mail_slip
from desk_app.letters.offset_page import draw_offset_page
from desk_app.letters.post_words import post_words
from desk_app.letters.setting import Setter
from desk_app.letters.sheet import Sheet
from desk_app.letters.wording import wording
from desk_app.records.people import Language
from desk_app.records.postal_pages import EnvelopesPage, LabelsPage, MailSlipPage, OffsetPage
from desk_app.rules.papers import paper_of

if TYPE_CHECKING:
    from pathlib import Path

    from desk_app.letters.fonts import Typefaces
    from desk_app.records.postal_pages import PostalPage


def postal_pages(page: PostalPage, folder: Path, faces: Typefaces) -> bytes:
    """Return the pages as PDF, each moved by the offset of its paper.

    Raises LetterStopped: an addressee has no room or no font has a character of it.
    """
    language = page.language if isinstance(page, OffsetPage) else Language.JA
    sheet = Sheet(faces, language.value, format_of(paper_of(page), page.profile))
    setter = Setter(faces)
    words = Words(post_words(folder), wording(folder, Language.JA).voice)
    match page:
        case EnvelopesPage():
            sheet.name(words.post.titles["envelope"])
            draw_envelopes(sheet, setter, page, words)
        case LabelsPage():
            sheet.name(words.post.titles["labels"])
            draw_labels(sheet, setter, page)
        case MailSlipPage():
            sheet.name(words.post.slip.office_title)
            draw_mail_slip(sheet, setter, page, words)
        case OffsetPage():
            draw_offset_page(sheet, setter, page, folder)
    return sheet.finish()
