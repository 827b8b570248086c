"""What the web server in front of a strict host does: serve static files, and set a policy."""

from django.conf import settings
from django.views.static import serve

POLICY = "default-src 'self'; base-uri 'none'; frame-ancestors 'none'; object-src 'none'"


class Strict:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.path.startswith(settings.STATIC_URL):
            path = request.path.removeprefix(settings.STATIC_URL)
            return serve(request, path, document_root=settings.STATIC_ROOT)
        response = self.get_response(request)
        response.headers.setdefault("Content-Security-Policy", POLICY)
        return response
