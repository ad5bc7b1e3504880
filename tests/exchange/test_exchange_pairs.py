"""The lines of code-pair: read strictly, named when odd."""

import gzip
import io
import json
from dataclasses import dataclass
from pathlib import Path

import pytest

from dragoman.errors import UsageError
from dragoman.exchange.pairs import Pair, answer, pairs

GOOD = {"id": 7, "text": "Kenya thanked Norway.", "source": [0, 5], "target": [14, 20]}


@dataclass(frozen=True)
class Coded:
    type: str
    mode: str | None
    modality: str
    trigger: tuple[int, int]


def test_lines_of_files_and_of_standard_input_in_order(tmp_path: Path) -> None:
    plain, packed = tmp_path / "a.jsonl", tmp_path / "b.jsonl.gz"
    plain.write_text(json.dumps(GOOD) + "\n\n  \n" + json.dumps({**GOOD, "id": "x", "source": None}))
    packed.write_bytes(gzip.compress(json.dumps({"text": "…"}).encode()))
    found = list(pairs([str(plain), "-", str(packed)], io.BytesIO(json.dumps({**GOOD, "id": None}).encode())))
    assert [pair.id for pair in found] == [7, "x", None, None]
    assert found[0] == Pair(7, "Kenya thanked Norway.", (0, 5), (14, 20))
    assert found[1].source is None
    assert found[3] == Pair(None, "…", None, None)


@pytest.mark.parametrize(
    "line",
    [
        b"{", b"[]", b'"text"', b"5", b"null", b'{"id": 1}', b'{"text": 5}', b'{"text": null}', b"\xff\xfe", b'{"text": "\\ud800"}',
        b'{"text": "abc", "source": [0]}', b'{"text": "abc", "source": [0, 4]}', b'{"text": "abc", "source": [2, 2]}',
        b'{"text": "abc", "source": [2, 1]}', b'{"text": "abc", "target": [-1, 2]}', b'{"text": "abc", "target": "ab"}',
        b'{"text": "abc", "target": [0, 1.5]}', b'{"text": "abc", "target": [false, true]}', b'{"text": "abc", "target": ["0", "1"]}',
        b'{"text": "abc", "target": {"start": 0, "end": 1}}', b'{"text": "abc", "target": 3}', b'{"text": 5, "source": [0, 1]}',
    ],
)  # fmt: skip
def test_an_odd_line_is_named_by_file_and_number(line: bytes, tmp_path: Path) -> None:
    path = tmp_path / "pairs.jsonl"
    path.write_bytes(json.dumps(GOOD).encode() + b"\n" + line + b"\n")
    found = pairs([str(path)], io.BytesIO())
    assert next(found).id == 7
    with pytest.raises(UsageError, match=r"pairs\.jsonl line 2: ") as raised:
        next(found)
    assert "\n" not in str(raised.value)


def test_files_that_cant_be_read(tmp_path: Path) -> None:
    cut, fake = tmp_path / "cut.gz", tmp_path / "fake.gz"
    cut.write_bytes(gzip.compress(json.dumps(GOOD).encode() * 50)[:-20])
    fake.write_bytes(b"no gzip")
    for path in (cut, fake, tmp_path / "none.jsonl", tmp_path):
        with pytest.raises(UsageError, match=f"{path}: can't be read"):
            list(pairs([str(path)], io.BytesIO()))


def test_the_answer_holds_its_words() -> None:
    (pair,) = pairs(["-"], io.BytesIO(json.dumps(GOOD).encode()))
    coded = answer(pair, Coded("SUPPORT", None, "asserted", (6, 13)))
    assert coded == {
        "id": 7,
        "type": "SUPPORT",
        "mode": None,
        "modality": "asserted",
        "trigger": {"start": 6, "end": 13, "exact": "thanked"},
    }
    assert answer(pair, None) == {"id": 7, "type": None, "mode": None, "modality": None, "trigger": None}
