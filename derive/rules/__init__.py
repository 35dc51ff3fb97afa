"""Rewritings of expressions as written, one topic a file."""
