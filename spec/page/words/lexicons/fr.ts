import {
  becomingSet,
  otherThanInstalling,
  returnedProcess,
  startsByFunction,
  wrongInstallation,
} from '../lexicon.ts';
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
  negation: [
    "(ne |n')(\\p{L}+[ '-]+){1,3}(pas|point|plus|jamais|guère|aucun*|nul|nulle|ni|rien)|(ne|n') ?(peu(t|vent)|saurai(t|ent)|pourrai(t|ent)) (être|s'|\\p{L}+er|\\p{L}+ir)",
    'pas|jamais|aucun*|sans|nul|nulle|non|ni|excepté|sauf|hormis|à moins que?|cesse*|arrêté',
  ],
  noNegation: ['non seulement pas', 'pas à pas'],
  unset: [
    'libre|libéré*|effacé*|annulé*|désactivé*|disponible|relâché*|déverrouillé*|abandonné*|vacant|inactif|levé|supprimé*|réinitialisé*|inoccupé*',
  ],
  only: [
    "uniquement|seulement|exclusivement|seul|seule|juste|purement|à aucun autre moment|à nul autre moment|rien d'autre",
    "(ne|n') ?…(que|qu')|(pas|jamais|aucun*)…(sauf|excepté|hormis|autre)",
  ],
  while: [
    "pendant|lors|lorsque|lorsqu'|quand|tant que?|tant qu'|durant|tandis que?|au cours|alors que?|au moment|aussi longtemps|en cours de|chaque fois",
  ],
  after: ['après|une fois|dès|ensuite|à la suite|suivant le traitement|plus tard|a posteriori|à l.issue'],
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
  already: ['déjà'],
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
    '(non|pas)( encore)? (\\p{L}+ )?(pris* en charge|support*|disponible|géré*|possible|compatible|fourni*|assuré*|implémenté*)|aucune prise en charge|sans prise en charge|prise en charge (absente|inexistante|impossible)|absence de prise en charge|indisponible|manque|incompatible|pas|non',
  ],
  supported: ['pris* en charge|prise? en charge|support*|disponible|géré*|compatible'],
  orGreater: [
    '(ou|et) (une version |version )?(ultérieur*|supérieur*|plus récent*|suivant*|postérieur*|plus(?! (ancien|bas|petit|vieux|vieille))|au-delà|plus élevé*|plus grand*)|au moins|minimum|à partir de|au minimum|dès',
  ],
  orEarlier: [
    '(ou|et) (une version |version )?(antérieur*|inférieur*|plus ancien*|précédent*|moins|plus bas*|plus petit*)|au plus|maximum|jusqu|avant|antérieur* à|inférieur* à',
  ],
  greaterThan: [
    '(supérieur*|ultérieur*|postérieur*|plus récent*|plus élevé*) (à|que)|plus de|au-delà|au-dessus|après|uniquement|exactement|seulement',
  ],
  notOnly: [
    '(non|pas) (seulement|uniquement|exclusivement|que)|aussi|également|même|notamment|surtout|principalement|généralement|essentiellement|entre autres|en particulier|habituellement|souvent',
  ],
  set: [
    "défini*|maintenu*|maintien*|positionné*|détenu*|détient|pris|prise|acquis*|occupé*|actif|active|activé*|verrouillé*|posé*|établi*|mis|placé*|possédé*|existe|présent|en place|utilisé*|créé*|tenu*|réservé*|fixé*|bloqué*|est en vigueur|en cours d'utilisation|armé*|saisi*",
  ],
  returns: [
    'retourn*|renvoi*|renvoy*|donn*|produi*|échou*|génér*|provoqu*|entraîn*|rend|rendu|reçoi*|obtien*|répond*|signal*|termin*|abouti*|lèv*|déclench*|fourni*|remont*|caus*|se solde|restitu*|conduit|émet|se heurte|rejet*|refus*',
  ],
  notReturned: [
    "évit*|cess*|supprim*|empêch*|omet*|ignor*|masqu*|au lieu|plutôt que|réussi*|contourn*|s'abstien*",
  ],
  processes: [
    'trait*|exécut*|parcour*|effectu*|dérou*|en train|travaill*|gèr*|lit|lanc*|est dans|analys*|évalu*|opèr*',
  ],
  runs: [
    "en cours d'exécution|s'exécute|exécut*|fonctionn*|actif|active|en marche|tourne|en service|démarr*|opérationnel*|en fonctionnement|en cours|travaille|lancé*|en activité|marche",
  ],
  stopped: [
    "arrêté*|s'arrête|stopp*|inactif|inactive|suspend*|interromp*|en pause|désactiv*|termin*|cess*|au repos|fini*|hors service|achev*|abandonn*|s'abstien*|en veille|éteint*",
  ],
  differs: ['diffère|diffèr*|différent*|autre que|distinct*|≠|!=|<>|inégal*'],
  misreadings: [
    otherThanInstalling(['désinstall*|supprim*|en dernier|dernièrement']),
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
