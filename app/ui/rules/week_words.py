"""What the week's list says of itself: how much there is, and what when there is nothing."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from app.catalogue.currency import short_money
from app.core.rules.queries import Week
from app.i18n import N_, ntr, tr
from app.ui.theme import Theme
from app.ui.widgets.buttons import button
from app.ui.widgets.empty_state import EmptyState

Go = Callable[[], object]


def said(found: Week) -> str:
    """How much is to do, for how much money, and who was not looked at."""
    lines = []
    if found.count:
        count = ntr("{n} thing to do", "{n} things to do", found.count)
        stake = tr(N_("{sum} at stake"), sum=short_money(found.stake))
        lines.append(f"{count} · {stake}")
    if found.sealed:
        lines.append(
            ntr(
                "The children of {n} family are sealed and were not looked at.",
                "The children of {n} families are sealed and were not looked at.",
                found.sealed,
            )
        )
    return "\n".join(lines)


def no_rule(theme: Theme, go: Go) -> QWidget:
    """Nobody switched a rule on."""
    words = N_(
        "A rule looks through the book for you: who bought enough for an offer, whose "
        "receipt is unusual, who needs a new one. Switch some on."
    )
    to_rules = button(tr(N_("Look at the rules")), go, "primary")
    return EmptyState(theme, "bell", tr(N_("No rule is on yet")), tr(words), to_rules)


def nothing(theme: Theme, rules: int, everybody: Go | None) -> QWidget:
    """Rules, but nothing to do; `everybody` when only one customer's was asked for."""
    words = ntr(
        "{n} rule looks after the book. What it finds stands here, each thing once.",
        "{n} rules look after the book. What they find stands here, each thing once.",
        rules,
    )
    more = (button(tr(N_("Show everybody")), everybody),) if everybody else ()
    return EmptyState(theme, "circle-check", tr(N_("Nothing is to do")), words, *more)
