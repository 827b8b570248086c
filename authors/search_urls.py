"""The address of the search; inside i18n_patterns if there are any."""

from django.urls import path

from authors.search_views import search

urlpatterns = [path("", search, name="authors_search")]
