"""Writes complaints: received, step by step to the customer's own word, reopened, corrected."""

from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any

from sqlalchemy import select

from app.catalogue.cleaning import tidy_line
from app.core.actor import Right, needs
from app.core.complaints import deriving, opening
from app.core.complaints.lists import (
    add_category,
    add_cause,
    begin_lists,
    rename_category,
    rename_cause,
    retire_category,
    retire_cause,
)
from app.core.complaints.records import Severity, Stage, Step, complaint, complaint_step
from app.core.customers.named import cells_of
from app.core.errors import Refused
from app.core.store.unit import Unit
from app.core.timeline.writing import entry_row, must_text, text_of
from app.i18n import N_

__all__ = [
    "NewComplaint",
    "add_category",
    "add_cause",
    "add_holiday",
    "begin_lists",
    "delete",
    "delete_holiday",
    "edit",
    "receive",
    "remove_step",
    "rename_category",
    "rename_cause",
    "retire_category",
    "retire_cause",
    "set_week",
    "take_step",
]
_ANY_TIME = (Step.NOTED, Step.FOLLOWED_UP, Step.ESCALATED)
_LINES = ("channel", "item", "owner", "escalated_to", "person")
_TEXTS = ("wish", "promised", "cause_words", "remedy", "compensation")
_NOTHING = N_("Nothing was kept.")


@dataclass(frozen=True)
class NewComplaint:
    """What is known when it comes in; moments are aware, `received_at` None is now."""

    words: str
    customer_id: int | None = None
    person: str = ""
    received_at: datetime | None = None
    channel: str = ""
    category_id: int | None = None
    purchase_id: int | None = None
    product_id: int | None = None
    item: str = ""
    severity: Severity = Severity.NORMAL
    wish: str = ""
    promised: str = ""
    promised_at: datetime | None = None
    owner: str = ""


@needs(Right.EDIT_CUSTOMERS)
def receive(unit: Unit, told: NewComplaint) -> int:
    """Keep a complaint and its first step; returns its id."""
    received = told.received_at or unit.clock.now()
    _refuse_future(unit, received)
    _refuse_before(received, told.promised_at)
    cells = {each.name: getattr(told, each.name) for each in fields(told)}
    cells |= _tidy(cells) | cells_of(unit, told.customer_id)
    cells |= {"received_at": received, "words": must_text(told.words)}
    cells["severity"] = told.severity.value
    made = unit.insert(
        complaint, **cells, received_day=received.astimezone(unit.clock.zone).date().toordinal()
    )
    _add_step(unit, made, Step.RECEIVED, received, "")
    deriving.refresh(unit, [made])
    return made


@needs(Right.EDIT_CUSTOMERS)
def take_step(
    unit: Unit, complaint_id: int, kind: Step, words: str = "", at: datetime | None = None
) -> int:
    """Take the next step, or write down one that was taken earlier; returns its id."""
    row = entry_row(unit, complaint, complaint_id)
    _refuse_nobody(kind, words)
    moment = at or unit.clock.now()
    _refuse_future(unit, moment)
    _refuse_before(row["received_at"], moment)
    _check_order(row, kind)
    made = _add_step(unit, complaint_id, kind, moment, words)
    if kind is Step.FOLLOWED_UP:
        unit.update(complaint, complaint_id, followed_up_on=unit.today)
    if kind is Step.ESCALATED:
        unit.update(complaint, complaint_id, escalated_to=tidy_line(words))
    deriving.refresh(unit, [complaint_id])
    return made


@needs(Right.EDIT_CUSTOMERS)
def remove_step(unit: Unit, step_id: int) -> None:
    """A step that was never taken; the receipt itself cannot go."""
    row = entry_row(unit, complaint_step, step_id)
    if row["kind"] == Step.RECEIVED:
        raise Refused(
            N_("A complaint begins with its receipt."),
            N_("Nothing was changed."),
            N_("Delete the whole complaint if it was never made."),
        )
    unit.delete(complaint_step, step_id)
    if row["kind"] == Step.ESCALATED:
        unit.update(complaint, row["complaint_id"], escalated_to=_passed_on_before(unit, row))
    deriving.refresh(unit, [row["complaint_id"]])


@needs(Right.EDIT_CUSTOMERS)
def edit(unit: Unit, complaint_id: int, **cells: Any) -> bool:
    """Change what is noted: category, severity, wish, promise, owner, cause, remedy, cost …"""
    row = entry_row(unit, complaint, complaint_id)
    unknown = set(cells) - _EDITABLE
    if unknown:
        raise ValueError(unknown)
    _refuse_before(row["received_at"], cells.get("promised_at"))
    _refuse_outside(cells)
    if "words" in cells:
        cells["words"] = must_text(cells["words"])
    if "severity" in cells:
        cells["severity"] = Severity(cells["severity"]).value
    if "customer_id" in cells:
        cells |= cells_of(unit, cells["customer_id"])
    return unit.update(complaint, complaint_id, **cells | _tidy(cells))


