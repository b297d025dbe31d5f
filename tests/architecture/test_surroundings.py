# SPDX-License-Identifier: MIT
"""What the root conftest promises to every test."""

from __future__ import annotations

import os
import socket
import tempfile
import time
from pathlib import Path

import platformdirs
import pytest
from PySide6.QtCore import QStandardPaths


@pytest.mark.parametrize("way", ["connect", "connect_ex"])
def test_a_connection_to_the_network_fails_the_test(way: str) -> None:
    with (
        socket.socket(socket.AF_INET) as connection,
        pytest.raises(pytest.fail.Exception, match="reached for the network"),
    ):
        getattr(connection, way)(("127.0.0.1", 9))


def test_a_socket_file_can_be_used(tmp_path: Path) -> None:
    address = str(tmp_path / "s")
    with socket.socket(socket.AF_UNIX) as listening, socket.socket(socket.AF_UNIX) as connection:
        listening.bind(address)
        listening.listen()
        connection.connect(address)
        assert connection.getpeername() == address


def test_nothing_is_written_into_the_home_folder() -> None:
    folders = [platformdirs.user_config_path(), platformdirs.user_data_path()]
    assert all(folder.is_relative_to(tempfile.gettempdir()) for folder in folders)
    assert QStandardPaths.isTestModeEnabled()


def test_the_time_zone_is_utc() -> None:
    assert (os.environ["TZ"], time.timezone) == ("UTC", 0)
