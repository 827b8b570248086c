"""The app with the ready-made page types."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AuthorPagesConfig(AppConfig):
    name = "authors.pages"
    label = "authors_pages"
    verbose_name = _("Author and article pages")
    default_auto_field = "django.db.models.BigAutoField"
