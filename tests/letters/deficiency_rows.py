# SPDX-License-Identifier: MIT
"""Rows of a notice as the rules give them, with the values their sentences need."""

from __future__ import annotations

from datetime import date

from desk_app.records.case.letters import DeficiencyRow

ROWS: tuple[DeficiencyRow, ...] = (
    DeficiencyRow("form", "form_copy", (("field", "signature"),)),
    DeficiencyRow("form_absent", "form", (("forms", ("A-1", "A-2")),)),
    DeficiencyRow(
        "form_other", "form", (("form", "A-1"), ("rights", ("correction",)), ("forms", ("A-2",)))
    ),
    DeficiencyRow(
        "identity_absent", "identity", (("whose", "principal"), ("kinds", ("運転免許証", "旅券")))
    ),
    DeficiencyRow(
        "identity_second",
        "second_identity",
        (("whose", "principal"), ("documents", ("年金手帳",)), ("kinds", ("住民票の写し",))),
    ),
    DeficiencyRow("expired", "identity", (("doc", "運転免許証"), ("whose", "proxy"))),
    DeficiencyRow(
        "no_address",
        "address_document",
        (("doc", "旅券"), ("whose", "principal"), ("kinds", ("住民票の写し",))),
    ),
    DeficiencyRow(
        "moved",
        "address_document",
        (
            ("arrived_on", date(2026, 11, 27)),
            ("whose", "principal"),
            ("kinds", ("住民票の写し",)),
        ),
    ),
    DeficiencyRow(
        "differs",
        "change_document",
        (("doc", "運転免許証"), ("whose", "principal"), ("what", "name")),
    ),
    DeficiencyRow("not_matched", "registered_clues"),
    DeficiencyRow("not_accepted", "identity", (("doc", "通知カード"), ("whose", "principal"))),
    DeficiencyRow("too_old", "fresh_document", (("doc", "住民票の写し"), ("whose", "principal"))),
    DeficiencyRow("copy", "original", (("doc", "戸籍謄本"), ("whose", "proxy"))),
    DeficiencyRow(
        "piece_refused",
        "fee",
        (
            ("piece", "revenue_stamp"),
            ("denomination", 200),
            ("count", 1),
            ("reason", "revenue_stamp"),
        ),
    ),
)
PROXY_ROWS: tuple[DeficiencyRow, ...] = (
    DeficiencyRow(
        "family_register",
        "authority_paper",
        (("doc", "戸籍謄本"), ("kinds", ("戸籍謄本", "資格確認書"))),
    ),
    DeficiencyRow("of_age", "own_form_or_mandate", (("age", 18),)),
    DeficiencyRow("guardianship", "authority_paper", (("doc", "登記事項証明書"),)),
    DeficiencyRow("letter_of_proxy", "authority_paper", (("doc", "委任状"),)),
    DeficiencyRow("letter_of_proxy_field", "letter_of_proxy", (("field", "date"),)),
    DeficiencyRow("letter_of_proxy_claim", "letter_of_proxy", (("right", "disclosure"),)),
    DeficiencyRow("seal_certificate", "authority_paper", (("doc", "印鑑登録証明書"),)),
    DeficiencyRow("joint", "other_signature", (("doc", "戸籍謄本"),)),
    DeficiencyRow("heir", "heirs_form"),
    DeficiencyRow("powers_claim", "powers_list", (("right", "erasure"),)),
)
