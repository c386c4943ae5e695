"""Who is slipping away: `fading`."""

from argparse import ArgumentParser
from typing import Any

from app.cli.answer import Answer, money, table
from app.cli.arguments import shop_argument
from app.cli.call import Call, Command, opened
from app.core.fading.complaints import weights
from app.core.fading.hints import Fading, Standing
from app.core.fading.queries import who_slips
from app.core.fading.ranking import ranked
from app.core.fading.words import why
from app.core.value.queries import Named, named
from app.i18n import N_, tr


def _arguments(parser: ArgumentParser) -> None:
    shop_argument(parser)


def _fading(call: Call) -> Answer:
    with opened(call) as (shop, actor), shop.read(actor) as reader:
        found = who_slips(reader)
        rows = ranked(found, found.rows(Standing.FADING), weights(reader, found)).tolist()
        names = named(reader, found.ids[rows].tolist())
    members = [_member(found, row, names.get(int(found.ids[row]))) for row in rows]
    return Answer({"members": members}, lambda: _words(members))


def _member(found: Fading, row: int, who: Named | None) -> dict[str, Any]:
    """`recent` and `before` are purchases in the two windows; their sums stand beside them."""
    known = bool(found.rhythms.known[row])
    return {
        "number": (who.number if who else None) or f"#{int(found.ids[row])}",
        "silent_days": int(found.silent[row]),
        "usual_gap_days": float(found.rhythms.median[row]) if known else None,
        "recent": int(found.visits_recent[row]),
        "before": int(found.visits_before[row]),
        "recent_revenue": money(int(found.money_recent[row])),
        "before_revenue": money(int(found.money_before[row])),
        "why": why(found, row),
    }


def _words(members: list[dict[str, Any]]) -> str:
    if not members:
        return tr(N_("Nobody is slipping away."))
    headings = (tr("Number"), tr("Why"))
    return table(headings, ((each["number"], each["why"]) for each in members))


COMMANDS = (Command("fading", N_("who is slipping away, and why"), _arguments, _fading),)
