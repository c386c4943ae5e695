"""How much a foreign file may be: configurable downward only, in one place."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """The bounds that the parsing child keeps; the defaults are the largest allowed."""

    text_bytes: int = 2 << 30
    text_rows: int = 20_000_000
    text_field: int = 1 << 20
    sheet_bytes: int = 200 << 20
    sheet_rows: int = 1_048_576
    unpacked_bytes: int = 2 << 30
    zip_entries: int = 2_000
    sheets: int = 20
    columns: int = 256
    empty_rows: int = 1_000
    memory_bytes: int = 3 << 29
    silence_seconds: float = 60.0


LIMITS = Limits()
PREVIEW_ROWS = 60
CHUNK_ROWS = 1_000
MODERATE_ROWS, MODERATE_BYTES = 250_000, 64 << 20
"""What is no larger is prepared in memory: about a kilobyte a row."""
LARGE_SHEET_BYTES = 4 << 20
"""A sheet of an xlsx that unpacks to less is read at once, a larger one in pieces."""
SHORT_BYTES = 200_000
"""A shop's first list that is larger goes straight in, see `at_once`."""
ENCODED_HERE_BYTES = 1 << 20
"""What is no larger (about 7,000 rows) is encoded here: another process takes longer to start."""
MOST_PHOTO_BYTES = 256 << 20
"""All photos of one file of cards together, made small; further ones are left out."""
