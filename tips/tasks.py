"""Wake-ups for a worker. Their arguments are ids; what is to be done stands in the rows."""

from authors.background import task
from tips import sweeper


@task()
def process_event(pk: int) -> None:
    sweeper.process_event(pk)
