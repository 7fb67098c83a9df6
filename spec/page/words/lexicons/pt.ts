import { becomingSet, otherThanInstalling, startsByFunction, wrongInstallation } from '../lexicon.ts';
import type { Lexicon } from '../lexicon.ts';

export const pt: Lexicon = {
  language: 'pt',
  spaces: 'both',
  tells: [
    'o',
    'os',
    'da',
    'do',
    'das',
    'não',
    'é',
    'em',
    'uma',
    'um',
    'que',
    'está',
    'para',
    'com',
    'se',
    'ou',
    'no',
    'na',
    'ao',
  ],
  negation: ['não|nunca|jamais|nenhum*|sem|nem|exceto|salvo|a menos|a não ser|parad*|interrompid*'],
  noNegation: [],
  unset: [
    'livre*|libera*|liberta*|limp*|disponíve*|solt*|desbloque*|desativad*|abandon*|removid*|inativ*|vago|anulad*|redefinid*|apagad*|desocupad*',
  ],
  only: [
    'apenas|somente|só|exclusivamente|unicamente|tão só|em nenhum outro momento|(não|nunca)…(senão|exceto|salvo|a não ser)',
  ],
  while: ['enquanto|durante|quando|ao|no decorrer|no decurso|sempre que|no momento|à medida'],
  after: ['após|depois|uma vez|assim que|logo que|em seguida|mais tarde|posteriormente'],
  before: ['antes|até|previamente'],
  first: ['antes|primeiro|previamente|antecipadamente|com antecedência'],
  process: ['processo*|chamador*'],
  current: [
    'atua[li]s?|actua[li]s?|própri*|mesm*|num só|corrente|chamador|que chama|de chamada|este|presente|em curso|em execução',
  ],
  other: [
    'outro|outros|qualquer|quaisquer|todo|todos|cada|algum|diferente*|distint*|separad*|divers*|vários',
  ],
  cases: ['caso|casos|situaç*|circunstânci*|ocasi*|condiç*|vezes'],
  counted: ['seguinte*|ambos|estes casos|os dois|abaixo'],
  unbounded: ['pelo menos|mais de|todos|todas|qualquer|cada|vários|diversos|no mínimo|outros'],
  numbers: [['um|uma|único'], ['dois|duas|par'], ['três'], ['quatro']],
  installation: ['instalaç*'],
  already: ['já'],
  application: ['aplicativo*|aplicaç*|programa*|produto*'],
  which: [
    'qual|quais|que (aplicativo|aplicação|programa|produto)|o que|sendo instalad*|a ser instalad*|é instalad*|está instalando|em curso|em instalação',
  ],
  retrieve: ['recuper*|obt*|consult*|pergunt*|verific*|ler|lê|determin*|saber|conhecer|descobr*'],
  service: ['serviço*'],
  impractical: [
    'não (\\p{L}+ )?(prático|possível|conveniente|viável|desejável|praticável|aconselhável|adequado|apropriado)|pouco (prático|conveniente)|impraticável|inviável|inconveniente|indesejável|impossível|inadequado|inapropriado|evit*|em vez de|ao invés',
  ],
  practical: ['prático|possível|conveniente|viável|desejável|praticável|aconselhável|adequado'],
  notSupported: [
    '(não|sem) (\\p{L}+ )?(suport*|compat*|dispon*|possível|admit*|há)|incompatível|indisponíve*|insuport*|carece|falta|não',
  ],
  supported: ['suport*|compat*|dispon*|possível|admit*'],
  orGreater: [
    '(ou|e) (uma versão |versão )?(posterior*|superior*|mais recente*|maior*|mais alt*|mais nov*|mais(?! (antig|baix|velh))|seguintes)|no mínimo|pelo menos|a partir|em diante|mínim*|desde',
  ],
  orEarlier: [
    '(ou|e) (uma versão |versão )?(anterior*|inferior*|mais antig*|menor*|mais baix*|menos)|no máximo|até|antes|(anterior|inferior|menor) (a|à|ao|que)',
  ],
  greaterThan: [
    '(superior|posterior|maior|mais recente) (a|à|ao|do que|que)|mais de|acima|após|depois|exatamente|apenas|somente',
  ],
  notOnly: [
    'não (apenas|só|somente|unicamente|exclusivamente)|também|até mesmo|inclusive|além|sobretudo|principalmente|especialmente|geralmente|normalmente|em particular|entre outros|mesmo quando não',
  ],
  set: [
    'defini*|detid*|adquirid*|ocupad*|ativ*|activ*|bloquead*|tomad*|possuíd*|mantid*|mantém|existe|presente|em uso|criad*|atribuíd*|reservad*|estabelecid*|fixad*|configurad*|posto|posse|obtid*|utilizad*|vigor|retid*|ajustad*',
  ],
  returns: [
    'retorn*|devolv*|dá|produz*|ger(a|am|ado|ará)|falha*|provoc*|receb*|obtém|respond*|termin*|lanç*|result*|emit*|fornec*|ocasion*|caus*|acarret*|reporta*|encontr*|rejeit*|recus*|traz',
  ],
  notReturned: [
    'evit*|deix* de|cess*|suprim*|imped*|omit*|ignor*|em vez|ao invés|ocult*|tem êxito|se abstém|contorn*|sucede',
  ],
  processes: [
    'process(a|am|ando|e|ou)|a processar|execut*|percorr*|realiz*|trabalh*|trat*|manipul*|efetu*|avali*|está em|gerenci*|interpret*|corre|roda*',
  ],
  runs: [
    'em execução|execut*|funcion*|ativ[oa]|activ[oa]|em funcionamento|rodando|iniciad*|operacional|trabalhando|trabalha*|em curso|em andamento|opera|corre|correr|em serviço|ligado',
  ],
  stopped: [
    'parad*|interrompid*|inativ*|inactiv*|suspens*|em pausa|pausad*|desativ*|terminad*|terminou|deixou de|cessou|encerrad*|finaliz*|conclu*|desligad*|ocios*|se abstém|parou|fora de serviço|complet*',
  ],
  differs: ['difer*|distint*|outro que|≠|!=|<>|diverg*|desigual'],
  misreadings: [
    otherThanInstalling(['desinstal*|remov*|por último|últim*']),
    becomingSet(['(está|é) (a ser|sendo) definid*|se define|define-se|está a definir|estiver sendo']),
    startsByFunction([
      '(us\\p{L}+|utiliz\\p{L}+|com|através d[ea]) (a )?(função )?{F} para (tentar )?(iniciar|começar)',
    ]),
    wrongInstallation(['instalação (errada|incorreta)']),
  ],
};
