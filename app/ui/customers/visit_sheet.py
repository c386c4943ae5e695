"""The sheet to take along to a visit: what we know in short, what to ask, room to write."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from html import escape
from typing import Any

from app.catalogue.currency import money
from app.catalogue.field import Field
from app.core.customers.completeness import completeness
from app.core.customers.profile import profile
from app.core.customers.weights import weights
from app.core.exchange.paper_trail import note_paper
from app.core.store.reader import Reader
from app.core.timeline.words import QUESTIONS
from app.i18n import N_, tr
from app.ui.context import Context
from app.ui.customers.glance import CounterGlance, at_the_counter, line_words
from app.ui.customers.seen import filled_fields
from app.ui.theme import FONT_FAMILY
from app.ui.widgets.paper import HtmlPaper
from app.ui.widgets.paper_dialog import show_paper

_ASKED = 6
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


def show_sheet(context: Context, customer_id: int) -> None:
    """Ask for the sheet, then show it before it is printed or kept."""
    context.jobs.read(lambda reader: sheet(reader, customer_id), partial(_show, context))


def html(found: VisitSheet) -> str:
    """The sheet as a page of text."""
    seen = found.known.glance
    head = [seen.called, seen.number and tr(N_("No. {number}"), number=seen.number)]
    quiet = " · ".join(escape(each) for each in (*head, *seen.phones) if each)
    day = tr(N_("For the visit after {date}"), date=found.today.isoformat())
    name = seen.name or tr("(no name)")
    known, ask = tr(N_("What we know")), tr(N_("What to ask"))
    return (
        f"<style>{_STYLE}</style><body><h1>{escape(name)}</h1>"
        f"<p class='quiet'>{quiet}<br>{escape(day)}</p>"
        f"<h2>{escape(known)}</h2>{_known(found)}"
        f"<h2>{escape(ask)}</h2>{_questions(found)}</body>"
    )


def paper(found: VisitSheet) -> HtmlPaper:
    """The sheet as pages."""
    return HtmlPaper(tr(N_("Sheet for the visit")), html(found))


def _known(found: VisitSheet) -> str:
    lines = line_words(found.known.glance, found.today)
    lines["mind"] = " · ".join([*found.known.gone, *found.known.glance.mind])
    rows = [(tr(name), lines[key]) for key, name in _NAMES.items() if lines[key]]
    topics = " · ".join(found.known.glance.topics)
    if topics:
        rows.append((tr(N_("Likes to talk about")), topics))
    bought = "; ".join(f"{each.on} {money(each.amount)}" for each in found.known.purchases)
    if bought:
        rows.append((tr(N_("Bought last")), bought))
    if not rows:
        nothing = tr(N_("Nothing yet: everything is new."))
        return f"<p class='quiet'>{escape(nothing)}</p>"
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


def _show(context: Context, found: VisitSheet | None) -> None:
    if found is not None:
        seen = found.known.glance

        def leave(how: str, go_on: Callable[[], object]) -> None:
            context.jobs.write(
                N_("Print"),
                lambda unit: note_paper(unit, "visit", 1, how, seen.number or ""),
                lambda _: go_on(),
                on_written=lambda _: None,
            )

        show_paper(context, paper(found), seen.name or seen.number, leave=leave)
