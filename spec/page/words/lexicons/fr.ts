import { becomingSet, returnedProcess, startsByFunction, wrongInstallation } from '../lexicon.ts';
import type { Lexicon } from '../lexicon.ts';

export const fr: Lexicon = {
  language: 'fr',
  spaces: 'both',
  tells: [
    'le',
    'la',
    'les',
    'de',
    'des',
    'du',
    'est',
    'et',
    'ou',
    'une',
    'un',
    'dans',
    'que',
    'pour',
    'au',
    'si',
    'en',
  ],
  negation: ['pas|jamais|aucun*|sans|nul|nulle|non|ni|excepté|sauf|hormis|à moins que?|cesse*|arrêté'],
  noNegation: ['non seulement pas', 'pas à pas'],
  unset: ['libre|libéré|effacé|annulé|désactivé'],
  only: [
    "uniquement|seulement|exclusivement|seul|seule|juste|purement|à aucun autre moment|à nul autre moment|rien d'autre",
    "(ne|n') ?…(que|qu')|(pas|jamais|aucun*)…(sauf|excepté|hormis|autre)",
  ],
  while: [
    "pendant|lors|lorsque|lorsqu'|quand|tant que?|tant qu'|durant|tandis que?|au cours|alors que?|au moment|aussi longtemps|en cours de|chaque fois",
  ],
  after: ['après|une fois|dès|ensuite|à la suite|suivant le traitement'],
  before: ["avant|jusqu'|jusque|préalablement|d'ici"],
  first: ["d'abord|auparavant|au préalable|préalablement|en premier|avant"],
  process: ['processus|process|appelant'],
  current: ['actuel*|en cours|courant*|appelant*|propre|même|lui-même|présent|ce|soi'],
  other: [
    "autre|autres|un autre|n'importe quel*|tout|tous|chaque|quelconque*|différent*|distinct*|séparé*|divers|plusieurs|quel que soit",
  ],
  cases: ['cas|situation*|circonstance*|occasion*|condition*|reprise*|fois'],
  counted: ['suivant*|ces cas|les deux|ci-dessous|ci-après'],
  unbounded: ['au moins|plus de|tous|toutes|tout|chaque|plusieurs|divers|au minimum|autres'],
  numbers: [['un|une|seul'], ['deux'], ['trois'], ['quatre']],
  installation: ['installation*'],
  application: ['application*|programme*|logiciel*|produit*'],
  which: [
    "quel|quelle|quels|quelles|laquelle|lequel|ce qui|en cours d'installation|en train d'être|est installée?|s'installe|installée actuellement",
  ],
  retrieve: [
    "récupér*|obten*|interrog*|demand*|vérifi*|lire|lit|consult*|connaître|détermin*|savoir|extrai*|d'obtenir",
  ],
  service: ['service*'],
  impractical: [
    'pas (\\p{L}+ )?(pratique|possible|commode|souhaitable|faisable|praticable|approprié|opportun|judicieux|envisageable|réalisable)|peu (pratique|commode|souhaitable|praticable)|impraticable|malcommode|inopportun|indésirable|impossible|inadapté|inapproprié',
    'évit*|plutôt que|au lieu de|éviter',
  ],
  practical: ['pratique|possible|commode|souhaitable|faisable|praticable|approprié|opportun'],
  notSupported: [
    '(non|pas)( encore)? (\\p{L}+ )?(pris* en charge|support*|disponible|géré*|possible|compatible|fourni*|assuré*|implémenté*)|aucune prise en charge|sans prise en charge|indisponible|manque|incompatible|pas|non',
  ],
  supported: ['pris* en charge|prise? en charge|support*|disponible|géré*|compatible'],
  orGreater: [
    '(ou|et) (une version |version )?(ultérieur*|supérieur*|plus récent*|suivant*|postérieur*|plus|au-delà|plus élevé*|plus grand*)|au moins|minimum|à partir de|au minimum|dès',
  ],
  orEarlier: [
    '(ou|et) (une version |version )?(antérieur*|inférieur*|plus ancien*|précédent*|moins|plus bas*|plus petit*)|au plus|maximum|jusqu|avant|antérieur* à|inférieur* à',
  ],
  greaterThan: [
    '(supérieur*|ultérieur*|postérieur*|plus récent*|plus élevé*) (à|que)|plus de|au-delà|au-dessus|après|uniquement|exactement|seulement',
  ],
  misreadings: [
    becomingSet(["(est )?en train d'être|se définit|est en cours de définition|s'établit|se met"]),
    startsByFunction([
      "(utilis\\p{L}+|à l'aide de|avec|par) (la )?(fonction )?{F} (pour|afin de) (tenter de )?(démarrer|lancer|commencer)",
    ]),
    returnedProcess([
      'structure…{S} retourné(?!e)',
      'structure…{S} renvoyé(?!e)',
      'structure…processus…(retourné|renvoyé)(?!e)',
    ]),
    wrongInstallation(['(mauvaise|fausse) installation|installation (erronée|incorrecte)']),
  ],
};
