/* What the parts of machine.h share: the clients and the observer, and their last answer. */
#ifndef AGENT_CLIENTS_H
#define AGENT_CLIENTS_H

#include "machine.h"
#include "offers.h"

#define ALREADY_RUNNING 1618
#define POLL_MS 50

enum { AT_IDLE = -1, AT_GONE = -2 };

typedef struct {
  Process process;
  /* A table, or AT_IDLE or AT_GONE. */
  int at;
  /* Whether a call is in progress, so that a process that is no more was ended from outside. */
  int installing;
  const char *says;
} Client;

typedef struct {
  /* Process 0 is the observer. */
  Client clients[MOST_CLIENTS + 1];
  Offers offers;
  /* Whether it was found out what is offered. */
  int is_known;
  /* The newest record of the event log when the case began. */
  long long last_event;
  int unexpected_ends;
  /* Why the one product is not registered; empty where it is. */
  Text not_registered;
  /* Of the last answer. */
  Text line;
  Json json;
} Machine;

extern Machine shared;

int on_wine(void);
/* Asks for something that is no test. Returns the code of the answer, or -1 with a `problem`. */
long control(int process, const char *members, Text *problem);
/* Asks the observer. 1 when it answered with this type. */
int observe(const char *members, const char *type, Text *problem);

/* Makes the folder of the packages, and all packages in it. */
int make_packages(Text *problem);
void remove_packages(void);
/* Removes what a run that was ended hard left registered, and registers it anew; where it cannot, that is noted. */
void register_product(void);
int remove_product(Text *problem);
/* Adds what to do about a code that keeps everything from being installed. */
void add_code_hint(Text *problem, long code);

/* The response to a look at the event log. */
int respond_events(Text *response, Text *problem);

#endif
