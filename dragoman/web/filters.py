"""The filters of a list of events as a question's parameters, named as the command line and Python name them."""

from typing import Annotated
from urllib.parse import urlencode

from fastapi import Depends, Query

from dragoman.model import Kind, Modality
from dragoman.results import Filters

__all__ = ["After", "Asked", "query"]

After = Annotated[str | None, Query(description="The cursor of the page before, which it calls `next`.")]


def _filters(
    type: Annotated[list[str] | None, Query(description="PLOVER types, any of them.")] = None,  # noqa: A002 (its name in a question)
    topic: Annotated[str | None, Query(description="A topic's id.")] = None,
    person: Annotated[str | None, Query(description="A person's entity id, or a name.")] = None,
    since: Annotated[str | None, Query(description="The earliest day, month or year in which an event may begin.")] = None,
    until: Annotated[str | None, Query(description="The latest.")] = None,
    publisher: Annotated[str | None, Query(description="Who put a document out that tells it.")] = None,
    kind: Annotated[Kind | None, Query(description="The kind of a document that tells it.")] = None,
    modality: Annotated[Modality | None, Query(description="How sure its tellings are of it.")] = None,
) -> Filters:
    return Filters(
        types=tuple(t.upper() for t in type or ()),
        topic=topic,
        person=person,
        since=since,
        until=until,
        publisher=publisher,
        kind=kind,
        modality=modality,
    )


Asked = Annotated[Filters, Depends(_filters)]


def query(filters: Filters, after: str | None = None) -> str:
    """Filters and a cursor as the query of an address."""
    parts = {
        "type": filters.types,
        "topic": filters.topic,
        "person": filters.person,
        "since": filters.since,
        "until": filters.until,
        "publisher": filters.publisher,
        "kind": filters.kind,
        "modality": filters.modality,
        "after": after,
    }
    return urlencode({name: value for name, value in parts.items() if value}, doseq=True)
