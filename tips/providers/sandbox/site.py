"""Where the site and its make-believe provider reach each other, as they are one machine."""

from django.conf import settings

from authors.addresses import admin_root

LOST = (
    "The sandbox isn't at %s. Set WAGTAILADMIN_BASE_URL to the address at which this site runs, "
    "or TIPS_SANDBOX_URL to the one by which it reaches itself."
)


def root() -> str:
    """Return the site's address from inside."""
    return str(getattr(settings, "TIPS_SANDBOX_URL", "") or admin_root())
