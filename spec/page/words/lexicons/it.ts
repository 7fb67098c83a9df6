import { becomingSet, otherThanInstalling, startsByFunction, wrongInstallation } from '../lexicon.ts';
import type { Lexicon } from '../lexicon.ts';

export const it: Lexicon = {
  language: 'it',
  spaces: 'both',
  tells: [
    'il',
    'lo',
    'gli',
    'della',
    'del',
    'di',
    'che',
    'è',
    'nel',
    'per',
    'con',
    'una',
    'un',
    'se',
    'viene',
    'la',
    'le',
  ],
  negation: ['non|mai|nessun*|senza|né|neanche|tranne|eccetto|salvo|a meno che|arrestat*|fermat*'],
  noNegation: [],
  unset: [
    'liber*|rilasci*|cancella*|azzera*|disponibil*|sblocca*|disattiva*|abbandona*|rimoss*|inattiv*|vacante|annulla*|reimposta*|inutilizzat*',
  ],
  only: [
    'solo|soltanto|solamente|unicamente|esclusivamente|in nessun altro momento|(non|mai)…(che|se non|tranne|eccetto|salvo)',
  ],
  while: [
    "mentre|durante|quando|finché|fintanto|nel corso|fino a che|al momento|in fase|ogni volta|nell'elaborazione|fino a quando|per tutto il tempo|fin quando",
  ],
  after: ['dopo|una volta|successivamente|in seguito|non appena|appena|poi|più tardi|successivamente'],
  before: ['prima|fino a(?! (quando|che))|fino al|fino alla|anteriormente'],
  first: ['prima|innanzitutto|preventivamente|in anticipo|anzitutto|per primo'],
  process: ['process*|chiamante'],
  current: ['corrent*|attual*|stess*|medesim*|proprio|chiamante|in corso|quest*|presente'],
  other: ['altr*|qualsiasi|qualunque|ogni|tutti|divers*|ciascun*|distint*|separat*|un altro|vari'],
  cases: ['cas[oi]|situazion*|circostanz*|occasion*|condizion*|volte'],
  counted: ['seguent*|entrambi|questi casi|ambedue|i due'],
  unbounded: ['almeno|più di|tutti|tutte|ogni|qualsiasi|vari|numerosi|diversi|altri'],
  numbers: [["un|uno|una|un'"], ['due|paio'], ['tre'], ['quattro']],
  installation: ['installazion*'],
  already: ['già'],
  application: ['applicazion*|programm*|prodott*'],
  which: [
    'qual*|che cosa|cosa|in corso|è installat*|viene installat*|si sta installando|in fase di installazione',
  ],
  retrieve: [
    'recuper*|otten*|interrog*|chied*|verific*|legg*|controll*|determin*|consult*|conoscere|sapere|rilev*',
  ],
  service: ['servizi*'],
  impractical: [
    'non (\\p{L}+ )?(pratico|possibile|conveniente|fattibile|opportuno|desiderabile|praticabile|consigliabile|adatto|appropriato)|poco (pratico|opportuno|conveniente)|impraticabile|inopportuno|indesiderabile|impossibile|inadatto|scomodo|evit*|anziché|invece di',
  ],
  practical: ['pratico|possibile|conveniente|fattibile|opportuno|desiderabile|praticabile|consigliabile'],
  notSupported: [
    'non (\\p{L}+ )?(support*|disponibil*|possibil*|previst*|compatibil*)|nessun supporto|senza supporto|manca|non',
  ],
  supported: ['support*|disponibil*|possibil*|previst*|compatibil*'],
  orGreater: [
    '(o|e|od) (una versione |versione )?(successiv*|superior*|più recent*|maggior*|posterior*|più alt*|più nuov*|seguent*)|almeno|a partire|minimo|in poi|in su|come minimo',
  ],
  orEarlier: [
    '(o|e|od) (una versione |versione )?(precedent*|inferior*|più vecch*|minor*|anterior*|più bass*|più piccol*)|al massimo|fino|prima|(precedente|inferiore|minore) a',
  ],
  greaterThan: [
    '(superior*|successiv*|maggior*|più recent*) (a|alla|di|rispetto)|più di|oltre|dopo|esattamente|solo|soltanto',
  ],
  notOnly: [
    "non (solo|soltanto|solamente|unicamente|esclusivamente)|anche|perfino|pure|soprattutto|principalmente|specialmente|generalmente|di solito|in particolare|tra l'altro|prevalentemente|addirittura",
  ],
  set: [
    'impost*|detenut*|detien*|acquisit*|occupat*|attiv*|bloccat*|pres[oa]|possedut*|mantenut*|esiste|presente|in uso|creat*|assegnat*|riservat*|fissat*|stabilit*|definit*|settat*|utilizzat*|in possesso|ottenut*|tenut*|posto|vigore',
  ],
  returns: [
    'restitu*|ritorn*|dà|produc*|prodott*|gener*|fallisc*|provoc*|ricev*|ottien*|rispond*|termin*|lancia*|risult*|emett*|forni*|segnal*|comport*|caus*|porta|dare|rifiut*|rend*|sollev*',
  ],
  notReturned: [
    'evit*|smett*|smess*|cess*|sopprim*|impedi*|omett*|ignor*|invece|anziché|nascond*|ha esito positivo|riesce|si astien*|elud*',
  ],
  processes: [
    'elabor*|esegu*|process(a|ando|i)|percorr*|svolg*|lavor*|tratt*|gesti*|effettu*|valut*|si trova in|analizz*|interpret*|scorre',
  ],
  runs: [
    'in esecuzione|esegu*|funzion*|attiv[oa]|in funzione|in corso|avviat*|operativ*|lavora*|gira|opera|in servizio|in moto|acces*',
  ],
  stopped: [
    'arrest*|fermat*|ferm[oa]|inattiv*|sospes*|sospend*|interrott*|interromp*|in pausa|disattiv*|terminat*|smess*|smett*|cessat*|finit*|conclus*|spent*|completat*|si astien*|fuori servizio|inoperos*',
  ],
  differs: ['differ*|divers[oa]|altro da|≠|!=|<>|distint*|disugual*'],
  misreadings: [
    otherThanInstalling(['disinstall*|rimoss*|rimozione|ultim*']),
    becomingSet([
      'viene (\\p{L}+ )?impostat*|si imposta|sta per essere|è in corso di impostazione|si sta impostando',
    ]),
    startsByFunction([
      '(us\\p{L}+|utilizz\\p{L}+|con|tramite|mediante) (la )?(funzione )?{F} per (tentare di )?(avviare|iniziare)',
    ]),
    wrongInstallation(['installazione (errata|sbagliata)']),
  ],
};
