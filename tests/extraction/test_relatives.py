"""Denials in clauses that hang on the charge: read, and pointed at what they answer."""

import pytest

from dragoman.extraction import extract
from dragoman.model import Document, Quote


def denial(text: str) -> tuple[Quote, str | None]:
    """The denial in a text, and the words that it answers."""
    found = extract(Document(address="case", text=text))
    quote = next(q for q in found.quotes if q.act in ("deny", "reject"))
    said = {q.id: q.content[0].exact for q in found.quotes} | {c.id: c.trigger.exact for c in found.claims}
    return quote, said.get(quote.denies or "")


@pytest.mark.parametrize(
    ("text", "country", "content"),
    [
        ("Khartoum accused Chad of letting arms through, a charge that N'Djamena denies.", "TCD", "a charge"),
        ("Lima accused Bogota of moving a border stone, an allegation Bogota dismissed.", "COL", "an allegation"),
        ("Vanuatu accused France of mapping Hunter Island in secret, which Paris denied.", "FRA", "which"),
        ("Baku accused Yerevan of firing on a patrol, an accusation that Armenia rejects.", "ARM", "an accusation"),
    ],
)
def test_a_clause_that_hangs_on_a_charge_denies_it(text: str, country: str, content: str) -> None:
    quote, answered = denial(text)
    assert quote.country == country
    assert quote.content[0].exact == content
    assert answered


def test_what_nobody_said_is_not_denied() -> None:
    found = extract(Document(address="case", text="Mongolia praised the visa that Poland denied to the smuggler."))
    assert not [q for q in found.quotes if q.content[0].exact == "the visa"]
