"""One call of a command: its arguments, its clock, and the door to the shop it names."""

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from app.catalogue.currency import use_currency
from app.cli.answer import Answer
from app.cli.parts import Parts
from app.cli.passwords import password
from app.core.actor import Actor
from app.core.clock import Clock, fixed_clock
from app.core.opening import open_shop
from app.core.progress import SILENT, Progress
from app.core.settings.declared import CURRENCY
from app.core.settings.queries import get
from app.core.store.shop import Shop
from app.i18n import tr


@dataclass(frozen=True)
class Call:
    """What was asked for, and what it is done with."""

    options: Namespace
    parts: Parts

    @property
    def clock(self) -> Clock:
        """The real clock, or the one that `--as-of` fixes at noon."""
        day = self.options.as_of
        return fixed_clock(day, self.parts.wall.zone) if day else self.parts.wall

    @property
    def progress(self) -> Progress:
        """How far long work is, on a terminal's stderr only."""
        return _Told() if sys.stderr.isatty() else SILENT

    def password(self, *, fresh: bool = False) -> str:
        """The password from wherever it comes."""
        file: Path | None = self.options.password_file
        return password(file, fresh=fresh)


@dataclass(frozen=True)
class Command:
    """One command: its name, a marked line of help, its arguments, and what it does."""

    name: str
    help: str
    arguments: Callable[[ArgumentParser], None]
    run: Callable[[Call], Answer]


@contextmanager
def opened(call: Call) -> Iterator[tuple[Shop, Actor]]:
    """The shop that the call names, open for the person who calls; closed at the end."""
    shop, actor = open_shop(
        call.options.shop,
        call.options.user,
        call.password(),
        clock=call.clock,
        app_state=call.parts.app_state,
        wall=call.parts.wall,
        upkeep=call.parts.upkeep,
    )
    actor.proof.last()  # the command was begun with the password: it is not asked twice
    with shop.read(actor) as reader:
        use_currency(get(reader, CURRENCY))
    notices = " ".join(tr(each) for each in shop.notices)
    try:
        yield shop, actor
    except BaseException:  # the reason follows on the same line: a failure is one line
        print(notices, end=" " if notices else "", file=sys.stderr)
        raise
    finally:
        shop.close()
    if notices:
        print(notices, file=sys.stderr)


class _Told:
    """Progress as one line that is written over."""

    def __init__(self) -> None:
        self._last = ""

    def report(self, done: int, total: int, text: str = "") -> None:
        """Show a percentage when it changed."""
        share = f"{100 * done // total:3d} %" if total else f"{done}"
        line = f"{text} {share}".strip()
        if line != self._last:
            end = "\n" if total and done >= total else ""
            print(f"\r\x1b[K{line}", end=end, file=sys.stderr, flush=True)
            self._last = line

    def is_cancelled(self) -> bool:
        """Ctrl+C raises by itself."""
        return False
