"""What readers of the demo have written under articles, and the rules they keep."""

from datetime import timedelta
from functools import cache
from typing import Any

from django.db import transaction
from django.utils import timezone
from wagtail.models import Site

from authors.comments.importing import import_comment
from authors.comments.models import Comment, CommentRules, CommentSettings
from authorsite.demo import people, site, stories
from authorsite.demo.identity import key_of
from authorsite.demo.manuscripts import read_toml

Words = dict[str, Any]


@cache
def comments() -> list[Words]:
    found = read_toml("readers.toml")["comments"]
    return [
        words | {"key": remote_key(place), "minutes": 900 - 71 * place}
        for place, words in enumerate(found)
    ]


def remote_key(place: int) -> str:
    return str(key_of("comment", str(place)))


def ensure_comment(words: Words) -> bool:
    """Put a comment under its article, or do nothing if it is there already. Tell which."""
    page = stories.article(words["article"], words["language"])
    author = people.author(words["author"]) if "author" in words else None
    answered = remote_key(words["answers"]) if "answers" in words else None
    _comment, is_new = import_comment(
        page,
        remote_key=words["key"],
        name=str(author) if author else words["name"],
        text=words["text"],
        written_at=timezone.now() - timedelta(days=words["days_ago"], minutes=words["minutes"]),
        email="" if author else "reader@example.org",
        website=words.get("website", ""),
        parent=Comment.objects.filter(remote_key=answered).first() if answered else None,
        author=author,
        is_approved=not words.get("waits", False),
    )
    return is_new


@transaction.atomic
def ensure_rules() -> None:
    """Write the rules beside the form and let authors moderate, unless somebody has written any."""
    own = CommentSettings.for_site(Site.objects.get(is_default_site=True))
    if own.rules.exists():
        return
    own.authors_moderate = True
    for language, text in read_toml("readers.toml")["rules"].items():
        own.rules.add(CommentRules(locale=site.locale(language), text=text.strip()))
    own.save()
