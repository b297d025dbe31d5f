# SPDX-License-Identifier: MIT
"""The facts of an acknowledgement (L1): what came, and by when a reply is expected."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from desk_app.records.history import ApplicationFile
from desk_app.records.letters import AcknowledgementBody, Received
from desk_app.records.mail import MailItem, MailKind, PaymentLine, Piece
from desk_app.records.people import Language
from desk_app.rules.rulebook import Rules
from desk_app.rules.situation import Situation, reply_target


def acknowledgement_body(
    rules: Rules, file: ApplicationFile, situation: Situation
) -> AcknowledgementBody:
    """Return the facts of an acknowledgement: the receipt alone, nothing about data."""
    proxy = file.application.proxy
    return AcknowledgementBody(
        received=tuple(_received(rules, file)),
        target=reply_target(situation),
        mail=MailKind(rules.switches.reply_mail),
        proxy_name=proxy.name if proxy else "",
        proxy_kind=proxy.kind if proxy else None,
    )


def _received(rules: Rules, file: ApplicationFile) -> Iterator[Received]:
    """Yield what came in the envelope of the form: forms, papers by their kind, pieces."""
    application = file.application
    for form in application.forms():
        term = rules.form(form.code)
        if term is not None:
            japanese = application.language is Language.JA
            yield Received(1, f"{term.title_ja}（様式{term.code}）" if japanese else term.title_en)
    papers = Counter(
        paper.kind for paper in file.enclosures if paper.mail_item == application.mail_item
    )
    for kind, count in papers.items():
        yield Received(count, _title(rules, kind, application.language))
    for item in file.mail:
        if item.id == application.mail_item:
            yield from _pieces(file, item)


def _title(rules: Rules, kind: str, language: Language) -> str:
    found = rules.document(kind)
    if found is None:
        return kind
    return found.title_ja if language is Language.JA else found.title_en


def _pieces(file: ApplicationFile, item: MailItem) -> Iterator[Received]:
    """Yield the pieces of each kind in one row, in yen; stamps of odd sen are only counted."""
    piles: dict[Piece, Counter[int]] = {}
    for line in item.payments:
        count = _count(file, line)
        if count:
            piles.setdefault(line.piece, Counter())[line.denomination] += count
    for piece, pile in piles.items():
        in_yen = piece is not Piece.SEN_STAMP
        yield Received(
            count=pile.total(),
            kind=piece.value,
            amount=sum(value * count for value, count in pile.items()) if in_yen else 0,
            pieces=tuple(sorted(pile.items(), reverse=True)) if in_yen else (),
        )


def _count(file: ApplicationFile, line: PaymentLine) -> int:
    """Return how many of its pieces are this application's, where a person has allotted them."""
    if not line.allotments:
        return line.count
    return sum(each.count for each in line.allotments if each.application == file.application.id)
