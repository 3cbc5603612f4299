# German. The terms are those of DIN EN ISO 9001 and DIN EN ISO 9000; a clause of a standard is a
# "Normabschnitt" where it stands beside the sections of documents. en.ftl says what belongs where.

# Dates
decimal-sign = ,
date = { $day }. { $month } { $year }
month-1 = Jan.
month-2 = Feb.
month-3 = März
month-4 = Apr.
month-5 = Mai
month-6 = Juni
month-7 = Juli
month-8 = Aug.
month-9 = Sep.
month-10 = Okt.
month-11 = Nov.
month-12 = Dez.

# How to verify the site
verify = Diese Seiten prüfen
verify-text = Ob jede Datei hier die ist, die erzeugt wurde, lässt sich ohne das Programm feststellen, das sie erzeugt hat. Ein Terminal im Ordner dieser Seite öffnen.
verify-files = Jede Datei hat den SHA-256, den SHA256SUMS nennt (der erste Befehl ist für Linux, der zweite für macOS). Ist alles in Ordnung, wird nichts ausgegeben.
verify-sums = SHA256SUMS selbst ist die Datei, die manifest.json nennt: Eine Zeile des Manifests wird ausgegeben.
verify-signature = Gibt es manifest.json.sig, so wurden die Seiten unterschrieben. Die Datei allowed_signers muss auf anderem Weg als mit diesen Seiten von der Organisation kommen; statt „Quality manager“ die Rolle der Unterschrift schreiben. Die Antwort beginnt mit „Good“.
verify-program = Das Programm tut all das auf einmal und sagt, was geändert, hinzugefügt und entfernt wurde.
verify-added = Hinzugefügte Dateien stehen in keiner Liste: Wer sie sucht, vergleicht die Namen in SHA256SUMS mit denen im Ordner. Ohne Unterschrift kann, wer hier schreiben darf, auch die Listen ändern.

# Around every page
skip-to-content = Zum Inhalt springen
nav-label = Hauptmenü
nav-home = Startseite
nav-documents = Dokumente
nav-menu = Menü
nav-matrix = Matrix
nav-gaps = Lücken
nav-standards = Normen
theme-toggle = Zwischen hell und dunkel wechseln
edition-title = Ausgabe für { $audience }
edition-note = Diese Ausgabe enthält nicht jede Seite des Handbuchs. Ihre Stände sind die des ganzen Handbuchs.
edition-note-records = Sie enthält nicht jede Aufzeichnung und sagt nichts zu dem, was auf den übrigen beruht.
register-incomplete = Diese Ausgabe enthält nicht jede Aufzeichnung dieses Registers
withheld-document = ein Dokument, das diese Ausgabe nicht enthält
addressed-elsewhere = in einem Dokument behandelt, das diese Ausgabe nicht enthält
footer-as-of = Stand
footer-made-with = Erstellt mit
footer-print = Das ganze Handbuch drucken
uncontrolled-when-printed = Ausgedruckt nicht gelenkt

# A document's status, as written
status-draft = Entwurf
status-review = In Prüfung
status-approved = Freigegeben
status-obsolete = Ungültig

# A document's state on the as-of date
state-in-force = In Kraft
state-overdue = Überprüfung überfällig
state-not-yet = Noch nicht gültig
state-superseded = Ersetzt
state-unknown = Ohne Status
state-unclear = Unklar, nicht in Kraft
state-changed-since-approval = Seit der Freigabe geändert
state-not-approved = Nicht freigegeben

# The status of a requirement
coverage-covered = Abgedeckt
coverage-overdue = Überfällig
coverage-partial = Teilweise
coverage-planned = Geplant
coverage-gap = Lücke
coverage-excluded = Ausgeschlossen
coverage-sentence =
    { $covered } von { $total ->
        [one] { $total } Anforderung
       *[other] { $total } Anforderungen
    } abgedeckt{ $excluded ->
        [0] { "" }
       *[other] , { $excluded } ausgeschlossen
    }
coverage-none = Nichts abzudecken
coverage-of-all = { $clause } insgesamt: { $sentence }
coverage-on-page = Auf dieser Seite: { $sentence }
requirements-count =
    { $count ->
        [one] { $count } Anforderung
       *[other] { $count } Anforderungen
    }

# A clause: its status, with what stands against it
coverage-contested = Abgedeckt, Hauptabweichung offen
major-open = Hauptabweichung offen
all-excluded =
    { $count ->
        [one] { $count } Anforderung, ausgeschlossen
       *[other] { $count } Anforderungen, alle ausgeschlossen
    }
heading-clause = Überschrift
requirement-clause = Anforderung

# Documented information and evidence of a clause
documented-maintain = Dokument
documented-retain = Aufzeichnungen
documented-both = Dokument und Aufzeichnungen
documented-unknown = Nicht bekannt
documented-none-long = Der Abschnitt nennt keine.
documented-maintain-long = Ein Dokument ist aufrechtzuerhalten.
documented-retain-long = Aufzeichnungen sind aufzubewahren.
documented-both-long = Ein Dokument ist aufrechtzuerhalten, und Aufzeichnungen sind aufzubewahren.
documented-unknown-long = Der Katalog sagt nicht, ob Aufzeichnungen verlangt sind.
evidence-missing = Fehlt
evidence-named = Benannt, keine vorhanden
evidence-on-file = Vorhanden
evidence-stale = Älter als verlangt
evidence-unknown = Nicht bekannt
evidence-not-required = Nicht gefordert
evidence-nobody = Kein Dokument in Kraft, das diesem Abschnitt zugeordnet ist, nennt Aufzeichnungen.
records-on-file =
    { $count ->
        [0] keine vorhanden
        [one] { $count } Aufzeichnung vorhanden
       *[other] { $count } Aufzeichnungen vorhanden
    }

# Findings and audits of a clause
findings-major =
    { $count ->
        [one] { $count } Hauptabweichung
       *[other] { $count } Hauptabweichungen
    }
findings-minor =
    { $count ->
        [one] { $count } Nebenabweichung
       *[other] { $count } Nebenabweichungen
    }
findings-observation =
    { $count ->
        [one] { $count } Beobachtung
       *[other] { $count } Beobachtungen
    }
findings-ungraded = { $count } ohne Einstufung
findings-none = Keine
grade-major = Hauptabweichung
grade-minor = Nebenabweichung
grade-observation = Beobachtung
grade-unknown = Nicht eingestuft
audit-never = Nie
audit-due-since = fällig seit
audit-due-unreadable = fällig: der Auditzyklus ist nicht lesbar
audit-planned = Geplant:
finding-due = fällig am

# What addresses a clause
revision-short = Rev.
claim-through = über { $clause }
claim-paragraph = ein Absatz
claim-mark-empty = ohne Text
claim-mark-proposed = vorgeschlagen
claim-mark-struck = durchgestrichen, zählt nicht
addresses-full = vollständig
addresses-part = teilweise
addresses-item = Punkt { $item }
addresses-items = Punkte { $items }
nobody-claims = Kein Dokument ist zugeordnet.
more-documents =
    { $count ->
        [one] und { $count } weiteres Dokument
       *[other] und { $count } weitere Dokumente
    }
