"""Settings of the property tests: no clock decides over them."""

from hypothesis import HealthCheck, settings

settings.register_profile("board", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("board")
