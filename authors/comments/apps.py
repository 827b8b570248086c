"""The app for what readers write under pages. It can be left out."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CommentsConfig(AppConfig):
    name = "authors.comments"
    label = "authors_comments"
    verbose_name = _("Comments")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from authors.comments import changes, checks  # noqa: F401  # connect and register
        from authors.comments.admin import policy

        policy.register()
