import { becomingSet, otherThanInstalling, startsByFunction, wrongInstallation } from '../lexicon.ts';
import type { Lexicon } from '../lexicon.ts';

export const pl: Lexicon = {
  language: 'pl',
  spaces: 'both',
  tells: [
    'jest',
    'się',
    'nie',
    'lub',
    'w',
    'z',
    'do',
    'na',
    'przez',
    'dla',
    'oraz',
    'jeśli',
    'tylko',
    'gdy',
    'może',
    'to',
    'podczas',
  ],
  negation: ['nie|nigdy|żaden|żadn*|bez|ani|oprócz|z wyjątkiem|chyba że|zatrzyman*|nieustawion*|niemożliw*'],
  noNegation: [],
  unset: [
    'woln*|zwolnion*|zwalnian*|nieustawion*|wyczyszczon*|dostępn*|odblokowan*|porzucon*|usunięt*|nieaktywn*|opuszczon*|skasowan*|zresetowan*|niezajęt*',
  ],
  only: [
    'tylko|jedynie|wyłącznie|w żadnym innym (czasie|momencie|przypadku)|(nie|nigdy)…(oprócz|poza|z wyjątkiem|inaczej niż)',
  ],
  while: [
    'podczas|gdy|kiedy|dopóki|póki|w trakcie|w czasie|przy|tak długo|ilekroć|jak długo|gdy tylko i dopóki',
  ],
  after: ['po|następnie|gdy już|potem|później|z chwilą|po fakcie|odkąd'],
  before: ['przed|zanim|dopóki nie|aż|do czasu'],
  first: ['najpierw|wcześniej|uprzednio|zawczasu|przedtem|z góry'],
  process: ['proces*|wywołując*'],
  current: ['bieżąc*|obecn*|aktualn*|własn*|ten sam|tym samym|tego samego|wywołując*|sam|dan*|jedn*|ten|tym'],
  other: ['inn*|dowoln*|każd*|jakikolwiek|jakiś|jakikolwiek|różn*|oddzieln*|wszystk*|któryś|osobn*'],
  cases: ['przypad*|sytuacj*|okolicznoś*|warunk*|raz*'],
  counted: ['następując*|oba|obu|poniższ*|tych przypadk*|dwukrotnie'],
  unbounded: ['co najmniej|przynajmniej|więcej niż|wszystkich|każdym|wielu|ponad|kilku|różnych|innych'],
  numbers: [['jeden|jedn*'], ['dwa|dwie|dwóch|dwu|dwoma'], ['trzy|trzech|trzema'], ['cztery|czterech']],
  installation: ['instalacj*|zainstalow*'],
  already: ['już'],
  application: ['aplikacj*|program*|produkt*'],
  which: ['któr*|jak*|co|instalowan*|jest instalowan*|w toku|właśnie'],
  retrieve: ['pobra*|pobier*|uzyska*|sprawdz*|zapyta*|odczyta*|pyta*|odpyta*|ustali*|dowiedz*|określ*'],
  service: ['usług*'],
  impractical: [
    'niepraktyczn*|niecelow*|niewskazan*|niedogodn*|niepożądan*|niewygodn*|niemożliw*|nie (\\p{L}+ )?(praktyczn*|celow*|możliw*|wskazan*|pożądan*|wygodn*|opłac*)|unikn*|unika*|zamiast|trudno',
  ],
  practical: ['praktyczn*|celow*|możliw*|wskazan*|pożądan*|wygodn*'],
  notSupported: [
    'nie (\\p{L}+ )?(obsługiw*|wspieran*|dostępn*|ma|jest|działa|zna)|nieobsługiwan*|niedostępn*|brak|nie',
  ],
  supported: ['obsługiw*|wspieran*|dostępn*'],
  orGreater: [
    '(lub|albo|i) (w )?(wersji )?(nowsz*|późniejsz*|wyższ*|większ*|powyżej|kolejn*)|co najmniej|przynajmniej|od wersji|od|wzwyż|minimum|minimaln*',
  ],
  orEarlier: [
    '(lub|albo|i) (wersji )?(starsz*|wcześniejsz*|niższ*|mniejsz*|poniżej|poprzedni*)|co najwyżej|najwyżej|do wersji|(starsz*|niższ*|wcześniejsz*) (niż|od)|przed|maksym*',
  ],
  greaterThan: ['(nowsz*|wyższ*|późniejsz*|większ*) (niż|od)|powyżej|ponad|po|dokładnie|tylko|wyłącznie'],
  notOnly: [
    'nie (tylko|jedynie|wyłącznie)|także|również|też|nawet|głównie|przeważnie|zwłaszcza|zazwyczaj|zwykle|przede wszystkim|między innymi|szczególnie',
  ],
  set: [
    'ustawi*|ustawion*|utrzym*|trzyman*|zajęt*|zajmowan*|aktywn*|zablokowan*|przejęt*|posiadan*|istnieje|obecn*|używan*|utworzon*|zaję*|zają*|założon*|w użyciu|pobran*|zarezerwowan*|uzyskan*|nadan*|włączon*|w posiadaniu|pozyskan*',
  ],
  returns: [
    'zwr[aóo]c*|daje|produk*|generu*|kończy się|kończą się|wywołuje|powoduj*|otrzym*|odpowiad*|zgłasza*|skutk*|zwrot*|przynosi|dostaj*|rzuca|oddaj*|dostarcza|sygnaliz*|odrzuc*|nie powiedzie się|nie udaje',
  ],
  notReturned: [
    'unika*|przesta*|pomij*|zapobiega*|tłumi*|zamiast|ignor*|ukrywa*|omija*|udaje się|powstrzymuj*|wstrzymuj*',
  ],
  processes: [
    'przetwarza*|wykonu*|obsługu*|realiz*|pracu*|opracow*|przechodz*|analiz*|przebieg*|zajm*|uruch*|jest w|odczyt*|interpret*',
  ],
  runs: [
    'działa*|uruchomion*|aktywn*|wykonu*|pracuje|w toku|wykonywan*|w działaniu|funkcjonuje|jest czynn*|chodzi|pracując*|w trakcie pracy|włączon*',
  ],
  stopped: [
    'zatrzym*|bezczynn*|nieaktywn*|wstrzym*|wyłączon*|zakończ*|przerwan*|przesta*|ukończ*|zawieszon*|nieczynn*|przerywa|pomija|skończ*|unieruch*',
  ],
  differs: ['różni*|różn*|inn* niż|inna niż|≠|!=|<>|odmienn*'],
  misreadings: [
    otherThanInstalling(['odinstal*|usuw*|usunię*|ostatni*']),
    becomingSet(['jest (\\p{L}+ )?ustawiany|zostaje ustawion*|ustawia się|jest w trakcie ustawiania']),
    startsByFunction([
      '(używając|użyć|za pomocą|z użyciem|przy użyciu) (funkcji )?{F} (funkcji )?(do|aby|żeby) (rozpocz*|uruchom*)',
    ]),
    wrongInstallation(['(błędn*|niewłaściw*) instalacj*']),
  ],
};
