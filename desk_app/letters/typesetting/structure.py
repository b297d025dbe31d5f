# SPDX-License-Identifier: MIT
"""What a file tells beside what is drawn: its parts in reading order, what it is, what is in it."""

from __future__ import annotations

import zlib
from functools import cache
from html import escape
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, NamedTuple

from desk_app.letters.fonts.embedding import stream
from desk_app.letters.places import wording_folder

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from desk_app.letters.fonts.embedding import PdfDocument
    from desk_app.records.evidence import PackFile


_ARTIFACT = "Artifact"


class Tag:
    """One part of what is said: a heading, a paragraph, a list, a table and its cells.

    It takes its place behind what was said before it when its first word is drawn. ``scope`` says
    of a table's head what it is the head of: ``Column`` or ``Row``; ``language`` is that of words
    in another one than the document's, ``actual`` what is said where paper has another order.
    """

    __slots__ = ("actual", "kids", "language", "number", "parent", "placed", "role", "scope")

    def __init__(
        self,
        role: str,
        parent: Tag | None = None,
        scope: str = "",
        language: str = "",
        actual: str = "",
    ) -> None:
        self.role = role
        self.parent = parent
        self.scope = scope
        self.language = language
        self.actual = actual
        self.kids: list[Tag | Marked | Laid] = []
        self.placed = False
        self.number = 0

    def cells(self, kinds: Iterable[tuple[str, str]]) -> list[Tag]:
        """Give a row all its cells, each of a role and scope; one that is empty is a cell too."""
        found = [Tag(role, self, scope) for role, scope in kinds]
        for tag in found:
            tag.placed = True
        self.kids.extend(found)
        return found


class Marked(NamedTuple):
    """What was drawn of a tag without a break: on which page, under which number of the page's."""

    page: int
    number: int


class Laid(NamedTuple):
    """A field that lies on a page, by its inner name."""

    page: int
    name: str


PAGE_HEAD = Tag(_ARTIFACT, scope="Header")
PAGE_FOOT = Tag(_ARTIFACT, scope="Footer")
"""What stands on every page at its head and foot; nothing that the text itself does not say."""


class About(NamedTuple):
    """What a file says it is; never a person's name.

    ``kept`` files are archived as they are (PDF/A-2a), others can be filled in; all are for
    everybody (PDF/UA-1).
    """

    title: str
    subject: str
    author: str
    day: date
    kept: bool


