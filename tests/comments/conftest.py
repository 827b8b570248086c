"""An article, its author, and readers who write."""

import pytest
from django.contrib.auth.models import User
from django.core.cache import cache

from authors import limits
from authors.comments.models import Comment, CommentSettings


@pytest.fixture(autouse=True)
def nobody_was_quick(settings):
    """Count from zero, and let robots be as quick as tests are; test_form.py insists on time."""
    cache.clear()
    limits.spare.clear()
    settings.AUTHORS_COMMENTS_MINIMUM_SECONDS = 0


@pytest.fixture
def author(home, make_author):
    user = User.objects.create_user("ada", "ada@example.org", "secret")
    return make_author("Ada Lovelace", user=user)


@pytest.fixture
def article(make_article, author):
    return make_article(author, title="On engines")


@pytest.fixture
def site_settings(home):
    """Change how the site takes comments."""
    from wagtail.models import Site

    def change(**fields):
        own = CommentSettings.for_site(Site.objects.get())
        for name, value in fields.items():
            setattr(own, name, value)
        own.save()
        return own

    return change


@pytest.fixture
def make_comment(article):
    """Store a comment, published unless told otherwise."""

    def make(text="Well said.", state="approved", **fields):
        known = {"page": article, "name": "Grace", "email": "grace@example.org", "language": "en"}
        return Comment.objects.create(text=text, state=state, **known | fields)

    return make


@pytest.fixture
def write(client, article):
    """Open the form of a page, fill it in and send it."""

    def write(page=None, answer=None, query="", prefix="", sender=None, **typed):
        sender, page = sender or client, page or article
        address = f"{prefix}/comments/{page.pk}/"
        shown = sender.get(f"{address}?answer={answer.pk}" if answer else address)
        fields = {
            "text": "Well said.",
            "name": "Grace",
            "email": "grace@example.org",
            "consent": "on",
            "form_key": shown.context["form"].initial["form_key"],
        }
        return sender.post(address, fields | typed)

    return write


@pytest.fixture
def read(client, article):
    """Return the article's HTML as a reader gets it."""

    def read(page=None):
        return client.get((page or article).url).content.decode()

    return read
