"""Zones. In a case, `[kind words]` is what the text holds and the zone that those words must get."""

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.sources.zones import divide

_MARKUP = re.compile(
    r"\[(headline|keypoints|dateline|heading|body|caption|embed|related|boilerplate) ((?:[^\[\]]|\[[^\]]*\])*)\]"
)
LONG = "The two ministers spoke for an hour on trade, security and the border, and agreed to meet again before the summer."
MORE = "Officials in both capitals said that the talks had been useful, although neither side gave any further details."


def read_marked(marked: str) -> tuple[str, list[tuple[str, str]]]:
    return _MARKUP.sub(r"\2", marked), [(match[1], match[2]) for match in _MARKUP.finditer(marked)]


@pytest.mark.parametrize(
    "marked",
    [
        f"[headline Ministers of Chad and Niger speak by phone]\n[body {LONG}\n{MORE}]",
        f"[headline Will the talks in Doha resume?]\n\n[body {LONG}]",
        f"[headline Readout of the Call of President Smith with King Felipe Jr.]\n\n[body {LONG}]",
        f"[headline Readout of Talks in Vienna]\n\n[heading Between Minister Berg and the Delegation of the Republic of Kiribati]\n\n[body {LONG}]",
        f"[body {LONG}\n{MORE}]",
        f"[keypoints Key points\n- First call in a decade\n- Trade was discussed]\n[dateline ISLAMABAD:] [body {LONG}]",
        f"[headline Talks go on]\n[keypoints HIGHLIGHTS:\n• First call in a decade\n• Trade was discussed]\n[body {LONG}]",
        f"[headline Talks go on]\n[dateline WASHINGTON, April 8 (Reuters) —] [body {LONG}\n{MORE}]",
        f"[headline Talks go on]\n[dateline BEIJING --] [body {LONG}\n{MORE}]",
        f"[headline Talks go on]\n[dateline SEOUL/WASHINGTON (Reuters) -] [body {LONG}]",
        f"[headline Talks go on]\n[dateline Addis Ababa, 12 March 2024 (ENA) –] [body {LONG}]".replace("ENA", "AFP"),
        f"[headline Talks go on]\n[dateline RAMALLAH, West Bank —] [body {LONG}]",
        f"[headline Talks go on]\n[dateline Wednesday, November 28, 2007]\n[body {LONG}]",
        f"[headline Talks go on]\n[dateline Xinhua | Updated: 2017-09-15 17:52]\n[body {LONG}]",
        f"[headline Talks go on]\n[dateline Nairobi, 3 May 2021]\n[body {LONG}]",
        f"[body {LONG}]\n[heading Fair and balanced trade]\n[body {MORE}]",
        f"[body {LONG}]\n\n[heading What comes next?]\n\n[body {MORE}]",
        f"[body {LONG}]\n[heading LACKING DETAIL]\n[body {MORE}]",
        f"[headline Talks go on]\n[caption Minister Okoye (left) and Minister Diallo (right). Photo: File]\n[body {LONG}]",
        f"[headline Talks go on]\n[caption The delegations in Geneva on Sunday. Image: Ministry of Foreign Affairs.]\n[body {LONG}]",
        f"[body {LONG}]\n[caption The two delegations at work (AFP)]\n[body {MORE}]",
        f"[body {LONG}]\n[caption Image credit: Getty Images]\n[body {MORE}]",
        f"[body {LONG}]\n[caption FILE PHOTO: The minister in Lima in 2019]\n[body {MORE}]",
        f"[body {LONG}]\n[embed A good talk with my friend @OkoyeMFA today. — Awa Diallo (@AwaDiallo) May 5, 2025]\n[body {MORE}]",
        f"[body {LONG}]\n[embed A good talk with my friend today. pic.twitter.com/aB3dE5gH1j]\n[body {MORE}]",
        f"[body {LONG}]\n[embed Minister Diallo @AwaDiallo spoke with Minister Okoye.\nBoth agreed to… pic.twitter.com/aB3dE5gH1j][body {MORE}]",
        f"[body {LONG}]\n[embed Both agreed to… https://t.co/aB3dE5gH1j pic.twitter.com/aB3dE5gH1j][body {MORE}]",
        f"[body {LONG}]\n[embed We spoke today\n— Awa Diallo (@AwaDiallo) May 5, 2025]\n[body {MORE}]",
        f"[body {LONG}]\n[related Read: Ministers speak of trade in an earlier call]\n[body {MORE}]",
        f"[body {LONG}]\n[related READ ALSO: Ministers speak of trade]\n[body {MORE}]",
        f"[body {LONG}]\n[related Related stories\nChad recalls its envoy\nNiger opens the border]\n[body {MORE}]",
        f"[body {LONG}]\n[related Lire aussi : Le Tchad rappelle son ambassadeur]\n[body {MORE}]",
        f"[body {LONG}]\n[boilerplate Published in Dawn, April 8th, 2025]",
        f"[body {LONG}]\n[boilerplate © 2025 The Paper. All rights reserved.\nSubscribe to our newsletter\nShare this]",
        f"[body {LONG}]\n[boilerplate (Reporting by A. Writer; Editing by B. Reader)]",
        f"[headline Talks go on]\n[boilerplate By Amina Yusuf and Jon Berg]\n[body {LONG}]",
        # what only looks like one
        "[body Secretary: the word has many meanings, said the minister who was asked about it on Tuesday.\nHe did not go on.]",
        f"[body ANALYSIS: {LONG}]",
        f"[body {LONG}\nTerms of the deal were not disclosed.\nRead literally, the treaty forbids it.\nMore than that he would not say.]",
        f"[body {LONG}\n“We spoke of the vice-president (@vp) too,” he said of the call, and would add nothing to those words afterwards.]",
        f"[body {LONG}\n- trade\n- security\n- the border\n{MORE}]",
        "[body BERG: What happened then? Tell us all of it.\nDIALLO: We left. There was nothing to do.\nBERG: And then? Who called?]",
        # wrapped by hand: paragraphs lie between empty lines
        "[body The foreign minister of Niger spoke on Monday with the\nforeign minister of Chad about the closing of their border and\nabout the traders who wait there since the\nbeginning of the month.]",
        # other scripts
        "[headline وزيرا خارجية تشاد والنيجر يبحثان الحدود]\n[body بحث الوزيران خلال اتصال هاتفي سبل فتح الحدود بين البلدين وتعزيز التعاون بينهما.]",
        "[headline 两国外长通电话]\n[body 两国外长星期一通电话，就边界和贸易问题交换意见，双方同意继续保持联系。]",
    ],
)
def test_each_line_gets_its_purpose(marked: str) -> None:
    text, expected = read_marked(marked)
    assert [(zone.kind, text[zone.start : zone.end]) for zone in divide(text)] == expected


