"""The app that knows who writes what."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AuthorsConfig(AppConfig):
    name = "authors"
    label = "authors"
    verbose_name = _("Authors")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from authors import receivers  # noqa: F401 - connects the signals
