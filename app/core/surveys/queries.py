"""Reads surveys: sheets, waves, filled sheets, remarks, who was asked, what is being done."""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Row, Select, exists, func, select

from app.core.actor import Right, needs
from app.core.customers.records import customer
from app.core.errors import Refused
from app.core.purchases.records import fold_number
from app.core.store.idlist import id_list
from app.core.store.reader import Reader
from app.core.surveys.entering import limits
from app.core.surveys.gap_queries import (
    Action,
    Evidence,
    Listening,
    actions,
    evidence,
    listening,
)
from app.core.surveys.inviting import Invited, may_ask
from app.core.surveys.records import (
    Half,
    ItemKind,
    Role,
    survey,
    survey_answer,
    survey_invitation,
    survey_item,
    survey_response,
    survey_version,
    survey_wave,
)
from app.i18n import N_, language

__all__ = ["Action", "Evidence", "Invited", "Listening", "actions", "evidence", "listening"]


@dataclass(frozen=True)
class Survey:
    """A survey with the version asked now, and how often it was answered."""

    id: int
    name: str
    model: str
    template: str | None
    anonymous: bool
    rest_days: int | None
    retired_on: date | None
    version_id: int
    waves: int
    responses: int
    answered_on: date | None = None
    """When the newest of its answered waves began."""


@dataclass(frozen=True)
class Item:
    """One question of a version; `words` in the language of the program where both are there."""

    id: int
    key: str
    kind: ItemKind
    role: Role
    group: str | None
    words: str
    words_zh: str
    words_en: str | None
    low: int
    high: int
    choices: tuple[str, ...]
    weight: int | None

    @property
    def limits(self) -> tuple[int, int]:
        """The lowest and the highest value that it takes."""
        return limits(self.kind, self.low, self.high, json.dumps(self.choices))


@dataclass(frozen=True)
class Wave:
    """A wave of a survey; its sheets stay of the version they were filled in on."""

    id: int
    survey_id: int
    version_id: int
    name: str
    first_on: date
    last_on: date | None
    responses: int


@dataclass(frozen=True)
class Response:
    """A filled sheet, without its answers."""

    id: int
    wave_id: int
    number: str | None
    customer_id: int | None
    customer_name: str | None
    way: str
    filled_on: date | None
    finished: bool
    answers: int


@dataclass(frozen=True)
class Remark:
    """What somebody wrote in her own words."""

    answer_id: int
    response_id: int
    customer_id: int | None
    customer_name: str | None
    filled_on: date | None
    wave: str
    words: str
    became: str | None


@needs(Right.SEE_FIGURES)
def surveys(reader: Reader) -> tuple[Survey, ...]:
    """Every survey; those asked no more stand last."""
    newest = (
        select(func.max(survey_version.c.id))
        .where(survey_version.c.survey_id == survey.c.id)
        .scalar_subquery()
    )
    waves = (
        select(func.count())
        .select_from(survey_wave)
        .where(survey_wave.c.survey_id == survey.c.id)
        .scalar_subquery()
    )
    answered = (
        select(func.count())
        .select_from(survey_response)
        .join(survey_wave, survey_wave.c.id == survey_response.c.wave_id)
        .where(survey_wave.c.survey_id == survey.c.id)
        .scalar_subquery()
    )
    there = exists().where(survey_response.c.wave_id == survey_wave.c.id)
    began = (
        select(func.max(survey_wave.c.first_on))
        .where(survey_wave.c.survey_id == survey.c.id, there)
        .scalar_subquery()
    )
    asked = select(
        survey,
        newest.label("version_id"),
        waves.label("waves"),
        answered.label("responses"),
        began.label("answered_on"),
    ).order_by(survey.c.retired_on.is_not(None), survey.c.name_key)
    return tuple(_survey(row) for row in reader.connection.execute(asked))


