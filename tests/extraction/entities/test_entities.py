"""Mentions of states, bodies, groups and places; and what holds for every extraction, whatever the text."""

import re
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dragoman.extraction import extract
from dragoman.model import Anchor, Document, Extraction, Mention, Zone, ZoneKind

MARK = re.compile(r"\[([^\]:]+): ([^\]]+)\]")


def mentions(text: str) -> dict[str, Mention]:
    return {m.anchor.exact: m for m in extract(Document(address="case", text=text)).mentions if m.kind != "person"}


def answer(mention: Mention | None) -> str:
    if mention is None:
        return "-"
    return "place" if mention.kind == "place" else f"{mention.country or '?'}/{mention.sector or '?'}"


#: [CODE/SECTOR: words], [place: words], [-: words] for what is no mention.
CASES = [
    "[KEN/GOV: Kenya] thanked [NOR/GOV: Norway].",
    "[RUS/GOV: Moscow] warned [JPN/GOV: Tokyo].",
    "The envoys met in [place: Moscow] and flew to [place: Tokyo].",
    "[RUS/GOV: The Kremlin] said no to [GBR/GOV: Downing Street].",
    "[ISR/MIL: The Israeli military] struck near [place: Gaza City].",
    "[PAK/GOV: Pakistan's Foreign Office] spoke.",
    "[KOR/LEG: South Korea’s parliament] voted.",
    "[REB:Houthis/REB: The Houthis] fired on a ship.",
    "[REB:Hezbollah/REB: Hezbollah] and [REB:PKK/REB: the PKK] denied it.",
    "[UNO/IGO|UNO/GOV|UNO/?: The United Nations] met.",
    "[PNG/GOV: Papua New Guinea] and [GNB/GOV: Guinea‑Bissau] voted.",
    "[CIV/GOV: Côte d’Ivoire] and [TLS/GOV: Timor–Leste] voted.",
    "[USA/GOV: The U.S.] and [GBR/GOV: the U.K.] signed.",
    "Talks were held in [place: Nairobi] between [SSD/GOV: South Sudan] and [SDN/GOV: Sudan].",
    "[BRA/GOV: Brasília] and [ARG/GOV: Buenos Aires] agreed; the summit is in [place: Salvador].",
    "He said so in [place: Paris], [FRA/GOV: France].",
    "The [-: Al-Qatar] missile was tested.",
]  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_states_bodies_and_places_are_told_apart(case: str) -> None:
    found = mentions(MARK.sub(r"\2", case))
    for expected, words in MARK.findall(case):
        bare = re.sub(r"^[Tt]he ", "", words)
        assert answer(found.get(words) or found.get(bare)) in expected.split("|"), (words, found)


def test_a_dateline_names_the_state_of_officials_named_without_one() -> None:
    text = "NAIROBI\n\nPresident Amina Otieno thanked the foreign minister, Juma Barasa."
    found = extract(Document(address="case", text=text, zones=(Zone("dateline", 0, 7), Zone("body", 9, len(text))))).mentions
    assert {m.name: m.country for m in found if m.kind == "person"} == {"Amina Otieno": "KEN", "Juma Barasa": "KEN"}


def test_an_issuer_names_the_state_of_its_own_officials() -> None:
    found = extract(
        Document(address="case", kind="readout", issuer="CHL", text="Foreign Minister Ana Soto met envoys in Lima.")
    ).mentions
    assert [m.country for m in found if m.kind == "person"] == ["CHL"]


def test_an_office_of_a_state_is_its_holder_in_the_document() -> None:
    found = extract(Document(address="case", text="Kenyan Foreign Minister Amina Otieno spoke. Kenya's foreign minister left."))
    assert len({m.entity for m in found.mentions if m.kind == "person"}) == 1


# What holds for every text

FRAGMENTS = (
    "Pakistan’s Foreign Minister Ishaq Dar", "Secretary Rubio", "the Israeli military", "New Delhi", "President Xi Jinping of China", "Ana Soto", "Jr.",
    "al-", "O’Brien", "@SecRubio", "the two leaders", "They", "She", "He", "it", "both sides", "the Secretary", "said that", "denied that", "accused",
    "condemned", "met", "spoke by phone with", "held talks with", "killed 26 people", "on Tuesday", "in Ankara", "will visit", "“We will,”", "“", "”", "'s",
    "’s", "‘", "(", ")", "—", "-", ",", ".", ";", ":", "\n", "\n\n", "\r\n", "\u00a0", "\u202f", "\u200b", "\u2028", "\x00", "\ufeff", "e\u0301", "\u0301",
    "نتنياهو", "习近平", "🇫🇷", "👩‍👩‍👧", "İstanbul", "ﬁ", "of", "and", "the statement said", "99999999999999999999", "in 2013-18", "30 February 2020", "U.S.",
    "Kim Sung-han", "Côte d’Ivoire", "ISLAMABAD:", "½", "١٢", "Hamas", "between", "accompanied by", "Kenya met Uganda in Nairobi.",
    "Chilean Foreign Minister Ana Soto met Peruvian Foreign Minister Luis Paz in Lima on Monday.",
)  # fmt: skip
KINDS: tuple[ZoneKind, ...] = (
    "headline",
    "keypoints",
    "dateline",
    "heading",
    "body",
    "caption",
    "embed",
    "related",
    "boilerplate",
)


@st.composite
def documents(draw: st.DrawFn) -> Document:
    parts = draw(st.lists(st.tuples(st.sampled_from(FRAGMENTS), st.sampled_from((" ", " ", " ", "", "\n"))), max_size=25))
    text = "".join(fragment + gap for fragment, gap in parts)
    edges = sorted(draw(st.sets(st.integers(0, len(text)), max_size=4)))
    return Document(
        address="case",
        text=text,
        zones=tuple(Zone(draw(st.sampled_from(KINDS)), a, b) for a, b in pairwise(edges)),
        kind=draw(st.sampled_from(("report", "readout"))),
        issuer=draw(st.sampled_from((None, "PAK"))),
        published=draw(st.sampled_from((None, "2024", "2024-05", "2024-05-01"))),
    )


def anchors(found: Extraction) -> list[Anchor]:
    out = [m.anchor for m in found.mentions] + [t.anchor for t in found.times] + [t.anchor for t in found.topics]
    for claim in found.claims:
        out += [claim.trigger, *claim.also, *([claim.when.anchor] if claim.when.anchor else [])]
    for quote in found.quotes:
        out += [*quote.content, *(a for a in (quote.speaker, quote.cue) if a)]
    return out


@given(documents())
@settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_whatever_the_text_an_extraction_is_whole(document: Document) -> None:
    found = extract(document)
    assert all(document.text[a.start : a.end] == a.exact and a.exact and a.document == document.id for a in anchors(found))
    known = set(found.mentions)
    for claim in found.claims:
        assert known.issuperset((*claim.actors, *claim.recipients, *([claim.location] if claim.location else [])))
    assert all(known.issuperset(quote.speakers) for quote in found.quotes)
    quoted = {quote.id for quote in found.quotes}
    assert quoted.issuperset(claim.according_to for claim in found.claims if claim.according_to)
    answered = {id_ for quote in found.quotes for id_ in (quote.denies, quote.confirms) if id_}
    assert answered <= quoted | {claim.id for claim in found.claims}
    for ids in ([m.id for m in found.mentions], [c.id for c in found.claims], [q.id for q in found.quotes]):
        assert len(ids) == len(set(ids))


@given(documents())
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_a_second_reading_gives_the_same(document: Document) -> None:
    assert extract(document) == extract(document)
