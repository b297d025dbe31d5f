# SPDX-License-Identifier: MIT
"""Which of a person's verdicts stand: one that was taken back counts as never given."""

from __future__ import annotations

from collections.abc import Iterable

from desk_app.records.history import Judgement, Ruling


def standing(judgements: Iterable[Judgement]) -> tuple[Judgement, ...]:
    """Return the verdicts that stand, in their order.

    Each ``TAKEN_BACK`` takes away the verdict before it on the same subject; the one before that
    stands again.
    """
    stand: list[Judgement] = []
    for judgement in judgements:
        if judgement.ruling is not Ruling.TAKEN_BACK:
            stand.append(judgement)
            continue
        of = (judgement.topic, judgement.subject)
        places = [place for place, each in enumerate(stand) if (each.topic, each.subject) == of]
        if places:
            del stand[places[-1]]
    return tuple(stand)
