# SPDX-License-Identifier: MIT
"""Envelopes, labels, the slip of registered mail, test pages: what stands on them, and where."""

from __future__ import annotations

import io
import re
import subprocess
from dataclasses import replace

import pytest
from pypdf import PdfReader

from desk_app.letters import page
from desk_app.letters.beside.envelopes import HEIGHT, LAYOUTS, SIZE, TO_A_SHEET, WIDTH, corner_of
from desk_app.letters.errors import MissingValue, NoRoom
from desk_app.records.case.letters import Addressee
from desk_app.records.case.mail import MailKind
from desk_app.records.desk.people import Language
from desk_app.records.desk.printers import Paper
from desk_app.records.desk.profile import DeskProfile, Offset, PrintOffsets
from desk_app.records.pages import (
    Addressed,
    Envelope,
    EnvelopesPage,
    Front,
    LabelsPage,
    MailSlipLine,
    OffsetPage,
    PostalPage,
)
from desk_app.rules.letters.paper import safe_box
from tests.letters import postal_samples as samples
from tests.letters.reading import (
    POINTS,
    poppler_pages,
    poppler_text,
    poppler_words,
    poppler_words_of_all,
    squeezed,
)

pytestmark = pytest.mark.once(under="first")

PRINTED = (Envelope.LONG_3, Envelope.SQUARE_2)
EVERY: dict[str, PostalPage] = {
    **{f"envelope {each.value}": samples.envelopes(each) for each in Envelope},
    "labels": samples.labels(),
    "slip": samples.mail_slip(),
    **{
        f"test {paper.value} {language.value}": OffsetPage(language, samples.PROFILE, paper)
        for paper in Paper
        for language in Language
    },
}
SIZES = {Paper.A4: (210, 297), Paper.LONG_3: (235, 120), Paper.SQUARE_2: (240, 332)}


def said(to: Addressed) -> str:
    each = to.addressee
    if to.language is Language.EN:
        return squeezed(f"{each.name}{each.address}{each.postal_code}")
    return squeezed(f"〒{each.postal_code}{each.address}{each.name}様")


@pytest.mark.parametrize("name", EVERY)
def test_nothing_reaches_the_edge_of_its_paper_and_equal_facts_give_equal_bytes(name: str) -> None:
    pdf = page(EVERY[name])
    told = subprocess.run(["pdfinfo", "-"], input=pdf, capture_output=True, check=True).stdout
    size = re.search(rb"Page size: +([\d.]+) x ([\d.]+)", told)
    assert size
    width, height = (float(each) / 72 * 25.4 for each in size.groups())
    for words in poppler_words_of_all(pdf):
        assert min(word.left for word in words) >= 5
        assert max(word.right for word in words) <= width - 5
        assert min(word.top for word in words) >= 5
        assert max(word.bottom for word in words) <= height - 5
    assert page(EVERY[name]) == pdf


@pytest.mark.parametrize("paper", SIZES)
def test_a_page_has_the_size_of_its_paper(paper: Paper) -> None:
    pdf = page(OffsetPage(Language.JA, samples.PROFILE, paper))
    told = subprocess.run(["pdfinfo", "-"], input=pdf, capture_output=True, check=True).stdout
    size = re.search(rb"Page size: +([\d.]+) x ([\d.]+)", told)
    assert size
    assert [float(each) / 72 * 25.4 for each in size.groups()] == pytest.approx(
        SIZES[paper], abs=0.01
    )


@pytest.mark.parametrize("envelope", Envelope)
def test_a_front_tells_the_sender_by_its_code_and_never_what_is_inside(
    envelope: Envelope,
) -> None:
    text = squeezed(poppler_pages(page(samples.envelopes(envelope)))[0])
    assert "親展簡易書留" in text
    assert "株式会社ジャストシステム" in text
    assert "（部署記号K5）" in text
    for never in ("窓口", "個人情報", "開示", "R8-", "個情発", "代理", "通知書"):
        assert never not in text


def test_the_desk_is_named_where_the_profile_says_so_and_no_code_is_no_code() -> None:
    named = replace(samples.PROFILE, desk_on_envelope=True)
    front = (Front(MailKind.ORDINARY),)
    text = squeezed(poppler_text(page(EnvelopesPage(named, Envelope.WINDOW, front))))
    assert "個人情報お問い合わせ窓口" in text
    assert "部署記号" not in text
    without = replace(samples.PROFILE, department_code="")
    text = squeezed(poppler_text(page(EnvelopesPage(without, Envelope.WINDOW, front))))
    assert "窓口" not in text
    assert "部署記号" not in text


