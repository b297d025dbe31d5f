# SPDX-License-Identifier: MIT
"""Which errors close the desk to everybody, and what the program can do about each."""

from __future__ import annotations

from enum import Enum

from desk_app.desk.errors import (
    BadInput,
    DamageFound,
    KnownError,
    Mishap,
    NotADesk,
    SavesMissing,
    WrongPassword,
)

_OF_ONE_PERSON = "pepper_missing"


class Way(Enum):
    """What the program can do about a stop, in the order of trying."""

    LOOK_AGAIN = "look_again"
    REPAIR = "repair"
    RESTORE = "restore"
    OTHER_FOLDER = "other_folder"


_LOOK_FIRST = (Way.LOOK_AGAIN, Way.RESTORE, Way.OTHER_FOLDER)
_OF_CODE = {
    "keys_damaged": (Way.LOOK_AGAIN,),
    # Somebody changed them: neither a repair nor a restore on this computer mends that.
    "keys_altered": (Way.LOOK_AGAIN,),
    "keys_too_old": (Way.LOOK_AGAIN,),
    "disposal_list_altered": (Way.LOOK_AGAIN,),
    "disposal_list_short": (Way.LOOK_AGAIN,),
    "no_keys": (Way.LOOK_AGAIN,),
    "anchor_of_another_desk": (Way.LOOK_AGAIN,),
    "no_database": _LOOK_FIRST,
    "database_plaintext": _LOOK_FIRST,
    "database_not_ours": _LOOK_FIRST,
    "database_unreadable": _LOOK_FIRST,
    # What is cut off no repair brings back.
    "database_cut": (Way.RESTORE, Way.REPAIR, Way.LOOK_AGAIN),
}
_OF_KIND: dict[type[KnownError], tuple[Way, ...]] = {
    DamageFound: (Way.REPAIR, Way.RESTORE, Way.LOOK_AGAIN),
    SavesMissing: (Way.RESTORE, Way.LOOK_AGAIN),
    NotADesk: (Way.LOOK_AGAIN, Way.OTHER_FOLDER),
}


def is_stop(error: KnownError) -> bool:
    """Say whether an error closes the desk to everybody, not only to one password or key."""
    if error.code == _OF_ONE_PERSON:
        return False
    return not isinstance(error, WrongPassword | BadInput | Mishap)


def ways(stop: KnownError) -> tuple[Way, ...]:
    """Return what can be done about a stop, the best first; looking again always can."""
    return _OF_CODE.get(stop.code) or _OF_KIND.get(type(stop), (Way.LOOK_AGAIN,))