more-claims =
    { $count ->
        [one] Eine weitere Zuordnung wird hier nicht gezeigt. Die Matrix als Datei enthält alle:
       *[other] { $count } weitere Zuordnungen werden hier nicht gezeigt. Die Matrix als Datei enthält alle:
    }
excluded-with = Ausgeschlossen mit { $clause }.

# Why a claim counts or does not
claim-covers = In Kraft seit { $effective }; behandelt diesen Abschnitt selbst, und zwar vollständig.
claim-overdue = In Kraft und behandelt diesen Abschnitt selbst vollständig, die Überprüfung ist aber überfällig.
claim-part = In Kraft, behandelt aber nur einen Teil dieses Abschnitts.
claim-empty = In Kraft, sagt aber dort, wo es diesem Abschnitt zugeordnet ist, nichts.
claim-proposed = Nur vorgeschlagen: noch niemand hat gesagt, dass dieser Abschnitt dort erfüllt ist.
claim-struck = Durchgestrichen oder in einer Aufgabe, die niemand abgehakt hat: zählt nicht.
claim-item = In Kraft, behandelt aber nur Punkt { $item } dieses Abschnitts.
claim-broad = In Kraft, aber nur { $clause } als Ganzem zugeordnet, nicht diesem Abschnitt selbst.
claim-on-heading = In Kraft. Der Überschrift zugeordnet: für jede Anforderung darunter zählt das als teilweise.
claim-review-was-due = Die Überprüfung war am { $due } fällig.
claim-review-unreadable = Wann die Überprüfung fällig ist, ist nicht lesbar.
claim-draft = Ein Entwurf: noch nicht freigegeben.
claim-in-review = In Prüfung: noch nicht freigegeben.
claim-later = Freigegeben, aber erst ab { $effective } gültig.
claim-undated = Ohne Gültigkeitsdatum freigegeben, also nicht in Kraft.
claim-without-status = Hat keinen gültigen Status, ist also nicht in Kraft.
claim-in-merge = Die Datei enthält Marken einer Zusammenführung, die niemand aufgelöst hat; das Dokument ist also nicht in Kraft.
claim-with-shared-id = Eine andere Datei trägt dieselbe Kennung; das Dokument ist also nicht in Kraft.
claim-obsolete = Ungültig: zählt nicht.
claim-superseded = Ersetzt durch { $document }: zählt nicht.
claim-superseded-elsewhere = Ersetzt durch ein Dokument, das diese Ausgabe nicht enthält: zählt nicht.

# Warum ein Dokument, das freigegeben heißt, nicht das ist, was freigegeben wurde
approval-changed = Geändert seit der Freigabe am { $date } ({ $role }); das Dokument ist also nicht in Kraft.
approval-changed-parts = Geändert seit der Freigabe am { $date } ({ $role }): { $parts }. Das Dokument ist also nicht in Kraft.
approval-part-text = sein Text
approval-part-variable = der Wert von „{ $name }“
approval-part-field = das Feld „{ $name }“ in manual.toml
approval-part-file = die Datei { $name }
approval-missing =
    { $why ->
        [unreadable] Seine Freigaben sind nicht lesbar; das Dokument ist also nicht in Kraft.
        [misplaced] Seine Freigaben stehen in einer Datei, die nicht nach ihm benannt ist; das Dokument ist also nicht in Kraft.
        [future] Seine Freigabe trägt ein Datum nach dem heutigen Tag; das Dokument ist also nicht in Kraft.
        [signature] Die Unterschrift seiner Freigabe ist falsch oder von einem Schlüssel, der für die Rolle nicht verzeichnet ist; das Dokument ist also nicht in Kraft.
        [unsigned] Seine Freigabe trägt keine Unterschrift, die dieses Handbuch verlangt; das Dokument ist also nicht in Kraft.
        [role] Freigegeben hat es { $role }, nicht wie vorgesehen { $approver }; das Dokument ist also nicht in Kraft.
        [revision] Freigegeben in Revision { $other }, aber nicht in Revision { $revision }; das Dokument ist also nicht in Kraft.
       *[nothing] Noch niemand hat es freigegeben; das Dokument ist also nicht in Kraft.
    }

# Why a clause has its status
reason-excluded = Der Abschnitt ist als nicht zutreffend ausgeschlossen, mit Begründung.
reason-elsewhere = Der Abschnitt ist in einem Dokument behandelt, das diese Ausgabe nicht enthält.
reason-covered = Ein Dokument in Kraft behandelt diesen Abschnitt selbst vollständig, und seine Überprüfung ist nicht überfällig.
reason-covered-items = Dokumente in Kraft behandeln jeden seiner Punkte vollständig, und ihre Überprüfung ist nicht überfällig.
reason-overdue = Bei jedem Dokument in Kraft, das diesen Abschnitt selbst vollständig behandelt, ist die Überprüfung überfällig.
reason-overdue-items = Dokumente in Kraft behandeln jeden seiner Punkte vollständig, manchen aber nur solche, deren Überprüfung überfällig ist.
reason-partial-part = Dokumente in Kraft behandeln nur einen Teil davon.
reason-partial-empty = Dokumente in Kraft sind zugeordnet, sagen dort aber nichts.
reason-partial-broad = Dokumente in Kraft sind nur einem übergeordneten Abschnitt zugeordnet, nicht diesem selbst.
reason-partial-both = Dokumente in Kraft behandeln nur einen Teil davon oder sind nur einem übergeordneten Abschnitt zugeordnet.
reason-planned = Die zugeordneten Dokumente sind noch nicht in Kraft.
reason-planned-proposed = Es ist nur vorgeschlagen: Kein Dokument ist ihm bisher zugeordnet.
reason-gap = Weder diesem noch einem übergeordneten Abschnitt ist ein Dokument zugeordnet.
reason-gap-obsolete = Nur ungültige Dokumente sind zugeordnet, und sie zählen nicht.
reason-gap-struck = Nur durchgestrichener Text oder ungültige Dokumente sind zugeordnet; beides zählt nicht.
reason-heading = Der schlechteste Status der Anforderungen darunter; ausgeschlossene bleiben außer Betracht.
reason-heading-excluded = Jede Anforderung darunter ist als nicht zutreffend ausgeschlossen.
reason-contested = Allerdings ist dazu eine Hauptabweichung offen.
reason-nothing-below = Darunter gibt es keine Anforderung.
rules-heading = Wie dies entschieden wurde
rules-lead = Die erste dieser Bedingungen, die am Stichtag zutrifft, ergibt den Status.
rule-excluded = Der Abschnitt ist, selbst oder mit einem übergeordneten, begründet ausgeschlossen.
rule-covered = Ein Dokument in Kraft ist dem Abschnitt selbst oder jedem seiner Punkte vollständig zugeordnet, und seine Überprüfung ist nicht überfällig.
rule-overdue = Ein Dokument in Kraft ist dem Abschnitt selbst oder jedem seiner Punkte vollständig zugeordnet; die Überprüfung aller dieser Dokumente ist überfällig.
rule-partial = Ein Dokument in Kraft ist überhaupt zugeordnet: teilweise, einem Punkt, ohne Text oder nur über einen übergeordneten Abschnitt.
rule-planned = Ein Dokument ist zugeordnet, das weder in Kraft noch ungültig ist, oder eines schlägt es nur vor.
rule-gap = Nichts davon.
rule-no = nein
rule-yes = ja: das entscheidet
rule-skipped = nicht geprüft
void-exclusion-unjustified = Ein Ausschluss davon nennt keinen Grund und schließt darum nichts aus.
void-exclusion-not-yet = Ein Ausschluss davon beginnt erst am { $date }; bis dahin schließt er nichts aus.
void-exclusion-unreadable = Ein Ausschluss davon trägt ein Datum, das nicht lesbar ist, und schließt darum nichts aus.
void-exclusion-not-permitted = Ein Ausschluss davon ist nach der Norm nicht zulässig und schließt darum nichts aus.
items-excluded = Für sich ausgeschlossen: { $items }.
items-unclaimed = Von niemandem behandelt: { $items }.

