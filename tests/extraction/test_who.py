"""Who is meant: the cases of `evaluation/cases/who.txt`, whose notation and scoring its README explains."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal, NamedTuple

import pytest
from rapidfuzz import fuzz

from dragoman.extraction import extract
from dragoman.lexicons import country_names
from dragoman.model import Mention
from dragoman.sources import read_text

CASES = Path(__file__).parents[2] / "evaluation" / "cases" / "who.txt"
MARK = re.compile(r"\[((?:(?!: )[^\[\]])+): ([^\[\]]+)\]")
SECTORS = "COP|GOV|JUD|LEG|MIL|PRM|PTY|REB|SPY|UAF|UNK|AGR|BUS|CRM|CVL|EDU|ELI|JRN|LAB|MED|REF|OPP|PRE|REL|SOC"
ANSWER = re.compile(rf"(?P<codes>place|REB:.+|\?|[A-Z]{{3}}(?:\+[A-Z]{{3}})*)(?:/(?P<sector>{SECTORS}))?(?: (?P<name>.+))?")
PUBLISHED = re.compile(r"\{published (\d{4}-\d{2}-\d{2})\} ")
HEAD_ENDS = re.compile(r", | of | in ")
CODES = {*country_names(), "UNO", "EUR", "IGO", "NGO", "MNC", "SUN"}
#: Lines that the file must hold at least, in all and under the headings that begin with "Ambiguous".
CASES_HELD, AMBIGUOUS_HELD = 640, 350
#: Shares of stretches resolved rightly that must be reached, just under what was measured; raised with the program, never lowered.
FLOOR, FLOOR_AMBIGUOUS = 0.95, 0.925
#: Shares of stretches resolved wrongly that may not be passed: to leave a name open is the lesser fault.
WRONG_MOST, WRONG_MOST_AMBIGUOUS = 0.02, 0.03
#: How alike two words of a name must be, of 100: "Qaddafi" and "Gaddafi", "Sergei" and "Sergey".
ALIKE = 80

Verdict = Literal["right", "wrong", "open"]


@dataclass(frozen=True)
class Answer:
    codes: str
    sector: str | None
    name: str | None


class Stretch(NamedTuple):
    start: int
    end: int
    label: str
    answers: tuple[Answer, ...]


class Case(NamedTuple):
    line: str
    text: str
    published: str | None
    ambiguous: bool
    stretches: tuple[Stretch, ...]


class Result(NamedTuple):
    case: Case
    stretch: Stretch
    verdict: Verdict
    found: str


def answer(label: str) -> Answer:
    """One alternative of a mark. An armed group's name belongs to its code."""
    if label.startswith("REB:"):
        return Answer(label, None, None)
    read = ANSWER.fullmatch(label)
    assert read, f"no answer: {label}"
    return Answer(read["codes"], read["sector"], read["name"])


def parse_case(line: str, *, ambiguous: bool) -> Case:
    published = PUBLISHED.match(line)
    marked = line[published.end() :] if published else line
    text, stretches, at = "", [], 0
    for mark in MARK.finditer(marked):
        text += marked[at : mark.start()]
        stretches.append(
            Stretch(len(text), len(text) + len(mark[2]), mark[1], tuple(answer(each) for each in mark[1].split("|")))
        )
        text += mark[2]
        at = mark.end()
    return Case(line, text + marked[at:], published[1] if published else None, ambiguous, tuple(stretches))


@cache
def cases() -> tuple[Case, ...]:
    out, ambiguous = [], False
    for line in CASES.read_text("utf-8").splitlines():
        if line.startswith("#"):
            ambiguous = line.startswith("## Ambiguous")
        elif line.strip():
            out.append(parse_case(line, ambiguous=ambiguous))
    return tuple(out)


