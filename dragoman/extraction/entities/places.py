"""Place or power: whether a name that may stand for a government is meant as a place, or as no state at all."""

from spacy.tokens import Doc, Token

from dragoman.extraction.entities.names import Name
from dragoman.extraction.entities.phrases import Reading

__all__ = ["is_no_state", "is_place"]

#: Prepositions before a name that make it a place.
_LOCATIVE = frozenset("in at near inside outside around across through throughout within into over above off".split())
#: Words that lead to, from or between places: before "to Kyiv" they mean the city, other words the government.
_MOTION = frozenset(
    "travel go visit arrive return fly trip journey head come leave depart move drive tour way flight send invite post recall spread bring take lead "
    "deport extradite transfer escort follow accompany road train route highway railway bus summon".split()
)
#: Verbs whose object is reached, left or struck as a place.
_REACHING = frozenset(
    "visit tour leave quit enter reach hit strike shake rock flood bomb shell seize capture storm surround cross near attack offer".split()
)
#: Nouns after which "of NAME" is a part of a country, not the country.
_PARTS = frozenset(("region", "province", "county", "city"))
_REGIONS = frozenset(("South", "North", "Latin", "Central", "African", "Native"))
#: Things, schools and firms that are called after a nation without being the state's.
_NO_STATES = frozenset(
    "Airlines Airways University College Institute Post Times Journal Museum Hospital Hotel School Open Cup League Express shepherd fries roulette "
    "salad toast coffee tea wine beer food cuisine language literature football cricket".split()
)


def is_place(doc: Doc, reading: Reading, start: int, entry: Name) -> bool:
    """Whether the name at word `start` is meant as a place: by what lies around it and by the preposition or the verb before it."""
    if entry.form == "country":
        return _is_homonym(reading, start, entry)
    if entry.form not in ("capital", "metonym"):
        return False
    at, end = reading.words, reading.names[start][0]
    if end + 1 < len(at) and at[end].text == "," and reading.country_at(end + 1):
        return True  # "Paris, France"
    k = start - 1
    while k >= 0 and at[k].text.lower() in ("the", "downtown", "central"):
        k -= 1
    before = at[k].text.lower() if k >= 0 else ""
    if before in ("to", "from", "for", "between"):
        token = doc.char_span(at[k].start, at[k].end, alignment_mode="expand")
        return token is not None and token[0].head.lemma_.lower() in _MOTION
    span = doc.char_span(at[start].start, at[end - 1].end, alignment_mode="expand")
    return before in _LOCATIVE or (span is not None and _is_reached(span.root))


def _is_reached(token: Token) -> bool:
    while token.dep_ == "conj":
        token = token.head
    return token.dep_ == "dobj" and token.head.lemma_.lower() in _REACHING


def _is_homonym(reading: Reading, start: int, state: Name) -> bool:
    """Whether a state's name is another place's here: "Atlanta, Georgia", "Lebanon, Ohio", "the region of Macedonia"."""
    at, end = reading.words, reading.names[start][0]
    part = at[start - 2].text.lower() if start > 1 and at[start - 1].text == "of" else ""
    if part in _PARTS or (part == "state" and start > 2 and at[start - 3].text.lower() in ("us", "s", "american", ".")):
        return True  # "the US state of Georgia", unlike "the State of Qatar"
    behind = reading.names.get(end + 1) if end < len(at) and at[end].text == "," else None
    if behind and behind[1][0].form == "place" and behind[1][0].code not in ("", state.code):
        return True
    first = reading.ends.get(start - 1) if start and at[start - 1].text == "," else None
    if first is None:
        return False
    city = reading.names[first][1][0]
    return city.form == "place" and len(city.code) == len(state.code) and city.code != state.code


def is_no_state(reading: Reading, start: int) -> bool:
    """Whether the adjective at word `start` belongs to a longer name or thing: "South American", "Turkish Airlines"."""
    at, end = reading.words, reading.names[start][0]
    return (start > 0 and at[start - 1].text in _REGIONS) or (end < len(at) and at[end].text in _NO_STATES)
