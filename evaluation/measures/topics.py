"""Topics of claims against gold: its free words, and what topics of the table they mean (`gold_topics.tsv`)."""

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from evaluation.measures.claims import match
from evaluation.measures.parties import mentions_by_id
from evaluation.measures.result import Case, Error, Json, Measure, Rate, Result, excerpt

MEANT = Path(__file__).parents[1] / "gold_topics.tsv"


def score(cases: Sequence[Case], answers: Sequence[Json]) -> Result:
    """Of claims paired as `claims` pairs them: R, the gold's words of which the claim has a topic; P, the topics found that any words of the
    document mean, since those of one claim seldom name all that it is about. Words that mean no topic aren't asked for.
    """
    errors: list[Error] = []
    asked: list[bool] = []
    found: list[bool] = []
    for case, extraction in zip(cases, answers, strict=True):
        ours, theirs = case.gold["claims"], extraction["claims"]
        meant = frozenset(topic for claim in ours for words in claim["topics"] for topic in _meant()[words])
        for left, right in match(ours, theirs, mentions_by_id(extraction)):
            gold, topics = ours[left]["topics"], frozenset(theirs[right]["topics"])
            verdicts = {words: bool(_meant()[words] & topics) for words in gold if _meant()[words]}
            asked += verdicts.values()
            found += (topic in meant for topic in topics)
            errors += [
                _error("topic missing", extraction, theirs[right], words) for words, right_ in verdicts.items() if not right_
            ]
            errors += [
                _error("topic spurious", extraction, theirs[right], ", ".join(gold), topic) for topic in sorted(topics - meant)
            ]
    measures: dict[str, Measure] = {"topics P": Rate(sum(found), len(found)), "topics R": Rate(sum(asked), len(asked))}
    return Result(measures, errors)


@cache
def _meant() -> Mapping[str, frozenset[str]]:
    lines = [line for line in MEANT.read_text("utf-8").splitlines() if not line.startswith("#")]
    return {words: frozenset(filter(None, topics.split("; "))) for words, topics in (line.split("\t") for line in lines[1:])}


def _error(kind: str, extraction: Json, claim: Json, gold: str, found: str = "") -> Error:
    document, trigger = extraction["document"], claim["trigger"]
    words = excerpt(document["text"], trigger["start"], trigger["end"])
    return Error(kind, document["address"], words, gold, found or ", ".join(claim["topics"]) or "nothing")