# A clause's page
clause-in-our-words = In unseren eigenen Worten; der Text der Norm gehört ihrem Herausgeber.
clause-status = Status
clause-facts = Angaben
clause-sort = Normabschnitt
clause-documented = Dokumentierte Information
clause-evidence = Nachweise
clause-audited = Zuletzt auditiert
clause-findings = Offene Feststellungen
clause-exclusion = Als nicht zutreffend ausgeschlossen
clause-excluded-by = durch den Ausschluss von
clause-approved-by = Freigegeben von
clause-claims = Zugeordnete Dokumente
clause-claims-none = Weder diesem noch einem übergeordneten Abschnitt ist ein Dokument zugeordnet.
clause-below = Unterabschnitte
clause-crosswalk = Entsprechende Abschnitte
clause-crosswalk-lead = Der Status eines entsprechenden Abschnitts sagt nichts über diesen: der Wortlaut ist verschieden.
clause-neighbours = Abschnitte davor und danach
clause-previous = Zurück
clause-next = Weiter
doc-neighbours = Dokumente davor und danach
clause-in-matrix = In der Matrix
clause-path = Wo dieser Abschnitt steht
column-document = Dokument
column-section = Abschnitt
column-extent = Behandelt
column-counts-as = Zählt als
counts-as-nothing = Nichts

# A standard's page
standard-publisher = Herausgeber
standard-edition = Ausgabe
standard-clauses = Abschnitte
standard-id = Kennung in diesem Handbuch
standard-aliases = Auch geschrieben
standard-source = Katalog
standard-built-in = In Clausebook enthalten
standard-own-catalog = Dieser Katalog ist der eigene des Handbuchs und steht an der Stelle des eingebauten: was er auslässt, wird nicht verlangt.
standard-may-exclude = Darf ausgeschlossen werden
standard-may-exclude-any = Der Katalog sagt nichts dazu: jeder Abschnitt
standard-may-exclude-none = Nichts
standard-corresponds = Entspricht
standard-tree = Abschnitte
standard-note = Nummern und Titel sind die der Norm. Die Zusammenfassungen auf den Seiten ihrer Abschnitte sind unsere eigenen Worte und ersetzen ihren Text nicht.
clauses-count =
    { $count ->
        [one] { $count } Abschnitt
       *[other] { $count } Abschnitte
    }

# The matrix
matrix-title = Abdeckungsmatrix: { $standard }
matrix-exports = Die Matrix als Datei:
matrix-clauses = Die Norm und ihre Abschnitte
matrix-skip = Zur Liste der Abschnitte springen
matrix-strip = Auf einen Blick
matrix-strip-lead = Ein Zeichen für jede Anforderung; jedes führt zu ihrer Zeile.
matrix-list = Abschnitt für Abschnitt
matrix-chapters = Kapitel für Kapitel
matrix-chapters-lead = Jedes Kapitel hat eine Seite mit seinen Abschnitten. Ein Filter zählt die Anforderungen aller Kapitel.
matrix-parts = Teile der Matrix
clauses-parts = Teile der Liste
matrix-grid = Abschnitte nach Dokumenten
matrix-grid-folders = Abschnitte nach Dokumentenordnern
matrix-grid-lead = Wie jedes Dokument jeden Abschnitt behandelt. Dokumente, die dieser Norm nicht zugeordnet sind, fehlen.
matrix-grid-folders-lead = Wie die Dokumente jedes Ordners jeden Abschnitt behandeln: das beste davon, und wie viele es sind.
matrix-grid-parts = Teile des Rasters
matrix-grid-none = Dieser Norm ist kein Dokument zugeordnet.
column-clause = Normabschnitt
column-chapter = Kapitel
column-status = Status
column-addressed-by = Behandelt in
column-documented = Dokumentierte Information
column-evidence = Nachweise
column-audited = Zuletzt auditiert
column-findings = Offene Feststellungen
remark-contested =
    { $count ->
        [one] Zu einer abgedeckten Anforderung ist eine Hauptabweichung offen.
       *[other] Zu { $count } abgedeckten Anforderungen ist eine Hauptabweichung offen.
    }
remark-evidence-missing =
    { $count ->
        [one] Zu einer Anforderung fehlen Nachweise.
       *[other] Zu { $count } Anforderungen fehlen Nachweise.
    }
remark-evidence-stale =
    { $count ->
        [one] Zu einer Anforderung sind die Nachweise älter als verlangt.
       *[other] Zu { $count } Anforderungen sind die Nachweise älter als verlangt.
    }
remark-audit-due =
    { $count ->
        [one] Für eine Anforderung ist ein Audit fällig.
       *[other] Für { $count } Anforderungen ist ein Audit fällig.
    }
grid-letter-full = V
grid-letter-overdue = Ü
grid-letter-partial = T
grid-letter-broad = A
grid-letter-planned = N
grid-letter-obsolete = X
grid-full = vollständig
grid-overdue = vollständig, aber Überprüfung überfällig
grid-partial = teilweise
grid-broad = allgemein, über einen übergeordneten Abschnitt
grid-planned = noch nicht in Kraft oder nur vorgeschlagen
grid-not-in-force = noch nicht in Kraft
grid-obsolete = ungültig
grid-other-folders = andere Ordner

# Gaps
gaps-lead = Was fehlt, das Schlimmste zuerst, und was es beheben würde. Stand
gaps-nothing = Es fehlt nichts: jede Anforderung jeder Norm ist abgedeckt oder ausgeschlossen, Aufzeichnungen sind benannt, wo sie erwartet werden, keine Feststellung ist offen, und kein Audit ist fällig.
gaps-clear = Gesucht und nicht gefunden:
gaps-whose-move = Am Zug
gaps-what = Was die Lücke schließt
gaps-gap = Nicht behandelt
gaps-gap-meaning = Diesen Anforderungen ist kein Dokument zugeordnet, das in Kraft oder in Vorbereitung ist.
gaps-planned = Geplant
gaps-planned-meaning = Diesen sind nur Dokumente zugeordnet, die noch nicht in Kraft sind, oder sie sind nur vorgeschlagen.
gaps-partial = Teilweise behandelt
gaps-partial-meaning = Dokumente in Kraft behandeln diese nur teilweise oder nur über einen übergeordneten Abschnitt.
gaps-overdue = Überfällig
gaps-overdue-meaning = Vollständig behandelt, aber nur in Dokumenten, deren Überprüfung überfällig ist.
gaps-contested = Abgedeckt, aber eine Hauptabweichung ist offen
gaps-contested-meaning = Auf dem Papier sind diese abgedeckt; ein Audit hat anderes festgestellt.
gaps-findings = Feststellungen offen
gaps-findings-meaning = Eine offene Feststellung nennt diese Abschnitte. Eine Hauptabweichung zu einer abgedeckten Anforderung ist hier nicht noch einmal genannt.
gaps-evidence = Nachweise fehlen
gaps-evidence-meaning = Aufzeichnungen sind aufzubewahren, und kein zugeordnetes Dokument in Kraft nennt welche.
gaps-stale = Nachweise zu alt
gaps-stale-meaning = Aufzeichnungen sind da, aber keine, von der bekannt ist, dass sie so neu ist, wie das Handbuch verlangt.
gaps-excluded-but-claimed = Ausgeschlossen und doch zugeordnet
gaps-excluded-but-claimed-meaning = Diese sind als nicht zutreffend ausgeschlossen, und trotzdem ist ihnen ein Dokument zugeordnet. Ein Auditor wird fragen, was davon stimmt.
gaps-void = Ausschlüsse, die nichts ausschließen
gaps-void-meaning = manual.toml schließt diese aus, und etwas hindert den Ausschluss daran, zu gelten.
gaps-audit = Fällige Audits
gaps-audit-meaning = Kein Audit hat diese im Auditzyklus erreicht.

