"""Whom to ask: never twice within the days of rest, never who does not wish to hear from us."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from sqlalchemy import func, select

from app.core.actor import Right, needs
from app.core.customers.lists import Among, ListQuery, list_ids
from app.core.customers.records import customer
from app.core.segments.filter import Condition, Filter
from app.core.settings.declared import SURVEY_REST_DAYS
from app.core.settings.queries import get
from app.core.store.idlist import id_list
from app.core.store.reader import Reader
from app.core.store.unit import Unit
from app.core.surveys.records import survey, survey_invitation, survey_wave
from app.core.timeline.writing import entry_row
from app.i18n import N_

LEFT_OUT: dict[str, str] = {
    "gone": N_("died, or not in the book"),
    "no_consent": N_("does not wish to hear from us"),
    "asked_lately": N_("was asked not long ago"),
}
WHY: dict[str, str] = {
    "purchase": N_("after a purchase"),
    "complaint": N_("after a complaint was settled"),
    "group": N_("as one of a group"),
    "by_hand": N_("one by one"),
}


@dataclass(frozen=True)
class Invited:
    """Who was asked now, and who was left out, by reason."""

    asked: tuple[int, ...]
    left_out: dict[str, tuple[int, ...]] = field(default_factory=dict)


def may_ask(reader: Reader, wave_id: int, customers: Iterable[int]) -> Invited:
    """Whom of these one may ask today, and why not the others."""
    wanted = list(dict.fromkeys(customers))
    there = _living(reader, wanted)
    said_no = _said_no(reader, there)
    lately = _asked_since(reader, there, reader.today - timedelta(days=rest_days(reader, wave_id)))
    reasons = {
        "gone": tuple(each for each in wanted if each not in there),
        "no_consent": tuple(each for each in wanted if each in said_no),
        "asked_lately": tuple(each for each in wanted if each in lately - said_no),
    }
    asked = tuple(each for each in wanted if each in there - said_no - lately)
    return Invited(asked, {why: ids for why, ids in reasons.items() if ids})


@needs(Right.EDIT_CUSTOMERS)
def invite(
    unit: Unit,
    wave_id: int,
    customers: Iterable[int],
    why: str = "by_hand",
    complaint_id: int | None = None,
) -> Invited:
    """Note who is asked today; those who must not be asked are left out, with the reason."""
    if why not in WHY:
        raise ValueError(why)
    entry_row(unit, survey_wave, wave_id)
    found = may_ask(unit, wave_id, customers)
    rows = [
        {
            "wave_id": wave_id,
            "customer_id": each,
            "asked_on": unit.today,
            "why": why,
            "complaint_id": complaint_id,
        }
        for each in found.asked
    ]
    if rows:
        unit.insert_many(survey_invitation, rows)
    return found


@needs(Right.EDIT_CUSTOMERS)
def decline(unit: Unit, invitation_id: int) -> None:
    """She would rather not answer."""
    entry_row(unit, survey_invitation, invitation_id)
    unit.update(survey_invitation, invitation_id, declined_on=unit.today)


def rest_days(reader: Reader, wave_id: int) -> int:
    """For how many days nobody is asked again: the survey's own, else the shop's."""
    asked = select(survey.c.rest_days).join(survey_wave, survey_wave.c.survey_id == survey.c.id)
    own = reader.connection.execute(asked.where(survey_wave.c.id == wave_id)).scalar()
    return get(reader, SURVEY_REST_DAYS) if own is None else int(own)


def _living(reader: Reader, ids: list[int]) -> set[int]:
    asked = select(customer.c.id).where(
        customer.c.id.in_(id_list(ids)), customer.c.binned_on.is_(None), customer.c.deceased == 0
    )
    return set(reader.connection.scalars(asked))


def _said_no(reader: Reader, ids: set[int]) -> set[int]:
    """Consent refused, or some way of contact forbidden."""
    no = Filter((Condition("consent", "no"), Condition("contact_stop", "filled")), any=True)
    return set(list_ids(reader, ListQuery(filter=no, among=Among("", tuple(ids)))))


def _asked_since(reader: Reader, ids: set[int], first: date) -> set[int]:
    asked = (
        select(survey_invitation.c.customer_id)
        .where(survey_invitation.c.customer_id.in_(id_list(ids)))
        .group_by(survey_invitation.c.customer_id)
        .having(func.max(survey_invitation.c.asked_on) > first)
    )
    return set(reader.connection.scalars(asked))
