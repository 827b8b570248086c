"""Every address of the microsite."""

from django.apps import apps
from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.conf.urls.static import static
from django.urls import URLResolver, include, path, re_path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.contrib.sitemaps.views import sitemap
from wagtail.documents import urls as wagtaildocs_urls

from authorsite import routing, views
from authorsite.api import router
from authorsite.sitemap import EveryLanguageSitemap


def if_installed(app: str, route: str) -> list[URLResolver]:
    """Return the addresses of an app that can be left out by taking it from the settings alone."""
    return [path(route, include(f"{app}.urls"))] if apps.is_installed(app) else []


urlpatterns = [
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("sitemap.xml", sitemap, {"sitemaps": {"pages": EveryLanguageSitemap}}),
    path("robots.txt", views.robots),
    path("healthz", views.healthz),
    path("readyz", views.readyz),
    path("api/v2/", router.urls),
    path("tips/", include("tips.service_urls")),
    path("invitations/", include("authors.invitations.urls")),
]
if settings.DEBUG:
    urlpatterns += static(settings.MEDIA_URL, document_root=settings.MEDIA_ROOT)
urlpatterns += i18n_patterns(
    *if_installed("authors.comments", "comments/"),
    path("search/", include("authors.search_urls")),
    path("tips/", include("tips.urls")),
    *if_installed("authors.followers", "follow/"),
    path("privacy/", include("authors.privacy.urls")),
    re_path(wagtail_urls.serve_pattern, routing.serve, name="wagtail_serve"),
    path("", include(wagtail_urls)),
    prefix_default_language=False,
)
