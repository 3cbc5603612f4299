# Spanish. The terms are those of UNE-EN ISO 9001 and UNE-EN ISO 9000; a clause of a standard is an
# "apartado". en.ftl says what belongs where.

# Dates
decimal-sign = ,
date = { $day } { $month } { $year }
month-1 = ene
month-2 = feb
month-3 = mar
month-4 = abr
month-5 = may
month-6 = jun
month-7 = jul
month-8 = ago
month-9 = sept
month-10 = oct
month-11 = nov
month-12 = dic

# How to verify the site
verify = Verificar este sitio
verify-text = Se puede saber si cada archivo es el que se generó sin el programa que lo generó. Abra un terminal en la carpeta de esta página.
verify-files = Cada archivo tiene el SHA-256 que indica SHA256SUMS (la primera orden es para Linux, la segunda para macOS). Si todo está bien no se muestra nada.
verify-sums = El propio SHA256SUMS es el que indica manifest.json: se muestra una línea del manifiesto.
verify-signature = Si existe manifest.json.sig, el sitio está firmado. El archivo allowed_signers debe venir de la organización por otra vía que este sitio; escriba el cargo del firmante en lugar de «Quality manager». La respuesta empieza por «Good».
verify-program = El programa hace todo esto de una vez, y dice qué se modificó, añadió y eliminó.
verify-added = Los archivos añadidos no figuran en ninguna lista: para hallarlos, compare los nombres de SHA256SUMS con los de la carpeta. Sin firma, quien puede escribir aquí puede cambiar también las listas.

# Around every page
skip-to-content = Ir al contenido
nav-label = Navegación principal
nav-home = Inicio
nav-documents = Documentos
nav-menu = Menú
nav-matrix = Matriz
nav-gaps = Brechas
nav-standards = Normas
theme-toggle = Cambiar entre claro y oscuro
edition-title = Edición para { $audience }
edition-note = Esta edición no contiene todas las páginas del manual. Sus estados son los del manual completo.
edition-note-records = No contiene todos los registros y no dice nada de lo que se basa en los demás.
register-incomplete = Esta edición no contiene todos los registros de este listado
withheld-document = un documento que esta edición no contiene
addressed-elsewhere = tratado en un documento que esta edición no contiene
footer-as-of = Situación a
footer-made-with = Hecho con
footer-print = Imprimir todo el manual
uncontrolled-when-printed = Copia impresa no controlada

# A document's status, as written
status-draft = Borrador
status-review = En revisión
status-approved = Aprobado
status-obsolete = Obsoleto

# A document's state on the as-of date
state-in-force = Vigente
state-overdue = Revisión vencida
state-not-yet = Aún no vigente
state-superseded = Sustituido
state-unknown = Sin estado
state-unclear = Dudoso, no vigente
state-changed-since-approval = Modificado desde la aprobación
state-not-approved = No aprobado

# The status of a requirement
coverage-covered = Cubierto
coverage-overdue = Vencido
coverage-partial = Parcial
coverage-planned = Previsto
coverage-gap = Brecha
coverage-excluded = Excluido
coverage-sentence =
    { $covered } de { $total ->
        [one] { $total } requisito
       *[other] { $total } requisitos
    } { $covered ->
        [one] cubierto
       *[other] cubiertos
    }{ $excluded ->
        [0] { "" }
        [one] , { $excluded } excluido
       *[other] , { $excluded } excluidos
    }
coverage-none = Nada que cubrir
coverage-of-all = Todo { $clause }: { $sentence }
coverage-on-page = En esta página: { $sentence }
requirements-count =
    { $count ->
        [one] { $count } requisito
       *[other] { $count } requisitos
    }

# A clause: its status, with what stands against it
coverage-contested = Cubierto, no conformidad mayor abierta
major-open = No conformidad mayor abierta
all-excluded =
    { $count ->
        [one] { $count } requisito, excluido
       *[other] { $count } requisitos, todos excluidos
    }
heading-clause = Encabezado
requirement-clause = Requisito

# Documented information and evidence of a clause
documented-maintain = Documento
documented-retain = Registros
documented-both = Documento y registros
documented-unknown = No se sabe
documented-none-long = El apartado no menciona ninguna.
documented-maintain-long = Se debe mantener un documento.
documented-retain-long = Se deben conservar registros.
documented-both-long = Se debe mantener un documento y se deben conservar registros.
documented-unknown-long = El catálogo no dice si se exigen registros.
evidence-missing = Falta
evidence-named = Citada, ninguna archivada
evidence-on-file = Archivada
evidence-stale = Más antigua de lo exigido
evidence-unknown = No se sabe
evidence-not-required = No exigida
evidence-nobody = Ningún documento vigente vinculado a este apartado cita registros.
records-on-file =
    { $count ->
        [0] ninguno archivado
        [one] { $count } registro archivado
       *[other] { $count } registros archivados
    }

# Findings and audits of a clause
findings-major =
    { $count ->
        [one] { $count } mayor
       *[other] { $count } mayores
    }
findings-minor =
    { $count ->
        [one] { $count } menor
       *[other] { $count } menores
    }
findings-observation =
    { $count ->
        [one] { $count } observación
       *[other] { $count } observaciones
    }
findings-ungraded = { $count } sin clasificar
findings-none = Ninguno
grade-major = Mayor
grade-minor = Menor
grade-observation = Observación
grade-unknown = Sin clasificar
audit-never = Nunca
audit-due-since = por auditar desde el
audit-due-unreadable = por auditar: no se puede leer el ciclo de auditoría
audit-planned = Planificada:
finding-due = vence el

# What addresses a clause
revision-short = rev.
claim-through = a través de { $clause }
claim-paragraph = un párrafo
claim-mark-empty = sin texto
claim-mark-proposed = propuesto
claim-mark-struck = tachado, no cuenta
addresses-full = por completo
addresses-part = en parte
addresses-item = punto { $item }
addresses-items = puntos { $items }
nobody-claims = Ningún documento está vinculado a él.
more-documents =
    { $count ->
        [one] y { $count } documento más
       *[other] y { $count } documentos más
    }
more-claims =
    { $count ->
        [one] Un vínculo más no se muestra aquí. La matriz como archivo los contiene todos:
       *[other] { $count } vínculos más no se muestran aquí. La matriz como archivo los contiene todos:
    }
