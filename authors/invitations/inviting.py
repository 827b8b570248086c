"""Invite somebody to write here: account, author and draft profile, and a link that opens them."""

from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.log_actions import log
from wagtail.users.models import UserProfile

from authors import handles, outbox
from authors.exceptions import AlreadyInvited
from authors.groups import AUTHORS, TRUSTED
from authors.identity import name_guest
from authors.invitations.records import Invitation, new_deadline
from authors.mailboxes import same_address, written_alike
from authors.models import Author

INVITED, REVOKED, ACCEPTED = "authors.invited", "authors.uninvited", "authors.accepted"
ROLES = {
    AUTHORS: gettext_lazy("Write; editors publish"),
    TRUSTED: gettext_lazy("Write and publish"),
}


def invite(author: Author, email: str, *, language: str, role: str, by: Any) -> Invitation:
    """Invite an author, new or a guest, and owe them the mail. Raise AlreadyInvited."""
    if role not in ROLES:
        raise ValueError(role)
    try:
        with transaction.atomic():
            if author.pk is None:
                author.save()
                name_guest(author)
            user = make_account(author, email, language)
            user.groups.add(*Group.objects.filter(name=role))
            link(author, user)
            draft_profile(author, user, language)
            invitation = Invitation.objects.create(
                author=author,
                user=user,
                address=written_alike(email),
                language=language,
                invited_by=by,
            )
            log(author, INVITED, user=by)
            outbox.owe(invitation)
    except IntegrityError as error:  # another editor was faster
        raise AlreadyInvited from error
    return invitation


def account_with(email: str) -> Any:
    """Return an account with the address, however it is spelled there, or None."""
    users = get_user_model()._default_manager
    return users.filter(same_address(get_user_model().get_email_field_name(), email)).first()


def make_account(author: Author, email: str, language: str) -> Any:
    """Make an account that nobody can log in to before the link is used."""
    model = get_user_model()
    email_field, name_field = model.get_email_field_name(), model.USERNAME_FIELD
    user = model()
    setattr(user, email_field, email)
    if name_field != email_field:
        setattr(user, name_field, free_name(author, name_field))
    first, _space, last = author.name.strip().rpartition(" ")
    for field, value in (("first_name", first or last), ("last_name", last if first else "")):
        if hasattr(user, field):
            limit: Any = model._meta.get_field(field)
            setattr(user, field, value[: limit.max_length])
    user.set_unusable_password()
    user.save()
    UserProfile.objects.update_or_create(user=user, defaults={"preferred_language": language})
    return user


def free_name(author: Author, field: str) -> str:
    names = get_user_model()._default_manager
    return next(
        name
        for name in handles.candidates(author.name)
        if not names.filter(**{f"{field}__iexact": name}).exists()
    )


def link(author: Author, user: Any) -> None:
    """Link the account, unless somebody has just linked another one."""
    if not Author.objects.filter(pk=author.pk, user=None).exists():
        raise AlreadyInvited
    author.user = user
    author.save()


def draft_profile(author: Author, user: Any, language: str) -> None:
    from authors.own_pages import own_profile, start_profile

    with translation.override(language):
        if own_profile(user) is None:
            start_profile(author, user)


def send_again(invitation: Invitation, *, by: Any) -> None:
    """Send a new link; the earlier ones end."""
    with transaction.atomic():
        row = Invitation.objects.select_for_update().get(pk=invitation.pk)
        refuse_accepted(row)
        row.issue += 1
        row.expires_at = new_deadline()
        row.sent_at, row.next_try, row.tries, row.error = None, timezone.now(), 0, ""
        row.save()
        log(row.author, INVITED, user=by)
        outbox.owe(row)


def revoke(invitation: Invitation, *, by: Any) -> None:
    """Take the invitation back, with the account that nobody has used. The author stays a guest."""
    with transaction.atomic():
        row = Invitation.objects.select_for_update().select_related("author").get(pk=invitation.pk)
        refuse_accepted(row)
        author, user = row.author, row.user
        user.delete()
        log(author, REVOKED, user=by)


def refuse_accepted(invitation: Invitation) -> None:
    if invitation.accepted_at or invitation.user.has_usable_password():
        raise ValidationError(_("The invitation has been accepted in the meantime."))


def accept(invitation: Invitation, password: str) -> Any:
    """Give the account its password, once. Return the user, or None if the link has just ended."""
    with transaction.atomic():
        row = Invitation.objects.select_for_update().get(pk=invitation.pk)
        if row.issue != invitation.issue or not row.is_open:
            return None
        row.user.set_password(password)
        row.user.save(update_fields=["password"])
        row.accepted_at = timezone.now()
        row.next_try = None
        row.save(update_fields=["accepted_at", "next_try"])
        log(row.author, ACCEPTED, user=row.user)
    return row.user


def register_actions(actions: Any) -> None:
    actions.register_action(INVITED, gettext_lazy("Invite author"), gettext_lazy("Invited"))
    actions.register_action(
        REVOKED, gettext_lazy("Revoke invitation"), gettext_lazy("Invitation revoked")
    )
    actions.register_action(
        ACCEPTED, gettext_lazy("Accept invitation"), gettext_lazy("Invitation accepted")
    )
