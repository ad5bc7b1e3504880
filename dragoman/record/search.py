"""Full-text search: words are cut and folded here, alike for both engines, which keep and find them.

A word is a run of letters, digits and their marks; an ideograph is a word by itself, since its script puts no spaces between
words. Folding takes away case, accents and vowel points ("Perón" → "peron"), never letters.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from unicodedata import category, combining, normalize

from sqlalchemy import Connection, Integer, column, select, text

from dragoman.model import Anchor, Document
from dragoman.record import finding, schema
from dragoman.results import Filters

Term = tuple[str, ...]

#: Characters of a folded word that count, in the index as in a question: PostgreSQL refuses words over 2046 bytes.
LONGEST = 100

_MARKS = "".join(char for char in map(chr, range(0x300, 0xFE30)) if category(char)[0] == "M")
_IDEOGRAPHS = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_WORD = re.compile(rf"[{_IDEOGRAPHS}][{_MARKS}]*|(?:(?![{_IDEOGRAPHS}])[^\W_][{_MARKS}]*)+")
_TERM = re.compile(r'["“”„]([^"“”„]*)["“”]|(\S+)')

_INSERT = {
    "sqlite": "INSERT INTO document_words (rowid, words) VALUES (:number, :words)",
    "postgresql": "INSERT INTO document_words (number, words) VALUES (:number, CAST(:words AS tsvector))",
}
_MATCH = {
    "sqlite": "SELECT rowid AS number FROM document_words WHERE document_words MATCH :question",
    "postgresql": "SELECT number FROM document_words WHERE words @@ CAST(:question AS tsquery)",
}


def terms(question: str) -> list[Term]:
    """A reader's question as words and "quoted phrases", each once; a term that punctuation cuts ("al-Bashir") is a phrase."""
    found = (tuple(word for word, _, _ in _cut(match[1] or match[2] or "")) for match in _TERM.finditer(question))
    return list(dict.fromkeys(term for term in found if term))


def index(connection: Connection, number: int, document: Document) -> None:
    """Make the words of a document's title and text findable, in the transaction that adds it."""
    words = [word for word, _, _ in _cut(f"{document.title or ''}\n{document.text}")]
    connection.execute(
        text(_INSERT[connection.dialect.name]),
        {"number": number, "words": " ".join(words) if connection.dialect.name == "sqlite" else _vector(words)},
    )


def find(connection: Connection, wanted: Sequence[Term], sources: Filters, limit: int) -> list[int]:
    """The numbers of the documents whose title and text hold every term, the newest first; `sources` say when, by whom and as what they were published.

    PostgreSQL knows the order of a document's first 16,383 words only: phrases further on are found by SQLite alone.
    """
    if connection.dialect.name == "sqlite":
        question = " AND ".join(f'"{" ".join(term)}"' for term in wanted)
    else:
        phrases = (" <-> ".join(f"'{word}'" for word in term) for term in wanted)
        question = " & ".join(f"({phrase})" for phrase in phrases)
    matching = text(_MATCH[connection.dialect.name]).bindparams(question=question).columns(column("number", Integer))
    return list(
        connection.scalars(
            select(schema.documents.c.number)
            .where(schema.documents.c.number.in_(select(matching.subquery().c.number)), *finding.sourced(connection, sources))
            .order_by(*schema.NEWEST_FIRST)
            .limit(limit)
        )
    )


def hits(document: Document, wanted: Sequence[Term]) -> list[Anchor]:
    """Where the terms stand in the text, in its order; none when only the title holds them."""
    words = list(_cut(document.text))
    places = defaultdict(list)
    for place, (word, _, _) in enumerate(words):
        places[word].append(place)
    stretches = {
        (words[place][1], words[place + len(term) - 1][2])
        for term in wanted
        for place in places.get(term[0], ())
        if tuple(word for word, _, _ in words[place : place + len(term)]) == term
    }
    return [document.anchor(start, end) for start, end in sorted(stretches)]


def _cut(words: str) -> Iterator[tuple[str, int, int]]:
    for match in _WORD.finditer(words):
        if folded := _fold(match[0]):
            yield folded, match.start(), match.end()


def _fold(word: str) -> str:
    if word.isascii():
        return word.lower()[:LONGEST]
    # marks of class 0 are vowels in scripts such as Devanagari: they stay
    letters = (c for c in normalize("NFKD", word.casefold()) if c.isalnum() or (category(c)[0] == "M" and not combining(c)))
    return "".join(letters)[:LONGEST]


def _vector(words: Sequence[str]) -> str:
    """A tsvector as PostgreSQL writes it, so that no parser of its own cuts the words once more."""
    places = defaultdict(list)
    for place, word in enumerate(words, 1):
        places[word].append(str(place))
    return " ".join(f"'{word}':{','.join(found)}" for word, found in places.items())
