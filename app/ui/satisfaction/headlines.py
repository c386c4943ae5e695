"""The figures above a wave's chart: each with its n, its interval, and what moved."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from app.core.surveys.promoters import Promoters, effort
from app.core.surveys.results import Results
from app.i18n import N_, tr
from app.ui.satisfaction.words import (
    TOO_FEW,
    interval,
    mean,
    of,
    percent,
    points,
    share_interval,
    signed,
    top_box,
)


@dataclass(frozen=True)
class Headline:
    """A figure, what stands below it, and on how many answers it stands."""

    name: str
    value: str
    below: str
    n: int


def headlines(now: Results, before: Results | None) -> list[Headline]:
    """Those that the sheet gives, in their order."""
    n = now.respondents
    sheets = tr(N_("{n} in the wave before"), n=f"{before.respondents:,}") if before else ""
    found = [Headline(tr(N_("Sheets")), f"{n:,}", sheets, n)]
    for several in (_index(now, before), _overall(now), _promoters(now), _effort(now), _gap(now)):
        found.extend(several)
    return found


def _index(now: Results, before: Results | None) -> Iterator[Headline]:
    index, n = now.index, now.respondents
    if index.score is not None:
        parts = (
            tr(N_("{percent} of the range"), percent=percent(index.rescaled, n)),
            _moved(index.raw, before.index.raw if before else None, n),
        )
        name = tr(N_("Satisfaction index, of the highest"))
        yield Headline(name, percent(index.raw, n), " · ".join(filter(None, parts)), n)


def _overall(now: Results) -> Iterator[Headline]:
    if now.overall.n:
        told = " · ".join(filter(None, (of(now.overall.n), interval(now.overall.interval()))))
        yield Headline(tr(N_("Satisfied all in all")), mean(now.overall), told, now.overall.n)
    box = top_box(now)
    if box is not None:
        told = " · ".join(filter(None, (of(box.n), share_interval(box))))
        yield Headline(tr(N_("Top two boxes")), percent(box.share, box.n), told, box.n)


def _promoters(now: Results) -> Iterator[Headline]:
    nps = now.promoters
    if nps is not None and nps.n:
        told = " · ".join(filter(None, (of(nps.n), _error(nps))))
        yield Headline(tr(N_("Net promoter score")), points(nps.score, nps.n), told, nps.n)


def _error(nps: Promoters) -> str:
    """Where all are of one kind the error of nothing says nothing."""
    if nps.standard_error is None or nps.unanimous or nps.n < TOO_FEW:
        return ""
    return f"± {nps.standard_error:.1f}"


def _effort(now: Results) -> Iterator[Headline]:
    if now.effort.n:
        share = effort(now.effort.counts)
        average = tr(N_("mean {mean} of 7"), mean=mean(now.effort))
        told = " · ".join(filter(None, (of(share.n), average, share_interval(share))))
        name = tr(N_("It was easy (5 to 7)"))
        yield Headline(name, percent(share.share, share.n), told, share.n)


def _gap(now: Results) -> Iterator[Headline]:
    if now.gap is not None:
        told = tr(N_("weighted {gap}"), gap=signed(now.weighted_gap))
        name = tr(N_("Gap: perceived less expected"))
        yield Headline(name, signed(now.gap), f"{of(now.respondents)} · {told}", now.respondents)


def _moved(now: Fraction | None, before: Fraction | None, n: int) -> str:
    if now is None or before is None or n < TOO_FEW:
        return ""
    return tr(N_("{points} since the wave before"), points=f"{float(100 * (now - before)):+.1f}")
