"""Mentions: which states, bodies, groups, places and persons a document names, and whom each acts for.

A capital or a seat of government is a power ("Moscow said") or a place ("in Moscow"): the preposition tells. A state's name
before a body's common noun makes that body its own ("the Israeli military", "Pakistan's Foreign Office").
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from spacy.tokens import Doc

from dragoman.extraction.entities.names import Index, Name, Title, find_names, find_titles, words
from dragoman.extraction.entities.people import Person, gather, holds, slug
from dragoman.extraction.entities.persons import find_persons
from dragoman.extraction.entities.phrases import PersonPhrase, Reading, is_counterpart
from dragoman.extraction.entities.places import is_no_state, is_place
from dragoman.lexicons import country_names, home_of, offices, rows, sole_office
from dragoman.model import Anchor, Document, Mention, MentionKind

__all__ = ["belonging", "find", "holder", "home_state", "read_names", "state_named"]

#: Words after which a state's name no longer belongs to the noun behind them.
_BREAKS = frozenset(
    "and or with to of the in for on at by from as but that which who is was has had will would over between against a an its".split()
)


#: Offices that a possessive doesn't place with its owner: "her counterpart" is another state's, "her deputy" no deputy of a parliament.
_OTHERS = frozenset(("Counterpart", "Member of Parliament"))


def read_names(document: Document) -> Reading:
    """The text word by word with the gazetteer's names and titles; a name that several bear goes to whom the text names otherwise."""
    text = words(document.text)
    found = list(find_names(text))
    sure = Counter(entries[0].code for _, _, entries in found if len({entry.code for entry in entries}) == 1)
    names = {start: (end, sorted(entries, key=lambda entry: -sure[entry.code])) for start, end, entries in found}
    inside = {i for start, (end, _) in names.items() for i in range(start, end) if end - start > 1}
    titles: dict[int, tuple[int, list[Title]]] = {
        start: (end, entries) for start, end, entries in find_titles(text) if not inside.issuperset(range(start, end))
    }
    return Reading(text, names, titles, {end: start for start, (end, _) in names.items()})


def find(doc: Doc, document: Document, reading: Reading) -> tuple[tuple[Mention, ...], dict[str, tuple[int, int]]]:
    """The mentions of a document by name, in order, and for each person's mention id the stretch of its whole phrase.

    Pronouns and descriptions ("the Secretary") are left to `coreference`.
    """
    phrases = find_persons(doc, reading)
    persons, stretches = _persons(document, reading, phrases)
    inside_names = {i for p in phrases for i in range(*p.name)}
    inside_phrases = {i for p in phrases for i in range(*p.phrase)}
    others = list(_named(doc, document, reading, persons, inside_names, inside_phrases))
    others += _at_home(document, reading, others)
    taken = {k for m in (*persons, *others) for k in range(m.anchor.start, m.anchor.end)}
    taken.update(k for start, end in stretches.values() for k in range(start, end))
    taken.update(k for i, (j, _) in reading.titles.items() for k in range(reading.words[i].start, reading.words[j - 1].end))
    unknown = [m for m in _from_parser(doc, document) if not taken.intersection(range(m.anchor.start, m.anchor.end))]
    return tuple(sorted((*persons, *others, *unknown), key=lambda m: (m.anchor.start, m.anchor.end))), stretches


def _persons(
    document: Document, reading: Reading, phrases: list[PersonPhrase]
) -> tuple[list[Mention], dict[str, tuple[int, int]]]:
    text, at = document.text, reading.words
    spans = [(at[p.name[0]].start, at[p.name[1] - 1].end) for p in phrases]
    people = gather([" ".join(text[a:b].split()) for a, b in spans], phrases, document.published)
    home, press = document.issuer or _dateline(document, reading), _press(document)
    for person in people:
        if person.country is None and person.offices:
            person.country = home or (press if press and _may_hold(person, press, people) else None)
    mentions, stretches = [], {}
    for phrase, (start, end), person in zip(phrases, spans, people, strict=True):
        mention = Mention(
            anchor=document.anchor(start, end),
            kind="person",
            entity=person.entity,
            name=person.name,
            country=(phrase.country.code if phrase.country else person.country) or None,
            sector=person.sector or None,
            office=" and ".join(t.office for t in phrase.titles) or (person.offices[0] if person.offices else None),
        )
        mentions.append(mention)
        stretches[mention.id] = (at[phrase.phrase[0]].start, at[phrase.phrase[1] - 1].end)
    return mentions, stretches


def home_state(document: Document, reading: Reading) -> str | None:
    """The state whose officials a text names without it: a side's own paper, a report from a capital, a state's press."""
    return document.issuer or _dateline(document, reading) or _press(document)


