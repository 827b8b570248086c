"""Addresses of our pages, for mails: secret where they must be, and each good for one thing."""

from typing import Any

from django.core import signing
from django.urls import reverse
from django.utils import translation

from authors.comments.models import Comment
from authors.models import Author

CONFIRM, STOP, STOP_AUTHOR = "comments.confirm", "comments.stop", "comments.stop-author"
CONFIRM_WITHIN_SECONDS = 7 * 24 * 60 * 60


def absolute(page: Any, language: str, name: str, *arguments: Any) -> str:
    """Return an address on the page's own site, in a language."""
    site = page.get_site()
    with translation.override(language or translation.get_language()):
        path = reverse(f"authors_comments:{name}", args=arguments)
    return (site.root_url if site else "") + path


def own_url(comment: Comment) -> str:
    return absolute(comment.page, comment.language, "own", comment.token)


def confirm_url(comment: Comment) -> str:
    token = signing.dumps(comment.pk, salt=CONFIRM)
    return absolute(comment.page, comment.language, "confirm", token)


def stop_url(comment: Comment) -> str:
    token = signing.dumps(comment.pk, salt=STOP)
    return absolute(comment.page, comment.language, "stop", token)


def stop_author_url(author: Author, page: Any, language: str) -> str:
    token = signing.dumps(author.pk, salt=STOP_AUTHOR)
    return absolute(page, language, "stop_author", token)


def read(token: str, salt: str, max_age: int | None = None) -> int:
    """Return the key that a secret link carries. Raise signing.BadSignature if it isn't ours."""
    return int(signing.loads(token, salt=salt, max_age=max_age))
