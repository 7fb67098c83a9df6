/*
 * The rules of the documentation page "_MSIExecute Mutex" as a Promela model, written from the clauses
 * in spec/clauses/. Each option below is one transition: a process does an operation and gets a response
 * that the clauses allow. README.md says how to run it and what is counted.
 *
 * Constants: PROCESSES (default 2), and one per reading flag, see readings below.
 */
#ifndef PROCESSES
#define PROCESSES 2
#endif

/* Readings: define the flag for the wider demand or allowance. */
#ifdef EXACTLY_WHILE          /* mutexScope: exactly-while */
#define HELD_THROUGHOUT 1
#else
#define HELD_THROUGHOUT 0
#endif
#ifdef SET_EXISTS             /* mutexSet: exists */
#define EXISTENCE_IS_SET 1
#else
#define EXISTENCE_IS_SET 0
#endif
#ifdef EVERY_API              /* apiCall: every */
#define QUERY_IS_CALL 1
#else
#define QUERY_IS_CALL 0
#endif
#ifdef VALUE_INCLUDES         /* serviceValue: includes */
#define BIT_CLAIMS 1
#else
#define BIT_CLAIMS 0
#endif
#ifdef RUNNING_EXACTLY        /* serviceRunning: exactly-while-installing */
#define SERVICE_PROMISED 1
#else
#define SERVICE_PROMISED 0
#endif
#ifdef SESSION_EDGES          /* edges: session */
#define SESSION 1
#else
#define SESSION 0
#endif
#ifdef UI_DEFERRED            /* uiWhileSet: deferred */
#define DEFERRED 1
#else
#define DEFERRED 0
#endif

/* Where a process stands. */
#define IDLE                0
#define INSTALL_UI          1
#define ADMIN_UI            2
#define GONE                3
#define INSTALL_EXECUTE     4
#define ADMIN_EXECUTE       5
#define ADVT_EXECUTE        6
#define INSTALL_EXECUTE_UI  7   /* InstallExecuteSequence inside InstallUISequence */
#define ADMIN_EXECUTE_UI    8   /* AdminExecuteSequence inside AdminUISequence */

byte at[PROCESSES];
bit processed;   /* an execute table is being processed */
bit residue;     /* the installer is still at it though no process is: a killed installation, a late edge */

/* mutex-scope, mutex-held: set while an execute table is processed; residue is the silence around it. */
#define SET          (processed || residue)
#define IN_UI(p)     (at[p] == INSTALL_UI || at[p] == ADMIN_UI)
#define EXECUTING(p) (at[p] >= INSTALL_EXECUTE)
#define IN_UI_SEQUENCE(p) (IN_UI(p) || at[p] == INSTALL_EXECUTE_UI || at[p] == ADMIN_EXECUTE_UI)
#define PRESENT(p)   (at[p] != GONE)
#define CAN_START(p) (at[p] == IDLE || at[p] == GONE)
#define SET_BY_OTHER(p) (residue || (processed && !EXECUTING(p)))

/* item1 and item2 of the page: the two cases of 1618. */
#define MUST_REFUSE(p) (SET || IN_UI_SEQUENCE(p))

/* What must hold after every transition. */
#if PROCESSES == 1
#define COUNT_EXECUTING (EXECUTING(0))
#elif PROCESSES == 2
#define COUNT_EXECUTING (EXECUTING(0) + EXECUTING(1))
#elif PROCESSES == 3
#define COUNT_EXECUTING (EXECUTING(0) + EXECUTING(1) + EXECUTING(2))
#elif PROCESSES == 4
#define COUNT_EXECUTING (EXECUTING(0) + EXECUTING(1) + EXECUTING(2) + EXECUTING(3))
#elif PROCESSES == 5
#define COUNT_EXECUTING (EXECUTING(0) + EXECUTING(1) + EXECUTING(2) + EXECUTING(3) + EXECUTING(4))
#else
/* For benchmarks beyond the checked sizes the sum would be most of the work. */
#define COUNT_EXECUTING processed
#endif
#define INVARIANTS assert(COUNT_EXECUTING <= 1 && processed == (COUNT_EXECUTING == 1))

/* A transition, and one that may leave a residue where there was none. */
#define ON(guard, effect) \
  :: d_step { (guard) -> effect; INVARIANTS }
#define MAY_LEAVE(condition, guard, effect) \
  ON(guard, effect) \
  ON((guard) && (condition) && !residue, effect; residue = 1)

