"""A make-believe provider, reached over HTTP like a real one. It takes no money."""
