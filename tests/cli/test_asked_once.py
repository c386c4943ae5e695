"""A command was begun with the password: it is not asked again, however long the command takes."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

import pytest

from app import cli
from app.core.clock import Clock
from tests.cli.conftest import Shuke, parts_in
from tests.conftest import SHANGHAI

BEGUN = datetime(2026, 11, 22, 4, tzinfo=UTC)


@pytest.fixture
def cli_parts(tmp_path: Path) -> cli.Parts:
    """On a computer so slow that ten minutes go by between two looks at the clock."""
    looks = count()
    return parts_in(tmp_path, Clock(lambda: BEGUN + next(looks) * timedelta(minutes=10), SHANGHAI))


COMMANDS: dict[str, Callable[[Path, Path], tuple[object, ...]]] = {
    "reveal": lambda shop, out: ("show", shop, "K0001", "--reveal"),
    "export": lambda shop, out: (
        "export", shop, out, "--what", "customers", "--purpose", "Test", "--reveal",
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", COMMANDS)
def test_a_slow_command_is_not_refused(
    shuke: Shuke, sample: Path, tmp_path: Path, what: str
) -> None:
    said = shuke(*COMMANDS[what](sample, tmp_path / "out.csv"))
    assert (said.status, said.err) == (0, "")
