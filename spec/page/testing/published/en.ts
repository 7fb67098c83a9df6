/**
 * What of the English page is worded wrongly (`p1 q | … | …`), and what harmlessly otherwise (`p1 = | … | …`). Longer
 * than 250 lines, since it is data: a line for each wording.
 */
export const EN = String.raw`
p1 q | only while | while
p1 q | only while | also while
p1 q | only while | not only while
p1 q | only while | mainly while
p1 p | is set | is not set
p1 p | is set | is never set
p1 p | is set | isn't set
p1 p | is set | is cleared
p1 p | is set | is left unset
p1 p | is set | is released
p1 p | is set | is by no means set
p1 t | only while | only after
p1 t | only while | only before
p1 t | only while processing | only once you have finished processing
p1 t | only while processing | only until processing
p1 t | only while processing | only following the processing of
p1 q | only while | even when not
p2 q | in two cases | in three cases
p2 q | in two cases | in one case
p2 q | in two cases | in four cases
p2 q | in two cases | in a single case
p2 q | in two cases | in 3 cases
p2 q | in two cases | in 5 cases
p2 q | in two cases | in five cases
p2 q | in two cases | in several cases
p2 q | in two cases | in a number of cases
p2 q | in two cases | in at least two cases
p2 q | in two cases | in more than two cases
p2 q | in two cases | in all cases
p2 q | in two cases | in many cases
p2 q | in two cases | in no fewer than two cases
p2 q | in two cases | in a dozen cases
p2 q | in two cases | in a couple of dozen cases
p2 Q | two installations | three installations
p2 Q | two installations | 3 installations
p2 Q | two installations | four installations
p2 p | returns ERROR | does not return ERROR
p2 p | returns ERROR | never returns ERROR
p2 p | returns ERROR | fails to return ERROR
p2 p | returns ERROR | returns anything but ERROR
p2 p | returns ERROR | doesn't return ERROR
p2 p | returns ERROR | succeeds instead of returning ERROR
p2 p | returns ERROR | suppresses ERROR
p2 P | cannot be run | can be run
p2 P | cannot be run | may be run
p2 a | the same process | different processes
p2 a | the same process | separate processes
p2 a | the same process | another process
p2 a | the same process | any process
item1 p | is set | is not set
item1 p | is set | isn't set
item1 p | is set | is unset
item1 p | is set | is free
item1 p | is set | is released
item1 p | is set | is clear
item1 p | is set | is yet to be set
item1 p | is set | is no longer set
item1 p | is set | is available
item1 p | is set | is nowhere set
item1 t | While | After
item1 t | While | Before
item1 t | While | Until
item1 t | While | Once
item1 t | While | Shortly after
item1 t | While | Unless and until
item2 p | is processing | is not processing
item2 p | is processing | isn't processing
item2 p | is processing | has stopped processing
item2 p | is processing | is never processing
item2 p | is processing | refrains from processing
item2 p | is processing | has finished processing
item2 t | While | After
item2 t | While | Before
item2 t | While | Until
item2 t | While | As soon as
item2 a | the current process | any process
item2 a | the current process | another process
item2 a | the current process | some other process
item2 a | the current process | a process
item2 a | the current process | no process
item2 a | the current process | a process other than the current one
item2 a | the current process | every process
item2 a | the current process | an unrelated process
item2 a | the current process | the parent process
item2 a | the current process | some process
item2 a | the current process | a second process
p3 a | what application is being installed | the application
p3 a | what application is being installed | applications
p3 a | what application is being installed | the application that called it
p4 p | impractical | practical
p4 p | impractical | not impractical
p4 p | impractical | possible
p4 p | impractical | desirable
p4 p | impractical | easy
p4 p | impractical | necessary
p4 p | impractical | preferable
p4 p | it is impractical | it is by no means impractical
p4 p | is currently running | is not currently running
p4 p | is currently running | is currently not running
p4 p | is currently running | is currently stopped
p4 p | is currently running | is currently idle
p4 p | is currently running | has stopped running
p4 p | is currently running | is no longer running
p4 p | is currently running | isn't running
p4 p | is currently running if | is currently running unless
p4 p | structure is **SERVICE | structure is not **SERVICE
p4 p | structure is **SERVICE | structure is other than **SERVICE
p4 p | structure is **SERVICE | structure differs from **SERVICE
p4 t | before attempting | after attempting
p4 t | before attempting | while attempting
p4 t | before attempting | once you are done attempting
p4 a | attempting to start the installation by using the | using the [**QueryServiceStatusEx**](/windows/desktop/api/winsvc/nf-winsvc-queryservicestatusex) function to start the installation; see the
p5 p | Not supported | Supported
p5 p | Not supported | Fully supported
p5 p | Not supported | Available
p5 p | Not supported | This is supported
p5 p | Not supported | Works as well
p5 p | Not supported | Optional
p5 p | requires Windows | does not require Windows
p5 p | requires Windows | works without Windows
p5 q | or greater | or earlier
p5 q | or greater | or lower
p5 q | or greater | or less
p5 q | or greater | and below
p5 q | or greater | at most
p5 q | version 3.0 or greater | a version up to 3.0
p5 q | version 3.0 or greater | a version greater than 3.0
p5 q | version 3.0 or greater | a version newer than 3.0
p5 q | version 3.0 or greater | exactly version 3.0
p5 q | version 3.0 or greater | version 3.0
p5 q | or greater | or smaller
p5 q | or greater | and nothing newer
p1 = | only while | solely while
p1 = | only while processing | exclusively during the processing of
p1 = | only while processing | only during processing of
p1 = | is set only while | is only set while
p1 = | is set only while | is held only while
p1 = | is set only while | is only ever set while
p1 = | is set only while processing | is set only as long as Windows Installer is processing
p1 = | is set only while processing | is set whenever, and only while, it is processing
p1 = | is set only | is set **only**
p1 = | processing the | processing  the
p2 = | in two cases | in both of the following cases
p2 = | in two cases | in the following two cases
p2 = | in two cases | in these two situations
p2 = | in two cases | under two circumstances
p2 = | in two cases | in exactly two cases
p2 = | in two cases | in 2 cases
p2 = | cannot be run | can't be run
p2 = | cannot be run | can’t run
p2 = | cannot be run | must not run
p2 = | the same process | one and the same process
p2 = | the same process | a single process
p2 = | two installations | 2 installations
p2 = | Because | Since
p2 = | installer's | installer’s
p2 = | attempt to call | call to
p2 = | returns | fails with
p2 = | returns | yields
p2 = | returns | results in
p2 = | an attempt to call the installer's application programming interface (API) returns | any call of the installer's application programming interface (API) returns
item1 = | While | As long as
item1 = | While | Whenever
item1 = | While | When
item1 = | While the | During the time that the
item1 = | is set | is held
item1 = | is set | is owned
item1 = | is set. | is set
item1 = | While the | **While** the
item2 = | While | As long as
item2 = | While | Whenever
item2 = | the current process | the calling process
item2 = | the current process | the process that makes the call
item2 = | the current process | your own process
item2 = | is processing | processes
item2 = | is processing | is executing
item2 = | is processing | is running through
p3 = | See | Consult
p3 = | what application is being installed | which application is currently being installed
p3 = | what application is being installed | the application that is being installed
p4 = | impractical | not practical
p4 = | impractical | inconvenient
p4 = | impractical | not feasible
p4 = | In cases where | Where
p4 = | In cases where | If
p4 = | before attempting | prior to attempting
p4 = | before attempting to start | before you start
p4 = | retrieve | query
p4 = | retrieve | obtain
p4 = | is currently running | is now running
p4 = | is currently running | is active
p4 = | is currently running if | runs if
p4 = | structure is **SERVICE | structure equals **SERVICE
p4 = | by using the | with the
p5 = | Not supported | Unsupported
p5 = | Not supported | Not available
p5 = | Not supported | This isn't supported
p5 = | or greater | or later
p5 = | or greater | or newer
p5 = | or greater | or higher
p5 = | version 3.0 or greater | at least version 3.0
p5 = | requires Windows | needs Windows
p5 = | requires Windows | is possible with Windows
p5 = | The use of | Using
p1 q | only while | generally while
p1 q | only while | primarily while
p1 p | is set only | remains unset only
p1 p | is set only while | is set only when not
p1 t | only while | only prior to
p2 q | in two cases | in three situations
p2 q | in two cases | in six cases
p2 q | in two cases | in the following three cases
p2 q | in two cases | on various occasions
p2 q | in two cases | in each case
p2 p | returns ERROR | no longer returns ERROR
p2 p | returns ERROR | won't return ERROR
p2 P | cannot be run | are allowed to run
p2 a | the same process | distinct processes
item1 p | is set | has not been set
item1 p | is set | is not currently set
item1 p | is set | does not exist
item1 p | is set | is unowned
item1 t | While | Right after
item1 t | While | Up until
item1 t | While | As soon as
item2 a | the current process | any other process
item2 a | the current process | one of the processes
item2 a | the current process | the process of another user
item2 a | the current process | arbitrary processes
item2 p | is processing | has yet to process
item2 p | is processing | is done processing
item2 t | While | Immediately before
p4 p | impractical | feasible
p4 p | impractical | practicable
p4 p | impractical | convenient
p4 p | is currently running | is currently down
p4 p | is currently running | isn’t currently running
p4 p | is currently running if | is currently running except if
p4 p | **SERVICE\_ACCEPT | not **SERVICE\_ACCEPT
p4 t | before attempting | following an attempt
p4 t | before attempting | instead of attempting
p5 p | Not supported | Support included
p5 p | Not supported | Supported as well
p5 p | requires Windows | doesn't need Windows
p5 q | or greater | or any earlier version
p5 q | or greater | or prior
p5 q | version 3.0 or greater | any version below 3.0
p5 q | version 3.0 or greater | a version more recent than 3.0
p1 = | is set only while | is owned only while
p1 = | is set only while | gets set only while
p1 = | only while processing | only during the time of processing
p1 = | is set only while | stays set only while
p2 = | attempt to call | attempt at calling
p2 = | returns ERROR | will return ERROR
p2 = | returns ERROR | always returns ERROR
p2 = | in two cases | in the two cases below
p2 = | in two cases | in either of two cases
p2 = | cannot be run | can never be run
p2 = | Because two installations cannot be run in the same process, an | Two installations cannot be run in the same process. Therefore, an
p2 = | the same process | just one process
item1 = | is set | has been set
item1 = | is set | is being held
item1 = | While the | At any time when the
item1 = | is set | is locked
item2 = | the current process | the current process itself
item2 = | the current process | the process in question
item2 = | is processing | is busy processing
item2 = | is processing | is working through
p3 = | what application | which product
p4 = | In cases where | Whenever
p4 = | impractical | undesirable
p4 = | impractical | unreasonable
p4 = | you can retrieve | you may want to check
p4 = | before attempting | ahead of attempting
p4 = | is currently running if | is currently running when
p4 = | is currently running if | is considered running if
p4 = | the value of the | the
p5 = | Not supported | No support
p5 = | Not supported | Does not support this
p5 = | Not supported | This function isn't available
p5 = | requires Windows | presupposes Windows
p5 = | version 3.0 or greater | version 3.0 and later
p5 = | version 3.0 or greater | version 3.0 or any later version
p5 = | version 3.0 or greater | version 3.0 or above
p5 = | version 3.0 or greater | a minimum of version 3.0
`;
