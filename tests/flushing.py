"""Empty the database after tests that commit, and bring back what migrations had put there.

Movements refuse to be deleted, so their triggers go first and come back afterwards. Only tests can
do that: the app itself has no such switch.
"""

import json

from django.core.management import call_command
from django.db import connections

from tips import append_only

DROP = {
    "sqlite": "DROP TRIGGER IF EXISTS {name}",
    "postgresql": "DROP TRIGGER IF EXISTS {name} ON {table}",
}


def drop_triggers(using: str = "default") -> None:
    connection = connections[using]
    with connection.cursor() as cursor:
        for name in append_only.NAMES[connection.vendor]:
            cursor.execute(DROP[connection.vendor].format(name=name, table=append_only.TABLE))


def remember(using: str) -> str:
    """Return the rows that a database has before the first test commits any.

    Content types come first: whatever is saved before them would make new ones.
    """
    rows = json.loads(connections[using].creation.serialize_db_to_string())
    return json.dumps(sorted(rows, key=lambda row: row["model"] != "contenttypes.contenttype"))


def flush(using: str, rows: str) -> None:
    drop_triggers(using)
    call_command(
        "flush",
        verbosity=0,
        interactive=False,
        database=using,
        reset_sequences=False,
        inhibit_post_migrate=True,
    )
    connections[using].creation.deserialize_db_from_string(rows)
    append_only.install(using)
