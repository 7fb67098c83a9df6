/* What measurements are made of: clients that are asked, and a process of its own that looks at what is raw. */
#ifndef AGENT_LAB_H
#define AGENT_LAB_H

#include "machine.h"
#include "tables.h"

enum { UI_SILENT = 2, UI_SHOWN = 4 };

/* What the last operation came to. */
typedef struct {
  int is_held;
  /* The table in which it is held, or what it is instead. */
  char where[40];
} Outcome;

/* An installation by a client. */
typedef struct {
  int action, level, hold;
  const char *route;
  /* More members of its command, each with a comma before it; NULL for none. */
  const char *more;
} Installation;

/* A plain one, held in each table. */
Installation installation(void);

/* A measurement begins, and may take so many milliseconds. */
void lab_begin(double milliseconds);
/* Ends what a measurement left, and waits until nobody owns the mutex. */
void lab_clear(void);
/* Ends the process that looks; the next measurement starts another one. */
void lab_end(void);
/* Why the measurement cannot be made; empty when it can. */
const Text *lab_failure(void);

/* Each adds a JSON value. A client that gives no answer in time is ended. */
Outcome lab_start(int client, Installation wanted, Text *value);
Outcome lab_ask(int client, const char *members, Text *value);
/* Adds the value of a command of the measuring process, or its error. `value_of` is JSON, or NULL. */
void lab_raw(const char *name, const char *value_of, Text *value);
void lab_look(Text *value);

/* Sends the command and does not wait; the answer is awaited afterwards. */
void lab_start_later(int client, Installation wanted);
Outcome lab_await(int client, Text *value);
/*
 * Looks every 20 ms until the client has answered, if it was asked, and for some time after; what changed is added to
 * `changes` as a list, and what the client answered to `outcome`.
 */
void lab_watch(int client, Text *outcome, Text *changes);

void lab_kill(int client);
/* Lets a client go on to the end of its call; one that does not come to it is ended. */
void lab_finish(int client);
/* Adds members that say who a client is. */
void lab_identify(int client, Text *members);
/* Waits until nobody owns the mutex, but not for ever. */
void lab_quiet(void);

#endif
