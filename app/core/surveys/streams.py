"""Supplies a customer's stream with the sheets she filled in."""

from collections.abc import Generator
from functools import cache
from typing import Any

from sqlalchemy import Row, Select, select

from app.core.store.reader import Reader
from app.core.surveys.records import survey, survey_response, survey_wave
from app.core.timeline.items import Ask, Item, bounds, day_key, supplied
from app.core.timeline.own_streams import newest
from app.i18n import N_

KIND = "survey"


def filled(reader: Reader, ask: Ask) -> Generator[Item]:
    """Each sheet on the day it was filled in."""
    bound = bounds(ask, KIND) | {"today": reader.today}
    return supplied(reader, _asked(), bound, _item)


SUPPLIES = (filled,)


@cache
def _asked() -> Select[Any]:
    mine = newest(survey_response, survey_response.c.filled_on, None)
    wave, named = survey_wave.c, survey.c
    name = select(named.name).where(named.id == wave.survey_id).scalar_subquery()
    return mine.join(survey_wave, wave.id == survey_response.c.wave_id).add_columns(
        wave.name.label("wave"), name.label("survey")
    )


def _item(row: Row[Any]) -> Item:
    return Item(
        day_key(row.filled_on, None, KIND, row.id),
        KIND,
        row.filled_on,
        N_("Survey answered"),
        f"{row.survey} · {row.wave}",
        place=(survey_response.name, row.id),
    )
