"""A host whose pages have a base model of their own, so that it makes its own profile pages."""

from mysite.settings.base import INSTALLED_APPS as _APPS

_OURS = ["writers"] if "authors" in _APPS else []
INSTALLED_APPS = ["wagtail.test.basepage", *_OURS, *[a for a in _APPS if a != "authors.pages"]]
WAGTAIL_PAGE_MODEL = "basepage.BasePage"
