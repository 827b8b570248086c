"""What every host of the tests sets: where it is served, and mails that go nowhere."""

import os
from importlib import import_module

WAGTAILADMIN_BASE_URL = os.environ["HOST_URL"]
EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
kind = vars(import_module(f"mysite.settings.{os.environ['HOST_KIND']}"))
globals().update({name: value for name, value in kind.items() if name.isupper()})
