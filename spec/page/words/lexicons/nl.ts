import { becomingSet, startsByFunction, wrongInstallation } from '../lexicon.ts';
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
  unset: ['vrij|vrijgegeven|gewist|leeg'],
  only: [
    'alleen|enkel|slechts|uitsluitend|louter|op geen ander moment|niet anders dan|nooit anders|(niet|nooit|geen)…(behalve|tenzij|anders dan)',
  ],
  while: [
    'terwijl|tijdens|zolang|wanneer|gedurende|als|bij|zo lang|telkens|in de loop van|op het moment|toen',
  ],
  after: ['na|nadat|daarna|zodra|vervolgens|volgend op'],
  before: ['voor|voordat|alvorens|tot|totdat|vóór|eer'],
  first: ['eerst|vooraf|tevoren|van tevoren|voorafgaand|voorheen'],
  process: ['proces*|aanroeper*'],
  current: [
    'huidig*|eigen|zelf|zelfde|hetzelfde|dezelfde|lopend*|dit|deze|aanroepend*|aanroeper|actueel|actuele|één|eén',
  ],
  other: [
    'ander*|elk|elke|ieder*|willekeurig*|enig|alle|verschillend*|afzonderlijk*|welk* ook|aparte*|eender',
  ],
  cases: ['geval*|situatie*|omstandighe*|gelegenhe*|voorwaarde*|keer|maal'],
  counted: ['volgende*|beide|deze gevallen|tweemaal|onderstaand*'],
  unbounded: ['minstens|ten minste|meer dan|alle|elk|ieder|veel|vele|verschillende|diverse|meerdere|andere'],
  numbers: [['één|eén|een|enkel'], ['twee'], ['drie'], ['vier']],
  installation: ['installatie*|setup*'],
  application: ['toepassing*|applicatie*|programma*|app|apps|product*'],
  which: ['welk*|wat|geïnstalleerd wordt|wordt geïnstalleerd|worden geïnstalleerd|momenteel'],
  retrieve: [
    'opgevra*|gevra*|opge*|op(ge)?hal*|op te halen|opvrag*|op te vragen|vraag*|vragen|controler*|lees*|lezen|bepal*|nagaan|na te gaan|verkrijg*|achterhal*|raadpleg*',
  ],
  service: ['dienst*|service*|*service'],
  impractical: [
    'niet (\\p{L}+ )?(praktisch*|mogelijk|wenselijk|handig|haalbaar|doenlijk|gewenst|zinvol|geschikt|raadzaam)|onpraktisch|onhandig|onwenselijk|ondoenlijk|onhaalbaar|ongewenst|onmogelijk|ongeschikt|vermijd*|voorkom*|in plaats van|liever',
  ],
  practical: ['praktisch*|mogelijk|wenselijk|handig|haalbaar|doenlijk|gewenst'],
  notSupported: [
    'niet (\\p{L}+ )?(ondersteun*|beschikbaar|mogelijk|aanwezig)|niet|geen (ondersteuning)?|ontbreekt|zonder ondersteuning|onbeschikbaar|kent…niet',
  ],
  supported: ['ondersteun*|beschikbaar|mogelijk|aanwezig'],
  orGreater: [
    '(of|en) (een )?(hoger*|later*|nieuwer*|groter*|recenter*|hoger)|minstens|ten minste|minimaal|vanaf|minimum|op zijn minst',
  ],
  orEarlier: [
    '(of|en) (een )?(lager*|eerder*|ouder*|kleiner*|vroeger*|minder)|hoogstens|ten hoogste|maximaal|tot|(lager|eerder|ouder|kleiner) dan|vóór',
  ],
  greaterThan: ['(hoger|later|nieuwer|groter|recenter|meer) dan|boven|na|precies|alleen|exact|uitsluitend'],
  misreadings: [
    becomingSet(['(wordt|worden) (\\p{L}+ )?(ingesteld|gezet)|(ingesteld|gezet) wordt']),
    startsByFunction([
      '(met|via|door middel van|met behulp van) (de )?(functie )?{F}(-functie)? (te )?(starten|beginnen|te starten|te beginnen)',
    ]),
    wrongInstallation(['(verkeerde|foute|foutieve) installatie']),
  ],
};
