"""Who stands behind the ids in an extraction: mentions, countries and names."""

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet

from evaluation.measures.overlap import name_words
from evaluation.measures.result import Json

REBELS = "REB:"


def mentions_by_id(extraction: Json) -> dict[str, Json]:
    """The mentions of an extraction by their ids."""
    return {mention["id"]: mention for mention in extraction["mentions"]}


def codes(ids: Iterable[str], mentions: Mapping[str, Json], gold: AbstractSet[str] = frozenset()) -> frozenset[str]:
    """The codes that mentions act for. An armed group takes the gold's `REB:name` when their names share a word."""
    return frozenset(code for id_ in ids for code in _acts_for(mentions[id_], gold))


def _acts_for(mention: Json, gold: AbstractSet[str]) -> frozenset[str]:
    if mention.get("sector") == "REB" or mention["kind"] == "group":
        words = name_words(mention["name"])
        named = frozenset(code for code in gold if code.startswith(REBELS) and words & name_words(code.removeprefix(REBELS)))
        if named:
            return named
    return frozenset((mention.get("country") or "").split("+")) - {""}


def claim_codes(claim: Json, mentions: Mapping[str, Json]) -> frozenset[str]:
    """The codes of all sides of a claim."""
    return codes([*claim["actors"], *claim["recipients"]], mentions)


def claim_names(claim: Json, mentions: Mapping[str, Json]) -> frozenset[str]:
    """The words of the names of all persons on either side of a claim."""
    parties = (mentions[id_] for id_ in [*claim["actors"], *claim["recipients"]])
    return frozenset(word for mention in parties if mention["kind"] == "person" for word in name_words(mention["name"]))


def tellings(claim: Json) -> list[Json]:
    """The anchors of a claim: its trigger and its other tellings."""
    return [claim["trigger"], *claim.get("also", [])]


def first_told(claim: Json) -> int:
    """Where the text first tells a claim."""
    return min(int(anchor["start"]) for anchor in tellings(claim))
