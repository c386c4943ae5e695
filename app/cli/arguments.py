"""The grammar of the command line: commands, and the options that all of them share."""

from argparse import ArgumentParser, ArgumentTypeError, _ArgumentGroup
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import NoReturn

from app.cli import usage_words
from app.cli.call import Command
from app.core.errors import WrongUsage
from app.i18n import LANGUAGES, N_, tr

_YEARS = range(1800, 3000)


def parser_of(commands: Sequence[Command]) -> ArgumentParser:
    """The parser for all commands; a mistake raises `WrongUsage`."""
    usage_words.speak()
    parser = _Parser(prog="shuke", description=tr("Know your regulars."))
    _language(parser)  # as well as after the command
    several = parser.add_subparsers(dest="command", metavar=tr("COMMAND"), required=True)
    for command in commands:
        words = tr(command.help)
        each = several.add_parser(command.name, help=words, description=words)
        command.arguments(each)
        _shared(each)
        each.set_defaults(run=command.run)
    return parser


def shop_argument(parser: ArgumentParser) -> None:
    """The folder NAME.shuke."""
    parser.add_argument("shop", type=shop_folder, metavar="SHOP", help=tr("the shop's folder"))


def shop_folder(text: str) -> Path:
    """A shop's folder; the suffix may be left out."""
    path = Path(text)
    if not path.name:  # "." and "/"
        return path
    with_suffix = path.with_name(path.name + ".shuke")
    if path.suffix == ".shuke" or (path.exists() and not with_suffix.exists()):
        return path
    return with_suffix


def day(text: str) -> date:
    """A day as YYYY-MM-DD, of years that can be counted on from and back."""
    try:
        found = date.fromisoformat(text)
    except ValueError:
        found = date.min
    if text != found.isoformat() or found.year not in _YEARS:
        raise ArgumentTypeError(tr("not a day (YYYY-MM-DD): {text}", text=text))
    return found


def whole(low: int, high: int) -> "_Whole":
    """A whole number between two bounds, both allowed."""
    return _Whole(low, high)


class _Whole:
    def __init__(self, low: int, high: int) -> None:
        self.low, self.high = low, high

    def __call__(self, text: str) -> int:
        if text.isascii() and text.isdigit() and self.low <= int(text) <= self.high:
            return int(text)
        low, high = self.low, self.high
        words = tr("not a whole number from {low} to {high}: {text}", low=low, high=high, text=text)
        raise ArgumentTypeError(words)


def _shared(parser: ArgumentParser) -> None:
    group = parser.add_argument_group(tr("every command"))
    group.add_argument("--user", metavar="NAME", help=tr("who opens the shop; default: the owner"))
    group.add_argument(
        "--password-file", type=Path, metavar="FILE", help=tr("a file that holds the password")
    )
    group.add_argument(
        "--as-of", type=day, metavar="DATE", help=tr("today, for every figure that depends on it")
    )
    _language(group)
    group.add_argument("--json", action="store_true", help=tr("one JSON document"))


def _language(parser: ArgumentParser | _ArgumentGroup) -> None:
    parser.add_argument("--lang", choices=LANGUAGES, help=tr("language"))


class _Parser(ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise WrongUsage(
            N_("Wrong usage: {message}."),
            "",
            N_("“{prog} --help” shows how."),
            message=message.rstrip("."),
            prog=self.prog,
        )
