"""How many random shops a test of figures tries: few in a hurry, 200 when asked."""

import os

from hypothesis import HealthCheck, settings

EXAMPLES = int(os.environ.get("SHUKE_VALUE_EXAMPLES", "6"))
several = settings(
    max_examples=EXAMPLES,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
