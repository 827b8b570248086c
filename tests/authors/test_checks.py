"""A developer is told exactly what is missing, and how to mend it."""

from copy import deepcopy
from datetime import timedelta

import pytest
from django.core.checks import run_checks
from django.utils import timezone

pytestmark = pytest.mark.django_db


def found(**options):
    return [message for message in run_checks(**options) if message.id.startswith("authors.")]


def codes(**options):
    return {message.id for message in found(**options)}


@pytest.fixture
def own_base(settings, tmp_path):
    """Let the site have another base.html."""

    def write(text):
        (tmp_path / "base.html").write_text(text)
        templates = deepcopy(settings.TEMPLATES)
        templates[0]["DIRS"] = [tmp_path]
        settings.TEMPLATES = templates

    return write


def test_a_good_configuration_is_quiet():
    assert found(databases=["default"]) == []


def test_a_block_that_the_base_template_lacks_is_named(own_base):
    own_base("{% block title %}{% endblock %}{% block content %}{% endblock %}")

    assert [message.msg for message in found()] == [
        "base.html has no block “extra_css”, which our pages fill.",
        "base.html has no block “extra_js”, which our pages fill.",
    ]
    assert [message.hint for message in found()] == [
        "Put {% block extra_css %}{% endblock %} in <head>, after your own style sheets.",
        "Put {% block extra_js %}{% endblock %} at the end of <body>.",
    ]


def test_a_site_without_that_template_is_told_how_to_lead_to_its_own(settings, tmp_path):
    templates = deepcopy(settings.TEMPLATES)
    templates[0]["DIRS"] = [tmp_path]
    settings.TEMPLATES = templates

    (message,) = found()

    assert message.msg == "There is no template base.html."
    assert '{% extends "that/name.html" %}' in message.hint


def test_an_engine_of_another_kind_before_djangos_is_passed_over(settings, own_base, tmp_path):
    blocks = ("title", "extra_css", "content", "extra_js")
    own_base("".join(f"{{% block {name} %}}{{% endblock %}}" for name in blocks))
    strange = {"BACKEND": "django.template.backends.dummy.TemplateStrings", "DIRS": [tmp_path]}
    settings.TEMPLATES = [strange | {"APP_DIRS": False, "OPTIONS": {}}, *settings.TEMPLATES]

    assert found() == []


def test_a_base_template_that_extends_another_is_trusted(own_base):
    own_base('{% extends "other.html" %}')

    assert found() == []


@pytest.mark.parametrize("name", ["plugin_host.NewsPages", "authors.Author", "news"])
def test_a_list_of_what_is_no_page_type_is_told(settings, name):
    settings.AUTHORS_ARTICLE_MODEL = name

    assert codes() == {"authors.E003"}


@pytest.mark.parametrize(
    "formats",
    [{"text": ("Text", "home.nowhere.Feed")}, {"text": "home.feeds.TextFeed"}, {"text": ("Text",)}],
)
def test_a_format_of_feeds_that_cannot_be_loaded_is_told(settings, formats):
    settings.AUTHORS_FEED_FORMATS = formats

    assert codes() == {"authors.E006"}


@pytest.mark.parametrize("network", ["Matrix", ("Matrix",)])
def test_a_network_that_cannot_be_read_is_told(settings, network):
    settings.AUTHORS_NETWORKS = {"matrix": network}

    assert codes() == {"authors.E007"}


def test_a_network_with_an_icon_that_is_nowhere_is_told(settings):
    settings.AUTHORS_NETWORKS = {"matrix": ("Matrix", "matricks"), "plain": ("Plain", "")}

    (message,) = found()

    assert message.msg == "Simple Icons has no “matricks”, so “matrix” gets a globe."


def test_times_without_a_zone_are_told(settings):
    settings.USE_TZ = False

    assert codes() == {"authors.E004"}


def test_a_missing_request_in_templates_is_told(settings):
    templates = deepcopy(settings.TEMPLATES)
    templates[0]["OPTIONS"]["context_processors"] = []
    settings.TEMPLATES = templates

    assert "authors.E002" in codes()


@pytest.mark.parametrize("backend", ["locmem.LocMemCache", "dummy.DummyCache"])
def test_a_cache_of_one_process_is_told_before_going_live(settings, backend):
    settings.CACHES = {"default": {"BACKEND": f"django.core.cache.backends.{backend}"}}

    assert "authors.W002" in codes(include_deployment_checks=True)
    assert "authors.W002" not in codes()


def test_each_cache_that_we_use_must_be_shared(settings):
    alone = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
    shared = {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache"}
    settings.CACHES = {"default": shared, "pages": alone}
    settings.AUTHORS_CACHE = "pages"

    (message,) = [m for m in found(include_deployment_checks=True) if m.id == "authors.W002"]

    assert "“pages”" in message.msg


def test_a_cache_that_is_not_there_is_told(settings):
    settings.AUTHORS_CACHE = "nosuch"

    assert codes() == {"authors.E005"}


def test_a_task_backend_that_is_not_there_is_told(settings):
    settings.AUTHORS_TASK_BACKEND = "nosuch"

    (message,) = found()

    assert (message.id, "sweep" in message.hint) == ("authors.E001", True)


def test_an_address_that_only_the_template_of_new_sites_knows_is_told_before_going_live(settings):
    settings.WAGTAILADMIN_BASE_URL = "http://example.com"

    (message,) = [m for m in found(include_deployment_checks=True) if m.id == "authors.W004"]

    assert message.msg == "WAGTAILADMIN_BASE_URL is still http://example.com."
    assert "authors.W004" not in codes()


def test_mails_that_nobody_sends_are_told():
    from tests.plugin_host.models import Postcard

    long_ago = timezone.now() - timedelta(hours=1)
    Postcard.objects.create(to="a@example.org", next_try=long_ago)
    Postcard.objects.create(to="b@example.org")

    (message,) = found(databases=["default"])

    assert message.msg.startswith("1 rows of plugin_host.Postcard wait")
    assert "sweep" in message.hint
