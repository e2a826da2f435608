"""Check of a 24-digit RIB by remainder."""

import sys

__all__ = ["is_right", "key"]


def is_right(rib: str) -> bool:
    """Tell whether the 24 digits are divisible by 97."""
    return len(rib) == 24 and rib.isascii() and rib.isdigit() and int(rib) % 97 == 0


def key(first22: str) -> str:
    """Return the key of the first 22 digits."""
    return f"{97 - int(first22) * 100 % 97:02d}"


if __name__ == "__main__":
    print("juste" if is_right(sys.argv[1]) else "faux")
