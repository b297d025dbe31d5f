# SPDX-License-Identifier: MIT
"""What letters and forms tell those who do not see them, as poppler and pypdf read it."""

from __future__ import annotations

import io
import re
import subprocess
from functools import cache, partial
from typing import TYPE_CHECKING, Any

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import ContentStream, DictionaryObject

from desk_app import letters
from desk_app.letters.fonts.embedding import stream
from desk_app.records.desk.people import Language
from tests.letters.published import drawn
from tests.letters.sample import sample

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


pytestmark = pytest.mark.once(under="second")

_LATER_TOP, _LETTER_FOOT, _FORM_FOOT = 20.0, 277.0, 283.0
"""Above the first lies the head of a page after the first, below the others the foot."""

_MANY = ("L2-many", "L4-long")
"""Letters with a table on several pages."""

_PARTS = ("L1", "L2", "L4-part", "L5b-PR-G1", "L8", "L10", "L16")
"""Letters that have each kind of part between them."""

LETTERS = [
    *((name, Language.JA) for name in (*_PARTS, *_MANY)),
    *((name, Language.EN) for name in ("L2", "L4-part")),
]


@cache
def rendered(name: str, language: Language) -> bytes:
    """A sample letter as it goes out."""
    return letters.render(sample(name, language))


def tagged_text(pdf: bytes) -> str:
    """What the structure says from its beginning to its end, as poppler reads it, without white.

    It draws the page anew for each part, so that a letter takes a quarter of a second.
    """
    told = subprocess.run(
        ["pdfinfo", "-struct-text", "-"], input=pdf, check=True, capture_output=True
    ).stdout.decode()
    said = re.findall(r'^ *"(.*)"$', told, re.MULTILINE)
    return _squeezed("".join(said))


def page_texts(pdf: bytes, foot: float, later: float) -> list[str]:
    """What stands on each page between head and foot, as drawn, without white."""
    count = len(PdfReader(io.BytesIO(pdf)).pages)
    parts = [(1, 1, 0.0), (2, count, later)] if later else [(1, count, 0.0)]
    return [
        _squeezed(text)
        for first, last, top in parts
        if first <= last
        for text in _between(pdf, first, last, top, foot)
    ]


def untold(told: str, pages: list[str]) -> list[str]:
    """What stands at the head of each page and is not told; at last what is told of no page."""
    left, found = told, []
    for page in pages:
        start = next((k for k in range(len(page) + 1) if left.startswith(page[k:])), len(page))
        found.append(page[:start])
        left = left.removeprefix(page[start:])
    return [*found, left]


def _between(pdf: bytes, page: int, last: int, top: float, end: float) -> list[str]:
    """What stands between two heights of each of some pages."""
    dots = 10  # of a millimetre
    command = ["pdftotext", "-raw", "-r", str(25.4 * dots), "-f", str(page), "-l", str(last)]
    crop = ["-x", "0", "-y", f"{top * dots:.0f}", "-W", f"{210 * dots}"]
    high = ["-H", f"{(end - top) * dots:.0f}"]
    text = subprocess.run(
        [*command, *crop, *high, "-", "-"], input=pdf, check=True, capture_output=True
    ).stdout.decode()
    return text.split("\f")[:-1]


def _squeezed(text: str) -> str:
    return re.sub(r"[\s\u3000]", "", text)


@pytest.mark.parametrize(("name", "language"), LETTERS)
def test_the_structure_says_what_stands_on_the_pages_in_its_order(
    name: str, language: Language
) -> None:
    pdf = rendered(name, language)
    first, *later = page_texts(pdf, _LETTER_FOOT, _LATER_TOP)
    assert len(first) > 200
    missing, *repeated, rest = untold(marked_text(pdf), [first, *later])
    assert (missing, rest) == ("", "")
    # The head of a table that goes on stands above it again, and is told once.
    assert [head for head in repeated if len(head) > _LONGEST_HEAD] == []
    assert name in _MANY or not any(repeated)


_LONGEST_HEAD = 80


@pytest.mark.parametrize(("name", "language"), [("L2", Language.EN), ("L4-part", Language.JA)])
def test_poppler_reads_of_the_structure_what_its_marks_say(name: str, language: Language) -> None:
    pdf = rendered(name, language)
    told = tagged_text(pdf)
    assert len(told) > 200
    assert told == marked_text(pdf)


