"""What stands around a person's name: title, office and the state or body that it serves, on either side."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from dragoman.extraction.entities.names import Name, Title, Word
from dragoman.lexicons import rows

__all__ = ["ABBREVIATED", "NO_NAMES", "PersonPhrase", "Reading", "is_counterpart", "phrase", "portfolios"]

#: Words that join the parts of a title, seen from the name leftwards.
_JOINTS = frozenset("of for and the to & / on (  )".split())
#: A country after one of these is what the office deals with, not whom it serves.
_PORTFOLIO_PREPOSITIONS = frozenset("for to on in with against towards toward".split())
_HOUSES = frozenset(
    "government ministry army military navy police embassy presidency parliament delegation team forces office".split()
)
#: Words that begin something else than an apposition.
_NO_APPOSITION = frozenset(
    "who whom which that where said says told met meets spoke called accompanied joined visited arrived".split()
)
_LONGEST_TITLE = 24
_COUNTERPARTS = frozenset(("counterpart", "colleague", "homologue"))

#: Titles that a full stop may follow without ending the sentence.
ABBREVIATED = frozenset("Mr Mrs Ms Dr Gen Sen Rep Gov Lt Col Amb Prof Adm Maj Brig Hon Rev St".split())
#: Capitalised words that follow a title without being a name.
NO_NAMES = frozenset(
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July August September October November "
    "December The A An In On At For And He She They It This That Both Speaks Meets Calls Says Visits With Of To From I We Call Meeting Elect "
    "Office Majesty Highness Excellency Holiness King Queen Prince Princess Kingdom Republic State Sultanate Federation".split()
)


@dataclass(frozen=True, slots=True)
class PersonPhrase:
    """A person at one place of the text: name and whole phrase as word ranges, and what the phrase tells."""

    name: tuple[int, int]
    phrase: tuple[int, int]
    titles: tuple[Title, ...] = ()
    country: Name | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """A text word by word, with the gazetteer's names and the titles in it by the word at which they start and end."""

    words: Sequence[Word]
    names: dict[int, tuple[int, list[Name]]]
    titles: dict[int, tuple[int, list[Title]]]
    ends: dict[int, int]

    def country_at(self, i: int) -> tuple[int, Name] | None:
        """The state or body that is named at word i, and the word after it."""
        if i not in self.names:
            return None
        end, entries = self.names[i]
        powers = [e for e in entries if e.form in ("country", "adjective", "metonym", "body") and e.code]
        return (end, powers[0]) if powers else None


def phrase(reading: Reading, name: tuple[int, int], floor: int, ceiling: int) -> PersonPhrase:
    """Read the title and the country on both sides of a name."""
    left, titles, country = _left(reading, name[0], floor)
    right = name[1]
    words = reading.words
    if right < len(words) and words[right].text == "@":
        right = min(right + 2, ceiling)
    phrase = PersonPhrase(name, (left, right), titles, country)
    if (found := _of_country(reading, right)) and found[0] <= ceiling and (titles or country is None):
        return replace(phrase, phrase=(left, found[0]), country=found[1])
    if right + 1 < len(words) and words[right].text in ",(":
        return _apposition(reading, phrase, ceiling)
    return phrase


def _left(reading: Reading, name: int, floor: int) -> tuple[int, tuple[Title, ...], Name | None]:
    """Walk from a name to the start of its title: first word, titles in order, country."""
    words, portfolio = reading.words, portfolios()
    title_ends = {end: start for start, (end, _) in reading.titles.items()}
    i, first = name, name
    while i > floor and name - i < _LONGEST_TITLE:
        word = words[i - 1]
        if words[i].start - word.end > 2:
            break
        if i in title_ends and title_ends[i] >= floor:
            i = first = title_ends[i]
        elif i in reading.ends and reading.ends[i] >= floor:
            i = first = reading.ends[i]
        elif word.text == ".":
            if words[i - 2].text not in ABBREVIATED and len(words[i - 2].text) > 1:
                break
            i -= 1
        elif word.text in "’'" or (word.text == "s" and words[i - 2].text in "’'") or word.text in _JOINTS or word.text == "-":
            i -= 1
        elif word.text.lower() in portfolio or (word.text[:1].isupper() and word.text not in NO_NAMES and first < name):
            i -= 1
            if word.text.lower() in portfolio:
                first = i
        elif word.text == "," and (
            i - 1 in title_ends
            or words[i - 2].text.lower() in portfolio
            or words[i - 2].text == "counterpart"
            or (i == name and _ends_office(reading, i - 1, title_ends))
        ):
            i -= 1
        else:
            break
    titles = tuple(_held(reading, first, name))
    if not titles:
        if any(is_counterpart(words, k) for k in range(first, name)):
            return first, (), _served(reading, first, name)
        return _colleague(reading, name, floor) or (name, (), _possessor(reading, name, floor))
    return first, tuple(t for t in titles if t.office), _served(reading, first, name)


