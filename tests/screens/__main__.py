# SPDX-License-Identifier: MIT
"""Every screen of the real program as a picture: `python3 packaging/bootstrap.py screens DIR`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import product
from pathlib import Path

import suite

from desk_app.records.desk.people import Language
from tests.screens.course import FIRST_START, SAMPLE, TEXTS, Scene
from tests.screens.pictures import Album, Glass, Picture, Unfit
from tests.screens.program import Faulty, Look, Program, shown
from tests.workbench.program import NeverStillError

SCALES = (100, 150, 200)
ROOM = (1600, 1200)
"""Width and height of the screen at 100 %."""

AT_ONCE = 2


@dataclass(frozen=True, slots=True)
class Walk:
    """One run of the program: how it looks, the words it is started with, and its scenes."""

    look: Look
    words: tuple[str, ...]
    scenes: tuple[Scene, ...]

    @property
    def names(self) -> list[str]:
        """The names of the pictures it brings home."""
        return [self.name_of(scene) for scene in self.scenes if self.keeps(scene)]

    def name_of(self, scene: Scene) -> str:
        """Return the name of a picture."""
        return f"{scene.name}-{self.look.name}"

    def keeps(self, scene: Scene) -> bool:
        """Say whether a scene is kept at this scale."""
        return scene.main or self.look.percent == SCALES[0]


def walks(wanted: Sequence[str]) -> list[Walk]:
    """Return all runs, or those of which a part of the look is among the words."""
    found = []
    for percent, language, dark in product(SCALES, Language, (False, True)):
        look = Look(language, dark, percent)
        last = max(n for n, scene in enumerate(SAMPLE) if scene.main)
        scenes: tuple[Scene, ...] = SAMPLE
        if percent != SCALES[0]:
            scenes = tuple(scene for scene in SAMPLE[: last + 1] if not scene.aside)
        found.append(Walk(look, ("--demo",), scenes))
        if percent == SCALES[0]:
            found.append(Walk(look, (), FIRST_START))
    return [walk for walk in found if all(word in walk.look.name.split("-") for word in wanted)]


def go(walk: Walk, album: Album) -> str:
    """Start the program and keep its pictures; what went wrong, or nothing."""
    width, height = (side * walk.look.percent // 100 for side in ROOM)
    with suite.screen(wanted=True, size=f"{width}x{height}x24") as named:
        if not named:
            return "there is no Xvfb to show the program on"
        scene = walk.scenes[0]
        try:
            with Glass(named["DISPLAY"]) as glass:
                glass.learn(TEXTS)
                with shown(glass, named["DISPLAY"], walk.look, walk.words) as program:
                    seen: list[Picture] = []
                    for scene in walk.scenes:
                        _play(walk, scene, program, album, seen)
        except (NeverStillError, Faulty, Unfit, OSError) as error:
            return f"{walk.name_of(scene)}: {error}"
    return ""


def _play(walk: Walk, scene: Scene, program: Program, album: Album, seen: list[Picture]) -> None:
    for keys in scene.steps:
        program.turn(keys)
    program.resize(*scene.size)
    if walk.keeps(scene):
        album.put(walk.name_of(scene), program.at_rest(), seen)


def main() -> int:
    """Go all walks; 0 only if every picture was written."""
    parser = argparse.ArgumentParser(
        prog="bootstrap.py screens",
        description="Drive the real program and write every screen as PNG into a folder.",
    )
    parser.add_argument("folder", metavar="DIR", type=Path, help="made where it does not exist")
    parser.add_argument(
        "looks", metavar="LOOK", nargs="*", help="ja, en, light, dark, 100, 150, 200: only those"
    )
    words = parser.parse_args()
    words.folder.mkdir(parents=True, exist_ok=True)
    album, chosen = Album(words.folder), walks(words.looks)
    with ThreadPoolExecutor(AT_ONCE) as hands:
        wrong = list(filter(None, hands.map(lambda walk: go(walk, album), chosen)))
    wanted = [name for walk in chosen for name in walk.names]
    for line in wrong:
        print(f"screens: {line}", file=sys.stderr)  # noqa: T201 the command says what failed
    print(f"{len(album.names)} of {len(wanted)} pictures in {words.folder}")  # noqa: T201
    return 0 if wanted and not wrong and sorted(album.names) == sorted(wanted) else 1


if __name__ == "__main__":
    sys.exit(main())
