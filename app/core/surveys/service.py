"""Writes sheets of questions and their waves; a sheet that has answers is never changed."""

import json
from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import Table, exists, func, select

from app.catalogue.cleaning import tidy_line
from app.catalogue.questionnaires import sheet
from app.core.actor import Right, needs
from app.core.errors import Refused
from app.core.store.unit import Unit
from app.core.surveys.actions import (
    add_action,
    add_listening,
    delete_action,
    delete_listening,
    edit_action,
    finish_action,
    mark_remark,
)
from app.core.surveys.correcting import correct
from app.core.surveys.drafts import DraftItem, checked, from_sheet
from app.core.surveys.entering import (
    FilledSheet,
    answer,
    begin,
    break_off,
    delete_response,
    enter_whole,
    finish,
)
from app.core.surveys.inviting import Invited, decline, invite
from app.core.surveys.records import (
    survey,
    survey_item,
    survey_response,
    survey_version,
    survey_wave,
)
from app.core.timeline.writing import entry_row, refuse_backwards
from app.i18n import N_, tr

__all__ = [
    "DraftItem",
    "FilledSheet",
    "Invited",
    "add_action",
    "add_listening",
    "add_survey",
    "add_wave",
    "answer",
    "begin",
    "break_off",
    "copy_sheet",
    "correct",
    "decline",
    "delete_action",
    "delete_listening",
    "delete_response",
    "delete_wave",
    "edit_action",
    "edit_survey",
    "edit_wave",
    "enter_whole",
    "finish",
    "finish_action",
    "invite",
    "mark_remark",
    "rename_survey",
    "retire_survey",
    "return_survey",
]
_LONGEST = 120


@needs(Right.EDIT_CUSTOMERS)
def add_survey(
    unit: Unit,
    name: str,
    items: Sequence[DraftItem],
    *,
    model: str = "own",
    template: str = "",
    anonymous: bool = False,
) -> int:
    """Keep a sheet of questions as its first version; returns the survey's id."""
    kept, key = _free_name(unit, survey, name)
    made = unit.insert(
        survey,
        name=kept,
        name_key=key,
        model=model,
        template=template or None,
        anonymous=int(anonymous),
    )
    _add_version(unit, made, 1, checked(items))
    return made


@needs(Right.EDIT_CUSTOMERS)
def copy_sheet(unit: Unit, key: str, name: str = "") -> int:
    """Copy a ready sheet into the shop, where it may be edited."""
    found = sheet(key)
    wanted = name or tr(found.name)
    return add_survey(unit, wanted, from_sheet(found), model=found.model, template=found.key)


@needs(Right.EDIT_CUSTOMERS)
def edit_survey(unit: Unit, survey_id: int, items: Sequence[DraftItem]) -> int:
    """Ask other questions from now on; returns the version that asks them.

    Where somebody answered already, another version is made: old answers keep their wording.
    """
    entry_row(unit, survey, survey_id)
    fresh, now = checked(items), _version_now(unit, survey_id)
    if not _has_answers(unit, now.id):
        unit.delete_where(survey_item, survey_item.c.version_id == now.id)
        _add_items(unit, now.id, fresh)
        return int(now.id)
    return _add_version(unit, survey_id, now.number + 1, fresh)


@needs(Right.EDIT_CUSTOMERS)
def rename_survey(unit: Unit, survey_id: int, name: str) -> None:
    """Give a survey another name."""
    kept, key = _free_name(unit, survey, name, but=survey_id)
    unit.update(survey, survey_id, name=kept, name_key=key)


@needs(Right.EDIT_CUSTOMERS)
def retire_survey(unit: Unit, survey_id: int) -> None:
    """Ask it no more; its waves and answers stay."""
    unit.update(survey, survey_id, retired_on=unit.today)


@needs(Right.EDIT_CUSTOMERS)
def return_survey(unit: Unit, survey_id: int) -> None:
    """Ask it again."""
    unit.update(survey, survey_id, retired_on=None)


