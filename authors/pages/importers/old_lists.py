"""Redirects from the old site's lists: of an author, of a tag, of a category."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.http import Http404

from authors.labels import TAG, TOPIC
from authors.pages.importers.destination import Destination
from authors.pages.importers.exports import Export, Term
from authors.pages.importers.old_addresses import lead_to
from authors.pages.importers.people import People
from authors.pages.importers.slugs import known_tag
from authors.pages.importers.subjects import known_topic
from authors.pages.importers.tally import Entry
from authors.pages.importers.web_addresses import parts_of
from authors.pages.models import AuthorPage


class OldLists:
    """Remember whom and what the posts name, and lead their old lists to those here."""

    def __init__(self, export: Export, people: People, place: Destination) -> None:
        self.export, self.people, self.place = export, people, place
        self.writers: dict[str, None] = {}
        self.tags: dict[str, Term] = {}
        self.categories: dict[str, Term] = {}

    def note(
        self, writers: Iterable[str], tags: Iterable[Term] = (), categories: Iterable[Term] = ()
    ) -> None:
        self.writers |= dict.fromkeys(writers)
        self.tags |= {term.nicename: term for term in tags}
        self.categories |= {term.nicename: term for term in categories}

    def keep(self) -> list[Entry]:
        """Redirect from each list noted to its page here, if readers find something there."""
        root = parts_of(self.export.address).path.rstrip("/")
        entries: list[Entry] = [
            ("redirects", path)
            for old_path, page, route in self._lists()
            for path in lead_to({f"{root}/{old_path}/"}, page, self.place, route)
        ]
        for noted in (self.writers, self.tags, self.categories):
            noted.clear()
        return entries

    def _lists(self) -> Iterator[tuple[str, Any, str]]:
        """Yield (old path, page, route on that page)."""
        for login in self.writers:
            if page := self._profile(login):
                for slug in self.export.slugs_of(login):
                    yield f"author/{slug}", page, ""
        for slug, term in self.tags.items():
            if slug and (route := self._route(TAG, known_tag(term))):
                yield f"tag/{slug}", self.place.articles, route
        for slug, term in self.categories.items():
            topic = known_topic(term, self.place.locale.pk)
            if slug and (route := self._route(TOPIC, topic)):
                yield f"category/{self._nested(slug)}", self.place.articles, route

    def _profile(self, login: str) -> Any:
        author = self.people.brought(login)
        profiles = AuthorPage.objects.live().filter(author=author, locale=self.place.locale)
        return profiles.first() if author else None

    def _route(self, kind: str, subject: Any) -> str:
        """Return where the articles about something are, below their index, if there are any."""
        try:
            return self.place.articles.label(kind, subject.slug).path if subject else ""
        except Http404:
            return ""

    def _nested(self, slug: str) -> str:
        """Return a category behind those that it lies in."""
        slugs = [slug]
        while (parent := self.export.parents.get(slugs[0], "")) and parent not in slugs:
            slugs.insert(0, parent)
        return "/".join(slugs)