def words(name: str) -> list[str]:
    """The words of a name without accents and articles, in lower case."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(c))
    return [word for word in re.findall(r"\w+", plain) if word not in ("al", "el", "the", "mr", "dr")]


def same_name(left: str, right: str) -> bool:
    """Whether each word of the shorter name stands in the longer, in any order; an initial is enough."""
    shorter, longer = sorted((words(left), words(right)), key=len)
    return bool(shorter) and all(any(alike(one, other) for other in longer) for one in shorter)


def alike(one: str, other: str) -> bool:
    return fuzz.ratio(one, other) >= ALIKE or (min(len(one), len(other)) == 1 and one[0] == other[0])


def head(text: str, stretch: Stretch, name: str | None) -> tuple[int, int]:
    """Where the head stands: the words of the name, else the last word before a complement."""
    inside = text[stretch.start : stretch.end]
    wanted = words(name or "")
    named = [
        word
        for word in re.finditer(r"\w+", inside)
        if any(fuzz.ratio(w, each) >= ALIKE for w in words(word[0]) for each in wanted)
    ]
    if named:
        return stretch.start + named[0].start(), stretch.start + named[-1].end()
    last = list(re.finditer(r"\w+", HEAD_ENDS.split(inside)[0]))[-1]
    return stretch.start + last.start(), stretch.start + last.end()


def overlap(mention: Mention, start: int, end: int) -> int:
    return max(0, min(mention.anchor.end, end) - max(mention.anchor.start, start))


def judge(text: str, stretch: Stretch, wanted: Answer, mentions: tuple[Mention, ...], first: dict[str, str]) -> Verdict:
    """The verdict on one stretch by one alternative; `first` gives the entity that bore each name when it first stood in the line."""
    inside = [m for m in mentions if overlap(m, stretch.start, stretch.end)]
    if wanted.codes == "place":
        return "wrong" if any(m.kind != "place" for m in inside) else "right" if inside else "open"
    if wanted.codes == "?" and not wanted.name:
        return "wrong" if any(m.country for m in inside) else "right"
    start, end = head(text, stretch, wanted.name)
    heads = [m for m in inside if overlap(m, start, end)]
    chosen = max(heads, key=lambda m: (overlap(m, start, end), overlap(m, stretch.start, stretch.end)), default=None)
    if wanted.name == "?":
        tied = chosen is not None and any(m.entity == chosen.entity for m in mentions if m is not chosen)
        return "wrong" if tied or (chosen and chosen.country not in (None, wanted.codes)) else "right"
    if chosen is None:
        return "open"
    return worst(
        code_verdict(wanted, chosen),
        sector_verdict(wanted, chosen),
        name_verdict(wanted.name, chosen, first) if wanted.name else "right",
    )


def worst(*verdicts: Verdict) -> Verdict:
    return max(verdicts, key=("right", "open", "wrong").index)


def code_verdict(wanted: Answer, mention: Mention) -> Verdict:
    if wanted.codes == "?":
        return "wrong" if mention.country else "right"
    if mention.kind == "place":
        return "wrong"
    if not mention.country:
        return "open"
    if wanted.codes.startswith("REB:"):
        group = wanted.codes.removeprefix("REB:")
        named = (mention.country.removeprefix("REB:"), mention.name, mention.anchor.exact)
        return "right" if mention.country.startswith("REB:") and any(same_name(group, each) for each in named) else "wrong"
    return "right" if set(mention.countries) == set(wanted.codes.split("+")) else "wrong"


def sector_verdict(wanted: Answer, mention: Mention) -> Verdict:
    if wanted.sector in (None, mention.sector):
        return "right"
    return "wrong" if mention.sector else "open"


def name_verdict(name: str, mention: Mention, first: dict[str, str]) -> Verdict:
    """A later mention must bear the entity of the first; the first must bear the name."""
    if name in first and mention.entity == first[name]:
        return "right"
    if same_name(name, mention.name) or same_name(name, mention.anchor.exact):
        if name in first:
            return "open"
        first[name] = mention.entity
        return "right"
    return "open" if set(words(mention.name)) <= set(words(mention.anchor.exact)) else "wrong"


def shown(mention: Mention) -> str:
    return f"{mention.anchor.exact!r} {mention.kind} {mention.name} {mention.country or '-'}/{mention.sector or '-'} <{mention.entity}>"


def score(case: Case) -> Iterator[Result]:
    mentions = extract(read_text(case.text, address="case", published=case.published)).mentions
    first: dict[str, str] = {}
    for stretch in case.stretches:
        verdicts = [judge(case.text, stretch, each, mentions, first) for each in stretch.answers]
        verdict = min(verdicts, key=("right", "open", "wrong").index)
        found = "; ".join(shown(m) for m in mentions if overlap(m, stretch.start, stretch.end))
        yield Result(case, stretch, verdict, found or "nothing")


@pytest.fixture(scope="module")
def results() -> tuple[Result, ...]:
    return tuple(result for case in cases() for result in score(case))


def failures(results: tuple[Result, ...]) -> str:
    """The first forty failures, a line each: the verdict, the answer and the words, what was found."""
    lines = [
        f"{r.verdict:5} {r.stretch.label}: {r.case.text[r.stretch.start : r.stretch.end]} <- {r.found}\n      {r.case.text}"
        for r in results
        if r.verdict != "right"
    ]
    return "\n".join(lines[:40])


def test_cases_are_many_and_ambiguous_enough() -> None:
    assert len(cases()) >= CASES_HELD
    assert sum(case.ambiguous for case in cases()) >= AMBIGUOUS_HELD
    assert len({(case.published, case.text) for case in cases()}) == len(cases())


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.text[:60])
def test_every_line_parses(case: Case) -> None:
    assert case.stretches
    assert not set("[]{}|") & set(case.text)
    for stretch in case.stretches:
        for each in stretch.answers:
            assert each.codes in ("place", "?") or each.codes.startswith("REB:") or set(each.codes.split("+")) <= CODES, each


@pytest.mark.parametrize(
    ("ambiguous", "floor", "wrong_most"),
    [(False, FLOOR, WRONG_MOST), (True, FLOOR_AMBIGUOUS, WRONG_MOST_AMBIGUOUS)],
    ids=["all", "ambiguous"],
)
def test_who_is_meant(results: tuple[Result, ...], *, ambiguous: bool, floor: float, wrong_most: float) -> None:
    counted = tuple(r for r in results if r.case.ambiguous or not ambiguous)
    verdicts = Counter(r.verdict for r in counted)
    shares = {verdict: count / len(counted) for verdict, count in verdicts.items()}
    assert shares["right"] >= floor, f"{shares}\n{failures(counted)}"
    assert shares.get("wrong", 0.0) <= wrong_most, f"{shares}\n{failures(counted)}"


@pytest.mark.parametrize(
    ("line", "verdict"),
    [
        ("[IND: New Delhi] blamed militants.", "right"),
        ("[PAK: New Delhi] blamed militants.", "wrong"),
        ("[place: New Delhi] blamed militants.", "wrong"),
        ("[?: New Delhi] blamed militants.", "wrong"),
        ("[IND/MIL: New Delhi] blamed militants.", "open"),
        ("New Delhi blamed [PAK: militants].", "open"),
    ],
)
def test_scorer_tells_right_from_wrong_from_open(line: str, verdict: Verdict) -> None:
    case = parse_case(line, ambiguous=False)
    (stretch,) = case.stretches
    start = case.text.index("New Delhi")
    anchor = read_text(case.text, address="case").anchor(start, start + len("New Delhi"))
    found = Mention(anchor=anchor, kind="country", entity="IND", name="India", country="IND")
    assert judge(case.text, stretch, stretch.answers[0], (found,), {}) == verdict


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("Foreign Minister Graziella Bonnici met her Libyan colleague on Monday.", "Graziella Bonnici", "MLT"),
        ("GENEVA: President Ousman Keller opened the talks on Monday.", "Ousman Keller", None),
        ("Ambassador Lena Brodin called on the minister on Monday.", "Lena Brodin", None),
    ],
)
def test_a_states_press_calls_its_own_officials_by_office_alone(text: str, name: str, country: str | None) -> None:
    mentions = extract(read_text(text, address="a.txt", published="2026-02-02", publisher="tvmnews.mt")).mentions
    assert {m.country for m in mentions if m.name == name} == {country}


def test_of_two_who_bear_one_office_only_one_can_be_the_states_own() -> None:
    text = "Foreign Minister Ousman Keller met Foreign Minister Ishaq Dar on Monday."
    mentions = extract(read_text(text, address="a.txt", published="2024-12-02", publisher="dawn.com")).mentions
    assert {m.name: m.country for m in mentions} == {"Ousman Keller": None, "Ishaq Dar": "PAK"}
