"""What every host of the tests sets: mails that go nowhere, and what its kind needs."""

import os
from importlib import import_module

EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
kind = vars(import_module(f"mysite.settings.{os.environ['HOST_KIND']}"))
globals().update({name: value for name, value in kind.items() if name.isupper()})
