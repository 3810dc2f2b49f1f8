"""Something broken, slow or erring. TROUBLE is a defect told of; TOPICS are things that technicians look after."""

from keywords.terms.table import WeightedTable

TROUBLE: WeightedTable = {
    "en": {
        4: """
            error, errors, bug, bugs, buggy, crash, crashes, crashed, crashing, {not_do} (seem to|) {work},
            not working, isnt working, stopped working, stop working, stops working, not .. working,
            isnt .. working, wasnt working, broken, malfunction*, outage, outages, (freezes|freezing|froze),
            timeout, timeouts, timed out, times out, glitch*, exception, stack trace, segmentation fault,
            {not_do} (go|going) through, not go through, bounced, declined, decline, declines, declining,
            rejected transaction,
            (transfer|payment|top up|topup|upload|download|transaction|withdrawal|import|export|deposit) .. (fail|
                fails|failed|failing|stuck|reverted|cancelled|rejected),
            turned down, 500, 502, 503, 504, 404, wont (turn on|open|start|load), blue screen, corrupt, corrupted,
            does nothing, fix .. (problem|issue|bug|error)
        """,
        3: """
            fail, fails, failed, failing, failure, failures, not responding, unresponsive, slow, slowly, slowness,
            laggy, lagging, lag, latency, sluggish, hangs, hanging, stuck, frozen, defect*, faulty, fault, denied,
            incompatible, not .. (load|loading|syncing|sync|connecting|loaded), went down, goes down, overheat*,
            unstable, disconnect*, disappears, disappeared, greyed out, grayed out, blank (page|screen),
            white screen,
            {cannot} .. (upload|download|export|import|print|save|submit|transfer|withdraw|send|connect|open|use|view|
                load|install|play|edit|make|do),
            (connection|network|sync|synchronization|performance|technical|hardware|software|server) (problem|
                problems|issue|issues|difficulties)
        """,
        2: """
            issue, issues, problem, problems, difficulties, trouble, not show*, doesnt show, missing data,
            misaligned, delayed, typo, wrong (result|results|output), doesnt, does not, wont,
            (lose|loses|losing|lost) .. connection, spam folder, malware, virus, vulnerability, damaged,
            interruption*, disruption*, incorrect (data|result|results), inconsisten*, blurred, blurry, flicker*,
            cut off, drops out, drop out, drops connection, forgets, breach, encrypted files,
            no longer .. (reach|arrive|reaches|arrives)
        """,
    },
    "de": {
        4: """
            fehler, *fehler, fehlermeldung*, absturz*, absturzt, sturzt .. ab, abgesturzt, ausfall, ausfalle,
            ausgefallen, funktioniert .. nicht, funktionieren .. nicht, geht (nicht|nicht mehr|nichts mehr),
            geht .. nicht, kaputt, defekt, reagiert nicht, storung*, bug, bricht .. ab, abgebrochen, *abbruch,
            *abbruche
        """,
        3: """
            langsam, hangt, einfriert, eingefroren, ladt nicht, problem, probleme, problemen,
            verbindung .. (ab|unterbrochen), fehlerhaft, fehlgeschlagen, schlagt .. fehl
        """,
        2: """
            (kann|konnen) .. nicht .. (offnen|speichern|drucken|hochladen|herunterladen|arbeiten), verschwunden,
            stort, leistungsproblem*, beeintrachtig*, verzoger*, sicherheitsverletzung*, schadsoftware, inkompatib*,
            schwierigkeiten
        """,
    },
    "es": {
        4: """
            error, errores, fallo, fallos, falla, fallas, no funciona, no funcionan,
            no (me|nos|) (funciona|carga|abre|responde), dejo de funcionar, se (cierra|bloquea|congela|cuelga),
            caido, caida, caidos, averia*, roto, rota
        """,
        3: """
            lento, lenta, lentitud, problema, problemas, interrupcion*, no responde, no carga, pantalla en blanco,
            {no_puedo} .. (abrir|guardar|imprimir|subir|descargar|enviar)
        """,
        2: """
            inconveniente*, desconect*, incidencia*, danado, defectuos*, retraso*, interrump*, afectando,
            vulnerabilidad*, inaccesib*, dificultad*, desincroniz*
        """,
    },
    "fr": {
        4: """
            erreur, erreurs, bug, bugs, bogue, panne, pannes, plante, plantent, plantage*,
            (ne|) (marche|fonctionne|marchent|fonctionnent) (pas|plus), hors service,
            ne (repond|charge|s ouvre|demarre) (pas|plus), dysfonctionn*, casse
        """,
        3: """
            lent, lente, lenteur*, probleme, problemes, bloque .. (ecran|page), se fige, interruption*,
            {je_ne_peux} .. (ouvrir|enregistrer|imprimer|telecharger|envoyer)
        """,
        2: """
            incident*, defectueu*, deconnect*, souci, soucis, ralenti*, retard*, inaccessib*, indisponib*,
            vulnerabilit*, coupe, difficulte*, perturb*
        """,
    },
    "pt": {
        4: """
            erro, erros, falha, falhas, bug, nao (funciona|funcionam|carrega|abre|responde|liga),
            parou de funcionar, trava, travando, travou, fora do ar, quebrado, quebrada, caiu
        """,
        3: """
            lento, lenta, lentidao, problema, problemas, defeito*, interrupcao*, instavel, instabilidade,
            {nao_consigo} .. (abrir|salvar|imprimir|enviar|baixar)
        """,
        2: """
            desconect*, inconveniente*, incidente*, atraso*, cortado, cortada, deixou de funcionar, indisponiv*,
            inacessiv*, vulnerabilidade*, dificuldade*, interromp*
        """,
    },
}

