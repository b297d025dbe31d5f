# SPDX-License-Identifier: MIT
"""The sentences that decide (letters/README.md §4): by their place, what of them must stay.

The law, the policy or the reader depends on these very words. A sentence that decides as a whole
cannot be changed at all; of another the phrases named here stay, where and under the condition
under which they stand.
"""

from __future__ import annotations

from collections.abc import Mapping

from desk_app.records.wording import Words

WHOLE = frozenset(
    {
        "common:sentences.LAW",
        "common:sentences.DECIDED",
        "common:sentences.CONFIRMED",
        "common:sentences.UNPROVEN",
        "common:sentences.PAPERS",
        "common:sentences.NOEXIST",
        "common:sentences.FEEKEPT",
        "deficiencies:rows.not_matched.found",
        "unproven:item.1.text",
        "L2:item.2.due_note",
        "L3:item.0.text",
        "L4:item.1.text",
        "L5:item.1.text",
        "L6:item.1.text",
        "L7:item.1.text",
        "L8:item.1.text",
        "L9:item.1.text",
        "L10:item.1.text",
        "L10:item.3.text",
        "L10:item.5.text",
    }
)

_EVEN_IF = Words("手数料をお支払いいただいた場合でも、", "Even if the fee is paid, if")
_NOT_BACK = Words(
    "この場合、手数料はお返しいたしません。", "In that case, the fee will not be returned."
)
_DIFFICULT = Words(
    "電磁的記録による開示をご希望でしたが、{difficulty}ため、その方法による開示が困難です。",
    "You asked for an electronic record. Because {difficulty}, disclosure by this method is"
    " difficult.",
)

PHRASES: Mapping[str, tuple[Words, ...]] = {
    "unproven:item.2.pair.0.text": (
        Words(
            "個人情報の保護に関する法律第37条第1項", "under Article 37, paragraph (1) of the Act"
        ),
    ),
    "unproven:item.2.pair.2.text": (
        Words(
            "お送りいただいた書類では、この確認ができませんでしたので、ご請求には応じられません。",
            "We could not do so with the documents sent to us.",
        ),
    ),
    "L1:closing.0": (
        Words(
            "本書は、受付の事実のみをお知らせするものです。",
            "This letter only confirms receipt.",
        ),
    ),
    "L2:item.3.step.0.text": (
        Words(
            "のお支払いがない場合は、{c}がなかったものとして取り扱わせていただきます。",
            "is not paid, we will respond as if no request for {c} was made.",
        ),
    ),
    "L2:item.3.step.1.text": (
        _EVEN_IF,
        Words(
            "ご本人であることを確認できない場合は、ご請求に応じない旨の決定をいたします。",
            "you cannot be identified, we will decide not to comply with the request.",
        ),
        _NOT_BACK,
    ),
    "L2:item.3.step.2.text": (
        _EVEN_IF,
        Words(
            "代理人の方であることを確認できない場合は、ご請求に応じない旨の決定をいたします。",
            "the proxy cannot be confirmed, we will decide not to comply with the request.",
        ),
        _NOT_BACK,
    ),
    "L4:item.3.text": (_DIFFICULT,),
    "L6:item.4.text": (Words("はお返しいたしません。", "is not returned"),),
    "L10:item.9.text": (_DIFFICULT,),
    "L11:opening.0": (
        Words(
            "サービスごとの窓口で承っておりますので、下記のとおりご案内申し上げます。",
            "Such matters are handled by the contact of each service, as below.",
        ),
    ),
    "L12:opening.0": (
        Words(
            "下記のものを、本状に同封のうえお返しいたします。",
            "We return the following items enclosed with your request",
        ),
    ),
    "L13:opening.0": (
        Words("取下げのお申し出", "withdrawing the request below"),
        Words("を受け付け、下記のとおり取り扱いました", "have acted accordingly."),
    ),
    "L14:opening.0": (
        Words("同じ書面をあらためてお送りいたします", "We send the same letter again"),
    ),
    "L15:opening.0": (
        Words(
            "{new_target}ごろまでに書面により回答いたします。",
            "we will reply in writing by about {new_target}.",
        ),
    ),
}
