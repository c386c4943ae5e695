"""What shares, plans and classes are called on the screen."""

from datetime import date

from app.catalogue.currency import short_money
from app.core.wallet.board import Board
from app.core.wallet.queries import Estimate, Plan, Wallet
from app.core.wallet.rad import Rad
from app.core.wallet.shares import FAULTS, GroupShare, percent
from app.core.wallet.words import LEVELS, MADE_BY, OPEN, STATES
from app.i18n import N_, language, ntr, tr
from app.ui.formats import day

COLOURS = {
    Rad.KEEP: "#009E73",
    Rad.WIN: "#E69F00",
    Rad.DEVELOP: "#0072B2",
    Rad.OBSERVE: "#8A8A8A",
}
"""Okabe–Ito, as in the charts; the quiet field is grey."""
FEW = 30


def joined(*sentences: str) -> str:
    """Sentences after one another, as the language spaces them."""
    return ("" if language() == "zh" else " ").join(each for each in sentences if each)


def about(board: Board, group: GroupShare) -> str:
    """Of whom the board tells, as of when, and what share all of them give us."""
    known = board.customers
    first = ntr(
        "{n} customer with a share or a plan, as of {day}.",
        "{n} customers with a share or a plan, as of {day}.",
        known,
        day=board.today.isoformat(),
    )
    if group.value is None:
        return first
    words = ntr(
        "{n} of them spends {total} in all, {share} of it with us.",
        "Together {n} of them spend {total} in all, {share} of it with us.",
        group.customers,
        total=short_money(round(group.total / 100) * 100),
        share=percent(group.value),
    )
    small = tr(N_("Few yet: read it with care.")) if group.customers < FEW else ""
    return joined(first, words, small)


def together(group: GroupShare) -> str:
    """The share of a field, and of how many."""
    if group.value is None:
        return ""
    return ntr(
        "{share} of what {n} spends",
        "together {share} of what {n} spend",
        group.customers,
        share=percent(group.value),
    )


def of_share(found: Wallet) -> str:
    """How her share came about, or why it is blank."""
    fault = found.share.fault
    if fault is not None:
        return tr(FAULTS[fault])
    counting = [each for each in found.estimates if each.counts]
    if len(counting) > 1:
        words = N_("of what she spends, from {count} categories together")
        return tr(words, count=len(counting))
    return tr(N_("of what she spends"))


def estimate_words(each: Estimate, today: date) -> str:
    """One estimate in a line: with us, in all, how it was made, when and by whom."""
    told = each.spending
    parts = [each.category or tr(N_("Everything"))]
    if told.total is not None:
        ours = short_money(told.ours) if told.ours is not None else "–"
        parts.append(tr(N_("{ours} with us of {total}"), ours=ours, total=short_money(told.total)))
    elif told.rank is not None:
        parts.append(tr(N_("we are number {rank} of {shops}"), rank=told.rank, shops=told.shops))
    else:
        parts.append(tr(N_("total unknown")))
    made = (tr(MADE_BY[each.made_by]), day(each.on, today), each.who or "")
    return " · ".join((*parts, *(part for part in made if part)))


def counted_words(each: Estimate) -> str:
    """Where "with us" comes from."""
    if each.counted is None or each.counted.first is None:
        return tr(N_("What she spends with us was typed in."))
    return tr(
        N_("With us: her purchases from {first} to {last}."),
        first=each.counted.first.isoformat(),
        last=each.counted.last.isoformat(),
    )


def plan_words(each: Plan, today: date) -> str:
    """How much, when, how likely, and what came of it."""
    parts = []
    if each.amount is not None:
        parts.append(short_money(each.amount))
    if each.level is not None:
        parts.append(tr(LEVELS[each.level]))
    if each.chance_words:
        parts.append(each.chance_words)
    elif each.chance is not None:
        parts.append(f"{each.chance}%")
    if each.state != OPEN:
        settled = day(each.settled_on, today) if each.settled_on else ""
        where = " ".join(part for part in (each.lost_where, each.lost_why) if part)
        parts += [part for part in (tr(STATES[each.state]), settled, where) if part]
    elif each.due_on is not None:
        parts.append(tr(N_("until {day}"), day=day(each.due_on, today)))
    return " · ".join(parts)


def blank_words(board: Board, rows: int) -> str:
    """Who has no class, and why."""
    planning = int((board.plans[board.rows(None)] > 0).sum())
    first = ntr("{n} has no class yet.", "{n} have no class yet.", rows)
    if not planning:
        return first
    why = ntr(
        "{n} of them has plans, but no share: estimate it.",
        "{n} of them have plans, but no share: estimate it.",
        planning,
    )
    return joined(first, why)
