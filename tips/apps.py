"""The app that takes money for authors."""

from django.apps import AppConfig
from django.db.backends.signals import connection_created
from django.db.models.signals import post_migrate, post_save
from django.utils.translation import gettext_lazy as _


class TipsConfig(AppConfig):
    name = "tips"
    label = "tips"
    verbose_name = _("Tips")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from tips import (
            append_only,
            changes,  # noqa: F401 - connects the signals
            checks,  # noqa: F401 - registers the checks
        )
        from tips.admin import policy
        from tips.admin.bank import policy as bank_policy
        from tips.payouts.merges import follow_later

        connection_created.connect(append_only.guard_connection, dispatch_uid="tips_append_only")
        post_migrate.connect(append_only.install, sender=self, dispatch_uid="tips_append_only")
        post_save.connect(follow_later, sender="authors.Author", dispatch_uid="tips_follow_merges")
        policy.register()
        bank_policy.register()
