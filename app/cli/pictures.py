"""Pictures: `screens` draws every screen off-screen."""

from argparse import ArgumentParser
from pathlib import Path

from app.cli.answer import Answer
from app.cli.arguments import shop_argument
from app.cli.call import Call, Command, opened
from app.cli.files import refuse_closed
from app.i18n import N_, language, tr


def _arguments(parser: ArgumentParser) -> None:
    shop_argument(parser)
    parser.add_argument("--to", type=Path, required=True, metavar="DIR", help=tr("folder"))
    parser.add_argument("--theme", choices=("light", "dark"), default="light", help=tr("theme"))


def _screens(call: Call) -> Answer:
    from app.ui.screens import draw_all  # the only command that needs Qt

    options = call.options
    place: Path = options.to.absolute()
    refuse_closed(next(each for each in (place, *place.parents) if each.is_dir()))
    options.to.mkdir(parents=True, exist_ok=True)
    with opened(call) as (shop, actor):
        files = draw_all(shop, actor, options.to, theme=options.theme, language=language())
    names = [str(Path(each).absolute()) for each in files]
    return Answer({"screens": names}, lambda: "\n".join(names))


COMMANDS = (Command("screens", N_("draw every screen as a picture"), _arguments, _screens),)
