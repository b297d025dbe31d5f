# SPDX-License-Identifier: MIT
"""What every letter must say and never says, asked of its own text.

``objections`` takes the facts of a letter and the text that was read from its pages; it can be
asked of any letter, whoever made it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import chain

from desk_app.records.case.application import Right
from desk_app.records.case.decisions import Outcome
from desk_app.records.case.letters import (
    AcknowledgementBody,
    DecisionBody,
    DeficiencyBody,
    DelayBody,
    InquiryBody,
    LapseBody,
    LetterFacts,
    LetterKind,
    ReferralBody,
    ResendingBody,
    ReturnBody,
    StampsBack,
    WithdrawalBody,
)
from desk_app.records.desk.people import Language
from desk_app.rules.days.eras import format_en, format_ja
from tests.letters.reading import squeezed

Pair = tuple[str, str]
"""A sentence in Japanese and in English."""


@dataclass(frozen=True)
class Page:
    """A letter as it was read: its facts, and its text without white."""

    facts: LetterFacts
    text: str

    @property
    def english(self) -> int:
        return int(self.facts.language is Language.EN)

    @property
    def unproven(self) -> str:
        body = self.facts.body
        return body.unproven if isinstance(body, DecisionBody) else ""

    def says(self, pair: Pair | str) -> bool:
        wanted = pair if isinstance(pair, str) else pair[self.english]
        return squeezed(wanted) in self.text

    def day(self, day: date, *, weekday: bool = False) -> str:
        write = format_en if self.english else format_ja
        return write(day, weekday=weekday)


def must(page: Page, *wanted: Pair | str) -> Iterator[str]:
    for each in wanted:
        if not page.says(each):
            yield f"does not say {each if isinstance(each, str) else each[page.english]}"


def must_not(page: Page, *unwanted: Pair | str) -> Iterator[str]:
    for each in unwanted:
        if page.says(each):
            yield f"says {each if isinstance(each, str) else each[page.english]}"


UNPROVEN_TITLES = {
    LetterKind.REFUSAL: ("不開示決定通知書", "Notice of Decision Not to Disclose"),
    LetterKind.PURPOSE: ("利用目的通知書", "Notice of Purpose of Use"),
    LetterKind.CORRECTION: ("訂正等決定通知書", "Notice of Decision on Correction, etc."),
    LetterKind.CESSATION: ("利用停止等決定通知書", "Notice of Decision on Cessation of Use, etc."),
    LetterKind.PROVISION_RECORDS: (
        "第三者提供記録開示通知書",
        "Notice of Third-Party Provision Records",
    ),
}
TITLE_TOO_LATE = ("取下げのお申し出について", "About Your Withdrawal")
"""The title of an L13 that came after the answer."""
TITLE_INTERIM = ("お問い合わせについて（中間のご連絡）", "About Your Inquiry")
TITLE_OF_AGE = ("ご回答のあて先について", "Where the Reply Goes")
"""The title of an L1 that tells a parent that the child is answered himself."""
TITLES = UNPROVEN_TITLES | {
    LetterKind.ACKNOWLEDGEMENT: ("受付のお知らせ", "Acknowledgement of Receipt"),
    LetterKind.RETURN: ("書類等のご返却について（送付状）", "Returned Items"),
    LetterKind.RESENDING: ("再送付のご連絡", "Our Letter, Sent Again"),
    LetterKind.INQUIRY: ("お問い合わせについて（回答）", "Reply to Your Inquiry"),
    LetterKind.DEFICIENCIES: (
        "書類等の不備のお知らせ",
        "Notice of Missing or Insufficient Documents and Fee",
    ),
    LetterKind.LAPSE: (
        "請求がなかったものとする旨の通知",
        "Notice of Request Treated as Not Made",
    ),
    LetterKind.DISCLOSURE: ("開示決定通知書", "Notice of Decision to Disclose"),
    LetterKind.NO_SUCH_DATA: ("保有個人データ不存在の通知", "Notice of No Such Data"),
    LetterKind.REFERRAL: ("担当窓口のご案内", "Referral"),
    LetterKind.WITHDRAWAL: ("取下げの確認について", "Withdrawal Confirmed"),
    LetterKind.DELAY: ("回答が遅れる旨のお知らせ", "Notice of Delay"),
}
POLITE = {
    LetterKind.ACKNOWLEDGEMENT,
    LetterKind.DEFICIENCIES,
    LetterKind.REFERRAL,
    LetterKind.RETURN,
    LetterKind.WITHDRAWAL,
    LetterKind.RESENDING,
    LetterKind.DELAY,
    LetterKind.INQUIRY,
}
NEVER_TELLING = {
    LetterKind.LAPSE,
    LetterKind.REFERRAL,
    LetterKind.WITHDRAWAL,
    LetterKind.DELAY,
}
CLOSING = set(LetterKind) - {
    LetterKind.ACKNOWLEDGEMENT,
    LetterKind.DEFICIENCIES,
    LetterKind.RETURN,
    LetterKind.RESENDING,
    LetterKind.DELAY,
    LetterKind.INQUIRY,
}
SILENT = NEVER_TELLING | {
    LetterKind.ACKNOWLEDGEMENT,
    LetterKind.DEFICIENCIES,
    LetterKind.RETURN,
    LetterKind.RESENDING,
    LetterKind.INQUIRY,
}
NOEXIST = (
    "は、ご請求に係る個人情報を弊社が保有しているか否かをお答えするものではありません。",
    "does not state whether or not the Company holds the personal information requested.",
)
PAPERS_JA = (
    "お送りいただいた書類は、ご請求への対応にのみ利用し、対応の終了（最後の通知の発送の日）から"
    "2年間保管したのち、廃棄いたします。"
)
PAPERS_EN = (
    "The documents you sent are used only to respond to the request, kept for two years after "
    "completion of the response (the day the last notice is sent), and then disposed of."
)
PAPERS = (PAPERS_JA, PAPERS_EN)
AS_IF_NONE = ("なかったものとして取り扱わせていただきます。", "as if no request for")
NEVER = (
    (
        "30日以内",
        "審査請求",
        "不服申立",
        "(株)",
        "（株）",
        "御中",
        "令和1年",
        "平成1年",
        "ご購入いただき",
        "ご利用いただき",
    ),
    ("30 days", "appeal", "Mr. ", "Ms. ", "Dear Sir", "’", "“", "”", "Thank you for buying"),
)
LEAKS = re.compile(r"<built-in|object at 0x|\bNone\b|\bPR-[A-Z]?[0-9]|\bL-3[0-9]-")
TELLS = (
    (
        "保有しております",
        "保有しています",
        "登録されているご住所",
        "登録されているお名前",
        "登録の内容と一致",
    ),
    ("we hold", "registered address is", "registered name is", "our records show"),
)
GROUND_OF_DISCLOSURE = (
    ("第33条第2項第1号", "第33条第2項第2号", "第33条第2項第3号", "著しい支障"),
    ("Article 33, paragraph (2), item", "notably impede", "violate other laws"),
)
WEEKDAYS = (
    re.compile(r"[明大昭平令][治正和成](?:元|[0-9]+)年[0-9]+月[0-9]+日(?=（[月火水木金土日]）)"),
    re.compile(r"(?:Sun|Mon|Tues|Wednes|Thurs|Fri|Satur)day,([A-Z][a-z]+[0-9]+,[0-9]{4})"),
)
GROUNDS: dict[str, tuple[str, str]] = {
    "PR-G1": (
        "ご本人であることを確認できない場合",
        "The individual concerned cannot be identified",
    ),
    "PR-G2": (
        "代理人による請求で、代理人であることを確認できない場合",
        "The proxy cannot be confirmed",
    ),
    "PR-G4": ("第2項第1号", "item (i)"),
    "PR-G5": ("第2項第2号", "item (ii)"),
    "PR-G6": ("第2項第3号", "item (iii)"),
    "L-32-1": (
        "に公表しており、明らかであるため（法第32条第2項第1号）",
        "clear from what is published",
    ),
    "L-34-CORRECT": (
        "事実でないとは認められないため（法第34条第2項）",
        "was not found to be incorrect",
    ),
    "L-34-PURPOSE": (
        "利用目的の達成に必要な範囲を超えるため",
        "Beyond what the purpose of use requires",
    ),
    "L-34-OPINION": ("事実でなく評価、判断に関するものであるため", "Not fact but evaluation"),
    "L-35-1": ("法第35条第1項に規定する場合", "Article 35, paragraph (1)"),
    "L-35-3": ("法第35条第3項に規定する場合", "Article 35, paragraph (3)"),
    "L-35-5": ("法第35条第5項に規定する場合", "Article 35, paragraph (5)"),
    "L-35-2-COST": ("第2項ただし書", "paragraph (2), proviso"),
    "L-35-4-COST": ("第4項ただし書", "paragraph (4), proviso"),
    "L-35-6-COST": ("第6項ただし書", "paragraph (6), proviso"),
}


CHARGEABLE = {Right.DISCLOSURE, Right.PURPOSE}
_DONE = {
    Outcome.GRANTED: 0,
    Outcome.GRANTED_IN_PART: 1,
    Outcome.REFUSED: 2,
    Outcome.NO_SUCH_DATA: 2,
}
NOT_COMPLY = (
    "（ご請求には応じることができません。）",
    "(We are unable to comply with the request.)",
)


def fee(page: Page) -> Iterator[str]:
    """FEEKEPT for disclosure and purpose only; FREE for the free rights; never both."""
    body = page.facts.body
    if not isinstance(body, DecisionBody):
        return
    kept = (
        "はお返しいたしかねます",
        "not returned" if page.facts.kind is LetterKind.NO_SUCH_DATA else "will not be returned",
    )
    free = ("に手数料は不要です。", "No fee is required for")
    refused = body.outcome in {Outcome.REFUSED, Outcome.NO_SUCH_DATA}
    if body.paid is None or not set(page.facts.claims) <= CHARGEABLE:
        yield from must_not(page, kept)
    elif refused:
        amount = f"{body.paid.amount:,}"
        yield from must(
            page, (f"手数料（{amount}円）はお返しいたしかねます。", f"({amount} yen)"), kept
        )
    else:
        amount = f"{body.paid.amount:,}"
        yield from must(
            page,
            (f"{amount}円（郵便切手により受領済み）", f"{amount} yen (received in postage stamps)"),
        )
    if body.free and not page.unproven:
        yield from must(page, free)
    if not body.free:
        yield from must_not(page, free)


def decision(page: Page) -> Iterator[str]:
    """The decision in its own words, under its own article."""
    body = page.facts.body
    if not isinstance(body, DecisionBody):
        return
    yield from must(page, *(DECISIONS[page.facts.kind](body)))
    if not page.unproven:
        yield from must(page, ARTICLES[_article(page.facts, body)])
        yield from must(
            page,
            ("個人情報の保護に関する法律", "the Act on the Protection of Personal Information"),
        )


ARTICLES: dict[str, Pair] = {
    "32(2)": ("第32条第2項の", "Article 32, paragraph (2) of"),
    "32(3)": ("第32条第3項の", "Article 32, paragraph (3) of"),
    "33(2)": ("第33条第2項の", "Article 33, paragraph (2) of"),
    "33(2)(3)": ("第33条第2項および第3項の", "Article 33, paragraphs (2) and (3) of"),
    "33(3)": ("第33条第3項の", "Article 33, paragraph (3) of"),
    "34(3)": ("第34条第3項の", "Article 34, paragraph (3) of"),
    "35(7)": ("第35条第7項の", "Article 35, paragraph (7) of"),
    "33(5)(2)": ("第33条第5項において準用する同条第2項の", "paragraph (2) as applied under"),
    "33(5)(2)(3)": ("準用する同条第2項および第3項の", "paragraphs (2) and (3) as applied"),
    "33(5)(3)": ("第33条第5項において準用する同条第3項の", "paragraph (3) as applied under"),
}


def _article(facts: LetterFacts, body: DecisionBody) -> str:
    """The article of DECIDED, worked out anew from the facts."""
    refused = body.outcome in {Outcome.REFUSED, Outcome.NO_SUCH_DATA}
    part = bool(body.withheld) or body.outcome is Outcome.GRANTED_IN_PART or body.asked_electronic
    one_kind = bool(body.provided) != bool(body.obtained)
    return {
        LetterKind.DISCLOSURE: "33(2)(3)" if part else "33(2)",
        LetterKind.PURPOSE: "32(3)" if refused else "32(2)",
        LetterKind.CORRECTION: "34(3)",
        LetterKind.CESSATION: "35(7)",
        LetterKind.PROVISION_RECORDS: "33(5)"
        + ("(3)" if refused else "(2)(3)" if part or one_kind else "(2)"),
    }.get(facts.kind, "33(3)")


Sentences = list[tuple[str, str]]


def _outcome(*sentences: tuple[str, str]) -> Callable[[DecisionBody], Sentences]:
    def of(body: DecisionBody) -> Sentences:
        found = [sentences[_DONE[body.outcome]]]
        return [*found, NOT_COMPLY] if body.unproven else found

    return of


DECISIONS: dict[LetterKind, Callable[[DecisionBody], Sentences]] = {
    LetterKind.DISCLOSURE: _outcome(
        ("全部開示（別紙のとおり開示します。）", "Disclosed in full (see the annex)"),
        (
            "一部開示（別紙のとおり開示します。ただし、次の3の部分を除きます。）",
            "Disclosed in part (see the annex, except for 3)",
        ),
    ),
    LetterKind.REFUSAL: _outcome(("", ""), ("", ""), ("開示しない", "Not disclosed")),
    LetterKind.NO_SUCH_DATA: _outcome(
        ("", ""),
        ("", ""),
        (
            "ご請求に係る保有個人データは、存在しません。",
            "The retained personal data requested does not exist.",
        ),
    ),
    LetterKind.PURPOSE: _outcome(
        ("利用目的を通知する", "The purpose of use is notified"), ("", ""), ("通知しない", "not")
    ),
    LetterKind.CORRECTION: _outcome(
        ("訂正等をした", "Correction, etc. made"),
        ("一部について訂正等をした", "Correction, etc. made in part"),
        ("訂正等をしない", "Correction, etc. not made"),
    ),
    LetterKind.CESSATION: _outcome(
        ("利用停止等をした", "Cessation of use, etc. carried out"),
        ("一部について利用停止等をした", "Cessation of use, etc. carried out in part"),
        ("利用停止等をしない", "Cessation of use, etc. not carried out"),
    ),
    LetterKind.PROVISION_RECORDS: lambda body: (
        [("ご請求に係る記録は、存在しません。", "No such record exists.")]
        if body.outcome is Outcome.NO_SUCH_DATA
        else _outcome(
            ("開示する", "Disclosed"),
            ("一部開示", "Disclosed in part"),
            ("開示しない", "Not disclosed"),
        )(body)
    ),
}


def grounds(page: Page) -> Iterator[str]:
    """Each ground with what it must contain: facts and explanation always."""
    body = page.facts.body
    if not isinstance(body, DecisionBody):
        return
    if page.facts.kind in {LetterKind.PURPOSE, LetterKind.CORRECTION, LetterKind.CESSATION}:
        yield from must_not(page, *GROUND_OF_DISCLOSURE[page.english])
    codes = {use.code for use in body.grounds}
    yield from must(page, *(wanted for code, wanted in GROUNDS.items() if code in codes))
    yield from must(page, *chain.from_iterable((use.law, use.article) for use in body.grounds))
    yield from must(page, body.substitute[1:])
    if body.outcome is Outcome.REFUSED:
        yield from must(page, body.facts, body.explanation)
    if body.unproven:
        yield from _unproven(page, body)
    elif "PR-G3" in codes and not body.identity_shown:
        yield from must(page, NOEXIST)


def searched(page: Page) -> Iterator[str]:
    """Nothing held, or of two kinds of record only one: the scope of the search."""
    body = page.facts.body
    if not isinstance(body, DecisionBody):
        return
    if body.outcome is Outcome.NO_SUCH_DATA or bool(body.provided) != bool(body.obtained):
        search = body.search
        assert search is not None
        yield from must(page, page.day(search.on), search.searched, search.keys)


def _unproven(page: Page, body: DecisionBody) -> Iterator[str]:
    """PR-G1, PR-G2: the notice, its due date, what did not come, the published procedure, AGAIN."""
    if body.notice is not None:
        number = re.sub(r"^.*第|号$", "", body.notice.number)
        yield from must(
            page,
            (f"第{number}号", f"No. {number}"),
            page.day(body.notice.dated),
            page.day(body.notice.due, weekday=True),
        )
    yield from must(
        page,
        ("第37条第1項", "Article 37, paragraph (1)"),
        ("が届きませんでした", "had not reached us"),
        ("あらためてご請求いただくことができます。", "You may make a new request at any time with"),
        (page.facts.profile.procedure_ja, page.facts.profile.procedure_en),
    )


def contents(page: Page) -> Iterator[str]:
    """What a decision gives stands there word for word: annex, changes, records, purposes."""
    body = page.facts.body
    if not isinstance(body, DecisionBody) or page.unproven:
        return
    texts = [body.disclosed_purpose, body.informed]
    texts += [
        text
        for item in body.disclosed
        if not item.withheld
        for text in (item.item, item.content, item.source)
    ]
    texts += [text for each in body.withheld for text in (each.part, each.explanation)]
    texts += [
        text
        for each in body.changes
        for text in (each.item, each.before, each.after if each.done else "")
    ]
    texts += [text for each in body.purposes for text in (each.item, each.acquired, each.purpose)]
    texts += [each.target for each in body.cessations]
    texts += [
        text
        for each in (*body.provided, *body.obtained)
        for text in (each.party, each.address, each.representative, each.items)
    ]
    yield from must(page, *filter(None, texts))
    if body.asked_electronic:
        yield from must(
            page,
            body.difficulty,
            ("その方法による開示が困難です。", "disclosure by this method is difficult."),
        )
    days = [body.as_of, body.done_on, *(each.done_on for each in body.cessations)]
    days += [each.on for each in (*body.provided, *body.obtained)]
    yield from must(page, *(page.day(day) for day in days if day))


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
    of_age = isinstance(facts.body, AcknowledgementBody) and facts.body.of_age
    interim = isinstance(facts.body, InquiryBody) and facts.body.until is not None
    title = TITLE_OF_AGE if of_age else TITLE_INTERIM if interim else TITLES[facts.kind]
    yield from must(
        page,
        TITLE_TOO_LATE if late else title,
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
                "ご本人であること"
                + ("、または代理人の方であること" if body.authority else "")
                + "を確認できない場合は、ご請求に応じない旨の決定をいたします。",
                f"{_addressed(page)} cannot be identified"
                + (" or the proxy cannot be confirmed" if body.authority else "")
                + ", we will decide not to comply with the request.",
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


def _addressed(page: Page) -> str:
    """Whom an English notice speaks of: the reader, or to a proxy the individual."""
    body = page.facts.body
    acted = page.facts.by_proxy is not None
    return "the individual" if acted or getattr(body, "proxy_kind", None) else "you"


OBJECTION = (
    "本通知についてのご不明な点またはご意見は、下記の窓口にて承ります。",
    "Questions about or objections to this notice may be sent to the Desk below.",
)


def objection(page: Page) -> Iterator[str]:
    """Every letter that refuses, or tells of what is not there, says where questions go."""
    body = page.facts.body
    refuses = isinstance(body, LapseBody) or (
        isinstance(body, DecisionBody)
        and (
            body.outcome is not Outcome.GRANTED
            or bool(body.withheld)
            or bool(body.provided) != bool(body.obtained)
        )
    )
    yield from (must if refuses else must_not)(page, OBJECTION)


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
        ended = ("別の書面でお知らせいたします。", "is answered in a separate letter.")
        if body.ended_in is not None:
            _, dated = body.ended_in
            ended = (f"{page.day(dated)}付", f"was answered on {page.day(dated)}")
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
        died = ("生存する個人に関する情報", "information about living individuals")
        usual = ("このような変更や", "for a specific")
        yield from (must if body.deceased else must_not)(page, died)
        yield from (must_not if body.deceased else must)(page, usual)
        if body.fee:
            yield from must(page, (f"手数料{body.fee:,}円", f"the fee of {body.fee:,} yen"))
        else:
            yield from must_not(page, ("あらためて", "A new request for"))
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
                f"{page.day(body.new_target, weekday=True)}までをめどに回答いたします。",
                f"By about {page.day(body.new_target, weekday=True)}, in writing",
            ),
        )


def beside_answers(page: Page) -> Iterator[str]:
    """L1, L12, L14, L16 list what came, what goes back, what is sent again, what is answered."""
    body = page.facts.body
    if isinstance(body, AcknowledgementBody) and body.of_age:
        yield from must(
            page,
            (
                "本書は、回答のあて先のみをお知らせするものです。",
                "This letter only says to whom the reply goes.",
            ),
            ("第27条第1項", "Article 27(1)"),
            body.proxy_name,
        )
    elif isinstance(body, AcknowledgementBody):
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
        )
        more = ("個人情報の開示等をご希望の場合は、", "If you wish disclosure, etc., please apply")
        if body.until is None:
            yield from must(page, more)
        else:
            yield from must_not(page, more)
            yield from must(page, page.day(body.until), ("回答の予定", "Planned reply"))


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
    elif isinstance(body, InquiryBody) and body.until is not None:
        days = [body.until]
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
    objection,
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
