"""Customers: `search`, `show` and `set`."""

from app.cli.call import Command

COMMANDS: tuple[Command, ...] = ()
