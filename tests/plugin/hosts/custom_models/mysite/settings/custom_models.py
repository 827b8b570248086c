"""A host with models of its own, as it stands on the web: hashed static files, a strict policy."""

from mysite.settings.base import INSTALLED_APPS as _APPS
from mysite.settings.base import MIDDLEWARE as _MIDDLEWARE
from mysite.settings.base import STORAGES as _STORAGES

INSTALLED_APPS = ["people", "pictures", *_APPS]
AUTH_USER_MODEL = "people.Person"
WAGTAILIMAGES_IMAGE_MODEL = "pictures.Picture"
DEFAULT_AUTO_FIELD = "django.db.models.AutoField"

DEBUG = False
ALLOWED_HOSTS = ["127.0.0.1"]
_HASHED = "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"
STORAGES = _STORAGES | {"staticfiles": {"BACKEND": _HASHED}}
MIDDLEWARE = ["mysite.strict.Strict", *_MIDDLEWARE]
TIPS_ALLOW_SANDBOX = True