excluded-with = Excluido con { $clause }.

# Why a claim counts or does not
claim-covers = Vigente desde el { $effective }; trata este mismo apartado, por completo.
claim-overdue = Vigente, y trata este mismo apartado por completo, pero su revisión está vencida.
claim-part = Vigente, pero trata solo una parte de este apartado.
claim-empty = Vigente, pero no dice nada donde está vinculado a este apartado.
claim-proposed = Solo propuesto: nadie ha dicho aún que este apartado se cumpla ahí.
claim-struck = Tachado, o en una tarea que nadie ha marcado: no cuenta.
claim-item = Vigente, pero trata solo el punto { $item } de este apartado.
claim-broad = Vigente, pero vinculado solo a { $clause } en su conjunto, no a este mismo apartado.
claim-on-heading = Vigente. Vinculado al encabezado: para cada requisito que depende de él cuenta como parcial.
claim-review-was-due = Su revisión estaba prevista para el { $due }.
claim-review-unreadable = No se puede leer cuándo toca su revisión.
claim-draft = Un borrador: aún no aprobado.
claim-in-review = En revisión: aún no aprobado.
claim-later = Aprobado, pero vigente solo a partir del { $effective }.
claim-undated = Aprobado sin fecha de entrada en vigor, por tanto no vigente.
claim-without-status = No tiene un estado válido, por tanto no está vigente.
claim-in-merge = Su archivo contiene marcas de una fusión sin resolver, por tanto no está vigente.
claim-with-shared-id = Otro archivo lleva su mismo identificador, por tanto no está vigente.
claim-obsolete = Obsoleto: no cuenta.
claim-superseded = Sustituido por { $document }: no cuenta.
claim-superseded-elsewhere = Sustituido por un documento que esta edición no contiene: no cuenta.

# Por qué un documento que dice estar aprobado no es lo que se aprobó
approval-changed = Modificado desde su aprobación el { $date } ({ $role }), por tanto no está vigente.
approval-changed-parts = Modificado desde su aprobación el { $date } ({ $role }): { $parts }. Por tanto no está vigente.
approval-part-text = su texto
approval-part-variable = el valor de «{ $name }»
approval-part-field = el campo «{ $name }» de manual.toml
approval-part-file = el archivo { $name }
approval-missing =
    { $why ->
        [unreadable] Sus aprobaciones no se pueden leer, por tanto no está vigente.
        [misplaced] Sus aprobaciones están en un archivo que no lleva su nombre, por tanto no está vigente.
        [future] Su aprobación lleva una fecha posterior al día de hoy, por tanto no está vigente.
        [signature] La firma de su aprobación es errónea, o de una clave que no figura para el cargo, por tanto no está vigente.
        [unsigned] Su aprobación no lleva firma, que este manual exige, por tanto no está vigente.
        [role] Lo aprobó { $role }, y no quien debe aprobarlo, { $approver }, por tanto no está vigente.
        [revision] Aprobado en la revisión { $other }, pero no en la revisión { $revision }, por tanto no está vigente.
       *[nothing] Nadie lo ha aprobado aún, por tanto no está vigente.
    }

# Why a clause has its status
reason-excluded = Está excluido como no aplicable, con una justificación.
reason-elsewhere = Se trata en un documento que esta edición no contiene.
reason-covered = Un documento vigente trata este mismo apartado por completo, y su revisión no está vencida.
reason-covered-items = Documentos vigentes tratan por completo cada uno de sus puntos, y su revisión no está vencida.
reason-overdue = La revisión de cada documento vigente que trata este mismo apartado por completo está vencida.
reason-overdue-items = Documentos vigentes tratan por completo cada uno de sus puntos, pero alguno solo documentos con la revisión vencida.
reason-partial-part = Los documentos vigentes tratan solo una parte de él.
reason-partial-empty = Hay documentos vigentes vinculados a él, pero ahí no dicen nada.
reason-partial-broad = Los documentos vigentes están vinculados solo a un apartado superior, no a este mismo.
reason-partial-both = Los documentos vigentes tratan solo una parte de él, o están vinculados solo a un apartado superior.
reason-planned = Los documentos vinculados a él aún no están vigentes.
reason-planned-proposed = Solo está propuesto: ningún documento está vinculado aún a él.
reason-gap = Ningún documento está vinculado a este apartado ni a un apartado superior.
reason-gap-obsolete = Solo documentos obsoletos están vinculados a él, y no cuentan.
reason-gap-struck = Solo texto tachado o documentos obsoletos están vinculados a él; ninguno cuenta.
reason-heading = El peor estado de los requisitos que dependen de él; los excluidos no se tienen en cuenta.
reason-heading-excluded = Todos los requisitos que dependen de él están excluidos como no aplicables.
reason-contested = Pero hay una no conformidad mayor abierta al respecto.
reason-nothing-below = No hay ningún requisito que dependa de él.
rules-heading = Cómo se decidió
rules-lead = La primera de estas condiciones que se cumple en la fecha de referencia determina el estado.
rule-excluded = Está excluido, con una justificación, por sí mismo o con un apartado superior.
rule-covered = Un documento vigente está vinculado al mismo apartado, o a cada uno de sus puntos, por completo, y su revisión no está vencida.
rule-overdue = Un documento vigente está vinculado al mismo apartado, o a cada uno de sus puntos, por completo; la revisión de todos estos documentos está vencida.
rule-partial = Un documento vigente está vinculado de algún modo: en parte, a un punto, sin texto, o solo a través de un apartado superior.
rule-planned = Está vinculado un documento que no está ni vigente ni obsoleto, o uno solo lo propone.
rule-gap = Nada de esto.
rule-no = no
rule-yes = sí: esto lo decide
rule-skipped = no examinado
void-exclusion-unjustified = Una exclusión suya no da ningún motivo, por lo que no excluye nada.
void-exclusion-not-yet = Una exclusión suya no empieza hasta el { $date }; hasta entonces no excluye nada.
void-exclusion-unreadable = Una exclusión suya lleva una fecha que no se puede leer, por lo que no excluye nada.
void-exclusion-not-permitted = La norma no permite una exclusión suya, por lo que no excluye nada.
items-excluded = Excluidos por sí mismos: { $items }.
items-unclaimed = Sin ningún documento vinculado: { $items }.

