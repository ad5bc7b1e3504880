"""The examples of the pages, run: Python as it is, commands as they are typed, each in an empty folder that holds what a page speaks of."""

import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import chdir, contextmanager, redirect_stdout
from io import StringIO
from pathlib import Path

ROOT = Path(__file__).parents[1]
#: Columns of every answer and help text, so that they are the same wherever they are made.
WIDTH = 100

STYLE = re.compile(r"\x1b\[[0-9;]*m")
#: A file that a page gives: its name under the folder `mine`, then its words.
GIVEN = re.compile(r"^`(?P<name>mine/[^`]+)`:\n\n```\w+\n(?P<body>.*?)^```$", re.DOTALL | re.MULTILINE)
#: What runs commands one after the other, and ends with the status of the first that fails.
_ONE_AFTER_THE_OTHER = """
import json, sys
from dragoman.cli import main
for words in json.loads(sys.argv[1]):
    try:
        main(words)
    except SystemExit as ended:
        if ended.code:
            raise
    sys.stdout.write(chr(0))
    sys.stdout.flush()
"""


@contextmanager
def workplace(page: str) -> Iterator[Path]:
    """A folder of its own that holds the samples and the files that a page gives."""
    with tempfile.TemporaryDirectory(prefix="dragoman-docs-") as name:
        folder = Path(name)
        (folder / "samples").symlink_to(ROOT / "samples")
        for given in GIVEN.finditer(page):
            path = folder / given["name"]
            path.parent.mkdir(exist_ok=True)
            path.write_text(given["body"], "utf-8")
        yield folder


def python(code: str, folder: Path) -> str:
    """What some code prints that runs in a folder."""
    said = StringIO()
    with chdir(folder), redirect_stdout(said):
        exec(compile(code, "example", "exec"), {"__name__": "example"})  # noqa: S102 -- our own examples
    return said.getvalue()


def dragoman(lines: Sequence[Sequence[str]], folder: Path) -> list[str]:
    """What each of some commands prints, errors among it; one process for all, since the parser takes its time to load.

    Raises RuntimeError with all that was printed when one ends with another status than 0.
    """
    terminal = ("FORCE_COLOR", "TTY_COMPATIBLE", "TTY_INTERACTIVE", "GITHUB_ACTIONS", "PY_COLORS", "TERM")
    surroundings = {
        name: value for name, value in os.environ.items() if name not in terminal and not name.startswith("DRAGOMAN_")
    }
    done = subprocess.run(  # noqa: S603 -- this program
        [sys.executable, "-c", _ONE_AFTER_THE_OTHER, json.dumps(lines)],
        cwd=folder,
        env={**surroundings, "COLUMNS": str(WIDTH), "NO_COLOR": "1", "PYTHONIOENCODING": "utf-8"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"a command of {lines} ended with status {done.returncode}:\n{done.stdout}")
    return STYLE.sub("", done.stdout).split("\0")[:-1]
