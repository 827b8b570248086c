"""Which address links begin with: readers' with that of their site, the admin's with its own."""

import pytest
from wagtail.models import Site

from authors.addresses import admin_root, public_root

pytestmark = pytest.mark.django_db


@pytest.fixture
def named(home):
    """The default site has a name of its own; its admin is at http://testserver."""
    Site.objects.update(hostname="magazine.example", port=443)


@pytest.fixture
def second(home, named):
    """A page on another site."""
    page = home.get_parent().add_child(instance=type(home)(title="Blog", slug="blog"))
    Site.objects.create(hostname="blog.example", port=443, root_page=page)
    Site.clear_site_root_paths_cache()
    return page


def test_a_page_is_on_its_own_site(second):
    assert public_root(second) == "https://blog.example"


def test_without_a_page_readers_are_on_the_default_site(second):
    assert public_root() == "https://magazine.example"


def test_the_admin_has_an_address_of_its_own(named):
    assert admin_root() == "http://testserver"


def test_the_admin_is_on_the_default_site_where_no_address_is_set(named, settings):
    settings.WAGTAILADMIN_BASE_URL = ""

    assert admin_root() == "https://magazine.example"


def test_a_site_that_nobody_named_is_known_by_the_admins_address(home):
    assert public_root() == "http://testserver"


def test_a_site_that_nobody_named_keeps_its_address_where_no_other_is_set(home, settings):
    settings.WAGTAILADMIN_BASE_URL = ""

    assert public_root() == admin_root() == "http://localhost"


@pytest.mark.parametrize("placeholder", ["http://example.com", "https://example.com/"])
def test_what_the_template_of_new_sites_says_is_no_address(named, settings, placeholder):
    settings.WAGTAILADMIN_BASE_URL = placeholder

    assert admin_root() == "https://magazine.example"


@pytest.mark.parametrize("unset", ["http://example.com", ""])
def test_a_new_site_on_a_developers_machine_is_where_runserver_serves_it(home, settings, unset):
    settings.WAGTAILADMIN_BASE_URL = unset
    settings.DEBUG = True

    assert public_root() == admin_root() == "http://127.0.0.1:8000"
