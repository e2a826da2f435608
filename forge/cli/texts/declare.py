"""The texts of `forge declare`."""

from forge.cli.texts import Texts

__all__ = ["TEXTS"]

TEXTS: Texts = {
    "summary": ("Declare who runs a version", "Déclarer qui exploite une version"),
    "about": (
        "Declare that a public body runs a version during a period. Statements are only added: to correct one, declare what is right for those days; the last statement about a day holds, and both stay readable with the day on which they were declared.",
        "Déclarer qu'un organisme public exploite une version pendant une période. On n'ajoute que des déclarations : pour en corriger une, déclarez ce qui est juste pour ces jours ; la dernière déclaration au sujet d'un jour l'emporte, et les deux restent lisibles avec le jour où elles ont été faites.",
    ),
    "reference": (
        "The version, as owner/name@1.2.0.",
        "La version : propriétaire/nom@1.2.0.",
    ),
    "by": (
        "The public body that runs it (its id).",
        "L'organisme qui l'exploite (son identifiant).",
    ),
    "since": ("The first day.", "Le premier jour."),
    "until": (
        "The last day; without it, no end is known.",
        "Le dernier jour ; sans lui, pas de fin connue.",
    ),
    "status": (
        "How far it is in service; in-use when missing.",
        "À quel point il est en service ; in-use à défaut.",
    ),
    "hosting": ("Where it runs.", "Où il tourne."),
    "regions": (
        "A region where it is used (MA-04, …); may be repeated.",
        "Une région où il sert (MA-04, …) ; peut être répété.",
    ),
    "evidence": ("A page that shows it.", "Une page qui l'atteste."),
    "scale": ("How much: '40 000 decisions a year'.", "L'ampleur : « 40 000 décisions par an »."),
    "responsible": (
        "The role in charge, never a person.",
        "La fonction responsable, jamais une personne.",
    ),
    "contact": (
        "A form, or the mailbox of a function.",
        "Un formulaire, ou la boîte d'une fonction.",
    ),
    "supplier": ("Who supplies it.", "Qui le fournit."),
    "examples": (
        "forge declare onb/bareme-bourses@2.1.0 --by onb --since 2026-03-01\nforge declare onb/bareme-bourses@2.0.3 --by onb --since 2025-03-01 --until 2026-02-28",
        "forge declare onb/bareme-bourses@2.1.0 --by onb --since 2026-03-01\nforge declare onb/bareme-bourses@2.0.3 --by onb --since 2025-03-01 --until 2026-02-28",
    ),
    "declared": ("Declared: {line} (commit {commit}).", "Déclaré : {line} (commit {commit})."),
    "would": (
        "Would declare: {line}; nothing was written.",
        "Déclarerait : {line} ; rien n'a été écrit.",
    ),
    "unchanged": (
        "Already declared, and it holds; nothing to do.",
        "Déjà déclaré, et cela tient ; rien à faire.",
    ),
    "replaced": (
        "It replaces, for the days that both speak of: {line}",
        "Elle remplace, pour les jours dont les deux parlent : {line}",
    ),
}
