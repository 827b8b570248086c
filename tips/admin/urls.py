"""Addresses of an author's own money screens, below /admin/."""

from django.urls import include, path

from tips.admin import get_paid
from tips.admin.my_tips import MyTipsView
from tips.admin.preferences import PreferencesView

app_name = "my_tips"
money = [
    path("", get_paid.GetPaidView.as_view(), name="get_paid"),
    path("connect/<slug:key>/", get_paid.ConnectView.as_view(), name="get_paid_connect"),
    path("<uuid:uuid>/go-on/", get_paid.GoOnView.as_view(), name="get_paid_go_on"),
    path("<uuid:uuid>/return/", get_paid.ReturnView.as_view(), name="get_paid_return"),
    path("<uuid:uuid>/refresh/", get_paid.RefreshView.as_view(), name="get_paid_refresh"),
    path("<uuid:uuid>/disconnect/", get_paid.DisconnectView.as_view(), name="get_paid_disconnect"),
    path("<uuid:uuid>/cancel/", get_paid.CancelView.as_view(), name="get_paid_cancel"),
]
urlpatterns = [
    path("", MyTipsView.as_view(), name="index"),
    path("results/", MyTipsView.as_view(results_only=True), name="results"),
    path("preferences/", PreferencesView.as_view(), name="preferences"),
    path("get-paid/", include(money)),
]
