/* What this msi.dll offers, found out once by trying while nothing is installing. */
#ifndef AGENT_OFFERS_H
#define AGENT_OFFERS_H

#include "machine.h"
#include "tables.h"

/* What something came to that was tried: a code, or the reason why there is none. */
typedef struct {
  int has_code;
  long code;
  char reason[160];
} Given;

typedef struct {
  /* Whether there is a route to the tables; else what the natural one gave. */
  int offered;
  const char *route;
  char says[96];
  Given given;
} Offer;

typedef struct {
  /* By action, without and with UI. */
  Offer actions[ACTIONS][2];
  /* What each function gave when nothing was installing. Those that do not succeed then are not asked. */
  Given apis[APIS];
} Offers;

int given_success(const Given *given);

/* Tries each route and each function once. What hangs or ends its client is not offered, and the rest goes on. */
void find_offers(Offers *offers);
/* The members of the command that starts an action. */
void add_start(Text *text, int process, int action, int level, int with_ui, const char *route, int hold, int plain);
/* The members of the command that calls a function. */
void add_call(Text *text, int process, int api, int plain);

#endif
