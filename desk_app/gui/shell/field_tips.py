# SPDX-License-Identifier: MIT
"""What is to be typed into a field, with an example and the law behind it: by the field's name."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING

from desk_app.gui.kit.fields.fields import field_tips
from desk_app.gui.page import PagePart, SectionView
from desk_app.i18n import vocabulary

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

    from desk_app.records.people import Language


_NUMBERS = re.compile(r"\d+")


def tell_in(language: Language) -> None:
    """Let every field that comes into sight say what is typed into it, in this language."""
    field_tips.take(partial(tip_of, language=language))


def tip_of(name: str, edit: QObject, language: Language) -> str:
    """Return what is typed into a field; nothing where it is not said, as of a search field.

    A name is looked for on its page, then anywhere, without numbers: ``further0.version`` is
    ``further.version``, ``a4.down`` says what ``down`` says.
    """
    plain = _NUMBERS.sub("", name).rstrip(".")
    names = (f"{_page_of(edit)}.{plain}", plain, plain.partition(".")[0], plain.rpartition(".")[2])
    told = (vocabulary.text("tips", "Field", each, language) for each in names if each)
    return next(filter(None, told), "")


def _page_of(edit: QObject) -> str:
    """Return the name of the page a field stands in."""
    above = edit.parent()
    while above is not None and not isinstance(above, SectionView):
        above = above.parent()
    return type(above).__name__ if isinstance(above, PagePart) else ""
