"""Persons as the press writes them: title, country and name told apart, in either order.

"Pakistan's Foreign Minister Ishaq Dar", "President Sisi of Egypt", "Naftali Bennett, the Israeli economic minister". The name's
place comes from the parser's names and from what stands after a title; everything around it is read here.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from spacy.tokens import Doc

from dragoman.extraction.entities.names import Word, find_people
from dragoman.extraction.entities.people import is_surname, slug
from dragoman.extraction.entities.phrases import ABBREVIATED, NO_NAMES, PersonPhrase, Reading, phrase, portfolios
from dragoman.lexicons import rows

__all__ = ["find_persons"]

#: Words that stand inside names of persons without a capital.
_PARTICLES = frozenset("al el bin ibn bint ben abu abd de da do dos das del della di der den van von zu la le ter ul ur".split())
_LONGEST_NAME = 6


def find_persons(doc: Doc, reading: Reading) -> list[PersonPhrase]:
    """Every person named in a text, in order: by the parser's PERSON entities and by the names that follow titles."""
    words = reading.words
    starts = {word.start: i for i, word in enumerate(words)}
    proper = {starts[t.idx] for t in doc if t.pos_ == "PROPN" and t.idx in starts}
    taken: dict[int, tuple[int, int]] = {}
    for start, end in (
        *_after_titles(reading, doc, starts, proper),
        *_known(reading),
        *_owned(reading, proper),
        *_entities(doc, reading, starts, proper),
    ):
        if start < end and not any(i in taken for i in range(start, end)) and not _inside_name(reading, start, end):
            taken.update(dict.fromkeys(range(start, end), (start, end)))
    full = [(start, end) for start, end in taken.values() if end - start > 1]
    surnames = {words[end - 1].text for _, end in full if len(words[end - 1].text) > 2}
    surnames |= {words[start].text for start, _ in full if len(words[start].text) > 3}
    surnames = {name for name in surnames if name.lower() not in portfolios()}
    free = (
        i
        for i, word in enumerate(words)
        if word.text in surnames and i not in taken and i not in reading.names and not _is_hyphenated(words, i)
    )
    taken.update({i: (i, i + 1) for i in free if i in proper or i - 1 in taken or not words[i].text.isupper()})
    spans = sorted(set(taken.values()))
    phrases, floor = [], 0
    for k, span in enumerate(spans):
        ceiling = spans[k + 1][0] if k + 1 < len(spans) else len(words)
        found = phrase(reading, span, floor, ceiling)
        phrases.append(found)
        floor = found.phrase[1]
    return [_parted(reading, found, phrases) for found in phrases]


def _parted(reading: Reading, own: PersonPhrase, phrases: Sequence[PersonPhrase]) -> PersonPhrase:
    """A phrase without a title that is somebody else's: "the Secretary" in "the Secretary and Deputy Prime Minister Dar"."""
    words, first = reading.words, own.phrase[0]
    second = next((k for k in range(first + 1, own.name[0]) if k in reading.titles and words[k - 1].text == "and"), None)
    if second is None or first == 0 or words[first - 1].text.lower() != "the":
        return own
    surname, office = words[own.name[1] - 1].text, own.titles[0].office if own.titles else ""
    holders = {words[p.name[1] - 1].text for p in phrases if len(p.titles) == 1 and p.titles[0].office.startswith(office)}
    if not holders or surname in holders:
        return own
    titles = tuple(t for t in (reading.titles[k][1][0] for k in range(second, own.name[0]) if k in reading.titles) if t.office)
    return replace(own, phrase=(second, own.phrase[1]), titles=titles)


def _is_hyphenated(words: Sequence[Word], i: int) -> bool:
    """Whether a word is a part of a compound: "Vogt" in "Vogt-Meyer"."""
    return (i + 1 < len(words) and words[i + 1].text == "-" and words[i + 1].start == words[i].end) or (
        i > 0 and words[i - 1].text == "-" and words[i - 1].end == words[i].start
    )


def _owned(reading: Reading, proper: set[int]) -> Iterator[tuple[int, int]]:
    """Known surnames behind the possessive of their state, and full names: "Kenya's Ruto", "Panama's Eduardo Arosemena"."""
    words = reading.words
    for end, entries in reading.names.values():
        i = end + 2
        if entries[0].form != "country" or i >= len(words) or words[end].text not in "’'" or words[end + 1].text != "s":
            continue
        if i in proper and i not in reading.names and i not in reading.titles and is_surname(words[i].text, entries[0].code):
            yield i, i + 1
        elif _is_full_name(reading, i, proper):
            yield i, _name_from(reading, i, proper) or i


