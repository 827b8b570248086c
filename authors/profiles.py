"""Find the live profile that presents an author best in a language."""

from collections import defaultdict
from collections.abc import Iterable

from django.apps import apps
from django.db.models import Prefetch, QuerySet
from wagtail.images import get_image_model
from wagtail.models import Locale

from authors.mixins import AuthorPageMixin
from authors.models import AuthorLink


def profile_models() -> list[type[AuthorPageMixin]]:
    """Return every page type that is an author page, the host's own included."""
    return [model for model in apps.get_models() if issubclass(model, AuthorPageMixin)]


def with_photo_and_links(profiles: QuerySet[AuthorPageMixin]) -> QuerySet[AuthorPageMixin]:
    photos = get_image_model().objects.prefetch_renditions()
    links = Prefetch("authors_links", AuthorLink.objects.all())
    return profiles.select_related("locale").prefetch_related(  # type: ignore[misc]
        Prefetch("photo", photos), links
    )


def live_profiles(author_pks: Iterable[int]) -> dict[int, dict[int, AuthorPageMixin]]:
    """Return the live, public profiles by author and locale. Queries don't grow with the authors."""
    found: dict[int, dict[int, AuthorPageMixin]] = defaultdict(dict)
    author_pks = set(author_pks)
    for model in profile_models() if author_pks else []:
        profiles = model.objects.live().public().filter(author__in=author_pks)  # type: ignore[attr-defined]
        for profile in with_photo_and_links(profiles).order_by("pk"):
            found[profile.author_id].setdefault(profile.author_locale_id, profile)
    return found


def default_locale_pk() -> int | None:
    """Return the key of the site's main language, or None while it has no locale."""
    try:
        return Locale.get_default().pk
    except (Locale.DoesNotExist, LookupError):
        return None


def best_profile(
    by_locale: dict[int, AuthorPageMixin], wanted: int | None, fallback: int | None
) -> AuthorPageMixin | None:
    """Return the profile in the wanted locale, else in the fallback, else the oldest, if any."""
    oldest = next(iter(by_locale.values()), None)
    return by_locale.get(wanted or 0) or by_locale.get(fallback or 0) or oldest
