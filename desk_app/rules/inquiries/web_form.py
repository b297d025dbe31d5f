# SPDX-License-Identifier: MIT
"""What a pasted web form's mail says: its fields found by their labels (CT-web, I1)."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from typing import Final

_LABELS: Final = {
    "name": ("お名前", "氏名", "名前", "ご氏名", "name", "full name", "your name"),
    "kana": ("フリガナ", "ふりがな", "氏名カナ", "お名前カナ", "よみ", "読み", "reading", "kana"),
    "postal_code": ("郵便番号", "postal code", "zip", "zip code", "postcode"),
    "address": ("住所", "ご住所", "おところ", "address"),
    "phone": ("電話番号", "お電話番号", "電話", "tel", "telephone", "phone", "phone number"),
    "email": (
        "メールアドレス",
        "eメール",
        "メール",
        "電子メール",
        "e-mail",
        "email",
        "mail address",
        "e-mail address",
        "email address",
    ),
    "service": (
        "サービス",
        "サービス名",
        "対象サービス",
        "ご利用のサービス",
        "製品",
        "製品名",
        "service",
        "product",
    ),
    "text": (
        "お問い合わせ内容",
        "お問合せ内容",
        "問い合わせ内容",
        "お問い合わせ",
        "内容",
        "本文",
        "ご意見",
        "message",
        "inquiry",
        "your inquiry",
        "text",
    ),
}
_FIELDS: Final = {label: field for field, labels in _LABELS.items() for label in labels}
_BRACKETED = re.compile(r"^[\s■●◆・*]*[【\[＜<〔](?P<label>[^】\]＞>〕]{1,20})[】\]＞>〕]\s*[:：]?")
_BEFORE_COLON = re.compile(r"^[\s■●◆・*]*(?P<label>[^\s■●◆・*:：][^:：]{0,19}?)\s*[:：]")
_ALONE = re.compile(r"^[■●◆・*]+\s*(?P<label>\S.{0,19}?)\s*$")
_REMARK = re.compile(r"[（(][^）)]*[）)]|必須|任意|様$")


@dataclass(frozen=True, slots=True)
class WebFormFields:
    """The fields found in a form's mail, as written there; empty where there was none.

    ``text`` is what was asked: of a mail without any label, all of it.
    """

    name: str = ""
    kana: str = ""
    postal_code: str = ""
    address: str = ""
    phone: str = ""
    email: str = ""
    service: str = ""
    text: str = ""

    @property
    def found(self) -> bool:
        """Return whether any field beside the text was found."""
        return any((self.name, self.kana, self.address, self.phone, self.email, self.service))


def fields_of(mail: str) -> WebFormFields:
    """Return the fields of a pasted mail: a label begins each, in Japanese or in English.

    A label stands in brackets, before a colon, or alone behind a mark. A field goes on over further
    lines up to the next label; once the text has begun, a line before a colon is part of it. What
    was written is kept as it is, outer white apart.
    """
    found: dict[str, list[str]] = {}
    here: str | None = None
    for line in mail.splitlines():
        field, rest = _label_of(line, within_text=here == "text")
        if field is not None and field not in found:
            here, found[field] = field, [rest]
        elif here is not None:
            found[here].append(line)
    told = {field: _joined(field, lines) for field, lines in found.items()}
    if not told:
        return WebFormFields(text=mail.strip())
    return replace(WebFormFields(), **told)


def _label_of(line: str, *, within_text: bool) -> tuple[str | None, str]:
    """Return the field that a line begins, and the rest of the line."""
    forms = (_BRACKETED,) if within_text else (_BRACKETED, _BEFORE_COLON, _ALONE)
    for form in forms:
        begun = form.match(line)
        field = None if begun is None else _FIELDS.get(_plain(begun["label"]))
        if begun is not None and field is not None:
            return field, line[begun.end() :]
    return None, line


def _plain(label: str) -> str:
    folded = unicodedata.normalize("NFKC", label).casefold()
    return _REMARK.sub("", folded).strip()


def _joined(field: str, lines: list[str]) -> str:
    """Return the lines of a field: of the text as they stand, else those that hold anything."""
    if field == "text":
        return "\n".join(lines).strip()
    return "\n".join(stripped for line in lines if (stripped := line.strip()))
