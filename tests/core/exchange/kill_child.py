"""The program that the import kill test kills: it imports one list after another.

Lines on stdout: "B 3" when a transaction of import 3 has begun, "E 3" when one has ended,
"A 3" when the import is acknowledged.
"""

import os
import sys
from datetime import date
from pathlib import Path

from sqlalchemy import event

from app.core.actor import Actor, Role
from app.core.clock import fixed_clock
from app.core.exchange import session as session_module
from app.core.exchange.layout import What
from app.core.exchange.session import ImportSession
from app.core.store.files import open_data_file
from app.core.vault.keys import Keys

ROWS = 2500


def main(folder: str, vault_id: str, db_key: str, first: str) -> None:
    """Import until killed."""
    keys = Keys(bytes.fromhex(db_key), bytes(32))
    clock = fixed_clock(date(2026, 11, 22))
    shop = open_data_file(Path(folder), keys, vault_id=vault_id, clock=clock)
    actor = Actor("owner-1", "老王", Role.OWNER, "session-1")
    session_module.BACKUP_ABOVE = ROWS  # its safety copy would take most of the time
    number = int(first)
    event.listen(shop.writer, "begin", lambda _: _say("B", number))
    event.listen(shop.writer, "commit", lambda _: _say("E", number))
    while True:
        with ImportSession(shop, actor, _list_of(number), What.CUSTOMERS) as session:
            session.dry_run()
            _say("D", number)
            session.run()
            _say("A", number)
        number += 1


def _list_of(number: int) -> Path:
    path = Path(os.environ["SHUKE_KILL_FOLDER"]) / f"{number}.csv"
    lines = ["卡号,姓名,手机,地址"]
    for row in range(ROWS):
        lines.append(f"C{number}-{row},客{number}之{row},154{number:04d}{row:04d},某路{row}号")
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def _say(what: str, number: int) -> None:
    os.write(1, f"{what} {number}\n".encode())


if __name__ == "__main__":
    main(*sys.argv[1:])