def test_the_structure_says_what_stands_on_a_form() -> None:
    for code in ("A-1", "A-2E", "B-1"):
        told, wanted = marked_text(drawn(code)), "".join(page_texts(drawn(code), _FORM_FOOT, 0.0))
        assert len(told) > 500
        # What the second page is of stands at its head and is no part.
        for head, first in ((f"様式{code}", "ご本人のお名前"), (f"Form{code}", "Individual")):
            wanted = wanted.replace(f"{head}{first}", first)
        assert told == wanted, code
    assert tagged_text(drawn("B-1")) == marked_text(drawn("B-1"))


def test_a_file_without_structure_says_nothing() -> None:
    writer = PdfWriter(clone_from=io.BytesIO(rendered("L4-part", Language.JA)))
    del writer.root_object["/StructTreeRoot"]
    stripped = io.BytesIO()
    writer.write(stripped)
    pages = page_texts(stripped.getvalue(), _LETTER_FOOT, _LATER_TOP)
    assert tagged_text(stripped.getvalue()) == ""
    assert untold("", pages) == [*pages, ""]
    assert len(pages[0]) > _LONGEST_HEAD


def test_another_order_is_found_by_either_reader() -> None:
    writer = PdfWriter(clone_from=io.BytesIO(rendered("L4-part", Language.JA)))
    kids = writer.root_object["/StructTreeRoot"]["/K"]["/K"]  # type: ignore[index]
    kids[3], kids[4] = kids[4], kids[3]
    mixed = io.BytesIO()
    writer.write(mixed)
    pdf = mixed.getvalue()
    pages = page_texts(pdf, _LETTER_FOOT, _LATER_TOP)
    for told in (tagged_text(pdf), marked_text(pdf)):
        assert max(map(len, untold(told, pages))) > _LONGEST_HEAD


# As pypdf walks it.


DOCUMENTS: list[Any] = [
    pytest.param(partial(rendered, "L2", Language.JA), id="L2"),
    pytest.param(partial(rendered, "L4-part", Language.EN), id="L4-part-en"),
    pytest.param(partial(rendered, "L10", Language.JA), id="L10"),
    *(pytest.param(partial(drawn, code), id=code) for code in ("A-1", "A-2E", "B-1")),
]
every = pytest.mark.parametrize("made", DOCUMENTS)


def _of(thing: Any) -> Any:  # noqa: ANN401 - whatever pypdf read
    return thing.get_object()


def _tree(reader: PdfReader) -> Any:  # noqa: ANN401 - the same
    return _of(_of(reader.root_object)["/StructTreeRoot"])


def _parents(reader: PdfReader) -> dict[int, Any]:
    numbers = _tree(reader)["/ParentTree"]["/Nums"]
    return dict(zip(numbers[::2], map(_of, numbers[1::2]), strict=True))


def _elements(element: Any) -> Iterator[Any]:  # noqa: ANN401 - the same
    yield element
    for kid in _kids(element):
        if isinstance(kid, DictionaryObject) and kid.get("/Type") == "/StructElem":
            yield from _elements(kid)


def _kids(element: Any) -> list[Any]:  # noqa: ANN401 - the same
    return [_of(kid) for kid in element["/K"]]


def _root(reader: PdfReader) -> Any:  # noqa: ANN401 - as above
    return _of(_tree(reader)["/K"])


@cache
def _read(made: Callable[[], bytes]) -> PdfReader:
    """A document as pypdf reads it, for all that only look at it."""
    return PdfReader(io.BytesIO(made()))


@cache
def _drawn_on(made: Callable[[], bytes]) -> list[Any]:
    """All that is done on each page."""
    return _operations(_read(made))


def _operations(reader: PdfReader) -> list[Any]:
    return [ContentStream(page.get_contents(), reader).operations for page in reader.pages]


def _shown(operands: Any) -> Iterator[int]:  # noqa: ANN401 - as above
    """The codes of the characters that an operator draws."""
    for part in operands[0]:
        if not isinstance(part, (int, float)):
            codes = getattr(part, "original_bytes", part)
            yield from (int.from_bytes(codes[at : at + 2]) for at in range(0, len(codes), 2))