def _ends_office(reading: Reading, i: int, title_ends: Mapping[int, int]) -> bool:
    """Whether an office with whom it serves ends before word i: "the Foreign Minister of the Republic of Moldova, Ion Rusu"."""
    words, k = reading.words, reading.ends.get(i, 0)
    while k > 0 and words[k - 1].text in ("the", "of", "Republic", "Kingdom", "State"):
        k -= 1
    return k in title_ends and words[k].text == "of" and not reading.titles[title_ends[k]][1][0].plural


def is_counterpart(words: Sequence[Word], i: int) -> bool:
    """Whether a word calls somebody the equal of another state: "his Turkish counterpart", "her colleague in Amman", "his opposite number"."""
    return words[i].text in _COUNTERPARTS or (words[i].text == "number" and i > 0 and words[i - 1].text == "opposite")


def _colleague(reading: Reading, name: int, floor: int) -> tuple[int, tuple[Title, ...], Name | None] | None:
    """The state in "her colleague in Amman, Nabil Haddadin", with the phrase's first word."""
    words, i = reading.words, name
    i -= i > floor and words[i - 1].text == ","
    start = reading.ends.get(i)
    if (
        start is None
        or start - 2 < floor
        or words[start - 1].text not in ("in", "from", "of")
        or not is_counterpart(words, start - 2)
    ):
        return None
    state = next((entry for entry in reading.names[start][1] if entry.form in ("country", "capital")), None)
    return (start - 2, (), state) if state else None


def _held(reading: Reading, first: int, last: int) -> Iterator[Title]:
    """The titles in a stretch of words without those of whom somebody serves: an "Assistant to the President" is no president."""
    words = reading.words
    for k in range(first, last):
        served = k > first + 1 and words[k - 1].text == "the" and words[k - 2].text in ("to", "of")
        if k in reading.titles and not served:
            yield reading.titles[k][1][0]


def _possessor(reading: Reading, name: int, floor: int) -> Name | None:
    """The country in "Turkey's Erdogan"."""
    words = reading.words
    if name - 2 > floor and words[name - 1].text == "s" and words[name - 2].text in "’'" and name - 2 in reading.ends:
        found = reading.country_at(reading.ends[name - 2])
        return found[1] if found else None
    return None


def _served(reading: Reading, first: int, last: int) -> Name | None:
    """The state or body that an office serves: named just before its title, or after "of"."""
    words = reading.words
    opening = next((k for k in range(first, last) if k in reading.titles and reading.titles[k][1][0].office), last)
    before: Name | None = None
    after: Name | None = None
    for k in range(first, last):
        found = reading.country_at(k)
        if not found:
            continue
        if k < opening:
            before = found[1]
        elif after is None:
            lead = next(
                (words[m].text.lower() for m in range(k - 1, first - 1, -1) if words[m].text.lower() not in ("the", "republic")),
                "",
            )
            dealt = any(words[m].text == "of" for m in range(opening, k))  # "minister of transport for Indonesia"
            if lead not in _PORTFOLIO_PREPOSITIONS or _houses(reading, found[0]) or (lead == "for" and dealt):
                after = found[1]
    return before or after


def _houses(reading: Reading, i: int) -> bool:
    """Whether a body or an office of the state follows its name: a spokesman "for the French foreign ministry" serves France."""
    words = reading.words
    i += 2 if i + 1 < len(words) and words[i].text in "’'" else 0
    return any(k in reading.titles or words[k].text.lower() in _HOUSES for k in range(i, min(i + 3, len(words))))


def _of_country(reading: Reading, i: int) -> tuple[int, Name] | None:
    """The country in "… of the Hashemite Kingdom of Jordan" when word i is that "of"."""
    words = reading.words
    if i >= len(words) or words[i].text != "of":
        return None
    for k in range(i + 1, min(i + 7, len(words))):
        if found := reading.country_at(k):
            return found
        if not (words[k].text[:1].isupper() or words[k].text in ("the", "of", "and")):
            return None
    return None


def _apposition(reading: Reading, phrase: PersonPhrase, ceiling: int) -> PersonPhrase:
    """Read the title that follows a name: ", the Israeli economic minister,"."""
    words = reading.words
    start = phrase.phrase[1] + 1
    end = start
    while end < min(start + 14, ceiling, len(words)) and words[end].text not in ',.;:)(—–“"':
        end += 1
    titles = tuple(t for t in _held(reading, start, end) if t.office)
    opening = next((k for k in range(start, end) if k in reading.titles or is_counterpart(words, k)), None)
    if (
        opening is None
        or end >= ceiling  # the title is the next name's
        or words[start].text in ("and", "or", "but", "as")
        or opening > start + 6
        or any(w.text in _NO_APPOSITION for w in words[start:opening])
    ):
        return phrase
    country = _served(reading, start, end) or phrase.country
    return replace(phrase, phrase=(phrase.phrase[0], end), titles=(*phrase.titles, *titles), country=phrase.country or country)


@cache
def portfolios() -> frozenset[str]:
    """Words that stand inside titles of office around the title itself."""
    return frozenset(row["word"] for row in rows("portfolios"))
