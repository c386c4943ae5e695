"""After a complaint is settled its customer may be asked; while another waits she may not."""

from datetime import UTC, datetime, timedelta

from app.core.actor import Actor
from app.core.complaints import queries as complaints
from app.core.complaints import service
from app.core.complaints.records import Step
from app.core.complaints.service import NewComplaint
from app.core.store.shop import Shop
from app.core.surveys import queries as surveys
from app.core.surveys import service as survey_service
from app.ui.context import Context
from app.ui.satisfaction.invite_dialog import InviteDialog
from app.ui.screens import settle
from tests.conftest import TODAY
from tests.factories import make_customer

NOON = datetime(TODAY.year, TODAY.month, TODAY.day, 4, tzinfo=UTC)


def complain(shop: Shop, owner: Actor, who: int | None, *, settled: int | None) -> None:
    """Received 60 days ago, settled so many days ago."""
    with shop.write(owner, "New complaint") as unit:
        told = NewComplaint("碎了", customer_id=who, received_at=NOON - timedelta(days=60))
        made = service.receive(unit, told)
        if settled is not None:
            service.take_step(unit, made, Step.CONFIRMED, at=NOON - timedelta(days=settled))


def test_who_was_settled_lately_is_asked(context: Context, shop: Shop, owner: Actor) -> None:
    lately, before, waiting = (make_customer(shop, owner, name) for name in ("甲", "乙", "丙"))
    for who, settled in (
        *((lately, 3), (lately, 5), (before, 31), (waiting, 3)),
        *((waiting, None), (None, 1)),
    ):
        complain(shop, owner, who, settled=settled)
    with shop.write(owner, "Survey") as unit:
        survey_service.add_wave(unit, survey_service.copy_sheet(unit, "nps", "推荐"), "五月")
    with shop.read(owner) as reader:
        assert complaints.settled_lately(reader, 30) == (lately,)
        survey = surveys.surveys(reader)[0]
        wave = surveys.waves(reader, survey.id)[0]
    dialog = InviteDialog(context, None, survey, wave)
    assert settle(context.jobs.busy)
    dialog.group.setCurrentIndex(2)
    dialog.group.activated.emit(2)
    assert settle(context.jobs.busy)
    assert dialog.found.asked == (lately,)
    dialog.keep()
    assert settle(context.jobs.busy)
    with shop.read(owner) as reader:
        asked = reader.connection.exec_driver_sql("SELECT customer_id, why FROM survey_invitation")
        assert asked.all() == [(lately, "complaint")]
