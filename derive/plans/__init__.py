"""Which rules in which order."""
