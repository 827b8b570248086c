"""Small answers for machines: crawlers and monitors."""

from django.core.cache import cache
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from wagtail.models import Site


def robots(request: HttpRequest) -> HttpResponse:
    site = Site.find_for_request(request)
    root = site.root_url if site else ""
    text = f"User-agent: *\nDisallow: /admin/\nDisallow: /tips/status/\n\nSitemap: {root}/sitemap.xml\n"
    return HttpResponse(text, content_type="text/plain; charset=utf-8")


@never_cache
def healthz(request: HttpRequest) -> HttpResponse:
    """Answer 200 as long as this process runs."""
    return HttpResponse("ok", content_type="text/plain")


@never_cache
def readyz(request: HttpRequest) -> HttpResponse:
    """Answer 200 when database, migrations and cache are ready to serve, else 503."""
    try:
        executor = MigrationExecutor(connection)
        behind = bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))
        cache.set("readyz", 1, 5)
        behind = behind or cache.get("readyz") != 1
    except Exception:  # noqa: BLE001 - whatever broke, the answer is the same
        behind = True
    return HttpResponse(
        "not ready" if behind else "ok", status=503 if behind else 200, content_type="text/plain"
    )
