"""Which of a document's persons are one: full names, surnames, spellings, and the table of people of public life."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field

from rapidfuzz.distance import JaroWinkler

from dragoman.extraction.entities.names import Office, Title, known_people
from dragoman.extraction.entities.phrases import PersonPhrase

__all__ = ["Person", "gather", "holds", "is_surname", "name_parts", "slug"]

#: Name particles and suffixes that two spellings of one name may have or lack.
_LOOSE = frozenset(
    "al el bin ibn bint ben abu abd ul ur de da do dos del della di der den van von zu la le ter jr sr ii iii iv".split()
)
#: Below this Jaro-Winkler likeness two name parts are two names (Zelensky and Zelenskyy .98, Mohammed and Mohammad .95, Biden and Bilden .9).
_ALIKE = 0.93


@dataclass(slots=True)
class Person:
    """One person of a document while its mentions are being gathered."""

    name: str
    parts: tuple[str, ...]
    country: str | None = None
    sector: str | None = None
    offices: list[str] = field(default_factory=list)
    known: bool = False

    @property
    def entity(self) -> str:
        """`person:` and the name in plain letters."""
        return "person:" + slug(self.name)


def slug(name: str) -> str:
    """A name in lower-case letters of its script without marks, words joined by hyphens: `Evo Morales` → `evo-morales`."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c)).casefold()
    return re.sub(r"[^\w]+", "-", plain).strip("-_") or "unnamed"


def holds(office: str, wanted: str) -> bool:
    """Whether an office may be shortened to a title: "Secretary of State" to "Secretary", "Foreign Minister" to "Minister".

    Never "Vice President" to "President". Several offices of one person are joined with "and"; all that are wanted must be held.
    """
    held = office.split(" and ")
    return all(any(_shortens(one, title) for one in held) for title in wanted.split(" and "))


def _shortens(office: str, title: str) -> bool:
    if office == title or office.startswith(title + " "):
        return True
    return title == "Minister" and office.endswith(" Minister") and office != "Prime Minister"


def name_parts(name: str) -> tuple[str, ...]:
    """The parts of a name that tell people apart: no initials, particles or suffixes; hyphens kept inside a part's neighbours."""
    parts = [part for part in slug(name).split("-") if len(part) > 1 and part not in _LOOSE]
    return tuple(parts or slug(name).split("-"))


def gather(names: Sequence[str], phrases: Sequence[PersonPhrase], published: str | None) -> list[Person]:
    """For each mention of a person, in order, the one person of the document that it names.

    `names[i]` are the words of `phrases[i]`. Full names come first; a shorter name joins the one person whom it fits, else a known
    holder of public office, else stands alone: a name that fits two people is resolved to neither.
    """
    people: list[Person] = []
    out: dict[int, Person] = {}
    order = sorted(range(len(names)), key=lambda i: (-len(name_parts(names[i])), i))
    for i in order:
        parts, titles = name_parts(names[i]), phrases[i].titles
        fits = [p for p in people if _fits(parts, p.parts)]
        if len(fits) > 1:
            fits = _closest(fits, parts, phrases[i])
        if len(fits) > 1:
            person = Person(names[i], parts)  # it fits two: neither
            people.append(person)
        elif len(fits) == 1 and not _clash(fits[0], phrases[i]):
            person = fits[0]
        else:
            person = _known(names[i], parts, titles, phrases[i], published) or Person(names[i], parts)
            same = next((p for p in people if p.entity == person.entity and not _clash(p, phrases[i])), None)
            if same is None:
                people.append(person)
            person = same or person
        out[i] = person
        _learn(person, phrases[i])
    return [out[i] for i in range(len(names))]


