"""Wake-ups for a worker. What is to be done stands in the rows."""

from authors.background import task
from authors.followers import delivery, joining, spreading


@task()
def take_in(pk: int) -> None:
    joining.take_in(pk)


@task()
def spread(pk: int) -> None:
    spreading.spread(pk)


@task()
def deliver() -> None:
    delivery.deliver()
