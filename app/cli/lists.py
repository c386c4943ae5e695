"""Lists in and out: `import` reads a foreign list, `export` writes one of ours."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from app.cli.answer import Answer, pairs
from app.cli.arguments import shop_argument
from app.cli.call import Call, Command, opened
from app.core.errors import WrongUsage
from app.core.exchange import service as exchange
from app.core.exchange.service import Existing, Options, Report, Status, Unknown, What
from app.core.exchange.words import REASONS, WARNINGS
from app.i18n import N_, tr

_STATUS_WORDS = {
    Status.CREATED: N_("Created"),
    Status.UPDATED: N_("Updated"),
    Status.UNCHANGED: N_("Unchanged"),
    Status.HELD_BACK: N_("Held back"),
    Status.REJECTED: N_("Rejected"),
}


def _what_argument(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--what", required=True, choices=[str(what) for what in What], help=tr("the sort of list")
    )


def _import_arguments(parser: ArgumentParser) -> None:
    shop_argument(parser)
    parser.add_argument("file", type=Path, metavar="FILE", help=tr("xlsx, xls, ods, csv or text"))
    _what_argument(parser)
    parser.add_argument("--sheet", metavar="S", help=tr("only this sheet"))
    parser.add_argument(
        "--mapping", type=Path, metavar="M.json", help=tr("column → field, as this command prints")
    )
    parser.add_argument(
        "--existing",
        choices=[str(each) for each in Existing],
        default=str(Existing.FILL),
        help=tr("what to do with those who are here already"),
    )
    parser.add_argument(
        "--unknown",
        choices=[str(each) for each in Unknown],
        default=str(Unknown.KEEP),
        help=tr("what to do with numbers that nobody here bears"),
    )
    parser.add_argument("--dry-run", action="store_true", help=tr("check, change nothing"))
    parser.add_argument(
        "--rejects", type=Path, metavar="OUT.xlsx", help=tr("write the rejected rows here")
    )


def _import(call: Call) -> Answer:
    asked = call.options
    mapping = _mapping(asked.mapping) if asked.mapping else None
    options = Options(asked.sheet, Existing(asked.existing), Unknown(asked.unknown))
    with opened(call) as (shop, actor):
        what = What(asked.what)
        session = exchange.inspect(actor, shop, asked.file, what, options, progress=call.progress)
        with session:
            report = exchange.dry_run(actor, session, mapping, progress=call.progress)
            if not asked.dry_run:
                report = exchange.run(actor, session, progress=call.progress)
            if asked.rejects:
                exchange.write_rejects(actor, session, asked.rejects)
    return Answer(report.as_dict(), lambda: _words(report))


def _mapping(file: Path) -> dict[str, str | None]:
    """The mapping in a JSON file; a whole report of ours will do too."""
    try:
        found: Any = json.loads(file.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError):
        found = None
    found = found.get("mapping", found) if isinstance(found, dict) else None
    if not isinstance(found, dict) or not all(
        target is None or isinstance(target, str) for target in found.values()
    ):
        raise WrongUsage(
            N_("{file} isn't a mapping of columns."),
            N_("Nothing was changed."),
            N_("Take the mapping that the import command prints with --json."),
            file=file.name,
        )
    return found


def _words(report: Report) -> str:
    rows: list[tuple[str, object]] = [(tr("Rows"), report.rows)]
    rows += [(tr(word), report.counts.get(status, 0)) for status, word in _STATUS_WORDS.items()]
    rows += [(tr(REASONS.get(name, name)), n) for name, n in report.reasons.items()]
    rows += [(tr(WARNINGS.get(name, name)), n) for name, n in report.warnings.items()]
    if report.what is What.PURCHASES:
        rows += [
            (tr("Receipts"), report.receipts),
            (tr("Sales without a customer"), report.walk_ins),
            (tr("Unknown customer numbers"), len(report.unknown_customers)),
        ]
    rows.append((tr("Likely duplicates"), len(report.duplicates)))
    if report.batch is not None:
        rows.append((tr("Batch"), report.batch))
    return pairs(rows)


def _export_arguments(parser: ArgumentParser) -> None:
    shop_argument(parser)
    parser.add_argument("file", type=Path, metavar="FILE", help=tr(".xlsx, .csv or .json"))
    _what_argument(parser)
    parser.add_argument("--purpose", required=True, metavar="TEXT", help=tr("what the list is for"))
    parser.add_argument("--reveal", action="store_true", help=tr("with the sealed fields"))


def _export(call: Call) -> Answer:
    asked = call.options
    with opened(call) as (shop, actor):
        done = exchange.export(
            actor,
            shop,
            asked.file,
            What(asked.what),
            asked.purpose,
            reveal=asked.reveal,
            progress=call.progress,
        )
    rows = ((tr("Rows"), done.rows), (tr("Export"), done.export_id))
    return Answer({"rows": done.rows, "export_id": done.export_id}, lambda: pairs(rows))


COMMANDS = (
    Command("import", N_("bring a list in"), _import_arguments, _import),
    Command("export", N_("write a list out"), _export_arguments, _export),
)