TOPICS: WeightedTable = {
    "en": {
        3: """
            laptop*, printer*, monitor, monitors, keyboard, headset, mouse, adapter, adapters, docking, cable,
            cables, hard drive, disk space, storage, wireless, wifi, wi fi, vpn, router, firewall, hardware,
            webhook*, debug*, driver, drivers, ssl, dns, sql, memory upgrade, snapshot, virtual machine, vm
        """,
        2: """
            backup, backups, server, servers, database, api, software, technical, browser, firefox, safari, chrome,
            windows, macos, linux, android, network, deployment, crm, plugin, bluetooth, screen, compatibility,
            connectivity, connection, cybersecurity, cyber security, encryption, algorithm*, sensor*
        """,
        1: """
            app, website, platform, security, page, button, device, computer, sync, upload, download, install*,
            configuration, integration*, update
        """,
    },
    "de": {
        2: """
            server, datenbank, drucker, netzwerk, technisch*, software, hardware, browser, verbindung*, vpn, wlan,
            router, laptop*, kompatib*, cybersicherheit, datensicherung
        """,
        1: """
            app, anwendung, webseite, seite, update*, aktualisier*, integration*, synchronis*, plattform*, gerat*
        """,
    },
    "es": {
        2: """
            servidor*, base de datos, impresora*, red, tecnico, tecnicos, tecnica, software, hardware, navegador,
            conexion, conectividad, compatib*, router, vpn, ciberseguridad, portatil
        """,
        1: """
            aplicacion, app, pagina, boton, actualiz*, sistema*, integracion*, sincroniz*, plataforma, dispositivo*
        """,
    },
    "fr": {
        2: """
            serveur*, base de donnees, imprimante*, reseau, technique, techniques, logiciel*, materiel, navigateur,
            connectivite, compatib*, routeur, vpn, cybersecurite, sauvegarde*
        """,
        1: """
            application, page, bouton, mise a jour, systeme*, integration*, synchronis*, plateforme, appareil*
        """,
    },
    "pt": {
        2: """
            servidor*, banco de dados, impressora*, rede, tecnico, tecnicos, tecnica, software, hardware, navegador,
            conexao, conectividade, compatib*, roteador, vpn, ciberseguranca, copia de seguranca
        """,
        1: """
            aplicativo, app, pagina, botao, atualiz*, sistema*, integracao, integracoes, sincroniz*, plataforma,
            dispositivo*
        """,
    },
}
