"""What authors bring to Wagtail's admin."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks


@hooks.register("register_log_actions")
def register_log_actions(actions):  # type: ignore[no-untyped-def]
    actions.register_action("authors.bylines", _("Change bylines"), _("Bylines changed"))
