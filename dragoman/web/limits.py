"""How often one caller may try."""

import time
from collections import OrderedDict, deque

from starlette.exceptions import HTTPException
from starlette.requests import Request

__all__ = ["Limiter", "caller"]

#: Callers that are remembered; of more, those that tried longest ago are forgotten.
_CALLERS = 10_000


def caller(request: Request) -> str:
    """Who asks, as far as the network tells."""
    return request.client.host if request.client else ""


class Limiter:
    """At most `number` tries in `seconds` by each caller."""

    def __init__(self, number: int, seconds: float) -> None:
        self._number = number
        self._seconds = seconds
        self._tries: OrderedDict[str, deque[float]] = OrderedDict()

    def use(self, request: Request) -> None:
        """Note a try of whoever asks. Raises a 429 when they have tried too often."""
        self.check(caller(request))
        self.count(caller(request))

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
