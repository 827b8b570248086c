"""The sitemap: the public pages of every language of a site."""

from functools import reduce
from operator import or_
from typing import Any

from wagtail.contrib.sitemaps import Sitemap
from wagtail.models import Page, PageQuerySet

from authors.visibility import visible


class EveryLanguageSitemap(Sitemap):
    """Wagtail's own lists only what lies below the site's root, which is one language."""

    def items(self) -> PageQuerySet[Any]:
        roots = self.get_wagtail_site().root_page.get_translations(inclusive=True)
        below = [Page.objects.descendant_of_q(root, inclusive=True) for root in roots]
        pages = visible(Page.objects.filter(reduce(or_, below))).order_by("path")
        return pages.defer_streamfields().specific()
