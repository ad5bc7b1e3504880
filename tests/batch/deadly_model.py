"""A spaCy pipeline that fails on one word and brings down its process on another."""

import importlib
import os

from spacy.language import Language
from spacy.tokens import Doc

from dragoman.extraction import DEFAULT_MODEL


@Language.component("deadly")
def _read(doc: Doc) -> Doc:
    if "earthquake" in doc.text:
        os._exit(1)
    if "eclipse" in doc.text:
        raise ValueError("no words for this")
    return doc


def load() -> Language:
    """The usual pipeline with the deadly step first."""
    nlp: Language = importlib.import_module(DEFAULT_MODEL).load()
    nlp.add_pipe("deadly", first=True)
    return nlp
