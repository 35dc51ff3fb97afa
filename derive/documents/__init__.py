"""A derivation as a document, one format a file; `words` are those of documents in the language that is spoken."""

from ..words import documents as words
from .formats import FORMATS, write

__all__ = ["FORMATS", "words", "write"]
