"""The ways to win a customer back, and how such a step stands."""

from app.i18n import N_

WAYS = {
    "call": N_("Phone call"),
    "visit": N_("Visit"),
    "letter": N_("Letter"),
    "offer": N_("Offer"),
}
"""What one does to win somebody back."""

PLANNED, WAITING, WON, FAILED = "planned", "waiting", "won", "failed"
STATES = {
    PLANNED: N_("planned"),
    WAITING: N_("done, waiting"),
    WON: N_("won back"),
    FAILED: N_("given up"),
}
"""How a step stands: `waiting` has been done, and she has not bought since."""
