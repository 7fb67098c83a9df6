import { becomingSet, otherThanInstalling, startsByFunction, wrongInstallation } from '../lexicon.ts';
import type { Lexicon } from '../lexicon.ts';

export const de: Lexicon = {
  language: 'de',
  spaces: 'both',
  tells: [
    'der',
    'die',
    'das',
    'und',
    'oder',
    'wird',
    'ist',
    'nicht',
    'den',
    'ein',
    'eine',
    'zu',
    'mit',
    'wenn',
    'für',
    'von',
  ],
  negation: [
    'nicht|kein*|nie|niemals|nirgends|ohne|weder|keinesfalls|keineswegs|außer|ausgenommen|es sei denn|sofern nicht|unmöglich|beendet|angehalten|gestoppt',
  ],
  noNegation: ['nicht (später|früher) als'],
  unset: [
    'frei|freigegeben|gelöscht|zurückgesetzt|ungesetzt|verfügbar|aufgehoben|losgelassen|entsperrt|aufgegeben|verlassen|inaktiv|unbesetzt|ungenutzt|abgegeben|entfernt|geschlossen',
  ],
  only: [
    'nur|lediglich|ausschließlich|bloß|allein|einzig*|ausschliesslich|zu keiner anderen Zeit|sonst nie|sonst nicht',
    '(nicht|nie|niemals|kein*)…(außer|als (während|beim|bei))',
  ],
  while: [
    'während|beim|bei|solange|wenn|sobald und solange|wann immer|im Verlauf|im Zuge|so lange|sooft|unter der Verarbeitung|währenddessen',
  ],
  after: ['nach|nachdem|danach|nachträglich|hinterher|später|sobald|im Anschluss an|anschließend'],
  before: ['vor|bevor|ehe|bis|vorher'],
  first: ['zuerst|vorher|zunächst|vorab|erst|im Voraus|zuvor'],
  process: ['prozess*|aufrufer*'],
  current: [
    'aktuell*|eigen*|derzeitig*|selbst|gegenwärtig*|laufend*|dies*|jetzig*|momentan*|selb*|derselb*|dasselb*|denselb*|demselb*|desselb*|dieselb*|gleich*|aufrufend*|aufrufer*',
  ],
  other: [
    'ander*|beliebig*|jeder|jedes|jedem|jeden|irgendein*|jeglich*|alle|allen|verschieden*|getrennt*|unterschiedlich*|fremd*|mehrere*|irgendwelch*',
  ],
  cases: ['fall|fälle*|falles|situation*|umstände*|gelegenheit*|bedingung*|mal'],
  counted: ['folgend*|beide*|zweimal|diese* fälle*|nachstehend*'],
  unbounded: ['mindestens|mehr als|wenigstens|allen?|jede*|über|vielen?|mehreren?|verschiedenen|anderen'],
  numbers: [
    ['ein|eine|einem|einen|einer|eines|einmal'],
    ['zwei|zweien|zweierlei|zweimal|paar'],
    ['drei|dreien|dreierlei'],
    ['vier|vieren'],
  ],
  installation: ['install*|einrichtung*|setup*'],
  already: ['bereits|schon'],
  application: ['anwendung*|programm*|app|apps|produkt*|paket*'],
  which: ['welch*|was|wer|gerade|derzeit|in Installation|installiert wird|installiert werden'],
  retrieve: [
    'ab(ge)?ruf*|abzurufen|abfrag*|abgefragt|ermittel*|frag*|les*|prüf*|hol*|feststell*|festzustellen|erfahren|erfrag*|bestimm*|überprüf*|anfordern|auslesen|erhalten',
  ],
  service: ['dienst*|service*|*-dienst*|*dienst*'],
  impractical: [
    'nicht (\\p{L}+ )?(praktikabel|praktisch|möglich|sinnvoll|zweckmäßig|durchführbar|machbar|erwünscht|gewünscht|wünschenswert|angebracht|ratsam|geeignet|tunlich)|unpraktisch|unpraktikabel|impraktikabel|unzweckmäßig|untunlich|unerwünscht|undurchführbar|ungünstig|ungeeignet|unmöglich|unangebracht',
    'vermeid*|vermieden|verhinder*|anstatt|statt|umgehen',
  ],
  practical: [
    'praktikabel|praktisch|möglich|sinnvoll|zweckmäßig|durchführbar|machbar|erwünscht|angebracht|ratsam|geeignet',
  ],
  notSupported: [
    '(nicht|nie) (\\p{L}+ )?(unterstütz*|verfügbar|vorhanden|möglich|enthalten|bereitgestellt|implementiert)|kein* (unterstützung|solch*)|ohne unterstützung|unterstützt…nicht|fehlt|nicht|kennt…nicht|kein*',
  ],
  supported: ['unterstütz*|verfügbar|vorhanden|möglich|enthalten'],
  orGreater: [
    '(oder|und|bzw\\.?) (eine )?(höher*|später*|neuer*|größer*|aufwärts|darüber|jünger*|aktueller*)|mindestens|wenigstens|ab|höher oder gleich|aufwärts|nicht (früher|älter|niedriger|kleiner) als|minimum',
  ],
  orEarlier: [
    '(oder|und) (eine )?(früher*|niedriger*|älter*|kleiner*|darunter|vorher*|geringer*|tiefer*)|höchstens|maximal|bis|(früher|niedriger|älter|kleiner) als|vor',
  ],
  greaterThan: ['(größer|höher|später|neuer|mehr) als|über|oberhalb|nach|nur|genau|ausschließlich'],
  notOnly: [
    'nicht (nur|bloß|allein|ausschließlich|lediglich)|auch|sogar|ebenso|vor allem|hauptsächlich|meist*|vorwiegend|insbesondere|besonders|in der Regel|gewöhnlich|überwiegend|unter anderem',
  ],
  set: [
    '*gesetzt|fest(ge)?leg*|gehalten|hält|halten|besetzt|belegt|erworben|gesperrt|aktiv*|vergeben|genommen|in Besitz|besessen|vorhanden|existiert|besteht|eingestellt|angelegt|erstellt|in Gebrauch|verwendet|in Verwendung|gilt|setzt|gesetzten|beansprucht|reserviert|ergriffen|übernommen|eingerichtet',
  ],
  returns: [
    '*rückgegeben|zurückgibt|zurückgeben|zurückzugeben|zurück|gibt|ergibt|liefert|geliefert|führt|meldet|gemeldet|endet|scheitert|schlägt|antwortet|erhält|bekommt|erzeugt|löst|ausgelöst|resultiert|kommt|wirft|beantwortet|quittiert|abgewiesen|abgelehnt|erfolgt|retourniert|bringt|tritt|auftritt',
  ],
  notReturned: [
    'unterdrück*|aufhör*|aufgehört|hört auf|vermeid*|vermied*|verhinder*|statt|anstatt|anstelle|verschwieg*|verschweig*|ausgelassen|ignorier*|umgeht|umgangen|gelingt|erfolgreich',
  ],
  processes: [
    '*arbeitet|*arbeiten|*führt|*führen|abläuft|läuft|durchläuft|beschäftigt|auswertet|behandelt|abwickelt|bei der|in|Verarbeitung|Ausführung|abhandelt',
  ],
  runs: [
    'ausgeführt|läuft|laufend|aktiv|in Betrieb|arbeitet|gestartet|im Gange|tätig|ausführt|in Ausführung|beschäftigt|in Gang',
  ],
  stopped: [
    'angehalten|beend*|gestopp*|stopp*|untätig|inaktiv|pausier*|abgeschaltet|deaktiviert|unterbroch*|im Leerlauf|fertig|abgeschloss*|aufhört|aufgehört|ruht|steht still|abgebroch*|abbricht|überspring*|außer Betrieb|heruntergefahren|eingestellt',
  ],
  differs: ['abweicht|abweich*|unterscheid*|verschieden|ungleich|ander*|anders|≠|!=|<>'],
  misreadings: [
    otherThanInstalling(['deinstallier*|entfernt*|entfernung|zuletzt|vorher']),
    becomingSet(['(gerade )?(festgelegt|gesetzt|eingestellt) wird|wird…(festgelegt|gesetzt|eingestellt)']),
    startsByFunction([
      '(mithilfe|mit hilfe|mit|über|durch|per|unter verwendung) (der |des |von )?(funktion )?{F}(-funktion|funktion)? (zu |)(starten|beginnen|zu starten|zu beginnen|einzuleiten)',
    ]),
    wrongInstallation(['(falsche|fehlerhafte|fehler) installation']),
  ],
};
