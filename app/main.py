"""The only place where things are built and joined: chooses the window or the command line."""

import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from platformdirs import user_state_path

from app import cli
from app.core import upkeep
from app.core.clock import system_clock
from app.core.exchange.child import HIDDEN_ARGUMENT
from app.i18n import N_, tr, use_language

_NO_SCREEN = N_(
    "There is no screen here to open a window on; nothing was changed. "
    "Use the command line instead (“--help” lists the commands); "
    "“screens SHOP --to FOLDER” draws every screen as a picture."
)
WINDOW_OPTIONS = ("--demo",)


def run(argv: Sequence[str] | None = None) -> int:
    """Do what the arguments ask; returns the exit status."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    if arguments[:1] == [HIDDEN_ARGUMENT]:
        from app.core.exchange import parser

        parser.main()
        return 0
    if not arguments or arguments[0] in WINDOW_OPTIONS:
        return _window(arguments)
    return cli.main(arguments, parts())


def parts(app_state: Path | None = None) -> cli.Parts:
    """What the command line and the window are built from."""
    return cli.Parts(
        app_state=app_state or user_state_path("Shuke", appauthor=False),
        wall=system_clock(),
        upkeep=upkeep.ALL,
    )


def _window(arguments: Sequence[str]) -> int:
    if not _has_screen(os.environ):
        use_language(cli.language_of(arguments))
        sys.stderr.write(tr(_NO_SCREEN) + "\n")  # Qt would abort
        return 1
    from app.ui.application import run as run_window

    return run_window(parts(), demo="--demo" in arguments)


def _has_screen(environment: Mapping[str, str]) -> bool:
    named = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return sys.platform != "linux" or any(environment.get(each) for each in named)
