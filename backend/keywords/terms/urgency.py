"""How soon somebody wants it. Never evidence of impact."""

from keywords.terms.table import Table

URGENT: Table = {
    "en": """
        urgent, urgently, urgency, asap, as soon as possible, immediately, immediate, right away, right now,
        straight away, at once, emergency, critical, critically, high priority, top priority, highest priority,
        time sensitive, (deadline|due) .. (today|tonight|tomorrow|hour|hours),
        (in|within) (one|two|an|the next|1|2) (hour|hours|few hours), by (end of day|eod|tonight|tomorrow|noon),
        (today|tomorrow) at, cannot wait, cant wait, without delay, quickly, prompt attention, promptly,
        (before|until) tomorrow, (meeting|presentation) .. (hour|today|tomorrow|minutes), at .. (pm|am) today,
        swift*
    """,
    "de": """
        dringend*, sofort, sofortig*, eilig, eilt sehr, schnellstmoglich*, umgehend, notfall*, kritisch*,
        unverzuglich, heute noch, so schnell wie moglich, bis (heute|morgen), heute abend
    """,
    "es": """
        urgente, urgentemente, urgencia, inmediat*, cuanto antes, lo antes posible, de inmediato, ahora mismo,
        emergencia*, critico, critica, antes de manana
    """,
    "fr": """
        urgent, urgente, urgence, immediat*, des que possible, au plus vite, tout de suite, rapidement,
        le plus rapidement possible, critique, avant demain, sans delai
    """,
    "pt": """
        urgente, urgentemente, urgencia, imediat*, o mais rapido possivel, o quanto antes, agora mesmo, emergencia*,
        critico, critica, ate amanha
    """,
}

UNHURRIED: Table = {
    "en": """
        no (rush|hurry|urgency|hurries),
        not .. (urgent|urgently|critical|an emergency|time sensitive|high priority), isnt .. urgent,
        (whenever|when) you (have|get|find) (a|some|) (time|chance|moment|minute),
        whenever (convenient|possible|you can), take your time, low (priority|urgency), no pressure,
        at your (convenience|leisure), can wait, nothing urgent, in no hurry, without any rush
    """,
    "de": """
        nicht (so|sehr|) (dringend|eilig), eilt nicht, keine eile, kein stress, hat zeit, hat keine eile, ohne eile,
        wenn sie zeit haben, nichts dringendes, es eilt nicht
    """,
    "es": """
        no (es|) (muy|) (urgente|urgentemente), sin prisa*, no corre prisa, no hay prisa,
        cuando (puedan|pueda|tengan tiempo), nada urgente, sin urgencia
    """,
    "fr": """
        pas (tres|) (urgent|urgente|presse), rien d urgent, (aucune|sans) urgence,
        quand vous (avez|aurez|pourrez) (le temps|), pas d urgence, sans urgence, rien de presse
    """,
    "pt": """
        nao (e|) (muito|) urgente, sem (pressa|urgencia), nao ha pressa, quando (puderem|puder|tiverem tempo),
        nada urgente
    """,
}