@needs(Right.EDIT_CUSTOMERS)
def add_wave(
    unit: Unit, survey_id: int, name: str, first_on: date | None = None, last_on: date | None = None
) -> int:
    """Begin a wave with the questions as they are now; returns its id."""
    entry_row(unit, survey, survey_id)
    first = first_on or unit.today
    refuse_backwards(first, last_on)
    kept, key = _free_wave(unit, survey_id, name)
    top = select(func.max(survey_wave.c.position)).where(survey_wave.c.survey_id == survey_id)
    return unit.insert(
        survey_wave,
        survey_id=survey_id,
        version_id=_version_now(unit, survey_id).id,
        name=kept,
        name_key=key,
        first_on=first,
        last_on=last_on,
        position=(unit.connection.execute(top).scalar() or 0) + 1,
    )


@needs(Right.EDIT_CUSTOMERS)
def edit_wave(unit: Unit, wave_id: int, name: str, first_on: date, last_on: date | None) -> None:
    """Correct a wave's name and days."""
    row = entry_row(unit, survey_wave, wave_id)
    refuse_backwards(first_on, last_on)
    kept, key = _free_wave(unit, row["survey_id"], name, but=wave_id)
    unit.update(survey_wave, wave_id, name=kept, name_key=key, first_on=first_on, last_on=last_on)


@needs(Right.EDIT_CUSTOMERS)
def delete_wave(unit: Unit, wave_id: int) -> None:
    """Take away a wave that nobody answered."""
    asked = select(exists().where(survey_response.c.wave_id == wave_id))
    if unit.connection.execute(asked).scalar():
        raise Refused(
            N_("Somebody answered in this wave already."),
            N_("Nothing was changed."),
            N_("Close it instead: its figures stay."),
        )
    unit.delete(survey_wave, wave_id)


def _add_version(unit: Unit, survey_id: int, number: int, items: Sequence[DraftItem]) -> int:
    made = unit.insert(survey_version, survey_id=survey_id, number=number, made_on=unit.today)
    _add_items(unit, made, items)
    return made


def _add_items(unit: Unit, version_id: int, items: Sequence[DraftItem]) -> None:
    unit.insert_many(
        survey_item, [_cells(version_id, place, each) for place, each in enumerate(items, 1)]
    )


def _cells(version_id: int, place: int, item: DraftItem) -> dict[str, Any]:
    listed = json.dumps(item.choices, ensure_ascii=False) if item.choices else None
    return {
        "version_id": version_id,
        "key": item.key,
        "position": place,
        "kind": item.kind.value,
        "role": item.role.value,
        "group_key": item.group,
        "words": item.words,
        "words_en": item.words_en,
        "low": item.low,
        "high": item.high,
        "choices": listed,
        "weight": item.weight,
    }


def _version_now(unit: Unit, survey_id: int) -> Any:
    asked = select(survey_version.c.id, survey_version.c.number)
    mine = asked.where(survey_version.c.survey_id == survey_id)
    return unit.connection.execute(mine.order_by(survey_version.c.number.desc())).first()


def _has_answers(unit: Unit, version_id: int) -> bool:
    waves = select(survey_wave.c.id).where(survey_wave.c.version_id == version_id)
    asked = select(exists().where(survey_response.c.wave_id.in_(waves)))
    return bool(unit.connection.execute(asked).scalar())


def _free_wave(unit: Unit, survey_id: int, name: str, but: int = 0) -> tuple[str, str]:
    return _free_name(unit, survey_wave, name, but=but, among=survey_wave.c.survey_id == survey_id)


def _free_name(
    unit: Unit, table: Table, name: str, *, but: int = 0, among: Any = True
) -> tuple[str, str]:
    kept = tidy_line(name)
    if not kept or len(kept) > _LONGEST:
        raise Refused(
            N_("It needs a name of at most {longest} characters."),
            N_("Nothing was kept."),
            N_("Type a short name."),
            longest=_LONGEST,
        )
    key = kept.casefold()
    taken = select(table.c.id).where(table.c.name_key == key, table.c.id != but)
    if among is not True:
        taken = taken.where(among)
    if unit.connection.execute(taken).first() is not None:
        raise Refused(
            N_("There is already one called “{name}”."),
            N_("Nothing was kept."),
            N_("Choose another name."),
            name=kept,
        )
    return kept, key
