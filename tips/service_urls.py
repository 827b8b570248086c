"""Addresses that are the same in every language: status pages, webhooks, the sandbox."""

from django.urls import URLPattern, URLResolver, include, path

from tips.views import webhooks

app_name = "tips_service"
providers: list[URLPattern | URLResolver] = [
    path("webhooks/<slug:key>/", webhooks.receive, name="webhook"),
    path("sandbox/", include("tips.providers.sandbox.urls")),
]
urlpatterns = [*providers]
