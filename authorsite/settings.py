"""Settings of the microsite, all from the environment. docs/operate.md has the table."""

from importlib.util import find_spec
from pathlib import Path

import django
import environ
import font_manrope
from csp.constants import NONE, SELF, UNSAFE_INLINE
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = BASE_DIR / "var"
env = environ.Env()

DEBUG = env.bool("DEBUG", False)
# Without DEBUG there is no default: a guessable key would forge sessions and tip forms.
SECRET_KEY = env.str("SECRET_KEY", "for-development-only-" + "0" * 40 if DEBUG else "")
if not SECRET_KEY:
    raise ImproperlyConfigured("Set SECRET_KEY, or DEBUG=1 on your own machine.")
BASE_URL = env.str("BASE_URL", "http://127.0.0.1:8000").rstrip("/")
IS_HTTPS = BASE_URL.startswith("https://")
ALLOWED_HOSTS = env.list(
    "ALLOWED_HOSTS", default=["127.0.0.1", "localhost", "[::1]"] if DEBUG else []
)
CSRF_TRUSTED_ORIGINS = [BASE_URL]

INSTALLED_APPS = [
    "authorsite",
    "tips",
    "authors.comments",
    "authors.followers",
    "authors.pages",
    "authors",
    "wagtail.api.v2",
    "wagtail.contrib.redirects",
    "wagtail.contrib.routable_page",
    "wagtail.contrib.settings",
    "wagtail.contrib.sitemaps",
    "wagtail.locales",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_tasks",
    "django_tasks_db",
    "csp",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    # Before session and sign-in, which a kept page needs neither of.
    "authorsite.page_cache.whole_pages",
    "csp.middleware.CSPMiddleware",
    "authorsite.middleware.editors_policy",
    "authorsite.middleware.permissions_policy",
    "authorsite.middleware.language_from_url",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]

ROOT_URLCONF = "authorsite.urls"
WSGI_APPLICATION = "authorsite.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

DATABASES = {"default": env.db("DATABASE_URL", default=f"sqlite:///{VAR_DIR}/db.sqlite3")}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # Write-ahead log: readers don't wait for the writer. Immediate: two writers queue up at the
    # start instead of failing in the middle.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    }
else:
    DATABASES["default"]["CONN_MAX_AGE"] = 60
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True

# A shared cache serves for everything. Without one, whatever pages are made of is kept in files:
# worker and server must both know when it has changed.
SHARED_CACHE = env.cache("CACHE_URL", default="") if env.str("CACHE_URL", "") else None
if SHARED_CACHE and SHARED_CACHE["BACKEND"].endswith(".RedisCache"):
    SHARED_CACHE["BACKEND"] = "authorsite.caches.RedisCache"
CACHES = {
    "default": SHARED_CACHE or env.cache_url_config("locmemcache://authorsite"),
    "pages": SHARED_CACHE
    or {
        "BACKEND": "authorsite.caches.FileCache",
        "LOCATION": VAR_DIR / "cache",
        "OPTIONS": {"MAX_ENTRIES": 2000},
    },
}
AUTHORS_CACHE = "pages"
PAGE_CACHE_SECONDS = env.int("PAGE_CACHE_SECONDS", 600)

EMAIL_CONFIG = env.email("EMAIL_URL", default="consolemail://")
vars().update(EMAIL_CONFIG)
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", "authorsite <noreply@localhost>")

# Django has tasks of its own from version 6 on, and every backend has to be made of the same ones.
TASK_PACKAGE = "django.tasks" if django.VERSION >= (6, 0) else "django_tasks"
# Wagtail's own background work stays in the request; ours has a backend that a worker serves.
TASKS = {
    "default": {"BACKEND": f"{TASK_PACKAGE}.backends.immediate.ImmediateBackend"},
    "authors": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["authors"]},
}

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]

LANGUAGE_CODE = "en"
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = [("en", _("English")), ("de", _("German"))]
WAGTAILADMIN_PERMITTED_LANGUAGES = [("en", "English"), ("de", "Deutsch")]
WAGTAIL_I18N_ENABLED = True
LOCALE_PATHS = [BASE_DIR / "authorsite" / "locale"]
TIME_ZONE = env.str("TIME_ZONE", "Europe/Berlin")
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [("fonts", Path(font_manrope.__file__).parent / "files")]
MEDIA_URL = "/media/"
MEDIA_ROOT = env.path("MEDIA_ROOT", default=str(VAR_DIR / "media"))
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}

