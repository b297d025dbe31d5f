# SPDX-License-Identifier: MIT
"""What every letter must say and never says (letters/README.md §4), asked of its own text.

``objections`` takes the facts of a letter and the text that was read from its pages; it can be
asked of any letter, whoever made it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date

from desk_app.records.letters import (
    AcknowledgementBody,
    DecisionBody,
    DeficiencyBody,
    DelayBody,
    InquiryBody,
    LapseBody,
    LetterFacts,
    ReferralBody,
    ResendingBody,
    ReturnBody,
    StampsBack,
    WithdrawalBody,
)
from tests.letters.content_decisions import contents, decision, fee, grounds, searched
from tests.letters.content_page import Page, must, must_not
from tests.letters.content_sentences import (
    AS_IF_NONE,
    CLOSING,
    LEAKS,
    NEVER,
    NEVER_TELLING,
    NOEXIST,
    PAPERS,
    POLITE,
    SILENT,
    TELLS,
    TITLE_TOO_LATE,
    TITLES,
    WEEKDAYS,
)
from tests.letters.reading import squeezed


def objections(facts: LetterFacts, text: str, secrets: Iterable[str] = ()) -> list[str]:
    """What is wrong with a letter's text; ``secrets`` may stand in no letter that stays silent."""
    page = Page(facts, squeezed(text))
    found = [f"{rule.__name__}: {what}" for rule in RULES for what in rule(page)]
    silent = facts.kind in SILENT or page.unproven
    found += [f"tells a secret: {each}" for each in secrets if silent and page.says(each)]
    return found


def common_block(page: Page) -> Iterator[str]:
    """Title, numbers, dates, addressee, sender and contact stand on every letter."""
    facts = page.facts
    late = isinstance(facts.body, WithdrawalBody) and facts.body.answered
    yield from must(
        page,
        TITLE_TOO_LATE if late else TITLES[facts.kind],
        (f"第{facts.number}号", f"No. {facts.number}"),
        page.day(facts.dated),
        facts.receipt_number,
        *(() if isinstance(facts.body, ResendingBody) else (page.day(facts.received_on),)),
        (f"{facts.addressee.name} 様", facts.addressee.name),
        facts.addressee.postal_code,
        (facts.profile.company_ja, facts.profile.company_en),
        (facts.profile.desk_ja, facts.profile.desk_en),
        facts.journal_mark,
    )
    for line in facts.addressee.address.split("\n"):
        yield from must(page, line)


def manners(page: Page) -> Iterator[str]:
    """Never 拝啓 without 敬具; decisions greet nobody; 記 and 以上 on every Japanese letter."""
    if page.english:
        yield from must(page, f"Dear {page.facts.addressee.name},", "Sincerely,")
        return
    greeting = ("拝啓", "敬具")
    if page.facts.kind in POLITE:
        yield from must(page, *greeting, "さて、")
    else:
        yield from must_not(page, *greeting)
    yield from must(page, "以上")


def never(page: Page) -> Iterator[str]:
    """What stands on no letter at all."""
    yield from must_not(page, *NEVER[page.english])
    yield from (f"leaks {leak}" for leak in LEAKS.findall(page.text))


def silence(page: Page) -> Iterator[str]:
    """Letters that must not tell whether data exist say so, and tell nothing."""
    kind = page.facts.kind
    if kind in NEVER_TELLING or page.unproven:
        yield from must(page, NOEXIST)
    if kind in SILENT or page.unproven:
        yield from must_not(page, *TELLS[page.english])
    if page.unproven:
        yield from must_not(page, ("規定により通知いたします", "notify you of it under"))


def papers(page: Page) -> Iterator[str]:
    """PAPERS stands in every closing letter."""
    if page.facts.kind in CLOSING:
        yield from must(page, PAPERS)


def lapse_sentence(page: Page) -> Iterator[str]:
    """The sentence of PR-4s stands in L2 and L3 only."""
    body = page.facts.body
    expected = isinstance(body, LapseBody) or (
        isinstance(body, DeficiencyBody) and bool(body.fee_rights)
    )
    yield from (must if expected else must_not)(page, AS_IF_NONE)


