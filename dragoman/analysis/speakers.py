"""Who is meant by a name that a reader types."""

import re
import unicodedata
from collections.abc import Collection, Iterable

from dragoman.model import Mention

__all__ = ["called", "named", "plain"]


def named(words: str, names: Iterable[tuple[str, str]]) -> set[str]:
    """The entity ids of everybody whose name holds the words, of those that `names` gives with a name each. Joint ones are nobody.

    Case, accents and punctuation are passed over; a part of a name is enough if it is a whole word ("Dar", "Foreign Office").
    """
    wanted = f"-{plain(words)}-"
    return {
        entity
        for entity, name in names
        if wanted != "--" and "+" not in entity and any(wanted in f"-{plain(n)}-" for n in (name, entity.partition(":")[2]))
    }


def called(mentions: Iterable[Mention], sides: Collection[str]) -> frozenset[str]:
    """How some sides (codes) and their people are called: words that say nothing of a matter. Third parties and places do."""
    own = [m for m in mentions if m.kind != "place" and not set(sides).isdisjoint(m.countries)]
    return frozenset(word for m in own for word in (m.name, m.anchor.exact, m.office or ""))


def plain(name: str) -> str:
    """A name without case, accents and punctuation, its words joined by hyphens."""
    letters = "".join(c for c in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(c))
    return re.sub(r"[\W_]+", "-", letters).strip("-")
