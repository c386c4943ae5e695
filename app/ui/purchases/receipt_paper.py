"""A receipt on paper: the shop, the lines, the sum."""

from collections.abc import Callable, Sequence
from html import escape

from app.catalogue.currency import money
from app.core.exchange.paper_trail import note_given
from app.core.purchases.queries import Line, Purchase
from app.i18n import N_, tr
from app.ui.context import Context
from app.ui.purchases.words import buyer, called, delivery_words, kind_words, line_words
from app.ui.widgets.paper import QUIET, HtmlPaper
from app.ui.widgets.paper_dialog import show_paper
from app.ui.widgets.paper_foot import foot

_STYLE = f"""
h1 {{ font-size: 18pt; font-weight: normal; margin-bottom: 2pt; }}
p, td {{ font-size: 10.5pt; }}
.quiet {{ color: {QUIET}; font-size: 9.5pt; }}
.sum {{ font-size: 13pt; }}
"""


def print_receipt(context: Context, receipt: Purchase, lines: Sequence[Line]) -> None:
    """Show the preview; what goes onto paper is noted in the audit trail first."""

    def leave(how: str, go_on: Callable[[], object]) -> None:
        context.jobs.write(
            N_("Print"),
            lambda unit: note_given(unit, "receipt", how, called(receipt)),
            lambda _: go_on(),
            on_written=lambda _: None,
        )

    name = tr(N_("Receipt {number}"), number=called(receipt))
    show_paper(context, receipt_paper(context, receipt, lines), name, leave=leave)


def receipt_paper(context: Context, receipt: Purchase, lines: Sequence[Line]) -> HtmlPaper:
    """The receipt as pages."""
    title = tr(N_("Receipt {number}"), number=called(receipt))
    return HtmlPaper(title, html(context, receipt, lines), foot(context))


def html(context: Context, receipt: Purchase, lines: Sequence[Line]) -> str:
    """The receipt as a text; every word of the shop's own is escaped."""
    when = receipt.on.isoformat() + (f" {receipt.at}" if receipt.at else "")
    said = [when, buyer(receipt), receipt.clerk, receipt.payment]
    below = [delivery_words(receipt, context.clock.today()), receipt.note]
    rows = "".join(_row(line) for line in lines)
    total = escape(tr(N_("Total")))
    return (
        f"<style>{_STYLE}</style><body><h1>{escape(context.shop.name)}</h1>"
        f"<p class='quiet'>{escape(kind_words(receipt))} {escape(called(receipt))} · "
        f"{escape(' · '.join(each for each in said if each))}</p>"
        f"<table width='100%' cellpadding='3'>{rows}</table>"
        f"<p class='sum' align='right'>{total}  {money(receipt.amount)}</p>"
        + "".join(f"<p class='quiet'>{escape(each)}</p>" for each in below if each)
        + "</body>"
    )


def _row(line: Line) -> str:
    more = " · ".join(each for each in (line_words(line), line.serial, line.note) if each)
    name = escape(line.item or tr(N_("(no name)")))
    small = f"<br><span class='quiet'>{escape(more)}</span>" if more else ""
    return f"<tr><td>{name}{small}</td><td align='right'>{money(line.amount)}</td></tr>"
