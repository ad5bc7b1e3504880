"""What is new since a reader was here last: a cookie says when that was, and nothing else is remembered of anybody."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Self

from starlette.requests import Request
from starlette.responses import Response

__all__ = ["Visit"]

_COOKIE = "seen"
#: Who comes back within this time is on the same visit still.
_VISIT = timedelta(minutes=30)
_KEPT = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Visit:
    """When the visit before this one ended, None on the first; and when the page is asked for. Both UTC."""

    before: datetime | None
    now: datetime

    @classmethod
    def of(cls, request: Request) -> Self:
        """Read a request's cookie; one that isn't ours counts for none."""
        now = datetime.now(UTC).replace(microsecond=0)
        first, _, last = request.cookies.get(_COOKIE, "").partition("_")
        before, seen = _moment(first), _moment(last)
        if seen and now - seen > _VISIT:
            before = seen
        return cls(before, now)

    def note(self, request: Request, response: Response) -> None:
        """Have the browser remember this visit; only our own pages are told."""
        before = self.before.strftime("%Y%m%dT%H%M%SZ") if self.before else ""
        response.set_cookie(
            _COOKIE,
            f"{before}_{self.now.strftime('%Y%m%dT%H%M%SZ')}",
            max_age=int(_KEPT.total_seconds()),
            httponly=True,
            samesite="strict",
            secure=request.url.scheme == "https",
        )


def _moment(written: str) -> datetime | None:
    try:
        return datetime.strptime(written, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
    except ValueError:
        return None
