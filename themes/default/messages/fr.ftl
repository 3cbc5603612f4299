# French. The terms are those of NF EN ISO 9001 and NF EN ISO 9000; a clause of a standard is an
# "article". Colons, question marks and quotation marks have a no-break space beside them.
# en.ftl says what belongs where.

# Dates
decimal-sign = ,
date =
    { $day ->
        [1] 1er
       *[other] { $day }
    } { $month } { $year }
month-1 = janv.
month-2 = févr.
month-3 = mars
month-4 = avr.
month-5 = mai
month-6 = juin
month-7 = juil.
month-8 = août
month-9 = sept.
month-10 = oct.
month-11 = nov.
month-12 = déc.

# How to verify the site
verify = Vérifier ce site
verify-text = On peut savoir si chaque fichier est bien celui qui a été produit sans le programme qui l’a produit. Ouvrez un terminal dans le dossier de cette page.
verify-files = Chaque fichier a le SHA-256 qu’indique SHA256SUMS (la première commande est pour Linux, la seconde pour macOS). Rien ne s’affiche si tout va bien.
verify-sums = SHA256SUMS est lui-même celui qu’indique manifest.json : une ligne du manifeste s’affiche.
verify-signature = Si manifest.json.sig existe, le site a été signé. Le fichier allowed_signers doit venir de l’organisme par une autre voie que ce site ; écrivez le rôle du signataire à la place de « Quality manager ». La réponse commence par « Good ».
verify-program = Le programme fait tout cela d’un coup et dit ce qui a été modifié, ajouté et supprimé.
verify-added = Les fichiers ajoutés ne figurent dans aucune liste : pour les trouver, comparez les noms de SHA256SUMS avec ceux du dossier. Sans signature, qui peut écrire ici peut aussi modifier les listes.

# Around every page
skip-to-content = Aller au contenu
nav-label = Navigation principale
nav-home = Accueil
nav-documents = Documents
nav-menu = Menu
nav-matrix = Matrice
nav-gaps = Lacunes
nav-standards = Normes
theme-toggle = Basculer entre clair et sombre
edition-title = Édition pour { $audience }
edition-note = Cette édition ne contient pas toutes les pages du manuel. Ses états sont ceux du manuel entier.
edition-note-records = Elle ne contient pas tous les enregistrements et ne dit rien de ce qui repose sur les autres.
register-incomplete = Cette édition ne contient pas tous les enregistrements de ce registre
withheld-document = un document que cette édition ne contient pas
addressed-elsewhere = traité dans un document que cette édition ne contient pas
footer-as-of = Situation au
footer-made-with = Réalisé avec
footer-print = Imprimer tout le manuel
uncontrolled-when-printed = Non maîtrisé une fois imprimé

# A document's status, as written
status-draft = Projet
status-review = En vérification
status-approved = Approuvé
status-obsolete = Périmé

# A document's state on the as-of date
state-in-force = En vigueur
state-overdue = Réexamen en retard
state-not-yet = Pas encore applicable
state-superseded = Remplacé
state-unknown = Sans statut
state-unclear = Incertain, pas en vigueur
state-changed-since-approval = Modifié depuis l’approbation
state-not-approved = Non approuvé

# The status of a requirement
coverage-covered = Couvert
coverage-overdue = En retard
coverage-partial = Partiel
coverage-planned = Prévu
coverage-gap = Lacune
coverage-excluded = Exclu
coverage-sentence =
    { $covered ->
        [one] { $covered } exigence couverte sur { $total }
       *[other] { $covered } exigences couvertes sur { $total }
    }{ $excluded ->
        [0] { "" }
        [one] , { $excluded } exclue
       *[other] , { $excluded } exclues
    }
coverage-none = Rien à couvrir
coverage-of-all = { $clause } en entier : { $sentence }
coverage-on-page = Sur cette page : { $sentence }
requirements-count =
    { $count ->
        [one] { $count } exigence
       *[other] { $count } exigences
    }

# A clause: its status, with what stands against it
coverage-contested = Couvert, non-conformité majeure ouverte
major-open = Non-conformité majeure ouverte
all-excluded =
    { $count ->
        [one] { $count } exigence, exclue
       *[other] { $count } exigences, toutes exclues
    }
heading-clause = Titre
requirement-clause = Exigence

# Documented information and evidence of a clause
documented-maintain = À tenir à jour
documented-retain = À conserver
documented-both = À tenir à jour et à conserver
documented-unknown = Non connu
documented-none-long = L’article n’en cite aucune.
documented-maintain-long = Un document doit être tenu à jour.
documented-retain-long = Des enregistrements doivent être conservés.
documented-both-long = Un document doit être tenu à jour et des enregistrements doivent être conservés.
documented-unknown-long = Le catalogue ne dit pas si des enregistrements sont exigés.
evidence-missing = Absent
evidence-named = Cité, aucun disponible
evidence-on-file = Disponible
evidence-stale = Plus ancien qu’exigé
evidence-unknown = Non connu
evidence-not-required = Non exigé
evidence-nobody = Aucun document en vigueur rattaché à cet article ne cite d’enregistrement.
records-on-file =
    { $count ->
        [0] aucun disponible
        [one] { $count } enregistrement disponible
       *[other] { $count } enregistrements disponibles
    }

# Findings and audits of a clause
findings-major =
    { $count ->
        [one] { $count } majeure
       *[other] { $count } majeures
    }
findings-minor =
    { $count ->
        [one] { $count } mineure
       *[other] { $count } mineures
    }
findings-observation =
    { $count ->
        [one] { $count } observation
       *[other] { $count } observations
    }
findings-ungraded = { $count } sans classement
findings-none = Aucun
grade-major = Majeure
grade-minor = Mineure
grade-observation = Observation
grade-unknown = Non classé
audit-never = Jamais
audit-due-since = à auditer depuis le
audit-due-unreadable = à auditer : le cycle d’audit n’est pas lisible
audit-planned = Prévu :
finding-due = échéance

# What addresses a clause
revision-short = rév.
claim-through = via { $clause }
claim-paragraph = un paragraphe
claim-mark-empty = sans texte
claim-mark-proposed = proposé
claim-mark-struck = barré, ne compte pas
addresses-full = en totalité
addresses-part = en partie
addresses-item = point { $item }
addresses-items = points { $items }
nobody-claims = Aucun document n’y est rattaché.
more-documents =
    { $count ->
        [one] et { $count } autre document
       *[other] et { $count } autres documents
    }
