"""Wake-ups for a worker. Their arguments are ids; what is to be done stands in the rows."""

from django.apps import apps

from authors import outbox
from authors.background import task


@task()
def send(label: str, pk: int) -> None:
    outbox.send(apps.get_model(label), pk)
