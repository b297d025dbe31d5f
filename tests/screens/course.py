# SPDX-License-Identifier: MIT
"""What is pressed from screen to screen, and under which name each is kept."""

from __future__ import annotations

from dataclasses import dataclass

from desk_app.gui.pages.journal.page import JournalView
from desk_app.gui.sections import SECTIONS
from tests.gui.x11_keys import ALT, CONTROL, RETURN, SHIFT
from tests.screens.program import PAGE, Keys

DOWN, END, ESCAPE, INSERT = 0xFF54, 0xFF57, 0xFF1B, 0xFF63
RIGHT, TAB, UP = 0xFF53, 0xFF09, 0xFF52
WHOLE, SMALLEST = (1440, 900), (1280, 720)
"""The window as it opens, and as small as it may be: width and height at 100 %."""

PASSWORD, OTHER_PASSWORD = "mikan no kawa 8 mai", "kaki no tane 9 tsubu"
NAME, KANA, SHOWN = "高橋 美由紀", "タカハシ ミユキ", "髙橋 美由紀"
PLACE, SCOPE = "三丁目12番7号", "会員登録の内容すべて"
HELD, WHY = (
    "会員登録の内容に、ほかの人の名が一つある。",
    "その人の名を示すと、その人を害することになる。",
)
SENTENCE = "L15:closing.0"
SAID = ("本書は、時期のみをお伝えします。", "Only the time is told.")
LONG_NAME = "勅使河原 ヴィルヘルミナ 由美子 エリザベート アレクサンドラ"
LONG_KANA = "テシガワラ ヴィルヘルミナ ユミコ エリザベート アレクサンドラ"
LONG_PLACE = "三丁目12番7号 成田東グランドレジデンス杉並 壱番館 南棟 2103号室"
OFFICER, SUPERVISOR = "石川 恵子", "佐藤 大輔"
TEXTS = (
    *(NAME, KANA, SHOWN, PLACE, SCOPE, LONG_NAME, LONG_KANA, LONG_PLACE),
    *(OFFICER, SUPERVISOR, HELD, WHY, *SAID),
)
"""All that is typed beyond the keys of every keyboard."""

RIGHTS, ENCLOSURES, ORIGINAL = 9, 21, "2"
"""How many there are of each, and what says of a certificate that it is the original."""


@dataclass(frozen=True, slots=True)
class Scene:
    """A screen: its name, and the keys that lead to it from the one before, step by step.

    Each step must change what is seen. ``main`` is what is kept at every scale, ``size`` what the
    window is brought to before the picture, in pixels at 100 %. Nothing begins at a scene that lies
    ``aside``: it is passed by where it is not kept, and its parts may be tabs.
    """

    name: str
    steps: tuple[Keys, ...] = ()
    main: bool = False
    size: tuple[int, int] = WHOLE
    aside: bool = False


def _application(number: str) -> tuple[Keys, ...]:
    """Return the steps to an application by its receipt number."""
    return (PAGE, ("g", CONTROL)), (PAGE, number, RETURN)


def _sheets(name: str, kana: str, place: str) -> tuple[Keys, ...]:
    """Return the steps through envelope, form and principal of a new envelope.

    What comes after the postal code waits until the town stands there.
    """
    return (
        (PAGE, ("n", CONTROL)),
        (RETURN, RETURN, "3", RETURN, "410-10-22871-1", RETURN, RETURN, " ", ("2", ALT), "1"),
        (("3", ALT), name, RETURN, kana, RETURN, RETURN, "S62.4.17", RETURN, RETURN, RETURN),
        ("1660015", RETURN),
        (place,),
    )


_JOURNAL = SECTIONS.index(JournalView)
"""No key leads to it; the menu has the pages in their order."""
_LICENCE: Keys = (("6", ALT), " ", "R11.5.17", RETURN, SHOWN)
_ALL_RIGHTS: Keys = (("5", ALT), *(" ", RIGHT) * RIGHTS)
_ALL_KINDS: tuple[Keys, ...] = tuple(
    (("6", ALT), INSERT, *[DOWN] * number, RETURN) for number in range(1, ENCLOSURES)
)

_REFUSAL: tuple[Keys, ...] = (
    (TAB, DOWN, " "),
    (TAB, HELD),
    (TAB, WHY),
)
"""The ground of another person's rights, then facts and explanation."""

