"""The program as it runs: on this machine's own address, until it is interrupted."""

import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import httpx
import pytest

from dragoman.errors import UsageError
from dragoman.record import Record
from dragoman.web import Access, serve
from dragoman.web.app import loopback

PROGRAM = """
import sys
from dragoman.record import Record
from dragoman.web import serve
with Record.open(sys.argv[1]) as record:
    serve(record, int(sys.argv[2]))
"""


def test_it_serves_until_interrupted(tmp_path: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    arguments = [sys.executable, "-W", "error", "-c", PROGRAM, str(tmp_path / "dragoman.db"), str(port)]
    with subprocess.Popen(arguments, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as program:
        deadline = time.monotonic() + 15
        while True:
            try:
                answer = httpx.get(f"http://127.0.0.1:{port}/")
                break
            except httpx.TransportError:
                assert time.monotonic() < deadline
                time.sleep(0.1)
        program.send_signal(signal.SIGINT)
        said, _ = program.communicate(timeout=10)
    assert "No documents yet" in answer.text
    assert "server" not in answer.headers
    assert (said, program.returncode) == ("", 0)


def test_a_port_that_is_taken_is_said(tmp_path: Path) -> None:
    with socket.socket() as other, Record.open(str(tmp_path / "dragoman.db")) as record:
        other.bind(("127.0.0.1", 0))
        other.listen()
        with pytest.raises(UsageError, match="choose another"):
            serve(record, other.getsockname()[1])


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.1", "desk.example.org", ""])
def test_others_are_let_in_with_a_token_only(tmp_path: Path, host: str) -> None:
    with Record.open(str(tmp_path / "dragoman.db")) as record, pytest.raises(UsageError, match="DRAGOMAN_TOKEN"):
        serve(record, 8765, host)


@pytest.mark.parametrize("host", ["no.such.host.invalid", "192.0.2.1"])
def test_an_address_of_another_machine_is_said(tmp_path: Path, host: str) -> None:
    with Record.open(str(tmp_path / "dragoman.db")) as record, pytest.raises(UsageError, match=host):
        serve(record, 8765, host, Access("an-editor-s-token"))


def test_what_is_this_machine_alone() -> None:
    assert [
        host for host in ("localhost", "127.0.0.1", "127.9.9.9", "::1", "0.0.0.0", "::", "example.org") if loopback(host)
    ] == [
        "localhost",
        "127.0.0.1",
        "127.9.9.9",
        "::1",
    ]
