"""Who is meant by a name that a reader types."""

import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping

from dragoman.model import Mention

__all__ = ["called", "named", "plain"]


def named(words: str, mentions: Iterable[Mention], clusters: Mapping[str, str]) -> set[str]:
    """The entity ids, as the documents have them, of everybody whose name holds the words, under all spellings of that name.

    Case, accents and punctuation are passed over; a part of a name is enough if it is a whole word ("Dar", "Foreign Office").
    `clusters` gives the entity of each mention.
    """
    wanted = f"-{plain(words)}-"
    known = [m for m in mentions if "+" not in m.entity]
    meant = {
        m.entity for m in known if wanted != "--" and any(wanted in f"-{plain(n)}-" for n in (m.name, m.entity.partition(":")[2]))
    }
    same = {clusters[m.id] for m in known if m.entity in meant and m.id in clusters}
    return meant | {m.entity for m in known if clusters.get(m.id) in same}


def called(mentions: Iterable[Mention], sides: Collection[str]) -> frozenset[str]:
    """How some sides (codes) and their people are called: words that say nothing of a matter. Third parties and places do."""
    own = [m for m in mentions if m.kind != "place" and not set(sides).isdisjoint(m.countries)]
    return frozenset(word for m in own for word in (m.name, m.anchor.exact, m.office or ""))


def plain(name: str) -> str:
    """A name without case, accents and punctuation, its words joined by hyphens."""
    letters = "".join(c for c in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(c))
    return re.sub(r"[\W_]+", "-", letters).strip("-")
