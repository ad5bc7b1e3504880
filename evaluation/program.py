"""The program under evaluation: questions in, the contract's JSON objects out."""

import multiprocessing
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from typing import Any

from dragoman import Record, compare, extract, pipeline, read_text
from dragoman.exchange import pairs
from dragoman.exchange.contract import as_contract, comparison_json, event_json
from dragoman.extraction import code_pair
from dragoman.model import Document, Extraction
from evaluation.questions import Comparison, Pair, Question, Stories, Text

#: The evaluation is to fit the two cores of a small machine.
PROCESSES = 2


def run(questions: Sequence[Question]) -> list[dict[str, Any]]:
    """The answers in the order of the questions, worked out on two fresh processes."""
    with ProcessPoolExecutor(PROCESSES, mp_context=multiprocessing.get_context("spawn")) as pool:
        return list(pool.map(answer, questions))


def answer(question: Question) -> dict[str, Any]:
    """An extraction, a coded pair, a comparison or a timeline, as CONTRACT gives it, or groups of addresses."""
    if isinstance(question, Text):
        return as_contract(extract(_document(question)))
    if isinstance(question, Pair):
        return _coded(question)
    if isinstance(question, Comparison):
        return comparison_json(compare([extract(_document(text)) for text in question.texts]))
    with Record.open("sqlite://") as record:
        if isinstance(question, Stories):
            for text in question.texts:
                record.add(Extraction(_document(text)))
            return {"stories": [[document.address for document in story] for story in pipeline.stories(record)]}
        for text in question.texts:
            record.add(extract(_document(text)))
        pipeline.resolve(record)
        return {"events": [event_json(event, {}) for event in pipeline.events(record)]}


def _coded(pair: Pair) -> dict[str, Any]:
    asked = pairs.Pair(pair.address, pair.text, pair.source, pair.target)
    return pairs.answer(asked, code_pair(pair.text, pair.source, pair.target))


def _document(text: Text) -> Document:
    told = {"published": text.published, "publisher": text.publisher, "title": text.title, "issuer": text.issuer}
    return read_text(text.text, address=text.address, **told)
