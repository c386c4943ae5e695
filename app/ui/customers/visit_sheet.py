"""The sheet to take along to a visit: what we know in short, what to ask, room to write."""

from dataclasses import dataclass
from datetime import date
from functools import partial
from html import escape
from pathlib import Path
from typing import Any

from PySide6.QtCore import QMarginsF, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize, QPdfWriter, QTextDocument

from app.catalogue.field import Field
from app.core.customers.completeness import completeness
from app.core.customers.profile import profile
from app.core.customers.weights import weights
from app.core.store.reader import Reader
from app.core.timeline.words import QUESTIONS
from app.i18n import N_, tr
from app.ui.context import Context
from app.ui.customers.glance import CounterGlance, at_the_counter, line_words
from app.ui.customers.seen import filled_fields
from app.ui.formats import money
from app.ui.shelves import documents, file_name
from app.ui.theme import FONT_FAMILY

_ASKED = 8
_MARGIN = 18.0
_LINES_TO_WRITE = 2
_NAMES = {
    "mind": N_("Mind"),
    "avoids": N_("Avoid"),
    "likes": N_("Likes"),
    "promise": N_("Promised"),
}
_STYLE = f"""
body {{ font-family: '{FONT_FAMILY}'; font-size: 11pt; }}
h1 {{ font-size: 20pt; font-weight: normal; margin-bottom: 2pt; }}
h2 {{ font-size: 13pt; font-weight: normal; margin-top: 14pt; }}
.quiet {{ color: #676C72; font-size: 10pt; }}
.name {{ color: #676C72; padding-right: 12pt; }}
"""


@dataclass(frozen=True)
class VisitSheet:
    """What the sheet says."""

    known: CounterGlance
    ask: tuple[Field[Any], ...]
    today: date


def sheet(reader: Reader, customer_id: int) -> VisitSheet | None:
    """Everything for the sheet; nothing sealed is on it, because paper gets lost."""
    known = at_the_counter(reader, customer_id)
    if known is None:
        return None
    found = profile(reader, customer_id)
    hints = completeness(found.catalogue, filled_fields(found), weights(reader), _ASKED)
    return VisitSheet(known, hints.ask, reader.today)


def save_sheet(context: Context, customer_id: int) -> None:
    """Ask for the sheet, then where to keep it, then write it."""
    context.jobs.read(
        lambda reader: sheet(reader, customer_id), partial(_choose_and_write, context)
    )


def html(found: VisitSheet) -> str:
    """The sheet as a page of text."""
    seen = found.known.glance
    head = [seen.called, seen.number and tr(N_("No. {number}"), number=seen.number)]
    quiet = " · ".join(escape(each) for each in (*head, *seen.phones) if each)
    day = tr(N_("For the visit after {date}"), date=found.today.isoformat())
    return (
        f"<style>{_STYLE}</style><body><h1>{escape(seen.name or tr('(no name)'))}</h1>"
        f"<p class='quiet'>{quiet}<br>{escape(day)}</p>"
        f"<h2>{escape(tr(N_('What we know')))}</h2>{_known(found)}"
        f"<h2>{escape(tr(N_('What to ask')))}</h2>{_questions(found)}</body>"
    )


def write_pdf(file: Path, found: VisitSheet) -> None:
    """Write the sheet as a PDF of A4 pages."""
    writer = QPdfWriter(str(file))
    writer.setTitle(found.known.glance.name)
    margins = QMarginsF(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
    layout = QPageLayout(
        QPageSize(QPageSize.PageSizeId.A4),
        QPageLayout.Orientation.Portrait,
        margins,
        QPageLayout.Unit.Millimeter,
    )
    writer.setPageLayout(layout)
    document = QTextDocument()
    document.documentLayout().setPaintDevice(writer)
    area = layout.paintRectPixels(writer.resolution())
    document.setPageSize(QSizeF(area.width(), area.height()))
    document.setDocumentMargin(0)
    document.setHtml(html(found))
    document.print_(writer)


def _known(found: VisitSheet) -> str:
    lines = line_words(found.known.glance, found.today)
    lines["mind"] = " · ".join([*found.known.gone, *found.known.glance.unsaid])
    rows = [(tr(name), lines[key]) for key, name in _NAMES.items() if lines[key]]
    topics = " · ".join(found.known.glance.topics)
    if topics:
        rows.append((tr(N_("Likes to talk about")), topics))
    bought = "; ".join(f"{each.on} {money(each.amount)}" for each in found.known.purchases)
    if bought:
        rows.append((tr(N_("Bought last")), bought))
    if not rows:
        return f"<p class='quiet'>{escape(tr(N_('Nothing yet: everything is new.')))}</p>"
    cells = (
        f"<tr><td class='name'>{escape(name)}</td><td>{escape(words)}</td></tr>"
        for name, words in rows
    )
    return f"<table cellpadding='3'>{''.join(cells)}</table>"


def _questions(found: VisitSheet) -> str:
    asked = [tr(field.label) for field in found.ask] + [tr(each) for each in QUESTIONS]
    line = "<tr><td height='26' style='border-bottom: 1px solid #A5A29C;'>&nbsp;</td></tr>"
    room = f"<table width='100%' cellspacing='0'>{line * _LINES_TO_WRITE}</table>"
    return "".join(f"<p>{escape(each)}</p>{room}" for each in asked)


def _choose_and_write(context: Context, found: VisitSheet | None) -> None:
    if found is None:
        return
    title = tr(N_("Save the sheet for the visit"))
    seen = found.known.glance
    start = documents() / f"{file_name(seen.name or seen.number)}.pdf"
    target = context.dialogs.save_file(title, start, "PDF (*.pdf)")
    if target is not None:
        write_pdf(target, found)
        context.messages.toast(tr(N_("The sheet is kept: {file}"), file=target.name))
