"""The address of the links in invitations. It stands outside i18n_patterns: each has a language."""

from django.urls import path

from authors.invitations.views import accept_invitation

app_name = "authors_invitations"
urlpatterns = [path("<str:token>/", accept_invitation, name="accept")]