@needs(Right.EDIT_CUSTOMERS)
def delete(unit: Unit, complaint_id: int) -> None:
    """It was never made; an undo brings it back with its steps."""
    entry_row(unit, complaint, complaint_id)
    unit.delete(complaint, complaint_id)


@needs(Right.CHANGE_SETTINGS)
def set_week(unit: Unit, week: tuple[tuple[tuple[int, int], ...], ...]) -> None:
    """Other hours: every clock is reckoned anew."""
    opening.set_week(unit, week)
    deriving.refresh_all(unit)


@needs(Right.CHANGE_SETTINGS)
def add_holiday(unit: Unit, on: date, name: str = "", span: tuple[int, int] | None = None) -> int:
    """A day that differs: every clock is reckoned anew."""
    made = opening.add_holiday(unit, on, name, span)
    deriving.refresh_all(unit)
    return made


@needs(Right.CHANGE_SETTINGS)
def delete_holiday(unit: Unit, holiday_id: int) -> None:
    """A day like any other after all."""
    opening.delete_holiday(unit, holiday_id)
    deriving.refresh_all(unit)


_EDITABLE = frozenset(
    (
        *(each.name for each in fields(NewComplaint) if each.name != "received_at"),
        *("cause_id", "cause_words", "remedy", "compensation", "apology", "cost"),
        *("follow_up_on", "followed_up_on", "satisfaction", "escalated_to"),
    )
)


def _add_step(unit: Unit, complaint_id: int, kind: Step, at: datetime, words: str) -> int:
    return unit.insert(
        complaint_step,
        complaint_id=complaint_id,
        kind=kind.value,
        at=at,
        who=unit.actor.name,
        words=text_of(words),
    )


def _passed_on_before(unit: Unit, gone: dict[str, Any]) -> str | None:
    """To whom it was passed on by the step before the one that is gone."""
    cells = complaint_step.c
    asked = (
        select(cells.words)
        .where(cells.complaint_id == gone["complaint_id"], cells.kind == Step.ESCALATED.value)
        .order_by(cells.at.desc(), cells.id.desc())
    )
    return unit.connection.execute(asked.limit(1)).scalar()


def _refuse_nobody(kind: Step, words: str) -> None:
    if kind is Step.ESCALATED and not tidy_line(words):
        raise Refused(N_("To whom is it passed on?"), _NOTHING, N_("Type a name."))


def _check_order(row: dict[str, Any], kind: Step) -> None:
    closed = row["stage"] == Stage.CLOSED
    if kind is Step.RECEIVED:
        raise ValueError(kind)
    if closed and kind is Step.CONFIRMED and not row["confirmed"]:
        return  # her word may come after it was closed without it
    if closed and kind is not Step.REOPENED and kind not in _ANY_TIME:
        raise Refused(
            N_("This complaint is closed."),
            _NOTHING,
            N_("Reopen it first: its clock goes on from the receipt."),
        )
    if not closed and kind is Step.REOPENED:
        raise Refused(N_("This complaint is still open."), _NOTHING)


def _tidy(cells: dict[str, Any]) -> dict[str, Any]:
    lines = {key: tidy_line(cells[key] or "") or None for key in _LINES if key in cells}
    return lines | {key: text_of(cells[key] or "") for key in _TEXTS if key in cells}


def _refuse_future(unit: Unit, at: datetime) -> None:
    if at > unit.clock.now():
        raise Refused(
            N_("{moment} has not come yet."),
            _NOTHING,
            N_("Choose now or an earlier moment."),
            moment=f"{at.astimezone(unit.clock.zone):%Y-%m-%d %H:%M}",
        )


def _refuse_before(received: datetime, later: datetime | None) -> None:
    if later is not None and later < received:
        raise Refused(
            N_("That lies before the complaint was received."),
            _NOTHING,
            N_("Correct the moment."),
        )


def _refuse_outside(cells: dict[str, Any]) -> None:
    grade, cost = cells.get("satisfaction"), cells.get("cost")
    if grade is not None and grade not in range(1, 6):
        raise Refused(N_("Her grade runs from 1 to 5."), _NOTHING)
    if cost is not None and cost < 0:
        raise Refused(N_("What it cost cannot be below zero."), _NOTHING)
