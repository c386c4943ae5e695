"""Making shops: `new` and `demo`."""

from argparse import ArgumentParser

from app.cli.answer import Answer, pairs
from app.cli.arguments import shop_argument, whole
from app.cli.call import Call, Command
from app.core.demo import filling as demo
from app.core.opening import create_shop
from app.i18n import N_, tr

_MOST = 1_000_000


def _new_arguments(parser: ArgumentParser) -> None:
    shop_argument(parser)
    parser.add_argument("--name", required=True, metavar="TEXT", help=tr("the shop's name"))


def _demo_arguments(parser: ArgumentParser) -> None:
    shop_argument(parser)
    number = whole(1, _MOST)
    parser.add_argument(
        "--customers", type=number, default=demo.CUSTOMERS, metavar="N", help=tr("how many")
    )
    parser.add_argument(
        "--purchases", type=whole(0, _MOST), metavar="M", help=tr("default: ten for each customer")
    )
    parser.add_argument("--seed", type=whole(0, 2**31), default=demo.SEED, metavar="N")


def _new(call: Call) -> Answer:
    options = call.options
    shop, _, card = create_shop(
        options.shop,
        options.name,
        call.password(fresh=True),
        clock=call.clock,
        app_state=call.parts.app_state,
        kdf=call.parts.kdf,
        owner_name=options.user or "",
        upkeep=call.parts.upkeep,
    )
    shop.close()
    data = {"shop": str(options.shop.absolute()), "recovery_card": card}
    words = pairs(((tr("Shop"), data["shop"]), (tr("Recovery card"), card)))
    advice = tr("Print the card or write it down now: it is shown this once.")
    return Answer(data, lambda: f"{words}\n{advice}")


def _demo(call: Call) -> Answer:
    options = call.options
    size = demo.Size(options.customers, options.purchases, options.seed)
    shop, actor, _ = create_shop(
        options.shop,
        demo.shop_name(),
        call.password(fresh=True),
        clock=call.clock,
        app_state=call.parts.app_state,
        kdf=call.parts.kdf,
        owner_name=options.user or "",
        upkeep=call.parts.upkeep,
    )
    try:
        made = demo.fill(shop, actor, size, call.progress)
    finally:
        shop.close()
    data = {
        "shop": str(options.shop.absolute()),
        "customers": made.customers,
        "purchases": made.purchases,
    }
    rows = ((tr("Shop"), data["shop"]), (tr("Customers"), made.customers))
    return Answer(data, lambda: pairs((*rows, (tr("Purchases"), made.purchases))))


COMMANDS = (
    Command("new", N_("make a shop and its owner"), _new_arguments, _new),
    Command("demo", N_("make a sample shop of invented people"), _demo_arguments, _demo),
)
