"""The app that tells readers by e-mail what is new."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FollowersConfig(AppConfig):
    name = "authors.followers"
    label = "authors_followers"
    verbose_name = _("Followers")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from authors.followers import (
            checks,  # noqa: F401 - registers the checks
            receivers,
        )
        from authors.followers.admin import policy

        receivers.connect()
        policy.register()
