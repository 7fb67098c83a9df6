import { becomingSet, otherThanInstalling, startsByFunction, wrongInstallation } from '../lexicon.ts';
import type { Lexicon } from '../lexicon.ts';

export const sv: Lexicon = {
  language: 'sv',
  spaces: 'both',
  tells: [
    'och',
    'är',
    'att',
    'som',
    'det',
    'en',
    'av',
    'för',
    'med',
    'eller',
    'inte',
    'om',
    'den',
    'i',
    'medan',
    'kan',
    'två',
    'på',
  ],
  negation: ['inte|ej|icke|aldrig|ingen|inget|inga|utan|utom|förutom|såvida inte|stoppad|omöjligt'],
  noNegation: ['utan även'],
  unset: [
    'fri|fritt|ledig|frigjord|frigörs|frisläpp*|rensa*|tillgänglig|upplåst|släppt|släpps|övergiven|borttagen|inaktiv|återställ*|oanvänd|nollställ*|stängd',
  ],
  only: [
    'bara|endast|enbart|uteslutande|blott|inte någon annan gång|ingen annan gång|(inte|aldrig)…(utom|förutom|annat än)',
  ],
  while: ['medan|under|när|så länge|då|vid|närhelst|under tiden|i samband med|i takt'],
  after: ['efter|efteråt|i efterhand|senare|sedan|när…är klar|därefter|så snart'],
  before: ['före|innan|tills|till dess'],
  first: ['först|i förväg|innan|dessförinnan|på förhand'],
  process: ['process*|anropare*'],
  current: [
    'aktuell*|egen|egna|nuvarande|samma|själv|pågående|denna|den här|anropande|anropare*|en och samma',
  ],
  other: ['annan|annat|andra|någon|vilken som helst|varje|alla|olika|skild*|godtycklig*|separata|främmande'],
  cases: ['fall*|situation*|omständighet*|tillfälle*|villkor*|gånger'],
  counted: ['följande|båda|dessa fall|två gånger|nedan*'],
  unbounded: ['minst|fler än|mer än|åtminstone|alla|varje|många|flera|olika|andra'],
  numbers: [['en|ett|enda'], ['två'], ['tre'], ['fyra']],
  installation: ['installation*'],
  already: ['redan'],
  application: ['program*|applikation*|app|appar|produkt*'],
  which: ['vilket|vilken|vilka|vad|som installeras|som håller på|installeras'],
  retrieve: ['hämta*|fråga*|läs*|kontrollera*|ta reda|kolla*|få*|begär*|undersök*|avgör*|ta fram'],
  service: ['tjänst*|*tjänst*|service*'],
  impractical: [
    '(inte|ej) (\\p{L}+ )?(praktisk*|möjlig*|lämplig*|önskvär*|bekväm*|görlig*|rimlig*)|opraktisk*|olämplig*|oönska*|omöjlig*|obekväm*|ogörlig*|undvik*|i stället för|istället för|slippa',
  ],
  practical: ['praktisk*|möjlig*|lämplig*|önskvär*|bekväm*'],
  notSupported: [
    '(inte|ej|saknar) (\\p{L}+ )?(stöd*|tillgänglig*|möjlig*)|stöds (inte|ej)|saknas|saknar|inget stöd|utan stöd|ostödd*|otillgänglig|inte|ej',
  ],
  supported: ['stöd*|tillgänglig*|möjlig*'],
  orGreater: [
    '(eller|och) (en )?(senare*|högre*|nyare*|större*|uppåt|däröver)|minst|lägst|från och med|åtminstone|från|minimum',
  ],
  orEarlier: [
    '(eller|och) (en )?(tidigare*|lägre*|äldre*|mindre*|nedåt)|högst|max*|till och med|(tidigare|lägre|äldre|mindre) än|före',
  ],
  greaterThan: ['(senare|högre|nyare|större|mer) än|över|efter|exakt|endast|bara|precis'],
  notOnly: [
    'inte (bara|endast|enbart|uteslutande)|också|även|till och med|huvudsakligen|främst|framför allt|särskilt|oftast|vanligen|vanligtvis|bland annat|mestadels|i synnerhet',
  ],
  set: [
    'satt|sätts|ange*|inställ*|hålls|håller|upptag*|aktiv*|låst|tag(en|na|et|it|its)|tas|ägs|ägd|innehas|finns|använd*|skapad|skapats|i bruk|erhållen|förvärv*|reserverad|gäller|upprättad|ställs|besatt',
  ],
  returns: [
    'returner*|ger|leder|resulter*|misslyck*|får|slutar|svarar|rapporter*|orsakar|genererar|lämnar|återge*|avslutas|genererar|meddelar|besvaras|ges|lämnas|medför|utlöser|avvisas|nekas|kastar',
  ],
  notReturned: [
    'slutar att|upphör*|undvik*|förhindra*|utelämna*|undertryck*|i stället|istället|ignorera*|döljer|lyckas|kringgår|avstår|hindra*',
  ],
  processes: [
    'bearbeta*|behandla*|kör|körs|utför*|exekver*|arbeta*|går igenom|håller på|hanter*|är i|genomför*|genomlöp*',
  ],
  runs: ['körs|kör|aktiv*|igång|arbetar|i gång|startad|fungerar|exekver*|i drift|går|pågår|utförs|på'],
  stopped: [
    'stopp*|avslut*|inaktiv*|paus*|avbrut*|avstängd|avstannad|upphört|slutat|färdig*|klar|vilande|overksam|sysslolös|stilla|ur drift|avbryt*|hoppar över|slutfört|stängd|stannat',
  ],
  differs: ['skiljer|skild|avvik*|ann(an|at) än|andra än|≠|!=|<>|olik*'],
  misreadings: [
    otherThanInstalling(['avinstaller*|ta(s|gits)? bort|senast']),
    becomingSet(['(sätts|anges|ställs in|håller på att sättas|ställs)']),
    startsByFunction([
      '(använd\\p{L}*|med|via|genom) (funktionen )?{F} (funktionen )?för att (försöka )?(starta|börja|påbörja)',
    ]),
    wrongInstallation(['(fel|felaktig*) installation*']),
  ],
};
