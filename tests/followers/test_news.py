"""From a published article to one mail for each follower."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import Locale, PageViewRestriction

from authors.followers import topics
from authors.followers.models import Follower, Mail, MailItem, News
from authors.followers.topics import Topic
from authors.merging import merge

pytestmark = pytest.mark.django_db


def to(mails):
    return sorted(address for message in mails for address in message.to)


def make_due():
    """Let time pass until every mail that waits is due."""
    past = timezone.now() - timedelta(seconds=1)
    Mail.objects.filter(next_try__isnull=False).update(next_try=past)


def test_a_new_article_is_one_mail_for_each_follower_and_none_for_others(
    make_follower, publish, work, make_author
):
    reader = make_follower()
    make_follower(confirmed_at=None)
    make_follower(stopped=Follower.Stopped.BOUNCED)

    publish(make_author("Ada Lovelace"), title="On engines")

    [message] = work()
    assert message.to == [reader.email]
    assert message.subject == "Ada Lovelace: On engines"
    assert "http://localhost/articles/on-engines/" in message.body


def test_publishing_writes_one_row_and_mails_nobody(make_follower, publish):
    make_follower()

    publish()

    assert (News.objects.count(), Mail.objects.count(), mail.outbox) == (1, 0, [])


def test_however_often_it_is_published_it_is_news_once(make_follower, publish, work):
    make_follower()
    article = publish()
    work()

    for title in ("Mended", "Mended again"):
        article.title = title
        article.save_revision().publish()
    article.unpublish()
    article.save_revision().publish()
    work()

    assert len(mail.outbox) == 1


def test_a_scheduled_article_is_news_when_it_goes_live(make_follower, make_article, work):
    make_follower()
    article = make_article(live=False)
    article.go_live_at = timezone.now() + timedelta(hours=1)
    article.save_revision(approved_go_live_at=article.go_live_at).publish()
    assert work() == []

    revision, past = article.latest_revision, timezone.now() - timedelta(seconds=1)
    revision.content["go_live_at"] = past.isoformat()
    revision.approved_go_live_at = past
    revision.save()
    call_command("publish_scheduled")
    call_command("publish_scheduled")

    assert len(work()) == 1


def test_an_old_article_that_is_touched_is_no_news(make_follower, publish, work, make_article):
    make_follower()
    long_ago = timezone.now() - timedelta(days=30)
    old = make_article(first_published_at=long_ago)

    old.save_revision().publish()
    publish(title="Of last month", published_on=long_ago.date())

    assert work() == []


def test_an_article_that_is_taken_back_at_once_is_news_when_it_comes_again(
    make_follower, publish, work
):
    make_follower()
    article = publish()
    article.unpublish()
    assert work() == []

    article.save_revision().publish()

    assert len(work()) == 1


def test_a_private_article_is_nobodys_news(make_follower, publish, work):
    make_follower()
    article = publish()
    PageViewRestriction.objects.create(page=article, restriction_type=PageViewRestriction.LOGIN)

    assert work() == []


def test_an_article_made_private_is_taken_out_of_mails_not_yet_sent(make_follower, publish, work):
    make_follower(frequency="daily")
    article = publish()
    work()

    PageViewRestriction.objects.create(page=article, restriction_type=PageViewRestriction.LOGIN)
    make_due()

    assert work() == []


@pytest.fixture
def followers_of(make_follower, make_author, site):
    """Return an author and a reader each of the author, a tag, the site, and somebody else."""
    from taggit.models import Tag

    author, other = make_author("Ada"), make_author("Bo")
    tag = Tag.objects.create(name="engines", slug="engines")
    made = {
        "author": Topic(topics.AUTHOR, author),
        "tag": Topic(topics.TAG, tag),
        "site": site,
        "other": Topic(topics.AUTHOR, other),
    }
    for name, topic in made.items():
        make_follower(topic, email=f"{name}@example.org")
    return author


def test_followers_of_the_site_the_author_and_the_tag_are_told(followers_of, publish, work):
    publish(followers_of, tags=["engines"])

    assert to(work()) == ["author@example.org", "site@example.org", "tag@example.org"]


def test_who_follows_it_in_three_ways_gets_one_mail(
    make_follower, make_author, publish, work, site
):
    ada = make_author("Ada")
    make_follower(site, Topic(topics.AUTHOR, ada), email="all@example.org")

    publish(ada)

    assert to(work()) == ["all@example.org"]


def test_followers_of_a_merged_author_are_followers_of_the_one_who_remains(
    make_follower, make_author, publish, work
):
    old, new = make_author("A. Lovelace"), make_author("Ada Lovelace")
    make_follower(Topic(topics.AUTHOR, old), email="faithful@example.org")
    merge(old, new)

    publish(new)

    assert to(work()) == ["faithful@example.org"]


def test_readers_are_told_of_articles_in_their_language(make_follower, publish, work, home):
    german = Locale.objects.create(language_code="de")
    make_follower(email="english@example.org", language="en")
    make_follower(email="german@example.org", language="de")
    make_follower(email="both@example.org", language="de", every_language=True)

    publish(title="On engines")

    assert to(work()) == ["both@example.org", "english@example.org"]
    assert german.pk


def test_where_nothing_is_written_in_a_language_its_readers_are_told_of_all(
    make_follower, publish, work
):
    make_follower(email="danish@example.org", language="da")

    publish()

    assert to(work()) == ["danish@example.org"]


def test_a_day_of_news_is_one_mail_in_the_readers_language(make_follower, publish, work):
    make_follower(frequency="daily", language="de", every_language=True)
    publish(title="On engines")
    publish(title="On looms")
    assert work() == []

    make_due()
    [digest] = work()

    assert digest.subject.endswith("2 Neuigkeiten")
    assert "On engines" in digest.body
    assert "On looms" in digest.body
    assert "Weiterlesen" in digest.alternatives[0][0]


def test_a_week_of_news_goes_out_on_monday_morning(make_follower, publish, work):
    make_follower(frequency="weekly")

    publish()
    work()

    due = timezone.localtime(Mail.objects.get().next_try)
    assert (due.weekday(), due.hour, due > timezone.now()) == (0, 7, True)


def test_a_change_of_frequency_tells_nothing_twice(make_follower, publish, work):
    reader = make_follower(frequency="daily")
    article = publish()
    work()
    Follower.objects.filter(pk=reader.pk).update(frequency="now")
    News.objects.update(spread_at=None, reached=0, next_try=timezone.now())

    make_due()
    work()
    make_due()
    work()

    assert len(mail.outbox) == 1
    assert MailItem.objects.filter(news__page=article.pk).count() == 1


def test_spreading_goes_on_where_a_killed_worker_stopped(make_follower, publish, work, settings):
    settings.AUTHORS_FOLLOWERS_BATCH = 2
    readers = [make_follower() for _ in range(5)]
    from authors.followers import spreading

    publish()
    news = News.objects.get()
    page = spreading.public_page(news)
    spreading.spread_batch(news, spreading.concerned(news, page))
    assert Mail.objects.count() == 2
    News.objects.update(next_try=timezone.now())

    work()

    assert to(mail.outbox) == sorted(reader.email for reader in readers)
    assert News.objects.get().told == 5


def test_the_number_of_queries_to_publish_does_not_grow_with_followers(make_follower, make_article):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def queries_to_publish(title):
        article = make_article(live=False, title=title)
        revision = article.save_revision()
        with CaptureQueriesContext(connection) as captured:
            revision.publish()
        return len(captured)

    queries_to_publish("Warm up")
    none = queries_to_publish("Nobody follows")
    for _ in range(20):
        make_follower()

    assert queries_to_publish("Twenty follow") == none
