"""Words that say nothing of what a ticket is about, folded as keywords.tokens folds them."""

_WORDS = {
    "en": """
        seconds a about above after again all also am an and another any are aren as at back be because been
        before being below between both but by can cannot cant could couldnt did didnt do does doesnt doing done
        dont down during each even ever every few for from further get gets getting give go goes going got had
        has have having he her here hers him his how i id if ill im in into is isnt it its ive just keep know
        last let like ll made make many may me might more most much must my need needs never new next no nor not
        nothing now of off on once one only or other our ours out over own per put re said same say says see
        seem seems she should since so some something still such sure than that thats the their theirs them then
        there theres these they thing things this those though through till time to today too tried try trying
        under until up us use used using ve very via want wants was wasnt way we well were weve what when where
        whether which while who whom whose why will with without wont would yesterday yet you your yours day
        days week weeks month months year years morning hour hours minute minutes first two three although
        however instead example right wrong whole else already anymore almost maybe perhaps possible able either
        neither against within around really quite please later soon often sometimes usually show shows shown
        find found look looks looking seen come comes came went left work works worked working happen happens
        happened start started stop stopped change changed send sent tell told ask asked call called set take
        takes took taken turn turned write wrote add added open opened opens close closed click clicked page
        good bad nice great better fine old long short big small full empty second third four five six seven
        eight nine ten number part side case point place kind sort lot bit
        """,
    "en, the post": """
        hello hi hey dear please thanks thank thx regards best kind sincerely cheers team support ticket tickets
        help helping issue issues problem problems question questions urgent asap customer customers user users
        everyone everybody anybody somebody someone people fail fails failed failing broken error errors
        """,
    "de": """
        aber alle allem allen aller alles als also am an andere anderen auch auf aus bei beim bereits bin bis
        bitte da dabei damit danach dann das dass dazu dein deine dem den denn der des deshalb dich die dies
        diese diesem diesen dieser dieses dir doch dort du durch ein eine einem einen einer eines einige er erst
        es etwas euch euer eure fur gegen gerade gibt habe haben hat hatte hatten hier hin hinter ich ihm ihn
        ihnen ihr ihre ihrem ihren ihrer im immer in ins ist ja jede jeden jeder jedes jetzt kann kannst kein
        keine keinen konnen konnte konnten lassen mal man mehr mein meine meinem meinen meiner mich mir mit
        mochte muss mussen nach nicht nichts noch nun nur ob oder ohne schon sehr sein seine seinem seinen
        seiner seit seitdem sich sie sind so soll sollte sondern sonst uber um und uns unser unsere unserem
        unseren unserer unter viel viele vom von vor wann war waren warum was weder wegen weil welche welcher
        wenn wer werde werden wie wieder will wir wird wo wurde wurden zu zum zur zwei zwischen heute gestern
        morgen tag tage tagen woche wochen monat hallo danke dank vielen gruss grusse gruessen freundlichen
        liebe guten problem probleme frage fragen hilfe ticket
        """,
    "es": """
        al algo alguien algun alguna algunas alguno algunos ante antes aqui asi aun aunque bien cada como con
        contra cual cuando de del desde donde dos durante e el ella ellas ellos en entre era eran es esa esas
        ese eso esos esta estaba estado estamos estan estar estas este esto estos estoy fue fueron ha habia hace
        hacer han hasta hay he hemos hoy la las le les lo los mas me mi mientras mis mismo mucho muy nada ni no
        nos nosotros nuestra nuestras nuestro nuestros o os otra otras otro otros para pero poco por porque pude
        puede pueden puedo que quien quiero se sea ser si sido sin sobre solo somos son soy su sus tambien tan
        tanto te tengo tenemos tiene tienen todo todos tras tu tus un una unas uno unos usted ustedes va vez y
        ya yo ayer dia dias semana semanas mes hola gracias favor saludos buenos buenas ayuda problema problemas
        pregunta
        """,
    "fr": """
        ai ainsi alors apres as au aucun aucune aujourd aussi autre autres aux avais avait avant avec avez avoir
        avons bien c car ce ceci cela celle celui ces cet cette ceux chaque chez comme comment d dans de deja
        depuis des deux dois doit donc du elle elles en encore entre es est et etaient etait etant ete etes etre
        eu fait faire faut fois hier hui ici il ils j je jour jours jusqu l la le les leur leurs lors lorsque
        lui m ma mais me meme mes mois moi moins mon n ne ni nos notre nous on ont ou par parce pas pendant peu
        peut peuvent peux plus pour pourquoi pourrais pouvez qu quand que quel quelle quelles quelque quelques
        quels qui quoi rien s sa sais sans se semaine ses si son sont sous suis sur t ta te tes toi ton toujours
        tous tout toute toutes tres trop tu un une vers veux voir vos votre vous y bonjour bonsoir merci
        cordialement salutations svp aide probleme problemes question
        """,
    "days and months": """
        january february march april may june july august september october november december monday tuesday
        wednesday thursday friday saturday sunday januar februar marz mai juni juli oktober dezember montag
        dienstag mittwoch donnerstag freitag samstag sonntag enero febrero marzo abril mayo junio julio agosto
        septiembre octubre noviembre diciembre lunes martes miercoles jueves viernes sabado domingo janvier
        fevrier mars avril juin juillet aout septembre octobre novembre decembre lundi mardi mercredi jeudi
        vendredi samedi dimanche janeiro fevereiro marco maio junho julho setembro outubro novembro dezembro
        segunda terca quarta quinta sexta feira jan feb mar apr jun jul aug sep sept oct nov dec
        """,
    "pt": """
        ainda algo alguem algum alguma alguns antes ao aos apenas apos aquele aquela aqui as assim ate bem cada
        com como contra da das de dela dele depois desde dessa desse desta deste do dois dos duas durante e ela
        elas ele eles em enquanto entre era eram essa essas esse esses esta estamos estao estar estas estava
        este estes estou eu faz fazer foi foram ha hoje isso isto ja la lhe mais mas me mesmo meu meus minha
        minhas muito na nada nao nas nem nenhum nesta neste no nos nossa nossas nosso nossos num numa o onde
        ontem os ou outra outras outro outros para pela pelas pelo pelos pode podem por porque posso pois
        preciso qual quando que quem quero se seja sem sempre ser seu seus so sobre sua suas tambem tao tem
        temos tenho ter todas todo todos tudo um uma umas uns vez voce voces vou dia dias semana mes ola oi
        obrigado obrigada favor cumprimentos atenciosamente ajuda problema problemas duvida
        """,
}

STOP_WORDS = frozenset(word for words in _WORDS.values() for word in words.split())
