/* What is raw of a machine and of the mutex, for measurements: the numbers as they are, or the errors in their place. */
#ifndef AGENT_RAW_H
#define AGENT_RAW_H

#include "json.h"
#include "win.h"

/* Whether this process has the rights of an administrator. */
int is_administrator(void);

/*
 * Carries out a command of a measurement, by its name: machine, mutex, is-denied, records, keep, own, let-go. Its value
 * is added to `value`. 1, 0 when it could not be done, with a `problem`, or -1 when there is no command of that name.
 */
int raw_command(const Json *command, Text *value, Text *problem);

#endif
