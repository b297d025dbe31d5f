# SPDX-License-Identifier: MIT
"""What an open desk asks of an office of several stations; a single desk loads none of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from contextlib import AbstractContextManager

    import sqlcipher3.dbapi2 as driver
    from sqlalchemy.engine import Connection

    from desk_app.desk.errors import KnownError
    from desk_app.records.base import UserId


class Several(Protocol):
    """The log that the stations of an office share, as an open desk uses it."""

    @property
    def away(self) -> KnownError | None:
        """Return why nothing could be saved the last time; None where something could."""

    def turn(
        self, lent: Callable[[], AbstractContextManager[Connection]]
    ) -> AbstractContextManager[None]:
        """Hold the one turn to save, with everything taken that others saved before.

        Where the server is away, drafts alone can be kept in the block. Raises DamageFound where
        the log is not what was written, ServerAway where a clock is wrong.
        """

    def hear(self, lent: Callable[[], AbstractContextManager[Connection]]) -> int:
        """Take what others saved; return how many units that were. Raises as `turn`, ServerAway."""

    def hear_some(self, lent: Callable[[], AbstractContextManager[Connection]]) -> int:
        """Take the next of it, in one commit; return how many units are left. Raises as `hear`."""

    def watch(self, raw: driver.Connection) -> None:
        """Have noted what changes on a connection that is in no transaction."""

    def begin(self, raw: driver.Connection) -> None:
        """Begin to note a unit of work."""

    def keep(self, connection: Connection, drafts: Sequence[tuple[UserId, str]]) -> None:
        """Send what changed, commit it on the server, then here; ``drafts`` are those dropped.

        Raises ServerAway: nothing is kept then, or it is not known and is asked for later.
        """

    def renew(
        self, lent: Callable[[], AbstractContextManager[Connection]], data_key: bytes
    ) -> None:
        """Go over to another data key, before the file does. Raises as `hear`, DiskFull."""

    def has_renewed(self, data_key: bytes) -> None:
        """Forget the data key of before: the file has this one. Raises DiskFull."""

    def end(self, lent: Callable[[], AbstractContextManager[Connection]]) -> None:
        """End the log where it stands, with everything taken. Raises as `turn`, ServerAway."""

    def close(self) -> None:
        """Let go of the server."""
