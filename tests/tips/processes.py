"""What tests run in processes of their own. Django is set up first, so nothing is imported above."""

import os
import time


def set_up(database):
    import django
    from django.conf import settings

    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    settings.DATABASES["default"]["NAME"] = database
    django.setup()


def post_form(database, sandbox, fields, pause_seconds, ready, answers):
    """Post a tip form as a web worker takes it, at the same moment as others.

    The pause lies between looking for the form's tip and making it.
    """
    set_up(database)
    from django.conf import settings
    from django.db import connection
    from django.test import Client

    from tips.models import Tip

    def linger(execute, sql, *arguments):
        found = execute(sql, *arguments)
        if sql.startswith("SELECT") and f'WHERE "{Tip._meta.db_table}"."form_key"' in sql:
            time.sleep(pause_seconds)
        return found

    settings.TIPS_SANDBOX_URL = sandbox
    connection.ensure_connection()
    ready.wait()
    with connection.execute_wrapper(linger):
        answer = Client().post("/tips/ada-lovelace/", fields)
    answers.put((answer.status_code, answer.get("Location")))


def take_event_and_hang(database, pk, taken):
    """Take an event as a worker does, and never come to process it."""
    set_up(database)
    from tips.ledger import inbox

    inbox.take(inbox.due_events(), pk)
    taken.set()
    time.sleep(60)
