"""What is added comes back, once, and only when it holds together."""

import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from record_builders import extractions, told

from dragoman.errors import DocumentError
from dragoman.model import Anchor, Extraction
from dragoman.record import Record

CALL = "[PAK Ishaq Dar] [CONSULT:phone called] [USA Marco Rubio], who said that [say:trade tariffs would fall]."


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(extraction=extractions())
def test_any_extraction_comes_back_equal_and_only_once(record: Record, extraction: Extraction) -> None:
    record.add(extraction)
    before = record.counts()
    assert record.add(extraction) is False
    assert record.counts() == before
    if record.addresses(extraction.document.id) == (extraction.document.address,):
        again = record.extraction(extraction.document.id)
        # a document drawn twice with another title or other zones is the one that came first
        if again.document == extraction.document and again.mentions == extraction.mentions:
            assert again == extraction
    assert list(record.verify()) == []
    record.search(extraction.document.text)
