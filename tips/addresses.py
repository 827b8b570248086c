"""Absolute addresses of our pages, for mails and for providers; never taken from a request's Host."""

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from wagtail.models import Site

from authors.models import Author
from tips.models import Tip


def site_root() -> str:
    """Return the address that the site is known by, without a slash at the end."""
    known = getattr(settings, "WAGTAILADMIN_BASE_URL", "")
    if known:
        return str(known).rstrip("/")
    site = Site.objects.filter(is_default_site=True).first()
    return site.root_url if site else ""


def status_url(tip: Tip) -> str:
    return site_root() + reverse("tips_service:status", args=[tip.token])


def form_url(author: Author, language: str) -> str:
    with translation.override(language):
        return site_root() + reverse("tips:form", args=[author.handle])
