"""Absolute addresses of our pages, for mails and for providers."""

from typing import Any

from django.urls import reverse
from wagtail.models import Site

from authors.addresses import admin_root, public_root, site_of
from authors.bylines import credits_for
from authors.models import Author
from tips.models import Tip


def home_of(tip: Tip) -> Any:
    """Return the page whose site a tip was given on: its article, else the author's profile."""
    return tip.page or profile_of(tip.author)


def site_of_tip(tip: Tip) -> Site | None:
    return site_of(home_of(tip))


def status_url(tip: Tip) -> str:
    return public_root(home_of(tip)) + reverse("tips_service:status", args=[tip.token])


def cancel_url(author: Author, token: str) -> str:
    """Return where a change of an author's account can be stopped by who has the mail."""
    return public_root(profile_of(author)) + reverse("tips_service:cancel_account", args=[token])


def admin_url(tip: Tip) -> str:
    """Return where tip managers read a tip's whole story."""
    return admin_root() + reverse("tips_admin:inspect", args=[tip.pk])


def my_tips_url(name: str = "index") -> str:
    """Return where authors look at their tips, or another screen of “My tips”."""
    return admin_root() + reverse(f"my_tips:{name}")


def profile_of(author: Author) -> Any:
    [credit] = credits_for([author.current])
    return credit.profile
