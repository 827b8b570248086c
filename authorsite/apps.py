"""The microsite's own app."""

from django.apps import AppConfig


class AuthorsiteConfig(AppConfig):
    name = "authorsite"
    label = "authorsite"
    default_auto_field = "django.db.models.BigAutoField"
