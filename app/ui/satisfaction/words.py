"""Words of surveys: groups, figures with their n, and what is said of few answers."""

from collections.abc import Iterable
from fractions import Fraction

from app.catalogue.questionnaires import SHEETS
from app.core.surveys.distribution import Distribution, Share
from app.core.surveys.results import Results
from app.i18n import N_, language, ntr, tr

TOO_FEW, FEW = 5, 30


def group_words(key: str) -> str:
    """A group's name in the language of the program; the shop's own as it was typed."""
    for sheet in SHEETS:
        found = sheet.group(key)
        if found is not None:
            return found.words.zh if language() == "zh" else found.words.en
    return key


def percent(share: Fraction | None, n: int) -> str:
    """A percent; hidden below five answers."""
    if share is None or n < TOO_FEW:
        return "–"
    return f"{float(100 * share):.1f}%"


def share_of(share: Fraction | None) -> str:
    """A percent of points, however few gave them."""
    return "–" if share is None else f"{float(100 * share):.1f}%"


def signed(value: Fraction | float | None) -> str:
    """Two decimals with their sign."""
    return "–" if value is None else f"{float(value):+.2f}"


def points(score: Fraction | None, n: int) -> str:
    """Points of a net score, with their sign; hidden below five answers."""
    return "–" if score is None or n < TOO_FEW else f"{float(score):+.1f}"


def mean(found: Distribution) -> str:
    """A mean with two decimals."""
    return "–" if found.mean is None else f"{float(found.mean):.2f}"


def interval(ends: tuple[float, float] | None) -> str:
    """Between what the true mean lies, in nineteen cases of twenty."""
    if ends is None:
        return ""
    return tr(N_("95%: {low} to {high}"), low=f"{ends[0]:.2f}", high=f"{ends[1]:.2f}")


def share_interval(found: Share) -> str:
    """The same of a share (Wilson)."""
    if found.low is None or found.high is None or found.n < TOO_FEW:
        return ""
    low, high = f"{100 * found.low:.0f}", f"{100 * found.high:.0f}%"
    return tr(N_("95%: {low} to {high}"), low=low, high=high)


def of(n: int) -> str:
    """How many answered."""
    return f"n = {n:,}"


def few_words(ns: Iterable[int]) -> tuple[str, ...]:
    """What has to be said where few answered; a figure that nobody answered is not there."""
    least = min((each for each in ns if each), default=FEW)
    if least >= FEW:
        return ()
    if least < TOO_FEW:
        said = ntr(
            "Some figures stand on {n} answer only: percents below {few} answers are not shown.",
            "Some figures stand on {n} answers only: percents below {few} answers are not shown.",
            least,
            few=TOO_FEW,
        )
        return (said,)
    return (tr(N_("Fewer than {few} answers (grey): a hint, no more."), few=FEW),)


def top_box(found: Results) -> Share | None:
    """Satisfied all in all: the two highest answers of the overall question's own scale."""
    if not found.overall.n:
        return None
    high = max(5, *found.overall.counts)
    scale = 5 if high <= 5 else (7 if high <= 7 else 10)
    return found.overall.at_least(scale - 1)
