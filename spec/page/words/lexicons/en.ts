import { becomingSet, otherThanInstalling, startsByFunction, wrongInstallation } from '../lexicon.ts';
import type { Lexicon } from '../lexicon.ts';

export const en: Lexicon = {
  language: 'en',
  spaces: 'both',
  tells: ['the', 'is', 'of', 'and', 'or', 'to', 'in', 'while', 'if', 'by', 'for', 'a', 'an', 'it', 'this'],
  negation: [
    "not|cannot|can't|*n't|never|no|none|neither|nor|without|nothing|nobody|nowhere|hardly|seldom|unless|except|fails? to|stops?|stopped|isnt|yet to|far from|ceases?|refuses? to|refrains?|anything but",
  ],
  noNegation: ['no longer than', 'no more than', 'no (fewer|less) than', 'no matter', 'not later than'],
  unset: [
    'unset|clear|cleared|released|free|freed|unowned|available|abandoned|unlocked|vacant|relinquished|inactive|idle|lifted|dropped|gone|absent|closed|removed|reset|unused|unclaimed',
  ],
  only: [
    'only|solely|exclusively|just|purely|merely|alone|nothing (but|else)|(limited|restricted|confined) to',
    '(and )?(at|in|on|under) no other (time|moment|case|occasion|circumstance)s?|no other time',
    '(not|never|no)…(except|unless|other than|but (while|during|when)|outside)',
  ],
  while: [
    'while|whilst|during|when|whenever|as long as|so long as|throughout|for the duration of|in the course of|at the time of|at any time',
  ],
  after: ['after|afterwards?|later|once|as soon as|subsequent(ly)? to|following the|upon completion of'],
  before: ['before|prior to|until|till|ahead of|in advance of|up to'],
  first: ['first|beforehand|in advance|ahead|prior|earlier'],
  process: ['process|processes|caller|callers'],
  current: [
    'current|own|calling|caller|same|itself|this|present|very|its|one|that makes the call|in question',
  ],
  other: [
    'one of|any|another|other|others|every|each|all|different|some|whichever|arbitrary|separate|foreign|several',
  ],
  cases: ['case*|situation*|circumstance*|occasion*|condition*|instance*|scenario*|event*|time*|way*|state*'],
  counted: ['following|these cases|both|either|twice|below'],
  unbounded: [
    'at least|no (fewer|less) than|more than|over|all|any|every|each|many|most|various|several|other',
  ],
  numbers: [['one|single|once'], ['two|pair|twice'], ['three|thrice'], ['four']],
  installation: ['install*|setup*'],
  already: ['already'],
  application: ['application*|app|apps|program*|product*|package*'],
  which: ['which|what|whose|being installed|is installed|are installed|in progress|under way|underway'],
  retrieve: [
    'retriev*|get|gets|obtain*|quer*|check*|determine*|find out|read|reads|ask|asks|asking|look up|fetch*|request*|inspect*|learn*|test*|examine*|see|tell*|detect*',
  ],
  service: ['service*'],
  impractical: [
    'impractical|impracticable|unreasonable|infeasible|unfeasible|undesirable|inconvenient|unwanted|inadvisable|inappropriate|unsuitable|unacceptable|impossible|not (be )?(\\p{L}+ )?(practical|practicable|feasible|possible|desirable|desired|convenient|wanted|advisable|acceptable|appropriate|suitable|an option|want*|wish*|like)',
    "(isn't|isn’t|cannot|can't) (be )?(\\p{L}+ )?(practical|practicable|feasible|possible|desirable|convenient|accept*|afford*|return*)",
    "rather not|avoid*|prevent*|instead of|rather than|(do|does) ?n[o']t (want|wish|like)|hardly practical|would not want",
  ],
  practical: [
    'practical|practicable|feasible|possible|desirable|convenient|advisable|acceptable|appropriate|suitable',
  ],
  notSupported: [
    "(not|n't|never)( yet| currently)? (be )?(support*|available|provided|there|possible|work*|exist*|have|offer*|includ*|implement*|usable)",
    'unsupported|unavailable|lack*|missing|has no|has none|have none|no support|without support|cannot|absent|nothing',
  ],
  supported: ['support*|available|provided|possible|works|usable|included'],
  orGreater: [
    '(or|and) (a )?(greater|later|higher|newer|above|up|more recent|upwards?|onwards?|better|any later|subsequent|over)( version*)?',
    'at (the )?least|minimum|onwards?|upwards?|and beyond|not (earlier|lower|older|less) than|no (earlier|lower|older|less) than|from…on|starting (with|from|in)|since|as of',
  ],
  orEarlier: [
    '(or|and) (an? )?(earlier|lower|older|below|less|prior|previous|smaller|before)( version*)?',
    'at (the )?most|maximum|up to|not (later|higher|newer|greater) than|no (later|higher|newer|greater) than|(earlier|lower|older|less) than|before|below|prior to',
  ],
  greaterThan: [
    '(greater|later|higher|newer|more|above|more recent) than|above|beyond|exceeding|after|only|exactly|precisely',
  ],
  notOnly: [
    'not (only|just|solely|exclusively|merely)|also|even|too|mainly|mostly|chiefly|primarily|usually|normally|especially|particularly|as well|not exclusively|among others',
  ],
  set: [
    'set|sets|held|hold|holds|own|owns|owned|acquired|taken|locked|occupied|in use|active|engaged|present|exists?|created|in place|in force|in effect|busy|claimed|obtained|reserved|established|used|seized|kept|placed|raised|possessed|grabbed',
  ],
  returns: [
    'return*|fail|fails|failed|yield*|give|gives|given|result*|produc*|rais*|answer*|report*|end|ends|ended|get|gets|receiv*|encounter*|see|sees|deliver*|emit*|obtain*|refused|reject*|turn(s|ed)? away|den(y|ies|ied)|come|comes|throw*|issue*|generat*|lead*|caus*|meet|meets|met|signal*|terminat*|complete* with|comes? back',
  ],
  notReturned: [
    'suppress*|avoid*|prevent*|withh?old*|withheld|omit*|swallow*|hide*|hidden|ignor*|anything (but|except)|instead of|rather than|mask*|refrain*|succeed*|bypass*',
  ],
  processes: [
    'process(es|ing|ed)|execut*|run|runs|running|handl*|work*|perform*|go(es|ing)? through|in the midst|carr(y|ies|ying) out|evaluat*|step*|busy|inside|within|in|pass*|interpret*|display*|show*|travers*|walk*',
  ],
  runs: [
    'run|runs|running|active|operat*|executing|in progress|busy|at work|up|started|in use|works?|working|performing|installing|installed|alive|on|under ?way|taking place|going on',
  ],
  stopped: [
    'stop*|idle|inactive|paus*|halt*|dormant|down|offline|disabled|suspend*|dead|terminat*|ended|ends|finish*|asleep|unavailable|exit*|ceas*|refrain*|complet*|abort*|skip*|avoid*|done|interrupt*|quit*',
  ],
  differs: ['differ*|other than|unequal|anything (but|except)|≠|!=|<>|different|opposite'],
  misreadings: [
    otherThanInstalling(['uninstall*|deinstall*|remov*|last install*|previously install*']),
    becomingSet(['(is|are|was) being set|(gets|becomes|get|become) set|is about to be set|sets']),
    startsByFunction([
      'us(e|es|ing) (the )?{F} (function )?to (try to |attempt to )?(start|begin|launch|run|initiate)…install*',
      // Behind "before" it can be the way in which the status is retrieved.
      '(?<!before (attempting to |trying to |you )?)(start|starts|starting|begin|launch|run) (the |an |your )?installation (with|through|via) (the )?{F}',
    ]),
    wrongInstallation(['(wrong|erroneous|faulty|incorrect|false) installation']),
  ],
};