# A clause's page
clause-in-our-words = Con nuestras propias palabras; el texto de la norma es de su editor.
clause-status = Estado
clause-facts = Datos
clause-sort = Apartado
clause-documented = Información documentada
clause-evidence = Evidencia
clause-audited = Última auditoría
clause-findings = Hallazgos abiertos
clause-exclusion = Excluido como no aplicable
clause-excluded-by = por la exclusión de
clause-approved-by = Aprobado por
clause-claims = Qué lo trata
clause-claims-none = Ningún documento está vinculado a este apartado ni a un apartado superior.
clause-below = Bajo este apartado
clause-crosswalk = Apartados correspondientes
clause-crosswalk-lead = El estado de un apartado correspondiente no dice nada de este: la redacción es distinta.
clause-neighbours = Apartados anterior y siguiente
clause-previous = Anterior
clause-next = Siguiente
doc-neighbours = Documentos anterior y siguiente
clause-in-matrix = En la matriz
clause-path = Dónde está este apartado
column-document = Documento
column-section = Sección
column-extent = Trata
column-counts-as = Cuenta como
counts-as-nothing = Nada

# A standard's page
standard-publisher = Editor
standard-edition = Edición
standard-clauses = Apartados
standard-id = Identificador en este manual
standard-aliases = También escrito
standard-source = Catálogo
standard-built-in = Incluido en Clausebook
standard-own-catalog = Este catálogo es propio del manual y ocupa el lugar del incorporado: lo que omite no se exige a nadie.
standard-may-exclude = Se puede excluir
standard-may-exclude-any = El catálogo no lo dice: cualquier apartado
standard-may-exclude-none = Nada
standard-corresponds = Corresponde a
standard-tree = Apartados
standard-note = Los números y los títulos son los de la norma. Los resúmenes en las páginas de sus apartados están escritos con nuestras propias palabras y no sustituyen su texto.
clauses-count =
    { $count ->
        [one] { $count } apartado
       *[other] { $count } apartados
    }

# The matrix
matrix-title = Matriz de cobertura: { $standard }
matrix-exports = La matriz como archivo:
matrix-clauses = La norma y sus apartados
matrix-skip = Ir a la lista de apartados
matrix-strip = De un vistazo
matrix-strip-lead = Un signo por cada requisito; cada uno lleva a su fila.
matrix-list = Apartado por apartado
matrix-chapters = Capítulo por capítulo
matrix-chapters-lead = Cada capítulo tiene una página con sus apartados. Un filtro cuenta los requisitos de todos los capítulos.
matrix-parts = Partes de la matriz
clauses-parts = Partes de la lista
matrix-grid = Apartados por documentos
matrix-grid-folders = Apartados por carpetas de documentos
matrix-grid-lead = Cómo trata cada documento cada apartado. No figuran los documentos que no están vinculados a esta norma.
matrix-grid-folders-lead = Cómo tratan los documentos de cada carpeta cada apartado: el mejor de ellos, y cuántos hay.
matrix-grid-parts = Partes de la cuadrícula
matrix-grid-none = Ningún documento está vinculado a esta norma.
column-clause = Apartado
column-chapter = Capítulo
column-status = Estado
column-addressed-by = Tratado en
column-documented = Información documentada
column-evidence = Evidencia
column-audited = Última auditoría
column-findings = Hallazgos abiertos
remark-contested =
    { $count ->
        [one] { $count } requisito cubierto tiene una no conformidad mayor abierta.
       *[other] { $count } requisitos cubiertos tienen una no conformidad mayor abierta.
    }
remark-evidence-missing =
    { $count ->
        [one] { $count } requisito carece de evidencia.
       *[other] { $count } requisitos carecen de evidencia.
    }
remark-evidence-stale =
    { $count ->
        [one] { $count } requisito tiene evidencia más antigua de lo exigido.
       *[other] { $count } requisitos tienen evidencia más antigua de lo exigido.
    }
remark-audit-due =
    { $count ->
        [one] { $count } requisito está por auditar.
       *[other] { $count } requisitos están por auditar.
    }
grid-letter-full = C
grid-letter-overdue = V
grid-letter-partial = P
grid-letter-broad = G
grid-letter-planned = N
grid-letter-obsolete = X
grid-full = por completo
grid-overdue = por completo, pero con la revisión vencida
grid-partial = en parte
grid-broad = de forma general, a través de un apartado superior
grid-planned = aún no vigente, o solo propuesto
grid-not-in-force = aún no vigente
grid-obsolete = obsoleto
grid-other-folders = otras carpetas

# Gaps
gaps-lead = Qué falta, lo peor primero, y qué lo resolvería. Situación a
gaps-nothing = No falta nada: todos los requisitos de todas las normas están cubiertos o excluidos, se citan registros donde se esperan, no hay ningún hallazgo abierto, y no hay ninguna auditoría pendiente.
gaps-clear = Buscado y no encontrado:
gaps-whose-move = A quién le toca
gaps-what = Qué lo resolvería
gaps-gap = No tratado
gaps-gap-meaning = Ningún documento vigente o en preparación está vinculado a estos requisitos.
gaps-planned = Previsto
gaps-planned-meaning = Solo documentos que aún no están vigentes están vinculados a estos, o solo están propuestos.
gaps-partial = Tratado en parte
gaps-partial-meaning = Los documentos vigentes tratan estos en parte, o solo a través de un apartado superior.
gaps-overdue = Vencido
gaps-overdue-meaning = Tratados por completo, pero solo en documentos cuya revisión está vencida.
gaps-contested = Cubierto, pero con una no conformidad mayor abierta
gaps-contested-meaning = Sobre el papel, estos están cubiertos; una auditoría constató otra cosa.
gaps-findings = Hallazgos por cerrar
gaps-findings-meaning = Un hallazgo abierto cita estos apartados. Una no conformidad mayor sobre un requisito cubierto no se repite aquí.
gaps-evidence = Falta evidencia
gaps-evidence-meaning = Se deben conservar registros, y ningún documento vigente vinculado al requisito cita alguno.
gaps-stale = Evidencia demasiado antigua
gaps-stale-meaning = Hay registros, pero ninguno del que se sepa que es tan reciente como pide el manual.
gaps-excluded-but-claimed = Excluido, y sin embargo vinculado
gaps-excluded-but-claimed-meaning = Estos se dejan aparte como no aplicables, y aun así hay un documento vinculado a ellos. Un auditor preguntará qué es lo cierto.
gaps-void = Exclusiones que no excluyen nada
gaps-void-meaning = manual.toml las excluye, y algo impide que la exclusión valga.
gaps-audit = Auditorías pendientes
gaps-audit-meaning = Ninguna auditoría los ha alcanzado dentro del ciclo de auditoría.

