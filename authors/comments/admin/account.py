"""Where authors choose, in their account, whether comments are mailed to them."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views.account import BaseSettingsPanel, notifications_tab

from authors.comments.models import CommentWishes
from authors.ownership import author_of


class WishesForm(forms.ModelForm):
    class Meta:
        model = CommentWishes
        fields = ["wants_mail"]


class WishesPanel(BaseSettingsPanel):
    name = "comment_wishes"
    title = _("Comments")
    tab = notifications_tab
    order = 200
    form_class = WishesForm

    def is_active(self) -> bool:
        return author_of(self.user) is not None

    def get_form(self) -> Any:
        author = author_of(self.user)
        wishes = CommentWishes.objects.filter(author=author).first()
        instance = wishes or CommentWishes(author=author)
        data = self.request.POST if self.request.method == "POST" else None
        return WishesForm(data, instance=instance, prefix=self.name)
