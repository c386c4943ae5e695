"""Before a migration there is a verified copy; without it, there is no migration."""

import pytest

from app.core.backups.shelf import on_shelf
from app.core.errors import Refused
from app.core.store import files
from tests.vaults import Vault


@pytest.fixture
def migrations(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Pretend that this program is newer than the file; what was run is noted."""
    run: list[str] = []
    monkeypatch.setattr(files, "migration_due", lambda *_: True)
    monkeypatch.setattr(files, "bring_up_to_date", lambda *_: run.append("migrated"))
    return run


def test_a_copy_is_made_first(vault: Vault, migrations: list[str]) -> None:
    with vault.opened():
        pass
    assert migrations == ["migrated"]
    assert [backup.kind for backup in on_shelf(vault.place.backups)] == ["migration"]


def test_without_room_for_the_copy_nothing_is_migrated(
    vault: Vault, migrations: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.core.vault.places.free_bytes", lambda _: 0)
    with pytest.raises(Refused, match="full"):
        vault.open()
    assert migrations == []


def test_no_migration_no_copy(vault: Vault) -> None:
    with vault.opened():
        pass
    assert on_shelf(vault.place.backups) == []
