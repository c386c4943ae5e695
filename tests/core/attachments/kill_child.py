"""Makes a shop, opens a file for another program, and is killed before it can tidy up."""

import os
import signal
import sys
from pathlib import Path

from app.core.attachments import outside, service
from app.core.clock import fixed_clock
from app.core.opening import create_shop
from app.core.vault.keys import Kdf
from tests.conftest import PASSWORD, SHANGHAI, TODAY
from tests.factories import make_customer


def main(folder: Path) -> None:
    """Print where the copy lies, then die."""
    clock, state = fixed_clock(TODAY, SHANGHAI), folder.parent / "state"
    shop, actor, _ = create_shop(
        folder, "茶铺", PASSWORD, clock=clock, app_state=state, kdf=Kdf.CHEAP
    )
    customer = make_customer(shop, actor)
    with shop.write(actor, "Add") as unit:
        one = service.add_data(unit, customer, "scan.pdf", b"secret scan")
    print(outside.open_outside(shop, actor, one), flush=True)  # noqa: T201
    os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
