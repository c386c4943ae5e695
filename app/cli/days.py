"""Days that matter: `occasions`."""

from argparse import ArgumentParser, ArgumentTypeError
from pathlib import Path
from typing import Any

from app.cli.answer import Answer, table
from app.cli.arguments import day, shop_argument, whole
from app.cli.call import Call, Command, opened
from app.cli.files import refuse_no_place, write_file
from app.core.reminders import ics
from app.core.reminders.due import rules_from
from app.core.reminders.kinds import ALL_KINDS, OccasionKind, day_words
from app.core.reminders.occurrences import rule_texts
from app.core.reminders.queries import upcoming
from app.core.reminders.upcoming import Upcoming
from app.core.settings.queries import get_all
from app.i18n import N_, tr

_DEFAULT_DAYS, _MOST_DAYS = 31, 3660
AS_IT_IS = "exact"  # the rule's word when the day is simply there


def _arguments(parser: ArgumentParser) -> None:
    shop_argument(parser)
    parser.add_argument("--from", dest="start", type=day, metavar="DATE", help=tr("first day"))
    parser.add_argument(
        "--days",
        type=whole(1, _MOST_DAYS),
        default=_DEFAULT_DAYS,
        metavar="N",
        help=tr("how many days, the first one included"),
    )
    parser.add_argument(
        "--kinds", type=_kinds, default=ALL_KINDS, metavar="A,B", help=", ".join(ALL_KINDS)
    )
    parser.add_argument(
        "--ics", type=Path, metavar="FILE", help=tr("write them as a calendar file")
    )


def _kinds(text: str) -> tuple[OccasionKind, ...]:
    try:
        return tuple(OccasionKind(each.strip()) for each in text.split(","))
    except ValueError:
        words = tr("kinds are: {kinds}", kinds=", ".join(ALL_KINDS))
        raise ArgumentTypeError(words) from None


def _occasions(call: Call) -> Answer:
    options = call.options
    start = options.start or call.clock.today()
    refuse_no_place(options.ics)
    with opened(call) as (shop, actor):
        with shop.read(actor) as reader:
            settings = get_all(reader)
            rules = rules_from(settings)
            found = upcoming(reader, start, options.days, options.kinds, rules)
        if options.ics:
            with shop.write(actor, N_("Export calendar")) as unit:
                write_file(options.ics, ics.export(unit, found, settings["shop.name"]))
    return Answer({"occasions": [_as_data(each) for each in found]}, lambda: _words(found))


def _as_data(each: Upcoming) -> dict[str, Any]:
    return {
        "customer": each.number or f"#{each.customer_id}",
        "kind": each.kind,
        "what": day_words(each.kind, each.row_id, each.relation),
        "whose": each.whose,
        "on": each.on.isoformat(),
        "calendar": each.calendar,
        "rule": each.rule or AS_IT_IS,
        "years": each.years,
        "state": each.mark.state if each.mark else None,
    }


def _words(found: tuple[Upcoming, ...]) -> str:
    if not found:
        return tr("Nothing comes up in these days.")
    headings = (tr("Day"), tr("Occasion"), tr("Whose"), tr("Customer"), tr("Number"), tr("Rule"))
    rows = (
        (
            each.on.isoformat(),
            day_words(each.kind, each.row_id, each.relation),
            each.whose,
            each.customer,
            each.number or f"#{each.customer_id}",
            "; ".join(tr(text) for text in rule_texts(each.rule)),
        )
        for each in found
    )
    return table(headings, rows)


COMMANDS = (
    Command("occasions", N_("birthdays and other days that come up"), _arguments, _occasions),
)
