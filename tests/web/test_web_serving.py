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
from dragoman.web import serve

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
