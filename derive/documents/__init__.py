"""A derivation as a document, one format a file."""

from .formats import FORMATS, write

__all__ = ["FORMATS", "write"]
