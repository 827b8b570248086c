"""Whatever happens in whatever order, the books hold and end as the provider's.

ASSURE_STEPS says how many steps to take; without it a few, always the same. Many are taken in
pieces: a transaction that takes them all would grow slower with each on PostgreSQL.
"""

import math
import os
import time

import pytest
import requests
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.tips.sea import Sea, steps

WANTED = int(os.environ.get("ASSURE_STEPS", "0"))
PIECE = 500
SHORT = {"max_examples": 6, "stateful_step_count": 25, "derandomize": True}
LONG = {"max_examples": 10, "stateful_step_count": 50}
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("home")]


@pytest.fixture
def at_sea(monkeypatch):
    """Lead all that is sent to the network of the run at hand."""
    monkeypatch.setattr(requests.Session, "get_adapter", lambda _self, url: Sea.wire)


def sail(**options):
    quiet = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]
    # A run that fails is told as it was: making it smaller would take minutes.
    phases = [Phase.generate]
    chosen = settings(
        deadline=None, database=None, phases=phases, suppress_health_check=quiet, **options
    )
    run_state_machine_as_test(Sea, settings=chosen)


@pytest.mark.parametrize("piece", range(1 + math.ceil(WANTED / PIECE)))
def test_the_books_hold_in_any_weather(at_sea, piece):
    # Counted over all pieces: each goes on in whole voyages, so a piece ends beyond its mark.
    began, wanted = time.monotonic(), max(piece * PIECE, 1)

    while steps["steps"] < wanted:
        sail(**(LONG if piece else SHORT))

    print(f"\npiece {piece}: {time.monotonic() - began:.0f} s; so far {dict(steps)}", flush=True)
    assert steps["that moved money"]
