"""Answers of the file one after the other, while the next ones are already being fetched."""

from collections import deque
from collections.abc import Callable, Generator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from functools import partial
from typing import TypeVar

from sqlalchemy import Connection

A = TypeVar("A")
T = TypeVar("T")
FEW = 8
"""Questions; so many are over before a thread has begun."""
_AHEAD = 2  # on each connection: one under way, one that waits its turn


def asked_ahead(
    connections: Sequence[Connection], several: Sequence[A], ask: Callable[[Connection, A], T]
) -> Generator[T, None, None]:
    """The answers in the order of the questions, each connection on a thread of its own.

    SQLite works without Python's lock, so that what is done with an answer costs no time of
    its own. Nobody else may use the connections until the last answer is there.
    """
    if len(several) <= FEW:
        yield from (ask(connections[0], each) for each in several)
        return
    with ExitStack() as stack:
        threads = [ThreadPoolExecutor(1, "ahead") for _ in connections]
        for each in threads:
            stack.callback(partial(each.shutdown, cancel_futures=True))
        waiting: deque[Future[T]] = deque()
        for number, question in enumerate(several):
            turn = number % len(threads)
            waiting.append(threads[turn].submit(ask, connections[turn], question))
            if len(waiting) > _AHEAD * len(threads):
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
