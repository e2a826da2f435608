"""Licence expressions, texts and verdicts."""
