"""Where a command gets the password: a file, the environment, or a prompt; no argument."""

import os
import sys
from getpass import getpass
from pathlib import Path

from app.core.errors import Refused, WrongUsage
from app.i18n import N_, tr

VARIABLE = "SHUKE_PASSWORD"


def password(file: Path | None, *, fresh: bool = False) -> str:
    """The password; a `fresh` one is asked twice on a terminal."""
    if file is not None:
        return _from_file(file)
    given = os.environ.get(VARIABLE)
    if given is not None:
        return given
    if not sys.stdin.isatty():
        raise WrongUsage(
            N_("No password was given."),
            N_("Nothing was opened."),
            N_("Set SHUKE_PASSWORD, use --password-file, or run it on a terminal."),
        )
    return _fresh() if fresh else getpass(tr("Password: "), sys.stderr)


def _from_file(file: Path) -> str:
    try:
        text = file.read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        raise Refused(
            N_("The password file {file} cannot be read."),
            N_("Nothing was opened."),
            N_("Check its name and that it is a text file."),
            file=file.name,
        ) from None
    return text.removeprefix("\ufeff").splitlines()[0] if text.strip() else ""


def _fresh() -> str:
    first = getpass(tr("New password: "), sys.stderr)
    if getpass(tr("The same again: "), sys.stderr) != first:
        raise WrongUsage(
            N_("The two passwords are not the same."), N_("Nothing was made."), N_("Try again.")
        )
    return first
