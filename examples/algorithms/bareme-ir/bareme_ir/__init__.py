"""The income-tax scale on salaries as rules, with the version that was in force on a given day."""

from bareme_ir.assessment import Assessment, assess
from bareme_ir.scale import Scale, ScaleError, scale_on, scales

__all__ = ["Assessment", "Scale", "ScaleError", "assess", "scale_on", "scales"]
