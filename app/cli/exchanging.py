"""Bringing in and taking out: `import`, `undo` and `export`."""

import json
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from datetime import date
from pathlib import Path

from app.catalogue.channels import CHANNELS, channel_of
from app.catalogue.grounds import basis_parts, basis_text
from app.cli.answer import Answer, pairs
from app.cli.arguments import day, shop_argument, whole
from app.cli.call import Call, Command, opened
from app.cli.field_words import target_namer
from app.cli.files import refuse_no_place
from app.cli.report_words import report_words
from app.core.errors import Refused
from app.core.exchange import service
from app.core.exchange.doubled import DOUBLED, doubled
from app.core.exchange.service import Existing, Figure, Options, Unknown, What
from app.core.segments.queries import list_saved
from app.core.sources.origin import Origin
from app.core.store.reader import Reader
from app.core.store.undo import undo_act, undo_batch
from app.i18n import N_, listed, tr

_MOST = 2**53


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
    refuse_no_place(options.rejects)
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
            named = target_namer(what, session.layout.catalogues)
            _tell_doubled(session, named)
    return Answer(report.as_dict(), lambda: report_words(report, named))


def _tell_doubled(session: service.ImportSession, named: Callable[[str], str]) -> None:
    """What the wizard says while columns are chosen: some column is about to be lost."""
    layout = session.layout
    found = doubled(layout.fitting(session.options.sheet), layout.what, layout.catalogues)
    if found:
        fields = listed(f"{named(field)} ({listed(columns)})" for field, columns in found.items())
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
    except OSError:
        raise Refused(
            N_("The mapping {file} cannot be read."),
            N_("Nothing was imported."),
            N_("Check its name, and that you may read it."),
            file=str(file),
        ) from None
    except ValueError:
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
    refuse_no_place(options.file)
    with opened(call) as (shop, actor):
        if options.segment:
            with shop.read(actor) as reader:
                _refuse_none_saved(reader, options.segment)
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


def _refuse_none_saved(reader: Reader, name: str) -> None:
    """Where there is none at all, none can be named instead."""
    if not list_saved(reader):
        raise Refused(
            N_("There is no saved filter called “{name}”."),
            N_("Nothing was written."),
            N_("This shop has none yet: save one in the window's list of customers."),
            name=name,
        )


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