def _press(document: Document) -> str | None:
    """The state of a publisher, where no dateline tells that the report comes from somewhere: its press need not be at home there."""
    if document.issuer or any(zone.kind == "dateline" for zone in document.zones):
        return None
    return home_of(document.publisher)


def _may_hold(person: Person, state: str, others: Sequence[Person]) -> bool:
    """Whether somebody may be the one holder of an office of a state: a minister's or one that only one can hold, which nobody else holds."""
    held = {
        office
        for written in person.offices
        for office in offices(written)
        if sole_office(office, state) or (office.endswith("Minister") and not office.startswith("Former"))
    }
    taken = {office for o in others if o.country == state for written in o.offices for office in offices(written)}
    return bool(held) and not held & taken


def _dateline(document: Document, reading: Reading) -> str | None:
    """The state whose capital the dateline names."""
    zone = next((z for z in document.zones if z.kind == "dateline"), None)
    for start, (_, entries) in reading.names.items():
        if zone and zone.start <= reading.words[start].start < zone.end and entries[0].form == "capital":
            return entries[0].code
    return None


def _named(
    doc: Doc, document: Document, reading: Reading, persons: Sequence[Mention], names: set[int], phrases: set[int]
) -> Iterator[Mention]:
    """States, bodies, groups and places of the gazetteer, outside the names of persons."""
    at = reading.words
    for start, (end, entries) in reading.names.items():
        if names.intersection(range(start, end)):
            continue
        entry = entries[0]
        if start > 1 and at[start - 1].text == "-" and at[start - 2].text.lower() in ("al", "el"):
            continue  # the missile Al-Fatah is no party
        if entry.form == "adjective" and is_no_state(reading, start):
            continue
        place = is_place(doc, reading, start, entry)
        if (
            entry.form in ("country", "adjective", "body")
            and entry.code
            and start not in phrases
            and (held := _office(reading, end))
        ):
            last, title = held
            yield holder(persons, document.anchor(at[start].start, at[last - 1].end), entry, title)
            continue
        if entry.form in ("country", "body") and entry.code and not place and (held_by := _office_of(reading, start, phrases)):
            first, title = held_by
            yield holder(persons, document.anchor(at[first].start, at[end - 1].end), entry, title)
            continue
        if entry.form in ("country", "adjective", "capital") and not place and (found := _institution(reading, end)):
            last, name, sector, kind = found
            if not phrases.intersection(range(start, last)):
                yield _body(document, at[start].start, at[last - 1].end, entry, name, sector, kind)
                continue
        if entry.form == "adjective" and start in phrases:
            continue
        yield _mention(document, at[start].start, at[end - 1].end, entry, place=place)


def _at_home(document: Document, reading: Reading, named: Sequence[Mention]) -> list[Mention]:
    """Bodies named without their state, in capitals: the one that the text names with its state, else that of the text's own state."""
    home = document.issuer or _dateline(document, reading)
    at, out = reading.words, []
    taken = {k for m in named for k in range(m.anchor.start, m.anchor.end)}
    for start, end, kinds in _institutions().find(at):
        wording = " ".join(word.text for word in at[start:end]).lower()
        if end - start < 2 or not at[start].text[:1].isupper() or at[start].start in taken:
            continue
        owners = {m.country for m in named if m.country and m.name.lower().endswith(wording)}
        code = owners.pop() if len(owners) == 1 else home if not owners else None
        if code:
            sector, kind = kinds[0]
            out.append(_body(document, at[start].start, at[end - 1].end, state_named(code), wording, sector, kind))
    return out


def holder(persons: Sequence[Mention], anchor: Anchor, state: Name, title: Title) -> Mention:
    """Who is meant by a state or body and an office: the one person of the document who holds it, else somebody known by it alone."""
    holders = {m.entity: m for m in persons if m.country == state.code and m.office and holds(m.office, title.office)}
    if len(holders) == 1:
        return replace(next(iter(holders.values())), anchor=anchor)
    name = f"{state.name} {title.office}"
    return Mention(
        anchor=anchor,
        kind="person",
        entity="person:" + slug(name),
        name=name,
        country=state.code,
        sector=title.sector,
        office=title.office,
    )


def state_named(code: str) -> Name:
    """A state by its code, as the gazetteer has it."""
    return Name("country", code, country_names().get(code, code))


def belonging(document: Document, reading: Reading, persons: Sequence[Mention], owner: str, start: int, i: int) -> Mention | None:
    """Whom or what a possessor at offset `start` means with the words from word i: "its foreign minister", "the country's army".

    `owner` is the code of the state or body that the possessor is or acts for.
    """
    at, state = reading.words, state_named(owner)
    if i < len(at) and at[i].text in ("country", "government"):
        i += 1  # "his country's foreign minister"
    if (held := _office(reading, i)) and held[1].office not in _OTHERS:
        return holder(persons, document.anchor(start, at[held[0] - 1].end), state, held[1])
    if found := _institution(reading, i):
        last, wording, sector, kind = found
        return _body(document, start, at[last - 1].end, state, wording, sector, kind)
    return None


