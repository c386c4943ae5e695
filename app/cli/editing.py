"""Correcting a customer from the command line: `set`."""

import sys
from argparse import ArgumentParser, ArgumentTypeError
from collections.abc import Iterable
from typing import Any

from app.catalogue.doubts import DOUBT_WORDS
from app.catalogue.field import Field, Group
from app.catalogue.kind import Rules
from app.cli.answer import Answer, table
from app.cli.arguments import shop_argument
from app.cli.call import Call, Command, opened
from app.cli.customers import customer_argument, customer_id
from app.core.customers import service
from app.core.customers.profile import Profile, profile
from app.core.errors import Refused
from app.core.store.unit import Unit
from app.i18n import N_, tr

Texts = dict[Field[Any], str]
Shown = dict[str, dict[str, Any]]


def _arguments(parser: ArgumentParser) -> None:
    shop_argument(parser)
    customer_argument(parser)
    parser.add_argument(
        "values", nargs="+", type=_pair, metavar="KEY=TEXT", help=tr("nothing after = empties")
    )


def _pair(text: str) -> tuple[str, str]:
    key, equals, value = text.partition("=")
    if not equals or not key.strip():
        raise ArgumentTypeError(tr("not KEY=TEXT: {text}", text=text))
    return key.strip(), value


def _set(call: Call) -> Answer:
    with (
        opened(call) as (shop, actor),
        shop.write(actor, N_("Edit customer")) as unit,
    ):
        found = profile(unit, customer_id(unit, call.options.customer))
        changed, asked = _edited(unit, found, _texts(found, call.options.values))
        act = unit.act_id if changed or asked else None
    headings = (tr("Field"), tr("Before"), tr("Now"))
    rows = [
        (key, _plain(found, key, each["from"]), _plain(found, key, each["to"]))
        for key, each in changed.items()
    ]
    words = tr("Nothing changed.")
    return Answer(
        {"changed": changed, "act": act}, lambda: table(headings, rows) if rows else words
    )


def _texts(found: Profile, values: list[tuple[str, str]]) -> Texts:
    texts: Texts = {}
    named = {name: field for field in found.catalogue.own.values() for name in field.headings}
    for key, text in values:
        if found.catalogue.has(key):
            texts[found.catalogue.field(key)] = text
        elif key in named:
            texts[named[key]] = text
        else:
            raise Refused(
                N_("There is no field {key}."),
                N_("Nothing was changed."),
                N_("“show” lists the fields of a customer."),
                key=key,
            )
    return texts


def _edited(unit: Unit, found: Profile, texts: Texts) -> tuple[Shown, bool]:
    """What changed, and whether a text was kept as a question."""
    own = {each: text for each, text in texts.items() if each.group is None}
    done = service.edit_text(unit, found.id, own) if own else service.Edited(())
    changed = {each.field.key: _shown(each) for each in done.changed}
    unreadable = list(done.unreadable)
    for group in dict.fromkeys(each.group for each in texts if each.group is not None):
        mine = {each: text for each, text in texts.items() if each.group is group}
        made, unread = _row_edited(unit, found, group, mine)
        changed |= made
        unreadable += unread
    _tell_unreadable(unreadable, texts, service.rules_of(unit))
    return changed, bool(unreadable)


def _row_edited(
    unit: Unit, found: Profile, group: type[Group], texts: Texts
) -> tuple[Shown, list[Field[Any]]]:
    """The only row of a group, or its first; several are told apart in the window."""
    rows = profile(unit, found.id, reveal=group.fields).rows(group)
    if len(rows) > 1:
        raise Refused(
            N_("{label}: there are several, and it is not clear which one is meant."),
            N_("Nothing was changed."),
            N_("Correct it in the window."),
            label=tr(group.label),
        )
    done = service.edit_row_text(unit, found.id, group, rows[0].id if rows else None, texts)
    unreadable = list(done.unreadable)
    if rows:
        return {each.field.key: _shown(each) for each in done.changed}, unreadable
    made = profile(unit, found.id, reveal=group.fields).rows(group)
    values = {f: v for row in made for f, v in row.values.items()}
    return {f.key: {"from": None, "to": f.kind.to_json(v)} for f, v in values.items()}, unreadable


def _shown(changed: service.Changed) -> dict[str, Any]:
    kind = changed.field.kind
    before, after = (
        None if value is None else kind.to_json(value) for value in (changed.before, changed.after)
    )
    return {"from": before, "to": after}


def _tell_unreadable(found: Iterable[Field[Any]], texts: Texts, rules: Rules) -> None:
    for each in found:
        reasons = each.kind.parse(texts[each], rules).warnings
        words = tr(
            "“{text}” cannot be read as {label}: {reason} "
            "The value is as it was, the text is kept beside it; set it again to correct it.",
            text=texts[each],
            label=tr(each.label),
            reason=" ".join(tr(DOUBT_WORDS.get(reason, reason)) for reason in reasons),
        )
        print(words, file=sys.stderr)


def _plain(found: Profile, key: str, value: Any) -> str:
    kind = found.catalogue.field(key).kind
    return "" if value is None else kind.show(kind.from_json(value))


COMMANDS = (Command("set", N_("edit fields; one act"), _arguments, _set),)
