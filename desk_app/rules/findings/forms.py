# SPDX-License-Identifier: MIT
"""Whether the right form came and is filled in (C1, PR-2)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping

from desk_app.records.base import Fact
from desk_app.records.case.application import Application, Change, Claim, Form, Right
from desk_app.records.case.findings import Axis, Finding
from desk_app.rules.case.case import Case
from desk_app.rules.case.claims import is_of_right
from desk_app.rules.case.deadlines import age_on
from desk_app.rules.finding_codes import Aim, Code, ask, defective, missing, ok
from desk_app.rules.findings.doubts import cleared_up
from desk_app.rules.rulebook.checks import ALWAYS, FIELDS, FILLED_IN_BY_PROXY, SHOWING_IDENTITY
from desk_app.rules.rulebook.file import FormTerm
from desk_app.rules.rulebook.rulebook import Rules
from desk_app.rules.writing.text import strange_signs

CHANGES = frozenset({Right.CORRECTION, Right.ADDITION, Right.DELETION})
"""The rights whose claims say what is to be changed (APPI 34)."""

REASONS = frozenset({Right.CESSATION, Right.ERASURE, Right.PROVISION_STOP})
"""The rights whose claims say why (APPI 35)."""


def findings(case: Case) -> tuple[Finding, ...]:
    """Return what the form or forms say: right form, version, what is not filled in."""
    application = case.file.application
    rules = case.rules.at(application.received_on)
    forms = tuple(form for form in application.forms() if form.code)
    found = (
        *_forms(case, rules, forms),
        *_fields(application, rules, forms),
        *_unsigned(application),
        *_dated_later(case),
        *_strange_signs(case),
        *_asked_twice(case, rules),
        *_claims(case, rules),
        *_minor(application, rules),
    )
    if any(finding.cure for finding in found):
        return found
    return (ok(Code.FORM_RIGHT, facts={"forms": tuple(form.code for form in forms)}), *found)


def _forms(case: Case, rules: Rules, forms: tuple[Form, ...]) -> tuple[Finding, ...]:
    rights = tuple(claim.right for claim in case.claims())
    if not forms:
        return (missing(Code.FORM_MISSING, facts={"forms": _forms_for(rules, rights)}),)
    terms = {form.code: rules.form(form.code) for form in forms}
    taken = {right for term in terms.values() if term is not None for right in term.rights}
    uncovered = tuple(right for right in rights if right not in taken)
    return (*_wrong(rules, forms, uncovered), *_old_versions(forms, terms))


def _wrong(
    rules: Rules, forms: tuple[Form, ...], uncovered: tuple[Right, ...]
) -> tuple[Finding, ...]:
    """Return that rights were asked for on a form that is not theirs."""
    if not uncovered:
        return ()
    facts: dict[str, Fact] = {
        "form": forms[0].code,
        "rights": tuple(right.value for right in uncovered),
        "forms": _forms_for(rules, uncovered),
    }
    return (defective(Code.FORM_WRONG, facts=facts),)


def _forms_for(rules: Rules, rights: tuple[Right, ...]) -> tuple[str, ...]:
    """Return the forms on which the rights can be asked for; all of them where none is named."""
    if not rights:
        return tuple(term.code for term in rules.forms)
    return tuple(term.code for term in rules.forms if any(right in rights for right in term.rights))


def _old_versions(
    forms: tuple[Form, ...], terms: Mapping[str, FormTerm | None]
) -> tuple[Finding, ...]:
    """Return the forms of a version no longer taken; a version nobody noted is not held up."""
    found = []
    for form in forms:
        term = terms[form.code]
        if term is not None and form.version and form.version not in term.versions:
            facts: dict[str, Fact] = {
                "form": form.code,
                "version": form.version,
                "versions": term.versions,
            }
            found.append(defective(Code.FORM_OLD_VERSION, form.code, facts))
    return tuple(found)


def _fields(application: Application, rules: Rules, forms: tuple[Form, ...]) -> tuple[Finding, ...]:
    """Return what is not filled in: what the form requires, and what shows who it is."""
    wanted = dict.fromkeys(ALWAYS)
    for form in forms:
        term = rules.form(form.code)
        wanted.update(dict.fromkeys(() if term is None else term.required))
    if application.proxy is not None:
        wanted.update(dict.fromkeys(FILLED_IN_BY_PROXY))
    return tuple(
        missing(Code.FORM_FIELD_MISSING, field, {"field": field}, Aim(_axis(field)))
        for field in wanted
        if not FIELDS[field](application)
    )


def _axis(field: str) -> Axis:
    """Return the axis a field serves: without it that axis cannot be shown."""
    if field in SHOWING_IDENTITY:
        return Axis.IDENTITY
    return Axis.AUTHORITY if field in FILLED_IN_BY_PROXY else Axis.COMPLETENESS


def _unsigned(application: Application) -> tuple[Finding, ...]:
    return tuple(
        missing(Code.FORM_UNSIGNED, form.code, {"field": "signature", "form": form.code})
        for form in application.forms()
        if form.code and not form.signed
    )


def _asked_twice(case: Case, rules: Rules) -> tuple[Finding, ...]:
    """Return that a right is marked twice, or that two forms of one family came.

    Two forms of the same family are two applications, and each has its own fee and answer.
    """
    rights = Counter(claim.right for claim in case.claims())
    twice = tuple(right.value for right, count in rights.items() if count > 1)
    forms = [form.code for form in case.file.application.forms() if form.code]
    families = {code: _family(rules, code) for code in forms}
    same = tuple(
        code
        for place, code in enumerate(forms)
        if any(families[code] & families[other] for other in forms[:place])
    )
    if not twice and not same:
        return ()
    facts: dict[str, Fact] = {"field": "claims", "rights": twice, "forms": same}
    code = Code.FORM_ASKED_TWICE
    return (cleared_up(case, ask(code, facts=facts), defective(code, facts=facts)),)


def _family(rules: Rules, code: str) -> frozenset[Right]:
    term = rules.form(code)
    return frozenset() if term is None else frozenset(term.rights)


def _dated_later(case: Case) -> Iterator[Finding]:
    """Yield each form that bears a later day than its arrival: one of the two days is wrong."""
    application = case.file.application
    arrived = application.received_on
    for form in application.forms():
        if form.filled_in_on is None or form.filled_in_on <= arrived:
            continue
        facts: dict[str, Fact] = {
            "field": "filled_in_on",
            "form": form.code,
            "filled_in_on": form.filled_in_on,
            "arrived_on": arrived,
        }
        code = Code.FORM_DATED_LATER
        asked, fault = ask(code, form.code, facts), defective(code, form.code, facts)
        yield cleared_up(case, asked, fault)


def _strange_signs(case: Case) -> Iterator[Finding]:
    """Yield each name and address in which a sign stands that nobody can read.

    It may be typed anew from the paper, or be a character of another system's own (外字).
    """
    principal, proxy = case.file.application.principal, case.file.application.proxy
    texts = {
        "name": principal.name,
        "kana": principal.kana,
        "former_name": principal.former_name,
        "address": principal.address,
        "registered_address": principal.registered_address,
        "proxy_name": "" if proxy is None else proxy.name,
        "proxy_kana": "" if proxy is None else proxy.kana,
        "proxy_address": "" if proxy is None else proxy.address,
    }
    for field, text in texts.items():
        if signs := strange_signs(text):
            facts: dict[str, Fact] = {"field": field, "text": text, "signs": signs}
            code = Code.FORM_STRANGE_SIGN
            asked, fault = ask(code, field, facts), defective(code, field, facts)
            yield cleared_up(case, asked, fault)


def _claims(case: Case, rules: Rules) -> tuple[Finding, ...]:
    if not case.file.application.claims:
        return (missing(Code.FORM_NO_CLAIM, facts={"field": "claims"}),)
    return tuple(finding for claim in case.claims() for finding in _claim(claim, rules))


def _claim(claim: Claim, rules: Rules) -> tuple[Finding, ...]:
    """Return what a claim does not say: before and after of a change, the reason of a cessation."""
    if claim.right in CHANGES and not (
        claim.changes and all(map(_SAID[claim.right], claim.changes))
    ):
        facts: dict[str, Fact] = {"field": "changes", "right": claim.right.value}
        return (missing(Code.FORM_CHANGES_MISSING, claim.id, facts),)
    if claim.right in REASONS and rules.reasons and rules.reason(claim.reason) is None:
        facts = {"field": "reason", "right": claim.right.value}
        return (missing(Code.FORM_REASON_MISSING, claim.id, facts),)
    reason = rules.reason(claim.reason)
    if reason is not None and claim.right in REASONS and not is_of_right(reason, claim.right):
        facts = {"field": "reason", "right": claim.right.value, "reason": reason.code}
        return (defective(Code.FORM_REASON_NOT_OF_RIGHT, claim.id, facts),)
    return ()


def _corrected(change: Change) -> bool:
    return all(text.strip() for text in (change.item, change.before, change.after))


def _added(change: Change) -> bool:
    return all(text.strip() for text in (change.item, change.after))


def _deleted(change: Change) -> bool:
    return bool(change.item.strip())


_SAID: Mapping[Right, Callable[[Change], bool]] = {
    Right.CORRECTION: _corrected,
    Right.ADDITION: _added,
    Right.DELETION: _deleted,
}


def _minor(application: Application, rules: Rules) -> tuple[Finding, ...]:
    """Return that a minor asks alone who may: lawful, but to be known (practice 23)."""
    born = application.principal.born
    if application.proxy is not None or born is None:
        return ()
    age = age_on(born, application.received_on)
    if not rules.days.alone <= age < rules.days.majority:
        return ()
    return (ok(Code.PRINCIPAL_MINOR, facts={"age": age}),)
