"""What a record makes one: pairs of texts, readouts of different engagements, reports of one story."""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from evaluation.measures.result import Case, Count, Error, Json, Rate, Result
from evaluation.questions import Stories, Together

#: Types that tell an engagement, held or not.
_ENGAGING = frozenset(("CONSULT", "AGREE", "REJECT"))


def pairs(cases: Sequence[Case], answers: Sequence[Json]) -> Result:
    """The share of right verdicts: of all pairs, and of those of which both acts were read at all."""
    errors = []
    right = read = 0
    for case, answer in zip(cases, answers, strict=True):
        texts, gold = _texts(case), case.gold
        told = [_event_of(text, at[0], at[1], answer["events"]) for text, at in zip(texts, gold["triggers"], strict=True)]
        found = "unread" if None in told else _verdict(*told)
        read += found != "unread"
        right += found == gold["verdict"]
        if found != gold["verdict"]:
            words = " / ".join(_marked(text["text"], *at) for text, at in zip(texts, gold["triggers"], strict=True))
            errors.append(Error(f"pair {gold['kind']}", texts[0]["address"], words, gold["verdict"], found))
    return Result({"verdicts": Rate(right, len(cases)), "verdicts on what was read": Rate(right, read)}, errors)


def _verdict(one: Json | None, other: Json | None) -> str:
    if one and other and one["id"] == other["id"]:
        return "same"
    return "part" if one and other and one["part_of"] == other["id"] else "different"


def _event_of(text: Json, start: int, end: int, events: Sequence[Json]) -> Json | None:
    """The event of the claim that some words tell: one whose trigger is among them, else the nearest of its kind in their sentence."""
    engaging = bool(
        re.search(
            r"(?i)m[ee]e?t|visit|call|phone|talk|sp[oe]ke?|summit|receiv|host|trip|tour|travel|discuss|convers|s[ai]t down|video|retreat",
            text["text"][start:end],
        )
    )
    best: tuple[bool, int, Json] | None = None
    for event in events:
        for claim in (c for c in event["claims"] if c["document"] == text["address"]):
            a, b = claim["trigger"]["start"], claim["trigger"]["end"]
            apart = not (a < end and start < b)
            between = text["text"][min(b, end) : max(a, start)]
            if apart and (re.search(r"[.!?]\s|\n", between) or (claim["type"] in _ENGAGING) != engaging):
                continue
            if best is None or (apart, abs(a - start)) < best[:2]:
                best = apart, abs(a - start), event
    return best[2] if best else None


def apart(cases: Sequence[Case], answers: Sequence[Json]) -> Result:
    """How many readouts of different engagements share the event of their own engagement with another's."""
    errors = []
    for case, answer in zip(cases, answers, strict=True):
        gold = {text["address"]: one for text, one in zip(_texts(case), case.gold["readouts"], strict=True)}
        first: dict[str, tuple[int, str]] = {}
        for event in answer["events"]:
            for claim in event["claims"]:
                if claim["type"] == "CONSULT":
                    place = claim["trigger"]["start"], event["id"]
                    first[claim["document"]] = min(first.get(claim["document"], place), place)
        merged: dict[str, list[str]] = defaultdict(list)
        for address, (_, event_id) in first.items():
            merged[event_id].append(address)
        for addresses in merged.values():
            kinds = Counter(_engagement(gold[address]) for address in addresses)
            wrong = [address for address in addresses if _engagement(gold[address]) != kinds.most_common(1)[0][0]]
            errors += [Error("merged", address, "", "an event of its own", ", ".join(addresses)) for address in wrong]
    return Result({"merged": Count(len(errors))}, errors)


def _engagement(readout: Json) -> tuple[object, ...]:
    """What tells one engagement from another: two readouts of the same are one that was published twice."""
    return readout["medium"], tuple(readout["countries"]), readout["published"], tuple(sorted(readout["persons"]))


def stories(cases: Sequence[Case], answers: Sequence[Json]) -> Result:
    """B-cubed precision, recall and F1 (Bagga and Baldwin 1998) of documents grouped by story."""
    precision = recall = total = 0.0
    for case, answer in zip(cases, answers, strict=True):
        gold: Mapping[str, int] = case.gold["stories"]
        groups = [set(group) for group in answer["stories"]]
        grouped = {address: group for group in groups for address in group}
        true = defaultdict(set)
        for address, story in gold.items():
            true[story].add(address)
        for address, story in gold.items():
            found = grouped.get(address, {address})
            both = len(found & true[story])
            precision, recall, total = precision + both / len(found), recall + both / len(true[story]), total + 1
    p, r = (value / total if total else 0.0 for value in (precision, recall))
    f1 = 2 * p * r / (p + r) if p + r else 0.0
    return Result({f"stories {name}": Rate(value * total, int(total)) for name, value in (("P", p), ("R", r), ("F1", f1))})


def _texts(case: Case) -> list[Json]:
    question = case.question
    if not isinstance(question, Together | Stories):
        raise TypeError(f"{question.__class__.__name__} keeps nothing together")
    return [{"address": text.address, "text": text.text} for text in question.texts]


def _marked(text: str, start: int, end: int) -> str:
    return f"{text[:start]}⟦{text[start:end]}⟧{text[end:]}"
