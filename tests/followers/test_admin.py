"""Followers in the admin: seen, counted, exported, deleted."""

import csv
import io
from datetime import timedelta

import pytest
from django.contrib.auth.models import Group, Permission
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry

from authors.followers.admin.figures import FollowersPanel
from authors.followers.models import Follower, News
from authors.groups import setup_roles

pytestmark = pytest.mark.django_db
INDEX = "followers_admin:index"


@pytest.fixture
def log_in(django_user_model):
    def log_in(*codenames, **fields):
        user = django_user_model.objects.create_user(f"user-{len(codenames)}", **fields)
        found = Permission.objects.filter(codename__in=["access_admin", *codenames])
        user.user_permissions.add(*found)
        client = Client()
        client.force_login(user)
        return client

    return log_in


def test_the_list_shows_who_follows_what_and_how_many(make_follower, log_in):
    make_follower(email="grace@example.org")
    make_follower(email="new@example.org", confirmed_at=None)

    page = log_in("view_follower").get(reverse(INDEX)).content.decode()

    assert "grace@example.org" in page
    assert "1 confirmed, 1 waiting, 0 stopped" in page
    assert "everything new" in page


def test_the_list_is_searched_and_filtered(make_follower, log_in):
    make_follower(email="grace@example.org")
    make_follower(email="eve@example.org", confirmed_at=None)
    client = log_in("view_follower")

    searched = client.get(reverse(INDEX), {"q": "grace"}).content.decode()
    waiting = client.get(reverse(INDEX), {"state": "waiting"}).content.decode()

    assert ("grace@" in searched, "eve@" in searched) == (True, False)
    assert ("grace@" in waiting, "eve@" in waiting) == (False, True)


def test_an_export_has_a_row_each_and_no_formula(make_follower, log_in):
    make_follower(email="=cmd@example.org")

    answer = log_in("view_follower", "export_follower").get(reverse(INDEX), {"export": "csv"})

    rows = list(csv.DictReader(io.StringIO(b"".join(answer.streaming_content).decode())))
    assert [row["E-mail address"] for row in rows] == ["'=cmd@example.org"]


def test_exporting_needs_its_own_permission(make_follower, log_in):
    make_follower(email="grace@example.org")

    answer = log_in("view_follower").get(reverse(INDEX), {"export": "csv"})

    assert answer.status_code == 302
    assert answer.url == reverse("wagtailadmin_home")


def test_a_deleted_follower_leaves_no_address_in_the_log(make_follower, log_in):
    reader = make_follower(email="grace@example.org")
    client = log_in("view_follower", "delete_follower")

    asked = client.get(reverse("followers_admin:delete", args=[reader.pk]))
    answer = client.post(reverse("followers_admin:delete", args=[reader.pk]), follow=True)

    assert "grace@example.org" in asked.content.decode()
    assert "grace@example.org" not in answer.content.decode()
    assert Follower.objects.count() == 0
    assert "grace" not in str(list(ModelLogEntry.objects.values()))


def test_nobody_else_sees_an_address(make_follower, log_in):
    reader = make_follower(email="grace@example.org")
    client = log_in()

    paths = [reverse(INDEX), reverse("followers_admin:delete", args=[reader.pk])]
    answers = [client.get(path) for path in [*paths, reverse("followers_news:index")]]

    assert [answer.status_code for answer in answers] == [302, 302, 302]
    assert "grace@" not in client.get(reverse("wagtailadmin_home")).content.decode()


def test_what_was_sent_is_listed_with_its_progress(make_follower, publish, work, log_in):
    make_follower()
    make_follower(frequency="weekly")
    publish(title="On engines")
    work()
    client = log_in("view_news", "view_follower")

    page = client.get(reverse("followers_news:index")).content.decode()
    front = client.get(reverse("wagtailadmin_home")).content.decode()

    assert "On engines" in page
    assert "1 of 2 sent" in front


def test_editors_may_see_and_delete_and_not_export(db):
    setup_roles()

    codenames = Group.objects.get(name="Editors").permissions.values_list("codename", flat=True)

    assert {"view_follower", "delete_follower", "view_news"} <= set(codenames)
    assert "export_follower" not in codenames


def test_the_front_page_tells_of_the_newest_articles(make_article):
    now = timezone.now()
    for days in (3, 1, 4, 0, 2):
        when = now - timedelta(days=days)
        News.objects.create(
            kind="article", page=make_article(title=f"{days} days"), created_at=when
        )

    panel = FollowersPanel().get_context_data()

    assert [news.page.title for news in panel["news"]] == ["0 days", "1 days", "2 days"]