@needs(Right.SEE_FIGURES)
def by_name(reader: Reader, name: str) -> Survey:
    """The survey of this name, whatever its case; `Refused` names those there are."""
    key = name.strip().casefold()
    found = surveys(reader)
    for each in found:
        if each.name.casefold() == key:
            return each
    raise Refused(
        N_("There is no survey called “{name}”."),
        N_("Nothing was changed."),
        N_("There are: {names}."),
        name=name,
        names="、".join(each.name for each in found) or "–",
    )


@needs(Right.SEE_FIGURES)
def items(reader: Reader, version_id: int) -> tuple[Item, ...]:
    """The questions of a version, in their order."""
    asked = select(survey_item).where(survey_item.c.version_id == version_id)
    rows = reader.connection.execute(asked.order_by(survey_item.c.position))
    return tuple(_item(row) for row in rows)


@needs(Right.SEE_FIGURES)
def waves(reader: Reader, survey_id: int) -> tuple[Wave, ...]:
    """The waves of a survey, the first one first."""
    counted = (
        select(func.count())
        .select_from(survey_response)
        .where(survey_response.c.wave_id == survey_wave.c.id)
        .scalar_subquery()
    )
    asked = select(survey_wave, counted.label("responses"))
    mine = asked.where(survey_wave.c.survey_id == survey_id)
    rows = reader.connection.execute(mine.order_by(survey_wave.c.position, survey_wave.c.id))
    return tuple(
        Wave(r.id, r.survey_id, r.version_id, r.name, r.first_on, r.last_on, r.responses)
        for r in rows
    )


@needs(Right.SEE_FIGURES)
def responses(
    reader: Reader, wave_id: int, limit: int = 500, typed: str = ""
) -> tuple[Response, ...]:
    """The sheets of a wave, the one entered last first; whose number or name holds `typed`."""
    mine = select(survey_response.c.id).where(survey_response.c.wave_id == wave_id)
    wanted = typed.strip()
    if wanted:
        numbered = survey_response.c.number_key.contains(fold_number(wanted), autoescape=True)
        named = customer.c.name.contains(wanted, autoescape=True)
        mine = mine.outerjoin(customer, customer.c.id == survey_response.c.customer_id)
        mine = mine.where(numbered | named)
    # Cut before answers are counted: of a long wave every sheet's would be.
    newest = mine.order_by(survey_response.c.id.desc()).limit(limit)
    asked = _responses().where(survey_response.c.id.in_(newest))
    rows = reader.connection.execute(asked.order_by(survey_response.c.id.desc()))
    return tuple(_response(row) for row in rows)


@needs(Right.SEE_CUSTOMERS)
def of_customer(reader: Reader, customer_id: int) -> tuple[Response, ...]:
    """The sheets of a customer, the newest first."""
    mine = _responses().where(survey_response.c.customer_id == customer_id)
    rows = reader.connection.execute(mine.order_by(survey_response.c.id.desc()))
    return tuple(_response(row) for row in rows)


@needs(Right.SEE_FIGURES)
def answers(reader: Reader, response_id: int) -> Mapping[tuple[int, Half], int | str]:
    """What stands on one sheet, by item and half."""
    asked = select(survey_answer).where(survey_answer.c.response_id == response_id)
    return {
        (row.item_id, Half(row.half)): row.words if row.value is None else row.value
        for row in reader.connection.execute(asked)
    }


@needs(Right.SEE_FIGURES)
def who_answered(
    reader: Reader, waves: Collection[int], item_id: int, half: Half, low: int, high: int
) -> tuple[int, ...]:
    """The named customers whose answer to an item lies between two values, both included."""
    asked = (
        select(survey_response.c.customer_id)
        .join(survey_answer, survey_answer.c.response_id == survey_response.c.id)
        .where(
            survey_answer.c.wave_id.in_(id_list(waves)),
            survey_answer.c.item_id == item_id,
            survey_answer.c.half == half,
            survey_answer.c.value.between(low, high),
            survey_response.c.customer_id.is_not(None),
        )
        .order_by(survey_response.c.customer_id)
        .distinct()
    )
    return tuple(reader.connection.scalars(asked))


