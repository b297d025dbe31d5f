# SPDX-License-Identifier: MIT
"""Letters as a whole: same bytes for same facts, letters joined, every reason a letter stops."""

from __future__ import annotations

import hashlib
import io
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from pypdf import PdfReader

from desk_app import letters
from desk_app.cli.sample.pdf_text import text_of
from desk_app.desk.errors import LetterStopped
from desk_app.i18n import messages
from desk_app.letters import render
from desk_app.letters.beside.envelopes import format_of
from desk_app.letters.errors import (
    AddressTooLong,
    BadWording,
    MissingFont,
    MissingGlyph,
    MissingValue,
    NoRoom,
)
from desk_app.letters.fonts.faces import clusters, missing_fonts, typefaces
from desk_app.letters.joining import joined
from desk_app.letters.letter.composing import company_lines
from desk_app.letters.places import wording_folder
from desk_app.letters.press import LetterPress
from desk_app.letters.samples import samples
from desk_app.letters.typesetting.setting import Setter
from desk_app.letters.typesetting.sheet import A4
from desk_app.records.case.decisions import DisclosedItem, GroundUse
from desk_app.records.case.letters import DeficiencyBody, LapseBody, LetterFacts
from desk_app.records.desk.people import Language
from desk_app.records.desk.printers import Paper
from desk_app.records.desk.profile import DeskProfile, EnvelopeWindow, Offset, PrintOffsets
from tests.letters.reading import Word, poppler_pages, poppler_text, poppler_words, squeezed
from tests.letters.sample import sample, with_body

ROOT = Path(__file__).resolve().parents[2]


def to(name: str, address: str = "東京都") -> LetterFacts:
    facts = sample("L15")
    return replace(facts, addressee=replace(facts.addressee, name=name, address=address))


def test_equal_facts_give_equal_bytes_in_another_process_too() -> None:
    code = (
        "import hashlib; from desk_app.letters import render; "
        "from desk_app.letters.samples import samples; "
        "from desk_app.records.desk.people import Language; "
        "print(hashlib.sha256(render(dict(samples(Language.JA))['L4-part'])).hexdigest())"
    )
    other = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    pages = letters.render(sample("L4-part"))
    assert letters.render(sample("L4-part")) == pages
    assert other.stdout.strip() == hashlib.sha256(pages).hexdigest()


def test_other_facts_give_other_bytes() -> None:
    facts = sample("L15")
    assert letters.render(replace(facts, number="8-343")) != letters.render(facts)


def test_the_room_is_entered_without_loading_the_page_engine() -> None:
    code = "import sys, desk_app.letters; print(sorted({'reportlab', 'jinja2'} & set(sys.modules)))"
    loaded = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert loaded.stdout.strip() == "[]"


def test_a_letter_holds_no_name_and_no_time_beside_its_pages() -> None:
    facts = sample("L15")
    pages = letters.render(facts)
    said: dict[str, object] = {**(PdfReader(io.BytesIO(pages)).metadata or {})}
    day = f"D:{facts.dated:%Y%m%d}000000+09'00'"
    assert (said["/CreationDate"], said["/ModDate"]) == (day, day)
    assert said["/Author"] == facts.profile.company_ja
    assert said["/Subject"] == facts.profile.desk_ja
    assert str(said["/Title"]).endswith(f"{facts.profile.number_prefix}第{facts.number}号")
    assert facts.addressee.name not in "".join(map(str, said.values()))


@pytest.mark.parametrize("language", Language)
def test_only_embedded_subsets_of_fonts_are_used(language: Language, tmp_path: Path) -> None:
    (tmp_path / "letter.pdf").write_bytes(letters.render(sample("L2", language)))
    listed = subprocess.run(
        ["pdffonts", "letter.pdf"], cwd=tmp_path, capture_output=True, encoding="utf-8", check=True
    )
    rows = [row.split() for row in listed.stdout.splitlines()[2:]]
    assert len(rows) >= 3
    assert all(row[0][6] == "+" and row[-5:-2] == ["yes", "yes", "yes"] for row in rows)


