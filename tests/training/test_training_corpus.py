"""The labelled texts that the tagger learns from: well-formed, ours, and divided once and for all."""

import re
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import get_args

import pytest

from dragoman.codebook import PLOVER
from dragoman.extraction.tagger.network import ACTS
from dragoman.extraction.tags import Act, Speech, Tags
from dragoman.model import Modality
from training.corpus import Labelled, held_out, parse, read_attributions, read_folder, share_of
from training.figures import figures

TEXTS = Path(__file__).parents[2] / "training" / "texts"
DOCUMENTS = list(read_folder(TEXTS))
SPEECH = [document for document in DOCUMENTS if document.quotes is not None]
ACTS_TOLD = [document for document in DOCUMENTS if document.acts is not None]


def test_reads_tags_into_stretches() -> None:
    found = parse(
        "x",
        "<s 1,2>Ruto</s> <c 1 urge>urged</c> Juba <q 1>to talk</q> and <c 2 say>said</c> <q 2>Kenya would <e 3 AID asserted>help</e></q>.",
    )
    assert found.text == "Ruto urged Juba to talk and said Kenya would help."
    words = [(found.text[slice(*q.speaker[0])], q.act, [found.text[slice(*s)] for s in q.content]) for q in found.quotes or ()]
    assert words == [("Ruto", "urge", ["to talk"]), ("Ruto", "say", ["Kenya would help"])]


def test_reads_acts_with_the_roles_of_their_own_sentence() -> None:
    found = parse(
        "x",
        "<a 1>Mr. Sang</a> <e 1 COERCE.arrest asserted>arrested</e> <r 1>a U.S. envoy</r> on <w 1>Monday</w>. "
        "The <e 1 COERCE.arrest asserted>arrest</e> of <r 1>the envoy</r> in <l 1>Juba</l> was condemned.",
    )
    first, second = found.acts or ()
    shown = [
        [found.text[a:b] for a, b in (told.trigger, *told.actors, *told.recipients, *told.times, *told.places)]
        for told in (first, second)
    ]
    assert shown == [["arrested", "Mr. Sang", "a U.S. envoy", "Monday"], ["arrest", "the envoy", "Juba"]]
    assert (first.type, first.mode, first.modality) == ("COERCE", "arrest", "asserted")


@pytest.mark.parametrize("tagged", ["<q 1>open", "shut</q>", "<s 1><q 1>crossed</s></q>"])
def test_a_tag_that_does_not_fit_is_named_with_its_document(tagged: str) -> None:
    with pytest.raises(ValueError, match="voa-1"):
        parse("voa-1", tagged)


def test_there_are_many_texts_each_named_once() -> None:
    assert len(DOCUMENTS) >= 540
    assert len({document.id for document in DOCUMENTS}) == len(DOCUMENTS)
    assert sum(len(document.quotes or ()) for document in SPEECH) >= 3_000
    assert len(ACTS_TOLD) >= 3_000
    assert all(document.own for document in DOCUMENTS)


@pytest.mark.parametrize("document", SPEECH, ids=lambda document: document.id)
def test_every_text_is_labelled_by_the_rules(document: Labelled) -> None:
    text = document.text
    assert not re.search(r"</?[a-z]\b[^>]*>", text)
    for quote in document.quotes or ():
        assert quote.cue or quote.speaker, "nobody says it"
        assert quote.act in ACTS
        stretches = [*quote.content, *quote.speaker, *([quote.cue] if quote.cue else [])]
        assert all(text[a:b].strip() == text[a:b] != "" for a, b in stretches)
        assert not any(a < quote.cue[1] and quote.cue[0] < b for a, b in quote.content if quote.cue)


def test_all_acts_are_taught() -> None:
    acts = Counter(quote.act for document in SPEECH for quote in document.quotes or ())
    assert min(acts[act] for act in ACTS) >= 20