@needs(Right.SEE_FIGURES)
def remarks(reader: Reader, *, unread: bool = False, limit: int = 500) -> tuple[Remark, ...]:
    """What people wrote on any sheet, the newest first; `unread`: that nobody has seen to."""
    answer = survey_answer.c
    newest = _remarks(unread).order_by((answer.id + 0).desc()).limit(limit).subquery()
    asked = (
        select(
            answer.id,
            answer.response_id,
            survey_response.c.customer_id,
            customer.c.name.label("customer_name"),
            survey_response.c.filled_on,
            survey_wave.c.name,
            answer.words,
            answer.became,
        )
        .join_from(newest, survey_answer, answer.id == newest.c.id)
        .join(survey_response, survey_response.c.id == answer.response_id)
        .join(survey_wave, survey_wave.c.id == survey_response.c.wave_id)
        .outerjoin(customer, customer.c.id == survey_response.c.customer_id)
        .order_by(answer.id.desc())
    )
    return tuple(Remark(*row) for row in reader.connection.execute(asked))


@needs(Right.SEE_FIGURES)
def unread_remarks(reader: Reader) -> int:
    """How many remarks nobody has seen to."""
    asked = select(func.count()).select_from(_remarks(unread=True).subquery())
    return int(reader.connection.execute(asked).scalar_one())


@needs(Right.SEE_FIGURES)
def whom_to_ask(reader: Reader, wave_id: int, customers: tuple[int, ...]) -> Invited:
    """Before inviting: whom one may ask, and why not the others."""
    return may_ask(reader, wave_id, customers)


@needs(Right.SEE_FIGURES)
def waiting_invitations(reader: Reader, wave_id: int) -> tuple[tuple[int, int], ...]:
    """Who was asked in a wave and has neither answered nor declined: (invitation, customer)."""
    answered = exists().where(
        survey_response.c.wave_id == survey_invitation.c.wave_id,
        survey_response.c.customer_id == survey_invitation.c.customer_id,
    )
    asked = select(survey_invitation.c.id, survey_invitation.c.customer_id).where(
        survey_invitation.c.wave_id == wave_id,
        survey_invitation.c.declined_on.is_(None),
        ~answered,
    )
    rows = reader.connection.execute(asked.order_by(survey_invitation.c.id))
    return tuple((int(row.id), int(row.customer_id)) for row in rows)


def _survey(row: Row[Any]) -> Survey:
    return Survey(
        row.id,
        row.name,
        row.model,
        row.template,
        bool(row.anonymous),
        row.rest_days,
        row.retired_on,
        row.version_id,
        row.waves,
        row.responses,
        row.answered_on,
    )


def _item(row: Row[Any]) -> Item:
    english = language() == "en" and row.words_en
    return Item(
        row.id,
        row.key,
        ItemKind(row.kind),
        Role(row.role),
        row.group_key,
        row.words_en if english else row.words,
        row.words,
        row.words_en,
        row.low,
        row.high,
        tuple(json.loads(row.choices)) if row.choices else (),
        row.weight,
    )


def _remarks(unread: bool) -> Select[Any]:
    """Their ids, along the index that holds remarks alone."""
    asked = select(survey_answer.c.id).where(survey_answer.c.words.is_not(None))
    return asked.where(survey_answer.c.became.is_(None)) if unread else asked


def _responses() -> Select[Any]:
    counted = (
        select(func.count())
        .select_from(survey_answer)
        .where(survey_answer.c.response_id == survey_response.c.id)
        .scalar_subquery()
    )
    return select(
        survey_response, customer.c.name.label("customer_name"), counted.label("answers")
    ).outerjoin(customer, customer.c.id == survey_response.c.customer_id)


def _response(row: Row[Any]) -> Response:
    return Response(
        row.id,
        row.wave_id,
        row.number,
        row.customer_id,
        row.customer_name,
        row.way,
        row.filled_on,
        bool(row.finished),
        row.answers,
    )
