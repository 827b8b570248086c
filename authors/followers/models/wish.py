"""What was typed into a follow form, until a worker has looked at it."""

from django.db import models
from django.utils import timezone


class Wish(models.Model):
    """That somebody asked for mails to an address.

    The request only writes this row, whatever the address: its answer takes the same time for one
    that we know and one that we don't.
    """

    email = models.EmailField(max_length=254)
    topic = models.CharField(
        max_length=60, help_text="The key of an authors.followers.topics.Topic."
    )
    language = models.CharField(max_length=10)
    created_at = models.DateTimeField(default=timezone.now)
    tries = models.PositiveSmallIntegerField(default=0)
    next_try = models.DateTimeField(default=timezone.now, null=True, db_index=True)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return self.topic
