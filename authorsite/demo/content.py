"""What the demo makes, step by step. Each step leaves alone what is there already."""

import io
from collections.abc import Callable, Iterator
from contextlib import suppress

import requests
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from wagtail.models import Page

from authorsite.demo import accounts, manuscripts, people, site, stories, supporters

VISIT_SECONDS = 60
Step = tuple[str, Callable[[], str | None]]


def steps(address: str, password: str) -> Iterator[Step]:
    """Yield each step's title and work; the work returns what to tell about it."""
    yield "Pages in English and German", lambda: site.ensure_tree(address)
    # After the pages: groups get their rights on the sections that are there.
    yield "Roles", lambda: call_command("setup_roles", stdout=io.StringIO())
    yield "Accounts", lambda: people.ensure_staff(password)
    yield (
        "Authors and their portraits",
        lambda: _count(people.ensure_author(key, password) for key in people.author_keys()),
    )
    yield (
        "Articles and their pictures",
        lambda: _count(stories.ensure_article(manuscript) for manuscript in manuscripts.articles()),
    )
    if apps.is_installed("authors.comments"):
        from authorsite.demo import readers

        yield "Rules for comments", readers.ensure_rules
        yield "Comments", lambda: _count(map(readers.ensure_comment, readers.comments()))
    if apps.is_installed("authors.followers"):
        from authorsite.demo import followers

        yield "Followers", lambda: _count(map(followers.ensure_follower, followers.readers()))
        yield "Their mails", followers.tell_of_the_past
    if "bank" in settings.TIPS_PROVIDERS:
        from authorsite.demo import transfers

        yield "Bank transfers", lambda: _count(transfers.ensure_transfers())
    yield "Supporters", lambda: _count(supporters.ensure_tip(gift) for gift in supporters.gifts())
    yield "Goals", lambda: _count(map(supporters.ensure_goal, supporters.goals()))
    yield "Payout accounts", lambda: _count(map(accounts.ensure_accounts, accounts.ACCOUNTS))


def visit_pages(address: str) -> None:
    """Read every page once, so that no reader waits while its pictures are cut to size."""
    for page in Page.objects.live().filter(depth__gt=1).order_by("depth", "pk"):
        with suppress(requests.RequestException):
            requests.get(address + page.url, timeout=VISIT_SECONDS)


def _count(made: Iterator[bool]) -> str:
    results = list(made)
    return f"{sum(results)} new, {len(results) - sum(results)} there already"
