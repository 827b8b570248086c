"""The demo's followers, and what they have been told by now. No mail of the past is sent again."""

from datetime import timedelta
from functools import cache
from typing import Any

from django.db import transaction
from django.utils import timezone
from taggit.models import Tag
from wagtail.models import Site

from authors.followers import spreading, topics
from authors.followers.models import Follow, Follower, Mail
from authors.followers.topics import Topic
from authorsite.demo import people
from authorsite.demo.manuscripts import read_toml

Reader = dict[str, Any]


@cache
def readers() -> list[Reader]:
    return read_toml("followers.toml")["followers"]


@transaction.atomic
def ensure_follower(reader: Reader) -> bool:
    """Make a follower, or do nothing if an earlier run has. Tell which."""
    if Follower.objects.filter(address=reader["email"]).exists():
        return False
    since = timezone.now() - timedelta(days=reader["days_ago"], minutes=13)
    confirmed_at = since if reader.get("confirmed", True) else None
    follower = Follower.objects.create(
        email=reader["email"],
        language=reader["language"],
        frequency=reader["frequency"],
        every_language=reader.get("every_language", False),
        stopped=reader.get("stopped", ""),
        created_at=since,
        confirmed_at=confirmed_at,
        consent_version="demo",
    )
    for word in reader["follows"]:
        Follow.objects.create(
            follower=follower, confirmed_at=confirmed_at, created_at=since, **topic(word).columns
        )
    return True


def topic(word: str) -> Topic:
    """Return what a word of the file stands for."""
    kind, _colon, name = word.partition(":")
    if kind == topics.AUTHOR:
        return Topic(kind, people.author(name))
    if kind == topics.TAG:
        return Topic(kind, Tag.objects.get(slug=name))
    return Topic(kind, Site.objects.get(is_default_site=True))


def tell_of_the_past() -> str:
    """Put what is published into the books as told; only the next digests are still to go out."""
    for pk in list(spreading.due_news().values_list("pk", flat=True)):
        spreading.spread(pk)
    at_once = Mail.objects.filter(sent_at=None, follower__frequency=Follower.Frequency.NOW)
    sent = at_once.update(sent_at=timezone.now(), next_try=None, tries=1)
    return f"{sent} told"
