import { becomingSet, otherThanInstalling, startsByFunction, wrongInstallation } from '../lexicon.ts';
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
  negation: [
    'no|nunca|jamás|ningún|ninguna|ninguno|sin|tampoco|ni|excepto|salvo|a menos|detenid*|dejad* de|deja de|dejó de',
  ],
  noNegation: ['no obstante', 'no solo no'],
  unset: [
    'libre*|libera*|borra*|desactiva*|disponible|suelt*|desbloque*|abandon*|anulad*|quita*|elimina*|inactiv*|vací*|vacante|desocupad*|restablec*',
  ],
  only: [
    'solo|sólo|solamente|únicamente|exclusivamente|tan solo|nada más que|en ningún otro momento|nunca más',
    '(no|nunca)…(salvo|excepto|más que|sino)',
  ],
  while: ['mientras|durante|cuando|al|en tanto|siempre que|a lo largo|en el transcurso|cada vez'],
  after: [
    'después|tras|una vez|luego|en cuanto|a continuación|tan pronto|más tarde|posteriormente|a posteriori',
  ],
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
  numbers: [['un|uno|una|único'], ['dos|par'], ['tres'], ['cuatro']],
  installation: ['instalaci*'],
  already: ['ya'],
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
    '(o|u|y) (una versión )?(posterior*|superior*|más reciente*|mayor*|más alt*|más nuev*|siguientes|más(?! (antigu|baj|viej|pequeñ)))|como mínimo|al menos|a partir de|desde|en adelante|mínim*',
  ],
  orEarlier: [
    '(o|u|y) (una versión )?(anterior*|inferior*|más antigu*|menor*|más baj*|previ*|menos)|como máximo|hasta|antes de|(anterior|inferior|menor) a',
  ],
  greaterThan: [
    '(superior|posterior|mayor|más reciente) (a|que)|más de|por encima|después de|exactamente|solo|únicamente',
  ],
  notOnly: [
    'no (solo|sólo|solamente|únicamente|exclusivamente)|también|incluso|además|sobre todo|principalmente|especialmente|generalmente|normalmente|en particular|entre otros|mayormente|aun',
  ],
  set: [
    'establec*|fijad*|definid*|retenid*|tomad*|adquirid*|ocupad*|activ*|bloquead*|mantien*|mantenid*|poseíd*|posee|existe|presente|en uso|cread*|puest*|asignad*|configurad*|reservad*|vigente|define|fija|toma|adquiere|en poder|usad*|obtenid*',
  ],
  returns: [
    'devuel*|devolv*|retorn*|da como resultado|da|produ*|gener*|falla*|provoc*|ocasion*|recib*|obtien*|respond*|termina*|lanza*|resulta*|emit*|arroj*|entreg*|concluye|causa|acaba|notific*|rechaz*|encuentra|origina',
  ],
  notReturned: [
    'evit*|dej* de|ces*|suprim*|impid*|omit*|ignor*|en lugar|en vez|oculta*|elude|tiene éxito|se abstien*|en cambio',
  ],
  processes: [
    'proces(a|an|ando|e|en|ó|aba)|ejecut*|recorr*|realiz*|trabaj*|trat*|maneja*|lleva a cabo|efect*|evalú*|está en|corr*|gestion*|interpret*',
  ],
  runs: [
    'en ejecución|ejecut*|funciona*|activo|activa|en marcha|en funcionamiento|corriendo|iniciad*|operativ*|trabajando|en curso|en servicio|opera|en uso|corre|encendid*',
  ],
  stopped: [
    'deten*|detien*|parad*|inactiv*|suspend*|interrump*|en pausa|pausad*|desactiv*|finaliz*|dejado de|deja de|termin*|apagad*|acabad*|concluid*|fuera de servicio|se abstien*|completad*|cerrad*',
  ],
  differs: ['difier*|diferent*|distint*|otro que|≠|!=|<>|desigual'],
  misreadings: [
    otherThanInstalling(['desinstal*|elimin*|quitad*|por última vez|últim*']),
    becomingSet([
      'se (\\p{L}+ )?(establece|está estableciendo|define|fija|configura)|está siendo (establecid|definid)*|se {M} establece',
    ]),
    startsByFunction([
      '(us\\p{L}+|utiliz\\p{L}+|mediante|con|a través de) (la )?(función )?{F} (función )?para (intentar )?(iniciar|comenzar|empezar)',
    ]),
    wrongInstallation(['instalación (errónea|incorrecta|equivocada)']),
  ],
};
