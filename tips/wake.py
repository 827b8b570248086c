"""Wake a worker for an event. The row is the truth: a lost call only costs time."""

from authors import wake
from tips.models import ProviderEvent


def on_commit(event: ProviderEvent) -> None:
    wake.on_commit("tips.tasks.process_event", event.pk)
