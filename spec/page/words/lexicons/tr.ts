import { becomingSet, otherThanInstalling, startsByFunction, wrongInstallation } from '../lexicon.ts';
import type { Lexicon } from '../lexicon.ts';

export const tr: Lexicon = {
  language: 'tr',
  spaces: 'both',
  tells: [
    'bir',
    've',
    'veya',
    'bu',
    'için',
    'iki',
    'ile',
    'olarak',
    'yalnızca',
    'ya',
    'da',
    'hangi',
    'değil',
    'sürüm',
    'sürümü',
    'çalıştırılamaz',
    'tablosu',
    'tablosunu',
  ],
  negation: [
    'değil*|yok|hiç*|asla|olmadan|olmayan|olmadığı*|dışında|hariç|durduruldu|durmuş*',
    '*(lmıyor|lmiyor|lmuyor|lmüyor|mıyor|miyor|muyor|müyor)*|*(lmaz|lmez|nmaz|nmez|rmaz|rmez|tmaz|tmez|kmaz|kmez|amaz|emez|ımaz|imez)*|*(lamaz|lemez|mayaca|meyece)*|*(lmadı|lmedi|lmamış|lmemiş|lanmadı|lenmedi|ılmadı)*|*(lmadığı|lmediği|mazken|mezken|madığı|mediği)*',
  ],
  noNegation: [],
  unset: [
    'boş*|serbest*|bırakıl*|temizlen*|kullanılabilir|kilidi açıl*|terk*|kaldırıl*|pasif|sıfırlan*|silin*|ayarsız|müsait',
  ],
  only: ['yalnızca|sadece|yalnız|münhasıran|ancak|başka (hiçbir|bir) zaman|salt'],
  while: [
    '*(rken|ken)|sırasında|boyunca|sürece|esnasında|süresince|iken|sürerken|*(duğu|dığı|diği|düğü|ttığı|ttiği|tığı|tiği)* (sürece|sırada|zaman|müddetçe)|zaman|durumdayken|halindeyken|olduğunda',
  ],
  after: ['sonra|*(dıktan|dikten|duktan|dükten|tıktan|tikten) sonra|bitince|ardından|sonradan|sonrasında'],
  before: ['önce|öncesinde|*(madan|meden) önce|kadar'],
  first: ['önce|önceden|ilk olarak|öncelikle|ilkin|evvel'],
  process: ['işlem*|süreç*|sürec*|çağıran*|proses*'],
  current: ['geçerli|mevcut|kendi*|aynı|şu anki|bu|çağıran*|şimdiki|güncel|tek|o anki'],
  other: ['başka*|herhangi*|diğer*|her|tüm|farklı*|ayrı*|bütün|rastgele|hangi'],
  cases: ['durum*|koşul*|hal*|vaka*|kez|kere|senaryo*'],
  counted: ['aşağıdaki*|şu|her iki|iki kez|bu durum*'],
  unbounded: ['en az|fazla|tüm|her durumda|birçok|çeşitli|bütün|pek çok|diğer'],
  numbers: [['bir|tek'], ['iki'], ['üç'], ['dört']],
  installation: ['yükle*|kurulum*|kurul*'],
  already: ['zaten|halihazırda'],
  application: ['uygulama*|program*|ürün*'],
  which: ['hangi*|ne|neyin|yüklenmekte*|yükleniyor*|yüklenen|kurulan|kurulmakta*|kuruluyor*'],
  retrieve: ['al*|sorgula*|sor*|kontrol*|denetle*|oku*|öğren*|edin*|belirle*|bak*|getir*|sına*'],
  service: ['hizmet*|servis*'],
  impractical: [
    '(pratik|uygun|mümkün|elverişli|kullanışlı|istenen|istenir|makul) (değil*|olmadığı*|olmayan|olmaz*|olmayacak*)|elverişsiz|uygunsuz|imkansız|istenmeyen|istenmediği*|kaçın*|önle*|yerine|zor',
  ],
  practical: ['(pratik|uygun|mümkün|elverişli|kullanışlı)*'],
  notSupported: [
    'desteklenm*|destek yok*|(kullanılamaz|kullanılabilir değil|mevcut değil|bulunmaz|bulunmuyor|yoktur|yok|desteği yok*)|desteklemez|desteklemiyor|olanaksız',
  ],
  supported: ['desteklen*|destekler|kullanılabilir|mevcut*|vardır'],
  orGreater: [
    '(veya|ya da|ve) (\\p{L}+ )?(sonra*|üst*|üzeri*|yeni*|yüksek*|büyük*|ileri*)|en az|itibaren|başlayarak|daha (yeni|yüksek|sonraki|üst)|minimum',
  ],
  orEarlier: [
    '(veya|ya da|ve) (\\p{L}+ )?(önce*|alt*|eski*|düşük*|küçük*|aşağı*)|en fazla|en çok|daha (eski|düşük|önceki)|maksimum|kadar',
  ],
  greaterThan: [
    "(sürüm\\p{L}*|[’']?\\p{L}{2,4}) (büyük|yeni|yüksek|sonraki)|*(dan|den|tan|ten) (sonraki|büyük|yüksek|yeni)|üzerinde|tam olarak|sadece|yalnızca",
  ],
  notOnly: [
    '(yalnızca|sadece|yalnız)…değil|ayrıca|bile|dahi|başlıca|çoğunlukla|genellikle|özellikle|genelde|esas olarak|bunun yanı sıra',
  ],
  set: [
    'ayarl*|tutul*|tutar|alın*|etkin*|kilitl*|kullanıl*|kullanım*|sahip*|meşgul*|var|mevcut|kurul*|oluşturul*|edinil*|geçerli*|belirlen*|elde*|ele geç*|dolu|işgal*|aktif*|konul*|atan*|rezerve*',
  ],
  returns: [
    'döndür*|döner|dön*|ver*|sonuç*|başarısız*|üret*|bildir*|al*|yanıt*|neden|yol aç*|geri*|biter|oluştur*|iade|fırlat*|karşıla*|redded*|sonlan*|hata*',
  ],
  notReturned: ['önle*|kaçın*|bastır*|atla*|yerine|yok say*|gizle*|başarı(yla|lı)*|engelle*|görmezden'],
  processes: [
    'işle*|çalıştır*|yürüt*|gerçekleştir*|uygula*|yap*|ele al*|değerlendir*|dolaş*|yorumla*|içinde',
  ],
  runs: ['çalış*|yürüt*|etkin*|aktif*|faal*|işle*|açık|başla*|devam*|sür*|meşgul'],
  stopped: [
    'dur*|boşta*|pasif*|askı*|sonlan*|kapa*|kesil*|bitir*|bit(ti|miş)*|tamamla*|devre dışı|ara ver*|duraklat*|etkisiz*|vazgeç*|iptal*|bırak*',
  ],
  differs: ['farklı*|başka*|dışında|≠|!=|<>|eşit değil|ayrı*'],
  misreadings: [
    otherThanInstalling(['kaldırıl*|silin*|en son']),
    becomingSet(['ayarlanırken|ayarlanmakta|ayarlanıyor']),
    startsByFunction([
      '{F} (işlevi\\p{L}*|fonksiyonu\\p{L}*) (kullan\\p{L}+|ile) (yükleme|kurulum)\\p{L}* (başlat|baslat)*',
    ]),
    wrongInstallation(['(yanlış|hatalı) (yükleme|kurulum)*']),
  ],
};
