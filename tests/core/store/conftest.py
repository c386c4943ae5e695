"""The store alone: shops without the upkeep of features, since rows here are bare."""

from dataclasses import replace

import pytest

from app.core.store.shop import Shop


@pytest.fixture
def shop(shop: Shop) -> Shop:
    """An open, empty shop in which an undo makes nothing anew."""
    shop.session = replace(shop.session, upkeep=())
    return shop


@pytest.fixture
def second_shop(second_shop: Shop) -> Shop:
    """Another one, to compare with."""
    second_shop.session = replace(second_shop.session, upkeep=())
    return second_shop
