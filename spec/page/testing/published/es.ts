/** As of the English page, for the Spanish one. */
export const ES = String.raw`
p1 q | solo se | se
p1 q | solo se | también se
p1 q | solo se | no solo se
p1 q | solo se | sobre todo se
p1 p | solo se establece | no se establece
p1 p | solo se establece | nunca se establece
p1 p | solo se establece | solo se libera
p1 p | se establece | no se establece
p1 t | mientras se procesa | después de que se procesa
p1 t | mientras se procesa | antes de que se procese
p1 t | mientras se procesa | tras procesar
p1 t | mientras se procesa | una vez procesada
p2 q | en dos casos | en tres casos
p2 q | en dos casos | en un caso
p2 q | en dos casos | en cuatro casos
p2 q | en dos casos | en cinco casos
p2 q | en dos casos | en un solo caso
p2 q | en dos casos | en 3 casos
p2 q | en dos casos | en todos los casos
p2 q | en dos casos | en varios casos
p2 q | en dos casos | en algunos casos
p2 q | en dos casos | en al menos dos casos
p2 q | en dos casos | en más de dos casos
p2 q | en dos casos | en la mayoría de los casos
p2 Q | dos instalaciones | tres instalaciones
p2 Q | dos instalaciones | 3 instalaciones
p2 p | devuelve ERROR | no devuelve ERROR
p2 p | devuelve ERROR | nunca devuelve ERROR
p2 p | devuelve ERROR | evita ERROR
p2 P | no se pueden ejecutar | se pueden ejecutar
p2 P | no se pueden ejecutar | pueden ejecutarse
p2 a | el mismo proceso | procesos diferentes
p2 a | el mismo proceso | otro proceso
p2 a | el mismo proceso | procesos distintos
item1 p | Mientras se | Mientras no se
item1 p | Mientras se | Mientras nunca se
item1 p | \_ establece | \_ libera
item1 p | Mientras se | Mientras ya no se
item1 p | Mientras se | Mientras aún no se
item1 t | Mientras | Después de que
item1 t | Mientras | Antes de que
item1 t | Mientras | Tan pronto como
item1 t | Mientras | Hasta que
item1 t | Mientras | En cuanto
item2 p | está procesando | no está procesando
item2 p | está procesando | ya no está procesando
item2 p | está procesando | nunca está procesando
item2 p | está procesando | ha dejado de procesar
item2 t | Mientras | Después de que
item2 t | Mientras | Antes de que
item2 t | Mientras | Una vez que
item2 a | el proceso actual | otro proceso
item2 a | el proceso actual | cualquier proceso
item2 a | el proceso actual | todo proceso
item2 a | el proceso actual | cada proceso
item2 a | el proceso actual | un proceso
item2 a | el proceso actual | ningún proceso
item2 a | el proceso actual | algún proceso
item2 a | el proceso actual | el proceso primario
p3 a | la aplicación que se está instalando | la aplicación
p3 a | la aplicación que se está instalando | las aplicaciones
p4 p | no es práctico | es práctico
p4 p | no es práctico | es posible
p4 p | no es práctico | es necesario
p4 p | no es práctico | resulta fácil
p4 p | no es práctico | no es imposible
p4 p | está en ejecución | no está en ejecución
p4 p | está en ejecución | ya no está en ejecución
p4 p | está en ejecución | está detenido
p4 p | ejecución actualmente si | ejecución actualmente a menos que
p4 p | ejecución actualmente si | ejecución actualmente salvo si
p4 p | devuelta es **SERVICE | devuelta no es **SERVICE
p4 t | antes de intentar | después de intentar
p4 t | antes de intentar | al intentar
p4 t | antes de intentar | tras intentar
p5 p | No se admite | Se admite
p5 p | No se admite | Compatible
p5 p | No se admite | Disponible
p5 p | No se admite | Sí se admite
p5 p | requiere Windows | no requiere Windows
p5 q | o posterior | o anterior
p5 q | o posterior | o inferior
p5 q | o posterior | como máximo
p5 q | versión 3.0 o posterior | versión posterior a la 3.0
p5 q | versión 3.0 o posterior | versión superior a 3.0
p5 q | versión 3.0 o posterior | exactamente la versión 3.0
p5 q | versión 3.0 o posterior | versión 3.0
p5 q | o posterior | o más antigua
p1 = | solo se | únicamente se
p1 = | solo se | sólo se
p1 = | mientras se procesa la | durante el procesamiento de la
p1 = | se establece | se mantiene establecido
p2 = | en dos casos | en los dos casos siguientes
p2 = | en dos casos | en dos situaciones
p2 = | en dos casos | en 2 casos
p2 = | en dos casos | en estos dos casos
p2 = | el mismo proceso | un mismo proceso
p2 = | Dado que | Puesto que
p2 = | devuelve ERROR | da como resultado ERROR
p2 = | devuelve ERROR | retorna ERROR
p2 = | no se pueden ejecutar | no pueden ejecutarse
item1 = | Mientras se \_ establece MSIExecute Mutex | Mientras \_MSIExecute Mutex está establecido
item2 = | el proceso actual | el propio proceso
item2 = | el proceso actual | el proceso que llama
item2 = | está procesando | procesa
item2 = | está procesando | ejecuta
item2 = | Mientras | Cuando
p3 = | la aplicación que se está instalando | qué aplicación se instala
p4 = | no es práctico | no resulta práctico
p4 = | no es práctico | no es conveniente
p4 = | antes de intentar iniciar | antes de iniciar
p4 = | recuperar | obtener
p4 = | está en ejecución | se está ejecutando
p5 = | No se admite | No compatible
p5 = | No se admite | No está disponible
p5 = | o posterior | o superior
p5 = | o posterior | o más reciente
p5 = | requiere Windows | necesita Windows
p5 = | requiere Windows | exige Windows
p1 q | solo se | generalmente se
p1 p | solo se establece | en ningún caso se establece
p2 q | en dos casos | en seis casos
p2 q | en dos casos | en una serie de casos
p2 p | devuelve ERROR | deja de devolver ERROR
item1 t | Mientras | Justo después de que
item2 a | el proceso actual | uno de los procesos
item2 p | está procesando | terminó de procesar
p4 p | no es práctico | es conveniente
p4 p | está en ejecución | se ha parado
p4 t | antes de intentar | luego de intentar
p5 p | No se admite | Compatible también
p5 q | o posterior | o previa
p1 = | solo se | exclusivamente se
p2 = | en dos casos | en un par de casos
p2 = | devuelve ERROR | genera ERROR
item1 = | Mientras se | Siempre que se
item2 = | el proceso actual | el proceso en curso
item2 = | está procesando | se encuentra procesando
p4 = | no es práctico | resulta poco práctico
p4 = | recuperar | consultar
p5 = | No se admite | No hay compatibilidad
p5 = | No se admite | Sin soporte
p5 = | o posterior | o una versión posterior
`;
