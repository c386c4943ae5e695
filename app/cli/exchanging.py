"""Bringing in and taking out: `import`, `undo` and `export`."""

from argparse import ArgumentParser

from app.cli.answer import Answer, pairs
from app.cli.arguments import shop_argument, whole
from app.cli.call import Call, Command, opened
from app.core.store.undo import undo_act, undo_batch
from app.i18n import N_, tr

_MOST = 2**53


def _undo_arguments(parser: ArgumentParser) -> None:
    shop_argument(parser)
    either = parser.add_mutually_exclusive_group(required=True)
    number = whole(1, _MOST)
    either.add_argument("--batch", type=number, metavar="ID", help=tr("a whole import"))
    either.add_argument("--act", type=number, metavar="ID", help=tr("one act"))
    parser.add_argument(
        "--keep-changed", action="store_true", help=tr("leave what was changed since")
    )


def _undo(call: Call) -> Answer:
    options = call.options
    with opened(call) as (shop, actor), shop.write(actor, N_("Undo")) as unit:
        if options.batch is not None:
            done = undo_batch(unit, options.batch, options.keep_changed)
        else:
            done = undo_act(unit, options.act, options.keep_changed)
    data = {"removed": done.removed, "restored": done.restored, "kept": done.kept}
    rows = (
        (tr("Removed"), done.removed),
        (tr("Restored"), done.restored),
        (tr("Kept"), done.kept),
    )
    return Answer(data, lambda: pairs(rows))


COMMANDS = (Command("undo", N_("take an import or one act back"), _undo_arguments, _undo),)
