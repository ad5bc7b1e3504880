"""Topics: the table's form, and one case a line with its answers inside the text as `[topic words]`, or `[one+other words]`."""

import re
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.extraction import topics
from dragoman.lexicons import rows, split

CONTEXTS = """
military intelligence executive legislative election political_institutions pro_democracy pro_autocracy economic legal
reparations human_rights rights_freedoms repression human_security gender lgbt religion_ethnicity inequality diplomatic
territory peacekeeping health asylum migration disasters natural_resource environment technology terrorism cbrn cyber
misinformation crime corruption illegal_drugs trafficking
"""
IDS = [row["id"] for row in rows("topics")]
TAG = re.compile(r"\[([a-z0-9+-]+) ([^\]]+)\]")

CASES = """
They discussed [critical-minerals critical minerals] and [tariffs reciprocal tariffs].
The ministers spoke of [trade trade], [investment investment], [agriculture agriculture], [technology technology] and [mining minerals].
Both sides will return the [military-equipment equipment left behind] in [afghanistan Afghanistan].
She thanked Islamabad for the [extradition-transfer arrest and transfer] of the bomber.
The war cost the province [terrorism-sacrifices human and economic losses].
He honoured [terrorism-sacrifices sacrifices in the war on terror].
[law-enforcement Police chiefs] talked about [law-enforcement law enforcement] and [illegal-immigration illegal immigration].
The two discussed [bilateral-relations bilateral relations], [regional-security regional security] and [economic-cooperation economic cooperation].
Pakistan sits on the [un-security-council United Nations Security Council] for two years.
The National Security Council met on Friday.
The partners will explore [oil oil reserves] off the coast.
A [ceasefire ceasefire] took hold before dawn.
Envoys reviewed [counter-terrorism counter-terrorism cooperation] in the [sahel Sahel].
Envoys reviewed [counter-terrorism counterterrorism] in West African [ports-shipping ports].
They backed [counter-terrorism counter terrorism] work.
He praised the [bilateral-relations friendly ties] and asked for [market-access market access].
Kenya and the Union signed a [trade-agreement free trade agreement].
The bloc fears a [tariffs trade war] over [renewable-energy electric vehicles].
The Hague extended [export-controls export controls] on [semiconductors semiconductor] machines.
Canberra wants resilient [supply-chains supply chains].
Zambia asked its [debt creditors] for [debt debt restructuring].
Sri Lanka agreed on a programme with the [international-finance IMF].
The [infrastructure railway] belongs to the [connectivity Belt and Road projects].
Angola opened the [connectivity Lobito Corridor].
Mongolia asked for [infrastructure infrastructure] and [energy energy].
Algeria sells [gas natural gas] through a [gas gas pipeline].
Ankara and Baku talked of [oil+gas oil and gas].
Chile offers [critical-minerals lithium]; Peru offers [mining copper exports].
Hungary finances a [nuclear-energy nuclear power plant].
Morocco sells [renewable-energy green hydrogen] to Germany.
Cairo and Khartoum fear for the [nile-dam Nile waters].
Addis Ababa filled the [nile-dam Grand Ethiopian Renaissance Dam].
Delhi put the [water Indus Waters Treaty] on hold.
Dhaka raised the [water water sharing] of rivers.
Senegal and Spain agreed on [fisheries fishing rights].
Odesa awaits the [grain-deal Black Sea Grain Initiative].
The Horn faces [food-security famine] after the [disaster-relief drought].
Fiji spoke of [climate climate change] and [fisheries illegal fishing].
Brazil hosts [climate COP30].
Turkey thanked rescuers after the [disaster-relief earthquake].
The presidents discussed [health global health security] and [vaccines vaccines].
Liberia recalled the help against [pandemic Ebola].
[health Doctors from] Havana support [health public health] in Guyana.
Seoul and Washington work on [artificial-intelligence artificial intelligence].
Estonia leads on [cyber cyber security] and Japan on [space space cooperation].
Moldova complained of [disinformation disinformation].
Ottawa and Manila held [military-exercises joint exercises].
Ottawa and Manila signed a [defence-cooperation defence cooperation] pact.
[parliament The Senate] approved [military-equipment arms sales] of [military-equipment fighter jets].
Lawmakers seek an [arms-embargo arms embargo].
Moscow suspended [arms-control New START] inspections.
Iraq asked for a [troops withdrawal of troops].
Sweden completed its [nato NATO membership].
Tokyo hosted leaders of [aukus-quad the Quad].
Bishkek hosts the [shanghai-csto Shanghai Cooperation Organisation].
A [terrorist-attack terrorist attack] struck Bamako.
The country left the [terrorism-financing grey list] of the [terrorism-financing FATF].
London refused the [extradition-transfer extradition] of the banker.
Ecuador fights [organised-crime organised crime] and [narcotics cocaine].
Beijing promised to stop [fentanyl fentanyl precursors].
Guatemala pledged to fight [corruption corruption] and [trafficking human trafficking].
Djibouti hosts patrols against [maritime-security piracy].
The frigate sailed for [freedom-of-navigation freedom of navigation].
Guards left the [borders border crossing].
Gabon and its neighbour have a [territorial-dispute territorial dispute].
They support the [sovereignty sovereignty and territorial integrity] of the republic.
Rome and Tunis talked about [migration migration].
Quito accepted [deportation deportation flights].
Jordan shelters [refugees Syrian refugees].
Travellers need [visas visas] no longer; [consular consular services] resume.
The kingdoms promote [tourism tourism] and [people-to-people people-to-people contacts].
Ministers signed papers on [education+culture education and culture].
A squad goes to the [sport Olympics].
[peace-process Peace talks] resumed under Norwegian [peace-process mediation].
[peacekeeping Peacekeepers] left Juba.
Families of the [hostages hostages] wept.
Kyiv and Moscow held a [prisoners prisoner exchange].
Nurses visited [prisoners-of-war prisoners of war].
Minsk [political-prisoners+prisoners freed political prisoners].
The [coups junta] promised [elections elections].
[protests Protests] spread to Antananarivo.
Brussels agreed on [sanctions sanctions].
Vienna hosts the [nuclear-programme IAEA].
Talks on [iran-nuclear Iran's nuclear programme] go on.
Talks on [iran-nuclear Iran’s nuclear programme] go on.
Geneva hosts a review of the [non-proliferation NPT].
Pyongyang fired a [missiles ballistic missile].
Inspectors of the [chemical-weapons OPCW] left.
She raised [human-rights human rights] and [press-freedom press freedom].
She raised the [gender women's rights] record and [religion religious freedom].
He stood for [democracy democracy] and the [rule-of-law rule of law].
Trucks brought [humanitarian-aid humanitarian aid].
Oslo doubled its [development-aid development aid].
South Africa held the [g20 G20 presidency].
Kazan hosted the [brics BRICS leaders].
Tirana wants [european-union EU membership].
Laos chaired [asean ASEAN].
Abuja leads [african-union ECOWAS].
Bogotá left the [american-bodies OAS session].
They spoke about the [ukraine-war war in Ukraine].
He condemned [ukraine-war Russia’s war against Ukraine].
She condemned the [ukraine-war invasion of Ukraine].
Lisbon [ukraine-support pledged support for Ukraine].
Ships crossed the [black-sea Black Sea].
Pristina's envoy spoke about [kosovo-serbia Kosovo].
Yerevan raised [nagorno-karabakh Nagorno-Karabakh].
Nicosia wants [cyprus Cyprus talks].
Dublin defends the [northern-ireland Good Friday Agreement].
The emir spoke about [gaza-war Gaza] and a [palestinian-question two-state solution].
Rabat joined the [abraham-accords Abraham Accords].
They discussed [lebanon Lebanon], [syria Syria] and [yemen Yemen].
They discussed the [iran Iran-Israel conflict].
Manila spoke of the [south-china-sea South China Sea] and [taiwan Taiwan Strait].
They want peace on the [korean-peninsula Korean Peninsula].
Jakarta worries about [myanmar Myanmar] and the [rohingya Rohingya].
He raised the [kashmir Kashmir dispute].
They reviewed the [afghanistan situation in Afghanistan].
Dushanbe hosts [central-asia Central Asia leaders].
Juba's neighbours fear for [sudan Sudan], not for [south-sudan South Sudan].
Maputo fights in [mozambique Cabo Delgado].
Kinshasa accuses [drc M23] of attacks in [drc eastern Congo].
Rabat and Algiers differ on [western-sahara Western Sahara].
Nairobi sent police to [haiti Haiti].
Bogotá watches [venezuela Venezuela].
They agreed to [next-meeting remain in contact].
She sent [condolences condolences] and he sent [congratulations congratulations].
Relations are good and cooperation grows.
They met for lunch in the capital of Brazil.
He visited China, India, Pakistan, Iran and the United States.
The security of the building is poor, and the water was cold.
Leaders spoke with interest and left for the airport.
"""


