"""The open file of the wizard and everything slow done with it, off the interface thread."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from app.core.actor import Actor
from app.core.errors import Cancelled
from app.core.exchange import service
from app.core.exchange.service import ImportSession, Layout, Options, Report, What
from app.core.progress import Progress
from app.i18n import N_
from app.ui.background import alive
from app.ui.context import Context
from app.ui.long_job import LongJob

T = TypeVar("T")


class Held:
    """The file that is open, if any; ends its child also when the page is gone already."""

    def __init__(self) -> None:
        """Nothing is open."""
        self.session: ImportSession | None = None
        self.job: LongJob | None = None

    def open(self) -> ImportSession:
        """The open file; only asked for when there is one."""
        assert self.session is not None
        return self.session

    def close(self) -> None:
        """Close the file and empty the staging tables; slow."""
        session, self.session = self.session, None
        if session is not None:
            session.close()

    def stop_reading(self) -> None:
        """End the child; the next reading starts another."""
        if self.session is not None:
            self.session.source.close()

    def abandon(self) -> None:
        """The page is going: stop what runs, and end the child."""
        if self.job is not None:
            self.job.cancel()
        self.stop_reading()


class Work(QObject):
    """One thing at a time, each with its progress; answers come on the interface thread."""

    started = Signal(object)  # LongJob
    ended = Signal()
    failed = Signal(object)  # exception
    cancelled = Signal()

    def __init__(self, context: Context, parent: QObject, seen: Callable[[], bool]) -> None:
        """`seen`: does the page show the progress itself just now?"""
        super().__init__(parent)
        self._context, self._seen = context, seen
        self.held = Held()
        self.destroyed.connect(self.held.abandon)

    @property
    def actor(self) -> Actor:
        """Who is at the keyboard."""
        return self._context.actor

    def busy(self) -> bool:
        """Is something under way?"""
        return self.held.job is not None

    def cancel(self) -> None:
        """Ask the work under way to stop: its child ends, nothing has changed."""
        if self.held.job is not None:
            self.held.job.cancel()

    def inspect(
        self, path: Path, what: What | None, options: Options, then: Callable[[Layout], object]
    ) -> None:
        """Close what was open and look at a file."""
        held, actor, shop = self.held, self.actor, self._context.shop

        def run(progress: Progress) -> Layout:
            held.close()
            held.session = service.inspect(actor, shop, path, what, options, progress=progress)
            return held.session.layout

        self._start(N_("Opening the file"), run, then)

    def choose(self, what: What, options: Options, then: Callable[[Layout], object]) -> None:
        """Take the open file for another sort of list."""
        held = self.held
        self._start(N_("Looking at the columns"), lambda _: held.open().choose(what, options), then)

    def check(
        self,
        what: What,
        options: Options,
        mapping: dict[str, str | None],
        then: Callable[[Report], object],
    ) -> None:
        """Dry run: every row is read, nothing changes."""
        held, actor = self.held, self.actor

        def run(progress: Progress) -> Report:
            session = held.open()
            session.choose(what, options)
            report = service.dry_run(actor, session, mapping, progress=progress)
            session.source.close()  # its rows are staged: the child's memory is not needed
            return report

        self._start(N_("Checking the rows"), run, then)

    def bring_in(self, then: Callable[[Report], object]) -> None:
        """Import what was checked."""
        held, actor = self.held, self.actor

        def run(progress: Progress) -> Report:
            return service.run(actor, held.open(), progress=progress)

        self._start(N_("Importing"), run, then)

    def save_rejects(self, path: Path, then: Callable[[int], object]) -> None:
        """Write rejected and held back rows with their reasons."""
        held, actor = self.held, self.actor

        def run(_: Progress) -> int:
            return service.write_rejects(actor, held.open(), path)

        self._start(N_("Writing the rejected rows"), run, then)

    def close(self, then: Callable[[], object]) -> None:
        """Let go of the file."""
        held = self.held
        self._start(N_("Closing the file"), lambda _: held.close(), lambda _: then())

    def _start(self, title: str, run: Callable[[Progress], T], then: Callable[[T], object]) -> None:
        held = self.held

        def guarded(progress: Progress) -> T:
            try:
                return run(progress)
            except Cancelled:
                held.stop_reading()
                raise

        def done(outcome: T) -> None:
            held.job = None
            if alive(self):
                self.ended.emit()
                then(outcome)

        def error(problem: Exception) -> None:
            held.job = None
            if alive(self):
                self.ended.emit()
                self._tell(problem)

        held.job = self._context.jobs.long(title, guarded, done, on_error=error)
        held.job.shown_elsewhere = self._shows
        self.started.emit(held.job)

    def _shows(self) -> bool:
        return alive(self) and self._seen()

    def _tell(self, problem: Exception) -> None:
        if isinstance(problem, Cancelled):
            self.cancelled.emit()
        else:
            self.failed.emit(problem)
