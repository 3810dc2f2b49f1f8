"""Words by which a ticket gives orders to its classifier."""

from keywords.terms.table import Table

# Names of the categories and priorities, as orders spell them.
LABELS: Table = {
    "en": """
        billing, technical, account, general, low, medium, high, critical, urgent, highest, p0, p1, sev1
    """,
    "de": """
        abrechnung, rechnung, technisch, technik, konto, allgemein, niedrig, mittel, hoch, kritisch, dringend
    """,
    "es": """
        facturacion, tecnico, tecnica, cuenta, baja, bajo, media, medio, alta, alto, critica, critico, urgente
    """,
    "fr": """
        facturation, technique, compte, general, generale, basse, faible, moyenne, haute, elevee, critique, urgente
    """,
    "pt": "faturamento, cobranca, conta, geral, baixa, baixo, alto",
}

STEERING_GROUPS: dict[str, str] = {
    "label": ", ".join(LABELS.values()),
    "field": """
        category, categories, priority, severity, kategorie, prioritat, categoria, prioridad, categorie, priorite,
        prioridade, suggested category, suggested priority
    """,
    "equals": """
        is, must be, should be, shall be, should be set to, must be set to, set to, has to be, to, as, equals,
        needs to be, of this ticket is, for this ticket is, here is, ist, muss, auf, als, soll, es, debe ser, como,
        a, est, doit etre, comme, en, e, deve ser, para
    """,
    "order": """
        classify, classified, categorize, categorise, set, mark, label, tag, treat, rate, route, assign, escalate,
        raise, prioritize, prioritise, flag, bump, change, file, triage, answer, respond, reply, output, return,
        choose, pick, print, klassifiziere, klassifizieren sie, setze, setzen sie, stufe, stufen sie, markiere,
        markieren sie, ordne, ordnen sie, kategorisiere, clasifica, clasifique, clasificar, marca, marque,
        establece, establezca, pon, ponga, asigna, asigne, classez, classe, classifiez, marquez, mettez, definissez,
        attribuez, classifique, classificar, defina, coloque, atribua
    """,
    "forget": """
        ignore, disregard, forget, override, bypass, ignoriere, ignorieren sie, vergiss, vergessen sie, missachte,
        ignora, ignorar, olvida, olvide, ignorez, oubliez, oublie, ignorem, esqueca, desconsidere
    """,
    "instructions": """
        instruction, instructions, instruct*, directive*, guidelines, anweisung*, instruktion*, vorgaben,
        instruccion*, indicaciones, consigne*, directives, instrucao, instrucoes, orientacoes
    """,
}

LABEL_ORDER: Table = {
    "en": """
        {field} {label}, {field} {equals} {label}, {field} {equals} (a|the) {label},
        {order} .. (as|to|with|into|only|in|the|a|auf|als|como|a|comme|en|para|zu|der|category|categoria|kategorie|
            prioridad|prioridade|priorite|prioritat) {label},
        (classify|mark|label|tag|output|answer|respond|return|choose|pick) (only|) {label},
        {order} .. {field} .. {label}, {label} {field}, {label} (ticket|tickets)
    """,
}

TAKEOVER: Table = {
    "en": """
        {forget} .. {instructions}, {forget} .. (the|your|all|previous|prior) rules,
        {forget} .. (previous|prior|system|above|original|your) (prompt|prompts), (system|hidden|secret) prompt,
        you are now (a|an), you are (a|an) (ai|llm|triage|language|helpful) (bot|model|assistant|classifier|),
        as an ai, (as|act as|being) a (language model|classifier|triage bot),
        (note|message|instruction*|hint|memo|attention|instructions) (to|for) the (classifier|ai|model|bot|assistant|
            llm|system|triage),
        (dear|hey|hello) (classifier|ai|llm|model), the classifier (must|should|has to|shall),
        correct (category|priority|classification|label) (is|must|should),
        (respond|answer|reply|output) (only|) (in|with|as) (valid|a|) json,
        system (override|ignore|prompt|classify|priority|category|set priority|set category|you are|you must),
        jailbreak, developer mode, do anything now, end of (ticket|instructions|prompt)
    """,
}
