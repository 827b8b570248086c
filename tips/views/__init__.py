"""What readers and providers ask of the tip jar over HTTP."""
