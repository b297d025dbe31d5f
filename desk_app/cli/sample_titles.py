# SPDX-License-Identifier: MIT
"""The letters by the titles on their pages, in both languages, as written in the published set."""

from __future__ import annotations

_TITLES = {
    "書類等の不備のお知らせ": "L2",
    "請求がなかったものとする旨の通知": "L3",
    "開示決定通知書": "L4",
    "不開示決定通知書": "L5",
    "保有個人データ不存在の通知": "L6",
    "利用目的通知書": "L7",
    "訂正等決定通知書": "L8",
    "利用停止等決定通知書": "L9",
    "第三者提供記録開示通知書": "L10",
    "担当窓口のご案内": "L11",
    "取下げの確認について": "L13",
    "取下げのお申し出について": "L13",
    "回答が遅れる旨のお知らせ": "L15",
    "Notice of Missing or Insufficient Documents and Fee": "L2",
    "Notice of Request Treated as Not Made": "L3",
    "Notice of Decision to Disclose": "L4",
    "Notice of Decision Not to Disclose": "L5",
    "Notice of No Such Data": "L6",
    "Notice of Purpose of Use": "L7",
    "Notice of Decision on Correction, etc.": "L8",
    "Notice of Decision on Cessation of Use, etc.": "L9",
    "Notice of Third-Party Provision Records": "L10",
    "Referral": "L11",
    "Withdrawal Confirmed": "L13",
    "About Your Withdrawal": "L13",
    "Notice of Delay": "L15",
}


def kind_of(text: str) -> str:
    """Return the letter whose title stands on a line of its own; a question mark for none."""
    lines = (line.strip() for line in text.splitlines())
    return next((_TITLES[line] for line in lines if line in _TITLES), "?")
