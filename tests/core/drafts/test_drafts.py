"""Half-written forms: each person's own, for a month, in the encrypted file."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from app.core.actor import Actor, Role
from app.core.clock import fixed_clock
from app.core.drafts.queries import KEPT_DAYS, drafts
from app.core.drafts.service import keep_drafts
from app.core.errors import NotAllowed
from app.core.store.shop import Shop
from app.core.store.tables import act
from tests.conftest import SHANGHAI, TODAY


def kept(shop: Shop, actor: Actor) -> dict[str, str]:
    with shop.read(actor) as reader:
        return drafts(reader)


def test_the_last_state_is_kept_whole(shop: Shop, owner: Actor) -> None:
    keep_drafts(owner, shop, {"visit:1": '{"said": ["茶"]}', "visit:2": "{}"})
    keep_drafts(owner, shop, {"visit:2": '{"said": []}'})
    assert kept(shop, owner) == {"visit:2": '{"said": []}'}
    keep_drafts(owner, shop, {})
    assert kept(shop, owner) == {}


def test_everybody_has_their_own(shop: Shop, owner: Actor, custodian: Actor) -> None:
    second = Actor("owner-2", "老李", Role.OWNER, "session-3")
    keep_drafts(owner, shop, {"visit:1": "1"})
    keep_drafts(second, shop, {"visit:1": "2"})
    assert (kept(shop, owner), kept(shop, second)) == ({"visit:1": "1"}, {"visit:1": "2"})
    with pytest.raises(NotAllowed):
        kept(shop, custodian)
    with pytest.raises(NotAllowed):
        keep_drafts(custodian, shop, {"visit:1": "3"})


def test_it_is_no_act(shop: Shop, owner: Actor) -> None:
    keep_drafts(owner, shop, {"visit:1": "1"})
    with shop.read(owner) as reader:
        assert reader.connection.execute(select(func.count()).select_from(act)).scalar() == 0


def test_after_a_month_it_is_not_offered(shop: Shop, owner: Actor) -> None:
    keep_drafts(owner, shop, {"visit:1": "1"})
    for days, found in ((KEPT_DAYS, {"visit:1": "1"}), (KEPT_DAYS + 1, {})):
        later = fixed_clock(TODAY + timedelta(days=days), SHANGHAI)
        shop.session = replace(shop.session, clock=later)
        assert kept(shop, owner) == found
