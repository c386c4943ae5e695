"""The hand-over sheet as a page: open promises and next steps, on screen and as PDF."""

from collections.abc import Sequence
from datetime import date
from html import escape
from pathlib import Path

from app.core.actor import spoken_name
from app.core.timeline.queries import Sheet
from app.i18n import N_, tr
from app.ui.widgets import paper


def sheet_page(sheet: Sheet, heir: str, today: date) -> str:
    """The page as HTML; every word of the shop's own is escaped."""
    head = tr(N_("What {name} takes over"), name=heir) if heir else tr(N_("What is taken over"))
    pieces = [f"<h2>{escape(head)}</h2><p>{today.isoformat()}</p>"]
    promised = [(e.due_on, e.customer, e.what, e.to_whom or "") for e in sheet.promises]
    pieces += _table(tr(N_("Open promises")), promised, tr(N_("To whom")), today)
    todo = [(e.due_on, e.customer, e.what, spoken_name(e.who or "")) for e in sheet.steps]
    pieces += _table(tr(N_("Next steps")), todo, tr(N_("Agreed by")), today)
    if not promised and not todo:
        nothing = tr(N_("Nothing is open with these customers."))
        pieces.append(f"<p>{escape(nothing)}</p>")
    return "".join(pieces)


def write_pdf(html: str, target: Path) -> bool:
    """Write the page as A4; False when that fails."""
    return paper.write_pdf(paper.HtmlPaper(tr(N_("Hand-over sheet")), html), target)


def _table(
    words: str, rows: Sequence[tuple[date | None, str, str, str]], last: str, today: date
) -> list[str]:
    if not rows:
        return []
    heads = (tr(N_("Until when")), tr(N_("Customer")), tr(N_("What")), last)
    made = [f"<h3>{escape(words)}</h3><table width='100%' cellpadding='4' cellspacing='0'><tr>"]
    made += [f"<th align='left'>{escape(each)}</th>" for each in heads]
    made.append("</tr>")
    for due, *cells in rows:
        until = due.isoformat() if due else "–"
        late = due is not None and due < today
        first = f"<b>{until} !</b>" if late else until
        body = "".join(f"<td>{escape(each)}</td>" for each in cells)
        made.append(f"<tr><td>{first}</td>{body}</tr>")
    made.append("</table>")
    return made
