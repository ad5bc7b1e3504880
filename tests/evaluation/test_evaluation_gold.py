import json
from hashlib import sha256
from pathlib import Path

import pytest

from evaluation.measures.invariants import ACTS, EDTF, MANNERS, MODALITIES, MODES
from evaluation.measures.parties import REBELS
from evaluation.sets import HERE

PATHS = sorted((HERE / "gold").glob("*.json"))


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_our_gold_stands_in_its_text(path: Path) -> None:
    gold, text = json.loads(path.read_text("utf-8")), path.with_suffix(".txt").read_text("utf-8")
    assert "sample" in gold["note"]
    assert gold["sha256"] == sha256(text.encode()).hexdigest()
    for claim in gold["claims"]:
        for telling in (claim, *claim.get("also", [])):
            assert text.startswith(telling["trigger"], telling["at"])
        assert claim["mode"] in MODES[claim["type"]]
        assert claim["modality"] in MODALITIES
        assert claim["edtf"] is None or EDTF.fullmatch(claim["edtf"])
        assert all(code.startswith(REBELS) or len(code) == 3 for code in (*claim["actors"], *claim["recipients"]))
        assert claim["actors"]
    for quote in gold["quotes"]:
        for part in ("speaker", "cue", "content"):
            assert text.startswith(quote[part], quote[f"{part}_at"])
        assert quote["act"] in ACTS
        assert quote["manner"] in MANNERS
