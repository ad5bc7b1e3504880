"""What codes are called for people: acts, sides, topics and times in words, the same in a terminal and on a page."""

from collections.abc import Sequence
from datetime import timedelta
from functools import cache
from textwrap import shorten

from dragoman.codebook import COOPERATIVE, MATERIAL
from dragoman.errors import UsageError
from dragoman.lexicons import armed_groups, country_names, rows
from dragoman.model import Claim, Count, Event, Quote, When
from dragoman.results import Head

__all__ = [
    "act",
    "basis",
    "cited",
    "day",
    "days",
    "direction",
    "field",
    "heading",
    "party",
    "quadrant",
    "side",
    "sides",
    "state",
    "states",
    "told",
    "topic",
    "topics",
    "undertook",
    "when",
]

_TYPES = {
    "AGREE": "Agreement",
    "CONSULT": "Consultation",
    "SUPPORT": "Support",
    "CONCEDE": "Concession",
    "COOPERATE": "Cooperation",
    "AID": "Aid",
    "RETREAT": "Retreat",
    "REQUEST": "Request",
    "ACCUSE": "Accusation",
    "REJECT": "Rejection",
    "THREATEN": "Threat",
    "PROTEST": "Protest",
    "SANCTION": "Sanction",
    "MOBILIZE": "Mobilisation",
    "COERCE": "Coercion",
    "ASSAULT": "Assault",
}
_ENGAGEMENTS = {"phone": "Phone call", "visit": "Visit", "multilateral": "Multilateral meeting"}
#: PLOVER's codes for those who act for no state.
_OTHERS = {
    "UNO": "United Nations",
    "EUR": "European Union",
    "IGO": "Intergovernmental bodies",
    "NGO": "Non-governmental bodies",
    "ISM": "International movements",
    "IMG": "Armed groups",
    "MNC": "Companies",
}
_BASES = {
    "explicit": "as stated",
    "relative": "worked out from the text and its day of publication",
    "dateline": "from the dateline",
    "inferred": "inferred from other dates in the text",
}
_FIELDS = {
    "when": "the day",
    "location": "the place",
    "mode": "the medium",
    "persons": "who took part",
    "initiator": "who began it",
    "ordinal": "the how-manieth it was",
    "modality": "whether it was at all",
    "first": "whether it was the first",
}
_UNDERTOOK = {"promise": "promised", "agreement": "agreed", "invitation": "invited", "plan": "planned"}
_MONTHS = "January February March April May June July August September October November December".split()
_SEASONS = {"21": "Spring", "22": "Summer", "23": "Autumn", "24": "Winter"}


def act(kind: str, mode: str | None, modality: str = "asserted") -> str:
    """A PLOVER type and mode in words, with how sure the telling is where that is not plainly asserted."""
    name = _ENGAGEMENTS.get(mode or "") if kind == "CONSULT" else None
    name = name or _TYPES.get(kind, kind) + (f", {mode}" if mode else "")
    return name if modality == "asserted" else f"{name} ({modality})"


def quadrant(kind: str) -> str:
    """Which of PLOVER's four quadrants a type lies in: `Verbal cooperation`, `Material conflict`."""
    return f"{'Material' if kind in MATERIAL else 'Verbal'} {'cooperation' if kind in COOPERATIVE else 'conflict'}"


def state(code: str) -> str:
    """The name of a state, body or armed group, joint ones joined; the code where there is no name."""
    return " and ".join(_OTHERS.get(part) or country_names().get(part, part.removeprefix("REB:")) for part in code.split("+"))


def party(code: str) -> str:
    """The code of a state, body or armed group as it is written in full. Raises UsageError when nobody has it."""
    if group := armed_groups().get(code.casefold()):
        return group
    found = code.upper()
    if found in country_names() or found in _OTHERS:
        return found
    raise UsageError(
        f"{code}: no state or body has this code; PAK is Pakistan’s, and PAK-USA its relation with the United States"
    )


def side(code: str) -> str:
    """Whose account a column of a comparison is."""
    return "The publishers" if code == "publisher" else state(code)


def states(codes: Sequence[str]) -> str:
    """Several states by name."""
    return " – ".join(state(code) for code in codes)


