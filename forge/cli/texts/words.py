"""The words of the manifest's closed lists, which files and options spell in English."""

from forge.cli.texts import Texts

__all__ = ["TEXTS"]

TEXTS: Texts = {
    "software": ("software", "logiciel"),
    "library": ("library", "bibliothèque"),
    "service": ("service", "service"),
    "model": ("model", "modèle"),
    "rules": ("rules", "règles"),
    "concept": ("concept", "concept"),
    "development": ("development", "développement"),
    "beta": ("beta", "bêta"),
    "stable": ("stable", "stable"),
    "retired": ("retired", "retiré"),
    "pilot": ("pilot", "pilote"),
    "in-use": ("in use", "en service"),
    "suspended": ("suspended", "suspendu"),
    "internal": ("internal", "interne"),
    "contract": ("contract", "sous contrat"),
    "community": ("community", "communauté"),
    "none": ("none", "aucun"),
    "cli": ("command line", "ligne de commande"),
    "http": ("http", "http"),
    "container": ("container", "conteneur"),
    "other": ("other", "autre"),
    "hosting": ("hosting", "hébergement"),
    "data": ("data", "données"),
    "statistics": ("statistics", "statistique"),
    "optimisation": ("optimisation", "optimisation"),
    "machine-learning": ("machine learning", "apprentissage automatique"),
    "generative": ("generative", "génératif"),
    "high-risk": ("high risk", "risque élevé"),
    "impactful": ("impactful", "à fort impact"),
    "personal": ("personal", "personnelles"),
    "sensitive": ("sensitive", "sensibles"),
    "informs": ("informs", "informe"),
    "supports": ("supports", "aide à décider"),
    "decides": ("decides", "décide"),
    "interacts": ("interacts", "dialogue"),
}
