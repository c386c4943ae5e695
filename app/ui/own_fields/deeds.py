"""What the page of fields asks the shop to do; each is one named step that can be undone."""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from app.catalogue.own_field import OwnChoice
from app.core.errors import Cancelled
from app.core.own_fields import service
from app.core.own_fields.service import NewField
from app.core.progress import Progress
from app.core.store.unit import Unit
from app.i18n import N_, tr
from app.ui.context import Context

T = TypeVar("T")
Done = Callable[[Any], object]
Failed = Callable[[Exception], object]


class Deeds:
    """Writes through the window's jobs."""

    def __init__(self, context: Context) -> None:
        """For this window."""
        self._context = context

    def add(self, new: NewField, done: Done, failed: Failed) -> None:
        """Add a field; `done` gets its number."""
        jobs = self._context.jobs
        jobs.write(N_("Add field"), lambda unit: service.add(unit, new), done, on_error=failed)

    def rename(self, own: int, name: str, name_en: str, done: Done, failed: Failed) -> None:
        """Call a field otherwise."""
        self._context.jobs.write(
            N_("Rename field"),
            lambda unit: service.rename(unit, own, name, name_en),
            done,
            on_error=failed,
        )

    def set_choices(
        self, own: int, choices: Sequence[OwnChoice], done: Done, failed: Failed
    ) -> None:
        """Keep the choices as they stand."""
        self._context.jobs.write(
            N_("Change choices"),
            lambda unit: service.set_choices(unit, own, choices),
            done,
            on_error=failed,
        )

    def set_findable(self, own: int, findable: bool, back: Callable[[], object]) -> None:
        """Let the search look into a field, or no longer; a large book takes a while.

        `back` when nothing came of it: cancelled, or refused.
        """
        self._long(
            N_("Change what the search finds"),
            lambda unit, progress: service.set_findable(unit, own, findable, progress),
            back,
        )

    def set_yearly(self, own: int, yearly: bool, back: Callable[[], object]) -> None:
        """Let a day remind each year, or no longer; `back` when nothing came of it."""
        self._long(
            N_("Change whether a day reminds"),
            lambda unit, progress: service.set_yearly(unit, own, yearly, progress),
            back,
        )

    def set_part(self, own: int, profile: str, part: str | None) -> None:
        """Put a field into another part."""
        self._write(N_("Move field"), lambda unit: service.set_part(unit, own, profile, part))

    def order_parts(self, profile: str, keys: Sequence[str]) -> None:
        """Put the parts in this order."""
        self._write(
            N_("Change the order of parts"),
            lambda unit: service.arrange_parts(unit, profile, keys),
        )

    def order_fields(self, profile: str, part: str, keys: Sequence[str]) -> None:
        """Put the fields of a part in this order."""
        self._write(
            N_("Change the order of fields"),
            lambda unit: service.arrange_fields(unit, profile, part, keys),
        )

    def hide(self, profile: str, key: str, words: str, *, hidden: bool, part: bool) -> None:
        """Hide a field, group or part, or show it again; `words` is what it is called."""
        title = N_("Hide field") if hidden else N_("Show field")
        if part:
            title = N_("Hide part") if hidden else N_("Show part")
        said = tr("“{name}” is hidden.", name=words)
        if not hidden:
            said = tr("“{name}” is shown again.", name=words)
        self._write(
            title,
            lambda unit: service.hide(unit, profile, key, hidden, part=part),
            lambda _: self._context.messages.toast(said, self._context.undo.last()),
        )

    def _long(
        self, title: str, act: Callable[[Unit, Progress], T], back: Callable[[], object]
    ) -> None:
        def ended(problem: Exception) -> None:
            back()
            if not isinstance(problem, Cancelled):
                self._context.jobs.failed.emit(problem)

        self._context.jobs.long_write(title, act, on_error=ended)

    def _write(self, title: str, act: Callable[[Any], T], done: Done | None = None) -> None:
        self._context.jobs.write(title, act, done)
