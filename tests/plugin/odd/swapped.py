"""The same with a base page of the host's own, where `authors.pages` can't be."""

from tests.plugin.odd.settings import *  # noqa: F403
from tests.plugin.odd.settings import INSTALLED_APPS as _APPS

INSTALLED_APPS = ["wagtail.test.basepage", *[app for app in _APPS if app != "authors.pages"]]
WAGTAIL_PAGE_MODEL = "basepage.BasePage"
