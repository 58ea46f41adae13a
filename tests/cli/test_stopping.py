"""Being asked to stop."""

from __future__ import annotations

import os
import signal

import pytest

from newsgrab.cli.stopping import stopping
from newsgrab.errors import Cancelled


def test_a_pause_ends_as_soon_as_we_are_asked_to_stop() -> None:
    """Also the day that a run may wait for its start; one that begins later ends at once."""
    with stopping() as stop:
        stop.sleep(0.0)
        assert not stop()
        os.kill(os.getpid(), signal.SIGTERM)
        with pytest.raises(Cancelled):
            stop.sleep(86_400.0)
        assert stop()
