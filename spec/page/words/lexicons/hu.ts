import { becomingSet, otherThanInstalling, startsByFunction, wrongInstallation } from '../lexicon.ts';
import type { Lexicon } from '../lexicon.ts';

export const hu: Lexicon = {
  language: 'hu',
  spaces: 'both',
  tells: [
    'a',
    'az',
    'és',
    'vagy',
    'hogy',
    'nem',
    'egy',
    'csak',
    'ha',
    'van',
    'két',
    'amíg',
    'közben',
    'esetben',
    'is',
    'meg',
    'ezt',
  ],
  negation: ['nem|ne|nincs*|soha|sem|semmi*|nélkül|kivéve|sohasem|tilos|leáll*'],
  noNegation: [],
  unset: [
    'szabad*|felszabad*|töröl*|elérhető*|elenged*|felold*|elhagy*|inaktív*|üres*|visszaállít*|eltávolít*|használaton kívül',
  ],
  only: [
    'csak|csakis|kizárólag|mindössze|pusztán|csupán|máskor nem|más időpontban nem|(nem|soha)…(kivéve|máskor)',
  ],
  while: [
    'amíg|közben|alatt|során|amikor|míg|ameddig|mialatt|miközben|idején|feldolgozásakor|*kor|valahányszor|mindaddig|folyamán',
  ],
  after: ['után|miután|utána|követően|mihelyt|befejeztével|később|utólag|azután'],
  before: ['előtt|mielőtt|addig, amíg…nem|megelőzően|*ig előtt'],
  first: ['először|előbb|előzőleg|előre|előzetesen|mielőtt'],
  process: ['folyamat*|hívó*'],
  current: ['aktuális*|saját*|jelenlegi*|maga|ugyan*|adott|mostani|éppen futó|hívó*|ez a|egyazon'],
  other: [
    'más*|bármely*|bármilyen*|minden*|másik*|egyéb*|valamely*|tetszőleges*|különböző*|különálló*|külön*|akármelyik',
  ],
  cases: ['eset*|helyzet*|körülmény*|feltétel*|alkalom*|alkalmakkor|ször|szor'],
  counted: ['következő|következők*|alábbi*|mindkét*|kétszer|ezekben az esetekben'],
  unbounded: ['legalább|több|minden|számos|bármely|összes|többféle|sok|más'],
  numbers: [['egy*'], ['két|kettő|kétféle|kétszer'], ['három|háromféle'], ['négy|négyféle']],
  installation: ['telepít*|telepites*'],
  already: ['már'],
  application: ['alkalmazás*|program*|termék*'],
  which: ['mely*|mi|mit|milyen|éppen|telepítés alatt|folyamatban|telepített'],
  retrieve: [
    'lekér*|lekérdez*|kér*|megtud*|ellenőriz*|olvas*|beolvas*|megkérdez*|kérdez*|meghatároz*|beszerez*|elér*|megállapít*',
  ],
  service: ['szolgáltatás*'],
  impractical: [
    'nem (\\p{L}+ )?(praktikus*|célszerű*|lehetséges*|kívánatos*|megfelelő*|kényelmes*|gyakorlatias*|ajánlott|tanácsos)|célszerűtlen|kényelmetlen|lehetetlen|nemkívánatos|elkerül*|el…kerül*|nem (kíván|akar|szeretn)*|helyett|kivitelezhetetlen',
  ],
  practical: ['praktikus*|célszerű*|lehetséges*|kívánatos*|megfelelő*|gyakorlatias*'],
  notSupported: [
    'nem (\\p{L}+ )?(támogat*|elérhető*|használható*|áll rendelkezésre)|nincs (támogat*)?|támogatás nélkül|hiányzik|nem',
  ],
  supported: ['támogat*|elérhető*|használható*'],
  orGreater: [
    '(vagy|és|illetve) (annál |ennél )?(későbbi*|újabb*|magasabb*|nagyobb*|frissebb*|feletti*)|legalább|minimum|*tól kezdve|*től kezdve|*tól|*től|kezdődően',
  ],
  orEarlier: [
    '(vagy|és|illetve) (annál |ennél )?(korábbi*|régebbi*|alacsonyabb*|kisebb*|alatti*)|legfeljebb|maximum|(korábbi|régebbi|alacsonyabb|kisebb) mint|*nál (korábbi|régebbi|alacsonyabb|kisebb)*|előtti*',
  ],
  greaterThan: [
    '*(nál|nél) (későbbi|újabb|magasabb|nagyobb)*|(későbbi|újabb|magasabb|nagyobb)*,? mint|feletti*|pontosan|csak|kizárólag|után*',
  ],
  notOnly: [
    'nem ?csak|nemcsak|nem kizárólag|is|szintén|sőt|akár|főleg|főként|elsősorban|többnyire|általában|különösen|rendszerint|egyebek között',
  ],
  set: [
    'beállít*|be…állít*|lefoglal*|foglalt*|birtok*|aktív*|zárol*|megszerez*|megszerz*|létezik|létrehoz*|használ*|tart*|fennáll*|érvény*|jelen van|kap|tulajdon*|be van|megfog*|elfoglal*',
  ],
  returns: [
    'visszaad*|ad vissza|adja vissza|ad*|vissza*|eredmény*|vezet|hib[aá]*|meghiúsul*|jelez*|kap*|válaszol*|végződ*|okoz*|generál*|dob|jár|elutasít*|jelent*|küld*|térít*|tér vissza|történ*|végz*',
  ],
  notReturned: [
    'abbahagy*|megszűn*|elkerül*|elnyom*|megakadály*|kihagy*|helyett|figyelmen kívül|elrejt*|sikeres*|tartózkod*|mellőz*',
  ],
  processes: [
    'feldolgoz*|dolgoz*|végrehajt*|futtat*|fut*|kezel*|elvégez*|végez*|értékel*|halad*|bejár*|hajt',
  ],
  runs: ['fut*|működ*|aktív*|végrehajt*|dolgoz*|folyamatban|üzem*|elindít*|el van indítva|megy|zajlik|tart'],
  stopped: [
    'leáll*|megáll*|inaktív*|szünetel*|felfüggeszt*|befejez*|megszak*|kikapcsol*|tétlen*|vége*|abbahagy*|lezár*|áll|nyugalom*|üresjárat*|kihagy*|végzett',
  ],
  differs: ['eltér*|különböz*|más*|≠|!=|<>|egyenlőtlen'],
  misreadings: [
    otherThanInstalling(['eltávolít*|legutóbb|utolsó*']),
    becomingSet(['beállítás alatt|beállítása közben|éppen beállít*|beállítódik']),
    startsByFunction([
      '{F} függvény\\p{L}* (használatával|segítségével)? ?(próbál\\p{L}* )?(elindít|indít|megkezd)*( a)? telepít*',
    ]),
    wrongInstallation(['(hibás|rossz|téves) telepítés*']),
  ],
};
