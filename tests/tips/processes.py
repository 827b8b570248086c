"""What tests run in processes of their own. Django is set up first, so nothing is imported above."""

import os
import time


def set_up(database):
    import django
    from django.conf import settings

    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    settings.DATABASES["default"]["NAME"] = database
    django.setup()


def open_tip(database, facts, ready):
    """Open the tip of one form, at the same moment as others."""
    set_up(database)
    from authors.models import Author
    from tips import ledger

    author = Author.objects.get(pk=facts.pop("author"))
    ready.wait()
    ledger.open_tip(author=author, **facts)


def take_event_and_hang(database, pk, taken):
    """Take an event as a worker does, and never come to process it."""
    set_up(database)
    from tips.ledger import inbox

    inbox.take(inbox.due_events(), pk)
    taken.set()
    time.sleep(60)
