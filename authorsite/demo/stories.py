"""The demo's articles as pages."""

from datetime import datetime, time, timedelta

from django.db import transaction
from django.utils import timezone

from authors.models import Byline, PageTopic, Topic, TopicName
from authors.pages.models import ArticleIndexPage, ArticlePage
from authorsite.demo import manuscripts, people, site
from authorsite.demo.identity import key_of
from authorsite.demo.manuscripts import Manuscript
from authorsite.demo.pictures import library


def article(slug: str, language: str) -> ArticlePage | None:
    return site.known_page(ArticlePage, language, "article", slug)


@transaction.atomic
def ensure_article(manuscript: Manuscript) -> bool:
    """Publish an article, or do nothing if it is there already. Tell which."""
    slug, language = manuscript.slug, manuscript.language
    if article(slug, language):
        return False
    original = article(slug, "en")
    if original:
        page = original.copy_for_translation(site.locale(language))
    else:
        page = ArticlePage(slug=slug, locale=site.locale(language))
        page.translation_key = key_of("article", slug)
    _typeset(page, manuscript)
    if not page.pk:
        index = site.known_page(ArticleIndexPage, language, "articles")
        assert index is not None
        index.add_child(instance=page)
    _publish(page, manuscript.head["days_ago"])
    return True


def _typeset(page: ArticlePage, manuscript: Manuscript) -> None:
    head = manuscript.head
    page.title, page.standfirst = head["title"], head["standfirst"]
    page.lead_image = library.lead_image(head["scene"], head["lead_alt"])
    page.lead_image_alt = head["lead_alt"]
    page.correction = head.get("correction", "")
    page.body = manuscripts.blocks(manuscript.text, _picture)  # type: ignore[assignment]
    bylines = [
        Byline(author=people.author(key), role=role, sort_order=number)
        for number, (key, role) in enumerate(head["bylines"])
    ]
    page.authors_bylines.set(bylines)
    page.tags.set(head["tags"])
    page.authors_topics.set(
        PageTopic(topic=topic, sort_order=number)
        for number, topic in enumerate(_topics(manuscript.slug))
    )


def _topics(slug: str) -> list[Topic]:
    """Return the topics of an article; the first one to need a topic makes it."""
    topics = manuscripts.read_toml("topics.toml")
    return [_topic(key, topics[key]["names"]) for key in topics if slug in topics[key]["articles"]]


def _topic(key: str, names: dict[str, str]) -> Topic:
    topic, is_new = Topic.objects.get_or_create(slug=key)
    if is_new:
        for number, (language, name) in enumerate(names.items()):
            locale = site.locale(language)
            TopicName.objects.create(topic=topic, locale=locale, name=name, sort_order=number)
    return topic


def _picture(scene: str, alt: str) -> int:
    return library.lead_image(scene, alt).pk


def _publish(page: ArticlePage, days_ago: int) -> None:
    """Publish a page as of some days ago; Wagtail itself only knows the present."""
    day = timezone.localdate() - timedelta(days=days_ago)
    moment = timezone.make_aware(datetime.combine(day, time(7, 30 + days_ago % 25)))
    page.published_on = day
    page.first_published_at = moment
    page.save_revision().publish()
    ArticlePage.objects.filter(pk=page.pk).update(
        first_published_at=moment, last_published_at=moment
    )
