"""The system's file chooser; where there is none, Qt's own, made roomy and drawn like the rest."""

from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtGui import QIcon, QPalette
from PySide6.QtWidgets import QFileDialog, QHeaderView, QToolButton, QTreeView, QWidget

from app.ui.icons import picture

_SIZE = QSize(860, 560)
_SIDE = 18
_IMAGES = {
    "backButton": "arrow-left",
    "forwardButton": "arrow-right",
    "toParentButton": "arrow-up",
    "newFolderButton": "folder-plus",
    "listModeButton": "list",
    "detailModeButton": "table",
}


def file_to_open(parent: QWidget, title: str, start: Path, kinds: str) -> Path | None:
    """One that is there already."""
    chooser = QFileDialog(parent, title)
    chooser.setFileMode(QFileDialog.FileMode.ExistingFile)
    chooser.setNameFilter(kinds)
    return _chosen(chooser, start)


def file_to_write(parent: QWidget, title: str, start: Path, kinds: str) -> Path | None:
    """One to be written, `start` proposed; writing over another was confirmed."""
    chooser = QFileDialog(parent, title)
    chooser.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    chooser.setFileMode(QFileDialog.FileMode.AnyFile)
    chooser.setNameFilter(kinds)
    return _chosen(chooser, start.parent, start.name)


def folder(parent: QWidget, title: str, start: Path) -> Path | None:
    """A folder."""
    chooser = QFileDialog(parent, title)
    chooser.setFileMode(QFileDialog.FileMode.Directory)
    chooser.setOption(QFileDialog.Option.ShowDirsOnly)
    return _chosen(chooser, start)


def dress(chooser: QFileDialog) -> None:
    """Names, sizes and days whole, and arrows that are seen in the dark; the system's is left."""
    tree = chooser.findChild(QTreeView, "treeView")
    if not isinstance(tree, QTreeView):
        return
    chooser.resize(_SIZE)
    head = tree.header()
    head.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    head.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
    for name, image in _IMAGES.items():
        made = chooser.findChild(QToolButton, name)
        if isinstance(made, QToolButton):
            made.setIcon(_icon(image, chooser.palette()))
            made.setIconSize(QSize(_SIDE, _SIDE))


def _chosen(chooser: QFileDialog, start: Path, name: str = "") -> Path | None:
    dress(chooser)
    chooser.setDirectory(str(start))  # last: Qt lists it beside us, and a filter set then hides all
    if name:
        chooser.selectFile(name)
    try:
        found = chooser.selectedFiles() if chooser.exec() else []
    finally:
        chooser.deleteLater()
    return Path(found[0]) if found else None


def _icon(image: str, palette: QPalette) -> QIcon:
    made = QIcon()
    for mode, group in (
        (QIcon.Mode.Normal, QPalette.ColorGroup.Active),
        (QIcon.Mode.Disabled, QPalette.ColorGroup.Disabled),
    ):
        ink = palette.color(group, QPalette.ColorRole.WindowText).name()
        made.addPixmap(picture(image, ink, _SIDE), mode)
    return made
