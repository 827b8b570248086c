"""Addresses that are the same in every language: status pages, webhooks, the sandbox."""

from django.urls import URLPattern, URLResolver, include, path

from tips.views import provider_page, webhooks
from tips.views.cancel_account import cancel_account
from tips.views.status import retry, status
from tips.views.words import words

app_name = "tips_service"
readers: list[URLPattern | URLResolver] = [
    path("status/<slug:token>/", status, name="status"),
    path("status/<slug:token>/retry/", retry, name="retry"),
    path("status/<slug:token>/words/", words, name="words"),
    path("accounts/<str:token>/cancel/", cancel_account, name="cancel_account"),
]
providers: list[URLPattern | URLResolver] = [
    path("pay/<slug:key>/<slug:remote_id>/", provider_page.page, name="page"),
    path("webhooks/<slug:key>/", webhooks.receive, name="webhook"),
    path("webhooks/<slug:key>/connect/", webhooks.receive_of_accounts, name="webhook_of_accounts"),
    path("sandbox/", include("tips.providers.sandbox.urls")),
]
urlpatterns = [*readers, *providers]
