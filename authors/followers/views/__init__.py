"""What readers ask for, each answered by one function."""
