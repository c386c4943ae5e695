"""What the results ask the shop, off the interface thread."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from app.core.segments import queries as segments
from app.core.segments.queries import Segment
from app.core.settings.declared import MATRIX_WINDOW
from app.core.settings.queries import get
from app.core.store.reader import Reader
from app.core.surveys import queries
from app.core.surveys.latest import asked_last
from app.core.surveys.queries import Survey, Wave
from app.core.surveys.results import Results, results
from app.core.surveys.results import line as figures_of
from app.core.surveys.together import Together, together
from app.core.value.answers import matrix_now
from app.core.value.groups import WORDS, Group
from app.core.value.matrix import Matrix
from app.core.value.window import all_time, last_days
from app.i18n import N_, tr
from app.ui.satisfaction.kinds import CLASSES, PARTS, TOGETHER, charts_of

EVERYBODY = ""
GROUP, SAVED = "group:", "saved:"
_MOST_SAVED = 8


@dataclass(frozen=True)
class Asked:
    """Which survey and wave (0: the newest), of whom, and which chart (none: the first)."""

    survey: int = 0
    wave: int = 0
    whom: str = EVERYBODY
    chart: str = ""


@dataclass(frozen=True)
class Part:
    """Some of those who answered: everybody, a value group, or a saved group."""

    words: str
    figures: Results


@dataclass(frozen=True)
class Shown:
    """Everything that the results show."""

    asked: Asked
    surveys: tuple[Survey, ...]
    survey: Survey | None
    waves: tuple[Wave, ...]
    wave: Wave | None
    now: Results | None
    before: Results | None
    line: tuple[tuple[Wave, Results], ...]
    saved: tuple[Segment, ...]
    charts: tuple[str, ...] = ()
    chart: str = ""
    together: Together | None = None
    """Of the wave, where the chart needs it; `earlier`: of the wave before."""
    earlier: Together | None = None
    parts: tuple[Part, ...] = ()


def ask(reader: Reader, asked: Asked) -> Shown:
    """The results of the wave, of the one before it, and of each wave."""
    surveys = queries.surveys(reader)
    saved = segments.list_saved(reader)
    survey = next((each for each in surveys if each.id == asked.survey), None)
    survey = survey or asked_last(surveys) or (surveys[0] if surveys else None)
    waves = queries.waves(reader, survey.id) if survey else ()
    answered = [each for each in waves if each.responses]
    newest = answered[-1] if answered else (waves[-1] if waves else None)
    wave = next((each for each in waves if each.id == asked.wave), newest)
    theirs = _customers(reader, asked.whom, saved)
    line = tuple(zip(waves, figures_of(reader, waves, theirs), strict=True))
    place = waves.index(wave) if wave is not None else -1
    now = line[place][1] if wave is not None else None
    before = line[place - 1][1] if place > 0 else None
    found = Shown(asked, surveys, survey, waves, wave, now, before, line, saved)
    return found if survey is None or wave is None else _with_chart(reader, found, theirs)


def _with_chart(reader: Reader, found: Shown, theirs: Collection[int] | None) -> Shown:
    """What the chosen chart needs and no other does."""
    assert found.survey is not None
    assert found.wave is not None
    items = queries.items(reader, found.wave.version_id)
    charts = charts_of(found.survey, items)
    chart = found.asked.chart if found.asked.chart in charts else next(iter(charts), "")
    found = replace(found, charts=charts, chart=chart)
    if chart == PARTS:
        return replace(found, parts=tuple(_parts(reader, found)))
    if chart not in TOGETHER:
        return found
    place = found.waves.index(found.wave)
    compared = place > 0 and chart == CLASSES
    told = [
        together(reader, queries.items(reader, each.version_id), [each.id], theirs,
                 assessment=chart == CLASSES)
        for each in found.waves[place - compared : place + 1]
    ]  # fmt: skip
    return replace(found, together=told[-1], earlier=told[0] if compared else None)


def _parts(reader: Reader, found: Shown) -> Iterator[Part]:
    """Everybody, the four value groups, and the groups that the shop saved."""
    assert found.wave is not None
    wave, version = found.wave.id, found.wave.version_id
    yield Part(tr(N_("Everybody")), results(reader, version, [wave]))
    both = _matrices(reader)
    for group in Group:
        yield Part(tr(WORDS[group].name), results(reader, version, [wave], _of_group(both, group)))
    for each in found.saved[:_MOST_SAVED]:
        theirs = list(segments.ids(reader, each))
        yield Part(each.name, results(reader, version, [wave], theirs))


def _customers(reader: Reader, whom: str, saved: tuple[Segment, ...]) -> Collection[int] | None:
    """None asks for everybody, the anonymous included."""
    if whom.startswith(GROUP):
        group = Group(int(whom.removeprefix(GROUP)))
        return _of_group(_matrices(reader), group)
    for each in saved:
        if whom == f"{SAVED}{each.id}":
            return list(segments.ids(reader, each))
    return None


def _matrices(reader: Reader) -> tuple[Matrix, Matrix]:
    """Of people and of companies, parted and of the window as the value page has them."""
    days = get(reader, MATRIX_WINDOW)
    window = last_days(reader.today, days) if days else all_time(reader.today)
    return matrix_now(reader, window), matrix_now(reader, window, companies=True)


def _of_group(both: Sequence[Matrix], group: Group) -> list[int]:
    return [int(who) for each in both for who in each.ids[np.equal(each.groups, group)]]
