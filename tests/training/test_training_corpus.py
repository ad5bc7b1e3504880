"""The labelled texts that the tagger learns from: well-formed, ours, and divided once and for all."""

import re
from collections import Counter
from pathlib import Path

import pytest

from dragoman.extraction.tagger import ACTS
from dragoman.extraction.tags import Speech
from training.corpus import Labelled, held_out, parse, read_attributions, read_folder, share_of
from training.figures import figures

TEXTS = Path(__file__).parents[2] / "training" / "texts"
DOCUMENTS = list(read_folder(TEXTS))


def test_reads_tags_into_stretches() -> None:
    found = parse(
        "x",
        "<s 1,2>Ruto</s> <c 1 urge>urged</c> Juba <q 1>to talk</q> and <c 2 say>said</c> <q 2>Kenya would <e 3 AID asserted>help</e></q>.",
    )
    assert found.text == "Ruto urged Juba to talk and said Kenya would help."
    words = [(found.text[slice(*q.speaker[0])], q.act, [found.text[slice(*s)] for s in q.content]) for q in found.quotes]
    assert words == [("Ruto", "urge", ["to talk"]), ("Ruto", "say", ["Kenya would help"])]


@pytest.mark.parametrize("tagged", ["<q 1>open", "shut</q>", "<s 1><q 1>crossed</s></q>"])
def test_a_tag_that_does_not_fit_is_named_with_its_document(tagged: str) -> None:
    with pytest.raises(ValueError, match="voa-1"):
        parse("voa-1", tagged)


def test_there_are_many_texts_each_named_once() -> None:
    assert len(DOCUMENTS) >= 540
    assert len({document.id for document in DOCUMENTS}) == len(DOCUMENTS)
    assert sum(len(document.quotes) for document in DOCUMENTS) >= 3_000
    assert all(document.own for document in DOCUMENTS)


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document.id)
def test_every_text_is_labelled_by_the_rules(document: Labelled) -> None:
    text = document.text
    assert not re.search(r"</?[a-z]\b[^>]*>", text)
    for quote in document.quotes:
        assert quote.cue or quote.speaker, "nobody says it"
        assert quote.act in ACTS
        stretches = [*quote.content, *quote.speaker, *([quote.cue] if quote.cue else [])]
        assert all(text[a:b].strip() == text[a:b] != "" for a, b in stretches)
        assert not any(a < quote.cue[1] and quote.cue[0] < b for a, b in quote.content if quote.cue)


def test_all_acts_are_taught() -> None:
    acts = Counter(quote.act for document in DOCUMENTS for quote in document.quotes)
    assert min(acts[act] for act in ACTS) >= 20


def test_an_eighth_is_held_out_and_parts_grow() -> None:
    names = [f"voa-{number:08x}" for number in range(4000)]
    assert 0.11 < sum(map(held_out, names)) / len(names) < 0.14
    half, quarter = share_of(DOCUMENTS, 0.5), share_of(DOCUMENTS, 0.25)
    assert set(quarter) < set(half) < set(DOCUMENTS)
    assert 0.4 < len(half) / len(DOCUMENTS) < 0.6


def test_figures_count_words_quotes_and_acts(tmp_path: Path) -> None:
    document = parse("x", "<s 1>Ruto</s> <c 1 urge>urged</c> Juba <q 1>to talk now</q>.")
    quote = document.quotes[0]
    assert quote.cue
    perfect = Speech(content=quote.content, act="urge", speaker=quote.speaker[0], cue=quote.cue)
    assert set(figures([document], lambda _: [perfect]).values()) == {1.0}
    nothing = figures([document], lambda _: [])
    assert set(nothing.values()) == {0.0}
    start = quote.content[0][0]
    part = Speech(content=((start, start + 7),), act="say", speaker=quote.speaker[0], cue=quote.cue)
    found = figures([document], lambda _: [part])
    assert found["content"] == pytest.approx(0.8)
    assert (found["quotes"], found["act"]) == (1.0, 0.0)


def test_reads_attributions_of_another_kind(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(
        '{"text": "Ruto said no", "attributions": [{"source": [[0, 4]], "cue": [[5, 9]], "content": [[10, 12]]}]}\n', "utf-8"
    )
    (document,) = read_attributions(path)
    assert document.quotes[0].cue == (5, 9)