# What would close a gap
close-gap = Legen Sie schriftlich fest, wie { $clause } erfüllt wird, und ordnen Sie das Dokument dort zu.
close-gap-corresponding = { $other } entspricht ihm und ist durch { $document } abgedeckt: prüfen Sie, ob das auch { $clause } erfüllt, und ordnen Sie es dann zu.
close-gap-obsolete = Nur { $document } ist zugeordnet und ungültig: ordnen Sie { $clause } ein Dokument in Kraft zu.
close-gap-superseded = Zugeordnet ist { $document }, ersetzt durch { $successor }: ordnen Sie { $successor } dem Abschnitt { $clause } zu, wenn er dort erfüllt wird.
close-gap-struck = { $document } ist nur in durchgestrichenem Text oder in einer nicht abgehakten Aufgabe zugeordnet: ordnen Sie { $clause } einem Text zu, der gilt.
close-coming =
    { $state ->
        [draft] { $document } ist ein Entwurf: geben Sie ihn frei.
        [review] { $document } ist in Prüfung: geben Sie es frei.
        [later] { $document } ist freigegeben und gilt ab { $effective }.
        [undated] { $document } ist ohne Gültigkeitsdatum freigegeben: tragen Sie eines ein.
        [merge] { $document } enthält Marken einer offenen Zusammenführung: sie auflösen.
        [shared] { $document } hat eine Kennung, die auch eine andere Datei trägt: einer davon eine eigene geben.
        [changed] { $document } wurde seit der Freigabe geändert: Revision erhöhen und freigeben lassen.
        [unapproved] { $document } heißt freigegeben, und keine Freigabe davon zählt: freigeben lassen.
        [proposed] { $document } schlägt es nur vor: prüfen, ob es dort erfüllt ist, und zuordnen.
       *[unknown] { $document } hat keinen gültigen Status: tragen Sie einen ein.
    }
close-coming-broad = Es ist nur { $above } als Ganzem zugeordnet: ordnen Sie es { $clause } selbst zu.
close-coming-part = Es behandelt nur einen Teil: behandeln Sie auch den Rest.
close-partial-coming =
    { $state ->
        [draft] { $document } ist vollständig zugeordnet und ein Entwurf: geben Sie ihn frei.
        [review] { $document } ist vollständig zugeordnet und in Prüfung: geben Sie es frei.
        [later] { $document } ist vollständig zugeordnet und gilt ab { $effective }.
        [undated] { $document } ist vollständig zugeordnet und ohne Gültigkeitsdatum freigegeben: tragen Sie eines ein.
        [merge] { $document } deckt ihn ganz ab und enthält Marken einer offenen Zusammenführung: sie auflösen.
        [shared] { $document } deckt ihn ganz ab und hat eine Kennung, die auch eine andere Datei trägt: einer davon eine eigene geben.
        [changed] { $document } deckt ihn ganz ab und wurde seit der Freigabe geändert: Revision erhöhen und freigeben lassen.
        [unapproved] { $document } deckt ihn ganz ab, und keine Freigabe davon zählt: freigeben lassen.
        [proposed] { $document } schlägt es nur vor: prüfen, ob es dort erfüllt ist, und vollständig zuordnen.
       *[unknown] { $document } ist vollständig zugeordnet und hat keinen gültigen Status: tragen Sie einen ein.
    }
close-items = Auch seine Punkte { $items } zuordnen: zusammen sind sie alles, was er verlangt.
close-empty = { $document } ist zugeordnet und sagt dort nichts: schreiben, was getan wird.
close-partial-part =
    { $others ->
        [0] { $document } behandelt nur einen Teil davon: behandeln Sie den Rest, dort oder in einem anderen Dokument.
        [one] { $document } und ein weiteres Dokument behandeln je einen Teil davon: ergeben sie zusammen das Ganze, ordnen Sie eines davon { $clause } vollständig zu.
       *[other] { $document } und { $others } weitere Dokumente behandeln je einen Teil davon: ergeben sie zusammen das Ganze, ordnen Sie eines davon { $clause } vollständig zu.
    }
close-partial-broad = Nur allgemein zugeordnet, über { $above } in { $document }: ordnen Sie { $clause } selbst zu.
close-review-unreadable = Wann die Überprüfung von { $document } fällig ist, ist nicht lesbar: den Tag schreiben.
close-overdue =
    { $others ->
        [0] Die Überprüfung von { $document } war am { $due } fällig: überprüfen Sie es.
        [one] Die Überprüfung von { $document } war am { $due } fällig, und die eines weiteren zugeordneten Dokuments ist ebenfalls überfällig: überprüfen Sie eines davon.
       *[other] Die Überprüfung von { $document } war am { $due } fällig, und die von { $others } weiteren zugeordneten Dokumenten ist ebenfalls überfällig: überprüfen Sie eines davon.
    }
close-overdue-item = Die Überprüfung von { $document }, dem Teile davon zugeordnet sind, ist überfällig: überprüfen Sie es.
close-contested = Schließen Sie { $finding } ab.
close-finding = Schließen Sie { $finding } ab ({ $grade }).
close-evidence = Nennen Sie das Formular oder die Art der Aufzeichnung, die es belegt, unter „records“ in { $document }.
close-evidence-nobody = Kein Dokument in Kraft ist zugeordnet: das künftige soll seine Nachweise nennen.
close-stale = Die neueste Aufzeichnung ist vom { $newest }: legen Sie eine neuere ab.
close-stale-undated = Keine Aufzeichnung dazu trägt ein Datum: legen Sie eine mit Datum ab.
close-stale-interval = „evidence_interval“ in manual.toml ist nicht lesbar, darum weiß niemand, wie neu der Nachweis sein muss: berichtigen Sie es.
close-excluded-but-claimed =
    { $others ->
        [0] { $document } ist zugeordnet: nehmen Sie die Zuordnung oder den Ausschluss heraus.
        [one] { $document } und ein weiteres Dokument sind zugeordnet: nehmen Sie die Zuordnungen oder den Ausschluss heraus.
       *[other] { $document } und { $others } weitere Dokumente sind zugeordnet: nehmen Sie die Zuordnungen oder den Ausschluss heraus.
    }
