"""Takes the plain rows of a block all at once, where each of them is somebody new.

The first list of a shop is nothing else. Whatever speaks against it (a number that stands
twice, a customer whom we have) leaves the block to be judged row by row.
"""

from collections.abc import Mapping, Sequence
from itertools import compress

from app.core.exchange.encoded_block import EncodedBlock
from app.core.exchange.matching import has_nobody, knows_any
from app.core.store.reader import Reader


def places_of_new(
    reader: Reader, block: EncodedBlock, numbers: Mapping[str, str]
) -> list[int] | None:
    """Where new customers stand, when all plain rows are new; `numbers` stood higher up."""
    keys = list(filter(None, block.keys))
    if len(set(keys)) < len(keys) or not numbers.keys().isdisjoint(keys):
        return None
    if any(key[0] == "#" for key in keys):
        return None
    if not has_nobody(reader) and _are_known(reader, block, keys):
        return None
    return list(compress(range(len(block.plain)), block.plain))


def _are_known(reader: Reader, block: EncodedBlock, keys: Sequence[str]) -> bool:
    phones = {phone for _, phone in block.phones}
    return knows_any(reader, keys, block.digests, phones)
