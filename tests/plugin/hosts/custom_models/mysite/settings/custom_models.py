"""A host with a user model and an image model of its own, and hashed static files."""

from mysite.settings.base import INSTALLED_APPS as _APPS

INSTALLED_APPS = ["people", "pictures", *_APPS]
AUTH_USER_MODEL = "people.Person"
WAGTAILIMAGES_IMAGE_MODEL = "pictures.Picture"

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
