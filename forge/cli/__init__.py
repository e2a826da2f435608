"""The command line: the only code that prints or exits."""

from __future__ import annotations

__all__ = ["main"]


def main() -> None:
    """Run the program `forge` and exit: 0 done, 1 findings or failure, 2 wrong use."""
    from forge.cli.root import forge

    forge.main()
