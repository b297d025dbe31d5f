# SPDX-License-Identifier: MIT
"""The locks: hashes for everything, no address, and what pyproject.toml asks for."""

from __future__ import annotations

import re
import tomllib
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.architecture.source import ROOT

HASH = "    --hash=sha256:"
LOCKS = {
    "packaging/requirements.lock": [],
    "packaging/requirements-test.lock": ["dev", "editable"],
}


def objections(text: str) -> list[str]:
    """What is wrong with the text of a lock: addresses, paths, loose versions, missing hashes."""
    found = [line for line in text.splitlines() if re.search(r"://|^-|(^|[\s@])[/~.]+/", line)]
    blocks = re.split(r"\n(?=[A-Za-z0-9])", text)
    entries = [block for block in blocks if not block.startswith("#")]
    found += [block.split()[0] for block in entries if HASH not in block]
    return found + [block.split()[0] for block in entries if not re.match(r"[\w.-]+==\S+", block)]


def locked(text: str) -> dict[str, str]:
    """The version of each library in the text of a lock."""
    return dict(re.findall(r"^([\w.-]+)==([^\s;]+)", text, re.MULTILINE))


def unmet(requirements: list[str], versions: dict[str, str]) -> list[str]:
    """The requirements that a lock leaves unfulfilled."""
    wanted = [Requirement(each) for each in requirements]
    return [
        str(each)
        for each in wanted
        if not each.specifier.contains(versions.get(canonicalize_name(each.name), "0"))
        or canonicalize_name(each.name) not in versions
    ]


def _asked_for(groups: list[str]) -> list[str]:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    of_groups = [each for group in groups for each in _group(settings["dependency-groups"], group)]
    project = settings["project"]
    of_extras = [each for extra in project["optional-dependencies"].values() for each in extra]
    return [*project["dependencies"], *of_extras, *of_groups]


def _group(groups: dict[str, list[Any]], name: str) -> list[str]:
    included = [each["include-group"] for each in groups[name] if isinstance(each, dict)]
    own = [each for each in groups[name] if isinstance(each, str)]
    return own + [each for group in included for each in _group(groups, group)]


def _read(lock: str) -> str:
    return (ROOT / lock).read_text("utf-8")


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_holds_hashes_and_no_address(lock: str) -> None:
    assert len(locked(_read(lock))) > 20
    assert objections(_read(lock)) == []


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_fulfils_what_is_asked_for(lock: str) -> None:
    assert unmet(_asked_for(LOCKS[lock]), locked(_read(lock))) == []


def test_both_locks_name_the_same_versions() -> None:
    runtime, everything = (locked(_read(lock)) for lock in LOCKS)
    assert runtime.items() <= everything.items()


@pytest.mark.parametrize(
    "text",
    [
        *(f"--{option} /opt\nsix==1.0 \\\n{HASH}0\n" for option in ("index-url", "find-links")),
        f"six @ file{':'}///wheels/six.whl \\\n{HASH}0\n",
        "six==1.0\n",
        f"six>=1.0 \\\n{HASH}0\n",
    ],
)
def test_a_bad_lock_is_objected_to(text: str) -> None:
    assert objections(text)


def test_a_lock_left_behind_is_objected_to() -> None:
    assert unmet(["six>=2", "Jinja2~=3.1", "mypy"], {"six": "1.9", "jinja2": "3.1.6"}) == [
        "six>=2",
        "mypy",
    ]
