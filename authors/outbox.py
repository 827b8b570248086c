"""Mails that are owed: a row each, written with what they tell of, and sent afterwards.

    class Notice(OutboxRow):
        comment = ForeignKey(Comment, …)   # with a constraint that makes the mail unique

        def letter(self) -> Letter | None:
            return Letter(to=…, language=…, subject=…, template="authors/comments/mail/answer")

    outbox.owe(Notice.objects.create(comment=comment))   # in the transaction of the comment
    outbox.send_due(Notice)                              # in a function on the hook `authors_sweep`

`owe` wakes the worker after the commit. No request ever waits for a mail server or fails with it:
what the server refuses is tried again after one minute, two, four, up to six hours.
"""

from django.db import models
from django.db.models import QuerySet
from django.utils import timezone

from authors import retries, wake
from authors.letters import Letter
from authors.retries import attempt

BATCH = 200
UNWANTED = "no_address"


class OutboxRow(models.Model):
    """A mail that has to go out, exactly once."""

    created_at = models.DateTimeField(auto_now_add=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    next_try = models.DateTimeField(default=timezone.now, null=True, db_index=True)
    error = models.CharField(max_length=200, blank=True)

    class Meta:
        abstract = True

    def letter(self) -> Letter | None:
        """Return what to send now, or None if nobody wants it any more."""
        raise NotImplementedError


def owe(row: OutboxRow) -> None:
    """Have a row sent soon, by the worker if there is one, else by the sweeper."""
    wake.on_commit("authors.tasks.send", row._meta.label, row.pk)


def due(model: type[OutboxRow]) -> QuerySet[OutboxRow]:
    return model._default_manager.filter(sent_at=None, next_try__lte=timezone.now())


def send_due(model: type[OutboxRow], batch: int = BATCH) -> int:
    """Send what is due, the oldest first, at most a batch. Return how many rows were worked on."""
    pks = due(model).order_by("next_try", "pk").values_list("pk", flat=True)[:batch]
    return sum(send(model, pk) for pk in list(pks))


def send(model: type[OutboxRow], pk: int) -> bool:
    """Send a row's mail, unless it is sent or another worker has it."""
    row = retries.take(due(model), pk)
    if row is None:
        return False
    outcome, error = attempt(lambda: deliver(row), row)
    if outcome:
        note(row, sent_at=timezone.now(), next_try=None, error="")
    elif error:
        note(row, error=error[:200])
    else:
        # It counts neither as sent nor as failed.
        note(row, next_try=None, error=UNWANTED)
    return True


def deliver(row: OutboxRow) -> bool:
    letter = row.letter()
    if letter is not None:
        letter.send()
    return letter is not None


def note(row: OutboxRow, **facts: object) -> None:
    type(row)._default_manager.filter(pk=row.pk).update(**facts)
