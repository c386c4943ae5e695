"""kill -9 at any moment: all that was acknowledged is there, and nothing is there in part."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from random import Random
from time import monotonic

import pytest
from sqlalchemy import func, select

from app.core.actor import Actor
from app.core.clock import Clock
from app.core.customers.records import customer, doubt
from app.core.store.audit_trail import FIRST, audit_key, mac_of
from app.core.store.files import open_data_file
from app.core.store.reader import Reader
from app.core.store.tables import audit
from app.core.vault.keys import Keys
from tests.conftest import VAULT_ID
from tests.core.store.kill_child import PARTS

ROUNDS = int(os.environ.get("SHUKE_KILL_ROUNDS", "4"))
LONGEST_SECONDS = 0.6
LEAST_INSIDE = 0.3


class NotKept(AssertionError):
    """An acknowledged change is missing, or one is there in part."""


@dataclass(frozen=True)
class Killed:
    """What the child had said when it was killed."""

    acknowledged: int
    inside: bool


def kill_one(folder: Path, keys: Keys, how: str, delay: float) -> Killed:
    """Start a child, wait until it works, kill it after a delay."""
    arguments = [str(folder), VAULT_ID, keys.db.hex(), how]
    command = [sys.executable, "-m", "tests.core.store.kill_child", *arguments]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as child:
        assert child.stdout is not None
        said = child.stdout.readline()
        _read_for(child, delay)
        child.kill()
        said += child.stdout.read()
    lines = [line.split() for line in said.decode().splitlines()]
    assert lines, "the child did not even begin"
    acknowledged = [int(number) for word, number in lines if word == "A"]
    begun = max(int(number) for word, number in lines if word == "B")
    done = max(acknowledged, default=begun - 1)
    return Killed(done, inside=lines[-1][0] == "B" or how == "lying")


def _read_for(child: "subprocess.Popen[bytes]", seconds: float) -> None:
    # Waiting for an end that does not come is the delay; the pipe holds what is said.
    until = monotonic() + seconds
    while (left := until - monotonic()) > 0:
        try:
            child.wait(left)
        except subprocess.TimeoutExpired:
            return
        raise AssertionError(f"the child ended by itself with {child.returncode}")


def check(reader: Reader, acknowledged: int, key: bytes) -> None:
    """Raise `NotKept` unless everything acknowledged is there, whole, and nothing else."""
    run = reader.connection.execute
    present = run(select(func.count()).select_from(customer)).scalar_one()
    if not acknowledged <= present <= acknowledged + 1:
        raise NotKept(f"{acknowledged} acknowledged, {present} present")
    parts = select(func.count(doubt.c.id)).select_from(customer).outerjoin(doubt)
    sizes = set(run(parts.group_by(customer.c.id)).scalars())
    if not sizes <= {PARTS}:
        raise NotKept(f"a customer has {sizes} parts")
    unchanged = select(func.count()).where(customer.c.handler.is_(None))
    if present and run(unchanged).scalar_one() != 1:
        raise NotKept("an act changed one row and not the other")
    if reader.connection.exec_driver_sql("PRAGMA quick_check").scalar() != "ok":
        raise NotKept("the file is damaged")
    _check_trail(reader, present, key)


def _check_trail(reader: Reader, present: int, key: bytes) -> None:
    rows = reader.connection.execute(select(audit).order_by(audit.c.seq)).mappings().all()
    prev = FIRST
    for row in rows:
        if row["prev"] != prev or row["mac"] != mac_of(key, prev, dict(row)):
            raise NotKept(f"the trail is broken at {row['seq']}")
        prev = row["mac"]
    if len(rows) != present:
        raise NotKept(f"{len(rows)} lines in the trail for {present} acts")


@contextmanager
def reopened(folder: Path, keys: Keys, clock: Clock, actor: Actor) -> Iterator[Reader]:
    """The shop after the kill."""
    shop = open_data_file(folder, keys, vault_id=VAULT_ID, clock=clock)
    with shop.read(actor) as reader:
        yield reader
    shop.close()


@pytest.mark.timeout(60 + 10 * ROUNDS)
def test_kill_at_any_moment(shop_folder: Path, keys: Keys, clock: Clock, owner: Actor) -> None:
    random, inside = Random(), 0
    for _ in range(ROUNDS):
        delay = random.uniform(0, LONGEST_SECONDS)
        killed = kill_one(shop_folder, keys, "honest", delay)
        inside += killed.inside
        with reopened(shop_folder, keys, clock, owner) as reader:
            check(reader, killed.acknowledged, audit_key(keys.db))
    print(f"{inside} of {ROUNDS} kills fell inside a transaction")  # noqa: T201
    if ROUNDS >= 20:
        assert inside / ROUNDS >= LEAST_INSIDE


@pytest.mark.timeout(120)
def test_the_check_notices_an_early_acknowledgement(
    shop_folder: Path, keys: Keys, clock: Clock, owner: Actor
) -> None:
    random = Random()
    for _ in range(20):
        killed = kill_one(shop_folder, keys, "lying", random.uniform(0, 0.1))
        with reopened(shop_folder, keys, clock, owner) as reader:
            try:
                check(reader, killed.acknowledged, audit_key(keys.db))
            except NotKept:
                return
    pytest.fail("twenty lies were not noticed")
