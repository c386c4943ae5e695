"""Corrects a filled sheet: a slip when it was typed from paper, a number read wrongly.

Each value keeps its history as any other; the correction is one act and can be taken back.
"""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select

from app.core.actor import Right, needs
from app.core.store.unit import Unit
from app.core.surveys.entering import answer_cells, items_on, numbered, on_sheet
from app.core.surveys.records import Half, survey_answer, survey_response
from app.core.timeline.writing import entry_row

Corrections = Mapping[tuple[int, Half], int | str | None]
"""By item id and half: what it should have been; None where nothing was ticked."""


@needs(Right.EDIT_CUSTOMERS)
def correct(unit: Unit, response_id: int, answers: Corrections, number: str | None = None) -> int:
    """Put these answers in place of what was kept; returns how many differed.

    Refused whole when one lies outside its scale. A remark that is changed is to be read anew.
    """
    response = entry_row(unit, survey_response, response_id)
    asked = items_on(unit, response["wave_id"])
    there = _there(unit, response_id)
    changed = sum(
        _put(unit, response, on_sheet(asked, key[0]), key, value, there.get(key))
        for key, value in answers.items()
    )
    if number is not None and number.strip() != (response["number"] or ""):
        cells = numbered(unit, response["wave_id"], number, but=response_id)
        unit.update(survey_response, response_id, **cells)
        changed += 1
    return changed


def _there(unit: Unit, response_id: int) -> dict[tuple[int, Half], dict[str, Any]]:
    asked = select(survey_answer).where(survey_answer.c.response_id == response_id)
    rows = unit.connection.execute(asked).mappings()
    return {(row["item_id"], Half(row["half"])): dict(row) for row in rows}


def _put(
    unit: Unit,
    response: Mapping[str, Any],
    item: dict[str, Any],
    key: tuple[int, Half],
    value: int | str | None,
    there: dict[str, Any] | None,
) -> bool:
    """One answer; says whether it differed."""
    if value is None or value == "":
        if there is not None:
            unit.delete(survey_answer, there["id"])
        return there is not None
    cells = answer_cells(item, key[1], value)
    if there is None:
        row = {"response_id": response["id"], "wave_id": response["wave_id"], "item_id": key[0]}
        unit.insert(survey_answer, **row, half=key[1].value, **cells)
        return True
    if all(there[name] == cell for name, cell in cells.items()):
        return False
    if cells["words"] is not None:
        cells = cells | {"became": None}
    unit.update(survey_answer, there["id"], **cells)
    return True
