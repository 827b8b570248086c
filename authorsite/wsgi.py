"""The WSGI entry point of the microsite."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "authorsite.settings")
application = get_wsgi_application()
