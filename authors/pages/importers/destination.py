"""Where in the site an import goes: the articles under one page, the authors under another."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from wagtail.models import Locale, Page, Site

from authors.pages.models import ArticleIndexPage, AuthorIndexPage


class NoDestination(Exception):
    """There is no such place, or there are several. The text is meant for a person."""


@dataclass(frozen=True)
class Destination:
    articles: ArticleIndexPage
    authors: AuthorIndexPage
    site: Site

    @property
    def locale(self) -> Locale:
        return self.articles.locale


def find_destination(into: str = "", language: str = "") -> Destination:
    """Return the place named by key or path, else the only one. Raise NoDestination."""
    articles = _article_index(into.strip().strip("/"), language)
    site = articles.get_site()
    if site is None:
        raise NoDestination(_("No site shows the page “%(page)s”.") % {"page": articles})
    return Destination(articles, _author_index(articles, site), site)


def _article_index(into: str, language: str) -> ArticleIndexPage:
    pages = list(ArticleIndexPage.objects.select_related("locale"))
    if language:
        pages = [page for page in pages if page.locale.language_code == language]
    elif not into:
        default = Locale.get_default()
        pages = [page for page in pages if page.locale_id == default.pk] or pages
    if into:
        pages = [page for page in pages if into in _names(page)]
    if len(pages) == 1:
        return pages[0]
    if not pages:
        raise NoDestination(_("There is no such page of articles. Create one, or choose another."))
    known = "\n".join(f"  {page.pk}  {_path(page)}  {page}" for page in pages)
    raise NoDestination(_("Choose one of these with --into:\n%(pages)s") % {"pages": known})


def _author_index(articles: ArticleIndexPage, site: Site) -> AuthorIndexPage:
    """Return the directory of the same site and language, the nearest if there are several."""
    candidates = AuthorIndexPage.objects.live().filter(locale=articles.locale_id)
    siblings_first = sorted(candidates, key=lambda page: page.path[:-4] != articles.path[:-4])
    for page in siblings_first:
        if page.get_site() == site:
            return page
    raise NoDestination(
        _("There is no published directory of authors in “%(language)s”. Create one first.")
        % {"language": articles.locale.language_code}
    )


def _names(page: Page) -> set[str]:
    return {str(page.pk), page.slug, _path(page), (page.url or "").strip("/")}


def _path(page: Page) -> str:
    """Return where a page lies under its home page."""
    return page.url_path.strip("/").partition("/")[2]
