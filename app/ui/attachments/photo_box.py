"""A customer's photo with what can be done about it: choose, paste, drop, remove."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt
from PySide6.QtGui import (
    QColor,
    QGuiApplication,
    QImage,
    QImageWriter,
    QPainter,
    QPainterPath,
    QPixmap,
)
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from app.core.attachments import service
from app.core.attachments.pictures import prepare_file
from app.core.store.unit import Unit
from app.i18n import N_, tr
from app.ui.context import Context
from app.ui.icons import picture
from app.ui.theme import Theme
from app.ui.tokens import RADIUS, SPACE
from app.ui.widgets.buttons import button
from app.ui.widgets.layout import column, row
from app.ui.widgets.photos import rounded
from app.ui.widgets.text import label

SIDE = 96
_RATIO = 2
_MOST_PASTED = 1600


class PhotoBox(QWidget):
    """Shows the photo or an empty frame; a picture may be dropped on it."""

    def __init__(self, context: Context, record: Callable[[], int | None]) -> None:
        """`record` tells whose photo it is."""
        super().__init__()
        self._context, self._record = context, record
        theme = context.theme
        self.picture = QLabel()
        self.picture.setFixedSize(theme.px(SIDE), theme.px(SIDE))
        self.picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.choose = button(tr(N_("Choose a photo…")), self._choose, theme=theme, image="camera")
        self.remove = button(tr(N_("Remove the photo")), self._remove, "quiet")
        hint = label(tr(N_("or drop or paste one here")), "small")
        beside = column(
            None, row(self.choose, self.remove, None), row(hint, None), None, space=SPACE.small
        )
        inside = row(self.picture, beside, space=SPACE.large)
        inside.setStretch(1, 1)
        self.setLayout(inside)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.show_photo(None)

    def show_photo(self, data: bytes | None) -> None:
        """Show these bytes; None for no photo."""
        drawn = QPixmap()
        has = data is not None and drawn.loadFromData(data)
        theme = self._context.theme
        side = theme.px(SIDE)
        self.picture.setPixmap(rounded(drawn, side) if has else nobody(theme, side))
        self.picture.setAccessibleName(tr(N_("Photo")) if has else tr(N_("No photo yet")))
        self.remove.setVisible(has)

    def take_file(self, path: Path) -> None:
        """Make the picture in a file the photo."""
        record = self._record()
        if record is not None:
            set_photo(self._context, record, path)

    def take_image(self, image: QImage) -> None:
        """Make a picture from the clipboard the photo."""
        record = self._record()
        if record is None or image.isNull():
            return
        if max(image.width(), image.height()) > _MOST_PASTED:  # quick; the core does the rest
            image = image.scaled(_MOST_PASTED, _MOST_PASTED, Qt.AspectRatioMode.KeepAspectRatio)
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        QImageWriter(buffer, QByteArray(b"png")).write(image)
        data = bytes(buffer.data().data())
        _write(self._context, lambda unit: service.set_photo(unit, record, data))

    def paste(self) -> bool:
        """Take a picture from the clipboard; False when there is none."""
        image = QGuiApplication.clipboard().image()
        self.take_image(image)
        return not image.isNull()

    def _choose(self) -> None:
        record = self._record()
        if record is not None:
            choose_photo(self._context, record)

    def _remove(self) -> None:
        record = self._record()
        if record is not None:
            self._context.jobs.write(
                N_("Remove the photo"),
                lambda unit: service.remove_photo(unit, record),
                lambda _: _toast(self._context, tr(N_("Photo removed"))),
            )


def choose_photo(context: Context, record: int) -> None:
    """Ask for a picture and make it the photo."""
    kinds = tr(N_("Pictures")) + " (*.jpg *.jpeg *.png *.webp *.bmp *.gif *.heic)"
    found = context.dialogs.open_file(tr(N_("Choose a photo")), None, kinds)
    if found is not None:
        set_photo(context, record, found)


def set_photo(context: Context, record: int, path: Path) -> None:
    """Make the picture in a file the photo, off the interface thread."""
    _write(context, lambda unit: service.set_photo(unit, record, prepare_file(path)))


def nobody(theme: Theme, side: int) -> QPixmap:
    """The frame of a photo that is not there."""
    whole = side * _RATIO
    made = QPixmap(whole, whole)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    path = QPainterPath()
    path.addRoundedRect(0, 0, whole, whole, RADIUS * _RATIO, RADIUS * _RATIO)
    painter.fillPath(path, QColor(theme.colours.hover))
    sign = picture("user", theme.colours.faint, side // 2)
    sign.setDevicePixelRatio(1)
    painter.drawPixmap((whole - sign.width()) // 2, (whole - sign.height()) // 2, sign)
    painter.end()
    made.setDevicePixelRatio(_RATIO)
    return made


def _write(context: Context, act: Callable[[Unit], int]) -> None:
    said = tr(N_("Photo kept"))
    context.jobs.write(N_("Set the photo"), act, lambda _: _toast(context, said))


def _toast(context: Context, words: str) -> None:
    context.messages.toast(words, context.undo.last())
