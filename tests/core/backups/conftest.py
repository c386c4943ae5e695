"""A shop made as users make it, closed; a copy for each test."""

from pathlib import Path

import pytest

from tests.vaults import Vault, copied_vault


@pytest.fixture
def vault(first_vault: Vault, tmp_path: Path) -> Vault:
    return copied_vault(first_vault, tmp_path)
