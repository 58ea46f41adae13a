"""What holds for all tests: laws are tried with the same examples everywhere, also on a busy machine."""

from __future__ import annotations

import signal

from hypothesis import HealthCheck, settings

settings.register_profile("newsgrab", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("newsgrab")

if (
    signal.getsignal(signal.SIGINT) is signal.SIG_IGN
):  # as nohup and some CI systems leave it; programs would inherit it
    signal.signal(signal.SIGINT, signal.default_int_handler)
