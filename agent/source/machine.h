/* The Windows Installer of this machine as the suite sees it: reset, perform, observe. */
#ifndef AGENT_MACHINE_H
#define AGENT_MACHINE_H

#include "operation.h"
#include "process.h"

/* The most client processes at once. Process 0 is the observer. */
#define MOST_CLIENTS 8

/* For one operation that is no test of a plan; a busy installer answers after some 3 seconds. */
#define TRY_MS 20000.0
#define NO_ANSWER "no answer within 20 seconds"

/*
 * Makes the packages and registers the one product; where that cannot be registered, it is noted. On failure `problem`
 * is a sentence that says what to do.
 */
int machine_open(Text *problem);
/* Finds out what this msi.dll offers. 0 when nothing can be tested here, with a `problem`. */
int machine_find_offers(Text *problem);
/* Removes what it put on the machine and ends all workers. */
void machine_close(void);

/*
 * Who is tested, what it can be asked and what it does not offer, as a history has them; values, without names. Before
 * machine_find_offers it can be asked everything.
 */
void machine_add_identity(Text *text);
void machine_add_capabilities(Text *text);
void machine_add_not_offered(Text *text);
/* Raw facts for the notes. */
void machine_add_notes(Text *text);

/* Makes a machine on which nothing is installing, with so many idle clients. */
int machine_reset(int processes, Text *problem);
/* Whether what the operation asks for is offered here, and can be done where its client stands. */
int machine_allows(const Operation *operation);
/* Does it; the response, as a history has it, is added to `response`. 0 when the machine could not be driven. */
int machine_perform(const Operation *operation, double deadline, Text *response, Text *problem);

/* For measurements: the worker of a process, started if there is none; NULL with a `problem`. */
Process *machine_worker(int process, Text *problem);
/* Ends it at once, and waits until it is gone. */
void machine_end_worker(int process);
/* Adds on which thread msi.dll calls the external user interface, as a JSON string: tried once. */
void machine_add_handler_thread(Text *value);
/* The folder of the packages, with a backslash at its end. */
const char *machine_fixtures(void);

#endif