close-excluded-item = { $document } ist { $item } zugeordnet, was ausgeschlossen ist: nehmen Sie die Zuordnung oder den Ausschluss heraus.
close-audit-never = Nie auditiert.
close-audit-due = Zuletzt auditiert am { $last } durch { $audit }, fällig seit { $due }.
close-audit-cycle = Zuletzt auditiert am { $last } durch { $audit }. „audit_cycle“ in manual.toml ist nicht lesbar, darum ist ein Audit fällig: berichtigen Sie es.
close-audit = Nehmen Sie es in den Umfang eines Audits auf.
close-audit-planned =
    { $when ->
        [past] { $audit } war für den { $date } geplant und ist nicht durchgeführt.
       *[coming] { $audit } ist für den { $date } geplant.
    }

# Home
coverage-heading = Abdeckung
open-matrix = Matrix
open-clauses = Abschnitte
percent-covered = abgedeckt

# A document
doc-id = Dokument
doc-kind = Art
doc-revision = Revision
doc-revision-short = Rev.
doc-state = Status
doc-title = Titel
doc-owner = Verantwortlich
doc-approver = Freigeber
doc-approved-by = Freigegeben von
doc-cover-approvers = Dokumente freigegeben von
doc-to-be-approved-by = Freizugeben von
doc-effective = Gültig ab
doc-review-due = Nächste Überprüfung
doc-roles = Schulung für
clauses-of = Abschnitte von { $standard }
doc-supersedes = Ersetzt
doc-superseded-by = Ersetzt durch
doc-source = Quelle
doc-not-stated = nicht angegeben
from-settings = aus manual.toml
from-text = aus
control-block = Dokumentenlenkung
contents = Inhalt
clauses-claimed = Behandelte Normabschnitte
only-proposed = nur vorgeschlagen:
clause = Normabschnitt
clause-title = Titel
section = Abschnitt
extent = Umfang
note = Anmerkung
whole-document = Ganzes Dokument
extent-partial = Teil
extent-full-word = Vollständig
extent-partial-word = Teilweise
evidence = Aufzeichnungen
evidence-none-yet = Noch keine im Handbuch.
records-on-this-form = Aufzeichnungen auf diesem Formular
records-count =
    { $count ->
        [one] { $count } Aufzeichnung
       *[other] { $count } Aufzeichnungen
    }
referenced-by = Verweise hierher
history = Änderungsverlauf
history-date = Datum
history-change = Änderung
approvals = Freigaben
approval-role = Rolle
approval-meaning = Bedeutung
approval-signature = Unterschrift
approval-text = Text
approval-unsigned = keine
approval-wrong-signature = Falsch, oder von einem Schlüssel, der nicht verzeichnet ist
approval-does-not-count = Zählt nicht
and-more = und { $count } weitere
section-link = Link zu diesem Abschnitt
reference-broken = Dieser Verweis führt ins Leere
clause-unknown = Diesen Normabschnitt gibt es nicht
notice-label = Hinweis
notice-instead = Stattdessen gilt:
notice-draft = Dieses Dokument wird erstellt. Es ist nicht in Kraft: arbeiten Sie nicht danach.
notice-review = Dieses Dokument wird geprüft. Es ist nicht in Kraft: arbeiten Sie nicht danach.
notice-not-yet = Freigegeben, aber nicht vor dem { $date } in Kraft.
notice-undated = Freigegeben, aber ohne das Datum, ab dem es gilt: es ist nicht in Kraft.
notice-unknown = Dieses Dokument sagt nicht, welchen Status es hat: es ist nicht in Kraft.
notice-merge = Die Datei enthält Marken einer Zusammenführung, die niemand aufgelöst hat. Nicht danach arbeiten: niemand weiß, was sie sagt.
notice-shared-id = Eine andere Datei trägt dieselbe Kennung. Nach keiner von beiden arbeiten, bis eine davon eine eigene hat.
notice-do-not-work-to-it = Nicht danach arbeiten, bis es freigegeben ist.
notice-overdue = Die Überprüfung war am { $date } fällig. Das Dokument ist in Kraft, bis es ersetzt wird.
notice-review-unreadable = Wann die Überprüfung fällig ist, ist nicht lesbar; sie gilt als überfällig. Das Dokument ist in Kraft, bis es ersetzt wird.
notice-obsolete = Dieses Dokument ist zurückgezogen und wird nur zum Nachschlagen aufbewahrt. Arbeiten Sie nicht danach.
notice-in-force-now = Bis dahin in Kraft:
notice-translation = Dies ist eine Übersetzung.
notice-translation-of = Dies ist eine Übersetzung von Revision { $translated }; das Dokument hat Revision { $revision }.
notice-translation-counts = Es gilt:
translation = Übersetzung
languages = Sprachen
doc-translated = Übersetzte Revision

# Labels of fields
field-owner = Verantwortlich
field-form = Formular
field-audience = Empfängerkreis
field-language = Sprache
field-source = Quelle
field-edition = Ausgabe
field-clauses = Abschnitte
field-documents = Dokumente
field-date = Datum
field-type = Typ
field-auditor = Auditor
field-sampled = Stichproben
field-state = Stand
field-audit = Audit
field-grade = Einstufung
field-due = Fällig
field-root-cause = Grundursache
field-completed = Abgeschlossen
field-effective = Wirksam
field-unit = Einheit
field-target = Zielwert
field-direction = Zielrichtung
field-limits = Grenzen
field-period = Zeitraum
field-data = Werte
field-inputs = Eingaben
field-outputs = Ergebnisse
field-attendees = Teilnehmende
field-next = Nächster Termin
field-person = Person
field-role = Funktion
field-document = Dokument
field-revision = Revision
field-result = Ergebnis
field-customer = Kunde
field-product = Produkt
field-characteristic = Merkmal
field-method = Methode
field-frequency = Häufigkeit
field-acceptance = Annahmekriterium
field-scope = Geltungsbereich
field-rating = Bewertung
field-approved = Zugelassen
field-evaluated = Beurteilt
field-interval = Intervall
field-instrument = Messgerät
field-location = Ort
field-calibrated = Kalibriert
field-likelihood = Wahrscheinlichkeit
field-severity = Schweregrad
field-treatment = Behandlung
field-review = Überprüfung
field-standard = Norm
field-body = Zertifizierungsstelle
field-number = Nummer
field-issued = Ausgestellt
field-valid-until = Gültig bis
field-next-surveillance = Nächste Überwachung
value-yes = Ja
value-no = Nein
interval-days =
    { $count ->
        [one] { $count } Tag
       *[other] { $count } Tage
    }
interval-months =
    { $count ->
        [one] { $count } Monat
       *[other] { $count } Monate
    }

