# SPDX-License-Identifier: MIT
"""The sentences of letters/WORDING.md that decide, in Japanese and English."""

from __future__ import annotations

import re

from desk_app.records.letters import LetterKind

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
TITLES = UNPROVEN_TITLES | {
    LetterKind.ACKNOWLEDGEMENT: ("受付のお知らせ", "Acknowledgement of Receipt"),
    LetterKind.RETURN: ("書類等のご返却について（送付状）", "Returned Items"),
    LetterKind.RESENDING: ("再送付のご連絡", "Sent Again"),
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
