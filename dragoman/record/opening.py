"""Open a database, bring its schema up to date, and say in one line what is wrong with it when something is."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from sqlite3 import Connection as SQLiteConnection
from sqlite3 import OperationalError

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import URL, Connection, Engine, create_engine, event, func, inspect, make_url, select
from sqlalchemy.exc import ArgumentError, StatementError
from sqlalchemy.pool import ConnectionPoolEntry

from dragoman.errors import RecordError, UsageError

#: The table that says which revision of our schema a database has; where it is missing, the database is not ours.
VERSION_TABLE = "dragoman_revision"

#: Seconds that a writer waits for another writer on the same SQLite file.
PATIENCE = 30
_PAUSE = 0.02

#: Any number that no other program takes for its advisory lock: it keeps two programs from making one schema at once.
_MIGRATION_LOCK = 0x4452_4147

_ADVICE = {
    "SQLITE_BUSY": "is locked by another program; try again when that has finished",
    "SQLITE_LOCKED": "is locked by another program; try again when that has finished",
    "SQLITE_READONLY": "can't be written; give yourself the right to write the file and its folder, or work on a copy",
    "SQLITE_PERM": "can't be written; give yourself the right to write the file and its folder, or work on a copy",
    "SQLITE_CANTOPEN": "can't be opened; check its name and your rights to the file and its folder",
    "SQLITE_NOTADB": "is no SQLite database; choose another file",
    "SQLITE_CORRUPT": "is damaged; restore it from a copy, or make a new record and add the documents again",
    "SQLITE_FULL": "has no more space on its disk; free some and try again",
    "SQLITE_IOERR": "can't be read or written by its disk; check the disk and try again",
}


def connect(address: str) -> Engine:
    """An engine for a path (SQLite) or a database URL. Raises RecordError when there can be no database at that address."""
    url = _url(address)
    try:
        if url.get_backend_name() == "postgresql":
            return create_engine(url.set(drivername="postgresql+psycopg"), pool_pre_ping=True)
        engine = create_engine(url, connect_args={} if "timeout" in url.query else {"timeout": PATIENCE})
    except ImportError:
        raise RecordError(f"{place(url)}: PostgreSQL needs its driver; install dragoman[postgres]") from None
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def place(url: URL) -> str:
    """A database as messages name it: the path, or the URL without its password."""
    if url.get_backend_name() == "sqlite" and url.database:
        return url.database
    return url.set(drivername=url.get_backend_name()).render_as_string(hide_password=True)


@contextmanager
def transaction(engine: Engine, *, writes: bool = False) -> Iterator[Connection]:
    """A connection in a transaction, committed at the end, rolled back on an exception.

    Raises RecordError when the database refuses, UsageError when a question holds text that no record can hold.
    """
    try:
        with engine.connect().execution_options(writes=writes) as connection, connection.begin():
            yield connection
    except StatementError as error:
        if reason := unstorable(error):
            raise UsageError(f"the question {reason}") from None
        raise RecordError(f"{place(engine.url)}: {_refusal(error.orig or error)}") from error


def unstorable(error: StatementError) -> str | None:
    """Why text can't be kept, when it was the text (and not the database) that a statement failed for."""
    if isinstance(error.orig, ValueError):
        return str(error.orig)
    if getattr(error.orig, "sqlite_errorname", None) == "SQLITE_TOOBIG" or getattr(error.orig, "sqlstate", None) == "54000":
        return "is longer than the database can hold"
    return None


def migrate(engine: Engine) -> None:
    """Create the schema or bring it up to date, once however many programs open the database at the same time.

    Raises RecordError when the database is not ours or was made by a newer Dragoman.
    """
    script = ScriptDirectory.from_config(_config())
    with transaction(engine) as connection:
        if _revision(connection, script) == script.get_current_head():
            return
    with transaction(engine, writes=True) as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(select(func.pg_advisory_xact_lock(_MIGRATION_LOCK)))
        if _revision(connection, script) != script.get_current_head():
            config = _config()
            config.attributes["connection"] = connection
            command.upgrade(config, "head")


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", "dragoman.record:migrations")
    return config


def _revision(connection: Connection, script: ScriptDirectory) -> str | None:
    where = place(connection.engine.url)
    revision = MigrationContext.configure(connection, opts={"version_table": VERSION_TABLE}).get_current_revision()
    if revision is None and inspect(connection).get_table_names():
        raise RecordError(f"{where}: holds somebody else's tables and is no record of Dragoman; choose another database")
    if revision is not None and revision not in {known.revision for known in script.walk_revisions()}:
        raise RecordError(f"{where}: was made by a newer Dragoman (revision {revision}); update Dragoman to open it")
    return revision


def _url(address: str) -> URL:
    if "://" not in address:
        path = Path(address)
        if path.is_dir():
            raise RecordError(f"{address}: is a folder; name a file in it, such as {path / 'dragoman.db'}")
        if not path.parent.is_dir():
            raise RecordError(f"{address}: there is no folder {path.parent}; make it or choose another place")
        return URL.create("sqlite", database=address)
    try:
        url = make_url(address)
    except (ArgumentError, ValueError):
        raise RecordError("this is no database URL; write postgresql://USER@HOST/DATABASE or a path") from None
    if url.get_backend_name() not in ("sqlite", "postgresql"):
        raise RecordError(f"{place(url)}: a record is kept in SQLite or PostgreSQL; write a path or postgresql://…")
    return url


def _prepare_sqlite(connection: SQLiteConnection, _entry: ConnectionPoolEntry) -> None:
    connection.isolation_level = None  # transactions are begun below, not by the driver
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA synchronous = NORMAL")
    until = time.monotonic() + PATIENCE
    # the switch to WAL doesn't wait for other programs by itself, whatever the timeout; once made, it stays in the file
    while connection.execute("PRAGMA journal_mode").fetchone() != ("wal",):
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except OperationalError:
            if time.monotonic() > until:
                raise
            time.sleep(_PAUSE)
        else:
            return


def _begin_sqlite(connection: Connection) -> None:
    # a writer that only asks for the lock at its first write can't wait for it: its snapshot would be stale
    connection.exec_driver_sql("BEGIN IMMEDIATE" if connection.get_execution_options().get("writes") else "BEGIN")


def _refusal(error: BaseException) -> str:
    name = getattr(error, "sqlite_errorname", "")
    advice = next((advice for code, advice in _ADVICE.items() if name.startswith(code)), None)
    said = next(iter(str(error).strip().splitlines()), type(error).__name__)
    return advice or f"{said}; check the database and your rights to it, then try again"