class Structure:
    """The parts of one document under way, and where on its pages each of them stands."""

    def __init__(self, document: PdfDocument, about: About) -> None:
        self._about = about
        self._document = document
        self._root = Tag("Document")
        self._parents: list[list[Tag] | Tag] = []
        self._pages = 0
        self._on_page: list[Tag] = []
        self._run: Tag | None = None
        self._open = False

    def switch(self, tag: Tag | None) -> str:
        """Return the operators before what is drawn next, of that tag; of none it says nothing."""
        if self._open and tag is self._run:
            return ""
        before = "EMC\n" if self._open else ""
        self._run, self._open = tag, True
        if tag is None:
            return f"{before}/Artifact BMC"
        if tag.role == _ARTIFACT:
            return f"{before}/Artifact<</Type/Pagination/Subtype/{tag.scope}>>BDC"
        number = len(self._on_page)
        self._on_page.append(tag)
        _place(tag, self._root)
        tag.kids.append(Marked(self._pages, number))
        return f"{before}/{tag.role}<</MCID {number}>>BDC"

    def field(self, name: str, parent: Tag) -> int:
        """Give a field its place behind what the tag says so far; return the key it bears."""
        own = Tag("Form", parent)
        _place(own, self._root)
        own.kids.append(Laid(self._pages, name))
        self._parents.append(own)
        self._run = PAGE_HEAD  # what the tag says next is marked anew, behind the field
        return len(self._parents) - 1

    def end_page(self) -> tuple[str, int]:
        """Return the operators that end a page, and the key the page bears."""
        end = "EMC" if self._open else ""
        self._parents.append(self._on_page)
        self._on_page, self._open, self._run = [], False, None
        self._pages += 1
        return end, len(self._parents) - 1

    def mark_page(self, name: str, key: int) -> None:
        """Say on the page of an inner name, once it is closed, under which key its parts are."""
        page = _close_page(self._document, name)
        page.__NoDefault__ = [*page.__NoDefault__, "StructParents", "Tabs"]
        page.StructParents, page.Tabs = key, "/S"

    def finish(self) -> None:
        """Write all parts, and what the file is, into the document; nothing is drawn after it."""
        document = self._document
        tags = list(_all(self._root))
        first = document.objectcounter + 1
        for place, tag in enumerate(tags):
            tag.number = first + place
        tree = first + len(tags)
        numbers = document.idToObjectNumberAndVersion
        pages = [numbers[f"Page{place + 1}"][0] for place in range(self._pages)]
        for place, tag in enumerate(tags):
            above = tree if tag is self._root else (tag.parent or self._root).number
            said = _written(tag, above, pages, numbers)
            document.Reference(said.encode("ascii"), f"part{place}")
        nums = " ".join(f"{key} {_refs(of)}" for key, of in enumerate(self._parents))
        document.Reference(
            f"<</Type/StructTreeRoot/K {self._root.number} 0 R"
            f"/ParentTree<</Nums[{nums}]>>/ParentTreeNextKey {len(self._parents)}>>".encode(),
            "parts",
        )
        catalog = document.Catalog
        catalog.StructTreeRoot = f"{tree} 0 R"
        catalog.MarkInfo = "<</Marked true>>"
        catalog.ViewerPreferences = "<</DisplayDocTitle true>>"
        packet = metadata(self._about, document.info.producer, document.info.creator)
        _add_metadata(document, packet)
        if self._about.kept:
            _add_intent(document)


def _close_page(document: PdfDocument, name: str) -> Any:  # noqa: ANN401  ReportLab's own page
    """Return the page of an inner name, its content written as an archived file wants it."""
    page = document.idToObject[name]
    page.Trans = None
    drawn = zlib.compress(page.stream.encode("ascii"))
    content = stream(drawn, "/Filter/FlateDecode")
    page.Contents = document.Reference(content, f"content{name}")
    return page


def _add_intent(document: PdfDocument) -> None:
    """Say what the colours are of: a file that is kept must."""
    catalog = document.Catalog
    document.Reference(stream(_colours(), "/N 3"), "colours")
    number = document.idToObjectNumberAndVersion["colours"][0]
    catalog.__NoDefault__ = [*catalog.__NoDefault__, "OutputIntents"]
    catalog.OutputIntents = (
        "[<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB IEC61966-2.1)"
        f"/Info(sRGB IEC61966-2.1)/DestOutputProfile {number} 0 R>>]"
    )


def _add_metadata(document: PdfDocument, packet: str) -> None:
    """Put what the file is, as XMP, into the document."""
    document.Catalog.Metadata = document.Reference(
        stream(packet.encode(), "/Type/Metadata/Subtype/XML"), "metadata"
    )


def _place(tag: Tag, root: Tag) -> None:
    """Put a tag, and all it is part of, behind what was said before."""
    each: Tag | None = tag
    while each is not None:
        if not each.placed:
            each.placed = True
            (each.parent or root).kids.append(each)
        each = each.parent


def _all(tag: Tag) -> Iterator[Tag]:
    yield tag
    for kid in tag.kids:
        if isinstance(kid, Tag):
            yield from _all(kid)


def _refs(of: list[Tag] | Tag) -> str:
    if isinstance(of, Tag):
        return f"{of.number} 0 R"
    return f"[{' '.join(f'{tag.number} 0 R' for tag in of)}]"