@pytest.mark.parametrize("kind", MailKind)
def test_the_kind_of_mail_is_marked_where_the_post_wants_it(kind: MailKind) -> None:
    page_ = EnvelopesPage(samples.PROFILE, Envelope.WINDOW, (Front(kind),))
    text = squeezed(poppler_text(page(page_)))
    marks = {
        MailKind.SPECIFIED_RECORD: "特定記録",
        MailKind.SIMPLE_REGISTERED: "簡易書留",
        MailKind.REGISTERED: "書留",
        MailKind.EXPRESS: "速達",
    }
    assert text.startswith(f"親展{marks.get(kind, '')}お届け")


@pytest.mark.parametrize("envelope", Envelope)
def test_registered_mail_may_go_by_express(envelope: Envelope) -> None:
    front = Front(MailKind.SIMPLE_REGISTERED, Addressed(samples.PEOPLE[0]), express=True)
    words = poppler_words(page(EnvelopesPage(samples.PROFILE, envelope, (front,))))
    marks = {word.text: word for word in words if word.text in {"簡易書留", "速達"}}
    assert len(marks) == 2
    assert marks["簡易書留"].top == pytest.approx(marks["速達"].top, abs=0.1)
    left, right = sorted((each.left, each.right) for each in marks.values())
    assert left[1] + 5 < right[0]


@pytest.mark.parametrize("envelope", PRINTED)
def test_a_printed_envelope_has_the_whole_address_and_leaves_room_for_the_post(
    envelope: Envelope,
) -> None:
    layout = LAYOUTS[envelope]
    pages = poppler_words_of_all(page(samples.envelopes(envelope)))
    assert len(pages) == len(samples.EVERYBODY)
    for words, to in zip(pages, samples.EVERYBODY, strict=True):
        text = squeezed("".join(word.text for word in words))
        assert said(to) in text
        for (left, top), (width, height) in (layout.postage, layout.tracking):
            for word in words:
                beside = word.right <= left or word.left >= left + width
                assert beside or word.bottom <= top or word.top >= top + height


def test_a_window_envelope_has_nothing_behind_its_window_and_no_address() -> None:
    pdf = page(samples.envelopes(Envelope.WINDOW))
    for words in poppler_words_of_all(pdf):
        assert not any(word.left < 112 and word.top < 57 and word.bottom > 12 for word in words)
    assert "154-0015" not in poppler_text(pdf)


def test_an_envelope_without_addressee_is_refused() -> None:
    front = Front(MailKind.ORDINARY)
    with pytest.raises(MissingValue):
        page(EnvelopesPage(samples.PROFILE, Envelope.LONG_3, (front,)))


