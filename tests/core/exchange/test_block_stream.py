"""Long lists are encoded in a process of their own, with the same outcome as short ones."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.catalogue.kind import Rules
from app.core.errors import Cancelled
from app.core.exchange import source as source_module
from app.core.exchange.block_stream import Order
from app.core.exchange.customer_rows import CustomerReader
from app.core.exchange.encoded_block import EncodedBlock
from app.core.exchange.layout import What
from app.core.exchange.source import Source
from tests.benchmarks.import_benchmark import people
from tests.conftest import TODAY

from .conftest import LAOWANG, Imports, WriteTable, refused
from .test_child import Pressed, running

MEMBERS = LAOWANG / "members.xlsx"


@pytest.fixture
def apart(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every list counts as long."""
    monkeypatch.setattr(source_module, "ENCODED_HERE_BYTES", 0)


def order(source: Source, what: What = What.CUSTOMERS) -> Order:
    table = source.layout(what).tables[0]
    return Order(table, what, Rules(TODAY), CustomerReader(table, what, Rules(TODAY)))


def blocks_of(path: Path) -> list[EncodedBlock]:
    with Source(path) as source:
        return [block for _, block in source.blocks(order(source))]


def as_lists(blocks: list[EncodedBlock]) -> Iterator[list[object]]:
    """Tuples become lists on their way."""
    for block in blocks:
        parts = {n: [list(p.names), [list(c) for c in p.columns]] for n, p in block.parts.items()}
        yield [*(list(map(str, each)) for each in block[:7]), block.blank, parts]


def test_it_says_the_same_as_without(csv_file: WriteTable, monkeypatch: pytest.MonkeyPatch) -> None:
    path = csv_file("long.csv", list(people(2_500)))
    here = blocks_of(path)
    monkeypatch.setattr(source_module, "ENCODED_HERE_BYTES", 0)
    there = blocks_of(path)
    assert len(here) > 2
    assert list(as_lists(here)) == list(as_lists(there))


@pytest.mark.usefixtures("apart")
def test_an_import_comes_to_the_same(imports: Imports, monkeypatch: pytest.MonkeyPatch) -> None:
    far = imports(MEMBERS, What.CUSTOMERS, dry=True)
    monkeypatch.setattr(source_module, "ENCODED_HERE_BYTES", 1 << 30)
    assert imports(MEMBERS, What.CUSTOMERS, dry=True) == far


@pytest.mark.usefixtures("apart")
def test_both_processes_are_gone_when_closed() -> None:
    with Source(MEMBERS, encodes=True) as source:
        assert source._child
        assert source._encoding
        pids = [source._child._process.pid, source._encoding._helper.process.pid]
        assert all(map(running, pids))
        next(source.blocks(order(source)))
    assert not any(map(running, pids))


@pytest.mark.usefixtures("apart")
@pytest.mark.parametrize("said", [True, False])
def test_it_is_started_for_profiles_alone(imports: Imports, said: bool) -> None:
    for file, what in (("members.xlsx", What.CUSTOMERS), ("companies.xlsx", What.COMPANIES)):
        with imports.session(LAOWANG / file, what if said else None) as session:
            assert session.layout.what is what
            assert session.source._encoding
    with imports.session(LAOWANG / "survey.csv", What.SURVEY if said else None) as session:
        assert not session.source._encoding


@pytest.mark.usefixtures("apart")
def test_cancel_ends_both(csv_file: WriteTable) -> None:
    with Source(csv_file("long.csv", list(people(3_000)))) as source:
        asked = order(source)
        with pytest.raises(Cancelled):
            next(source.blocks(asked, Pressed()))
        assert source._child is None
        assert len(list(source.blocks(asked))) == 4  # and it can be read again from its top


@pytest.mark.usefixtures("apart")
def test_a_second_table_is_refused(csv_file: WriteTable) -> None:
    rows = [["姓名", "手机"], ["王芳", "15412345678"], ["商品", "单价", "库存"], ["茶", "9", "3"]]
    with (
        refused("two different tables: one begins at row 3"),
        Source(csv_file("two.csv", rows)) as source,
    ):
        list(source.blocks(order(source)))


@pytest.mark.usefixtures("apart")
def test_what_is_wrong_with_the_file_is_told_before_all(tmp_path: Path) -> None:
    path = tmp_path / "bad.csv"
    lines = ["姓名,备注", *["王芳,好"] * 5_000, *[f"李强,{'长' * 300_000}"] * 8, "王\x00堃,"]
    path.write_text("\n".join(lines) + "\n", "utf-8")
    with Source(path) as source, refused("characters that no text has"):
        list(source.blocks(order(source)))


@pytest.mark.usefixtures("apart")
def test_a_killed_process_is_told_in_words(csv_file: WriteTable) -> None:
    with Source(csv_file("long.csv", list(people(3_000))), encodes=True) as source:
        assert source._encoding
        source._encoding._helper.process.kill()
        with refused("Reading long.csv failed"):
            list(source.blocks(order(source)))


@pytest.mark.skipif(not Path("/proc").exists(), reason="looks at /proc")
@pytest.mark.usefixtures("apart")
def test_it_knows_no_password(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SHUKE_PASSWORD", "tea-and-secrets")
    with Source(MEMBERS) as source:
        blocks = source.blocks(order(source))
        next(blocks)
        assert source._encoding
        place = Path(f"/proc/{source._encoding._helper.process.pid}")
        assert b"tea-and-secrets" not in (place / "environ").read_bytes()
        files = [str(each.readlink()) for each in (place / "fd").iterdir()]
        assert not [name for name in files if "shuke" in name or name.startswith("/tmp")]
