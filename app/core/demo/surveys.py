"""Asks the sample shop's customers three times how satisfied they are, and acts on it.

Sheets go in at one go; what is done about them (an action, notes of listening) by the services
that a shop uses itself.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

from app.catalogue.questionnaire import Words
from app.core.actor import Right, needs
from app.core.demo.opinions import (
    DONE,
    HEARD,
    NEXT,
    OWNER_SAYS,
    REASONS,
    REMARKS,
    RESULT,
    TASTES,
    Said,
)
from app.core.demo.shopping import Buyer
from app.core.purchases.records import fold_number, to_day
from app.core.store.unit import Unit
from app.core.surveys import queries, service
from app.core.surveys.queries import Item
from app.core.surveys.records import Half, Role, survey_answer, survey_response
from app.i18n import N_, language, tr

_WAVES = ((N_("A year ago"), 372), (N_("Half a year ago"), 190), (N_("Now"), 9))
_SHEETS = 64
_NPS = 40
_SCORES = (10, 9, 10, 8, 9, 7, 10, 6, 9, 8, 10, 3, 9, 10, 7, 8, 9, 5)
_WAYS = ("counter", "self", "paper", "phone")
_NAMED, _BLANK, _WRITES = 0.75, 0.04, 0.16
_ITEM = "packaging"
Cells = dict[str, Any]


@dataclass(frozen=True)
class _Asked:
    """A wave, its questions, how much better it is than the first."""

    wave: int
    items: Sequence[Item]
    later: int


@needs(Right.IMPORT)
def tell_surveys(unit: Unit, buyers: Sequence[Buyer], seed: int = 1) -> int:
    """Write sheets of three surveys and what was done; returns how many sheets there are."""
    people = [each for each in buyers if not each.company]
    if not people:
        return 0
    chance = Random(seed)
    return (
        _tell_levels(unit, people, chance)
        + _tell_promoters(unit, people, chance)
        + _tell_ourselves(unit)
    )


def _tell_levels(unit: Unit, people: Sequence[Buyer], chance: Random) -> int:
    """The three levels, wave after wave; what was weakest is mended in between."""
    survey = service.copy_sheet(unit, "levels")
    items = queries.items(unit, _version(unit, survey))
    waves, sheets = [], 0
    for later, (words, ago) in enumerate(_WAVES):
        first = unit.today - timedelta(days=ago)
        last = first + timedelta(days=14) if later < len(_WAVES) - 1 else None
        waves.append(service.add_wave(unit, survey, tr(words), first, last))
        asked = _Asked(waves[-1], items, later)
        sheets += _fill(unit, asked, _whose(people, chance, first), _levels(asked, chance), first)
    due = unit.today - timedelta(days=300)
    done = service.add_action(
        unit, survey, _said(DONE), wave_id=waves[0], item_key=_ITEM, owner="小周", due_on=due
    )
    service.finish_action(unit, done, _said(RESULT), due - timedelta(days=4))
    service.add_action(
        unit, survey, _said(NEXT), wave_id=waves[-1], item_key="timeliness", owner="老杨",
        due_on=unit.today + timedelta(days=21),
    )  # fmt: skip
    for place, (gap, way, question, heard) in enumerate(HEARD):
        on = unit.today - timedelta(days=11 * place + 3)
        service.add_listening(unit, gap, _said(heard), way=way, question=question, on=on)
    return sheets


def _levels(asked: _Asked, chance: Random) -> Iterator[list[Cells]]:
    """Answers of one sheet after another: some people are simply gladder than others."""
    while True:
        mood, cells = chance.gauss(0, 0.7), []
        for each in asked.items:
            if each.role is Role.ITEM and chance.random() > _BLANK:
                weight, good, better = TASTES[each.key]
                felt = good + asked.later * better + 0.8 * mood + chance.gauss(0, 0.6)
                cells.append(_cell(each, Half.IMPORTANCE, weight + chance.gauss(0, 0.6)))
                cells.append(_cell(each, Half.SATISFACTION, felt))
            elif each.role is Role.OVERALL:
                cells.append(_cell(each, Half.ONLY, 3.9 + mood + chance.gauss(0, 0.4)))
            elif each.role is Role.RECOMMEND:
                cells.append(_cell(each, Half.ONLY, 7.9 + 2 * mood + chance.gauss(0, 1)))
            elif each.role is Role.REMARK and chance.random() < _WRITES:
                cells.append(_remark(each, chance.choice(REMARKS), asked.later))
        yield cells


def _tell_promoters(unit: Unit, people: Sequence[Buyer], chance: Random) -> int:
    """After purchases of the last weeks: would you recommend us, and why?"""
    survey = service.copy_sheet(unit, "nps")
    recommend, why = queries.items(unit, _version(unit, survey))
    first = unit.today - timedelta(days=30)
    wave = service.add_wave(unit, survey, tr(N_("After a purchase")), first)

    def sheets() -> Iterator[list[Cells]]:
        for number in range(_NPS):
            cells = [_cell(recommend, Half.ONLY, _SCORES[number % len(_SCORES)])]
            if number % 3 == 0:
                cells.append(_remark(why, Said(chance.choice(REASONS)), 1))
            yield cells

    asked = _Asked(wave, (recommend, why), 0)
    return _fill(unit, asked, _whose(people, chance, first)[:_NPS], sheets(), first)


def _tell_ourselves(unit: Unit) -> int:
    """The owner's own judgement, twice."""
    survey = service.copy_sheet(unit, "assessment")
    items = queries.items(unit, _version(unit, survey))
    points = [value for each in OWNER_SAYS for value in each]
    for later, (words, ago) in enumerate((_WAVES[0], _WAVES[2])):
        first = unit.today - timedelta(days=ago)
        wave = service.add_wave(unit, survey, tr(words), first)
        cells = [
            _cell(item, Half.ONLY, value + (later if value < 3 else 0))
            for item, value in zip(items, points, strict=True)
        ]
        _fill(unit, _Asked(wave, items, later), [None], iter([cells]), first)
    return 2