more-claims =
    { $count ->
        [one] Un autre rattachement n’est pas montré ici. La matrice sous forme de fichier les contient tous :
       *[other] { $count } autres rattachements ne sont pas montrés ici. La matrice sous forme de fichier les contient tous :
    }
excluded-with = Exclu avec { $clause }.

# Why a claim counts or does not
claim-covers = En vigueur depuis le { $effective } ; traite cet article lui-même, en totalité.
claim-overdue = En vigueur, et traite cet article lui-même en totalité, mais son réexamen est en retard.
claim-part = En vigueur, mais ne traite qu’une partie de cet article.
claim-empty = En vigueur, mais ne dit rien là où il est rattaché à cet article.
claim-proposed = Seulement proposé : personne n’a encore dit que cet article y est satisfait.
claim-struck = Barré, ou dans une tâche que personne n’a cochée : ne compte pas.
claim-item = En vigueur, mais ne traite que le point { $item } de cet article.
claim-broad = En vigueur, mais n’est rattaché qu’à { $clause } dans son ensemble, pas à cet article lui-même.
claim-on-heading = En vigueur. Rattaché au titre : cela compte comme partiel pour chaque exigence qui en dépend.
claim-review-was-due = Son réexamen était prévu le { $due }.
claim-review-unreadable = La date de son réexamen n’est pas lisible.
claim-draft = Un projet : pas encore approuvé.
claim-in-review = En vérification : pas encore approuvé.
claim-later = Approuvé, mais applicable seulement à partir du { $effective }.
claim-undated = Approuvé sans date d’application, donc pas en vigueur.
claim-without-status = N’a pas de statut valable, donc n’est pas en vigueur.
claim-in-merge = Son fichier contient les marques d’une fusion que personne n’a résolue : il n’est donc pas en vigueur.
claim-with-shared-id = Un autre fichier porte le même identifiant : il n’est donc pas en vigueur.
claim-obsolete = Périmé : ne compte pas.
claim-superseded = Remplacé par { $document } : ne compte pas.
claim-superseded-elsewhere = Remplacé par un document que cette édition ne contient pas : ne compte pas.

# Pourquoi un document qui se dit approuvé n’est pas ce qui a été approuvé
approval-changed = Modifié depuis son approbation le { $date } ({ $role }) : il n’est donc pas en vigueur.
approval-changed-parts = Modifié depuis son approbation le { $date } ({ $role }) : { $parts }. Il n’est donc pas en vigueur.
approval-part-text = son texte
approval-part-variable = la valeur de « { $name } »
approval-part-field = le champ « { $name } » de manual.toml
approval-part-file = le fichier { $name }
approval-missing =
    { $why ->
        [unreadable] Ses approbations ne peuvent être lues : il n’est donc pas en vigueur.
        [misplaced] Ses approbations sont dans un fichier qui ne porte pas son nom : il n’est donc pas en vigueur.
        [future] Son approbation porte une date postérieure à ce jour : il n’est donc pas en vigueur.
        [signature] La signature de son approbation est fausse, ou d’une clé qui n’est pas inscrite pour le rôle : il n’est donc pas en vigueur.
        [unsigned] Son approbation ne porte pas de signature, que ce manuel exige : il n’est donc pas en vigueur.
        [role] Il a été approuvé par { $role }, et non par son approbateur, { $approver } : il n’est donc pas en vigueur.
        [revision] Approuvé en révision { $other }, mais pas en révision { $revision } : il n’est donc pas en vigueur.
       *[nothing] Personne ne l’a encore approuvé : il n’est donc pas en vigueur.
    }

# Why a clause has its status
reason-excluded = Il est exclu comme non applicable, avec une justification.
reason-elsewhere = Il est traité dans un document que cette édition ne contient pas.
reason-covered = Un document en vigueur traite cet article lui-même, en totalité, et son réexamen n’est pas en retard.
reason-covered-items = Des documents en vigueur traitent chacun de ses points en totalité, et leur réexamen n’est pas en retard.
reason-overdue = Le réexamen de chaque document en vigueur qui traite cet article lui-même en totalité est en retard.
reason-overdue-items = Des documents en vigueur traitent chacun de ses points en totalité, mais pour certains seulement des documents dont le réexamen est en retard.
reason-partial-part = Les documents en vigueur n’en traitent qu’une partie.
reason-partial-empty = Des documents en vigueur y sont rattachés, mais n’y disent rien.
reason-partial-broad = Les documents en vigueur ne sont rattachés qu’à un article de niveau supérieur, pas à celui-ci.
reason-partial-both = Les documents en vigueur n’en traitent qu’une partie, ou ne sont rattachés qu’à un article de niveau supérieur.
reason-planned = Les documents qui y sont rattachés ne sont pas encore en vigueur.
reason-planned-proposed = Il est seulement proposé : aucun document n’y est encore rattaché.
reason-gap = Aucun document n’est rattaché à cet article, ni à un article de niveau supérieur.
reason-gap-obsolete = Seuls des documents périmés y sont rattachés, et ils ne comptent pas.
reason-gap-struck = Seuls un texte barré ou des documents périmés y sont rattachés ; ni l’un ni l’autre ne compte.
reason-heading = Le plus mauvais statut des exigences qui en dépendent ; celles qui sont exclues ne sont pas prises en compte.
reason-heading-excluded = Chaque exigence qui en dépend est exclue comme non applicable.
reason-contested = Mais une non-conformité majeure est ouverte à son sujet.
reason-nothing-below = Aucune exigence n’en dépend.
rules-heading = Comment cela a été décidé
rules-lead = La première de ces conditions qui est vraie à la date de référence donne le statut.
rule-excluded = Il est exclu, avec une justification, lui-même ou avec un article de niveau supérieur.
rule-covered = Un document en vigueur est rattaché à l’article lui-même, ou à chacun de ses points, en totalité, et son réexamen n’est pas en retard.
rule-overdue = Un document en vigueur est rattaché à l’article lui-même, ou à chacun de ses points, en totalité ; le réexamen de tous ces documents est en retard.
rule-partial = Un document en vigueur y est rattaché d’une façon ou d’une autre : en partie, à un point, sans texte, ou seulement par un article de niveau supérieur.
rule-planned = Un document qui n’est ni en vigueur ni périmé y est rattaché, ou un document ne fait que le proposer.
rule-gap = Rien de tout cela.
rule-no = non
rule-yes = oui : c’est ce qui décide
rule-skipped = non examiné
void-exclusion-unjustified = Une exclusion de cet article ne donne aucune raison : elle n’exclut rien.
void-exclusion-not-yet = Une exclusion de cet article ne commence que le { $date } ; d’ici là elle n’exclut rien.
void-exclusion-unreadable = Une exclusion de cet article porte une date illisible : elle n’exclut rien.
void-exclusion-not-permitted = La norme ne permet pas une exclusion de cet article : elle n’exclut rien.
items-excluded = Exclus isolément : { $items }.
items-unclaimed = Rattachés à aucun document : { $items }.

