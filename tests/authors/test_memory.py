"""What is kept until the content changes."""

import pytest
from django.core.cache import caches
from django.db import transaction

from authors import generations, memory


@pytest.fixture
def asked():
    """Count how often something is made anew."""

    class Asked:
        times = 0

        def __call__(self):
            self.times += 1
            return self.times

    return Asked()


def test_something_is_made_once_until_the_content_changes(db, asked):
    memory.until_changed("x", asked)
    memory.until_changed("x", asked)
    before = asked.times

    generations.bump()
    memory.until_changed("x", asked)

    assert (before, asked.times) == (1, 2)


def test_without_a_shared_cache_nothing_is_kept(db, asked, settings):
    settings.AUTHORS_CACHE = None

    memory.until_changed("x", asked)
    memory.until_changed("x", asked)

    assert asked.times == 2


def test_nothing_unfinished_is_kept(db, asked):
    with transaction.atomic():
        memory.until_changed("x", asked)

    memory.until_changed("x", asked)

    assert asked.times == 2


def test_only_what_is_missing_is_asked_for(db):
    asked_for = []

    def make(keys):
        asked_for.append(keys)
        return {key: -key for key in keys}

    memory.each_until_changed("kind", [1, 2], make)
    found = memory.each_until_changed("kind", [2, 3, 1], make)

    assert found == {1: -1, 2: -2, 3: -3}
    assert asked_for == [[1, 2], [3]]


def test_a_change_that_the_cache_never_heard_of_is_told_to_it_later(db, asked, monkeypatch):
    memory.until_changed("x", asked)
    cache = type(caches["pages"])
    with monkeypatch.context() as broken:
        broken.setattr(cache, "set", lambda *args, **kwargs: None)
        generations.bump()

    memory.until_changed("x", asked)

    assert asked.times == 2


def test_a_broken_cache_stops_nobody_from_publishing(make_article, monkeypatch):
    def fail(*args, **kwargs):
        raise ConnectionError

    article = make_article(live=False)
    monkeypatch.setattr(generations, "renew", fail)

    article.save_revision().publish()

    article.refresh_from_db()
    assert article.live


@pytest.fixture
def begins_anew(db):
    """Tell whether something began a new generation."""

    def check(work):
        before = generations.current(generations.CONTENT)
        work()
        return generations.current(generations.CONTENT) != before

    return check


def test_a_saved_draft_changes_nothing_for_readers(make_article, begins_anew):
    article = make_article()

    article.title = "Half a tit"

    assert not begins_anew(article.save_revision)


def test_publishing_unpublishing_moving_and_deleting_do(
    make_article, article_index, home, begins_anew
):
    article = make_article()
    draft = article.save_revision()
    other = home.add_child(instance=type(article_index)(title="Others", slug="others"))

    assert begins_anew(draft.publish)
    assert begins_anew(article.unpublish)
    assert begins_anew(lambda: article.move(other, pos="last-child"))
    assert begins_anew(lambda: type(article).objects.get().delete())


def test_restricting_a_page_or_renaming_an_author_does(make_article, make_author, begins_anew):
    from wagtail.models import PageViewRestriction

    article, ada = make_article(), make_author("Ada")
    ada.name = "Ada L."

    assert begins_anew(ada.save)
    assert begins_anew(
        lambda: PageViewRestriction.objects.create(page=article, restriction_type="login")
    )
