"""How-to, product and company questions, wishes, praise; and NEUTRAL phrases that only look like evidence."""

from keywords.terms.table import Table, WeightedTable

GENERAL: WeightedTable = {
    "en": {
        6: """
            feature request*, (would|it would|itd) .. be (nice|great|good|helpful|useful) (to|if),
            (nice|great) to have, suggestion*, suggest, wish list, (please|could you|can you) (consider|add),
            i wish, roadmap, opening hours, office hours,
            (do you|does your product|does it) (support|integrate|offer|have), feature idea,
            future (release|version)
        """,
        4: """
            tutorial*, documentation, user guide, user manual, manual, training, onboarding, webinar*, demo,
            delivery time, tracking number, parcel, shipping, shipment*, delivered, deliver, age limit, country,
            countries, thank you for, feedback, survey, holiday*, vacation*, annual leave, maternity, leaver*,
            starter*, hr, human resources, keyboard shortcut*, compar*, interested in, inquiry, enquiry, evaluating,
            partnership, partner with, interview, brochure*, marketing, campaign*, brand, return policy, send back,
            return (a|an|the|my), best practice*, more information, further information, details (on|about),
            recommend*, advice on, hotline
        """,
        3: """
            interest rate, how many, how old, how long, which .. (support|supported|accept|accepted), guide,
            (where|how) can i (find|learn|read|get), limit, limits, supported, integration*, feature*
        """,
        2: """
            how (do|does|can|would|should|to), is there, is it possible, what is, are there, can i, could i, do you,
            where (do|can|is), when (will|does), would like to know, (like|want|need) to know, curious, wondering,
            information, salary, question, questions, travel*
        """,
        1: "what, which, call me back, exchange",
    },
    "de": {
        5: """
            vorschlag*, (ware|waere) (schon|toll|hilfreich), funktionswunsch, anleitung*, handbuch, schulung*,
            offnungszeiten, dokumentation
        """,
        3: """
            gibt es, bieten sie, wie (kann|konnen|funktioniert|erstellt|lasst), wo finde, informationen,
            unterstutzt, tastenkurzel, interessier*, unterlagen, auskunft, marketing*, ist es moglich, kann man,
            rucksendung, ruckgabe, zurucksenden
        """,
        1: "frage, fragen",
    },
    "es": {
        5: """
            sugerencia*, sugerir, seria (bueno|genial|util), manual, guia, tutorial*, formacion, capacitacion,
            documentacion, horario*
        """,
        3: """
            como (puedo|podemos|se puede|funciona), ofrecen, donde (puedo|encuentro), existe, informacion, atajos,
            marketing, interesad*, es posible, devolver el producto, campana*
        """,
        1: "pregunta, preguntas, consulta, duda",
    },
    "fr": {
        5: """
            suggestion*, suggerer, (serait|ca serait) (bien|utile|genial|super), guide*, manuel, formation*,
            tutoriel*, documentation, horaires
        """,
        3: """
            comment (puis|peut|faire|puis je), proposez vous, y a t il, existe t il, ou puis je, informations,
            raccourcis, marketing, interesse*, est il, est il possible, campagne*, retourner
        """,
        1: "question*, renseignement*",
    },
    "pt": {
        5: """
            sugestao, sugestoes, sugerir, seria (bom|otimo|util), manual, guia, tutorial, tutoriais, treinamento*,
            formacao, documentacao, horario*
        """,
        3: """
            como (posso|podemos|faco|funciona), voces (tem|oferecem), onde (posso|encontro), existe, informacoes,
            atalhos, marketing, interessad*, e possivel, gostaria de saber, devolver o produto, campanha*
        """,
        1: "pergunta*, duvida*",
    },
}

NEUTRAL: Table = {
    "en": """
        (checking|savings|bank|current) account, account (manager|executive|team),
        technical (support|team|staff|documentation), customer service, service (desk|team|number),
        (outage|downtime|incident|error) (alert*|notification*|report*|page|monitoring), status page, no problem,
        product page, free of charge, in charge, take into account, on account of, pay attention, best price,
        thanks for the support, billing team, (dear|hello|hi) .. (support|billing|account) (team|), access point,
        price to pay, plan to, plans to, planning, login page design, your service, your services, user guide,
        personal computer, issue date, address book
    """,
    "de": "technischer support, kundenservice, kein problem",
    "es": """
        soporte tecnico, equipo de soporte, atencion al cliente, darse cuenta, tener en cuenta, en cuenta
    """,
    "fr": """
        support technique, service client, pas de probleme, en compte, tenir compte, prendre en compte
    """,
    "pt": "suporte tecnico, equipe de suporte, atendimento ao cliente, em conta, sem problema",
}
