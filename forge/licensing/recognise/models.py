"""Licences of models that the SPDX list does not have: they restrict what a model is used for."""

from __future__ import annotations

import re

__all__ = ["model_license"]

# They are named by their title; their text is named by its hash, since it changes without notice.
_TITLES = (
    ("llama", r"\bllama ?([\d ]*)(?:\w+ ){0,3}(?:community )?license"),
    ("gemma", r"\bgemma (?:terms of use|license)\b"),
    ("deepseek", r"\bdeepseek license agreement\b"),
    ("rail", r"\b(?:open ?)?rail(?: \w+)? (?:\w+ )?license\b|\bresponsible ai license"),
    ("rail", r"\bopen ?rail\b|\brail m\b"),
    ("qwen", r"\b(?:tongyi qianwen|qwen)(?: \w+)? license\b"),
    ("mistral", r"\bmistral ai (?:non production|research) license\b"),
    ("falcon", r"\bfalcon(?: \w+){0,2} license\b"),
    ("stability", r"\bstability ai(?: \w+){0,2} license\b"),
    ("nvidia-model", r"\bnvidia open model license\b"),
    ("yi", r"\byi series models(?: \w+)? license\b"),
    ("grok", r"\bgrok(?: \w+){0,3} license\b"),
    ("apple-research", r"\bapple machine learning research model license\b"),
    ("hunyuan", r"\bhunyuan(?:\w* \w+){0,3} license\b"),
    ("exaone", r"\bexaone(?: \w+){0,4} license\b"),
    ("baichuan", r"\bbaichuan\w*(?: \w+){0,4} license\b"),
    ("glm", r"\b(?:chat)?glm\w*(?: \w+){0,4} license\b"),
    ("fair-nc", r"\bfair noncommercial research license\b"),
)
_PATTERNS = tuple((name, re.compile(pattern)) for name, pattern in _TITLES)
# The title, a subtitle, dates.
_HEAD = 60


def model_license(words: list[str]) -> str:
    """Return a short name of the model licence whose title stands at the head of a text, or ""."""
    head = " ".join(words[:_HEAD])
    for name, pattern in _PATTERNS:
        found = pattern.search(head)
        if found:
            version = "-".join((found[1] or "").split()) if found.groups() else ""
            return f"{name}-{version}" if version else name
    return ""
