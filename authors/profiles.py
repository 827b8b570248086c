"""Find the live profile that presents an author best in a language."""

from collections.abc import Callable, Iterable

from django.apps import apps
from django.db.models import Prefetch, QuerySet
from django.utils import translation
from wagtail.images import get_image_model
from wagtail.models import Locale

from authors.memory import each_until_changed, until_changed
from authors.mixins import AuthorPageMixin
from authors.models import AuthorLink
from authors.visibility import is_public, private_paths


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
    found = each_until_changed("authors.profiles", author_pks, load_profiles)
    if not private_paths():
        return found
    return {pk: {key: p for key, p in of.items() if is_public(p)} for pk, of in found.items()}


def load_profiles(author_pks: list[int]) -> dict[int, dict[int, AuthorPageMixin]]:
    found: dict[int, dict[int, AuthorPageMixin]] = {pk: {} for pk in author_pks}
    for model in profile_models():
        profiles = model.objects.live().filter(author__in=author_pks)  # type: ignore[attr-defined]
        for profile in with_photo_and_links(profiles).order_by("pk"):
            found[profile.author_id].setdefault(profile.author_locale_id, profile)
    return found


def default_locale_pk() -> int | None:
    """Return the key of the site's main language, or None while it has no locale."""
    return until_changed("authors.default_locale", lambda: _locale_pk(Locale.get_default))


def active_locale_pk() -> int | None:
    """Return the key of the language that is active, else of the main one."""
    language = translation.get_language()
    key = ("authors.active_locale", language)
    return until_changed(key, lambda: _locale_pk(Locale.get_active))


def _locale_pk(find: Callable[[], Locale]) -> int | None:
    try:
        return find().pk
    except (Locale.DoesNotExist, LookupError):
        return None


def best_profile(
    by_locale: dict[int, AuthorPageMixin], wanted: int | None, fallback: int | None
) -> AuthorPageMixin | None:
    """Return the profile in the wanted locale, else in the fallback, else the oldest, if any."""
    oldest = next(iter(by_locale.values()), None)
    return by_locale.get(wanted or 0) or by_locale.get(fallback or 0) or oldest