def _found(text: str) -> list[tuple[str, str]]:
    return sorted((found.topic, text[found.start : found.end]) for found in topics.find(text))


def _written(wording: str) -> str:
    """A text in which a wording stands: the first of its alternatives, nothing in its gaps."""
    pieces = [piece.lstrip("~=").split("|")[0].replace("_", " ") for piece in wording.split() if piece != "…"]
    return " ".join(pieces)


@pytest.mark.parametrize("case", CASES.strip().splitlines())
def test_a_line_has_exactly_these_topics(case: str) -> None:
    expected = sorted((topic, match[2]) for match in TAG.finditer(case) for topic in match[1].split("+"))
    assert _found(TAG.sub(r"\2", case)) == expected


def test_ids_and_labels_are_words_and_unique() -> None:
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", topic) for topic in IDS)
    assert [topic for topic, n in Counter(IDS).items() if n > 1] == []
    assert all(topics.label(topic).strip() for topic in IDS)
    assert len({topics.label(topic) for topic in IDS}) == len(IDS)


def test_topics_stand_on_two_levels() -> None:
    parents = {row["id"]: row["parent"] for row in rows("topics")}
    assert [topic for topic, parent in parents.items() if parent and parents.get(parent) != ""] == []


def test_contexts_are_plovers() -> None:
    assert {context for topic in IDS for context in topics.contexts((topic,))} <= set(CONTEXTS.split())