# A clause's page
clause-in-our-words = Dans nos propres termes ; le texte de la norme appartient à son éditeur.
clause-status = Statut
clause-facts = Informations
clause-sort = Article
clause-documented = Informations documentées
clause-evidence = Preuves
clause-audited = Dernier audit
clause-findings = Constats ouverts
clause-exclusion = Exclu comme non applicable
clause-excluded-by = par l’exclusion de
clause-approved-by = Approuvé par
clause-claims = Ce qui le traite
clause-claims-none = Aucun document n’est rattaché à cet article, ni à un article de niveau supérieur.
clause-below = Sous cet article
clause-crosswalk = Articles correspondants
clause-crosswalk-lead = Le statut d’un article correspondant ne dit rien de celui-ci : le texte est différent.
clause-neighbours = Articles précédent et suivant
clause-previous = Précédent
clause-next = Suivant
doc-neighbours = Documents précédent et suivant
clause-in-matrix = Dans la matrice
clause-path = Emplacement de cet article
column-document = Document
column-section = Section
column-extent = Traite
column-counts-as = Compte comme
counts-as-nothing = Rien

# A standard's page
standard-publisher = Éditeur
standard-edition = Édition
standard-clauses = Articles
standard-id = Identifiant dans ce manuel
standard-aliases = S’écrit aussi
standard-source = Catalogue
standard-built-in = Intégré à Clausebook
standard-own-catalog = Ce catalogue est propre au manuel et prend la place du catalogue intégré : ce qu’il omet n’est demandé à personne.
standard-may-exclude = Peut être exclu
standard-may-exclude-any = Le catalogue ne le dit pas : tout article
standard-may-exclude-none = Rien
standard-corresponds = Correspond à
standard-tree = Articles
standard-note = Les numéros et les titres sont ceux de la norme. Les résumés sur les pages de ses articles sont rédigés dans nos propres termes et ne remplacent pas son texte.
clauses-count =
    { $count ->
        [one] { $count } article
       *[other] { $count } articles
    }

# The matrix
matrix-title = Matrice de couverture : { $standard }
matrix-exports = La matrice sous forme de fichier :
matrix-clauses = La norme et ses articles
matrix-skip = Aller à la liste des articles
matrix-strip = En un coup d’œil
matrix-strip-lead = Un signe par exigence ; chacun mène à sa ligne.
matrix-list = Article par article
matrix-chapters = Chapitre par chapitre
matrix-chapters-lead = Chaque chapitre a une page avec ses articles. Un filtre compte les exigences de tous les chapitres.
matrix-parts = Parties de la matrice
clauses-parts = Parties de la liste
matrix-grid = Articles par document
matrix-grid-folders = Articles par dossier de documents
matrix-grid-lead = Comment chaque document traite chaque article. Les documents qui ne sont pas rattachés à cette norme n’y figurent pas.
matrix-grid-folders-lead = Comment les documents de chaque dossier traitent chaque article : le meilleur d’entre eux, et combien il y en a.
matrix-grid-parts = Parties de la grille
matrix-grid-none = Aucun document n’est rattaché à cette norme.
column-clause = Article
column-chapter = Chapitre
column-status = Statut
column-addressed-by = Traité par
column-documented = Informations documentées
column-evidence = Preuves
column-audited = Dernier audit
column-findings = Constats ouverts
remark-contested =
    { $count ->
        [one] { $count } exigence couverte fait l’objet d’une non-conformité majeure ouverte.
       *[other] { $count } exigences couvertes font l’objet d’une non-conformité majeure ouverte.
    }
remark-evidence-missing =
    { $count ->
        [one] { $count } exigence manque de preuves.
       *[other] { $count } exigences manquent de preuves.
    }
remark-evidence-stale =
    { $count ->
        [one] { $count } exigence a des preuves plus anciennes qu’exigé.
       *[other] { $count } exigences ont des preuves plus anciennes qu’exigé.
    }
remark-audit-due =
    { $count ->
        [one] { $count } exigence est à auditer.
       *[other] { $count } exigences sont à auditer.
    }
grid-letter-full = T
grid-letter-overdue = R
grid-letter-partial = P
grid-letter-broad = G
grid-letter-planned = N
grid-letter-obsolete = X
grid-full = en totalité
grid-overdue = en totalité, mais réexamen en retard
grid-partial = en partie
grid-broad = de façon générale, par un article de niveau supérieur
grid-planned = pas encore en vigueur, ou seulement proposé
grid-not-in-force = pas encore en vigueur
grid-obsolete = périmé
grid-other-folders = autres dossiers

# Gaps
gaps-lead = Ce qui manque, le plus grave d’abord, et ce qui y remédierait. Situation au
gaps-nothing = Il ne manque rien : chaque exigence de chaque norme est couverte ou exclue, les enregistrements sont cités là où ils sont attendus, aucun constat n’est ouvert, et aucun audit n’est à faire.
gaps-clear = Cherché et non trouvé :
gaps-whose-move = À qui d’agir
gaps-what = Ce qui y remédierait
gaps-gap = Non traité
gaps-gap-meaning = Aucun document en vigueur ou en préparation n’est rattaché à ces exigences.
gaps-planned = Prévu
gaps-planned-meaning = Seuls des documents qui ne sont pas encore en vigueur y sont rattachés, ou ils sont seulement proposés.
gaps-partial = Traité en partie
gaps-partial-meaning = Des documents en vigueur les traitent en partie, ou seulement par un article de niveau supérieur.
gaps-overdue = En retard
gaps-overdue-meaning = Traitées en totalité, mais seulement par des documents dont le réexamen est en retard.
gaps-contested = Couvert, mais une non-conformité majeure est ouverte
gaps-contested-meaning = Sur le papier, elles sont couvertes ; un audit a constaté le contraire.
gaps-findings = Constats à clôturer
gaps-findings-meaning = Un constat ouvert cite ces articles. Une non-conformité majeure sur une exigence couverte n’est pas répétée ici.
gaps-evidence = Preuves absentes
gaps-evidence-meaning = Des enregistrements doivent être conservés, et aucun document en vigueur rattaché à l’exigence n’en cite.
gaps-stale = Preuves trop anciennes
gaps-stale-meaning = Il y a des enregistrements, mais aucun dont on sache qu’il est aussi récent que le manuel le demande.
gaps-excluded-but-claimed = Exclu, et pourtant rattaché
gaps-excluded-but-claimed-meaning = Elles sont écartées comme non applicables, et un document y est tout de même rattaché. Un auditeur demandera ce qui est vrai.
gaps-void = Exclusions qui n’excluent rien
gaps-void-meaning = manual.toml les exclut, et quelque chose empêche l’exclusion de valoir.
gaps-audit = Audits à faire
gaps-audit-meaning = Aucun audit ne les a couvertes au cours du cycle d’audit.

