"""Login, identity, credentials, profile, permissions, closing and securing an account."""

from keywords.terms.table import WeightedTable

ACCOUNT: WeightedTable = {
    "en": {
        6: """
            {cannot} (seem to|) {login}, {cannot} .. (log in|login|sign in|log into|sign into),
            (forgot|forget|forgotten|lost|dont remember|dont recall|do not recall) .. (password|passcode|pin|
                username),
            locked out, lock* .. account,
            account .. (locked|blocked|suspended|frozen|disabled|deactivated|on hold|hacked|compromised|stolen|
                not working),
            (close|delete|cancel|deactivate|terminate|freeze|unlock|unfreeze|unblock|block|reactivate|remove|
                restrict) .. (account|profile),
            hold on .. account, (lost|stolen|stole|missing|misplaced|steal) .. {device},
            {device} .. (lost|stolen|taken|compromised|missing|hacked), {cannot} find .. {device},
            (someone|somebody) (else|) .. (using|used|accessed|uses|logged), access to my account, identity theft
        """,
        5: """
            password*, passcode*, passphrase, two factor, 2fa, mfa, multi factor, authenticator, verification code,
            sso, saml, single sign on, captcha, verify .. identity, identity (verification|check|proof),
            prove .. identity, proof of identity, verif* .. (identity|account|me), id verification, admin rights,
            administrator rights, domain admin, access rights, credential*, fraud, fraudulent*, phishing,
            unauthori* (access|login|sign in|use), username*, user name,
            (change|update|edit|reset|forgot|new|set) .. pin, pin .. (blocked|wrong|reset|change|locked),
            logged out
        """,
        4: """
            login, logins, log in, logging in, sign in, signing in, sign up, permission*, privileg*,
            (change|update|edit|correct|modify) .. (email|e mail|name|surname|address|phone number|details|profile),
            personal (details|data|information), role, roles, gdpr,
            (grant|give|provide|request|revoke|remove|need) .. access, access (for|rights|request|card), pin,
            unlock*, hacked, compromised, two step, (close|delete|closing) .. account, user rights, ownership,
            (account|user) (created|creation|settings|access)
        """,
        3: """
            identity, licence, licences, license, licenses, account settings, user account*, ad account*, profile,
            unlock, locked, suspended, deactivate*, admin, administrator, active directory, access to, my access,
            user accounts, invited, membership, freeze, authenticat*
        """,
        2: """
            account, accounts, access, security question, user, rights, passport, registration, register, signature
        """,
    },
    "de": {
        6: """
            (passwort|kennwort) .. vergessen,
            (konto|zugang|account) .. (gesperrt|losch*|sperren|gehackt|schliessen),
            (kann|konnen) .. (nicht|nicht mehr) .. (anmelden|einloggen), gestohlen
        """,
        5: """
            passwort*, kennwort*, zugangsdaten, anmeldedaten, benutzername, einloggen, zweifaktor*, identitat*,
            berechtigung*, *konto, *kontos
        """,
        4: """
            anmelden, anmeldung, login, zugang, zugriff, zugriffsrechte, entsperr*, gehackt,
            (adresse|e mail|name|daten) .. (andern|geandert|aktualisieren), profil, rolle
        """,
        2: "account, benutzer*, registrier*, sperren",
    },
    "es": {
        6: """
            (olvide|olvidado|recordar|recuerdo) .. contrasena,
            {no_puedo} .. (iniciar sesion|acceder|entrar|ingresar), cuenta .. (bloqueada|suspendida|hackeada),
            (cerrar|eliminar|desbloquear|borrar|cancelar) .. cuenta, robado .. (telefono|movil|tarjeta),
            entrado en mi cuenta
        """,
        5: """
            contrasena*, iniciar sesion, inicio de sesion, credencial*, nombre de usuario, verificacion,
            verificar .. identidad, permisos, hackead*, autenticacion
        """,
        4: """
            acceso, accesos, perfil, (cambiar|actualizar|modificar) .. (correo|nombre|direccion|datos), identidad,
            clave
        """,
        2: "cuenta, cuentas, usuario, registro, acceder",
    },
    "fr": {
        6: """
            mot de passe .. (oublie|perdu), oublie .. mot de passe,
            {je_ne_peux} (me|m) (connecter|identifier|authentifier), {je_ne_peux} .. (connecter|acceder),
            compte .. (bloque|suspendu|pirate|verrouille), (supprimer|fermer|cloturer|debloquer) .. compte
        """,
        5: """
            mot de passe, mots de passe, identifiant*, authentification, double authentification,
            code de verification, verif* .. identite, habilitation*, pirate*, droits d acces
        """,
        4: """
            connexion, me connecter, profil, acces,
            (modifier|changer|mettre a jour) .. (adresse|nom|e mail|email|coordonnees), identite, droits
        """,
        2: "compte, comptes, utilisateur, inscription, acceder",
    },
    "pt": {
        6: """
            (esqueci|esqueceu|perdi) .. senha, {nao_consigo} .. (entrar|acessar|logar|aceder|fazer login),
            conta .. (bloqueada|suspensa|hackeada|invadida),
            (encerrar|excluir|desbloquear|apagar|fechar|cancelar) .. conta
        """,
        5: """
            senha*, palavra passe, credencia*, nome de usuario, codigo de verificacao, verificar .. identidade,
            autenticacao, permissoes, permissao, invadid*
        """,
        4: """
            login, acesso, acessos, perfil,
            (alterar|atualizar|mudar|trocar) .. (email|e mail|nome|numero|telefone|cadastro|endereco|dados),
            identidade
        """,
        2: "conta, contas, usuario, utilizador, cadastro, acessar",
    },
}
