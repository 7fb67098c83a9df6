/** As of the English page, for a Czech page in plain text without its list. */
export const CS = String.raw`
p1 q | pouze během | během
p1 q | pouze během | nejen během
p1 p | je nastaven | není nastaven
p1 p | je nastaven | je uvolněn
p1 t | pouze během zpracování | pouze po zpracování
p1 t | pouze během zpracování | pouze před zpracováním
p2 Q | dvě instalace | tři instalace
p2 p | vrátí volání | nevrátí volání
p2 P | nelze spustit | lze spustit
p2 a | v jednom procesu | v různých procesech
p3 a | Která aplikace se instaluje | Aplikaci
p4 p | není praktické | je praktické
p4 p | Služba běží | Služba neběží
p4 p | Služba běží | Služba je zastavena
p4 t | před zahájením | po zahájení
p5 p | nepodporováno | podporováno
p5 p | nepodporováno | je k dispozici
p5 p | vyžaduje | nevyžaduje
p5 q | nebo vyšší | nebo nižší
p5 q | 3,0 nebo vyšší | vyšší než 3,0
p5 q | nebo vyšší | nebo starší
p1 = | pouze během | jen během
p1 = | pouze během | výhradně při
p2 = | v jednom procesu | v témže procesu
p4 = | není praktické | není vhodné
p4 = | před zahájením | před spuštěním
p4 = | Služba běží | Služba je spuštěna
p5 = | nepodporováno | není podporováno
p5 = | nebo vyšší | nebo novější
`;