def _characters(reader: PdfReader, page: int) -> dict[str, dict[int, str]]:
    """What each code of each font of a page stands for."""
    fonts = _of(reader.pages[page]["/Resources"])["/Font"].items()
    return {
        name: {
            int(code, 16): bytes.fromhex(text).decode("utf-16-be")
            for code, text in re.findall(
                r"^<([0-9A-F]{4})> <([0-9A-F]+)>$",
                font.get_object()["/ToUnicode"].get_object().get_data().decode(),
                re.MULTILINE,
            )
        }
        for name, font in fonts
    }


def marked_text(pdf: bytes) -> str:
    """What the structure says from its beginning to its end by the marks it names, no white."""
    reader = PdfReader(io.BytesIO(pdf))
    said: dict[tuple[int, int], str] = {}
    for number, done in enumerate(_operations(reader)):
        fonts, font, depth, mark = _characters(reader, number), "", 0, -1
        key = int(_of(reader.pages[number])["/StructParents"])
        for operands, operator in done:
            if operator in {b"BDC", b"BMC"}:
                depth += 1
                if operator == b"BDC" and "/MCID" in operands[1]:
                    mark = int(operands[1]["/MCID"])
            elif operator == b"EMC":
                depth -= 1
                mark = mark if depth else -1
            elif operator == b"Tf":
                font = operands[0]
            elif operator == b"TJ" and mark >= 0:
                text = "".join(fonts[font][code] for code in _shown(operands))
                said[key, mark] = said.get((key, mark), "") + text
    return _squeezed("".join(said.get(place, "") for place in _places(_root(reader))))


def _places(element: Any) -> Iterator[tuple[int, int]]:  # noqa: ANN401 - as above
    """The page and mark of each part below an element, in their order."""
    for kid in _kids(element):
        if isinstance(kid, int):
            yield int(_of(element["/Pg"])["/StructParents"]), int(kid)
        elif kid.get("/Type") == "/MCR":
            yield int(_of(kid["/Pg"])["/StructParents"]), int(kid["/MCID"])
        elif kid.get("/Type") == "/StructElem":
            yield from _places(kid)


_PAINTS = {b"Tj", b"TJ", b"'", b'"', b"f", b"f*", b"F", b"S", b"s", b"B", b"B*", b"b", b"b*", b"Do"}


@every
def test_all_that_is_drawn_is_part_of_something_or_nothing_that_is_read(
    made: Callable[[], bytes],
) -> None:
    for done in _drawn_on(made):
        depth, marked, painted = 0, [], 0
        for operands, operator in done:
            if operator in {b"BDC", b"BMC"}:
                depth += 1
                if operator == b"BDC" and "/MCID" in operands[1]:
                    assert depth == 1
                    marked.append(operands[1]["/MCID"])
            elif operator == b"EMC":
                depth -= 1
            elif operator in _PAINTS:
                painted += 1
                assert depth > 0, operands
        assert painted > 10
        assert depth == 0
        assert marked == list(range(len(marked)))


@every
def test_every_mark_has_one_place_in_the_structure_and_leads_back(
    made: Callable[[], bytes],
) -> None:
    reader = _read(made)
    parents = _parents(reader)
    found: dict[int, set[int]] = {}
    for element in _elements(_root(reader)):
        for kid in _kids(element):
            if isinstance(kid, int):
                page, number = _of(element["/Pg"]), int(kid)
            elif kid.get("/Type") == "/MCR":
                page, number = _of(kid["/Pg"]), int(kid["/MCID"])
            else:
                continue
            key = int(page["/StructParents"])
            assert parents[key][number].get_object() == element
            assert number not in found.setdefault(key, set())
            found[key].add(number)
    for page in map(_of, reader.pages):
        key = int(page["/StructParents"])
        assert len(found[key]) == len(parents[key]) > 1
        assert page["/Tabs"] == "/S"


_INSIDE = {
    "/TR": {"/Table"},
    "/TH": {"/TR"},
    "/TD": {"/TR"},
    "/LI": {"/L"},
    "/Lbl": {"/LI"},
    "/LBody": {"/LI"},
}


@every
def test_parts_stand_in_what_they_are_parts_of(made: Callable[[], bytes]) -> None:
    elements = list(_elements(_root(_read(made))))
    assert elements[0]["/S"] == "/Document"
    headings = [str(each["/S"]) for each in elements if str(each["/S"]).startswith("/H")]
    assert headings[0] == "/H1"
    assert set(headings) <= {"/H1", "/H2"}
    for each in elements[1:]:
        above = each["/P"].get_object()["/S"]
        assert above in _INSIDE.get(str(each["/S"]), {above}), each
        if each["/S"] == "/TH":
            assert each["/A"]["/Scope"] in {"/Column", "/Row"}
        if each["/S"] == "/Table":
            rows = [len(_kids(row)) for row in _kids(each)]
            assert len(set(rows)) == 1, rows


