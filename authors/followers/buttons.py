"""The links that lead to a follow form: plain, the same for every reader, without a cookie."""

from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString

from authors import labels
from authors.bylines import Credit
from authors.followers import topics
from authors.followers.topics import Topic
from authors.handles import is_provisional
from authors.mixins import ArticleMixin

MOST_TOPICS = 3


def in_box(
    credits: Iterable[Credit], page: Any, request: HttpRequest | None
) -> dict[int, SafeString]:
    """Return a link to follow each credited author who still writes, by primary key."""
    return {
        credit.author.pk: render_to_string(
            "authors/followers/components/follow_link.html",
            {"name": credit.name, "url": reverse("followers:author", args=[credit.author.handle])},
        )
        for credit in credits
        if not credit.author.left_on and not is_provisional(credit.author.handle)
    }


def below_article(page: Any, request: HttpRequest | None) -> SafeString | str:
    """Return a line of what else can be followed from an article: its topics, all that is new."""
    if not isinstance(page, ArticleMixin) or page.pk is None:  # type: ignore[attr-defined]
        return ""
    tags = [label for label in page.labels if label.kind == labels.TAG]
    offered = [Topic(topics.TAG, tag) for tag in tags[:MOST_TOPICS]]
    if page.comments_open and apps.is_installed("authors.comments"):
        offered.insert(0, Topic(topics.PAGE, page))
    return line(offered)


def below_list(page: Any, tag: Any, request: HttpRequest | None) -> SafeString:
    return line([Topic(topics.TAG, tag)] if tag else [])


def line(offered: list[Topic]) -> SafeString:
    return render_to_string(
        "authors/followers/components/follow_line.html",
        {"topics": offered, "site_url": reverse("followers:site")},
    )
