"""kill -9 during an import: it is there whole, or not at all, and the next one works."""

import os
import subprocess
import sys
from pathlib import Path
from random import Random

import pytest
from sqlalchemy import func, select

from app.core.actor import Actor
from app.core.clock import Clock
from app.core.customers.records import customer, search_text
from app.core.store.files import open_data_file
from app.core.store.reader import Reader
from app.core.store.tables import audit, batch, history
from app.core.vault.keys import Keys
from tests.conftest import VAULT_ID
from tests.core.exchange.kill_child import ROWS

ROUNDS = int(os.environ.get("SHUKE_IMPORT_KILL_ROUNDS", "2"))
LONGEST_SECONDS = 0.28  # the transaction follows the dry run at once
LEAST_INSIDE = 0.3


def _kill_one(folder: Path, lists: Path, keys: Keys, first: int, delay: float) -> list[list[str]]:
    arguments = [str(folder), VAULT_ID, keys.db.hex(), str(first)]
    command = [sys.executable, "-m", "tests.core.exchange.kill_child", *arguments]
    environment = os.environ | {"SHUKE_KILL_FOLDER": str(lists)}
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=environment) as child:
        assert child.stdout is not None
        said = b""
        while not said.endswith(f"D {first}\n".encode()):
            line = child.stdout.readline()
            assert line, "the child ended by itself"
            said += line
        try:
            child.wait(delay)
        except subprocess.TimeoutExpired:
            child.kill()
        said += child.stdout.read()
    assert child.returncode < 0, "the child ended by itself"
    return [line.split() for line in said.decode().splitlines()]


def _whole_imports(reader: Reader) -> int:
    """How many imports are there; fails when one is there in part."""
    run = reader.connection.execute

    def number_of(table: object) -> int:
        return run(select(func.count()).select_from(table)).scalar_one()  # type: ignore[arg-type]

    imports = number_of(batch)
    assert number_of(customer) == imports * ROWS
    assert number_of(search_text) == imports * ROWS
    made = select(func.count()).where(history.c.record_table == "customer")
    assert run(made.where(history.c.kind == "create")).scalar_one() == imports * ROWS
    lines = select(func.count()).where(audit.c.action == "Import customers")
    assert run(lines).scalar_one() == imports
    assert reader.connection.exec_driver_sql("PRAGMA quick_check").scalar() == "ok"
    assert reader.connection.exec_driver_sql("PRAGMA foreign_key_check").first() is None
    return imports


@pytest.mark.timeout(60 + 20 * ROUNDS)
def test_kill_during_imports(
    shop_folder: Path, tmp_path: Path, keys: Keys, clock: Clock, owner: Actor
) -> None:
    random, inside, present = Random(), 0, 0
    lists = tmp_path / "lists"
    lists.mkdir()
    for _ in range(ROUNDS):
        delay = random.uniform(0, LONGEST_SECONDS)
        said = _kill_one(shop_folder, lists, keys, present + 1, delay)
        acknowledged = max([int(n) for word, n in said if word == "A"], default=present)
        inside += [word for word, _ in said if word in "BE"][-1] == "B"
        shop = open_data_file(shop_folder, keys, vault_id=VAULT_ID, clock=clock)
        with shop.read(owner) as reader:
            present = _whole_imports(reader)
        shop.close()
        assert acknowledged <= present <= acknowledged + 1
    print(f"{inside} of {ROUNDS} kills fell inside a transaction")  # noqa: T201
    if ROUNDS >= 20:
        assert inside / ROUNDS >= LEAST_INSIDE
