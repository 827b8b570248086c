"""Topics, archives by month, and what is related to an article."""

import datetime

import pytest

from authors.models import PageTopic, Topic, TopicName
from authors.topics import topic_named


@pytest.fixture
def make_topic(home):
    """Make a topic with a name in English, and in German if one is given."""
    from wagtail.models import Locale

    def make(name, german=""):
        topic = topic_named(name, home.locale_id)
        if german:
            locale, _ = Locale.objects.get_or_create(language_code="de")
            TopicName.objects.create(topic=topic, locale=locale, name=german, sort_order=1)
        return topic

    return make


@pytest.fixture
def about():
    """Put a page under topics and return it."""

    def add(page, *topics):
        for number, topic in enumerate(topics):
            PageTopic.objects.create(page=page, topic=topic, sort_order=number)
        return page

    return add


def titles(answer):
    return [article.title for article in answer.context_data["articles"]]


def test_a_topics_word_in_addresses_comes_from_its_name_and_stays(make_topic):
    assert make_topic("Müll & Reparatur").slug == "mull-reparatur"
    assert make_topic("Mull Reparatur").slug == "mull-reparatur-2"
    assert make_topic("Müll & Reparatur").slug == "mull-reparatur"


def test_a_topic_lists_its_articles_only(make_topic, make_article, about, client):
    repair = make_topic("Repair")
    about(make_article(title="Screws"), repair)
    make_article(title="Maps")

    answer = client.get("/articles/topic/repair/")

    assert titles(answer) == ["Screws"]
    assert "<h1>Repair</h1>" in answer.content.decode()


def test_an_article_shows_its_topics_before_its_tags_in_its_language(
    make_topic, make_article, german_index, translate, about, tag, client
):
    article = about(tag(make_article(), "screws"), make_topic("Repair", "Reparatur"))
    translate(article)

    html = client.get("/de" + article.url).content.decode()

    assert html.index(">Reparatur</a>") < html.index(">screws</a>")
    assert 'href="/de/articles/topic/repair/"' in html


@pytest.mark.parametrize("slug", ["unknown", "of-a-draft", "%00", "a" * 300])
def test_a_topic_without_public_articles_is_not_found(
    make_topic, make_article, about, client, slug
):
    about(make_article(live=False), make_topic("Of a draft"))

    assert client.get(f"/articles/topic/{slug}/").status_code == 404


def test_the_index_names_the_topics_that_readers_find_something_about(
    make_topic, make_article, about, client
):
    about(make_article(), make_topic("Repair"))
    about(make_article(title="Draft", live=False), make_topic("Secrets"))

    html = client.get("/articles/").content.decode()

    assert 'href="/articles/topic/repair/"' in html
    assert "Secrets" not in html


def test_feeds_name_topics_as_categories_and_topics_have_feeds(
    make_topic, make_article, about, client
):
    about(make_article(), make_topic("Repair"))
    make_article(title="Elsewhere")

    xml = client.get("/articles/topic/repair/feed/").content.decode()

    assert "<category>Repair</category>" in xml
    assert "Elsewhere" not in xml


def test_a_renamed_topic_is_renamed_everywhere_at_once(make_topic, make_article, about, client):
    article = about(make_article(), make_topic("Repair"))
    client.get(article.url)

    name = TopicName.objects.get()
    name.name = "Mending"
    name.save()

    assert ">Mending</a>" in client.get(article.url).content.decode()


def test_a_draft_in_the_editor_keeps_its_topics(make_topic, make_article):
    article = make_article()
    article.authors_topics = [PageTopic(topic=make_topic("Repair"))]

    article.save_revision().publish()

    assert [row.topic.slug for row in PageTopic.objects.filter(page=article)] == ["repair"]


def test_an_editor_makes_a_topic_in_the_admin(home, admin_client):
    from wagtail.test.utils.form_data import inline_formset, nested_form_data

    names = inline_formset([{"locale": home.locale_id, "name": "Coffee"}])
    data = nested_form_data({"slug": "", "names": names})

    answer = admin_client.post("/admin/authors_topics/new/", data)

    assert answer.status_code == 302
    assert str(Topic.objects.get()) == "Coffee"
    assert "Coffee" in admin_client.get("/admin/authors_topics/").content.decode()


def test_related_articles_share_most_and_are_by_others(
    make_topic, make_author, make_article, about, tag, client
):
    ada, bo, repair = make_author("Ada"), make_author("Bo"), make_topic("Repair")
    article = about(tag(make_article(ada, title="Screws"), "metal"), repair)
    about(make_article(bo, title="Nails"), repair)
    about(tag(make_article(bo, title="Bolts"), "metal"), repair)
    about(tag(make_article(ada, title="Nuts"), "metal"), repair)
    make_article(bo, title="Maps")

    answer = client.get(article.url)

    assert [each.title for each in answer.context_data["more"]] == ["Nuts"]
    assert [each.title for each in answer.context_data["related"]] == ["Bolts", "Nails"]


def test_drafts_private_ones_and_other_languages_are_not_related(
    make_topic, make_author, make_article, german_index, translate, about, client
):
    from wagtail.models import PageViewRestriction

    topic = make_topic("Repair")
    article = about(make_article(make_author("Ada"), title="Screws"), topic)
    about(make_article(title="Draft", live=False), topic)
    secret = about(make_article(title="Secret"), topic)
    PageViewRestriction.objects.create(page=secret, restriction_type="login")
    translate(about(make_article(title="Translated", live=False), topic))

    answer = client.get(article.url)

    assert answer.context_data["related"] == []


@pytest.fixture
def three_months(make_article):
    for number, day in enumerate(["2025-12-31", "2026-01-01", "2026-01-31"]):
        make_article(title=f"Number {number}", published_on=datetime.date.fromisoformat(day))


def test_the_archive_counts_the_articles_of_each_month(three_months, client):
    answer = client.get("/articles/archive/")

    months = [(month.path, month.count) for month in answer.context_data["months"]]
    assert months == [("2026/01/", 2), ("2025/12/", 1)]
    assert ">January 2026</a>" in answer.content.decode()


def test_a_month_lists_its_articles(three_months, client):
    answer = client.get("/articles/2026/01/")

    assert titles(answer) == ["Number 2", "Number 1"]
    assert "<h1>January 2026</h1>" in answer.content.decode()


@pytest.mark.parametrize("path", ["2026/02", "2026/13", "0/1", "99999/1", f"{10**30}/1", "2026/00"])
def test_a_month_without_articles_is_not_found(three_months, client, path):
    assert client.get(f"/articles/{path}/").status_code == 404
