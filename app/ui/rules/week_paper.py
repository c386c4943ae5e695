"""The week's list on paper: a box to tick, who, why, and how to reach them."""

from html import escape

from app.catalogue.currency import short_money
from app.core.exchange.paper_trail import note_paper
from app.core.rules.firings import Firing
from app.core.rules.queries import Group, Week
from app.i18n import N_, tr
from app.ui.context import Context
from app.ui.formats import long_day
from app.ui.widgets.paper import HtmlPaper
from app.ui.widgets.paper_dialog import show_paper
from app.ui.widgets.paper_foot import foot

_STYLE = """
h1 { font-size: 17pt; margin-bottom: 2pt; }
.head { font-size: 12pt; color: #1F2328; }
p { font-size: 9pt; color: #676C72; margin: 0; } td { font-size: 9.5pt; padding: 4pt 6pt 4pt 0; }
.small { font-size: 8.5pt; color: #676C72; }
"""


def week_html(found: Week, context: Context) -> str:
    """The whole list; everything that people wrote is escaped."""
    groups = "".join(_group(each, context) for each in found.groups)
    day, words = escape(long_day(context.clock.today())), escape(tr(N_("This week")))
    return f"<style>{_STYLE}</style><h1>{words}</h1><p>{day}</p>{groups}"


def print_week(context: Context, found: Week) -> None:
    """Preview it; that it left the shop is noted first."""
    count = sum(len(each.firings) for each in found.groups)
    title = tr(N_("This week"))

    def leave(how: str, go_on: object) -> None:
        context.jobs.write(
            N_("Print"),
            lambda unit: note_paper(unit, "list", count, how, "week"),
            lambda _: go_on() if callable(go_on) else None,
            on_written=lambda _: None,
        )

    show_paper(
        context, HtmlPaper(title, week_html(found, context), foot(context)), title, leave=leave
    )


def _group(group: Group, context: Context) -> str:
    rows = "".join(_row(each, context) for each in group.firings)
    left = group.count - len(group.firings)
    said = escape(tr(N_("and {count} more"), count=left))
    more = f"<p>{said}</p>" if left else ""
    head = f"<p></p><p class='head'>{escape(group.rule.name)}</p>"
    return f"{head}<table width='100%'>{rows}</table>{more}"


def _row(each: Firing, context: Context) -> str:
    why = escape(each.why(context.clock.today(), short_money))
    number = f" <span class='small'>{escape(each.number)}</span>" if each.number else ""
    sum_ = escape(short_money(each.stake)) if each.stake else ""
    return (
        f"<tr><td width='4%'>☐</td><td width='80%'><b>{escape(each.customer)}</b>{number}"
        f"<br/>{why}</td><td width='16%' align='right'>{sum_}</td></tr>"
    )
