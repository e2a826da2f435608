"""The texts of `forge search`."""

from forge.cli.texts import Texts

__all__ = ["TEXTS"]

TEXTS: Texts = {
    "summary": ("Find algorithms", "Trouver des algorithmes"),
    "about": (
        "Find algorithms by words in any language and script of the registry; accents, letter case and Arabic vowel signs do not count. Without words, everything that the options let through.",
        "Trouver des algorithmes par des mots, dans toutes les langues et écritures du registre ; accents, casse et signes voyelles arabes ne comptent pas. Sans mots : tout ce que les options laissent passer.",
    ),
    "text": ("Words to look for.", "Les mots cherchés."),
    "kind": ("Only of this kind.", "Seulement de ce genre."),
    "owner": (
        "Only of this public body (its id).",
        "Seulement de cet organisme (son identifiant).",
    ),
    "domain": ("Only of this policy area (its id).", "Seulement de ce domaine (son identifiant)."),
    "license": (
        "Only under this licence (an SPDX id).",
        "Seulement sous cette licence (identifiant SPDX).",
    ),
    "status": ("Only in this state.", "Seulement dans cet état."),
    "language": (
        "Only what speaks or processes this language (fr, ary-Arab, …).",
        "Seulement ce qui parle ou traite cette langue (fr, ary-Arab, …).",
    ),
    "region": (
        "Only what is made for this region (MA-04, …).",
        "Seulement ce qui est fait pour cette région (MA-04, …).",
    ),
    "license-family": (
        "Only under a licence of this family (permissive, weak-copyleft, …; --facets lists them).",
        "Seulement sous une licence de cette famille (permissive, weak-copyleft, … ; --facets les liste).",
    ),
    "may-run": (
        "Only with this answer to: may I run it inside an administration?",
        "Seulement avec cette réponse à : puis-je l'exécuter dans une administration ?",
    ),
    "may-modify": (
        "Only with this answer to: may I modify it?",
        "Seulement avec cette réponse à : puis-je le modifier ?",
    ),
    "may-redistribute": (
        "Only with this answer to: may I redistribute it?",
        "Seulement avec cette réponse à : puis-je le redistribuer ?",
    ),
    "may-service": (
        "Only with this answer to: may I offer it as a service?",
        "Seulement avec cette réponse à : puis-je l'offrir comme service ?",
    ),
    "may-sell": (
        "Only with this answer to: may I sell it?",
        "Seulement avec cette réponse à : puis-je le vendre ?",
    ),
    "reuse": (
        "Only what runs at other bodies, at its owner alone, or nowhere that is known.",
        "Seulement ce qui est exploité par d'autres organismes, par son seul propriétaire, ou nulle part que l'on sache.",
    ),
    "sdg": (
        "Only for this sustainable development goal (1 to 17).",
        "Seulement pour cet objectif de développement durable (1 à 17).",
    ),
    "updated": (
        "Only released so long before the registry's date.",
        "Seulement publié tant de temps avant la date du registre.",
    ),
    "facets": (
        "Show how many there are of each kind, body, licence, …, and no results.",
        "Montrer combien il y en a de chaque genre, organisme, licence, …, et pas de résultats.",
    ),
    "more-values": ("{count} more", "{count} autres"),
    "limit": (
        "The most results; 20 when missing.",
        "Le plus grand nombre de résultats ; 20 à défaut.",
    ),
    "examples": (
        'forge search bourses\nforge search "الضريبة على الدخل"\nforge search --kind model --license Apache-2.0 --json\nforge search bourses --facets\nforge search --may-run yes --updated year',
        'forge search bourses\nforge search "الضريبة على الدخل"\nforge search --kind model --license Apache-2.0 --json\nforge search bourses --facets\nforge search --may-run yes --updated year',
    ),
    "used.one": ("used by {count}", "utilisé par {count}"),
    "used.many": ("used by {count}", "utilisé par {count}"),
    "no-license": ("no licence", "sans licence"),
    "contradicted": (
        "{license} (contradicted by the files)",
        "{license} (contredite par les fichiers)",
    ),
    "affected": (
        "Show which bodies run a version with an advisory, or a yanked one.",
        "Montrer quels organismes exploitent une version visée par un avis, ou rappelée.",
    ),
    "affected-count.one": ("{count} body is concerned", "{count} organisme est concerné"),
    "affected-count.many": ("{count} bodies are concerned", "{count} organismes sont concernés"),
    "found.one": ("{count} algorithm", "{count} algorithme"),
    "found.many": ("{count} algorithms", "{count} algorithmes"),
    "more": (
        "The first {count}; --limit shows more.",
        "Les {count} premiers ; --limit en montre plus.",
    ),
    "nothing": ("Nothing found.", "Rien trouvé."),
    "near": (
        "Nothing has every word as it was typed; these come near.",
        "Rien n'a tous les mots tels qu'ils sont écrits ; voici ce qui s'en approche.",
    ),
    "did-you-mean": (
        "did you mean: forge search {text}",
        "vouliez-vous dire : forge search {text}",
    ),
    "list-all": ("everything there is: forge search", "tout ce qu'il y a : forge search"),
    "empty": (
        "The registry holds no algorithm yet. Publish one: forge publish",
        "Le registre ne contient encore aucun algorithme. Pour en publier un : forge publish",
    ),
}
