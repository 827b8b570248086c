"""What keeps races from doing harm, taken away for one test: fixtures of controls."""

import time

import pytest
from django.db import connection
from django.db.models.query import QuerySet

from tests.flushing import drop_triggers
from tips import append_only


@pytest.fixture
def no_lock(monkeypatch):
    """Take the lock away: of the row on PostgreSQL, of the whole file on SQLite."""
    monkeypatch.setattr(QuerySet, "select_for_update", lambda self, **_options: self.all())
    options = {"sqlite": {"transaction_mode": "DEFERRED"}}.get(connection.vendor, {})
    monkeypatch.setitem(
        connection.settings_dict, "OPTIONS", connection.settings_dict["OPTIONS"] | options
    )
    yield
    connection.close()


@pytest.fixture
def slowly(monkeypatch):
    """Let a moment pass between looking and writing, so that a race is not left to chance."""

    def slowly(module, name):
        real = getattr(module, name)

        def slow(*args, **kwargs):
            try:
                return real(*args, **kwargs)
            finally:
                time.sleep(0.4)

        monkeypatch.setattr(module, name, slow)

    return slowly


@pytest.fixture
def without_constraint():
    """Take a model's unique constraint away for one test."""
    taken = []

    def take(model, name):
        constraint = next(c for c in model._meta.constraints if c.name == name)
        taken.append((model, constraint, model._meta.constraints))
        model._meta.constraints = [c for c in model._meta.constraints if c.name != name]
        with connection.schema_editor() as editor:
            editor.remove_constraint(model, constraint)

    yield take
    drop_triggers()
    for model, constraint, all_constraints in reversed(taken):
        model.objects.all().delete()
        model._meta.constraints = all_constraints
        with connection.schema_editor() as editor:
            editor.add_constraint(model, constraint)
    append_only.install()
