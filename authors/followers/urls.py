"""Addresses for readers, in each of their languages."""

from django.urls import path

from authors.followers.views import feeds, secret
from authors.followers.views.follow import asked, follow

app_name = "followers"
urlpatterns = [
    path("", follow, {"kind": "site"}, name="site"),
    path("author/<slug:handle>/", follow, {"kind": "author"}, name="author"),
    path("topic/<str:slug>/", follow, {"kind": "tag"}, name="tag"),
    path("comments/<int:pk>/", follow, {"kind": "page"}, name="page"),
    path("asked/", asked, name="asked"),
    path("feeds/", feeds.feeds, name="feeds"),
    path("confirm/<str:token>/", secret.confirm, name="confirm"),
    path("preferences/<str:token>/", secret.preferences, name="preferences"),
    path("leave/<str:token>/", secret.leave, name="leave"),
]
