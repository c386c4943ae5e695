"""Supplies a customer's timeline with estimates of her wallet, her plans, and her moves."""

from collections.abc import Generator
from functools import lru_cache
from typing import Any

from sqlalchemy import Row, Select

from app.catalogue.channels import channel_label
from app.core.store.reader import Reader
from app.core.timeline.items import Ask, Item, bounds, day_key, moment_of, supplied
from app.core.timeline.own_streams import facts_of, newest
from app.core.wallet.rad import WORDS, Rad
from app.core.wallet.records import purchase_plan, rad_move, wallet_estimate
from app.core.wallet.shares import Spending, percent, share_of
from app.core.wallet.words import BOUGHT, LEVELS, MADE_BY, OPEN
from app.i18n import N_

KIND = "wallet"


def estimates(reader: Reader, ask: Ask) -> Generator[Item]:
    """What somebody wrote down about her spending."""
    bound = bounds(ask, "estimate") | {"today": reader.today}
    return supplied(reader, _estimates(), bound, lambda row: _estimate(row, reader))


def plans(reader: Reader, ask: Ask) -> Generator[Item]:
    """What she means to buy, on the day it was written down."""
    bound = bounds(ask, "plan") | {"today": reader.today}
    return supplied(reader, _made(), bound, lambda row: _plan(row, reader))


def plans_settled(reader: Reader, ask: Ask) -> Generator[Item]:
    """What came of it."""
    bound = bounds(ask, "plan_settled") | {"today": reader.today}
    return supplied(reader, _done(), bound, _settled)


def moves(reader: Reader, ask: Ask) -> Generator[Item]:
    """From class to class."""
    bound = bounds(ask, "rad_move") | {"today": reader.today}
    return supplied(reader, _moves(), bound, lambda row: _move(row, reader))


@lru_cache(maxsize=1)
def _estimates() -> Select[Any]:
    return newest(wallet_estimate, wallet_estimate.c.at_day, wallet_estimate.c.at_time)


@lru_cache(maxsize=1)
def _made() -> Select[Any]:
    return newest(purchase_plan, purchase_plan.c.made_on, purchase_plan.c.made_time)


@lru_cache(maxsize=1)
def _done() -> Select[Any]:
    return newest(purchase_plan, purchase_plan.c.settled_on, None)


@lru_cache(maxsize=1)
def _moves() -> Select[Any]:
    return newest(rad_move, rad_move.c.at_day, rad_move.c.at_time)


def _estimate(row: Row[Any], reader: Reader) -> Item:
    share = share_of(Spending(row.ours, row.total, row.rank, row.shops))
    rank = f"{row.rank}/{row.shops}" if row.rank else None
    labels = [MADE_BY[row.made_by], *([channel_label(row.source)] if row.source else [])]
    return Item(
        day_key(row.at_day, row.at_time, "estimate", row.id),
        KIND,
        moment_of(row.at_day, row.at_time, reader.clock.zone),
        N_("Share of wallet"),
        row.note or "",
        tuple(labels),
        facts_of(
            (N_("Share"), None if share.value is None else percent(share.value)),
            (N_("Of what"), row.category),
            (N_("With us"), _yuan(row.ours)),
            (N_("In all"), _yuan(row.total)),
            (N_("Our rank among her shops"), rank),
        ),
        row.who or "",
        place=("wallet_estimate", row.id),
    )


def _plan(row: Row[Any], reader: Reader) -> Item:
    is_open = row.state == OPEN or row.settled_on > reader.today
    chance = row.chance_words or (None if row.chance is None else f"{row.chance}%")
    return Item(
        day_key(row.made_on, row.made_time, "plan", row.id),
        KIND,
        moment_of(row.made_on, row.made_time, reader.clock.zone),
        N_("Means to buy"),
        row.what,
        (LEVELS[row.level],) if row.level else (),
        facts_of(
            (N_("Amount"), _yuan(row.amount)),
            (N_("Until when"), row.due_on),
            (N_("How likely"), chance),
        ),
        row.who or "",
        "open" if is_open else "",
        row.due_on if is_open else None,
        place=("purchase_plan", row.id),
    )


def _settled(row: Row[Any]) -> Item:
    title = N_("Planned, and bought with us")
    if row.state != BOUGHT:
        title = N_("Planned, and bought elsewhere")
    facts = facts_of((N_("Where"), row.lost_where), (N_("Why"), row.lost_why))
    key = day_key(row.settled_on, "", "plan_settled", row.id)
    place = ("purchase_plan", row.id)
    return Item(key, KIND, row.settled_on, title, row.what, facts=facts, place=place)


def _move(row: Row[Any], reader: Reader) -> Item:
    became = N_("No class any more") if row.became is None else WORDS[Rad(row.became)].name
    return Item(
        day_key(row.at_day, row.at_time, "rad_move", row.id),
        KIND,
        moment_of(row.at_day, row.at_time, reader.clock.zone),
        N_("Class by share and plans"),
        labels=(became,),
        who=row.who or "",
        place=("rad_move", row.id),
    )


def _yuan(fen: int | None) -> str | None:
    if fen is None:
        return None
    sign, (whole, rest) = "-" if fen < 0 else "", divmod(abs(fen), 100)
    return f"{sign}{whole:,}" + (f".{rest:02}" if rest else "")


SUPPLIES = (estimates, plans, plans_settled, moves)
