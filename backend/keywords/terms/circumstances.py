"""Words that say that something is not so, is only supposed, or is over."""

from keywords.terms.table import Table

# Single words, folded as the text is.
NEGATIONS: Table = {
    "en": """
        not, no, never, nothing, none, without, neither, nor, nobody, noone, hardly, zero, isnt, arent, wasnt, werent,
        dont, doesnt, didnt, hasnt, havent, aint
    """,
    "de": "nicht, kein, keine, keinen, keiner, keinerlei, nie, ohne, nichts, niemand, weder",
    "es": "nunca, nadie, sin, ninguna, ningun, nada, ni",
    "fr": "pas, aucun, aucune, jamais, sans, rien",
    "pt": "nao, ninguem, sem, nenhum, nenhuma, nem",
}

# Single words that may stand between a negation and what it negates.
FILLERS: Table = {
    "en": """
        a, an, the, any, at, all, so, that, this, very, really, too, particularly, terribly, super, extremely, yet,
        currently, now, of, is, are, was, were, be, been, being, has, have, had, there, such, exactly, particular,
        kind, sort, more
    """,
    "de": "ein, eine, einen, der, die, das, sehr, wirklich, ist, sind, war",
    "es": "un, una, el, la, los, las, de, es, muy, tan, ha, hay",
    "fr": "une, le, les, des, du, d, est, sont, tres, si, vraiment",
    "pt": "um, uma, o, os, as, e, muito, tao, foi",
}

NEGATING: Table = {"en": "no one, free of, instead of, rather than, far from"}

SUPPOSING: Table = {
    "en": """
        if, what if, in case, in the event, would happen, suppose, supposing, imagine, hypothetically, in theory,
        for example, how would, what would,
        (set up|setting up|configure|enable|create|subscribe to) .. (alert*|notification*|monitoring),
        how (do|can|should) (i|we|you) (prevent|avoid|prepare|protect|handle|guard|monitor|test|simulate),
        (to|help|against) (prevent|avoid|preventing|avoiding), protect* (against|from), plan for, insurance against,
        drill
    """,
    "de": "falls, was passiert, angenommen, im falle, im fall, zum beispiel, vermeiden, verhindern",
    "es": "que pasa si, que pasaria, en caso de, por ejemplo, evitar, prevenir, suponiendo",
    "fr": "que se passe t il si, en cas de, par exemple, eviter, prevenir, au cas ou, supposons",
    "pt": "o que acontece se, em caso de, no caso de, por exemplo, evitar, prevenir, supondo",
}

OVER: Table = {
    "en": """
        (was|were|has been|have been|already|now|got) (resolved|solved|fixed), back (up|online) (again|now|since),
        works again, working again, is back to normal, post mortem, postmortem,
        last (week|month|year|weeks|months|years) (outage|incident|breach|downtime),
        (after|during|about|following) (last|the) .. (weeks|months|years) (outage|incident|breach|downtime),
        false alarm
    """,
    "de": """
        wieder (erreichbar|online|behoben), (ist|wurde) .. behoben, funktioniert wieder, fehlalarm
    """,
    "es": """
        (ya|) (esta|fue|ha sido) (resuelto|solucionado|arreglado), ya funciona, funciona de nuevo, falsa alarma
    """,
    "fr": """
        (est|a ete) (resolu|regle|repare|corrige), (fonctionne|marche) (de nouveau|a nouveau), fausse alerte
    """,
    "pt": """
        (ja|) (esta|foi) (resolvido|solucionado|corrigido), voltou a funcionar, ja funciona, alarme falso
    """,
}
