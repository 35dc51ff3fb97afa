"""A derivation as a document, one format a file; `words` are those of documents in the language that is spoken."""

from ..words import documents as words
from .formats import FORMATS, sheet, write

__all__ = ["FORMATS", "sheet", "words", "write"]
