# SPDX-License-Identifier: MIT
"""The language and the look of the whole window, changed at any time without a restart."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QObject, Signal

from desk_app.gui.kit.look import icons, theme
from desk_app.gui.kit.look.theme import Appearance, Mode
from desk_app.gui.session.entrance import TEXT_PERCENTS, KeptOrder, PaperPrinter, Widths
from desk_app.i18n.catalogue import Catalogue
from desk_app.records.desk.people import Language
from desk_app.records.desk.printers import PrinterChoice

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QApplication

    from desk_app.gui.session.entrance import Choices, WindowPlace
    from desk_app.records.base import UserId
    from desk_app.records.desk.printers import PaperUse

_LOCALES = {
    Language.JA: QLocale(QLocale.Language.Japanese, QLocale.Country.Japan),
    Language.EN: QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom),
}


class ScreenLook(Enum):
    """What a clerk may choose of light and dark; the value is kept as ``Choices.dark``."""

    SYSTEM = None
    LIGHT = False
    DARK = True


class Screen(QObject):
    """Holds what a clerk chose at this place and dresses the application in it.

    The printers stand among it: they too belong to the place, not to the desk. `chosen` carries the
    choices to be kept. `changing` says that the language or the size of text is about to be
    another; `remade` that the language or the size of text is another: whoever
    shows anything makes it anew. Whoever shows much may `put_off` at the first that it is dressed,
    and `dress` what is there once that has gone.
    """

    chosen = Signal(object)
    changing = Signal()
    remade = Signal()

    def __init__(self, application: QApplication, resources: Path, choices: Choices) -> None:
        super().__init__(application)
        self._application = application
        self._choices = choices
        self.resources = resources
        """The folder of icons, texts and manual."""
        icons.install(resources / "icons")
        self._put_off = False
        self.catalogue = Catalogue(resources / "i18n", choices.language, self)
        application.installTranslator(self.catalogue)
        QLocale.setDefault(_LOCALES[choices.language])
        self._dress()
        application.styleHints().colorSchemeChanged.connect(self._follow_system)

    @property
    def language(self) -> Language:
        """The language of the screens."""
        return self._choices.language

    @property
    def dark(self) -> bool:
        """Whether the screens are dark."""
        if self._choices.dark is None:
            return theme.system_mode() is Mode.DARK
        return self._choices.dark

    def use_language(self, language: Language) -> None:
        """Show every screen in a language from now on."""
        if language is not self.language:
            self.changing.emit()
            self._choices = self._choices._replace(language=language)
            self.catalogue.speak(language)
            QLocale.setDefault(_LOCALES[language])
            self._make_anew()

    def use_other_language(self) -> None:
        """Show every screen in the other language from now on."""
        self.use_language(Language.EN if self.language is Language.JA else Language.JA)

    def put_off(self) -> None:
        """Leave what is there as it is dressed: it goes, and is made anew."""
        self._put_off = True

    def dress(self) -> None:
        """Dress what is there, where that was put off."""
        if self._put_off:
            self._put_off = False
            theme.dress(self._application, self._appearance())

    @property
    def look(self) -> ScreenLook:
        """What was chosen of light and dark."""
        return ScreenLook(self._choices.dark)

    def use_look(self, look: ScreenLook) -> None:
        """Show every screen light, dark, or as the system from now on."""
        self._choices = self._choices._replace(dark=look.value)
        self._dress()
        self.chosen.emit(self._choices)

    def use_other_look(self) -> None:
        """Show every screen light where it is dark, or dark where it is light."""
        self.use_look(ScreenLook(not self.dark))

    def resize_text(self, steps: int) -> bool:
        """Make text and what stands around it larger, or smaller; whether there is such a size.

        The smallest window must still fit on the screen.
        """
        wanted = TEXT_PERCENTS.index(self._choices.text_percent) + steps
        if not 0 <= wanted < len(TEXT_PERCENTS) or not self._fits(TEXT_PERCENTS[wanted]):
            return False
        self.changing.emit()
        self._choices = self._choices._replace(text_percent=TEXT_PERCENTS[wanted])
        self._make_anew()
        return True

    @property
    def text_percent(self) -> int:
        """The size of text and of all that stands around it, in percent."""
        return self._choices.text_percent

    def text_percents(self) -> tuple[int, ...]:
        """Return the sizes at which the smallest window fits on the screen."""
        return tuple(filter(self._fits, TEXT_PERCENTS))

    def use_text_percent(self, percent: int) -> None:
        """Show everything in a size of `text_percents` from now on."""
        now, wanted = map(TEXT_PERCENTS.index, (self._choices.text_percent, percent))
        if now != wanted:
            self.resize_text(wanted - now)

    @property
    def last_user(self) -> str:
        """The id of who signed in last at this place; empty where nobody has."""
        return self._choices.last_user

    def keep_user(self, user: UserId) -> None:
        """Keep who signed in: chosen already when the program is started again."""
        self._keep(self._choices._replace(last_user=user))

    @property
    def lock_minutes(self) -> int:
        """After how many minutes without a key or the mouse the desk locks."""
        return self._choices.lock_minutes

    def use_lock_minutes(self, minutes: int) -> None:
        """Lock after so many minutes, one of ``LOCK_MINUTES``, from now on."""
        self._keep(self._choices._replace(lock_minutes=minutes))

    def widths(self, name: str) -> tuple[int, ...]:
        """Return the widths kept under a name; none where nobody changed them."""
        found = (each.widths for each in self._choices.widths if each.name == name)
        return next(found, ())

    def keep_widths(self, name: str, widths: tuple[int, ...]) -> None:
        """Keep the widths of columns or parts, in pixels at 100 %."""
        others = (each for each in self._choices.widths if each.name != name)
        self._keep(self._choices._replace(widths=(*others, Widths(name, widths))))

    def order_of(self, name: str) -> tuple[str, bool]:
        """Return column and direction in which a table was left; no column where nobody sorted."""
        found = (each for each in self._choices.orders if each.name == name)
        return next(((each.column, each.ascending) for each in found), ("", True))

    def keep_order(self, name: str, column: str, *, ascending: bool) -> None:
        """Keep the order of a table."""
        others = (each for each in self._choices.orders if each.name != name)
        kept = KeptOrder(name, column, ascending)
        self._keep(self._choices._replace(orders=(*others, kept)))

    @property
    def whole_letter(self) -> bool:
        """Whether a letter is shown with its whole page in sight, or as wide as there is room."""
        return self._choices.whole_letter

    def keep_whole_letter(self, *, whole: bool) -> None:
        """Keep how a letter is shown."""
        self._keep(self._choices._replace(whole_letter=whole))

    @property
    def releases(self) -> str:
        """The folder in which newer versions are looked for; empty where none was named."""
        return self._choices.releases

    def keep_releases(self, folder: str) -> None:
        """Keep in which folder newer versions are looked for."""
        self._keep(self._choices._replace(releases=folder))

    @property
    def scans(self) -> str:
        """The folder into which the scanner of this place writes; empty where none was named."""
        return self._choices.scans

    def keep_scans(self, folder: str) -> None:
        """Keep into which folder the scanner writes."""
        self._keep(self._choices._replace(scans=folder))

    def printer_for(self, use: PaperUse) -> PrinterChoice:
        """Return the printer chosen for a kind of page; the system's usual one where none is."""
        found = (each.choice for each in self._choices.printers if each.use is use)
        return next(found, PrinterChoice())

    def keep_printer(self, use: PaperUse, choice: PrinterChoice) -> None:
        """Keep the printer for a kind of page."""
        others = (each for each in self._choices.printers if each.use is not use)
        kept = () if choice == PrinterChoice() else (PaperPrinter(use, choice),)
        self._keep(self._choices._replace(printers=(*others, *kept)))

    @property
    def window(self) -> WindowPlace | None:
        """Where the window stood last time."""
        return self._choices.window

    def keep_window(self, place: WindowPlace) -> None:
        """Keep where the window stands."""
        self._keep(self._choices._replace(window=place))

    def _keep(self, choices: Choices) -> None:
        if choices != self._choices:
            self._choices = choices
            self.chosen.emit(choices)

    def _make_anew(self) -> None:
        """Dress the application, then have everything made anew in what was chosen."""
        if self._put_off:
            theme.measure(self._application, self._appearance())
        else:
            self._dress()
        self.chosen.emit(self._choices)
        self.remade.emit()

    def _follow_system(self) -> None:
        """Become dark or light with the system, as long as nobody chose."""
        if self._choices.dark is None:
            self._dress()

    def _fits(self, percent: int) -> bool:
        now = self._choices.text_percent
        return percent <= now or theme.has_room_for(percent / now)

    def _dress(self) -> None:
        theme.apply(self._application, self._appearance())

    def _appearance(self) -> Appearance:
        mode = Mode.DARK if self.dark else Mode.LIGHT
        scale = self._choices.text_percent / 100
        return Appearance(mode, self.language is Language.JA, scale)
