# SPDX-License-Identifier: MIT
"""A file that is archived with others in it (PDF/A-3b): its pages, and what is attached to them."""

from __future__ import annotations

import zlib
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from desk_app.letters.fonts.embedding import stream
from desk_app.letters.typesetting.structure import (
    add_intent,
    add_metadata,
    close_page,
    metadata_with_files,
    pdf_day,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desk_app.letters.fonts.embedding import PdfDocument
    from desk_app.letters.typesetting.structure import About, Tag
    from desk_app.records.evidence import PackFile

_KINDS = {
    ".json": "application/json",
    ".pdf": "application/pdf",
    ".py": "text/x-python",
    ".toml": "application/toml",
    ".txt": "text/plain",
}
_UNKNOWN = "application/octet-stream"


class Archive:
    """One document under way that tells no parts; files are attached to it as it is finished."""

    def __init__(self, document: PdfDocument, about: About, files: Sequence[PackFile]) -> None:
        self._document = document
        self._about = about
        self._files = files

    def switch(self, tag: Tag | None) -> str:  # noqa: ARG002  as a structure is asked
        """Return no operators: nothing of a page is marked."""
        return ""

    def end_page(self) -> tuple[str, int]:
        """Return no operators and no key."""
        return "", 0

    def mark_page(self, name: str, key: int) -> None:  # noqa: ARG002  as above
        """Write the page of an inner name as an archived file wants it."""
        close_page(self._document, name)

    def finish(self) -> None:
        """Write what the file is and what is attached; nothing is drawn after it."""
        document = self._document
        info = document.info
        add_metadata(document, metadata_with_files(self._about, info.producer, info.creator))
        add_intent(document)
        catalog = document.Catalog
        catalog.ViewerPreferences = "<</DisplayDocTitle true>>"
        # A name tree is in the order of its names.
        named = [(each.name, self._attach(each)) for each in sorted(self._files, key=_name)]
        tree = " ".join(f"({name}) {number} 0 R" for name, number in named)
        catalog.Names = f"<</EmbeddedFiles<</Names[{tree}]>>>>"
        catalog.__NoDefault__ = [*catalog.__NoDefault__, "AF"]
        catalog.AF = f"[{' '.join(f'{number} 0 R' for _, number in named)}]"
        catalog.PageMode = "/UseAttachments"

    def _attach(self, file: PackFile) -> int:
        """Put a file into the document; return the number of what names it there."""
        document, name = self._document, file.name
        kind = _KINDS.get(PurePosixPath(name).suffix, _UNKNOWN).replace("/", "#2F")
        about = f"<</Size {len(file.content)}/ModDate({pdf_day(self._about.day)})>>"
        entries = f"/Type/EmbeddedFile/Subtype/{kind}/Filter/FlateDecode/Params{about}"
        document.Reference(stream(zlib.compress(file.content), entries), f"file {name}")
        numbers = document.idToObjectNumberAndVersion
        content = numbers[f"file {name}"][0]
        spec = (
            f"<</Type/Filespec/F({name})/UF({name})/Desc({name})/AFRelationship/Supplement"
            f"/EF<</F {content} 0 R/UF {content} 0 R>>>>"
        )
        document.Reference(spec.encode("ascii"), f"spec {name}")
        number: int = numbers[f"spec {name}"][0]
        return number


def _name(file: PackFile) -> str:
    return file.name
