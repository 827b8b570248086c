"""What articles are about: their topics, which editors keep a list of, and their own tags."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from django.db.models import Value
from django.shortcuts import get_object_or_404
from taggit.models import Tag

from authors.models import PageTag, PageTopic
from authors.topics import Topic, all_topics

TOPIC, TAG = "topic", "tag"
RELATION = {TOPIC: "authors_topics__topic", TAG: "authors_tags__tag"}


@dataclass(frozen=True)
class Label:
    """A topic or a tag, as articles in one language name it."""

    kind: str
    pk: int
    slug: str
    name: str

    def __str__(self) -> str:
        return self.name

    @property
    def path(self) -> str:
        """Return where its articles are, below an index."""
        return f"{self.kind}/{quote(self.slug)}/"

    def narrow(self, articles: Any) -> Any:
        return articles.filter(**{RELATION[self.kind]: self.pk})


def labels_of(page: Any) -> list[Label]:
    """Return a page's topics and then its tags: a draft's from memory, else in one query."""
    drafted = getattr(page, "_cluster_related_objects", {})
    if page.pk and not {"authors_topics", "authors_tags"} & set(drafted):
        return stored_labels([page])[page.pk]
    topics = [row.topic for row in page.authors_topics.all() if row.topic_id]
    labels = [label_of(topic, page) for topic in topics]
    return labels + [Label(TAG, tag.pk, tag.slug, tag.name) for tag in page.tags.all()]


def with_labels(pages: Iterable[Any]) -> list[Any]:
    """Give every page its `labels`, in one query."""
    pages = list(pages)
    labels = stored_labels(pages)
    for page in pages:
        page.labels = labels[page.pk]
    return pages


def stored_labels(pages: Iterable[Any]) -> dict[int, list[Label]]:
    known = {page.pk: page for page in pages}
    topics = PageTopic.objects.filter(page__in=known).order_by()
    tags = PageTag.objects.filter(content_object__in=known).order_by()
    rows = topics.values_list("page", Value(TOPIC), "sort_order", "topic", Value(""), Value(""))
    rows = rows.union(
        tags.values_list("content_object", Value(TAG), Value(0), "tag", "tag__slug", "tag__name"),
        all=True,
    )
    found: dict[int, list[Label]] = defaultdict(list)
    in_order = sorted(rows, key=lambda row: (row[1] == TAG, row[2] or 0, row[5].casefold()))
    for page_pk, kind, _order, pk, slug, name in in_order:
        if kind == TAG:
            found[page_pk].append(Label(TAG, pk, slug, name))
        elif pk in all_topics():
            found[page_pk].append(label_of(all_topics()[pk], known[page_pk]))
    return found


def label_in_use(kind: str, slug: str, articles: Any, page: Any) -> Label:
    """Return a label by its slug, or raise Http404 if none of the articles has it."""
    used = articles.order_by().values(RELATION[kind])
    if kind == TAG:
        tag = get_object_or_404(Tag, slug=slug, pk__in=used)
        return Label(TAG, tag.pk, tag.slug, tag.name)
    return label_of(get_object_or_404(Topic, slug=slug, pk__in=used), page)


def topics_in_use(articles: Any, page: Any) -> list[Label]:
    """Return the topics of some articles, each once, by name."""
    used = PageTopic.objects.filter(page__in=articles.order_by().values("pk")).order_by()
    topics = Topic.objects.filter(pk__in=used.values("topic"))
    return sorted((label_of(t, page) for t in topics), key=lambda label: label.name.casefold())


def label_of(topic: Topic, page: Any) -> Label:
    return Label(TOPIC, topic.pk, topic.slug, topic.name_in(page.locale_id))
