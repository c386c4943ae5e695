"""All that the card of people shows, asked at once on another thread."""

from dataclasses import dataclass

from app.catalogue.link_kinds import LinkKinds
from app.core.customers.queries import list_rows
from app.core.people import queries
from app.core.people.queries import Copy, Introductions, People, Referral, Suggestion
from app.core.store.reader import Reader
from app.ui.people.link_dialog import Whose


@dataclass(frozen=True)
class Around:
    """Everybody around a customer, what they brought, and what waits for a ruling."""

    whose: Whose
    known: LinkKinds
    people: People
    brought: Introductions
    households: tuple[Suggestion, ...]
    referral: Referral | None
    offers: tuple[Copy, ...]
    copies: tuple[Copy, ...]


def look(reader: Reader, customer_id: int, *, reveal: bool) -> Around | None:
    """None when the customer is gone."""
    customer = whose(reader, customer_id)
    if customer is None:
        return None
    return Around(
        customer,
        queries.kinds(reader),
        queries.people(reader, customer_id, reveal=reveal),
        queries.introductions(reader, customer_id),
        queries.suggestions_for(reader, customer_id),
        queries.referral_of(reader, customer_id),
        queries.offers(reader, customer_id),
        queries.copies(reader, customer_id),
    )


def whose(reader: Reader, customer_id: int) -> Whose | None:
    """The customer herself; None when she is gone."""
    rows = list_rows(reader, [customer_id])
    if not rows:
        return None
    name = rows[0].name or rows[0].number or f"#{customer_id}"
    return Whose(customer_id, name, rows[0].kind == "company")
