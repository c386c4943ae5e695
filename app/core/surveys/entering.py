"""Writes filled sheets: answer by answer at the counter, or a whole sheet at once."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import exists, select

from app.core.actor import Right, needs
from app.core.customers.named import cells_of
from app.core.errors import Refused
from app.core.purchases.records import fold_number
from app.core.store.unit import Unit
from app.core.surveys.drafts import halves
from app.core.surveys.records import (
    Half,
    ItemKind,
    survey,
    survey_answer,
    survey_item,
    survey_response,
    survey_wave,
)
from app.core.timeline.writing import entry_row, text_of, when
from app.i18n import N_

WAYS: dict[str, str] = {
    "counter": N_("Asked at the counter"),
    "phone": N_("By telephone"),
    "self": N_("By herself on the screen"),
    "paper": N_("On paper"),
    "import": N_("Imported"),
}
Answers = Mapping[tuple[int, Half], int | str]
"""By item id and half: a value of the scale, a choice's place, or words."""
_KANO_HIGH = 5


@dataclass(frozen=True)
class FilledSheet:
    """One sheet as it was filled in; what was left blank is not among the answers."""

    answers: Answers = field(default_factory=dict)
    customer_id: int | None = None
    number: str = ""
    way: str = "paper"
    filled_on: date | None = None
    complaint_id: int | None = None


@needs(Right.EDIT_CUSTOMERS)
def begin(
    unit: Unit,
    wave_id: int,
    *,
    way: str = "counter",
    customer_id: int | None = None,
    number: str = "",
    filled_on: date | None = None,
    complaint_id: int | None = None,
) -> int:
    """Open an empty sheet, not finished yet; returns its id."""
    wave = entry_row(unit, survey_wave, wave_id)
    day, _ = when(unit, filled_on)
    cells = _whose(unit, wave["survey_id"], customer_id)
    return unit.insert(
        survey_response,
        wave_id=wave_id,
        way=_way(way),
        filled_on=day,
        entered_at=unit.clock.now(),
        finished=0,
        complaint_id=complaint_id,
        **numbered(unit, wave_id, number),
        **cells,
    )


@needs(Right.EDIT_CUSTOMERS)
def answer(unit: Unit, response_id: int, item_id: int, half: Half, value: int | str | None) -> None:
    """Keep one answer in place of the last one; None takes it back."""
    response = entry_row(unit, survey_response, response_id)
    item = on_sheet(items_on(unit, response["wave_id"], item_id), item_id)
    mine = (
        (survey_answer.c.response_id == response_id)
        & (survey_answer.c.item_id == item_id)
        & (survey_answer.c.half == half)
    )
    there = unit.connection.execute(select(survey_answer.c.id).where(mine)).scalar()
    if value is None:
        if there is not None:
            unit.delete(survey_answer, there)
        return
    cells = answer_cells(item, half, value)
    if there is not None:
        unit.update(survey_answer, there, **cells)
        return
    row = {"response_id": response_id, "wave_id": response["wave_id"], "item_id": item_id}
    unit.insert(survey_answer, **row, half=half.value, **cells)


@needs(Right.EDIT_CUSTOMERS)
def finish(unit: Unit, response_id: int) -> None:
    """The sheet is filled in as far as she wished."""
    entry_row(unit, survey_response, response_id)
    unit.update(survey_response, response_id, finished=1)


@needs(Right.EDIT_CUSTOMERS)
def break_off(unit: Unit, response_id: int) -> None:
    """She went away: a sheet without an answer goes too, else what she said counts."""
    entry_row(unit, survey_response, response_id)
    asked = select(exists().where(survey_answer.c.response_id == response_id))
    if not unit.connection.execute(asked).scalar():
        unit.delete(survey_response, response_id)


