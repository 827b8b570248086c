"""What the web server in front of a strict host does: serve files, and set a policy."""

from django.conf import settings
from django.views.static import serve

POLICY = "default-src 'self'; base-uri 'none'; frame-ancestors 'none'; object-src 'none'"
FOLDERS = {settings.STATIC_URL: settings.STATIC_ROOT, settings.MEDIA_URL: settings.MEDIA_ROOT}


class Strict:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        for address, folder in FOLDERS.items():
            if request.path.startswith(address):
                return serve(request, request.path.removeprefix(address), document_root=folder)
        response = self.get_response(request)
        response.headers.setdefault("Content-Security-Policy", POLICY)
        return response
