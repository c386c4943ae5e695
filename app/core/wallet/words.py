"""How an estimate was made, how likely a plan is, and how it ended: keys and marked words."""

from app.i18n import N_

SAID, GUESS, RANK, DOCUMENT = "said", "guess", "rank", "document"
MADE_BY = {
    SAID: N_("She said so"),
    GUESS: N_("Our guess"),
    RANK: N_("By our rank"),
    DOCUMENT: N_("From a document"),
}
OPEN, BOUGHT, LOST = "open", "bought", "lost"
STATES = {
    OPEN: N_("Planned"),
    BOUGHT: N_("Bought with us"),
    LOST: N_("Bought elsewhere"),
}
HIGH, LOW = "high", "low"
LEVELS = {HIGH: N_("Much"), LOW: N_("Little")}
CHANCES = {
    90: N_("as good as sure"),
    70: N_("likely"),
    50: N_("perhaps"),
    20: N_("hardly"),
}
"""Percent that the usual words stand for."""
