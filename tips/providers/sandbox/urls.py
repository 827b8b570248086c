"""The sandbox's addresses. All answer 404 where the sandbox isn't allowed."""

from django.urls import path

from tips.providers.sandbox import api, dashboard, pages

urlpatterns = [
    path("", dashboard.dashboard, name="sandbox_dashboard"),
    path("payments/<slug:pk>/", dashboard.payment, name="sandbox_payment"),
    path("checkout/<slug:pk>/", pages.checkout, name="sandbox_checkout"),
    path("api/checkouts/", api.checkouts, name="sandbox_checkouts"),
    path("api/checkouts/<slug:pk>/", api.checkout_detail, name="sandbox_checkout_api"),
    path("api/checkouts/<slug:pk>/refunds/", api.refunds, name="sandbox_refunds"),
    path("api/tick/", api.tick, name="sandbox_tick"),
]
