# SPDX-License-Identifier: MIT
"""A principal who has died: how an application of heirs stands, and what is found (practice 34).

The law covers data of the living (Article 2(1) of the Act). A supervisor says whether such an
application is referred to the service's own contact or goes on, unless it asks for data about the
heir himself. A rulebook that takes heirs as proxies has its own answer.
"""

from __future__ import annotations

from desk_app.records.base import Word
from desk_app.records.case.application import Application, ProxyKind
from desk_app.records.case.findings import Finding
from desk_app.records.case.history import Ruling, Topic
from desk_app.records.case.papers import Subject
from desk_app.rules.case.case import Case
from desk_app.rules.case.claims import ENDED, claim_states
from desk_app.rules.finding_codes import Code, ask, ok
from desk_app.rules.rulebook.rulebook import Rules

SUBJECT = Subject.PRINCIPAL.value
"""The subject under which a supervisor judges it."""


class Heirs(Word):
    """How far an application is for whose principal has died."""

    NONE = "none"
    """Nobody is said to have died, or the rulebook takes heirs."""
    ASKED = "asked"
    REFERRED = "referred"
    """It is not covered: the service's own contact is named, and nothing else is answered."""
    GO_ON = "go_on"
    """What is asked is data about the heir himself."""


def is_of_deceased(application: Application) -> bool:
    """Return whether the principal has died: nobody else has heirs."""
    proxy = application.proxy
    by_heir = proxy is not None and proxy.kind is ProxyKind.HEIR
    return application.principal.deceased or by_heir


def standing(case: Case) -> Heirs:
    """Return how an application stands whose principal has died.

    Nobody is asked of it once every claim has ended.
    """
    application = case.file.application
    if not is_of_deceased(application) or _taken(application, case.rules):
        return Heirs.NONE
    if application.principal.also_heirs:
        return Heirs.GO_ON
    ruling = case.ruling(Topic.DECEASED, SUBJECT)
    if ruling is None:
        states = claim_states(case.file).values()
        return Heirs.NONE if states and ENDED.issuperset(states) else Heirs.ASKED
    return Heirs.GO_ON if ruling is Ruling.ACCEPTED else Heirs.REFERRED


def _taken(application: Application, rules: Rules) -> bool:
    """Return whether an heir asks whom the rulebook takes as a proxy."""
    proxy, then = application.proxy, rules.at(application.received_on)
    by_heir = proxy is not None and proxy.kind is ProxyKind.HEIR
    return by_heir and then.proxy(ProxyKind.HEIR) is not None


def findings(case: Case) -> tuple[Finding, ...]:
    """Return that the principal has died, and what a supervisor said of it."""
    stands = standing(case)
    if stands is Heirs.NONE:
        return ()
    if stands is Heirs.ASKED:
        return (ask(Code.PRINCIPAL_DECEASED, SUBJECT),)
    code = Code.DECEASED_REFERRED if stands is Heirs.REFERRED else Code.DECEASED_GOES_ON
    return (ok(code, SUBJECT),)
