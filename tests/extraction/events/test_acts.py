"""Acts: each case is a sentence with its trigger, its actors and its recipients marked in it."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.extraction.events import acts
from dragoman.extraction.parse import parse
from dragoman.extraction.tags import Act, Stretch
from dragoman.lexicons import rows, split
from dragoman.model import Document

_MARK = re.compile(r"\[([ear]) ([^\]]*)\]")

TYPES = {
    "AGREE": "", "CONSULT": "visit third-party multilateral phone", "SUPPORT": "", "CONCEDE": "", "COOPERATE": "", "AID": "",
    "RETREAT": "withdraw release disarm ceasefire access resign", "REQUEST": "assist change yield meet",
    "ACCUSE": "disapprove investigate allege", "REJECT": "assist change yield meet",
    "THREATEN": "restrict arrest relations expel territory violence",
    "PROTEST": "demo riot strike hunger boycott obstruct vandalize", "SANCTION": "convict expel withdraw discontinue",
    "MOBILIZE": "troops weapons police militia",
    "COERCE": "seize restrict censor curfew martial-law arrest deport withhold misinformation cyber",
    "ASSAULT": "abduct beat torture sexual targeted destroy primitive firearms explosives suicide-attack aerial drone heavy-weapons "
    "crowd-control unconventional",
}  # fmt: skip


def read(text: str) -> tuple[Act, ...]:
    return acts.read(parse(Document(address="test", text=text)))


def unmark(marked: str) -> tuple[str, dict[str, list[Stretch]]]:
    """The text without its marks, and the stretches marked as e(vent), a(ctor) and r(ecipient)."""
    text, at, found = "", 0, {"e": [], "a": [], "r": []}  # type: tuple[str, int, dict[str, list[Stretch]]]
    for mark in _MARK.finditer(marked):
        text += marked[at : mark.start()]
        found[mark[1]].append((len(text), len(text) + len(mark[2])))
        text += mark[2]
        at = mark.end()
    return text + marked[at:], found


def told(act: Act) -> str:
    return f"{act.type}.{act.mode} {act.modality}" if act.mode else f"{act.type} {act.modality}"


CASES = [
    # plain clauses, one type each
    ("ASSAULT.aerial asserted", "[a Ethiopia] [e bombed] [r rebel camps] in the north on Friday."),
    ("ASSAULT.heavy-weapons asserted", "[a Armenian forces] [e shelled] [r two villages] overnight."),
    ("ASSAULT.abduct asserted", "[a Gunmen] [e kidnapped] [r three engineers] near the border."),
    ("COERCE.arrest asserted", "[a Tunisian police] [e arrested] [r a former minister] at dawn."),
    ("COERCE.deport asserted", "[a Malaysia] [e deported] [r forty migrants] last week."),
    ("SANCTION.expel asserted", "[a Moldova] [e expelled] [r two Russian diplomats] on Monday."),
    ("SANCTION.withdraw asserted", "[a Morocco] [e recalled its ambassador] from [r Berlin]."),
    ("SANCTION.discontinue asserted", "[a Colombia] [e severed ties] with [r Israel]."),
    ("SANCTION asserted", "[a Canada] [e imposed sanctions] on [r Myanmar]."),
    ("MOBILIZE.troops asserted", "[a Chad] [e deployed troops] to [r the border]."),
    ("PROTEST.strike asserted", "[a Dock workers] [e went on strike] in [r Chile]."),
    ("PROTEST.hunger asserted", "[a Two prisoners] [e began a hunger strike] in [r Tbilisi]."),
    ("AID asserted", "[a Norway] [e provided humanitarian aid] to [r Sudan]."),
    ("AID asserted", "[a Japan] [e cancelled the debt] of [r Zambia]."),
    ("RETREAT.release asserted", "[a Bolivia] [e freed] [r four prisoners] on Sunday."),
    ("RETREAT.resign asserted", "[a The finance minister] [e resigned] on Tuesday."),
    ("RETREAT.ceasefire asserted", "[a The rebels] [e reached a ceasefire] with [r the army]."),
    ("CONCEDE asserted", "[a Serbia] [e apologized] to [r Croatia]."),
    ("CONCEDE asserted", "[a Ecuador] [e lifted the ban] on imports."),
    ("SUPPORT asserted", "[a Kenya] [e praised] [r Uganda] for its help."),
    ("SUPPORT asserted", "[a Fiji] [e signed a treaty] with [r Australia]."),
    ("AGREE asserted", "[a India] [e reached an agreement] with [r Nepal]."),
    ("REQUEST.change asserted", "[a Peru] [e urged] [r Brazil] to reconsider its tariff."),
    ("ACCUSE.disapprove asserted", "[a Ireland] [e condemned] [r Belarus] over the trial."),
    ("ACCUSE.investigate asserted", "[a Prosecutors] [e opened an investigation] into [r the mayor]."),
    ("REJECT.change asserted", "[a Greece] [e rejected] [r the proposal]."),
    ("THREATEN asserted", "[a Iran] [e warned] [r Israel] on Thursday."),
    ("COOPERATE asserted", "[a Ghana] [e shared intelligence] with [r Togo]."),
    # who acts on whom
    ("COERCE.arrest asserted", "[r Five activists] were [e arrested] by [a the police]."),
    ("ASSAULT asserted", "[a Turkish] [e attacks] on [r Kobani] went on."),
    ("ASSAULT asserted", "The [e killing] of [r a priest] by [a gunmen] shocked the town."),
    ("ASSAULT.targeted asserted", "[r The president]'s [e assassination] by [a soldiers] shocked Haiti."),
    ("ACCUSE.disapprove asserted", "[a Jordan] and [a Egypt] [e criticized] [r Israel] and [r the United States]."),
    ("ACCUSE.disapprove asserted", "[a Poland] [e condemned] [r Russia]'s decision to leave the talks."),
    ("SANCTION asserted", "The [e sanctions imposed] on [r Iran] by [a Canada] remain."),
    ("ASSAULT asserted", "[a Soldiers] who [e attacked] [r the village] fled."),
    ("ASSAULT.aerial asserted", "[a The air force] [e carried out air strikes] on [r the town]."),
    # words that govern others
    ("AGREE asserted", "[a Sudan] [e agreed] to release the pilots."),
    ("REJECT.yield asserted", "[a Eritrea] [e refused] to withdraw its troops."),
    ("THREATEN.violence asserted", "[a North Korea] [e threatened] to attack [r Seoul]."),
    ("THREATEN.violence asserted", "[a The militia] [e vowed] to attack [r the capital]."),
    ("REQUEST.yield asserted", "[a France] [e called on] [r Rwanda] to withdraw its troops."),
    ("REQUEST.change asserted", "[a The minister] said that [r the Union] must [e act]."),
    ("CONCEDE asserted", "[a Uganda] [e announced the withdrawal] of its troops."),
    ("AGREE asserted", "[a Cuba] is [e ready] to help Haiti."),
    # how certain it is
    ("ASSAULT denied", "[a Rwanda] did not [e attack] [r the camp]."),
    ("REJECT.assist asserted", "[a Hungary] will not [e send weapons] to Ukraine."),
    ("AGREE planned", "[a Spain] will [e send medical aid] to [r Turkey]."),
    ("CONCEDE planned", "[a Senegal] will [e withdraw] its troops from [r Gambia]."),
    ("SANCTION asserted", "[a Latvia] [e imposed sanctions] on [r Belarus] in May."),
    ("ACCUSE.disapprove hypothetical", "[a Chile] may [e condemn] [r Nicaragua]."),
    ("THREATEN.restrict planned", "[a Panama] plans to [e close its border] in June."),
]  # fmt: skip


@pytest.mark.parametrize(("expected", "marked"), CASES)
def test_reads_act(expected: str, marked: str) -> None:
    text, found = unmark(marked)
    (trigger,) = found["e"]
    (act,) = (act for act in read(text) if act.trigger == trigger)
    assert told(act) == expected
    assert sorted(act.actors) == found["a"]
    if found["r"]:
        assert sorted(act.recipients) == found["r"]


@pytest.mark.parametrize(
    "text",
    [
        "The conflict has lasted ten years.",
        "Relations between the two countries are good.",
        "The war was long.",
        "The ministry fights corruption.",
        "The government released a report.",
        "The talks took place in March.",
        "The report was published on 3 May.",
        "The camp is open to the wrongfully detained.",
        "The minister voiced the conviction that trade would grow.",
        "According to the ministry, trade grew.",
        "",
    ],
)
def test_background_is_no_act(text: str) -> None:
    assert [act for act in read(text) if act.type != "CONSULT"] == []


def test_acts_stand_in_order_of_the_text() -> None:
    found = read("Mali arrested two soldiers. Benin condemned the arrest of the men and urged Mali to release them.")
    assert [act.type for act in found][:2] == ["COERCE", "ACCUSE"]
    assert [act.trigger for act in found] == sorted(act.trigger for act in found)


def test_location_is_where_it_was() -> None:
    text = "Police arrested a journalist in Minsk."
    (act,) = read(text)
    assert act.location is not None
    assert text[slice(*act.location)] == "Minsk"


def test_lexicon_names_only_types_and_modes_of_plover() -> None:
    sets = {row["pattern"] for row in rows("acts") if row["pos"] == "set"}
    for row in rows("acts"):
        if row["pos"] == "set":
            assert split(row["note"]), row
            continue
        assert row["pos"] in {"verb", "noun", "adjective"}, row
        assert {word for word in row["pattern"].split() if word.startswith("@")} <= sets, row
        assert all(role.partition("=")[2] in {"actor", "recipient"} for role in split(row["role"])), row
        assert row["note"] in {"", "needs a party", "needs a named recipient"}, row
        if row["type"]:
            assert row["mode"] in {"", *TYPES[row["type"]].split()}, row
        else:
            assert row["mode"] in {"", "planned", "proposed", "cancelled", "denied", "hypothetical", "recipient"}, row


WORDS = st.sampled_from(
    [
        *re.split(
            " ",
            'Israel struck will not announce the withdrawal of US forces - ’s " and by who agreed to attack 美国 🙂 مصر é must',
        ),
        "\n",
    ]
)


@settings(max_examples=60, deadline=None)
@given(st.one_of(st.text(max_size=80), st.lists(WORDS, max_size=25).map(" ".join)))
def test_never_crashes_and_every_stretch_holds_words(text: str) -> None:
    for act in read(text):
        stretches = [act.trigger, act.clause, *act.actors, *act.recipients, *([act.location] if act.location else [])]
        assert all(0 <= start < end <= len(text) and text[start:end].strip() for start, end in stretches)
        assert act.type in TYPES
        assert not act.mode or act.mode in TYPES[act.type].split()
