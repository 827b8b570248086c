"""A host that has changed what Django, Wagtail and we ourselves let a host change."""

SECRET_KEY = "odd"
STATIC_URL = "/static/"
INSTALLED_APPS = [
    "people",
    "pictures",
    "tests.plugin.odd",
    "tips",
    "authors.pages",
    "authors.comments",
    "authors.followers",
    "authors",
    "wagtail.contrib.settings",
    "wagtail.users",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.admin",
    "wagtail",
    "taggit",
    "django.contrib.auth",
    "django.contrib.contenttypes",
]
DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}}
DEFAULT_AUTO_FIELD = "django.db.models.SmallAutoField"
USE_TZ = USE_I18N = False
LANGUAGE_CODE, LANGUAGES = "ja", [("ja", "Japanese"), ("ar", "Arabic")]
WAGTAIL_I18N_ENABLED, WAGTAIL_CONTENT_LANGUAGES = True, LANGUAGES
AUTH_USER_MODEL = "people.Person"
WAGTAILIMAGES_IMAGE_MODEL = "pictures.Picture"

AUTHORS_NETWORKS = {"matrix": ("Matrix", "matrix"), "zine": ("Zine", "", True, ["zine.example"])}
AUTHORS_FEED_FORMATS = {"text": ("Plain text", "nowhere.TextFeed")}
AUTHORS_PARTNER_HOSTS = AUTHORS_RESERVED_HANDLES = ["shop"]
AUTHORS_EMBED_HOSTS = {"tube.example": "peertube"}
TIPS_PROVIDERS = ["paypal", "bank", "stripe"]
TIPS_FEES = {"bank": {"JPY": ("1.5", 25)}}
TIPS_PLATFORM_FEE_PERCENT = 5
TIPS_KEEP_EMAIL_DAYS = None
