"""What the results ask the shop, off the interface thread."""

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np

from app.core.segments import queries as segments
from app.core.segments.queries import Segment
from app.core.store.reader import Reader
from app.core.surveys import queries
from app.core.surveys.queries import Survey, Wave
from app.core.surveys.results import Results, results
from app.core.value.groups import Group
from app.core.value.standing import standings

EVERYBODY = ""
GROUP, SAVED = "group:", "saved:"


@dataclass(frozen=True)
class Asked:
    """Which survey and wave (0: the newest), of whom."""

    survey: int = 0
    wave: int = 0
    whom: str = EVERYBODY


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


def ask(reader: Reader, asked: Asked) -> Shown:
    """The results of the wave, of the one before it, and of each wave."""
    surveys = queries.surveys(reader)
    saved = segments.list_saved(reader)
    survey = next((each for each in surveys if each.id == asked.survey), None)
    survey = survey or next((each for each in surveys if each.responses), None)
    survey = survey or (surveys[0] if surveys else None)
    waves = queries.waves(reader, survey.id) if survey else ()
    answered = [each for each in waves if each.responses]
    newest = answered[-1] if answered else (waves[-1] if waves else None)
    wave = next((each for each in waves if each.id == asked.wave), newest)
    theirs = _customers(reader, asked.whom, saved)
    line = tuple((each, results(reader, each.version_id, [each.id], theirs)) for each in waves)
    place = waves.index(wave) if wave is not None else -1
    now = line[place][1] if wave is not None else None
    before = line[place - 1][1] if place > 0 else None
    return Shown(asked, surveys, survey, waves, wave, now, before, line, saved)


def _customers(reader: Reader, whom: str, saved: tuple[Segment, ...]) -> Collection[int] | None:
    """None asks for everybody, the anonymous included."""
    if whom.startswith(GROUP):
        group = Group(int(whom.removeprefix(GROUP)))
        both = (standings(reader), standings(reader, companies=True))
        return [int(each) for found in both for each in found.ids[np.equal(found.groups, group)]]
    for each in saved:
        if whom == f"{SAVED}{each.id}":
            return list(segments.ids(reader, each))
    return None
