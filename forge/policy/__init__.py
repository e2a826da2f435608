"""The registry's rules: small generators of problems over values."""

from forge.policy.raising import raise_problems
from forge.policy.review import judge, review
from forge.policy.view import DraftView, RegistryView

__all__ = ["DraftView", "RegistryView", "judge", "raise_problems", "review"]
