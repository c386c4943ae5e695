"""Correcting a customer from the command line: `set`."""

import sys
from argparse import ArgumentParser, ArgumentTypeError
from collections.abc import Iterable
from typing import Any

from app.catalogue.doubts import DOUBT_WORDS
from app.catalogue.field import Catalogue, Field, Group
from app.catalogue.kind import Rules
from app.cli.answer import Answer, table
from app.cli.arguments import shop_argument
from app.cli.call import Call, Command, opened
from app.cli.customers import customer_argument, customer_id, kept_closely, mask
from app.cli.field_words import field_words
from app.core.customers import service
from app.core.customers.profile import Profile, profile
from app.core.errors import Refused
from app.core.store.unit import Unit
from app.i18n import N_, in_a_row, ntr, tr

Texts = dict[Field[Any], str]


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
        changes, waiting = _edited(unit, found, _texts(found, call.options.values))
        act = unit.act_id if changes or waiting else None
    data: dict[str, Any] = {"changed": {each.field.key: _data(each) for each in changes}}
    masked = [each.field.key for each in changes if _hides(each)]
    data |= {"act": act} | ({"masked": masked} if masked else {})
    return Answer(data, lambda: _words(found.catalogue, changes, waiting))


def _data(changed: service.Changed) -> dict[str, Any]:
    """Both values; nobody asked to reveal what stood where `show` masks: that is null."""
    kind, before = changed.field.kind, None if _hides(changed) else changed.before
    both = {"from": before, "to": changed.after}
    return {when: None if value is None else kind.to_json(value) for when, value in both.items()}


def _hides(changed: service.Changed) -> bool:
    return changed.before is not None and kept_closely(changed.field)


def _words(catalogue: Catalogue, changes: list[service.Changed], waiting: int) -> str:
    if not changes:
        return _nothing_words(waiting)
    headings = (tr("Field"), tr("Before"), tr("Now"))
    rows = (
        (
            field_words(each.field, catalogue),
            mask() if _hides(each) else _plain(each.field, each.before),
            _plain(each.field, each.after),
        )
        for each in changes
    )
    return table(headings, rows)


def _nothing_words(waiting: int) -> str:
    if not waiting:
        return tr("Nothing changed.")
    count = ntr("{n} text waits to be corrected.", "{n} texts wait to be corrected.", waiting)
    return in_a_row(tr(N_("No value changed.")), count)


def _plain(each: Field[Any], value: Any) -> str:
    return "" if value is None else each.kind.show(value)


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


def _edited(unit: Unit, found: Profile, texts: Texts) -> tuple[list[service.Changed], int]:
    """What changed, and how many texts were kept as questions."""
    own = {each: text for each, text in texts.items() if each.group is None}
    done = service.edit_text(unit, found.id, own) if own else service.Edited(())
    changes, unreadable = list(done.changed), list(done.unreadable)
    for group in dict.fromkeys(each.group for each in texts if each.group is not None):
        mine = {each: text for each, text in texts.items() if each.group is group}
        made, unread = _row_edited(unit, found, group, mine)
        changes += made
        unreadable += unread
    _tell_unreadable(unreadable, texts, service.rules_of(unit))
    return changes, len(unreadable)


def _row_edited(
    unit: Unit, found: Profile, group: type[Group], texts: Texts
) -> tuple[list[service.Changed], list[Field[Any]]]:
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
        return list(done.changed), unreadable
    made = profile(unit, found.id, reveal=group.fields).rows(group)
    values = {f: v for row in made for f, v in row.values.items()}
    return [service.Changed(f, None, v) for f, v in values.items()], unreadable


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


COMMANDS = (Command("set", N_("edit fields; one act"), _arguments, _set),)
