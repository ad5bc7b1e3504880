"""The filters of a list of events as a question's parameters, named as the command line and Python name them."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Annotated
from urllib.parse import urlencode

from fastapi import Depends, Query
from pydantic import BeforeValidator

from dragoman.model import Kind, Modality
from dragoman.results import Filters

__all__ = ["After", "Asked", "parts", "query"]

#: A field of a form that was left empty asks for nothing.
_Filled = BeforeValidator(lambda value: value or None)

After = Annotated[str | None, Query(description="The cursor of the page before, which it calls `next`.")]


def _filters(
    type: Annotated[list[str] | None, Query(description="PLOVER types, any of them.")] = None,  # noqa: A002 (its name in a question)
    topic: Annotated[str | None, _Filled, Query(description="A topic's id.")] = None,
    person: Annotated[str | None, _Filled, Query(description="A person's entity id, or a name.")] = None,
    since: Annotated[
        str | None, _Filled, Query(description="The earliest day, month or year in which an event may begin.")
    ] = None,
    until: Annotated[str | None, _Filled, Query(description="The latest.")] = None,
    publisher: Annotated[str | None, _Filled, Query(description="Who put a document out that tells it.")] = None,
    kind: Annotated[Kind | None, _Filled, Query(description="The kind of a document that tells it.")] = None,
    modality: Annotated[Modality | None, _Filled, Query(description="How sure its tellings are of it.")] = None,
) -> Filters:
    return Filters(
        types=tuple(t.upper() for t in type or () if t),
        topic=topic,
        person=person,
        since=since,
        until=until,
        publisher=publisher,
        kind=kind,
        modality=modality,
    )


Asked = Annotated[Filters, Depends(_filters)]


def parts(filters: Filters) -> dict[str, str | tuple[str, ...]]:
    """Filters that ask for something, by their names in a question."""
    found = {"type" if name == "types" else name: value for name, value in asdict(filters).items()}
    return {name: value for name, value in found.items() if value}


def query(asked: Mapping[str, str | tuple[str, ...]], after: str | None = None) -> str:
    """The parts of a question and a cursor as the query of an address."""
    return urlencode({**asked, **({"after": after} if after else {})}, doseq=True)
