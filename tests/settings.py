"""Settings of the test suite: the microsite's own, on files that tests may throw away."""

import os
import tempfile
from pathlib import Path

os.environ.setdefault("SECRET_KEY", "tests-" + "0" * 50)
os.environ.setdefault("ALLOWED_HOSTS", "testserver,localhost,127.0.0.1")
os.environ.setdefault("BASE_URL", "http://testserver")
os.environ.setdefault("TIPS_PROVIDERS", "sandbox")
os.environ.setdefault("EMAIL_URL", "memorymail://")

from authorsite.settings import *  # noqa: E402, F403
from authorsite.settings import (  # noqa: E402
    BASE_DIR,
    CACHES,
    DATABASES,
    INSTALLED_APPS,
    STORAGES,
)

if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A file, never in memory: locks and several processes are part of what is tested.
    (BASE_DIR / "var").mkdir(exist_ok=True)
    DATABASES["default"]["TEST"] = {"NAME": str(BASE_DIR / "var" / "test.sqlite3")}

INSTALLED_APPS.append("tests.plugin_host")
# Not in files: workers side by side have a database each.
CACHES["pages"] = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "pages"}
PAGE_CACHE_SECONDS = 0  # each test sees what pages are made of; those of the cache turn it on
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
# Each process has its own folder, so that workers side by side never share a file.
_media = tempfile.TemporaryDirectory(prefix="authorsite-media-")
MEDIA_ROOT = Path(_media.name)
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = True
TIPS_ALLOW_SANDBOX = True
DEMO_PICTURE_WIDTH = 64
