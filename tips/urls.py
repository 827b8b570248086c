"""Addresses of the pages readers see in their language."""

from django.urls import path

from tips.views import spread
from tips.views.form import form

app_name = "tips"
urlpatterns = [
    path("<slug:handle>/", form, name="form"),
    path("<slug:handle>/button.svg", spread.button, name="button"),
    path("<slug:handle>/qr.svg", spread.qr_svg, name="qr"),
    path("<slug:handle>/qr.png", spread.qr_png, name="qr_png"),
    path("<slug:handle>/embed/", spread.embed, name="embed"),
]
