"""The command line: a thin face over core; no rule, figure or permission lives in it."""

import os
import sys
import traceback
from collections.abc import Sequence
from locale import getlocale
from typing import TYPE_CHECKING

from app.cli.parts import Parts
from app.core.errors import ShukeError
from app.i18n import LANGUAGES, Language, system_language, tr, use_language

if TYPE_CHECKING:  # the window imports `Parts` alone and starts without the commands
    from app.cli.call import Command

__all__ = ["Parts", "commands", "language_of", "main"]


def commands() -> "tuple[Command, ...]":
    """Every command, in the order of the help."""
    from app.cli import (
        customers,
        days,
        editing,
        exchanging,
        fading,
        figures,
        keeping,
        pictures,
        satisfaction,
        shops,
    )

    return (
        *shops.COMMANDS,
        *exchanging.COMMANDS,
        *customers.COMMANDS,
        *editing.COMMANDS,
        *days.COMMANDS,
        *figures.COMMANDS,
        *fading.COMMANDS,
        *satisfaction.COMMANDS,
        *keeping.COMMANDS,
        *pictures.COMMANDS,
    )


def main(argv: Sequence[str], parts: Parts) -> int:
    """Do one command; returns its exit status. On failure stdout stays empty."""
    from app.cli.answer import as_json
    from app.cli.arguments import parser_of
    from app.cli.call import Call
    from app.core.vault.trouble import told_in_words

    use_language(language_of(argv))
    try:
        call = Call(parser_of(commands()).parse_args(list(argv)), parts)
        with told_in_words():
            answer = call.options.run(call)
        _write(as_json(answer.data) if call.options.json else answer.words())
    except ShukeError as error:
        return _failed(str(error), error.exit_status)
    except BrokenPipeError:  # whoever read us has enough (… | head)
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except KeyboardInterrupt:
        return _failed(tr("Cancelled."), 1)
    except (OSError, MemoryError) as error:
        return _failed(_system_words(error), 1)
    except Exception as error:  # a mistake of ours: no half answer, and no customer's name
        return _failed(_our_mistake(error), 1)
    status: int = answer.status
    return status


def language_of(argv: Sequence[str]) -> Language:
    """`--lang` wherever it stands, since it is wanted before the arguments are understood."""
    for i, each in enumerate(argv):
        name, _, value = each.partition("=")
        wanted = value or (argv[i + 1] if i + 1 < len(argv) else "")
        if name == "--lang" and wanted in LANGUAGES:
            return "zh" if wanted == "zh" else "en"
    variables = (os.environ.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    return system_language(next(filter(None, variables), getlocale()[0] or ""))


def _write(text: str) -> None:
    # UTF-8 whatever the terminal says: JSON is UTF-8, and names are Chinese.
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(encoding="utf-8")
    print(text, flush=True)


def _failed(words: str, status: int) -> int:
    print(" ".join(words.split()), file=sys.stderr)
    return status


def _system_words(error: OSError | MemoryError) -> str:
    if isinstance(error, MemoryError):
        return tr("There is not enough memory for this. Nothing was changed.")
    reason = error.strerror or type(error).__name__
    name = os.path.basename(error.filename) if isinstance(error.filename, str) else ""
    return tr("The system refused: {reason} {name}", reason=reason, name=name)


def _our_mistake(error: Exception) -> str:
    found = traceback.extract_tb(error.__traceback__)[-1]
    where = f"{type(error).__name__}, {os.path.basename(found.filename)}:{found.lineno}"
    return tr("Something went wrong in the program ({where}). What was saved is safe.", where=where)
