"""Fixtures for everybody: a fresh encrypted shop per test, and the people in it."""

import gc
import os
import shutil
from collections.abc import Iterator
from datetime import date, timedelta, timezone
from pathlib import Path

import pytest

from app.core import upkeep
from app.core.actor import Actor, Role
from app.core.clock import Clock, fixed_clock
from app.core.store.files import DATA_FILE, make_data_file, open_data_file
from app.core.store.shop import Shop
from app.core.vault.folder import ShopFolder, write_keyring
from app.core.vault.keyring import Keyring
from app.core.vault.keys import Kdf, Keys
from app.core.vault.slots import owner_slot
from app.i18n import use_language
from tests.order import long_first
from tests.ready_shops import ReadyShops
from tests.vaults import Vault, made_vault

TODAY = date(2026, 11, 22)
SHANGHAI = timezone(timedelta(hours=8), "CST")
VAULT_ID = "00000000-0000-4000-8000-000000000001"
PASSWORD = "correct horse battery"


@pytest.fixture
def clock() -> Clock:
    """Noon of the tests' day, in the shop's zone."""
    return fixed_clock(TODAY, SHANGHAI)


@pytest.fixture(scope="session")
def keys() -> Keys:
    """The same two keys for every test shop."""
    return Keys(db=bytes(range(32)), sens=bytes(range(32, 64)))


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory, keys: Keys) -> Path:
    """A migrated, empty data file; copied, never opened."""
    folder = tmp_path_factory.mktemp("template")
    make_data_file(folder, keys, vault_id=VAULT_ID, name="老王茶铺")
    way_in = owner_slot(VAULT_ID, "老王", PASSWORD, keys, Kdf.CHEAP)
    write_keyring(ShopFolder(folder), Keyring(VAULT_ID, 1, (way_in,)))
    return folder / DATA_FILE


@pytest.fixture
def shop_folder(template: Path, tmp_path: Path) -> Path:
    """A shop's folder with a fresh data file in it, not opened."""
    folder = tmp_path / "shop.shuke"
    folder.mkdir()
    shutil.copyfile(template, folder / DATA_FILE)
    for copy in template.parent.glob("keyring*.json"):
        shutil.copyfile(copy, folder / copy.name)
    return folder


@pytest.fixture(scope="session")
def ready(tmp_path_factory: pytest.TempPathFactory, template: Path, keys: Keys) -> ReadyShops:
    """Shops that take long to fill: `with ready.copy(fill, owner, folder) as shop`."""
    noon = fixed_clock(TODAY, SHANGHAI)
    return ReadyShops(template.parent, tmp_path_factory.mktemp("ready"), keys, noon, VAULT_ID)


@pytest.fixture(scope="session")
def first_vault(tmp_path_factory: pytest.TempPathFactory) -> Vault:
    """A closed shop made as users make it; `copied_vault`, never opened."""
    return made_vault(tmp_path_factory.mktemp("first"))


@pytest.fixture
def shop(shop_folder: Path, keys: Keys, clock: Clock) -> Iterator[Shop]:
    """An open, empty shop."""
    opened = open_data_file(shop_folder, keys, vault_id=VAULT_ID, clock=clock, upkeep=upkeep.ALL)
    yield opened
    opened.close()


@pytest.fixture
def second_shop(template: Path, tmp_path: Path, keys: Keys, clock: Clock) -> Iterator[Shop]:
    """Another open, empty shop, to compare with."""
    folder = tmp_path / "second.shuke"
    folder.mkdir()
    shutil.copyfile(template, folder / DATA_FILE)
    opened = open_data_file(folder, keys, vault_id=VAULT_ID, clock=clock, upkeep=upkeep.ALL)
    yield opened
    opened.close()


def just_unlocked(actor: Actor) -> Actor:
    """Somebody who typed the password just now, as whoever opened a shop has."""
    actor.proof.give()
    return actor


@pytest.fixture
def owner() -> Actor:
    """The person who may do everything, and unlocked the shop just now."""
    return just_unlocked(Actor("owner-1", "老王", Role.OWNER, "session-1"))


@pytest.fixture
def custodian() -> Actor:
    """The person who may make backups and run the check-up."""
    return Actor("custodian-1", "小李", Role.CUSTODIAN, "session-2")


def pytest_configure() -> None:
    """Each test looks at what it leaves behind; looking after every 700 things takes 6 %."""
    gc.set_threshold(20_000, 10, 10)


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Every test begins in English, whatever language another one left behind."""
    use_language("en")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes long begins early; after the shuffling, which wraps this."""
    workers = int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1"))
    items[:] = long_first(items, lambda each: each.nodeid.partition("::")[0], workers)
