"""Where an import is prepared: a moderate list in memory, a huge one in the encrypted file."""

import pytest

from app.core.exchange import source as source_module
from app.core.exchange import staging
from app.core.exchange.layout import What
from app.core.exchange.report import Status
from app.core.store.shop import Shop

from .conftest import LAOWANG, Imports

STAGED = "SELECT name FROM {schema} WHERE name LIKE 'staged%'"
SEEN_BY_ALL = 2  # what needs a look, and the names of those who look alike
MEMBERS = LAOWANG / "members.xlsx"


def staged_in(shop: Shop, schema: str) -> int:
    """How many staging tables there are."""
    with shop.aside() as connection:
        return len(connection.exec_driver_sql(STAGED.format(schema=schema)).all())


def test_a_moderate_list_never_touches_the_file_before_the_import(imports: Imports) -> None:
    with imports.session(MEMBERS, What.CUSTOMERS) as session:
        session.dry_run()
        assert staged_in(imports.shop, "sqlite_schema") == SEEN_BY_ALL
        assert staged_in(imports.shop, "sqlite_temp_schema") > 5
    assert staged_in(imports.shop, "sqlite_temp_schema") == 0


def test_temporary_tables_lie_in_memory(imports: Imports) -> None:
    """The driver was built so, and we never ask for another place."""
    with imports.shop.aside() as connection:
        options = connection.exec_driver_sql("PRAGMA compile_options").scalars().all()
        asked = connection.exec_driver_sql("PRAGMA temp_store").scalar_one()
    assert {"TEMP_STORE=2", "TEMP_STORE=3"} & set(options)
    assert asked != 1


def test_one_text_twice_is_one_trace(imports: Imports) -> None:
    imports(MEMBERS, What.CUSTOMERS)
    ((known, act_id),) = imports.table("import_trace", "customer_id, act_id", "LIMIT 1")
    with imports.shop.aside() as connection:
        staging.begin(connection, staging.TRACES)
        staging.add_traces(connection, [(0, known, 77), (0, known, 77), (0, known, 78)])
        staging.move_traces(connection, act_id)
    kept = imports.table("import_trace", "digest, customer_id", "WHERE digest IN (77, 78)")
    assert kept == [(77, known), (78, known)]


def test_a_huge_list_is_prepared_in_the_file(
    imports: Imports, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(source_module, "MODERATE_ROWS", 10)
    with imports.session(MEMBERS, What.CUSTOMERS) as session:
        checked = session.dry_run()
        assert staged_in(imports.shop, "sqlite_schema") > 5
        done = session.run()
    assert done.counts == checked.counts
    assert len(imports.table("customer")) == done.counts[Status.CREATED]
    assert staged_in(imports.shop, "sqlite_schema") == 1


def test_nobody_is_said_to_live(imports: Imports) -> None:
    """Four remarks say that somebody has died; of all others nothing is known."""
    imports(MEMBERS, What.CUSTOMERS)
    said = imports.table("individual", "deceased, count(*)", "GROUP BY deceased")
    assert said == [(None, 585), (1, 4)]
    narrow = imports.table("customer", "deceased, count(*)", "GROUP BY deceased")
    assert narrow == [(0, 585), (1, 4)]
