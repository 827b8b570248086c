"""The app with the ready-made page types."""

import swapper
from django.apps import AppConfig
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

SWAPPED = (
    "authors.pages can't stand on a base page of your own (WAGTAIL_PAGE_MODEL). Take it out of "
    "INSTALLED_APPS, and put our mixins before your base page in four classes of an app of yours: "
    "see “On a base page of your own” in docs/plug-in-pages.md."
)


class AuthorPagesConfig(AppConfig):
    name = "authors.pages"
    label = "authors_pages"
    verbose_name = _("Author and article pages")
    default_auto_field = "django.db.models.BigAutoField"

    def import_models(self) -> None:
        """Say so at once, where Django's checks would report twenty faults of Wagtail's models."""
        swapper.set_app_prefix("wagtailcore", "wagtail")
        if swapper.is_swapped("wagtailcore", "Page"):
            raise ImproperlyConfigured(SWAPPED)
        super().import_models()
