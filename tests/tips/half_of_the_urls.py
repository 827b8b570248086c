"""A site that forgot an include."""

from django.urls import clear_url_caches, include, path

urlpatterns = []


def include_only(name):
    urlpatterns[:] = [path("tips/", include(name))]
    clear_url_caches()
