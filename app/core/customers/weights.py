"""The shop's own weights of fields: what counts for the completeness of a file."""

from collections.abc import Mapping
from typing import Any

from app.catalogue.field import Field
from app.core.actor import Right, needs
from app.core.customers.completeness import HEAVIEST, standard_weight
from app.core.settings import queries as settings
from app.core.settings import service
from app.core.settings.declared import Setting
from app.core.store.reader import Reader
from app.core.store.unit import Unit
from app.i18n import N_


def _fits(value: Any) -> bool:
    return isinstance(value, dict) and all(
        isinstance(key, str) and type(weight) is int and 0 <= weight <= HEAVIEST
        for key, weight in value.items()
    )


# A page of its own shows it, so it stands in no form of settings.
WEIGHTS: Setting[dict[str, int]] = Setting(
    "file.weights", "text", {}, N_("What counts for a full file"), _fits
)


@needs(Right.SEE_CUSTOMERS)
def weights(reader: Reader) -> Mapping[str, int]:
    """Fields whose weight the shop has chosen, by key."""
    return settings.get(reader, WEIGHTS)


@needs(Right.CHANGE_SETTINGS)
def set_weight(unit: Unit, field: Field[Any], weight: int) -> None:
    """Let a field count so much; the standard weight is not kept."""
    others = {key: each for key, each in weights(unit).items() if key != field.key}
    own = {} if weight == standard_weight(field) else {field.key: weight}
    service.put(unit, WEIGHTS, others | own)
