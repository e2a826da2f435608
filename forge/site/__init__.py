"""The static site of a registry."""
