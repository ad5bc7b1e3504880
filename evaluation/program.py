"""The program under evaluation: questions in, the contract's JSON objects out."""

import multiprocessing
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from typing import Any

from dragoman import compare, extract, read_text
from dragoman.exchange import pairs
from dragoman.exchange.contract import as_contract, comparison_json
from dragoman.extraction import code_pair
from dragoman.model import Document
from evaluation.questions import Pair, Question, Text

#: The evaluation is to fit the two cores of a small machine.
PROCESSES = 2


def run(questions: Sequence[Question]) -> list[dict[str, Any]]:
    """The answers in the order of the questions, worked out on two fresh processes."""
    with ProcessPoolExecutor(PROCESSES, mp_context=multiprocessing.get_context("spawn")) as pool:
        return list(pool.map(answer, questions))


def answer(question: Question) -> dict[str, Any]:
    """An extraction, a coded pair or a comparison, as CONTRACT gives it."""
    if isinstance(question, Text):
        return as_contract(extract(_document(question)))
    if isinstance(question, Pair):
        return _coded(question)
    return comparison_json(compare([extract(_document(text)) for text in question.texts]))


def _coded(pair: Pair) -> dict[str, Any]:
    asked = pairs.Pair(pair.address, pair.text, pair.source, pair.target)
    return pairs.answer(asked, code_pair(pair.text, pair.source, pair.target))


def _document(text: Text) -> Document:
    return read_text(text.text, address=text.address, published=text.published)