# Kinds of documents and records, where a manual has no title of its own for them
kind-policy = Richtlinie
kind-policy-plural = Richtlinien
kind-procedure = Verfahrensanweisung
kind-procedure-plural = Verfahrensanweisungen
kind-instruction = Arbeitsanweisung
kind-instruction-plural = Arbeitsanweisungen
kind-form = Formular
kind-form-plural = Formulare
kind-specification = Spezifikation
kind-specification-plural = Spezifikationen
kind-external = Externes Dokument
kind-external-plural = Externe Dokumente
kind-audit = Audit
kind-audit-plural = Audits
kind-finding = Auditfeststellung
kind-finding-plural = Auditfeststellungen
kind-action = Maßnahme
kind-action-plural = Maßnahmen
kind-objective = Qualitätsziel
kind-objective-plural = Qualitätsziele
kind-review = Managementbewertung
kind-review-plural = Managementbewertungen
kind-training = Schulung
kind-training-plural = Schulungen
kind-feedback = Kundenrückmeldung
kind-feedback-plural = Kundenrückmeldungen
kind-inspection = Prüfung
kind-inspection-plural = Prüfplan
kind-supplier = Lieferant
kind-supplier-plural = Lieferanten
kind-equipment = Messmittel
kind-equipment-plural = Messmittel
kind-risk = Risiko
kind-risk-plural = Risiken
kind-certificate = Zertifikat
kind-certificate-plural = Zertifikate

# Words that a field may be given
value-internal = Intern
value-supplier = Lieferant
value-certification = Zertifizierung
value-surveillance = Überwachung
value-planned = Geplant
value-done = Durchgeführt
value-cancelled = Abgesagt
value-major = Hauptabweichung
value-minor = Nebenabweichung
value-observation = Beobachtung
value-open = Offen
value-closed = Abgeschlossen
value-correction = Korrektur
value-corrective = Korrekturmaßnahme
value-preventive = Vorbeugungsmaßnahme
value-improvement = Verbesserung
value-contained = Eingedämmt
value-cause-found = Ursache gefunden
value-in-progress = In Arbeit
value-implemented = Umgesetzt
value-verified = Wirksamkeit überprüft
value-reopened = Wieder geöffnet
value-at-least = Mindestens
value-at-most = Höchstens
value-within = Innerhalb der Grenzen
value-complaint = Reklamation
value-suggestion = Anregung
value-praise = Lob
value-conditional = Bedingt
value-pass = Bestanden
value-fail = Nicht bestanden
value-passed = Bestanden
value-failed = Nicht bestanden
value-pending = Ergebnis offen
value-attended = Teilgenommen
value-treated = Behandelt
value-accepted = Akzeptiert

# How often, and limits
frequency-day = täglich
frequency-week = wöchentlich
frequency-month = monatlich
frequency-quarter = vierteljährlich
frequency-half-year = halbjährlich
frequency-year = jährlich
limit-lower = Untergrenze { $value }
limit-upper = Obergrenze { $value }
limit-centre = Mittellinie { $value }
limits-between = von { $lower } bis { $upper }

# Notes, tasks, diagrams and code in texts
alert-note = Hinweis
alert-tip = Tipp
alert-important = Wichtig
alert-warning = Warnung
alert-caution = Vorsicht
task-done = erledigt
task-to-do = offen
diagram = Diagramm; sein Quelltext steht darunter
diagram-source = Das Diagramm als Text
diagram-not-drawn = Dieses Diagramm ließ sich nicht zeichnen. Sein Quelltext:
code-copy = Kopieren
code-copied = Kopiert

# Footnotes
footnotes = Fußnoten
footnote-back = Zurück zum Text
footnote-back-to = Zurück zum Text, Stelle { $place }

# Between a label and what it is about
colon = :
calendar-entry = { $what }: { $name }

# A record, and a page that is not controlled
record = Aufzeichnung
record-fields = Einzelheiten
uncontrolled-page = Kein gelenktes Dokument
uncontrolled-page-text = Diese Seite hat weder Revision noch Freigabe. Sie dient nur der Information.

# The master list
master-list = Dokumentenverzeichnis
documents-count =
    { $count ->
        [one] { $count } Dokument
       *[other] { $count } Dokumente
    }
documents-sentence =
    { $count ->
        [one] { $count } Dokument
       *[other] { $count } Dokumente
    }, { $in_force } in Kraft{ $overdue ->
        [0] {""}
       *[other] , davon { $overdue } mit überfälliger Überprüfung
    }
obsolete-documents = Ungültige Dokumente
obsolete-documents-text = Nur zum Nachschlagen aufbewahrt. Arbeiten Sie nicht danach.
uncontrolled-pages = Nicht gelenkte Seiten
list-parts = Teile der Liste
no-documents = Das Handbuch hat noch keine Dokumente.

# Home
documents-heading = Dokumente
reviews-overdue = Überfällige Überprüfungen
reviews-due = Bald fällige Überprüfungen
reviews-none-overdue = Keine Überprüfung ist überfällig.
reviews-none-overdue-edition = Keine Überprüfung eines Dokuments in dieser Ausgabe ist überfällig.
reviews-unreadable = Tag nicht lesbar
count-of-these = davon
open-master-list = Dokumentenverzeichnis
open-gaps = Was fehlt

# 404.html
not-found = Diese Seite gibt es nicht
not-found-text = Das Dokument kann zurückgezogen oder die Adresse falsch geschrieben sein. Alles Gültige steht im Dokumentenverzeichnis.

# print.html
print-contents = Inhalt
print-page = Diese Seite drucken
print-uncontrolled = Ausgedruckt nicht gelenkt
print-too-many = { $count ->
    *[other] Das Handbuch hat { $count } Dokumente, zu viele für eine Seite. Drucken Sie sie einzeln oder alle mit „clausebook pdf“.
}
print-on = Gedruckt
print-volume = Band { $number } von { $of }
sheet-number = Seite { $page } von { $pages }

# Registers
nav-registers = Register
registers-lead = Was das Managementsystem hinterlässt: Audits, Feststellungen, Maßnahmen, Messungen, Schulungen.
register = Register
register-id = Aufzeichnung
register-status = Status
register-records = Aufzeichnungen
register-xlsx = Als Excel
register-csv = Als CSV
register-parts = Seiten dieses Registers
record-open = Offen
record-not-valid-yet = Noch nicht gültig
record-overdue = Überfällig
records-open = { $count } offen
records-late = { $count } überfällig
days-late =
    { $count ->
        [one] ein Tag Verzug
       *[other] { $count } Tage Verzug
    }
days-open =
    { $count ->
        [0] seit heute
        [one] seit einem Tag
       *[other] seit { $count } Tagen
    }
