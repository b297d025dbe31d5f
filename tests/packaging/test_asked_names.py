# SPDX-License-Identifier: MIT
"""What a command is asked for by name: after spaces, after commas, and never what there is not."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

import pytest

from tests.asked_names import asked_names

KNOWN = ("scroll", "save", "open")


def _asked(words: Sequence[str]) -> frozenset[str]:
    return asked_names(argparse.ArgumentParser(), words, KNOWN, "line")


@pytest.mark.parametrize(
    "words", [("save,scroll",), ("save", "scroll"), ("save,", "scroll"), ("save, scroll",)]
)
def test_commas_and_spaces_separate_names(words: Sequence[str]) -> None:
    assert _asked(words) == {"save", "scroll"}


@pytest.mark.parametrize("words", [(), (",",), ("save,sing",)])
def test_a_name_that_is_none_ends_the_command(
    words: Sequence[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        _asked(words)
    assert "there are open, save, scroll" in capsys.readouterr().err
