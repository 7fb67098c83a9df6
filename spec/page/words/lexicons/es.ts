import { becomingSet, startsByFunction, wrongInstallation } from '../lexicon.ts';
import type { Lexicon } from '../lexicon.ts';

export const es: Lexicon = {
  language: 'es',
  spaces: 'both',
  tells: [
    'el',
    'los',
    'las',
    'del',
    'una',
    'un',
    'que',
    'se',
    'en',
    'está',
    'es',
    'para',
    'con',
    'si',
    'y',
    'al',
    'la',
  ],
  negation: ['no|nunca|jamás|ningún|ninguna|ninguno|sin|tampoco|ni|excepto|salvo|a menos|detenid*'],
  noNegation: ['no obstante', 'no solo no'],
  unset: ['libre|liberad*|borrad*|desactivad*'],
  only: [
    'solo|sólo|solamente|únicamente|exclusivamente|tan solo|nada más que|en ningún otro momento|nunca más',
    '(no|nunca)…(salvo|excepto|más que|sino)',
  ],
  while: ['mientras|durante|cuando|al|en tanto|siempre que|a lo largo|en el transcurso|cada vez'],
  after: ['después|tras|una vez|luego|en cuanto|a continuación|tan pronto'],
  before: ['antes|hasta|previo|previamente'],
  first: ['antes|primero|previamente|de antemano|en primer lugar|con antelación'],
  process: ['proceso*|llamador*|autor de la llamada'],
  current: ['actual*|propio|mismo|en curso|llamador|que llama|este|presente|autor de la llamada|sí mismo'],
  other: [
    'otro|otros|cualquier|cualquiera|todo|todos|cada|algún|distinto*|diferente*|diversos|separado*|varios|ajeno',
  ],
  cases: ['caso|casos|situaci*|circunstancia*|ocasi*|condici*|veces'],
  counted: ['siguiente*|ambos|estos casos|a continuación|los dos'],
  unbounded: ['al menos|más de|todos|todas|cualquier|cada|varios|diversos|como mínimo|muchos|otros'],
  numbers: [['un|uno|una|único'], ['dos'], ['tres'], ['cuatro']],
  installation: ['instalaci*'],
  application: ['aplicaci*|programa*|producto*'],
  which: [
    'qué|cuál|cuáles|se está instalando|se instala|en curso|instalándose|está siendo instalad*|en proceso',
  ],
  retrieve: ['recuper*|obten*|consult*|pregunt*|averigu*|comprob*|leer|lee|determin*|conocer|saber|verific*'],
  service: ['servicio*'],
  impractical: [
    'no (\\p{L}+ )?(práctico|posible|conveniente|viable|factible|deseable|practicable|aconsejable|adecuado|oportuno|apropiado)|poco (práctico|conveniente|deseable)|impráctico|impracticable|inviable|inconveniente|indeseable|imposible|inadecuado|inapropiado',
    'evit*|en lugar de|en vez de',
  ],
  practical: ['práctico|posible|conveniente|viable|factible|deseable|practicable|aconsejable|adecuado'],
  notSupported: [
    'no (se |es |está |hay )?(\\p{L}+ )?(admit*|compatib*|soport*|disponible*|posible|ofrec*|incluid*)|sin (soporte|compatibilidad)|incompatible|carece|no',
  ],
  supported: ['admit*|compatib*|soport*|disponible*|posible'],
  orGreater: [
    '(o|u|y) (una versión )?(posterior*|superior*|más reciente*|mayor*|más alt*|más nuev*|siguientes|más)|como mínimo|al menos|a partir de|desde|en adelante|mínim*',
  ],
  orEarlier: [
    '(o|u|y) (una versión )?(anterior*|inferior*|más antigu*|menor*|más baj*|previ*|menos)|como máximo|hasta|antes de|(anterior|inferior|menor) a',
  ],
  greaterThan: [
    '(superior|posterior|mayor|más reciente) (a|que)|más de|por encima|después de|exactamente|solo|únicamente',
  ],
  misreadings: [
    becomingSet([
      'se (\\p{L}+ )?(establece|está estableciendo|define|fija|configura)|está siendo (establecid|definid)*|se {M} establece',
    ]),
    startsByFunction([
      '(us\\p{L}+|utiliz\\p{L}+|mediante|con|a través de) (la )?(función )?{F} (función )?para (intentar )?(iniciar|comenzar|empezar)',
    ]),
    wrongInstallation(['instalación (errónea|incorrecta|equivocada)']),
  ],
};