# What would close a gap
close-gap = Describa por escrito cómo se cumple { $clause }, y vincule a él el documento.
close-gap-corresponding = { $other } le corresponde y está cubierto por { $document }: compruebe si eso cumple también { $clause }, y vincúlelo entonces.
close-gap-obsolete = Solo { $document }, obsoleto, está vinculado a él: vincule { $clause } a un documento vigente.
close-gap-superseded = Está vinculado { $document }, sustituido por { $successor }: vincule { $clause } a { $successor } si se cumple allí.
close-gap-struck = { $document } está vinculado a él en un texto tachado o en una tarea sin marcar: vincule { $clause } a un texto que valga.
close-coming =
    { $state ->
        [draft] { $document } es un borrador: apruébelo.
        [review] { $document } está en revisión: apruébelo.
        [later] { $document } está aprobado y entra en vigor el { $effective }.
        [undated] { $document } está aprobado sin fecha de entrada en vigor: indíquela.
        [merge] { $document } contiene marcas de una fusión sin resolver: resuélvala.
        [shared] { $document } tiene un identificador que lleva también otro archivo: dé a uno el suyo propio.
        [changed] { $document } se modificó desde su aprobación: suba su revisión y haga que se apruebe.
        [unapproved] { $document } dice estar aprobado, y ninguna aprobación suya cuenta: haga que se apruebe.
        [proposed] { $document } solo lo propone: compruebe si se cumple ahí, y vincúlelo.
       *[unknown] { $document } no tiene un estado válido: indíquelo.
    }
close-coming-broad = Está vinculado solo a { $above } en su conjunto: vincúlelo al mismo { $clause }.
close-coming-part = Trata solo una parte: trate también el resto.
close-partial-coming =
    { $state ->
        [draft] { $document } está vinculado por completo y es un borrador: apruébelo.
        [review] { $document } está vinculado por completo y está en revisión: apruébelo.
        [later] { $document } está vinculado por completo y entra en vigor el { $effective }.
        [undated] { $document } está vinculado por completo y está aprobado sin fecha de entrada en vigor: indíquela.
        [merge] { $document } lo trata por completo y contiene marcas de una fusión sin resolver: resuélvala.
        [shared] { $document } lo trata por completo y tiene un identificador que lleva también otro archivo: dé a uno el suyo propio.
        [changed] { $document } lo trata por completo y se modificó desde su aprobación: suba su revisión y haga que se apruebe.
        [unapproved] { $document } lo trata por completo, y ninguna aprobación suya cuenta: haga que se apruebe.
        [proposed] { $document } solo lo propone por completo: compruebe si se cumple ahí, y vincúlelo.
       *[unknown] { $document } está vinculado por completo y no tiene un estado válido: indíquelo.
    }
close-items = Vincule también sus puntos { $items }: juntos son todo lo que exige.
close-empty = { $document } está vinculado y ahí no dice nada: escriba qué se hace.
close-partial-part =
    { $others ->
        [0] { $document } trata solo una parte de él: trate el resto, allí o en otro documento.
        [one] { $document } y otro documento tratan cada uno una parte de él: si forman el todo, vincule uno de ellos a { $clause } por completo.
       *[other] { $document } y otros { $others } documentos tratan cada uno una parte de él: si forman el todo, vincule uno de ellos a { $clause } por completo.
    }
close-partial-broad = Vinculado solo de forma general, a través de { $above } en { $document }: vincule el mismo { $clause }.
close-review-unreadable = No se puede leer cuándo toca la revisión de { $document }: escriba el día.
close-overdue =
    { $others ->
        [0] La revisión de { $document } estaba prevista para el { $due }: revíselo.
        [one] La revisión de { $document } estaba prevista para el { $due }, y la de otro documento vinculado también está vencida: revise uno de ellos.
       *[other] La revisión de { $document } estaba prevista para el { $due }, y la de otros { $others } documentos vinculados también está vencida: revise uno de ellos.
    }
close-overdue-item = La revisión de { $document }, vinculado a puntos suyos, está vencida: revíselo.
close-contested = Cierre { $finding }.
close-finding = Cierre { $finding } ({ $grade }).
close-evidence = Cite el formulario o el tipo de registro que lo demuestra en «records» de { $document }.
close-evidence-nobody = Ningún documento vigente está vinculado a él: el que lo esté debería citar su evidencia.
close-stale = El registro más reciente es del { $newest }: archive uno más reciente.
close-stale-undated = Ningún registro suyo lleva fecha: archive uno que la lleve.
close-stale-interval = No se puede leer «evidence_interval» en manual.toml, por lo que no se sabe qué antigüedad puede tener la evidencia: corríjalo.
close-excluded-but-claimed =
    { $others ->
        [0] { $document } está vinculado a él: quite el vínculo o la exclusión.
        [one] { $document } y otro documento están vinculados a él: quite los vínculos o la exclusión.
       *[other] { $document } y otros { $others } documentos están vinculados a él: quite los vínculos o la exclusión.
    }
close-excluded-item = { $document } está vinculado a { $item }, que está excluido: quite el vínculo o la exclusión.
close-audit-never = Nunca auditado.
close-audit-due = Auditado por última vez el { $last } en { $audit }, por auditar desde el { $due }.
close-audit-cycle = Auditado por última vez el { $last } en { $audit }. No se puede leer «audit_cycle» en manual.toml, por lo que está por auditar: corríjalo.
close-audit = Inclúyalo en el alcance de una auditoría.
close-audit-planned =
    { $when ->
        [past] { $audit } estaba planificada para el { $date } y no se ha realizado.
       *[coming] { $audit } está planificada para el { $date }.
    }

