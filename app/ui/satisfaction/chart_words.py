"""What every chart of a wave says: of whom it is, what is compared, what few answers mean."""

from collections.abc import Callable
from fractions import Fraction

from app.charts.survey_charts import Compared
from app.core.surveys.results import ItemResult, Results
from app.i18n import N_, ntr, tr
from app.ui.satisfaction.answers import Shown
from app.ui.satisfaction.words import few_words

Open = Callable[[ItemResult], object]


def said(found: Shown) -> str:
    """Of whom the figures are: survey, wave, how many sheets."""
    assert found.now is not None
    return said_of(found, found.now.respondents)


def said_of(found: Shown, n: int) -> str:
    """The same of so many sheets."""
    assert found.survey is not None
    assert found.wave is not None
    sheets = ntr("{count} sheet", "{count} sheets", n, count=f"{n:,}")
    return f"{found.survey.name} · {found.wave.name} · {sheets}"


def scale_of(found: Results) -> tuple[int, int]:
    """The widest scale of the items."""
    lows = [each.item.low for each in found.items]
    return min(lows, default=1), max((each.item.high for each in found.items), default=5)


def names(found: Shown, now: Results) -> Compared:
    """The wave and the one before, or perception and expectation."""
    if now.gaps:
        return Compared(tr(N_("Perceived")), tr(N_("Expected by them")))
    return waves_named(found)


def waves_named(found: Shown) -> Compared:
    """The wave and the one before."""
    assert found.wave is not None
    place = found.waves.index(found.wave)
    return Compared(found.wave.name, found.waves[place - 1].name if place else "")


def notes(now: Results) -> tuple[str, ...]:
    """What has to be said where few answered."""
    return few_words(each.score.n for each in now.items)


def two(value: Fraction | float | None) -> str:
    """Two decimals."""
    return "–" if value is None else f"{float(value):.2f}"
