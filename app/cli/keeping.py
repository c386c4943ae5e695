"""Keeping the shop safe: `backup`, `verify`, `restore`, `check` and `audit`."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from app.cli.answer import Answer, pairs
from app.cli.arguments import day, shop_argument, shop_folder, whole
from app.cli.audit_words import audit_words
from app.cli.call import Call, Command, opened
from app.cli.files import refuse_closed, refuse_missing
from app.core.audit import queries as audit
from app.core.audit.queries import Entry
from app.core.audit.service import check_up
from app.core.backups import service
from app.core.backups.claim import Claim, verify_alone
from app.core.backups.handover import ask_holder
from app.core.backups.restoring import restore
from app.core.backups.verifying import OUTLINE, REHEARSAL, Verdict
from app.core.errors import Damaged, OpenElsewhere
from app.core.vault.folder import ShopFolder
from app.i18n import N_, in_a_row, tr

_DAMAGED = Damaged.exit_status


def _backup_arguments(parser: ArgumentParser) -> None:
    shop_argument(parser)
    parser.add_argument("--to", type=Path, required=True, metavar="DIR", help=tr("folder"))


def _backup(call: Call) -> Answer:
    _refuse_closed_place(call.options.to)
    path, size = _made(call)
    data = {"file": str(path.absolute()), "size": size, "verified": True}
    words = tr("Backup made and verified: {file}", file=data["file"])
    return Answer(data, lambda: words)


def _refuse_closed_place(folder: Path) -> None:
    """The folder, or the one it is to be made in; whether that is there is asked later."""
    place = folder if folder.exists() else folder.absolute().parent
    if place.is_dir():
        refuse_closed(place)


def _made(call: Call) -> tuple[Path, int]:
    try:
        with opened(call) as (shop, actor):
            made = service.make(actor, shop, to=call.options.to, progress=call.progress)
    except OpenElsewhere:
        # The window has it: ask the window to do it.
        asked = ask_holder(
            call.options.shop,
            Claim(call.options.user, call.password()),
            call.options.to,
            app_state=call.parts.app_state,
            wall=call.parts.wall,
        )
        if asked is None:
            raise
        return asked.path, asked.size
    return made.path, made.size


def _verify_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE", help=tr("a backup file"))
    parser.add_argument("--depth", type=whole(OUTLINE, REHEARSAL), default=REHEARSAL, metavar="N")


def _verify(call: Call) -> Answer:
    depth: int = call.options.depth
    refuse_missing(call.options.file)
    verdict = _verified(call, OUTLINE, Claim(None))
    if verdict.ok and depth > OUTLINE:  # only now is a password needed
        verdict = _verified(call, depth, Claim(call.options.user, call.password()))
    data = {"ok": verdict.ok, "depth": depth, "reason": verdict.reason or None}
    whole_words = tr("The backup is whole (depth {depth}).", depth=depth)
    words = whole_words if verdict.ok else _not_whole(call.options.file, verdict.reason)
    return Answer(data, lambda: words, 0 if verdict.ok else _DAMAGED)


def _not_whole(file: Path, reason: str) -> str:
    """Which file, why, what is safe, and what to do."""
    named = tr(N_("The backup {file} is not whole:"), file=file.name)
    safe = in_a_row(
        tr("The shop itself was not touched."), tr("Use another backup, and make a new one.")
    )
    return "\n".join((named, reason, safe))


def _verified(call: Call, depth: int, claim: Claim) -> Verdict:
    return verify_alone(
        call.options.file,
        depth,
        claim,
        wall=call.parts.wall,
        app_state=call.parts.app_state,
        progress=call.progress,
    )


def _restore_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE", help=tr("a backup file"))
    parser.add_argument("--to", type=shop_folder, required=True, metavar="SHOP", help=tr("folder"))


def _restore(call: Call) -> Answer:
    refuse_missing(call.options.file)
    done = restore(
        call.options.file,
        call.options.to,
        Claim(call.options.user, call.password()),
        clock=call.clock,
        app_state=call.parts.app_state,
        progress=call.progress,
        wall=call.parts.wall,
    )
    data = {
        "customers": done.customers,
        "purchases": done.purchases,
        "from": done.made_at.isoformat(),
        "shop": str(done.folder.absolute()),
        "safety_copy": str(done.safety_copy.absolute()) if done.safety_copy else None,
    }
    rows = (
        (tr("Shop"), data["shop"]),
        (tr("State of"), f"{done.made_at.astimezone():%Y-%m-%d %H:%M}"),
        (tr("Customers"), done.customers),
        (tr("Purchases"), done.purchases),
        (tr("Safety copy"), data["safety_copy"]),
    )
    return Answer(data, lambda: pairs(rows))


def _check(call: Call) -> Answer:
    try:
        with opened(call) as (shop, actor):
            done = check_up(actor, shop, call.progress)
    except Damaged as error:
        # A shop that does not open for damage has been checked as well.
        found = {"code": "open", "text": str(error), "damage": True}
        return _checked(call.options.shop, False, [found])
    findings = [
        {"code": each.code, "text": each.text(), "damage": each.damage} for each in done.findings
    ]
    return _checked(call.options.shop, done.ok, findings)


def _checked(shop: Path, ok: bool, findings: list[dict[str, Any]]) -> Answer:
    lines = [each["text"] for each in findings]
    lines += [tr("Everything is whole.")] if ok else [tr("The shop is damaged."), _what_now(shop)]
    data = {"ok": ok, "findings": findings}
    return Answer(data, lambda: "\n".join(lines), 0 if ok else _DAMAGED)


def _what_now(shop: Path) -> str:
    """What is safe when a shop is damaged, and what to do."""
    return in_a_row(
        tr(N_("The damaged folder is left as it is, and your backups are separate files.")),
        tr(
            N_("Put the newest good backup into a new folder: restore FILE --to NEW.shuke."),
        ),
        tr(
            N_("The shop's own backups lie in {folder}."),
            folder=ShopFolder(shop).backups.absolute(),
        ),
    )


def _audit_arguments(parser: ArgumentParser) -> None:
    shop_argument(parser)
    parser.add_argument("--since", type=day, metavar="DATE", help=tr("first day"))


def _audit(call: Call) -> Answer:
    with opened(call) as (shop, actor), shop.read(actor) as reader:
        found = audit.entries(reader, call.options.since)
        broken = audit.chain(reader)
    entries = [_entry(each) for each in found]
    data = {"entries": entries, "chain_ok": not broken}
    return Answer(data, lambda: audit_words(found, not broken))


def _entry(each: Entry) -> dict[str, Any]:
    return {
        "seq": each.seq,
        "at": each.at.isoformat(),
        "actor": each.actor,
        "role": each.role,
        "action": each.action,
        "object": each.object or None,
        "detail": each.detail,
    }


COMMANDS = (
    Command("backup", N_("make a verified, sealed copy"), _backup_arguments, _backup),
    Command("verify", N_("is this backup whole?"), _verify_arguments, _verify),
    Command("restore", N_("put a backup back"), _restore_arguments, _restore),
    Command("check", N_("integrity of file, index and audit trail"), shop_argument, _check),
    Command("audit", N_("who did what"), _audit_arguments, _audit),
)
