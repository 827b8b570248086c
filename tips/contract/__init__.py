"""What every payment provider must do, as tests for whoever writes one. Needs pytest-django."""

import pytest

pytest.register_assert_rewrite(
    "tips.contract.payments", "tips.contract.trouble", "tips.contract.disputes"
)
