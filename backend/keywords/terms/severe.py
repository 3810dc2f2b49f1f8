"""Severe impact: OUTAGE (a whole organisation stopped), LOSS (data lost or exposed), DANGER (to people)."""

from keywords.terms.table import Table

OUTAGE: Table = {
    "en": """
        {system} {is} {down},
        (production|prod|server|servers|database|website|site|platform|cluster) (just|suddenly|has|have|) (crashed|
            died),
        {system} down for, {system} down since,
        production (api|app|server|system|database|site|environment|cluster|) .. (500|503|502|504|errors|outage|
            failing|unusable|halted|stopped|stopping),
        (production|system|service|site|server|network|complete|total|full|major|global|widespread) (wide|) outage,
        outage .. (affecting|all|every), everything (is|has) (stopped|broken|down|dead),
        (entire|whole) (system|platform|site|website|company|organisation|organization|network|business|office|
            hospital|factory|plant) (is|has|are|was|cannot|can not|cant) .. ({down}|stopped|crashed|work|standstill),
        (entire|whole) (system|platform|site|website|network) {down},
        {nobody} (can|could|is able to|are able to|was able to) (work|{login}|access|use|connect|order|pay|place|buy|
            check out|do anything|get|reach|enter|open|continue|operate|send|reach us),
        {everyone} (is|are|were|was) (locked out|unable to|{down}|blocked),
        {everyone} {cannot} (work|{login}|access|use|order|pay|connect),
        (users|customers|clients|staff|employees) {cannot} (work|{login}|access|order|pay|connect|use|check out|buy),
        blocking (all|every|everyone|everybody) .. (transactions|users|customers|orders|work|operations|payments|
            production|business|us),
        blocking everyone,
        (all|our) (transactions|orders|payments|sales|operations|production|business|work) (is|are|have|has) (been|
            ) (stopped|blocked|halted|failing|down|standstill|at a standstill),
        no (orders|payments|transactions|calls) (can|could) be (placed|made|processed|taken),
        (business|operations|production|work) (at|to) a (complete|) (standstill|halt),
        {cannot} (process|take|accept|receive) any (orders|payments|calls|transactions),
        production (is|has) (stopped|halted|blocked|broken), production stopped
    """,
    "de": """
        (produktion|produktionssystem|system|server|datenbank|webseite|website|shop|plattform|netzwerk|dienst|alles|
            anwendung) .. (ausgefallen|nicht erreichbar|steht still|zusammengebrochen|lahmgelegt),
        (produktion|system|server|datenbank|webseite|website|shop|plattform|netzwerk|alles) (ist|sind) (down|offline),
        {niemand} .. (arbeiten|anmelden|einloggen|zugreifen|bestellen), totalausfall, systemausfall,
        komplettausfall, produktionsausfall, produktion steht, (betrieb|alles) steht still, keiner kann arbeiten
    """,
    "es": """
        (produccion|servidor|servidores|sistema|sitio|pagina|plataforma|servicio|red|base de datos|todo|
            web) .. (caido|caida|caidos|fuera de servicio|inaccesible|se cayo),
        {nadie} (puede|podemos|logra) .. (trabajar|acceder|entrar|iniciar|hacer|comprar|pagar|pedir),
        caida (total|general|del sistema|del servicio), produccion (parada|detenida), se ha caido (el|la|todo)
    """,
    "fr": """
        (production|serveur|serveurs|systeme|site|plateforme|service|reseau|base de donnees|tout) (est|sont|
            completement|est completement|est totalement) (hors service|hors ligne|en panne|inaccessible|indisponible|
            a l arret|tombe|arrete|bloque),
        {personne_ne} (peut|parvient|arrive) .. (travailler|connecter|acceder|commander|payer),
        (panne|interruption) (generale|totale|complete), production (arretee|a l arret)
    """,
    "pt": """
        (producao|servidor|servidores|sistema|site|plataforma|servico|rede|banco de dados|tudo) .. (fora do ar|caiu|
            indisponivel|inacessivel|parado|parada|offline|derrubado),
        {ninguem} (consegue|pode|esta conseguindo) .. (trabalhar|acessar|entrar|logar|comprar|pagar|fazer),
        queda (total|geral|do sistema), producao parada
    """,
}

