/** As of the English page, for the French one. */
export const FR = String.raw`
p1 q | uniquement lors | lors
p1 q | uniquement lors | aussi lors
p1 q | uniquement lors | non seulement lors
p1 q | uniquement lors | notamment lors
p1 p | est défini | n’est pas défini
p1 p | est défini | n’est jamais défini
p1 p | est défini | est libéré
p1 p | est défini | n'est point défini
p1 t | lors du traitement | après le traitement
p1 t | lors du traitement | avant le traitement
p1 t | lors du traitement | à l’issue du traitement
p1 t | lors du traitement | une fois terminé le traitement
p2 q | dans deux cas | dans trois cas
p2 q | dans deux cas | dans un cas
p2 q | dans deux cas | dans un seul cas
p2 q | dans deux cas | dans quatre cas
p2 q | dans deux cas | dans cinq cas
p2 q | dans deux cas | dans 3 cas
p2 q | dans deux cas | dans tous les cas
p2 q | dans deux cas | dans plusieurs cas
p2 q | dans deux cas | dans certains cas
p2 q | dans deux cas | dans au moins deux cas
p2 q | dans deux cas | dans plus de deux cas
p2 q | dans deux cas | dans la plupart des cas
p2 Q | deux installations | trois installations
p2 Q | deux installations | 3 installations
p2 p | retourne une | ne retourne pas une
p2 p | retourne une | ne retourne jamais une
p2 p | retourne une | ne retourne aucune
p2 p | retourne une | évite une
p2 P | ne peuvent pas être | peuvent être
p2 P | ne peuvent pas être | ont la possibilité d’être
p2 a | le même processus | des processus différents
p2 a | le même processus | un autre processus
p2 a | le même processus | des processus distincts
item1 p | est défini | n’est pas défini
item1 p | est défini | n'est pas défini
item1 p | est défini | est libre
item1 p | est défini | est libéré
item1 p | est défini | n’est plus défini
item1 p | est défini | n’est jamais défini
item1 p | est défini | n’est pas encore défini
item1 p | est défini | est disponible
item1 t | Pendant que | Après que
item1 t | Pendant que | Avant que
item1 t | Pendant que | Dès que
item1 t | Pendant que | Une fois que
item1 t | Pendant que | Jusqu’à ce que
item2 p | traite la | ne traite pas la
item2 p | traite la | ne traite jamais la
item2 p | traite la | ne traite plus la
item2 p | traite la | ne traite ni la
item2 t | Pendant que | Après que
item2 t | Pendant que | Avant que
item2 t | Pendant que | Aussitôt que
item2 a | le processus en cours | un autre processus
item2 a | le processus en cours | n’importe quel processus
item2 a | le processus en cours | un processus quelconque
item2 a | le processus en cours | tout processus
item2 a | le processus en cours | chaque processus
item2 a | le processus en cours | un processus
item2 a | le processus en cours | aucun processus
item2 a | le processus en cours | le processus parent
p3 a | l’application en cours d’installation | l’application
p3 a | l’application en cours d’installation | les applications
p4 p | il n’est pas pratique | il est pratique
p4 p | il n’est pas pratique | il est possible
p4 p | il n’est pas pratique | il est nécessaire
p4 p | il n’est pas pratique | il est facile
p4 p | il n’est pas pratique | il n’est pas impossible
p4 p | Windows Installer est en | Windows Installer n’est pas en
p4 p | est en cours d’exécution si | n’est plus en cours d’exécution si
p4 p | est en cours d’exécution si | est arrêté si
p4 p | est en cours d’exécution si | est en cours d’exécution sauf si
p4 p | retourné est | retourné n’est pas
p4 p | retourné est | retourné diffère de
p4 t | avant de tenter | après avoir tenté
p4 t | avant de tenter | tout en tentant
p5 p | Non pris en charge | Pris en charge
p5 p | Non pris en charge | Disponible
p5 p | Non pris en charge | Entièrement pris en charge
p5 p | Non pris en charge | Compatible
p5 p | requiert Windows | ne requiert pas Windows
p5 q | ou ultérieure | ou antérieure
p5 q | ou ultérieure | ou inférieure
p5 q | ou ultérieure | ou plus ancienne
p5 q | ou ultérieure | au plus
p5 q | version 3,0 ou ultérieure | version ultérieure à 3,0
p5 q | version 3,0 ou ultérieure | version strictement supérieure à 3,0
p5 q | version 3,0 ou ultérieure | version 3,0 exactement
p5 q | version 3,0 ou ultérieure | version 3,0
p5 q | ou ultérieure | et précédentes
p1 = | uniquement lors | exclusivement lors
p1 = | uniquement lors du | seulement pendant le
p1 = | est défini uniquement lors | n’est défini que lors
p1 = | est défini | est positionné
p1 = | est défini | est détenu
p2 = | dans deux cas | dans les deux cas suivants
p2 = | dans deux cas | dans deux situations
p2 = | dans deux cas | dans 2 cas
p2 = | dans deux cas | dans exactement deux cas
p2 = | le même processus | un seul et même processus
p2 = | Étant donné que | Comme
p2 = | retourne une | renvoie une
p2 = | ne peuvent pas être exécutées | ne peuvent s’exécuter
item1 = | Pendant que | Tant que
item1 = | Pendant que | Lorsque
item1 = | est défini | est détenu
item2 = | Pendant que | Tant que
item2 = | le processus en cours | le processus actuel
item2 = | le processus en cours | le processus appelant
item2 = | traite la | exécute la
p3 = | consultez | voyez
p3 = | l’application en cours d’installation | l’application qui est en train d’être installée
p4 = | il n’est pas pratique | il n’est pas possible
p4 = | il n’est pas pratique | il est malcommode
p4 = | avant de tenter de démarrer | avant de lancer
p4 = | récupérer | obtenir
p4 = | est en cours d’exécution si | s’exécute si
p4 = | est en cours d’exécution si | fonctionne si
p5 = | Non pris en charge | Pas pris en charge
p5 = | Non pris en charge | Non disponible
p5 = | Non pris en charge | N’est pas pris en charge
p5 = | ou ultérieure | ou supérieure
p5 = | ou ultérieure | ou plus récente
p5 = | requiert Windows | nécessite Windows
p5 = | requiert Windows | exige Windows
p1 q | uniquement lors | principalement lors
p1 p | est défini | n’est en aucun cas défini
p2 q | dans deux cas | dans six cas
p2 q | dans deux cas | dans un certain nombre de cas
p2 p | retourne une | ne retourne point une
item1 p | est défini | est inactif
item1 t | Pendant que | Immédiatement après que
item2 a | le processus en cours | l’un des processus
item2 a | le processus en cours | un processus différent
item2 p | traite la | a fini de traiter la
p4 p | il n’est pas pratique | il est souhaitable
p4 p | est en cours d’exécution si | est à l’arrêt si
p4 t | avant de tenter | à la suite d’une tentative
p5 p | Non pris en charge | Prise en charge complète
p5 q | ou ultérieure | ou précédente
p5 q | version 3,0 ou ultérieure | version inférieure à 3,0
p1 = | uniquement lors | seulement lors
p1 = | est défini | est maintenu
p2 = | retourne une | produit une
p2 = | dans deux cas | dans ces deux cas
item1 = | est défini | est verrouillé
item1 = | Pendant que | Aussi longtemps que
item1 = | Pendant que | Chaque fois que
item2 = | le processus en cours | le processus courant
item2 = | traite la | est en train de traiter la
p4 = | il n’est pas pratique | il n’est guère pratique
p4 = | il n’est pas pratique | il serait peu commode
p4 = | récupérer | consulter
p5 = | Non pris en charge | Prise en charge absente
p5 = | ou ultérieure | ou une version ultérieure
p5 = | ou ultérieure | ou plus
`;
