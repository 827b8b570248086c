"""The pages that every address leads through: front pages in each language, and their sections.

They are kept until the content changes. Whoever is given one gets a copy of their own.
"""

from copy import copy
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest
from django.utils import translation
from wagtail.models import PageQuerySet, Site

from authors.memory import until_changed
from authors.visibility import is_public


@dataclass
class Places:
    """A site's front pages by language, and what lies right below each, by its key and slug."""

    homes: dict[str, Any] = field(default_factory=dict)
    sections: dict[tuple[int, str], Any] = field(default_factory=dict)

    def home(self) -> Any:
        """Return the front page in the active language, or None."""
        known = self.homes.get(translation.get_language() or "")
        return copy(known) if known else None

    def section(self, home: Any, slug: str) -> Any:
        known = self.sections.get((home.pk, slug))
        return copy(known) if known else None

    def below(self, home: Any) -> list[Any]:
        """Return what readers may see right below a front page, in the editors' order."""
        below = [page for (parent, _), page in self.sections.items() if parent == home.pk]
        return [copy(page) for page in below if is_public(page)]

    def translations(self, page: Any) -> list[Any] | None:
        """Return a place with its translations, or None if the page is none of these."""
        known = [*self.homes.values(), *self.sections.values()]
        if not any(each.pk == page.pk for each in known):
            return None
        same = [each for each in known if each.translation_key == page.translation_key]
        return [copy(each) for each in same if is_public(each)]


def site_of(request: HttpRequest | None) -> Site | None:
    """Return the site a request is for, known from an earlier one; Wagtail finds it here, too."""
    if request is None:
        return None
    asking: Any = request
    if not hasattr(asking, "_wagtail_site"):
        key = ("authorsite.site", asking._get_raw_host(), asking.get_port())
        asking._wagtail_site = until_changed(key, lambda: Site.find_for_request(request))
    site: Site | None = asking._wagtail_site
    return site


def places_of(site: Site) -> Places:
    return until_changed(("authorsite.places", site.pk), lambda: find_places(site))


def find_places(site: Site) -> Places:
    homes = site.root_page.get_translations(inclusive=True).live()
    places = Places({home.locale.language_code: home for home in with_locale(homes)})
    for home in places.homes.values():
        for section in with_locale(home.get_children().live()):
            places.sections[home.pk, section.slug] = section
    return places


def with_locale(pages: PageQuerySet[Any]) -> PageQuerySet[Any]:
    return pages.specific().select_related("locale", for_specific_subqueries=True)