# Home
coverage-heading = Cobertura
open-matrix = Matriz
open-clauses = Apartados
percent-covered = cubierto

# A document
doc-id = Documento
doc-kind = Tipo
doc-revision = Revisión
doc-revision-short = Rev.
doc-state = Estado
doc-title = Título
doc-owner = Responsable
doc-approver = Aprobador
doc-approved-by = Aprobado por
doc-cover-approvers = Documentos aprobados por
doc-to-be-approved-by = Pendiente de aprobación por
doc-effective = Vigente desde
doc-review-due = Próxima revisión
doc-roles = Formación para
clauses-of = Apartados de { $standard }
doc-supersedes = Sustituye a
doc-superseded-by = Sustituido por
doc-source = Fuente
doc-not-stated = no indicado
from-settings = según manual.toml
from-text = según
control-block = Control del documento
contents = Contenido
clauses-claimed = Apartados tratados
only-proposed = solo propuestos:
clause = Apartado
clause-title = Título
section = Sección
extent = Extensión
note = Nota
whole-document = Todo el documento
extent-partial = parte
extent-full-word = Completo
extent-partial-word = Parcial
evidence = Registros
evidence-none-yet = Aún no hay ninguno en el manual.
records-on-this-form = Registros en este formulario
records-count =
    { $count ->
        [one] { $count } registro
       *[other] { $count } registros
    }
referenced-by = Referenciado por
history = Historial
history-date = Fecha
history-change = Cambio
approvals = Aprobaciones
approval-role = Cargo
approval-meaning = Significado
approval-signature = Firma
approval-text = Texto
approval-unsigned = ninguna
approval-wrong-signature = Errónea, o de una clave que no figura
approval-does-not-count = No cuenta
and-more = y { $count } más
section-link = Enlace a esta sección
reference-broken = Esta referencia no lleva a ninguna parte
clause-unknown = No existe tal apartado
notice-label = Aviso
notice-instead = En su lugar:
notice-draft = Este documento se está redactando. No está vigente: no trabaje según él.
notice-review = Este documento se está revisando. No está vigente: no trabaje según él.
notice-not-yet = Aprobado, pero no vigente antes del { $date }.
notice-undated = Aprobado, pero sin la fecha a partir de la cual rige: no está vigente.
notice-unknown = Este documento no dice en qué estado está: no está vigente.
notice-merge = El archivo contiene marcas de una fusión sin resolver. No trabaje conforme a él: nadie sabe qué dice.
notice-shared-id = Otro archivo lleva el mismo identificador. No trabaje conforme a ninguno hasta que uno tenga el suyo propio.
notice-do-not-work-to-it = No trabaje conforme a él hasta que esté aprobado.
notice-overdue = La revisión estaba prevista para el { $date }. El documento sigue vigente hasta que se sustituya.
notice-review-unreadable = No se puede leer cuándo toca la revisión, por lo que cuenta como vencida. El documento sigue vigente hasta que se sustituya.
notice-obsolete = Este documento está retirado y se conserva solo como referencia. No trabaje según él.
notice-in-force-now = Vigente hasta entonces:
notice-translation = Esto es una traducción.
notice-translation-of = Esto es una traducción de la revisión { $translated }; el documento está en la revisión { $revision }.
notice-translation-counts = Lo que vale:
translation = Traducción
languages = Idiomas
doc-translated = Revisión traducida

# Labels of fields
field-owner = Responsable
field-form = Formulario
field-audience = Destinatarios
field-language = Idioma
field-source = Fuente
field-edition = Edición
field-clauses = Apartados
field-documents = Documentos
field-date = Fecha
field-type = Tipo
field-auditor = Auditor
field-sampled = Muestras
field-state = Estado
field-audit = Auditoría
field-grade = Grado
field-due = Vencimiento
field-root-cause = Causa raíz
field-completed = Completada
field-effective = Eficaz
field-unit = Unidad
field-target = Meta
field-direction = Sentido
field-limits = Límites
field-period = Período
field-data = Valores
field-inputs = Entradas
field-outputs = Salidas
field-attendees = Asistentes
field-next = Próxima fecha
field-person = Persona
field-role = Función
field-document = Documento
field-revision = Revisión
field-result = Resultado
field-customer = Cliente
field-product = Producto
field-characteristic = Característica
field-method = Método
field-frequency = Frecuencia
field-acceptance = Criterio de aceptación
field-scope = Alcance
field-rating = Calificación
field-approved = Aprobado
field-evaluated = Evaluado
field-interval = Intervalo
field-instrument = Instrumento
field-location = Ubicación
field-calibrated = Calibrado
field-likelihood = Probabilidad
field-severity = Gravedad
field-treatment = Tratamiento
field-review = Revisión
field-standard = Norma
field-body = Organismo de certificación
field-number = Número
field-issued = Emitido
field-valid-until = Válido hasta
field-next-surveillance = Próximo seguimiento
value-yes = Sí
value-no = No
interval-days =
    { $count ->
        [one] { $count } día
       *[other] { $count } días
    }
interval-months =
    { $count ->
        [one] { $count } mes
       *[other] { $count } meses
    }

# Kinds of documents and records, where a manual has no title of its own for them
kind-policy = Política
kind-policy-plural = Políticas
kind-procedure = Procedimiento
kind-procedure-plural = Procedimientos
kind-instruction = Instrucción de trabajo
kind-instruction-plural = Instrucciones de trabajo
kind-form = Formulario
kind-form-plural = Formularios
kind-specification = Especificación
kind-specification-plural = Especificaciones
kind-external = Documento externo
kind-external-plural = Documentos externos
kind-audit = Auditoría
kind-audit-plural = Auditorías
kind-finding = Hallazgo
kind-finding-plural = Hallazgos
kind-action = Acción
kind-action-plural = Acciones
kind-objective = Objetivo de la calidad
kind-objective-plural = Objetivos de la calidad
kind-review = Revisión por la dirección
kind-review-plural = Revisiones por la dirección
kind-training = Formación
kind-training-plural = Formación
kind-feedback = Retroalimentación del cliente
kind-feedback-plural = Retroalimentación del cliente
kind-inspection = Inspección
kind-inspection-plural = Plan de control
kind-supplier = Proveedor
kind-supplier-plural = Proveedores
kind-equipment = Equipo de medición
kind-equipment-plural = Equipos de medición
kind-risk = Riesgo
kind-risk-plural = Riesgos
kind-certificate = Certificado
kind-certificate-plural = Certificados

