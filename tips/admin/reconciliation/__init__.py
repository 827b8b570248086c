"""What doesn't agree with the providers, and what a person does about it."""
