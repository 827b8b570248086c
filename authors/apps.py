"""The app that knows who writes what."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AuthorsConfig(AppConfig):
    name = "authors"
    label = "authors"
    verbose_name = _("Authors")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        import swapper
        from wagtail.images import get_image_model
        from wagtail.permissions import register_permission_policy

        from authors import (
            changes,  # noqa: F401 - connects the signals
            checks,  # noqa: F401 - registers the checks
            own_images,
            permissions,
            receivers,  # noqa: F401 - connects the signals
        )
        from authors.models import Author

        # Here, as nobody may have asked for these policies before.
        page_model = swapper.load_model("wagtailcore", "Page")
        register_permission_policy(page_model, permissions.AuthorsPagePolicy())
        register_permission_policy(Author, permissions.AuthorPolicy(Author))
        # As an exact class, or wagtail.images would replace it by its own.
        register_permission_policy(get_image_model(), own_images.policy(), exact_class=True)
