/** As of the English page, for the German half of the bilingual one. */
export const DE_BILINGUAL = String.raw`
p1 q | wird nur beim | wird beim
p1 p | wird nur | wird nicht
p1 t | nur beim Verarbeiten | nur nach dem Verarbeiten
p2 q | in zwei Fällen | in drei Fällen
p2 q | in zwei Fällen | in sechs Fällen
p2 q | in zwei Fällen | in sämtlichen Fällen
p2 Q | zwei Installationen | vier Installationen
p2 P | nicht im selben | im selben
p2 a | im selben Prozess | in unterschiedlichen Prozessen
p2 p | zurückgegeben: | nicht zurückgegeben:
item1 p | festgelegt ist | nicht festgelegt ist
item1 p | festgelegt ist | gelöscht ist
item1 t | Während | Nachdem
item2 p | verarbeitet. | nicht verarbeitet.
item2 t | Während | Bevor
item2 a | der aktuelle Prozess | ein beliebiger Prozess
item2 a | der aktuelle Prozess | ein anderer Prozess
p4 p | nicht praktikabel | praktikabel
p4 p | zurzeit ausgeführt | zurzeit nicht ausgeführt
p4 t | bevor Sie | nachdem Sie
p5 p | Nicht unterstützt | Unterstützt
p5 q | oder höher | oder niedriger
p5 q | Version 3,0 oder höher | eine höhere Version als 3,0
p1 = | nur beim | einzig beim
p2 = | in zwei Fällen | in den folgenden beiden Fällen
p2 = | im selben | im gleichen
item1 = | Während | Solange
item2 = | der aktuelle | der laufende
p4 = | nicht praktikabel | nicht zweckmäßig
p4 = | bevor Sie | ehe Sie
p5 = | Nicht unterstützt | Wird nicht unterstützt
p5 = | oder höher | oder neuer
`;
