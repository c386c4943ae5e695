"""Bringing in and taking out: `import`, `undo` and `export`."""

import json
import sys
from argparse import ArgumentParser, Namespace
from datetime import date
from pathlib import Path

from app.catalogue.channels import CHANNELS, channel_of
from app.catalogue.grounds import basis_parts, basis_text
from app.cli.answer import Answer, pairs, table
from app.cli.arguments import day, shop_argument, whole
from app.cli.call import Call, Command, opened
from app.core.errors import Refused
from app.core.exchange import service
from app.core.exchange.doubled import DOUBLED, doubled
from app.core.exchange.service import Existing, Figure, Options, Report, Status, Unknown, What
from app.core.sources.origin import Origin
from app.core.store.undo import undo_act, undo_batch
from app.i18n import N_, listed, tr

_MOST = 2**53
_STATUS_WORDS = {
    Status.CREATED: N_("Created"),
    Status.UPDATED: N_("Updated"),
    Status.UNCHANGED: N_("Unchanged"),
    Status.HELD_BACK: N_("Held back"),
    Status.REJECTED: N_("Rejected"),
}


def _import_arguments(parser: ArgumentParser) -> None:
    shop_argument(parser)
    parser.add_argument(
        "file", type=Path, metavar="FILE", help=tr("xlsx, xls, ods, csv, text or vcf")
    )
    parser.add_argument("--what", required=True, choices=[str(each) for each in What])
    parser.add_argument("--sheet", metavar="S", help=tr("one sheet only"))
    parser.add_argument("--mapping", type=Path, metavar="M.json", help=tr("column: field"))
    parser.add_argument("--existing", choices=[str(each) for each in Existing], default="fill")
    parser.add_argument("--unknown", choices=[str(each) for each in Unknown], default="keep")
    parser.add_argument("--survey", metavar="NAME", help=tr("the survey of filled sheets"))
    parser.add_argument("--source", metavar="CHANNEL", help=tr("where the list comes from"))
    parser.add_argument("--learnt", type=day, metavar="DATE", help=tr("when it was learnt"))
    parser.add_argument("--basis", metavar="TEXT", help=tr("legal ground of a bought list"))
    parser.add_argument(
        "--handed-on-consent",
        action="store_true",
        help=tr("the people on the list agreed to its being handed on (PIPL art. 23)"),
    )
    parser.add_argument("--dry-run", action="store_true", help=tr("check only, change nothing"))
    parser.add_argument(
        "--rejects", type=Path, metavar="OUT.xlsx", help=tr("write the rejected rows here")
    )


def _import(call: Call) -> Answer:
    options = call.options
    choices = Options(
        options.sheet,
        Existing(options.existing),
        Unknown(options.unknown),
        survey=options.survey,
        origin=_origin(options.source, options.learnt, _basis(options)),
    )
    mapping = _mapping(options.mapping) if options.mapping else None
    with opened(call) as (shop, actor):
        what, progress = What(options.what), call.progress
        with service.inspect(
            actor, shop, options.file, what, choices, progress=progress
        ) as session:
            if options.dry_run:
                report = service.dry_run(actor, session, mapping, progress=progress)
                if options.rejects:
                    service.write_rejects(actor, session, options.rejects)
            else:
                asked = {"rejects": options.rejects, "progress": progress}
                report = service.run(actor, session, mapping, **asked)
            _tell_doubled(session)
    return Answer(report.as_dict(), lambda: _report_words(report))


def _tell_doubled(session: service.ImportSession) -> None:
    """What the wizard says while columns are chosen: some column is about to be lost."""
    layout = session.layout
    found = doubled(layout.fitting(session.options.sheet), layout.what, layout.catalogues)
    if found:
        fields = listed(f"{field} ({listed(columns)})" for field, columns in found.items())
        print(tr(DOUBLED, fields=fields), file=sys.stderr)


def _basis(options: Namespace) -> str | None:
    code, words = basis_parts(options.basis)
    return basis_text(code, words, handed_on=options.handed_on_consent) or None


