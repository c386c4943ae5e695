"""The migrated file has exactly the tables that the program believes in."""

import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import create_engine, inspect

from app.core.actor import Actor
from app.core.store import schema
from app.core.store.all_tables import metadata
from app.core.store.files import DATA_FILE, bring_up_to_date, migration_due
from app.core.store.ownership import is_derived, key_of
from app.core.store.schema import SCHEMA_VERSION, run_script
from app.core.store.shop import Shop
from app.core.vault.keys import Keys
from installer.freeze_schema import TARGET, schema_text

Names = set[str]


def _wanted() -> dict[str, tuple[Names, Names]]:
    return {
        table.name: ({c.name for c in table.columns}, {str(i.name) for i in table.indexes})
        for table in metadata.sorted_tables
    }


def test_metadata_is_the_migrated_schema(shop: Shop, owner: Actor) -> None:
    with shop.read(owner) as reader:
        inspector = inspect(reader.connection)
        found = {
            name: (
                {column["name"] for column in inspector.get_columns(name)},
                {str(index["name"]) for index in inspector.get_indexes(name)},
            )
            for name in inspector.get_table_names()
        }
    search = {name for name in found if name.startswith("search_index")}
    for name in search | {"alembic_version"}:
        found.pop(name)
    assert found == _wanted()


def test_the_frozen_file_is_fresh() -> None:
    message = "tables changed: run python -m installer.freeze_schema and commit its file"
    assert TARGET.read_text(encoding="utf-8") == schema_text(), message


def test_no_id_is_used_twice() -> None:
    text = schema_text()
    for table in metadata.sorted_tables:
        if is_derived(table):
            continue
        key = key_of(table)
        if not key.foreign_keys:
            made = text.split(f"CREATE TABLE {table.name} (")[1].split(";")[0]
            assert "AUTOINCREMENT" in made, table.name


def test_a_present_file_needs_no_migration(shop_folder: Path, keys: Keys) -> None:
    assert not migration_due(shop_folder, keys)
    before = (shop_folder / DATA_FILE).read_bytes()
    bring_up_to_date(shop_folder, keys)
    assert (shop_folder / DATA_FILE).read_bytes() == before


def test_a_newer_program_finds_a_migration_due(
    shop_folder: Path, keys: Keys, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.core.store.files.SCHEMA_VERSION", SCHEMA_VERSION + 1)
    assert migration_due(shop_folder, keys)


def test_a_migration_that_does_not_reach_the_version_is_taken_back(
    tmp_path: Path, keys: Keys, monkeypatch: pytest.MonkeyPatch
) -> None:
    from app.core.store.engine import DataFile, connect, create_empty

    monkeypatch.setattr(schema, "SCHEMA_VERSION", SCHEMA_VERSION + 1)
    file = DataFile(tmp_path / DATA_FILE, keys.db)
    create_empty(file.path)
    with pytest.raises(RuntimeError, match="expected"):
        schema.migrate(file)
    connection = connect(file)
    assert connection.execute("SELECT count(*) FROM sqlite_schema").fetchone() == (0,)
    connection.close()


def test_scripts_run_triggers_whole() -> None:
    engine = create_engine("sqlite://")
    trigger = "CREATE TRIGGER x AFTER INSERT ON t BEGIN\n DELETE FROM t;\n SELECT 1;\nEND;\n"
    with engine.begin() as connection:
        run_script(connection, "-- words; and more\nCREATE TABLE t(a);\n" + trigger)
        connection.exec_driver_sql("INSERT INTO t VALUES (1)")
        assert connection.exec_driver_sql("SELECT count(*) FROM t").scalar() == 0
        with pytest.raises(ValueError, match="unfinished"):
            run_script(connection, "CREATE TABLE u(a)")
    engine.dispose()


def test_opening_does_not_import_alembic() -> None:
    program = "import sys, app.core.store.files; sys.exit('alembic' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
