"""Sending what is owed, a batch at a time over one connection.

A mail is taken by one UPDATE just before it is sent, and noted as sent just after the server has
taken it. A worker that is killed loses nothing: what it had taken falls due again after a minute.
Killed between the server's yes and our note, that one mail goes out a second time, under the same
Message-ID: no sender can close that gap.
"""

import logging
import smtplib
from typing import Any

from django.conf import settings
from django.core import mail as django_mail
from django.utils import timezone
from django.utils.translation import override

from authors import outbox, retries, wake
from authors.addresses import host_name
from authors.followers import joining
from authors.followers.entries import Entries
from authors.followers.letters import letter_of
from authors.followers.models import Follower, Mail

BATCH = 100
BAD_MAILBOX = range(500, 600)
logger = logging.getLogger(__name__)


def deliver() -> int:
    """Send a batch, and have the worker woken for the next one. Return how many were worked on."""
    done = deliver_batch()
    if done and due().exists():
        wake.enqueue("authors.followers.tasks.deliver")
    return done


def due() -> Any:
    return Mail.objects.filter(sent_at=None, next_try__lte=timezone.now())


def deliver_batch() -> int:
    size = getattr(settings, "AUTHORS_FOLLOWERS_MAILS", BATCH)
    pks = list(due().order_by("next_try", "pk").values_list("pk", flat=True)[:size])
    if not pks:
        return 0
    connection = mailer()
    try:
        connection.open()
    except (OSError, smtplib.SMTPException) as error:
        logger.warning("The mail server can't be reached: %s", type(error).__name__)
        return 0
    try:
        return send_all(pks, connection)
    finally:
        connection.close()


def mailer() -> Any:
    """Return a connection to the mail server, not open yet."""
    mailers = getattr(django_mail, "mailers", None)  # since Django 6.1
    return mailers.default if mailers else django_mail.get_connection()


def send_all(pks: list[int], connection: Any) -> int:
    entries, done = Entries(pks), 0
    for pk in pks:
        mail = retries.take(due().select_related("follower"), pk)
        if mail is None:
            continue
        done += 1
        if not send(mail, entries, connection):
            break
    return done


def send(mail: Mail, entries: Entries, connection: Any) -> bool:
    """Send one mail and note what became of it. Return False if the server takes none at all."""
    try:
        is_wanted = post(mail, entries, connection)
    except smtplib.SMTPRecipientsRefused as error:
        return refused(mail, error)
    except (OSError, smtplib.SMTPException) as error:
        logger.warning("The mail server took no mail: %s", type(error).__name__)
        outbox.note(mail, error=type(error).__name__)
        return isinstance(error, smtplib.SMTPDataError)
    except Exception as error:
        logger.exception("Failed for mail %s", mail.pk)
        outbox.note(mail, error=type(error).__name__)
        return True
    if is_wanted:
        outbox.note(mail, sent_at=timezone.now(), next_try=None, error="")
    else:
        outbox.note(mail, next_try=None, error=outbox.UNWANTED)
    return True


def post(mail: Mail, entries: Entries, connection: Any) -> bool:
    letter = letter_of(mail, entries)
    if letter is None:
        return False
    with override(letter.language):
        message = letter.message()
    if letter.stop_url:
        message.extra_headers["List-Id"] = f"<followers.{host_name()}>"
    connection.send_messages([message])
    return True


def refused(mail: Mail, error: smtplib.SMTPRecipientsRefused) -> bool:
    """Stop writing to a mailbox that the server says isn't there; try others again later."""
    codes = {code for code, _text in error.recipients.values()}
    if codes and all(code in BAD_MAILBOX for code in codes):
        joining.stop(mail.follower.email, Follower.Stopped.BOUNCED)
        outbox.note(mail, next_try=None, error="bounced")
    else:
        outbox.note(mail, error="SMTPRecipientsRefused")
    return True