def _written(tag: Tag, above: int, pages: list[int], numbers: dict[str, tuple[int, int]]) -> str:
    """Return a part as the file has it; what is marked on its first page is named by number."""
    first = next((kid.page for kid in tag.kids if isinstance(kid, Marked)), None)
    kids = []
    for kid in tag.kids:
        if isinstance(kid, Tag):
            kids.append(f"{kid.number} 0 R")
        elif isinstance(kid, Laid):
            widget = numbers[kid.name][0]
            kids.append(f"<</Type/OBJR/Obj {widget} 0 R/Pg {pages[kid.page]} 0 R>>")
        elif kid.page == first:
            kids.append(str(kid.number))
        else:
            kids.append(f"<</Type/MCR/Pg {pages[kid.page]} 0 R/MCID {kid.number}>>")
    on = "" if first is None else f"/Pg {pages[first]} 0 R"
    scope = f"/A<</O/Table/Scope/{tag.scope}>>" if tag.scope else ""
    said = f"/Lang({tag.language})" if tag.language else ""
    if tag.actual:
        said += f"/ActualText<FEFF{tag.actual.encode('utf-16-be').hex()}>"
    return f"<</Type/StructElem/S/{tag.role}/P {above} 0 R{on}{scope}{said}/K[{' '.join(kids)}]>>"


# What the file is, as libraries and readers of other makes look it up.


_PACKET = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"\
 xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"\
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"\
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{subject}</rdf:li></rdf:Alt></dc:description>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<xmp:CreateDate>{day}</xmp:CreateDate>
<xmp:ModifyDate>{day}</xmp:ModifyDate>
<xmp:CreatorTool>{creator}</xmp:CreatorTool>
<pdf:Producer>{producer}</pdf:Producer>
<pdf:Keywords></pdf:Keywords>
{claims}</rdf:Description>
{extension}</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>"""
_FOR_ALL = "<pdfuaid:part>1</pdfuaid:part>\n"
_WITH_FILES = "<pdfaid:part>3</pdfaid:part>\n<pdfaid:conformance>B</pdfaid:conformance>\n"
_KEPT = "<pdfaid:part>2</pdfaid:part>\n<pdfaid:conformance>A</pdfaid:conformance>\n"
_EXTENSION = """<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"\
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"\
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>The part of ISO 14289 that the file follows</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
"""
"""PDF/A wants each word described that is none of its own."""


def metadata(about: About, producer: str, creator: str) -> str:
    """Return the same that the file's information dictionary says, as XMP."""
    claims = _FOR_ALL + (_KEPT if about.kept else "")
    extension = _EXTENSION if about.kept else ""
    return _packet(about, producer, creator, claims=claims, extension=extension)


def _metadata_with_files(about: About, producer: str, creator: str) -> str:
    """Return the XMP of a file that is archived with others in it (PDF/A-3b)."""
    return _packet(about, producer, creator, claims=_WITH_FILES, extension="")


def _packet(about: About, producer: str, creator: str, *, claims: str, extension: str) -> str:
    return _PACKET.format(
        title=escape(about.title),
        subject=escape(about.subject),
        author=escape(about.author),
        day=f"{about.day.isoformat()}T00:00:00+09:00",
        creator=escape(creator),
        producer=escape(producer),
        claims=claims,
        extension=extension,
    )


def pdf_day(day: date) -> str:
    """Return the same moment as the information dictionary writes it."""
    return f"D:{day:%Y%m%d}000000+09'00'"


@cache
def _colours() -> bytes:
    """Return what sRGB is, as Little CMS describes it, without the day of its making."""
    return (wording_folder() / "srgb.icc").read_bytes()


# A file that is archived with others in it (PDF/A-3b).


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
        _close_page(self._document, name)

    def finish(self) -> None:
        """Write what the file is and what is attached; nothing is drawn after it."""
        document = self._document
        info = document.info
        _add_metadata(document, _metadata_with_files(self._about, info.producer, info.creator))
        _add_intent(document)
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
