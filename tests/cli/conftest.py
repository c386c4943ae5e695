"""Calls of the command line in this process, on a real shop with a cheap password cost."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from app import cli
from app.core.clock import Clock
from app.core.vault.keys import Kdf
from app.main import parts

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


@pytest.fixture
def cli_parts(tmp_path: Path, clock: Clock) -> cli.Parts:
    """What `app.main` joins, with a cheap password cost and a folder of this test."""
    joined = parts(tmp_path / "state")
    return cli.Parts(joined.app_state, clock, joined.upkeep, Kdf.CHEAP)


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


@pytest.fixture
def new_shop(shuke: Shuke, tmp_path: Path) -> Path:
    """A shop made by `new`."""
    folder = tmp_path / "tea.shuke"
    assert shuke("new", folder, "--name", "老王茶铺").status == 0
    return folder
