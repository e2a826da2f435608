"""How bad a problem is."""

import enum

__all__ = ["Severity"]


class Severity(enum.StrEnum):
    """Only an error stops a publication and gives exit code 1."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"

    @property
    def rank(self) -> int:
        """0 for the worst, so that sorting by rank puts errors first."""
        return list(Severity).index(self)