def _whose(people: Sequence[Buyer], chance: Random, first: date) -> list[Buyer | None]:
    """Of those who were customers by then; most give their name, nobody is asked twice a wave."""
    there = [each for each in people if each.joined_day <= to_day(first)]
    found = chance.sample(there, min(_SHEETS, len(there)))
    return [each if chance.random() < _NAMED else None for each in found]


def _fill(
    unit: Unit,
    asked: _Asked,
    whose: Sequence[Buyer | None],
    sheets: Iterator[list[Cells]],
    first: date,
) -> int:
    """All sheets of a wave in one statement, all their answers in another."""
    filled = [
        {
            "wave_id": asked.wave,
            "way": _WAYS[number % len(_WAYS)],
            "filled_on": min(unit.today, first + timedelta(days=number % 12)),
            "entered_at": unit.clock.now(),
            "finished": 1,
            "customer_id": each.id if each else None,
            "customer_number": each.number if each else None,
            "customer_key": fold_number(each.number) if each else None,
        }
        for number, each in enumerate(whose)
    ]
    ids = unit.insert_many(survey_response, filled)
    answers = [
        {"response_id": sheet, "wave_id": asked.wave, **cells}
        for sheet, several in zip(ids, sheets, strict=False)
        for cells in several
    ]
    unit.insert_many(survey_answer, answers)
    return len(ids)


def _cell(item: Item, half: Half, value: float) -> Cells:
    low, high = item.limits
    kept = max(low, min(high, round(value)))
    return {"item_id": item.id, "half": half.value, "value": kept, "words": None, "became": None}


def _remark(item: Item, said: Said, later: int) -> Cells:
    """Those of the newest wave wait to be read."""
    became = (said.became or "read") if later < len(_WAVES) - 1 else None
    words = _said(said.words)
    return {"item_id": item.id, "half": Half.ONLY.value, "value": None, "words": words,
            "became": became}  # fmt: skip


def _version(unit: Unit, survey: int) -> int:
    return next(each.version_id for each in queries.surveys(unit) if each.id == survey)


def _said(words: Words) -> str:
    return words.zh if language() == "zh" else words.en
