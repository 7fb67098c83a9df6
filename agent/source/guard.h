/*
 * The documented rules, put before the calls of a msi.dll that keeps none of them: a second driver of `guarded-wine`.
 * An agent that was not started as a guarded worker lets everything through.
 */
#ifndef AGENT_GUARD_H
#define AGENT_GUARD_H

#include "json.h"
#include "win.h"

/* From now on the rules are kept. */
void guard_on(void);

/* A call begins. Returns 0 to let it through, or the code to answer at once. A plain call is not looked at. */
unsigned guard_begin(int plain);
/* The innermost call that was let through ended with this code. Returns the code that the client gets. */
unsigned guard_end(unsigned code, int plain);
/* The innermost call begins to process a table. Returns 0 when it has to be cancelled. */
int guard_enters(int table, int plain);
void guard_leaves(int table, int plain);

/* Puts this program in the place of the msiserver service and starts it. */
int guard_start_service(const char *program, Text *problem);
/* Returns when the service has looked at the mutex after this call was made, or is still starting. */
int guard_synchronize(Text *problem);

#endif