@pytest.mark.parametrize(
    ("character", "points"),
    [
        ("\U000323af", "U+323AF"),
        ("葛\U000e01ef", "U+845B U+E01EF"),
        ("\x02", "U+0002"),
        ("\u200d", "U+200D"),
    ],
)
def test_a_character_no_font_has_stops_the_letter_by_name(character: str, points: str) -> None:
    with pytest.raises(MissingGlyph) as stopped:
        letters.render(to(f"山田{character}"))
    assert isinstance(stopped.value, LetterStopped)
    assert stopped.value.facts["points"] == points
    assert "山田" not in str(stopped.value)


def test_an_address_too_long_for_the_window_stops_the_letter() -> None:
    with pytest.raises(AddressTooLong) as stopped:
        letters.render(to("山田", "長い町の名前が続くところの" * 20))
    assert stopped.value.place == "address"
    with pytest.raises(AddressTooLong):
        letters.render(to("寿限無" * 30))


MISSING: tuple[tuple[str, dict[str, object], str], ...] = (
    ("L4", {"as_of": None}, "as_of"),
    ("L4", {"disclosed": ()}, "disclosed"),
    ("L4-part", {"difficulty": ""}, "difficulty"),
    ("L4-part", {"withheld": ()}, "withheld"),
    ("L5-PR-G5", {"facts": ""}, "facts"),
    ("L5-PR-G5", {"explanation": ""}, "explanation"),
    ("L5-PR-G5", {"grounds": ()}, "grounds"),
    ("L5-PR-G5", {"grounds": (GroundUse("PR-G99"),)}, "ground.PR-G99"),
    ("L5-PR-G6", {"grounds": (GroundUse("PR-G6"),)}, "law|law_article"),
    ("L6", {"search": None}, "search"),
    ("L7", {"purposes": ()}, "purposes"),
    ("L7-refused", {"published_at": ""}, "published_at"),
    ("L8", {"done_on": None}, "done_on"),
    ("L9", {"substitute": ""}, "substitute"),
    ("L8", {"changes": ()}, "changes"),
    ("L9", {"cessations": ()}, "cessations"),
    ("L10", {"provided": ()}, "provided"),
    ("L9-refused", {"grounds": (GroundUse("L-35-3"),)}, "case"),
    ("L5b-PR-G1", {"notice": None}, "n_date|n_no"),
    ("L5b-PR-G1", {"facts": ""}, "facts"),
)


@pytest.mark.parametrize(("name", "changes", "variable"), MISSING)
@pytest.mark.parametrize("language", Language)
def test_a_missing_fact_stops_the_letter_by_its_name(
    language: Language, name: str, changes: dict[str, object], variable: str
) -> None:
    with pytest.raises(LetterStopped) as stopped:
        letters.render(with_body(sample(name, language), **changes))
    assert stopped.value.code == "missing_value"
    assert stopped.value.facts["name"] in variable.split("|")


@pytest.mark.parametrize(
    ("changed", "variable"),
    [
        (replace(sample("L15"), body=sample("L3").body), "body"),
        (replace(sample("L15"), claims=()), "claims"),
        (replace(sample("L15"), template="0"), "template"),
        (replace(sample("L15"), number="none"), "number"),
        (replace(sample("L15"), receipt_number=""), "rno"),
        (replace(sample("L15"), addressee=replace(sample("L15").addressee, name="")), "name"),
    ],
)
def test_facts_that_fit_no_letter_stop_it(changed: LetterFacts, variable: str) -> None:
    with pytest.raises(LetterStopped) as stopped:
        letters.render(changed)
    assert stopped.value.facts == {"name": variable}


def test_a_notice_without_rows_or_with_an_unknown_one_stops() -> None:
    facts = sample("L2")
    assert isinstance(facts.body, DeficiencyBody)
    for rows, variable in (
        ((), "deficiencies"),
        ((replace(facts.body.rows[0], code="none"),), "row.none"),
        ((replace(facts.body.rows[1], values=(("piece", "none"),)),), "piece.none"),
        ((replace(facts.body.rows[1], values=()),), "piece"),
    ):
        with pytest.raises(LetterStopped) as stopped:
            letters.render(with_body(facts, rows=rows))
        assert stopped.value.facts == {"name": variable}


def test_a_lapse_without_a_readable_notice_stops() -> None:
    facts = sample("L3")
    assert isinstance(facts.body, LapseBody)
    notice = replace(facts.body.notice, number="?")
    with pytest.raises(LetterStopped):
        letters.render(with_body(facts, notice=notice))