# What would close a gap
close-gap = Décrivez comment { $clause } est satisfait, et rattachez-y le document.
close-gap-corresponding = { $other } lui correspond et est couvert par { $document } : voyez si cela satisfait aussi { $clause }, et rattachez-y le document.
close-gap-obsolete = Seul { $document }, périmé, y est rattaché : rattachez { $clause } à un document en vigueur.
close-gap-superseded = { $document }, remplacé par { $successor }, y est rattaché : rattachez { $clause } à { $successor } s’il y est satisfait.
close-gap-struck = { $document } y est rattaché dans un texte barré ou une tâche non cochée : rattachez { $clause } à un texte qui vaut.
close-coming =
    { $state ->
        [draft] { $document } est un projet : approuvez-le.
        [review] { $document } est en vérification : approuvez-le.
        [later] { $document } est approuvé et s’applique à partir du { $effective }.
        [undated] { $document } est approuvé sans date d’application : donnez-lui-en une.
        [merge] { $document } contient les marques d’une fusion non résolue : résolvez-la.
        [shared] { $document } a un identifiant que porte aussi un autre fichier : donnez à l’un des deux le sien.
        [changed] { $document } a été modifié depuis son approbation : augmentez sa révision et faites-le approuver.
        [unapproved] { $document } se dit approuvé, et aucune approbation n’en compte : faites-le approuver.
        [proposed] { $document } ne fait que le proposer : voyez s’il y est satisfait, et rattachez-le.
       *[unknown] { $document } n’a pas de statut valable : donnez-lui-en un.
    }
close-coming-broad = Il n’est rattaché qu’à { $above } dans son ensemble : rattachez-le à { $clause } même.
close-coming-part = Il n’en traite qu’une partie : traitez aussi le reste.
close-partial-coming =
    { $state ->
        [draft] { $document } y est rattaché en totalité et est un projet : approuvez-le.
        [review] { $document } y est rattaché en totalité et est en vérification : approuvez-le.
        [later] { $document } y est rattaché en totalité et s’applique à partir du { $effective }.
        [undated] { $document } y est rattaché en totalité et est approuvé sans date d’application : donnez-lui-en une.
        [merge] { $document } le traite en entier et contient les marques d’une fusion non résolue : résolvez-la.
        [shared] { $document } le traite en entier et a un identifiant que porte aussi un autre fichier : donnez à l’un des deux le sien.
        [changed] { $document } le traite en entier et a été modifié depuis son approbation : augmentez sa révision et faites-le approuver.
        [unapproved] { $document } le traite en entier, et aucune approbation n’en compte : faites-le approuver.
        [proposed] { $document } ne fait que le proposer en totalité : voyez s’il y est satisfait, et rattachez-le.
       *[unknown] { $document } y est rattaché en totalité et n’a pas de statut valable : donnez-lui-en un.
    }
close-items = Rattachez aussi ses points { $items } : ensemble ils sont tout ce qu’il demande.
close-empty = { $document } y est rattaché et n’y dit rien : écrivez ce qui est fait.
close-partial-part =
    { $others ->
        [0] { $document } n’en traite qu’une partie : traitez le reste, là ou dans un autre document.
        [one] { $document } et un autre document en traitent chacun une partie : s’ils forment le tout, rattachez l’un d’eux à { $clause } en totalité.
       *[other] { $document } et { $others } autres documents en traitent chacun une partie : s’ils forment le tout, rattachez l’un d’eux à { $clause } en totalité.
    }
close-partial-broad = Rattaché seulement de façon générale, par { $above } dans { $document } : rattachez { $clause } même.
close-review-unreadable = La date du réexamen de { $document } n’est pas lisible : écrivez le jour.
close-overdue =
    { $others ->
        [0] Le réexamen de { $document } était prévu le { $due } : réexaminez-le.
        [one] Le réexamen de { $document } était prévu le { $due }, et celui d’un autre document rattaché est aussi en retard : réexaminez l’un d’eux.
       *[other] Le réexamen de { $document } était prévu le { $due }, et celui de { $others } autres documents rattachés est aussi en retard : réexaminez l’un d’eux.
    }
close-overdue-item = Le réexamen de { $document }, rattaché à des points de cet article, est en retard : réexaminez-le.
close-contested = Clôturez { $finding }.
close-finding = Clôturez { $finding } ({ $grade }).
close-evidence = Citez le formulaire ou le type d’enregistrement qui le démontre, sous « records » dans { $document }.
close-evidence-nobody = Aucun document en vigueur n’y est rattaché : celui qui le sera devra citer ses preuves.
close-stale = L’enregistrement le plus récent est du { $newest } : classez-en un plus récent.
close-stale-undated = Aucun enregistrement n’en porte de date : classez-en un daté.
close-stale-interval = « evidence_interval » dans manual.toml n’est pas lisible, personne ne sait donc de quand la preuve peut dater : corrigez-le.
close-excluded-but-claimed =
    { $others ->
        [0] { $document } y est rattaché : retirez le rattachement ou l’exclusion.
        [one] { $document } et un autre document y sont rattachés : retirez les rattachements ou l’exclusion.
       *[other] { $document } et { $others } autres documents y sont rattachés : retirez les rattachements ou l’exclusion.
    }
