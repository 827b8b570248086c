"""The tree of the demo's publication, in both languages."""

from urllib.parse import urlsplit

from django.conf import settings
from django.core.management.base import CommandError
from wagtail.models import Locale, Page, Site

from authors.pages.models import ArticleIndexPage, AuthorIndexPage
from authorsite.demo.identity import key_of
from authorsite.demo.manuscripts import read_toml
from authorsite.models import HomePage

LANGUAGES = ("en", "de")


def locale(language: str) -> Locale:
    return Locale.objects.get_or_create(language_code=language)[0]


def known_page(model: type[Page], language: str, *words: str) -> Page | None:
    """Return the page that an earlier run made, wherever a person has moved it since."""
    return model.objects.filter(
        translation_key=key_of(*words), locale__language_code=language
    ).first()


def put(page: Page, parent: Page, language: str, *words: str) -> Page:
    """Add a page under the key by which the next run finds it, and publish it."""
    page.locale, page.translation_key = locale(language), key_of(*words)
    parent.add_child(instance=page)
    page.save_revision().publish()
    return page


def ensure_tree(address: str) -> None:
    """Make home page and both indexes in both languages, and point the site at them."""
    texts = read_toml("publication.toml")
    for language in LANGUAGES:
        words = texts[language]
        home = known_page(HomePage, language, "home") or _home(language, words)
        for name, model in (("articles", ArticleIndexPage), ("authors", AuthorIndexPage)):
            if not known_page(model, language, name):
                index = model(title=words[name], slug=name, show_in_menus=True)
                put(index, home, language, name)
    _point_site(address, texts["name"])


def _home(language: str, words: dict[str, str]) -> Page:
    root = Page.get_first_root_node()
    _remove_welcome_page(root)
    slug = "home" if language == settings.LANGUAGE_CODE else f"home-{language}"
    page = HomePage(title=words["title"], slug=slug, introduction=words["introduction"])
    return put(page, root, language, "home")


def _remove_welcome_page(root: Page) -> None:
    """Delete the page that Wagtail's own migrations make, as long as nobody built on it."""
    for page in root.get_children().filter(slug="home"):
        if page.specific_class is Page and not page.get_children().exists():
            page.delete()
            root.refresh_from_db()
        elif page.specific_class is not HomePage:
            raise CommandError("This database holds another site. Give the demo one of its own.")


def _point_site(address: str, name: str) -> None:
    """Let links and feeds carry the address that the demo is served at."""
    parts = urlsplit(address)
    port = parts.port or (443 if parts.scheme == "https" else 80)
    home = known_page(HomePage, settings.LANGUAGE_CODE, "home")
    site = Site.objects.filter(is_default_site=True).first() or Site(is_default_site=True)
    site.hostname, site.port = parts.hostname or "127.0.0.1", port
    site.site_name = site.site_name or name
    if site.root_page_id is None or not issubclass(site.root_page.specific_class, HomePage):
        site.root_page = home
    site.save()
