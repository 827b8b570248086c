"""What happens when pages are published."""
