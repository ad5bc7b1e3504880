"""Which charge a denial answers: told together in one document, or by parties, topic and time across documents."""

import pytest

from dragoman.analysis import answers
from dragoman.extraction import extract
from dragoman.model import Document, Extraction, Quote


def read(text: str, published: str | None) -> Extraction:
    return extract(Document(address="case", text=text, published=published))


def said(text: str, published: str | None) -> list[tuple[Document, Quote]]:
    extraction = read(text, published)
    return [(extraction.document, quote) for quote in extraction.quotes]


DENIAL = "Kenya denied on Tuesday that its soldiers had crossed the border with Ethiopia."
CHARGE = "Ethiopia accused Kenya of sending soldiers across the border."


def test_a_denial_answers_what_its_own_document_tells() -> None:
    extraction = read("Ethiopia accused Kenya of closing the border. Kenya denied the charge.", "2025-03-04")
    (answer,) = answers.within(extraction).values()
    assert answer.to == extraction.quotes[0].id
    assert [words.exact for words in answer.words] == ["Ethiopia accused Kenya of closing the border"]


def test_a_document_without_answers_has_none() -> None:
    assert answers.within(read(CHARGE, "2025-03-04")) == {}


def test_a_denial_answers_the_charge_of_another_document() -> None:
    (document, denial), charges = said(DENIAL, "2025-03-04")[0], said(CHARGE, "2025-03-01")
    answer = answers.across(document, denial, charges)
    assert answer is not None
    assert (answer.to, answer.document) == (charges[0][1].id, charges[0][0])
    assert "ETH" in answer.because
    assert "KEN" in answer.because
    assert "2025-03-01" in answer.because


@pytest.mark.parametrize(
    ("charge", "published"),
    [
        (CHARGE, "2025-03-05"),
        (CHARGE, "2025-01-01"),
        (CHARGE, None),
        (CHARGE, "2025-03"),
        ("Ethiopia accused Sudan of sending soldiers across the border.", "2025-03-01"),
        ("Ethiopia accused Kenya of overfishing.", "2025-03-01"),
        ("Kenya accused Kenya of sending soldiers across the border.", "2025-03-01"),
        ("Ethiopia thanked Kenya for sending soldiers across the border.", "2025-03-01"),
    ],
    ids=["later", "long before", "undated", "a month", "another", "on another matter", "by itself", "thanks"],
)
def test_what_is_late_or_about_others_or_other_things_is_not_answered(charge: str, published: str | None) -> None:
    document, denial = said(DENIAL, "2025-03-04")[0]
    assert answers.across(document, denial, said(charge, published)) is None


def test_of_two_charges_the_nearer_in_words_is_answered() -> None:
    document, denial = said(DENIAL, "2025-03-04")[0]
    near, far = said(CHARGE, "2025-03-01"), said("Ethiopia accused Kenya of beating soldiers at the border.", "2025-03-02")
    answer = answers.across(document, denial, [*far, *near])
    assert answer is not None
    assert answer.to in {near[0][1].id, far[0][1].id}


def test_only_denials_and_rejections_answer_across_documents() -> None:
    document, thanks = said("Kenya thanked Ethiopia for keeping its soldiers from the border.", "2025-03-04")[0]
    assert answers.across(document, thanks, said(CHARGE, "2025-03-01")) is None