def _fits(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Whether a name may be a shorter form or another spelling of a fuller one."""
    if len(short) > len(full):
        return False
    if len(short) == 1:
        return _alike(short[0], full[-1]) or _alike(short[0], full[0])
    return all(any(_alike(part, other) for other in full) for part in short) and (
        _alike(short[-1], full[-1]) or short[0] == full[0]
    )


def _alike(a: str, b: str) -> bool:
    return a == b or (min(len(a), len(b)) > 3 and JaroWinkler.similarity(a, b) >= _ALIKE)


def _closest(fits: list[Person], parts: tuple[str, ...], phrase: PersonPhrase) -> list[Person]:
    """Of several people whom a name fits, those whom its surname, country or title fits better."""
    for better in (
        [p for p in fits if _alike(parts[-1], p.parts[-1])],
        [p for p in fits if phrase.country and p.country == phrase.country.code],
        [p for p in fits if any(t.office in p.offices for t in phrase.titles)],
    ):
        if len(better) == 1:
            return better
    return fits


def _clash(person: Person, phrase: PersonPhrase) -> bool:
    return bool(phrase.country and person.country and phrase.country.code != person.country)


def _known(
    name: str, parts: tuple[str, ...], titles: Sequence[Title], phrase: PersonPhrase, published: str | None
) -> Person | None:
    """The person of public life whom a name means: by full name, or by surname when country or office single one out."""
    terms = known_people().get(name.casefold()) or known_people().get(" ".join(parts))
    if not terms:
        terms = tuple(
            term for term in _by_surname().get(parts[-1], ()) if len(parts) == 1 or _fits(parts, name_parts(term.person))
        )
        if phrase.country:
            terms = tuple(t for t in terms if t.country == phrase.country.code)
        if titles:
            terms = tuple(
                t for t in terms if any(holds(t.office, title.office) or holds(title.office, t.office) for title in titles)
            )
        terms = tuple(t for t in terms if _initials_fit(name, t.person))
    elif phrase.country and phrase.country.form != "body":
        terms = tuple(t for t in terms if t.country == phrase.country.code)
    if published and len({t.person for t in terms}) > 1:
        terms = tuple(t for t in terms if _in_office(t, published)) or terms
    if len({t.person for t in terms}) != 1:
        return None
    year = published or ""
    term = next((t for t in reversed(terms) if year and _in_office(t, year)), terms[-1])
    return Person(term.person, name_parts(term.person), term.country, term.sector or None, known=True)


def _initials_fit(name: str, full: str) -> bool:
    """Whether a name's first initial may be the full name's: P.K. Mishra isn't Brajesh Mishra."""
    initial = next((part for part in slug(name).split("-")[:1] if len(part) == 1), "")
    return slug(full).startswith(initial)


def _in_office(term: Office, day: str) -> bool:
    """Whether a term may cover a day, compared at the precision of its bounds."""
    return (not term.since or term.since <= day[: len(term.since)]) and (not term.until or term.until >= day[: len(term.until)])


def _by_surname() -> dict[str, tuple[Office, ...]]:
    if not _SURNAMES:
        gathered: dict[str, dict[Office, None]] = {}
        for terms in known_people().values():
            for term in terms:
                own = name_parts(term.person)
                for part in {own[-1], own[0]} if term.country in _FAMILY_NAME_FIRST else {own[-1]}:
                    gathered.setdefault(part, {})[term] = None
        _SURNAMES.update({part: tuple(terms) for part, terms in gathered.items()})
    return _SURNAMES


_SURNAMES: dict[str, tuple[Office, ...]] = {}
_FAMILY_NAME_FIRST = frozenset(("CHN", "TWN", "HKG", "KOR", "PRK", "VNM", "KHM", "HUN", "SGP"))


def is_surname(word: str, country: str) -> bool:
    """Whether somebody of public life who has served a state bears a surname."""
    return any(term.country == country for term in _by_surname().get(slug(word), ()))


def _learn(person: Person, phrase: PersonPhrase) -> None:
    """What one mention tells of its person. A state or body that the text names goes before the one that the table knows."""
    if phrase.country and (person.country is None or person.known):
        person.country, person.known = phrase.country.code, False
    for title in phrase.titles:
        if title.office not in person.offices:
            person.offices.append(title.office)
        person.sector = person.sector or title.sector or None
