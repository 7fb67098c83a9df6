import { becomingSet, otherThanInstalling, startsByFunction, wrongInstallation } from '../lexicon.ts';
import type { Lexicon } from '../lexicon.ts';

export const nl: Lexicon = {
  language: 'nl',
  spaces: 'both',
  tells: [
    'de',
    'het',
    'een',
    'van',
    'wordt',
    'niet',
    'is',
    'en',
    'of',
    'in',
    'te',
    'met',
    'voor',
    'als',
    'dat',
    'zolang',
    'deze',
  ],
  negation: ['niet|geen|nooit|nimmer|zonder|noch|niets|tenzij|behalve|uitgezonderd|gestopt|onmogelijk'],
  noNegation: [],
  unset: [
    'vrij|vrijgegeven|vrijgemaakt|gewist|leeg|beschikbaar|losgelaten|ontgrendeld|verlaten|opgeheven|inactief|verwijderd|gereset|onbezet|ongebruikt|gesloten',
  ],
  only: [
    'alleen|enkel|slechts|uitsluitend|louter|op geen ander moment|niet anders dan|nooit anders|(niet|nooit|geen)…(behalve|tenzij|anders dan)',
  ],
  while: [
    'terwijl|tijdens|zolang|wanneer|gedurende|als|bij|zo lang|telkens|in de loop van|op het moment|toen',
  ],
  after: ['na|nadat|daarna|zodra|vervolgens|volgend op|achteraf|naderhand|later'],
  before: ['voor|voordat|alvorens|tot|totdat|vóór|eer'],
  first: ['eerst|vooraf|tevoren|van tevoren|voorafgaand|voorheen'],
  process: ['proces*|aanroeper*'],
  current: [
    'huidig*|eigen|zelf|zelfde|eenzelfde|hetzelfde|dezelfde|lopend*|dit|deze|aanroepend*|aanroeper|actueel|actuele|één|eén',
  ],
  other: [
    'ander*|elk|elke|ieder*|willekeurig*|enig|alle|verschillend*|afzonderlijk*|welk* ook|aparte*|eender',
  ],
  cases: ['geval*|situatie*|omstandighe*|gelegenhe*|voorwaarde*|keer|maal'],
  counted: ['volgende*|beide|deze gevallen|tweemaal|onderstaand*'],
  unbounded: ['minstens|ten minste|meer dan|alle|elk|ieder|veel|vele|verschillende|diverse|meerdere|andere'],
  numbers: [['één|eén|een|enkel'], ['twee'], ['drie'], ['vier']],
  installation: ['installatie*|setup*'],
  already: ['al|reeds'],
  application: ['toepassing*|applicatie*|programma*|app|apps|product*'],
  which: ['welk*|wat|geïnstalleerd wordt|wordt geïnstalleerd|worden geïnstalleerd|momenteel'],
  retrieve: [
    'opgevra*|gevra*|opge*|op(ge)?hal*|op te halen|opvrag*|op te vragen|vraag*|vragen|controler*|lees*|lezen|bepal*|nagaan|na te gaan|verkrijg*|achterhal*|raadple*|bevrag*|raadpleg*',
  ],
  service: ['dienst*|service*|*service'],
  impractical: [
    'niet (\\p{L}+ )?(praktisch*|mogelijk|wenselijk|handig|haalbaar|doenlijk|gewenst|zinvol|geschikt|raadzaam)|onpraktisch|onhandig|onwenselijk|ondoenlijk|onhaalbaar|ongewenst|onmogelijk|ongeschikt|vermijd*|voorkom*|in plaats van|liever (geen|niet( \\p{L}+)?)|liever|niet (ontvang|krijg|wil|wens)*',
  ],
  practical: ['praktisch*|mogelijk|wenselijk|handig|haalbaar|doenlijk|gewenst'],
  notSupported: [
    'niet (\\p{L}+ )?(ondersteun*|beschikbaar|mogelijk|aanwezig)|niet|geen (ondersteuning)?|ontbreekt|zonder ondersteuning|onbeschikbaar|kent…niet',
  ],
  supported: ['ondersteun*|beschikbaar|mogelijk|aanwezig'],
  orGreater: [
    '(of|en) (een )?(hoger*|later*|nieuwer*|groter*|recenter*|hoger)|minstens|ten minste|minimaal|vanaf|sinds|minimum|op zijn minst',
  ],
  orEarlier: [
    '(of|en) (een )?(lager*|eerder*|ouder*|kleiner*|vroeger*|minder)|hoogstens|ten hoogste|maximaal|tot|(lager|eerder|ouder|kleiner) dan|vóór',
  ],
  greaterThan: ['(hoger|later|nieuwer|groter|recenter|meer) dan|boven|na|precies|alleen|exact|uitsluitend'],
  notOnly: [
    'niet (alleen|enkel|slechts|uitsluitend)|ook|zelfs|tevens|vooral|hoofdzakelijk|voornamelijk|meestal|gewoonlijk|doorgaans|in het bijzonder|onder andere|eveneens',
  ],
  set: [
    '*gezet|ingesteld|vastgehouden|houdt|bezet|actief|vergrendeld|in bezit|genomen|verworven|bestaat|aanwezig|gebruikt|in gebruik|aangemaakt|gemaakt|geplaatst|vergeven|van kracht|verkregen|bezeten|gereserveerd|vastgelegd|geclaimd|ingenomen|gehouden',
  ],
  returns: [
    '*gegeven|geeft|geven|teruggeeft|levert|geleverd|resulteert|mislukt|meldt|eindigt|antwoordt|krijgt|ontvangt|veroorzaakt|leidt|produceert|genereert|retourneert|geretourneerd|terug|oplevert|beantwoordt|beantwoord|treedt|volgt|gooit|geweigerd|afgewezen|stuit',
  ],
  notReturned: [
    'houdt op|stopt|vermijd*|vermeden|onderdruk*|voorkom*|weggelaten|negeert|in plaats|verzwijg*|slaagt|omzeil*|verberg*|onthoudt',
  ],
  processes: [
    'verwerk*|uitvoer*|uitgevoerd|voert|werkt|bezig|behandel*|doorloopt|afhandel*|draait|in|bewerkt|afwerk*|afloopt',
  ],
  runs: [
    '*uitgevoerd|draait|actief|loopt|werkt|in bedrijf|gestart|bezig|uitvoert|aan het werk|in werking|*geïnstalleerd|lopend|ingeschakeld|aan',
  ],
  stopped: [
    'gestopt|stopt|stop*|inactief|gepauzeerd|onderbroken|beëindigd|afgesloten|uitgeschakeld|opgehouden|klaar|voltooid|afgerond|werkloos|stil|opgeschort|afgebroken|buiten werking|gesloten|overslaat',
  ],
  differs: ['verschilt|verschil*|afwijk*|afwijkt|anders|ander*|≠|!=|<>|ongelijk'],
  misreadings: [
    otherThanInstalling(['verwijder*|gedeïnstalleerd|laatst*']),
    becomingSet(['(wordt|worden) (\\p{L}+ )?(ingesteld|gezet)|(ingesteld|gezet) wordt']),
    startsByFunction([
      '(met|via|door middel van|met behulp van) (de )?(functie )?{F}(-functie)? (te )?(starten|beginnen|te starten|te beginnen)',
    ]),
    wrongInstallation(['(verkeerde|foute|foutieve) installatie']),
  ],
};