close-excluded-item = { $document } est rattaché à { $item }, qui est exclu : retirez le rattachement ou l’exclusion.
close-audit-never = Jamais audité.
close-audit-due = Dernier audit le { $last } par { $audit }, à auditer depuis le { $due }.
close-audit-cycle = Dernier audit le { $last } par { $audit }. « audit_cycle » dans manual.toml n’est pas lisible, un audit est donc à faire : corrigez-le.
close-audit = Inscrivez-le au périmètre d’un audit.
close-audit-planned =
    { $when ->
        [past] { $audit } était prévu le { $date } et n’est pas réalisé.
       *[coming] { $audit } est prévu le { $date }.
    }

# Home
coverage-heading = Couverture
open-matrix = Matrice
open-clauses = Articles
percent-covered = couvert

# A document
doc-id = Document
doc-kind = Type
doc-revision = Révision
doc-revision-short = Rév.
doc-state = Statut
doc-title = Titre
doc-owner = Responsable
doc-approver = Approbateur
doc-approved-by = Approuvé par
doc-cover-approvers = Documents approuvés par
doc-to-be-approved-by = À approuver par
doc-effective = Applicable le
doc-review-due = Prochain réexamen
doc-roles = Formation pour
clauses-of = Articles de { $standard }
doc-supersedes = Remplace
doc-superseded-by = Remplacé par
doc-source = Source
doc-not-stated = non indiqué
from-settings = selon manual.toml
from-text = selon
control-block = Maîtrise du document
contents = Sommaire
clauses-claimed = Articles traités
only-proposed = seulement proposés :
clause = Article
clause-title = Titre
section = Section
extent = Étendue
note = Remarque
whole-document = Tout le document
extent-partial = partie
extent-full-word = Total
extent-partial-word = Partiel
evidence = Enregistrements
evidence-none-yet = Aucun dans le manuel pour le moment.
records-on-this-form = Enregistrements sur ce formulaire
records-count =
    { $count ->
        [one] { $count } enregistrement
       *[other] { $count } enregistrements
    }
referenced-by = Référencé par
history = Historique
history-date = Date
history-change = Modification
approvals = Approbations
approval-role = Rôle
approval-meaning = Signification
approval-signature = Signature
approval-text = Texte
approval-unsigned = aucune
approval-wrong-signature = Fausse, ou d’une clé qui n’est pas inscrite
approval-does-not-count = Ne compte pas
and-more =
    { $count ->
        [one] et { $count } autre
       *[other] et { $count } autres
    }
section-link = Lien vers cette section
reference-broken = Cette référence ne mène nulle part
clause-unknown = Cet article n’existe pas
notice-label = Avis
notice-instead = À sa place :
notice-draft = Ce document est en cours de rédaction. Il n’est pas en vigueur : ne l’appliquez pas.
notice-review = Ce document est en cours de vérification. Il n’est pas en vigueur : ne l’appliquez pas.
notice-not-yet = Approuvé, mais pas en vigueur avant le { $date }.
notice-undated = Approuvé, mais sans la date à partir de laquelle il s’applique : il n’est pas en vigueur.
notice-unknown = Ce document n’indique pas son statut : il n’est pas en vigueur.
notice-merge = Le fichier contient les marques d’une fusion que personne n’a résolue. Ne travaillez pas d’après lui : nul ne sait ce qu’il dit.
notice-shared-id = Un autre fichier porte le même identifiant. Ne travaillez d’après aucun des deux tant que l’un n’a pas le sien.
notice-do-not-work-to-it = Ne travaillez pas d’après lui avant qu’il soit approuvé.
notice-overdue = Le réexamen était prévu le { $date }. Le document reste en vigueur jusqu’à son remplacement.
notice-review-unreadable = La date du réexamen n’est pas lisible : il compte comme en retard. Le document reste en vigueur jusqu’à son remplacement.
notice-obsolete = Ce document est retiré et conservé pour référence seulement. Ne l’appliquez pas.
notice-in-force-now = En vigueur jusque-là :
notice-translation = Ceci est une traduction.
notice-translation-of = Ceci est une traduction de la révision { $translated } ; le document en est à la révision { $revision }.
notice-translation-counts = Fait foi :
translation = Traduction
languages = Langues
doc-translated = Révision traduite

# Labels of fields
field-owner = Responsable
field-form = Formulaire
field-audience = Destinataires
field-language = Langue
field-source = Source
field-edition = Édition
field-clauses = Articles
field-documents = Documents
field-date = Date
field-type = Type
field-auditor = Auditeur
field-sampled = Échantillons
field-state = État
field-audit = Audit
field-grade = Gravité
field-due = Échéance
field-root-cause = Cause profonde
field-completed = Achevé
field-effective = Efficace
field-unit = Unité
field-target = Cible
field-direction = Sens
field-limits = Limites
field-period = Période
field-data = Valeurs
field-inputs = Éléments d’entrée
field-outputs = Éléments de sortie
field-attendees = Participants
field-next = Prochaine échéance
field-person = Personne
field-role = Fonction
field-document = Document
field-revision = Révision
field-result = Résultat
field-customer = Client
field-product = Produit
field-characteristic = Caractéristique
field-method = Méthode
field-frequency = Fréquence
field-acceptance = Critère d’acceptation
field-scope = Périmètre
field-rating = Notation
field-approved = Agréé
field-evaluated = Évalué
field-interval = Intervalle
field-instrument = Instrument
field-location = Emplacement
field-calibrated = Étalonné
field-likelihood = Vraisemblance
field-severity = Gravité
field-treatment = Traitement
field-review = Réexamen
field-standard = Norme
field-body = Organisme de certification
field-number = Numéro
field-issued = Délivré
field-valid-until = Valable jusqu’au
field-next-surveillance = Prochaine surveillance
value-yes = Oui
value-no = Non
interval-days =
    { $count ->
        [one] { $count } jour
       *[other] { $count } jours
    }
interval-months = { $count } mois

# Kinds of documents and records, where a manual has no title of its own for them
kind-policy = Politique
kind-policy-plural = Politiques
kind-procedure = Procédure
kind-procedure-plural = Procédures
kind-instruction = Instruction de travail
kind-instruction-plural = Instructions de travail
kind-form = Formulaire
kind-form-plural = Formulaires
kind-specification = Spécification
kind-specification-plural = Spécifications
kind-external = Document externe
kind-external-plural = Documents externes
kind-audit = Audit
kind-audit-plural = Audits
kind-finding = Constat
kind-finding-plural = Constats
kind-action = Action
kind-action-plural = Actions
kind-objective = Objectif qualité
kind-objective-plural = Objectifs qualité
kind-review = Revue de direction
kind-review-plural = Revues de direction
kind-training = Formation
kind-training-plural = Formations
kind-feedback = Retour client
kind-feedback-plural = Retours clients
kind-inspection = Contrôle
kind-inspection-plural = Plan de contrôle
kind-supplier = Fournisseur
kind-supplier-plural = Fournisseurs
kind-equipment = Équipement de mesure
kind-equipment-plural = Équipements de mesure
kind-risk = Risque
kind-risk-plural = Risques
kind-certificate = Certificat
kind-certificate-plural = Certificats

