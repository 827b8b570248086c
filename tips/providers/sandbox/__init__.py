"""A make-believe provider, reached over HTTP like a real one. It takes no money."""

from tips.providers.sandbox.provider import Provider

__all__ = ["Provider"]
