"""A second way to pay, for tests in which a reader has the choice: the sandbox by another name."""

from tips.providers.sandbox.provider import Provider


class Other(Provider):
    key = "other"
    label = "Another way"
