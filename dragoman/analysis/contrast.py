"""Whether sides that speak of one matter say different things in substance, by words that bound, refuse or complain, and by numbers."""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import combinations

from dragoman.lexicons import rows
from dragoman.wording import tells

__all__ = ["contrast"]

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*|\d[\d,.]*")
_NUMBER = re.compile(r"\b\d[\d,.]*\d\b|\b\d\b")
#: Numbers from ten on in words; what is less is as often a pronoun.
_TENS = {word: 10 * (n + 2) for n, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split())}
_TEENS = {
    word: n + 10
    for n, word in enumerate("ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split())
}
_UNITS = {word: n + 1 for n, word in enumerate("one two three four five six seven eight nine".split())}
_SPELT = re.compile(rf"(?i)\b(?:({'|'.join(_TENS)})(?:[- ]({'|'.join(_UNITS)}))?|({'|'.join(_TEENS)}))\b")
_YEAR = re.compile(r"(?:19|20)\d\d")
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_DATED = re.compile(
    rf"\b\d{{1,2}}(?:st|nd|rd|th)?(?: of)? (?:{_MONTHS})\b|\b(?:{_MONTHS}) \d{{1,2}}\b|\b\d{{1,2}}[:.]\d\d\b(?! ?%)"
)


def contrast(accounts: Sequence[Sequence[str]]) -> tuple[str, str] | None:
    """The words by which two sides differ in substance on one matter; None when nothing shows that any do.

    They do when one refuses what another supports, one rejects a charge, one tells obstacles where another tells progress, one bounds the matter ("an energy
    ceasefire", "temporary") where no other does, or two give numbers and none is the same (`data/contrasts.tsv` has the words).
    """
    told = [_classes(" ".join(words)) for words in accounts]
    for one, other in (("refuse", "accept"), ("obstacle", "progress")):
        against = [i for i, classes in enumerate(told) if classes.get(one) and not classes.get(other)]
        in_favour = [i for i, classes in enumerate(told) if classes.get(other) and not classes.get(one)]
        if against and in_favour:
            return _first(told[against[0]][one]), _first(told[in_favour[0]][other])
    for classes in told:
        if classes.get("refuse") and classes.get("charge"):
            return _first(classes["refuse"]), _first(classes["charge"])
    bounds = [classes.get("bound", frozenset()) for classes in told]
    heads = [_heads(" ".join(words)) for words in accounts]
    for i, own in enumerate(bounds):
        others = [j for j in range(len(told)) if j != i and heads[i].keys() & heads[j].keys()]
        for head, words in heads[i].items():
            limits = words & own
            if limits and any(head in heads[j] and not heads[j][head] & own for j in others):
                return f"{_first(limits)} {head}", head
    numbers = [_numbers(" ".join(words)) for words in accounts]
    for mine, theirs in combinations([given for given in numbers if given], 2):
        if mine.keys().isdisjoint(theirs):
            return mine[min(mine)], theirs[min(theirs)]
    return None


def _numbers(text: str) -> Mapping[float, str]:
    """The numbers of a text but for years, days and hours, with how they are written."""
    undated = _DATED.sub(" ", text)
    spelt = {_value(found): found[0] for found in _SPELT.finditer(undated)}
    return spelt | {
        float(found[0].replace(",", "")): found[0]
        for found in _NUMBER.finditer(undated)
        if not _YEAR.fullmatch(found[0]) and found[0].count(".") <= 1
    }


def _value(spelt: re.Match[str]) -> float:
    tens, unit, teen = (word.lower() if word else "" for word in spelt.groups())
    return float(_TEENS.get(teen) or _TENS[tens] + _UNITS.get(unit, 0))


def _first(words: "frozenset[str] | set[str]") -> str:
    return min(words)


def _classes(text: str) -> Mapping[str, frozenset[str]]:
    known = _lexicon()
    found: dict[str, set[str]] = {}
    for word in _WORD.findall(text.casefold()):
        if kind := known.get(word):
            found.setdefault(kind, set()).add(word)
    return {kind: frozenset(words) for kind, words in found.items()}


def _heads(text: str) -> Mapping[str, frozenset[str]]:
    """Each word that tells something with those that stand right before it."""
    words = _WORD.findall(text.casefold())
    found: dict[str, set[str]] = {}
    for place, word in enumerate(words):
        found.setdefault(word, set()).update(words[max(0, place - 2) : place])
    return {word: frozenset(before) for word, before in found.items() if tells(word)}


@cache
def _lexicon() -> Mapping[str, str]:
    return {row["word"]: row["kind"] for row in rows("contrasts")}