# Words that a field may be given
value-internal = Interne
value-supplier = Fournisseur
value-certification = Certification
value-surveillance = Surveillance
value-planned = Prévu
value-done = Réalisé
value-cancelled = Annulé
value-major = Majeure
value-minor = Mineure
value-observation = Observation
value-open = Ouvert
value-closed = Clos
value-correction = Correction
value-corrective = Corrective
value-preventive = Préventive
value-improvement = Amélioration
value-contained = Contenu
value-cause-found = Cause trouvée
value-in-progress = En cours
value-implemented = Mis en œuvre
value-verified = Vérifié
value-reopened = Rouvert
value-at-least = Au moins
value-at-most = Au plus
value-within = Dans les limites
value-complaint = Réclamation
value-suggestion = Suggestion
value-praise = Éloge
value-conditional = Sous conditions
value-pass = Conforme
value-fail = Non conforme
value-passed = Réussie
value-failed = Échouée
value-pending = En attente
value-attended = Suivie
value-treated = Traité
value-accepted = Accepté

# How often, and limits
frequency-day = chaque jour
frequency-week = chaque semaine
frequency-month = chaque mois
frequency-quarter = chaque trimestre
frequency-half-year = chaque semestre
frequency-year = chaque année
limit-lower = limite inférieure { $value }
limit-upper = limite supérieure { $value }
limit-centre = ligne centrale { $value }
limits-between = de { $lower } à { $upper }

# Notes, tasks, diagrams and code in texts
alert-note = Remarque
alert-tip = Conseil
alert-important = Important
alert-warning = Avertissement
alert-caution = Attention
task-done = fait
task-to-do = à faire
diagram = Diagramme ; sa source figure en dessous
diagram-source = Le diagramme sous forme de texte
diagram-not-drawn = Ce diagramme n’a pas pu être dessiné. Sa source :
code-copy = Copier
code-copied = Copié

# Footnotes
footnotes = Notes de bas de page
footnote-back = Retour au texte
footnote-back-to = Retour au texte, endroit { $place }

# Between a label and what it is about
colon = { " :" }
calendar-entry = { $what } : { $name }

# A record, and a page that is not controlled
record = Enregistrement
record-fields = Détails
uncontrolled-page = Document non maîtrisé
uncontrolled-page-text = Cette page n’a ni révision ni approbation. Elle est donnée pour information seulement.

# The master list
master-list = Liste des documents
documents-count =
    { $count ->
        [one] { $count } document
       *[other] { $count } documents
    }
documents-sentence =
    { $count ->
        [one] { $count } document
       *[other] { $count } documents
    }, { $in_force } en vigueur{ $overdue ->
        [0] {""}
       *[other] , dont { $overdue } à réexaminer
    }
obsolete-documents = Documents périmés
obsolete-documents-text = Conservés pour référence seulement. Ne les appliquez pas.
uncontrolled-pages = Pages non maîtrisées
list-parts = Parties de la liste
no-documents = Le manuel n’a pas encore de documents.

# Home
documents-heading = Documents
reviews-overdue = Réexamens en retard
reviews-due = Réexamens à venir
reviews-none-overdue = Aucun réexamen n’est en retard.
reviews-none-overdue-edition = Aucun réexamen d’un document de cette édition n’est en retard.
reviews-unreadable = jour illisible
count-of-these = dont
open-master-list = Liste des documents
open-gaps = Ce qui manque

# 404.html
not-found = Cette page n’existe pas
not-found-text = Le document a peut-être été retiré, ou l’adresse est mal saisie. Tout ce qui est valable figure dans la liste des documents.

# print.html
print-contents = Sommaire
print-page = Imprimer cette page
print-uncontrolled = Non maîtrisé une fois imprimé
print-too-many = { $count ->
    *[other] Le manuel a { $count } documents, trop pour une seule page. Imprimez-les un par un, ou tous avec « clausebook pdf ».
}
print-on = Imprimé le
print-volume = Volume { $number } sur { $of }
sheet-number = Page { $page } sur { $pages }

# Registers
nav-registers = Registres
registers-lead = Les traces que laisse le système de management : audits, constats, actions, mesures, formations.
register = Registre
register-id = Enregistrement
register-status = Statut
register-records = Enregistrements
register-xlsx = En Excel
register-csv = En CSV
register-parts = Pages de ce registre
record-open = Ouvert
record-not-valid-yet = Pas encore valable
record-overdue = En retard
records-open =
    { $count ->
        [one] { $count } ouvert
       *[other] { $count } ouverts
    }
records-late = { $count } en retard
days-late =
    { $count ->
        [one] de { $count } jour
       *[other] de { $count } jours
    }
days-open =
    { $count ->
        [0] depuis aujourd’hui
        [one] depuis { $count } jour
       *[other] depuis { $count } jours
    }
calendar = Calendrier des échéances
calendar-review = Réexamen à faire
calendar-reviews = Réexamens
objective-last = Dernière valeur
objective-trend = Tendance
objective-value = Valeur
objective-values = Valeurs
objective-quarters = Par trimestre
objective-missed = Cible non atteinte
objective-met = Cible atteinte
objective-no-values = Pas encore mesuré
objective-last-value = Dernière valeur { $value } ({ $period })
objective-target = Cible { $target }
at-least = au moins
at-most = au plus
trend-better = Mieux qu’avant
trend-steady = Comme avant
trend-worse = Moins bien qu’avant
chart-target = Cible
chart-upper = Limite supérieure
chart-lower = Limite inférieure
chart-middle = Ligne centrale
chart-outside = Hors des limites
chart-run = Huit valeurs ou plus de suite d’un même côté de la ligne centrale
chart-missed = N’atteint pas la cible
chart-plain = Valeur
training-matrix = Matrice de formation
training-lead = Pour chaque fonction qu’exige un document en vigueur : si toutes les personnes qui l’exercent sont formées à la révision en vigueur.
training-current = À jour
training-outdated = Dépassé
training-missing = Absent
training-unheld = Personne n’exerce cette fonction
training-of = { $current } sur { $holders }
role-holders = Exercée par
role-nobody = Selon les enregistrements de formation, personne n’exerce cette fonction.
audit-programme = Programme d’audit
programme-sentence = Audits du cycle de { $cycle } jusqu’au { $date }, et ceux qui sont prévus.
programme-sentence-unreadable = Tous les audits jusqu’au { $date }, et ceux qui sont prévus : le cycle d’audit n’est pas lisible, chaque article est donc à auditer.
programme-not-reached =
    { $count ->
        [0] Chaque exigence a été couverte par un audit au cours de ce cycle.
        [one] Une exigence sur { $all } n’a été couverte par aucun audit au cours de ce cycle.
       *[other] { $count } exigences sur { $all } n’ont été couvertes par aucun audit au cours de ce cycle.
    }
