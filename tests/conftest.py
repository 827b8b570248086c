"""Fixtures that every folder of tests shares."""

import os

import pytest
from hypothesis import HealthCheck, settings

from tests.messages import compile_catalogues

# How long an example takes says how busy the machine is.
settings.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("patient")


def pytest_configure(config):
    """Compile the catalogues once, before any process of the run reads them."""
    if not hasattr(config, "workerinput"):
        compile_catalogues()


# Who may open what, what a crawl finds, what files say: the same on either database.
ONCE = (
    "tests/authors/test_foreign_pages.py",
    "tests/authors/test_permission_matrix.py",
    "tests/pages/test_out_of_sight.py",
    "tests/pages/importers/test_a_whole_site.py",
    "tests/pages/test_queries.py",
    "tests/site/test_app_order.py",
    "tests/site/test_blocks.py",
    "tests/site/test_crawl.py",
    "tests/site/test_left_out.py",
    "tests/site/test_production.py",
    "tests/site/test_translations.py",
    "tests/tips/admin/test_access.py",
    "tests/tips/test_provider_guides.py",
    "tests/tips/test_third_party.py",
)


DATABASE_FIXTURES = {"db", "transactional_db", "django_db_setup", "live_server"}


def needs_a_database(item):
    asks = DATABASE_FIXTURES & set(getattr(item, "fixturenames", ()))
    return bool(asks) or item.get_closest_marker("django_db") is not None


def pytest_collection_modifyitems(items):
    for item in items:
        listed = item.path.relative_to(item.config.rootpath).as_posix() in ONCE
        if listed or not needs_a_database(item):
            item.add_marker(pytest.mark.once)


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item, call):
    """With STRICT=1, count a skipped test as failed."""
    outcome = yield
    report = outcome.get_result()
    if os.environ.get("STRICT") == "1" and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"skipped in a strict run: {report.longrepr}"


@pytest.fixture(autouse=True, scope="session")
def flushes_keep_what_migrations_made():
    """Let tests that commit leave the database as migrations left it, for the next run too."""
    from django.test import TransactionTestCase

    from tests.flushing import flush, remember

    rows = {}

    def set_up(case):
        for name in case._databases_names(include_mirrors=False):
            rows[name] = rows.get(name) or remember(name)

    def tear_down(case):
        for name in case._databases_names(include_mirrors=False):
            flush(name, rows[name])

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_setup", classmethod(set_up))
        patch.setattr(TransactionTestCase, "_fixture_teardown", tear_down)
        yield


@pytest.fixture(autouse=True)
def nothing_is_kept():
    """Begin each test without what was kept of another one's pages."""
    from django.core.cache import caches

    caches["pages"].clear()


@pytest.fixture
def home(db):
    """The front page of the only site, in English."""
    from wagtail.models import Page, Site

    from authorsite.models import HomePage

    page = Page.get_first_root_node().add_child(instance=HomePage(title="Home", slug="front"))
    Site.objects.update(root_page=page)
    Site.clear_site_root_paths_cache()
    return page


@pytest.fixture
def author_index(home):
    from authors.pages.models import AuthorIndexPage

    return home.add_child(instance=AuthorIndexPage(title="Authors", slug="authors"))


@pytest.fixture
def article_index(home):
    from authors.pages.models import ArticleIndexPage

    return home.add_child(instance=ArticleIndexPage(title="Articles", slug="articles"))


@pytest.fixture
def make_author(db):
    """Make an author without a profile."""
    from authors.handles import candidates
    from authors.models import Author

    def make(name="Ada Lovelace", **fields):
        taken = set(Author.objects.values_list("handle", flat=True))
        free = next(handle for handle in candidates(name) if handle not in taken)
        return Author.objects.create(**{"name": name, "handle": free} | fields)

    return make


@pytest.fixture
def make_profile(author_index, make_author):
    """Make an author's page, with the author unless one is given."""
    from authors.pages.models import AuthorPage

    def make(author=None, title="", parent=None, live=True, **fields):
        author = author or make_author(title or "Ada Lovelace")
        page = AuthorPage(author=author, title=title or author.name, live=live, **fields)
        return (parent or author_index).add_child(instance=page)

    return make


@pytest.fixture
def make_article(article_index):
    """Make an article by the authors given, in their order."""
    from authors.models import Byline
    from authors.pages.models import ArticlePage

    def make(*authors, title="On engines", parent=None, live=True, **fields):
        page = ArticlePage(title=title, live=live, **fields)
        page.authors_bylines = [Byline(author=a, sort_order=i) for i, a in enumerate(authors)]
        return (parent or article_index).add_child(instance=page)

    return make


@pytest.fixture
def make_picture(db):
    """Store a picture of one colour."""
    from io import BytesIO

    from django.core.cache import cache
    from django.core.files.images import ImageFile
    from PIL import Image as Drawing
    from wagtail.images import get_image_model

    # Wagtail keeps renditions by the picture's key, which a test before this one has used, too.
    cache.clear()

    def make(width=400, height=300):
        buffer = BytesIO()
        Drawing.new("RGB", (width, height), "sienna").save(buffer, "JPEG")
        file = ImageFile(buffer, name="picture.jpg")
        return get_image_model().objects.create(title="Picture", file=file)

    return make


@pytest.fixture
def translate(db):
    """Make a live German translation of a page; its parents must be translated already."""
    from wagtail.actions.copy_for_translation import CopyPageForTranslationAction
    from wagtail.models import Locale, Site

    def make(page, title="", live=True):
        german, _ = Locale.objects.get_or_create(language_code="de")
        action = CopyPageForTranslationAction(page, german, include_subtree=False)
        copy = action.execute(skip_permission_checks=True)
        copy.title, copy.live = title or page.title, live
        copy.save()
        Site.clear_site_root_paths_cache()
        return copy

    return make


@pytest.fixture
def mail_server(settings):
    """Send mails through a real server; return what it got: `letters` and `envelopes`."""
    from tests import mail_server

    controller = mail_server.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = controller.hostname, controller.port
    settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    yield controller.handler
    controller.stop()