/* start: held at the first table, refused, or returned with another code. 1618-mutex, 1618-only. */
#define START(p, first, isUi) \
  ON(CAN_START(p) && (!SET || (DEFERRED && isUi)), at[p] = first; processed = processed || !(isUi)) \
  ON(CAN_START(p) && SET, at[p] = IDLE; assert(SET)) \
  MAY_LEAVE(SESSION, CAN_START(p) && !SET, at[p] = IDLE)

/* call: a second call from the same process. 1618-mutex, 1618-ui, 1618-only. A function that is no call may return anything. */
#define CALL(p, isCall) \
  ON(PRESENT(p) && (MUST_REFUSE(p) || !(isCall)), skip) \
  MAY_LEAVE(SESSION, PRESENT(p) && (!MUST_REFUSE(p) || !(isCall)), assert(!(isCall) || !SET))

/* advance out of a UI sequence: its execute table, unless another process has the mutex set. */
#define ADVANCE_UI(p, ui, execute) \
  ON(at[p] == ui && !SET, at[p] = execute; processed = 1)

/* A call in progress ends: refused only while another installation is in progress, else with any code. */
#define END(p, where, leavesExecute) \
  ON((where) && SET_BY_OTHER(p), processed = processed && !(leavesExecute); at[p] = IDLE) \
  MAY_LEAVE(SESSION, where, processed = processed && !(leavesExecute); at[p] = IDLE)

/* kill: what an installation that was killed leaves behind, the page does not say. */
#define KILL(p) \
  MAY_LEAVE(SESSION, IN_UI(p), at[p] = GONE) \
  MAY_LEAVE(1, EXECUTING(p), processed = 0; at[p] = GONE)

#define PROCESS(p) \
  START(p, INSTALL_UI, 1) \
  START(p, INSTALL_EXECUTE, 0) \
  START(p, ADMIN_UI, 1) \
  START(p, ADMIN_EXECUTE, 0) \
  START(p, ADVT_EXECUTE, 0) \
  ADVANCE_UI(p, INSTALL_UI, INSTALL_EXECUTE_UI) \
  ADVANCE_UI(p, ADMIN_UI, ADMIN_EXECUTE_UI) \
  END(p, IN_UI(p), 0)        /* advance */ \
  END(p, EXECUTING(p), 1)    /* advance */ \
  END(p, IN_UI(p), 0)        /* cancel */ \
  CALL(p, 1)                 /* a function that changes the machine */ \
  CALL(p, QUERY_IS_CALL)     /* a function that only asks */ \
  KILL(p)

/* probe: what an observer may see. isSet and isClear: what the answer means under the reading. */
#define PROBE(isSet, isClear) \
  ON((SET && !(HELD_THROUGHOUT && (isClear))) || (!SET && !(isSet)), skip)

/* service: dwControlsAccepted on a version that supports the query. service-running, service-version. */
#define SERVICE(claims) \
  ON((!SERVICE_PROMISED && (!(claims) || SET)) || \
     (SERVICE_PROMISED && ((claims) == processed || (residue && !processed))), skip)

#define OBSERVER \
  PROBE(0, 1)                                      /* absent */ \
  PROBE(EXISTENCE_IS_SET, !EXISTENCE_IS_SET)       /* there, and nobody owns it */ \
  PROBE(1, 0)                                      /* owned */ \
  PROBE(EXISTENCE_IS_SET, 0)                       /* there, and not to be asked */ \
  SERVICE(1)                                       /* SERVICE_ACCEPT_SHUTDOWN and nothing else */ \
  SERVICE(BIT_CLAIMS)                              /* that bit among others */ \
  SERVICE(0)                                       /* without that bit */ \
  ON(1, skip)                                      /* events: names the application, if any */ \
  ON(!processed, skip)                             /* events: names none */

init {
  do
  PROCESS(0)
#if PROCESSES > 1
  PROCESS(1)
#endif
#if PROCESSES > 2
  PROCESS(2)
#endif
#if PROCESSES > 3
  PROCESS(3)
#endif
#if PROCESSES > 4
  PROCESS(4)
#endif
#if PROCESSES > 5
  PROCESS(5)
#endif
#if PROCESSES > 6
  PROCESS(6)
#endif
#if PROCESSES > 7
  PROCESS(7)
#endif
#if PROCESSES > 8
  PROCESS(8)
#endif
#if PROCESSES > 9
  PROCESS(9)
#endif
#if PROCESSES > 10
  PROCESS(10)
#endif
  OBSERVER
  :: d_step { residue -> residue = 0 }             /* the residue ends by itself */
  od
}
