"""What is known of a document beside its words: from its sidecar, its record, its page or its feed."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from email.utils import parsedate_to_datetime
from functools import cache
from typing import get_args
from urllib.parse import urlsplit

from edtf import parse_edtf
from edtf.parser.edtf_exceptions import EDTFParseException

from dragoman.model import Kind

__all__ = ["FIELDS", "Metadata", "checked", "day", "domain"]

_FULL_DATE = re.compile(r"(\d{4})-?(\d\d)-?(\d\d)(?!\d)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """The fields that a sidecar, a JSON line, a page or a feed may give; None where it says nothing."""

    published: str | None = None
    publisher: str | None = None
    issuer: str | None = None
    url: str | None = None
    kind: Kind | None = None
    title: str | None = None
    language: str | None = None

    def over(self, other: "Metadata") -> "Metadata":
        """These fields, and the other's where these say nothing."""
        return Metadata(**{name: getattr(self, name) or getattr(other, name) for name in FIELDS})


#: The names of those fields, in a fixed order.
FIELDS = tuple(f.name for f in fields(Metadata))


def checked(record: Mapping[str, object]) -> Metadata:
    """The known fields of a record, other fields ignored.

    Raises ValueError saying which field is wrong: not a string, a `kind` that doesn't exist, a `published` that isn't EDTF.
    """
    values: dict[str, str] = {}
    for name in FIELDS:
        value = record.get(name)
        if value is None:
            continue
        if not isinstance(value, str):
            raise ValueError(f"{name} must be a string, not {type(value).__name__}")  # noqa: TRY004
        if stripped := " ".join(value.encode("utf-8", "replace").decode("utf-8").split()):
            values[name] = stripped
    kind = next((known for known in get_args(Kind) if known == values.get("kind")), None)
    if "kind" in values and kind is None:
        raise ValueError(f"kind must be one of {', '.join(get_args(Kind))}, not {values['kind']!r}")
    return Metadata(
        published=_edtf(values["published"]) if "published" in values else None,
        publisher=values.get("publisher"),
        issuer=values.get("issuer"),
        url=values.get("url"),
        kind=kind,
        title=values.get("title"),
        language=values.get("language"),
    )


@cache
def _edtf(value: str) -> str:
    """An EDTF string, a date with a time of day cut down to its day. Raises ValueError when it is none."""
    if re.match(r"\d{4}-\d\d-\d\d(?:T|$)", value) and (whole := day(value)):
        return whole
    try:
        parse_edtf(value)
    except EDTFParseException:
        raise ValueError(f"published must be an EDTF date such as 2025-04-07 or 2025-04, not {value[:40]!r}") from None
    return value


def day(value: str) -> str | None:
    """The day, as YYYY-MM-DD, that a machine-readable date names (ISO 8601 or RFC 5322), as it was written there; else None."""
    try:
        if found := _FULL_DATE.match(value.strip()):
            return date(*map(int, found.groups())).isoformat()
        return parsedate_to_datetime(value).date().isoformat()
    except (ValueError, OverflowError, IndexError):
        return None


def domain(url: str | None) -> str | None:
    """The host of a web address without `www.`; None when there is none."""
    try:
        host = urlsplit(url or "").hostname
    except ValueError:
        return None
    return host.removeprefix("www.") if host else None
