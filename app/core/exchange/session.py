"""One import from beginning to end: the open file, its mapping, the dry run, the batch."""

import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from sqlalchemy import Connection

from app.catalogue import CATALOGUES
from app.core.actor import Actor
from app.core.backups import service as backups
from app.core.customers.bulk import drop_staging
from app.core.customers.service import rules_of
from app.core.exchange import (
    at_once,
    complaint_import,
    customer_import,
    memory,
    purchase_import,
    staging,
    survey_import,
)
from app.core.exchange.card_photos import Photos, photos_of, set_photos
from app.core.exchange.collector import collecting_seldom
from app.core.exchange.complaint_columns import KEYS as COMPLAINT_KEYS
from app.core.exchange.customer_move import move as move_customers
from app.core.exchange.customer_rows import CustomerReader
from app.core.exchange.faults import refusal
from app.core.exchange.headings import CALENDAR, Catalogues, catalogue_of, split_key
from app.core.exchange.layout import Layout, What
from app.core.exchange.limits import LIMITS, Limits
from app.core.exchange.matching import has_nobody
from app.core.exchange.options import Options
from app.core.exchange.phases import SAFETY_COPY, SAVING, Phase
from app.core.exchange.purchase_columns import KEYS
from app.core.exchange.report import Report, Status
from app.core.exchange.source import Source, judged
from app.core.exchange.staging import StagedRow
from app.core.exchange.survey_columns import is_target as is_of_sheet
from app.core.progress import SILENT, Progress
from app.core.sources.origin import refuse_baseless
from app.core.store.engine import be_roomy
from app.core.store.shop import Shop
from app.core.store.unit import Unit
from app.i18n import N_

BACKUP_ABOVE = 100
"""An import of more rows than this makes a verified copy of the shop first."""
TITLES = {
    What.CUSTOMERS: N_("Import customers"),
    What.COMPANIES: N_("Import companies"),
    What.PURCHASES: N_("Import purchases"),
    What.COMPLAINTS: N_("Import complaints"),
    What.SURVEY: N_("Import filled sheets"),
}
_MISSING = {
    What.CUSTOMERS: "no_name_column",
    What.COMPANIES: "no_company_column",
    What.PURCHASES: "no_purchase_columns",
    What.COMPLAINTS: "no_complaint_columns",
    What.SURVEY: "no_question_columns",
}


_PROFILES = (What.CUSTOMERS, What.COMPANIES)
_EMPTIED = (staging.LINES, staging.RECEIPTS, staging.TRACES, staging.NAMES)


class _Stale(Exception):
    """The shop changed between the dry run and the import."""


class _Nothing(Exception):
    """The list came to nothing that would change the shop."""