def direction(event: Event | Head) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The codes of who acted and towards whom, as the best telling has it: no actors where it names none, and all parties as actors where
    nobody is acted upon or it names only some of them.
    """
    if event.towards and {*event.acting, *event.towards} == set(event.parties):
        return event.acting, event.towards
    return event.parties, ()


def sides(event: Event | Head) -> str:
    """Who acted and towards whom, as `direction` has it, `?` for an actor that isn't named."""
    acting, towards = direction(event)
    return f"{states(acting) or '?'} → {states(towards)}" if towards else states(acting)


def heading(event: Event | Head) -> str:
    """An event in one line: what, between whom."""
    return ": ".join(part for part in (act(event.type, event.mode, event.modality), sides(event)) if part)


def cited(exact: str, width: int = 10**6) -> str:
    """Words of a document in quotation marks, on one line, cut short between two words where they are longer than `width` code points."""
    text = shorten(exact, width, placeholder=" …")
    if text.count("“") != text.count("”"):  # an outer pair of which a mark lies outside
        text = text.removeprefix("“").removesuffix("”")
    return f"“{text}”"


@cache
def topics() -> dict[str, str]:
    """What topics are called, by id."""
    return {row["id"]: row["label"] for row in rows("topics")}


def topic(id_: str) -> str:
    """A topic's label."""
    return topics().get(id_, id_)


def undertook(kind: str) -> str:
    """What whoever made a commitment did."""
    return _UNDERTOOK[kind]


def field(name: str) -> str:
    """What a disagreement is about."""
    return _FIELDS.get(name) or f"how many {name.removeprefix('size.')}"


def count(found: Count) -> str:
    """A count in words: "26 dead", "at least 26 dead", "20 to 30 injured", "49,000,000 USD"."""
    if found.low is None or found.high is None:
        number = f"{'at least' if found.high is None else 'up to'} {found.figure:,}"
    else:
        number = f"{found.low:,}" if found.low == found.high else f"{found.low:,} to {found.high:,}"
    return f"{number} {found.unit if found.kind == 'sum' and found.unit else found.kind}"


def told(claim: Claim, quote: Quote | None) -> str:
    """What one telling says beside its words: how sure, when, how many, and whose words these are."""
    parts = [
        "" if claim.modality == "asserted" else claim.modality,
        when(claim.when),
        *map(count, claim.counts),
        f"according to {quote.speaker.exact if quote.speaker else 'somebody who is not named'}" if quote else "",
    ]
    return " · ".join(part for part in parts if part)


def basis(time: When) -> str:
    """What a time rests on; nothing for one that is not known."""
    return _BASES.get(time.basis, "")


def days(time: When) -> str:
    """The first and last day of a time that is longer than a day."""
    if not time.start or not time.end or (time.end - time.start).days == 1:
        return ""
    return f"{time.start} to {time.end - timedelta(days=1)}"


def when(time: When) -> str:
    """A time in words: `7 April 2025`, `May 2025`, `22 April, year unknown`, or the document's own in quotation marks."""
    if time.edtf:
        return day(time.edtf)
    return f"“{time.anchor.exact}”" if time.anchor else ""


def day(edtf: str) -> str:
    """An EDTF date or interval in words, what both ends share said once: `6 to 7 May 2025`."""
    first, slash, last = edtf.partition("/")
    if not slash:
        return _point(first)
    begins, ends = _point(first).split(), _point(last).split()
    shared = 0
    while shared < min(len(begins), len(ends)) - 1 and begins[-1 - shared] == ends[-1 - shared]:
        shared += 1
    return " ".join([*begins[: len(begins) - shared], "to", *ends])


def _point(edtf: str) -> str:
    if edtf in ("", ".."):
        return "…"
    bare = edtf.rstrip("?~%")
    about = {"?": " (uncertain)", "~": " (about)", "%": " (about, uncertain)"}.get(edtf[len(bare) :], "")
    year, _, rest = bare.partition("-")
    month, _, day = rest.partition("-")
    named = _MONTHS[int(month) - 1] if month.isdigit() and 1 <= int(month) <= 12 else _SEASONS.get(month, month)
    before = " ".join(part for part in (day.lstrip("0") if day.isdigit() else "", named) if part)
    if year == "XXXX":
        return f"{before}, year unknown{about}"
    return f"{before} {year}".strip() + about
