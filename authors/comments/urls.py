"""Addresses of the pages readers see, each in their language."""

from django.urls import path

from authors.comments.views import feeds, mails, own
from authors.comments.views.form import form

app_name = "authors_comments"
urlpatterns = [
    path("feed/", feeds.everywhere, name="all_feed"),
    path("feed/<slug:kind>/", feeds.everywhere, name="other_all_feed"),
    path("own/<slug:token>/", own.own, name="own"),
    path("own/<slug:token>/withdraw/", own.withdraw, name="withdraw"),
    path("confirm/<str:token>/", mails.confirm, name="confirm"),
    path("stop/<str:token>/", mails.stop, name="stop"),
    path("stop-author/<str:token>/", mails.stop_author, name="stop_author"),
    path("<int:page_pk>/", form, name="form"),
    path("<int:page_pk>/feed/", feeds.on_page, name="feed"),
    path("<int:page_pk>/feed/<slug:kind>/", feeds.on_page, name="other_feed"),
]
