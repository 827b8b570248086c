"""A site of somebody else's, with a page type that gains bylines by one panel."""
