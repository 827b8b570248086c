"""What is known of a follower is handed out, erased, and forgotten in time."""

import io
import json
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from authors.followers.models import Follow, Follower, Mail, News, Wish
from authors.privacy.personal_data import forget

pytestmark = pytest.mark.django_db


def test_a_followers_data_is_handed_out(make_follower, publish, work):
    make_follower(email="grace@example.org")
    make_follower(email="eve@example.org")
    publish()
    work()
    output = io.StringIO()

    call_command("export_person", "Grace@example.org", stdout=output)

    [row] = json.loads(output.getvalue())["followers"]
    assert row["email"] == "grace@example.org"
    assert len(row["follows"]) == 1
    assert [mail["kind"] for mail in row["mails"]] == ["news"]
    assert "eve@" not in output.getvalue()


def test_an_erased_follower_leaves_nothing(make_follower, publish, work, ask):
    make_follower(email="grace@example.org")
    make_follower(email="eve@example.org")
    publish()
    work()
    ask("GRACE@example.org")

    call_command("erase_person", "grace@example.org", noinput=True, stdout=io.StringIO())

    assert [each.email for each in Follower.objects.all()] == ["eve@example.org"]
    counts = [model.objects.count() for model in (Follow, Mail, Wish, News)]
    assert counts == [1, 1, 0, 1]


def test_sent_mails_are_forgotten_and_the_news_is_not_told_again(make_follower, publish, work):
    make_follower()
    article = publish()
    work()
    Mail.objects.update(created_at=timezone.now() - timedelta(days=91))

    forget()
    article.save_revision().publish()

    assert (Mail.objects.count(), work()) == (0, [])


def test_a_mail_that_is_still_owed_is_not_forgotten(make_follower, publish):
    from authors.followers import spreading

    make_follower()
    publish()
    spreading.spread(News.objects.get().pk)
    Mail.objects.update(created_at=timezone.now() - timedelta(days=91))

    forget()

    assert Mail.objects.count() == 1


def test_the_privacy_page_tells_of_followers(client, home, settings):
    settings.AUTHORS_FOLLOWERS_KEEP_MAILS_DAYS = 14

    english = client.get("/privacy/").content.decode()
    german = client.get("/de/privacy/").content.decode()

    assert "Following by e-mail" in english
    assert "14 days" in english
    assert "14 Tage" in german
