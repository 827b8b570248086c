"""Every address of tips in one place, for a site in one language: `include("tips.all_urls")`."""

from django.urls import include, path

urlpatterns = [path("", include("tips.service_urls")), path("", include("tips.urls"))]
