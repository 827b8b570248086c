"""What stands of comments on a page itself, the same for every reader, so that it can be cached."""

from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from authors.comments.markup import words
from authors.comments.places import is_open, takes_comments
from authors.comments.threads import Entry, count_of, threads_of


def section(page: Any, request: HttpRequest | None = None) -> SafeString:
    """Return a page's comments and the way to the form, or "" where there are neither."""
    if not page.pk or not takes_comments(page):
        return mark_safe("")
    threads, open_now = threads_of(page), is_open(page)
    if not threads and not open_now:
        return mark_safe("")
    context = {
        "page": page,
        "threads": threads,
        "count": count_of(threads),
        "is_open": open_now,
        "form_url": reverse("authors_comments:form", args=[page.pk]),
        "feed_url": reverse("authors_comments:feed", args=[page.pk]),
    }
    return mark_safe(render_to_string("authors/comments/section.html", context))  # noqa: S308


def head(page: Any, request: HttpRequest | None = None) -> SafeString:
    """Return the stylesheet, and the feed of the page's comments."""
    if not page.pk or not takes_comments(page):
        return mark_safe("")
    context = {
        "feed_url": reverse("authors_comments:feed", args=[page.pk]),
        "title": _("Comments on “%(title)s”") % {"title": page.title},
    }
    return mark_safe(render_to_string("authors/comments/head.html", context))  # noqa: S308


def facts(page: Any) -> dict[str, Any]:
    """Return what machines are told of a page's comments, in the words of schema.org."""
    if not page.pk or not takes_comments(page):
        return {}
    threads = threads_of(page)
    nodes = [node(thread, page) for thread in threads if not thread.is_withdrawn]
    return {"commentCount": count_of(threads), "comment": nodes}


def node(entry: Entry, page: Any) -> dict[str, Any]:
    comment = entry.comment
    writer = {"@type": "Person", "name": comment.name, "url": entry.url}
    told = {
        "@type": "Comment",
        "@id": f"{page.full_url or ''}#{comment.anchor}",
        "text": words(comment.text),
        "dateCreated": comment.created_at.isoformat(),
        "author": {key: value for key, value in writer.items() if value},
        "comment": [node(answer, page) for answer in entry.answers if not answer.is_withdrawn],
    }
    return {key: value for key, value in told.items() if value}