def test_a_known_title_is_the_headline_wherever_it_stands() -> None:
    text = f"World\n{LONG[:-1]}\n{MORE}"
    assert [zone.kind for zone in divide(text, title=LONG[:-1].upper())] == ["body", "headline", "body"]


def test_what_the_markup_set_apart_wins() -> None:
    text = f"Talks go on\nTwo men at a table in a garden.\n{LONG}"
    zones = divide(text, marks={"caption": "\ntwomenatatableinagarden\n"})
    assert [zone.kind for zone in zones] == ["headline", "caption", "body"]


@given(
    st.lists(
        st.one_of(
            st.text(max_size=60),
            st.sampled_from(
                [
                    LONG,
                    "Key points",
                    "- one",
                    "Read:",
                    "Related",
                    "pic.twitter.com/aB3dE5gH1jBoth",
                    "@a @b",
                    "PARIS: we",
                    "(left)",
                ]
            ),
        ),
        max_size=12,
    ).map("\n".join)
)
def test_zones_cover_every_word_once_in_order(text: str) -> None:
    zones = divide(text)
    assert all(zone.start < zone.end for zone in zones)
    assert all(a.end <= b.start and (a.kind, b.kind) != ("body", "body") for a, b in pairwise(zones))
    inside = {at for zone in zones for at in range(zone.start, zone.end)}
    assert not [character for at, character in enumerate(text) if at not in inside and not character.isspace()]
