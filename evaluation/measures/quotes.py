"""Quotes against gold: contents that share half their words, then whose words they are and what was done with them."""

import re
from collections.abc import Sequence

from evaluation.measures.overlap import dice, name_words, pair_up, words_at
from evaluation.measures.parties import REBELS
from evaluation.measures.result import Case, Error, Json, Measure, Rate, Result, excerpt, retrieval

ASPECTS = ("entity", "country", "manner", "act")
_CODE = re.compile(r"[A-Z]{3}|REB:.*")


def score(cases: Sequence[Case], answers: Sequence[Json]) -> Result:
    """P, R, F1 of quotes paired one to one (Dice of the contents' words ≥ .5, best first); of the pairs: the speaker's entity
    and country, manner, act. Beliefs and plans (act `think`) aren't scored.
    """
    errors: list[Error] = []
    found = gold = 0
    pairs: list[dict[str, bool]] = []
    for case, extraction in zip(cases, answers, strict=True):
        text = extraction["document"]["text"]
        limit = case.gold.get("labelled_until", len(text))
        theirs = [q for q in extraction["quotes"] if q["act"] != "think" and q["content"][0]["start"] < limit]
        ours = case.gold["quotes"]
        matched = match(text, ours, theirs)
        found, gold = found + len(theirs), gold + len(ours)
        lefts, rights = {left for left, _ in matched}, {right for _, right in matched}
        errors += [_error("quote missing", extraction, q, None) for i, q in enumerate(ours) if i not in lefts]
        errors += [_error("quote spurious", extraction, None, q) for i, q in enumerate(theirs) if i not in rights]
        for left, right in matched:
            verdicts = judge(ours[left], theirs[right], extraction["mentions"])
            pairs.append(verdicts)
            errors += [
                _error(f"quote {aspect}", extraction, ours[left], theirs[right]) for aspect in ASPECTS if not verdicts[aspect]
            ]
    measures: dict[str, Measure] = retrieval("quotes", len(pairs), found, gold)
    measures |= {f"quotes {aspect}": Rate(sum(pair[aspect] for pair in pairs), len(pairs)) for aspect in ASPECTS}
    return Result(measures, errors)


def match(text: str, gold: Sequence[Json], found: Sequence[Json]) -> list[tuple[int, int]]:
    """Pairs of indices of quotes whose contents share half their words, the most alike first."""
    ours = [words_at(text, [(quote["content_at"], quote["content_at"] + len(quote["content"]))]) for quote in gold]
    theirs = [words_at(text, [(part["start"], part["end"]) for part in quote["content"]]) for quote in found]
    candidates = [(-dice(a, b), left, right) for left, a in enumerate(ours) for right, b in enumerate(theirs)]
    return pair_up(candidate for candidate in candidates if candidate[0] <= -0.5)


def judge(gold: Json, found: Json, mentions: Sequence[Json]) -> dict[str, bool]:
    """What of a paired quote is right."""
    entity = (found["speaker"] or {}).get("entity") or ""
    return {
        "entity": same_entity(gold["entity"], entity, mentions),
        "country": same_country(gold["country"], entity, mentions),
        "manner": gold["manner"] == found["manner"],
        "act": gold["act"] == found["act"],
    }


def same_entity(gold: str | None, entity: str, mentions: Sequence[Json]) -> bool:
    """Whether a speaker's entity is the one of the gold: a name by a shared word, a code by the code or by a body that acts for
    it, joint ones as sets. Where the gold joins states (`USA+PAK` for "the leaders"), the persons who act for them are right too.
    """
    expected, parts = _parts(gold), _parts(entity)
    if len(expected) != len(parts):
        return False
    if len(expected) > 1 and all(map(_CODE.fullmatch, expected)):
        return same_country(gold, entity, mentions)
    return all(any(_is(part, wanted, mentions) for part in parts) for wanted in expected)


def same_country(gold: str | None, entity: str, mentions: Sequence[Json]) -> bool:
    """Whether a speaker's entity acts for the codes of the gold, joint ones as sets. For an armed group (`REB:name`) speaks
    whoever shares a word with its name or is of sector REB.
    """
    expected = frozenset(_parts(gold))
    if rebels := [code for code in expected if code.startswith(REBELS)]:
        armed = any(mention["entity"] in _parts(entity) and mention["sector"] == "REB" for mention in mentions)
        return armed or all(any(_is(part, code, mentions) for part in _parts(entity)) for code in rebels)
    return expected == frozenset(code for part in _parts(entity) for code in _countries(part, mentions))


def _parts(joined: str | None) -> list[str]:
    return [part for part in (joined or "").split("+") if part]


def _is(entity: str, wanted: str, mentions: Sequence[Json]) -> bool:
    if entity == wanted:
        return True
    if _CODE.fullmatch(wanted) and not wanted.startswith(REBELS):
        return not entity.startswith("person:") and _countries(entity, mentions) == {wanted}
    names = {word for mention in mentions if mention["entity"] == entity for word in name_words(mention["name"])}
    return bool(names & name_words(wanted.removeprefix(REBELS)))


def _countries(entity: str, mentions: Sequence[Json]) -> frozenset[str]:
    joined = (m["country"] for m in mentions if m["entity"] == entity and m.get("country"))
    codes = frozenset(code for country in joined for code in country.split("+"))
    return codes or frozenset(filter(_CODE.fullmatch, [entity]))


def _error(kind: str, extraction: Json, gold: Json | None, found: Json | None) -> Error:
    document = extraction["document"]
    start, end = _content(found) if gold is None and found else (0, 0)
    if gold is not None:
        start, end = gold["content_at"], gold["content_at"] + len(gold["content"])
    return Error(kind, document["address"], excerpt(document["text"], start, end), _shown_gold(gold), _shown(found))


def _content(quote: Json) -> tuple[int, int]:
    return quote["content"][0]["start"], quote["content"][-1]["end"]


def _shown_gold(quote: Json | None) -> str:
    if quote is None:
        return "nothing"
    return f"“{quote['speaker']}” = {quote['entity']} ({quote['country']}), {quote['cue']}: {quote['act']}, {quote['manner']}"


def _shown(quote: Json | None) -> str:
    if quote is None:
        return "nothing"
    speaker, cue = quote["speaker"] or {}, quote["cue"] or {}
    words = f"“{speaker.get('exact')}” = {speaker.get('entity')} ({speaker.get('country')}), {cue.get('exact')}: {quote['act']}, {quote['manner']}"
    return words + " ⟦" + " … ".join(part["exact"] for part in quote["content"])[:160] + "⟧"
