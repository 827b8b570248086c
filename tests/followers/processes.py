"""A mail server that kills the worker, and that worker. Django is set up first, so nothing is imported."""

import os
import signal
import time
from email import policy
from email.parser import BytesHeaderParser

from tests.mail_server import Letterbox

HEADERS = BytesHeaderParser(policy=policy.default)


class DeadlyLetterbox(Letterbox):
    """Takes mails, but kills the worker who brings those of certain numbers, before it takes them."""

    def __init__(self, deadly=()):
        super().__init__()
        self.deadly = set(deadly)
        self.brought = 0
        self.worker = None

    async def handle_RCPT(self, server, session, envelope, address, options):
        self.brought += 1
        if self.brought in self.deadly:
            os.kill(self.worker, signal.SIGKILL)
            return "451 nobody is there to read this"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        self.letters.append(HEADERS.parsebytes(envelope.content))
        return "250 OK"


def deliver(database, port):
    """Send what is due, batch after batch, as a worker does."""
    import django
    from django.conf import settings

    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    settings.DATABASES["default"]["NAME"] = database
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
    settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    settings.AUTHORS_FOLLOWERS_MAILS = 10
    django.setup()
    from authors.followers import delivery

    while delivery.deliver_batch():
        time.sleep(0)
