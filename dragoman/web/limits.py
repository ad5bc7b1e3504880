"""How often one caller may try."""

import time
from collections import OrderedDict, deque

from starlette.exceptions import HTTPException

__all__ = ["Limiter"]

#: Callers that are remembered; of more, those that tried longest ago are forgotten.
_CALLERS = 10_000


class Limiter:
    """At most `number` tries in `seconds` by each caller."""

    def __init__(self, number: int, seconds: float) -> None:
        self._number = number
        self._seconds = seconds
        self._tries: OrderedDict[str, deque[float]] = OrderedDict()

    def check(self, caller: str) -> None:
        """Raise a 429 for a caller who has tried too often; a try that is refused isn't counted."""
        now = time.monotonic()
        tries = self._tries.get(caller, deque())
        while tries and now - tries[0] >= self._seconds:
            tries.popleft()
        if len(tries) >= self._number:
            wait = int(self._seconds - (now - tries[0])) + 1
            raise HTTPException(429, f"Too often: wait {wait} seconds, then try again.", {"Retry-After": str(wait)})

    def count(self, caller: str) -> None:
        """Note a try."""
        self._tries.setdefault(caller, deque()).append(time.monotonic())
        self._tries.move_to_end(caller)
        if len(self._tries) > _CALLERS:
            self._tries.popitem(last=False)
