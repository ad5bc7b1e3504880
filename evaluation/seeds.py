"""The two reports that the project started from: what a careful reader finds in them, as named checks."""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from evaluation.measures.parties import claim_codes, claim_names, mentions_by_id, tellings
from evaluation.measures.result import Case, Error, Json, Rate, Result

Check = tuple[str, Callable[[Json], object]]

PARTIES = frozenset({"PAK", "USA"})
RIVALS = frozenset({"IND", "PAK"})
LAST_WEEK = frozenset({"2025-07-28/2025-08-03", "2025-07-27/2025-08-02"})
NIGHT = frozenset({"XXXX-05-06/XXXX-05-07", "XXXX-05-06"})
DEALS = frozenset({"AGREE", "SUPPORT", "COOPERATE"})


def score(cases: Sequence[Case], answers: Sequence[Json]) -> Result:
    """The checks that hold. The answers are: the first seed, the second, the second with its day, the first one's comparison."""
    errors: list[Error] = []
    total = 0
    for checks, case, answer in zip((FIRST, SECOND, DATED, COMPARED), cases, answers, strict=True):
        total += len(checks)
        address = getattr(case.question, "address", "comparison of the first seed")
        errors += [Error("seed check", address, name, "holds", "doesn't") for name, holds in checks if not holds(answer)]
    return Result({"checks": Rate(total - len(errors), total)}, errors)


def _claims(extraction: Json, type_: str | None = None, codes: frozenset[str] = frozenset()) -> Iterator[Json]:
    """The asserted claims of a type between (at least) these parties."""
    mentions = mentions_by_id(extraction)
    for claim in extraction["claims"]:
        if (
            claim["modality"] == "asserted"
            and claim["type"] == (type_ or claim["type"])
            and codes <= claim_codes(claim, mentions)
        ):
            yield claim


def _side(extraction: Json, claim: Json, role: str) -> frozenset[str]:
    mentions = mentions_by_id(extraction)
    return claim_codes({"actors": [], "recipients": [], role: claim[role]}, mentions)


def _sentence(extraction: Json, claim: Json) -> str:
    text = extraction["document"]["text"]
    start, end = claim["trigger"]["start"], claim["trigger"]["end"]
    before = list(re.finditer(r"[.!?][\"”’']?\s|\n", text[:start]))
    after = re.search(r"[.!?][\"”’']?\s|\n", text[end:])
    return str(text[before[-1].end() if before else 0 : end + after.start() if after else len(text)])


def _calls(extraction: Json) -> Iterator[Json]:
    mentions = mentions_by_id(extraction)
    for claim in _claims(extraction, "CONSULT", PARTIES):
        if claim["mode"] == "phone" and claim_codes(claim, mentions) == PARTIES:
            yield claim


def _call_of_the_ministers(extraction: Json) -> bool:
    mentions = mentions_by_id(extraction)
    return any({"dar", "rubio"} <= claim_names(claim, mentions) for claim in _calls(extraction))


def _lunch(extraction: Json) -> bool:
    mentions = mentions_by_id(extraction)
    return any(
        "trump" in claim_names(claim, mentions) and "USA" in _side(extraction, claim, "recipients")
        for claim in _claims(extraction, "CONSULT", PARTIES)
    )


def _ambassador(extraction: Json) -> bool:
    mentions = mentions_by_id(extraction)
    return any(
        "sheikh" in claim_names({"actors": claim["actors"], "recipients": []}, mentions)
        for claim in _claims(extraction, "CONSULT", PARTIES)
    )


def _ceasefire(extraction: Json) -> bool:
    return any(
        (claim["type"], claim["mode"]) == ("RETREAT", "ceasefire") or claim["type"] == "AGREE"
        for claim in _claims(extraction, None, RIVALS)
    )


def _assaults(extraction: Json, days: frozenset[str], actor: str | None = None, recipient: str | None = None) -> Iterator[Json]:
    for claim in _claims(extraction, "ASSAULT"):
        actors, recipients = _side(extraction, claim, "actors"), _side(extraction, claim, "recipients")
        if claim["when"]["edtf"] in days and {actor} - {None} <= actors and {recipient} - {None} <= recipients:
            yield claim


def _attack(extraction: Json) -> bool:
    return any((claim["size"] or {}).get("dead") == 26 for claim in _assaults(extraction, frozenset({"XXXX-04-22"})))


def _speeches(extraction: Json, act: str, country: str) -> list[Json]:
    acts_for = {mention["entity"]: mention["country"] for mention in extraction["mentions"] if mention["country"]}
    return [
        quote
        for quote in extraction["quotes"]
        if quote["act"] == act and quote["speaker"] and acts_for.get(quote["speaker"]["entity"]) == country
    ]