def stamps(page: Page) -> Iterator[str]:
    """BACK stands exactly where stamps go back, with their sum and pieces."""
    back: StampsBack | None = getattr(page.facts.body, "back", None)
    if isinstance(page.facts.body, DeficiencyBody):
        return
    if back is None:
        yield from must_not(page, ("同封してお返しいたします", "are enclosed and returned"))
        return
    ja = "、".join(f"{value}円×{count}枚" for value, count in back.pieces)
    en = ", ".join(f"{value:,} yen × {count}" for value, count in back.pieces)
    yield from must(
        page,
        (
            f"お預かりした切手{back.amount:,}円分（{ja}）を、同封してお返しいたします。",
            f"The stamps you sent ({back.amount:,} yen: {en}) are enclosed and returned.",
        ),
    )


def notice(page: Page) -> Iterator[str]:
    """L2: due date to arrive, what happens otherwise, for fee, identity and authority."""
    body = page.facts.body
    if not isinstance(body, DeficiencyBody):
        return
    yield from must(
        page,
        page.day(body.due, weekday=True),
        ("当窓口に届いたもの（必着）", "to reach the Desk"),
        (page.facts.profile.marking_ja, page.facts.profile.marking_en),
    )
    for shown, sentence in (
        (
            body.identity,
            (
                "ご本人であることを確認できない場合は、ご請求に応じない旨の決定をいたします。",
                "you cannot be identified, we will decide not to comply with the request.",
            ),
        ),
        (
            body.authority,
            (
                "代理人の方であることを確認できない場合は、ご請求に応じない旨の決定をいたします。",
                "the proxy cannot be confirmed, we will decide not to comply with the request.",
            ),
        ),
        (
            bool(body.fee_rights) and body.stamps_held,
            (
                "この場合、お預かりしている切手はお返しいたします。",
                "In that case, the stamps you sent will be returned.",
            ),
        ),
        (
            (body.identity or body.authority) and body.chargeable,
            (
                "この場合、手数料はお返しいたしません。",
                "In that case, the fee will not be returned.",
            ),
        ),
        (
            (body.identity or body.authority) and bool(body.fee_rights),
            ("手数料をお支払いいただいた場合でも、", "Even if the fee is paid, if"),
        ),
    ):
        yield from (must if shown else must_not)(page, sentence)
    if body.earlier:
        yield from must(page, page.day(body.earlier.dated))


def lapse(page: Page) -> Iterator[str]:
    """L3: the fee, what was there, the notice, its due date."""
    body = page.facts.body
    if not isinstance(body, LapseBody):
        return
    required, counted = f"{body.fee_required:,}", f"{body.fee_counted:,}"
    short = f"{body.fee_required - body.fee_counted:,}"
    yield from must(
        page,
        (f"手数料{required}円が必要です", f"requires a fee of {required} yen"),
        page.day(body.notice.dated),
        page.day(body.notice.due, weekday=True),
    )
    if body.fee_counted:
        yield from must(
            page,
            (
                f"有効な切手は{counted}円分で、{short}円不足していました",
                f"came to {counted} yen, {short} yen short.",
            ),
        )
    else:
        yield from must(page, ("手数料が同封されていませんでした", "No fee was enclosed."))


def others(page: Page) -> Iterator[str]:
    """OTHERS says whether other requests of the same number go on, or ended elsewhere."""
    body = page.facts.body
    if isinstance(body, LapseBody | WithdrawalBody):
        none = (
            "同じ受付番号の、ほかのご請求はありません。",
            "There is no other request under the same receipt number.",
        )
        going = ("引き続き手続を進めます。", "continues to be processed.")
        ended = ("別の書面でお知らせするとおりです。", "is answered in a separate letter.")
        for said, holds in (
            (going, bool(body.others)),
            (ended, bool(body.ended)),
            (none, not body.others and not body.ended),
        ):
            yield from (must if holds else must_not)(page, said)


