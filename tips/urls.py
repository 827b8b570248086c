"""Addresses of the pages readers see in their language."""

from django.urls import path

from tips.views.form import form

app_name = "tips"
urlpatterns = [path("<slug:handle>/", form, name="form")]
