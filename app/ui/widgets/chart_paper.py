"""A chart on paper or in a file: the picture, its sentence, and its table."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from html import escape
from itertools import chain
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QImage, QTextDocument

from app.catalogue.currency import sign
from app.charts.picture import PAGE
from app.charts.saving import save
from app.core.exchange.csv_writer import write_csv
from app.core.exchange.xlsx_writer import Cell, Percent, write_xlsx
from app.core.vault.atomic import replacing
from app.i18n import N_, ntr, tr
from app.ui.widgets.chart import Chart, ChartTable
from app.ui.widgets.chart_painting import drawn_for_paper
from app.ui.widgets.paper import HtmlPaper

TABLES = (".xlsx", ".csv")
MOST_PRINTED = 400
_WIDE = 640  # of the paper's 658 at 96 dots an inch
_DOTS = 220
_PICTURE = "chart.png"
_NUMBER = re.compile(r"[+-]?\d[\d,]*(\.\d+)?%?")


def picture_of(chart: Chart) -> QImage:
    """The chart as it stands on paper; for another thread than the window's."""
    from app.charts.pixels import pixels  # matplotlib: seconds, and not before it is needed

    drawn = pixels(drawn_for_paper(chart.draw, PAGE).figure, _DOTS)
    image = QImage(drawn.rgba, drawn.width, drawn.height, QImage.Format.Format_RGBA8888)
    return image.copy()


def chart_paper(chart: Chart, image: QImage, foot: str = "") -> HtmlPaper:
    """The picture with the first rows of its table below."""
    notes = "".join(f"<p>{escape(each)}</p>" for each in chart.notes)
    body = f'<img src="{_PICTURE}" width="{_WIDE}">{notes}{_html(chart.table)}'
    paper = HtmlPaper(chart.title, "", foot)
    kind = QTextDocument.ResourceType.ImageResource.value
    paper.document.addResource(kind, QUrl(_PICTURE), image)
    paper.document.setHtml(body)
    return paper


def write_chart(chart: Chart, path: Path) -> None:
    """Write the picture, or its table, as the suffix says."""
    suffix = path.suffix.lower()
    if suffix not in TABLES:
        save(drawn_for_paper(chart.draw, PAGE).figure, path)
        return
    table = chart.table
    heads = [each.words for each in table.columns]
    with replacing(path) as draft, draft.open("wb") as out:
        if suffix == ".xlsx":
            write_xlsx(out, [(chart.title, chain([heads], _figures(table)))])
        else:
            write_csv(out, [heads, *table.rows])


def _figures(table: ChartTable) -> Iterator[list[Cell]]:
    """Numbers that a spreadsheet can add up, where they are nothing but numbers."""
    numbers = [each.right for each in table.columns]
    for row in table.rows:
        cells = zip(row, numbers, strict=True)
        yield [_figure(words) if number else words for words, number in cells]


def _figure(words: str) -> Cell:
    plain = words.replace(sign(), "", 1).replace("£", "", 1)
    if not _NUMBER.fullmatch(plain):
        return words
    value = plain.rstrip("%").replace(",", "")
    if plain.endswith("%"):
        return Percent(Decimal(value) / 100)
    return Decimal(value) if "." in value else int(value)


def _html(table: ChartTable) -> str:
    sides = ["right" if each.right else "left" for each in table.columns]
    heads = zip(sides, (each.words for each in table.columns), strict=True)
    top = "".join(f'<th align="{side}">{escape(words)}</th>' for side, words in heads)
    rows = "".join(_row(sides, row) for row in table.rows[:MOST_PRINTED])
    left = len(table.rows) - MOST_PRINTED
    more = ntr("{n} more row is in the table.", "{n} more rows are in the table.", left)
    after = f"<p>{escape(more)}</p>" if left > 0 else ""
    return f'<table width="100%" cellpadding="3"><tr>{top}</tr>{rows}</table>{after}'


def _row(sides: Sequence[str], row: Sequence[str]) -> str:
    cells = zip(sides, row, strict=True)
    return "<tr>" + "".join(f'<td align="{s}">{escape(w)}</td>' for s, w in cells) + "</tr>"


def kinds() -> str:
    """What a chart can be saved as, for a file chooser."""
    table = tr(N_("Table"))
    images = "PNG (*.png);;SVG (*.svg);;PDF (*.pdf)"
    return f"{images};;{table} Excel (*.xlsx);;{table} CSV (*.csv)"
