"""What holds for all tests: laws are tried with the same examples everywhere, also on a busy machine."""

from __future__ import annotations

from hypothesis import HealthCheck, settings

settings.register_profile("newsgrab", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("newsgrab")