def test_media_topics_are_numbers() -> None:
    assert all(re.fullmatch(r"(medtop:\d{8})?", row["iptc"]) for row in rows("topics"))


def test_no_wording_stands_twice_in_a_topic() -> None:
    wordings = {row["id"]: Counter(split(row["wordings"])) for row in rows("topics")}
    assert [(topic, wording) for topic, listed in wordings.items() for wording, n in listed.items() if n > 1] == []


@pytest.mark.parametrize("row", rows("topics"), ids=IDS)
def test_every_wording_finds_its_topic(row: dict[str, str]) -> None:
    assert split(row["wordings"])
    assert [w for w in split(row["wordings"]) if row["id"] not in {topic for topic, _ in _found(f"Of {_written(w)}.")}] == []


@pytest.mark.parametrize("wording", [row["wording"] for row in rows("idioms")])
def test_an_idiom_is_about_nothing(wording: str) -> None:
    assert _found(f"Of {_written(wording)}.") == []


@pytest.mark.parametrize(
    "text",
    [
        "Trade Minister Grace Mwangi and the Minister of Energy sat down.",
        "The plane landed in Port Sudan.",
        "A think tank wrote it.",
        "He is a prisoner of habit.",
    ],
)
def test_titles_names_and_idioms_say_nothing(text: str) -> None:
    assert _found(text) == []


@pytest.mark.parametrize(
    ("text", "topic", "words_"),
    [
        (
            "They spoke of Defense Ministers' spending targets and defense co-operation.",
            "defence-cooperation",
            "defense co-operation",
        ),
        ("He was normalising ties with Israel.", "abraham-accords", "normalising ties with Israel"),
        ("They fear the withdrawal of all U.S. combat troops.", "troops", "withdrawal of all U.S. combat troops"),
        ("She asked for the withdrawal of one party and of troops.", None, ""),
        ("She asked for aid, and AI was no topic.", "artificial-intelligence", "AI"),
        ("Ai Weiwei paints.", None, ""),
    ],
)
def test_words_are_found_in_other_forms(text: str, topic: str | None, words_: str) -> None:
    assert _found(text) == ([(topic, words_)] if topic else [])


def test_contexts_of_several_topics_are_joined_and_sorted() -> None:
    assert topics.contexts(("trade", "export-controls", "trade")) == ("economic", "technology")
    assert topics.contexts(()) == ()


def test_an_unknown_topic_has_no_label() -> None:
    with pytest.raises(KeyError):
        topics.label("the weather")


WORDINGS = [_written(wording) for row in rows("topics") for wording in split(row["wordings"])]


@given(st.lists(st.one_of(st.sampled_from(WORDINGS), st.text(max_size=12)), max_size=12).map(" ".join))
def test_stretches_lie_in_the_text_in_order(text: str) -> None:
    found = topics.find(text)
    assert all(0 <= f.start < f.end <= len(text) and f.topic in IDS for f in found)
    assert [f.start for f in found] == sorted(f.start for f in found)
