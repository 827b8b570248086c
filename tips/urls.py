"""Addresses of the pages readers see in their language."""

from django.urls import URLPattern

app_name = "tips"
urlpatterns: list[URLPattern] = []