LOSS: Table = {
    "en": """
        data loss, loss of data, lost (all|our|the|every|) (of|) (our|the|customer|) data,
        (all|every) .. {records} .. (lost|gone|wiped|erased|disappeared|vanished|destroyed),
        (our|customer) {records} {is} (lost|gone|wiped|erased|destroyed|vanished),
        (our|customer) {records} (disappeared|vanished), data {is} (lost|gone|wiped|erased|corrupted|destroyed),
        database {is} (deleted|wiped|corrupted|erased|dropped|lost), (security|data) (breach|breaches|leak|leakage),
        data breached, ransom (note|demand), encrypted files,
        (we|we have|weve|system|systems|network|server|servers|website|site) (been|were|was|got|have been|has been|
            ) (hacked|breached),
        ransomware,
        (personal|customer|customers|patient|confidential|sensitive|medical|user) (data|information|
            records) .. (leaked|leaking|leak|exposed|public|stolen|visible|compromised),
        (can see|could see|can view|can access|seeing) (other|another|each other) (customers|customer|patients|
            companys|clients) (data|names|orders|invoices|information|details|records|accounts),
        unauthorized access .. (systems|servers|database|data|network), hackers .. (access|stole|inside)
    """,
    "de": """
        datenverlust, (alle|samtliche|unsere) .. *daten .. (verloren|geloscht|weg|verschwunden),
        (alle|samtliche|unsere) *daten .. (verloren|geloscht|weg|verschwunden), datenleck, datenpanne,
        sicherheitsvorfall, sicherheitslucke .. ausgenutzt,
        (kundendaten|patientendaten|personenbezogene daten) .. (offentlich|sichtbar|gestohlen|abgeflossen|einsehbar),
        ransomware
    """,
    "es": """
        perdida de datos, (perdido|perdimos) todos (los|nuestros) (datos|registros|archivos),
        (todos|nuestros) .. datos .. (perdido|desaparecido|borrado|borraron|desaparecieron|perdieron),
        (fuga|filtracion|robo) de datos, brecha de seguridad, violacion de seguridad, ransomware
    """,
    "fr": """
        perte de donnees, perdu (tous|toutes) (nos|les) (donnees|fichiers|dossiers),
        (toutes|nos) .. donnees .. (disparu|perdues|effacees|supprimees), fuite de donnees, vol de donnees,
        (faille|violation|incident) de securite, rancongiciel, ransomware
    """,
    "pt": """
        perda de dados, (perdemos|perdidos) todos os .. (dados|registros|arquivos),
        (todos|nossos) .. dados .. (perdidos|sumiram|apagados|desapareceram|perdemos), vazamento de dados,
        violacao de (seguranca|dados), falha de seguranca, ransomware
    """,
}

DANGER: Table = {
    "en": """
        (someone|somebody|people|person|patient|patients|child|children|customers|workers|staff|users|everyone|he|
            she) (can|could|might|may|will|is going to|are going to) (die|be killed|be hurt|get hurt|be injured),
        life threatening, (lives|life) (is|are|at) (at|in|) (risk|danger|stake),
        danger to (life|people|patients|the public|health),
        (people|patient|patients|person|persons|child|children|customers|workers|staff|someone|somebody) (is|are|was|
            were|has been|have been|got) .. (dying|injured|in danger|at risk|hurt|trapped|unconscious),
        (caught|catches|on|catching) fire,
        (device|battery|server|cable|charger|unit|machine|building|adapter|laptop|phone) .. burning,
        smoke (is|coming|from), smoking (battery|device|server|cable),
        (battery|device|unit|charger|laptop|phone|boiler|machine) .. exploded, explosion, electric shock, gas leak,
        carbon monoxide, safety hazard, physical harm, suicide
    """,
    "de": """
        lebensgefahr, lebensgefahrlich*, (kann|konnte|konnten|konnen|wird) .. sterben,
        sterben (konnte|konnten|kann|wird), verletzt werden, (personen|menschen|patienten) in gefahr, es brennt,
        (feuer|rauch) aus, raucht, stromschlag
    """,
    "es": """
        (puede|podria|pueden|podrian|va a) morir, peligro de (vida|muerte),
        (personas|pacientes|vidas|gente) .. en (peligro|riesgo), incendio, humo, descarga electrica
    """,
    "fr": """
        (peut|peuvent|pourrait|pourraient|risque de|va) mourir, danger de mort,
        (personnes|patients|vies|gens) .. en danger, incendie, prend feu, prendre feu, fumee, decharge electrique
    """,
    "pt": """
        (pode|podem|poderia|vai) morrer, risco de (vida|morte), (pessoas|pacientes|vidas) .. em (perigo|risco),
        incendio, pegou fogo, pegando fogo, fumaca, choque eletrico
    """,
}
