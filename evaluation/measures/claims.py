"""Claims against gold: same type and sides that overlap, then what of each pair is right."""

from collections.abc import Mapping, Sequence

from evaluation.measures.overlap import jaccard, pair_up
from evaluation.measures.parties import codes, mentions_by_id, tellings
from evaluation.measures.result import Case, Error, Json, Measure, Rate, Result, excerpt, retrieval

#: Tellings nearer than this many characters are shown beside a claim that was missed or made up.
NEAR = 80


def score(cases: Sequence[Case], answers: Sequence[Json]) -> Result:
    """P, R, F1 of claims paired one to one (same type, Jaccard of codes ≥ .5, nearest telling first); of the pairs: countries
    exact, direction (among those), mode, modality and date (equal EDTF, or both without).
    """
    errors: list[Error] = []
    found = gold = 0
    pairs: list[dict[str, bool]] = []
    for case, extraction in zip(cases, answers, strict=True):
        limit = case.gold.get("labelled_until", len(extraction["document"]["text"]))
        theirs = [claim for claim in extraction["claims"] if claim["trigger"]["start"] < limit]
        ours = case.gold["claims"]
        mentions = mentions_by_id(extraction)
        matched = match(ours, theirs, mentions)
        found, gold = found + len(theirs), gold + len(ours)
        errors += _unmatched(ours, theirs, matched, extraction, mentions)
        for left, right in matched:
            verdicts = judge(ours[left], theirs[right], mentions)
            pairs.append(verdicts)
            errors += [
                _error(f"claim {aspect}", extraction, theirs[right]["trigger"], (ours[left],), (theirs[right],), mentions)
                for aspect, right_ in verdicts.items()
                if not right_
            ]
    measures: dict[str, Measure] = retrieval("claims", len(pairs), found, gold)
    for aspect in ("countries", "direction", "mode", "modality", "date"):
        judged = [pair[aspect] for pair in pairs if aspect in pair]
        measures[f"claims {aspect}"] = Rate(sum(judged), len(judged))
    return Result(measures, errors)


def match(gold: Sequence[Json], found: Sequence[Json], mentions: Mapping[str, Json]) -> list[tuple[int, int]]:
    """Pairs of indices of claims of one type whose sides overlap by half, the nearest tellings first."""
    candidates = [
        (_distance(ours, theirs), left, right)
        for left, ours in enumerate(gold)
        for right, theirs in enumerate(found)
        if ours["type"] == theirs["type"] and jaccard(_gold_sides(ours), _sides(theirs, mentions, ours)) >= 0.5
    ]
    return pair_up(candidates)


def judge(gold: Json, found: Json, mentions: Mapping[str, Json]) -> dict[str, bool]:
    """What of a paired claim is right. Direction is only judged where the countries are."""
    countries = _gold_sides(gold) == _sides(found, mentions, gold)
    verdicts = {"countries": countries}
    if countries:
        verdicts["direction"] = all(
            frozenset(gold[role]) == codes(found[role], mentions, _gold_sides(gold)) for role in ("actors", "recipients")
        )
    return verdicts | {
        "mode": gold["mode"] == found["mode"],
        "modality": gold["modality"] == found["modality"],
        "date": gold["edtf"] == found["when"]["edtf"],
    }


def _gold_sides(claim: Json) -> frozenset[str]:
    return frozenset([*claim["actors"], *claim["recipients"]])


def _sides(claim: Json, mentions: Mapping[str, Json], gold: Json) -> frozenset[str]:
    return codes([*claim["actors"], *claim["recipients"]], mentions, _gold_sides(gold))


def _distance(gold: Json, found: Json) -> int:
    places: list[int] = [gold["at"], *(telling["at"] for telling in gold.get("also", []))]
    return min(abs(place - int(anchor["start"])) for place in places for anchor in tellings(found))


def _unmatched(
    gold: Sequence[Json],
    found: Sequence[Json],
    matched: Sequence[tuple[int, int]],
    extraction: Json,
    mentions: Mapping[str, Json],
) -> list[Error]:
    lefts, rights = {left for left, _ in matched}, {right for _, right in matched}
    missing = [
        _error(
            "claim missing",
            extraction,
            {"start": ours["at"], "end": ours["at"] + len(ours["trigger"])},
            (ours,),
            [theirs for theirs in found if _distance(ours, theirs) < NEAR],
            mentions,
        )
        for left, ours in enumerate(gold)
        if left not in lefts
    ]
    spurious = [
        _error(
            "claim spurious",
            extraction,
            theirs["trigger"],
            [ours for ours in gold if _distance(ours, theirs) < NEAR],
            (theirs,),
            mentions,
        )
        for right, theirs in enumerate(found)
        if right not in rights
    ]
    return missing + spurious


def _error(
    kind: str, extraction: Json, anchor: Json, gold: Sequence[Json], found: Sequence[Json], mentions: Mapping[str, Json]
) -> Error:
    document = extraction["document"]
    ours = (_shown(c, c["actors"], c["recipients"], c["edtf"]) for c in gold)
    theirs = (_shown(c, _named(c["actors"], mentions), _named(c["recipients"], mentions), c["when"]["edtf"]) for c in found)
    words = excerpt(document["text"], anchor["start"], anchor["end"])
    return Error(kind, document["address"], words, " | ".join(ours) or "nothing", " | ".join(theirs) or "nothing")


def _named(ids: Sequence[str], mentions: Mapping[str, Json]) -> list[str]:
    """The codes of mentions, and in quotation marks the names of those that have none."""
    return [*codes(ids, mentions), *(f"“{mentions[id_]['name']}”" for id_ in ids if not mentions[id_].get("country"))]


def _shown(claim: Json, actors: Sequence[str], recipients: Sequence[str], edtf: str | None) -> str:
    mode = f".{claim['mode']}" if claim["mode"] else ""
    sides = f"{'+'.join(sorted(actors)) or '?'} → {'+'.join(sorted(recipients)) or '–'}"
    return f"{claim['type']}{mode} {claim['modality']} {sides} {edtf or 'no date'}"
