"""The site's own absolute address, for mails and providers; never taken from a request's Host."""

from django.conf import settings
from wagtail.models import Site


def site_root() -> str:
    """Return the address that the site is known by, without a slash at the end."""
    known = getattr(settings, "WAGTAILADMIN_BASE_URL", "")
    if known:
        return str(known).rstrip("/")
    site = Site.objects.filter(is_default_site=True).first()
    return site.root_url if site else ""


def host_name() -> str:
    """Return the site's bare host name, as Message-IDs have it."""
    return site_root().partition("//")[2].partition("/")[0].partition(":")[0] or "localhost"