# Words that a field may be given
value-internal = Interna
value-supplier = Proveedor
value-certification = Certificación
value-surveillance = Seguimiento
value-planned = Planificada
value-done = Realizada
value-cancelled = Cancelada
value-major = Mayor
value-minor = Menor
value-observation = Observación
value-open = Abierto
value-closed = Cerrado
value-correction = Corrección
value-corrective = Correctiva
value-preventive = Preventiva
value-improvement = Mejora
value-contained = Contenida
value-cause-found = Causa encontrada
value-in-progress = En curso
value-implemented = Implementada
value-verified = Verificada
value-reopened = Reabierta
value-at-least = Como mínimo
value-at-most = Como máximo
value-within = Dentro de los límites
value-complaint = Queja
value-suggestion = Sugerencia
value-praise = Elogio
value-conditional = Condicional
value-pass = Conforme
value-fail = No conforme
value-passed = Superada
value-failed = No superada
value-pending = Pendiente
value-attended = Asistió
value-treated = Tratado
value-accepted = Aceptado

# How often, and limits
frequency-day = diario
frequency-week = semanal
frequency-month = mensual
frequency-quarter = trimestral
frequency-half-year = semestral
frequency-year = anual
limit-lower = límite inferior { $value }
limit-upper = límite superior { $value }
limit-centre = línea central { $value }
limits-between = de { $lower } a { $upper }

# Notes, tasks, diagrams and code in texts
alert-note = Nota
alert-tip = Consejo
alert-important = Importante
alert-warning = Advertencia
alert-caution = Precaución
task-done = hecho
task-to-do = por hacer
diagram = Diagrama; su código figura debajo
diagram-source = El diagrama como texto
diagram-not-drawn = Este diagrama no se pudo dibujar. Su código:
code-copy = Copiar
code-copied = Copiado

# Footnotes
footnotes = Notas al pie
footnote-back = Volver al texto
footnote-back-to = Volver al texto, lugar { $place }

# Between a label and what it is about
colon = :
calendar-entry = { $what }: { $name }

# A record, and a page that is not controlled
record = Registro
record-fields = Detalles
uncontrolled-page = No es un documento controlado
uncontrolled-page-text = Esta página no tiene revisión ni aprobación. Es solo informativa.

# The master list
master-list = Lista maestra de documentos
documents-count =
    { $count ->
        [one] { $count } documento
       *[other] { $count } documentos
    }
documents-sentence =
    { $count ->
        [one] { $count } documento
       *[other] { $count } documentos
    }, { $in_force ->
        [one] { $in_force } vigente
       *[other] { $in_force } vigentes
    }{ $overdue ->
        [0] {""}
       *[other] , de ellos { $overdue } con la revisión vencida
    }
obsolete-documents = Documentos obsoletos
obsolete-documents-text = Se conservan solo como referencia. No trabaje según ellos.
uncontrolled-pages = Páginas no controladas
list-parts = Partes de la lista
no-documents = El manual aún no tiene documentos.

# Home
documents-heading = Documentos
reviews-overdue = Revisiones vencidas
reviews-due = Próximas revisiones
reviews-none-overdue = Ninguna revisión está vencida.
reviews-none-overdue-edition = Ninguna revisión de un documento de esta edición está vencida.
reviews-unreadable = día ilegible
count-of-these = de ellos
open-master-list = Lista maestra
open-gaps = Qué falta

# 404.html
not-found = No existe tal página
not-found-text = Es posible que el documento se haya retirado, o que la dirección esté mal escrita. Todo lo que es válido está en la lista maestra.

# print.html
print-contents = Contenido
print-page = Imprimir esta página
print-uncontrolled = Copia impresa no controlada
print-too-many = { $count ->
    *[other] El manual tiene { $count } documentos, demasiados para una sola página. Imprímalos uno por uno, o todos con «clausebook pdf».
}
print-on = Impreso el
print-volume = Volumen { $number } de { $of }
sheet-number = Página { $page } de { $pages }

# Registers
nav-registers = Registros
registers-lead = Lo que deja el sistema de gestión: auditorías, hallazgos, acciones, mediciones, formación.
register = Tipo de registro
register-id = Registro
register-status = Estado
register-records = Registros
register-xlsx = En Excel
register-csv = En CSV
register-parts = Páginas de esta lista
record-open = Abierto
record-not-valid-yet = Aún no válido
record-overdue = Vencido
records-open =
    { $count ->
        [one] { $count } abierto
       *[other] { $count } abiertos
    }
records-late =
    { $count ->
        [one] { $count } vencido
       *[other] { $count } vencidos
    }
days-late =
    { $count ->
        [one] un día de retraso
       *[other] { $count } días de retraso
    }
days-open =
    { $count ->
        [0] desde hoy
        [one] desde hace un día
       *[other] desde hace { $count } días
    }
calendar = Calendario de vencimientos
calendar-review = Revisión prevista
calendar-reviews = Revisiones
objective-last = Último valor
objective-trend = Tendencia
objective-value = Valor
objective-values = Valores
objective-quarters = Por trimestre
objective-missed = Meta no alcanzada
objective-met = Meta alcanzada
objective-no-values = Aún no medido
objective-last-value = Último valor { $value } ({ $period })
objective-target = Meta { $target }
at-least = como mínimo
at-most = como máximo
trend-better = Mejor que antes
trend-steady = Como antes
trend-worse = Peor que antes
chart-target = Meta
chart-upper = Límite superior
chart-lower = Límite inferior
chart-middle = Línea central
chart-outside = Fuera de los límites
chart-run = Ocho o más seguidos al mismo lado de la línea central
chart-missed = No alcanza la meta
chart-plain = Valor
training-matrix = Matriz de formación
training-lead = Para cada función que exige un documento vigente: si todas las personas que la ejercen están formadas en la revisión actual.
training-current = Al día
training-outdated = Desactualizada
training-missing = Falta
training-unheld = Nadie ejerce esta función
training-of = { $current } de { $holders }
role-holders = La ejercen:
role-nobody = Según los registros de formación, nadie ejerce esta función.
audit-programme = Programa de auditoría
programme-sentence = Auditorías del ciclo de { $cycle } hasta el { $date }, y las que están planificadas.
programme-sentence-unreadable = Todas las auditorías hasta el { $date }, y las que están planificadas: no se puede leer el ciclo de auditoría, por lo que todo está por auditar.
programme-not-reached =
    { $count ->
        [0] Todos los requisitos fueron alcanzados por una auditoría en este ciclo.
        [one] Uno de { $all } requisitos no fue alcanzado por ninguna auditoría en este ciclo.
       *[other] { $count } de { $all } requisitos no fueron alcanzados por ninguna auditoría en este ciclo.
    }