@needs(Right.EDIT_CUSTOMERS)
def enter_whole(unit: Unit, wave_id: int, sheet: FilledSheet) -> int:
    """Keep a filled sheet in one step; refused whole when an answer lies outside its scale."""
    made = begin(
        unit,
        wave_id,
        way=sheet.way,
        customer_id=sheet.customer_id,
        number=sheet.number,
        filled_on=sheet.filled_on,
        complaint_id=sheet.complaint_id,
    )
    asked = items_on(unit, wave_id)
    rows = [
        {"response_id": made, "wave_id": wave_id, "item_id": item_id, "half": half.value}
        | answer_cells(on_sheet(asked, item_id), half, value)
        for (item_id, half), value in sheet.answers.items()
    ]
    if rows:
        unit.insert_many(survey_answer, rows)
    unit.update(survey_response, made, finished=1)
    return made


@needs(Right.EDIT_CUSTOMERS)
def delete_response(unit: Unit, response_id: int) -> None:
    """Take a filled sheet away; an undo brings it back."""
    entry_row(unit, survey_response, response_id)
    unit.delete(survey_response, response_id)


def _way(way: str) -> str:
    if way not in WAYS:
        raise ValueError(way)
    return way


def _whose(unit: Unit, survey_id: int, customer_id: int | None) -> dict[str, Any]:
    """Nobody's name stands on a sheet of an anonymous survey, whoever filled it in."""
    secret = select(survey.c.anonymous).where(survey.c.id == survey_id)
    hidden = unit.connection.execute(secret).scalar()
    return cells_of(unit, None if hidden else customer_id)


def numbered(unit: Unit, wave_id: int, number: str, but: int = 0) -> dict[str, Any]:
    """The cells of a sheet's number; refused when another one of the wave bears it."""
    key = fold_number(number) or None
    mine = (survey_response.c.wave_id == wave_id) & (survey_response.c.number_key == key)
    mine &= survey_response.c.id != but
    if key and unit.connection.execute(select(exists().where(mine))).scalar():
        raise Refused(
            N_("Sheet {number} is in this wave already."),
            N_("Nothing was kept."),
            N_("Look at the sheet that is there, or correct the number."),
            number=number.strip(),
        )
    return {"number": number.strip() or None, "number_key": key}


def items_on(unit: Unit, wave_id: int, item_id: int | None = None) -> dict[int, dict[str, Any]]:
    """The questions of a wave's sheet by id, or the one that is asked for."""
    asked = (
        select(survey_item, survey.c.model)
        .join(survey_wave, survey_wave.c.version_id == survey_item.c.version_id)
        .join(survey, survey.c.id == survey_wave.c.survey_id)
        .where(survey_wave.c.id == wave_id)
    )
    if item_id is not None:
        asked = asked.where(survey_item.c.id == item_id)
    return {row.id: dict(row._mapping) for row in unit.connection.execute(asked)}


def on_sheet(asked: Mapping[int, dict[str, Any]], item_id: int) -> dict[str, Any]:
    """The question of this id; refused when the wave's sheet has it not."""
    found = asked.get(item_id)
    if found is None:
        raise Refused(
            N_("This question is not on the wave's sheet."),
            N_("Nothing was kept."),
            N_("Open the sheet anew."),
        )
    return found


def answer_cells(item: dict[str, Any], half: Half, value: int | str) -> dict[str, Any]:
    """The cells of an answer; refused outside its scale."""
    if half not in halves(item["kind"], item["model"]):
        raise ValueError(half)
    if item["kind"] == ItemKind.TEXT:
        return {"value": None, "words": text_of(str(value))}
    low, high = limits(item["kind"], item["low"], item["high"], item["choices"])
    if isinstance(value, str) or not low <= value <= high:
        raise Refused(
            N_("{value} is no answer to “{words}”."),
            N_("Nothing was kept."),
            N_("Answers run from {low} to {high}."),
            value=value,
            words=item["words"],
            low=low,
            high=high,
        )
    return {"value": value, "words": None}


def limits(kind: str, low: int, high: int, choices: str | None) -> tuple[int, int]:
    """The lowest and the highest value that an item takes."""
    if kind == ItemKind.YES_NO:
        return 0, 1
    if kind == ItemKind.KANO:
        return 1, _KANO_HIGH
    if kind == ItemKind.CHOICE:
        return 0, len(json.loads(choices or "[]")) - 1
    return low, high