@pytest.mark.parametrize(
    ("said", "put", "where"),
    [
        ("polite = true", "polite = true\nrude = true", "L15.toml: rude"),
        ("polite = true", "polite = 'often'", "L15.toml: polite"),
        ("polite = true", "polite =", "L15.toml"),
    ],
)
def test_wording_that_cannot_be_used_is_named(
    tmp_path: Path, said: str, put: str, where: str
) -> None:
    with pytest.raises(BadWording) as stopped:
        LetterPress(_wording(tmp_path, "L15", said, put)).render(sample("L15"))
    assert stopped.value.where == where


def test_wording_cannot_leave_its_sandbox(tmp_path: Path) -> None:
    for put in ("{{ name.__class__.__mro__ }}", "{{ ().__class__.__bases__ }}"):
        folder = _wording(tmp_path / put[3:7], "L15", "さて、", put)
        with pytest.raises(LetterStopped):
            LetterPress(folder).render(sample("L15"))


def test_a_press_speaks_with_the_wording_it_was_given(tmp_path: Path) -> None:
    folder = _wording(tmp_path, "L15", "さて、", "<b>さて</b>、")
    assert LetterPress(folder).render(sample("L15")) != letters.render(sample("L15"))
    assert LetterPress(wording_folder()).render(sample("L15")) == letters.render(sample("L15"))


def test_fonts_that_are_not_there_are_named(tmp_path: Path) -> None:
    assert "BIZ UDPMincho" in missing_fonts((tmp_path,))
    assert MissingFont(("IPAmjMincho",)).facts == {"fonts": ("IPAmjMincho",)}


def test_markup_in_a_value_is_text() -> None:
    facts = sample("L4")
    item = DisclosedItem("", "<b>", "&lt; </b> {{ rno }}")
    pages = letters.render(with_body(facts, disclosed=(item,)))
    assert pages.startswith(b"%PDF-")


def _wording(folder: Path, letter: str, said: str, put: str) -> Path:
    """A copy of the wording with one passage of a letter changed."""
    copy = folder / "ja"
    copy.mkdir(parents=True)
    for path in (wording_folder() / "ja").iterdir():
        text = path.read_text("utf-8")
        if path.stem == letter:
            assert said in text
            text = text.replace(said, put)
        (copy / path.name).write_text(text, "utf-8")
    return folder


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize(
    ("stopped", "told"),
    [
        (MissingGlyph("\u200d"), "U+200D"),
        (MissingFont(("IPAmjMincho",)), "IPAmjMincho"),
        (MissingValue("as_of"), {Language.JA: "基準日", Language.EN: "data as of"}),
        (BadWording("L4.toml"), "L4.toml"),
        (AddressTooLong(place="address"), {Language.JA: "宛先", Language.EN: "address"}),
        (NoRoom(place="address"), {Language.JA: "紙面", Language.EN: "paper"}),
    ],
    ids=lambda each: getattr(each, "code", ""),
)
def test_every_reason_a_letter_stops_is_told_in_both_languages(
    stopped: LetterStopped, told: str | dict[Language, str], language: Language
) -> None:
    said = messages.error(stopped, language)
    assert (told if isinstance(told, str) else told[language]) in said.what
    assert said.safe
    assert said.next


def test_joined_letters_say_what_each_says_and_are_clean(tmp_path: Path) -> None:
    letters = [render(facts) for _, facts in list(samples(Language.JA))[:2]]
    letters.append(render(next(facts for _, facts in samples(Language.EN))))
    whole = joined(letters)
    assert poppler_pages(whole) == [page for each in letters for page in poppler_pages(each)]
    assert text_of(whole) == "\n".join(map(text_of, letters))
    path = tmp_path / "joined.pdf"
    path.write_bytes(whole)
    checked = subprocess.run(
        ["qpdf", "--check", path], capture_output=True, encoding="utf-8", check=False
    )
    assert (checked.returncode, checked.stderr) == (0, "")


@pytest.mark.parametrize("spoilt", [b"", b"no PDF", b"startxref\n0\n%%EOF\n"])
def test_what_this_program_did_not_make_is_not_joined(spoilt: bytes) -> None:
    with pytest.raises(LetterStopped):
        joined([spoilt])


def with_profile(profile: DeskProfile) -> LetterFacts:
    return replace(sample("L2"), profile=profile)


def postal_code(profile: DeskProfile) -> Word:
    words = poppler_words(render(with_profile(profile)))
    return next(word for word in words if word.text == "〒154-0015")


