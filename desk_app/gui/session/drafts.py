# SPDX-License-Identifier: MIT
"""What is being typed, kept in the store; where it takes nothing, kept shut until it does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desk_app.desk import reading
from desk_app.desk.applications import intake
from desk_app.desk.context import Changes
from desk_app.desk.errors import KnownError, NotAllowed
from desk_app.gui.session.locking import Closed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from desk_app.desk.context import Desk
    from desk_app.gui.session.entrance import Entrance
    from desk_app.records.base import UserId


class DraftKeeper:
    """Keeps drafts on the database thread.

    A draft that the store refuses (a full disk) while its page is being emptied has no other place:
    it stays in memory, encrypted for its writer alone, and is kept at the writer's next sign-in.
    """

    def __init__(self, entrance: Entrance) -> None:
        self._entrance = entrance
        self._shut: dict[tuple[UserId, str], bytes] = {}

    @property
    def shut(self) -> Mapping[tuple[UserId, str], bytes]:
        """The drafts kept shut, by writer and key."""
        return self._shut

    def take(self, shut: Mapping[tuple[UserId, str], bytes]) -> None:
        """Take drafts that another process kept shut."""
        self._shut.update(shut)

    def keep(self, desk: Desk, key: str, content: str) -> Changes:
        """Keep a draft; raises what the store raises, with the draft kept shut."""
        place = (desk.actor.id, key)
        try:
            changes = intake.save_draft(desk, key, content)
        except NotAllowed:
            raise
        except KnownError:
            self._shut[place] = self._entrance.shut(desk, content)
            raise
        self._shut.pop(place, None)
        return changes

    def told(self, desk: Desk, key: str) -> None:
        """Forget the shut draft: its page is still there, knows of it and has the text."""
        self._shut.pop((desk.actor.id, key), None)

    def waiting(self, user: UserId) -> bool:
        """Say whether drafts of a person are not in the store."""
        return any(writer == user for writer, _ in self._shut)

    def keep_waiting(self, desk: Desk) -> Changes:
        """Keep the shut drafts of the person acting; raises what the store raises."""
        touched = Changes.of()
        for writer, key in tuple(self._shut):
            if writer == desk.actor.id:
                content = self._entrance.opened(desk, self._shut[writer, key])
                touched |= self.keep(desk, key, content)
        return touched


# Closing the desk behind what is being typed.


def close(desk: Desk, drafts: DraftKeeper) -> Closed:
    """Close the store on its own thread, behind every draft; the keys go with it."""
    unkept = drafts.waiting(desk.actor.id)
    try:
        profile, head = reading.office(desk)
        return Closed(unkept, head.sequence, profile)
    except KnownError:
        return Closed(unkept)
    finally:
        desk.ports.store.close()