def _body(document: Document, start: int, end: int, state: Name, wording: str, sector: str, kind: MentionKind) -> Mention:
    name = f"{state.name} {wording}"
    prefix = "org" if kind == "organization" else "group"
    return Mention(
        anchor=document.anchor(start, end),
        kind=kind,
        entity=f"{prefix}:{slug(name)}",
        name=name,
        country=state.code,
        sector=sector,
    )


def _mention(document: Document, start: int, end: int, entry: Name, *, place: bool) -> Mention:
    anchor = document.anchor(start, end)
    if entry.form == "place" or place:
        return Mention(anchor=anchor, kind="place", entity="place:" + slug(entry.name), name=entry.name)
    if entry.form in ("country", "adjective", "capital"):
        return Mention(anchor=anchor, kind="country", entity=entry.code, name=entry.name, country=entry.code, sector="GOV")
    code = f"REB:{entry.name}" if entry.sector == "REB" else entry.code
    mention = Mention(
        anchor=anchor,
        kind="organization",
        entity="org:" + slug(entry.name),
        name=entry.name,
        country=code or None,
        sector=entry.sector or None,
    )
    return replace(mention, kind="group", entity="group:" + slug(entry.name)) if entry.group else mention


def _office_of(reading: Reading, i: int, phrases: set[int]) -> tuple[int, Title] | None:
    """The office before a state's name that stands for its holder: "the Emir of Kuwait"; first word and title."""
    at = reading.words
    k = i - 1
    while k > 0 and at[k].text.lower() in ("the", "republic", "kingdom", "state"):
        k -= 1
    if k < 1 or at[k].text != "of" or i in phrases:
        return None
    for first, (end, titles) in reading.titles.items():
        if end == k and titles[0].office and not titles[0].plural and first not in phrases:
            return first, titles[0]
    return None


def _office(reading: Reading, i: int) -> tuple[int, Title] | None:
    """The office after a state's name that stands for its holder: "Pakistan's army chief"; word after it and title."""
    at = reading.words
    if i + 1 < len(at) and at[i].text in "’'" and at[i + 1].text == "s":
        i += 2
    for k in range(i, min(i + 3, len(at))):
        if is_counterpart(at, k):
            return k + 1, Title("Counterpart", "GOV")
        if k in reading.titles:
            end, titles = reading.titles[k]
            return (end, titles[0]) if titles[0].office and not titles[0].plural else None
        if not at[k].text.islower() or k in reading.names or at[k].text in _BREAKS:
            return None
    return None


@cache
def _institutions() -> Index[tuple[str, MentionKind]]:
    kinds: dict[str, MentionKind] = {"organization": "organization", "group": "group"}
    return Index(((row["wording"], (row["sector"], kinds[row["kind"]])) for row in rows("institutions")), fold=True)


def _institution(reading: Reading, i: int) -> tuple[int, str, str, MentionKind] | None:
    """The body's common noun that follows a state's name: word after it, wording, sector, kind."""
    at = reading.words
    if i + 1 < len(at) and at[i].text in "’'" and at[i + 1].text == "s":
        i += 2
    for k in range(i, min(i + 3, len(at))):
        if hit := _institutions().at(at, k):
            sector, kind = hit[1][0]
            return k + hit[0], " ".join(w.text for w in at[i : k + hit[0]]).lower(), sector, kind
        if not at[k].text.isalpha() or k in reading.names or k in reading.titles or at[k].text.lower() in _BREAKS:
            return None
    return None


_PARSER_KINDS: dict[str, tuple[MentionKind, str]] = {
    "ORG": ("organization", "org"),
    "GPE": ("place", "place"),
    "LOC": ("place", "place"),
    "FAC": ("place", "place"),
}


@cache
def _things() -> frozenset[str]:
    """Words in capitals that name a thing, which a parser takes for a body or place."""
    return frozenset(row["word"] for row in rows("things"))


def _from_parser(doc: Doc, document: Document) -> Iterator[Mention]:
    """Bodies and places that only the parser recognises: named, but acting for nobody whom we know."""
    for entity in doc.ents:
        text = entity.text.strip()
        if entity.label_ in _PARSER_KINDS and text[:1].isupper() and "\n" not in text and not any(c in text for c in '@/“”"|'):
            kind, prefix = _PARSER_KINDS[entity.label_]
            start = entity.start_char + len(entity.text) - len(entity.text.lstrip())
            name = text.removesuffix("’s").removesuffix("'s")
            if name in _things():
                continue
            yield Mention(anchor=document.anchor(start, start + len(name)), kind=kind, entity=f"{prefix}:{slug(name)}", name=name)