calendar = Kalender der Fälligkeiten
calendar-review = Überprüfung fällig
calendar-reviews = Überprüfungen
objective-last = Letzter Wert
objective-trend = Trend
objective-value = Wert
objective-values = Werte
objective-quarters = Nach Quartalen
objective-missed = Ziel verfehlt
objective-met = Ziel erreicht
objective-no-values = Noch nicht gemessen
objective-last-value = Letzter Wert { $value } ({ $period })
objective-target = Zielwert { $target }
at-least = mindestens
at-most = höchstens
trend-better = Besser als zuvor
trend-steady = Wie zuvor
trend-worse = Schlechter als zuvor
chart-target = Zielwert
chart-upper = Obergrenze
chart-lower = Untergrenze
chart-middle = Mittellinie
chart-outside = Außerhalb der Grenzen
chart-run = Acht oder mehr in Folge auf einer Seite der Mittellinie
chart-missed = Verfehlt das Ziel
chart-plain = Wert
training-matrix = Schulungsmatrix
training-lead = Für jede Funktion, die ein Dokument in Kraft verlangt: ob alle, die sie wahrnehmen, auf die geltende Revision geschult sind.
training-current = Aktuell
training-outdated = Veraltet
training-missing = Fehlt
training-unheld = Niemand in dieser Funktion
training-of = { $current } von { $holders }
role-holders = Wahrgenommen von
role-nobody = Nach den Schulungsaufzeichnungen nimmt niemand diese Funktion wahr.
audit-programme = Auditprogramm
programme-sentence = Audits im Zyklus ({ $cycle }) bis zum { $date } und die geplanten.
programme-sentence-unreadable = Alle Audits bis zum { $date } und die geplanten: der Auditzyklus ist nicht lesbar, darum ist jeder Abschnitt fällig.
programme-not-reached =
    { $count ->
        [0] Jede Anforderung wurde in diesem Zyklus von einem Audit erreicht.
        [one] Eine von { $all } Anforderungen wurde in diesem Zyklus von keinem Audit erreicht.
       *[other] { $count } von { $all } Anforderungen wurden in diesem Zyklus von keinem Audit erreicht.
    }
programme-columns = { $all } Audits sind aufgeführt; die letzten { $count } davon haben unten eine Spalte. Neben jeder erreichten Anforderung steht das Audit, das sie zuletzt erreicht hat.
programme-audits = Audits
programme-supplier-audits = Audits bei Lieferanten
programme-supplier-audits-meaning = Sie betrachten die Arbeit der Lieferanten und erreichen keinen Abschnitt dieses Handbuchs.
programme-independence = Unabhängigkeit
programme-own-work = Auditiert eigene Arbeit
programme-cycle = In diesem Zyklus
audit-done = Durchgeführt
audit-is-planned = Geplant
audit-late = Geplant, überfällig
audit-in-part = Teilweise
audit-reached = Erreicht
audit-not-reached = Nicht erreicht
corrective-action = Korrekturmaßnahmen
corrective-lead = Von jeder Feststellung zu ihren Maßnahmen und zur Überprüfung von deren Wirksamkeit; Offenes steht zuerst.
corrective-source = Feststellung oder andere Quelle
corrective-actions = Maßnahmen
corrective-none = Noch keine Maßnahme
verified-not-yet = Wirksamkeit noch nicht überprüft
verified-effective = Wirksamkeit bestätigt
verified-ineffective = Nicht wirksam
management-review = Managementbewertung
review-period = Was die Aufzeichnungen vom { $from } bis zum { $to } sagen, nach den Eingaben, die { $clauses } aufzählt.
review-period-several = Was die Aufzeichnungen vom { $from } bis zum { $to } sagen, nach den Eingaben, die diese Abschnitte aufzählen: { $clauses }.
review-period-plain = Was die Aufzeichnungen vom { $from } bis zum { $to } sagen, nach Themen.
review-further = { $clause } nennt auch { $items }: Dazu hat kein Register Aufzeichnungen.
review-previous = Die letzte Bewertung war
review-said = Aussage
review-nothing = Nichts in diesem Zeitraum.
review-changed = Geänderte Dokumente
review-untrained = Schulung veraltet oder fehlend
review-a = Status von Maßnahmen aus früheren Bewertungen
review-b = Veränderungen bei externen und internen Themen
review-c1 = Rückmeldungen von Kunden und anderen interessierten Parteien
review-c2 = Ziele
review-c3 = Leistung von Prozessen, Produkten und Dienstleistungen
review-c4 = Nichtkonformitäten und Korrekturmaßnahmen
review-c5 = Ergebnisse von Überwachungen und Messungen
review-c6 = Auditergebnisse
review-c7 = Leistung von Lieferanten
review-d = Angemessenheit von Ressourcen
review-e = Risiken und Chancen
review-f = Möglichkeiten zur Verbesserung
dashboard-audits = Nächste Audits
dashboard-certificates = Zertifikate
dashboard-changed = Zuletzt geändert
dashboard-missed = Verfehlte Ziele
within-days = innerhalb von { $count } Tagen
reviews-ahead = Fällige Überprüfungen

# Search
search-clauses = Normabschnitte
search-records = Aufzeichnungen
search-pages = Weitere Seiten
search-site = Seiten dieser Website
search-open = Suchen
search-placeholder = Wörter, eine Kennung, eine Abschnittsnummer
search-found = {"{}"} gefunden
search-none = Nichts gefunden. Versuchen Sie weniger oder andere Wörter.
table-filter = Filtern
table-sort = Sortieren nach
sort-listed = wie aufgeführt
sort-descending = {"{column}"}, absteigend

# Neben dem Text eines Dokuments
link-copied = Link kopiert
suggest-a-change = Änderung vorschlagen
suggestion-title = { $id } Revision { $revision }: Änderungsvorschlag

# Filtern und Einklappen
filter-any = alle
filter-clear = Alles zeigen
filter-facts = Nur mit
filter-failed = Nicht nach „{"{title}"}“ gefiltert: Eine Datei der Website konnte nicht geladen werden.
filter-filtered = Gefiltert, nicht alles:
filter-more = Weitere Filter
filter-missing = Was fehlt
filter-owner = Verantwortlich für ein Dokument
filter-requirements = {"{shown}"} von {"{all}"} Anforderungen
filter-shown = {"{shown}"} von {"{all}"}
filter-standard = Norm
filter-text = Text in den Zeilen
fold-all = Alle einklappen
unfold-all = Alle ausklappen

# Die Zuordnungen hinter einer Zelle der Matrix
claims-all = Zuordnungen der anderen zeigen
claims-close = Schließen
claims-page = Alles zu diesem Abschnitt
matrix-list-lead = Ein Status führt zu den Zuordnungen, auf denen er beruht, und sagt, warum jede zählt oder nicht.
matrix-beside = Neben einer anderen Norm:

# Die Abdeckung einer Norm neben der einer anderen
crosswalk-title = { $here } neben { $there }
crosswalk-lead = Entsprechen ist nicht Abdecken: Ein Abschnitt, der dort abgedeckt ist, deckt hier für sich nichts ab, denn der Wortlaut ist ein anderer. Er zeigt, wo zuerst nachzusehen ist.
crosswalk-in-steps = Kein Verzeichnis sagt, wie sich diese beiden entsprechen: Jedes Paar hier ergibt sich über eine dritte Norm, die genannt ist.
crosswalk-through = über { $standard } { $clause }
crosswalk-swap = Umgekehrt
column-compared = Vergleich
column-corresponding = Entsprechend in { $standard }
compare-covered-there = Dort abgedeckt, hier offen
compare-covered-here = Hier abgedeckt, dort offen
compare-both-open = Auf beiden Seiten offen
compare-one-excluded = Nur auf einer Seite ausgeschlossen
compare-both-covered = Auf beiden Seiten abgedeckt
compare-both-excluded = Auf beiden Seiten ausgeschlossen
compare-nothing = Nichts entspricht

