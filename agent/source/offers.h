/* What this msi.dll offers, found out once by trying while nothing is installing. */
#ifndef AGENT_OFFERS_H
#define AGENT_OFFERS_H

#include "machine.h"
#include "tables.h"

typedef struct {
  /* Whether there is a route to the tables; else the code that the natural one gave. */
  int offered;
  const char *route;
  char says[96];
  long code;
} Offer;

typedef struct {
  /* By action, without and with UI. */
  Offer actions[ACTIONS][2];
  /* What each function returned when nothing was installing. Those that do not succeed then are not asked. */
  long apis[APIS];
} Offers;

/* `ask` sends a command to a client and waits. */
int find_offers(Offers *offers, Text *problem);
/* The members of the command that starts an action. */
void add_start(Text *text, int process, int action, int level, int with_ui, const char *route, int hold, int plain);
/* The members of the command that calls a function. */
void add_call(Text *text, int process, int api, int plain);

#endif
