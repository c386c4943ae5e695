"""The monthly report as one page."""

from html import escape

from PySide6.QtCore import QUrl
from PySide6.QtGui import QImage, QTextDocument

from app.catalogue.currency import money
from app.charts.look import look
from app.charts.report_chart import report_chart
from app.core.reports import behind
from app.core.reports.queries import Monthly
from app.core.value.groups import WORDS, Group
from app.i18n import N_, ntr, tr
from app.ui.widgets.figures import between, small_words
from app.ui.widgets.paper import HtmlPaper

_SIZE, _DOTS, _WIDE = (7.2, 2.1), 200, 640
FILE = "file"
"""A link to one customer's file; the other links are keys of `behind`."""
_LABELS = {
    behind.BOUGHT: N_("Customers who bought"),
    behind.NEW: N_("Bought for the first time"),
    behind.BOUGHT_BEFORE: N_("Customers who bought the month before"),
    behind.NEW_BEFORE: N_("Bought for the first time the month before"),
    behind.LEAVING: N_("May be leaving"),
    behind.COMPLAINED: N_("Complained"),
}
LINK = "#1E7F6D"  # paper is light, whatever the look


def picture_of(found: Monthly) -> QImage:
    """The bars; for another thread than the window's."""
    from app.charts.pixels import pixels  # matplotlib: not before it is needed

    drawn = pixels(report_chart(found.line, look(), _SIZE, None).figure, _DOTS)
    kind = QImage.Format.Format_RGBA8888
    return QImage(drawn.rgba, drawn.width, drawn.height, kind).copy()


def monthly_paper(shop: str, found: Monthly, image: QImage) -> HtmlPaper:
    """Heading, figures, bars, groups, best sellers, who may be leaving, complaints."""
    paper = HtmlPaper(title_of(found), "", f"{shop} · {title_of(found)}")
    kind = QTextDocument.ResourceType.ImageResource.value
    paper.document.addResource(kind, QUrl("months.png"), image)
    paper.document.setHtml(_html(shop, found))
    return paper


def title_of(found: Monthly) -> str:
    """What the page is called."""
    return tr(N_("Monthly report {month}"), month=f"{found.first:%Y-%m}")


def label_of(found: Monthly, key: str) -> str:
    """Of whom a list behind a number of the page is."""
    name, _, detail = key.partition(":")
    if name == behind.GROUP:
        return tr(WORDS[Group(int(detail))].name)
    if name == behind.PRODUCT:
        return next(each.name for each in found.sellers if each.product_id == int(detail))
    return tr(_LABELS[name])


def _html(shop: str, found: Monthly) -> str:
    until = "" if found.whole else " " + tr(N_("(up to {day})"), day=found.last.isoformat())
    parts = (
        f"<h2>{escape(shop)}</h2><h3>{escape(title_of(found) + until)}</h3>",
        _table(_figures(found)),
        f'<p><img src="months.png" width="{_WIDE}"></p>',
        _head(tr(N_("Value groups, {days}"), days=between(found.group_window))),
        _table(_groups(found)),
        *(f"<p>{escape(each)}</p>" for each in small_words(_bought(found))),
        _two_columns(found),
    )
    return "".join(parts)


def _figures(found: Monthly) -> list[tuple[str, ...]]:
    now, then = found.visits, found.visits_before
    rows: list[tuple[str, ...]] = [
        ("", tr(N_("This month")), tr(N_("Month before")), tr(N_("A year before"))),
        (
            tr(N_("Revenue, returns taken off")),
            _money(found.revenue),
            _compared(found.revenue, found.before),
            _compared(found.revenue, found.year_before),
        ),
        (tr(N_("Purchases of known customers")), f"{now.purchases:,}", f"{then.purchases:,}", ""),
        (
            tr(N_("Customers who bought")),
            _linked(now.customers, behind.BOUGHT),
            _linked(then.customers, behind.BOUGHT_BEFORE),
            "",
        ),
        (
            tr(N_("of them for the first time")),
            _linked(now.new, behind.NEW),
            _linked(then.new, behind.NEW_BEFORE),
            "",
        ),
    ]
    return rows


def _money(fen: int | None) -> str:
    return "–" if fen is None else money(fen)


def _compared(now: int | None, then: int | None) -> str:
    """The other month's sum, and by how much this one is above it."""
    if then is None:
        return "–"
    if now is None or then <= 0:
        return money(then)
    return f"{money(then)} ({100 * (now - then) / then:+,.0f}%)"