def _is_full_name(reading: Reading, i: int, proper: set[int]) -> bool:
    """Whether a given name and another name start at a word: "Wilmer Guanipa", whatever the parser takes them for."""
    words = reading.words
    return (
        i + 1 < len(words)
        and {i, i + 1} <= proper
        and slug(words[i].text) in _given_names()
        and words[i + 1].text[:1].isupper()
        and not {i, i + 1} & (reading.names.keys() | reading.titles.keys())
        and words[i + 1].text.lower() not in portfolios()
    )


@cache
def _given_names() -> frozenset[str]:
    return frozenset(slug(row["name"]) for row in rows("given_names"))


def _inside_name(reading: Reading, start: int, end: int) -> bool:
    """Whether words are only a part of a longer name of the gazetteer: "Príncipe" in "São Tomé and Príncipe"."""
    return any(
        i in reading.names and reading.names[i][0] >= end and reading.names[i][0] - i > end - start
        for i in range(max(0, start - 6), start + 1)
    )


def _known(reading: Reading) -> Iterator[tuple[int, int]]:
    """The full names of people of public life, where no state, body or place is meant."""
    for start, end in find_people(reading.words):
        if start not in reading.names and (start == 0 or reading.words[start - 1].text not in _PARTICLES):
            yield start, end


def _entities(doc: Doc, reading: Reading, starts: dict[int, int], proper: set[int]) -> Iterator[tuple[int, int]]:
    """The parser's persons, and its bodies that begin with a given name, without the titles, handles, countries and possessives that it
    leaves inside.
    """
    words = reading.words
    for entity in doc.ents:
        if entity.start_char not in starts:
            continue
        i = starts[entity.start_char]
        if entity.label_ != "PERSON" and not (
            entity.label_ == "ORG" and len(entity) <= _LONGEST_NAME and _is_full_name(reading, i, proper)
        ):
            continue
        end = i
        while end < len(words) and words[end].end <= entity.end_char and words[end].text not in '@/,;:()“”"':
            end += 1
        moved = True
        while moved and i < end:
            moved = False
            if i in reading.titles and reading.titles[i][0] <= end:
                i, moved = reading.titles[i][0], True
            elif (country := reading.country_at(i)) and country[0] <= end and not _is_given_name(reading, i, proper):
                i, moved = country[0], True
            elif (
                words[i].text in NO_NAMES or words[i].text in "’'.-" or (words[i].text == "s" and i and words[i - 1].text in "’'")
            ):
                i, moved = i + 1, True
        inner = next(
            (
                k
                for k in range(i + 1, end)
                if k in reading.titles
                or (words[k].text[:1].islower() and words[k].text not in _PARTICLES and words[k - 1].text not in "-’'")
            ),
            end,
        )
        end = _without_possessive(words, i, inner)
        if end < len(words) and end > i and (words[end].text in _PARTICLES or words[end - 1].text in _PARTICLES):
            end = max(end, _name_from(reading, i, proper) or end)
        while i >= 2 and words[i - 1].text in _PARTICLES and i - 2 in proper and words[i - 2].text[:1].isupper():
            i -= 2  # "Khaled bin" before "Mohamed Al Nahyan"
        i = _from_comma(reading, i, proper)
        if any(word.text.lower() in portfolios() or word.text.isdigit() for word in words[i:end]):
            continue
        if end > i and words[i].text[:1].isupper() and (i not in reading.names or _is_given_name(reading, i, proper)):
            yield i, end


def _from_comma(reading: Reading, i: int, proper: set[int]) -> int:
    """Where a name begins of which the parser missed the first words behind a comma: "her counterpart, Dang Quoc Thai"."""
    words, first = reading.words, i
    while (
        first > max(0, i - 3)
        and first - 1 in proper
        and words[first - 1].text.istitle()
        and first - 1 not in reading.names.keys() | reading.titles.keys()
    ):
        first -= 1
    return first if first and words[first - 1].text == "," else i


def _without_possessive(words: Sequence[Word], start: int, end: int) -> int:
    while end > start and (words[end - 1].text in "’'.-,&" or (words[end - 1].text == "s" and words[end - 2].text in "’'")):
        if words[end - 1].text == "." and len(words[end - 2].text) <= 2:  # an initial or "Jr."
            break
        end -= 1
    return end


def _after_titles(reading: Reading, doc: Doc, starts: dict[int, int], proper: set[int]) -> Iterator[tuple[int, int]]:
    """Names that follow a title, its portfolio and its country: "President Xi", "President of Finland Sauli Niinistö"."""
    words = reading.words
    persons = {starts[e.start_char] for e in doc.ents if e.label_ == "PERSON" and e.start_char in starts}
    for _, (end, titles) in sorted(reading.titles.items()):
        if titles[0].plural and end not in persons:
            continue
        i = _past_portfolio(reading, end, proper)
        if (
            i + 1 < len(words)
            and words[i].text == ","
            and i + 1 not in reading.titles
            and (i + 1 in persons or (i > end and i + 1 in proper) or _is_full_name(reading, i + 1, proper))
        ):
            i += 1
        if i in reading.titles or i >= len(words) or (i in reading.names and not _is_given_name(reading, i, proper)):
            continue
        while i + 1 < len(words) and words[i].text.lower() in portfolios() and i in proper:
            i += 1  # "African Affairs Judd Devermont"
        if i not in reading.titles and (last := _name_from(reading, i, proper)):
            yield i, last
    for start in reading.titles:
        if name := _name_before(reading, start, proper):
            yield name


