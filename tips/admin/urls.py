"""Addresses of an author's own money screens, below /admin/."""

from django.urls import path

from tips.admin.my_tips import MyTipsView
from tips.admin.preferences import PreferencesView

app_name = "my_tips"
urlpatterns = [
    path("", MyTipsView.as_view(), name="index"),
    path("results/", MyTipsView.as_view(results_only=True), name="results"),
    path("preferences/", PreferencesView.as_view(), name="preferences"),
]
