"""Addresses of the reconciliation, below /admin/."""

from django.urls import path

from tips.admin.reconciliation.pages import IndexView, RunView
from tips.admin.reconciliation.settling import ItemView, MismatchView

app_name = "tips_reconciliation"
urlpatterns = [
    path("", IndexView.as_view(), name="index"),
    path("runs/<uuid:run>/", RunView.as_view(), name="run"),
    path("mismatches/<uuid:payment>/", MismatchView.as_view(), name="mismatch"),
    path("differences/<int:pk>/", ItemView.as_view(), name="item"),
]
