"""Databases that can't be opened, and what is said of them: one line, with what to do next."""

import sqlite3
from dataclasses import replace
from pathlib import Path

import psycopg
import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from record_builders import told
from sqlalchemy import text

from dragoman.errors import RecordError
from dragoman.model import Count
from dragoman.record import Record
from dragoman.record.opening import VERSION_TABLE, _config
from dragoman.record.schema import metadata


def refusal(address: str) -> str:
    """What opening says, which is one line."""
    with pytest.raises(RecordError) as raised:
        Record.open(address)
    assert "\n" not in str(raised.value)
    return str(raised.value)


def test_a_record_is_found_again(address: str) -> None:
    with Record.open(address) as record:
        record.add(told("[PAK Dar] left"))
    with Record.open(address) as record:
        assert record.counts()["mentions"] == 1


def test_the_migrations_make_the_schema(record: Record) -> None:
    with record._engine.connect() as connection:
        options = {
            "version_table": VERSION_TABLE,
            "compare_type": lambda *types: types[-2].compile(connection.dialect) != types[-1].compile(connection.dialect),
            "include_name": lambda name, kind, _: not (kind == "table" and name.startswith("document_words")),
        }
        assert compare_metadata(MigrationContext.configure(connection, opts=options), metadata) == []


def test_an_older_record_is_brought_up_to_date(address: str) -> None:
    with Record.open(address) as record:
        record.add(told("[PAK Dar] [CONSULT:phone called] [USA Marco Rubio]. [IND Jaishankar] [ACCUSE blamed] [PAK Islamabad]."))
        with record._engine.begin() as connection:
            config = _config()
            config.attributes["connection"] = connection
            command.downgrade(config, "0001")
            connection.execute(text("UPDATE claims SET size = :size"), {"size": '{"dead": 26}'})
            known = 'INSERT INTO judgements (id, "left", "right", verdict, by, because, made, undone) VALUES '
            said = "'same', 'rule:names', 'Ishaq Dar is called Foreign Minister of Pakistan on 2025-04-07', '2025-05-01', '2025-05-02'"
            connection.execute(text(f"{known} ('judgement:1', 'mention:a', 'mention:b', {said})"))
    with Record.open(address) as record:
        assert not record.resolved()
        (undone,) = record.judgements()
        assert (undone.by, undone.undone) == ("rule:offices", True)
        with record.resolving() as work:
            work.rule([replace(undone, undone=False, because="anew")], [])
        assert [(j.because, j.undone) for j in record.judgements()] == [("anew", True)]
        assert record.quotes() == []
        claims = [telling.claim for telling in record.tellings()]
        assert len(claims) == 2
        for claim in claims:
            assert claim.counts == (Count("dead", 26, 26, claim.trigger),)


def test_a_newer_record_is_left_alone(address: str) -> None:
    with Record.open(address) as record, record._engine.begin() as connection:
        connection.execute(text(f"UPDATE {VERSION_TABLE} SET version_num = '9999'"))
    assert "was made by a newer Dragoman (revision 9999); update Dragoman" in refusal(address)


def test_a_database_of_another_program_is_left_alone(address: str) -> None:
    if address.startswith("postgresql"):
        with psycopg.connect(address, autocommit=True) as connection:
            connection.execute("CREATE TABLE theirs (id INTEGER)")
    else:
        with sqlite3.connect(address) as theirs:
            theirs.execute("CREATE TABLE theirs (id INTEGER)")
        theirs.close()
    assert "no record of Dragoman; choose another database" in refusal(address)


def test_paths_where_no_record_can_be(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("These are notes, not a database. " * 40)
    (tmp_path / "empty.db").touch()
    assert refusal(str(tmp_path)) == f"{tmp_path}: is a folder; name a file in it, such as {tmp_path / 'dragoman.db'}"
    assert "there is no folder" in refusal(str(tmp_path / "missing" / "dragoman.db"))
    assert refusal(str(tmp_path / "notes.txt")).endswith("is no SQLite database; choose another file")
    Record.open(str(tmp_path / "empty.db")).close()


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("mysql://me:secret@host/x", "mysql://me:***@host/x: a record is kept in SQLite or PostgreSQL"),
        ("oracle+what://me:secret@host/x", "a record is kept in SQLite or PostgreSQL"),
        ("://", "this is no database URL"),
        ("postgresql://me:secret@host:port/x", "this is no database URL"),
        ("postgresql://me:secret@/x?host=/nowhere", "No such file or directory"),
    ],
)
def test_urls_where_no_record_can_be(address: str, said: str) -> None:
    message = refusal(address)
    assert said in message
    assert "secret" not in message


def test_a_missing_database_is_named(postgresql: str) -> None:
    assert 'database "nowhere" does not exist' in refusal(postgresql.replace("/postgres?", "/nowhere?"))


def test_a_damaged_record_is_named(tmp_path: Path) -> None:
    path = tmp_path / "dragoman.db"
    with Record.open(str(path)) as record:
        record.add(told("[PAK Dar] left"))
    whole = path.read_bytes()
    path.write_bytes(whole[:4096] + b"\xff" * (len(whole) - 4096))
    assert refusal(str(path)) == f"{path}: is damaged; restore it from a copy, or make a new record and add the documents again"


def test_a_locked_record_is_named(tmp_path: Path) -> None:
    path = tmp_path / "dragoman.db"
    Record.open(str(path)).close()
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with Record.open(f"sqlite:///{path}?timeout=0.1") as record:
        assert record.counts()["documents"] == 0
        with pytest.raises(RecordError, match=r"dragoman.db: is locked by another program; try again"):
            record.add(told("[PAK Dar] left"))
        other.close()
        assert record.add(told("[PAK Dar] left"))


def test_a_record_that_may_only_be_read_is_read(tmp_path: Path) -> None:
    path = tmp_path / "dragoman.db"
    with Record.open(str(path)) as record:
        record.add(told("[PAK Dar] left"))
    with Record.open(f"sqlite:///file:{path}?mode=ro&uri=true") as record:
        assert record.counts()["documents"] == 1
        with pytest.raises(RecordError, match=r"dragoman.db: can't be written; give yourself the right"):
            record.add(told("[USA Rubio] left"))
