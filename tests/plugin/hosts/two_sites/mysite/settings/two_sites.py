"""A host with two sites and two languages, told apart by the address."""

from mysite.settings.base import MIDDLEWARE as _MIDDLEWARE

LANGUAGE_CODE = "en"
WAGTAIL_I18N_ENABLED = True
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = [("en", "English"), ("de", "Deutsch")]
MIDDLEWARE = [*_MIDDLEWARE, "django.middleware.locale.LocaleMiddleware"]
