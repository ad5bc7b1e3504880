"""Small documents that have much in common, drawn by hypothesis: few names with their spellings, few offices, states and days."""

from datetime import date, timedelta

from hypothesis import strategies as st

from dragoman.model import Claim, Document, Extraction, Mention, When

_NAMES = (
    ("person:kari-lindahl", "NOR", "Foreign Minister"),
    ("person:kari-lindahl", None, None),
    ("person:kari-lindahl", "KEN", None),
    ("person:kari-lindhal", "NOR", "Foreign Minister"),
    ("person:karri-lindahl", "NOR", "Foreign Minister"),
    ("person:karri-lindahl", None, "Foreign Minister"),
    ("person:kari-anne-lindahl", "NOR", "Foreign Minister"),
    ("person:kari-berit-lindahl", "NOR", "Foreign Minister"),
    ("person:odd-berg", "NOR", "Foreign Minister"),
    ("person:odd-berg", "NOR", "Prime Minister"),
    ("person:lindahl", "NOR", "Foreign Minister"),
    ("person:norwegian-foreign-minister", "NOR", "Foreign Minister"),
    ("person:amina-odera", "KEN", "Foreign Secretary"),
    ("person:amina-odera", None, None),
    ("NOR", "NOR", None),
    ("KEN", "KEN", None),
    ("SWE", "SWE", None),
)
_ACTS = (("CONSULT", "phone"), ("CONSULT", "meet"), ("CONSULT", None), ("CONSULT", "multilateral"), ("AGREE", None), ("ACCUSE", None))
_FIRST = date(2041, 3, 1)
_WORDS = (
    "visit of three days; they spoke on the sidelines of fisheries and of a loan for the harbour, and an envoy is to travel in the autumn, both ministries said on Monday",
    "accused the other side of closing its ports to trawlers, which it called a breach of the treaty that both had signed in May",
)


@st.composite
def extractions(draw: st.DrawFn) -> Extraction:
    """A document with some names and up to two acts between them."""
    published = draw(st.sampled_from([None, "2041", "2041-03", "2041-03-02", "2041-03-05", "2041-09-20", "2043-01-15"]))
    named = draw(st.lists(st.sampled_from(_NAMES), min_size=1, max_size=4))
    text = draw(st.sampled_from(_WORDS)) + "."
    places = []
    for entity, _, office in named:
        words = entity.removeprefix("person:").replace("-", " ").title() if ":" in entity else entity
        if entity == "person:norwegian-foreign-minister":
            words = f"Norwegian {office}"
        places.append((len(text) + 1, words))
        text += f" {words}"
    document = Document(address="-", text=text, publisher=draw(st.sampled_from("abcdefgh")), published=published)
    mentions = [
        Mention(
            anchor=document.anchor(at, at + len(words)),
            kind="person" if entity.startswith("person:") else "country",
            entity=entity,
            name=words,
            country=country,
            office=office,
        )
        for (at, words), (entity, country, office) in zip(places, named, strict=True)
    ]
    claims = {}
    for start in draw(st.lists(st.sampled_from([0, 6]), max_size=2, unique=True)):
        type_, mode = draw(st.sampled_from(_ACTS))
        sides = st.lists(st.sampled_from(mentions), max_size=2, unique=True).map(tuple)
        claim = Claim(
            trigger=document.anchor(start, start + 5),
            type=type_,
            mode=mode,
            modality=draw(st.sampled_from(["asserted", "asserted", "planned", "cancelled"])),
            actors=draw(st.lists(st.sampled_from(mentions), min_size=1, max_size=2, unique=True).map(tuple)),
            recipients=draw(sides),
            when=draw(_whens()),
            topics=draw(st.sampled_from([(), ("trade",), ("trade", "water")])),
        )
        claims[claim.id] = claim
    return Extraction(document, tuple(mentions), tuple(claims.values()))


def _whens() -> st.SearchStrategy[When]:
    days = st.sampled_from([0, 0, 1, 2, 60]).map(lambda n: _FIRST + timedelta(n))
    dated = days.map(lambda day: When(day.isoformat(), "explicit", day, day + timedelta(1)))
    stays = st.just(When("2041-03-01/2041-03-03", "explicit", _FIRST, date(2041, 3, 4)))
    months = st.just(When("2041-03", "explicit", _FIRST, date(2041, 4, 1)))
    return st.one_of(dated, dated, stays, months, st.just(When(None, "unknown")))