SAMPLE = (
    Scene("10a-sign-in", main=True),
    Scene("01-today", ((PAGE, PASSWORD, RETURN),), main=True),
    Scene("01-today-empty", (((TAB, SHIFT), (TAB, SHIFT)), (END,)), aside=True),
    Scene("03-application", _application("R8-0016"), main=True),
    Scene("04-comparison", ((PAGE, ("e", CONTROL)), (DOWN, DOWN, DOWN)), main=True),
    Scene(
        "08-decision",
        (*_application("R8-0023"), (PAGE, ("d", CONTROL)), ("3",), *_REFUSAL),
        main=True,
    ),
    Scene("08-decision-grant", ((*[(TAB, SHIFT)] * 3, "1"),)),
    Scene("05-letters", ((PAGE, ("4", CONTROL)),), main=True),
    Scene("06-post", ((PAGE, ("5", CONTROL)),), main=True),
    Scene("07-stamp-book", ((PAGE, ("6", CONTROL)),), main=True),
    Scene("02-intake-empty", _sheets(NAME, KANA, PLACE)[:1]),
    Scene(
        "02-intake",
        (
            *_sheets(NAME, KANA, PLACE)[1:],
            (("5", ALT), " ", RETURN, SCOPE),
            _LICENCE,
            (("7", ALT), "++"),
        ),
        main=True,
    ),
    Scene("14-intake-narrow", size=SMALLEST),
    Scene("03-application-new", ((PAGE, (RETURN, CONTROL)),)),
    Scene("04-comparison-verdict", ((PAGE, ("e", CONTROL)), ("2",))),
    Scene("03-applications", ((PAGE, ("3", CONTROL)),)),
    Scene("03-applications-found", ((("f", CONTROL),), (KANA[:4],))),
    Scene("03-applications-none", ((SHOWN,),)),
    Scene("09-disposal", ((PAGE, ("9", CONTROL)), (" ", DOWN, " ", DOWN, " "))),
    Scene("15-mail", ((PAGE, ("2", CONTROL)),)),
    Scene("15-mail-other", ((INSERT,),)),
    Scene(
        "16-journal",
        ((ESCAPE,), (PAGE, ("1", CONTROL)), (PAGE, ("g", ALT), *[DOWN] * _JOURNAL, RETURN)),
    ),
    Scene("17-settings", ((PAGE, (",", CONTROL)),)),
    Scene("17-settings-desk", (((TAB, SHIFT),), (DOWN,))),
    Scene("17-settings-rulebook", ((PAGE, DOWN), (RETURN,))),
    Scene("17-settings-words", (((TAB, SHIFT), (TAB, SHIFT)), (DOWN,), (RETURN,))),
    Scene(
        "17-settings-words-changed",
        (
            (("f", CONTROL), SENTENCE),
            (DOWN, RETURN),
            (("a", CONTROL), SAID[0]),
            (TAB, ("a", CONTROL), SAID[1]),
            (TAB,),
        ),
    ),
    Scene("19-reports", ((PAGE, ("0", CONTROL)),)),
    Scene("20-inquiries", ((PAGE, ("7", CONTROL)),)),
    Scene("20-inquiries-answer", (((RETURN, CONTROL),),)),
    Scene("21-registers", ((ESCAPE,), (PAGE, ("8", CONTROL)))),
    Scene("21-registers-provisions", ((*[(TAB, SHIFT)] * 5,), (DOWN,), (RETURN,))),
    Scene("21-registers-trainings", ((*[(TAB, SHIFT)] * 6,), (DOWN, DOWN), (RETURN,))),
    Scene(
        "03-application-filing",
        (*_application("R8-0014"), (("f", ALT), *[RIGHT] * 4, *[DOWN] * 9, RETURN)),
    ),
    Scene("19-reports-import", ((ESCAPE,), (PAGE, ("0", CONTROL)), (("f", ALT), UP, RETURN))),
    Scene("18-manual", ((ESCAPE,), (PAGE, ("h", ALT), RETURN), (END,))),
    Scene("05-letters-again", ((PAGE, ("4", CONTROL)), (DOWN,), (("p", CONTROL),))),
    Scene("06-error-bar", (("jam",), ((RETURN, CONTROL),))),
    Scene(
        "02-intake-long",
        (
            (ESCAPE,),
            *_sheets(LONG_NAME, LONG_KANA, LONG_PLACE),
            _ALL_RIGHTS,
            *_ALL_KINDS,
            (("5", ALT),),
        ),
    ),
    Scene("02-intake-long-documents", ((("6", ALT),),)),
    Scene("03-application-long", (*[((RETURN, CONTROL), ORIGINAL)] * 3, (PAGE, (RETURN, CONTROL)))),
    Scene("04-comparison-long", ((PAGE, ("e", CONTROL)),)),
    Scene("08-decision-long", ((ESCAPE,), (PAGE, ("d", CONTROL)))),
    Scene("01-today-long", ((PAGE, ("1", CONTROL)),)),
    Scene("10a-lock", ((PAGE, ("l", CONTROL)),)),
    Scene("10a-lock-refused", ((OTHER_PASSWORD, RETURN),)),
)
"""The sample desk, from the door through all its screens and back."""

FIRST_START = (
    Scene("10b-first-start"),
    Scene("10b-first-start-desk", ((PAGE, (RETURN, CONTROL)),)),
    Scene("10b-first-start-people", ((PAGE, (RETURN, CONTROL)),)),
    Scene(
        "10b-first-start-sheet",
        (
            (OFFICER, RETURN, PASSWORD, RETURN, PASSWORD, RETURN),
            (SUPERVISOR, RETURN, OTHER_PASSWORD, RETURN, OTHER_PASSWORD),
            (PAGE, (RETURN, CONTROL)),
        ),
    ),
)
"""A desk that is just being founded, until its recovery sheet."""