programme-columns = Figuran { $all } auditorías; las { $count } últimas tienen una columna más abajo. Junto a cada requisito alcanzado figura la auditoría que lo alcanzó por última vez.
programme-audits = Auditorías
programme-supplier-audits = Auditorías de proveedores
programme-supplier-audits-meaning = Examinan cómo trabajan los proveedores y no alcanzan ningún apartado de este manual.
programme-independence = Independencia
programme-own-work = Audita su propio trabajo
programme-cycle = En este ciclo
audit-done = Realizada
audit-is-planned = Planificada
audit-late = Planificada, vencida
audit-in-part = En parte
audit-reached = Alcanzado
audit-not-reached = No alcanzado
corrective-action = Acciones correctivas
corrective-lead = De cada hallazgo a sus acciones y a la verificación de su eficacia; lo abierto va primero.
corrective-source = Hallazgo u otra fuente
corrective-actions = Acciones
corrective-none = Aún sin acción
verified-not-yet = Eficacia aún no verificada
verified-effective = Eficacia verificada
verified-ineffective = No eficaz
management-review = Revisión por la dirección
review-period = Lo que dicen los registros del { $from } al { $to }, según las entradas que enumera { $clauses }.
review-period-several = Lo que dicen los registros del { $from } al { $to }, según las entradas que enumeran estos apartados: { $clauses }.
review-period-plain = Lo que dicen los registros del { $from } al { $to }, por temas.
review-further = { $clause } enumera también { $items }: ningún listado tiene registros de ello.
review-previous = La última revisión fue
review-said = Qué dice
review-nothing = Nada en este período.
review-changed = Documentos modificados
review-untrained = Formación desactualizada o ausente
review-a = Estado de las acciones de revisiones anteriores
review-b = Cambios en las cuestiones externas e internas
review-c1 = Opiniones de clientes y de otras partes interesadas
review-c2 = Objetivos
review-c3 = Desempeño de los procesos, productos y servicios
review-c4 = No conformidades y acciones correctivas
review-c5 = Resultados de seguimiento y medición
review-c6 = Resultados de las auditorías
review-c7 = Desempeño de los proveedores
review-d = Adecuación de los recursos
review-e = Riesgos y oportunidades
review-f = Oportunidades de mejora
dashboard-audits = Próximas auditorías
dashboard-certificates = Certificados
dashboard-changed = Modificados recientemente
dashboard-missed = Objetivos no alcanzados
within-days = en los próximos { $count } días
reviews-ahead = Revisiones previstas

# Search
search-clauses = Apartados
search-records = Registros
search-pages = Otras páginas
search-site = Páginas de este sitio
search-open = Buscar
search-placeholder = Palabras, un identificador, un número de apartado
search-found = Resultados: {"{}"}
search-none = No se encontró nada. Pruebe con menos palabras o con otras.
table-filter = Filtrar
table-sort = Ordenar por
sort-listed = como en la lista
sort-descending = {"{column}"}, descendente

# Junto al texto de un documento
link-copied = Enlace copiado
suggest-a-change = Proponer un cambio
suggestion-title = { $id } revisión { $revision }: propuesta de cambio

# Filtrar y plegar
filter-any = todos
filter-clear = Mostrar todo
filter-facts = Solo con
filter-failed = Sin filtrar por «{"{title}"}»: no se pudo cargar un archivo del sitio.
filter-filtered = Filtrado, no está todo:
filter-more = Más filtros
filter-missing = Qué falta
filter-owner = Responsable de un documento
filter-requirements = {"{shown}"} de {"{all}"} requisitos
filter-shown = {"{shown}"} de {"{all}"}
filter-standard = Norma
filter-text = Texto de las filas
fold-all = Plegar todo
unfold-all = Desplegar todo

# Los vínculos detrás de una celda de la matriz
claims-all = Mostrar los vínculos de los demás
claims-close = Cerrar
claims-page = Todo sobre este apartado
matrix-list-lead = Un estado lleva a los vínculos en que se apoya y dice por qué cada uno cuenta o no.
matrix-beside = Junto a otra norma:

# La cobertura de una norma junto a la de otra
crosswalk-title = { $here } junto a { $there }
crosswalk-lead = Corresponder no es cubrir: un apartado cubierto allí no cubre nada aquí por sí sola, porque el texto es distinto. Muestra dónde mirar primero.
crosswalk-in-steps = Ningún catálogo dice cómo se corresponden estas dos normas: cada par pasa aquí por una tercera, que se nombra.
crosswalk-through = a través de { $standard } { $clause }
crosswalk-swap = Al revés
column-compared = Comparación
column-corresponding = Correspondencia en { $standard }
compare-covered-there = Cubierto allí, abierto aquí
compare-covered-here = Cubierto aquí, abierto allí
compare-both-open = Abierto en ambos lados
compare-one-excluded = Excluido solo en un lado
compare-both-covered = Cubierto en ambos lados
compare-both-excluded = Excluido en ambos lados
compare-nothing = Nada corresponde

