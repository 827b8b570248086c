"""Readers who follow, and what they are sent."""

import itertools
import re

import pytest
from django.core import mail
from django.core.cache import cache
from django.utils import timezone

from authors.followers import sweeper, topics
from authors.followers.models import Follow, Follower
from authors.followers.topics import Topic

numbers = itertools.count(1)


@pytest.fixture(autouse=True)
def empty_cache():
    cache.clear()


@pytest.fixture
def site(home):
    from wagtail.models import Site

    return Topic(topics.SITE, Site.objects.get())


@pytest.fixture
def make_follower(site):
    """Make somebody who has confirmed to follow something, the site unless told otherwise."""

    def make(*followed, **fields):
        now = timezone.now()
        defaults = {"email": f"reader-{next(numbers)}@example.org", "language": "en"}
        follower = Follower.objects.create(**(defaults | {"confirmed_at": now} | fields))
        for topic in followed or [site]:
            Follow.objects.create(follower=follower, confirmed_at=now, **topic.columns)
        return follower

    return make


@pytest.fixture
def ask(client, home):
    """Send a follow form as a browser does."""

    keys = {}

    def ask(email, path="/follow/", **extra):
        key = keys.get(path) or client.get(path).context["form"].initial["form_key"]
        keys[path] = key
        return client.post(path, {"email": email, "form_key": key}, **extra)

    return ask


@pytest.fixture
def work():
    """Do what a worker does, and return the mails that went out."""

    def work():
        before = len(mail.outbox)
        sweeper.sweep()
        return mail.outbox[before:]

    return work


@pytest.fixture
def link():
    """Return the path of the first link to a page of a name in a mail."""

    def link(message, name):
        return re.search(rf"http://testserver(\S*/follow/{name}/\S+/)", message.body).group(1)

    return link


@pytest.fixture
def publish(make_article):
    """Publish a new article as an editor does."""

    def publish(*authors, tags=(), **fields):
        article = make_article(*authors, live=False, **fields)
        article.tags.add(*tags)
        article.save_revision().publish()
        article.refresh_from_db()
        return article

    return publish