def _origin(source: str | None, learnt: date | None, basis: str | None) -> Origin:
    """A channel by its code or its label in either language."""
    found = channel_of(source) if source else CHANNELS["import"]
    if found is None:
        raise Refused(
            N_("There is no channel “{source}”."),
            N_("Nothing was imported."),
            N_("Channels are: {channels}."),
            source=source,
            channels=", ".join(CHANNELS),
        )
    return Origin(found.code, learnt, basis=basis)


def _mapping(file: Path) -> dict[str, str | None]:
    """The `mapping` object, or the whole document that an import printed."""
    try:
        found = json.loads(file.read_text("utf-8-sig"))
    except (OSError, ValueError):
        raise _no_mapping(file) from None
    if isinstance(found, dict) and isinstance(found.get("mapping"), dict):
        found = found["mapping"]
    if not isinstance(found, dict) or not all(
        each is None or isinstance(each, str) for each in found.values()
    ):
        raise _no_mapping(file)
    return found


def _no_mapping(file: Path) -> Refused:
    return Refused(
        N_("{file} is not a mapping."),
        N_("Nothing was imported."),
        N_("It must be the “mapping” object that a dry run prints."),
        file=file.name,
    )


def _report_words(report: Report) -> str:
    counts: list[tuple[str, object]] = [(tr("Rows"), report.rows)]
    counts += [(tr(words), report.counts.get(each, 0)) for each, words in _STATUS_WORDS.items()]
    counts += _of_receipts(report)
    if report.batch is not None:
        counts.append((tr("Batch"), report.batch))
    parts = [pairs(counts)]
    for heading, told in ((tr("Reason"), report.reasons), (tr("Warning"), report.warnings)):
        if told:
            parts.append(table((heading, tr("Rows")), sorted(told.items()), right=(1,)))
    columns = ((column, field or tr("not imported")) for column, field in report.mapping.items())
    parts.append(table((tr("Column"), tr("Field")), columns))
    if report.duplicates:
        rows = report.duplicates
        parts.append(table((tr("Customer"), tr("Like"), tr("Why")), rows))
    return "\n\n".join(parts)


def _of_receipts(report: Report) -> list[tuple[str, object]]:
    """Whom a till's lines are of: nobody is lost without a word."""
    if report.what is not What.PURCHASES:
        return []
    unknown = sum(report.unknown_customers.values())
    found: list[tuple[str, object]] = [(tr("Receipts in the file"), report.receipts)]
    found += [(tr("Walk-ins"), report.walk_ins), (tr("Lines of unknown customers"), unknown)]
    return [*found, (tr("New customers"), report.new_customers)]


def _export_arguments(parser: ArgumentParser) -> None:
    shop_argument(parser)
    parser.add_argument("file", type=Path, metavar="FILE", help=tr(".xlsx, .csv, .json or .vcf"))
    lists = [str(each) for each in What if each is not What.SURVEY]
    lists += [str(each) for each in Figure]
    parser.add_argument("--what", required=True, choices=lists)
    parser.add_argument("--purpose", required=True, metavar="TEXT", help=tr("what it is for"))
    parser.add_argument("--segment", metavar="NAME", help=tr("only whom a saved filter holds"))
    parser.add_argument("--reveal", action="store_true", help=tr("sealed fields too"))


def _export(call: Call) -> Answer:
    options = call.options
    figure = options.what in {str(each) for each in Figure}
    with opened(call) as (shop, actor):
        done = service.export(
            actor,
            shop,
            options.file,
            Figure(options.what) if figure else What(options.what),
            options.purpose,
            reveal=options.reveal,
            segment=options.segment,
            progress=call.progress,
        )
    data = {"rows": done.rows, "export_id": done.export_id}
    return Answer(data, lambda: pairs(((tr("Rows"), done.rows), (tr("Export"), done.export_id))))


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


COMMANDS = (
    Command("import", N_("bring in a list or a till export"), _import_arguments, _import),
    Command("undo", N_("take an import or one act back"), _undo_arguments, _undo),
    Command("export", N_("write a list out"), _export_arguments, _export),
)
