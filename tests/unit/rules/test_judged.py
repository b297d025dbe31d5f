# SPDX-License-Identifier: MIT
"""Which verdicts stand once some were taken back."""

from __future__ import annotations

from datetime import UTC, datetime

from desk_app.records.base import JudgementId, UserId
from desk_app.records.history import Judgement, Ruling, Topic
from desk_app.rules.case import standing
from tests.builders import ARRIVED

SAME, NOT_SAME, BACK = Ruling.SAME, Ruling.NOT_SAME, Ruling.TAKEN_BACK
AT = datetime(2026, 11, 25, tzinfo=UTC)


def _given(*verdicts: tuple[str, Ruling]) -> tuple[Judgement, ...]:
    return tuple(
        Judgement(JudgementId(str(n)), Topic.NAME, subject, ruling, "", UserId("u"), AT, ARRIVED)
        for n, (subject, ruling) in enumerate(verdicts)
    )


def _stand(*verdicts: tuple[str, Ruling]) -> list[tuple[str, Ruling]]:
    return [(each.subject, each.ruling) for each in standing(_given(*verdicts))]


def test_each_taking_back_takes_the_last_verdict_on_its_subject() -> None:
    assert _stand(("a", SAME), ("b", SAME), ("a", BACK)) == [("b", SAME)]
    assert _stand(("a", SAME), ("a", NOT_SAME), ("a", BACK)) == [("a", SAME)]
    assert _stand(("a", SAME), ("a", NOT_SAME), ("a", BACK), ("a", BACK)) == []
    assert _stand(("a", SAME), ("a", BACK), ("a", NOT_SAME)) == [("a", NOT_SAME)]


def test_where_no_verdict_stands_taking_back_takes_nothing() -> None:
    assert _stand(("b", SAME), ("a", BACK)) == [("b", SAME)]
