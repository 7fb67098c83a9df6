/* Runs one interleaving: each response before the next invocation. */
#ifndef AGENT_CASES_H
#define AGENT_CASES_H

#include "machine.h"

/* Takes the events of a case as they happen, as JSON members after number and time; returns 0 to end the case. */
typedef struct {
  int (*event)(void *context, const Text *members);
  void *context;
} EventSink;

enum { CASE_ENDED, CASE_FAILED, CASE_UNWANTED };

/* Whether the case is one that this agent can run; `problem` says why not. */
int case_is_whole(const Json *json, int object, Text *problem);
/*
 * Runs the case in `object`: `processes` and `steps`. Steps that are not offered, or cannot be done where their client
 * stands, are passed over. CASE_FAILED when the machine could not be driven, and `problem` says why.
 */
int run_case(const Json *json, int object, double deadline, const EventSink *sink, Text *problem);

#endif