def _bought(found: Monthly) -> int:
    """How many stand in the groups."""
    return sum(count for count, _ in found.groups.values())


def _groups(found: Monthly) -> list[tuple[str, ...]]:
    whole = sum(revenue for _, revenue in found.groups.values())
    rows: list[tuple[str, ...]] = [
        (tr(N_("Group")), tr(N_("Customers")), tr(N_("Revenue")), tr(N_("What to do")))
    ]
    for group, (count, revenue) in found.groups.items():
        share = f" ({100 * revenue / whole:.0f}%)" if whole > 0 else ""
        words = WORDS[group]
        linked = _linked(count, f"{behind.GROUP}:{int(group)}")
        rows.append((tr(words.name), linked, f"{money(revenue)}{share}", tr(words.aim)))
    return rows


def _two_columns(found: Monthly) -> str:
    sellers = "".join(
        f"<tr><td>{_anchor(each.name, f'{behind.PRODUCT}:{each.product_id}')}</td>"
        f"<td align='right'>{money(each.amount)}</td></tr>"
        for each in found.sellers
    )
    nothing = escape(tr(N_("No goods are named on receipts.")))
    left = _head(tr(N_("Sold best"))) + (
        f"<table width='100%' cellpadding='2'>{sellers}</table>" if sellers else f"<p>{nothing}</p>"
    )
    leaving = "".join(
        f"<p style='margin:0 0 5px'><b>{_anchor(each.name, f'{FILE}:{each.id}')}</b> "
        f"{escape(each.why)}</p>"
        for each in found.leaving
    )
    count = ntr(
        "{n} customer may be leaving, as of today", "{n} customers may be leaving, as of today",
        found.leaving_count,
    )  # fmt: skip
    linked = _anchor(count, behind.LEAVING) if found.leaving_count else escape(count)
    right = f"<h4>{linked}</h4>" + leaving
    left += _complaints(found)
    return (
        "<table width='100%' cellpadding='4'><tr><td width='38%'>"
        f"{left}</td><td style='padding-left:24px'>{right}</td></tr></table>"
    )


def _complaints(found: Monthly) -> str:
    said = tr(
        N_("{received} received this month, {settled} of them settled, {late} late."),
        received=found.complaints_received,
        settled=found.complaints_settled,
        late=found.complaints_late,
    )
    if found.settled_in.median is not None:
        hours = f"{float(found.settled_in.median) / 60:.1f}"
        said += " " + tr(N_("Half were settled within {hours} hours."), hours=hours)
    head = _head(tr(N_("Complaints")))
    linked = _anchor(said, behind.COMPLAINED) if found.complaints_received else escape(said)
    return f"{head}<p>{linked}</p>"


class _Linked(str):
    """A number that leads to whom it counts."""

    key = ""


def _linked(count: int, key: str) -> str:
    """The number; nobody stands behind 0."""
    made = _Linked(f"{count:,}")
    made.key = key if count else ""
    return made


def _anchor(words: str, key: str) -> str:
    return f"<a href='{key}' style='color:{LINK};text-decoration:none'>{escape(words)}</a>"


def _cell(cell: str) -> str:
    key = cell.key if isinstance(cell, _Linked) else ""
    return _anchor(cell, key) if key else escape(cell)


def _head(words: str) -> str:
    return f"<h4>{escape(words)}</h4>"


def _table(rows: list[tuple[str, ...]]) -> str:
    lines = []
    sides = ["left" if n == 0 or _is_words(cell) else "right" for n, cell in enumerate(rows[1])]
    for number, each in enumerate(rows):
        tag = "th" if number == 0 else "td"
        cells = "".join(
            f"<{tag} {_stand(side, place)}>{_cell(cell)}</{tag}>"
            for place, (side, cell) in enumerate(zip(sides, each, strict=True))
        )
        lines.append(f"<tr>{cells}</tr>")
    return f"<table width='100%' cellpadding='3'>{''.join(lines)}</table>"


def _stand(side: str, place: int) -> str:
    """Words beside a number keep away from it."""
    apart = " style='padding-left:24px'" if side == "left" and place else ""
    return f"align='{side}'{apart}"


def _is_words(cell: str) -> bool:
    """Numbers stand at the right, words at the left."""
    return bool(cell) and not any(letter.isdigit() for letter in cell) and cell != "–"
