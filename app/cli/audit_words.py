"""The audit trail for people: words for what was done and by whom, where the JSON has codes."""

from app.cli.answer import table
from app.core.actor import Role
from app.core.audit.queries import Entry
from app.i18n import N_, tr

ACTIONS: dict[str, str] = {
    "attachment.copied": N_("Copy a customer's file out of the shop"),
    "attachment.opened": N_("Open a customer's file in another program"),
    "backup.copy": N_("Copy a backup to another place"),
    "backup.make": N_("Make a backup"),
    "backup.restore": N_("Restore a backup"),
    "backup.rotate": N_("Remove old backups"),
    "backup.verify": N_("Verify a backup"),
    "card.new": N_("Make a new recovery card"),
    "card.used": N_("Use the recovery card"),
    "check": N_("Check-up"),
    "customer.reveal": N_("Look at masked values"),
    "export": N_("Export"),
    "handover.sheet": N_("Save the hand-over sheet"),
    "paper.chart": N_("Print or save a chart"),
    "paper.complaint": N_("Print or save a complaint"),
    "paper.envelopes": N_("Print or save envelopes"),
    "paper.file": N_("Print or save a customer's file"),
    "paper.labels": N_("Print or save labels"),
    "paper.list": N_("Print or save a list"),
    "paper.receipt": N_("Print or save a receipt"),
    "paper.report": N_("Print or save a report"),
    "paper.visit": N_("Print or save a sheet for a visit"),
    "password.again": N_("Give the password again"),
    "password.change": N_("Change the password"),
    "person.add": N_("Let a custodian open the shop"),
    "person.remove": N_("Take a custodian's way into the shop"),
    "shop.create": N_("Make the shop"),
    "unlock": N_("Unlock"),
    "unlock.failed": N_("Wrong passwords"),
    "vault.rollback": N_("Open an older state of the shop"),
}
_ROLES: dict[str, str] = {Role.OWNER: N_("Owner"), Role.CUSTODIAN: N_("Custodian")}


def action_words(action: str) -> str:
    """What was done, in the current language; most lines bear the title of an act."""
    return tr(ACTIONS.get(action, action))


def audit_words(found: list[Entry], whole_chain: bool) -> str:
    """The trail as a table, and whether it is unbroken."""
    headings = (tr("No."), tr("Time"), tr("Who"), tr("What"), tr("Object"))
    rows = (
        (
            each.seq,
            f"{each.at.astimezone():%Y-%m-%d %H:%M}",
            tr(_ROLES.get(each.role, each.role)),
            action_words(each.action),
            _object(each),
        )
        for each in found
    )
    good, bad = tr("The audit trail is unbroken."), tr("The audit trail is BROKEN.")
    return f"{table(headings, rows, right=(0,))}\n{good if whole_chain else bad}"


def _object(each: Entry) -> str:
    """What it was done to; a paper's sort and the owner's sign are no names of things."""
    if each.action == f"paper.{each.object}":
        return ""
    return tr(_ROLES.get(each.object, each.object))
