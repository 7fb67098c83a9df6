import { becomingSet, startsByFunction, wrongInstallation } from '../lexicon.ts';
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
    'ne(nastav|podpor|vrac|vrát|spouš|spust|běž|bí|zprac|vyžad|použ|instal|prob|exist|má|mají|dok|zahá|získ|platí|výsk|uved)*',
  ],
  noNegation: ['nejen že', 'nejméně'],
  unset: ['voln*|uvolněn*|nenastaven*|zrušen*'],
  only: ['pouze|jen|jenom|výhradně|výlučně|toliko|jedině|v žádné? jin* (dob|chvíl|případ)*|jindy'],
  while: ['během|při|když|dokud|zatímco|po dobu|v průběhu|jakmile a dokud|pokud|v době|kdykoli'],
  after: ['po|poté|až po|jakmile|následně'],
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
  application: ['aplikac*|program*|produkt*'],
  which: ['kter*|jak*|co|instaluje|právě|instalován*|instalovan*|probíhá'],
  retrieve: ['zjist*|získ*|načíst|načt*|dotaz*|zept*|ověř*|číst|přečíst|určit|pt*|vyzved*'],
  service: ['služb*|služeb'],
  impractical: [
    'není (\\p{L}+ )?(praktick*|možn*|vhodn*|účeln*|žádouc*|rozumn*)|nepraktick*|nevhodn*|neúčeln*|nežádouc*|nemožn*|vyhn*|vyhýb*|zabrán*|namísto|místo',
  ],
  practical: ['praktick*|možn*|vhodn*|účeln*|žádouc*|rozumn*'],
  notSupported: [
    'není (\\p{L}+ )?(podpor*|k dispozici|dostupn*|možn*)|nepodpor*|nejsou podpor*|nedostupn*|chybí|bez podpory|neumožň*|nemá|není',
  ],
  supported: ['podpor*|k dispozici|dostupn*'],
  orGreater: [
    '(nebo|či|a) (verz* )?(vyšší*|novější*|pozdější*|větší*|výše)|alespoň|nejméně|minimálně|od verze|od|a výš',
  ],
  orEarlier: [
    '(nebo|či|a) (verz* )?(nižší*|starší*|dřívější*|menší*|předchoz*|níže)|nejvýše|maximálně|do verze|(starší|nižší|dřívější) než|před',
  ],
  greaterThan: ['(vyšší|novější|pozdější|větší) než|nad|po|přesně|pouze|jen'],
  misreadings: [
    becomingSet(['je nastavován*|nastavuje se|se nastavuje|právě nastavuje']),
    startsByFunction([
      '(pomocí|použ\\p{L}+|prostřednictvím) (funkc\\p{L}+ )?{F} (funkc\\p{L}+ )?(k|ke|pro) (zahájení|spuštění)',
    ]),
    wrongInstallation(['(chybn|špatn|nesprávn)* instalac*']),
  ],
};
