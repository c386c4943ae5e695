"""Calls of the command line in this process, on a real shop with a cheap password cost."""

import io
import json
import shutil
from collections.abc import Callable
from contextlib import redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from app import cli
from app.core.clock import Clock, fixed_clock
from app.core.vault.keys import Kdf
from app.main import parts
from tests.conftest import SHANGHAI, TODAY

PASSWORD = "quiet-teapot-42"


@dataclass(frozen=True)
class Said:
    """What a command answered."""

    status: int
    out: str
    err: str

    @property
    def data(self) -> Any:
        """Its JSON document."""
        return json.loads(self.out)


Shuke = Callable[..., Said]


def parts_in(folder: Path, clock: Clock) -> cli.Parts:
    """What `app.main` joins, with a cheap password cost and a folder of the test's own."""
    joined = parts(folder / "state")
    return cli.Parts(joined.app_state, clock, joined.upkeep, Kdf.CHEAP)


@pytest.fixture
def cli_parts(tmp_path: Path, clock: Clock) -> cli.Parts:
    """The parts of this test."""
    return parts_in(tmp_path, clock)


@pytest.fixture(scope="session")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """An empty shop and a small sample shop, made once and copied by the tests."""
    folder = tmp_path_factory.mktemp("made-once")
    joined = parts_in(folder, fixed_clock(TODAY, SHANGHAI))
    shops = {"new": folder / "new.shuke", "demo": folder / "demo.shuke"}
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(io.StringIO()):
        patch.setenv("SHUKE_PASSWORD", PASSWORD)
        assert cli.main(["new", str(shops["new"]), "--name", "老王茶铺"], joined) == 0
        size = ("--customers", "40", "--purchases", "60")
        assert cli.main(["demo", str(shops["demo"]), *size], joined) == 0
    return shops


@pytest.fixture
def new_shop(made_once: dict[str, Path], tmp_path: Path) -> Path:
    """An empty shop, as `new` made it."""
    return Path(shutil.copytree(made_once["new"], tmp_path / "tea.shuke"))


@pytest.fixture
def sample(made_once: dict[str, Path], tmp_path: Path) -> Path:
    """A small sample shop, as `demo` made it."""
    return Path(shutil.copytree(made_once["demo"], tmp_path / "sample.shuke"))


@pytest.fixture
def shuke(
    cli_parts: cli.Parts, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Shuke:
    """Run one command; English, with the password in the environment."""
    monkeypatch.setenv("SHUKE_PASSWORD", PASSWORD)
    monkeypatch.setenv("LC_ALL", "C.UTF-8")

    def run(*arguments: object) -> Said:
        capsys.readouterr()
        status = cli.main([str(each) for each in arguments], cli_parts)
        said = capsys.readouterr()
        return Said(status, said.out, said.err)

    return run
