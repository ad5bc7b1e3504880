"""Reported speech: expectations stand in the text, `[s1 Lavrov] [c1:say said] that [q1 talks would resume]`."""

import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.extraction import speech
from dragoman.extraction.parse import parse
from dragoman.extraction.tags import Speech
from dragoman.lexicons import rows
from dragoman.model import Document

ACTS = {
    "say",
    "agree",
    "reaffirm",
    "emphasise",
    "thank",
    "praise",
    "promise",
    "request",
    "urge",
    "accuse",
    "condemn",
    "deny",
    "reject",
    "warn",
    "threaten",
    "announce",
    "ask",
    "invite",
    "think",
}


def read(text: str) -> tuple[Speech, ...]:
    return speech.read(parse(Document(address="test", text=text)))


def marked(case: str) -> tuple[str, dict[str, dict[str, list[str]]]]:
    """The text without its brackets, and the words of speaker, cue, act, content and addressee by the quote's number."""
    text = ""
    stack: list[tuple[str, str, str | None, int]] = []
    quotes: dict[str, dict[str, list[str]]] = {}
    for piece in re.split(r"(\[[scqa]\d(?::\w+)? |\])", case.replace(" ¶", "\n\n")):
        if opening := re.fullmatch(r"\[([scqa])(\d)(?::(\w+))? ", piece):
            stack.append((opening[1], opening[2], opening[3], len(text)))
        elif piece == "]":
            kind, number, act, start = stack.pop()
            quote = quotes.setdefault(number, {})
            quote.setdefault(kind, []).append(text[start:])
            if act:
                quote["act"] = [act]
        else:
            text += piece
    return text, quotes


def found(text: str) -> list[dict[str, list[str]]]:
    out = []
    for said in read(text):
        stretches = {"s": [said.speaker], "c": [said.cue], "q": said.content, "a": [said.addressee]}
        quote = {kind: [text[at[0] : at[1]] for at in where if at] for kind, where in stretches.items()}
        out.append({kind: words for kind, words in {**quote, "act": [said.act]}.items() if words})
    return out


CASES = """
[s1 Lavrov] [c1:say said] that [q1 talks were under way].
[q1 "The border is open,"] [c1:say said] [s1 President Ruto].
[q1 "The border is open,"] [s1 President Ruto] [c1:say said] on Monday.
[s1 The minister] [c1:say said]: [q1 "The border is open."]
[s1 The minister] [c1:say told] [a1 reporters]: [q1 «The border is open.»]
[q1 “We are neighbours,”] [s1 she] [c1:say added]. [q1 “Nothing will change that.”]
[q1 “The road is long,”] [s1 he] [c1:say said], [q1 “but we know the way.”]
[q1 “We know the way,”] [s1 Ambassador Okello] [c1:say said]. [q1 “The road is long.] ¶[q1 “It is worth every step of the journey.”]
[s1 Pakistan] [c1:reaffirm reiterated] [q1 its commitment to a stable region].
[s1 The two leaders] [c1:agree agreed on] [q1 the need to reopen the border].
[s1 The two sides] [c1:agree agreed] [q1 to remain in close contact].
[s1 Secretary Rubio] [c1:emphasise underscored] [q1 the importance of fair trade].
[s1 Secretary Rubio] [c1:thank thanked] [q1 Qatar for its mediation].
[s1 The European Union] [c1:urge urged] [a1 Tehran] [q1 to release the crew].
[s1 The mayor] [c1:urge called on] [a1 residents] [q1 to stay calm].
[s1 The council] [c1:urge called for] [q1 an immediate ceasefire].
[s1 Rwanda] [c1:accuse accused] [a1 its neighbour] of [q1 arming the rebels].
[s1 Moscow] [c1:deny denied] [q1 any role in the attack].
[s1 New Delhi] [c1:accuse accused] [a1 Pakistan] of [q1 arming the rebels], [q2 a charge] [c2:deny denied] by [s2 Islamabad].
[c1:say According to] [s1 the ministry], [q1 the talks ended on Friday].
[q1 The talks ended on Friday], [c1:say according to] [s1 the ministry].
[s1,2 The minister] [c1:praise praised] [q1 the army] and [c2:condemn condemned] [q2 the raid].
[s1,2 Dar] [c1:praise appreciated] [q1 the offer] and [c2:say expressed] [q2 concern over the delay].
[s1,2 The envoys] [c1:praise welcomed] [q1 the ceasefire], [c2:emphasise underscoring] [q2 their desire to see it last].
[s1,2 The king] [c1:urge urged] [q1 restraint], [c2:say adding] that [q2 the border remained closed].
[s1 The president] [c1:condemn called] [q1 the raid “an act of war”].
[s1 The ministry] [c1:say said] [q1 [s2 Mr. Wang] had [c2:warn warned of] [q2 a new crisis]].
[q1 The talks would resume], [s1 the statement] [c1:say said].
[s1 The spokesman] [c1:reject refused] [q1 to name the suspects].
[s1 North Korea] [c1:threaten threatened] [q1 to close the border].
[s1 Egypt] [c1:invite invited] [q1 the parties to Cairo].
[s1 The president] [c1:think believes] that [q1 the talks will succeed].
[s1 He] [c1:reject said] [q1 he would not negotiate with rebels].
[s1 Kyiv] [c1:urge said] that [q1 the troops must leave].
The two ministers discussed trade and the situation in Sudan.
The soldiers wore so-called "peace" badges.
"""