def test_every_line_of_acts_is_labelled_by_the_rules() -> None:
    wrong = []
    for document in ACTS_TOLD:
        for told in document.acts or ():
            stretches = [told.trigger, *told.actors, *told.recipients, *told.times, *told.places]
            known = told.type in PLOVER and told.mode in (None, *PLOVER[told.type]) and told.modality in get_args(Modality)
            if not known or any(document.text[a:b].strip() != document.text[a:b] or a == b for a, b in stretches):
                wrong.append((document.id, told))
    assert not wrong
    assert not [document.id for document in ACTS_TOLD if re.search(r"[<>]", document.text)]


def test_all_types_modes_and_modalities_are_taught() -> None:
    told = [act for document in ACTS_TOLD for act in document.acts or ()]
    types, modes, modalities = (
        Counter(values) for values in zip(*((a.type, (a.type, a.mode), a.modality) for a in told), strict=True)
    )
    assert min(types[type_] for type_ in PLOVER) >= 90
    assert min(modes[type_, mode] for type_, own in PLOVER.items() for mode in own) >= 5
    assert min(modalities[modality] for modality in get_args(Modality)) >= 150


def test_an_eighth_is_held_out_and_parts_grow() -> None:
    names = [f"voa-{number:08x}" for number in range(4000)]
    assert 0.11 < sum(map(held_out, names)) / len(names) < 0.14
    half, quarter = share_of(DOCUMENTS, 0.5), share_of(DOCUMENTS, 0.25)
    assert set(quarter) < set(half) < set(DOCUMENTS)
    assert 0.4 < len(half) / len(DOCUMENTS) < 0.6


def test_figures_count_words_quotes_and_acts(tmp_path: Path) -> None:
    document = replace(parse("x", "<s 1>Ruto</s> <c 1 urge>urged</c> Juba <q 1>to talk now</q>."), acts=None)
    (quote,) = document.quotes or ()
    assert quote.cue
    perfect = Speech(content=quote.content, act="urge", speaker=quote.speaker[0], cue=quote.cue)
    assert set(figures([document], lambda _: Tags((perfect,))).values()) == {1.0}
    nothing = figures([document], lambda _: Tags())
    assert set(nothing.values()) == {0.0}
    start = quote.content[0][0]
    part = Speech(content=((start, start + 7),), act="say", speaker=quote.speaker[0], cue=quote.cue)
    found = figures([document], lambda _: Tags((part,)))
    assert found["content"] == pytest.approx(0.8)
    assert (found["quotes"], found["act"]) == (1.0, 0.0)


def test_figures_count_triggers_types_and_roles() -> None:
    line = "<a 1>Chad</a> <e 1 AID asserted>sent rice</e> to <r 1>Mali</r>."
    document = replace(parse("x", line), quotes=None)
    (told,) = document.acts or ()
    perfect = Act(trigger=told.trigger, type="AID", modality="asserted", actors=told.actors, recipients=told.recipients)
    found = figures([document], lambda _: Tags(acts=(perfect,)))
    assert set(found) == {"triggers", "types", "mode", "modality", "actors", "recipients"}
    assert set(found.values()) == {1.0}
    swapped = replace(perfect, actors=told.recipients, recipients=told.actors, modality="planned")
    found = figures([document], lambda _: Tags(acts=(swapped,)))
    assert (found["types"], found["actors"], found["modality"]) == (1.0, 0.0, 0.0)
    found = figures([document], lambda _: Tags(acts=(replace(perfect, type="AGREE"),)))
    assert (found["triggers"], found["types"]) == (1.0, 0.0)
    assert figures([document], lambda _: Tags(acts=(replace(perfect, certainty=0.3),)))["triggers"] == 0.0


def test_reads_attributions_of_another_kind(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(
        '{"text": "Ruto said no", "attributions": [{"source": [[0, 4]], "cue": [[5, 9]], "content": [[10, 12]]}]}\n', "utf-8"
    )
    (document,) = read_attributions(path)
    assert document.acts is None
    assert [quote.cue for quote in document.quotes or ()] == [(5, 9)]
