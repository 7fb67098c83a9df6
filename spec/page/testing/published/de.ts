/** As of the English page, for the German one. */
export const DE = String.raw`
p1 q | wird nur beim | wird beim
p1 q | nur beim | auch beim
p1 q | nur beim | nicht nur beim
p1 q | nur beim | vor allem beim
p1 q | nur beim | meist beim
p1 p | wird nur | wird nicht
p1 p | wird nur beim | wird nie beim
p1 p | wird nur beim | wird keinesfalls beim
p1 p | festgelegt. | freigegeben.
p1 p | festgelegt. | nicht festgelegt.
p1 p | festgelegt. | aufgehoben.
p1 t | nur beim Verarbeiten | nur nach dem Verarbeiten
p1 t | nur beim Verarbeiten | nur vor dem Verarbeiten
p1 t | nur beim Verarbeiten | erst nach Abschluss der Verarbeitung
p1 t | nur beim Verarbeiten | nur im Anschluss an das Verarbeiten
p1 t | nur beim Verarbeiten | nur bis zum Verarbeiten
p2 q | in zwei Fällen | in drei Fällen
p2 q | in zwei Fällen | in einem Fall
p2 q | in zwei Fällen | in vier Fällen
p2 q | in zwei Fällen | in 3 Fällen
p2 q | in zwei Fällen | in fünf Fällen
p2 q | in zwei Fällen | in einem einzigen Fall
p2 q | in zwei Fällen | in allen Fällen
p2 q | in zwei Fällen | in jedem Fall
p2 q | in zwei Fällen | in mehreren Fällen
p2 q | in zwei Fällen | in einigen Fällen
p2 q | in zwei Fällen | in mindestens zwei Fällen
p2 q | in zwei Fällen | in mehr als zwei Fällen
p2 q | in zwei Fällen | in den meisten Fällen
p2 Q | zwei Installationen | drei Installationen
p2 Q | zwei Installationen | 3 Installationen
p2 p | zurück: | nicht zurück:
p2 p | zurück: | niemals zurück:
p2 p | zwei Fällen ERROR | zwei Fällen keinen ERROR
p2 p | zurück: | keineswegs zurück:
p2 P | ausgeführt werden können | ausgeführt werden dürfen und nicht müssen
p2 P | nicht im gleichen | im gleichen
p2 a | im gleichen Prozess | in verschiedenen Prozessen
p2 a | im gleichen Prozess | in einem anderen Prozess
p2 a | im gleichen Prozess | in getrennten Prozessen
item1 p | festgelegt ist | nicht festgelegt ist
item1 p | festgelegt ist | frei ist
item1 p | festgelegt ist | freigegeben ist
item1 p | festgelegt ist | nie festgelegt ist
item1 p | festgelegt ist | nicht mehr festgelegt ist
item1 p | festgelegt ist | verfügbar ist
item1 p | festgelegt ist | aufgehoben ist
item1 p | festgelegt ist | noch nicht festgelegt ist
item1 t | Während | Nachdem
item1 t | Während | Bevor
item1 t | Während | Sobald
item1 t | Während | Bis
item1 t | Während | Ehe
item2 p | verarbeitet. | nicht verarbeitet.
item2 p | verarbeitet. | nie verarbeitet.
item2 p | Prozess die | Prozess weder die
item2 p | verarbeitet. | nicht mehr verarbeitet.
item2 t | Während | Nachdem
item2 t | Während | Bevor
item2 t | Während | Sobald
item2 a | der aktuelle Prozess | ein anderer Prozess
item2 a | der aktuelle Prozess | ein beliebiger Prozess
item2 a | der aktuelle Prozess | irgendein Prozess
item2 a | der aktuelle Prozess | jeder Prozess
item2 a | der aktuelle Prozess | ein Prozess
item2 a | der aktuelle Prozess | kein Prozess
item2 a | der aktuelle Prozess | ein fremder Prozess
item2 a | der aktuelle Prozess | der übergeordnete Prozess
item2 a | der aktuelle Prozess | ein zweiter Prozess
p3 a | welche Anwendung installiert wird | die Anwendung
p4 p | nicht praktikabel | praktikabel
p4 p | nicht praktikabel | sinnvoll
p4 p | nicht praktikabel | nicht unpraktisch
p4 p | nicht praktikabel | möglich
p4 p | nicht praktikabel | nötig
p4 p | nicht praktikabel | einfach
p4 p | derzeit ausgeführt | derzeit nicht ausgeführt
p4 p | derzeit ausgeführt | nicht ausgeführt
p4 p | derzeit ausgeführt | derzeit angehalten
p4 p | derzeit ausgeführt | derzeit beendet
p4 p | ausgeführt, wenn | ausgeführt, außer wenn
p4 p | ausgeführt, wenn | ausgeführt, sofern nicht
p4 p | SHUTDOWN** lautet | SHUTDOWN** nicht lautet
p4 t | bevor Sie | nachdem Sie
p4 t | bevor Sie | während Sie
p4 t | bevor Sie | sobald Sie
p5 p | Wird nicht unterstützt | Wird unterstützt
p5 p | Wird nicht unterstützt | Verfügbar
p5 p | Wird nicht unterstützt | Wird vollständig unterstützt
p5 p | Wird nicht unterstützt | Möglich
p5 p | erfordert Windows | erfordert kein Windows
p5 p | erfordert Windows | erfordert nicht Windows
p5 q | oder höher | oder niedriger
p5 q | oder höher | oder früher
p5 q | oder höher | oder älter
p5 q | Version 3.0 oder höher | höchstens Version 3.0
p5 q | Version 3.0 oder höher | eine höhere Version als 3.0
p5 q | Version 3.0 oder höher | eine Version über 3.0
p5 q | Version 3.0 oder höher | genau Version 3.0
p5 q | Version 3.0 oder höher | Version 3.0
p5 q | oder höher | und darunter
p5 q | Version 3.0 oder höher | eine Version bis 3.0
p1 = | nur beim | ausschließlich beim
p1 = | nur beim Verarbeiten | lediglich während der Verarbeitung
p1 = | nur beim Verarbeiten | nur während des Verarbeitens
p1 = | festgelegt. | gesetzt.
p1 = | festgelegt. | gehalten.
p1 = | wird nur | wird **nur**
p2 = | in zwei Fällen | in folgenden zwei Fällen
p2 = | in zwei Fällen | in diesen beiden Fällen
p2 = | in zwei Fällen | unter zwei Umständen
p2 = | in zwei Fällen | in genau zwei Fällen
p2 = | in zwei Fällen | in 2 Fällen
p2 = | im gleichen | im selben
p2 = | im gleichen | in ein und demselben
p2 = | nicht im gleichen Prozess ausgeführt werden können | unmöglich im gleichen Prozess laufen können
p2 = | Da zwei | Weil zwei
item1 = | Während | Solange
item1 = | Während | Wenn
item1 = | festgelegt ist | gesetzt ist
item1 = | festgelegt ist | gehalten wird
item2 = | Während | Solange
item2 = | der aktuelle Prozess | der eigene Prozess
item2 = | der aktuelle Prozess | der aufrufende Prozess
item2 = | verarbeitet. | abarbeitet.
item2 = | verarbeitet. | ausführt.
p3 = | welche Anwendung installiert wird | welche Anwendung gerade installiert wird
p3 = | finden Sie | stehen
p4 = | nicht praktikabel | unpraktisch
p4 = | nicht praktikabel | nicht sinnvoll
p4 = | bevor Sie | ehe Sie
p4 = | derzeit ausgeführt | gerade ausgeführt
p4 = | abrufen | abfragen
p4 = | abrufen | ermitteln
p4 = | , wenn der Wert | , falls der Wert
p4 = | SHUTDOWN** lautet | SHUTDOWN** ist
p5 = | Wird nicht unterstützt | Nicht unterstützt
p5 = | Wird nicht unterstützt | Nicht verfügbar
p5 = | oder höher | oder später
p5 = | oder höher | oder neuer
p5 = | Version 3.0 oder höher | mindestens Version 3.0
p5 = | erfordert | setzt voraus:
p5 = | erfordert | verlangt
p1 q | nur beim | unter anderem beim
p1 q | nur beim | hauptsächlich beim
p1 p | wird nur beim | wird zu keiner Zeit beim
p2 q | in zwei Fällen | in sieben Fällen
p2 q | in zwei Fällen | in beliebigen Fällen
p2 q | in zwei Fällen | in einer Reihe von Fällen
p2 p | zurück: | nicht länger zurück:
item1 p | festgelegt ist | unbenutzt ist
item1 t | Während | Unmittelbar nachdem
item2 a | der aktuelle Prozess | irgendein anderer Prozess
item2 a | der aktuelle Prozess | einer der Prozesse
item2 p | verarbeitet. | zu verarbeiten aufgehört hat.
p4 p | nicht praktikabel | durchaus praktikabel
p4 p | derzeit ausgeführt | derzeit keineswegs ausgeführt
p4 t | bevor Sie | im Anschluss daran, dass Sie
p5 p | Wird nicht unterstützt | Wird ebenfalls unterstützt
p5 q | oder höher | oder eine frühere Version
p5 q | Version 3.0 oder höher | eine Version unter 3.0
p1 = | festgelegt. | in Besitz genommen.
p1 = | nur beim Verarbeiten | allein beim Verarbeiten
p2 = | gibt der Versuch | liefert der Versuch
p2 = | in zwei Fällen | in diesen zwei Fällen
p2 = | ausgeführt werden können | laufen können
item1 = | festgelegt ist | gesperrt ist
item1 = | Während | Solange wie
item1 = | Während | So lange
item2 = | der aktuelle Prozess | der eigene aktuelle Prozess
item2 = | verarbeitet. | durchläuft.
item2 = | verarbeitet. | bearbeitet.
p4 = | nicht praktikabel | nicht zweckmäßig
p4 = | nicht praktikabel | unzweckmäßig
p4 = | derzeit ausgeführt | momentan ausgeführt
p4 = | abrufen | feststellen
p5 = | Wird nicht unterstützt | Keine Unterstützung
p5 = | oder höher | oder eine höhere Version
p5 = | oder höher | oder aktueller
`;