def _denied(extraction: Json) -> bool:
    blamed = {quote["id"] for quote in _speeches(extraction, "accuse", "IND")}
    return any(quote["denies"] in blamed for quote in _speeches(extraction, "deny", "PAK"))


def _deal(words: str) -> Callable[[Json], bool]:
    def holds(extraction: Json) -> bool:
        claims = _claims(extraction, None, PARTIES)
        return any(claim["type"] in DEALS and words in _sentence(extraction, claim) for claim in claims)

    return holds


def _nothing_borrowed(extraction: Json) -> bool:
    """Whether no claim rests on the related link, the caption or the embedded post."""
    text = extraction["document"]["text"]
    borrowed = [
        m.span() for m in re.finditer(r"^Read:.*$|^.*Photo: .*$|^.* @\w+.*$|^.*pic\.twitter\.com/\w{10}", text, re.MULTILINE)
    ]
    anchors = [anchor for claim in extraction["claims"] for anchor in tellings(claim)]
    return not any(start <= anchor["start"] < end for anchor in anchors for start, end in borrowed)


def _no_year_invented(extraction: Json) -> bool:
    """Whether each year in an EDTF string stands in the text, be it shortened as in `2013-18`."""
    text = extraction["document"]["text"]
    written = {*re.findall(r"\b\d{4}\b", text), *(a[:2] + b for a, b in re.findall(r"\b(\d{4})[-–](\d\d)\b", text))}
    dated = [claim["when"]["edtf"] for claim in extraction["claims"]] + [time["edtf"] for time in extraction["times"]]
    return {year for edtf in dated for year in re.findall(r"(?<!\d)\d{4}", edtf or "")} <= written


def _told(words: str, readings: frozenset[str]) -> Callable[[Json], bool]:
    return lambda extraction: any(words in t["exact"] and t["edtf"] in readings for t in extraction["times"])


FIRST: tuple[Check, ...] = (
    ("a call between Pakistan and the United States", lambda e: any(_calls(e))),
    ("it is between Dar and Rubio", _call_of_the_ministers),
    ("it has ten topics", lambda e: any(len(claim["topics"]) >= 10 for claim in _calls(e))),
    ("no year that the text doesn't give", _no_year_invented),
)
SECOND: tuple[Check, ...] = (
    ("the second call", _call_of_the_ministers),
    ("the lunch at the White House", _lunch),
    ("the July meeting, the ambassador among the actors", _ambassador),
    ("the ceasefire between India and Pakistan", _ceasefire),
    ("the attack of 22 April with its 26 dead", _attack),
    ("the blame by New Delhi", lambda e: bool(_speeches(e, "accuse", "IND"))),
    ("the denial by Islamabad", lambda e: bool(_speeches(e, "deny", "PAK"))),
    ("the denial answers the blame", _denied),
    ("India's strikes of the night of 6 to 7 May", lambda e: any(_assaults(e, NIGHT, actor="IND"))),
    ("Pakistan's strikes of 10 May", lambda e: any(_assaults(e, frozenset({"XXXX-05-10"}), actor="PAK", recipient="IND"))),
    ("the trade deal", _deal("trade deal")),
    ("the oil deal", _deal("oil reserves")),
    ("nothing from the related link, the caption or the embedded post", _nothing_borrowed),
    ("no year that the text doesn't give", _no_year_invented),
)
DATED: tuple[Check, ...] = (
    ("with its day: last week", _told("ast week", LAST_WEEK)),
    ("with its day: last month", _told("ast month", frozenset({"2025-07"}))),
    ("with its day: in June", _told("June", frozenset({"2025-06"}))),
)


def _compared(words: str, sides: frozenset[str]) -> Check:
    def holds(comparison: Json) -> bool:
        return any(_filled(item) == sides for item in comparison["items"] if words in _words(item))

    return f"compare: “{words}” told by {' and '.join(sorted(sides))}", holds


def _filled(item: Json) -> frozenset[str]:
    filled = frozenset(side for side, anchors in item["cells"].items() if anchors)
    return filled if (item["status"] == "only") == (len(filled) == 1) else frozenset()


def _words(item: Json) -> str:
    cells: list[Any] = [anchor["exact"] for anchors in item["cells"].values() for anchor in anchors]
    return " ".join([item["topic"].replace("-", " "), item["label"], *cells])


COMPARED: tuple[Check, ...] = (
    _compared("military equipment", frozenset({"PAK"})),
    _compared("losses", frozenset({"PAK"})),
    _compared("Sharifullah", frozenset({"USA"})),
    _compared("illegal immigration", frozenset({"USA"})),
    _compared("tariffs", frozenset({"USA"})),
    _compared("Security Council", frozenset({"USA"})),
    _compared("minerals", PARTIES),
    _compared("trade", PARTIES),
    _compared("counter", PARTIES),
)
