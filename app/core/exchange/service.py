"""The doors of importing and exporting: everything a window or a command line needs."""

from collections.abc import Mapping
from pathlib import Path

from app.core.actor import Actor, Right, needs
from app.core.exchange.exporting import Exported, export
from app.core.exchange.figures import FIGURES, Figure
from app.core.exchange.layout import Layout, What
from app.core.exchange.options import Existing, Options, Unknown
from app.core.exchange.rejects import write_rejects as _write_rejects
from app.core.exchange.report import Report, Status
from app.core.exchange.session import ImportSession
from app.core.exchange.staging import StagedRow
from app.core.exchange.vcard_writer import Version
from app.core.progress import SILENT, Progress
from app.core.store.shop import Shop

__all__ = [
    "FIGURES",
    "Existing",
    "Exported",
    "Figure",
    "ImportSession",
    "Layout",
    "Options",
    "Report",
    "StagedRow",
    "Status",
    "Unknown",
    "Version",
    "What",
    "dry_run",
    "export",
    "inspect",
    "needing_a_look",
    "run",
    "write_rejects",
]


@needs(Right.IMPORT)
def inspect(
    actor: Actor,
    shop: Shop,
    path: Path,
    what: What | None = None,
    options: Options | None = None,
    *,
    progress: Progress = SILENT,
) -> ImportSession:
    """Open a foreign file and guess its columns; close the session when done with it."""
    return ImportSession(shop, actor, path, what, options, progress=progress)


@needs(Right.IMPORT)
def dry_run(
    actor: Actor,
    session: ImportSession,
    mapping: Mapping[str, str | None] | None = None,
    *,
    progress: Progress = SILENT,
) -> Report:
    """Check every row; nothing in the shop changes."""
    if mapping is not None:
        session.use(mapping)
    return session.dry_run(progress)


@needs(Right.IMPORT)
def run(
    actor: Actor,
    session: ImportSession,
    mapping: Mapping[str, str | None] | None = None,
    *,
    rejects: Path | None = None,
    progress: Progress = SILENT,
) -> Report:
    """Import as one batch, whole or not at all; write the rejected rows where asked."""
    if mapping is not None:
        session.use(mapping)
    report = session.run(progress)
    if rejects is not None:
        write_rejects(actor, session, rejects)
    return report


@needs(Right.IMPORT)
def write_rejects(actor: Actor, session: ImportSession, path: Path) -> int:
    """Write rejected and held back rows with their reasons; returns how many."""
    rows = session.needing_a_look((Status.REJECTED, Status.HELD_BACK))
    return _write_rejects(path, session.layout, rows)


@needs(Right.IMPORT)
def needing_a_look(
    actor: Actor,
    session: ImportSession,
    statuses: tuple[Status, ...] = (),
    limit: int = -1,
    offset: int = 0,
) -> list[StagedRow]:
    """Rejected, held back and doubtful rows, in the order of the file."""
    return session.needing_a_look(statuses, limit, offset)
