"""What several commands take: addresses, parties, the record, how an answer is printed."""

from enum import StrEnum
from typing import Annotated

from typer import Argument, Option

__all__ = ["Addresses", "AllowPrivate", "ChartFile", "Format", "Lines", "Parties", "RecordAt", "Shape", "Sheet"]


class Shape(StrEnum):
    """How an answer is printed: a table for people, the others for programs."""

    TABLE = "table"
    JSON = "json"
    JSONL = "jsonl"
    CSV = "csv"
    MARKDOWN = "markdown"


class Sheet(StrEnum):
    """How a comparison is printed: as `Shape` has it, or as a page of HTML that needs nothing but itself."""

    TABLE = "table"
    JSON = "json"
    JSONL = "jsonl"
    CSV = "csv"
    MARKDOWN = "markdown"
    HTML = "html"


class Lines(StrEnum):
    """How observations are printed."""

    JSONL = "jsonl"
    TABLE = "table"


Addresses = Annotated[list[str], Argument(metavar="ADDRESS...", help="Files, folders, `-`, or http(s) addresses.")]
RecordAt = Annotated[
    str | None,
    Option("--record", metavar="R", help="The record: a path or postgresql:// address. [DRAGOMAN_RECORD, dragoman.db]"),
]
Format = Annotated[Shape, Option("--format", help="How to print the answer.")]
AllowPrivate = Annotated[bool, Option("--allow-private", help="Let web addresses lead into private networks.")]
Parties = Annotated[list[str] | None, Argument(metavar="[PARTY...]", help="Only what involves all of these.")]
ChartFile = Annotated[
    str | None, Option("--chart", metavar="FILE", help="Draw the answer instead, into FILE.svg, FILE.png or FILE.html.")
]
