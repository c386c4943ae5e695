"""How the shop wants its value figures made: lines, limits, and whom it means to serve."""

from collections.abc import Mapping

from app.core.actor import Right, needs
from app.core.errors import Refused
from app.core.settings.of_value import (
    MATRIX_CUT,
    MATRIX_LINES,
    MEANT,
    RFM_BANDS,
    RFM_METHOD,
    RFM_WEIGHTS,
)
from app.core.settings.queries import get
from app.core.settings.service import put
from app.core.store.unit import Unit
from app.core.value.cut_lines import Cut, CutKind
from app.core.value.rfm import Bands, Method
from app.i18n import N_

_WHOLE = 100


@needs(Right.CHANGE_SETTINGS)
def set_cut(unit: Unit, cut: Cut) -> None:
    """Part the matrix there from now on; own lines are kept to a hundredth and a fen."""
    if cut.kind is CutKind.OWN and cut.often is not None and cut.level is not None:
        put(unit, MATRIX_LINES, (round(cut.often * 100), round(cut.level)))
    put(unit, MATRIX_CUT, str(cut.kind))


@needs(Right.CHANGE_SETTINGS)
def set_scoring(unit: Unit, method: Method, bands: Bands, weights: str) -> None:
    """Score RFM so from now on; refuses limits that do not fall from 5 to 2."""
    rising = sorted(bands.days) == list(bands.days)
    falling = all(
        sorted(each, reverse=True) == list(each) for each in (bands.purchases, bands.revenue)
    )
    if not (rising and falling):
        raise Refused(
            N_("The limits do not go from the best digit down to the next."),
            N_("The limits are as they were."),
            N_("Days grow from 5 to 2; purchases and money shrink."),
        )
    limits = {"days": list(bands.days), "purchases": list(bands.purchases)}
    put(unit, RFM_BANDS, {**limits, "revenue": list(bands.revenue)})
    put(unit, RFM_METHOD, str(method))
    put(unit, RFM_WEIGHTS, weights)


@needs(Right.CHANGE_SETTINGS)
def set_meant(unit: Unit, cut: str, shares: Mapping[str, int]) -> None:
    """Whom the shop means to serve, in percent by value; empty forgets what was meant."""
    told = {value: share for value, share in shares.items() if share}
    if sum(told.values()) > _WHOLE:
        raise Refused(
            N_("Together they are more than 100 percent."),
            N_("Whom you mean to serve is as it was."),
            N_("Take some percent away."),
        )
    meant = {key: dict(each) for key, each in get(unit, MEANT).items() if key != cut}
    put(unit, MEANT, {**meant, cut: told} if told else meant)
