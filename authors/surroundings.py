"""What else there is to read beside an article: by the same writers, on the same matters, translated."""

from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from authors.labels import TAG, TOPIC
from authors.listing import NEWEST_FIRST, articles, site_root_path, with_credits
from authors.models import Byline, PageTag, PageTopic
from authors.visibility import visible
from authors.writers import ROLES

SHOWN = 3


@dataclass
class Surroundings:
    more: list[Any] = field(default_factory=list)  # by the same writers, the newest first
    related: list[Any] = field(default_factory=list)  # on the same matters, the closest first
    translations: list[Any] = field(default_factory=list)  # this article's, without itself


def surroundings_of(page: Any) -> Surroundings:
    """Return an article's surroundings, with the credits of all and of the article itself.

    That is two queries, however many there are: the articles, and their bylines.
    """
    listed = neighbours(page)
    writers = writers_of(page)
    by_them = Byline.objects.filter(role__in=ROLES, author__in=writers)
    more = listed.filter(pk__in=by_them.values("page")).order_by(*NEWEST_FIRST)
    rows = about_the_same(page)
    close = Q(pk__in=rows[0].values("about")) | Q(pk__in=rows[1].values("about"))
    related = sharing(listed.filter(close), rows).order_by("-shared", *NEWEST_FIRST)
    # More than are shown: some of these may be by the same writers.
    wanted = Q(pk__in=more.values("pk")[:SHOWN]) | Q(pk__in=related.values("pk")[: 2 * SHOWN])
    translated = Q(translation_key=page.translation_key) & ~Q(locale=page.locale_id)
    found = with_credits(
        sharing(visible(articles().filter(wanted | translated)), rows)
        .annotate(by_them=Exists(by_them.filter(page=OuterRef("pk"))))
        .order_by(*NEWEST_FIRST),
        page,
    )
    return arranged(page, found)


def neighbours(page: Any) -> QuerySet[Any]:
    """Return what readers may see beside an article: in its language and on its site."""
    root = site_root_path(page)
    others = articles().filter(locale=page.locale_id).exclude(pk=page.pk)
    return visible(others.filter(url_path__startswith=root) if root else others)


def writers_of(page: Any) -> Any:
    """Return the keys of a page's writers, or of whoever it credits if it names none."""
    drafted = getattr(page, "_cluster_related_objects", {}).get("authors_bylines")
    if drafted is not None:
        writing = [row.author_id for row in drafted if row.role in ROLES]
        return writing or [row.author_id for row in drafted]
    rows = Byline.objects.filter(page=page.pk)
    return rows.filter(Q(role__in=ROLES) | ~Exists(rows.filter(role__in=ROLES))).values("author")


def about_the_same(page: Any) -> list[QuerySet[Any, Any]]:
    """Return the rows that put other pages under the tags and topics of this one."""
    pks = {kind: [label.pk for label in page.labels if label.kind == kind] for kind in (TAG, TOPIC)}
    tags = PageTag.objects.filter(tag__in=pks[TAG]).annotate(about=F("content_object"))
    topics = PageTopic.objects.filter(topic__in=pks[TOPIC]).annotate(about=F("page"))
    return [tags.order_by(), topics.order_by()]


def sharing(articles: QuerySet[Any], rows: list[QuerySet[Any, Any]]) -> QuerySet[Any]:
    """Count how many tags and topics each article shares."""
    counts = [each.filter(about=OuterRef("pk")).values("about") for each in rows]
    tags, topics = [Subquery(each.annotate(n=Count("pk")).values("n")) for each in counts]
    return articles.annotate(shared=Coalesce(tags, 0) + Coalesce(topics, 0))


def arranged(page: Any, found: list[Any]) -> Surroundings:
    """Sort what was found; nothing is both related and by the same writers."""
    around = Surroundings()
    around.translations = [each for each in found if each.translation_key == page.translation_key]
    others = [each for each in found if each not in around.translations]
    around.more = [each for each in others if each.by_them][:SHOWN]
    rest = [each for each in others if each.shared and each not in around.more]
    around.related = sorted(rest, key=lambda each: -each.shared)[:SHOWN]
    return around
