"""What a form sends, and from where its pages may lead on."""

import re
from urllib.parse import parse_qsl

from starlette.requests import Request

__all__ = ["FORM", "MARK", "fields", "form", "within"]

FORM = "application/x-www-form-urlencoded"
#: The field that holds the mark of a session.
MARK = "mark"
_FIELDS = 40
#: A path of ours: browsers take `//host` and `/\\host` for another's.
_PATH = re.compile(r"/(?![/\\])[^\x00-\x1f\\]*")


def fields(body: bytes) -> dict[str, str]:
    """The fields of a form; none when it has more than any form of ours."""
    try:
        return dict(parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=_FIELDS))
    except ValueError:
        return {}


async def form(request: Request) -> dict[str, str]:
    """The fields that a request sends as a form; none when it sends something else."""
    sent = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    return fields(await request.body()) if sent == FORM else {}


def within(address: str) -> str:
    """An address to go on to, if it is one of this record; else its first page."""
    return address if _PATH.fullmatch(address) else "/"
