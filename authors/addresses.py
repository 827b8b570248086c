"""The site's own absolute addresses, for mails and providers; never taken from a request's Host.

What readers open begins with the address of its Wagtail site, as the pages themselves do; what is
in the admin with WAGTAILADMIN_BASE_URL. Each stands in for the other where it's missing; on a
developer's machine, where both may be, Django's own server does.
"""

from typing import Any

from django.conf import settings
from wagtail.models import Site

UNNAMED = "http://localhost"  # the first site, as Wagtail makes it: nobody reads there
PLACEHOLDERS = ("http://example.com", "https://example.com")  # what `wagtail start` writes
RUNSERVER = "http://127.0.0.1:8000"  # where Django's own server is, unless told otherwise


def public_root(page: Any = None) -> str:
    """Return the address of a page's site, or of the default one, without a slash at the end."""
    site = site_of(page)
    root = site.root_url if site else UNNAMED
    if root != UNNAMED:
        return root
    return _admin_setting() or (RUNSERVER if settings.DEBUG else root)


def admin_root() -> str:
    """Return the address that the admin is known by, without a slash at the end."""
    return _admin_setting() or public_root()


def site_of(page: Any = None) -> Site | None:
    """Return the site on which a page is, or the default one."""
    own = page.get_site() if page is not None else None
    return own or Site.objects.filter(is_default_site=True).first()


def host_name() -> str:
    """Return the site's bare host name, as Message-IDs have it."""
    return admin_root().partition("//")[2].partition("/")[0].partition(":")[0] or "localhost"


def is_placeholder() -> bool:
    """Return whether nobody has said yet where the admin is, only the template of a new site."""
    return _setting() in PLACEHOLDERS


def _admin_setting() -> str:
    return "" if is_placeholder() else _setting()


def _setting() -> str:
    return str(getattr(settings, "WAGTAILADMIN_BASE_URL", "") or "").rstrip("/")
