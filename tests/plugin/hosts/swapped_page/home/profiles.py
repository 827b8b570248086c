"""The page types that this host uses for profiles and articles."""

from writers import models

Index, Profile = models.ProfileIndex, models.Profile
Section, Article = models.StoryIndex, models.Story