# El paso de una edición de una norma a otra
transition-title = Paso de { $from } a { $to }
transition-heading = Paso a otra edición
transition-lead = Lo que se traslada no cubre nada por sí solo: un requisito de la nueva edición está cubierto por lo que se declara para él, una vez que alguien ha leído el texto frente a él.
transition-progress = De { $count } requisitos, { $done } están hechos, { $begun } empezados y { $open } abiertos.
transition-end = Los certificados de { $standard } terminan el { $date }.
transition-ended = Los certificados de { $standard } terminaron el { $date }.
transition-excluded = Excluido allí porque: { $why }
transition-excluded-open = Excluido allí porque: { $why } Hay que decidirlo de nuevo.
transition-beside = La cobertura de las dos, una junto a otra
column-carry = Por hacer
column-old-edition = En { $standard }
column-so-far = Hasta ahora
carry-carried-over = Trasladar
carry-read-again = Cambiado: leer de nuevo
carry-new = Nuevo
carry-nothing-there = Nada que trasladar
carry-excluded = Estaba excluido
relation-equal = lo mismo
relation-changed = cambiado
relation-subset = es una parte
relation-superset = lo contiene
relation-intersects = se solapa
low-confidence = poco seguro
standard-state = Esta edición
edition-current = Vigente
edition-replaced-by = Sustituida por { $standard }
edition-replaced-on = Sustituida el { $date }
edition-no-new-after = Sin certificados nuevos después del { $date }
edition-transition-ends = Los certificados terminan el { $date }
edition-transition-ended = Los certificados terminaron el { $date }
edition-checked = Consultado el { $date }
workbook-transition = Paso a { $standard }
workbook-carried = Lo que se puede trasladar
workbook-change = Lo que ha cambiado

## How coverage has moved

trend-heading = Cobertura en el último año
trend-sentence = { $percent } % cubierto el { $date }: { $covered } de { $of } requisitos.

## What has changed

open-changes = Qué ha cambiado
changes-title = Cambios
changes-since = Qué ha cambiado desde el { $date } (versión { $commit } del historial del manual).
changes-nothing = Nada ha cambiado.
changes-added = Documentos nuevos
changes-withdrawn = Documentos retirados
changes-revised = Documentos revisados
changes-changed = Documentos cambiados sin nueva revisión
changes-before = Antes
changes-now = Ahora
changes-why = Por qué
changes-opened = Hallazgos abiertos
changes-closed = Hallazgos cerrados
redline-show = Mostrar qué ha cambiado
redline-title = Qué ha cambiado en
redline-since-approval = Frente a la revisión { $revision } tal como se aprobó el { $date } ({ $role }).
redline-since-issue = Frente a la revisión { $revision } tal como se emitió el { $date } (versión { $commit } del historial del manual).
redline-since-revision = Frente al último texto de la revisión { $revision }, del { $date } (versión { $commit } del historial del manual).
redline-legend = Cómo leerlo:
redline-put-in = añadido
redline-taken-out = suprimido
redline-nothing = No ha cambiado nada que vea un lector.
redline-fields = Datos del documento
redline-parts = Qué se aprobó junto con el texto
redline-file-other = tiene otro contenido que el archivo aprobado
redline-file-new = no formaba parte de lo aprobado
redline-file-gone = ya no existe
redline-moved = Trasladado aquí; estaba detrás de «{ $section }».
redline-moved-first = Trasladado aquí; estaba al principio.
redline-moved-along = Trasladado aquí con la sección anterior.
redline-added = Sección nueva.
redline-removed = Sección suprimida.
redline-before = antes
redline-after = ahora

# La matriz como libro de cálculo
workbook-summary = Resumen
workbook-lead = Las columnas Muestra, Veredicto y Nota de la matriz son para rellenar.
workbook-requirements = Requisitos
workbook-percent = Cubierto, en %
workbook-key = Clave
workbook-requirement = Requisito
workbook-open = Abrir
workbook-named = Registros citados
workbook-newest = Fecha del registro más reciente
workbook-newest-record = Registro más reciente
workbook-audited-by = Auditado por
workbook-audit = Auditoría
workbook-audit-due = Auditoría pendiente
workbook-last-findings = Hallazgos de la última auditoría
workbook-remarks = Observaciones
workbook-sample = Muestra
workbook-verdict = Veredicto
workbook-note = Nota
verdict-conforms = Conforme
workbook-claims = Asignaciones
workbook-source = Escrito en
workbook-exclusions = Exclusiones
workbook-justification = Justificación
workbook-valid = Válida
workbook-approved-on = Aprobado el

# La declaración de aplicabilidad
nav-statement = Aplicabilidad
statement = Declaración de aplicabilidad
statement-title = Declaración de aplicabilidad: { $standard }
statement-lead = Si cada requisito se aplica, por qué o por qué no, y hasta dónde está implantado. Las razones son las de manual.toml, la implantación es el estado en la matriz.
statement-figures =
    { $count ->
        [one] { $count } requisito
       *[other] { $count } requisitos
    }: { $applicable ->
        [one] { $applicable } se aplica
       *[other] { $applicable } se aplican
    }, { $excluded } no.
statement-export = La declaración como archivo:
statement-parts = Partes de la declaración
statement-open = Por resolver
statement-no-reason = Sin razón
statement-no-document = Aplicable, y sin ningún documento vinculado
statement-control-heading = Revisión y aprobación
statement-control = { $clause } pide esta declaración. Estos documentos están vinculados a él:
statement-control-none = { $clause } pide esta declaración, y ningún documento está vinculado a él: la declaración no tiene revisión ni aprobación.
statement-asked = Requisitos que necesitan una razón
statement-asked-lead = La norma pregunta por qué se aplica o no cada uno de ellos.
statement-all = Todos los requisitos
statement-others = Otros requisitos
statement-others-lead = La norma no pide ninguna razón por la que estos se apliquen.
statement-needed = Razón necesaria
statement-why = Por qué se aplica
statement-why-not = Por qué no se aplica
statement-claimed = Excluido, y sin embargo un documento está vinculado a él. El auditor preguntará qué es cierto.
statement-said-to-apply = Excluido, y manual.toml dice también por qué se aplica. El auditor preguntará qué es cierto.
statement-stated-above = Indicado para { $clause }.
column-applies = Se aplica
column-reason = Razón
column-implementation = Implantación
applies-yes = Se aplica
applies-no = No se aplica
applies-no-reason = Ninguna razón indicada
applies-required = La norma no permite excluirlo.
applies-risk = Riesgo
applies-law = Ley
applies-contract = Contrato
applies-practice = Buena práctica
