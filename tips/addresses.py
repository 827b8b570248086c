"""Absolute addresses of our pages, for mails and for providers."""

from django.urls import reverse
from django.utils import translation

from authors.addresses import site_root
from authors.models import Author
from tips.models import Tip


def status_url(tip: Tip) -> str:
    return site_root() + reverse("tips_service:status", args=[tip.token])


def form_url(author: Author, language: str) -> str:
    with translation.override(language):
        return site_root() + reverse("tips:form", args=[author.handle])


def admin_url(tip: Tip) -> str:
    """Return where tip managers read a tip's whole story."""
    return site_root() + reverse("tips_admin:inspect", args=[tip.pk])
