"""English."""

__all__ = ["CODE"]

CODE = "en"
"""As in the `lang` of a page (BCP 47)."""
