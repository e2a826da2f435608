"""The version of forge; it stands in every record that this forge makes."""

__version__ = "0.1.0"
