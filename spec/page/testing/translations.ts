/**
 * Two more translations for each language of which no published page lies beside the repository: `a` as a machine
 * translates, `b` as a person would write. They were written before the lexicon was held against them.
 */
import { goodPage, wordedPages } from './worded-pages.ts';
import type { Sentences } from './worded-pages.ts';

const TRANSLATIONS: readonly Sentences[] = [
  {
    locale: 'it-IT',
    p1: 'Il mutex {M} [p:viene=non viene] impostato [q:solo|unicamente==non solo=anche] [t:durante=al termine del=prima del] l’elaborazione della tabella {T1}, della tabella {T2} o della tabella {T3}.',
    p2: 'Poiché [q:due=tre=quattro] installazioni [p:non possono|non è consentito che due=possono] essere eseguite nello [a:stesso=diverso] processo, un tentativo di chiamare l’API del programma di installazione [p:restituisce|genera=non restituisce=evita] {E} in [c:due|i seguenti due=tre=un solo=tutti i=diversi=alcuni=più di due=cinque] casi:',
    item1:
      '[t:Mentre|Fino a quando|Per tutto il tempo in cui=Dopo che=Prima che=Non appena] il mutex {M} [p:è impostato|è detenuto=non è impostato=è libero=viene rilasciato=non è più impostato].',
    item2:
      '[t:Mentre=Dopo che=Prima che] [a:il processo corrente|il processo chiamante=un altro processo=qualunque processo=un processo=nessun processo] [p:sta elaborando|esegue=non sta elaborando=ha smesso di elaborare] la tabella {U1} o la tabella {U2}.',
    p3: 'Per informazioni sull’[a:applicazione in fase di installazione|applicazione che viene installata=applicazione], vedere i messaggi di <registrazione degli eventi>.',
    p4: 'Nei casi in cui [p:non è pratico|risulta poco pratico|è impossibile=è pratico=è facile=è necessario=non è impossibile] restituire un errore {C}, è possibile recuperare lo stato corrente del servizio Windows Installer [t:prima di=dopo aver=mentre si tenta di] tentare di avviare l’installazione usando la funzione {F}. Il servizio Windows Installer [p:è attualmente in esecuzione|è in funzione=non è attualmente in esecuzione=è attualmente arrestato=è inattivo] se il valore del membro {D} della struttura {S} restituita [p:è|equivale a=non è] {V}.',
    p5: '**Windows Installer 2.0:** [p:Non supportato|Non è supportato=Supportato=È supportato=Disponibile]. L’uso della funzione {F} per recuperare lo stato corrente del servizio Windows Installer [p:richiede=non richiede] Windows Installer versione [q:3.0 o successiva|3.0 o versione successiva=3.0 o precedente=3.0 o inferiore=successiva alla 3.0=3.0].',
  },
  {
    locale: 'it-IT',
    p1: 'Windows Installer [p:detiene=non detiene=rilascia] il mutex {M} [q:soltanto=] [t:mentre=dopo che=prima che] elabora {T1}, {T2} oppure {T3}.',
    p2: 'Le chiamate all’API [p:falliscono con|terminano con=non falliscono con] {E} in [c:due|2=tre=quattro=ogni=numerosi] situazioni, perché [q:due=tre] installazioni [p:non possono|mai possono=possono] convivere nel [a:medesimo=altro] processo:',
    item1:
      '[t:finché|per tutto il tempo in cui=una volta che=dopo che] {M} [p:risulta occupato=non risulta occupato=risulta libero];',
    item2:
      '[t:finché=dopo che] [a:il proprio processo|il processo stesso=un processo qualsiasi=ogni processo] [p:scorre=non scorre] {U1} o {U2}.',
    p3: '[a:Quale programma si sta installando=Il programma] è scritto nel <registro eventi>.',
    p4: 'Se si preferisce [p:evitare|non ricevere=ricevere] {C}, [t:prima=dopo] di lanciare l’installazione si interroga il servizio con {F}. Il servizio di Windows Installer [p:è attivo|sta lavorando=è fermo=non è attivo] quando {D} in {S} [p:vale=non vale] {V}.',
    p5: '**Windows Installer 2.0:** [p:non disponibile=disponibile]. {F} è utilizzabile [q:a partire dalla versione 3.0|dalla versione 3.0 in poi=fino alla versione 3.0=solo con la versione 3.0].',
  },
  {
    locale: 'pt-BR',
    p1: 'O Mutex {M} [p:é=não é=nunca é] definido [q:somente|apenas==também=não apenas] [t:durante o=após o=antes do] processamento da tabela {T1}, da tabela {T2} ou da tabela {T3}.',
    p2: 'Como [q:duas=três=quatro] instalações [p:não podem=podem] ser executadas no [a:mesmo=em processos diferentes,] processo, uma tentativa de chamar a interface de programação de aplicativo (API) do instalador [p:retorna|gera|resulta em=não retorna=evita] {E} em [c:dois|estes dois=três=um=um único=todos os=vários=alguns=mais de dois=cinco] casos:',
    item1:
      '[t:Enquanto|Durante o tempo em que=Depois que=Antes que=Assim que] o Mutex {M} [p:está definido|está ocupado=não está definido=está livre=é liberado=ainda não está definido].',
    item2:
      '[t:Enquanto=Depois que=Antes que] [a:o processo atual|o processo de chamada=outro processo=qualquer processo=um processo=nenhum processo=cada processo] [p:está processando=não está processando=parou de processar] a tabela {U1} ou a tabela {U2}.',
    p3: 'Consulte as mensagens de <Log de Eventos> para obter informações sobre [a:qual aplicativo está sendo instalado|o aplicativo que está sendo instalado=o aplicativo].',
    p4: 'Nos casos em que [p:é impraticável|não é prático=é praticável=é prático=é possível=não é impraticável=é fácil] retornar um erro {C}, você pode recuperar o status atual do serviço Windows Installer [t:antes de=depois de=ao] tentar iniciar a instalação usando a função {F}. O serviço Windows Installer [p:está em execução no momento|está sendo executado=não está em execução no momento=está parado no momento] se o valor do membro {D} da estrutura {S} retornada [p:for|é=não for=for diferente de] {V}.',
    p5: '**Windows Installer 2.0:** [p:Sem suporte|Não há suporte=Com suporte=Suportado=Disponível]. O uso da função {F} para recuperar o status atual do serviço Windows Installer [p:requer=não requer] Windows Installer versão [q:3.0 ou superior|3.0 ou posterior=3.0 ou inferior=3.0 ou anterior=superior à 3.0=3.0].',
  },
  {
    locale: 'pt-PT',
    p1: 'O mutex {M} [p:fica|está=não fica] ocupado [q:só|unicamente=] [t:enquanto=depois de] uma das tabelas {T1}, {T2} ou {T3} está a ser processada.',
    p2: 'Uma chamada à API [p:falha com|devolve=não devolve=nunca devolve] {E} em [c:duas|2=três=quatro=muitas=todas as] situações, visto que [q:duas=três] instalações [p:não podem=podem] decorrer [a:num mesmo|no mesmo=num outro] processo:',
    item1: '[t:Quando=Depois de=Antes de] {M} [p:está tomado=não está tomado=está disponível];',
    item2:
      '[t:Quando=Depois de] [a:o próprio processo=um processo qualquer=outro processo] [p:percorre=não percorre] {U1} ou {U2}.',
    p3: 'O <registo de eventos> indica [a:que aplicação está a ser instalada=a aplicação].',
    p4: 'Quando [p:não convém|é inconveniente=convém=é conveniente] devolver {C}, pergunta-se o estado do serviço com {F} [t:antes de=após] começar a instalação. O serviço Windows Installer [p:está a trabalhar|está activo=não está a trabalhar=está suspenso] se {D} em {S} [p:é=não é] {V}.',
    p5: '**Windows Installer 2.0:** [p:não suportado|indisponível=suportado]. {F} exige [q:pelo menos a versão 3.0|a versão 3.0 ou mais recente=no máximo a versão 3.0=exactamente a versão 3.0].',
  },
  {
    locale: 'cs-CZ',
    p1: 'Mutex {M} [p:je=není=nikdy není] nastaven [q:pouze==také=nejen] [t:při=po=před] zpracování tabulky {T1}, tabulky {T2} nebo tabulky {T3}.',
    p2: 'Vzhledem k tomu, že [q:dvě=tři=čtyři] instalace [p:nelze|není možné=lze=je možné] spustit ve [a:stejném|stejném=v různých] procesu, pokus o volání rozhraní API instalačního programu [p:vrátí|skončí chybou=nevrátí=potlačí] {E} ve [c:dvou|následujících dvou=třech=všech=několika=čtyřech=pěti] případech:',
    item1:
      '[t:Když|Po dobu, kdy=Poté, co=Předtím, než=Jakmile] je mutex {M} [p:nastaven|držen=nenastaven=volný=uvolněn].',
    item2:
      '[t:Zatímco|Když=Poté, co=Dříve, než] [a:aktuální proces|volající proces=jiný proces=libovolný proces=proces=žádný proces=každý proces] [p:zpracovává|provádí=nezpracovává=přestal zpracovávat] tabulku {U1} nebo tabulku {U2}.',
    p3: 'Informace o tom, [a:která aplikace se instaluje=o aplikaci], najdete ve zprávách <protokolování událostí>.',
    p4: 'V případech, kdy [p:je nepraktické|není praktické=je praktické=je možné=je nutné=není nepraktické] vrátit chybu {C}, můžete [t:před pokusem o spuštění|před spuštěním=po pokusu o spuštění=při spuštění] instalace pomocí funkce {F} načíst aktuální stav služby Windows Installer. Služba Windows Installer [p:je aktuálně spuštěná|aktuálně běží=není aktuálně spuštěná=aktuálně neběží=je zastavená], pokud hodnota člena {D} vrácené struktury {S} [p:je|činí=není] {V}.',
    p5: '**Windows Installer 2.0:** [p:Nepodporuje se|Není podporováno=Podporuje se=Podporováno]. Použití funkce {F} k načtení aktuálního stavu služby Windows Installer [p:vyžaduje=nevyžaduje] Windows Installer verze [q:3.0 nebo vyšší|3.0 nebo novější=3.0 nebo nižší=3.0 nebo starší=vyšší než 3.0=3.0].',
  },
  {
    locale: 'cs-CZ',
    p1: '{M} [p:je obsazen=není obsazen] [q:jen|výhradně=] [t:po dobu|v průběhu=po skončení] zpracování tabulek {T1}, {T2} a {T3}.',
    p2: 'Jeden proces [p:neprovede=provede] [q:dvě=tři] instalace najednou, proto volání rozhraní [p:skončí s=neskončí s] {E}, a to ve [c:dvou|2=třech=mnoha] situacích:',
    item1: '[t:dokud|kdykoli=až] je {M} [p:obsazen=uvolněn];',
    item2:
      '[t:dokud=až poté, co] [a:vlastní proces|tentýž proces=cizí proces=kterýkoli proces] [p:prochází=neprochází] {U1} nebo {U2}.',
    p3: '[a:Co se právě instaluje, prozradí=Viz] <protokol událostí>.',
    p4: 'Kdo se chce [p:vyhnout|nesetkat s=setkat s] chybě {C}, zeptá se služby [t:předem=dodatečně] pomocí {F}. Instalace [p:probíhá=neprobíhá], má-li {D} ve struktuře {S} hodnotu {V}.',
    p5: '**Windows Installer 2.0:** [p:to neumí|nelze=to umí]. {F} funguje [q:od verze 3.0|počínaje verzí 3.0=do verze 3.0=jen ve verzi 3.0].',
  },
  {
    locale: 'sv-SE',
    p1: 'Mutexen {M} [p:anges=anges aldrig] [q:endast==även=inte bara] [t:vid=efter=före] bearbetning av tabellen {T1}, tabellen {T2} eller tabellen {T3}.',
    p2: 'Eftersom [q:två=tre=fyra] installationer [p:inte kan=kan] köras i [a:samma=olika] process returnerar [p:=inte ]ett försök att anropa installationsprogrammets API {E} i [c:två|följande två=tre=ett=alla=flera=några=fem=mer än två] fall:',
    item1:
      '[t:Medan|Under den tid då=Efter att=Innan=Så snart] mutexen {M} [p:har angetts|är upptagen=inte har angetts=är ledig=har släppts].',
    item2:
      '[t:Medan=Efter att=Innan] [a:den aktuella processen|den anropande processen=en annan process=vilken process som helst=en process=ingen process=varje process] [p:bearbetar|kör=inte bearbetar=slutat bearbeta] tabellen {U1} eller tabellen {U2}.',
    p3: 'Mer information om [a:vilket program som installeras=programmet] finns i meddelandena om <händelseloggning>.',
    p4: 'I de fall där det [p:är opraktiskt|inte är praktiskt=är praktiskt=är möjligt=är enkelt=inte är opraktiskt] att returnera ett {C}-fel kan du hämta den aktuella statusen för Windows Installer-tjänsten [t:innan=efter att=medan] du försöker starta installationen med hjälp av funktionen {F}. Windows Installer-tjänsten [p:körs för närvarande|är igång=körs för närvarande inte=är stoppad=är inaktiv] om värdet för medlemmen {D} i den returnerade strukturen {S} [p:är=inte är] {V}.',
    p5: '**Windows Installer 2.0:** [p:Stöds inte|Stöd saknas=Stöds=Stöd finns]. Användningen av funktionen {F} för att hämta den aktuella statusen för Windows Installer-tjänsten [p:kräver=kräver inte] Windows Installer version [q:3.0 eller senare|3.0 eller högre=3.0 eller tidigare=3.0 eller lägre=senare än 3.0=3.0].',
  },
  {
    locale: 'sv-SE',
    p1: '{M} hålls [q:bara|uteslutande=] [t:så länge|under den tid som=sedan] någon av tabellerna {T1}, {T2} och {T3} gås igenom.',
    p2: 'Installationsgränssnittet [p:svarar med|ger=svarar inte med] {E} vid [c:två|2=tre=många] tillfällen, för [q:två=tre] installationer ryms [p:inte=] i [a:en och samma=skilda] process:',
    item1: '[t:så länge|närhelst=sedan] {M} [p:är taget=inte är taget=är fritt];',
    item2:
      '[t:så länge=sedan] [a:den egna processen=någon process=en främmande process] [p:går igenom=inte går igenom] {U1} eller {U2}.',
    p3: '[a:Vad som håller på att installeras står i=Se] <händelseloggen>.',
    p4: 'Den som vill [p:undvika|slippa=få] {C} frågar tjänsten [t:i förväg|först=efteråt] med {F}. En installation [p:pågår=pågår inte] om {D} i {S} [p:är=inte är] {V}.',
    p5: '**Windows Installer 2.0:** [p:går inte|saknas=går]. {F} fungerar [q:från och med version 3.0|från version 3.0=till och med version 3.0=bara i version 3.0].',
  },
  {
    locale: 'hu-HU',
    p1: 'Az {M} mutex [q:csak==nem csak] [t:a következő táblák feldolgozása közben|a következő táblák feldolgozása során=a következő táblák feldolgozása után=a következő táblák feldolgozása előtt] van [p:=nem ]beállítva: {T1}, {T2} vagy {T3}.',
    p2: 'Mivel [q:két=három=négy] telepítés [p:nem futtatható=futtatható] [a:ugyanabban a|egyazon=különböző] folyamatban, a telepítő API-jának meghívására tett kísérlet [c:két|a következő két=három=minden=több=öt=több mint két] esetben [p:a következőt adja vissza:|ezzel a hibával tér vissza:=nem adja vissza:] {E}',
    item1:
      '[t:Amíg|Amikor=Miután=Mielőtt=Amint] az {M} mutex [p:be van állítva|foglalt=nincs beállítva=szabad=nem foglalt].',
    item2:
      '[t:Amíg=Miután=Mielőtt] [a:az aktuális folyamat|a hívó folyamat=egy másik folyamat=bármely folyamat=minden folyamat] feldolgozza [p:=nem ]a(z) {U1} vagy {U2} táblát.',
    p3: 'A <eseménynaplózási> üzenetekből megtudhatja, [a:hogy melyik alkalmazás telepítése folyik=az alkalmazást].',
    p4: 'Azokban az esetekben, amikor [p:nem célszerű|nem praktikus=célszerű=praktikus=lehetséges] {C} hibát visszaadni, a telepítés [t:megkezdése előtt|elindítása előtt=megkezdése után] a {F} függvénnyel lekérheti a Windows Installer szolgáltatás aktuális állapotát. A Windows Installer szolgáltatás jelenleg [p:fut|működik=nem fut=le van állítva=szünetel], ha a visszaadott {S} struktúra {D} tagjának értéke [p:=nem ]{V}.',
    p5: '**Windows Installer 2.0:** [p:Nem támogatott=Támogatott]. A {F} függvény használatához a Windows Installer [q:3.0-s vagy újabb|3.0-s vagy későbbi|legalább 3.0-s=3.0-s vagy korábbi=3.0-nál újabb=legfeljebb 3.0-s] verziója szükséges.',
  },
  {
    locale: 'hu-HU',
    p1: 'A Windows Installer [q:kizárólag|csupán=] [p:=nem ]addig tartja lefoglalva az {M} mutexet, amíg {T1}, {T2} vagy {T3} fut.',
    p2: 'Egy folyamat [q:két=három] telepítést [p:nem=] végezhet, ezért a hívás [c:két|2=három=sok] esetben {E} hibával [p:tér vissza|végződik=nem tér vissza]:',
    item1: '[t:ameddig=azt követően, hogy] {M} [p:foglalt=nem foglalt=felszabadult];',
    item2:
      '[t:ameddig=azt követően, hogy] [a:a saját folyamat=egy idegen, másik folyamat=valamely folyamat] [p:végrehajtja=nem hajtja végre]: {U1} vagy {U2}.',
    p3: 'Az <eseménynapló> megmutatja, [a:éppen mi települ=a programot].',
    p4: 'Ha valaki [p:el akarja kerülni|nem kívánja=kívánja] a {C} hibát, a telepítés [t:előtt|megkezdése előtt=után] kérdezze meg a szolgáltatást: {F}. A szolgáltatás akkor [p:dolgozik|aktív=nem dolgozik=tétlen], ha {S} {D} mezője {V}.',
    p5: '**Windows Installer 2.0:** [p:nem használható|nincs=használható]. {F}: a [q:3.0-s verziótól kezdve=3.0-s verzióig=pontosan 3.0-s verzióval] működik.',
  },
  {
    locale: 'ko-KR',
    p1: '{M} 뮤텍스는 {T1} 테이블, {T2} 테이블 또는 {T3} 테이블을 [t:처리하는 동안|처리할 때=처리한 후=처리하기 전][q:에만=에=뿐만 아니라 다른 때에도] [p:설정됩니다|설정되어 있습니다=설정되지 않습니다=해제됩니다].',
    p2: '동일한 프로세스에서 [q:두=세=네] 개의 설치를 실행할 수 [p:없으므로|없기 때문에=있으므로] 설치 관리자의 API를 호출하려고 하면 [c:두 가지|다음 두 가지=세 가지=한 가지=모든=여러=다섯 가지] 경우에 {E}이 [p:반환됩니다|발생합니다=반환되지 않습니다=방지됩니다].',
    item1: '{M} 뮤텍스가 [p:설정되어 있는|설정된=설정되지 않은=해제되어 있는] [t:동안|경우=후=이전].',
    item2:
      '[a:현재 프로세스가|호출 프로세스 자체가=다른 프로세스가=임의의 프로세스가=모든 프로세스가=프로세스가] {U1} 테이블 또는 {U2} 테이블을 [p:처리하는|처리 중인=처리하지 않는] [t:동안=후].',
    p3: '[a:설치 중인 애플리케이션에=애플리케이션에] 대한 자세한 내용은 <이벤트 로깅> 메시지를 참조하세요.',
    p4: '{C} 오류를 반환하는 것이 [p:비실용적인|실용적이지 않은=실용적인=가능한] 경우 {F} 함수를 사용하여 설치를 시작하려고 시도하기 [t:전에=후에] Windows Installer 서비스의 현재 상태를 검색할 수 있습니다. 반환된 {S} 구조체의 {D} 멤버 값이 {V}[p:이면|인 경우=가 아니면] Windows Installer 서비스가 현재 [p:실행 중입니다|작동 중입니다=실행되고 있지 않습니다=중지되어 있습니다].',
    p5: '**Windows Installer 2.0:** [p:지원되지 않습니다|지원 안 됨=지원됩니다=지원됨]. {F} 함수를 사용하여 Windows Installer 서비스의 현재 상태를 검색하려면 Windows Installer 버전 [q:3.0 이상|3.0 이후 버전=3.0 이하=3.0 이전 버전=3.0 미만]이 [p:필요합니다=필요하지 않습니다].',
  },
  {
    locale: 'ko-KR',
    p1: '{M} 은(는) {T1}, {T2}, {T3} 중 하나가 [t:실행되는 동안|처리되는 동안=실행된 뒤][q:만|에만=] [p:점유됩니다=점유되지 않습니다].',
    p2: '한 프로세스가 [q:두=세] 설치를 함께 할 수는 [p:없습니다=있습니다]. 그래서 호출하면 [c:두|2가지=세|많은] 경우에 {E} 오류가 [p:납니다|돌아옵니다=나지 않습니다].',
    item1: '{M} 이(가) [p:점유된=점유되지 않은=비어 있는] [t:동안|때=뒤].',
    item2:
      '[a:자신의 프로세스가|해당 프로세스가=어떤 프로세스가=별개의 프로세스가] {U1} 또는 {U2} 을(를) [p:실행하는=실행하지 않는] [t:동안=뒤].',
    p3: '<이벤트 로그>를 보면 [a:무엇이 설치되고 있는지=내용을] 알 수 있습니다.',
    p4: '{C} 오류를 [p:피하려면|원하지 않으면=받으려면] 설치를 시작하기 [t:전에|앞서 미리=뒤에] {F} 함수로 서비스에 물어봅니다. {S} 의 {D} 값이 {V} 이면 서비스가 [p:동작하고 있습니다=동작하지 않습니다=멈춰 있습니다].',
    p5: '**Windows Installer 2.0:** [p:사용할 수 없습니다|안 됩니다=사용할 수 있습니다]. {F} 함수는 [q:3.0 버전부터|최소 3.0 버전에서=3.0 버전까지=정확히 3.0 버전에서만] 쓸 수 있습니다.',
  },
  {
    locale: 'zh-CN',
    p1: '[q:仅|只有=不仅=] [t:在处理|在处理=在处理完] {T1} 表、{T2} 表或 {T3} 表[t:时|期间=后=之前][p:设置|才设置=不设置=释放] {M} 互斥体。',
    p2: '由于[q:两个=三个=四个]安装[p:不能|无法=可以=能够]在[a:同一=不同的=另一个]进程中运行，因此尝试调用安装程序的应用程序编程接口 (API) [p:会返回|将返回=不会返回=会避免] {E}，有[c:两种|以下两种=三种=多种=所有=五种=某些]情况：',
    item1: '{M} 互斥体[p:已设置|被占用=未设置=尚未设置=已释放][t:时|期间=后=之前]。',
    item2:
      '当 [a:当前进程|调用进程=任何进程=其他进程=某个进程=每个进程][p:正在处理|处理=没有处理=不再处理] {U1} 表或 {U2} 表[t:时|期间=后=之前]。',
    p3: '有关[a:正在安装的应用程序|正在安装哪个应用程序=应用程序]的信息，请参阅<事件日志记录>消息。',
    p4: '如果返回 {C} 错误[p:不切实际|不可行=切实可行=是可行的=并非不切实际]，则可以在尝试开始安装[t:之前|前=之后]，使用 {F} 函数检索 Windows Installer 服务的当前状态。如果返回的 {S} 结构的 {D} 成员的值[p:为|是=不为=不是] {V}，则 Windows Installer 服务当前[p:正在运行|处于活动状态=未运行=已停止=没有运行]。',
    p5: '**Windows Installer 2.0：** [p:不支持|不受支持=支持=受支持]。使用 {F} 函数检索 Windows Installer 服务的当前状态[p:需要|要求=不需要=无需] Windows Installer [q:3.0 或更高版本|3.0 或更新版本|3.0 及以上版本=3.0 或更低版本=3.0 或更早版本=高于 3.0 的版本=3.0 版=3.0 以下版本]。',
  },
  {
    locale: 'zh-TW',
    p1: '{M} [q:只|僅=] 在{T1}、{T2} 或 {T3} [t:執行期間|執行時=執行之後=執行前][p:被佔用|被持有=不被佔用]。',
    p2: '一個處理程序[p:不能=可以]同時做[q:兩個=三個]安裝，所以呼叫安裝程式時，有[c:兩種|下列兩種=三種=許多]狀況會[p:得到|收到=避免] {E}：',
    item1: '{M} [p:被佔用=未被佔用=被釋放]的[t:時候|期間=之後]；',
    item2:
      '[a:自己的處理程序|呼叫端自身的處理程序=別的處理程序=任意處理程序]執行 {U1} 或 {U2} 的[t:時候|期間=之後]。',
    p3: '<事件記錄>會寫出[a:正在安裝什麼=內容]。',
    p4: '若[p:不希望|不想=希望]收到 {C}，可[t:事先|先=事後]以 {F} 詢問服務。當 {S} 的 {D} [p:等於=不等於] {V}，服務便[p:正在執行=已停止=未執行]。',
    p5: '**Windows Installer 2.0：** [p:無法使用|不提供=可用]。{F} [q:自 3.0 版起|至少要 3.0 版=到 3.0 版為止=僅限 3.0 版]才能用。',
  },
  {
    locale: 'nl-NL',
    p1: 'De {M}-mutex wordt [q:alleen==ook=niet alleen] [p:=niet ]ingesteld [t:tijdens=na=vóór] het verwerken van de tabel {T1}, de tabel {T2} of de tabel {T3}.',
    p2: 'Omdat [q:twee=drie=vier] installaties [p:niet=] in [a:hetzelfde=verschillende] proces kunnen worden uitgevoerd, retourneert een poging om de API van het installatieprogramma aan te roepen [p:=niet ]{E} in [c:twee|de volgende twee=drie=één=alle=meerdere=enkele=vijf=meer dan twee] gevallen:',
    item1:
      '[t:Terwijl|Gedurende de tijd dat=Nadat=Voordat=Zodra] de {M}-mutex is [p:ingesteld|bezet=niet ingesteld=vrij=vrijgegeven].',
    item2:
      '[t:Terwijl=Nadat=Voordat] [a:het huidige proces|het aanroepende proces=een ander proces=elk proces=een proces=geen proces=een willekeurig proces] de tabel {U1} of de tabel {U2} [p:verwerkt|aan het verwerken is=niet verwerkt=niet meer verwerkt].',
    p3: 'Zie de berichten over <gebeurtenislogboeken> voor informatie over [a:welke toepassing wordt geïnstalleerd=de toepassing].',
    p4: 'In gevallen waarin het [p:onpraktisch|niet praktisch=praktisch=mogelijk=eenvoudig=niet onpraktisch] is om een {C}-fout te retourneren, kunt u de huidige status van de Windows Installer-service ophalen [t:voordat=nadat=terwijl] u de installatie probeert te starten met behulp van de functie {F}. De Windows Installer-service [p:wordt momenteel uitgevoerd|is momenteel actief=wordt momenteel niet uitgevoerd=is momenteel gestopt=is inactief] als de waarde van het lid {D} van de geretourneerde structuur {S} [p:=niet ]{V} is.',
    p5: '**Windows Installer 2.0:** [p:Niet ondersteund|Wordt niet ondersteund=Ondersteund=Wordt ondersteund]. Het gebruik van de functie {F} om de huidige status van de Windows Installer-service op te halen, vereist [p:=geen ]Windows Installer versie [q:3.0 of hoger|3.0 of nieuwer=3.0 of lager=3.0 of ouder=hoger dan 3.0=3.0].',
  },
  {
    locale: 'nl-BE',
    p1: '{M} is [q:enkel|slechts=] [p:=nooit ]bezet [t:zolang|gedurende de tijd dat=nadat=vooraleer] {T1}, {T2} of {T3} loopt.',
    p2: 'Wie de installatie aanroept, [p:krijgt|ontvangt=krijgt nooit] {E} in [c:twee|2=drie=veel] situaties, want [q:twee=drie] installaties kunnen [p:niet|onmogelijk=] samen in [a:één en hetzelfde|eenzelfde=een ander] proces:',
    item1: '[t:zolang|telkens als=zodra] {M} [p:in gebruik is=vrij is=niet in gebruik is];',
    item2:
      '[t:zolang=zodra] [a:het eigen proces=om het even welk ander proces=ieder proces] {U1} of {U2} [p:doorloopt=niet doorloopt].',
    p3: '[a:Wat er geïnstalleerd wordt, staat in=Zie] het <gebeurtenissenlogboek>.',
    p4: 'Wie {C} [p:liever vermijdt|liever niet ontvangt=wil ontvangen], raadpleegt de dienst [t:vooraf|op voorhand=achteraf] met {F}. De dienst [p:werkt|is bezig=werkt niet=ligt stil] als {D} in {S} [p:=niet ]{V} is.',
    p5: '**Windows Installer 2.0:** [p:niet mogelijk|ontbreekt=mogelijk]. {F} werkt [q:vanaf versie 3.0|sinds versie 3.0=tot versie 3.0=enkel met versie 3.0].',
  },
  {
    locale: 'pl-PL',
    p1: 'Muteks {M} [p:jest=nie jest=nigdy nie jest] ustawiany [q:tylko==również=nie tylko] [t:podczas=po zakończeniu=przed rozpoczęciem] przetwarzania tabeli {T1}, tabeli {T2} lub tabeli {T3}.',
    p2: 'Ponieważ [q:dwie=trzy=cztery] instalacje [p:nie mogą=mogą] być uruchamiane w [a:tym samym=różnych] procesie, próba wywołania interfejsu API instalatora [p:zwraca|kończy się błędem=nie zwraca=pomija] {E} w [c:dwóch|następujących dwóch=trzech=jednym=wszystkich=kilku=niektórych=pięciu=więcej niż dwóch] przypadkach:',
    item1:
      '[t:Gdy|Przez cały czas, gdy=Po tym, jak=Zanim=Z chwilą, gdy] muteks {M} [p:jest ustawiony|jest zajęty=nie jest ustawiony=jest wolny=został zwolniony].',
    item2:
      '[t:Gdy=Po tym, jak=Zanim] [a:bieżący proces|wywołujący proces=inny proces=dowolny proces=proces=żaden proces=każdy proces] [p:przetwarza|wykonuje=nie przetwarza=przestał przetwarzać] tabelę {U1} lub tabelę {U2}.',
    p3: 'Aby uzyskać informacje o tym, [a:jaka aplikacja jest instalowana=o aplikacji], zobacz komunikaty <rejestrowania zdarzeń>.',
    p4: 'W przypadkach, w których zwrócenie błędu {C} jest [p:niepraktyczne|niecelowe=praktyczne=możliwe=konieczne], można pobrać bieżący stan usługi Windows Installer [t:przed podjęciem=po podjęciu=podczas] próby rozpoczęcia instalacji przy użyciu funkcji {F}. Usługa Windows Installer [p:jest obecnie uruchomiona|obecnie działa=nie jest obecnie uruchomiona=jest zatrzymana=jest bezczynna], jeśli wartość elementu {D} zwróconej struktury {S} [p:to|wynosi=to nie] {V}.',
    p5: '**Windows Installer 2.0:** [p:Nieobsługiwane|Brak obsługi=Obsługiwane=Jest obsługiwane]. Użycie funkcji {F} do pobrania bieżącego stanu usługi Windows Installer [p:wymaga=nie wymaga] Windows Installer w wersji [q:3.0 lub nowszej|3.0 lub wyższej=3.0 lub starszej=3.0 lub niższej=nowszej niż 3.0=3.0].',
  },
  {
    locale: 'pl-PL',
    p1: '{M} [p:bywa zajęty=nie bywa zajęty] [q:wyłącznie|jedynie=] [t:w czasie|w trakcie=po] wykonywania {T1}, {T2} albo {T3}.',
    p2: 'Jeden proces [p:nie może=może] prowadzić [q:dwóch=trzech] instalacji naraz, więc wywołanie [p:daje|oddaje=nie daje] {E} w [c:dwóch|2=trzech=wielu] sytuacjach:',
    item1: '[t:dopóki|ilekroć=odkąd tylko przestał] {M} [p:jest zajęty=nie jest zajęty];',
    item2:
      '[t:dopóki=po tym, jak] [a:własny proces=jakikolwiek proces=obcy, inny proces] [p:realizuje=nie realizuje] {U1} albo {U2}.',
    p3: '<Dziennik zdarzeń> mówi, [a:co się właśnie instaluje=wszystko].',
    p4: 'Aby [p:uniknąć|nie otrzymać=otrzymać] {C}, należy [t:wcześniej|najpierw=później] zapytać usługę przez {F}. Usługa [p:pracuje=nie pracuje=stoi], gdy {D} w {S} [p:równa się=nie równa się] {V}.',
    p5: '**Windows Installer 2.0:** [p:niedostępne|brak=dostępne]. {F} działa [q:od wersji 3.0|począwszy od wersji 3.0=do wersji 3.0=tylko w wersji 3.0].',
  },
  {
    locale: 'tr-TR',
    p1: '{M} Mutex [q:yalnızca|sadece==yalnızca değil, her zaman] {T1} tablosu, {T2} tablosu veya {T3} tablosu [t:işlenirken|işlenmesi sırasında=işlendikten sonra=işlenmeden önce] [p:ayarlanır|kullanılır=ayarlanmaz=serbest bırakılır].',
    p2: '[q:İki=Üç=Dört] yükleme aynı işlemde [p:çalıştırılamadığından|çalıştırılamayacağı için=çalıştırılabildiğinden], yükleyicinin uygulama programlama arabirimini (API) çağırma girişimi [c:iki|aşağıdaki iki=üç=bir=her=birçok=beş] durumda {E} [p:döndürür|hatası verir=döndürmez=hatasını önler]:',
    item1:
      '{M} Mutex [p:ayarlandığı|ayarlı olduğu=ayarlanmadığı=serbest olduğu] [t:sürece|sırada=andan sonra].',
    item2:
      '[a:Geçerli işlem|Çağıran işlem=Başka bir işlem=Herhangi bir işlem=Her işlem=Bir işlem] {U1} tablosunu veya {U2} tablosunu [t:işlerken|işlediği sırada=işledikten sonra=işlemeden önce].',
    p3: '[a:Hangi uygulamanın yüklendiği=Uygulama] hakkında bilgi için <Olay Günlüğü> iletilerine bakın.',
    p4: '{C} hatası döndürmenin [p:pratik olmadığı|mümkün olmadığı=pratik olduğu=mümkün olduğu] durumlarda, yüklemeyi başlatmayı denemeden [t:önce=sonra] {F} işlevini kullanarak Windows Installer hizmetinin geçerli durumunu alabilirsiniz. Döndürülen {S} yapısının {D} üyesinin değeri {V} [p:ise=değilse] Windows Installer hizmeti şu anda [p:çalışıyordur|etkindir=çalışmıyordur=durdurulmuştur].',
    p5: '**Windows Installer 2.0:** [p:Desteklenmez|Desteklenmiyor=Desteklenir=Destekleniyor]. Windows Installer hizmetinin geçerli durumunu almak için {F} işlevinin kullanılması Windows Installer sürüm [q:3.0 veya üzerini|3.0 veya daha yenisini=3.0 veya öncesini=3.0 veya altını] gerektirir.',
  },
  {
    locale: 'ja-JP',
    p1: '{M} ミューテックスは、{T1} テーブル、{T2} テーブル、または {T3} テーブルの[t:処理中|処理時=処理後=処理前]に[q:のみ=も]設定[p:されます|されています=されません]。',
    p2: '同じプロセスで [q:2 つ=3 つ=4 つ]のインストールを実行[p:できない=できる]ため、インストーラーのアプリケーション プログラミング インターフェイス (API) を呼び出そうとすると、[c:次の 2 つ|2 つ=次の 3 つ=すべて=いくつか=5 つ]の場合に {E} が[p:返されます|発生します=返されません=抑制されます]。',
    item1:
      '{M} ミューテックスが[p:設定されている|占有されている=設定されていない=解放されている][t:間|場合=後=前]。',
    item2:
      '[a:現在のプロセス|呼び出し元のプロセス=他のプロセス=任意のプロセス=いずれかのプロセス=プロセス]が {U1} テーブルまたは {U2} テーブルを[p:処理している|実行している=処理していない][t:間=後]。',
    p3: '[a:インストールされているアプリケーション|どのアプリケーションがインストールされているか=アプリケーション]の詳細については、<イベント ログ>のメッセージを参照してください。',
    p4: '{C} エラーを返すことが[p:現実的ではない|実際的でない=現実的な=可能な=必要な]場合は、{F} 関数を使用して、インストールを開始しようとする[t:前|より前=後]に Windows インストーラー サービスの現在の状態を取得できます。返された {S} 構造体の {D} メンバーの値が {V} [p:である場合|のとき=でない場合]、Windows インストーラー サービスは現在[p:実行されています|実行中です=実行されていません=停止しています]。',
    p5: '**Windows Installer 2.0:** [p:サポートされていません|サポート対象外です=サポートされています=利用可能です]。{F} 関数を使用して Windows インストーラー サービスの現在の状態を取得するには、Windows Installer バージョン [q:3.0 以降|3.0 以上=3.0 以前=3.0 以下=3.0 未満]が[p:必要です=必要ありません]。',
  },
];

export const TRANSLATED_PAGES = TRANSLATIONS.map(goodPage);
export const WRONG_TRANSLATIONS = wordedPages(TRANSLATIONS, 'wrong');
export const HARMLESS_TRANSLATIONS = wordedPages(TRANSLATIONS, 'harmless');
