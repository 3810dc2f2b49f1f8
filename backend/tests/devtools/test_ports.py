"""A port that is taken is told with the name of who has it."""

import os
import socket

import pytest

from devtools.console import Problem
from devtools.ports import check_free, free_port


def test_a_free_port_is_free() -> None:
    check_free("127.0.0.1", free_port())


def test_a_taken_port_names_its_holder_and_the_way_out() -> None:
    me = rf"\(process {os.getpid()}\) listens on it.*make run PORT="
    with socket.create_server(("127.0.0.1", 0)) as server, pytest.raises(Problem, match=me):
        check_free("127.0.0.1", server.getsockname()[1])
