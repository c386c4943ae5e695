"""Writing a command's file: whole or not at all."""

import os
from pathlib import Path
from secrets import token_hex


def write_file(path: Path, content: bytes) -> None:
    """Write beside its place and rename, so that nobody meets half a file."""
    draft = path.with_name(f".{path.name}.{token_hex(4)}.new")
    try:
        draft.write_bytes(content)
        os.replace(draft, path)
    finally:
        draft.unlink(missing_ok=True)
