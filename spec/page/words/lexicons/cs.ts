import { becomingSet, otherThanInstalling, startsByFunction, wrongInstallation } from '../lexicon.ts';
import type { Lexicon } from '../lexicon.ts';

export const cs: Lexicon = {
  language: 'cs',
  spaces: 'both',
  tells: [
    'je',
    'se',
    'nebo',
    'pokud',
    'v',
    'při',
    'pro',
    've',
    'která',
    'lze',
    'pouze',
    'není',
    'a',
    'jen',
    'během',
    'který',
    'jsou',
  ],
  negation: [
    'není|nejsou|nelze|nemůž*|nemohou|nebude|nebyl*|nikdy|nikoli|nikoliv|žádn*|bez|ne|nesm*|kromě|vyjma|ledaže|nastav[^ ]* ne|zastaven*',
    // A negated verb has its negation in front.
    'ne(?!bo|ž|j\\p{L}|cha[ťl]|ustál|přetrž|závisl|utrál|gativ|zbytn|hled)\\p{L}{2,}',
  ],
  noNegation: ['nejen že', 'nejméně'],
  unset: [
    'voln*|uvolňo*|uvolněn*|nenastaven*|zrušen*|dostupn*|odemčen*|opuštěn*|vymazán*|vyčištěn*|neaktivn*|k dispozici|neobsazen*|odstraněn*|resetován*',
  ],
  only: ['pouze|jen|jenom|výhradně|výlučně|toliko|jedině|v žádné? jin* (dob|chvíl|případ)*|jindy'],
  while: ['během|při|když|dokud|zatímco|po dobu|v průběhu|jakmile a dokud|pokud|v době|kdykoli'],
  after: ['po(?! (celou )?dob)|poté|až po|jakmile|následně|dodatečně|později|zpětně|potom|odkdy'],
  before: ['před|než|dříve|do doby|až do'],
  first: ['nejprve|nejdřív*|předem|napřed|předtím|dříve'],
  process: ['proces*|volající*'],
  current: [
    'aktuáln*|vlastn*|stávající*|současn*|sám|týž|témže|stejn*|volající*|tento|tomto|téhož|jedn*|daný|daném|tentýž',
  ],
  other: ['jin*|jakýkoli*|libovoln*|každ*|kterýkoli*|všech*|různ*|odlišn*|samostatn*|některý|další'],
  cases: ['případ*|situac*|okolnost*|podmín*|krát|příležitost*'],
  counted: ['následující*|oba|obou|těchto|uveden*|dvakrát'],
  unbounded: ['alespoň|více než|nejméně|všech|každém|mnoha|různých|minimálně|několika|jiných'],
  numbers: [['jeden|jedn*'], ['dva|dvě|dvou|dvěma'], ['tři|tří|třech|třemi'], ['čtyři|čtyř|čtyřech']],
  installation: ['instalac*'],
  already: ['již|už'],
  application: ['aplikac*|program*|produkt*'],
  which: ['kter*|jak*|co|instaluje|právě|instalován*|instalovan*|probíhá'],
  retrieve: ['zjist*|získ*|načíst|načt*|dotaz*|zept*|ověř*|číst|přečíst|určit|pt*|vyzved*'],
  service: ['služb*|služeb'],
  impractical: [
    'není (\\p{L}+ )?(praktick*|možn*|vhodn*|účeln*|žádouc*|rozumn*)|nepraktick*|nevhodn*|neúčeln*|nežádouc*|nemožn*|nesetk*|nechce*|nepřeje*|vyhn*|vyhýb*|zabrán*|namísto|místo',
  ],
  practical: ['praktick*|možn*|vhodn*|účeln*|žádouc*|rozumn*'],
  notSupported: [
    'není (\\p{L}+ )?(podpor*|k dispozici|dostupn*|možn*)|nepodpor*|nejsou podpor*|nedostupn*|chybí|bez podpory|neumožň*|neumí|nezná|nefung*|nejde|nelze|nemá|není',
  ],
  supported: ['podpor*|k dispozici|dostupn*'],
  orGreater: [
    '(nebo|či|a) (verz* )?(vyšší*|novější*|pozdější*|větší*|výše)|alespoň|nejméně|minimálně|od verze|od|počínaje|a výš',
  ],
  orEarlier: [
    '(nebo|či|a) (verz* )?(nižší*|starší*|dřívější*|menší*|předchoz*|níže)|nejvýše|maximálně|do verze|(starší|nižší|dřívější) než|před',
  ],
  greaterThan: ['(vyšší|novější|pozdější|větší) než|nad|po|přesně|pouze|jen'],
  notOnly: [
    'ne(jen|pouze|jenom|výhradně)|nejen|nejenom|také|rovněž|též|i když|dokonce|zejména|hlavně|především|obvykle|většinou|mimo jiné|zvláště',
  ],
  set: [
    'nastav*|držen*|drží|obsazen*|aktivní*|uzamčen*|zabrán*|získán*|vlastněn*|existuje|přítom*|používán*|vytvořen*|zamčen*|platn*|v držení|zaujat*|vyhrazen*|převzat*|v používání|zřízen*',
  ],
  returns: [
    'vrát*|vrac*|dá|dává|vyvol*|vede|skončí|končí|selže|selh*|hlás*|ohlás*|způsob*|obdrž*|dostan*|odpov*|vydá|generuje|získá|vrací|přinese|výsledk*|odmítn*|vyhod*|nastane|oznám*',
  ],
  notReturned: ['vyhne|vyhýb*|potlač*|zabrán*|vynech*|ignor*|namísto|místo|skryje|uspěj*|obchází|předejde'],
  processes: [
    'zpracov*|vykon*|prov[áe]d*|spoušt*|běží|pracuj*|proch[áe]z*|obsluh*|vyhodnoc*|realiz*|je v|zabýv*|interpret*',
  ],
  runs: [
    'běží|běž*|spuštěn*|aktivní|v provozu|pracuje|funguje|v chodu|probíhá|provádí|činn*|zapnut*|vykonáv*',
  ],
  stopped: [
    'zastav*|nečinn*|neaktivn*|pozastav*|ukonč*|přeruš*|vypnut*|skonč*|přestal*|dokonč*|zakázán*|mimo provoz|stojí|odstaven*|přeskak*',
  ],
  differs: ['liší|odliš*|jin* než|jiná než|jiný než|≠|!=|<>|různ*|rozdíln*'],
  misreadings: [
    otherThanInstalling(['odinstal*|odebrán*|odebírán*|naposledy|posledn*']),
    becomingSet(['je nastavován*|nastavuje se|se nastavuje|právě nastavuje']),
    startsByFunction([
      '(pomocí|použ\\p{L}+|prostřednictvím) (funkc\\p{L}+ )?{F} (funkc\\p{L}+ )?(k|ke|pro) (zahájení|spuštění)',
    ]),
    wrongInstallation(['(chybn|špatn|nesprávn)* instalac*']),
  ],
};
