"""A shop made as users make it, closed."""

from pathlib import Path

import pytest

from tests.vaults import Vault, made_vault


@pytest.fixture
def vault(tmp_path: Path) -> Vault:
    return made_vault(tmp_path)
