"""What the package offers, and that asking a record doesn't wait for the parser."""

import subprocess
import sys
from pathlib import Path

import pytest

import dragoman
from dragoman.record import Record


def modules(code: str) -> set[str]:
    """The modules that a fresh interpreter has loaded once it has run some code."""
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", f"import sys\n{code}\nprint(*sys.modules, file=sys.stderr)"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    return set(done.stderr.split())


def test_the_product_is_a_handful_of_names() -> None:
    assert dragoman.__all__ == sorted(dragoman.__all__)
    assert len(dragoman.__all__) == 11
    assert set(dragoman.__all__) <= set(dir(dragoman))
    for name in dragoman.__all__:
        assert callable(getattr(dragoman, name))
        assert name in vars(dragoman)
    assert dragoman.compare is dragoman.pipeline.compare_documents
    with pytest.raises(AttributeError, match="module 'dragoman' has no attribute 'nonsense'"):
        _ = dragoman.nonsense
    with pytest.raises(ImportError, match="nonsense"):
        from dragoman import nonsense  # noqa: F401


def test_the_docstring_names_what_there_is() -> None:
    assert dragoman.__doc__ is not None
    named = dragoman.__doc__.split("from dragoman import ")[1].split("\n")[0].split(", ")
    assert set(named) <= set(dragoman.__all__)


def test_importing_it_loads_nothing_else() -> None:
    loaded = modules("import dragoman")
    assert {name for name in loaded if name.startswith("dragoman")} == {"dragoman"}
    assert not {"spacy", "sqlalchemy", "trafilatura", "rich"} & loaded


def test_asking_a_record_loads_no_parser(tmp_path: Path) -> None:
    path = tmp_path / "dragoman.db"
    Record.open(str(path)).close()
    asked = [
        ["timeline"],
        ["event", "0"],
        ["entities"],
        ["entity", "0"],
        ["search", "trade"],
        ["quotes"],
        ["status"],
        ["verify"],
        ["compare", "event:0"],
        ["tone", "Kenya", "Norway"],
        ["meetings"],
    ]
    calls = [["--help"], *([*words, "--record", str(path)] for words in asked)]
    code = f"import dragoman.cli\nfor words in {calls!r}:\n  try: dragoman.cli.main(words)\n  except SystemExit: pass"
    loaded = modules(code)
    assert "dragoman.pipeline" in loaded
    assert not {"spacy", "thinc", "trafilatura", "onnxruntime", "torch", "altair"} & loaded
