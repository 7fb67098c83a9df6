/** A page of our own in each language that has a lexicon, with harmless and wrong wordings. */
import { goodPage, wordedPages } from './worded-pages.ts';
import type { Sentences } from './worded-pages.ts';

const SENTENCES: readonly Sentences[] = [
  {
    locale: 'en-US',
    p1: 'The {M} mutex is[p:= not] set [q:only|solely|exclusively=] [t:while|as long as=after=before] {T1}, {T2} or {T3} is processed.',
    p2: 'Because [q:two|2=three] installations cannot run in [a:the same|one and the same=different] process, a call of the installer [p:returns|ends with=does not return] {E} in [c:two|2=three=at least two=among others two] [c:cases|situations].',
    item1: '[t:While|As long as|Whenever=After=Before] the {M} mutex is[p:= not] set.',
    item2:
      '[t:While|As long as=After=Before] [a:the current|the calling|its own=any=another] process is[p:= not] processing {U1} or {U2}.',
    p3: '<Event Logging> tells [a:which|what] application [a:is being installed=was last removed=was uninstalled].',
    p4: 'Where it is [p:impractical|not practical|inconvenient=practical=not impractical] to return {C}, retrieve the status of the service by {F} [t:before|prior to the time that=after] the installation is started. The Windows Installer service is[p:= not] running if {D} of {S} is[p:= not] {V}.',
    p5: '**Windows Installer 2.0:** [p:Not supported|Unsupported|Not available=Supported]. {F} requires version [q:3.0 or greater|3.0 or later|3.0 or newer=3.0 or earlier=greater than 3.0].',
  },
  {
    locale: 'de-DE',
    p1: 'Der Mutex {M} wird [q:nur|ausschließlich|lediglich=] [t:während|bei=nach=vor] der Verarbeitung von {T1}, {T2} oder {T3} [p:=nicht ]gesetzt.',
    p2: 'Da [q:zwei|2=drei] Installationen nicht im [a:selben|gleichen=anderen] Prozess laufen können, gibt ein Aufruf in [c:zwei|2=drei=mindestens zwei] Fällen {E} [p:zurück=nicht zurück].',
    item1: '[t:Während|Solange|Wenn=Nachdem=Bevor] der Mutex {M} [p:=nicht ]gesetzt ist.',
    item2:
      '[t:Während|Solange=Nachdem=Bevor] [a:der aktuelle|der eigene|derselbe=ein beliebiger=ein anderer] Prozess {U1} oder {U2} [p:=nicht ]verarbeitet.',
    p3: '<Ereignisprotokollierung> sagt, welche Anwendung [a:installiert wird=zuletzt entfernt wurde=deinstalliert wird].',
    p4: 'Wo es [p:nicht praktikabel|unpraktisch|nicht sinnvoll=praktikabel] ist, {C} zurückzugeben, kann der Status des Diensts mit {F} abgerufen werden, [t:bevor|ehe=nachdem] die Installation beginnt. Der Windows Installer-Dienst wird [p:=nicht ]ausgeführt, wenn {D} von {S} {V} ist.',
    p5: '**Windows Installer 2.0:** [p:Nicht unterstützt|Nicht verfügbar=Unterstützt]. {F} verlangt Version [q:3.0 oder höher|3.0 oder später|3.0 oder neuer=3.0 oder früher=größer als 3.0].',
  },
  {
    locale: 'fr-FR',
    p1: 'Le mutex {M} [p:est=n’est pas] défini [q:uniquement|seulement|exclusivement=] [t:pendant|lors de=après=avant] le traitement de {T1}, {T2} ou {T3}.',
    p2: 'Comme [q:deux|2=trois] installations ne peuvent pas s’exécuter dans [a:le même|un seul et même=un autre] processus, un appel [p:retourne=ne retourne pas] {E} dans [c:deux|2=trois=au moins deux] cas.',
    item1: '[t:Pendant que|Tant que|Lorsque=Après que=Avant que] le mutex {M} [p:est=n’est pas] défini.',
    item2:
      '[t:Pendant que|Tant que=Après que] [a:le processus actuel|le processus en cours|le processus appelant=un autre processus=n’importe quel processus] [p:traite=ne traite pas] {U1} ou {U2}.',
    p3: '<La journalisation> dit quelle application [a:est installée=est désinstallée=a été supprimée].',
    p4: 'Là où il [p:n’est pas pratique|n’est pas possible|n’est pas commode=est pratique] de retourner {C}, récupérez l’état du service par {F} [t:avant de=après avoir] démarrer l’installation. Le service Windows Installer [p:est=n’est pas] en cours d’exécution si {D} de {S} est {V}.',
    p5: '**Windows Installer 2.0 :** [p:Non pris en charge|Non disponible=Pris en charge]. {F} requiert la version [q:3.0 ou ultérieure|3.0 ou supérieure|3.0 ou plus récente=3.0 ou antérieure=supérieure à 3.0].',
  },
  {
    locale: 'es-ES',
    p1: 'El mutex {M} [p:=no ]está establecido [q:solo|únicamente|exclusivamente=] [t:mientras|cuando=después de que=antes de que] se procesa {T1}, {T2} o {T3}.',
    p2: 'Como [q:dos|2=tres] instalaciones no pueden ejecutarse en [a:el mismo|un mismo=otro] proceso, una llamada [p:devuelve=no devuelve] {E} en [c:dos|2=tres=al menos dos] casos.',
    item1: '[t:Mientras|Cuando=Después de que=Antes de que] el mutex {M} [p:=no ]está establecido.',
    item2:
      '[t:Mientras|Cuando=Después de que] [a:el proceso actual|el propio proceso=cualquier proceso=otro proceso] [p:=no ]procesa {U1} o {U2}.',
    p3: '<El registro de eventos> dice qué aplicación se está instalando.',
    p4: 'Donde [p:no sea práctico|no sea conveniente|resulte impráctico=sea práctico] devolver {C}, recupere el estado del servicio con {F} [t:antes de=después de] iniciar la instalación. El servicio Windows Installer [p:=no ]está en ejecución si {D} de {S} es {V}.',
    p5: '**Windows Installer 2.0:** [p:No se admite|No disponible|No compatible=Se admite]. {F} requiere la versión [q:3.0 o posterior|3.0 o superior|3.0 o más reciente=3.0 o anterior=superior a 3.0].',
  },
  {
    locale: 'it-IT',
    p1: 'Il mutex {M} [p:=non ]è impostato [q:solo|soltanto|esclusivamente=] [t:durante|nel corso di=dopo=prima di] l’elaborazione di {T1}, {T2} o {T3}.',
    p2: 'Poiché [q:due|2=tre] installazioni non possono essere eseguite nello [a:stesso|proprio stesso=altro] processo, una chiamata [p:restituisce=non restituisce] {E} in [c:due|2=tre=almeno due] casi.',
    item1: '[t:Mentre|Finché|Quando=Dopo che=Prima che] il mutex {M} [p:=non ]è impostato.',
    item2:
      '[t:Mentre|Quando=Dopo che] [a:il processo corrente|il proprio processo=un altro processo=qualsiasi processo] [p:=non ]elabora {U1} o {U2}.',
    p3: '<Il registro eventi> dice quale applicazione viene installata.',
    p4: 'Dove [p:non è pratico|non è opportuno|è inopportuno=è pratico] restituire {C}, si recupera lo stato del servizio con {F} [t:prima di=dopo] avviare l’installazione. Il servizio Windows Installer [p:=non ]è in esecuzione se {D} di {S} è {V}.',
    p5: '**Windows Installer 2.0:** [p:Non supportato|Non disponibile=Supportato]. {F} richiede la versione [q:3.0 o successiva|3.0 o superiore|3.0 o più recente=3.0 o precedente=superiore a 3.0].',
  },
  {
    locale: 'pt-BR',
    p1: 'O mutex {M} [p:=não ]está definido [q:somente|apenas|exclusivamente=] [t:durante|enquanto ocorre=após=antes de] o processamento de {T1}, {T2} ou {T3}.',
    p2: 'Como [q:duas|2=três] instalações não podem ser executadas no [a:mesmo=outro] processo, uma chamada [p:retorna=não retorna] {E} em [c:dois|2=três=pelo menos dois] casos.',
    item1: '[t:Enquanto|Quando=Depois que=Antes que] o mutex {M} [p:=não ]está definido.',
    item2:
      '[t:Enquanto|Quando=Depois que] [a:o processo atual|o próprio processo=qualquer processo=outro processo] [p:=não ]processa {U1} ou {U2}.',
    p3: '<O log de eventos> diz qual aplicativo está sendo instalado.',
    p4: 'Onde [p:não for prático|não for conveniente|for inconveniente=for prático] retornar {C}, recupere o status do serviço por {F} [t:antes de=depois de] iniciar a instalação. O serviço Windows Installer [p:=não ]está em execução se {D} de {S} for {V}.',
    p5: '**Windows Installer 2.0:** [p:Não suportado|Não disponível=Suportado]. {F} requer a versão [q:3.0 ou posterior|3.0 ou superior|3.0 ou mais recente=3.0 ou anterior=superior a 3.0].',
  },
  {
    locale: 'pl-PL',
    p1: 'Muteks {M} [p:=nie ]jest ustawiony [q:tylko|wyłącznie|jedynie=] [t:podczas|w trakcie=po=przed] przetwarzania {T1}, {T2} lub {T3}.',
    p2: 'Ponieważ [q:dwie|2=trzy] instalacje nie mogą działać w [a:tym samym=innym] procesie, wywołanie [p:zwraca=nie zwraca] {E} w [c:dwóch|2=trzech=co najmniej dwóch] przypadkach.',
    item1: '[t:Podczas gdy|Dopóki|Gdy=Po tym, jak=Przed tym, jak] muteks {M} [p:=nie ]jest ustawiony.',
    item2:
      '[t:Podczas gdy|Gdy=Po tym, jak] [a:bieżący|własny=dowolny=inny] proces [p:=nie ]przetwarza {U1} lub {U2}.',
    p3: '<Dziennik zdarzeń> podaje, która aplikacja jest instalowana.',
    p4: 'Gdy [p:niepraktyczne jest|niecelowe jest=praktyczne jest] zwracanie {C}, można pobrać stan usługi przez {F} [t:przed=po] rozpoczęciem instalacji. Usługa Windows Installer [p:=nie ]działa, jeśli {D} w {S} to {V}.',
    p5: '**Windows Installer 2.0:** [p:Nieobsługiwane|Nie jest obsługiwane|Niedostępne=Obsługiwane]. {F} wymaga wersji [q:3.0 lub nowszej|3.0 lub późniejszej|3.0 lub wyższej=3.0 lub starszej=wyższej niż 3.0].',
  },
  {
    locale: 'cs-CZ',
    p1: 'Mutex {M} [p:je=není] nastaven [q:pouze|jen|výhradně=] [t:během|při=po=před] zpracování {T1}, {T2} nebo {T3}.',
    p2: 'Protože [q:dvě|2=tři] instalace nelze spustit v [a:témže|jednom=jiném] procesu, volání [p:vrací=nevrací] {E} ve [c:dvou|2=třech=alespoň dvou] případech.',
    item1: '[t:Zatímco|Dokud|Když=Poté, co=Předtím, než] mutex {M} [p:je=není] nastaven.',
    item2:
      '[t:Zatímco|Když=Poté, co] [a:aktuální|vlastní=libovolný=jiný] proces [p:zpracovává=nezpracovává] {U1} nebo {U2}.',
    p3: '<Protokol událostí> sděluje, která aplikace se instaluje.',
    p4: 'Tam, kde [p:není praktické|není vhodné|je nevhodné=je praktické] vrátit {C}, lze zjistit stav služby pomocí {F} [t:před=po] zahájením instalace. Služba Windows Installer [p:běží=neběží], pokud {D} v {S} je {V}.',
    p5: '**Windows Installer 2.0:** [p:Není podporováno|Nepodporováno|Není k dispozici=Podporováno]. {F} vyžaduje verzi [q:3.0 nebo vyšší|3.0 nebo novější|3.0 nebo pozdější=3.0 nebo nižší=vyšší než 3.0].',
  },
  {
    locale: 'ru-RU',
    p1: 'Мьютекс {M} [p:=не ]задан [q:только|лишь|исключительно=] [t:при|во время=после=перед] обработки {T1}, {T2} или {T3}.',
    p2: 'Поскольку [q:две|2=три] установки не могут идти в [a:одном|том же=другом] процессе, вызов [p:возвращает=не возвращает] {E} в [c:двух|2=трех=по крайней мере двух] случаях.',
    item1: '[t:Пока|Когда=После того как=Прежде чем] мьютекс {M} [p:=не ]задан.',
    item2:
      '[t:Пока|Когда=После того как] [a:текущий|собственный=любой=другой] процесс [p:=не ]обрабатывает {U1} или {U2}.',
    p3: '<Журнал событий> сообщает, какое приложение устанавливается.',
    p4: 'Там, где [p:нецелесообразно|непрактично|неудобно=целесообразно] возвращать {C}, состояние службы можно получить с помощью {F} [t:перед началом|до начала=после начала] установки. Служба Windows Installer [p:=не ]выполняется, если {D} в {S} — это {V}.',
    p5: '**Windows Installer 2.0:** [p:Не поддерживается|Недоступно=Поддерживается]. {F} требует версии [q:3.0 или более поздней|3.0 или выше|3.0 или новее=3.0 или более ранней=выше 3.0].',
  },
  {
    locale: 'tr-TR',
    p1: '{M} mutex’i [q:yalnızca|sadece|ancak=] {T1}, {T2} veya {T3} [t:işlenirken|işlendiği sürece=işlendikten sonra=işlenmeden önce] [p:ayarlanır=ayarlanmaz].',
    p2: '[q:İki|2=Üç] yükleme [a:aynı|tek bir=farklı] işlemde çalıştırılamaz, bu yüzden çağrı [c:iki|2=üç=en az iki] durumda {E} [p:döndürür=döndürmez].',
    item1: '{M} mutex’i [p:ayarlı=ayarlı değil] [t:iken|olduğu sürece=olduktan sonra].',
    item2:
      '[a:Geçerli|Kendi=Herhangi bir=Başka bir] işlem {U1} veya {U2} tablosunu [t:işlerken|işlediği sürece=işledikten sonra].',
    p3: '<Olay günlüğü> hangi uygulamanın yüklendiğini söyler.',
    p4: '{C} döndürmenin [p:pratik olmadığı|uygun olmadığı=pratik olduğu] yerlerde, yükleme başlatılmadan [t:önce=sonra] {F} ile hizmetin durumu alınır. {S} içindeki {D} değeri {V} ise Windows Installer hizmeti [p:çalışıyor=çalışmıyor].',
    p5: '**Windows Installer 2.0:** [p:Desteklenmez|Desteklenmiyor|Kullanılamaz=Desteklenir]. {F} için sürüm [q:3.0 veya üstü|3.0 veya sonrası|3.0 veya daha yenisi=3.0 veya öncesi] gerekir.',
  },
  {
    locale: 'nl-NL',
    p1: 'De mutex {M} is [q:alleen|uitsluitend|slechts=] [p:=niet ]gezet [t:tijdens|gedurende=na=vóór] de verwerking van {T1}, {T2} of {T3}.',
    p2: 'Omdat [q:twee|2=drie] installaties niet in [a:hetzelfde|één=een ander] proces kunnen lopen, geeft een aanroep in [c:twee|2=drie=minstens twee] gevallen {E} [p:terug=niet terug].',
    item1: '[t:Terwijl|Zolang|Wanneer=Nadat=Voordat] de mutex {M} [p:=niet ]is gezet.',
    item2:
      '[t:Terwijl|Zolang=Nadat] [a:het huidige|het eigen=een willekeurig=een ander] proces {U1} of {U2} [p:=niet ]verwerkt.',
    p3: '<Gebeurtenissen> zegt welke toepassing wordt geïnstalleerd.',
    p4: 'Waar het [p:onpraktisch|niet praktisch|niet handig=praktisch] is om {C} terug te geven, wordt de status van de dienst met {F} opgevraagd [t:voordat|alvorens=nadat] de installatie begint. De dienst Windows Installer is [p:=niet ]actief als {D} van {S} {V} is.',
    p5: '**Windows Installer 2.0:** [p:Niet ondersteund|Niet beschikbaar=Ondersteund]. {F} vereist versie [q:3.0 of hoger|3.0 of later|3.0 of nieuwer=3.0 of lager=hoger dan 3.0].',
  },
  {
    locale: 'sv-SE',
    p1: 'Mutexen {M} är [q:bara|endast|enbart=] [p:=inte ]satt [t:medan|under tiden som=efter att=innan] {T1}, {T2} eller {T3} bearbetas.',
    p2: 'Eftersom [q:två|2=tre] installationer inte kan köras i [a:samma|en och samma=olika] process returnerar ett anrop [p:=inte ]{E} i [c:två|2=tre=minst två] fall.',
    item1: '[t:Medan|Så länge|När=Efter att=Innan] mutexen {M} är [p:=inte ]satt.',
    item2:
      '[t:Medan|Så länge=Efter att] [a:den aktuella|den egna=någon=en annan] processen [p:=inte ]bearbetar {U1} eller {U2}.',
    p3: '<Händelseloggen> säger vilket program som installeras.',
    p4: 'Där det är [p:opraktiskt|inte praktiskt|olämpligt=praktiskt] att returnera {C} hämtas tjänstens status med {F} [t:innan|före det att=efter att] installationen startas. Tjänsten Windows Installer [p:körs=körs inte] om {D} i {S} är {V}.',
    p5: '**Windows Installer 2.0:** [p:Stöds inte|Stöds ej|Inte tillgängligt=Stöds]. {F} kräver version [q:3.0 eller senare|3.0 eller högre|3.0 eller nyare=3.0 eller tidigare=högre än 3.0].',
  },
  {
    locale: 'hu-HU',
    p1: 'A(z) {M} mutex [q:csak|kizárólag|csakis=] a {T1}, {T2} vagy {T3} feldolgozása [t:közben|alatt|során=után=előtt] van beállítva[p:= nem].',
    p2: 'Mivel [q:két|2=három] telepítés nem futhat [a:ugyanabban|egy=másik] folyamatban, a hívás [c:két|2=három=legalább két] esetben {E} értéket [p:ad vissza=nem ad vissza].',
    item1: '[t:Amíg|Amikor=Miután=Mielőtt] a(z) {M} mutex [p:=nem ]be van állítva.',
    item2:
      '[t:Amíg|Amikor=Miután] [a:az aktuális|a saját=bármely=egy másik] folyamat [p:=nem ]dolgozza fel: {U1} vagy {U2}.',
    p3: '<Az eseménynapló> megmondja, melyik alkalmazás települ.',
    p4: 'Ahol [p:nem praktikus|célszerűtlen|nem célszerű=praktikus] {C} értéket visszaadni, ott a szolgáltatás állapota az {F} révén lekérdezhető, [t:mielőtt=miután] a telepítés elindul. A Windows Installer szolgáltatás [p:=nem ]fut, ha {S} {D} tagja {V}.',
    p5: '**Windows Installer 2.0:** [p:Nem támogatott|Nem elérhető=Támogatott]. {F} használatához [q:3.0 vagy újabb|3.0 vagy későbbi|3.0 vagy magasabb=3.0 vagy korábbi] verzió kell.',
  },
  {
    locale: 'ja-JP',
    p1: '{M} ミューテックスは、{T1}、{T2}、{T3} を処理[t:している間=した後=する前][q:だけ|のみ=]設定され[p:ます=ません]。',
    p2: '[q:2 つ|二つ=3 つ]のインストールは[a:同じ|1 つの=別の]プロセスで実行できないため、呼び出しは次の [c:2 つ|二つ=3 つ]の場合に {E} を返し[p:ます=ません]。',
    item1: '{M} ミューテックスが設定されて[p:いる=いない][t:間|とき=後]。',
    item2:
      '[a:現在の|自身の=任意の=別の]プロセスが {U1} または {U2} を処理[t:している間|しているとき=した後]。',
    p3: '<イベント ログ>で、どのアプリケーションがインストール中かが分かります。',
    p4: '{C} を返すのが[p:現実的でない|実用的でない|不適切な=現実的な]場合は、インストールを始める[t:前に=後に] {F} でサービスの状態を取得します。{S} の {D} が {V} であれば、Windows Installer サービスは実行[p:中です=されていません]。',
    p5: '**Windows Installer 2.0:** [p:サポートされていません|使えません=サポートされています]。{F} には [q:3.0 以降|3.0 以上=3.0 以前=3.0 を超えるもの]が必要です。',
  },
  {
    locale: 'ko-KR',
    p1: '{M} 뮤텍스는 {T1}, {T2}, {T3} 테이블을 처리[t:하는 동안=한 후=하기 전][q:에만=에] 설정[p:됩니다=되지 않습니다].',
    p2: '[q:두|2=세] 설치는 [a:같은|동일한=다른] 프로세스에서 실행할 수 없으므로, 호출은 [c:두|2=세] 경우에 {E} 값을 반환[p:합니다=하지 않습니다].',
    item1: '{M} 뮤텍스가 설정[p:되어 있는=되어 있지 않은] [t:동안|때=후].',
    item2:
      '[a:현재|자신의=임의의=다른] 프로세스가 {U1} 또는 {U2} 테이블을 처리[t:하는 동안|하고 있을 때=한 후].',
    p3: '<이벤트 로그>는 어떤 애플리케이션이 설치되는지 알려 줍니다.',
    p4: '{C} 오류를 반환하는 것이 [p:실용적이지 않은|적절하지 않은=실용적인] 경우, 설치를 시작하기 [t:전에=후에] {F} 함수로 서비스 상태를 검색할 수 있습니다. {S} 구조체의 {D} 값이 {V} 이면 Windows Installer 서비스가 실행 [p:중입니다=중이 아닙니다].',
    p5: '**Windows Installer 2.0:** [p:지원되지 않습니다|사용할 수 없습니다=지원됩니다]. {F} 함수에는 버전 [q:3.0 이상|3.0 이후=3.0 이하=3.0 초과]이 필요합니다.',
  },
  {
    locale: 'zh-CN',
    p1: '[q:只有|仅=]在处理 {T1}、{T2} 或 {T3} [t:时|期间=之后=之前]，{M} 互斥体[p:会被设置=不会被设置]。',
    p2: '由于[q:两个|2 个=三个]安装不能在[a:同一|相同=不同]进程中运行，调用会在[c:两种|2 种=三种]情况下[p:返回=不返回] {E}。',
    item1: '[t:当|在] {M} 互斥体[p:已设置=未设置][t:时|期间=之后]。',
    item2: '[a:当前|自身=任何=其他]进程正在处理 {U1} 或 {U2} [t:时|期间=之后]。',
    p3: '<事件日志>说明正在安装哪个应用程序。',
    p4: '如果返回 {C} [p:不切实际|不可行|不方便=切合实际]，可以在开始安装[t:之前=之后]用 {F} 查询服务的状态。如果 {S} 的 {D} 是 {V}，则 Windows Installer 服务[p:正在=不在]运行。',
    p5: '**Windows Installer 2.0：** [p:不支持|不可用=支持]。{F} 需要 [q:3.0 或更高|3.0 或以上=3.0 或更低=高于 3.0 的]版本。',
  },
  {
    locale: 'zh-TW',
    p1: '[q:只有|僅=]在處理 {T1}、{T2} 或 {T3} [t:時|期間=之後=之前]，{M} 互斥鎖[p:會設定=不會設定]。',
    p2: '因為[q:兩個|2 個=三個]安裝無法在[a:同一|相同=不同]處理程序中執行，呼叫會在[c:兩種|2 種=三種]情況下[p:傳回=不傳回] {E}。',
    item1: '{M} 互斥鎖[p:已設定=未設定][t:時|期間=之後]。',
    item2: '[a:目前的|自身的=任何=其他]處理程序正在處理 {U1} 或 {U2} [t:時|期間=之後]。',
    p3: '<事件記錄>說明正在安裝哪個應用程式。',
    p4: '如果傳回 {C} [p:不切實際|不可行|不方便=切合實際]，可以在開始安裝[t:之前=之後]以 {F} 查詢服務的狀態。如果 {S} 的 {D} 是 {V}，則 Windows Installer 服務[p:正在=不在]執行。',
    p5: '**Windows Installer 2.0：** [p:不支援|無法使用=支援]。{F} 需要 [q:3.0 或更高|3.0 或以上=3.0 或更低=高於 3.0 的]版本。',
  },
];

export const LANGUAGE_PAGES = SENTENCES.map(goodPage);
/** Each wrong word in its place. */
export const WRONG_WORDS = wordedPages(SENTENCES, 'wrong');
/** Each harmless word in its place. */
export const HARMLESS_WORDS = wordedPages(SENTENCES, 'harmless');
