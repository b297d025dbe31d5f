# SPDX-License-Identifier: MIT
"""A mistake of ours is named by its places in the code: no folder above them, which names a person.

What the log of the window makes of it is tested with the window.
"""

from __future__ import annotations

from types import FunctionType

import pytest

from desk_app.desk.errors import places_in_code

OF = "高橋"


def _fail() -> None:
    raise LookupError


def _places(path: str) -> list[str]:
    """The places of a mistake in a file that lies there, below the test itself."""
    fail = FunctionType(_fail.__code__.replace(co_filename=path), {})
    with pytest.raises(LookupError) as caught:
        fail()
    return list(places_in_code(caught.value))


@pytest.mark.parametrize(
    "folder",
    [f"/srv/{OF}/", f"D:\\{OF}\\", f"/srv/{OF}/desk_app/", f"/srv/{OF}/desk_app/lib/"],
)
def test_a_file_of_the_program_is_named_from_the_package_on(folder: str) -> None:
    kind, _, place = _places(f"{folder}desk_app/desk/keeping.py")
    assert kind == "LookupError"
    assert place == f"desk_app/desk/keeping.py:{_fail.__code__.co_firstlineno + 1} _fail"


def test_a_file_of_another_is_named_without_its_folders() -> None:
    *_, place = _places(f"/srv/{OF}/lib/other/thing.py")
    assert place.startswith("thing.py:")