def _past_portfolio(reading: Reading, i: int, proper: set[int]) -> int:
    """The word after what a title deals with or serves: "for Maritime Affairs and Investment", "of the Republic of Fiji"."""
    words, portfolio = reading.words, portfolios()
    if i < len(words) and words[i].text == "." and words[i - 1].text in ABBREVIATED:
        i += 1
    if i >= len(words) or words[i].text not in ("of", "for", "to"):
        return i
    k = i
    while k < min(i + 16, len(words)):
        if k in reading.titles:
            k = reading.titles[k][0]
        elif k in reading.names:
            k = reading.names[k][0]
        elif words[k].text in ("of", "for", "to", "the", "and", "&", "-", "’", "'", "s") or (
            words[k].text.lower() in portfolio and k in proper
        ):
            k += 1
        else:
            break
    return k


def _name_before(reading: Reading, title: int, proper: set[int]) -> tuple[int, int] | None:
    """A name that a title follows: "Akiba Takeo, Secretary General of …"; two words at least."""
    words = reading.words
    k = title - 1
    while k > 0 and (words[k].text in ("the", "’", "'", "s") or k + 1 in reading.ends) and title - k < 6:
        k = reading.ends[k + 1] - 1 if k + 1 in reading.ends else k - 1
    if k <= 1 or words[k].text != ",":
        return None
    first = k
    while (
        first > 0
        and first - 1 in proper
        and words[first - 1].text[:1].isupper()
        and words[first].start - words[first - 1].end <= 1
        and words[first - 1].text not in NO_NAMES
    ):
        if first in reading.ends or any(
            first - 1 in range(t, reading.titles[t][0]) for t in range(max(0, first - 6), first) if t in reading.titles
        ):
            break
        first -= 1
    return (first, k) if 2 <= k - first <= 4 and "\n" not in words[first].text else None


def _name_from(reading: Reading, start: int, proper: set[int]) -> int | None:
    """The word after a name that starts at a word, or None: capitals, initials, particles, hyphens and apostrophes inside."""
    words = reading.words
    i, last = start, None
    while i < len(words) and i - start < 2 * _LONGEST_NAME:
        text = words[i].text
        gap = words[i].start - words[i - 1].end if i else 1
        if "\n" in text or (i > start and gap > 1):
            break
        initial = len(text) == 1 and i + 1 < len(words) and words[i + 1].text == "."
        honorific = i in reading.titles and not reading.titles[i][1][0].office
        if (
            text[:1].isupper()
            and (text not in NO_NAMES or initial)
            and (i in proper or initial or (last is not None and gap == 0))
            and not (
                last is not None
                and ((i in reading.titles and not honorific) or (i in reading.names and gap and not _may_be_surname(reading, i)))
            )
        ):
            i, last = i + 1, i + 1
            if i < len(words) and words[i].text == "." and len(text) <= 2:  # "J.", "Jr."
                i, last = i + 1, i + 1
        elif (last is not None or i == start) and text in _PARTICLES and i + 1 < len(words):
            i += 1
        elif (
            (last is not None or words[start].text in _PARTICLES)
            and text in "-’'"
            and gap == 0
            and i + 1 < len(words)
            and words[i + 1].start == words[i].end
        ):
            if text != "-" and words[i + 1].text == "s":
                break
            if text == "-" and words[i + 1].text[:1].islower():  # Kim Sung-han
                last = i + 2
                i += 2
            else:
                i += 1
        elif text == "," and i + 1 < len(words) and words[i + 1].text in ("Jr", "Sr"):
            i += 1
        else:
            break
    return last


def _is_given_name(reading: Reading, i: int, proper: set[int]) -> bool:
    """Whether a state's or place's name of one word may be a person's first: Jordan Bardella, Petra Nowotny, Israel Katz."""
    end, entries = reading.names[i]
    behind = end < len(reading.words) and end in proper and end not in reading.titles and end not in reading.names
    return (
        end == i + 1
        and behind
        and entries[0].form in ("country", "place", "capital", "body")
        and reading.words[i].text[1:].islower()
    )


def _may_be_surname(reading: Reading, i: int) -> bool:
    """Whether a place's name of one word may end a person's: Vuong Dinh Hue, Victoria Hamilton."""
    end, entries = reading.names[i]
    return end == i + 1 and all(entry.form == "place" for entry in entries)