# Der Übergang von einer Ausgabe einer Norm zur anderen
transition-title = Umstellung von { $from } auf { $to }
transition-heading = Umstellung
transition-lead = Was übernommen wird, deckt für sich nichts ab: Eine Anforderung der neuen Ausgabe ist durch das abgedeckt, was für sie beansprucht wird, sobald jemand den Text an ihr geprüft hat.
transition-progress = Von { $count } Anforderungen sind { $done } erledigt, { $begun } begonnen und { $open } offen.
transition-end = Zertifikate nach { $standard } enden am { $date }.
transition-ended = Zertifikate nach { $standard } endeten am { $date }.
transition-excluded = Dort ausgeschlossen, weil: { $why }
transition-excluded-open = Dort ausgeschlossen, weil: { $why } Neu zu entscheiden.
transition-beside = Die Abdeckung der beiden nebeneinander
column-carry = Zu tun
column-old-edition = In der { $standard }
column-so-far = Bisher
carry-carried-over = Übernehmen
carry-read-again = Geändert: neu lesen
carry-new = Neu
carry-nothing-there = Nichts zu übernehmen
carry-excluded = War ausgeschlossen
relation-equal = dasselbe
relation-changed = geändert
relation-subset = ein Teil davon
relation-superset = enthält es
relation-intersects = überschneidet sich
low-confidence = unsicher
standard-state = Diese Ausgabe
edition-current = Gültig
edition-replaced-by = Ersetzt durch { $standard }
edition-replaced-on = Ersetzt am { $date }
edition-no-new-after = Keine neuen Zertifikate nach dem { $date }
edition-transition-ends = Zertifikate enden am { $date }
edition-transition-ended = Zertifikate endeten am { $date }
edition-checked = Stand der Angaben: { $date }
workbook-transition = Umstellung auf { $standard }
workbook-carried = Was übernommen werden kann
workbook-change = Was sich geändert hat

## How coverage has moved

trend-heading = Abdeckung im letzten Jahr
trend-sentence = { $percent } % abgedeckt am { $date }: { $covered } von { $of } Anforderungen.

## What has changed

open-changes = Was sich geändert hat
changes-title = Änderungen
changes-since = Was sich seit dem { $date } geändert hat (Stand { $commit } in der Versionsgeschichte des Handbuchs).
changes-nothing = Nichts hat sich geändert.
changes-added = Neue Dokumente
changes-withdrawn = Zurückgezogene Dokumente
changes-revised = Überarbeitete Dokumente
changes-changed = Ohne neue Revision geänderte Dokumente
changes-before = Vorher
changes-now = Jetzt
changes-why = Warum
changes-opened = Eröffnete Feststellungen
changes-closed = Geschlossene Feststellungen
redline-show = Änderungen zeigen
redline-title = Was sich geändert hat in
redline-since-approval = Gegenüber Revision { $revision }, wie sie am { $date } freigegeben wurde ({ $role }).
redline-since-issue = Gegenüber Revision { $revision }, wie sie am { $date } herausgegeben wurde (Stand { $commit } in der Versionsgeschichte des Handbuchs).
redline-since-revision = Gegenüber dem letzten Text der Revision { $revision } vom { $date } (Stand { $commit } in der Versionsgeschichte des Handbuchs).
redline-legend = So ist es zu lesen:
redline-put-in = eingefügt
redline-taken-out = gestrichen
redline-nothing = Nichts hat sich geändert, das Leser sehen würden.
redline-fields = Angaben zum Dokument
redline-parts = Was mit dem Text freigegeben wurde
redline-file-other = hat einen anderen Inhalt als die freigegebene Datei
redline-file-new = gehörte nicht zu dem, was freigegeben wurde
redline-file-gone = ist nicht mehr vorhanden
redline-moved = Hierher verschoben; stand hinter „{ $section }“.
redline-moved-first = Hierher verschoben; stand am Anfang.
redline-moved-along = Mit dem Abschnitt darüber hierher verschoben.
redline-added = Neuer Abschnitt.
redline-removed = Abschnitt gestrichen.
redline-before = vorher
redline-after = jetzt

# Die Matrix als Arbeitsmappe
workbook-summary = Übersicht
workbook-lead = Die Spalten Stichprobe, Urteil und Anmerkung der Matrix sind auszufüllen.
workbook-requirements = Anforderungen
workbook-percent = Abgedeckt, in %
workbook-key = Schlüssel
workbook-requirement = Anforderung
workbook-open = Öffnen
workbook-named = Genannte Aufzeichnungen
workbook-newest = Datum der neuesten Aufzeichnung
workbook-newest-record = Neueste Aufzeichnung
workbook-audited-by = Auditiert von
workbook-audit = Audit
workbook-audit-due = Audit fällig
workbook-last-findings = Feststellungen des letzten Audits
workbook-remarks = Bemerkungen
workbook-sample = Stichprobe
workbook-verdict = Urteil
workbook-note = Anmerkung
verdict-conforms = Erfüllt
workbook-claims = Zuordnungen
workbook-source = Steht in
workbook-exclusions = Ausschlüsse
workbook-justification = Begründung
workbook-valid = Gültig
workbook-approved-on = Freigegeben am

# Die Anwendbarkeitserklärung
nav-statement = Anwendbarkeit
statement = Erklärung zur Anwendbarkeit
statement-title = Erklärung zur Anwendbarkeit: { $standard }
statement-lead = Ob jede Anforderung zutrifft, warum oder warum nicht, und wie weit sie umgesetzt ist. Die Gründe stehen in manual.toml, die Umsetzung ist der Status in der Matrix.
statement-figures =
    { $count ->
        [one] { $count } Anforderung
       *[other] { $count } Anforderungen
    }: { $applicable ->
        [one] { $applicable } trifft zu
       *[other] { $applicable } treffen zu
    }, { $excluded } nicht.
statement-export = Die Erklärung als Datei:
statement-parts = Teile der Erklärung
statement-open = Zu klären
statement-no-reason = Ohne Grund
statement-no-document = Zutreffend, aber keinem Dokument zugeordnet
statement-control-heading = Revision und Freigabe
statement-control = { $clause } verlangt diese Erklärung. Zugeordnet sind diese Dokumente:
statement-control-none = { $clause } verlangt diese Erklärung, und kein Dokument ist zugeordnet: Die Erklärung hat keine Revision und keine Freigabe.
statement-asked = Anforderungen, die einen Grund brauchen
statement-asked-lead = Die Norm fragt bei jeder davon, warum sie zutrifft oder nicht.
statement-all = Alle Anforderungen
statement-others = Übrige Anforderungen
statement-others-lead = Die Norm verlangt keinen Grund, warum diese zutreffen.
statement-needed = Grund nötig
statement-why = Warum sie zutrifft
statement-why-not = Warum sie nicht zutrifft
statement-claimed = Ausgeschlossen, und doch ist ein Dokument zugeordnet. Im Audit wird gefragt, was davon stimmt.
statement-said-to-apply = Ausgeschlossen, und manual.toml sagt auch, warum der Abschnitt zutrifft. Im Audit wird gefragt, was davon stimmt.
statement-stated-above = Angegeben für { $clause }.
column-applies = Trifft zu
column-reason = Grund
column-implementation = Umsetzung
applies-yes = Trifft zu
applies-no = Trifft nicht zu
applies-no-reason = Kein Grund angegeben
applies-required = Die Norm lässt keinen Ausschluss zu.
applies-risk = Risiko
applies-law = Gesetz
applies-contract = Vertrag
applies-practice = Gute Praxis
