# SPDX-License-Identifier: MIT
"""Who had which roles between which statements of a real roster."""

from __future__ import annotations

from pathlib import Path

from desk_app.desk.keys import people
from desk_app.records.desk.people import Role, RosterAct
from tests.workbench.desks import CLERK, OFFICER, Site


def test_a_term_ends_with_other_roles_and_with_leaving_and_says_by_which_statement(
    tmp_path: Path,
) -> None:
    site = Site(tmp_path)
    site.found(OFFICER, CLERK)
    desk = site.open(OFFICER)
    try:
        auditor, clerk = frozenset({Role.AUDITOR}), frozenset({Role.CLERK})
        people.enrol(desk, "前田 律子", auditor, "three brown foxes run")
        (new,) = [each for each in desk.ports.keys.role_terms() if each.name == "前田 律子"]
        assert (new.roles, new.began.act, new.ended) == (auditor, RosterAct.ENROLLED, None)
        people.change_roles(desk, new.user, clerk, "three brown hares run")
        people.change_roles(desk, new.user, clerk, "three brown cats run")
        people.remove(desk, new.user)
        terms = [each for each in desk.ports.keys.role_terms() if each.user == new.user]
        first, second = terms
        assert (first.roles, second.roles) == (auditor, clerk)
        assert first.ended is not None
        assert second.ended is not None
        assert (first.ended.act, second.ended.act) == (RosterAct.ENROLLED_ANEW, RosterAct.REMOVED)
        assert first.ended.number == second.began.number
        assert {first.began.by, second.ended.by} == {desk.actor.id}
        assert first.name == second.name == "前田 律子"
    finally:
        desk.ports.store.close()
