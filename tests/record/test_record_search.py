"""Full-text search: the reader's words are plain, and every hit is an anchor in the text."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from record_builders import told

from dragoman.record import Record

TEXTS = (
    ("2025-04-01", "The Foreign Minister’s visit to Bogotá: Perón—and al-Assad—spoke of U.S. tariffs."),
    ("2025-04-03", "Foreign ministers met. The minister, foreign to none, left. STRASSE und straße."),
    (None, "北京和莫斯科签署协议 2025。 مُحَمَّد in Ne\u0301e 🤝 हिन्दी_शब्द"),
)


@pytest.fixture
def filled(record: Record) -> Record:
    for number, (published, text) in enumerate(TEXTS):
        record.add(told(text, f"{number}.txt", published=published, title="Readout" if number else None))
    return record


@pytest.mark.parametrize(
    ("words", "hits"),
    [
        ("foreign minister", [["Foreign", "minister", "foreign"], ["Foreign", "Minister"]]),
        ('"foreign minister"', [["Foreign Minister"]]),
        ("“Foreign Minister”", [["Foreign Minister"]]),
        ('"minister foreign" strasse', [["minister, foreign", "STRASSE", "straße"]]),
        ("bogota", [["Bogotá"]]),
        ("PERÓN", [["Perón"]]),
        ("al-assad", [["al-Assad"]]),
        ("U.S.", [["U.S"]]),
        ("minister's", [["Minister’s"]]),
        ("محمد", [["مُحَمَّد"]]),
        ("née", [["Ne\u0301e"]]),
        ("莫斯科", [["莫斯科"]]),
        ("शब्द", [["शब्द"]]),
        ("readout", [[], []]),
        ("readout foreign", [["Foreign", "foreign"]]),
        ("minist", []),
        ("visit absent", []),
        ("", []),
        ("🤝 …", []),
        ('"', []),
        ("NOT", []),
        ("visit OR met", []),
        ("vis*", []),
        ("words:visit", []),
        ("visit'); DROP TABLE documents; --", []),
        ("'visit' & !tariffs | (", [["visit", "tariffs"]]),
        ("visit ^ NEAR", []),
    ],
)
def test_words_and_phrases(filled: Record, words: str, hits: list[list[str]]) -> None:
    found = filled.search(words)
    assert [[anchor.exact for anchor in anchors] for _, anchors in found] == hits
    for document, anchors in found:
        assert all(document.anchor(anchor.start, anchor.end) == anchor for anchor in anchors)


def test_the_newest_come_first_and_the_undated_last(filled: Record) -> None:
    filled.add(told("minister", "later.txt", published="2025-04-03"))
    filled.add(told("Minister.", "undated.txt"))
    assert [document.address for document, _ in filled.search("minister")] == ["later.txt", "1.txt", "0.txt", "undated.txt"]
    assert [document.address for document, _ in filled.search("minister", limit=2)] == ["later.txt", "1.txt"]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.text(max_size=30) | st.text("\"'“\\&|!():*^-+<>~ _ab\0\ud83e", max_size=12))
def test_any_words_are_a_question(filled: Record, words: str) -> None:
    for document, anchors in filled.search(words):
        assert all(document.anchor(anchor.start, anchor.end) == anchor for anchor in anchors)


def test_words_of_any_length_are_found(record: Record) -> None:
    long = "ж" * 5000
    record.add(told(f"{long} end"))
    assert [[anchor.exact for anchor in anchors] for _, anchors in record.search(long)] == [[long]]


def test_phrases_late_in_a_long_document_are_found_by_words(record: Record) -> None:
    record.add(told("so " * 20_000 + "ends it"))
    ((_, anchors),) = record.search("ends it")
    assert [anchor.exact for anchor in anchors] == ["ends", "it"]
