"""Impact below severe, how many are concerned, and what eases it. TROUBLE of `technical` is moderate, too."""

from keywords.terms.table import Table

MAJOR: Table = {
    "en": """
        crash, crashes, crashing, keeps crashing, (every|each) (single|) time .. (error|fails|freezes|crash*),
        (freezes|fails|closes) (every|each) (single|) time, completely (broken|unusable|blocked|stuck),
        segmentation fault, blue screen, (closes|quits|exits|restarts|shuts down) (itself|by itself|unexpectedly),
        unusable, not usable,
        ({cannot}|{not_do}) .. (work at all|do my job|do my work|do any work|continue working|get any work done),
        work is blocked, (is|are|am) blocked, blocks (us|our|my), blocking (us|our|my|me),
        (losing|lose|lost|loses|loss of) (revenue|money|sales|customers|orders|business|hours|an hour),
        (cannot|cant) pay (salaries|staff|wages), payroll .. (wrong|failed|fails|stopped),
        (account|profile) .. (hacked|compromised|stolen|taken over), been hacked, got hacked, was hacked,
        compromised, fraud, fraudulent*, phishing, malware, virus, vulnerability, identity theft,
        (someone|somebody) (else|) (is|has|may be|might be|) (using|used|accessed|accessing|logged|got into|stole),
        (stolen|stole|steal) .. {device}, {device} .. (stolen|taken),
        (lost|misplaced) my (card|phone|wallet|laptop|purse), i lost my .. (card|phone|wallet|laptop),
        unauthori* (charge*|transaction*|access|login|payment*|purchase*|use),
        suspicious (login|activity|transaction*|sign in),
        (dismissed|former|fired|terminated) .. (still has|still have) .. (access|permission*|rights), outage,
        outages, service disruption, data integrity, major (incident|problem|issue|disruption|impact),
        significant (impact|disruption|loss), serious* (affect*|impact*|disrupt*|problem*|issue*), severe*, halted,
        show stopper, showstopper, missed deadline*, sla (breach|violation)
    """,
    "de": """
        absturz*, absturzt, sturzt .. ab, unbenutzbar, blockiert, ausfall, ausfalle, gehackt, gestohlen, geklaut,
        umsatz (verloren|verlust), umsatzverlust, verlieren (umsatz|geld|kunden), kann .. nicht (mehr|) arbeiten,
        nicht arbeiten, schwerwiegend*, erheblich*, betrug, (konto|zugang) .. missbraucht
    """,
    "es": """
        se (cierra|bloquea|congela|cuelga) (cada vez|siempre|solo|sola), hackead*, robad*, robaron,
        (perdiendo|perdemos) .. (ventas|dinero|clientes|ingresos), no podemos trabajar, no puedo trabajar,
        (entrado|accedido|entro) .. mi cuenta, fraude, interrupcion*, grave, graves, gravemente, inutilizable,
        significativ*
    """,
    "fr": """
        plante, plantent, plantage*, impossible de travailler, inutilisable, pirate*, vole, volee,
        (perdons|perd|perdre) .. (ventes|argent|clients|chiffre), fraude, interruption*, grave, gravement,
        ne (peux|pouvons) (pas|plus) travailler, majeur, majeure
    """,
    "pt": """
        trava, travando, travou, sem trabalhar, nao (consigo|conseguimos) trabalhar, hackead*, invadid*, roubad*,
        roubaram, perdendo .. (vendas|dinheiro|clientes), fraude, interrupcao*, grave, graves, gravemente,
        inutilizavel, significativ*
    """,
}

MODERATE: Table = {
    "en": """
        {cannot}, {not_do} .. (receive|arrive|get|arrived|received|work|recognise|recognize|match),
        not (received|arrived|recognized|accepted|correct), wrong, incorrect, missing,
        (charged|billed|debited|paid) .. (twice|double), overcharg*, duplicate, refused, rejected, rejects, expired,
        invalid, blocked, locked, locked out, forgot, forgotten, suspended, disabled, unexpected, complaint*,
        disappoint*, frustrat*, unacceptable, unauthori*, not (received|arrived|shown|refunded), money back,
        refund me, still (waiting|no|not|took|charged|charging|being charged), lost, late, delayed, overdue,
        concern*, disput*, keep (getting|receiving), keeps, looks off, unknown, waiting
    """,
    "de": """
        doppelt, zweimal, falsch*, fehlt, fehlende, vergessen, gesperrt, nicht erhalten,
        keine (e mail|antwort|bestatigung), abgelehnt, ungultig, (kann|konnen) .. nicht, verloren
    """,
    "es": """
        {no_puedo}, dos veces, duplicado, incorrect*, equivocad*, falta, no (he|hemos) recibido, olvide, bloquead*,
        rechazad*, siguen, error
    """,
    "fr": """
        {je_ne_peux}, deux fois, incorrect*, errone*, manquant*, pas recu, oublie, bloque, bloquee, refuse, refusee,
        invalide, toujours pas
    """,
    "pt": """
        {nao_consigo}, duas vezes, duplicidade, incorret*, errad*, falta, faltando,
        nao (recebi|recebemos|chega|chegou), esqueci, bloquead*, recusad*, indevid*, mas a cobranca
    """,
}

