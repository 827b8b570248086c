"""People with the rights that setup_roles gives."""

import pytest
from django.contrib.auth.models import User
from django.test import Client

from authors.groups import setup_roles


@pytest.fixture
def make_user(article_index, author_index, make_author):
    """Make a user in a group, with the author they are unless it is None."""

    def make(username, group="Authors", author=...):
        groups = setup_roles()
        user = User.objects.create_user(username, f"{username}@example.org", "secret")
        user.groups.add(groups[group])
        if author is ...:
            author = make_author(username.title())
        if author is not None:
            author.user = user
            author.save()
        return user

    return make


@pytest.fixture
def log_in():
    """Return a client in which the user is logged in."""

    def login(user):
        client = Client()
        client.force_login(user)
        return client

    return login
