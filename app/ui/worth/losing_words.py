"""What losing customers is said to cost, and the shop's own numbers to begin with."""

from dataclasses import dataclass
from fractions import Fraction

from app.catalogue.currency import whole_money
from app.core.store.reader import Reader
from app.core.worth import queries
from app.core.worth.losing import Lost, Start
from app.core.worth.queries import Whom
from app.i18n import N_, language, ntr, tr
from app.ui.widgets.figures import small_words
from app.ui.worth.sums import percent, words


@dataclass(frozen=True)
class OwnStart:
    """The shop's own numbers, and what they rest on."""

    start: Start
    about: str
    whom: Whom | None = None


def own_start(reader: Reader) -> OwnStart:
    """Who bought in the last year, and what one of them leaves over."""
    found, rule = queries.observed(reader), queries.rule(reader)
    each = found.revenue_each
    if each is None:
        said = tr(N_("Nobody bought in the last 365 days: these are the course's numbers."))
        return OwnStart(Start(), said)
    profit = Fraction(round(each * rule.margin / 100), 100)
    about = ntr(
        "{n} customer bought from {first} to {last}, for {each} each; {margin}% is left over.",
        "{n} customers bought from {first} to {last}, for {each} each; {margin}% is left over.",
        found.customers,
        first=found.window.first,
        last=found.window.last,
        each=whole_money(each),
        margin=rule.margin,
    )
    between = "" if language() == "zh" else " "
    said = between.join((about, *small_words(found.customers)))
    return OwnStart(Start(found.customers, profit), said, queries.whom(reader))


def big(found: Lost) -> str:
    """The sentence that one remembers."""
    return ntr(
        "{n} customer goes over: the other shop is {gap} ahead, and earns {money} more.",
        "{n} customers go over: the other shop is {gap} ahead, and earns {money} more.",
        found.leavers,
        gap=f"{found.gap:,}",
        money=words(found.profit_gap),
    )


def more(found: Lost) -> str:
    """What is left on both sides, and what we earn less."""
    said = N_(
        "{ours} left to us, {theirs} with the other shop: each that goes counts twice. We "
        "earn {lost} less. Seen from what is left, the gap is {share}."
    )
    if found.relative_gap is None:
        said = N_("Nobody is left to us, {theirs} with the other shop. We earn {lost} less.")
    return tr(
        said,
        ours=f"{found.ours:,}",
        theirs=f"{found.theirs:,}",
        lost=words(found.lost_profit),
        share=percent(found.relative_gap),
    )


def cells(found: Lost) -> tuple[str, ...]:
    """A row of the table."""
    counts = (found.leavers, found.ours, found.theirs, found.gap)
    return (
        *(f"{each:,}" for each in counts),
        percent(found.relative_gap),
        words(found.profit_gap),
    )
