"""How a reader comes to follow something, and stops: asked, confirmed, left, bounced."""

import uuid
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from authors import outbox, retries
from authors.followers import topics
from authors.followers.consent import TEXTS
from authors.followers.models import Follow, Follower, Mail, Wish
from authors.followers.models.people import new_nonce
from authors.followers.topics import Topic
from authors.mailboxes import mailbox_of, same_address, written_alike

QUESTIONS = (Mail.Kind.CONFIRM, Mail.Kind.KNOWN)
MOST_QUESTIONS_A_DAY = 3
PAUSE = timedelta(minutes=10)


def take_in(pk: int) -> bool:
    """Work on a wish, unless it is done or another worker has it."""
    wish = retries.take(due_wishes(), pk)
    if wish is None:
        return False
    topic = topics.find(wish.topic)
    with transaction.atomic():
        if topic is not None:
            join(wish.email, topic, wish.language)
        Wish.objects.filter(pk=wish.pk).delete()
    return True


def due_wishes() -> Any:
    return Wish.objects.filter(next_try__lte=timezone.now())


@transaction.atomic
def join(email: str, topic: Topic, language: str) -> Follower:
    """Note what somebody wants to follow, and ask them by mail, unless they were just asked."""
    follower = follower_for(email, language)
    follow, is_new = Follow.objects.get_or_create(follower=follower, **topic.columns)
    is_known = follower.is_active and follow.confirmed_at is not None
    if not is_new and follow.confirmed_at is None:
        Follow.objects.filter(pk=follow.pk).update(created_at=timezone.now())
    ask(follower, Mail.Kind.KNOWN if is_known else Mail.Kind.CONFIRM)
    return follower


def follower_for(email: str, language: str) -> Follower:
    """Return the row of an address, locked. A mailbox has at most one that waits to be confirmed."""
    rows = Follower.objects.select_for_update()
    known = rows.filter(address=written_alike(email)).exclude(confirmed_at=None).first()
    if known is not None:
        return known
    follower = rows.filter(mailbox=mailbox_of(email), confirmed_at=None).first() or Follower()
    follower.email, follower.language, follower.created_at = email, language, timezone.now()
    follower.save()
    return follower


def ask(follower: Follower, kind: str) -> None:
    """Owe one mail that asks or tells, however many wishes for a mailbox come in."""
    now = timezone.now()
    asked = Mail.objects.filter(
        follower__mailbox=follower.mailbox,
        kind__in=QUESTIONS,
        created_at__gt=now - timedelta(days=1),
    ).values_list("created_at", flat=True)
    moments = sorted(asked)
    if len(moments) >= MOST_QUESTIONS_A_DAY or (moments and moments[-1] > now - PAUSE):
        return
    outbox.owe(Mail.objects.create(follower=follower, kind=kind, period=uuid.uuid4().hex))


@transaction.atomic
def confirm(follower: Follower, language: str) -> bool:
    """Turn on all that a follower is waiting to follow. Return False if the link was used meanwhile."""
    now = timezone.now()
    unused = Follower.objects.filter(pk=follower.pk, nonce=follower.nonce)
    if not unused.update(
        nonce=new_nonce(),
        stopped=Follower.Stopped.NO,
        confirmed_at=follower.confirmed_at or now,
        consent_version=TEXTS.current(language).version,
    ):
        return False
    follower.follows.filter(confirmed_at=None).update(confirmed_at=now)
    return True


def leave(follower: Follower) -> None:
    """Forget a follower, with all that was owed to them."""
    follower.delete()


def stop(email: str, why: str) -> int:
    """Send nothing more to an address that bounces or complains. Return how many followers that is."""
    return Follower.objects.filter(same_address("email", email), stopped="").update(stopped=why)