programme-columns = { $all } audits figurent dans la liste ; les { $count } derniers ont une colonne ci-dessous. À côté de chaque exigence couverte figure l’audit qui l’a couverte en dernier.
programme-audits = Audits
programme-supplier-audits = Audits de fournisseurs
programme-supplier-audits-meaning = Ils examinent le travail des fournisseurs et n’atteignent aucun article de ce manuel.
programme-independence = Indépendance
programme-own-work = Audite son propre travail
programme-cycle = Dans ce cycle
audit-done = Réalisé
audit-is-planned = Prévu
audit-late = Prévu, en retard
audit-in-part = En partie
audit-reached = Couvert
audit-not-reached = Non couvert
corrective-action = Actions correctives
corrective-lead = De chaque constat à ses actions et à la vérification de leur efficacité ; ce qui est ouvert vient d’abord.
corrective-source = Constat ou autre source
corrective-actions = Actions
corrective-none = Aucune action pour le moment
verified-not-yet = Efficacité pas encore vérifiée
verified-effective = Efficacité vérifiée
verified-ineffective = Inefficace
management-review = Revue de direction
review-period = Ce que disent les enregistrements du { $from } au { $to }, selon les éléments d’entrée qu’énumère { $clauses }.
review-period-several = Ce que disent les enregistrements du { $from } au { $to }, selon les éléments d’entrée qu’énumèrent ces articles : { $clauses }.
review-period-plain = Ce que disent les enregistrements du { $from } au { $to }, par sujet.
review-further = { $clause } énumère aussi { $items } : aucun registre n’a d’enregistrement à ce sujet.
review-previous = La dernière revue était
review-said = Ce qu’il dit
review-nothing = Rien au cours de cette période.
review-changed = Documents modifiés
review-untrained = Formation dépassée ou absente
review-a = État d’avancement des actions issues des revues précédentes
review-b = Modifications des enjeux externes et internes
review-c1 = Retours des clients et des autres parties intéressées
review-c2 = Objectifs
review-c3 = Performance des processus, des produits et des services
review-c4 = Non-conformités et actions correctives
review-c5 = Résultats de la surveillance et de la mesure
review-c6 = Résultats d’audit
review-c7 = Performances des fournisseurs
review-d = Adéquation des ressources
review-e = Risques et opportunités
review-f = Opportunités d’amélioration
dashboard-audits = Prochains audits
dashboard-certificates = Certificats
dashboard-changed = Modifiés récemment
dashboard-missed = Objectifs non atteints
within-days = dans les { $count } jours
reviews-ahead = Réexamens à faire

# Search
search-clauses = Articles
search-records = Enregistrements
search-pages = Autres pages
search-site = Pages de ce site
search-open = Rechercher
search-placeholder = Des mots, un identifiant, un numéro d’article
search-found = Résultats : {"{}"}
search-none = Rien trouvé. Essayez moins de mots ou d’autres mots.
table-filter = Filtrer
table-sort = Trier par
sort-listed = ordre de la liste
sort-descending = {"{column}"}, décroissant

# À côté du texte d’un document
link-copied = Lien copié
suggest-a-change = Proposer une modification
suggestion-title = { $id } révision { $revision } : proposition de modification

# Filtrer et replier
filter-any = tous
filter-clear = Tout afficher
filter-facts = Seulement avec
filter-failed = Non filtré par « {"{title}"} » : un fichier du site n’a pas pu être chargé.
filter-filtered = Filtré, liste incomplète :
filter-more = Autres filtres
filter-missing = Ce qui manque
filter-owner = Responsable d’un document
filter-requirements = {"{shown}"} exigences sur {"{all}"}
filter-shown = {"{shown}"} sur {"{all}"}
filter-standard = Norme
filter-text = Texte des lignes
fold-all = Tout replier
unfold-all = Tout déplier

# Les rattachements derrière une case de la matrice
claims-all = Afficher les rattachements des autres
claims-close = Fermer
claims-page = Tout sur cet article
matrix-list-lead = Un statut mène aux rattachements sur lesquels il repose, et dit pourquoi chacun compte ou non.
matrix-beside = À côté d’une autre norme :

# La couverture d’une norme à côté de celle d’une autre
crosswalk-title = { $here } à côté de { $there }
crosswalk-lead = Correspondre n’est pas couvrir : un article couvert là-bas ne couvre rien ici à lui seul, car le texte diffère. Il montre où regarder d’abord.
crosswalk-in-steps = Aucun catalogue ne dit comment ces deux normes se correspondent : chaque paire passe ici par une troisième norme, qui est nommée.
crosswalk-through = par { $standard } { $clause }
crosswalk-swap = Dans l’autre sens
column-compared = Comparaison
column-corresponding = Correspondance dans { $standard }
compare-covered-there = Couvert là-bas, ouvert ici
compare-covered-here = Couvert ici, ouvert là-bas
compare-both-open = Ouvert des deux côtés
compare-one-excluded = Exclu d’un seul côté
compare-both-covered = Couvert des deux côtés
compare-both-excluded = Exclu des deux côtés
compare-nothing = Rien ne correspond

