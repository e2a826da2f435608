"""Simulation of the direct social aid for children, by the amounts in force in a month."""

from aide_sociale.amounts import Amounts, AmountsError, amounts_on, known
from aide_sociale.simulation import SITUATIONS, Simulation, simulate

__all__ = ["SITUATIONS", "Amounts", "AmountsError", "Simulation", "amounts_on", "known", "simulate"]
