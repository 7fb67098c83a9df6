/* The Windows Installer of this machine as the suite sees it: reset, perform, observe. */
#ifndef AGENT_MACHINE_H
#define AGENT_MACHINE_H

#include "operation.h"
#include "process.h"

/* The most client processes at once. Process 0 is the observer. */
#define MOST_CLIENTS 8

/*
 * Makes the packages, registers the one product and finds out what this msi.dll offers. On failure `problem` is a
 * sentence that says what to do.
 */
int machine_open(Text *problem);
/* Removes what it put on the machine and ends all workers. */
void machine_close(void);

/* Who is tested, what it can be asked and what it does not offer, as a history has them; values, without names. */
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
/* The folder of the packages, with a backslash at its end. */
const char *machine_fixtures(void);

#endif