# Le passage d’une édition d’une norme à une autre
transition-title = Passage de { $from } à { $to }
transition-heading = Passage
transition-lead = Ce qui est repris ne couvre rien à lui seul : une exigence de la nouvelle édition est couverte par ce qui est revendiqué pour elle, une fois le texte relu en regard.
transition-progress = Sur { $count } exigences, { $done } sont faites, { $begun } commencées et { $open } ouvertes.
transition-end = Les certificats { $standard } prennent fin le { $date }.
transition-ended = Les certificats { $standard } ont pris fin le { $date }.
transition-excluded = Exclu dans cette édition, car : { $why }
transition-excluded-open = Exclu dans cette édition, car : { $why } À décider de nouveau.
transition-beside = La couverture des deux, côte à côte
column-carry = À faire
column-old-edition = Dans { $standard }
column-so-far = Jusqu’ici
carry-carried-over = À reprendre
carry-read-again = Modifié : à relire
carry-new = Nouveau
carry-nothing-there = Rien à reprendre
carry-excluded = Était exclu
relation-equal = identique
relation-changed = modifié
relation-subset = en fait partie
relation-superset = le contient
relation-intersects = le recoupe
low-confidence = peu sûr
standard-state = Cette édition
edition-current = En vigueur
edition-replaced-by = Remplacée par { $standard }
edition-replaced-on = Remplacée le { $date }
edition-no-new-after = Plus de nouveaux certificats après le { $date }
edition-transition-ends = Fin des certificats le { $date }
edition-transition-ended = Certificats terminés le { $date }
edition-checked = Renseignement du { $date }
workbook-transition = Passage à { $standard }
workbook-carried = Ce qui peut être repris
workbook-change = Ce qui a changé

## How coverage has moved

trend-heading = Couverture au cours de l’année écoulée
trend-sentence = { $percent } % couverts au { $date } : { $covered } exigences sur { $of }.

## What has changed

open-changes = Ce qui a changé
changes-title = Modifications
changes-since = Ce qui a changé depuis le { $date } (état { $commit } de l’historique du manuel).
changes-nothing = Rien n’a changé.
changes-added = Nouveaux documents
changes-withdrawn = Documents retirés
changes-revised = Documents révisés
changes-changed = Documents modifiés sans nouvelle révision
changes-before = Avant
changes-now = Maintenant
changes-why = Pourquoi
changes-opened = Constats ouverts
changes-closed = Constats clos
redline-show = Montrer ce qui a changé
redline-title = Ce qui a changé dans
redline-since-approval = Par rapport à la révision { $revision } telle qu’approuvée le { $date } ({ $role }).
redline-since-issue = Par rapport à la révision { $revision } telle que diffusée le { $date } (état { $commit } de l’historique du manuel).
redline-since-revision = Par rapport au dernier texte de la révision { $revision }, du { $date } (état { $commit } de l’historique du manuel).
redline-legend = Comment lire :
redline-put-in = ajouté
redline-taken-out = supprimé
redline-nothing = Rien n’a changé de ce que voit un lecteur.
redline-fields = Données du document
redline-parts = Ce qui a été approuvé avec le texte
redline-file-other = a un autre contenu que le fichier approuvé
redline-file-new = ne faisait pas partie de ce qui a été approuvé
redline-file-gone = n’existe plus
redline-moved = Déplacé ici ; se trouvait après « { $section } ».
redline-moved-first = Déplacé ici ; se trouvait au début.
redline-moved-along = Déplacé ici avec la section ci-dessus.
redline-added = Nouvelle section.
redline-removed = Section supprimée.
redline-before = avant
redline-after = maintenant

# La matrice en classeur
workbook-summary = Résumé
workbook-lead = Les colonnes Échantillon, Verdict et Remarque de la matrice sont à remplir.
workbook-requirements = Exigences
workbook-percent = Couvert, en %
workbook-key = Clé
workbook-requirement = Exigence
workbook-open = Ouvrir
workbook-named = Enregistrements cités
workbook-newest = Date de l’enregistrement le plus récent
workbook-newest-record = Enregistrement le plus récent
workbook-audited-by = Audité par
workbook-audit = Audit
workbook-audit-due = Audit dû
workbook-last-findings = Constats du dernier audit
workbook-remarks = Observations
workbook-sample = Échantillon
workbook-verdict = Verdict
workbook-note = Remarque
verdict-conforms = Conforme
workbook-claims = Affectations
workbook-source = Écrit dans
workbook-exclusions = Exclusions
workbook-justification = Justification
workbook-valid = Valable
workbook-approved-on = Approuvé le

# La déclaration d’applicabilité
nav-statement = Applicabilité
statement = Déclaration d’applicabilité
statement-title = Déclaration d’applicabilité : { $standard }
statement-lead = Si chaque exigence s’applique, pourquoi ou pourquoi pas, et jusqu’où elle est mise en œuvre. Les raisons sont celles de manual.toml, la mise en œuvre est le statut dans la matrice.
statement-figures =
    { $count ->
        [one] { $count } exigence
       *[other] { $count } exigences
    } : { $applicable ->
        [one] { $applicable } s’applique
       *[other] { $applicable } s’appliquent
    }, { $excluded } non.
statement-export = La déclaration sous forme de fichier :
statement-parts = Parties de la déclaration
statement-open = À régler
statement-no-reason = Sans raison
statement-no-document = Applicable, mais rattachée à aucun document
statement-control-heading = Révision et approbation
statement-control = { $clause } demande cette déclaration. Ces documents y sont rattachés :
statement-control-none = { $clause } demande cette déclaration, et aucun document n’y est rattaché : la déclaration n’a ni révision ni approbation.
statement-asked = Exigences qui demandent une raison
statement-asked-lead = La norme demande pour chacune pourquoi elle s’applique ou non.
statement-all = Toutes les exigences
statement-others = Autres exigences
statement-others-lead = La norme ne demande pas pourquoi celles-ci s’appliquent.
statement-needed = Raison demandée
statement-why = Pourquoi elle s’applique
statement-why-not = Pourquoi elle ne s’applique pas
statement-claimed = Exclu, et pourtant un document y est rattaché. L’auditeur demandera ce qui est vrai.
statement-said-to-apply = Exclu, et manual.toml dit aussi pourquoi cet article s’applique. L’auditeur demandera ce qui est vrai.
statement-stated-above = Indiqué pour { $clause }.
column-applies = S’applique
column-reason = Raison
column-implementation = Mise en œuvre
applies-yes = S’applique
applies-no = Ne s’applique pas
applies-no-reason = Aucune raison indiquée
applies-required = La norme ne permet pas de l’exclure.
applies-risk = Risque
applies-law = Loi
applies-contract = Contrat
applies-practice = Bonne pratique