def plain_letters(page: Page) -> Iterator[str]:
    """L11, L13, L15 say what they are for."""
    body = page.facts.body
    if isinstance(body, ReferralBody):
        yield from must(
            page,
            (
                "サービスごとの窓口で承っておりますので、下記のとおりご案内申し上げます。",
                "Such matters are handled by the contact of each service, as below.",
            ),
            body.referral.contact,
            body.referral.how,
        )
    elif isinstance(body, WithdrawalBody):
        yield from must(
            page,
            page.day(body.writing_received),
            ("お心当たりがないときは、", "If you did not withdraw it, please tell us soon."),
        )
        done = ("下記のとおり取り扱いましたので", "and have acted accordingly.")
        late = ("回答済みです。", "nothing further follows.")
        yield from (must if body.answered is None else must_not)(page, done)
        yield from (must_not if body.answered is None else must)(page, late)
    elif isinstance(body, DelayBody):
        yield from must(
            page,
            (
                "本書は、回答の時期のみをお知らせするものです。",
                "This letter concerns only the time of the reply.",
            ),
            page.day(body.target, weekday=True),
            (
                f"{page.day(body.new_target, weekday=True)}ごろまでに書面により回答いたします。",
                f"we will reply in writing by about {page.day(body.new_target, weekday=True)}.",
            ),
        )


def beside_answers(page: Page) -> Iterator[str]:
    """L1, L12, L14, L16 list what came, what goes back, what is sent again, what is answered."""
    body = page.facts.body
    if isinstance(body, AcknowledgementBody):
        yield from must(
            page,
            (
                "本書は、受付の事実のみをお知らせするものです。",
                "This letter only confirms receipt.",
            ),
            page.day(body.target, weekday=True),
            body.proxy_name,
            *(text for each in body.received for text in (each.title[1:], each.note)),
        )
    elif isinstance(body, ReturnBody):
        yield from must(
            page,
            (
                "下記のものを、本状に同封のうえお返しいたします。",
                "We return the following items",
            ),
            ("数量に相違がありましたら", "Please tell us soon if anything differs."),
        )
        if body.notice:
            yield from must(page, re.sub(r"^.*第|号$", "", body.notice))
    elif isinstance(body, ResendingBody):
        yield from must(
            page,
            ("同じ書面をあらためてお送りいたします", "We send the same letter again"),
            page.day(body.sent_on),
            page.day(body.back_on),
            re.sub(r"^.*第|号$", "", body.number),
            ("あて所不明により、", "the address was unknown")
            if body.moved
            else ("郵便局での保管期間の経過により、", "the storage period had ended"),
        )
    elif isinstance(body, InquiryBody):
        yield from must(
            page,
            body.said,
            body.answer,
            body.measure,
            ("個人情報の開示等をご希望の場合は、", "If you wish disclosure, etc., please apply"),
        )


def for_whom(page: Page) -> Iterator[str]:
    """Where a proxy acts, principal and proxy are both named, whatever the letter; else nobody."""
    acting = page.facts.by_proxy
    if acting is None:
        yield from must_not(page, ("様、代理人 ", "(individual concerned:"))
        alone = getattr(page.facts.body, "proxy_name", "")
        if alone and isinstance(page.facts.body, DeficiencyBody):
            yield from must(page, (f"（代理人 {alone} 様）", f"(by proxy: {alone})"))
        return
    yield from must(
        page,
        (
            f"（ご本人 {acting.principal} 様、代理人 {acting.proxy} 様）",
            f"(individual concerned: {acting.principal}; proxy: {acting.proxy})",
        ),
    )


def weekdays(page: Page) -> Iterator[str]:
    """A day of the week stands only with due dates and the planned reply."""
    body = page.facts.body
    days: list[date] = []
    if isinstance(body, DeficiencyBody):
        days = [body.due]
    elif isinstance(body, LapseBody):
        days = [body.notice.due]
    elif isinstance(body, AcknowledgementBody):
        days = [body.target]
    elif isinstance(body, DelayBody):
        days = [body.target, body.new_target]
    elif isinstance(body, DecisionBody) and body.notice:
        days = [body.notice.due]
    allowed = {squeezed(page.day(day)) for day in days}
    found = set(WEEKDAYS[page.english].findall(page.text))
    yield from (f"weekday with {day}" for day in sorted(found - allowed))


RULES: tuple[Callable[[Page], Iterator[str]], ...] = (
    common_block,
    manners,
    never,
    silence,
    papers,
    lapse_sentence,
    stamps,
    fee,
    notice,
    lapse,
    others,
    decision,
    grounds,
    searched,
    contents,
    plain_letters,
    beside_answers,
    for_whom,
    weekdays,
)
