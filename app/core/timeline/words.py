"""The ways in which shop and customer meet, and what notes and statuses are called."""

from app.i18n import N_

WAYS = {
    "counter": N_("In the shop"),
    "phone": N_("Phone call"),
    "wechat": N_("WeChat"),
    "message": N_("Text message"),
    "email": N_("E-mail"),
    "letter": N_("Letter"),
    "visit": N_("Visit"),
    "fair": N_("Fair or trade talk"),
    "other": N_("Another way"),
}
"""Contact channels and their marked names."""

DIRECTIONS = {"in": N_("She came to us"), "out": N_("We went to her")}
NOTE_KINDS = {
    "preference": N_("Likes"),
    "avoid": N_("Avoid"),
    "note": N_("Note"),
}
STATUSES = {
    "prospect": N_("Prospect"),
    "target": N_("Target"),
    "current": N_("Current"),
    "lapsed": N_("Lapsed"),
}
QUESTIONS = (
    N_("What is the same as with other customers?"),
    N_("What is different from other customers?"),
)
"""The course's two questions for a visit."""
