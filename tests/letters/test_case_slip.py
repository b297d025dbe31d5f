# SPDX-License-Identifier: MIT
"""The case slip: what it tells, how it grows, and that its bar code is read."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import get_args

import pytest

from desk_app.letters import page
from desk_app.letters.errors import MissingGlyph
from desk_app.letters.places import wording_folder
from desk_app.records.case.application import ProxyKind, Right
from desk_app.records.case.findings import FeeState
from desk_app.records.case.mail import MailKind
from desk_app.records.desk.people import Language
from desk_app.records.desk.profile import DeskProfile, Offset, PrintOffsets
from desk_app.records.pages import Check, CheckLine, CheckState, Event, PaperLocation
from tests.letters.case_samples import case_slip, long_case
from tests.letters.reading import codes, poppler_pages, poppler_text, poppler_words, squeezed

pytestmark = pytest.mark.once(under="first")

BOTH = pytest.mark.parametrize("language", Language)


@BOTH
def test_the_slip_tells_everything_of_the_case(language: Language) -> None:
    slip = case_slip(language)
    text = squeezed(poppler_text(page(slip)))
    told = [slip.principal, slip.proxy, slip.tracking_number, *slip.opened_by]
    told += [part for line in slip.checks for part in (line.found, line.by)]
    told += [part for line in slip.papers for part in (line.what, line.masked)]
    told += [line.tracking for line in slip.course]
    assert all(squeezed(each) in text for each in told)
    days = {
        Language.JA: (
            "令和8年11月24日（火）",
            "令和8年12月8日（火）14日",
            "12月4日（金）10日",
            "12/9",
        ),
        Language.EN: ("November24,2026", "December8,2026(day14)", "(day10)", "Dec9"),
    }
    assert all(each in text for each in days[language])
    number, notice, box, short = {
        Language.JA: ("個情発第8-342号", "書類等の不備のお知らせ発送", "切手保管箱", "手数料不足"),
        Language.EN: ("8-342", "DocumentsandFeeposted", "stampbox", "Feeshort"),
    }[language]
    assert text.count(number) == 2
    assert all(each in text for each in (notice, box, short))


def test_a_usual_case_has_one_page_and_stays_in_the_house() -> None:
    (text,) = poppler_pages(page(case_slip(Language.JA)))
    assert "社外秘" in text
    assert "1／1" in text


@BOTH
def test_its_bar_code_holds_number_and_check_character(language: Language, tmp_path: Path) -> None:
    slip = replace(case_slip(language), papers=())
    assert codes(page(slip), tmp_path) == [[slip.receipt_code]]


@BOTH
def test_a_long_case_goes_on_over_pages_that_name_it(language: Language) -> None:
    slip = long_case(language)
    pdf = page(slip)
    pages = [squeezed(each) for each in poppler_pages(pdf)]
    assert len(pages) > 2
    assert all(slip.receipt_number in each for each in pages)
    for number in range(len(pages)):
        words = poppler_words(pdf, number + 1)
        assert min(word.left for word in words) >= 23.5
        assert max(word.right for word in words) <= 190.6
        assert max(word.bottom for word in words if word.top < 282) <= 281
    text = "".join(pages)
    assert all(squeezed(line.document) in text for line in slip.course)
    assert squeezed(slip.principal) in text
    assert squeezed(slip.proxy) in text


@BOTH
def test_a_day_of_another_year_says_its_year(language: Language) -> None:
    slip = replace(case_slip(language), kept_until=date(2028, 11, 24), course=())
    text = squeezed(poppler_text(page(slip)))
    assert ("R10.11.24" if language is Language.JA else "Nov24,2028") in text


@BOTH
def test_what_is_not_there_is_said_or_left_to_be_written(language: Language) -> None:
    bare = replace(
        case_slip(language),
        proxy="",
        proxy_kind=None,
        tracking_number="",
        marking_seen=False,
        claims=(),
        opened_by=("佐藤",),
        target=None,
        warning=None,
        papers=(),
        course=(),
        checks=(CheckLine(Check.FEE, FeeState.NOT_NEEDED),),
    )
    text = squeezed(poppler_text(page(bare)))
    wanted = {
        Language.JA: ("代理人なし", "朱書きなし", "（記入なし）", "担当佐藤"),
        Language.EN: ("Proxynone", "notmarkedinred", "(nonemarked)", "佐藤"),
    }
    assert all(each in text for each in wanted[language])
    assert "立会田中" not in text
    assert "witness" not in text.replace("Byandwitness", "")


@BOTH
def test_every_state_place_and_event_has_words(language: Language) -> None:
    words = tomllib.loads((wording_folder() / language.value / "case_slip.toml").read_text("utf-8"))
    states = {each.value for kind in get_args(CheckState) for each in kind}
    assert set(words["states"]) == states
    assert set(words["places"]) == {each.value for each in PaperLocation}
    assert set(words["events"]) == {each.value for each in Event}
    assert set(words["proxies"]) == {each.value for each in ProxyKind}
    assert set(words["mails"]) == {each.value for each in MailKind}


def test_text_of_people_is_text_and_a_character_no_font_has_is_named() -> None:
    odd = "<b>{{ 7 * 7 }}</b>&amp;"
    slip = case_slip(Language.JA)
    assert squeezed(odd) in squeezed(poppler_text(page(replace(slip, principal=odd, proxy=odd))))
    with pytest.raises(MissingGlyph):
        page(replace(slip, principal="髙橋\x00"))


def test_equal_facts_give_equal_bytes_and_the_offset_moves_the_page() -> None:
    slip = replace(case_slip(Language.JA), claims=(Right.ERASURE,))
    assert page(slip) == page(slip)
    moved = replace(slip, profile=DeskProfile(offsets=PrintOffsets(a4=Offset(10, 10))))
    first, second = (poppler_words(page(each))[0] for each in (slip, moved))
    assert second.left - first.left == pytest.approx(1.0, abs=0.01)
