"""One wave on one page: its figures, two charts, and what to improve first."""

from dataclasses import replace
from html import escape

from PySide6.QtCore import QUrl
from PySide6.QtGui import QImage, QTextDocument

from app.core.store.reader import Reader
from app.core.surveys.quadrants import Quadrant
from app.i18n import N_, listed, tr
from app.ui.context import Context
from app.ui.satisfaction.answers import Shown, ask
from app.ui.satisfaction.chart_words import said
from app.ui.satisfaction.charts import chart_of
from app.ui.satisfaction.kinds import BARS, CLASSES, GAPS, KANO, NPS, PLANE_KEY, WAVES
from app.ui.satisfaction.words import mean, of, percent, points
from app.ui.widgets.chart_paper import picture_of
from app.ui.widgets.paper import HtmlPaper
from app.ui.widgets.paper_dialog import show_paper

_WIDE = 480
_PICTURES = (CLASSES, GAPS, KANO, BARS, PLANE_KEY, NPS, WAVES)
"""The first two of these that the sheet has."""
_ROOM = 2


def show_wave_paper(context: Context, found: Shown) -> None:
    """Draw off the interface thread, then open the preview."""
    context.jobs.read(
        lambda reader: pictures_of(reader, found),
        lambda made: show_paper(context, wave_paper(found, made), tr(N_("Satisfaction"))),
    )


def pictures_of(reader: Reader, found: Shown) -> tuple[QImage, ...]:
    """The charts that stand on the page."""
    keys = [key for key in _PICTURES if key in found.charts][:_ROOM]
    charts = [
        chart_of(key, ask(reader, replace(found.asked, chart=key)), lambda _: None) for key in keys
    ]
    return tuple(picture_of(each) for each in charts if each is not None)


def wave_paper(found: Shown, pictures: tuple[QImage, ...]) -> HtmlPaper:
    """A page: heading, figures, pictures, the items to improve."""
    now = found.now
    assert now is not None
    rows = [(tr(N_("Sheets")), f"{now.respondents:,}")]
    if now.index.score is not None:
        rows.append((tr(N_("Satisfaction index, of the highest")),
                     percent(now.index.raw, now.respondents)))  # fmt: skip
        rows.append((tr(N_("Satisfaction index, of the range")),
                     percent(now.index.rescaled, now.respondents)))  # fmt: skip
    if now.overall.n:
        overall = f"{mean(now.overall)} ({of(now.overall.n)})"
        rows.append((tr(N_("Satisfied all in all")), overall))
    if now.promoters is not None and now.promoters.n:
        nps = now.promoters
        error = "" if nps.standard_error is None else f" ± {nps.standard_error:.1f}"
        rows.append((tr(N_("Net promoter score")), f"{points(nps.score, nps.n)}{error} "
                                                   f"({of(nps.n)})"))  # fmt: skip
    lines = "".join(f"<tr><td>{escape(a)}</td><td align='right'>{escape(b)}</td></tr>"
                    for a, b in rows)  # fmt: skip
    weak = [each.item.words for each in now.items if each.quadrant is Quadrant.IMPROVE]
    first = tr(N_("Improve first: {items}."), items=listed(weak)) if weak else ""
    images = "".join(
        f'<p><img src="picture{n}.png" width="{_WIDE}"></p>' for n in range(len(pictures))
    )
    body = (
        f"<h2>{escape(said(found))}</h2><table width='100%' cellpadding='2'>{lines}</table>"
        f"<p><b>{escape(first)}</b></p>{images}"
    )
    paper = HtmlPaper(tr(N_("Satisfaction")), "")
    kind = QTextDocument.ResourceType.ImageResource.value
    for n, image in enumerate(pictures):
        paper.document.addResource(kind, QUrl(f"picture{n}.png"), image)
    paper.document.setHtml(body)
    return paper
