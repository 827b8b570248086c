"""Database triggers that make movements impossible to change or delete.

They are installed after every `migrate`, not by a migration: on SQLite a later AlterField rebuilds
the table and silently drops its triggers.
"""

from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections

TABLE = "tips_movement"
MESSAGE = "movements are append-only"

SQLITE = [
    f"""CREATE TRIGGER IF NOT EXISTS {TABLE}_no_{verb} BEFORE {verb.upper()} ON {TABLE}
    BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"""
    for verb in ("update", "delete")
]
POSTGRESQL = [
    f"""CREATE OR REPLACE FUNCTION {TABLE}_refuse() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION '{MESSAGE}' USING ERRCODE = 'integrity_constraint_violation'; END $$""",
    f"""CREATE OR REPLACE TRIGGER {TABLE}_no_change BEFORE UPDATE OR DELETE ON {TABLE}
    FOR EACH ROW EXECUTE FUNCTION {TABLE}_refuse()""",
    f"""CREATE OR REPLACE TRIGGER {TABLE}_no_truncate BEFORE TRUNCATE ON {TABLE}
    FOR EACH STATEMENT EXECUTE FUNCTION {TABLE}_refuse()""",
]
NAMES = {
    "sqlite": [f"{TABLE}_no_update", f"{TABLE}_no_delete"],
    "postgresql": [f"{TABLE}_no_change", f"{TABLE}_no_truncate"],
}
STATEMENTS = {"sqlite": SQLITE, "postgresql": POSTGRESQL}
LEFT_BEHIND = {"postgresql": [f"DROP FUNCTION IF EXISTS {TABLE}_refuse()"]}


def install(using: str = DEFAULT_DB_ALIAS, **_kwargs: Any) -> None:
    """Create the triggers where they are missing. Safe to call again and again.

    Where `migrate tips zero` has taken the table, take what went with it.
    """
    statements = STATEMENTS if is_migrated(using) else LEFT_BEHIND
    connection = connections[using]
    with connection.cursor() as cursor:
        for statement in statements.get(connection.vendor, []):
            cursor.execute(statement)


def is_migrated(using: str = DEFAULT_DB_ALIAS) -> bool:
    connection = connections[using]
    with connection.cursor() as cursor:
        return TABLE in connection.introspection.table_names(cursor)


def missing(using: str = DEFAULT_DB_ALIAS) -> list[str]:
    """Return the names of the triggers that should be there and are not, or are switched off."""
    connection = connections[using]
    query = {
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
        "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'",
    }.get(connection.vendor)
    if query is None:
        return [TABLE]
    with connection.cursor() as cursor:
        cursor.execute(query)
        there = {name for (name,) in cursor.fetchall()}
    return [name for name in NAMES[connection.vendor] if name not in there]


def guard_connection(connection: Any, **_kwargs: Any) -> None:
    """Let SQLite's INSERT OR REPLACE fire the delete trigger, which it skips by default."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA recursive_triggers = ON")
