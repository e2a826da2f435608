"""The texts of `forge mark`."""

from forge.cli.texts import Texts

__all__ = ["TEXTS"]

TEXTS: Texts = {
    "summary": ("Mark a version, or lift a mark", "Marquer une version, ou lever une marque"),
    "about": (
        "Say of a published version what was learnt since. Nothing is changed or removed: a mark is one more event, and 'restored' lifts what was marked. yanked: nobody is given it any more unless it is named in full. deprecated: take something else. advisory: know this before you use it. moved: the algorithm lives under another name. withdrawn: nothing of it is shown any more, only that it was withdrawn, and why.",
        "Dire d'une version publiée ce qu'on a appris depuis. Rien n'est changé ni retiré : une marque est un événement de plus, et « restored » lève ce qui était marqué. yanked : plus personne ne la reçoit, sauf à la nommer en entier. deprecated : prenez autre chose. advisory : à savoir avant de s'en servir. moved : l'algorithme vit sous un autre nom. withdrawn : on n'en montre plus rien, sauf qu'il a été retiré, et pourquoi.",
    ),
    "reference": (
        "owner/name for all of it, owner/name@1.2.0 for one version.",
        "propriétaire/nom pour l'ensemble, propriétaire/nom@1.2.0 pour une version.",
    ),
    "kind": ("What is said of it.", "Ce qu'on en dit."),
    "metavar.kind": (
        "yanked|deprecated|advisory|moved|withdrawn|restored",
        "yanked|deprecated|advisory|moved|withdrawn|restored",
    ),
    "reason": (
        "Why; everybody reads it. As LANGUAGE=TEXT, once for each language; a plain text is in the registry's first language.",
        "Pourquoi ; tout le monde le lit. LANGUE=TEXTE, une fois par langue ; un texte seul est dans la première langue du registre.",
    ),
    "successor": (
        "What to take instead: owner/name or owner/name@1.2.0.",
        "Ce qu'il faut prendre à la place : propriétaire/nom ou propriétaire/nom@1.2.0.",
    ),
    "examples": (
        'forge mark onb/bareme-bourses@2.1.0 yanked --reason "fr=Arrondi faux" --successor onb/bareme-bourses@2.1.1\nforge mark onb/cle-rib deprecated --reason "fr=Remplacé" --successor onb/controle-rib\nforge mark onb/bareme-bourses@2.1.0 restored --reason "fr=Le calcul était juste"',
        'forge mark onb/bareme-bourses@2.1.0 yanked --reason "fr=Arrondi faux" --successor onb/bareme-bourses@2.1.1\nforge mark onb/cle-rib deprecated --reason "fr=Remplacé" --successor onb/controle-rib\nforge mark onb/bareme-bourses@2.1.0 restored --reason "fr=Le calcul était juste"',
    ),
    "marked": (
        "{name}: {kind} since {date} (commit {commit}).",
        "{name} : {kind} depuis le {date} (commit {commit}).",
    ),
    "would": (
        "{name} would be: {kind}; nothing was written.",
        "{name} serait : {kind} ; rien n'a été écrit.",
    ),
}
