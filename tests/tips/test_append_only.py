"""A movement is written once, whoever tries what."""

import pytest
from django.core.management import call_command
from django.core.management.sql import emit_post_migrate_signal
from django.db import DatabaseError, connection, models, transaction

from tests.flushing import drop_triggers
from tips import append_only, books
from tips.models import Movement, Payment

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("books_hold")]


def execute(sql):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


@pytest.fixture
def movement(pay):
    pay()
    return Movement.objects.get(kind=Movement.Kind.CHARGE)


def test_it_can_not_be_saved_again(movement):
    movement.amount_minor = 1

    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        movement.save()


def test_it_can_not_be_deleted(movement):
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        movement.delete()


def test_a_query_can_not_update_it(movement):
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        Movement.objects.update(amount_minor=1)


def test_a_query_can_not_delete_it(movement):
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        Movement.objects.all().delete()


ORM_WAYS = {
    "bulk_update": lambda changed: Movement.objects.bulk_update([changed], ["amount_minor"]),
    "bulk_create": lambda changed: Movement.objects.bulk_create(
        [changed], update_conflicts=True, unique_fields=["id"], update_fields=["amount_minor"]
    ),
    "update_or_create": lambda changed: Movement.objects.update_or_create(
        pk=changed.pk, defaults={"amount_minor": 1}
    ),
    "_raw_delete": lambda changed: Movement.objects.filter(pk=changed.pk)._raw_delete("default"),
}


@pytest.mark.parametrize("change", ORM_WAYS.values(), ids=ORM_WAYS)
def test_no_other_way_of_the_orm_changes_it(movement, change):
    movement.amount_minor = 1

    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        change(movement)


def test_its_payment_can_not_be_deleted(movement):
    with pytest.raises(models.ProtectedError):
        Payment.objects.all().delete()


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE tips_movement SET amount_minor = 1",
        "DELETE FROM tips_movement",
        "UPDATE tips_movement SET happened_at = booked_at",
    ],
)
def test_sql_can_not_change_it(movement, sql):
    with pytest.raises(DatabaseError, match="append-only"):
        execute(sql)


REPLACING = {
    "sqlite": [
        "INSERT OR REPLACE INTO tips_movement SELECT * FROM tips_movement",
        "UPDATE OR REPLACE tips_movement SET amount_minor = 1",
    ],
    "postgresql": [
        "SET CONSTRAINTS ALL IMMEDIATE; TRUNCATE tips_movement",
        "SET CONSTRAINTS ALL IMMEDIATE; TRUNCATE tips_payment CASCADE",
        "INSERT INTO tips_movement SELECT * FROM tips_movement"
        " ON CONFLICT (id) DO UPDATE SET amount_minor = 1",
    ],
}[connection.vendor]


@pytest.mark.parametrize("sql", REPLACING)
def test_this_database_s_own_ways_can_not_change_it(movement, sql):
    with pytest.raises(DatabaseError, match="append-only"):
        execute(sql)


@pytest.fixture
def migrate_later():
    """Alter the table as a later release might, then do what `migrate` does at its end."""

    def migrate_later():
        old = Movement._meta.get_field("remote_id")
        new = models.CharField(max_length=300)
        new.set_attributes_from_name("remote_id")
        new.model = Movement
        with connection.schema_editor() as editor:
            editor.alter_field(Movement, old, new)
        with connection.schema_editor() as editor:
            editor.alter_field(Movement, new, old)
        emit_post_migrate_signal(verbosity=0, interactive=False, db="default")

    return migrate_later


@pytest.mark.django_db(transaction=True)
def test_it_can_not_be_changed_after_a_later_migration_of_its_table(movement, migrate_later):
    migrate_later()

    with pytest.raises(DatabaseError, match="append-only"):
        execute("UPDATE tips_movement SET amount_minor = 1")


def test_without_its_triggers_it_could_be_changed(movement):
    with transaction.atomic():
        drop_triggers()
        execute("UPDATE tips_movement SET amount_minor = 499 WHERE kind = 'charge'")
        found = books.problems()
        transaction.set_rollback(True)

    assert f"charges: payment {movement.payment_id} has no right charge" in found
    assert any("trigger" in line for line in found)


SWITCHING_OFF = {
    "sqlite": "DROP TRIGGER tips_movement_no_update",
    "postgresql": "SET CONSTRAINTS ALL IMMEDIATE;"
    " ALTER TABLE tips_movement DISABLE TRIGGER tips_movement_no_change",
}[connection.vendor]


def test_a_guard_that_is_switched_off_is_told(movement):
    with transaction.atomic():
        execute(SWITCHING_OFF)
        found = append_only.missing()
        transaction.set_rollback(True)

    assert len(found) == 1


def test_the_triggers_come_back_by_themselves(db):
    drop_triggers()
    assert append_only.missing()

    call_command("migrate", verbosity=0)

    assert append_only.missing() == []


LEFT = {
    "sqlite": "SELECT count(*) FROM sqlite_master WHERE type = 'trigger'"
    " AND name LIKE 'tips_movement%'",
    "postgresql": "SELECT count(*) FROM pg_proc WHERE proname LIKE 'tips_movement%'",
}[connection.vendor]


def test_when_the_table_is_gone_nothing_of_ours_stays_in_the_database(db, monkeypatch):
    monkeypatch.setattr(append_only, "is_migrated", lambda using: False)

    with transaction.atomic(), connection.cursor() as cursor:
        drop_triggers()
        append_only.install()
        cursor.execute(LEFT)
        (left,) = cursor.fetchone()
        transaction.set_rollback(True)

    assert left == 0
