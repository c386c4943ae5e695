"""What the page of tiers asks the shop: who stands where, who differs, who is best."""

from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from app.catalogue.currency import whole_money
from app.core.store.reader import Reader
from app.core.value.exact import exact_sum
from app.core.value.queries import Named, named
from app.core.worth import queries
from app.core.worth.queries import Given, Privilege, Tiers
from app.core.worth.tiers import CODES, PROFIT, Tier
from app.i18n import N_, language, ntr, tr
from app.ui.worth.sums import percent

SHOWN, DIFFERING = 12, 5
FEW = 30


@dataclass(frozen=True, eq=False)
class Found:
    """Everybody's tier, and the names of those who are shown."""

    companies: bool
    tiers: Tiers
    percent: int
    names: dict[Tier, str]
    people: dict[int, Named]
    best: NDArray[np.intp]  # rows, the best first
    given: dict[int, tuple[Given, ...]]
    privileges: tuple[Privilege, ...]


def ask(reader: Reader, *, companies: bool) -> Found:
    """In one look."""
    found = queries.tiers(reader, companies=companies)
    share = queries.vip_percent(reader)
    best = found.best(share)
    shown = [*best[:SHOWN].tolist(), *found.differing()[:DIFFERING].tolist()]
    ids = [int(found.ids[row]) for row in shown]
    return Found(
        companies,
        found,
        share,
        queries.tier_names(reader),
        named(reader, ids),
        best,
        queries.given_to(reader, ids),
        queries.privileges(reader, retired=True),
    )


def about(found: Found) -> str:
    """Of whom, since when, and by which rule."""
    window, number = found.tiers.window, found.tiers.customers
    values = {"first": str(window.first or ""), "last": str(window.last)}
    if found.companies:
        said = ntr(
            "{n} company bought, from {first} to {last}.",
            "{n} companies bought, from {first} to {last}.",
            number,
            **values,
        )
    else:
        said = ntr(
            "{n} customer bought, from {first} to {last}.",
            "{n} customers bought, from {first} to {last}.",
            number,
            **values,
        )
    between = "" if language() == "zh" else " "
    return between.join((said, found.tiers.rule.sentence(whole_money)))


def tier_words(found: Found, tier: Tier) -> str:
    """What share of all that is left over this tier brings, and how much that is."""
    tiers = found.tiers
    rows = tiers.rows(tier)
    worth = exact_sum(tiers.worth[rows])
    total = exact_sum(tiers.worth[tiers.worth > 0])
    of_all = N_("{share} of what is left over, {amount}")
    if tiers.rule.by != PROFIT:
        of_all = N_("{share} of revenue, {amount}")
    shown = percent(Fraction(worth, total)) if total else "–"
    return tr(of_all, share=shown, amount=whole_money(round(worth / 100)))


def worth_words(found: Found, row: int) -> str:
    """What one of them is worth, and how often she bought."""
    tiers = found.tiers
    amount = whole_money(round(int(tiers.worth[row]) / 100))
    said = N_("{amount} left over") if tiers.rule.by == PROFIT else N_("{amount} of revenue")
    bought = ntr("{n} purchase", "{n} purchases", int(tiers.purchases[row]))
    return " · ".join((tr(said, amount=amount), bought))


def differing_words(found: Found, row: int) -> str:
    """By hand, and what the rule would say."""
    tiers = found.tiers
    by_hand, by_rule = CODES[int(tiers.given[row])], CODES[int(tiers.computed[row])]
    assert by_hand is not None
    if by_rule is None:
        return tr(N_("“{tier}” by hand; no purchase in this window"), tier=found.names[by_hand])
    words = N_("“{tier}” by hand, “{other}” by the rule")
    return tr(words, tier=found.names[by_hand], other=found.names[by_rule])


def best_words(found: Found) -> str:
    """How many the best are, and what they bring."""
    rows, tiers = found.best, found.tiers
    ours = exact_sum(tiers.revenue[rows])
    total = exact_sum(tiers.revenue[tiers.computed > 0])
    return ntr(
        "The best {percent}% are {n} customer, with {share} of revenue.",
        "The best {percent}% are {n} customers, with {share} of revenue.",
        len(rows),
        percent=found.percent,
        share=percent(Fraction(ours, total)) if total > 0 else "–",
    )
