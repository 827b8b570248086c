"""Addresses that are the same in every language: status pages, webhooks, the sandbox."""

from django.urls import URLPattern

app_name = "tips_service"
urlpatterns: list[URLPattern] = []