def cases() -> list[str]:
    return [re.sub(r"\[s1,2 ([^\]]*)\]", r"[s1 [s2 \1]]", line) for line in CASES.strip().splitlines()]


@pytest.mark.parametrize("case", cases())
def test_reads_what_is_said(case: str) -> None:
    text, quotes = marked(case)
    assert sorted(found(text), key=str) == sorted(quotes.values(), key=str)


@pytest.mark.parametrize("marks", ["“”", '""', "«»", "„“", "「」", "‘’", "''", ["``", "''"], ["''", "''"], "»«"])
def test_knows_the_marks_of_the_worlds_press(marks: str) -> None:
    words = f"{marks[0]}We will keep the border open,{marks[1]}"
    assert [said["q"] for said in found(f"{words} the minister said.")] == [[words]]


@pytest.mark.parametrize(
    ("text", "manner"),
    [
        ("“The border is open,” the minister said.", "direct"),
        ("The minister said the border was open.", "indirect"),
        ("The minister said the border was “open to all”.", "mixed"),
    ],
)
def test_tells_the_manner(text: str, manner: str) -> None:
    assert [said.manner for said in read(text)] == [manner]


def test_an_odd_mark_costs_one_quote() -> None:
    text = "The mayor said: “The bridge is closed.\nThe governor denied any role in the attack. Kenya urged Sudan to open the border."
    assert [said["s"] for said in found(text)] == [["The mayor"], ["The governor"], ["Kenya"]]


def test_every_line_of_the_table_can_be_used() -> None:
    patterns = {"clause", "matter", "person", "state", "light", "noun", "source", "content"}
    assert all(row["cue"] and row["act"] in ACTS and row["pattern"] in patterns for row in rows("cues"))
    keys = [(row["cue"], row["pattern"]) for row in rows("cues")]
    assert len(keys) == len(set(keys))


WORDS = st.sampled_from(
    [
        "he",
        "said",
        "that",
        '"',
        "“",
        "”",
        "'",
        "‘",
        "’",
        "«",
        "»",
        "``",
        "''",
        ",",
        ".",
        ":",
        "—",
        "\n",
        "\n\n",
        "accused",
        "of",
        "according",
        "to",
        "denied",
        "by",
        "外交部",
        "مصر",
        "🕊",
        "é",
        "told",
        "them",
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.text(max_size=200), st.lists(WORDS, max_size=40).map(" ".join)))
def test_no_text_breaks_it_and_every_stretch_lies_inside(text: str) -> None:
    for said in read(text):
        stretches = [*said.content, *filter(None, (said.speaker, said.cue, said.addressee))]
        assert said.content
        assert said.act in ACTS
        assert all(0 <= start < end <= len(text) for start, end in stretches)
        assert all(first[1] <= second[0] for first, second in zip(said.content, said.content[1:], strict=False))


def test_takes_far_less_time_than_the_parse() -> None:
    document = Document(address="test", text="\n\n".join(marked(case)[0] for case in cases() * 20))
    started = time.perf_counter()
    doc = parse(document)
    parsed = time.perf_counter()
    speech.read(doc)
    assert time.perf_counter() - parsed < (parsed - started) / 2
