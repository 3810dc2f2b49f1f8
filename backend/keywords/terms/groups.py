"""Alternatives that many phrases share: `{name}` in a table stands for any of them."""

GROUPS: dict[str, str] = {
    # English
    "is": """
        is, are, was, were, has been, have been, is still, are still, is currently, is now, are now, seems, went,
        gone, has gone, have gone, got, keeps going, appears to be, seems to be
    """,
    "cannot": """
        cannot, cant, can not, can no longer, can never, couldnt, could not, unable to, not able to, wasnt able to,
        impossible to, not possible to, (wont|doesnt|does not|will not) let (me|us|him|her|them),
        not letting (me|us), (fail|fails|failed|failing) to
    """,
    "not_do": """
        dont, doesnt, do not, does not, didnt, did not, wont, will not, would not, wouldnt, never, no longer,
        cannot, cant
    """,
    "work": """
        work, works, working, function, load, open, respond, start, sync, connect, render, print, boot, save
    """,
    "login": """
        log in, login, log on, logon, log into, login to, sign in, signin, sign into, get in, get into, log back in,
        logging in, signing in, authenticate
    """,
    "nobody": """
        nobody, no one, noone, none of (us|them),
        none of (our|the|my) (users|customers|clients|employees|staff|colleagues|teams|stores),
        not a single (user|customer|person), not one (user|customer),
        no (user|users|customer|customers|client|clients|employee|employees|staff)
    """,
    "everyone": """
        everyone, everybody, all (of|) (us|users|customers|clients|employees|staff|colleagues|departments|teams),
        all (of|) (our|the|my) (users|customers|clients|employees|staff|colleagues|teams|stores|shops|sites|offices)
    """,
    "system": """
        production, prod, records system, system, systems, server, servers, service, services, platform, website,
        site, api, database, network, everything, shop, store, portal, infrastructure, backend, cluster
    """,
    "down": """
        (completely|totally|entirely|all|fully|still|) down, offline, unavailable, unreachable, out of service,
        inaccessible, not (reachable|responding|accessible)
    """,
    "records": "data, records, record, files, documents, database, backups",
    "device": "card, cards, phone, mobile, device, laptop, token, badge, wallet, purse, sim",
    "wrong": "wrong, incorrect, mistaken, unexpected",
    # German
    "nicht": "nicht, nicht mehr, nie",
    "niemand": "niemand, keiner, kein (kunde|mitarbeiter|benutzer|nutzer)",
    # Spanish
    "no_puedo": """
        no (puedo|podemos|puede|pueden|logro|consigo|logramos|conseguimos), no me deja, imposible, no es posible
    """,
    "nadie": "nadie, ningun (cliente|usuario|empleado), ninguno de nuestros (clientes|usuarios)",
    # French
    "je_ne_peux": """
        impossible (de|d|a), ne (peux|peut|pouvons|peuvent) (pas|plus), n arrive (pas|plus) a,
        n arrivons (pas|plus) a, ne parviens (pas|plus) a, n arrive plus a me, n arrive pas a me, n arrive plus a m,
        n arrive pas a m
    """,
    "personne_ne": "personne ne, aucun (client|utilisateur|employe) ne, aucun de nos clients ne",
    # Portuguese
    "nao_consigo": """
        nao (consigo|conseguimos|consegue|conseguem|posso|podemos|pode|deixa), impossivel, nao e possivel
    """,
    "ninguem": "ninguem, nenhum (cliente|usuario|utilizador|funcionario)",
}
