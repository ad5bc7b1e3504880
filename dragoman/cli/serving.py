"""The command that opens the record in a browser."""

import getpass
from contextlib import suppress
from typing import Annotated

from pydantic import SecretStr
from typer import Option

from dragoman.cli import console
from dragoman.cli.app import app, opened
from dragoman.cli.commands import model
from dragoman.cli.options import RecordAt
from dragoman.errors import UsageError
from dragoman.settings import Settings


@app.command()
def serve(
    record: RecordAt = None,
    host: Annotated[
        str, Option("--host", metavar="ADDRESS", help="The address to serve at; one that others reach needs a token.")
    ] = "127.0.0.1",
    port: Annotated[int, Option(min=1, max=65535, help="The port at that address.")] = 8765,
    token: Annotated[
        str | None, Option("--token", metavar="SECRET", help="Let in only who has it, to read, add and judge. [DRAGOMAN_TOKEN]")
    ] = None,
) -> None:
    """Open the record in a browser: for this machine only, or with a token for others."""
    try:
        from dragoman.web import Access, Reading
        from dragoman.web import serve as run
    except ModuleNotFoundError as error:
        raise UsageError(f"the web pages need the extra `web` ({error.name} is missing): pip install 'dragoman[web]'") from None
    settings = Settings()
    access = Access(token or _revealed(settings.token), _revealed(settings.reader_token), _login())
    with opened(record) as kept:
        whom = "this machine only" if access.open else "those who have a token"
        run(
            kept, port, host, access, Reading(model()), lambda at: console.note(f"the record at {at}, for {whom}; Ctrl-C ends it")
        )


def _revealed(secret: SecretStr | None) -> str | None:
    return secret.get_secret_value() if secret else None


def _login() -> str:
    """The login name, with which judgements are signed; `desk` where there is none."""
    with suppress(OSError, KeyError):
        return getpass.getuser()
    return "desk"
