"""The quiet line at the foot of each page: whose shop, who printed it, and when."""

from app.core.actor import spoken_name
from app.ui.context import Context


def foot(context: Context) -> str:
    """In the reader's language, whoever printed it without having given a name."""
    now = context.clock.now().astimezone(context.clock.zone)
    return f"{context.shop.name} · {spoken_name(context.actor.name)} · {now:%Y-%m-%d %H:%M}"
