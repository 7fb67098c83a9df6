/* What an observer sees from outside: the mutex, without taking it, the service, the event log. */
#ifndef AGENT_OBSERVE_H
#define AGENT_OBSERVE_H

#include "win.h"

#define MUTEX_NAME L"Global\\_MSIExecute"

typedef struct {
  /* absent, free, owned or denied. */
  const char *state;
  int abandoned;
  /* CurrentCount of MutantBasicInformation, where `counted`. */
  int counted;
  long count;
  /* Process number of the owner, or 0 where the system does not tell it. */
  unsigned long owner;
  /* How it was looked at. */
  const char *by;
} Mutex;

/* The handle is closed at once: an open one keeps the object alive and deceives others. */
int probe_mutex(Mutex *mutex, Text *problem);

typedef struct {
  unsigned long state, controls_accepted, pid;
} Service;

int query_service(Service *service, Text *problem);

/* Waits until a process is no more. Returns whether it is; one that cannot be opened is. */
int await_end(unsigned long pid, unsigned long milliseconds);

/* The installer's records that begin and end a transaction, or all of them. */
enum { TRANSACTIONS, ALL_EVENTS };

/*
 * Adds the records of the installer in the Application log after this one, oldest first, as a JSON array; with
 * after < 0 the number of the newest record of all alone.
 */
int add_events(Text *text, long long after, int which, Text *problem);

#endif
