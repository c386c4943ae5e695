"""Why somebody is on a list, in one sentence with the numbers it is judged by."""

from fractions import Fraction

from app.catalogue.currency import whole_money
from app.core.fading.hints import Fading, Standing, shrank
from app.core.purchases.records import quantity_text
from app.i18n import N_, ntr, tr

_MONTHS = (
    *(N_("January"), N_("February"), N_("March"), N_("April"), N_("May"), N_("June")),
    *(N_("July"), N_("August"), N_("September"), N_("October"), N_("November"), N_("December")),
)
_DAILY = 2  # twice a gap of one day
_ABOUT_HALF = (Fraction(48, 100), Fraction(52, 100))


def why(found: Fading, row: int, complained: str = "") -> str:
    """One sentence: how she used to come, how long she stays away, and what became less.

    `complained` is the day of her complaint, as it is to be shown.
    """
    said = {"rhythm": _rhythm(found, row), "change": _change(found, row)}
    if complained:
        return tr(N_("{rhythm}; {change}; complained on {day}."), day=complained, **said)
    return tr(N_("{rhythm}; {change}."), **said)


def usual_words(doubled: int) -> str:
    """A median gap, of which twice is given: 18, or 34.5."""
    return f"{doubled // 2:,}.5" if doubled % 2 else f"{doubled // 2:,}"


def usual_rhythm(doubled: int) -> str:
    """How often somebody comes, to stand inside a sentence."""
    if doubled == _DAILY:
        return tr(N_("every day"))
    return tr(N_("every {usual} days"), usual=usual_words(doubled))


def since_words(found: Fading) -> str:
    """The month in which the recent window begins, with its year when that is not this one."""
    first, _ = found.thresholds.spans(found.today)[0]
    month = tr(_MONTHS[first.month - 1])
    if first.year == found.today.year:
        return month
    return tr(N_("{month} {year}"), month=month, year=first.year)


def _rhythm(found: Fading, row: int) -> str:
    silent = int(found.silent[row])
    if not found.rhythms.known[row]:
        days = int(found.rhythms.days[row])
        came = ntr("Came on {n} day so far", "Came on {n} days so far", days)
        return tr(N_("{came}, silent for {silent} days now"), came=came, silent=f"{silent:,}")
    often = usual_rhythm(int(found.rhythms.median_doubled[row]))
    if found.standing[row] == Standing.FALLING:
        return ntr(
            "Still comes about {often}, last {n} day ago",
            "Still comes about {often}, last {n} days ago",
            silent,
            often=often,
        )
    words = N_("Used to come {often}, silent for {silent} days now")
    return tr(words, often=often, silent=f"{silent:,}")


def _change(found: Fading, row: int) -> str:
    recent, before = int(found.money_recent[row]), int(found.money_before[row])
    if before <= 0 or 100 * recent > found.thresholds.percent * before:
        hers = slice(row, row + 1)
        fewer = shrank(found.visits_recent[hers], found.visits_before[hers], found.thresholds)[0]
        return _seldom(found, row) if fewer or before <= 0 else _smaller(found, row)
    return tr(
        _less(recent, before, int(found.visits_recent[row])),
        month=since_words(found),
        recent=whole_money(recent),
        before=whole_money(before),
        percent=f"{round(100 * (1 - Fraction(recent, before)))}%",
    )


def _seldom(found: Fading, row: int) -> str:
    """She still spends enough, or always bought for nothing: only how often became less."""
    return ntr(
        "{n} purchase since {month}, {formerly} in as many days before",
        "{n} purchases since {month}, {formerly} in as many days before",
        int(found.visits_recent[row]),
        month=since_words(found),
        formerly=f"{int(found.visits_before[row]):,}",
    )


def _smaller(found: Fading, row: int) -> str:
    """She comes as often and pays as much: only what she carries home became less."""
    amounts = found.quantities.of(int(found.ids[row]))
    if amounts is None:
        return _seldom(found, row)
    now, then = (quantity_text(each) for each in (amounts.recent, amounts.before))
    unit = f" {amounts.unit}" if amounts.unit else ""
    words = N_("takes less home since {month}, {before} in as many days before, now {recent}")
    return tr(words, month=since_words(found), before=f"{then}{unit}", recent=f"{now}{unit}")


def _less(recent: int, before: int, times: int) -> str:
    if recent < 0:
        return N_("more given back than bought since {month}, {before} in as many days before")
    if recent == 0 and times == 0:
        return N_("nothing bought since {month}, {before} in as many days before")
    low, high = _ABOUT_HALF
    if low <= Fraction(recent, before) <= high:
        return N_("spending down by half since {month}, from {before} to {recent}")
    return N_("spending down by {percent} since {month}, from {before} to {recent}")
