"""Customers: `search` and `show`."""

from argparse import ArgumentParser
from typing import Any

from app.catalogue.field import Field, Group, Part, Tier
from app.cli.answer import Answer, table
from app.cli.arguments import shop_argument, whole
from app.cli.call import Call, Command, opened
from app.core.customers import service
from app.core.customers.profile import Fact, GroupRow, Profile
from app.core.customers.queries import by_number, profile, search
from app.core.errors import Refused
from app.core.store.reader import Reader
from app.i18n import N_, tr

_DEFAULT_HITS, _MOST_HITS = 50, 100_000


def customer_argument(parser: ArgumentParser) -> None:
    """A customer's number, or `#7` for the record 7."""
    parser.add_argument("customer", metavar="CUSTOMER", help=tr("a customer number, or #id"))


def customer_id(reader: Reader, typed: str) -> int:
    """The record of the customer who bears the number; refuses when nobody does."""
    found = by_number(reader, typed)
    if found is None:
        raise Refused(
            N_("There is no customer {number}."),
            N_("Nothing was changed."),
            N_("Search for the name to find the number."),
            number=typed,
        )
    return found


def _search_arguments(parser: ArgumentParser) -> None:
    shop_argument(parser)
    parser.add_argument("text", metavar="TEXT", help=tr("part of a name, pinyin, phone, number"))
    parser.add_argument(
        "--limit", type=whole(0, _MOST_HITS), default=_DEFAULT_HITS, metavar="N", help=tr("hits")
    )


def _search(call: Call) -> Answer:
    with opened(call) as (shop, actor), shop.read(actor) as reader:
        found = search(reader, call.options.text, call.options.limit, count_all=True)
    hits = [
        {
            "id": hit.id,
            "number": hit.number,
            "name": hit.name or None,
            "kind": hit.kind,
            "matched": hit.matched,
        }
        for hit in found.hits
    ]
    headings = (tr("Number"), tr("Name"), tr("Phone"), tr("Employer"))
    rows = [(hit.number or f"#{hit.id}", hit.name, hit.phone, hit.company) for hit in found.hits]
    words = tr("{total} found", total=found.total)
    return Answer(
        {"hits": hits, "total": found.total},
        lambda: f"{table(headings, rows)}\n{words}" if rows else words,
    )


def _show_arguments(parser: ArgumentParser) -> None:
    shop_argument(parser)
    customer_argument(parser)
    parser.add_argument("--reveal", action="store_true", help=tr("masked fields too; logged"))


def _show(call: Call) -> Answer:
    reveal: bool = call.options.reveal
    with opened(call) as (shop, actor):
        with shop.read(actor) as reader:
            found = profile(reader, customer_id(reader, call.options.customer), reveal)
        if reveal:
            with shop.write(actor, N_("Look at masked values")) as unit:
                service.note_reveal(unit, found.id, masked_fields(found))
    return Answer(profile_data(found), lambda: _profile_words(found))


def masked_fields(found: Profile) -> list[Field[Any]]:
    """The fields that a look with `--reveal` opened and that hold something."""
    return [each for each in found.catalogue if kept_closely(each) and found.filled(each)]


def kept_closely(each: Field[Any]) -> bool:
    """Is the field's value masked wherever nobody asked to reveal it?"""
    return each.tier in (Tier.GUARDED, Tier.SEALED)


def profile_data(found: Profile) -> dict[str, Any]:
    """A profile as JSON: every field of the catalogue, groups as lists of rows."""
    masked = [each.key for each in found.catalogue if found.masked(each)]
    masked += [g.key for g in found.catalogue.groups() if found.hides_rows(g)]
    return {
        "id": found.id,
        "number": found.number,
        "kind": found.kind,
        "parts": {part.key: _part_data(found, part) for part in found.catalogue.parts},
        "masked": masked,
        "doubts": [
            {"field": d.field.key, "typed": d.typed, "reason": d.reason, "taken": d.taken}
            for d in found.doubts()
        ],
    }


def _part_data(found: Profile, part: type[Part]) -> dict[str, Any]:
    fields: dict[str, Any] = {
        each.key: _cell(each, found.value(each), found.fact(each)) for each in part.fields
    }
    groups = {group.key: _rows_data(found, group) for group in part.groups}
    return {**fields, **groups}


def _rows_data(found: Profile, group: type[Group]) -> list[dict[str, Any]]:
    return [
        {each.key: _cell(each, row.value(each), found.fact(each, row.id)) for each in group.fields}
        for row in found.rows(group)
    ]


def _cell(each: Field[Any], value: Any, fact: Fact) -> dict[str, Any]:
    if value is None:
        return {"value": None, "source": None, "learnt_on": None, "verified_on": None}
    return {
        "value": each.kind.to_json(value),
        "source": fact.source,
        "learnt_on": fact.learnt_on.isoformat() if fact.learnt_on else None,
        "verified_on": fact.verified_on.isoformat() if fact.verified_on else None,
    }


def _profile_words(found: Profile) -> str:
    rows: list[tuple[str, str, str]] = []
    for part in found.catalogue.parts:
        rows += [
            (tr(part.label), tr(each.label), _shown(found, each))
            for each in part.fields
            if found.filled(each)
        ]
        for group in part.groups:
            rows += [
                (tr(part.label), tr(group.label), _row_words(row)) for row in found.rows(group)
            ]
            if found.hides_rows(group):
                rows.append((tr(part.label), tr(group.label), mask()))
    head = f"{found.number or ''} {found.name}".strip()
    headings = (tr("Part"), tr("Field"), tr("Content"))
    return f"{head}\n\n{table(headings, rows)}"


def _shown(found: Profile, each: Field[Any]) -> str:
    value = found.value(each)
    return mask() if value is None else each.kind.show(value)


def _row_words(row: GroupRow) -> str:
    return "; ".join(
        f"{tr(each.label)} {each.kind.show(value)}" for each, value in row.values.items()
    )


def mask() -> str:
    """What stands in the place of a masked value."""
    return tr("(masked)")


COMMANDS: tuple[Command, ...] = (
    Command("search", N_("find anyone"), _search_arguments, _search),
    Command("show", N_("one customer, part by part"), _show_arguments, _show),
)