class ImportSession:
    """An open file on its way into the shop; a context manager."""

    def __init__(
        self,
        shop: Shop,
        actor: Actor,
        path: Path,
        what: What | None = None,
        options: Options | None = None,
        *,
        limits: Limits = LIMITS,
        progress: Progress = SILENT,
    ) -> None:
        """Open and look at the file; what can't be a list is `Refused`."""
        self.shop, self.actor, self.path = shop, actor, path
        self.options = options or Options()
        with shop.read(actor) as reader:
            catalogues = reader.catalogues
        self.source = Source(
            path,
            encoding=self.options.encoding,
            separator=self.options.separator,
            limits=limits,
            progress=progress,
            catalogues=catalogues,
            encodes=what in _PROFILES,
        )
        self.layout = self._look(what or self.source.suggested())
        self._corrected = False
        self._report: Report | None = None
        self._complaints = complaint_import.Prepared()
        self._sheets = survey_import.Prepared()
        self._seen = 0  # the last change of the shop that the dry run knew

    def __enter__(self) -> "ImportSession":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End the child and empty the staging tables."""
        self.source.close()
        self._clear()

    def choose(self, what: What, options: Options | None = None) -> Layout:
        """Take the file for another sort of list, or with other choices."""
        self.options = options or self.options
        self.layout = self._look(what)
        self._corrected, self._report = False, None
        return self.layout

    def use(self, mapping: Mapping[str, str | None]) -> Layout:
        """Correct the guesses: column → field, None for not imported."""
        _check(mapping, self.layout, self.source.catalogues)
        tables = (judged(table.mapped(mapping), self.layout.what) for table in self.layout.tables)
        self._corrected = self._corrected or dict(mapping) != self._guessed(mapping)
        self.layout, self._report = replace(self.layout, tables=tuple(tables)), None
        return self.layout

    def dry_run(self, progress: Progress = SILENT) -> Report:
        """Check every row; nothing in the shop changes."""
        refuse_baseless(self.options.origin, self.shop.clock.today())
        self._refuse_misfits()
        with self.shop.read(self.actor) as reader:
            self._seen = _last_change(reader.connection)
        with collecting_seldom():
            report = self._stage(progress)
        if not report.rows:
            raise refusal("no_rows", self.path.name)
        self._report = report
        return report

    def _stage(self, progress: Progress) -> Report:
        if self.layout.what is What.PURCHASES:
            return purchase_import.stage(
                self.shop, self.source, self.layout, self.options, progress
            )
        if self.layout.what is What.COMPLAINTS:
            report, self._complaints = complaint_import.stage(
                self.shop, self.source, self.layout, self.options, progress
            )
            return report
        if self.layout.what is What.SURVEY:
            report, self._sheets = survey_import.stage(
                self.shop, self.source, self.layout, self.options, progress
            )
            return report
        return customer_import.stage(
            self.shop, self.actor, self.source, self.layout, self.options, progress
        )

    def run(self, progress: Progress = SILENT) -> Report:
        """Import: one batch, whole or not at all."""
        if self._report is None and self._can_go_at_once():
            with suppress(_Nothing):
                return self._make_at_once(progress)
        report = self._report or self.dry_run(progress)
        if _changes(report):
            self._copy_first(report.rows, progress)
        while True:
            try:
                return self._move(report, progress)
            except _Stale:
                report = self.dry_run(progress)

    def needing_a_look(
        self, statuses: tuple[Status, ...] = (), limit: int = -1, offset: int = 0
    ) -> list[StagedRow]:
        """Rejected, held back and doubtful rows, in the order of the file."""
        with self.shop.read(self.actor) as reader:
            words = [str(status) for status in statuses]
            return staging.rows(reader.connection, words, limit, offset)

    def _can_go_at_once(self) -> bool:
        with self.shop.read(self.actor) as reader:
            return at_once.can_go(reader, self.layout, self.source.size)

    def _make_at_once(self, progress: Progress) -> Report:
        """One pass through the file, in one unit."""
        refuse_baseless(self.options.origin, self.shop.clock.today())
        self._refuse_misfits()
        rows = sum(table.rows for table in self.layout.fitting(self.options.sheet))
        self._copy_first(rows or self.source.size, progress)
        begun = self.actor, TITLES[self.layout.what]
        with collecting_seldom(), self.shop.write(*begun, looks=False) as unit:
            if not has_nobody(unit):
                raise _Nothing
            # Else pages are written and encrypted while this process would wait, not at the end.
            is_vast = not self.source.is_moderate(self.layout.fitting(self.options.sheet))
            be_roomy(unit.connection, roomy=is_vast)
            batch = unit.begin_batch("import", self.path.name)
            given = self.source, self.layout, self.options
            report = at_once.make(unit, self.shop, *given, progress)
            if not _changes(report):
                raise _Nothing
            Phase(progress, SAVING)
            unit.describe_batch(batch, _detail(report, self.options))
            if self._corrected:
                memory.learn(unit, self.layout, self.options.sheet)
        self._clear()
        return replace(report, batch=batch, done=True)

    def _copy_first(self, rows: int, progress: Progress) -> None:
        """Make a verified copy of the shop before many rows come in."""
        if rows > BACKUP_ABOVE:
            told = Phase(progress, SAFETY_COPY)
            backups.make(self.actor, self.shop, kind="import", progress=told)

    def _look(self, what: What) -> Layout:
        if what in _PROFILES:
            self.source.get_ready_to_encode()
        with self.shop.read(self.actor) as reader:
            self.source.catalogues = reader.catalogues
            return self.source.layout(what, lambda table: memory.recall(reader, what, table))

    def _guessed(self, mapping: Mapping[str, str | None]) -> dict[str, str | None]:
        guessed = {c.heading: c.target for t in self.layout.tables for c in t.columns}
        return {column: guessed.get(column) for column in mapping}

    def _refuse_misfits(self) -> None:
        """Say what is missing when nothing here is such a list."""
        sheet, file = self.options.sheet, self.path.name
        tables = self.layout.fitting(sheet)
        if sheet is not None and not tables:
            names = "、".join(table.name for table in self.layout.tables)
            raise refusal("no_sheet", file, sheet=sheet, sheets=names)
        if any(table.fits for table in tables):
            return
        if not self._corrected and not any(table.header_row for table in self.layout.tables):
            raise refusal("no_headings", file)
        raise refusal(_MISSING[self.layout.what], file)

    def _move(self, report: Report, progress: Progress) -> Report:
        if not _changes(report):
            self._clear()
            return replace(report, done=True)
        photos = self._photos(progress)
        Phase(progress, SAVING)
        adds_alone = not photos and self._adds_alone(report)
        begun = self.actor, TITLES[self.layout.what]
        with self.shop.write(*begun, looks=not adds_alone) as unit:
            if _last_change(unit.connection) != self._seen:
                raise _Stale
            be_roomy(unit.connection, roomy=True)
            batch = unit.begin_batch("import", self.path.name, _detail(report, self.options))
            self._move_rows(unit, batch, adds_alone=adds_alone)
            set_photos(unit, photos, self.options)
            if self._corrected:
                memory.learn(unit, self.layout, self.options.sheet)
        self._clear()
        self._report = None
        return replace(report, batch=batch, done=True)

    def _adds_alone(self, report: Report) -> bool:
        """Does it make people where none were, and touch nothing else?"""
        if self.layout.what not in _PROFILES or report.counts.get(Status.UPDATED):
            return False
        with self.shop.read(self.actor) as reader:
            return has_nobody(reader)

    def _photos(self, progress: Progress) -> Photos:
        if self.layout.what not in _PROFILES:
            return {}
        with self.shop.read(self.actor) as reader:
            rules, catalogues = rules_of(reader), reader.catalogues
        found: Photos = {}
        for table in self.layout.fitting(self.options.sheet):
            rows = CustomerReader(table, self.layout.what, rules, catalogues)
            found = {**found, **photos_of(self.source, table, rows, progress)}
        return found

    def _move_rows(self, unit: Unit, batch: int, *, adds_alone: bool) -> None:
        if self.layout.what is What.PURCHASES:
            purchase_import.move(unit, self.options, batch)
        elif self.layout.what is What.COMPLAINTS:
            complaint_import.move(unit, self._complaints, batch)
        elif self.layout.what is What.SURVEY:
            survey_import.move(unit, self.layout, self.options, self._sheets, batch)
        else:
            move_customers(unit, self.layout, self.options, adds_alone=adds_alone)

    def _clear(self) -> None:
        """Empty the staging tables; the rows that need a look stay until the next import."""
        with self.shop.aside() as connection:
            staging.drop(connection, *_EMPTIED)
            drop_staging(connection)
            be_roomy(connection, roomy=False)


def _changes(report: Report) -> bool:
    return bool(report.counts.get(Status.CREATED) or report.counts.get(Status.UPDATED))


def _detail(report: Report, options: Options) -> str:
    counts = {str(status): count for status, count in report.counts.items() if count}
    told = options.origin
    origin = {"channel": told.channel, "basis": told.basis}
    origin["learnt_on"] = told.learnt_on.isoformat() if told.learnt_on else None
    return json.dumps({"what": str(report.what), "origin": origin, **counts})


def _last_change(connection: Connection) -> int:
    asked = "SELECT ifnull(max(id), 0) FROM history"
    return int(connection.exec_driver_sql(asked).scalar_one())


def _check(mapping: Mapping[str, str | None], layout: Layout, catalogues: Catalogues) -> None:
    """Every column named must be in the file, every field in the catalogue."""
    columns = {column.heading for table in layout.tables for column in table.columns}
    for column, target in mapping.items():
        if column not in columns:
            raise refusal("mapping", layout.path.name, name=column)
        if target is not None and not is_target(target, layout.what, catalogues):
            raise refusal("mapping", layout.path.name, name=target)


def is_target(target: str, what: What, catalogues: Catalogues = CATALOGUES) -> bool:
    """Is this a field that a list of this sort can fill?"""
    if what is What.PURCHASES:
        return target in KEYS
    if what is What.COMPLAINTS:
        return target in COMPLAINT_KEYS
    if what is What.SURVEY:
        return is_of_sheet(target)
    if target == CALENDAR:
        return what is What.CUSTOMERS
    key, place = split_key(target)
    catalogue = catalogue_of(what, catalogues)
    return catalogue.has(key) and (place == 0 or catalogue.field(key).group is not None)
