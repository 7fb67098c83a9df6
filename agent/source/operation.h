/* Operations of an interleaving, as plans and requests name them. */
#ifndef AGENT_OPERATION_H
#define AGENT_OPERATION_H

#include "json.h"

enum { OP_START, OP_ADVANCE, OP_CALL, OP_CANCEL, OP_KILL, OP_PROBE, OP_SERVICE, OP_EVENTS, OPS };
enum { LEVEL_NONE, LEVEL_BASIC, LEVEL_REDUCED, LEVEL_FULL, LEVELS };
enum { APIS = 8 };

extern const char *const OP_NAMES[OPS];
extern const char *const LEVEL_NAMES[LEVELS];
extern const char *const API_NAMES[APIS];

typedef struct {
  int process, op, action, level, api;
} Operation;

static inline int is_observation(int op) { return op == OP_PROBE || op == OP_SERVICE || op == OP_EVENTS; }

/* Reads a step or a request. Returns 0 when it is none, and `problem` says what is wrong. */
int read_operation(const Json *json, int object, int processes, Operation *operation, Text *problem);
/* Adds the arguments as a JSON object, as a history has them. */
void add_arguments(Text *text, const Operation *operation);

#endif
