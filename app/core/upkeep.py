"""What must be made anew after an undo, feature by feature; handed to every open shop.

Each function takes a Unit and the ChangeSet of the undo. A feature that keeps derived
values adds its function here; `history.records_touched` tells it which records.
"""

from app.core.complaints.deriving import upkeep as _complaints
from app.core.customers.upkeep import upkeep as _customers
from app.core.duplicates.upkeep import upkeep as _duplicates
from app.core.exchange.upkeep import upkeep as _imports
from app.core.own_fields.upkeep import upkeep as _own_fields
from app.core.people.upkeep import upkeep as _people
from app.core.products.upkeep import upkeep as _products
from app.core.purchases.summaries import upkeep as _purchases
from app.core.store.reader import Upkeep

ALL: tuple[Upkeep, ...] = (
    _customers,
    _purchases,
    _products,
    _people,
    _own_fields,
    _duplicates,
    _complaints,
    _imports,
)
