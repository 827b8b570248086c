"""Whose page is whose: profiles belong to their author, articles to those their bylines name."""

from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db.models import Q

from authors.mixins import ArticleMixin, AuthorPageMixin
from authors.models import Author, Byline


def author_of(user: Any) -> Author | None:
    """Return the author a user account belongs to, following merges."""
    author = Author.objects.filter(user=user.pk).first() if user.is_active else None
    return author.current if author else None


def author_pks_of(user: Any) -> set[int]:
    """Return the keys of every author row that stands for the user, merged ones included."""
    author = author_of(user)
    pks = {author.pk} if author else set()
    newest = pks
    while newest:
        merged = Author.objects.filter(merged_into__in=newest).values_list("pk", flat=True)
        newest = set(merged) - pks
        pks |= newest
    return pks


def owned_models() -> list[type]:
    """Return the concrete page types that belong to authors."""
    kinds = (ArticleMixin, AuthorPageMixin)
    return [model for model in apps.get_models() if issubclass(model, kinds)]


def is_owned_type(page: Any) -> bool:
    return issubclass(page.specific_class or type(page), (ArticleMixin, AuthorPageMixin))


def owned_type_q() -> Q:
    types = ContentType.objects.get_for_models(*owned_models(), for_concrete_models=False)
    return Q(content_type__in=[content_type.pk for content_type in types.values()])


def mine_q(user: Any) -> Q:
    """Return what picks the user's own profiles and articles from the base page model."""
    mine = author_pks_of(user)
    query = Q(pk__in=Byline.objects.filter(author__in=mine).values("page"))
    for model in owned_models():
        if issubclass(model, AuthorPageMixin):
            query |= Q(pk__in=model.objects.filter(author__in=mine).values("pk"))  # type: ignore[attr-defined]
    return query


def names_user(page: Any, user: Any) -> bool:
    """Tell whether a byline of the page stands for the user."""
    return Byline.objects.filter(page=page.pk, author__in=author_pks_of(user)).exists()


def presents_user(page: Any, user: Any) -> bool:
    """Tell whether the page is a profile of the user."""
    profiles = page.specific_class._default_manager
    return profiles.filter(pk=page.pk, author__in=author_pks_of(user)).exists()
