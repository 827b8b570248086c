"""The address of the privacy page, for a site that has no other."""

from django.urls import path

from authors.privacy.views import page

app_name = "authors_privacy"
urlpatterns = [path("", page, name="page")]
