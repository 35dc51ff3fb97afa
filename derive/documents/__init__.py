"""A derivation as a document, one format a file."""
