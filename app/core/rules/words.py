"""Puts what a rule found into words: why, what is at stake, and why it may be over."""

import json
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from app.core.rules.life_stage import STAGES
from app.core.rules.terms import RuleKind
from app.i18n import N_, language, ntr, tr

Money = Callable[[int], str]


def plain_money(fen: int, sign: str = "¥") -> str:
    """A sum where the screen's own way of writing it is out of reach."""
    whole, rest = divmod(abs(fen), 100)
    return f"{'-' if fen < 0 else ''}{sign}{whole:,}" + (f".{rest:02}" if rest else "")


def money_in(currency: str) -> Money:
    """Writes sums of a shop with this currency."""
    sign = "¥" if currency == "CNY" else f"{currency} "
    return lambda fen: plain_money(fen, sign)


_MONTH = 31
STATES = {
    "open": N_("to do"),
    "snoozed": N_("put off"),
    "done": N_("done"),
    "dismissed": N_("set aside"),
    "logged": N_("noted only"),
}
STAKES = {
    RuleKind.THRESHOLD: N_("bought so far"),
    RuleKind.ABNORMAL: N_("on this receipt"),
    RuleKind.REPLACEMENT: N_("paid last time"),
    RuleKind.LIFE_STAGE: N_("bought for this"),
}
_GONE = {
    RuleKind.THRESHOLD: N_("The reason has gone: money went back and the sum is lower again."),
    RuleKind.ABNORMAL: N_("The reason has gone: the receipt was taken back."),
    RuleKind.REPLACEMENT: N_("The reason has gone: she has a newer one, or brought it back."),
    RuleKind.LIFE_STAGE: N_("The reason has gone: what told of the child is no longer there."),
}
_SEALED = N_(
    "A child is about to turn {years}. The birthday is sealed: sign in with the password that "
    "opens sealed values to see it."
)


def why(kind: RuleKind, reason: Mapping[str, Any], money: Money, today: date) -> str:
    """The reason of a finding, as one sentence."""
    return _SENTENCES[kind](reason, money, today)


def gone(kind: RuleKind) -> str:
    """Why there may be nothing left to do."""
    return tr(_GONE[kind])


def reason_of(text: str) -> dict[str, Any]:
    """The figures of a finding out of what is kept."""
    found: dict[str, Any] = json.loads(text)
    return found


def show_day(day: date) -> str:
    """A whole day in the reader's language."""
    if language() == "zh":
        return f"{day.year}年{day.month}月{day.day}日"
    return f"{day.day} {day:%b %Y}"


def stage_name(key: str) -> str:
    """A stage of life in the reader's language."""
    return tr(STAGES[key]) if key in STAGES else key


def _threshold(reason: Mapping[str, Any], money: Money, today: date) -> str:
    said = {"total": money(reason["total"]), "level": money(reason["level"])}
    if reason["first"] is None:
        words = tr(N_("Has bought for {total} in all and so passed {level}."), **said)
    else:
        said["first"] = show_day(date.fromisoformat(reason["first"]))
        words = tr(N_("Has bought for {total} since {first} and so passed {level}."), **said)
    return _joined(words, _offer(reason))


def _offer(reason: Mapping[str, Any]) -> str:
    words = N_("Service: {offer}") if reason["service"] else N_("Offer: {offer}")
    return tr(words, offer=reason["offer"])


def _abnormal(reason: Mapping[str, Any], money: Money, today: date) -> str:
    said = {
        "amount": money(abs(reason["amount"])),
        "day": show_day(date.fromisoformat(reason["day"])),
        "usual": money(reason["usual"]),
    }
    if reason["amount"] < 0:
        words = tr(N_("{amount} went back to her on {day}; she usually buys for {usual}."), **said)
    else:
        words = tr(N_("Bought for {amount} on {day}, usually for {usual}."), **said)
    count = reason["prior"]
    return _joined(words, ntr("({n} purchase before)", "({n} purchases before)", count))


def _replacement(reason: Mapping[str, Any], money: Money, today: date) -> str:
    due = date.fromisoformat(reason["due"])
    said = {
        "name": reason["name"],
        "day": show_day(date.fromisoformat(reason["bought"])),
        "due": show_day(due),
    }
    months = ntr("{n} month", "{n} months", reason["months"])
    if due < today:
        words = N_("Bought {name} on {day}. It lasts {months}, which was over on {due}.")
    else:
        words = N_("Bought {name} on {day}. It lasts {months}, until {due}.")
    return tr(words, months=months, **said)


def _life_stage(reason: Mapping[str, Any], money: Money, today: date) -> str:
    to = tr(N_("What comes now: {stage}"), stage=stage_name(reason["to"]))
    years = reason["years"]
    if "bought" in reason:
        words = ntr(
            "First bought such goods on {day}; {n} year later something else is wanted.",
            "First bought such goods on {day}; {n} years later something else is wanted.",
            years,
            day=show_day(date.fromisoformat(reason["bought"])),
        )
        return _joined(words, to)
    if "born" not in reason:
        return _joined(tr(_SEALED, years=years), to)
    name = reason["name"] or tr(N_("A child"))
    if reason["turns_by"] != reason["turns_on"]:
        when = _stretch(*(date.fromisoformat(reason[each]) for each in ("turns_on", "turns_by")))
        words = tr(N_("{name} turns {years} in {when}."), name=name, years=years, when=when)
        return _joined(words, to)
    on = show_day(date.fromisoformat(reason["turns_on"]))
    words = N_("{name} turned {years} on {on}.")
    if date.fromisoformat(reason["turns_on"]) > today:
        words = N_("{name} will be {years} on {on}.")
    return _joined(tr(words, name=name, years=years, on=on), to)


def _stretch(first: date, last: date) -> str:
    """A year or a month in which something falls."""
    chinese = language() == "zh"
    if (last - first).days > _MONTH:
        return f"{first.year}年" if chinese else str(first.year)
    return f"{first.year}年{first.month}月" if chinese else f"{first:%b %Y}"


def _joined(*sentences: str) -> str:
    return ("" if language() == "zh" else " ").join(sentences)


_SENTENCES: dict[RuleKind, Callable[[Mapping[str, Any], Money, date], str]] = {
    RuleKind.THRESHOLD: _threshold,
    RuleKind.ABNORMAL: _abnormal,
    RuleKind.REPLACEMENT: _replacement,
    RuleKind.LIFE_STAGE: _life_stage,
}
