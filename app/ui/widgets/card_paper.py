"""The recovery card on paper: one A4 page, printed or as a PDF."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from PySide6.QtCore import QMarginsF, QRectF, Qt
from PySide6.QtGui import QFont, QPagedPaintDevice, QPageLayout, QPageSize, QPainter, QPdfWriter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QWidget

from app.i18n import tr
from app.ui.theme import FONT_FAMILY

_MARGIN_MM = 25.0
_COLUMNS = 4


def print_card(parent: QWidget, shop: str, groups: Sequence[str], day: date) -> bool:
    """Ask for a printer and print."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    _set_page(printer)
    dialog = QPrintDialog(printer, parent)
    if dialog.exec() != QPrintDialog.DialogCode.Accepted:
        return False
    _paint(printer, printer.resolution(), shop, groups, day)
    return True


def write_card(file: Path, shop: str, groups: Sequence[str], day: date) -> None:
    """Write the page as a PDF."""
    writer = QPdfWriter(str(file))
    writer.setTitle(tr("Recovery card"))
    _set_page(writer)
    _paint(writer, writer.resolution(), shop, groups, day)


def _set_page(device: QPagedPaintDevice) -> None:
    margins = QMarginsF(_MARGIN_MM, _MARGIN_MM, _MARGIN_MM, _MARGIN_MM)
    device.setPageLayout(
        QPageLayout(
            QPageSize(QPageSize.PageSizeId.A4),
            QPageLayout.Orientation.Portrait,
            margins,
            QPageLayout.Unit.Millimeter,
        )
    )


def _paint(
    device: QPagedPaintDevice, dots: int, shop: str, groups: Sequence[str], day: date
) -> None:
    painter = QPainter(device)
    mm = dots / 25.4
    width = 160 * mm
    words = int(Qt.AlignmentFlag.AlignLeft) | int(Qt.TextFlag.TextWordWrap)
    painter.setFont(QFont(FONT_FAMILY, 22))
    painter.drawText(QRectF(0, 0, width, 14 * mm), words, tr("Recovery card"))
    painter.setFont(QFont(FONT_FAMILY, 12))
    head = tr("For the shop “{shop}”, made on {day}", shop=shop, day=day.isoformat())
    painter.drawText(QRectF(0, 16 * mm, width, 14 * mm), words, head)
    _paint_groups(painter, groups, mm, 38 * mm)
    painter.setFont(QFont(FONT_FAMILY, 12))
    use = tr(
        "Whoever holds this card can open the shop. Keep it like the key of the house, "
        "away from the computer. If the password is forgotten: start Shuke, choose the shop, "
        "then “Use the recovery card”. It works once; then you get a new card."
    )
    painter.drawText(QRectF(0, 78 * mm, width, 60 * mm), words, use)
    painter.end()


def _paint_groups(painter: QPainter, groups: Sequence[str], mm: float, top: float) -> None:
    for place, group in enumerate(groups):
        left = place % _COLUMNS * 40 * mm
        line = top + place // _COLUMNS * 16 * mm
        painter.setFont(QFont(FONT_FAMILY, 9))
        painter.drawText(QRectF(left, line, 6 * mm, 10 * mm), str(place + 1))
        painter.setFont(QFont(FONT_FAMILY, 18))
        painter.drawText(QRectF(left + 6 * mm, line - 2 * mm, 34 * mm, 12 * mm), group)