@pytest.mark.parametrize("code", ["A-1", "A-2E", "B-1"])
def test_every_field_has_its_place_in_the_structure(code: str) -> None:
    reader = PdfReader(io.BytesIO(drawn(code)))
    parents = _parents(reader)
    widgets = [each.get_object() for page in reader.pages for each in page.get("/Annots", ())]
    assert len(widgets) > 20
    for widget in widgets:
        form = parents[int(widget["/StructParent"])]
        assert form["/S"] == "/Form"
        (laid,) = _kids(form)
        assert laid["/Type"] == "/OBJR"
        assert laid["/Obj"].get_object() == widget


def test_what_is_japanese_in_an_english_document_says_so() -> None:
    for pdf in (rendered("L2", Language.EN), drawn("A-1E")):
        languages = [each.get("/Lang") for each in _elements(_root(PdfReader(io.BytesIO(pdf))))]
        assert set(languages) == {None, "ja"}
        assert languages.count(None) > languages.count("ja") > 2
    for element in _elements(_root(PdfReader(io.BytesIO(drawn("A-1"))))):
        assert element.get("/Lang") in {None, "ja"}


_DESCRIBED_BY_PDF_A = {
    *(("dc", name) for name in ("format", "title", "description", "creator")),
    *(("xmp", name) for name in ("CreateDate", "ModifyDate", "CreatorTool")),
    *(("pdf", name) for name in ("Producer", "Keywords")),
}
"""ISO 19005-2 6.6.2.3 takes what the XMP of 2005 describes: no ``pdf:Trapped`` is in that yet."""


@every
def test_what_the_file_says_of_itself_is_the_same_in_both_places(made: Callable[[], bytes]) -> None:
    reader = _read(made)
    root, said = _of(reader.root_object), _of(reader.metadata)
    assert root["/MarkInfo"]["/Marked"] == True  # noqa: E712 - pypdf's own
    assert root["/ViewerPreferences"]["/DisplayDocTitle"] == True  # noqa: E712
    assert root["/Lang"] in {"ja", "en"}
    packet = root["/Metadata"].get_object().get_data().decode()
    for word in ("/Title", "/Subject", "/Author", "/Creator", "/Producer"):
        assert f">{said[word]}</" in packet
    moment = re.fullmatch(r"D:(\d{4})(\d\d)(\d\d)000000\+09'00'", str(said["/CreationDate"]))
    assert moment is not None
    assert f"<xmp:CreateDate>{'-'.join(moment.groups())}T00:00:00+09:00</xmp:" in packet
    assert packet.count("<pdfuaid:part>1</pdfuaid:part>") == 1
    assert set(re.findall(r"<(pdf|xmp|dc):(\w+)>", packet)) == _DESCRIBED_BY_PDF_A
    kept = "pdfaid:conformance>A<" in packet
    assert kept is ("/AcroForm" not in root)
    assert ("/OutputIntents" in root) is kept


@every
def test_every_character_drawn_reads_back(made: Callable[[], bytes]) -> None:
    for number, done in enumerate(_drawn_on(made)):
        fonts, current, drawn_codes = _characters(_read(made), number), "", 0
        for operands, operator in done:
            if operator == b"Tf":
                current = operands[0]
            elif operator == b"TJ":
                for code in _shown(operands):
                    drawn_codes += 1
                    assert code in fonts[current]
        assert drawn_codes > 50


def test_streams_end_as_pdf_a_wants() -> None:
    pdf = rendered("L2", Language.JA)
    ends = re.findall(rb"(.)endstream", pdf, re.DOTALL)
    assert len(ends) > 6
    assert set(ends) == {b"\n"}


@pytest.mark.parametrize("last", [b"x", b"\r", b"\n", b"\r\n"])
def test_no_last_byte_of_a_stream_is_taken_for_its_line_end(last: bytes) -> None:
    content = b"drawn" + last
    written = stream(content)
    assert f"/Length {len(content)}".encode() in written
    found = re.fullmatch(rb"<<.*>>\nstream\n(.*?)(?:\r\n|\n)endstream", written, re.DOTALL)
    assert found is not None
    assert found[1] == content