@pytest.mark.parametrize("first", [1, 3, 12])
def test_labels_begin_at_the_first_free_one_and_each_lies_within_its_own(first: int) -> None:
    labels = samples.EVERYBODY + samples.EVERYBODY
    pages = poppler_words_of_all(page(LabelsPage(samples.PROFILE, labels, first)))
    assert len(pages) == -(-(first - 1 + len(labels)) // 12)
    found = 0
    for number, to in enumerate(labels):
        sheet, place = divmod(first - 1 + number, 12)
        x, y = corner_of(place + 1)
        inside = [
            word
            for word in pages[sheet]
            if x + 3 <= word.left
            and word.right <= x + WIDTH - 3
            and y + 2 <= word.top
            and word.bottom <= y + HEIGHT - 2
        ]
        assert squeezed("".join(word.text for word in inside)) == said(to)
        found += len(inside)
    assert found == sum(map(len, pages))


def test_a_label_takes_what_the_window_refuses_and_refuses_what_is_longer() -> None:
    long = samples.PEOPLE[-1]
    assert squeezed(long.name) in squeezed(
        poppler_text(page(LabelsPage(samples.PROFILE, (Addressed(long),))))
    )
    for wrong in (Addressee("山田", "", "東" * 120), Addressee("山" * 80, "", "東京都")):
        with pytest.raises(NoRoom, match="address_no_room"):
            page(LabelsPage(samples.PROFILE, (Addressed(wrong),)))


@pytest.mark.parametrize("first", [0, 13])
def test_a_label_that_no_sheet_has_is_a_mistake(first: int) -> None:
    with pytest.raises(ValueError, match="no such label"):
        page(LabelsPage(samples.PROFILE, samples.EVERYBODY, first))


@pytest.mark.parametrize(("count", "sheets"), [(0, 1), (1, 1), (6, 1), (7, 2), (9, 2)])
def test_a_slip_holds_six_pieces_to_a_sheet_with_a_subtotal(count: int, sheets: int) -> None:
    pages = [squeezed(each) for each in poppler_pages(page(samples.mail_slip(count)))]
    assert len(pages) == sheets
    for number, text in enumerate(pages):
        lines = samples.LINES[:count][6 * number : 6 * number + 6]
        assert text.count(f"{number + 1}枚目／{sheets}枚") == 2
        assert text.count(f"小計{len(lines)}通") == 2
        assert text.count(f"{sum(line.postage for line in lines):,}") >= 2
        assert text.count("以下余白") == (0 if len(lines) == 6 else 2)
        for line in lines:
            assert text.count(squeezed(f"{line.name}様")) == 2
            assert text.count(line.tracking_number) == 2
            assert text.count(line.remarks) >= 2


def test_a_slip_is_for_the_post_office_above_and_its_receipt_below() -> None:
    (text,) = map(squeezed, poppler_pages(page(samples.mail_slip(2))))
    above, between, below = text.partition("書留・特定記録郵便物等受領証")
    assert between
    assert above.count("書留・特定記録郵便物等差出票") == 1
    assert "書留・特定記録郵便物等" not in below


def test_a_slip_says_how_the_postage_was_paid_and_never_which_desk_it_is() -> None:
    text = squeezed(poppler_text(page(samples.mail_slip(6))))
    assert text.count("切手530円×1、460円×5") == 2
    assert text.count("（部署記号K5）") == 2
    assert "窓口" not in text
    assert "個人情報" not in text


def test_a_slip_names_the_stamps_on_the_pieces_and_none_on_what_was_paid_otherwise() -> None:
    one, *_ = samples.LINES
    lines = (one, replace(one, franked=500), replace(one, franked=0))
    text = squeezed(poppler_text(page(replace(samples.mail_slip(0), lines=lines))))
    assert text.count("切手500円×1、460円×1") == 2
    text = squeezed(poppler_text(page(replace(samples.mail_slip(0), lines=lines[2:]))))
    assert "460" in text
    assert "切手" not in text


def test_long_names_and_remarks_stay_in_their_cells() -> None:
    name = "マクシミリアン・アレクサンダー・フォン・ホーエンフェルス・ウント・ツー・ミホン"
    line = MailSlipLine(
        name,
        MailKind.REGISTERED,
        860,
        grams=24,
        tracking_number="123-45-67890-1",
        express=True,
        remarks="損害要償額 100,000円、配達証明",
    )
    pdf = page(replace(samples.mail_slip(0), lines=(line,) * 6))
    rows = [word for word in poppler_words(pdf) if 56.7 < word.top < 114 and word.bottom < 116]
    names = [word for word in rows if 26.2 < word.left < 67]
    remarks = [word for word in rows if word.left > 162.6]
    assert squeezed("".join(word.text for word in names)) == squeezed(f"{name}様") * 6
    assert squeezed("".join(word.text for word in remarks)).count("速達、損害要償額") == 6
    assert max(word.right for word in names) <= 67.3
    assert max(word.right for word in remarks) <= 192.8


@pytest.mark.parametrize("paper", Paper)
def test_a_test_page_is_moved_by_the_offset_it_tells(paper: Paper) -> None:
    offset = Offset(13, -7)
    offsets = replace(PrintOffsets(), **{paper.value: offset})
    usual = poppler_words(page(OffsetPage(Language.EN, DeskProfile(), paper)))
    moved = poppler_words(page(OffsetPage(Language.EN, DeskProfile(offsets=offsets), paper)))
    first = [next(word for word in words if word.text == "Print") for words in (usual, moved)]
    assert first[1].left - first[0].left == pytest.approx(1.3, abs=0.01)
    assert first[1].top - first[0].top == pytest.approx(-0.7, abs=0.01)
    text = " ".join(word.text for word in moved)
    assert "(right 1.3 mm, down -0.7 mm)" in text


def test_a_test_page_shows_where_the_window_lies_and_every_label() -> None:
    profile = DeskProfile()
    (window,) = _dashed(page(OffsetPage(Language.EN, profile, Paper.A4)))
    left, top, right, bottom = (each / 10 for each in safe_box(profile.window))
    assert window == pytest.approx((left, top, right, bottom), abs=0.01)
    labels = _dashed(page(OffsetPage(Language.EN, profile, Paper.LABELS)))
    wide, high = SIZE
    assert labels == [
        pytest.approx((x, y, x + wide, y + high), abs=0.01)
        for x, y in map(corner_of, range(1, TO_A_SHEET + 1))
    ]


def _dashed(pdf: bytes) -> list[tuple[float, ...]]:
    """The dashed boxes of a page, in millimetres from its top left corner."""
    sheet = PdfReader(io.BytesIO(pdf)).pages[0]
    content = sheet.get_contents()
    assert content is not None
    found = re.findall(
        r" d ([\d.]+) ([\d.]+) ([\d.]+) ([\d.]+) re S", content.get_data().decode("latin-1")
    )
    boxes = []
    for x, y, wide, high in (map(float, each) for each in found):
        top = float(sheet.mediabox.height) - y - high
        boxes.append(tuple(each / POINTS for each in (x, top, x + wide, top + high)))
    return boxes
