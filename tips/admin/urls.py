"""Addresses of an author's own money screens, below /admin/."""

from django.urls import include, path, register_converter
from django.urls.converters import StringConverter

from tips.admin import get_paid
from tips.admin.bank import own as own_bank
from tips.admin.goal import EndGoalView, GoalView
from tips.admin.my_tips import MyTipsView
from tips.admin.preferences import PreferencesView
from tips.admin.share import ShareView
from tips.admin.statement import StatementsView, StatementView
from tips.admin.word_actions import BlockView, DecideView, ReplyView, ReportView
from tips.admin.words import MessagesView


class HexConverter(StringConverter):
    """A uuid as 32 digits, which is how our forms write it."""

    regex = "[0-9a-f]{32}"


class DecisionConverter(StringConverter):
    regex = "approve|reject|wait"


class BlockingConverter(StringConverter):
    regex = "block|unblock"


register_converter(HexConverter, "tip_hex")
register_converter(DecisionConverter, "tip_decision")
register_converter(BlockingConverter, "tip_blocking")

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
    path("messages/", MessagesView.as_view(), name="messages"),
    path("messages/<tip_hex:uuid>/reply/", ReplyView.as_view(), name="reply"),
    path("messages/<tip_hex:uuid>/report/", ReportView.as_view(), name="report"),
    path("messages/<tip_hex:uuid>/<tip_decision:action>/", DecideView.as_view(), name="decide"),
    path("messages/<tip_hex:uuid>/<tip_blocking:action>/", BlockView.as_view(), name="block"),
    path("goal/", GoalView.as_view(), name="goal"),
    path("goal/end/", EndGoalView.as_view(), name="end_goal"),
    path("statements/", StatementsView.as_view(), name="statements"),
    path("statements/<int:year>/", StatementView.as_view(), name="statement"),
    path("share/", ShareView.as_view(), name="share"),
    path("preferences/", PreferencesView.as_view(), name="preferences"),
    path("get-paid/", include(money)),
    path("transfers/", own_bank.OwnTransferIndexView.as_view(), name="bank_index"),
    path(
        "transfers/results/",
        own_bank.OwnTransferIndexView.as_view(results_only=True),
        name="bank_results",
    ),
    path("transfers/statement/", own_bank.OwnStatementView.as_view(), name="bank_statement"),
    path("transfers/<slug:pk>/", own_bank.OwnTransferView.as_view(), name="bank_transfer"),
]
