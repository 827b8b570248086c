"""Our books against the providers' own lists."""
