"""The ways in and out of a shop that a page may ask the window for."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal


class Doors(QObject):
    """Requests; the window closes or opens the shop, never the page itself."""

    lock = Signal()  # close the shop and show the unlock page
    leave = Signal()  # close the shop and show the welcome page
    open_shop = Signal(object)  # Path: close this one and unlock that one
    restore_over = Signal(object)  # Path of a backup: close, restore over the shop, unlock
    quit = Signal()
    screen_given = Signal(bool)  # customers have the screen: minutes untouched do not count
    ending = Signal()  # told by the window, before the shop is closed: keep what is half done

    def to_shop(self, folder: Path) -> None:
        """Go to another shop."""
        self.open_shop.emit(folder)
