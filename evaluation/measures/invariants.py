"""What must hold of every extraction: anchors that verify, ids that exist, values that the contract lists."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from unicodedata import normalize

from evaluation.measures.result import Case, Count, Error, Json, Result
from evaluation.questions import Text

Values = frozenset[str | None]


def _values(listed: str) -> Values:
    return frozenset(listed.split())


KINDS = _values("report readout")
ZONES = _values("headline keypoints dateline heading body caption embed related boilerplate")
MENTIONS = _values("person country organization group place")
MODALITIES = _values("asserted planned proposed cancelled denied hypothetical")
BASES = _values("explicit relative dateline inferred unknown")
MANNERS = _values("direct indirect mixed")
TIMES = _values("DATE TIME DURATION SET")
#: The contract's acts, and `think` for beliefs and plans.
ACTS = _values(
    """say agree reaffirm emphasise thank praise promise request urge accuse condemn deny reject warn threaten announce ask invite
    think"""
)
#: PLOVER 0.8.
MODES: dict[str, Values] = {
    type_: _values(modes) | {None}
    for type_, modes in (
        ("AGREE", ""),
        ("CONSULT", "visit third-party multilateral phone"),
        ("SUPPORT", ""),
        ("CONCEDE", ""),
        ("COOPERATE", ""),
        ("AID", ""),
        ("RETREAT", "withdraw release disarm ceasefire access resign"),
        ("REQUEST", "assist change yield meet"),
        ("ACCUSE", "disapprove investigate allege"),
        ("REJECT", "assist change yield meet"),
        ("THREATEN", "restrict arrest relations expel territory violence"),
        ("PROTEST", "demo riot strike hunger boycott obstruct vandalize"),
        ("SANCTION", "convict expel withdraw discontinue"),
        ("MOBILIZE", "troops weapons police militia"),
        ("COERCE", "seize restrict censor curfew martial-law arrest deport withhold misinformation cyber"),
        (
            "ASSAULT",
            """abduct beat torture sexual targeted destroy primitive firearms explosives suicide-attack aerial drone heavy-weapons
            crowd-control unconventional""",
        ),
    )
}
CONTEXTS = _values(
    """military intelligence executive legislative election political_institutions pro_democracy pro_autocracy economic legal
    reparations human_rights rights_freedoms repression human_security gender lgbt religion_ethnicity inequality diplomatic territory
    peacekeeping health asylum migration disasters natural_resource environment technology terrorism cbrn cyber misinformation crime
    corruption illegal_drugs trafficking"""
)
SECTORS = _values("COP GOV JUD LEG MIL PRM PTY REB SPY UAF UNK AGR BUS CRM CVL EDU ELI JRN LAB MED REF OPP PRE REL SOC") | {None}
_DAY = r"[0-9X]{4}(?:-(?:[0-9X]{2}|2[1-4])(?:-[0-9X]{2})?)?[?~%]?"
#: EDTF levels 0 and 1 as far as the contract uses them: days, months, years and seasons, qualified, unspecified, in intervals;
#: a year before our era has a minus.
EDTF = re.compile(rf"-?{_DAY}|-?{_DAY}/(?:-?{_DAY}|\.\.)?|(?:\.\.)?/-?{_DAY}")


def score(cases: Sequence[Case], answers: Sequence[Json]) -> Result:
    """The number of faults in all extractions among the answers; none may be. A text that the program changed is one: the
    gold's offsets are lost in it.
    """
    errors: list[Error] = []
    for case, extraction in zip(cases, answers, strict=True):
        if isinstance(case.question, Text):
            found = list(faults(extraction))
            if extraction["document"]["text"] != normalize("NFC", case.question.text).rstrip():
                found.append("the text isn't the one that was given, composed (NFC) and without blanks at its end")
            errors += [Error("fault", case.question.address, fault, "no fault", "one") for fault in found]
    asked = any(isinstance(case.question, Text) for case in cases)
    return Result({"faults": Count(len(errors))} if asked else {}, errors)


def faults(extraction: Json) -> Iterator[str]:
    """What of an extraction breaks the contract, each in a line."""
    yield from _anchors(extraction, extraction["document"]["text"], "")
    yield from _references(extraction)
    yield from _unlisted(extraction)


def _anchors(node: object, text: str, path: str) -> Iterator[str]:
    if isinstance(node, dict):
        if {"start", "end"} <= node.keys():
            start, end = node["start"], node["end"]
            if not 0 <= start <= end <= len(text):
                yield f"{path}: {start}–{end} lies outside the text"
            elif "exact" in node and (text[start:end] != node["exact"] or not node["exact"]):
                yield f"{path}: {node['exact']!r} isn't what stands at {start}–{end}: {text[start:end]!r}"
        for key, child in node.items():
            yield from _anchors(child, text, f"{path}/{key}")
    elif isinstance(node, list):
        for number, child in enumerate(node):
            yield from _anchors(child, text, f"{path}/{number}")


def _references(extraction: Json) -> Iterator[str]:
    mentions, claims, quotes = (Counter(one["id"] for one in extraction[kind]) for kind in ("mentions", "claims", "quotes"))
    for ids in (mentions, claims, quotes):
        yield from (f"{id_} stands {number} times" for id_, number in ids.items() if number > 1)
    for claim in extraction["claims"]:
        named = [*claim["actors"], *claim["recipients"], *([claim["location"]] if claim["location"] else [])]
        yield from (f"{claim['id']} names {id_}, which is no mention" for id_ in named if id_ not in mentions)
        if claim["according_to"] not in (None, *quotes):
            yield f"{claim['id']} is according to {claim['according_to']}, which is no quote"
    for quote in extraction["quotes"]:
        for answers in ("denies", "confirms"):
            if quote.get(answers) not in (None, *claims, *quotes):
                yield f"{quote['id']} {answers} {quote[answers]}, which is neither claim nor quote"


def _unlisted(extraction: Json) -> Iterator[str]:
    document = extraction["document"]
    listed: list[tuple[str, str | None, Values]] = [("document kind", document["kind"], KINDS)]
    listed += [("zone", zone["kind"], ZONES) for zone in document["zones"]]
    for mention in extraction["mentions"]:
        listed.append(("mention", mention["kind"], MENTIONS))
        listed.append(("sector", mention["sector"], SECTORS))
    for claim in extraction["claims"]:
        listed.append(("type", claim["type"], frozenset(MODES)))
        listed.append((f"mode of {claim['type']}", claim["mode"], MODES.get(claim["type"], frozenset({None}))))
        listed.append(("modality", claim["modality"], MODALITIES))
        listed.append(("basis", claim["when"]["basis"], BASES))
        listed += [("context", context, CONTEXTS) for context in claim["contexts"]]
    for quote in extraction["quotes"]:
        listed += [("manner", quote["manner"], MANNERS), ("act", quote["act"], ACTS)]
    listed += [("time", time["type"], TIMES) for time in extraction["times"]]
    yield from (f"{name} {value!r} isn't in the contract" for name, value, values in listed if value not in values)
    dated = [claim["when"]["edtf"] for claim in extraction["claims"]] + [time["edtf"] for time in extraction["times"]]
    yield from (f"{edtf!r} is no EDTF" for edtf in dated if edtf is not None and not EDTF.fullmatch(edtf))
