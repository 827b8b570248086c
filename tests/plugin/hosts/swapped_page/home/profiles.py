"""The page types that this host uses for profiles."""

from writers import models

Index, Profile = models.ProfileIndex, models.Profile
