"""The microsite's own settings, but for a few readers who give tips all the time."""

from authorsite.settings import *  # noqa: F403

TIPS_START_LIMITS = ()