WAGTAIL_SITE_NAME = env.str("SITE_NAME", "authorsite")
WAGTAILADMIN_BASE_URL = BASE_URL
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "jpg", "jpeg", "png", "webp"]
WAGTAILIMAGES_IMAGE_FORM_BASE = "authors.image_form.ImageForm"
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 40_000_000
WAGTAILDOCS_EXTENSIONS = ["csv", "docx", "odt", "pdf", "txt", "zip"]
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "authorsite.search"}}
WAGTAIL_ENABLE_UPDATE_CHECK = False
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000

# Readers.
AUTHORS_TASK_BACKEND = "authors"
AUTHORS_PROXY_HOPS = 1 if env.bool("BEHIND_PROXY", False) else 0
AUTHORS_PRIVACY_URL = env.str("AUTHORS_PRIVACY_URL", "")
AUTHORS_PRIVACY_CONTACT = env.str("AUTHORS_PRIVACY_CONTACT", "")

# Money. docs/providers.md has the table.
# For the demo bank transfers too, to a well-known account of nobody's, where their extra is there.
DEMO_BANK = DEBUG and find_spec("schwifty") is not None
TIPS_PROVIDERS = env.list(
    "TIPS_PROVIDERS", default=["sandbox", *(["bank"] if DEMO_BANK else [])] if DEBUG else []
)
TIPS_EMBED_HOSTS = env.list("TIPS_EMBED_HOSTS", default=[])
TIPS_SITE_RECEIVES = env.bool("TIPS_SITE_RECEIVES", True)
TIPS_PLATFORM_FEE_PERCENT = env.str("TIPS_PLATFORM_FEE_PERCENT", "0")
TIPS_PAYOUT_COOL_OFF_HOURS = env.int("TIPS_PAYOUT_COOL_OFF_HOURS", 72)
TIPS_SANDBOX_SLOW_SECONDS = env.int("TIPS_SANDBOX_SLOW_SECONDS", 15)
TIPS_TERMS_URL = env.str("TIPS_TERMS_URL", "")
TIPS_BANK_NAME = env.str("TIPS_BANK_NAME", "Fine Grind" if DEMO_BANK else "")
TIPS_BANK_IBAN = env.str("TIPS_BANK_IBAN", "DE02120300000000202051" if DEMO_BANK else "")
TIPS_BANK_BIC = env.str("TIPS_BANK_BIC", "")
TIPS_BANK_LIVE = env.bool("TIPS_BANK_LIVE", False)
TIPS_BANK_DAYS = env.int("TIPS_BANK_DAYS", 14)
STRIPE_SECRET_KEY = env.str("STRIPE_SECRET_KEY", "")
STRIPE_WEBHOOK_SECRET = env.list("STRIPE_WEBHOOK_SECRET", default=[])
STRIPE_CONNECT_WEBHOOK_SECRET = env.list("STRIPE_CONNECT_WEBHOOK_SECRET", default=[])
STRIPE_SUBMIT_TYPE = env.str("STRIPE_SUBMIT_TYPE", "pay")
STRIPE_CHECKOUT_ORIGIN = env.str("STRIPE_CHECKOUT_ORIGIN", "")
STRIPE_API_BASE = env.str("STRIPE_API_BASE", "")
PAYPAL_CLIENT_ID = env.str("PAYPAL_CLIENT_ID", "")
PAYPAL_CLIENT_SECRET = env.str("PAYPAL_CLIENT_SECRET", "")
PAYPAL_WEBHOOK_ID = env.str("PAYPAL_WEBHOOK_ID", "")
PAYPAL_API_BASE = env.str("PAYPAL_API_BASE", "")

SECURE_SSL_REDIRECT = IS_HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if IS_HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = IS_HTTPS
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = IS_HTTPS
CSRF_COOKIE_HTTPONLY = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if env.bool("BEHIND_PROXY", False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "img-src": [SELF, "data:"],
    },
}
# Wagtail's editor needs inline scripts (wagtail/wagtail issue 1288); readers' pages never do.
ADMIN_CONTENT_SECURITY_POLICY = {
    "default-src": [SELF],
    "script-src": [SELF, UNSAFE_INLINE],
    "style-src": [SELF, UNSAFE_INLINE],
    "img-src": [SELF, "data:", "blob:"],
    "object-src": [NONE],
    "base-uri": [SELF],
    "form-action": [SELF],
    "frame-ancestors": [SELF],
}

LOG_LEVEL = env.str("LOG_LEVEL", "INFO")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": LOG_LEVEL},
    # Django gives its development server a handler of its own, which knows no level.
    "loggers": {"django.server": {"level": LOG_LEVEL, "propagate": True}},
}