MINOR: Table = {
    "en": """
        how (do|does|can|would|should|to|much|many|long|old), what (is|are|does|do), where (do|can|is|are),
        what happens, what would happen, would like to (book|schedule), which, (is|are) there (a|an|any),
        is it possible, do you (offer|have|support|know|provide|accept|integrate), does (your|the|it),
        can (you|someone|anyone|somebody) (explain|tell|clarify|send me|share),
        could you (tell|explain|clarify|share|provide), when (will|does|is),
        would like to (know|learn|understand|suggest|ask|move|change|have|request),
        (have|had|got) (a|some|few|a few|any|another) (quick|few|general|) question*, question about, curious,
        wondering, wonder, inquir*, enquir*, feature request, suggestion*, suggest,
        would be (nice|great|good|helpful), nice to have, typo, cosmetic, spelling, misaligned, thank you for the,
        thanks for the, feedback, interested in, more information, information (about|on|regarding),
        details (on|about), guidance, comparing, evaluating, partnership, interview, not a big deal, slightly,
        get married, got married, please close my account, tiny, minor, small thing, hideous, logo
    """,
    "de": """
        danke fur, vielen dank fur (die|ihre|das), konnen sie mir .. (erlautern|erklaren|sagen|mitteilen), frage,
        fragen, wie (kann|konnen|funktioniert|andere|lange|viel), was (kostet|bedeutet), wofur, gibt es, bieten sie,
        wo (finde|kann), vorschlag*, ware (schon|toll|hilfreich), mochte .. wissen, interessiere, informationen,
        interessier*, ist es moglich, kann man, was ist, welche, unterlagen, umgezogen, tippfehler
    """,
    "es": """
        como (puedo|podemos|se|funciona|cambio|hago|configuro), es posible, cuantos, cuales,
        que (incluye|es|significa), cuanto, cual, donde (puedo|esta|encuentro), tengo una (pregunta|duda|consulta),
        me gustaria (saber|sugerir), quisiera (saber|obtener|informacion),
        (podrian|pueden|podria) (indicarme|decirme|explicarme), gracias por, informacion (sobre|acerca), ofrecen,
        sugerencia*
    """,
    "fr": """
        comment (puis|faire|peut|puis je), a quoi, quel, quelle, quels, quelles, combien, ou (puis|trouver),
        (voudrais|aimerais|souhaite|souhaiterais) (savoir|connaitre|obtenir), merci pour (votre|vos|l),
        proposez vous, existe t il, y a t il, est il possible, est il, est ce possible,
        pouvez vous m (expliquer|indiquer), interesse*, une question, suggestion*, renseignement*, informations sur
    """,
    "pt": """
        como (posso|podemos|faco|funciona|altero|configuro), e possivel, saber mais, qual, quais, quanto,
        onde (posso|encontro), obrigado pelo, obrigada pelo, poderiam (explicar|informar),
        gostaria de (saber|encerrar|sugerir|obter), (tenho|tiro) (uma|algumas) (duvida|duvidas|pergunta*),
        voces (tem|oferecem), sugestao, informacoes sobre
    """,
}

MANY: Table = {
    "en": """
        {everyone},
        (whole|entire|our) (team|department|company|office|organisation|organization|staff|finance team|sales team),
        several (branches|teams|departments|users|customers|people|colleagues|employees),
        multiple (users|customers|people|departments|branches|employees|clients|locations|sites),
        (many|dozens of|hundreds of|thousands of) (users|customers|people|clients|orders),
        (two|three|four|five|ten) (tills|users|customers|colleagues|stores|shops), whenever a customer,
        our (users|customers|clients)
    """,
    "de": """
        alle (benutzer|nutzer|kunden|mitarbeiter|kollegen),
        (ganze|gesamte|gesamtes|ganzes) (team|abteilung|firma|buro|unternehmen),
        mehrere (benutzer|nutzer|kunden|mitarbeiter), unsere kunden
    """,
    "es": """
        todos (los|nuestros) (clientes|usuarios|empleados), todo el (equipo|departamento),
        toda la (empresa|oficina), varios (usuarios|clientes)
    """,
    "fr": """
        tous (les|nos) (clients|utilisateurs|employes|collegues), toute l (equipe|entreprise),
        plusieurs (utilisateurs|clients|collegues), nos clients
    """,
    "pt": """
        todos os (nossos|) (clientes|usuarios|funcionarios), toda a (equipe|empresa), (equipe|empresa) inteira,
        varios (usuarios|clientes), nossos clientes
    """,
}

EASED: Table = {
    "en": """
        use that for now, used that for now, sometimes, occasionally, intermittent*, now and then, once in a while,
        from time to time, workaround, work around, not always, still works, works fine otherwise, backup codes,
        for now i
    """,
    "de": "manchmal, gelegentlich, ab und zu, sporadisch, umgehung*",
    "es": "a veces, de vez en cuando, ocasionalmente, intermitente*",
    "fr": "parfois, de temps en temps, occasionnellement, intermittent*",
    "pt": "as vezes, de vez em quando, ocasionalmente, intermitente*",
}