def test_every_word_is_moved_by_the_offset() -> None:
    usual = poppler_words(render(with_profile(DeskProfile())))
    offsets = PrintOffsets(a4=Offset(12, -5), long_3=Offset(40, 40))
    moved = poppler_words(render(with_profile(DeskProfile(offsets=offsets))))
    assert [word.text for word in moved] == [word.text for word in usual]
    for before, after in zip(usual, moved, strict=True):
        assert after.left - before.left == pytest.approx(1.2, abs=0.01)
        assert after.top - before.top == pytest.approx(-0.5, abs=0.01)


def test_the_address_follows_the_window_that_was_measured() -> None:
    usual = postal_code(DeskProfile())
    moved = postal_code(DeskProfile(window=EnvelopeWindow(left=200, top=130)))
    assert moved.left - usual.left == pytest.approx(-2.0, abs=0.01)
    assert moved.top - usual.top == pytest.approx(1.0, abs=0.01)


def test_papers_have_the_sizes_they_are_sold_in() -> None:
    profile = DeskProfile()
    assert format_of(Paper.A4, profile) == format_of(Paper.LABELS, profile) == A4
    assert format_of(Paper.LONG_3, profile)[:2] == (235, 120)
    assert format_of(Paper.SQUARE_2, profile)[:2] == (240, 332)


@pytest.mark.parametrize(
    ("name", "count", "least"),
    [
        ("株式会社ジャストシステム", 1, 12.0),
        ("株式会社日本個人情報保護総合研究所", 1, 10.5),
        (
            "株式会社日本個人情報保護総合研究開発情報処理技術サービスホールディングス東京本社",
            2,
            9.0,
        ),
        ("株式会社" + "個人情報保護" * 8, 2, 7.5),
        ("株式会社" + "個人情報保護" * 11, 3, 7.5),
    ],
)
def test_a_long_name_of_a_company_has_two_lines_before_it_becomes_too_small(
    name: str, count: int, least: float
) -> None:
    kind, lines = company_lines(Setter(typefaces()), name, 70.0)
    assert len(lines) == count
    assert kind.size >= least
    assert "".join(lines) == name


@pytest.mark.parametrize("language", Language)
def test_a_long_name_and_long_addresses_stand_in_their_places(language: Language) -> None:
    name = "株式会社日本個人情報保護総合研究開発情報処理技術サービスホールディングス東京本社"
    page = "https://www.example.co.jp/support/privacy/desk/form/index.html"
    long = replace(
        DeskProfile(), company_ja=name, company_en=f"{name[:12]} Holdings, Inc.", form_page=page
    )
    facts = replace(sample("L5-PR-G3", language), profile=long)
    text = squeezed(poppler_text(render(facts)))
    assert (
        text.count(squeezed(long.company_ja if language is Language.JA else long.company_en)) >= 2
    )
    assert page in text
    assert max(word.right for word in poppler_words(render(facts))) <= 190.5


@pytest.mark.parametrize("language", Language)
def test_where_the_procedure_is_published_is_said(language: Language) -> None:
    page = "https://www.example.co.jp/privacy/"
    profile = replace(DeskProfile(), procedure_page=page)
    for name in ("L3", "L5-PR-G3", "L5b-PR-G1"):
        facts = sample(name, language)
        assert page not in str(letters.words(facts))
        assert page in str(letters.words(replace(facts, profile=profile))), name


@pytest.mark.parametrize(
    "unseen",
    ["\ufeff", "\u200b", "\u2060", "\u00ad", "\r"],
)
def test_what_nobody_sees_stops_no_letter_and_is_not_drawn(unseen: str) -> None:
    facts = sample("L16")
    pasted = with_body(facts, answer=f"{unseen}弊社{unseen}{unseen}ウェブサイト{unseen}")
    plain = with_body(facts, answer="弊社ウェブサイト")
    assert poppler_text(render(pasted)) == poppler_text(render(plain))
    assert clusters(f"葛{unseen}") == ["葛"]


@pytest.mark.parametrize("white", ["\t", "\u2028", "\u2029"])
def test_white_of_a_workbook_is_drawn_as_a_space(white: str) -> None:
    facts = with_body(sample("L16"), answer=f"ご登録{white}ご住所")
    assert "ご登録 ご住所" in poppler_text(render(facts))
